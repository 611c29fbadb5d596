"""What the page of a scan shows, in the order of what a reader wants."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from generator.addresses import address
from generator.analysis.differences import Difference
from generator.analysis.earlier import Gone
from generator.analysis.tally import Tally, by_domain, support_counts, tally
from generator.config import Corpus, Formula
from generator.identify import path_anchor, section_anchor
from generator.model import Answers, Appraisal, Criterion, Domain, Reply, Scan, ScanSummary, Source
from generator.render.href import Href, to_anchor, to_page, to_section
from generator.render.markup import Badge, Field, Link, Strip
from generator.render.picture import Picture
from generator.shorten import headline, short_title, short_word
from generator.summarise import counted_in_order, ordered_criteria, ordered_domains, ordered_factors
from generator.views.badges import criterion_badge, support_badge, support_title, tally_badge
from generator.views.compare import NOT_COMPARED, Comparable, compared_with
from generator.views.differences import DIFFERENCES_CAPTION, DifferenceView, differences_view
from generator.views.earlier import (
    EarlierView,
    Edition,
    GoneView,
    NewestView,
    earlier_view,
    gone_caption,
    gone_fold,
    gone_view,
    more_earlier,
    newest_view,
)
from generator.views.head import NO_HEAD, Head, head_meta, review
from generator.views.moved import MovedEntry, MovedView, moved_view
from generator.views.parts import (
    RawRecord,
    Ref,
    ReferenceView,
    ScanList,
    ScanRef,
    ScanRefs,
    SourceView,
    counted,
    description,
    extras_view,
    identifier_links,
    methodology_path,
    open_of,
    page_path,
    ref_link,
    references_caption,
    references_fold,
    references_view,
    scan_list,
    source_view,
    stated_view,
    whole_link,
)
from generator.views.scores import ScoresView, few_words, flat_figure, scores_view
from generator.views.search import SearchEntry
from generator.views.shares_plot import place_plot
from generator.views.sharing import NOT_SHARED, SharingRecord, SharingView, scan_words, sharing_view
from generator.views.shown import shown_scan
from generator.views.verdicts import scan_figures, scan_title
from generator.vocabulary import load


class Mention(NamedTuple):
    """A synthesis that cites the paper, or has names in common with its scan."""

    synthesis: Ref
    cites: bool
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """Syntheses that mention the paper; ``first``, ``total`` and ``whole`` as in ``ScanRefs``."""

    mentions: tuple[Mention, ...] = ()
    first: int = 0
    total: int = 0
    whole: str = ""


@dataclass(frozen=True, slots=True)
class ScanRecord:
    """All that the page of a paper, or of an earlier scan of it, shows, but for what stands in its own file.

    ``targets`` are the references that lead to scans: their numbers, and where to. ``earlier`` are the older scans,
    each with its file, as many as are listed. ``most_cited`` is the address of the page about what papers cite.
    ``differences`` are rare answers, each with the addresses of its criterion's page and of the explorer with the
    papers that answer so, empty where there is none.
    ``explains_criteria`` says whether the methodology page is the generated one, and ``finds_criteria`` whether the
    search has an entry for each criterion. ``formulas`` make the scores that it shows.
    """

    location: str
    own: ScanSummary = field(repr=False)  # follows from the file
    raw: RawRecord
    notes: tuple[str, ...]
    targets: tuple[tuple[int, ScanRef], ...]
    cited_by: ScanRefs
    mentions: Mentions
    differences: tuple[tuple[Difference, str, str], ...]
    most_cited: str
    earlier: tuple[tuple[Edition, RawRecord], ...]
    index: str
    explains_criteria: bool
    finds_criteria: bool
    formulas: tuple[str, ...]
    overview: str = ""
    bars_file: str = ""
    """The address of the overview and the path of its bars of shares, empty where the site has none."""
    groups: tuple[Ref, ...] = ()
    """The groups that the paper is in: its year, venue, tags and so on, each with its page."""
    compare: Comparable = NOT_COMPARED
    sharing: SharingRecord = NOT_SHARED
    reply: Reply | None = None
    families: tuple[str, ...] = ()
    """The addresses of the families of its red flags, empty for one that has no page."""
    earlier_total: int = 0
    gone: tuple[Gone, ...] = ()
    """The entries of earlier scans that this one does not have, as many as are listed."""
    gone_total: int = 0
    newest: Edition | None = None
    """The paper's newest scan, where this is an earlier one."""
    moved: tuple[MovedEntry, ...] = ()
    """The entries that were on the page."""
    head: Head = NO_HEAD

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return page_path(self.location)

    @property
    def source(self) -> Source:
        """The file that the page shows."""
        return self.raw.source


