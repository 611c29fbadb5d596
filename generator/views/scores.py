"""Scores in words: figures, their working, and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice

from generator import limits
from generator.analysis.entries import placed
from generator.analysis.scores import FEW, FLOOR, Score, Why, scores
from generator.analysis.tally import Tally
from generator.config import Formula
from generator.model import Answers
from generator.render.href import Href, to_anchor, to_section
from generator.render.markup import Field, Link
from generator.shorten import short_title
from generator.vocabulary import load


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """A formula's figure, its id with its version, its working, and the answers that it is made of."""

    title: str
    formula: str
    figure: str
    working: str
    answers: Href


@dataclass(frozen=True, slots=True)
class DimensionRow:
    """A dimension, its figure by each formula, and the shares of its domains, each with its answers."""

    title: str
    figures: str
    domains: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ScoresView:
    """The scores of a scan. ``span`` says how far they lie apart; ``notes`` what holds for all of them."""

    span: str
    rows: tuple[ScoreRow, ...]
    dimensions: tuple[DimensionRow, ...]
    left_out: tuple[Field, ...]
    notes: tuple[str, ...]


def scores_view(answers: Answers, formulas: Sequence[str]) -> ScoresView | None:
    """The scores by the formulas that the publisher shows; ``None`` where there is nothing to show."""
    found = scores(answers, [Formula(name) for name in dict.fromkeys(formulas)])
    if not any(item.value is not None for item in found):
        return None
    composites = [item for item in found if item.formula is not Formula.FLAT]
    notes = []
    if any(item.is_few for item in found):
        notes.append(
            f"Figures marked as few rest on fewer than {FEW} applicable criteria, or have a dimension that does: "
            "one answer moves it by 25 points or more."
        )
    if any(part.is_raised for item in composites for part in item.parts):
        notes.append(f"In a composite, a dimension below {FLOOR} counts as {FLOOR}.")
    notes.append("Figures are rounded where they are shown, and calculated from exact ones.")
    return ScoresView(
        span=_span(found),
        rows=tuple(_row(item) for item in found),
        dimensions=_dimensions(composites, answers),
        left_out=_left_out(found),
        notes=tuple(notes),
    )


def tenths(value: Fraction) -> str:
    """A figure with one digit after the point, rounded half up."""
    number = int(value * 10 + Fraction(1, 2))
    return f"{number // 10}.{number % 10}"


def flat_figure(total: Tally) -> str:
    """The flat share in percent; empty where nothing is applicable."""
    return f"{tenths(Fraction(100 * total.yes, total.applicable))}%" if total.applicable else ""


def few_words(total: Tally) -> str:
    """What is said beside a share of few criteria; empty where there are enough."""
    if not 0 < total.applicable < FEW:
        return ""
    return f"few: one answer moves this by {tenths(Fraction(100, total.applicable)).removesuffix('.0')} points"


def _span(found: Iterable[Score]) -> str:
    values = [item.value for item in found if item.value is not None]
    low, high = min(values), max(values)
    if len(values) == 1 or tenths(low) == tenths(high):
        return tenths(high)
    return f"{tenths(low)} to {tenths(high)} by formula, {tenths(high - low)} points apart"


def _row(found: Score) -> ScoreRow:
    figure = "–" if found.value is None else tenths(found.value) + (" (few)" if found.is_few else "")
    return ScoreRow(
        load().term("formulas", found.formula).title,
        f"{found.formula}/{found.version}",
        figure,
        _working(found),
        to_section("checklist"),
    )


def _working(found: Score) -> str:
    if found.value is None:
        return "No criterion is applicable."
    if found.formula is Formula.FLAT:
        left_out = [f"{found.tally.not_applicable} not applicable"] if found.tally.not_applicable else []
        left_out += [f"{found.tally.unclear} unclear"] if found.tally.unclear else []
        return f"{_of(found.tally)} applicable criteria met" + (
            f"; left out: {', '.join(left_out)}" if left_out else ""
        )
    counted = [part for part in found.parts if part.value is not None]
    terms = [str(FLOOR) if part.is_raised else tenths(part.value or Fraction(0)) for part in counted]
    names = ", ".join(_title("dimensions", part.key) for part in counted)
    return f"{len(terms)} ÷ ({' + '.join(f'1/{term}' for term in terms)}), for {names}: {_of(found.tally)} criteria"


def _dimensions(composites: Sequence[Score], answers: Answers) -> tuple[DimensionRow, ...]:
    rows = []
    anchors = dict(placed(answers.outline).domains)
    for parts in zip(*(item.parts for item in composites), strict=True):
        shares = tuple(
            Link(
                f"{_title('domains', share.key)} {tenths(share.value or Fraction(0))} ({_of(share.tally)})",
                to_anchor(anchors[share.key]) if anchors.get(share.key) else None,
            )
            for share in parts[0].parts
        )
        figures = [f"{tenths(part.value)} {_made(part)}" for part in parts if part.value is not None]
        few = " (few)" if parts[0].is_few else ""
        rows.append(
            DimensionRow(_title("dimensions", parts[0].key), "; ".join(figures) + few if figures else "–", shares)
        )
    return tuple(rows)


def _made(part: Score) -> str:
    return "as the mean" if part.formula is Formula.DOMAIN_MEANS else f"pooled ({_of(part.tally)})"


def _of(found: Tally) -> str:
    return f"{found.yes} of {found.applicable}"


def _left_out(found: Iterable[Score]) -> tuple[Field, ...]:
    """The domains and dimensions that a formula leaves out, by the reason."""
    reasons: dict[Why, dict[tuple[str, str], None]] = {why: {} for why in Why}
    for item in found:
        for part in item.parts:
            for gone in part.left_out:
                reasons[gone.why]["domains", gone.key] = None
        for gone in item.left_out:
            kind = "dimensions" if gone.why is Why.EMPTY else "domains"
            reasons[gone.why][kind, gone.key] = None
    return tuple(
        Field(
            f"Left out, {why.value}:",
            f"{', '.join([_title(*key) for key in islice(keys, limits.DOMAINS)])}{_more(len(keys))}",
        )
        for why, keys in reasons.items()
        if keys
    )


def _more(number: int) -> str:
    return f" and {number - limits.DOMAINS:,} more" if number > limits.DOMAINS else ""


def _title(kind: str, key: str) -> str:
    return short_title(load().domain(key).title) if kind == "domains" else load().term(kind, key).title
