"""A literature synthesis: a question, claims with a verdict and a confidence, references."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from generator.model.common import Extra, Reference, Source


class Verdict(StrEnum):
    """Whether the report says that it verified a claim. ``OTHER`` is a word of the input's own."""

    VERIFIED = "verified"
    NOT_VERIFIED = "not_verified"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Confidence:
    """A confidence (0 to 1), as a number where it is one and always as the input writes it (``0.20``)."""

    value: float | None
    stated: str


@dataclass(frozen=True, slots=True)
class SynthesisClaim:
    """A claim of the report. ``cut_off`` says that its text ends in the middle of a sentence."""

    text: str
    verdict: Verdict
    confidence: Confidence
    stated_verdict: str = ""
    cut_off: bool = False
    tail: str = ""
    """A fragment that the input has on a row of its own after the claim, broken over two pages."""
    extras: tuple[Extra, ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the report's prose, its heading as it stands (``1 Introduction``)."""

    heading: str
    paragraphs: tuple[str, ...]
    pointer: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class StatedFigures:
    """What the report says of itself, as written; empty where it does not say. ``score`` is out of ``score_of``.

    ``peer_reviewed`` is whether it calls its papers so, and ``None`` where it says nothing about it.
    """

    papers: str = ""
    claims: str = ""
    verified: str = ""
    score: str = ""
    score_of: str = "10"
    peer_reviewed: bool | None = None


@dataclass(frozen=True, slots=True)
class QualityDimension:
    """One of the publisher's quality dimensions: a level, a score and what they rest on, each as written."""

    key: str
    level: str
    score: str = ""
    basis: str = ""
    extras: tuple[Extra, ...] = ()


@dataclass(frozen=True, slots=True)
class Correction:
    """A dated event in the report's correction record. ``iso_date`` is ``YYYY-MM-DD`` where ``date`` is one."""

    date: str
    text: str
    extras: tuple[Extra, ...] = ()
    iso_date: str = ""


@dataclass(frozen=True, slots=True)
class Synthesis:
    """One synthesis report. ``date`` is as written, ``iso_date`` the same as ``YYYY-MM-DD`` where it is one."""

    source: Source
    title: str
    publisher: str = ""
    date: str = ""
    iso_date: str = ""
    question: str = ""
    examines: str = ""
    figures: StatedFigures = StatedFigures()
    sections: tuple[Section, ...] = ()
    claims_heading: str = ""
    claims: tuple[SynthesisClaim, ...] = ()
    references: tuple[Reference, ...] = ()
    tier: str = ""
    verification_level: str = ""
    gate: str = ""
    dimensions: tuple[QualityDimension, ...] = ()
    correction_state: str = ""
    corrections: tuple[Correction, ...] = ()
    extras: tuple[Extra, ...] = ()
    signs: int = 0
    """How many signs the file has that Markdown may have to escape."""
