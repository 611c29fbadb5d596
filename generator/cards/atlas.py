"""The letters of cards, as ``benchmarks/atlas.py`` has drawn them; it says what the file holds."""

from __future__ import annotations

import json
import zlib
from functools import cache
from itertools import accumulate, islice
from pathlib import Path

_FILE = Path(__file__).with_name("atlas.bin")
_ENTRY = 5
_NOT_GREY = bytes([0, 5])
"""No ink, and full ink."""
MISSING = "\N{REPLACEMENT CHARACTER}"
"""Stands for a letter that is not there."""


class Letters:
    """The letters of one size. ``height`` is that of a line, in pixels."""

    def __init__(self, height: int, places: dict[str, int], table: bytes, starts: list[int], ink: bytes) -> None:
        """``places`` has the number of each letter in ``table``, and ``starts`` where its ink begins in ``ink``."""
        self.height = height
        self._places = places
        self._table = table
        self._starts = starts
        self._ink = ink
        self._rows: dict[str, tuple[bytes, ...]] = {}
        self._grey: dict[str, int] = {}
        widths = table[::_ENTRY]
        self.widths = {letter: widths[place] for letter, place in places.items()}
        """How many pixels each letter takes of a line."""

    def width(self, text: str) -> int:
        """How many pixels a text takes; letters that are not there count as ``MISSING``."""
        widths, missing = self.widths, self.widths[MISSING]
        return sum([widths.get(letter, missing) for letter in text])

    def rows(self, letter: str) -> tuple[bytes, ...]:
        """A letter, row by row from the top of the line: a byte a pixel, 0 where there is no ink."""
        found = self._rows.get(letter)
        if found is None:
            found = self._rows[letter] = self._drawn(letter if letter in self._places else MISSING)
        return found

    def grey(self, letter: str) -> int:
        """How many of its pixels are inked in part."""
        found = self._grey.get(letter)
        if found is None:
            found = self._grey[letter] = len(b"".join(self.rows(letter)).translate(None, _NOT_GREY))
        return found

    def _drawn(self, letter: str) -> tuple[bytes, ...]:
        place = self._places[letter]
        advance, left, top, width, height = self._table[place * _ENTRY : (place + 1) * _ENTRY]
        start, after = self._starts[place], bytes(advance - left - width)
        inked = [
            bytes(left) + self._ink[start + row * width : start + (row + 1) * width] + after for row in range(height)
        ]
        empty = bytes(advance)
        return (*[empty] * top, *inked, *[empty] * (self.height - top - height))


@cache
def load() -> dict[str, Letters]:
    """The sizes by their names: ``title``, ``text`` and ``small``."""
    line, _, rest = zlib.decompress(_FILE.read_bytes()).partition(b"\n")
    head = json.loads(line)
    places = {letter: number for number, letter in enumerate(head["characters"])}
    size = _ENTRY * len(places)
    ink = rest[size * len(head["sizes"]) :]
    found, start = {}, 0
    for number, (name, height) in enumerate(head["sizes"]):
        table = rest[number * size : (number + 1) * size]
        inked = [width * tall for width, tall in zip(table[3::_ENTRY], table[4::_ENTRY], strict=True)]
        starts = list(accumulate(inked, initial=start))
        start = starts[-1]
        found[name] = Letters(height, places, table, list(islice(starts, len(places))), ink)
    return found
