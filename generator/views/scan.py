"""What the page of a scan shows, in the order of what a reader wants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.identify import Anchors, claim_anchor, flag_anchor, path_anchor
from generator.model import Appraisal, Criterion, Domain, Scan, ScannedPaper
from generator.render.href import Href, to_anchor, to_page, to_section
from generator.render.markup import Badge, Field, Link
from generator.statistics import Tally, support_counts, tally
from generator.views.badges import criterion_badge, support_badge, support_title, tally_badge
from generator.views.parts import (
    Context,
    LinkList,
    ReferenceView,
    SourceView,
    counted,
    description,
    extras_view,
    identifier_links,
    methodology_path,
    page_path,
    paper_links,
    reader_notes,
    references_caption,
    references_view,
    source_view,
    stated_view,
    synthesis_link,
)
from generator.views.shown import headline, short_title, short_word, shown_scan
from generator.vocabulary import load


class CriterionView(NamedTuple):
    """A row of the checklist."""

    anchor: str
    title: str
    question: str
    badge: Badge
    justification: str
    rater: str
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class DomainView:
    """A domain with its rows. ``met`` says how many of how many, ``marks`` are what has a sign in the overview."""

    anchor: str
    title: str
    about: Href | None
    badge: Badge
    met: str
    overall: CriterionView | None
    criteria: tuple[CriterionView, ...]
    marks: tuple[CriterionView, ...]
    extras: tuple[Field, ...]
    href: Href


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A row of the claim table."""

    anchor: str
    text: str
    evidence: str
    badge: Badge
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class RedFlagView:
    """A callout."""

    anchor: str
    name: str
    detail: str
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class FactorView:
    """A row of the engagement factors."""

    anchor: str
    title: str
    score: str
    justification: str
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure of the summary strip. ``href`` leads to what it counts."""

    figure: str
    text: str
    href: Href | None = None


@dataclass(frozen=True, slots=True)
class EarlierView:
    """An older scan of the paper."""

    label: str
    source: SourceView


@dataclass(frozen=True, slots=True)
class MentionView:
    """A synthesis that cites the paper or has names in common with its scan."""

    link: Link
    how: str


@dataclass(frozen=True, slots=True)
class ScanView:
    """The page of a scan."""

    path: str
    meta: Mapping[str, object]
    index: Href
    methodology: Href
    title: str
    authors: str
    published: str
    identifiers: tuple[Link, ...]
    stated: tuple[Field, ...]
    paper_extras: tuple[Field, ...]
    tiles: tuple[Tile, ...]
    labels: tuple[Field, ...]
    notes: tuple[str, ...]
    key_findings: str
    red_flags: tuple[RedFlagView, ...]
    claims: tuple[ClaimView, ...]
    claims_caption: str
    checklist_summary: str
    domains: tuple[DomainView, ...]
    type_summary: str
    type_domains: tuple[DomainView, ...]
    engagement: tuple[FactorView, ...]
    references: tuple[ReferenceView, ...]
    references_caption: str
    cited_by: LinkList
    mentions: tuple[MentionView, ...]
    more_mentions: int
    extras: tuple[Field, ...]
    source: SourceView
    version: str
    earlier: tuple[EarlierView, ...]


def scan_view(context: Context, paper: ScannedPaper) -> ScanView:
    """The view of one paper's newest scan."""
    scan = paper.scan
    shown, left_out = shown_scan(scan)
    path = page_path(paper.location)
    anchors = Anchors()
    domains = _domains(path, shown.appraisal, anchors, (), explained=context.explains_criteria)
    type_domains = _domains(
        path, shown.type_appraisal, anchors, ("type_checklist",), explained=context.explains_criteria
    )
    total = tally(scan.appraisal.counted)
    type_total = tally(scan.type_appraisal.counted)
    references = references_view(context, path, paper.location, shown.references, anchors, scan.references)
    mentions, more_mentions = _mentions(context, paper.location, path)
    summary = _summary(total)
    return ScanView(
        path=path,
        meta={
            "title": short_title(scan.paper.title),
            "description": description(
                f"{summary}; {counted(len(scan.red_flags), 'red flag')}. {shown.key_findings}"
            ),
            "hide": ["navigation"],
        },
        index=to_page(path, page_path(context.scans_home)),
        methodology=to_page(path, methodology_path()),
        title=headline(scan.paper.title),
        authors=", ".join(shown.paper.authors),
        published=", ".join(
            part for part in ("" if scan.paper.year is None else str(scan.paper.year), shown.paper.venue) if part
        ),
        identifiers=identifier_links(scan.paper.identifiers, scan.paper.stated),
        stated=stated_view(shown.paper.stated, scan.paper.identifiers),
        paper_extras=extras_view(shown.paper.extras),
        tiles=_tiles(scan, total),
        labels=_labels(shown),
        notes=reader_notes(context, scan.source) + left_out,
        key_findings=shown.key_findings,
        red_flags=_red_flags(scan, shown, anchors),
        claims=_claims(scan, shown, anchors),
        claims_caption=_claims_caption(scan),
        checklist_summary=summary,
        domains=domains,
        type_summary=_summary(type_total),
        type_domains=type_domains,
        engagement=_engagement(shown, anchors),
        references=references,
        references_caption=references_caption(references, len(scan.references)),
        cited_by=paper_links(context, path, context.citations.by_papers.get(paper.location, ())),
        mentions=mentions,
        more_mentions=more_mentions,
        extras=extras_view(shown.extras),
        source=source_view(path, scan.source),
        version=short_word(scan.version),
        earlier=tuple(
            EarlierView(f"Scan version {short_word(older.version)}", source_view(path, older.source))
            for older in paper.earlier
        ),
    )


