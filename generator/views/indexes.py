"""What the index pages show: a row for each scan, a row for each synthesis, so many rows a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator import limits
from generator.identify import normalised_title
from generator.model import IdentifierKind, LocatedSynthesis, ScannedPaper, Verdict
from generator.render.href import Href, to_page
from generator.render.markup import Badge, Link
from generator.statistics import tally
from generator.views.badges import tally_badge
from generator.views.parts import Context, counted, page_path, paper_link, synthesis_link
from generator.views.shown import short_title
from generator.views.synthesis import alerts
from generator.vocabulary import load


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A row of the index of scans."""

    link: Link
    year: str
    venue: str
    badge: Badge
    red_flags: str
    tags: str


@dataclass(frozen=True, slots=True)
class SynthesisRow:
    """A row of the index of syntheses."""

    link: Link
    date: str
    claims: str
    verified: str
    references: str
    score: str
    standing: str
    """What the publisher says against the report; empty where that is nothing."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Which of how many pages this is, and where the others are."""

    text: str
    pages: tuple[Link, ...]
    number: int


Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class ScanIndexView:
    """A page of the index of scans."""

    path: str
    meta: Mapping[str, object]
    caption: str
    rows: tuple[ScanRow, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class SynthesisIndexView:
    """A page of the index of syntheses."""

    path: str
    meta: Mapping[str, object]
    caption: str
    rows: tuple[SynthesisRow, ...]
    pager: Pager | None


def newest_papers(papers: Sequence[ScannedPaper]) -> list[ScannedPaper]:
    """By year, then by the month in the arXiv id, newest first; then by title."""

    def key(paper: ScannedPaper) -> tuple[int, int, str, str]:
        record = paper.scan.paper
        month = next(
            (
                int(item.value[:4])
                for item in record.identifiers
                if item.kind is IdentifierKind.ARXIV and item.value[:4].isdigit()
            ),
            0,
        )
        return (-(record.year or 0), -month, normalised_title(record.title), paper.location)

    return sorted(papers, key=key)


def newest_syntheses(syntheses: Sequence[LocatedSynthesis]) -> list[LocatedSynthesis]:
    """By date, newest first, undated ones last; then by title."""
    by_title = sorted(syntheses, key=lambda item: (normalised_title(item.synthesis.title), item.location))
    return sorted(by_title, key=lambda item: item.synthesis.iso_date, reverse=True)


def scan_row(context: Context, origin: str, paper: ScannedPaper) -> ScanRow:
    """The row of one paper."""
    scan = paper.scan
    total = tally(scan.appraisal.counted)
    words = load()
    return ScanRow(
        paper_link(context, origin, paper.location),
        "" if scan.paper.year is None else str(scan.paper.year),
        short_title(scan.paper.venue),
        tally_badge(total.yes, total.applicable),
        str(len(scan.red_flags)),
        short_title(", ".join(words.term("methodology_tags", tag).title for tag in scan.tags[: limits.GROUPS])),
    )


def synthesis_row(context: Context, origin: str, item: LocatedSynthesis) -> SynthesisRow:
    """The row of one synthesis."""
    synthesis = item.synthesis
    figures = synthesis.figures
    return SynthesisRow(
        synthesis_link(context, origin, item.location),
        synthesis.iso_date or short_title(synthesis.date),
        str(len(synthesis.claims)),
        str(sum(claim.verdict is Verdict.VERIFIED for claim in synthesis.claims)),
        str(len(synthesis.references)),
        short_title(f"{figures.score}/{figures.score_of}") if figures.score else "",
        " ".join(alerts(synthesis)),
    )


def _page(home: str, number: int) -> str:
    """The Markdown page with the rows of page ``number``, counted from 1."""
    return page_path(home) if number == 1 else page_path(f"{home}/page-{number}")


def _paged(rows: Sequence[Row], size: int, home: str) -> list[tuple[str, Sequence[Row], Pager | None]]:
    """Path, rows and pager of each page; at least one page."""
    total = max(1, -(-len(rows) // size))
    result = []
    for number in range(1, total + 1):
        path = _page(home, number)
        links = tuple(Link(str(other), _link(path, home, other, number)) for other in range(1, total + 1))
        pager = Pager(f"Page {number} of {total}", links, number) if total > 1 else None
        result.append((path, rows[(number - 1) * size : number * size], pager))
    return result


def _link(path: str, home: str, other: int, number: int) -> Href | None:
    return None if other == number else to_page(path, _page(home, other))


def scan_index_views(context: Context, rows_per_page: int) -> tuple[ScanIndexView, ...]:
    """The pages of the index of scans, newest papers first."""
    ordered = newest_papers(context.corpus.papers)
    return tuple(
        ScanIndexView(
            path,
            _meta("Scans", number),
            f"{counted(len(ordered), 'scanned paper')}, newest first" if ordered else "No scanned papers yet",
            tuple(scan_row(context, path, paper) for paper in papers),
            pager,
        )
        for number, (path, papers, pager) in enumerate(_paged(ordered, rows_per_page, context.scans_home), 1)
    )


def synthesis_index_views(context: Context, rows_per_page: int) -> tuple[SynthesisIndexView, ...]:
    """The pages of the index of syntheses, newest first."""
    ordered = newest_syntheses(context.corpus.syntheses)
    return tuple(
        SynthesisIndexView(
            path,
            _meta("Syntheses", number),
            f"{counted(len(ordered), 'synthesis', 'syntheses')}, newest first" if ordered else "No syntheses yet",
            tuple(synthesis_row(context, path, item) for item in items),
            pager,
        )
        for number, (path, items, pager) in enumerate(_paged(ordered, rows_per_page, context.syntheses_home), 1)
    )


def _meta(title: str, number: int) -> Mapping[str, object]:
    return {
        "title": title if number == 1 else f"{title}, page {number}",
        "hide": ["navigation", "toc"],
        # Its rows are found as the pages that they lead to.
        "search": {"exclude": True},
    }