class CriterionView(NamedTuple):
    """A row of the checklist."""

    anchor: str
    title: str
    question: str
    badge: Badge
    justification: str
    rater: str
    extras: tuple[Field, ...]
    id: str = ""
    """The keys of the domain and the criterion, with a slash."""
    is_known: bool = False
    """Whether the vocabulary has the criterion."""


@dataclass(frozen=True, slots=True)
class DomainView:
    """A domain with its rows.

    ``criteria`` are ordered by answer: those to look at first. ``left_out`` says how many more there are that the
    page does not show, and is empty where it shows all. ``met`` says how many are met of how many; ``marks`` has
    those with a symbol in the overview, in the order of the vocabulary, so that scans can be compared.
    """

    anchor: str
    title: str
    about: Href | None
    badge: Badge
    met: str
    overall: CriterionView | None
    criteria: tuple[CriterionView, ...]
    left_out: str
    marks: tuple[CriterionView, ...]
    answered: Strip
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
    family: Href | None = None


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
class ReplyView:
    """The authors' reply, and what the page says of the rest where that is not all."""

    text: str
    rest: str


@dataclass(frozen=True, slots=True)
class MentionView:
    """A synthesis that cites the paper or has names in common with its scan; ``names`` leads to all of them there."""

    link: Link
    how: str
    names: Link | None = None


@dataclass(frozen=True, slots=True)
class MentionList:
    """Syntheses that mention the paper, as in ``ScanList``."""

    mentions: tuple[MentionView, ...]
    folded: tuple[MentionView, ...]
    fold: str
    whole: Link | None


@dataclass(frozen=True, slots=True)
class LabelView:
    """Paper type, modules or tags: in words, and with links to the pages of those that have one."""

    title: str
    text: str
    links: tuple[Link, ...]


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
    scores: ScoresView | None
    labels: tuple[LabelView, ...]
    groups: tuple[Link, ...]
    """The groups of the paper that are not among the labels."""
    compare: tuple[Link, ...]
    """Comparisons of this scan with others."""
    notes: tuple[str, ...]
    key_findings: str
    red_flags: tuple[RedFlagView, ...]
    differences: tuple[DifferenceView, ...]
    differences_caption: str
    folded_differences: tuple[DifferenceView, ...]
    differences_fold: str
    claims: tuple[ClaimView, ...]
    claims_caption: str
    checklist_summary: str
    domains: tuple[DomainView, ...]
    place: Picture | None
    """Where the paper lies among all."""
    type_summary: str
    type_domains: tuple[DomainView, ...]
    engagement: tuple[FactorView, ...]
    references: tuple[ReferenceView, ...]
    folded_references: tuple[ReferenceView, ...]
    references_caption: str
    references_fold: str
    most_cited: Href | None
    cited_by: ScanList
    mentions: MentionList
    extras: tuple[Field, ...]
    source: SourceView
    version: str
    scanned: str
    """The day on which the paper was read, as the file says it."""
    label_keys: str
    """The words that the file uses for the labels; those of criteria are in their addresses."""
    earlier: tuple[EarlierView, ...]
    reply: ReplyView | None
    sharing: SharingView
    earlier_more: str
    gone: tuple[GoneView, ...]
    gone_fold: str
    gone_caption: str
    newest: NewestView | None
    """Set where this is an earlier scan."""
    moved: tuple[MovedView, ...] = ()


