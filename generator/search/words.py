"""The words of a text, as the index and the queries have them: ``words.js`` does the same, sign by sign.

- Each sign is folded on its own (``folded``): decomposed (NFKD) without marks, in lower case. What is no word sign
  becomes a space. Word signs are ASCII letters and digits and given ranges of code points, not properties of
  Unicode, whose versions differ.
- Parts are runs of word signs, each cut to 40. ``-``, ``_``, ``.`` and ``'``, one at a time, join parts to a chain:
  one of 2 to 6 parts without Chinese, Japanese or Korean signs is a word as a whole, too (``VL-RewardBench``: ``vl``,
  ``rewardbench``, ``vlrewardbench``).
- Runs of Chinese, Japanese and Korean signs give overlapping pairs.

There is no stemming: other endings of a word are looked up by the query.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST: Final = 40
"""Code points of a word; of a longer one the rest is dropped."""
LONGEST_FACET: Final = 60
"""Code points of the value of a filter."""

_MOST_JOINED = 6
_REMEMBERED = 1 << 17

_HYPHENS = "\u2010\u2011"
_APOSTROPHES = "\u2019\u02bc"
_NO_SIGNS: Final = (
    (0x00, 0xA9), (0xAB, 0xB4), (0xB6, 0xB9), (0xBB, 0xBF), (0xD7, 0xD7), (0xF7, 0xF7), (0x2000, 0x2BFF),
    (0x2E00, 0x2E7F), (0x3000, 0x3004), (0x3008, 0x3020), (0x3030, 0x3030), (0x30FB, 0x30FB), (0xD800, 0xF8FF),
    (0xFE10, 0xFE6F), (0xFF00, 0xFF0F), (0xFF1A, 0xFF20), (0xFF3B, 0xFF40), (0xFF5B, 0xFF65), (0xFFF0, 0xFFFF),
    (0xE0000, 0x10FFFF),
)  # fmt: skip
"""Ranges of code points that are no word signs; of ASCII, letters, digits and joiners are kept all the same."""
_DROPPED: Final = (
    (0xAD, 0xAD), (0x0300, 0x036F), (0x200C, 0x200D), (0x2060, 0x2060), (0x3099, 0x309A), (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
)  # fmt: skip
"""Ranges of code points that are not there at all: marks, and what only says how signs are shown."""
_SPELLED: Final = {
    **dict.fromkeys(_HYPHENS, "-"), **dict.fromkeys(_APOSTROPHES, "'"),
    "ß": "ss", "ς": "σ", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "ı": "i",
}  # fmt: skip

_ASCII: Final = "".join(sign.lower() if sign.isalnum() or sign in "-_.'" else " " for sign in map(chr, range(128)))


def _is_in(code: int, ranges: tuple[tuple[int, int], ...]) -> bool:
    return any(low <= code <= high for low, high in ranges)


def folded(sign: str) -> str:
    """What stands for one sign: word signs and joiners, a space, or nothing."""
    # Syllables of Hangul are kept whole, as people type and read them.
    parts = sign if "\uac00" <= sign <= "\ud7a3" else unicodedata.normalize("NFKD", sign).lower()
    return "".join(map(_part, parts))


def _part(sign: str) -> str:
    code = ord(sign)
    if code < 0x80:
        return _ASCII[code]
    if _is_in(code, _DROPPED):
        return ""
    return _SPELLED.get(sign) or (" " if _is_in(code, _NO_SIGNS) else sign)


class _Folded(dict[str, str]):
    """What stands for each sign that was met."""

    def __missing__(self, sign: str) -> str:
        found = self[sign] = folded(sign)
        return found


_signs = _Folded()
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
# Two passes of C code beat a look at each sign, of which most are ASCII: signs of ASCII that are no word signs.
_CHUNK = re.compile(r"[^\x00-&(-,/:-@\[-^`{-\x7f]+")
_CHAIN = re.compile(r"[^-_.']+(?:[-_.'][^-_.']+)*")
_PARTS = re.compile(r"[-_.']")
_CJK = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af]+")


def chunks(text: str) -> list[str]:
    """The text folded, cut where neither a word sign nor a joiner is; ``terms`` has the words of each."""
    if text.isascii():
        return text.translate(_ASCII).split()
    return _CHUNK.findall(_BEYOND_ASCII.sub(lambda found: _signs[found[0]], text).lower())


class _Terms(dict[str, tuple[str, ...]]):
    """The words of chunks that were met."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[chunk] = tuple(_terms(chunk))
        return found


terms: Final = _Terms()
"""The words of each chunk: ``terms[chunk]``."""


def _terms(chunk: str) -> list[str]:
    if chunk.isascii() and chunk.isalnum():
        return [chunk[:LONGEST]]
    found: list[str] = []
    for chain in _CHAIN.findall(chunk):
        parts = [part[:LONGEST] for part in _PARTS.split(chain)]
        for part in parts:
            found.extend(_words_of(part))
        if 1 < len(parts) <= _MOST_JOINED and not _CJK.search(chain):
            found.append("".join(parts)[:LONGEST])
    return found


def _words_of(part: str) -> list[str]:
    if part.isascii():
        return [part]
    found: list[str] = []
    place = 0
    for run in _CJK.finditer(part):
        if run.start() > place:
            found.append(part[place : run.start()])
        signs = run[0]
        found.extend([signs[number : number + 2] for number in range(len(signs) - 1)] or [signs])
        place = run.end()
    if place < len(part):
        found.append(part[place:])
    return found


def words(text: str) -> list[str]:
    """All words of a text in their order; the whole of a chain stands behind its parts."""
    return [term for chunk in chunks(text) for term in terms[chunk]]


def facet(label: str) -> str:
    """The value of a filter, such as ``tag:vision-language``: the parts of a label, joined by hyphens."""
    parts = [part for chunk in chunks(label) for part in _PARTS.split(chunk) if part]
    return "-".join(parts)[:LONGEST_FACET]
