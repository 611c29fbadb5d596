"""The home page."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import where
from generator.analysis.order import newest_reports
from generator.analysis.site import Site
from generator.config import Corpus
from generator.pages.feeds import atom_feed
from generator.pages.groups import browse
from generator.pages.kinds import RecordPages
from generator.pages.overview import domain_summary, shares
from generator.views.home import FEW, NEW, HomeRecord, HomeView, home_view
from generator.views.indexes import paper_row, report_row

PATH = "index.md"


def _records(site: Site) -> Iterator[HomeRecord]:
    domains, more_domains = domain_summary(site)
    has_spread = sum(site.distribution.histogram.counts) >= FEW
    yield HomeRecord(
        path=PATH,
        papers=len(site.papers),
        reports=len(site.reports),
        answers=site.rates.over_all,
        red_flags=sum(len(paper.scan.red_flags) for paper in site.papers),
        claims=sum(len(paper.scan.claims) for paper in site.papers),
        domains=domains,
        more_domains=more_domains,
        shares=shares(site) if has_spread else None,
        newest_papers=tuple(paper_row(paper) for paper in site.newest[:NEW]),
        newest_reports=tuple(report_row(item) for item in newest_reports(site.reports)[:NEW]),
        scans=site.config.scan_index,
        syntheses=site.config.synthesis_index,
        criteria=where(site.config, Corpus.CRITERIA),
        overview=where(site.config, Corpus.OVERVIEW),
        browse=browse(site),
        flag_list=where(site.config, Corpus.RED_FLAGS),
        claim_list=where(site.config, Corpus.CLAIMS),
        feed=atom_feed(site),
    )


HOME: RecordPages[HomeRecord, HomeView] = RecordPages(
    name="home",
    template="home.md.j2",
    addresses=lambda config: (f"/{PATH}",),
    records=_records,
    view=home_view,
    listed=lambda record: True,
)
