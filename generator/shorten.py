"""Texts cut at the limits of their places, with a remark where one is due."""

from __future__ import annotations

from generator import limits

CUT = "[cut off here; the raw file has the whole text]"
"""Stands at the end of a text that a page does not show whole."""


def short_title(title: str) -> str:
    """A title where it is one among others, cut at ``limits.TITLE`` characters."""
    return title if len(title) <= limits.TITLE else f"{title[: limits.TITLE].rstrip()}…"


def headline(text: str) -> str:
    """A heading, cut at ``limits.HEADING`` characters."""
    return text if len(text) <= limits.HEADING else f"{text[: limits.HEADING].rstrip()} … {CUT}"


def short_word(word: str) -> str:
    """A verdict or another word of an input's own, cut at ``limits.TITLE`` characters with a remark."""
    return word if len(word) <= limits.TITLE else f"{word[: limits.TITLE].rstrip()}… {CUT}"


def first(text: str, most: int) -> str:
    """A text, or its first ``most`` characters and an ellipsis."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"
