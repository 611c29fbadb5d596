"""What the home page shows: what is here, and what is new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import limits
from generator.identify import path_anchor
from generator.render.href import Href, to_page
from generator.render.markup import Badge
from generator.statistics import Tally, tally
from generator.views.badges import tally_badge
from generator.views.indexes import (
    ScanRow,
    SynthesisRow,
    newest_papers,
    newest_syntheses,
    scan_row,
    synthesis_row,
)
from generator.views.parts import Context, methodology_path, page_path
from generator.views.scan import Tile
from generator.vocabulary import load

NEW = 10
"""How many rows the home page shows of each kind."""


@dataclass(frozen=True, slots=True)
class DomainRow:
    """A domain over all scans."""

    title: str
    href: Href | None
    badge: Badge
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


def home_view(context: Context, path: str) -> HomeView:
    """The view of the home page at ``path``."""
    corpus = context.corpus
    methodology = to_page(path, methodology_path())
    all_scans = to_page(path, page_path(context.scans_home))
    all_syntheses = to_page(path, page_path(context.syntheses_home))
    words = load()
    totals: dict[str, Tally] = {}
    for paper in corpus.papers:
        for domain in paper.scan.appraisal.domains:
            totals[domain.key] = totals.get(domain.key, Tally()) + tally(domain.counted)
    over_all = sum(totals.values(), Tally())
    flags = sum(len(paper.scan.red_flags) for paper in corpus.papers)
    claims = sum(len(paper.scan.claims) for paper in corpus.papers)
    papers = len(corpus.papers)
    return HomeView(
        path=path,
        meta={"title": "Home", "hide": ["navigation", "toc"], "search": {"exclude": True}},
        tiles=(
            Tile(f"{papers:,}", "scanned paper" if papers == 1 else "scanned papers", all_scans),
            Tile(
                f"{len(corpus.syntheses):,}",
                "synthesis" if len(corpus.syntheses) == 1 else "syntheses",
                all_syntheses,
            ),
            Tile(f"{over_all.yes:,} of {over_all.applicable:,}", "applicable criteria met", methodology),
            Tile(f"{flags:,}", "red flag" if flags == 1 else "red flags"),
            Tile(f"{claims:,}", "claim of papers" if claims == 1 else "claims of papers"),
        ),
        scans=tuple(scan_row(context, path, paper) for paper in newest_papers(corpus.papers)[:NEW]),
        syntheses=tuple(synthesis_row(context, path, item) for item in newest_syntheses(corpus.syntheses)[:NEW]),
        domains=tuple(
            DomainRow(
                words.domain(key).title,
                to_page(path, methodology_path(), path_anchor(key))
                if words.domain(key).known and context.explains_criteria
                else None,
                tally_badge(totals[key].yes, totals[key].applicable),
                "none applicable" if totals[key].percent is None else f"{totals[key].percent} %",
            )
            for key in sorted(totals, key=words.domain_rank)[: limits.GROUPS]
        ),
        more_domains=max(0, len(totals) - limits.GROUPS),
        all_scans=all_scans,
        all_syntheses=all_syntheses,
        methodology=methodology,
    )
