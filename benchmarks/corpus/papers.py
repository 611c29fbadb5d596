"""Invented papers: their names, titles, authors and identifiers, and which paper cites which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from benchmarks.corpus.draw import Draw
from benchmarks.corpus.people import People
from benchmarks.corpus.prose import Subject
from benchmarks.corpus.words import KINDS, NAMES, SYLLABLES, TITLES, Kind

CITED_PAPERS = 12
"""How many papers each paper cites on average."""
WELL_KNOWN = 200
"""So many papers outside of the corpus are cited by many; all others by one."""

FIRST_YEAR = 2018
_PAPERS_BY_YEAR = (4, 5, 7, 9, 12, 17, 23, 23)
"""How many of 100 papers appeared in each year from ``FIRST_YEAR`` on."""
_HUB_EVERY, _HUB_WITHIN = 40, 400
"""Each so-manieth paper is an early one that many of the next papers cite."""
_OLD_MONTHS = tuple(year * 100 + month for year in range(11, 15) for month in range(1, 13))
"""Months in which an arXiv id had four digits after its point."""
_CORPUS_NUMBERS, _FIRST_NUMBER = 15_991, 60_001
"""A prime: the number of arXiv numbers that papers of the corpus have, and the first of them.

No month of arXiv has come as far as half of that, so no link leads to a paper that somebody wrote.
"""
_OUTSIDE_NUMBERS, _FIRST_OUTSIDE, _FIRST_OLD = 7_993, 80_001, 9_601
"""A prime: how many arXiv numbers there are for papers outside of the corpus, and the first of both kinds."""


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
    is_scanned: bool
    """Whether the paper is one of the corpus."""

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
        self._people = People(seed)
        self._heads: dict[int, Head] = {}
        self._outside: dict[int, Head] = {}

    def kind(self, index: int) -> Kind:
        """The kind of paper ``index`` of the corpus."""
        kinds = list(KINDS.values())
        return Draw(self._seed, "kind", index).weighted(kinds, [kind.weight for kind in kinds])

    def subject(self, index: int) -> Subject:
        """What paper ``index`` of the corpus is about."""
        return Subject(Draw(self._seed, "subject", index), self._name(index))

    def head(self, index: int) -> Head:
        """Paper ``index`` of the corpus."""
        if index not in self._heads:
            draw = Draw(self._seed, "paper", index)
            place, lap = (index * 7_919 + self._start) % _CORPUS_NUMBERS, index // _CORPUS_NUMBERS
            month = self._month(place, lap, is_early=index % _HUB_EVERY == 0)
            arxiv_id = f"{month:04}.{_FIRST_NUMBER + place}" if draw.chance(0.9) else None
            doi: str | None = f"10.5555/{3_000_000 + index}.{month}"
            if arxiv_id and draw.chance(0.8):
                doi = f"10.48550/arXiv.{arxiv_id}" if draw.chance(0.4) else None
            name = self._name(index)
            title = _title(draw, name, self.kind(index).titles)
            self._heads[index] = Head(name, title, self._people.authors(index), month, arxiv_id, doi, True)
        return self._heads[index]

    def outside(self, index: int) -> Head:
        """Paper ``index`` of those outside of the corpus; the first ``WELL_KNOWN`` are cited by many."""
        if index not in self._outside:
            draw = Draw(self._seed, "outside", index)
            month = self._outside_month(index)
            number = str(_FIRST_OLD + index if _is_old(index) else _FIRST_OUTSIDE + index * 3_011 % _OUTSIDE_NUMBERS)
            arxiv_id = f"{month:04}.{number}" if draw.chance(0.8) else None
            doi = f"10.5555/{6_000_000 + index}" if draw.chance(0.15) else None
            name = _outside_name(index)
            title = _title(draw, name, draw.pick(list(KINDS.values())).titles)
            authors = tuple(self._people.guest("outside", index, number) for number in range(draw.skewed(1, 4)))
            self._outside[index] = Head(name, title, authors, month, arxiv_id, doi, False)
        return self._outside[index]

    def well_known(self, draw: Draw) -> Head:
        """One of the papers outside of the corpus that are cited by many, the first ones most."""
        return self.outside(draw.skewed(0, WELL_KNOWN - 1))

    def cited_by(self, index: int, count: int) -> list[Head]:
        """The ``count`` papers that paper ``index`` cites: a third are of the corpus, none of these is younger."""
        draw = Draw(self._seed, "cites", index)
        month = self.head(index).month
        earlier: dict[int, Head] = {}
        wanted = min(draw.between(1, 7), (count + 1) // 2)
        hubs = range(max(0, index - _HUB_WITHIN) // _HUB_EVERY * _HUB_EVERY, index, _HUB_EVERY)
        for _ in range(4 * wanted if index else 0):
            other = draw.pick(hubs) if hubs and draw.chance(0.15) else draw.below(index)
            if self.head(other).month <= month and len(earlier) < wanted:
                earlier[other] = self.head(other)
        first = WELL_KNOWN + index * 2 * CITED_PAPERS
        own = [number for number in range(first, first + 2 * CITED_PAPERS) if self._outside_month(number) <= month]
        outside: dict[int, Head] = {}
        while len(earlier) + len(outside) < count:
            number = own.pop() if own and draw.chance(0.6) else draw.skewed(0, WELL_KNOWN - 1)
            if self._outside_month(number) <= month:
                outside[number] = self.outside(number)
        return draw.sample([*earlier.values(), *outside.values()], count)

    def _outside_month(self, index: int) -> int:
        """The month of paper ``index`` of those outside of the corpus."""
        place, lap = index * 3_011 % _OUTSIDE_NUMBERS, index // _OUTSIDE_NUMBERS
        return _OLD_MONTHS[index % len(_OLD_MONTHS)] if _is_old(index) else self._month(place, lap)

    def _month(self, place: int, lap: int, is_early: bool = False) -> int:
        """A month for the arXiv number at ``place``, another one for each lap through the numbers."""
        draw = Draw(self._seed, "month", place)
        years = range(2) if is_early else range(len(_PAPERS_BY_YEAR))
        year = draw.weighted(years, [_PAPERS_BY_YEAR[number] for number in years])
        months = 12 * len(_PAPERS_BY_YEAR)
        number = (year * 12 + draw.below(12) + lap) % months
        return (FIRST_YEAR - 2000 + number // 12) * 100 + number % 12 + 1

    def _name(self, index: int) -> str:
        """The name in paper ``index`` of the corpus; no two are alike."""
        stems, ends, variants = NAMES["stems"] + NAMES["acronyms"], NAMES["ends"], NAMES["variants"]
        count = len(stems) * len(ends) * len(variants)
        lap, place = divmod(index, count)
        # 2,503 is a prime that does not divide the count, so each place comes once in a lap.
        place, stem = divmod((place * 2_503 + self._start) % count, len(stems))
        variant, end = divmod(place, len(ends))
        hyphen = "-" if stems[stem].isupper() else ""
        return f"{stems[stem]}{hyphen}{ends[end].title()}{variants[variant]}" + (f"-G{lap + 1}" if lap else "")


def _is_old(index: int) -> bool:
    """Whether paper ``index`` outside is older than any of the corpus: the first of these need works to cite."""
    return index < WELL_KNOWN and index % 3 == 0


def _title(draw: Draw, name: str, patterns: tuple[str, ...]) -> str:
    title = draw.pick(patterns).format(
        name=name,
        approach=draw.pick(TITLES["approaches"]),
        task=draw.pick(TITLES["tasks"]),
        quality=draw.pick(TITLES["qualities"]),
    )
    return re.sub(r"\bA (?=[AEIOU]|Honest)", "An ", title)


def _outside_name(index: int) -> str:
    """A word of three syllables; no two are alike, and none is a name of the corpus."""
    size = len(SYLLABLES)
    lap, place = divmod(index, size**3)
    # 7,907 is a prime that does not divide the number of words.
    place = place * 7_907 % size**3
    word = SYLLABLES[place % size] + SYLLABLES[place // size % size] + SYLLABLES[place // size**2]
    return word.title() + (f"-{lap + 1}" if lap else "")
