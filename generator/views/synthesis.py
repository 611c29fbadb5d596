"""What the page of a synthesis shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.identify import Anchors, claim_anchor, heading_anchor, normalised, path_anchor
from generator.model import IdentifierKind, LocatedSynthesis, Synthesis, Verdict
from generator.render.href import Href, to_page
from generator.render.markup import Badge, Field, Link
from generator.views.badges import verdict_badge
from generator.views.parts import (
    Context,
    LinkList,
    ReferenceView,
    SourceView,
    counted,
    description,
    extras_view,
    page_path,
    paper_links,
    reader_notes,
    references_caption,
    references_view,
    source_view,
    synthesis_link,
)
from generator.vocabulary import load


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as the report states it, beside the figure as counted in it."""

    title: str
    stated: str
    counted: str


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section of prose."""

    anchor: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SynthesisClaimView:
    """A row of the claim table."""

    anchor: str
    text: str
    cut_off: bool
    tail: str
    badge: Badge
    confidence: str
    elsewhere: LinkList
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class DimensionView:
    """A quality dimension."""

    anchor: str
    title: str
    level: str
    score: str
    basis: str
    about: str
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class CorrectionView:
    """An event of the correction record."""

    date: str
    text: str
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class NameView:
    """A name, and the scans in which it stands too."""

    name: str
    scans: LinkList


@dataclass(frozen=True, slots=True)
class SynthesisView:
    """The page of a synthesis."""

    path: str
    meta: Mapping[str, object]
    index: Href
    title: str
    byline: str
    question: str
    examines: str
    alerts: tuple[str, ...]
    notes: tuple[str, ...]
    figures: tuple[FigureView, ...]
    grades: tuple[Field, ...]
    dimensions: tuple[DimensionView, ...]
    corrections: tuple[CorrectionView, ...]
    correction_state: str
    sections: tuple[SectionView, ...]
    claims_heading: str
    claims: tuple[SynthesisClaimView, ...]
    claims_caption: str
    references: tuple[ReferenceView, ...]
    references_caption: str
    names: tuple[NameView, ...]
    more_names: int
    extras: tuple[Field, ...]
    source: SourceView


def synthesis_view(context: Context, item: LocatedSynthesis) -> SynthesisView:
    """The view of one synthesis."""
    synthesis = item.synthesis
    path = page_path(item.location)
    anchors = Anchors()
    references = references_view(context, path, item.location, synthesis.references, anchors)
    shared = context.names.of_synthesis.get(item.location, ())
    return SynthesisView(
        path=path,
        meta={
            "title": synthesis.title,
            "description": description(synthesis.question or synthesis.title),
            "hide": ["navigation"],
        },
        index=to_page(path, page_path(context.syntheses_home)),
        title=synthesis.title,
        byline=", ".join(part for part in (synthesis.publisher, synthesis.date) if part),
        question=synthesis.question,
        examines=synthesis.examines,
        alerts=alerts(synthesis),
        notes=reader_notes(context, synthesis.source),
        figures=_figures(synthesis),
        grades=_grades(synthesis),
        dimensions=_dimensions(synthesis, anchors),
        corrections=tuple(
            CorrectionView(event.date, event.text, extras_view(event.extras)) for event in synthesis.corrections
        ),
        correction_state=_state(synthesis.correction_state),
        sections=tuple(
            SectionView(anchors.take(heading_anchor(section.heading)), section.heading, section.paragraphs)
            for section in synthesis.sections
        ),
        claims_heading=synthesis.claims_heading or "Claims",
        claims=_claims(context, item, path, anchors),
        claims_caption=_claims_caption(synthesis),
        references=references,
        references_caption=references_caption(references),
        names=tuple(
            NameView(name.name, paper_links(context, path, name.locations)) for name in shared[: context.listed_links]
        ),
        more_names=max(0, len(shared) - context.listed_links),
        extras=extras_view(synthesis.extras),
        source=source_view(path, synthesis.source),
    )


_STANDING = {
    "FALSIFIED": "Its publisher marks this report as falsified.",
    "SUPERSEDED": "Its publisher has replaced this report by a later one.",
    "CORRECTED": "Its publisher has corrected this report.",
}


def alerts(synthesis: Synthesis) -> tuple[str, ...]:
    """What a reader has to know of a report before anything else: that it no longer stands as it was."""
    stated = (synthesis.gate.strip().upper(), synthesis.correction_state.strip().upper())
    return tuple(_STANDING[word] for word in stated if word in _STANDING)


def _term(kind: str, key: str) -> str:
    return load().term(kind, key).title if key else ""


def _state(key: str) -> str:
    """The correction state in words; one that is not known as it stands."""
    term = load().term("correction_states", key)
    return term.title if term.known else key


def _figures(synthesis: Synthesis) -> tuple[FigureView, ...]:
    stated = synthesis.figures
    verified = sum(claim.verdict is Verdict.VERIFIED for claim in synthesis.claims)
    score = f"{stated.score}/{stated.score_of}" if stated.score else ""
    preprints = sum(
        any(item.kind is IdentifierKind.ARXIV for item in reference.identifiers) for reference in synthesis.references
    )
    rows = (
        FigureView("Papers", stated.papers, f"{counted(len(synthesis.references), 'reference')} listed"),
        FigureView("Claims", stated.claims, str(len(synthesis.claims))),
        FigureView("Verified claims", stated.verified, str(verified)),
        FigureView("Quality score", score, "cannot be counted"),
        FigureView(
            "Peer-reviewed papers",
            {True: "yes", False: "no", None: ""}[stated.peer_reviewed],
            f"{preprints} of {counted(len(synthesis.references), 'reference')} "
            f"{'is an arXiv preprint' if preprints == 1 else 'are arXiv preprints'}",
        ),
    )
    return tuple(FigureView(row.title, row.stated or "not stated", row.counted) for row in rows)


def _grades(synthesis: Synthesis) -> tuple[Field, ...]:
    tier = load().term("tiers", synthesis.tier) if synthesis.tier else None
    fields = (
        Field("Tier", f"{tier.title} ({tier.key})" + (f": {tier.about}" if tier.about else "") if tier else ""),
        Field(
            "Verification level",
            f"{synthesis.verification_level} of 7" if synthesis.verification_level else "",
        ),
        Field("Gate", f"{_term('gates', synthesis.gate)} ({synthesis.gate})" if synthesis.gate else ""),
    )
    return tuple(field for field in fields if field.text)


def _dimensions(synthesis: Synthesis, anchors: Anchors) -> tuple[DimensionView, ...]:
    words = load()
    ordered = sorted(synthesis.dimensions, key=lambda item: words.rank("quality_dimensions", item.key))
    places = anchors.assign([(path_anchor("quality_dimensions", item.key), item.key) for item in ordered])
    return tuple(
        DimensionView(
            anchor,
            words.term("quality_dimensions", item.key).title,
            item.level or "not stated",
            item.score or "not stated",
            item.basis,
            words.term("quality_dimensions", item.key).about,
            extras_view(item.extras),
        )
        for item, anchor in zip(ordered, places, strict=True)
    )


def _claims(context: Context, item: LocatedSynthesis, path: str, anchors: Anchors) -> tuple[SynthesisClaimView, ...]:
    claims = item.synthesis.claims
    places = anchors.assign([(claim_anchor(claim.text), claim.confidence.stated) for claim in claims])
    result = []
    for claim, anchor in zip(claims, places, strict=True):
        others = [place for place in context.shared_claims.get(normalised(claim.text), ()) if place != item.location]
        most = context.listed_links
        links = tuple(_same_claim(context, path, place, claim.text) for place in others[:most])
        result.append(
            SynthesisClaimView(
                anchor,
                claim.text,
                claim.cut_off,
                claim.tail,
                verdict_badge(claim),
                claim.confidence.stated or "not stated",
                LinkList(links, max(0, len(others) - most)),
                extras_view(claim.extras),
            )
        )
    return tuple(result)


def _same_claim(context: Context, path: str, place: str, text: str) -> Link:
    """A link to the claim in another report, with the confidence that it has there."""
    link = synthesis_link(context, path, place, claim_anchor(text))
    theirs = context.syntheses[place].synthesis.claims
    found = next(claim for claim in theirs if normalised(claim.text) == normalised(text))
    return Link(f"{link.text} (confidence {found.confidence.stated or 'not stated'})", link.href)


def _claims_caption(synthesis: Synthesis) -> str:
    verified = sum(claim.verdict is Verdict.VERIFIED for claim in synthesis.claims)
    cut = sum(claim.cut_off for claim in synthesis.claims)
    parts = [counted(len(synthesis.claims), "claim"), f"{verified} verified"]
    if cut:
        parts.append(f"{cut} cut off in the report")
    return ", ".join(parts)
