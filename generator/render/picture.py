"""A picture as plain data: shapes in whole numbers, the words that say what it shows, and the table behind it.

Its lengths are in pixels of a screen at its natural size. A shape's ``kind`` is a key of ``LOOKS`` in
``generator.render.svg`` and says what it means; how that looks is not the picture's affair.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import NamedTuple

from generator.render.href import Href

SIZE = 12
"""The size of letters, in pixels, for which ``fitted`` counts."""


class Area(NamedTuple):
    """A rectangle, by its left upper corner."""

    kind: str
    x: int
    y: int
    width: int
    height: int


class Line(NamedTuple):
    """A line from one point to another."""

    kind: str
    x: int
    y: int
    to_x: int
    to_y: int


class Point(NamedTuple):
    """A filled circle."""

    kind: str
    x: int
    y: int
    radius: int


class Words(NamedTuple):
    """A text on its baseline, which begins, has its middle or ends at the place; ``slanted`` ones rise from there."""

    kind: str
    x: int
    y: int
    text: str
    align: str = "start"
    slanted: bool = False


class Sign(NamedTuple):
    """A square of ``generator.render.svg.SIGN_SIZE`` with a symbol in it, by its left upper corner."""

    kind: str
    x: int
    y: int


class Inset(NamedTuple):
    """Another picture, from a file of the site. What is drawn for use elsewhere leaves it out."""

    href: Href
    x: int
    y: int
    width: int
    height: int


class Group(NamedTuple):
    """Shapes that stand ``y`` lower than they say, have a title in common, or lead somewhere."""

    shapes: tuple[Shape, ...]
    title: str = ""
    href: Href | None = None
    y: int = 0


Shape = Area | Line | Point | Words | Sign | Inset | Group


class Cell(NamedTuple):
    """A cell of the table behind a picture."""

    text: str
    href: Href | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture. ``title`` names it and ``about`` says in words what it shows, for those who do not see it.

    ``note`` stands under it. The table behind it has ``columns`` and ``rows``, whose cells may lead somewhere.
    ``download`` is the same picture as a file.
    """

    title: str
    about: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    note: str = ""
    download: Href | None = None


def scaled(value: int, whole: int, length: int) -> int:
    """``value`` of ``whole`` on a scale of ``length`` pixels, to the nearest of them; 0 where the whole is 0."""
    return (2 * value * length + whole) // (2 * whole) if whole else 0


def fitted(text: str, width: int) -> str:
    """A text, or as much of its start as fits ``width`` pixels in any usual font, and an ellipsis."""
    left = 100 * width // SIZE
    for number, sign in enumerate(text):
        left -= _width(sign)
        if left < 0:
            return f"{text[: max(0, number - 1)].rstrip()}…"
    return text


def in_lines(text: str, width: int, most: int) -> tuple[str, ...]:
    """A text in at most so many lines of ``width`` pixels, parted at spaces; the last is cut as by ``fitted``.

    A word that is longer than a line ends its line, cut.
    """
    lines: list[str] = []
    words = text.split()
    while words:
        number = 1
        while number < len(words) and _fits(" ".join(words[: number + 1]), width):
            number += 1
        is_last = len(lines) == most - 1
        lines.append(fitted(" ".join(words if is_last else words[:number]), width))
        words = [] if is_last else words[number:]
    return tuple(lines)


def _fits(text: str, width: int) -> bool:
    return fitted(text, width) == text


def _width(sign: str) -> int:
    """About how wide a letter is, in hundredths of its size; rather too wide than too narrow."""
    if sign in " .,:;!|'()[]ijlIft":
        return 36
    if unicodedata.east_asian_width(sign) in "WF" or sign in "mwMW@%—…":
        return 100
    return 0 if unicodedata.combining(sign) else 72 if sign.isupper() else 58