def scan_view(record: ScanRecord, scan: Scan) -> ScanView:
    """The view of one paper's newest scan, or of an earlier one."""
    own, path = record.own, record.path
    shown, left_out = shown_scan(scan)
    total = tally(own.answers.letters)
    references = references_view(path, shown.references, own.references, record.targets)
    first = open_of(len(references), record.cited_by.first)
    summary, figures = _summary(total), scan_figures(own)
    labels, labelled = _labels(path, shown, record.groups)
    differences, folded = differences_view(path, own.answers, record.differences)
    return ScanView(
        path=path,
        meta=_meta(record, shown, figures),
        index=to_page(path, page_path(record.index)),
        methodology=to_page(path, methodology_path()),
        title=headline(scan.paper.title),
        authors=", ".join(shown.paper.authors),
        published=", ".join(
            part for part in ("" if scan.paper.year is None else str(scan.paper.year), shown.paper.venue) if part
        ),
        identifiers=identifier_links(scan.paper.identifiers, scan.paper.stated),
        stated=stated_view(shown.paper.stated, scan.paper.identifiers),
        paper_extras=extras_view(shown.paper.extras),
        tiles=_tiles(own, total, shows_share=Formula.FLAT in record.formulas),
        scores=scores_view(own.answers, record.formulas),
        labels=labels,
        groups=tuple(ref_link(path, group) for group in record.groups if group.location not in labelled),
        compare=compared_with(path, record.compare),
        notes=record.notes + left_out,
        key_findings=shown.key_findings,
        red_flags=tuple(
            [
                RedFlagView(
                    place.anchor,
                    flag.name or "Red flag without a name",
                    flag.detail,
                    extras_view(flag.extras),
                    to_page(path, page_path(family)) if family else None,
                )
                for flag, place, family in zip(
                    shown.red_flags, own.red_flags, record.families or ("",) * len(own.red_flags), strict=False
                )
            ]
        ),
        differences=differences,
        differences_caption=DIFFERENCES_CAPTION,
        folded_differences=folded,
        differences_fold=counted(len(folded), "further answer") if folded else "",
        claims=tuple(
            [
                ClaimView(place.anchor, claim.text, claim.evidence, support_badge(claim), extras_view(claim.extras))
                for claim, place in zip(shown.claims, own.claims, strict=False)
            ]
        ),
        claims_caption=_claims_caption(own),
        checklist_summary=summary,
        domains=_domains(path, shown.appraisal, scan.appraisal, own.answers, explained=record.explains_criteria),
        place=place_plot(path, total, record.bars_file, record.overview) if record.bars_file else None,
        type_summary=_summary(tally(own.type_answers.letters)),
        type_domains=_domains(
            path, shown.type_appraisal, scan.type_appraisal, own.type_answers, explained=record.explains_criteria
        ),
        engagement=_engagement(shown, scan, own),
        references=references[:first],
        folded_references=references[first:],
        references_caption=references_caption(references, len(scan.references)),
        references_fold=references_fold(references[first:]),
        moved=moved_view(path, record.moved),
        most_cited=to_page(path, page_path(record.most_cited)) if record.most_cited else None,
        cited_by=scan_list(path, record.cited_by),
        mentions=_mentions(path, record.mentions),
        extras=extras_view(shown.extras),
        source=source_view(path, record.raw),
        version=short_word(scan.version),
        scanned=short_word(scan.date),
        label_keys=", ".join([*filter(None, [shown.paper_type]), *shown.modules, *shown.tags]),
        earlier=earlier_view(path, record.earlier),
        earlier_more=more_earlier(record.earlier_total - len(record.earlier)),
        gone=tuple([gone_view(path, item, record.earlier[item.scan][0]) for item in record.gone]),
        gone_fold=gone_fold(record.gone_total),
        gone_caption=gone_caption(len(record.gone), record.gone_total),
        newest=newest_view(path, scan.version, record.newest) if record.newest else None,
        reply=_reply(record.reply),
        sharing=sharing_view(path, record.sharing, "Cite this scan or the paper", scan.paper.title, scan_words(own)),
    )


def _reply(reply: Reply | None) -> ReplyView | None:
    if reply is None:
        return None
    shown = counted(len(reply.text), "character")
    return ReplyView(reply.text, f"The reply goes on; this page shows its first {shown}." if reply.is_cut else "")


