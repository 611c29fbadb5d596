"""Invented papers: their names, titles, authors and identifiers, and which paper cites which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from benchmarks.prose import Draw
from benchmarks.words import NAMES, SYLLABLES, TITLES

CITED_PAPERS = 12
"""How many papers each paper cites."""
WELL_KNOWN = 200
"""So many papers outside of the corpus are cited by many; all others by one."""

_MOST_AUTHORS = 40
_MONTHS = tuple(year * 100 + month for year in range(18, 26) for month in range(1, 13))
_OLD_MONTHS = tuple(year * 100 + month for year in range(11, 15) for month in range(1, 13))
"""Months in which an arXiv id had four digits after its point."""
_CORPUS_NUMBERS = 15_991
"""A prime: papers of the corpus have the arXiv numbers 1 to this one, papers outside of it those above."""
_OUTSIDE_NUMBERS = 7_993
"""A prime: how many arXiv numbers there are for papers outside of the corpus."""


@dataclass(frozen=True, slots=True)
class Head:
    """What others know of a paper: enough to cite it."""

    name: str
    """The method or benchmark that the paper is about; its title says it too."""
    title: str
    authors: tuple[str, ...]
    month: int
    """Year and month, ``yymm`` as in an arXiv id."""
    arxiv_id: str | None
    doi: str | None

    @property
    def year(self) -> int:
        """The year with its century."""
        return 2000 + self.month // 100

    @property
    def slug(self) -> str:
        """A folder's name: the paper's name and year."""
        return f"{re.sub('[^a-z0-9]+', '-', self.name.lower())}-{self.year}"


class Papers:
    """The papers that belong to a seed: those of the corpus, and those outside that they cite."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._start = Draw(seed, "start").below(1_000_000)
        self._heads: dict[int, Head] = {}
        self._outside: dict[int, Head] = {}

    def head(self, index: int) -> Head:
        """Paper ``index`` of the corpus."""
        if index not in self._heads:
            draw = Draw(self._seed, "paper", index)
            place, lap = (index * 7_919 + self._start) % _CORPUS_NUMBERS, index // _CORPUS_NUMBERS
            number = place + 1
            old = number <= 9_999 and number % 23 == 0
            month = self._month(_OLD_MONTHS if old else _MONTHS, place, lap)
            arxiv_id = f"{month:04}.{number:0{4 if old else 5}}" if draw.chance(0.9) else None
            doi: str | None = f"10.5555/{3_000_000 + index}.{month}"
            if arxiv_id and draw.chance(0.8):
                doi = f"10.48550/arXiv.{arxiv_id}" if draw.chance(0.4) else None
            self._heads[index] = _head(draw, self._name(index), _MOST_AUTHORS, month, arxiv_id, doi)
        return self._heads[index]

    def outside(self, index: int) -> Head:
        """Paper ``index`` of those outside of the corpus; the first ``WELL_KNOWN`` are cited by many."""
        if index not in self._outside:
            draw = Draw(self._seed, "outside", index)
            place, lap = index * 3_011 % _OUTSIDE_NUMBERS, index // _OUTSIDE_NUMBERS
            month = self._month(_MONTHS, place, lap)
            arxiv_id = f"{month:04}.{place + _CORPUS_NUMBERS + 1:05}" if draw.chance(0.8) else None
            doi = f"10.5555/{6_000_000 + index}" if draw.chance(0.15) else None
            self._outside[index] = _head(draw, _outside_name(index), 4, month, arxiv_id, doi)
        return self._outside[index]

    def well_known(self, draw: Draw) -> Head:
        """One of the papers outside of the corpus that are cited by many."""
        return self.outside(draw.below(WELL_KNOWN))

    def cited_by(self, index: int) -> list[Head]:
        """The papers that paper ``index`` cites: a quarter are of the corpus, none of these is younger."""
        draw = Draw(self._seed, "cites", index)
        month = self.head(index).month
        earlier: dict[int, Head] = {}
        wanted = draw.between(1, 7)
        for _ in range(4 * wanted if index else 0):
            other = draw.below(index)
            if self.head(other).month <= month and len(earlier) < wanted:
                earlier[other] = self.head(other)
        first = WELL_KNOWN + index * CITED_PAPERS
        outside: dict[int, Head] = {}
        while len(earlier) + len(outside) < CITED_PAPERS:
            number = draw.below(WELL_KNOWN) if draw.chance(0.4) else first + len(outside)
            outside[number] = self.outside(number)
        return draw.sample([*earlier.values(), *outside.values()], CITED_PAPERS)

    def _month(self, months: tuple[int, ...], place: int, lap: int) -> int:
        """A month for the arXiv number at ``place``, another one for each lap through the numbers."""
        return months[(Draw(self._seed, "month", place).below(len(months)) + lap) % len(months)]

    def _name(self, index: int) -> str:
        """The name in paper ``index`` of the corpus; no two are alike."""
        stems, ends, variants = NAMES["stems"] + NAMES["acronyms"], NAMES["ends"], NAMES["variants"]
        count = len(stems) * len(ends) * len(variants)
        lap, place = divmod(index, count)
        # 2,503 is a prime that does not divide the count, so each place comes once in a lap.
        place, stem = divmod((place * 2_503 + self._start) % count, len(stems))
        variant, end = divmod(place, len(ends))
        acronym = stems[stem].isupper()
        name = f"{stems[stem]}-{ends[end].title()}" if acronym else stems[stem] + ends[end]
        return name + variants[variant] + (f"-G{lap + 1}" if lap else "")


def _head(draw: Draw, name: str, most_authors: int, month: int, arxiv_id: str | None, doi: str | None) -> Head:
    title = draw.pick(TITLES["patterns"]).format(
        name=name,
        approach=draw.pick(TITLES["approaches"]),
        task=draw.pick(TITLES["tasks"]),
        quality=draw.pick(TITLES["qualities"]),
    )
    authors = tuple(_person(draw) for _ in range(draw.skewed(1, most_authors)))
    return Head(name, title, authors, month, arxiv_id, doi)


def _outside_name(index: int) -> str:
    """A word of three syllables; no two are alike, and none is a name of the corpus."""
    size = len(SYLLABLES)
    lap, place = divmod(index, size**3)
    # 7,907 is a prime that does not divide the number of words.
    place = place * 7_907 % size**3
    word = SYLLABLES[place % size] + SYLLABLES[place // size % size] + SYLLABLES[place // size**2]
    return word.title() + (f"-{lap + 1}" if lap else "")


def _person(draw: Draw) -> str:
    """An invented author's name, some with initials or particles."""
    given = draw.pick(NAMES["given"])
    if draw.chance(0.15):
        given = f"{given[0]}."
    middle = f"{draw.pick('ABDEGKLMOST')}. " if draw.chance(0.15) else ""
    particle = draw.pick(NAMES["family_particles"]) if draw.chance(0.05) else ""
    return f"{given} {middle}{particle}{draw.pick(NAMES['family_heads'])}{draw.pick(NAMES['family_tails'])}"
