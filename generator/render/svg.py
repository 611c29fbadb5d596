"""Pictures as SVG 2 (https://www.w3.org/TR/SVG2/), in a page or as a file of their own.

In a page, classes give shapes their colours, so that they follow the page's scheme; a file has its own colours, on
white. Numbers are whole, texts and targets are encoded here, and what else is written comes from this module: so the
same picture is the same text everywhere, and nothing in it can be more than a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from textwrap import wrap
from typing import Final

from generator.render.escape import html_text
from generator.render.href import Href, checked_anchor
from generator.render.picture import Area, Group, Inset, Line, Picture, Point, Shape, Sign, Words

SIGN_SIZE: Final = 22
"""The width and height of a sign, in pixels."""

_GOOD, _GOOD_PALE = "#0b5d2a", "#e0f3e6"
_BAD, _BAD_PALE = "#98191b", "#fce8e8"
_FAIR, _FAIR_PALE = "#744500", "#fdf0d0"
_NONE, _NONE_PALE = "#475059", "#eceff2"

LOOKS: Final = {
    # What is met is dark and full, what is not is pale and framed: so they differ without colour as well.
    "met": f'fill="{_GOOD}" stroke="{_GOOD}"',
    "unmet": f'fill="{_BAD_PALE}" stroke="{_BAD}"',
    "unclear": f'fill="{_FAIR_PALE}" stroke="{_FAIR}" stroke-dasharray="2"',
    "none": f'fill="{_NONE_PALE}" stroke="{_NONE}" stroke-dasharray="1 3"',
    "bar": 'fill="#7485b5"',
    "bar-edge": 'stroke="#7485b5" stroke-width="2"',
    "here": 'fill="#1f2430" stroke="#1f2430" stroke-width="2"',
    "axis": 'stroke="#5a6270"',
    "grid": 'stroke="#d5d9df"',
    "spread": 'stroke="#7485b5" stroke-width="8"',
    "range": 'stroke="#7485b5" stroke-width="2"',
    "hollow": 'fill="#ffffff" stroke="#5a6270" stroke-width="2"',
    "label": 'fill="#1f2430"',
    "quiet": 'fill="#5a6270" font-size="11"',
    "on-met": f'fill="{_GOOD_PALE}" font-size="11"',
    "on-unmet": f'fill="{_BAD}" font-size="11"',
    "on-unclear": f'fill="{_FAIR}" font-size="11"',
    "on-none": f'fill="{_NONE}" font-size="11"',
    "high": f'fill="{_GOOD_PALE}"',
    "middle": f'fill="{_FAIR_PALE}"',
    "low": f'fill="{_BAD_PALE}"',
    "nothing": f'fill="{_NONE_PALE}"',
    "on-high": f'fill="{_GOOD}"',
    "on-middle": f'fill="{_FAIR}"',
    "on-low": f'fill="{_BAD}"',
    "on-nothing": f'fill="{_NONE}"',
}
"""The kinds of shapes, and how they look in a file; in a page the style sheet has a rule for each."""

SIGNS: Final = {
    "high": "M11 5l7 12H4z",
    "middle": "M6 6h10v10H6z",
    "low": "M11 17L4 5h14z",
    "nothing": "M6 10h10v2H6z",
}
"""The kinds of signs, and the symbol of each: a triangle that points up, a square, a triangle down, a dash."""

_ALIGNED = {"start": "", "middle": ' text-anchor="middle"', "end": ' text-anchor="end"'}

Encode = Callable[[str], str]
Target = Callable[[Href], str]


def inline(picture: Picture, anchor: str, encode: Encode, target: Target) -> str:
    """The picture as an element of a page, on one line.

    ``anchor`` is one that nothing else on the page begins with, ``encode`` and ``target`` write a text and a place
    as the value of an attribute.
    """
    name = checked_anchor(anchor)
    writer = _Writer(lambda kind: f'class="p-{_checked(kind)}"', encode, target)
    inner = writer.shapes(picture.shapes)
    # What is an image has no parts for a screen reader, and so cannot have links.
    role = "group" if writer.has_links else "img"
    return (
        f'<svg {_size(picture)} role="{role}" '
        f'aria-labelledby="{name}-title {name}-about"><title id="{name}-title">{encode(picture.title)}</title>'
        f'<desc id="{name}-about">{encode(picture.about)}</desc>{writer.defined()}{inner}</svg>'
    )


def standalone(picture: Picture, *, paper: bool = True) -> bytes:
    """The picture as a file, with its title and its note; on white, or where it is no ``paper`` on nothing."""
    writer = _Writer(_look, html_text, None)
    inner = writer.shapes(picture.shapes)
    notes = wrap(picture.note, max(1, picture.width // 7)) if paper else []
    head, margin = (26, 12) if paper else (0, 0)
    foot = 14 * len(notes) + 8 if notes else 0
    width, height = picture.width + 2 * margin, picture.height + head + foot + 2 * margin
    ground = f'<rect width="{width}" height="{height}" fill="#ffffff"/>' if paper else ""
    words = ""
    if paper:
        bold = 'font-size="14" font-weight="bold"'
        words = f'<text x="{margin}" y="{margin + 13}" {bold} {_look("label")}>{html_text(picture.title)}</text>'
    for number, note in enumerate(reversed(notes)):
        words += (
            f'<text x="{margin}" y="{height - margin - 2 - 14 * number}" {_look("quiet")}>{html_text(note)}</text>'
        )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" '
        f'height="{height}" viewBox="0 0 {width} {height}" role="img" font-family="system-ui, sans-serif" '
        f'font-size="12"><title>{html_text(picture.title)}</title><desc>{html_text(picture.about)}</desc>'
        f"{writer.defined()}{ground}{words}"
        f'<g transform="translate({margin} {margin + head})">{inner}</g></svg>\n'
    ).encode()


def _size(picture: Picture) -> str:
    width, height = _int(picture.width), _int(picture.height)
    return f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'


def _checked(kind: str) -> str:
    """``kind`` where it is one; raises ``ValueError`` where it is not."""
    if kind not in LOOKS:
        raise ValueError(f"{kind!r} is no kind of shape")
    return kind


def _look(kind: str) -> str:
    return LOOKS[_checked(kind)]


def _int(value: object) -> int:
    """``value`` where it is a whole number; raises ``TypeError`` where it is not."""
    if type(value) is not int:
        raise TypeError(f"{type(value).__name__} is no length of a picture")
    return value


class _Writer:
    """Writes shapes, and remembers which of them need a definition."""

    def __init__(self, look: Callable[[str], str], encode: Encode, target: Target | None) -> None:
        self._look = look
        self._encode = encode
        self._target = target
        self._signs: dict[str, None] = {}
        self.has_links = False

    def defined(self) -> str:
        """What the shapes that were written refer to."""
        signs = "".join(
            f'<g id="sp-{kind}"><rect width="{SIGN_SIZE}" height="{SIGN_SIZE}" rx="3" {self._look(kind)}/>'
            f'<path d="{SIGNS[kind]}" {self._look(f"on-{kind}")}/></g>'
            for kind in sorted(self._signs)
        )
        return f"<defs>{signs}</defs>" if signs else ""

    def shapes(self, shapes: tuple[Shape, ...]) -> str:
        """The elements of some shapes."""
        return "".join(piece for shape in shapes for piece in self._shape(shape))

    def _shape(self, shape: Shape) -> Iterator[str]:
        look, number = self._look, _int
        match shape:
            case Sign(kind, x, y):
                if kind not in SIGNS:
                    raise ValueError(f"{kind!r} is no kind of sign")
                self._signs[kind] = None
                lower = f' y="{number(y)}"' if y else ""
                # The theme gives all that has a plain "href" another one, and stops at what lets it not.
                yield f'<use xlink:href="#sp-{kind}" x="{number(x)}"{lower}/>'
            case Group(shapes, title, href, y):
                lower = f' transform="translate(0 {number(y)})"' if y else ""
                inner = self.shapes(shapes)
                if self._target is None:
                    # A file has nobody to point at it.
                    yield f"<g{lower}>{inner}</g>" if lower else inner
                    return
                named = f"<title>{self._encode(title)}</title>{inner}" if title else inner
                if href is None:
                    yield f"<g{lower}>{named}</g>"
                else:
                    self.has_links = True
                    yield f'<a xlink:href="{self._target(href)}"{lower}>{named}</a>'
            case Area(kind, x, y, width, height):
                yield (
                    f'<rect x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}" '
                    f"{look(kind)}/>"
                )
            case Line(kind, x, y, to_x, to_y):
                yield f'<path d="M{number(x)} {number(y)}L{number(to_x)} {number(to_y)}" {look(kind)}/>'
            case Point(kind, x, y, radius):
                yield f'<circle cx="{number(x)}" cy="{number(y)}" r="{number(radius)}" {look(kind)}/>'
            case Words(kind, x, y, text, align, slanted):
                if align not in _ALIGNED:
                    raise ValueError(f"{align!r} is no way to align a text")
                turned = f' transform="rotate(-60 {number(x)} {number(y)})"' if slanted else ""
                yield (
                    f'<text x="{number(x)}" y="{number(y)}"{_ALIGNED[align]}{turned} {look(kind)}>'
                    f"{self._encode(text)}</text>"
                )
            case Inset(href, x, y, width, height):
                if self._target is not None:
                    yield (
                        f'<image xlink:href="{self._target(href)}" x="{number(x)}" y="{number(y)}" '
                        f'width="{number(width)}" height="{number(height)}"/>'
                    )
