"""Counts. A rate is always given with what it is a rate of: not applicable never counts as no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model import Answer, Corpus, Criterion, Scan, SupportLevel


@dataclass(frozen=True, slots=True)
class Tally:
    """How many criteria have which answer. Applicable are those answered yes or no."""

    yes: int = 0
    no: int = 0
    not_applicable: int = 0
    unclear: int = 0

    @property
    def applicable(self) -> int:
        """The criteria that were answered yes or no."""
        return self.yes + self.no

    @property
    def total(self) -> int:
        """All criteria."""
        return self.applicable + self.not_applicable + self.unclear

    @property
    def percent(self) -> int | None:
        """Met of applicable, 0 to 100, rounded half up; ``None`` where nothing is applicable."""
        return (200 * self.yes + self.applicable) // (2 * self.applicable) if self.applicable else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.yes + other.yes,
            self.no + other.no,
            self.not_applicable + other.not_applicable,
            self.unclear + other.unclear,
        )


_COUNTED = (Answer.YES, Answer.NO, Answer.NOT_APPLICABLE, Answer.UNCLEAR)


def tally(criteria: Iterable[Criterion]) -> Tally:
    """Count the answers."""
    answers = [criterion.answer for criterion in criteria]
    return Tally(*[answers.count(answer) for answer in _COUNTED])


def support_counts(scan: Scan) -> tuple[tuple[SupportLevel, int], ...]:
    """The claims by support level, strongest first, levels that do not occur left out."""
    counts = Counter(claim.support for claim in scan.claims)
    return tuple((level, counts[level]) for level in SupportLevel if counts[level])


def by_criterion(corpus: Corpus) -> Mapping[tuple[str, str], Tally]:
    """The answers to each criterion over the current scans, keyed by (domain, criterion)."""
    counts = Counter(
        [
            (domain.key, criterion.key, criterion.answer)
            for paper in corpus.papers
            for domain in paper.scan.appraisal.domains
            for criterion in domain.counted
        ]
    )
    keys = dict.fromkeys((domain, criterion) for domain, criterion, _ in counts)
    return {key: Tally(*[counts[(*key, answer)] for answer in _COUNTED]) for key in keys}
