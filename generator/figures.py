"""Figures in running text: what was measured, and not what is counted, dated or numbered.

A figure is a percentage (``12.5%``, ``12.5 %``, ``12.5 percent``), a number of points (``3.1 points``), or a number
with a decimal point that nothing names (``0.125``). Whole numbers without a unit are none, so years, sample sizes and
citations are none; neither are the numbers of sections, tables, versions and models (``Section 7.2``, ``Llama 3.1``,
``0.5B``), nor what sets a threshold (``p < 0.05``, ``95% CI``).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

from generator import limits

_NUMBER = re.compile(
    r"(?<![\w.,/:^$-])[+−~≈±-]?(\d{1,3}(?:,\d{3}){1,2}|\d{1,6})(\.\d{1,6})?"
    r"(?:[ \u00a0\u202f]?(%|percent\b|per cent\b|percentage points?\b|points?\b|pp\b)|(?![\w/]|[.,:]\d|-\w))",
    re.ASCII,
)
"""A number, and its unit where it has one; no part of a word, a date, an identifier, a version or an address."""
_NAMED = re.compile(
    r"(?:\b(?i:section|sect?|table|tab|figure|fig|appendix|app|algorithm|alg|equation|eqn?|chapter|version|v|step|line|"
    r"page|p|theorem|lemma|definition|question|claim|task)s?\.?|§|[A-Z]\w*)[ \u00a0(]?$"
)
"""What stands right before a number that says which one of several it is. Capitals: names of models and programs."""
_THRESHOLD = re.compile(r"[<>≤≥]\s?$|\bp\s?=\s?$")
_INTERVAL = re.compile(r"[ -](?:CI|confidence|credible)\b")
_NEAR = 24
"""Characters before and after a number that are looked at."""
_ANY = re.compile(r"(?<![\d.])(\d{1,3}(?:,\d{3}){1,2}|\d{1,6})(\.\d{1,6})?", re.ASCII)
MOST = 5_000
"""Numbers of a scan that are compared; one with more is something else."""


def figures_in(text: str) -> dict[Decimal, str]:
    """The figures of a text: their values without sign and unit, each as it stands there first."""
    found: dict[Decimal, str] = {}
    start = text[: limits.SEARCHED_TEXT]
    for match in _NUMBER.finditer(start):
        whole, decimals, unit = match.groups()
        before = start[max(0, match.start() - _NEAR) : match.start()]
        if unit is None and (decimals is None or len(whole) > 3 or _NAMED.search(before)):
            continue
        if not _THRESHOLD.search(before) and not _INTERVAL.match(start[match.end() : match.end() + _NEAR]):
            found.setdefault(_value(whole, decimals), match[0])
    return found


def is_any_repeated(figures: Collection[Decimal], texts: Iterable[str]) -> bool:
    """Whether ``texts`` repeat a figure: the very number, one that rounds to it, or a share for its percentage.

    Of texts with more than ``MOST`` numbers nobody can say; they count as such that do.
    """
    for count, number in enumerate(_numbers_in(texts)):
        if count >= MOST or any(form in figures for form in _forms(number)):
            return True
    return False


def _numbers_in(texts: Iterable[str]) -> Iterator[Decimal]:
    for text in texts:
        for match in _ANY.finditer(text[: limits.SEARCHED_TEXT]):
            yield _value(match[1], match[2])


def _forms(number: Decimal) -> Iterator[Decimal]:
    """A number as a text may repeat it: as it is, as a percentage or a share, rounded or cut to fewer decimals."""
    yield from (number, number * 100, number / 100)
    for decimals in range(max(0, -int(number.as_tuple().exponent))):
        step = Decimal(1).scaleb(-decimals)
        yield number.quantize(step, ROUND_HALF_UP)
        yield number.quantize(step, ROUND_DOWN)


def _value(whole: str, decimals: str | None) -> Decimal:
    return Decimal(whole.replace(",", "") + (decimals or ""))
