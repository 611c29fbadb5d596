"""What the search finds of a page; each page type makes its own entries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from generator import limits
from generator.shorten import first, short_title


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Title and text as plain text, and the anchor on the page, ``""`` for the page as a whole."""

    anchor: str
    title: str
    text: str = ""

    @property
    def plain(self) -> tuple[str, str, str]:
        """The three of them, as they are remembered and handed on."""
        return self.anchor, self.title, self.text


def bounded(entries: Iterable[SearchEntry]) -> tuple[SearchEntry, ...]:
    """The first entries, each as long as an entry may be: the page that they lead to has the rest, or says where."""
    return tuple(
        [
            entry
            if len(entry.title) <= limits.TITLE and len(entry.text) <= limits.SEARCH_TEXT
            else SearchEntry(entry.anchor, short_title(entry.title), first(entry.text, limits.SEARCH_TEXT))
            for entry in islice(entries, limits.SEARCH_ENTRIES)
        ]
    )
