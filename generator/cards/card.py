"""What a card shows, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.cards.atlas import load
from generator.cards.canvas import Canvas, ink
from generator.cards.fitting import cut, is_drawable, lines, plain

WIDTH, HEIGHT = 800, 420
"""Pixels; 1.91 to 1 is what sites that show such pictures ask for."""

_PAPER, _GOOD, _BAD, _BAD_PALE, _FAIR_PALE, _NONE_PALE, _ACCENT = 0, 10, 11, 12, 13, 14, 15
_DARK, _QUIET, _ALARM = 0x1F2430, 0x5A6270, 0x98191B


def _between(colour: int, share: float) -> int:
    """A colour over white, of which a share shows."""
    parts = ((colour >> shift) & 0xFF for shift in (16, 8, 0))
    red, green, blue = (round(255 - (255 - part) * share) for part in parts)
    return red << 16 | green << 8 | blue


# White; five levels of dark, four of quiet; then the colours of the theme's pictures (see ``render/svg.py``).
_COLOURS = (
    0xFFFFFF,
    *(_between(_DARK, level / 5) for level in range(1, 6)),
    *(_between(_QUIET, level / 4) for level in range(1, 5)),
    0x0B5D2A, _ALARM, 0xFCE8E8, 0xFDF0D0, 0xECEFF2, 0x4051B5,
)  # fmt: skip
_PALETTE = b"".join(colour.to_bytes(3, "big") for colour in _COLOURS)
_INK, _PENCIL = ink(0, 1, 2, 3, 4, 5), ink(0, 6, 7, 8, 8, 9)
"""The colours of the levels of ink: for what is read first, and for the rest."""

_COARSER = (
    (12_000, {1: 0, 2: 0, 3: 5, 4: 5, 6: 0, 7: 0, 8: 9}),
    (9_500, {1: 0, 2: 3, 4: 5, 6: 0, 7: 8}),
)
"""Where more pixels of letters than these are inked in part, they have fewer colours.

Such a pixel takes about a byte, 1.2 bytes where texts are mere noise, and a card is to take 12,000 at most. Ordinary
cards have 4,000 to 9,000 of them.
"""

_EDGE = 48
_ROOM = WIDTH - 2 * _EDGE
_TITLE_LINES = 3
_GAP, _MOST_PARTS = 6, 24


@dataclass(frozen=True, slots=True)
class Card:
    """What a card says; texts are cut where there is no room.

    Of ``titles`` the first is drawn whose letters are there, and of ``byline`` every such part. ``figure`` and
    ``unit`` go with the bar, of which ``done`` of ``total`` is full (``12 of 30``, ``criteria met``). Each of
    ``parts`` is how many criteria of a domain are met, not met, unclear and not applicable. ``note`` stands at the
    other side of ``figure``, with a red flag where it ``is_alarming``.
    """

    head: str
    mark: str
    titles: tuple[str, ...]
    byline: tuple[str, ...] = ()
    figure: str = ""
    unit: str = ""
    done: int = 0
    total: int = 0
    parts: tuple[tuple[int, int, int, int], ...] = ()
    note: str = ""
    is_alarming: bool = False


def draw(card: Card) -> bytes:
    """The card as a PNG; the same pixels for the same card."""
    sizes = load()
    small, text, title = sizes["small"], sizes["text"], sizes["title"]
    canvas = Canvas(WIDTH, HEIGHT)
    canvas.fill(0, 0, WIDTH, 10, _ACCENT)

    chosen = next(filter(is_drawable, card.titles), card.titles[-1])
    mark = cut(plain(card.mark), small, _ROOM // 2) if card.mark != chosen else ""
    canvas.write(WIDTH - _EDGE - small.width(mark), 34, mark, small, _PENCIL)
    canvas.write(_EDGE, 34, cut(plain(card.head), small, _ROOM - small.width(mark) - 24), small, _PENCIL)

    top = 68
    for line in lines(plain(chosen), title, _ROOM, _TITLE_LINES):
        canvas.write(_EDGE, top, line, title, _INK)
        top += title.height
    canvas.write(_EDGE, top + 6, cut(plain(" · ".join(filter(is_drawable, card.byline))), text, _ROOM), text, _PENCIL)

    note = cut(plain(card.note), text, _ROOM // 2)
    left = WIDTH - _EDGE - text.width(note)
    if note:
        canvas.write(left, 285, note, text, _INK)
        if card.is_alarming:
            _flag(canvas, left - 28, 289)
    end = canvas.write(_EDGE, 273, card.figure, title, _INK)
    canvas.write(end + (8 if card.figure else 0), 285, card.unit, text, _INK)
    if card.total:
        _bar(canvas, 334, (card.done, card.total - card.done))
    for start, end, part in _cells(card.parts):
        _strip(canvas, start, end, 364, 16, part)
    for most, colours in _COARSER:
        if canvas.grey > most:
            canvas.replace(colours)
            break
    return canvas.png(_PALETTE)


def _bar(canvas: Canvas, top: int, shares: tuple[int, int]) -> None:
    done = _ROOM * shares[0] // sum(shares)
    canvas.frame(_EDGE, top, _ROOM, 18, _PAPER, 9)
    canvas.fill(_EDGE, top, done, 18, _GOOD)


def _cells(parts: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int, tuple[int, int, int, int]]]:
    """From where to where each part has its strip."""
    shown = [part for part in parts if any(part)][:_MOST_PARTS]
    step = _ROOM + _GAP
    return [
        (_EDGE + step * number // len(shown), _EDGE + step * (number + 1) // len(shown) - _GAP, part)
        for number, part in enumerate(shown)
    ]


def _strip(canvas: Canvas, start: int, end: int, top: int, height: int, part: tuple[int, int, int, int]) -> None:
    """What is met, not met, unclear and not applicable, beside each other."""
    done, total, left = 0, sum(part), start
    looks = ((_GOOD, _GOOD), (_BAD_PALE, _BAD), (_FAIR_PALE, 8), (_NONE_PALE, 7))
    for number, (inner, edge) in zip(part, looks, strict=True):
        done += number
        right = start + (end - start) * done // total
        if right > left:
            canvas.frame(left, top, right - left, height, inner, edge)
        left = right


def _flag(canvas: Canvas, left: int, top: int) -> None:
    canvas.fill(left, top, 2, 22, _BAD)
    canvas.fill(left + 2, top, 14, 11, _BAD)
