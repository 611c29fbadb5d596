"""Scores of a scan, each with its working: what it is made of, what was left out, and why.

A composite is the harmonic mean of the dimensions, each of which counts as ``FLOOR`` at least; this is how the
publisher of the checklist scores papers. Which domain belongs to which dimension is not published; the vocabulary has
what is used here. Criteria of a paper type are counted apart, so not here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from typing import NamedTuple

from generator.analysis.tally import Tally, by_domain, tally
from generator.config import Formula
from generator.model import Answers
from generator.vocabulary import load

FLOOR = 5
"""What a dimension counts as at least (percent), so that one of 0 does not make the harmonic mean 0."""
FEW = 5
"""With fewer applicable criteria than these, one answer moves a share by 25 points or more, and pages say so."""


class Why(Enum):
    """Why something is not counted."""

    NOT_APPLICABLE = "without an applicable criterion"
    ABSENT = "not in this scan"
    UNPLACED = "in no dimension, so in no composite"
    EMPTY = "with no domain left"


class LeftOut(NamedTuple):
    """A domain or dimension that is not counted, by its key."""

    key: str
    why: Why


@dataclass(frozen=True, slots=True)
class Score:
    """A figure from 0 to 100, exact, and its working; ``value`` is ``None`` where nothing is left to count.

    ``key`` is that of the domain or dimension, empty for the paper. ``tally`` has the answers that it rests on, and
    ``parts`` are the scores that it is made of: dimensions, or domains.
    """

    formula: Formula
    version: int
    key: str
    value: Fraction | None
    tally: Tally
    parts: tuple[Score, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def is_few(self) -> bool:
        """Whether it, or a dimension that it is made of, rests on fewer than ``FEW`` applicable criteria."""
        rests_on = self.parts if not self.key and self.parts and self.formula is not Formula.FLAT else (self,)
        return any(0 < score.tally.applicable < FEW for score in rests_on)

    @property
    def is_raised(self) -> bool:
        """Whether it is a dimension that counts as ``FLOOR`` in the composite."""
        return self.value is not None and self.value < FLOOR


def scores(answers: Answers, formulas: Iterable[Formula]) -> tuple[Score, ...]:
    """The scores of a checklist by several formulas."""
    shares = domain_shares(answers)
    return tuple([_score(answers, shares, formula) for formula in formulas])


def score(answers: Answers, formula: Formula) -> Score:
    """The score of a checklist by a formula."""
    return scores(answers, [formula])[0]


def _score(answers: Answers, found: tuple[Score, ...], formula: Formula) -> Score:
    if formula is Formula.FLAT:
        return _flat(answers, found)
    shares = {share.key: share for share in found}
    dimensions = [_dimension(key, domains, shares, formula) for key, domains in load().dimensions.items()]
    counted = tuple(item for item in dimensions if item.value is not None)
    placed = {key for domains in load().dimensions.values() for key in domains}
    left_out = [LeftOut(item.key, Why.EMPTY) for item in dimensions if item.value is None]
    left_out += [LeftOut(key, Why.UNPLACED) for key in shares if key not in placed]
    return Score(
        formula,
        load().versions[formula],
        "",
        _harmonic_mean([max(item.value or Fraction(0), Fraction(FLOOR)) for item in counted]),
        _sum(counted),
        tuple(dimensions),
        tuple(left_out),
    )


def domain_shares(answers: Answers) -> tuple[Score, ...]:
    """The flat share of each domain, in the order of the page."""
    return tuple(_share(key, found) for key, found in by_domain(answers).items())


def _flat(answers: Answers, domains: tuple[Score, ...]) -> Score:
    whole = _share("", tally(answers.letters))
    left_out = tuple(LeftOut(item.key, Why.NOT_APPLICABLE) for item in domains if item.value is None)
    return Score(whole.formula, whole.version, "", whole.value, whole.tally, domains, left_out)


def _share(key: str, found: Tally) -> Score:
    value = Fraction(100 * found.yes, found.applicable) if found.applicable else None
    return Score(Formula.FLAT, load().versions[Formula.FLAT], key, value, found)


def _dimension(key: str, domains: Iterable[str], shares: dict[str, Score], formula: Formula) -> Score:
    asked = [shares[domain] for domain in domains if domain in shares]
    counted = tuple(share for share in asked if share.value is not None)
    left_out = tuple(
        LeftOut(domain, Why.NOT_APPLICABLE if domain in shares else Why.ABSENT)
        for domain in domains
        if domain not in {share.key for share in counted}
    )
    total = _sum(counted)
    values = [share.value for share in counted if share.value is not None]
    if not values:
        value = None
    elif formula is Formula.DOMAIN_MEANS:
        value = sum(values, Fraction(0)) / len(values)
    else:
        value = Fraction(100 * total.yes, total.applicable)
    return Score(formula, load().versions[formula], key, value, total, counted, left_out)


def _sum(scores: Iterable[Score]) -> Tally:
    return sum((item.tally for item in scores), Tally())


def _harmonic_mean(values: list[Fraction]) -> Fraction | None:
    return len(values) / sum((1 / value for value in values), Fraction(0)) if values else None
