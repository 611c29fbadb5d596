"""From a whole scan or synthesis to its summary: the one place where anchors are assigned.

What many inputs have in common, such as the works that they cite, is one object for all of them: that saves 45 MB
where there are ten thousand papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, islice
from sys import intern

from generator import limits
from generator.excerpts import pack, unpack
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
    answers, order = _answers(scan.appraisal, anchors, ())
    type_answers, _ = _answers(scan.type_appraisal, anchors, ("type_checklist",))
    references = _references(scan.references, anchors)
    flags = anchors.assign([flag_anchor(flag.name) for flag in scan.red_flags])
    claims = anchors.assign([claim_anchor(claim.text) for claim in scan.claims])
    factors = anchors.assign([path_anchor("engagement_factors", item.key) for item in ordered_factors(scan)])
    paper, counted = scan.paper, scan.appraisal.counted
    return ScanSummary(
        source=scan.source,
        version=scan.version,
        rank=scan.rank,
        title=paper.title,
        authors=_shared(paper.authors),
        year=paper.year,
        venue=_one(paper.venue),
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
            [
                RedFlagSummary(_one(anchor), _one(flag.name))
                for flag, anchor in zip(scan.red_flags, flags, strict=True)
            ]
        ),
        references=references,
        factors=factors,
        names=_shared(names_in_scan(scan)),
        iso_date=scan.iso_date,
        packed=pack([counted[number].justification for number in order] + [flag.detail for flag in scan.red_flags]),
    )


def reasons(scan: ScanSummary) -> tuple[str, ...]:
    """The first sentence of the justification of each criterion, in the order of ``scan.answers``."""
    return _unpacked(scan)[: len(scan.answers.letters)]


def flag_details(scan: ScanSummary) -> tuple[str, ...]:
    """The first sentence of the detail of each red flag, in the order of ``scan.red_flags``."""
    return _unpacked(scan)[len(scan.answers.letters) :]


def _unpacked(scan: ScanSummary) -> tuple[str, ...]:
    return unpack(scan.packed, len(scan.answers.letters) + len(scan.red_flags))


def summarise_synthesis(synthesis: Synthesis) -> SynthesisSummary:
    """The summary of a synthesis."""
    anchors = Anchors()
    references = _references(synthesis.references, anchors)
    dimensions = anchors.assign(
        [path_anchor("quality_dimensions", item.key) for item in ordered_dimensions(synthesis)]
    )
    sections = anchors.assign([heading_anchor(section.heading) for section in synthesis.sections])
    claims = anchors.assign([claim_anchor(claim.text) for claim in synthesis.claims])
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


def _one(text: str) -> str:
    """The same text, the one object that all inputs have where it is short: Python may keep it until its end."""
    return intern(text) if len(text) <= limits.TITLE else text


def _shared(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The same texts, each the one object that all scans have: thousands name the same people and benchmarks."""
    return tuple([_one(text) for text in texts])


def _answers(appraisal: Appraisal, anchors: Anchors, prefix: tuple[str, ...]) -> tuple[Answers, tuple[int, ...]]:
    """The answers, and for each of them its number among those that count in the order of the file."""
    shape = tuple(
        [
            (domain.key, tuple([item.key for item in domain.criteria]), domain.overall is not None)
            for domain in appraisal.domains
        ]
    )
    outline, order = _outline(shape, prefix, anchors.taken)
    anchors.take_all(place for _, place in outline.domains)
    anchors.take_all(row[2] for row in outline.criteria)
    letters = [LETTERS[item.answer] for item in appraisal.counted]
    return Answers(outline, "".join([letters[number] for number in order])), order


_Shape = tuple[tuple[str, tuple[str, ...], bool], ...]
"""The domains of a checklist in the order of the file: key, keys of the criteria, whether it has an answer itself."""


@lru_cache(maxsize=1 << 10)
def _outline(shape: _Shape, prefix: tuple[str, ...], taken: frozenset[str]) -> tuple[Outline, tuple[int, ...]]:
    """The outline of checklists of a shape, and for each of its rows the number of the answer that counts.

    Most scans have one of a few shapes, so they share their outlines. ``taken`` are the anchors that others have.
    """
    words = load()
    anchors = Anchors(taken)
    sizes = [len(criteria) or int(is_answered) for _, criteria, is_answered in shape]
    first = list(accumulate(sizes, initial=0))
    domains = sorted(range(len(shape)), key=lambda number: words.domain_rank(shape[number][0]))
    places = anchors.assign([path_anchor(*prefix, shape[number][0]) for number in domains])
    rows: list[tuple[int, str, str]] = []
    for number in domains:
        key, criteria, _ = shape[number]
        ranks = [words.criterion_rank(key, item) for item in criteria]
        inner = sorted(range(len(criteria)), key=ranks.__getitem__)
        rows += [(first[number] + place, key, criteria[place]) for place in inner]
    names = anchors.assign([path_anchor(*prefix, key, item) for _, key, item in rows])
    anchored = iter([(row, (key, item, name)) for (row, key, item), name in zip(rows, names, strict=True)])
    found: list[tuple[int, tuple[str, str, str]]] = []
    for number, place in zip(domains, places, strict=True):
        key, criteria, is_answered = shape[number]
        if criteria:
            found += islice(anchored, len(criteria))
        elif is_answered:
            found.append((first[number], (key, key, place)))
    outline = Outline(
        tuple([(shape[number][0], place) for number, place in zip(domains, places, strict=True)]),
        tuple([row for _, row in found]),
    )
    return outline, tuple([number for number, _ in found])


def _references(references: Sequence[Reference], anchors: Anchors) -> tuple[ReferenceSummary, ...]:
    names = anchors.assign([reference_anchor(item.identifiers, item.title, item.url) for item in references])
    return tuple(
        [
            ReferenceSummary(_one(anchor), _one(item.title), item.identifiers, _one(item.pointer))
            for item, anchor in zip(references, names, strict=True)
        ]
    )
