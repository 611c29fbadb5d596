"""Texts cut at the limits of their places, with a remark where one is due; and whether there is anything to see."""

from __future__ import annotations

import re

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


# Printable as Python has it, and drawn as nothing: what Unicode lets programs ignore (DerivedCoreProperties.txt,
# Default_Ignorable_Code_Point) and has not among its controls, and the Braille pattern without dots.
_BLANK = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0100-\U000e01ef]"
)


def is_visible(text: str) -> bool:
    """Whether a reader sees anything of ``text``."""
    # Nearly every text starts like this, and a build asks a hundred times a paper.
    if "!" <= text[:1] <= "~":
        return True
    return any(sign.isprintable() and not sign.isspace() and not _BLANK.match(sign) for sign in text)
