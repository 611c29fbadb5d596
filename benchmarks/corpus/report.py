"""Synthesis reports: their questions, the papers they cite and name, and claims, some of which several share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from benchmarks.corpus.draw import Draw
from benchmarks.corpus.papers import Head, Papers
from benchmarks.corpus.prose import Prose
from benchmarks.corpus.reading import Readings
from benchmarks.corpus.words import REPORT_WORDS

PAPERS_PER_REPORT = 20
"""The number of papers for each report of a corpus."""
CLAIM_WIDTH = 120
"""Characters after which a report cuts a claim off."""

_EARLY = 12
"""The first reports also cite some of this many papers, which every corpus has."""
_SHARED = 5
"""So many claims go round in each run of ten reports."""
_SCORE_OF_TIER = {"FLAGSHIP_CANDIDATE": 85, "DOI_GRADE": 75, "PUBLIC_RECORD": 50, "QUARANTINE_CANDIDATE": 0}
"""The least score of each tier, in tenths."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is special of a report: one of the ten below."""

    form: str
    """The ending of its file: ``txt``, ``json`` or ``yaml``."""
    gate: str = "UNVERIFIED"
    state: str = "CURRENT"
    is_dated: bool = True
    tier: str = ""
    """A tier that does not go with the score, or empty."""
    odd_confidence: str = ""
    """A confidence that cannot be, or empty."""


STANDINGS = (
    Standing("txt"),
    Standing("json", gate="FALSIFIED"),
    Standing("yaml", state="SUPERSEDED"),
    Standing("txt", is_dated=False),
    Standing("json", state="CORRECTED"),
    Standing("txt"),
    Standing("yaml", gate="VERIFIED", tier="FLAGSHIP_CANDIDATE"),
    Standing("json", odd_confidence="1.20"),
    Standing("txt"),
    Standing("txt"),
)
"""Report ``n`` has the standing at ``n`` modulo ten. Only forms with fields can say a gate, a state or a tier."""


@dataclass(frozen=True, slots=True)
class ReportClaim:
    """A claim with its verdict."""

    text: str
    is_verified: bool
    confidence: str
    """With two decimals."""

    @property
    def shown(self) -> str:
        """The text, cut off where it is too long."""
        return self.text[:CLAIM_WIDTH].rstrip()


@dataclass(frozen=True, slots=True)
class Report:
    """What a report says, whatever its form."""

    slug: str
    title: str
    date: str
    """As in ``June 7, 2026``, or empty."""
    question: str
    papers: int
    score: int
    """In tenths, of 100."""
    tier: str
    standing: Standing
    references: tuple[Head, ...]
    """The first is the paper that the report sets out from."""
    claims: tuple[ReportClaim, ...]

    @property
    def verified(self) -> int:
        """How many claims are verified."""
        return sum(claim.is_verified for claim in self.claims)


class Reports:
    """The reports that belong to a seed."""

    def __init__(self, seed: int, papers: Papers, readings: Readings) -> None:
        self._seed = seed
        self._papers = papers
        self._readings = readings

    def report(self, index: int) -> Report:
        """Report ``index``: it cites papers of the twenty that it comes with, and earlier ones."""
        draw = Draw(self._seed, "synthesis", index)
        standing = STANDINGS[index % len(STANDINGS)]
        first = index * PAPERS_PER_REPORT
        earlier = _EARLY if index < _EARLY else first
        cited = list(
            dict.fromkeys(
                [first + draw.below(_EARLY), first + draw.below(PAPERS_PER_REPORT)]
                + [draw.below(earlier) for _ in range(draw.between(1, 2))]
            )
        )
        outside = {head.name: head for head in (self._papers.well_known(draw) for _ in range(draw.between(1, 2)))}
        references = (*(self._papers.head(number) for number in cited), *outside.values())
        prose = Prose(draw, self._papers.subject(cited[0]), [head.name for head in references])
        title = prose.sentence("topic").rstrip(".")
        score = draw.between(30, 92)
        date = f"{draw.pick(REPORT_WORDS['months'])} {draw.between(1, 28)}, 2026"
        return Report(
            slug=f"{re.sub('[^a-z0-9]+', '-', title.lower())[:60].strip('-')}-{index + 1}",
            title=title,
            date=date if standing.is_dated else "",
            question=prose.phrase("question"),
            papers=draw.between(4, 15),
            score=min(score, 49) if standing.tier else score,
            tier=standing.tier or next(tier for tier, least in _SCORE_OF_TIER.items() if score >= least),
            standing=standing,
            references=references,
            claims=self._claims(draw, index, cited, standing),
        )

    def _claims(self, draw: Draw, index: int, cited: list[int], standing: Standing) -> tuple[ReportClaim, ...]:
        """Claims that go round, claims of the scans word for word, and claims of the report's own."""
        shared = [self._shared(index // len(STANDINGS), (index + turn) % _SHARED) for turn in range(2)]
        texts = dict(shared)
        for number in cited[:3]:
            texts[self._readings.first(number).claims[0].text] = ""
        names = [self._papers.head(number).name for number in cited]
        for number in cited * 3:
            prose = Prose(draw, self._papers.subject(number), names)
            texts[_ended(prose.phrase("extracted"))] = ""
        order = draw.sample(list(texts), len(texts))
        verified = draw.sample(order, draw.between(1, 3))
        found = [
            # Half of the claims that go round have another confidence in each report.
            ReportClaim(
                text,
                text in verified,
                texts[text] if texts[text] and draw.chance(0.5) else f"{draw.between(1, 20) / 100:.2f}",
            )
            for text in order
        ]
        if standing.odd_confidence:
            found[0] = ReportClaim(found[0].text, found[0].is_verified, standing.odd_confidence)
        return tuple(found)

    def _shared(self, run: int, number: int) -> tuple[str, str]:
        """A claim that goes round among ten reports, and its confidence in most of them."""
        draw = Draw(self._seed, "shared", run, number)
        start = run * len(STANDINGS) * PAPERS_PER_REPORT
        prose = Prose(draw, self._papers.subject(start + number), [self._papers.head(start + number + 1).name])
        return _ended(prose.phrase("extracted")), f"{draw.between(1, 20) / 100:.2f}"


def _ended(text: str) -> str:
    return text if text.endswith(".") else f"{text}."
