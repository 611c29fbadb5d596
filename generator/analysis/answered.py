"""How groups of papers answer: those of a tag, a paper type, a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator import limits
from generator.analysis.asked import Asked
from generator.analysis.tally import Tally, tally
from generator.model import Outline, PaperSummary

FEW = 8
"""Of fewer papers than this a rate says little, which is said where one is shown."""

Pair = tuple[str, str]
"""A criterion: the key of its domain and its own."""
Answered = Mapping[Pair, Tally]
"""The answers of some papers to each criterion that any of them was asked."""


def tags(paper: PaperSummary) -> tuple[str, ...]:
    """The tags of a paper in whose lists it stands, each once."""
    return tuple(dict.fromkeys(paper.scan.tags[: limits.LISTED]))


def types(paper: PaperSummary) -> tuple[str, ...]:
    """The type of a paper, if its scan gives one."""
    return (paper.scan.paper_type,) if paper.scan.paper_type else ()


def answered(papers: Iterable[PaperSummary], shown: Asked | None = None) -> dict[Pair, Tally]:
    """The answers of each paper's newest scan to each criterion; those for a paper type are counted apart.

    Of the criteria, those that are ``shown``, ``None`` for all.
    """
    return _counted(papers, _Places(shown))


class _Places:
    """Where outlines have the criteria that are counted; each outline is gone through once, however many groups."""

    def __init__(self, shown: Asked | None) -> None:
        self._shown = shown
        self._found: dict[Outline, list[tuple[Pair, int]]] = {}

    def of(self, outline: Outline) -> list[tuple[Pair, int]]:
        """The criteria of an outline with their places."""
        found = self._found.get(outline)
        if found is None:
            pairs = [((domain, criterion), place) for place, (domain, criterion, _) in enumerate(outline.criteria)]
            shown = self._shown
            found = pairs if shown is None else [(pair, place) for pair, place in pairs if pair in shown]
            self._found[outline] = found
        return found


def _counted(papers: Iterable[PaperSummary], places: _Places) -> dict[Pair, Tally]:
    shapes: dict[Outline, list[str]] = defaultdict(list)
    for paper in papers:
        shapes[paper.scan.answers.outline].append(paper.scan.answers.letters)
    found: dict[Pair, Tally] = {}
    for outline, checklists in shapes.items():
        letters, step = "".join(checklists), len(outline.criteria)
        for pair, place in places.of(outline):
            own = tally(letters[place::step])
            known = found.get(pair)
            found[pair] = known + own if known else own
    return found


def by_group(
    papers: Sequence[PaperSummary], groups: Callable[[PaperSummary], Iterable[str]], shown: Asked
) -> dict[str, dict[Pair, Tally]]:
    """The answers of the largest groups, ``limits.GROUPS`` of them; the largest first, then by their names.

    Of the criteria, those that are ``shown``, as in ``by_year``: a scan may have thousands, and each of its tags too.
    """
    sizes = Counter([name for paper in papers for name in groups(paper)])
    first = sorted(sizes, key=lambda name: (-sizes[name], name))[: limits.GROUPS]
    members: dict[str, list[PaperSummary]] = {name: [] for name in first}
    for paper in papers:
        for name in groups(paper):
            if name in members:
                members[name].append(paper)
    places = _Places(shown)
    return {name: _counted(found, places) for name, found in members.items()}


def by_year(papers: Sequence[PaperSummary], shown: Asked) -> dict[int, dict[Pair, Tally]]:
    """The answers of each year, the newest first, papers without one last; ``limits.GROUPS`` years of them."""
    members: dict[int, list[PaperSummary]] = defaultdict(list)
    for paper in papers:
        members[paper.scan.year or 0].append(paper)
    newest = sorted(members, reverse=True)[: limits.GROUPS]
    places = _Places(shown)
    return {year: _counted(members[year], places) for year in newest}