def _summary(total: Tally) -> str:
    parts = [f"{total.yes} of {total.applicable} applicable criteria met"]
    parts.append(f"{total.total} criteria in all")
    if total.not_applicable:
        parts.append(f"{total.not_applicable} not applicable")
    if total.unclear:
        parts.append(f"{total.unclear} unclear")
    return ", ".join(parts)


def _tiles(scan: Scan, total: Tally) -> tuple[Tile, ...]:
    levels = ", ".join(f"{number} {support_title(level).lower()}" for level, number in support_counts(scan))
    claims = "claim" if len(scan.claims) == 1 else "claims"
    return (
        Tile(
            f"{total.yes} of {total.applicable}" if total.total else "–",
            "applicable criteria met" if total.total else "no criteria in the scan",
            to_section("checklist"),
        ),
        Tile(str(len(scan.red_flags)), "red flag" if len(scan.red_flags) == 1 else "red flags",
             to_section("red-flags") if scan.red_flags else None),
        Tile(str(len(scan.claims)), f"{claims}: {levels}" if levels else claims,
             to_section("claims") if scan.claims else None),
        Tile(short_word(scan.version), "scan version", to_section("provenance")),
    )  # fmt: skip


def _labels(scan: Scan) -> tuple[Field, ...]:
    """Paper type, modules and tags, each with its title and the key that stands in the file."""
    words = load()
    groups = (
        ("Paper type", "paper_types", (scan.paper_type,) if scan.paper_type else ()),
        ("Module" if len(scan.modules) == 1 else "Modules", "modules", scan.modules),
        ("Tag" if len(scan.tags) == 1 else "Tags", "methodology_tags", scan.tags),
    )
    return tuple(
        Field(title, ", ".join(f"{words.term(kind, key).title} ({key})" for key in keys))
        for title, kind, keys in groups
        if keys
    )


def _red_flags(scan: Scan, shown: Scan, anchors: Anchors) -> tuple[RedFlagView, ...]:
    """The red flags that are shown, under the anchors that their whole texts give them."""
    whole = scan.red_flags[: len(shown.red_flags)]
    names = anchors.assign([(flag_anchor(flag.name), flag.detail) for flag in whole])
    return tuple(
        RedFlagView(anchor, flag.name or "Red flag without a name", flag.detail, extras_view(flag.extras))
        for flag, anchor in zip(shown.red_flags, names, strict=True)
    )


def _claims(scan: Scan, shown: Scan, anchors: Anchors) -> tuple[ClaimView, ...]:
    """The claims that are shown, under the anchors that their whole texts give them."""
    whole = scan.claims[: len(shown.claims)]
    names = anchors.assign([(claim_anchor(claim.text), claim.evidence) for claim in whole])
    return tuple(
        ClaimView(anchor, claim.text, claim.evidence, support_badge(claim), extras_view(claim.extras))
        for claim, anchor in zip(shown.claims, names, strict=True)
    )


