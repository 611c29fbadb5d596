"""What the page of a synthesis shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.identify import Anchors, claim_anchor, heading_anchor, normalised, path_anchor
from generator.linking import shared_of
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
from generator.views.shown import headline, short_title, short_word, shown_synthesis
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
    shown, left_out = shown_synthesis(synthesis)
    path = page_path(item.location)
    anchors = Anchors()
    references = references_view(context, path, item.location, shown.references, anchors, synthesis.references)
    names = context.names.of_synthesis.get(item.location, ())
    return SynthesisView(
        path=path,
        meta={
            "title": short_title(synthesis.title),
            "description": description(synthesis.question or synthesis.title),
            "hide": ["navigation"],
        },
        index=to_page(path, page_path(context.syntheses_home)),
        title=headline(synthesis.title),
        byline=", ".join(part for part in (shown.publisher, shown.date) if part),
        question=shown.question,
        examines=shown.examines,
        alerts=alerts(synthesis),
        notes=reader_notes(context, synthesis.source) + left_out,
        figures=_figures(synthesis, shown),
        grades=_grades(shown),
        dimensions=_dimensions(shown, anchors),
        corrections=tuple(
            CorrectionView(event.date, event.text, extras_view(event.extras)) for event in shown.corrections
        ),
        correction_state=_state(shown.correction_state),
        sections=tuple(
            SectionView(anchors.take(heading_anchor(section.heading)), headline(section.heading), section.paragraphs)
            for section in shown.sections
        ),
        claims_heading=headline(synthesis.claims_heading or "Claims"),
        claims=_claims(context, item, shown, path, anchors),
        claims_caption=_claims_caption(synthesis),
        references=references,
        references_caption=references_caption(references, len(synthesis.references)),
        names=tuple(
            NameView(name.name, paper_links(context, path, name.locations)) for name in names[: context.listed_links]
        ),
        more_names=max(0, len(names) - context.listed_links),
        extras=extras_view(shown.extras),
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


def _figures(synthesis: Synthesis, shown: Synthesis) -> tuple[FigureView, ...]:
    """What is stated, as far as it is shown, beside what is counted in the whole report."""
    stated = shown.figures
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


def _claims(
    context: Context, item: LocatedSynthesis, shown: Synthesis, path: str, anchors: Anchors
) -> tuple[SynthesisClaimView, ...]:
    """The claims that are shown, under the anchors that their whole texts give them."""
    whole = item.synthesis.claims[: len(shown.claims)]
    places = anchors.assign([(claim_anchor(claim.text), claim.confidence.stated) for claim in whole])
    confidences = _Confidences(context)
    most = context.listed_links
    result = []
    for claim, text, anchor in zip(shown.claims, [claim.text for claim in whole], places, strict=True):
        others = [place for place in context.shared_claims.get(normalised(text), ()) if place != item.location]
        links = tuple(_same_claim(context, path, place, text, confidences) for place in others[:most])
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


class _Confidences:
    """The confidences of the claims of other reports; each report is gone through once, where it is asked for."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._known: dict[str, dict[str, str]] = {}

    def of(self, place: str, text: str) -> str:
        """The confidence of the first claim with these words in the report at ``place``."""
        known = self._known.get(place)
        if known is None:
            known = self._known[place] = {}
            for claim in shared_of(self._context.syntheses[place].synthesis):
                known.setdefault(normalised(claim.text), claim.confidence.stated)
        return known[normalised(text)]


def _same_claim(context: Context, path: str, place: str, text: str, confidences: _Confidences) -> Link:
    """A link to the claim in another report, with the confidence that it has there."""
    link = synthesis_link(context, path, place, claim_anchor(text))
    return Link(f"{link.text} (confidence {short_word(confidences.of(place, text)) or 'not stated'})", link.href)


def _claims_caption(synthesis: Synthesis) -> str:
    verified = sum(claim.verdict is Verdict.VERIFIED for claim in synthesis.claims)
    cut = sum(claim.cut_off for claim in synthesis.claims)
    parts = [counted(len(synthesis.claims), "claim"), f"{verified} verified"]
    if cut:
        parts.append(f"{cut} cut off in the report")
    return ", ".join(parts)