def _meta(record: ScanRecord, scan: Scan, figures: str) -> Mapping[str, object]:
    title, about = short_title(scan.paper.title), f"{figures}. {scan.key_findings}"
    data = review(record.head, scan, figures)
    if record.newest is None:
        return {
            "title": title,
            "description": description(about),
            "hide": ["navigation"],
            **head_meta(record.head, "Scan", figures, data),
        }
    return {
        "title": scan_title(title, scan.version),
        "description": description(f"An earlier scan. {about}"),
        "hide": ["navigation"],
        # For builders that make the search from what they see.
        "search": {"exclude": True},
        **head_meta(record.head, "Scan", figures, data),
    }


def _summary(total: Tally) -> str:
    parts = [f"{total.yes} of {total.applicable} applicable criteria met"]
    parts.append(f"{counted(total.total, 'criterion', 'criteria')} in all")
    if total.not_applicable:
        parts.append(f"{total.not_applicable} not applicable")
    if total.unclear:
        parts.append(f"{total.unclear} unclear")
    return ", ".join(parts)


def _tiles(scan: ScanSummary, total: Tally, *, shows_share: bool) -> tuple[Tile, ...]:
    met = f"{total.yes} of {total.applicable}"
    levels = ", ".join(f"{number} {support_title(level).lower()}" for level, number in support_counts(scan.claims))
    claims = "claim" if len(scan.claims) == 1 else "claims"
    share = flat_figure(total) if shows_share else ""
    said = f"{met} applicable criteria met" if share else "applicable criteria met"
    if few := few_words(total):
        said += f" ({few})"
    if not total.total:
        said = "no criteria in the scan"
    return (
        Tile(share or (met if total.total else "–"), said, to_section("checklist")),
        Tile(str(len(scan.red_flags)), "red flag" if len(scan.red_flags) == 1 else "red flags",
             to_section("red-flags") if scan.red_flags else None),
        Tile(str(len(scan.claims)), f"{claims}: {levels}" if levels else claims,
             to_section("claims") if scan.claims else None),
        Tile(short_word(scan.version), "scan version", to_section("provenance")),
    )  # fmt: skip


def _labels(path: str, scan: Scan, groups: tuple[Ref, ...]) -> tuple[tuple[LabelView, ...], frozenset[str]]:
    """Paper type, modules and tags by their titles, and the addresses of those of ``groups`` that they lead to."""
    words, pages, labels = load(), {group.location: group for group in groups}, []
    kinds = (
        ("Paper type", "paper_types", Corpus.TYPES, (scan.paper_type,) if scan.paper_type else ()),
        ("Module" if len(scan.modules) == 1 else "Modules", "modules", Corpus.MODULES, scan.modules),
        ("Tag" if len(scan.tags) == 1 else "Tags", "methodology_tags", Corpus.TAGS, scan.tags),
    )
    found = set()
    for title, kind, corpus, keys in kinds:
        links = []
        for key in keys:
            place = pages.get(address(corpus, key))
            links.append(
                Link(words.term(kind, key).title, to_page(path, page_path(place.location)) if place else None)
            )
            found.add(place.location if place else "")
        if links:
            text = ", ".join(link.text for link in links)
            labels.append(LabelView(title, text, tuple(links)))
    return tuple(labels), frozenset(found)


def _claims_caption(scan: ScanSummary) -> str:
    levels = ", ".join(f"{number} {support_title(level).lower()}" for level, number in support_counts(scan.claims))
    return f"{counted(len(scan.claims), 'claim')} by support: {levels}" if levels else ""


def _domains(
    path: str, shown: Appraisal, whole: Appraisal, answers: Answers, *, explained: bool
) -> tuple[DomainView, ...]:
    """The domains that are shown, with the anchors and figures of the whole checklist."""
    tallies, every = by_domain(answers), ordered_domains(whole)
    # The outline lists the criteria of all domains in this very order, or the domain itself where it has none.
    pointers = [item.pointer for domain in every for item in counted_in_order(domain)]
    anchors = {pointer: row[2] for pointer, row in zip(pointers, answers.outline.criteria, strict=True)}
    places = dict(answers.outline.domains)
    return tuple(
        [
            _domain(
                path,
                domain,
                len(all_of_it.criteria),
                places[domain.key],
                anchors,
                tallies[domain.key],
                explained=explained,
            )
            # Those that are shown are the first ones.
            for domain, all_of_it in zip(ordered_domains(shown), every, strict=False)
        ]
    )


