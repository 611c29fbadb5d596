"""How groups of papers answer: those of a tag, a paper type, a year."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from generator import limits
from generator.analysis.tally import Tally
from generator.model import Outline, PaperSummary

FEW = 8
"""Of fewer papers than this a rate says little, which is said where one is shown."""

Pair = tuple[str, str]
"""A criterion: the key of its domain and its own."""
Answered = Mapping[Pair, Tally]
"""The answers of some papers to each criterion that any of them was asked."""


def tags(paper: PaperSummary) -> tuple[str, ...]:
    """The tags of a paper, each once, as many as its page shows."""
    return tuple(dict.fromkeys(paper.scan.tags[: limits.GROUPS]))


def types(paper: PaperSummary) -> tuple[str, ...]:
    """The type of a paper, if its scan gives one."""
    return (paper.scan.paper_type,) if paper.scan.paper_type else ()


def answered(papers: Iterable[PaperSummary]) -> dict[Pair, Tally]:
    """The answers of each paper's newest scan to each criterion; those for a paper type are counted apart."""
    shapes: dict[Outline, list[str]] = defaultdict(list)
    for paper in papers:
        shapes[paper.scan.answers.outline].append(paper.scan.answers.letters)
    found: dict[Pair, Tally] = {}
    for outline, checklists in shapes.items():
        for (domain, criterion, _), column in zip(outline.criteria, zip(*checklists, strict=True), strict=True):
            count = column.count
            own = Tally(count("y"), count("n"), count("a"), count("u"))
            known = found.get((domain, criterion))
            found[domain, criterion] = known + own if known else own
    return found


def by_group(
    papers: Sequence[PaperSummary], groups: Callable[[PaperSummary], Iterable[str]]
) -> dict[str, dict[Pair, Tally]]:
    """The answers of the largest groups, ``limits.GROUPS`` of them; the largest first, then by their names."""
    sizes = Counter([name for paper in papers for name in groups(paper)])
    first = sorted(sizes, key=lambda name: (-sizes[name], name))[: limits.GROUPS]
    members: dict[str, list[PaperSummary]] = {name: [] for name in first}
    for paper in papers:
        for name in groups(paper):
            if name in members:
                members[name].append(paper)
    return {name: answered(found) for name, found in members.items()}


def by_year(papers: Sequence[PaperSummary]) -> dict[int, dict[Pair, Tally]]:
    """The answers of each year, the newest first, papers without one last; ``limits.GROUPS`` years of them."""
    members: dict[int, list[PaperSummary]] = defaultdict(list)
    for paper in papers:
        members[paper.scan.year or 0].append(paper)
    newest = sorted(members, reverse=True)[: limits.GROUPS]
    return {year: answered(members[year]) for year in newest}
