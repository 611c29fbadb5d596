"""The groups that papers can be browsed by: tag, module, type, year, venue, author."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from generator import limits
from generator.addresses import NOT_STATED
from generator.analysis.folding import author_key, undated, venue_key, venue_title
from generator.analysis.tally import Tally, over_domains, tally
from generator.model import PaperSummary, SupportLevel
from generator.vocabulary import load


@dataclass(frozen=True, slots=True)
class Group:
    """Papers that have something in common, in the order given.

    ``key`` is what they have in common, in the form that an address is made of. ``spellings`` are the ways in which
    their scans write it with the number of papers, the most common first; empty where there is only one.
    """

    key: str
    title: str
    about: str
    papers: tuple[PaperSummary, ...]
    spellings: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of some papers: answers, red flags, claims and those that are strong."""

    papers: int
    answers: Tally
    red_flags: int
    claims: int
    strong: int


def figures(papers: Sequence[PaperSummary]) -> Figures:
    """Count the newest scan of each paper."""
    return Figures(
        papers=len(papers),
        answers=tally("".join([paper.scan.answers.letters for paper in papers])),
        red_flags=sum([len(paper.scan.red_flags) for paper in papers]),
        claims=sum([len(paper.scan.claims) for paper in papers]),
        strong=sum([claim.support is SupportLevel.STRONG for paper in papers for claim in paper.scan.claims]),
    )


def domains(papers: Iterable[PaperSummary], shown: Container[str]) -> tuple[tuple[str, Tally], ...]:
    """The answers of each of these domains over the newest scan of each paper, in reading order."""
    found = over_domains((paper.scan.answers for paper in papers), shown)
    return tuple((key, found[key]) for key in sorted(found, key=load().domain_rank))


def by_tag(papers: Iterable[PaperSummary]) -> tuple[Group, ...]:
    """The papers of each methodology tag, the most common first."""
    return _by_term("methodology_tags", papers, lambda paper: paper.scan.tags[: limits.LISTED])


def by_module(papers: Iterable[PaperSummary]) -> tuple[Group, ...]:
    """The papers of each module, the most common first."""
    return _by_term("modules", papers, lambda paper: paper.scan.modules[: limits.LISTED])


def by_type(papers: Iterable[PaperSummary]) -> tuple[Group, ...]:
    """The papers of each type, the most common first."""
    return _by_term("paper_types", papers, lambda paper: [paper.scan.paper_type])


def by_year(papers: Iterable[PaperSummary]) -> tuple[Group, ...]:
    """The papers of each year, the newest first; those that state none come last."""
    found = _gathered(papers, lambda paper: [(NOT_STATED if paper.scan.year is None else str(paper.scan.year), "")])
    return tuple(
        Group(key, "Year not stated" if key == NOT_STATED else key, "", tuple(found[key].papers))
        for key in sorted(found, key=lambda key: (key == NOT_STATED, -int(key) if key != NOT_STATED else 0))
    )


def by_venue(papers: Iterable[PaperSummary]) -> tuple[Group, ...]:
    """The papers of each venue, the most common first; those that state none are in no group."""
    found = _gathered(papers, lambda paper: [(venue_key(paper.scan.venue), _tidy(paper.scan.venue))])

    def title(key: str, spellings: Counter[str]) -> str:
        shown: Counter[str] = Counter()
        for spelling, times in spellings.items():
            shown[undated(spelling)] += times
        return venue_title(key) or _in_order(shown)[0][0]

    return _commonest_first(_group(key, title(key, entry.spellings), entry) for key, entry in found.items())


def by_author(papers: Iterable[PaperSummary]) -> tuple[Group, ...]:
    """The papers of each author who has two or more, the most first."""

    def keys(paper: PaperSummary) -> list[tuple[str, str]]:
        return [(author_key(name), _tidy(name)) for name in paper.scan.authors[: limits.GROUPS]]

    found = _gathered(papers, keys)
    return _commonest_first(
        _group(key, _in_order(entry.spellings)[0][0], entry) for key, entry in found.items() if len(entry.papers) > 1
    )


def _tidy(text: str) -> str:
    return " ".join(text.split())


class _Entry:
    """What is gathered of a group."""

    __slots__ = ("papers", "spellings")

    def __init__(self) -> None:
        self.papers: list[PaperSummary] = []
        self.spellings: Counter[str] = Counter()


def _gathered(
    papers: Iterable[PaperSummary], keys: Callable[[PaperSummary], Iterable[tuple[str, str]]]
) -> dict[str, _Entry]:
    """The papers of each key that is not empty, and the spellings of it; each paper counts once."""
    found: dict[str, _Entry] = {}
    for paper in papers:
        # Where a paper has two spellings of one thing, the first counts.
        for key, spelling in dict(reversed(list(keys(paper)))).items():
            if key:
                entry = found.setdefault(key, _Entry())
                entry.papers.append(paper)
                entry.spellings[spelling] += 1
    return found


def _by_term(
    kind: str, papers: Iterable[PaperSummary], keys: Callable[[PaperSummary], Iterable[str]]
) -> tuple[Group, ...]:
    words = load()
    found = _gathered(papers, lambda paper: [(key, "") for key in keys(paper)])
    terms = {key: words.term(kind, key) for key in found}
    return _commonest_first(Group(key, terms[key].title, terms[key].about, tuple(found[key].papers)) for key in found)


def _group(key: str, title: str, entry: _Entry) -> Group:
    spellings = _in_order(entry.spellings)
    # Spaces in a key are hyphens in an address; a key has none of its own.
    return Group(
        key.replace(" ", "-"), title, "", tuple(entry.papers), tuple(spellings) if len(spellings) > 1 else ()
    )


def _in_order(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _commonest_first(groups: Iterator[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda group: (-len(group.papers), group.title.casefold(), group.key)))
