from __future__ import annotations

from fractions import Fraction

import pytest

from generator.analysis.distribution import Histogram, Spread, YearShares, histogram, quantile, year_shares
from generator.analysis.tally import Tally
from generator.model import SupportLevel
from tests.shore import shore


@pytest.mark.parametrize(
    ("yes", "no", "tenth"),
    [(0, 7, 0), (1, 10, 0), (1, 9, 1), (29, 71, 2), (3, 7, 3), (2, 1, 6), (9, 1, 9), (7, 0, 9)],
)
def test_a_share_on_an_edge_belongs_to_the_tenth_above_and_all_met_to_the_last(yes: int, no: int, tenth: int) -> None:
    counts = histogram([Tally(yes, no, 4, 2)]).counts
    assert [number for number, count in enumerate(counts) if count] == [tenth]


def test_what_is_not_applicable_has_no_share() -> None:
    assert histogram([Tally(0, 0, 5, 1), Tally(), Tally(1, 1)]) == Histogram((0, 0, 0, 0, 0, 1, 0, 0, 0, 0), 2)


def test_quantiles_are_those_of_numpy() -> None:
    # numpy.quantile([0, 10, 40, 100], [0, .25, .5, .75, 1]) gives 0, 7.5, 25, 55, 100.
    values = [Fraction(value) for value in (0, 10, 40, 100)]
    found = [quantile(values, Fraction(part, 4)) for part in range(5)]
    assert found == [0, Fraction(15, 2), 25, 55, 100]
    assert quantile([Fraction(3)], Fraction(3, 4)) == 3


def test_a_year_with_few_papers_has_its_shares_and_one_with_more_their_spread() -> None:
    few = [Tally(2, 1), Tally(), Tally(1, 7), Tally(1, 1), Tally(1, 0)]
    assert year_shares(2024, few) == YearShares(2024, 5, 4, (13, 50, 67, 100), None)
    # Sorted 0, 25, 50, 50, 100: the quartiles are the second and the fourth.
    more = [Tally(1, 1), Tally(0, 1), Tally(2, 2), Tally(1, 3), Tally(3, 0), Tally(0, 0, 3)]
    assert year_shares(None, more) == YearShares(None, 6, 5, (), Spread(0, 25, 50, 50, 100))


def test_what_the_papers_on_sand_come_to() -> None:
    found = shore().site.distribution
    # Alpha meets 3 of 5, beta 1 of 2, gamma 0 of 2, delta none that applies, eps 2 of 3; of these 60, 50, 0 and 67%.
    assert found.histogram == Histogram((1, 0, 0, 0, 0, 1, 2, 0, 0, 0), 1)
    assert found.years == (
        YearShares(2025, 2, 2, (0, 50), None),
        YearShares(2024, 2, 2, (60, 67), None),
        YearShares(None, 1, 0, (), None),
    )
    # Alpha's older scan, with seven weak claims, counts for nothing.
    assert found.support == (
        (SupportLevel.STRONG, 3),
        (SupportLevel.MODERATE, 1),
        (SupportLevel.WEAK, 1),
        (SupportLevel.UNSUPPORTED, 1),
    )
