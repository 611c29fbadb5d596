"""How the shares of papers are spread: over all, by year; and how well their claims are supported.

The share of a paper is the number of criteria that it meets out of those that are applicable. A paper without any
applicable criterion has none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from generator.analysis.tally import Tally, support_counts, tally
from generator.model import PaperSummary, SupportLevel

FEW = 5
"""Of fewer papers than this no quartiles are given: they would be hardly more than the papers themselves."""


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many papers have a share in each tenth.

    ``counts`` has ten numbers: from 0% to under 10%, …, from 90% to 100%. ``none`` papers have no share.
    """

    counts: tuple[int, ...] = (0,) * 10
    none: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """The least, the lower quartile, the median, the upper quartile and the greatest of some shares, in per cent."""

    least: int
    lower: int
    median: int
    upper: int
    greatest: int


@dataclass(frozen=True, slots=True)
class YearShares:
    """The papers of a year (``None`` where it is not stated): how many there are, and how many of them have a share.

    ``shares`` has each share in per cent, the least first, where they are fewer than ``FEW``; ``spread`` stands for
    them where they are not.
    """

    year: int | None
    papers: int
    with_share: int
    shares: tuple[int, ...]
    spread: Spread | None


@dataclass(frozen=True, slots=True)
class Distribution:
    """What pictures of all papers show, besides the rates. ``years`` has the newest first, not stated last."""

    histogram: Histogram
    years: tuple[YearShares, ...]
    support: tuple[tuple[SupportLevel, int], ...]


def distribution(papers: Sequence[PaperSummary]) -> Distribution:
    """The shares of all papers and of each year, and the support of all claims; each by the paper's newest scan."""
    tallies = [(paper.scan.year, tally(paper.scan.answers.letters)) for paper in papers]
    years: dict[int | None, list[Tally]] = {}
    for year, found in tallies:
        years.setdefault(year, []).append(found)
    ordered = sorted(years, key=lambda year: (year is None, -(year or 0)))
    return Distribution(
        histogram(found for _, found in tallies),
        tuple(year_shares(year, years[year]) for year in ordered),
        support_counts(claim for paper in papers for claim in paper.scan.claims),
    )


def histogram(tallies: Iterable[Tally]) -> Histogram:
    """How many of some papers have a share in each tenth."""
    counts, none = [0] * 10, 0
    for found in tallies:
        if found.applicable:
            counts[min(9, 10 * found.yes // found.applicable)] += 1
        else:
            none += 1
    return Histogram(tuple(counts), none)


def year_shares(year: int | None, tallies: Sequence[Tally]) -> YearShares:
    """The shares of the papers of one year."""
    shares = sorted(Fraction(100 * found.yes, found.applicable) for found in tallies if found.applicable)
    if len(shares) < FEW:
        return YearShares(year, len(tallies), len(shares), tuple(map(_rounded, shares)), None)
    least, lower, median, upper, greatest = (_rounded(quantile(shares, Fraction(part, 4))) for part in range(5))
    return YearShares(year, len(tallies), len(shares), (), Spread(least, lower, median, upper, greatest))


def quantile(values: Sequence[Fraction], part: Fraction) -> Fraction:
    """The quantile of sorted values, ``part`` from 0 to 1, interpolated between the two that it lies between.

    It is type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), the default of NumPy and R.
    Raises ``IndexError`` where there are no values.
    """
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def _rounded(value: Fraction) -> int:
    """To the nearest integer, a half up, as ``Tally.percent``."""
    return int(value + Fraction(1, 2))
