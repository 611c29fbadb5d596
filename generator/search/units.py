"""What the search finds: units, which are pages, and the entries of each."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

SEGMENT: Final = 96
"""Units of a segment: about as many there are, where they are spread evenly."""
ROOM: Final = 256
"""Ids of units in a segment."""


class Criterion(NamedTuple):
    """A criterion: its id (``domain/key``), title and question, and whether the vocabulary knows it."""

    id: str
    title: str
    question: str
    is_known: bool


class Entry(NamedTuple):
    """Something with an anchor of its own on a page; the entry with the anchor ``""`` is the page as a whole.

    ``kind`` is what it is and ``verdict`` a normalised word of the vocabulary, empty where it has none. Where it is
    the answer to a ``criterion`` (a page answers each once), the words of that criterion's title and question are
    known from there, and the title here counts for nothing.
    """

    kind: str
    anchor: str
    title: str
    text: str = ""
    verdict: str = ""
    criterion: Criterion | None = None


class Unit(NamedTuple):
    """A page: its address below the site, what it is, and its entries.

    ``authors`` are in short, for a hit; ``year`` is 0 where there is none. ``facets`` are filters: of each its kind,
    the label and another name for it or ``""``: ``("tag", "Vision and language", "vision-language")``. The page is
    found by the words of other names, which no hit shows.
    """

    address: str
    kind: str
    title: str
    entries: tuple[Entry, ...]
    year: int = 0
    venue: str = ""
    authors: str = ""
    facets: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Places:
    """Which unit is where: the addresses of each segment in their order."""

    segments: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, addresses: Iterable[str]) -> Places:
        """Units are spread by the CRC-32 of their addresses, over a power of two of segments."""
        hashed = sorted((address, zlib.crc32(address.encode("utf-8", "surrogatepass"))) for address in addresses)
        count = 1
        while count * SEGMENT < len(hashed):
            count *= 2
        while True:
            found: list[list[str]] = [[] for _ in range(count)]
            for address, number in hashed:
                found[number % count].append(address)
            # Beyond that many segments, whoever wrote these addresses meant them to be in one.
            if max(map(len, found)) <= ROOM:
                return cls(tuple(map(tuple, found)))
            count *= 2

    @property
    def ids(self) -> Mapping[str, int]:
        """The id of each unit by its address."""
        return {
            address: number * ROOM + rank
            for number, addresses in enumerate(self.segments)
            for rank, address in enumerate(addresses)
        }
