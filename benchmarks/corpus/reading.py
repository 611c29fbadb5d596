"""What a scan says of a paper, before it is written in the form of a version; and what a later scan says instead."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from benchmarks.corpus.answers import NO, YES, Answer, Checklist, Profile, answer_all, justify
from benchmarks.corpus.claims import Claim, make_claims, reworded, tell_findings
from benchmarks.corpus.draw import Draw
from benchmarks.corpus.flags import Flag, raise_flags
from benchmarks.corpus.papers import CITED_PAPERS, Head, Papers
from benchmarks.corpus.people import initials
from benchmarks.corpus.prose import Prose
from benchmarks.corpus.slips import with_contradiction, with_hidden_code
from benchmarks.corpus.words import DOMAINS, VENUES

FACTORS = (
    "practical_relevance", "surprise_contrarian", "fear_safety", "drama_conflict", "demo_ability",
    "brand_recognition",
)  # fmt: skip
_NO_VENUE = 4

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Length:
    """How much a scan says: the least and the most of each."""

    claims: tuple[int, int]
    flags: tuple[int, int]
    references: tuple[int, int]
    findings: int
    """Remarks after the results that the key findings tell."""
    further: int
    """General sentences after a piece of evidence, at the most."""
    factors: int


FULL = Length((5, 10), (2, 10), (CITED_PAPERS - 6, CITED_PAPERS + 6), 6, 3, len(FACTORS))
"""As in a real scan of 34 kB."""
SMALL = Length((2, 2), (1, 2), (3, 3), 0, 0, 1)
"""For tests that need many scans, and not what stands in them."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a scan says."""

    head: Head
    authors: tuple[str, ...]
    venue: str | None
    profile: Profile
    tags: tuple[str, ...]
    findings: str
    checklist: Checklist
    claims: tuple[Claim, ...]
    flags: tuple[Flag, ...]
    references: tuple[Json, ...]
    factors: Json


class Readings:
    """The readings that belong to a seed; with ``small`` short ones."""

    def __init__(self, seed: int, papers: Papers, small: bool) -> None:
        self._seed = seed
        self._papers = papers
        self._small = small
        self._length = SMALL if small else FULL

    def first(self, index: int) -> Reading:
        """The first reading of paper ``index``."""
        head, kind, length = self._papers.head(index), self._papers.kind(index), self._length
        draw = Draw(self._seed, "scan", index)
        cited = self._papers.cited_by(index, draw.between(*length.references))
        prose = Prose(draw, self._papers.subject(index), [paper.name for paper in cited])
        modules = kind.modules if draw.chance(0.85) else kind.modules[:1]
        profile = Profile(kind, head.year, draw.bell(), modules, self._small)
        checklist = with_hidden_code(index, head.name, answer_all(draw, prose, profile))
        claims = make_claims(draw, prose, kind.voice, draw.between(*length.claims), length.further, profile.care)
        tags = (*kind.tags, kind.also) if draw.chance(0.4) else kind.tags
        findings = tell_findings(draw, prose, kind.voice, claims, length.findings)
        flags = raise_flags(draw, prose, checklist, _flag_count(draw, length, profile.care), length.further)
        told, raised = with_contradiction(index, tuple(claims), tuple(flags))
        return Reading(
            head=head,
            authors=head.authors,
            venue=self._venue(index, 1),
            profile=profile,
            tags=tags,
            findings=findings,
            checklist=checklist,
            claims=told,
            flags=raised,
            references=tuple(
                _reference(draw, prose, paper, index + number, self._small) for number, paper in enumerate(cited)
            ),
            factors={
                key: {
                    "score": draw.skewed(0, 3),
                    "justification": prose.paragraph("more", 0 if self._small else draw.below(2)),
                }
                for key in FACTORS[: length.factors]
            },
        )

    def again(self, index: int, edition: int, before: Reading) -> Reading:
        """Paper ``index`` read once more: a tenth of the answers differ, some claims are told in other words."""
        draw = Draw(self._seed, "again", index, edition)
        prose = Prose(draw, self._papers.subject(index))
        change = partial(self._changed, draw, prose)
        checklist = {
            key: {name: change(key, name, answer) for name, answer in answers.items()}
            for key, answers in before.checklist.items()
        }
        claims = [
            reworded(draw, prose, before.profile.kind.voice, claim) if number == 0 or draw.chance(0.4) else claim
            for number, claim in enumerate(before.claims)
        ]
        return replace(
            before,
            authors=tuple(initials(author) for author in before.authors),
            venue=self._venue(index, edition),
            checklist=checklist,
            claims=tuple(claims),
            flags=before.flags[: max(1, len(before.flags) - draw.below(2))],
        )

    def _changed(self, draw: Draw, prose: Prose, domain: str, name: str, answer: Answer) -> Answer:
        if answer.value not in (YES, NO) or not draw.chance(0.1):
            return answer
        value = NO if answer.value == YES else YES
        subject = DOMAINS[domain].criteria[name].subject
        return Answer(value, justify(draw, prose, domain, subject, value, 0 if self._small else 1))

    def _venue(self, index: int, edition: int) -> str | None:
        """Where the paper appeared, in a spelling of this edition's own; one of ten does not say it."""
        if index % 10 == _NO_VENUE:
            return None
        venue = Draw(self._seed, "venue", index).weighted(VENUES, [item.weight for item in VENUES])
        year = self._papers.head(index).year
        spelling = Draw(self._seed, "spelling", index, edition).pick(venue.names)
        return spelling.format(year=year, yy=f"{year % 100:02}")


def _flag_count(draw: Draw, length: Length, care: float) -> int:
    """How many flags a paper has: fewer, the more careful it is."""
    least, most = length.flags
    spread = (most - least) / 2
    return min(max(least, round(least + spread * (1 - care + draw.bell() / 2))), most)


def _reference(draw: Draw, prose: Prose, paper: Head, turn: int, small: bool) -> Json:
    """An entry of ``cited_papers``: with an arXiv id (some with its version), a DOI, or the title alone."""
    authors = paper.authors[: 1 if small else 3]
    reference: Json = {"title": paper.title, "authors": list(authors), "year": paper.year}
    by = ("arxiv", "title", "version", "doi", "arxiv", "arxiv")[turn % 6]
    doi = paper.doi or (f"10.48550/arXiv.{paper.arxiv_id}" if paper.arxiv_id else None)
    if by == "doi" and doi:
        reference["doi"] = doi.lower() if draw.chance(0.3) else doi
    elif by in ("arxiv", "version") and paper.arxiv_id:
        reference["arxiv_id"] = paper.arxiv_id + (f"v{draw.between(1, 4)}" if by == "version" else "")
    elif draw.chance(0.3):
        reference["title"] = paper.title.capitalize()
    further = 0 if small else draw.below(2)
    reference["relevance"] = prose.paragraph("relevance", further, cited=paper.name)
    return reference
