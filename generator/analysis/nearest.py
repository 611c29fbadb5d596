"""The papers that are nearest to each, by citations and by tags, modules and type: those to compare it with.

Whom a paper is compared with must not change with every other paper, since its page says it. So candidates are those
that cite it or that it cites, and in the list of each label, which is in the order of years and addresses, those just
before and after it. A paper that comes or goes is a candidate of few others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence

from generator import limits
from generator.model import PaperSummary

MOST = 4
"""Papers that are offered."""
_BESIDE = 3
"""Papers before and after one in a list that are its candidates."""
_CITED = 50
"""Papers that cite one, and those that it cites, of each as many as are candidates, in the order of addresses."""
_CITES = 3
"""For how many labels in common a citation counts."""


def nearest(papers: Iterable[PaperSummary], cited_by: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """The locations of at most ``MOST`` papers for each paper, the nearest first; papers without any lack.

    Of two that are as near, the one of the closer year comes first, then the one whose address does. ``cited_by`` are
    the papers that cite each one (``Citations.by_papers``).
    """
    ordered = sorted(papers, key=lambda paper: (paper.scan.year or 0, paper.location))
    years = {paper.location: paper.scan.year or 0 for paper in ordered}
    labels = {paper.location: _labels(paper) for paper in ordered}
    candidates: dict[str, set[str]] = {location: set() for location in labels}
    for listed in _lists(labels):
        for number, location in enumerate(listed):
            candidates[location].update(listed[max(0, number - _BESIDE) : number + _BESIDE + 1])
    cites = _cites(cited_by)
    found = {}
    for location, others in candidates.items():
        linked = {*cited_by.get(location, ())[:_CITED], *cites.get(location, ())[:_CITED]}
        own, year = labels[location], years[location]
        ranked = sorted(
            (-len(own & labels[other]) - (_CITES if other in linked else 0), abs(years[other] - year), other)
            for other in (others | linked) - {location}
        )
        if ranked:
            found[location] = tuple([other for _, _, other in ranked[:MOST]])
    return found


def _labels(paper: PaperSummary) -> frozenset[Hashable]:
    """Tags, modules and type of the newest scan, each told apart from the others."""
    scan = paper.scan
    return frozenset(
        [
            *(("tag", key) for key in scan.tags[: limits.LISTED]),
            *(("module", key) for key in scan.modules[: limits.LISTED]),
            *([("type", scan.paper_type)] if scan.paper_type else []),
        ]
    )


def _lists(labels: Mapping[str, frozenset[Hashable]]) -> Iterable[list[str]]:
    """The papers of each label, in the order given."""
    found: dict[Hashable, list[str]] = defaultdict(list)
    for location, own in labels.items():
        for label in own:
            found[label].append(location)
    return found.values()


def _cites(cited_by: Mapping[str, Sequence[str]]) -> Mapping[str, list[str]]:
    """The papers that each paper cites, in the order of addresses."""
    found: dict[str, list[str]] = defaultdict(list)
    for cited in sorted(cited_by):
        for location in cited_by[cited]:
            found[location].append(cited)
    return found
