"""When two spellings are of one venue, or of one author: keys that are equal then, and only then.

The rules are few and on the side of care: what is folded wrongly hides a paper under another name, what is not folded
stands in the list twice. Pages show which spellings were folded.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from generator.identify import folded, normalised
from generator.vocabulary import load

AUTHOR_RULE = (
    "Names are the same where they differ in case, accents, punctuation and spaces alone. Initials are not taken for "
    "the names that they may stand for."
)
VENUE_RULE = (
    "Venues are the same where they differ in case, accents, punctuation, years and other numbers, small words, "
    "“Proceedings of” and well-known abbreviations alone."
)

_REMEMBERED = 1 << 15


def author_key(name: str) -> str:
    """What the spellings of one author's name have in common; empty for a name without any letter."""
    return folded(name)


# An arXiv id and a class of arXiv, a year with or without its century, an ordinal.
_ARXIV_ID = re.compile(r"\d{4}\.\d{4,5}(?:v\d{1,2})?", re.ASCII)
_ARXIV_CLASS = re.compile(r"\b(?:cs|stat|math|eess|econ|q-bio|q-fin)\.[a-z]{2}\b", re.ASCII | re.I)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|['\u2018\u2019]\d\d(?!\d)", re.ASCII)
_ORDINAL = re.compile(r"\b\d{1,4}(?:st|nd|rd|th)\b", re.ASCII | re.I)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{0,300})[)\]]")
_SMALL = frozenset({"a", "an", "and", "at", "for", "in", "of", "on", "the", "to"})
_PRESENTATION = frozenset(
    {"oral", "poster", "spotlight", "preprint", "accepted", "main", "main track", "main conference"}
)
_NUMBERING = frozenset({"vol", "volume", "no", "number", "issue", "pp", "pages"})


@lru_cache(maxsize=_REMEMBERED)
def venue_key(name: str) -> str:
    """What the spellings of one venue have in common; empty for a name without any letter."""
    known = _known_venues()
    whole = _venue_words(name)
    if whole in known:
        return known[whole]
    # "Journal of Sand (JOS)": what stands in brackets says nothing that the words do not. "ICML (Workshop)" does.
    bare = _BRACKETS.sub(" ", name)
    outside = _venue_words(bare)
    key = known.get(outside, outside)
    if key != whole and all(_says_nothing(inside, bare, key) for inside in _BRACKETS.findall(name)):
        return key
    return whole or normalised(name)


def _says_nothing(inside: str, bare: str, key: str) -> bool:
    words = _venue_words(inside)
    return (
        not words or words in _PRESENTATION or _known_venues().get(words) == key
        or _is_abbreviation(words, folded(undated(bare)))
    )  # fmt: skip


def venue_title(key: str) -> str:
    """The usual name of a well-known venue, empty where the vocabulary has none for it."""
    return _usual_names().get(key, "")


def undated(name: str) -> str:
    """The name of a venue without the year, as it is shown: ``ICSE '24`` is ``ICSE``."""
    return " ".join(_BRACKETS.sub(_kept, _YEAR.sub(" ", name)).split()).strip(" ,;:-\u2013\u2014@") or name


def _kept(brackets: re.Match[str]) -> str:
    """Brackets with what stands in them, nothing where that is nothing any more."""
    inside = " ".join(brackets[1].split())
    return f"{brackets[0][0]}{inside}{brackets[0][-1]}" if inside else ""


def _venue_words(name: str) -> str:
    """The words of a venue's name that tell it from others."""
    text = _ORDINAL.sub(" ", _YEAR.sub(" ", _ARXIV_CLASS.sub(" ", _ARXIV_ID.sub(" ", name))))
    whole = load().venue_words
    words = [whole.get(word, word) for word in folded(text.replace("&", " and ")).split()]
    if words[:1] == ["in"]:
        words = words[1:]
    if words[:1] == ["the"]:
        words = words[1:]
    if words[:2] == ["proceedings", "of"] or (words[:1] == ["proceedings"] and len(words) > 1):
        words = words[1:]
    return " ".join(word for word in words if word not in _SMALL | _NUMBERING and not word.isdecimal())


def _is_abbreviation(short: str, words: str) -> bool:
    """Whether a word consists of the first letters of others, with small ones or without them."""
    parts = words.split()
    every = "".join(part[0] for part in parts)
    return len(short) > 1 and short in {every, "".join(part[0] for part in parts if part not in _SMALL)}


@cache
def _known_venues() -> dict[str, str]:
    """From each name of a well-known venue to the key of its usual one."""
    return {
        _venue_words(other): _venue_words(name) for name, others in load().venues.items() for other in (*others, name)
    }


@cache
def _usual_names() -> dict[str, str]:
    return {_venue_words(name): name for name in load().venues}
