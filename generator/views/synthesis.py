"""What the page of a synthesis shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.identify import normalised_title
from generator.model import IdentifierKind, Source, Synthesis, SynthesisSummary, Verdict
from generator.render.href import Href, to_page, to_section
from generator.render.markup import Badge, Field, Link
from generator.shorten import headline, short_title, short_word
from generator.summarise import ordered_dimensions
from generator.views.badges import verdict_badge
from generator.views.head import NO_HEAD, Head, head_meta, report
from generator.views.moved import MovedEntry, MovedView, moved_view
from generator.views.parts import (
    LinkList,
    RawRecord,
    Ref,
    ReferenceView,
    Refs,
    ScanRef,
    SourceView,
    counted,
    description,
    extras_view,
    link_list,
    open_of,
    page_path,
    ref_link,
    references_caption,
    references_fold,
    references_view,
    source_view,
    whole_link,
)
from generator.views.search import SearchEntry
from generator.views.sharing import NOT_SHARED, SharingRecord, SharingView, report_words, sharing_view
from generator.views.shown import shown_synthesis
from generator.views.verdicts import alerts, synthesis_figures
from generator.vocabulary import load


class SameClaim(NamedTuple):
    """The place of a claim in another synthesis, and the confidence that it has there."""

    synthesis: Ref
    anchor: str
    confidence: str


@dataclass(frozen=True, slots=True)
class SynthesisRecord:
    """All that the page of a synthesis shows, but for what stands in its own file.

    ``targets`` are the references that lead to scans: their numbers, and where to. ``shared`` are the claims that
    other syntheses make too: their numbers, where, in how many, and the address of the page with all of these.
    ``names`` are shared with scans. ``first`` is how many rows stand open where the others are folded.
    """

    location: str
    own: SynthesisSummary = field(repr=False)  # follows from the file
    raw: RawRecord
    notes: tuple[str, ...]
    targets: tuple[tuple[int, ScanRef], ...]
    shared: tuple[tuple[int, tuple[SameClaim, ...], int, str], ...]
    names: tuple[tuple[str, Refs], ...]
    first: int
    index: str
    moved: tuple[MovedEntry, ...] = ()
    """The entries that were on the page."""
    head: Head = NO_HEAD
    sharing: SharingRecord = NOT_SHARED

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return page_path(self.location)

    @property
    def source(self) -> Source:
        """The file that the page shows."""
        return self.raw.source


@dataclass(frozen=True, slots=True)
class FigureView:
    """A figure as the report states it, beside the figure as counted in it, which leads to what it counts."""

    title: str
    stated: str
    counted: str
    href: Href | None


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
    """A name, and the scans in which it occurs too."""

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
    examined: Href | None
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
    folded_references: tuple[ReferenceView, ...]
    references_caption: str
    references_fold: str
    names: tuple[NameView, ...]
    folded_names: tuple[NameView, ...]
    names_fold: str
    extras: tuple[Field, ...]
    source: SourceView
    sharing: SharingView
    moved: tuple[MovedView, ...] = ()


def synthesis_view(record: SynthesisRecord, synthesis: Synthesis) -> SynthesisView:
    """The view of one synthesis."""
    own, path = record.own, record.path
    shown, left_out = shown_synthesis(synthesis)
    references = references_view(path, shown.references, own.references, record.targets)
    names = tuple([NameView(name, link_list(path, scans, record.first, "scan")) for name, scans in record.names])
    figures = synthesis_figures(own)
    first, named = open_of(len(references), record.first), open_of(len(names), record.first)
    return SynthesisView(
        path=path,
        meta={
            "title": short_title(synthesis.title),
            "description": description(f"{figures}. {synthesis.question}" if synthesis.question else figures),
            "hide": ["navigation"],
            **head_meta(record.head, "Synthesis", figures, report(record.head, shown, figures)),
        },
        index=to_page(path, page_path(record.index)),
        title=headline(synthesis.title),
        byline=", ".join(part for part in (shown.publisher, shown.date) if part),
        question=shown.question,
        examines=shown.examines,
        examined=_examined(shown.examines, references),
        alerts=alerts(own),
        notes=record.notes + left_out,
        figures=_figures(synthesis, shown),
        grades=_grades(shown),
        dimensions=_dimensions(shown, synthesis, own),
        corrections=tuple(
            CorrectionView(event.date, event.text, extras_view(event.extras)) for event in shown.corrections
        ),
        correction_state=_state(shown.correction_state),
        sections=tuple(
            SectionView(anchor, headline(section.heading), section.paragraphs)
            for section, anchor in zip(shown.sections, own.sections, strict=False)
        ),
        claims_heading=headline(synthesis.claims_heading or "Claims"),
        claims=_claims(record, shown),
        claims_caption=_claims_caption(synthesis),
        references=references[:first],
        folded_references=references[first:],
        references_caption=references_caption(references, len(synthesis.references)),
        moved=moved_view(path, record.moved),
        references_fold=references_fold(references[first:]),
        names=names[:named],
        folded_names=names[named:],
        names_fold=counted(len(names) - named, "further name"),
        extras=extras_view(shown.extras),
        source=source_view(path, record.raw),
        sharing=sharing_view(path, record.sharing, "Cite this synthesis", synthesis.title, report_words(own)),
    )


def _examined(title: str, references: tuple[ReferenceView, ...]) -> Href | None:
    """The page of the paper that the report starts from, where the report refers to it and it is scanned here."""
    wanted = normalised_title(title)
    found = (item.scan.link.href for item in references if item.scan and normalised_title(item.title) == wanted)
    return next(found, None) if wanted else None


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
    references, claims = to_section("references"), to_section("claims")
    rows = (
        FigureView("Papers", stated.papers, f"{counted(len(synthesis.references), 'reference')} listed", references),
        FigureView("Claims", stated.claims, str(len(synthesis.claims)), claims),
        FigureView("Verified claims", stated.verified, str(verified), claims),
        FigureView("Quality score", score, "cannot be counted", None),
        FigureView(
            "Peer-reviewed papers",
            {True: "yes", False: "no", None: ""}[stated.peer_reviewed],
            f"{preprints} of {counted(len(synthesis.references), 'reference')} "
            f"{'is an arXiv preprint' if preprints == 1 else 'are arXiv preprints'}",
            references,
        ),
    )
    return tuple(FigureView(row.title, row.stated or "not stated", row.counted, row.href) for row in rows)


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


def _dimensions(shown: Synthesis, whole: Synthesis, own: SynthesisSummary) -> tuple[DimensionView, ...]:
    words = load()
    anchors = {item.key: anchor for item, anchor in zip(ordered_dimensions(whole), own.dimensions, strict=True)}
    return tuple(
        DimensionView(
            anchors[item.key],
            words.term("quality_dimensions", item.key).title,
            item.level or "not stated",
            item.score or "not stated",
            item.basis,
            words.term("quality_dimensions", item.key).about,
            extras_view(item.extras),
        )
        for item in ordered_dimensions(shown)
    )


def _claims(record: SynthesisRecord, shown: Synthesis) -> tuple[SynthesisClaimView, ...]:
    elsewhere = {
        number: LinkList(
            tuple(same_claim(record.path, place) for place in places),
            whole=whole_link(record.path, whole, len(places), total, "other synthesis", "other syntheses"),
        )
        for number, places, total, whole in record.shared
    }
    return tuple(
        SynthesisClaimView(
            place.anchor,
            claim.text,
            claim.cut_off,
            claim.tail,
            verdict_badge(claim),
            claim.confidence.stated or "not stated",
            elsewhere.get(number, LinkList(())),
            extras_view(claim.extras),
        )
        for number, (claim, place) in enumerate(zip(shown.claims, record.own.claims, strict=False))
    )


def same_claim(origin: str, place: SameClaim) -> Link:
    """A link to the claim in another report, with the confidence that it has there."""
    link = ref_link(origin, place.synthesis, place.anchor)
    return Link(f"{link.text} (confidence {short_word(place.confidence) or 'not stated'})", link.href)


def _claims_caption(synthesis: Synthesis) -> str:
    verified = sum(claim.verdict is Verdict.VERIFIED for claim in synthesis.claims)
    cut = sum(claim.cut_off for claim in synthesis.claims)
    parts = [counted(len(synthesis.claims), "claim"), f"{verified} verified"]
    if cut:
        parts.append(f"{cut} cut off in the report")
    return ", ".join(parts)


def synthesis_search(record: SynthesisRecord, view: SynthesisView) -> Iterator[SearchEntry]:
    """What the search finds of the page: the report, and each claim."""
    yield SearchEntry("", view.title, " · ".join(part for part in (view.byline, view.question) if part))
    for claim in view.claims:
        yield SearchEntry(claim.anchor, claim.text)