_URGENT = {kind: rank for rank, kind in enumerate(("no", "unclear", "yes", "na"))}
"""In which order a domain's answers stand: a reader looks for what is missing."""


def _domain(
    path: str, domain: Domain, size: int, anchor: str, anchors: Mapping[str, str], total: Tally, *, explained: bool
) -> DomainView:
    term = load().domain(domain.key)
    marks = tuple([_criterion(domain.key, item, anchors[item.pointer]) for item in ordered_criteria(domain)])
    criteria = tuple(sorted(marks, key=lambda item: _URGENT[item.badge.kind]))
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
        left_out=_left_out(len(criteria), size),
        marks=marks or ((overall,) if overall else ()),
        answered=Strip(total.yes, total.no, total.unclear, total.not_applicable),
        extras=extras_view(domain.extras),
        href=to_anchor(anchor),
    )


def _left_out(shown: int, size: int) -> str:
    if shown == size:
        return ""
    if size == 1:
        return "The page does not show its criterion; the raw file has it."
    number, them = (str(shown), "them all") if shown else ("none", "them")
    return f"The page shows {number} of its {size:,} criteria; the raw file has {them}."


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
        id=f"{domain}/{criterion.key}",
        is_known=term.known,
    )


def _engagement(shown: Scan, whole: Scan, own: ScanSummary) -> tuple[FactorView, ...]:
    words = load()
    anchors = {factor.pointer: anchor for factor, anchor in zip(ordered_factors(whole), own.factors, strict=True)}
    return tuple(
        FactorView(
            anchors[factor.pointer],
            words.term("engagement_factors", factor.key).title,
            "not stated" if factor.score is None else str(factor.score),
            factor.justification,
            extras_view(factor.extras),
        )
        for factor in ordered_factors(shown)
    )


def _mentions(path: str, listed: Mentions) -> MentionList:
    views = tuple([mention_view(path, item) for item in listed.mentions])
    first = open_of(len(views), listed.first)
    whole = whole_link(path, listed.whole, len(views), listed.total, "synthesis", "syntheses")
    return MentionList(views[:first], views[first:], f"{len(views) - first:,} more", whole)


_NAMES = 8
"""How many names that a synthesis and a scan share are told; the synthesis' page has them all."""


def mention_view(path: str, mention: Mention) -> MentionView:
    """In what way a synthesis mentions the paper."""
    parts = ["cites this paper"] if mention.cites else []
    names, synthesis = mention.names, mention.synthesis
    if names:
        parts.append(f"shares the name{'' if len(names) == 1 else 's'} {', '.join(names[:_NAMES])}")
    others = None
    if len(names) > _NAMES:
        target = to_page(path, page_path(synthesis.location), section_anchor("names"))
        others = Link(counted(len(names) - _NAMES, "further name"), target)
    return MentionView(ref_link(path, synthesis), "; ".join(parts), others)


def scan_search(record: ScanRecord, view: ScanView) -> Iterator[SearchEntry]:
    """What the search finds of the page: the paper, each red flag and claim and, where wanted, each criterion.

    Justifications and evidence stay out: they are most of the text, and all of it is downloaded before the first
    search is answered.
    """
    # What the file calls tags and the like is found, but stands last, so that hits begin with words for people.
    parts = (view.authors, *(field.text for field in view.labels), view.key_findings, view.label_keys)
    yield SearchEntry("", view.title, " · ".join(part for part in parts if part))
    for flag in view.red_flags:
        yield SearchEntry(flag.anchor, flag.name)
    for claim in view.claims:
        yield SearchEntry(claim.anchor, claim.text)
    if record.finds_criteria:
        for domain in (*view.domains, *view.type_domains):
            for criterion in domain.criteria:
                yield SearchEntry(criterion.anchor, f"{criterion.title}: {criterion.badge.word}", criterion.question)
