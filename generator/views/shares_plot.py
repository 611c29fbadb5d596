"""Pictures of the shares that papers reach: how many papers reach which, by year, and where one of them lies."""

from __future__ import annotations

from dataclasses import dataclass

from generator.analysis.distribution import FEW, Histogram, YearShares
from generator.analysis.tally import Tally
from generator.identify import section_anchor
from generator.render.href import to_file, to_page, to_section
from generator.render.picture import Area, Cell, Group, Inset, Line, Picture, Point, Shape, Words, scaled
from generator.views.parts import counted, page_path
from generator.views.summary_plot import WIDTH, Spot, download

YEARS = 25
"""How many years a picture has at most."""

_TENTH = WIDTH // 10
_BARS = 120
"""The height of a histogram's bars."""
_LEFT, _RIGHT = 70, 80
"""What stands beside the scale of years."""


@dataclass(frozen=True, slots=True)
class HistogramRecord:
    """How many papers reach which share."""

    histogram: Histogram
    file: str = ""


@dataclass(frozen=True, slots=True)
class YearsRecord:
    """The shares of years, the newest first, each with the page that lists its papers."""

    years: tuple[tuple[YearShares, Spot], ...]
    more: int = 0
    file: str = ""


def histogram_plot(origin: str, record: HistogramRecord) -> Picture:
    """The tenths as bars, with their numbers of papers."""
    counts, none = record.histogram.counts, record.histogram.none
    shapes: list[Shape] = [*bars(record, top=16)]
    for place, count in enumerate(counts):
        top = 16 + _BARS - scaled(count, max(counts), _BARS)
        shapes.append(Words("label", place * _TENTH + _TENTH // 2, top - 4, f"{count:,}", align="middle"))
    shapes += [*_scale(16 + _BARS, 0, WIDTH)]
    total = sum(counts)
    without = f" {counted(none, 'paper')} without an applicable criterion {'is' if none == 1 else 'are'} left out."
    tallest = max(range(10), key=lambda place: counts[place])
    return Picture(
        title="Papers by the share of applicable criteria that they meet",
        about=f"Ten bars, one for each tenth, of {counted(total, 'paper')}. The tallest is {_tenth(tallest)}, with "
        f"{counted(counts[tallest], 'paper')}.{without if none else ''}",
        width=WIDTH,
        height=16 + _BARS + 22,
        shapes=tuple(shapes),
        columns=("Share", "Papers"),
        rows=tuple((Cell(_tenth(place)), Cell(f"{count:,}")) for place, count in enumerate(counts))
        + (((Cell("none applicable"), Cell(f"{none:,}")),) if none else ()),
        note=without.strip() if none else "",
        download=download(origin, record.file),
    )


def bars_alone(record: HistogramRecord) -> Picture:
    """Only the bars of a histogram, to be drawn under a mark."""
    floor = Line("bar-edge", 0, _BARS // 2, WIDTH, _BARS // 2)
    return Picture("", "", WIDTH, _BARS // 2, (*bars(record, top=0, height=_BARS // 2), floor))


def bars(record: HistogramRecord, *, top: int, height: int = _BARS) -> tuple[Shape, ...]:
    """The bars of a histogram, the tallest of them ``height`` high, without words."""
    counts = record.histogram.counts
    shapes = []
    for place, count in enumerate(counts):
        if count:
            tall = max(1, scaled(count, max(counts), height))
            shapes.append(Area("bar", place * _TENTH + 1, top + height - tall, _TENTH - 2, tall))
    return tuple(shapes)


def place_plot(origin: str, own: Tally, bars_file: str, overview: str) -> Picture | None:
    """Where a paper lies among all, or ``None`` where it has no share.

    The bars of the others are a file of the site, so that the page need not be made again when another paper changes.
    """
    percent = own.percent
    if percent is None:
        return None
    place = scaled(own.yes, own.applicable, WIDTH)
    height = _BARS // 2
    shares = to_page(origin, page_path(overview), section_anchor("picture-shares"))
    said = f"This paper: {percent}%"
    align = "start" if place < 60 else "end" if place > WIDTH - 60 else "middle"
    return Picture(
        title="Where this paper lies among all papers here",
        about=f"The paper meets {own.yes} of {own.applicable} applicable criteria, {percent}%. The bars behind "
        "the mark are as tall as papers are many in each tenth.",
        width=WIDTH,
        height=16 + height + 20,
        shapes=(
            Inset(to_file(origin, bars_file), 0, 16, WIDTH, height),
            Line("here", place, 16, place, 16 + height),
            Words("label", place, 11, said, align=align),
            *[
                Words("quiet", part * WIDTH // 2, 32 + height, f"{50 * part}%", align)
                for part, align in enumerate(("start", "middle", "end"))
            ],
        ),
        columns=("Figure", "Here"),
        rows=(
            (Cell("Applicable criteria met"), Cell(f"{own.yes} of {own.applicable}", to_section("checklist"))),
            (Cell("Share"), Cell(f"{percent}%")),
            (Cell("Share of all papers"), Cell("in the overview", shares)),
        ),
    )


def years_plot(origin: str, record: YearsRecord) -> Picture:
    """A row a year: the range, the middle half and the median of its shares, or each share where they are few."""
    width = WIDTH - _LEFT - _RIGHT
    shapes: list[Shape] = []
    bottom = 22 * len(record.years)
    shapes += [Line("grid", _LEFT + width * part // 4, 0, _LEFT + width * part // 4, bottom) for part in range(5)]
    for number, (year, spot) in enumerate(record.years):
        shapes.append(Group(tuple(_year(origin, year, spot, width)), title=_said(year), y=22 * number))
    shapes += _scale(bottom, _LEFT, width)
    said = "; ".join(_said(year) for year, _ in record.years[:5])
    return Picture(
        title="Shares by year of publication",
        about=f"A row a year, the newest first, with the median of the papers' shares, their middle half and their "
        f"range. {said}.",
        width=WIDTH,
        height=bottom + 22,
        shapes=tuple(shapes),
        columns=("Year", "With a share", "Median", "Middle half", "Range"),
        rows=tuple(_cells(origin, year, spot) for year, spot in record.years),
        note=f"Dot: median; thick: middle half; thin: range. A year with fewer than {FEW} papers has a ring for each."
        + (f" {counted(record.more, 'earlier year')} left out." if record.more else ""),
        download=download(origin, record.file),
    )


def _year(origin: str, year: YearShares, spot: Spot, width: int) -> list[Shape]:
    def place(percent: int) -> int:
        return _LEFT + scaled(percent, 100, width)

    href = spot.href(origin)
    name = Words("label", 0, 15, _name(year))
    shapes: list[Shape] = [name if href is None else Group((name,), href=href)]
    if year.spread:
        least, lower, median, upper, greatest = _spread(year)
        shapes += [
            Line("range", place(least), 11, place(greatest), 11),
            Line("spread", place(lower), 11, place(upper), 11),
            Point("here", place(median), 11, 3),
        ]
    shapes += [Point("hollow", place(share), 11, 3) for share in year.shares]
    few = ", few" if 0 < year.with_share < FEW else ""
    shapes.append(Words("quiet", WIDTH, 15, f"n = {year.with_share:,}{few}", align="end"))
    return shapes


def _spread(year: YearShares) -> tuple[int, int, int, int, int]:
    assert year.spread
    found = year.spread
    return found.least, found.lower, found.median, found.upper, found.greatest


def _cells(origin: str, year: YearShares, spot: Spot) -> tuple[Cell, ...]:
    href = spot.href(origin)
    first = (Cell(_name(year), href), Cell(f"{year.with_share:,} of {year.papers:,}", href))
    if not year.spread:
        each = ", ".join(f"{share}%" for share in year.shares)
        return (*first, Cell("too few" if each else "–"), Cell("–"), Cell(each or "–"))
    least, lower, median, upper, greatest = _spread(year)
    return (*first, Cell(f"{median}%"), Cell(f"{lower} to {upper}%"), Cell(f"{least} to {greatest}%"))


def _said(year: YearShares) -> str:
    if year.spread:
        return f"{_name(year)}: median {year.spread.median}% of {counted(year.with_share, 'paper')}"
    if not year.shares:
        return f"{_name(year)}: no paper with a share"
    return f"{_name(year)}: few papers, {', '.join(f'{share}%' for share in year.shares)}"


def _name(year: YearShares) -> str:
    return "Not stated" if year.year is None else str(year.year)


def _tenth(place: int) -> str:
    return f"{10 * place} to {'100' if place == 9 else f'under {10 * place + 10}'}%"


def _scale(y: int, left: int, width: int) -> list[Shape]:
    """An axis from 0 to 100%."""
    shapes: list[Shape] = [Line("axis", left, y, left + width, y)]
    for part, align in enumerate(("start", "middle", "middle", "middle", "end")):
        at = left + width * part // 4
        shapes.append(Line("axis", at, y, at, y + 4))
        if width >= 300 or part % 2 == 0:
            shapes.append(Words("quiet", at, y + 16, f"{25 * part}%", align=align))
    return shapes
