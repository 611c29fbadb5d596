"""The page of each earlier scan of a paper, and what stands at the address that the newest will have one day.

The newest scan is the paper's page. At its own address a file leads there; it becomes the scan's page when there is a
newer one.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import has
from generator.analysis.site import Site
from generator.config import Part
from generator.model import PaperSummary, Scan, ScanSummary
from generator.pages.compare import comparable
from generator.pages.head import page_head
from generator.pages.kinds import InputPages
from generator.pages.raw import raw_of_scan
from generator.pages.redirects import LeadingRecord, redirect, redirects
from generator.pages.refs import moved_entries, open_on_scans, scan_ref
from generator.pages.sharing import sharing
from generator.render.href import page_file
from generator.search import Unit
from generator.shorten import short_word
from generator.views.earlier import Edition
from generator.views.parts import Ref, ScanRef, ScanRefs, explains_criteria, page_path
from generator.views.scan import Mentions, ScanRecord, ScanView, scan_view
from generator.views.search import SearchEntry


def _targets(site: Site, paper: PaperSummary, scan: ScanSummary) -> tuple[tuple[int, ScanRef], ...]:
    """The references that lead to scans: those that the newest scan has as well."""
    places = {
        item.anchor: site.citations.targets.get((paper.location, number))
        for number, item in enumerate(paper.scan.references)
    }
    found = ((number, places.get(item.anchor)) for number, item in enumerate(scan.references))
    return tuple([(number, scan_ref(site, place)) for number, place in found if place])


def _record(site: Site, paper: PaperSummary, scan: ScanSummary, location: str) -> ScanRecord:
    config = site.config
    raw = raw_of_scan(config, paper.location, scan.source)
    return ScanRecord(
        location=location,
        own=scan,
        raw=raw,
        notes=site.notes.get(scan.source.name, ()),
        targets=_targets(site, paper, scan),
        # What is counted over all papers is counted of their newest scans, and stands on their pages.
        cited_by=ScanRefs(first=open_on_scans(config)),
        mentions=Mentions(),
        differences=(),
        most_cited="",
        earlier=(),
        index=config.scan_index,
        explains_criteria=explains_criteria(config),
        finds_criteria=False,
        formulas=config.scores,
        compare=comparable(
            site, location, [Ref(paper.location, f"the newest scan, version {short_word(paper.scan.version)}")]
        ),
        sharing=sharing(config, location, has_files=False),
        newest=Edition(paper.scan.version, paper.location),
        head=page_head(config, location, raw, scan.identifiers, is_newest=False),
        moved=moved_entries(site, location),
    )


def _records(site: Site) -> Iterator[ScanRecord]:
    if has(site.config, Part.EARLIER):
        for paper in site.papers:
            for scan, place in zip(paper.earlier, site.editions[paper.location][1:], strict=True):
                yield _record(site, paper, scan, place)


def _found(record: ScanRecord, view: ScanView) -> tuple[SearchEntry, ...]:
    """A search finds the newest scan."""
    return ()


def _unit(record: ScanRecord, view: ScanView) -> Unit | None:
    return None


EARLIER: InputPages[ScanRecord, Scan, ScanView] = InputPages(
    name="earlier scan",
    template="scan.md.j2",
    addresses=lambda config: tuple(f"/{home}/*/**/v*/index.md" for home in config.addresses_of("scans")),
    records=_records,
    load=lambda wholes, source: wholes.scan(source),
    view=scan_view,
    search=_found,
    unit=_unit,
)


def _leading(site: Site) -> Iterator[LeadingRecord]:
    config = site.config
    if not has(config, Part.EARLIER):
        return
    by_hand = {page_file(path, config.directory_urls) for path in config.hand_written}
    for paper in site.papers:
        place = site.editions[paper.location][0]
        lead = redirect(site, place, page_path(paper.location), heading="This is the newest scan of its paper")
        if lead.path not in by_hand:
            yield lead


NEWEST = redirects("newest scan", _leading)
