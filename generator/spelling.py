"""Which known word a word may be meant for: one that differs by a slip of the pen, by case or by separators.

A word is a slip only where hardly anything differs: a new word of the publisher's own must not be taken for one.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from functools import lru_cache

_SHORTEST, _LONGEST = 4, 60
"""Letters of a word, without its separators, that is compared by its letters."""
_LONG, _SLIPS = 8, 2
"""A word of so many letters may have two slips, a shorter one only one."""
_ROUNDING = 1e-9

_SEPARATORS = re.compile(r"[\W_]+")
_DIGITS = re.compile(r"\D+")


@lru_cache(maxsize=1 << 12)
def meant(word: str, known: frozenset[str]) -> str:
    """The known word that ``word`` is most like, empty where it is like none of them."""
    letters = _letters(word)
    if not letters:
        return ""
    best, closest = "", 0.0
    for form, name in _forms(known, len(letters)):
        if form == letters:
            return name if name != word else ""
        likeness = _likeness(letters, form)
        if likeness > closest:
            best, closest = name, likeness
    return best


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A question for the end of a message, empty where no known word is like ``word``."""
    found = meant(word, frozenset(known))
    return f"; did you mean {found}?" if found else ""


def _letters(word: str) -> str:
    return _SEPARATORS.sub("", word).casefold() if len(word) <= 2 * _LONGEST else ""


@lru_cache(maxsize=1 << 12)
def _forms(known: frozenset[str], length: int) -> tuple[tuple[str, str], ...]:
    """The letters of the known words of about this length and the words themselves, always in the same order."""
    forms = [(_letters(name), name) for name in sorted(known)]
    return tuple([(form, name) for form, name in forms if abs(len(form) - length) <= _SLIPS])


def _likeness(word: str, other: str) -> float:
    """How alike two words are (0 to 1); 0 where more than a slip or two is between them."""
    longest = max(len(word), len(other))
    slips = _SLIPS if longest >= _LONG else 1
    # Words with another first letter are often opposites (supported, unsupported).
    if word[:1] != other[:1]:
        slips = 1
    if not _SHORTEST <= min(len(word), len(other)) <= longest <= _LONGEST or abs(len(word) - len(other)) > slips:
        return 0.0
    # Numbers are told apart, not misspelled; and what has other letters need not be compared letter by letter.
    if len(set(word) ^ set(other)) > 2 * slips or _DIGITS.sub("", word) != _DIGITS.sub("", other):
        return 0.0
    ratio = difflib.SequenceMatcher(None, word, other, autojunk=False).ratio()
    return ratio if ratio >= 1 - slips / longest - _ROUNDING else 0.0
