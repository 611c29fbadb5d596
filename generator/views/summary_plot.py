"""Summary plots: how criteria are answered, a bar each, as a share of all answers (robvis has one for risk of bias);
and how well claims are supported."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.analysis.tally import Tally
from generator.model import SupportLevel
from generator.render.href import Href, to_file, to_page
from generator.render.picture import Area, Cell, Group, Picture, Shape, Words, fitted, scaled
from generator.views.badges import level_badge
from generator.views.parts import counted

WIDTH = 360
"""Pictures without a width of their own fit a telephone held upright, and are drawn larger where there is room."""
BARS = 60
"""How many bars a picture has at most."""

_ROW = 40
_KINDS = ("met", "unmet", "unclear", "none")
_SIGNS = ("✓", "✗", "?", "–")
_WORDS = ("met", "not met", "unclear", "not applicable")


class Spot(NamedTuple):
    """A page's path below the content folder and an anchor on it, to lead to; empty where there is none."""

    path: str = ""
    anchor: str = ""

    def href(self, origin: str) -> Href | None:
        """The target, as seen from a page."""
        return to_page(origin, self.path, self.anchor) if self.path else None


class Bar(NamedTuple):
    """What a bar stands for, its answers, and where it leads."""

    title: str
    answers: Tally
    spot: Spot


@dataclass(frozen=True, slots=True)
class SummaryRecord:
    """A summary plot. ``what`` is what a bar is, ``file`` the path of the picture's file, empty where it has none."""

    title: str
    what: str
    bars: tuple[Bar, ...]
    file: str = ""


@dataclass(frozen=True, slots=True)
class SupportRecord:
    """How many claims have which support, strongest first."""

    levels: tuple[tuple[SupportLevel, int], ...]
    file: str = ""


def summary_plot(origin: str, record: SummaryRecord) -> Picture:
    """The plot on the page ``origin``."""
    shapes: list[Shape] = [*_legend()]
    for number, bar in enumerate(record.bars):
        shapes.append(Group(tuple(_bar(origin, bar)), title=_said(bar), y=26 + _ROW * number))
    return Picture(
        title=record.title,
        about=_about(record),
        width=WIDTH,
        height=26 + _ROW * len(record.bars) - 6,
        shapes=tuple(shapes),
        columns=(record.what, "Met", "Not met", "Unclear", "Not applicable", "Share"),
        rows=tuple(
            (Cell(bar.title, bar.spot.href(origin)), *(Cell(f"{number:,}") for number in _parts(bar.answers)),
             Cell(_percent(bar.answers)))
            for bar in record.bars
        ),
        download=download(origin, record.file),
    )  # fmt: skip


def support_plot(origin: str, record: SupportRecord) -> Picture:
    """The levels of support as bars, each as a share of all claims."""
    total = sum(number for _, number in record.levels)
    named = [(level_badge(level), number) for level, number in record.levels]
    shapes: list[Shape] = []
    for place, (badge, number) in enumerate(named):
        share = f"{number:,} ({scaled(number, total, 100)}%)"
        shapes += [
            Words("label", 0, 14 + 24 * place, f"{badge.symbol} {badge.word}"),
            Area("bar", 110, 3 + 24 * place, max(1, scaled(number, total, 160)), 15),
            Words("label", 118 + scaled(number, total, 160), 14 + 24 * place, share),
        ]
    said = ", ".join(f"{number:,} {badge.word.lower()}" for badge, number in named)
    return Picture(
        title="Claims by the support of their evidence",
        about=f"{counted(total, 'claim')}: {said}.",
        width=WIDTH,
        height=24 * len(named) - 3,
        shapes=tuple(shapes),
        columns=("Support", "Claims", "Share"),
        rows=tuple(
            (Cell(f"{badge.symbol} {badge.word}"), Cell(f"{number:,}"), Cell(f"{scaled(number, total, 100)}%"))
            for badge, number in named
        ),
        download=download(origin, record.file),
    )


def download(origin: str, file: str) -> Href | None:
    """Where a picture's file is, as seen from a page."""
    return to_file(origin, file) if file else None


def _parts(answers: Tally) -> tuple[int, int, int, int]:
    return answers.yes, answers.no, answers.unclear, answers.not_applicable


def _percent(answers: Tally) -> str:
    return "none applicable" if answers.percent is None else f"{answers.percent}% of {answers.applicable:,}"


def _legend() -> Sequence[Shape]:
    shapes: list[Shape] = []
    for kind, sign, word, place in zip(_KINDS, _SIGNS, _WORDS, (0, 66, 156, 238), strict=True):
        shapes += [Area(kind, place + 1, 1, 10, 10), Words("quiet", place + 16, 10, f"{sign} {word}")]
    return shapes


def _bar(origin: str, bar: Bar) -> Sequence[Shape]:
    share, href = _percent(bar.answers), bar.spot.href(origin)
    name = Words("label", 0, 11, fitted(bar.title, WIDTH - 7 * len(share) - 8) or "–")
    shapes: list[Shape] = [name if href is None else Group((name,), href=href)]
    shapes.append(Words("quiet", WIDTH, 11, share, align="end"))
    done, start, total = 0, 0, bar.answers.total
    for kind, sign, number in zip(_KINDS, _SIGNS, _parts(bar.answers), strict=True):
        done += number
        # Ends are rounded and not widths, so that all together are as long as the bar.
        end = scaled(done, total, WIDTH)
        if end > start:
            shapes.append(Area(kind, start, 16, end - start, 15))
            words = f"{sign} {number:,}"
            if end - start >= 7 * len(words) + 6:
                shapes.append(Words(f"on-{kind}", start + 4, 28, words))
        start = end
    return shapes


def _said(bar: Bar) -> str:
    numbers = ", ".join(
        f"{number:,} {word}" for number, word in zip(_parts(bar.answers), _WORDS, strict=True) if number
    )
    return f"{bar.title}: {numbers or 'no answers'}"


def _about(record: SummaryRecord) -> str:
    """What the bars are, and which of them are met the most and the least."""
    ranked = sorted((bar for bar in record.bars if bar.answers.applicable), key=_share)
    text = f"{counted(len(record.bars), 'bar')}, a {record.what.lower()} each, of how its answers are spread."
    if len(ranked) < 2:
        return text
    most, least = ranked[-1], ranked[0]
    return (
        f"{text} Most often met where applicable: {most.title}, {_percent(most.answers)}; "
        f"least often: {least.title}, {_percent(least.answers)}."
    )


def _share(bar: Bar) -> float:
    return bar.answers.yes / bar.answers.applicable
