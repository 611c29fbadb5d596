"""The orders in which lists show papers and reports."""

from __future__ import annotations

from collections.abc import Iterable

from generator.identify import normalised_title
from generator.model import IdentifierKind, PaperSummary, ReportSummary


def newest_papers(papers: Iterable[PaperSummary]) -> list[PaperSummary]:
    """By year, then by the month in the arXiv id, newest first; then by title."""

    def key(paper: PaperSummary) -> tuple[int, int, str, str]:
        scan = paper.scan
        month = next(
            (
                int(item.value[:4])
                for item in scan.identifiers
                if item.kind is IdentifierKind.ARXIV and item.value[:4].isdigit()
            ),
            0,
        )
        return (-(scan.year or 0), -month, normalised_title(scan.title), paper.location)

    return sorted(papers, key=key)


def newest_reports(reports: Iterable[ReportSummary]) -> list[ReportSummary]:
    """By date, newest first, undated ones last; then by title."""
    by_title = sorted(reports, key=lambda item: (normalised_title(item.synthesis.title), item.location))
    return sorted(by_title, key=lambda item: item.synthesis.iso_date, reverse=True)
