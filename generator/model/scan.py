"""A scan: one reader's record of one paper."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from generator.model.common import Extra, Identifier, Reference, Source


class Answer(StrEnum):
    """The answer to a criterion. ``UNCLEAR`` is a word that is none of the three; it counts as none of them."""

    YES = "yes"
    NO = "no"
    NOT_APPLICABLE = "not_applicable"
    UNCLEAR = "unclear"


class SupportLevel(StrEnum):
    """How well the paper's evidence supports a claim, strongest first. ``OTHER`` is a word of the input's own."""

    STRONG = "strong"
    MODERATE = "moderate"
    WEAK = "weak"
    UNSUPPORTED = "unsupported"
    OTHER = "other"


class Criterion(NamedTuple):
    """One question of the checklist with its answer.

    ``stated`` is the answer's own word where it is not one of the known ones. ``contradictory`` says that the
    input has ``answer: true`` although the criterion does not apply. ``rater`` names which reader answered.
    """

    key: str
    answer: Answer
    justification: str
    stated: str = ""
    contradictory: bool = False
    rater: str = ""
    extras: tuple[Extra, ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Domain:
    """A group of criteria. ``overall`` is an answer that the input gives to the group as a whole."""

    key: str
    criteria: tuple[Criterion, ...]
    overall: Criterion | None = None
    extras: tuple[Extra, ...] = ()
    pointer: str = ""

    @property
    def counted(self) -> tuple[Criterion, ...]:
        """The answers that count: the criteria, or the group's own answer where it has no criteria."""
        return self.criteria or ((self.overall,) if self.overall else ())


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A checklist, answered: domains in the order of the input."""

    domains: tuple[Domain, ...] = ()

    @property
    def counted(self) -> tuple[Criterion, ...]:
        """Every answer that counts, over all domains."""
        return tuple(criterion for domain in self.domains for criterion in domain.counted)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of the paper, the evidence the reader found for it, and how well the one supports the other."""

    text: str
    evidence: str
    support: SupportLevel
    stated_support: str = ""
    extras: tuple[Extra, ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class RedFlag:
    """Something that should make a reader careful."""

    name: str
    detail: str
    extras: tuple[Extra, ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class EngagementFactor:
    """A score for why a paper may draw attention (0 to 3), or none that is known."""

    key: str
    score: int | None
    justification: str
    extras: tuple[Extra, ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper's bibliographic record. ``identifiers`` are valid and normalised, ``stated`` as in the input."""

    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    identifiers: tuple[Identifier, ...] = ()
    stated: tuple[tuple[str, str], ...] = ()
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """One scan file. ``version`` is the input's own or, where it has none, the one that its form shows."""

    source: Source
    paper: Paper
    version: str
    rank: tuple[int, ...]
    """Orders the scans of one paper: the greatest is the newest."""
    appraisal: Appraisal = Appraisal()
    type_appraisal: Appraisal = Appraisal()
    paper_type: str = ""
    modules: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    key_findings: str = ""
    claims: tuple[Claim, ...] = ()
    red_flags: tuple[RedFlag, ...] = ()
    references: tuple[Reference, ...] = ()
    engagement: tuple[EngagementFactor, ...] = ()
    extras: tuple[Extra, ...] = ()
    module_places: tuple[int, ...] = ()
    tag_places: tuple[int, ...] = ()
    """Where the modules and the tags stand in their lists, from 0; empty where that is their own order."""
    signs: int = 0
    """How many signs the file has that Markdown may have to escape."""
    date: str = ""
    iso_date: str = ""
    """The day on which the paper was read: as written, and the same as ``YYYY-MM-DD`` where it is one."""
