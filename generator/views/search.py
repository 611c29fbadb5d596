"""What the search finds of a page; each page type makes its own entries."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Title and text as plain text, and the anchor on the page, ``""`` for the page as a whole."""

    anchor: str
    title: str
    text: str = ""