def _claims_caption(scan: Scan) -> str:
    levels = ", ".join(f"{number} {support_title(level).lower()}" for level, number in support_counts(scan))
    return f"{counted(len(scan.claims), 'claim')} by support: {levels}" if levels else ""


def _domains(
    path: str, appraisal: Appraisal, anchors: Anchors, prefix: tuple[str, ...], *, explained: bool
) -> tuple[DomainView, ...]:
    words = load()
    ordered = sorted(appraisal.domains, key=lambda item: words.domain_rank(item.key))
    places = anchors.assign([(path_anchor(*prefix, domain.key), domain.key) for domain in ordered])
    pairs = [
        (domain, criterion)
        for domain in ordered
        for criterion in sorted(domain.criteria, key=lambda item: words.criterion_rank(domain.key, item.key))
    ]
    rows = anchors.assign(
        [(path_anchor(*prefix, domain.key, item.key), f"{domain.key}\n{item.key}") for domain, item in pairs]
    )
    by_domain: dict[str, list[tuple[Criterion, str]]] = {domain.key: [] for domain in ordered}
    for (domain, criterion), anchor in zip(pairs, rows, strict=True):
        by_domain[domain.key].append((criterion, anchor))
    return tuple(
        _domain(path, domain, place, by_domain[domain.key], explained=explained)
        for domain, place in zip(ordered, places, strict=True)
    )


def _domain(
    path: str, domain: Domain, anchor: str, rows: Sequence[tuple[Criterion, str]], *, explained: bool
) -> DomainView:
    term = load().domain(domain.key)
    total = tally(domain.counted)
    criteria = tuple(_criterion(domain.key, criterion, place) for criterion, place in rows)
    overall = _criterion(domain.key, domain.overall, anchor) if domain.overall else None
    met = f"{total.yes} of {total.applicable} applicable criteria met"
    if total.not_applicable:
        met += f", {total.not_applicable} not applicable"
    if total.unclear:
        met += f", {total.unclear} unclear"
    return DomainView(
        anchor=anchor,
        title=term.title,
        about=to_page(path, methodology_path(), path_anchor(domain.key)) if term.known and explained else None,
        badge=tally_badge(total.yes, total.applicable),
        met=met,
        overall=overall,
        criteria=criteria,
        marks=criteria or ((overall,) if overall else ()),
        extras=extras_view(domain.extras),
        href=to_anchor(anchor),
    )


def _criterion(domain: str, criterion: Criterion, anchor: str) -> CriterionView:
    words = load()
    term = words.domain(domain) if criterion.key == domain else words.criterion(domain, criterion.key)
    badge = criterion_badge(criterion)
    return CriterionView(
        anchor=anchor,
        title=term.title,
        question=term.question,
        badge=badge,
        justification=criterion.justification,
        rater=criterion.rater,
        extras=extras_view(criterion.extras),
    )


def _engagement(scan: Scan, anchors: Anchors) -> tuple[FactorView, ...]:
    words = load()
    ordered = sorted(scan.engagement, key=lambda item: words.rank("engagement_factors", item.key))
    places = anchors.assign([(path_anchor("engagement_factors", item.key), item.key) for item in ordered])
    return tuple(
        FactorView(
            anchor,
            words.term("engagement_factors", factor.key).title,
            "not stated" if factor.score is None else str(factor.score),
            factor.justification,
            extras_view(factor.extras),
        )
        for factor, anchor in zip(ordered, places, strict=True)
    )


def _mentions(context: Context, location: str, path: str) -> tuple[tuple[MentionView, ...], int]:
    """Syntheses that cite the paper, then those that share names with its scan."""
    named = dict(context.names.of_paper.get(location, ()))
    citing = context.citations.by_syntheses.get(location, ())
    ordered = list(dict.fromkeys([*citing, *named]))
    views = []
    for number, place in enumerate(ordered[: context.listed_links]):
        parts = ["cites this paper"] if number < len(citing) else []
        if names := named.get(place):
            shown = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "")
            parts.append(f"names {shown}")
        views.append(MentionView(synthesis_link(context, path, place), "; ".join(parts)))
    return tuple(views), max(0, len(ordered) - context.listed_links)
