"""The page of each synthesis."""

from __future__ import annotations

from collections.abc import Iterator

from generator import limits
from generator.analysis.site import Site
from generator.identify import normalised
from generator.linking import ClaimPlace, SharedName
from generator.model import ReportSummary, Synthesis
from generator.names import compared
from generator.pages.head import page_head
from generator.pages.kinds import InputPages
from generator.pages.raw import raw_of_synthesis
from generator.pages.refs import moved_entries, paper_ref, report_ref, targets, whole_list
from generator.pages.sharing import sharing
from generator.views.found import synthesis_unit
from generator.views.parts import Refs, counted
from generator.views.synthesis import SameClaim, SynthesisRecord, SynthesisView, synthesis_search, synthesis_view


class _Shared:
    """The claims that stand in several reports. What is shown of one is made once for all of their pages.

    Were each page to look through all places of each of its claims, many reports that share their claims would take
    time and memory by the square of their number.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._first: dict[str, tuple[SameClaim, ...]] = {}

    def of(self, item: ReportSummary) -> Iterator[tuple[int, tuple[SameClaim, ...], int, str]]:
        """The claims of a report that others make too: their numbers, where, in how many, and the page with all."""
        most = self._site.config.listed_links
        for number, claim in enumerate(item.synthesis.claims[: limits.SHARED]):
            text = normalised(claim.text)
            places = self._site.shared_claims.get(text)
            if places is None:
                continue
            if text not in self._first:
                self._first[text] = tuple([same_claim(self._site, place) for place in places[: most + 1]])
            first = self._first[text]
            # One of the places is the report's own, once.
            shown = tuple([same for same in first if same.synthesis.location != item.location])
            whole = whole_list(self._site, "claim", text) if len(places) - 1 > most else ""
            yield number, (shown if len(shown) <= most else first[:most]), len(places) - 1, whole


def same_claim(site: Site, place: ClaimPlace) -> SameClaim:
    """A claim in a report."""
    return SameClaim(report_ref(site, place.location), place.anchor, place.confidence)


def _named(site: Site, name: SharedName) -> tuple[str, Refs]:
    """A name, and the scans that have it too."""
    places, most = name.locations, site.config.listed_links
    whole = whole_list(site, "name", compared(name.name)) if len(places) > most else ""
    return name.name, Refs(tuple([paper_ref(site, place) for place in places[:most]]), len(places), whole)


def _notes(site: Site, item: ReportSummary, names: int) -> tuple[str, ...]:
    notes = site.notes.get(item.synthesis.source.name, ())
    most = site.config.rows_per_page
    if names > most:
        notes += (f"The page shows {most:,} of {counted(names, 'name')} that the report shares with scans.",)
    return notes


def _records(site: Site) -> Iterator[SynthesisRecord]:
    config = site.config
    shared_claims = _Shared(site)
    for item in site.reports:
        place, own = item.location, item.synthesis
        raw = raw_of_synthesis(config, place, own.source)
        names = site.names.of_synthesis.get(place, ())
        yield SynthesisRecord(
            location=place,
            own=own,
            raw=raw,
            notes=_notes(site, item, len(names)),
            targets=targets(site, place, own.references),
            shared=tuple(shared_claims.of(item)),
            names=tuple([_named(site, name) for name in names[: config.rows_per_page]]),
            first=config.listed_links,
            index=config.synthesis_index,
            moved=moved_entries(site, place),
            head=page_head(config, place, raw),
            sharing=sharing(config, place),
        )


SYNTHESIS: InputPages[SynthesisRecord, Synthesis, SynthesisView] = InputPages(
    name="synthesis",
    template="synthesis.md.j2",
    addresses=lambda config: tuple(f"/{home}/*/**/index.md" for home in config.addresses_of("syntheses")),
    records=_records,
    load=lambda wholes, source: wholes.synthesis(source),
    view=synthesis_view,
    search=synthesis_search,
    unit=synthesis_unit,
)
