"""What the home page shows: what is here, and what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis.tally import Tally
from generator.render.href import Href, to_page
from generator.render.markup import Link
from generator.render.picture import Picture
from generator.views.indexes import PaperRow, ReportRow, ScanRow, SynthesisRow, scan_row, synthesis_row
from generator.views.parts import Ref, methodology_path, page_path, ref_link
from generator.views.scan import Tile
from generator.views.shares_plot import HistogramRecord, YearsRecord, histogram_plot, years_plot
from generator.views.summary_plot import SummaryRecord, summary_plot

NEW = 10
"""How many rows the home page shows of each kind."""
FEW = 5
"""Papers from which on the home page shows how their shares spread."""


@dataclass(frozen=True, slots=True)
class HomeRecord:
    """What the home page takes from the site.

    ``scans``, ``syntheses`` and ``criteria`` are the addresses of their lists. Each domain has its counts and the
    address of its page. An address is empty where the site does not have the page.
    """

    path: str
    papers: int
    reports: int
    answers: Tally
    red_flags: int
    claims: int
    domains: SummaryRecord
    more_domains: int
    shares: tuple[HistogramRecord, YearsRecord] | None
    """How shares spread, by themselves and by year; ``None`` where there are few."""
    newest_papers: tuple[PaperRow, ...]
    newest_reports: tuple[ReportRow, ...]
    scans: str
    syntheses: str
    criteria: str
    overview: str
    """The addresses of the list of criteria and of the overview, empty where the site has none."""
    browse: tuple[Ref, ...] = ()
    flag_list: str = ""
    claim_list: str = ""
    feed: str = ""
    """The address of the feed of new scans, empty where there is none."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    path: str
    meta: Mapping[str, object]
    tiles: tuple[Tile, ...]
    scans: tuple[ScanRow, ...]
    syntheses: tuple[SynthesisRow, ...]
    domains: Picture | None
    more_domains: int
    histogram: Picture | None
    years: Picture | None
    all_scans: Href
    all_syntheses: Href
    methodology: Href
    browse: tuple[Link, ...]
    overview: Href | None
    criteria: Href | None


def home_view(record: HomeRecord) -> HomeView:
    """The view of the home page."""
    path = record.path
    methodology = to_page(path, methodology_path())
    all_scans = to_page(path, page_path(record.scans))
    all_syntheses = to_page(path, page_path(record.syntheses))
    answers = record.answers
    return HomeView(
        path=path,
        meta={
            "title": "Home",
            "hide": ["navigation", "toc"],
            "search": {"exclude": True},
            **({"feed": record.feed} if record.feed else {}),
        },
        tiles=(
            Tile(f"{record.papers:,}", "scanned paper" if record.papers == 1 else "scanned papers", all_scans),
            Tile(f"{record.reports:,}", "synthesis" if record.reports == 1 else "syntheses", all_syntheses),
            Tile(
                f"{answers.yes:,} of {answers.applicable:,}",
                "applicable criteria met",
                to_page(path, page_path(record.criteria)) if record.criteria else methodology,
            ),
            Tile(
                f"{record.red_flags:,}",
                "red flag" if record.red_flags == 1 else "red flags",
                to_page(path, page_path(record.flag_list)) if record.flag_list else None,
            ),
            Tile(
                f"{record.claims:,}",
                "claim in papers" if record.claims == 1 else "claims in papers",
                to_page(path, page_path(record.claim_list)) if record.claim_list else None,
            ),
        ),
        scans=tuple(scan_row(path, row) for row in record.newest_papers),
        syntheses=tuple(synthesis_row(path, row) for row in record.newest_reports),
        domains=summary_plot(path, record.domains) if record.domains.bars else None,
        more_domains=record.more_domains,
        histogram=histogram_plot(path, record.shares[0]) if record.shares else None,
        years=years_plot(path, record.shares[1]) if record.shares else None,
        all_scans=all_scans,
        all_syntheses=all_syntheses,
        methodology=methodology,
        browse=tuple(ref_link(path, ref) for ref in record.browse),
        overview=to_page(path, page_path(record.overview)) if record.overview else None,
        criteria=to_page(path, page_path(record.criteria)) if record.criteria else None,
    )
