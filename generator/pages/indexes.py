"""The indexes of scans and of syntheses."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import explorer, some
from generator.analysis.order import newest_reports
from generator.analysis.site import Site
from generator.pages.feeds import atom_feed
from generator.pages.groups import browse
from generator.pages.kinds import RecordPages
from generator.views.indexes import (
    PaperIndexRecord,
    ReportIndexRecord,
    ScanIndexView,
    SynthesisIndexView,
    paged,
    paper_row,
    report_row,
    scan_index_view,
    synthesis_index_view,
)


def _papers(site: Site) -> Iterator[PaperIndexRecord]:
    rows = [paper_row(paper) for paper in site.newest]
    for place, shown in paged(rows, site.config.rows_per_page, site.config.scan_index):
        is_first = place.number == 1
        yield PaperIndexRecord(
            "Scans",
            place,
            len(rows),
            shown,
            browse(site) if is_first else (),
            atom_feed(site) if is_first else "",
            explorer(site.config),
        )


def _reports(site: Site) -> Iterator[ReportIndexRecord]:
    rows = [report_row(item) for item in newest_reports(site.reports)]
    explore = explorer(site.config, *some("syntheses")) if site.citations.by_syntheses else ""
    for place, shown in paged(rows, site.config.rows_per_page, site.config.synthesis_index):
        yield ReportIndexRecord("Syntheses", place, len(rows), shown, explore)


SCAN_INDEX: RecordPages[PaperIndexRecord, ScanIndexView] = RecordPages(
    name="scan index",
    template="scans.md.j2",
    addresses=lambda config: (f"/{config.scan_index}/index.md", f"/{config.scan_index}/page-*/index.md"),
    records=_papers,
    view=scan_index_view,
    listed=lambda record: record.place.number == 1,
)

SYNTHESIS_INDEX: RecordPages[ReportIndexRecord, SynthesisIndexView] = RecordPages(
    name="synthesis index",
    template="syntheses.md.j2",
    addresses=lambda config: (f"/{config.synthesis_index}/index.md", f"/{config.synthesis_index}/page-*/index.md"),
    records=_reports,
    view=synthesis_index_view,
    listed=lambda record: record.place.number == 1,
)
