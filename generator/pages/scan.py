"""The page of each paper."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from generator import limits
from generator.addresses import answered, explorer, has, stated, where
from generator.analysis.differences import Difference
from generator.analysis.editions import normal_version
from generator.analysis.site import Site
from generator.config import Corpus, Part
from generator.model import PaperSummary, Scan, ScanSummary
from generator.pages.compare import comparable
from generator.pages.exports_places import cited_location
from generator.pages.families import family_place
from generator.pages.groups import groups_of_papers
from generator.pages.head import page_head
from generator.pages.kinds import InputPages, Summary
from generator.pages.overview import bars_file
from generator.pages.raw import raw_of_scan
from generator.pages.refs import (
    criterion_page,
    moved_entries,
    open_on_scans,
    paper_ref,
    report_ref,
    scan_refs,
    targets,
    whole_list,
)
from generator.pages.sharing import sharing
from generator.shorten import short_word
from generator.views.asked import ANSWERS
from generator.views.earlier import Edition
from generator.views.found import scan_unit
from generator.views.parts import RawRecord, Ref, explains_criteria
from generator.views.scan import Mention, Mentions, ScanRecord, ScanView, scan_search, scan_view

_FEWEST = 5
"""Of fewer papers no page shows where among them its own lies."""


def mentions(site: Site, location: str) -> list[Mention]:
    """Syntheses that cite the paper, then those that share names with its scan."""
    named = dict(site.names.of_paper.get(location, ()))
    citing = site.citations.by_syntheses.get(location, ())
    ordered = dict.fromkeys((*citing, *named))
    cites = frozenset(citing)
    return [Mention(report_ref(site, place), place in cites, named.get(place, ())) for place in ordered]


def _mentions(site: Site, location: str) -> Mentions:
    found, room = mentions(site, location), site.config.rows_per_page
    whole = whole_list(site, "paper", location) if len(found) > room else ""
    return Mentions(tuple(found[:room]), open_on_scans(site.config), len(found), whole)


def _those(site: Site, found: Difference, pair: tuple[str, str], letter: str) -> str:
    """The address of the explorer with the papers of a group that answer so; empty where no address can hold that."""
    if pair not in site.asked or len(found.group) > limits.TITLE:
        return ""
    return explorer(site.config, (found.kind, stated(found.group)), answered(*pair, ANSWERS[letter]))


def _record(site: Site, paper: PaperSummary, groups: tuple[Ref, ...]) -> ScanRecord:
    config, place, own = site.config, paper.location, paper.scan
    lost, lost_total = site.gone(place)
    raw = raw_of_scan(config, place, own.source)
    return ScanRecord(
        location=place,
        own=own,
        raw=raw,
        notes=site.notes.get(own.source.name, ()),
        targets=targets(site, place, own.references),
        cited_by=scan_refs(site, site.citations.by_papers.get(place, ()), whole_list(site, "paper", place)),
        mentions=_mentions(site, place),
        differences=tuple(
            (found, criterion_page(site, *pair), _those(site, found, pair, own.answers.letters[found.number]))
            for found in site.differences.get(place, ())
            for pair in [own.answers.outline.criteria[found.number][:2]]
        ),
        most_cited=where(config, Corpus.REFERENCES),
        earlier=_earlier(site, paper),
        index=config.scan_index,
        explains_criteria=explains_criteria(config),
        finds_criteria=config.search_criteria,
        formulas=config.scores,
        overview=where(config, Corpus.OVERVIEW),
        # Among fewer papers, where one lies says nothing.
        bars_file=bars_file(config) if len(site.papers) >= _FEWEST else "",
        groups=groups,
        compare=comparable(site, place, _beside(site, paper)),
        sharing=sharing(config, place, cited_location(site, place), has_badge=True),
        reply=paper.reply,
        families=tuple(family_place(site, flag.name) for flag in own.red_flags[: limits.FLAGS])
        if has(config, Corpus.RED_FLAGS)
        else (),
        earlier_total=len(paper.earlier),
        gone=lost,
        gone_total=lost_total,
        moved=moved_entries(site, place),
        head=page_head(config, place, raw, own.identifiers),
    )


def _beside(site: Site, paper: PaperSummary) -> list[Ref]:
    """What a paper is compared with: its scan before the newest, and the papers nearest to it."""
    found = []
    if paper.earlier and has(site.config, Part.EARLIER):
        found.append(
            Ref(
                site.editions[paper.location][1], f"its previous scan, version {short_word(paper.earlier[0].version)}"
            )
        )
    if has(site.config, Corpus.COMPARE):
        found += [paper_ref(site, other) for other in site.nearest.get(paper.location, ())]
    return found


def edition(scan: ScanSummary, place: str) -> Edition:
    """A scan of a paper, and where its page is."""
    name = posixpath.basename(place)
    return Edition(scan.version, place, "" if name == f"v{normal_version(scan.version)}" else name)


def _earlier(site: Site, paper: PaperSummary) -> tuple[tuple[Edition, RawRecord], ...]:
    places = site.editions[paper.location][1:] if has(site.config, Part.EARLIER) else ("",) * len(paper.earlier)
    return tuple([
        (edition(scan, place), raw_of_scan(site.config, paper.location, scan.source))
        for scan, place in islice(zip(paper.earlier, places, strict=True), limits.EARLIER)
    ])  # fmt: skip


def _renewed(record: ScanRecord, summary: Summary) -> ScanRecord | None:
    """The record of a scan whose answers, claims or reasons are others now, and nothing else of it."""
    old = record.own
    if not isinstance(summary, ScanSummary):
        return None
    as_before = replace(
        summary,
        source=old.source,
        answers=replace(summary.answers, letters=old.answers.letters),
        type_answers=old.type_answers,
        claims=old.claims,
        names=old.names,
        packed=old.packed,
    )
    raw = replace(record.raw, source=summary.source)
    return replace(record, own=summary, raw=raw) if as_before == old else None


def _records(site: Site) -> Iterator[ScanRecord]:
    groups = groups_of_papers(site)
    for paper in site.papers:
        yield _record(site, paper, groups.get(paper.location, ()))


SCAN: InputPages[ScanRecord, Scan, ScanView] = InputPages(
    name="scan",
    template="scan.md.j2",
    addresses=lambda config: tuple(f"/{home}/*/**/index.md" for home in config.addresses_of("scans")),
    records=_records,
    load=lambda wholes, source: wholes.scan(source),
    view=scan_view,
    renewed=_renewed,
    search=scan_search,
    unit=scan_unit,
)
