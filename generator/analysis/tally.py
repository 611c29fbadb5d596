"""Counts of answers. A rate is always given with what it is a rate of: not applicable never counts as no."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, pairwise

from generator.model import Answers, ClaimSummary, Outline, SupportLevel


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


def tally(letters: str) -> Tally:
    """Count the answers of a checklist, given as the letters of ``Answers``."""
    return Tally(letters.count("y"), letters.count("n"), letters.count("a"), letters.count("u"))


def by_domain(answers: Answers) -> dict[str, Tally]:
    """The answers of each domain of one checklist, in the order of the page."""
    return {key: tally(answers.letters[start:end]) for key, start, end in _stretches(answers.outline)}


def over_domains(checklists: Iterable[Answers], shown: Container[str]) -> dict[str, Tally]:
    """The answers of each of these domains over several checklists, in the order of the pages that list them."""
    letters: dict[Outline, list[str]] = {}
    for answers in checklists:
        letters.setdefault(answers.outline, []).append(answers.letters)
    found: dict[str, Tally] = {}
    for outline, several in letters.items():
        for key, start, end in _stretches(outline):
            if key in shown:
                found[key] = found.get(key, Tally()) + tally("".join([letters[start:end] for letters in several]))
    return found


@lru_cache(maxsize=1 << 10)
def _stretches(outline: Outline) -> tuple[tuple[str, int, int], ...]:
    """Each domain of an outline, and from where to where its criteria are listed, which is one after the other."""
    counts = Counter([domain for domain, _, _ in outline.criteria])
    ends = accumulate([counts[key] for key, _ in outline.domains], initial=0)
    return tuple([(key, start, end) for (key, _), (start, end) in zip(outline.domains, pairwise(ends), strict=True)])


def support_counts(claims: Iterable[ClaimSummary]) -> tuple[tuple[SupportLevel, int], ...]:
    """The claims by support level, strongest first, levels that do not occur left out."""
    counts = Counter(claim.support for claim in claims)
    return tuple((level, counts[level]) for level in SupportLevel if counts[level])
