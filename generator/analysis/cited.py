"""The works that papers here cite: those that are scanned here, and those that are not yet.

A work is known by its arXiv id or DOI; identifiers that stand in one reference are of one work. Without an identifier
it is known by its title (letters and digits compared). A title also joins references that have no two identifiers of
one kind: one with an arXiv id, one with a DOI, one with the title alone. Where it would join two arXiv ids, titles
only coincide, and what has the title alone stays apart. Which references lead to papers here, ``linking.citations``
decides.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from generator import limits
from generator.identify import normalised_title
from generator.linking import Citations
from generator.model import Identifier, IdentifierKind, PaperSummary, ReferenceSummary, ReportSummary


@dataclass(frozen=True, slots=True)
class Work:
    """A work that papers here cite.

    ``key`` tells it from all others: the kind of identifier and the identifier, or ``title`` and the title that is
    compared; ``paper`` and the location for one that is scanned here, and then ``paper`` is the location, too.
    ``title`` is as most references have it, or as its scan has it. ``papers`` and ``reports`` are the locations of
    all that cites it, each once and in order.
    """

    key: tuple[str, str]
    title: str
    identifiers: tuple[Identifier, ...]
    paper: str
    papers: tuple[str, ...]
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """The works, the most cited by papers first; then the most cited by syntheses; then by title.

    ``scanned`` are all that are scanned here. ``others`` are those that two papers or more cite, and as many of those
    that one paper cites as there is room for; ``rest`` is how many more one paper cites.
    """

    scanned: tuple[Work, ...] = ()
    others: tuple[Work, ...] = ()
    rest: int = 0


def cited(papers: Sequence[PaperSummary], reports: Sequence[ReportSummary], citations: Citations, room: int) -> Cited:
    """The works that papers cite; ``room`` is how many others there should at least be, where there are so many.

    The newest scan of each paper counts. What only syntheses cite is not among them.
    """
    names = {paper.location: paper.scan.title for paper in papers}
    own = {paper.location: paper.identifiers for paper in papers}
    scanned = [
        Work(
            ("paper", place), names[place], tuple(sorted(own[place])), place, citing,
            citations.by_syntheses.get(place, ()),
        )
        for place, citing in citations.by_papers.items()
    ]  # fmt: skip
    found = _Works()
    aside = citations.targets.keys() | citations.aside
    for paper in papers:
        found.add(paper.location, paper.scan.references[: limits.CITED], aside)
    found.end_of_papers()
    for item in reports:
        found.add(item.location, item.synthesis.references, aside)
    others, rest = found.works(room)
    return Cited(tuple(sorted(scanned, key=by_citations)), tuple(others), rest)


def by_citations(work: Work) -> tuple[int, int, str, tuple[str, str]]:
    """Orders works: the most cited by papers first, then by syntheses, then by title."""
    return (-len(work.papers), -len(work.reports), normalised_title(work.title), work.key)


_KINDS = {kind: 1 << number for number, kind in enumerate(IdentifierKind)}


class _Works:
    """Finds out which references are of one work; a number stands for each identifier, and for each title alone."""

    def __init__(self) -> None:
        self._alike: dict[tuple[str, ...], int] = {}
        self._parents: list[int] = []
        self._kinds: list[int] = []
        """The kinds of identifiers of a work, a bit each."""
        self._identifiers: dict[Identifier, int] = {}
        self._alone: dict[str, int] = {}
        self._titled: dict[str, int] = {}
        """What was the first to have a title."""
        self._also: dict[str, set[int]] = defaultdict(set)
        """What else has the title."""
        self._holders: list[tuple[str, Sequence[ReferenceSummary]]] = []
        self._numbers = array("q")
        """The work of each reference, or -1, over all holders one after the other."""
        self._papers = 0

    def add(self, holder: str, references: Sequence[ReferenceSummary], aside: Iterable[tuple[str, int]]) -> None:
        """Take in the references of a paper or a report, but for those ``aside``."""
        self._holders.append((holder, references))
        self._numbers.extend(
            [
                -1 if (holder, number) in aside else self._number(reference)
                for number, reference in enumerate(references)
            ]
        )

    def end_of_papers(self) -> None:
        """What was added until now are papers, and what follows are reports."""
        self._papers = len(self._holders)

    def _number(self, reference: ReferenceSummary) -> int:
        """What stands for the work of a reference, -1 where nothing says which it is. Many are the same."""
        alike = (reference.title, *[item.value for item in reference.identifiers])
        number = self._alike.get(alike)
        if number is None:
            number = self._alike[alike] = self._find(reference)
        return number

    def _find(self, reference: ReferenceSummary) -> int:
        title = normalised_title(reference.title) if reference.title else ""
        if not reference.identifiers:
            if not title:
                return -1
            number = self._alone.get(title)
            if number is None:
                number = self._alone[title] = self._new(0)
        else:
            number = self._of(reference.identifiers[0])
            for identifier in reference.identifiers[1:]:
                self._join(number, self._of(identifier))
        if title and self._titled.setdefault(title, number) != number:
            self._also[title].add(number)
        return number

    def _of(self, identifier: Identifier) -> int:
        number = self._identifiers.get(identifier)
        if number is None:
            number = self._identifiers[identifier] = self._new(_KINDS[identifier.kind])
        return number

    def _new(self, kinds: int) -> int:
        self._parents.append(len(self._parents))
        self._kinds.append(kinds)
        return len(self._parents) - 1

    def _root(self, number: int) -> int:
        parents = self._parents
        while parents[number] != number:
            parents[number] = number = parents[parents[number]]
        return number

    def _join(self, one: int, other: int) -> None:
        one, other = sorted((self._root(one), self._root(other)))
        if one != other:
            self._parents[other] = one
            self._kinds[one] |= self._kinds[other]

    def _join_titles(self) -> None:
        """Join what has a title in common, in the order of titles, where no kind of identifier is there twice."""
        for title in sorted(self._also):
            first, *others = sorted({self._root(number) for number in (self._titled[title], *self._also[title])})
            kinds = [self._kinds[number] for number in (first, *others)]
            if sum(kinds).bit_count() == sum(kind.bit_count() for kind in kinds):
                for other in others:
                    self._join(first, other)

    def works(self, room: int) -> tuple[list[Work], int]:
        """The works that two papers cite or more, filled up to ``room``, and how many are left, of one paper each."""
        self._join_titles()
        first: dict[int, int] = {}
        more: dict[int, list[int]] = {}
        reports: dict[int, list[int]] = defaultdict(list)
        for holder, number, _ in self._references():
            if holder >= self._papers:
                if number in first and reports[number][-1:] != [holder]:
                    reports[number].append(holder)
            elif first.setdefault(number, holder) != holder:
                citing = more.setdefault(number, [])
                if citing[-1:] != [holder]:
                    citing.append(holder)
        once = first.keys() - more.keys()
        wanted = more.keys() | (once if len(more) < room else frozenset())
        titles: dict[int, list[str]] = defaultdict(list)
        identifiers: dict[int, set[Identifier]] = defaultdict(set)
        for _, number, reference in self._references():
            if number in wanted:
                titles[number].append(reference.title)
                identifiers[number].update(reference.identifiers)
        names = [holder for holder, _ in self._holders]

        def work(number: int) -> Work:
            known = tuple(sorted(identifiers[number]))
            title = _usual(titles[number])
            return Work(
                (known[0].kind.value, known[0].value) if known else ("title", normalised_title(title)),
                title,
                known,
                "",
                tuple([names[holder] for holder in (first[number], *more.get(number, ()))]),
                tuple([names[holder] for holder in reports.get(number, ())]),
            )

        found = sorted(map(work, more), key=by_citations)
        if len(found) < room:
            found += nsmallest(room - len(found), map(work, once), key=by_citations)
        return found, len(more) + len(once) - len(found)

    def _references(self) -> Iterable[tuple[int, int, ReferenceSummary]]:
        """Each reference that is of a work: the number of its holder, the work, the reference."""
        numbers = iter(self._numbers)
        for holder, (_, references) in enumerate(self._holders):
            for reference, number in zip(references, numbers, strict=False):
                if number >= 0:
                    yield holder, self._root(number), reference


def _usual(titles: Sequence[str]) -> str:
    """The title that most references have, the first in the alphabet of several; none only where all have none."""
    if titles.count(titles[0]) == len(titles):
        return titles[0]
    counts = Counter(titles)
    return min(counts, key=lambda title: (not title, -counts[title], title))
