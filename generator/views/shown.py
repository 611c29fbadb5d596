"""What of a very large input its page shows, and how the page says so.

A file below the limit of bytes may hold a thousand times what a real one holds. Its page shows the first of each kind
of thing and the start of each text, as far as ``limits`` allow, and tells its readers where the rest is. Real files
come back as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from generator import limits
from generator.model import (
    Appraisal,
    Claim,
    Correction,
    Criterion,
    Domain,
    EngagementFactor,
    Extra,
    Paper,
    QualityDimension,
    RedFlag,
    Reference,
    Scan,
    Section,
    Synthesis,
    SynthesisClaim,
)
from generator.render.escape import escaped_until
from generator.shorten import CUT
from generator.summarise import ordered_criteria, ordered_domains
from generator.views.parts import counted

Item = TypeVar("Item")
_USUAL = 60_000
"""Bytes of a file of which only the lists need a look; real ones have 5,000 to 40,000."""


class _Page:
    """Counts what one page shows."""

    def __init__(self, size: int, signs: int) -> None:
        """``size`` is that of the input (bytes), ``signs`` what it has to escape: its texts have no more."""
        self.notes: list[str] = []
        self._left = limits.PAGE
        self._signs = limits.SIGNS
        self._counts_text = size > limits.PAGE or signs > limits.SIGNS
        self._is_cut = False
        self._extras = limits.ROWS
        self._extras_left_out = 0

    def first(self, items: Sequence[Item], most: int, noun: str) -> Sequence[Item]:
        """The first of ``items``; more than ``most`` are not shown, which the page says."""
        if len(items) <= most:
            return items
        self.notes.append(f"The page shows {most:,} of {len(items):,} {noun}; the raw file has them all.")
        return items[:most]

    def text(self, text: str) -> str:
        """A text, or its start and a remark where it is longer than what is left of the page."""
        if not self._counts_text:
            return text
        most = min(limits.FIELD, self._left)
        most, signs = escaped_until(text[:most], self._signs)
        self._left -= most
        self._signs -= signs
        # A text that is cut as every long one says so where it is written.
        if most in (len(text), limits.FIELD):
            return text
        self._is_cut = True
        return f"{text[:most]} {CUT}".lstrip()

    def extras(self, extras: tuple[Extra, ...]) -> tuple[Extra, ...]:
        """The unknown fields that are shown; their number is limited for the page as a whole."""
        if not extras:
            return extras
        # The last one may say how many more there are, and stays.
        more = extras[-1:] if extras[-1].path == "…" else ()
        fields = extras[: len(extras) - len(more)]
        shown = fields[: self._extras]
        self._extras -= len(shown)
        self._extras_left_out += len(fields) - len(shown)
        shown += more
        return tuple([Extra(item.path, self.text(item.text)) for item in shown]) if self._counts_text else shown

    def told(self) -> tuple[str, ...]:
        """What the page says of what it leaves out."""
        notes = list(self.notes)
        if self._extras_left_out:
            notes.append(
                f"The page leaves out {counted(self._extras_left_out, 'unknown field')} beyond {limits.ROWS:,}; "
                "the raw file has them all."
            )
        if self._is_cut:
            notes.append(
                f"The texts of this file are longer than the {limits.PAGE:,} characters that a page shows, or have "
                f"more than {limits.SIGNS:,} special signs. Where a text is cut, the page says so; "
                "the raw file has it in full."
            )
        return tuple(notes)


def shown_scan(scan: Scan) -> tuple[Scan, tuple[str, ...]]:
    """The scan as far as its page shows it, and what the page says of the rest."""
    if _is_usual(scan):
        return scan, ()
    page = _Page(scan.source.size, scan.signs)
    paper = _paper(scan.paper, page)
    findings = page.text(scan.key_findings)
    flags = tuple(_flag(item, page) for item in page.first(scan.red_flags, limits.FLAGS, "red flags"))
    claims = tuple(_claim(item, page) for item in page.first(scan.claims, limits.ROWS, "claims"))
    return replace(
        scan,
        paper=paper,
        key_findings=findings,
        red_flags=flags,
        claims=claims,
        paper_type=page.text(scan.paper_type),
        modules=_words(scan.modules, "modules", page),
        tags=_words(scan.tags, "tags", page),
        appraisal=_appraisal(scan.appraisal, page, ""),
        type_appraisal=_appraisal(scan.type_appraisal, page, " for the paper type"),
        engagement=tuple(
            _factor(item, page) for item in page.first(scan.engagement, limits.GROUPS, "engagement factors")
        ),
        references=_references(scan.references, page),
        extras=page.extras(scan.extras),
    ), page.told()  # fmt: skip


def _is_usual(scan: Scan) -> bool:
    """Whether nothing of a scan goes beyond a limit, seen from its size and from how many things there are."""
    checklists = scan.appraisal.domains, scan.type_appraisal.domains
    groups = scan.engagement, scan.modules, scan.tags, scan.paper.authors
    return (
        scan.source.size <= _USUAL
        and scan.signs <= limits.SIGNS
        and max(map(len, checklists)) <= limits.DOMAINS
        and max(sum([len(item.criteria) for item in domains]) for domains in checklists) <= limits.CRITERIA
        and max(map(len, groups)) <= limits.GROUPS
        and max(len(scan.claims), len(scan.references)) <= limits.ROWS
        and len(scan.red_flags) <= limits.FLAGS
    )


def shown_synthesis(synthesis: Synthesis) -> tuple[Synthesis, tuple[str, ...]]:
    """The report as far as its page shows it, and what the page says of the rest."""
    groups = (synthesis.sections, synthesis.dimensions, synthesis.corrections)
    rows = (
        len(synthesis.claims), len(synthesis.references), sum([len(item.paragraphs) for item in synthesis.sections])
    )  # fmt: skip
    if (
        synthesis.source.size <= _USUAL
        and synthesis.signs <= limits.SIGNS
        and max(map(len, groups)) <= limits.GROUPS
        and max(rows) <= limits.ROWS
    ):
        return synthesis, ()
    page = _Page(synthesis.source.size, synthesis.signs)
    text = page.text
    figures = synthesis.figures
    return replace(
        synthesis,
        title=text(synthesis.title),
        publisher=text(synthesis.publisher),
        date=text(synthesis.date),
        question=text(synthesis.question),
        examines=text(synthesis.examines),
        figures=replace(
            figures, papers=text(figures.papers), claims=text(figures.claims), verified=text(figures.verified),
            score=text(figures.score), score_of=text(figures.score_of),
        ),
        claims=tuple(_report_claim(item, page) for item in page.first(synthesis.claims, limits.ROWS, "claims")),
        sections=_sections(synthesis.sections, page),
        references=_references(synthesis.references, page),
        tier=text(synthesis.tier),
        verification_level=text(synthesis.verification_level),
        gate=text(synthesis.gate),
        dimensions=tuple(
            _dimension(item, page)
            for item in page.first(synthesis.dimensions, limits.GROUPS, "quality dimensions")
        ),
        correction_state=text(synthesis.correction_state),
        corrections=tuple(
            _correction(item, page) for item in page.first(synthesis.corrections, limits.GROUPS, "corrections")
        ),
        extras=page.extras(synthesis.extras),
    ), page.told()  # fmt: skip


def _words(words: tuple[str, ...], noun: str, page: _Page) -> tuple[str, ...]:
    return tuple(map(page.text, page.first(words, limits.GROUPS, noun)))


def _paper(paper: Paper, page: _Page) -> Paper:
    return replace(
        paper,
        title=page.text(paper.title),
        authors=_words(paper.authors, "authors", page),
        venue=page.text(paper.venue),
        stated=_stated(paper.stated, page),
        extras=page.extras(paper.extras),
    )


def _stated(stated: tuple[tuple[str, str], ...], page: _Page) -> tuple[tuple[str, str], ...]:
    return tuple((key, page.text(value)) for key, value in stated)


def _flag(flag: RedFlag, page: _Page) -> RedFlag:
    return replace(flag, name=page.text(flag.name), detail=page.text(flag.detail), extras=page.extras(flag.extras))


def _claim(claim: Claim, page: _Page) -> Claim:
    return replace(
        claim, text=page.text(claim.text), evidence=page.text(claim.evidence),
        stated_support=page.text(claim.stated_support), extras=page.extras(claim.extras),
    )  # fmt: skip


def _report_claim(claim: SynthesisClaim, page: _Page) -> SynthesisClaim:
    confidence = replace(claim.confidence, stated=page.text(claim.confidence.stated))
    return replace(
        claim, text=page.text(claim.text), tail=page.text(claim.tail), confidence=confidence,
        stated_verdict=page.text(claim.stated_verdict), extras=page.extras(claim.extras),
    )  # fmt: skip


def _appraisal(appraisal: Appraisal, page: _Page, where: str) -> Appraisal:
    if not appraisal.domains:
        return appraisal
    # In the order of the page, in which lists of criteria take those to which they lead.
    domains = page.first(tuple(ordered_domains(appraisal)), limits.DOMAINS, f"domains of the checklist{where}")
    left = limits.CRITERIA
    shown = []
    for domain in domains:
        criteria = tuple(ordered_criteria(domain)[:left])
        left -= len(criteria)
        shown.append(_domain(domain, criteria, page))
    number = sum(len(domain.criteria) for domain in appraisal.domains)
    shows = limits.CRITERIA - left
    if shows < number:
        most = f"{shows:,} of {number:,}"
        page.notes.append(f"The page shows {most} criteria{where}; the raw file has them all.")
    return Appraisal(tuple(shown))


def _domain(domain: Domain, criteria: tuple[Criterion, ...], page: _Page) -> Domain:
    return replace(
        domain,
        criteria=tuple([_criterion(item, page) for item in criteria]),
        overall=_criterion(domain.overall, page) if domain.overall else None,
        extras=page.extras(domain.extras),
    )


def _criterion(criterion: Criterion, page: _Page) -> Criterion:
    return criterion._replace(
        justification=page.text(criterion.justification), stated=page.text(criterion.stated),
        rater=page.text(criterion.rater), extras=page.extras(criterion.extras),
    )  # fmt: skip


def _factor(factor: EngagementFactor, page: _Page) -> EngagementFactor:
    return replace(factor, justification=page.text(factor.justification), extras=page.extras(factor.extras))


def _references(references: tuple[Reference, ...], page: _Page) -> tuple[Reference, ...]:
    return tuple(_reference(item, page) for item in page.first(references, limits.ROWS, "references"))


def _reference(reference: Reference, page: _Page) -> Reference:
    authors = reference.authors
    if len(authors) > limits.GROUPS:
        left_out = len(authors) - limits.GROUPS
        authors = (*authors[: limits.GROUPS], f"and {left_out:,} more, whom the raw file names")
    return replace(
        reference,
        title=page.text(reference.title),
        authors=tuple(map(page.text, authors)),
        stated=_stated(reference.stated, page),
        url=reference.url[: limits.REFERENCE + 1],
        relevance=page.text(reference.relevance),
        extras=page.extras(reference.extras),
    )


def _sections(sections: tuple[Section, ...], page: _Page) -> tuple[Section, ...]:
    shown = []
    left = limits.ROWS
    for section in page.first(sections, limits.GROUPS, "sections"):
        paragraphs = section.paragraphs[:left]
        left -= len(paragraphs)
        shown.append(Section(page.text(section.heading), tuple(map(page.text, paragraphs))))
    number = sum(len(section.paragraphs) for section in sections[: limits.GROUPS])
    if number > limits.ROWS:
        page.notes.append(f"The page shows {limits.ROWS:,} of {number:,} paragraphs; the raw file has them all.")
    return tuple(shown)


def _dimension(dimension: QualityDimension, page: _Page) -> QualityDimension:
    return replace(
        dimension, level=page.text(dimension.level), score=page.text(dimension.score),
        basis=page.text(dimension.basis), extras=page.extras(dimension.extras),
    )  # fmt: skip


def _correction(correction: Correction, page: _Page) -> Correction:
    return replace(
        correction, date=page.text(correction.date), text=page.text(correction.text),
        extras=page.extras(correction.extras),
    )  # fmt: skip
