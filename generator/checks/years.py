"""Years and dates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, Severity, finding, json_pointer, quoted

OLDEST_YEAR, NEWEST_YEAR = 1500, 2100
"""The years that a paper or report can be of: printing had begun, and no clock is needed to tell the other end."""

_LONGEST_DATE = 60


def years_out_of_range(inputs: Inputs) -> Iterator[Diagnostic]:
    """The year of a paper, a cited paper, a reference, a scan or a report lies between 1500 and 2100."""
    for scan in inputs.scans():
        path = scan.source.path
        yield from _year(path, scan.paper.year, "/paper/year")
        for reference in scan.references:
            yield from _year(path, reference.year, f"{reference.pointer}/year")
        yield from _year(path, int(scan.iso_date[:4]) if scan.iso_date else None, "/scan_date")
    for synthesis in inputs.syntheses():
        for reference in synthesis.references:
            yield from _year(synthesis.source.path, reference.year, f"{reference.pointer}/year")
        for date, pointer in _dates(synthesis.iso_date, tuple(event.iso_date for event in synthesis.corrections)):
            yield from _year(synthesis.source.path, int(date[:4]) if date else None, pointer)


def unclear_dates(inputs: Inputs) -> Iterator[Diagnostic]:
    """A date is one of the calendar. One that has a day and is none (2026-02-31) should be mended."""
    for scan in inputs.scans():
        if scan.date.strip() and not scan.iso_date:
            yield _unclear(scan.source.path, scan.date, "/scan_date")
    for synthesis in inputs.syntheses():
        stated = _dates(synthesis.date, tuple(event.date for event in synthesis.corrections))
        known = _dates(synthesis.iso_date, tuple(event.iso_date for event in synthesis.corrections))
        for (date, pointer), (iso, _) in zip(stated, known, strict=True):
            if date.strip() and not iso:
                yield _unclear(synthesis.source.path, date, pointer)


def _unclear(path: str, date: str, pointer: str) -> Diagnostic:
    return finding(
        path,
        "unclear-date",
        f"{quoted(date)} is not a calendar date; it is shown as given",
        pointer=pointer,
        severity=Severity.WARNING if _has_a_day(date) else Severity.NOTE,
    )


def _has_a_day(date: str) -> bool:
    """Three numbers, or two and a month's name: less is a season, a month or a year alone, and more a sentence."""
    numbers = len(re.findall(r"\d+", date)) if len(date) <= _LONGEST_DATE else 0
    return numbers + bool(re.search(r"[A-Za-z]{3}", date)) >= 3 if numbers > 1 else False


def _dates(own: str, events: tuple[str, ...]) -> list[tuple[str, str]]:
    return [
        (own, "/date"),
        *((event, json_pointer("correction_record", "events", at, "date")) for at, event in enumerate(events)),
    ]


def _year(path: str, year: int | None, pointer: str) -> Iterator[Diagnostic]:
    if year is not None and not OLDEST_YEAR <= year <= NEWEST_YEAR:
        yield finding(
            path,
            "year-out-of-range",
            f"{quoted(str(year))} is not a year between {OLDEST_YEAR} and {NEWEST_YEAR}; it is shown as given",
            pointer=pointer,
        )
