"""What can be cited, in whatever format: works and the names of people."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from generator import limits
from generator.render.escape import clean
from generator.shorten import first


class Kind(StrEnum):
    """The kinds of works: a paper, a page of the web, a report that is published as one."""

    PAPER = "paper"
    PAGE = "page"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Work:
    """A work. ``key`` names it within a file: ASCII letters, digits and ``-./_``.

    ``date`` is ``YYYY-MM-DD`` or empty, and counts before ``year``. ``doi``, ``arxiv`` and ``url`` are checked ones,
    the address with what is not fit for one quoted. ``group`` is an organisation that is the author where no people
    are, and is never taken apart. All other fields are texts of any content.
    """

    key: str
    kind: Kind
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    date: str = ""
    venue: str = ""
    publisher: str = ""
    doi: str = ""
    arxiv: str = ""
    url: str = ""
    note: str = ""
    group: str = ""

    @property
    def of_year(self) -> str:
        """The year as text, empty where it is not known."""
        return self.date[:4] or ("" if self.year is None else str(self.year))


class Writer(NamedTuple):
    """A format: how a work stands in a file, and what stands before the first, between two and after the last."""

    work: Callable[[Work], str]
    before: str = ""
    between: str = ""
    after: str = ""

    def __call__(self, works: Iterable[Work]) -> bytes:
        """The works as a file."""
        return self.part(works, is_first=True) + self.after.encode()

    def part(self, works: Iterable[Work], *, is_first: bool) -> bytes:
        """Some works as they stand in a file: at its beginning, or behind others."""
        return f"{self.before if is_first else self.between}{self.between.join(map(self.work, works))}".encode()


class Name(NamedTuple):
    """A person's name in its parts; one that cannot be taken apart is ``family`` alone and ``is_whole``."""

    family: str
    given: str = ""
    suffix: str = ""
    is_whole: bool = False


_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.I)
_GROUP = re.compile(
    r"\d|[^\w\s.,'’‐-]|\b(?:and|team|group|consortium|collaboration|laborator(?:y|ies)|institute|university|inc|al)\b",
    re.I,
)
"""What no person's name has: signs, digits, words of groups."""
_LONGEST_NAME = 100


def plain(text: str) -> str:
    """A text on one line without controls and halves of characters, cut at ``limits.FIELD`` characters."""
    return clean(text if len(text) <= limits.FIELD else first(text, limits.FIELD))


@lru_cache(maxsize=1 << 14)
def name(text: str) -> Name:
    """A name in its parts: ``Ida van der Sand`` and ``van der Sand, Ida`` have the family name ``van der Sand``.

    Names of groups, of a single word, or in scripts that do not part the words stay whole.
    """
    whole = plain(text)
    if len(whole) > _LONGEST_NAME or _GROUP.search(whole):
        return Name(whole, is_whole=True)
    family, comma, rest = whole.partition(",")
    if comma:
        given = rest.strip()
        family = family.strip()
        if not family or not given or "," in given:
            return Name(whole, is_whole=True)
        return Name(family, given)
    words = whole.split(" ")
    suffix = words.pop() if len(words) > 2 and _SUFFIX.fullmatch(words[-1]) else ""
    start = len(words) - 1
    # "de la Cruz": what is written small before the last word belongs to it.
    while start > 1 and words[start - 1].islower():
        start -= 1
    if start < 1:
        return Name(whole, is_whole=True)
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)


def people(work: Work) -> tuple[tuple[Name, ...], bool]:
    """The authors, at most ``limits.ROWS`` of them, and whether there are others."""
    shown = [name(author) for author in work.authors[: limits.ROWS]]
    if not shown:
        shown = [Name(plain(work.group), is_whole=True)]
    return tuple([item for item in shown if item.family]), len(work.authors) > limits.ROWS
