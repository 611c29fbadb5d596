"""The page of each paper."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import where
from generator.analysis.site import Site
from generator.config import Corpus
from generator.model import PaperSummary, Scan
from generator.pages.kinds import InputPages
from generator.pages.overview import bars_file
from generator.pages.raw import raw_of_scan
from generator.pages.refs import paper_refs, targets
from generator.views.parts import Ref, explains_criteria
from generator.views.scan import Mention, ScanRecord, ScanView, scan_search, scan_view


def _mentions(site: Site, location: str) -> tuple[tuple[Mention, ...], int]:
    """Syntheses that cite the paper, then those that share names with its scan; and how many more there are."""
    named = dict(site.names.of_paper.get(location, ()))
    citing = site.citations.by_syntheses.get(location, ())
    ordered = [*citing, *(place for place in named if place not in citing)]
    most = site.config.listed_links
    shown = tuple(
        Mention(Ref(place, site.report_titles[place]), place in citing, named.get(place, ()))
        for place in ordered[:most]
    )
    return shown, max(0, len(ordered) - most)


def _record(site: Site, paper: PaperSummary) -> ScanRecord:
    config, place, own = site.config, paper.location, paper.scan
    mentions, more_mentions = _mentions(site, place)
    return ScanRecord(
        location=place,
        own=own,
        raw=raw_of_scan(config, place, own.source),
        notes=site.notes.get(own.source.name, ()),
        targets=targets(site, place, own.references),
        cited_by=paper_refs(site, site.citations.by_papers.get(place, ())),
        mentions=mentions,
        more_mentions=more_mentions,
        earlier=tuple((older.version, raw_of_scan(config, place, older.source)) for older in paper.earlier),
        index=config.scan_index,
        explains_criteria=explains_criteria(config),
        finds_criteria=config.search_criteria,
        overview=where(config, Corpus.OVERVIEW),
        bars_file=bars_file(config),
    )


def _records(site: Site) -> Iterator[ScanRecord]:
    for paper in site.papers:
        yield _record(site, paper)


SCAN: InputPages[ScanRecord, Scan, ScanView] = InputPages(
    name="scan",
    template="scan.md.j2",
    addresses=lambda config: tuple(f"/{home}/*/**/index.md" for home in config.addresses_of("scans")),
    records=_records,
    load=lambda wholes, source: wholes.scan(source),
    view=scan_view,
    search=scan_search,
)
