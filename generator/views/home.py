"""What the home page shows: what is here, and what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis.tally import Tally
from generator.identify import path_anchor
from generator.render.href import Href, to_page
from generator.render.markup import Badge, Link
from generator.views.badges import tally_badge
from generator.views.indexes import PaperRow, ReportRow, ScanRow, SynthesisRow, scan_row, synthesis_row
from generator.views.parts import Ref, methodology_path, page_path, ref_link
from generator.views.scan import Tile
from generator.vocabulary import load

NEW = 10
"""How many rows the home page shows of each kind."""


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
    domains: tuple[tuple[str, Tally, str], ...]
    more_domains: int
    newest_papers: tuple[PaperRow, ...]
    newest_reports: tuple[ReportRow, ...]
    scans: str
    syntheses: str
    criteria: str
    explains_criteria: bool
    browse: tuple[Ref, ...] = ()
    flag_list: str = ""
    claim_list: str = ""


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A domain over all scans."""

    title: str
    href: Href | None
    badge: Badge
    met: Href | None
    percent: str


@dataclass(frozen=True, slots=True)
class HomeView:
    """The home page."""

    path: str
    meta: Mapping[str, object]
    tiles: tuple[Tile, ...]
    scans: tuple[ScanRow, ...]
    syntheses: tuple[SynthesisRow, ...]
    domains: tuple[DomainRow, ...]
    more_domains: int
    all_scans: Href
    all_syntheses: Href
    methodology: Href
    browse: tuple[Link, ...]


def home_view(record: HomeRecord) -> HomeView:
    """The view of the home page."""
    path = record.path
    methodology = to_page(path, methodology_path())
    all_scans = to_page(path, page_path(record.scans))
    all_syntheses = to_page(path, page_path(record.syntheses))
    answers = record.answers
    return HomeView(
        path=path,
        meta={"title": "Home", "hide": ["navigation", "toc"], "search": {"exclude": True}},
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
        domains=tuple(_domain_row(record, *domain) for domain in record.domains),
        more_domains=record.more_domains,
        all_scans=all_scans,
        all_syntheses=all_syntheses,
        methodology=methodology,
        browse=tuple(ref_link(path, ref) for ref in record.browse),
    )


def _domain_row(record: HomeRecord, key: str, found: Tally, page: str) -> DomainRow:
    term = load().domain(key)
    return DomainRow(
        term.title,
        to_page(record.path, methodology_path(), path_anchor(key))
        if term.known and record.explains_criteria
        else None,
        tally_badge(found.yes, found.applicable),
        to_page(record.path, page_path(page)) if page else None,
        "none applicable" if found.percent is None else f"{found.percent} %",
    )
