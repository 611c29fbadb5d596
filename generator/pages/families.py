"""Red flags in families: the list of all, and a page for each."""

from __future__ import annotations

from collections.abc import Iterator

from generator import limits
from generator.addresses import address, explorer, filters, has, where
from generator.analysis.families import RULE, Family, FlagPlace
from generator.analysis.site import Site
from generator.config import Corpus
from generator.pages.kinds import RecordPages
from generator.shorten import short_title
from generator.summarise import flag_details
from generator.views.families import (
    NAMELESS,
    FamilyListRecord,
    FamilyListView,
    FamilyRecord,
    FamilyRow,
    FamilyView,
    FlagRef,
    FlagRow,
    family_list_view,
    family_view,
)
from generator.views.indexes import paged
from generator.views.parts import Ref


def family_place(site: Site, name: str) -> str:
    """The address of the page with other papers of a red flag's family, empty where there is none."""
    found = site.families
    family = found.of(name)
    return where(site.config, Corpus.RED_FLAGS, family.key) if family.is_shared and found.has_page(name) else ""


def _lists(site: Site) -> Iterator[FamilyListRecord]:
    if not has(site.config, Corpus.RED_FLAGS):
        return
    has_page = {family.key for family in site.families.with_page}
    rows = [_row(family, has_page=family.key in has_page) for family in site.families.families]
    for place, shown in paged(rows, site.config.rows_per_page, address(Corpus.RED_FLAGS)):
        yield FamilyListRecord(
            "Red flags", RULE, place, len(rows), len(site.papers), shown, filters(site.config, "flag")
        )


def _row(family: Family, *, has_page: bool) -> FamilyRow:
    title = short_title(family.title) or NAMELESS
    own = address(Corpus.RED_FLAGS, family.key) if has_page else ""
    first = {place.paper.location: place for place in reversed(family.flags)}
    listed = () if own and family.is_shared else tuple(_ref(place) for place in reversed(first.values()))
    return FamilyRow(Ref(own, title), family.papers, len(family.flags), len(family.wordings), listed)


def _ref(place: FlagPlace) -> FlagRef:
    scan = place.paper.scan
    return FlagRef(Ref(place.paper.location, short_title(scan.title)), scan.red_flags[place.number].anchor)


def _families(site: Site) -> Iterator[FamilyRecord]:
    if not has(site.config, Corpus.RED_FLAGS):
        return
    # A paper's details are packed together, so they are unpacked once.
    details = {
        paper.location: flag_details(paper.scan)
        for paper in site.papers
        if any(site.families.has_page(flag.name) for flag in paper.scan.red_flags[: limits.FLAGS])
    }
    for family in site.families.with_page:
        rows = [
            FlagRow(
                _ref(place),
                place.paper.scan.year,
                short_title(place.name),
                details[place.paper.location][place.number],
            )
            for place in family.flags
        ]
        for place, shown in paged(rows, site.config.rows_per_page, address(Corpus.RED_FLAGS, family.key)):
            is_first = place.number == 1
            yield FamilyRecord(
                title=short_title(family.title) or NAMELESS,
                back=Ref(address(Corpus.RED_FLAGS), "Red flags"),
                rule=RULE,
                place=place,
                papers=family.papers,
                flags=len(rows),
                scanned=len(site.papers) if is_first else 0,
                wordings=tuple(
                    (short_title(text), times) for text, times in family.wordings[: limits.GROUPS if is_first else 0]
                ),
                more_wordings=max(0, len(family.wordings) - limits.GROUPS) if is_first else 0,
                rows=shown,
                explore=explorer(site.config, ("flag", family.key)) if family.is_shared else "",
            )


FAMILY_LIST: RecordPages[FamilyListRecord, FamilyListView] = RecordPages(
    name="list of red flags",
    template="families.md.j2",
    addresses=lambda config: (
        (f"/{Corpus.RED_FLAGS}/index.md", f"/{Corpus.RED_FLAGS}/page-*/index.md")
        if has(config, Corpus.RED_FLAGS)
        else ()
    ),
    records=_lists,
    view=family_list_view,
)

FAMILIES: RecordPages[FamilyRecord, FamilyView] = RecordPages(
    name="family of red flags",
    template="family.md.j2",
    addresses=lambda config: (f"/{Corpus.RED_FLAGS}/*/**/index.md",) if has(config, Corpus.RED_FLAGS) else (),
    records=_families,
    view=family_view,
)
