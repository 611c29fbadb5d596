"""Texts cut and broken to the room that a card has for them."""

from __future__ import annotations

import unicodedata

from generator.cards.atlas import Letters, load

_READ = 400
"""Characters at the start of a text that are looked at; a card has room for half of them."""
_MOST_MISSING = 0.1
"""Of more letters that are missing than this share of a text, nothing can be read in it."""


def plain(text: str) -> str:
    """The start of a text as it is drawn: letters and marks as one sign, where there is one, and no other marks."""
    composed = unicodedata.normalize("NFC", text[:_READ])
    known = load()["text"].widths
    signs = [_known(sign, known) for sign in composed if unicodedata.category(sign)[0] not in "MC"]
    return " ".join("".join(signs).split())


def _known(sign: str, known: dict[str, int]) -> str:
    """A sign, or the letters that stand for it: an fi for a ligature, a plain A for one of mathematics."""
    if sign in known or not (other := unicodedata.normalize("NFKC", sign)):
        return sign
    return other if all(letter in known for letter in other) else sign


def is_drawable(text: str) -> bool:
    """Whether a text is written in letters that are there, nearly all of them."""
    signs = plain(text).replace(" ", "")
    known = load()["text"].widths
    missing = sum(sign not in known for sign in signs)
    return bool(signs) and missing <= _MOST_MISSING * len(signs)


def cut(text: str, letters: Letters, room: int) -> str:
    """A text, or as much of it as ``room`` pixels hold, at a word if one ends near, and an ellipsis."""
    if letters.width(text) <= room:
        return text
    fitting = _fitting(text, letters, room - letters.width("…"))
    whole = fitting if text[len(fitting) :].startswith(" ") else fitting.rpartition(" ")[0]
    return (whole if 2 * len(whole) > len(fitting) else fitting).rstrip(" ,;:·–-") + "…"


def lines(text: str, letters: Letters, room: int, most: int) -> list[str]:
    """A text in lines of at most ``room`` pixels, broken at words; the last of ``most`` lines is cut."""
    found: list[str] = []
    rest = text
    while rest and len(found) < most - 1:
        if letters.width(rest) <= room:
            break
        fitting = _fitting(rest, letters, room)
        if not rest[len(fitting) :].startswith(" "):
            # A word that is longer than half of the line is broken where the line ends.
            whole = fitting.rpartition(" ")[0]
            fitting = whole if 2 * len(whole) > len(fitting) else fitting
        found.append(fitting.rstrip())
        rest = rest[len(fitting) :].lstrip()
    return [*found, cut(rest, letters, room)] if rest else found


def _fitting(text: str, letters: Letters, room: int) -> str:
    """As many letters of a text as fit, one at least."""
    end = width = 0
    missing = letters.width("\N{REPLACEMENT CHARACTER}")
    for letter in text:
        width += letters.widths.get(letter, missing)
        if width > room:
            break
        end += 1
    return text[: max(end, 1)]
