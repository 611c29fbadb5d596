"""How papers answer: over all, by domain, by criterion."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.analysis.tally import Tally
from generator.model import Outline, PaperSummary


@dataclass(frozen=True, slots=True)
class Rates:
    """The answers of all current scans: over all, by domain, by (domain, criterion)."""

    over_all: Tally
    domains: Mapping[str, Tally]
    criteria: Mapping[tuple[str, str], Tally]


def rates(papers: Iterable[PaperSummary]) -> Rates:
    """Count the answers of each paper's newest scan; criteria of a paper type are counted apart, so not here."""
    counts: Counter[tuple[str, str, str]] = Counter()
    # Scans of one outline with the same answers are counted together, and outlines are few.
    outlines: dict[Outline, None] = {}
    for answers, times in Counter(paper.scan.answers for paper in papers).items():
        outlines[answers.outline] = None
        for (domain, criterion, _), letter in zip(answers.outline.criteria, answers.letters, strict=True):
            counts[domain, criterion, letter] += times
    criteria = {
        (domain, criterion): Tally(*[counts[domain, criterion, letter] for letter in "ynau"])
        for domain, criterion in dict.fromkeys((domain, criterion) for domain, criterion, _ in counts)
    }
    domains = {key: Tally() for outline in outlines for key, _ in outline.domains}
    for (domain, _), found in criteria.items():
        domains[domain] += found
    return Rates(sum(domains.values(), Tally()), domains, criteria)
