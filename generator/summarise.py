"""From a whole scan or synthesis to its summary: the one place where anchors are assigned."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from generator.identify import (
    Anchors,
    claim_anchor,
    flag_anchor,
    heading_anchor,
    path_anchor,
    reference_anchor,
)
from generator.model import (
    Answer,
    Answers,
    Appraisal,
    ClaimSummary,
    Criterion,
    Domain,
    EngagementFactor,
    Outline,
    QualityDimension,
    RedFlagSummary,
    Reference,
    ReferenceSummary,
    Scan,
    ScanSummary,
    Synthesis,
    SynthesisClaimSummary,
    SynthesisSummary,
)
from generator.names import names_in_scan, names_in_synthesis
from generator.vocabulary import load

LETTERS = {Answer.YES: "y", Answer.NO: "n", Answer.NOT_APPLICABLE: "a", Answer.UNCLEAR: "u"}
"""What stands for each answer in ``Answers.letters``."""


def ordered_domains(appraisal: Appraisal) -> list[Domain]:
    """The domains in the order of the page: that of the vocabulary, then unknown ones."""
    words = load()
    return sorted(appraisal.domains, key=lambda item: words.domain_rank(item.key))


def ordered_criteria(domain: Domain) -> list[Criterion]:
    """The criteria of a domain in the order of the page."""
    words = load()
    return sorted(domain.criteria, key=lambda item: words.criterion_rank(domain.key, item.key))


def counted_in_order(domain: Domain) -> list[Criterion]:
    """The answers of a domain that count, in the order of the page: its criteria, or its own where it has none."""
    return ordered_criteria(domain) or ([domain.overall] if domain.overall is not None else [])


def ordered_factors(scan: Scan) -> list[EngagementFactor]:
    """The engagement factors in the order of the page."""
    words = load()
    return sorted(scan.engagement, key=lambda item: words.rank("engagement_factors", item.key))


def ordered_dimensions(synthesis: Synthesis) -> list[QualityDimension]:
    """The quality dimensions in the order of the page."""
    words = load()
    return sorted(synthesis.dimensions, key=lambda item: words.rank("quality_dimensions", item.key))


def summarise_scan(scan: Scan) -> ScanSummary:
    """The summary of a scan."""
    anchors = Anchors()
    answers = _answers(scan.appraisal, anchors, ())
    type_answers = _answers(scan.type_appraisal, anchors, ("type_checklist",))
    references = _references(scan.references, anchors)
    flags = anchors.assign([(flag_anchor(flag.name), flag.detail) for flag in scan.red_flags])
    claims = anchors.assign([(claim_anchor(claim.text), claim.evidence) for claim in scan.claims])
    factors = anchors.assign(
        [(path_anchor("engagement_factors", item.key), item.key) for item in ordered_factors(scan)]
    )
    paper = scan.paper
    return ScanSummary(
        source=scan.source,
        version=scan.version,
        rank=scan.rank,
        title=paper.title,
        authors=paper.authors,
        year=paper.year,
        venue=paper.venue,
        identifiers=paper.identifiers,
        paper_type=scan.paper_type,
        modules=scan.modules,
        tags=scan.tags,
        answers=answers,
        type_answers=type_answers,
        claims=tuple(
            [
                ClaimSummary(anchor, claim.text, claim.support)
                for claim, anchor in zip(scan.claims, claims, strict=True)
            ]
        ),
        red_flags=tuple(
            [RedFlagSummary(anchor, flag.name) for flag, anchor in zip(scan.red_flags, flags, strict=True)]
        ),
        references=references,
        factors=factors,
        names=names_in_scan(scan),
    )


def summarise_synthesis(synthesis: Synthesis) -> SynthesisSummary:
    """The summary of a synthesis."""
    anchors = Anchors()
    references = _references(synthesis.references, anchors)
    dimensions = anchors.assign(
        [(path_anchor("quality_dimensions", item.key), item.key) for item in ordered_dimensions(synthesis)]
    )
    sections = tuple([anchors.take(heading_anchor(section.heading)) for section in synthesis.sections])
    claims = anchors.assign([(claim_anchor(claim.text), claim.confidence.stated) for claim in synthesis.claims])
    figures = synthesis.figures
    return SynthesisSummary(
        source=synthesis.source,
        title=synthesis.title,
        publisher=synthesis.publisher,
        date=synthesis.date,
        iso_date=synthesis.iso_date,
        score=f"{figures.score}/{figures.score_of}" if figures.score else "",
        gate=synthesis.gate,
        correction_state=synthesis.correction_state,
        claims=tuple(
            [
                SynthesisClaimSummary(anchor, claim.text, claim.verdict, claim.confidence.stated)
                for claim, anchor in zip(synthesis.claims, claims, strict=True)
            ]
        ),
        references=references,
        sections=sections,
        dimensions=dimensions,
        names=names_in_synthesis(synthesis),
    )


def _answers(appraisal: Appraisal, anchors: Anchors, prefix: tuple[str, ...]) -> Answers:
    domains = ordered_domains(appraisal)
    places = anchors.assign([(path_anchor(*prefix, domain.key), domain.key) for domain in domains])
    pairs = [(domain.key, criterion) for domain in domains for criterion in ordered_criteria(domain)]
    rows = anchors.assign(
        [(path_anchor(*prefix, domain, item.key), f"{domain}\n{item.key}") for domain, item in pairs]
    )
    counted: list[tuple[str, str, str]] = []
    letters: list[str] = []
    row = 0
    for domain, place in zip(domains, places, strict=True):
        for _ in domain.criteria:
            key, criterion = pairs[row]
            counted.append((key, criterion.key, rows[row]))
            letters.append(LETTERS[criterion.answer])
            row += 1
        if domain.overall is not None and not domain.criteria:
            counted.append((domain.key, domain.key, place))
            letters.append(LETTERS[domain.overall.answer])
    outline = shared_outline(
        tuple((domain.key, place) for domain, place in zip(domains, places, strict=True)), tuple(counted)
    )
    return Answers(outline, "".join(letters))


@lru_cache(maxsize=1 << 10)
def shared_outline(domains: tuple[tuple[str, str], ...], criteria: tuple[tuple[str, str, str], ...]) -> Outline:
    """The outline; the same object for all scans that have it."""
    return Outline(domains, criteria)


def _references(references: Sequence[Reference], anchors: Anchors) -> tuple[ReferenceSummary, ...]:
    names = anchors.assign(
        [(reference_anchor(item.identifiers, item.title, item.url), repr(item.stated)) for item in references]
    )
    return tuple(
        [
            ReferenceSummary(anchor, item.title, item.identifiers, item.pointer)
            for item, anchor in zip(references, names, strict=True)
        ]
    )
