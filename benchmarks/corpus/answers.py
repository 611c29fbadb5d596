"""The answers of a scan: they differ by kind of paper, by year, by domain, and by how careful a paper is."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.corpus.draw import Draw
from benchmarks.corpus.prose import Prose
from benchmarks.corpus.words import DOMAINS, Criterion, Kind

YES, NO, NOT_APPLICABLE = "yes", "no", "na"

_MIDDLE = 2021.5
_CARE = 46
"""By how many of 100 criteria the most careful paper is above the average."""
_LEAST, _MOST = 3, 97
_ABSENT = 0.04
"""How often a single criterion does not apply although its domain does."""
_LENGTHS = (1, 1, 2, 2, 3, 3)
"""Sentences after the first of a justification; one of these at random."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and its reason."""

    value: str
    """``YES``, ``NO`` or ``NOT_APPLICABLE``."""
    justification: str


Checklist = dict[str, dict[str, Answer]]
"""Domain, criterion, answer."""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the answers of a paper depend on."""

    kind: Kind
    year: int
    care: float
    """-1 to 1."""
    modules: tuple[str, ...]
    small: bool
    """Whether few criteria are answered, with short reasons."""

    def met(self, domain: str, criterion: Criterion) -> float:
        """In how many of 100 such papers the criterion is met."""
        trend = criterion.trend * (self.year - _MIDDLE)
        met = criterion.met + trend + self.kind.shift.get(domain, 0) + self.care * _CARE
        return min(max(met, _LEAST), _MOST)


def answer_all(draw: Draw, prose: Prose, profile: Profile) -> Checklist:
    """The answers for a paper: all domains, and those of its modules."""
    found: Checklist = {}
    for key, domain in DOMAINS.items():
        if domain.is_module and key not in profile.modules:
            continue
        is_absent = draw.chance(profile.kind.absent.get(key, 0) / 100)
        criteria = domain.small if profile.small else tuple(domain.criteria)
        if criteria:
            found[key] = {
                name: _answer(draw, prose, profile, key, domain.criteria[name], is_absent) for name in criteria
            }
    return found


def justify(draw: Draw, prose: Prose, domain: str, subject: str, value: str, further: int) -> str:
    """Why the answer to what asks for ``subject`` is ``value``, in one sentence and ``further`` ones."""
    fixed = {"subject": subject}
    if value == NOT_APPLICABLE:
        fixed["area"] = prose.phrase(f"area {domain}")
    elif draw.chance(0.8):
        fixed["detail"] = prose.phrase(f"{'have' if value == YES else 'lack'} {domain}")
    return prose.paragraph(value, further, **fixed)


def _answer(
    draw: Draw, prose: Prose, profile: Profile, domain: str, criterion: Criterion, is_absent: bool
) -> Answer:  # fmt: skip
    if is_absent or draw.chance(_ABSENT):
        value = NOT_APPLICABLE
    else:
        value = YES if draw.chance(profile.met(domain, criterion) / 100) else NO
    further = 0 if profile.small or value == NOT_APPLICABLE else draw.pick(_LENGTHS)
    return Answer(value, justify(draw, prose, domain, criterion.subject, value, further))
