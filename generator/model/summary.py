"""What others may know of a scan or a synthesis: small enough to hold ten thousand of them in memory.

A summary is made once, when the file is read, and remembered by the file's digest. It also decides the anchors of
everything on the page, so that every page and file that links there uses the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.model.common import Identifier, Source
from generator.model.scan import SupportLevel
from generator.model.synthesis import Verdict


@dataclass(frozen=True, slots=True)
class Outline:
    """The criteria of a checklist and where they stand on the page.

    ``domains`` are (key, anchor), ``criteria`` are (domain, criterion, anchor) of every answer that counts, both in
    the order of the page. Most scans have one of a few outlines, so they share them.
    """

    domains: tuple[tuple[str, str], ...] = ()
    criteria: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Answers:
    """A checklist, answered: a letter of ``LETTERS`` for each of the outline's criteria."""

    outline: Outline = Outline()
    letters: str = ""


@dataclass(frozen=True, slots=True)
class ClaimSummary:
    """A claim of a paper, and its anchor on the scan's page."""

    anchor: str
    text: str
    support: SupportLevel


@dataclass(frozen=True, slots=True)
class RedFlagSummary:
    """A red flag, and its anchor on the scan's page."""

    anchor: str
    name: str


@dataclass(frozen=True, slots=True)
class ReferenceSummary:
    """An entry of a reference list: what it can be found by, its anchor on the page and its place in the file."""

    anchor: str
    title: str
    identifiers: tuple[Identifier, ...]
    pointer: str


@dataclass(frozen=True, slots=True)
class ScanSummary:
    """What others may know of a scan. ``names`` are those of ``generator.names``, in the form that is compared.

    ``version``, ``rank`` and ``iso_date`` are those of ``Scan``; ``factors`` are the anchors of its engagement
    factors. ``packed`` holds the first sentences of the justifications and then of the details of the red flags: see
    ``reasons``.
    """

    source: Source
    version: str
    rank: tuple[int, ...]
    title: str
    authors: tuple[str, ...]
    year: int | None
    venue: str
    identifiers: tuple[Identifier, ...]
    paper_type: str
    modules: tuple[str, ...]
    tags: tuple[str, ...]
    answers: Answers
    type_answers: Answers
    claims: tuple[ClaimSummary, ...]
    red_flags: tuple[RedFlagSummary, ...]
    references: tuple[ReferenceSummary, ...]
    factors: tuple[str, ...]
    names: tuple[str, ...]
    packed: str = ""
    iso_date: str = ""


@dataclass(frozen=True, slots=True)
class SynthesisClaimSummary:
    """A claim of a report with its verdict and its confidence as stated, and its anchor on the page."""

    anchor: str
    text: str
    verdict: Verdict
    confidence: str


@dataclass(frozen=True, slots=True)
class SynthesisSummary:
    """What others may know of a synthesis.

    ``names`` are those of ``generator.names``: the form that is compared, and the form that is shown. ``sections``
    and ``dimensions`` are the anchors of the report's sections and quality dimensions. ``score`` is as stated,
    ``gate`` and ``correction_state`` are the publisher's words.
    """

    source: Source
    title: str
    publisher: str
    date: str
    iso_date: str
    score: str
    gate: str
    correction_state: str
    claims: tuple[SynthesisClaimSummary, ...]
    references: tuple[ReferenceSummary, ...]
    sections: tuple[str, ...]
    dimensions: tuple[str, ...]
    names: tuple[tuple[str, str], ...]


class Reply(NamedTuple):
    """What the authors of a paper reply to its scan, as far as a page shows it, and whether that is not all."""

    text: str
    is_cut: bool


@dataclass(frozen=True, slots=True)
class PaperSummary:
    """The scans of one paper, the newest apart. ``location`` is the page's address, such as ``scans/a-b``."""

    location: str
    scan: ScanSummary
    earlier: tuple[ScanSummary, ...] = ()
    reply: Reply | None = None

    @property
    def scans(self) -> tuple[ScanSummary, ...]:
        """All scans of the paper, the newest first."""
        return (self.scan, *self.earlier)

    @property
    def identifiers(self) -> frozenset[Identifier]:
        """What any of the scans identifies the paper by."""
        return frozenset(identifier for scan in self.scans for identifier in scan.identifiers)


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """A synthesis and its page's address, such as ``syntheses/a-b``."""

    location: str
    synthesis: SynthesisSummary
