"""Pieces that several views are made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator.analysis.tally import Tally
from generator.config import Config
from generator.identify import identifier_label, identifier_url, identifiers, section_anchor
from generator.model import COMPRESSED, Extra, Identifier, IdentifierKind, Reference, ReferenceSummary, Source
from generator.render.href import Href, to_file, to_page, to_registry, to_site
from generator.render.markup import Badge, Field, Link
from generator.shorten import short_word
from generator.views.badges import tally_badge
from generator.vocabulary import title_from_key


@dataclass(frozen=True, slots=True)
class LinkList:
    """Links, the first ones open and the others folded. ``whole`` leads to a page with all, where some lack."""

    links: tuple[Link, ...]
    folded: tuple[Link, ...] = ()
    whole: Link | None = None


FEW = 2
"""Links that stand open in a row whose group has no page of its own; the others are folded."""


@dataclass(frozen=True, slots=True)
class ScanLink:
    """A link to a scan, with how many criteria the paper meets and a link to its checklist."""

    link: Link
    badge: Badge
    checklist: Href


@dataclass(frozen=True, slots=True)
class ScanList:
    """Links to scans, the first ones open and the others folded.

    ``fold`` says how many are folded. ``whole`` leads to the page with all of them, where this one has not.
    """

    scans: tuple[ScanLink, ...]
    folded: tuple[ScanLink, ...]
    fold: str
    whole: Link | None


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """An entry of a reference list."""

    anchor: str
    title: str
    byline: str
    identifiers: tuple[Link, ...]
    stated: tuple[Field, ...]
    relevance: str
    scan: ScanLink | None
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a page comes from."""

    path: str
    raw: Href
    size: str
    digest: str


class Ref(NamedTuple):
    """Another page, by its address and title."""

    location: str
    title: str


class ScanRef(NamedTuple):
    """The page of a scan, and the scan's answers."""

    ref: Ref
    answers: Tally


@dataclass(frozen=True, slots=True)
class Refs:
    """As many pages as a list shows, how many there are in all, and the address of the page that lists those."""

    refs: tuple[Ref, ...] = ()
    total: int = 0
    whole: str = ""


@dataclass(frozen=True, slots=True)
class ScanRefs:
    """Pages of scans, of which ``first`` stand open on the page that lists them.

    ``total`` is how many there are, and ``whole`` the address of the page that lists all, empty where there is none.
    """

    scans: tuple[ScanRef, ...] = ()
    first: int = 0
    total: int = 0
    whole: str = ""


@dataclass(frozen=True, slots=True)
class RawRecord:
    """An input file, and the address at which it is published."""

    source: Source
    published: str


def page_path(location: str) -> str:
    """The Markdown page at an address: ``scans/a`` is written as ``scans/a/index.md``."""
    return f"{location}/index.md"


def methodology_path() -> str:
    """The page that explains domains, criteria, badges and figures."""
    return "methodology.md"


def explains_criteria(config: Config) -> bool:
    """Whether the methodology page is the generated one, with a place for each domain and criterion."""
    return methodology_path() not in config.hand_written


def extras_view(extras: Sequence[Extra]) -> tuple[Field, ...]:
    """Fields that nobody knows, under titles made from their keys."""
    if not extras:
        return ()
    return tuple(
        Field(short_word(" › ".join(title_from_key(part) for part in extra.path.split("."))), extra.text)
        for extra in extras
    )


def identifier_links(found: Iterable[Identifier], stated: Sequence[tuple[str, str]] = ()) -> tuple[Link, ...]:
    """Identifiers with their addresses at the registries, in the words of the input where it gives them bare."""
    bare = _bare_words(stated)
    return tuple(
        Link(
            identifier_label(Identifier(item.kind, bare[item]) if item in bare else item),
            to_registry(identifier_url(item)),
        )
        for item in found
    )


def _bare_words(stated: Sequence[tuple[str, str]]) -> dict[Identifier, str]:
    """The identifiers that the input gives without any prefix, each as it stands there."""
    return {item: text for _, value in reversed(stated) if (text := value.strip()) for item in _bare(text)}


def _bare(text: str) -> tuple[Identifier, ...]:
    """The identifier that ``text`` is, without any prefix."""
    if text.startswith("10."):
        return tuple(item for item in identifiers(None, text) if item.kind is IdentifierKind.DOI)
    return identifiers(text, None) if text[:1].isdigit() else ()


_STATED_TITLES = {"arxiv_id": "arXiv id as given", "doi": "DOI as given", "reference": "As given", "id": "As given",
                  "url": "URL"}  # fmt: skip


def stated_view(stated: Sequence[tuple[str, str]], found: Sequence[Identifier]) -> tuple[Field, ...]:
    """Identifiers as given that the link of none of those ``found`` shows in these very words."""
    bare = _bare_words(stated)
    shown = {bare[item] for item in found if item in bare}
    return tuple(
        Field(_STATED_TITLES.get(key, title_from_key(key)), value)
        for key, value in stated
        if value.strip() not in shown
    )


def ref_link(origin: str, ref: Ref, anchor: str = "") -> Link:
    """A link to a page, or to a place on it, by the page's title."""
    return Link(ref.title, to_page(origin, page_path(ref.location), anchor))


def scan_link(origin: str, scan: ScanRef) -> ScanLink:
    """A link to a scan with its share."""
    return ScanLink(
        ref_link(origin, scan.ref),
        tally_badge(scan.answers.yes, scan.answers.applicable),
        to_page(origin, page_path(scan.ref.location), section_anchor("checklist")),
    )


def first_few(links: Sequence[Link]) -> LinkList:
    """The links of a row, of which the first ``FEW`` stand open."""
    first = open_of(len(links), FEW)
    return LinkList(tuple(links[:first]), tuple(links[first:]))


def link_list(origin: str, listed: Refs, first: int, noun: str, plural: str = "") -> LinkList:
    """Links for a cell of a table, of which the ``first`` stand open."""
    links = tuple([ref_link(origin, ref) for ref in listed.refs])
    whole = whole_link(origin, listed.whole, len(links), listed.total, noun, plural)
    first = open_of(len(links), first)
    return LinkList(links[:first], links[first:], whole)


def open_of(number: int, first: int) -> int:
    """How many of a ``number`` of rows stand open: the ``first``, or all where a fold would hold a single one."""
    return number if number == first + 1 else min(number, first)


def scan_list(origin: str, listed: ScanRefs) -> ScanList:
    """Links to scans with their shares."""
    links = tuple([scan_link(origin, scan) for scan in listed.scans])
    first = open_of(len(links), listed.first)
    whole = whole_link(origin, listed.whole, len(links), listed.total, "scan")
    return ScanList(links[:first], links[first:], f"{len(links) - first:,} more", whole)


def whole_link(origin: str, whole: str, shown: int, total: int, noun: str, plural: str = "") -> Link | None:
    """A link to the page with all of a list, where not all are shown; the bare words where there is no such page."""
    if total <= shown:
        return None
    return Link(f"All {counted(total, noun, plural)}", to_page(origin, page_path(whole)) if whole else None)


def references_view(
    origin: str,
    references: Sequence[Reference],
    summaries: Sequence[ReferenceSummary],
    targets: Sequence[tuple[int, ScanRef]],
) -> tuple[ReferenceView, ...]:
    """The references that are shown, the first of the input's.

    ``summaries`` are those of all of them, and ``targets`` has the numbers of those that lead to scans.
    """
    scans = dict(targets)
    result = []
    for number, (reference, summary) in enumerate(zip(references, summaries, strict=False)):
        target = scans.get(number)
        links = identifier_links(reference.identifiers, reference.stated)
        address = to_site(reference.url) if reference.url else None
        if address is not None:
            links += (Link(reference.url, address),)
        shown = [(key, value) for key, value in reference.stated if address is None or value != reference.url]
        result.append(
            ReferenceView(
                anchor=summary.anchor,
                title=reference.title,
                byline=", ".join(
                    part
                    for part in (*reference.authors, "" if reference.year is None else str(reference.year))
                    if part
                ),
                identifiers=links,
                stated=stated_view(shown, reference.identifiers),
                relevance=reference.relevance,
                scan=scan_link(origin, target) if target else None,
                extras=extras_view(reference.extras),
            )
        )
    return tuple(result)


def references_fold(folded: Sequence[ReferenceView]) -> str:
    """How many references stand folded, and how many of them lead to a scan of this site."""
    return _scanned_here(counted(len(folded), "further reference"), folded)


def references_caption(references: Sequence[ReferenceView], number: int) -> str:
    """How many references there are, and how many of those shown lead to a scan of this site."""
    return _scanned_here(counted(number, "reference"), references)


def _scanned_here(listed: str, references: Sequence[ReferenceView]) -> str:
    here = sum(reference.scan is not None for reference in references)
    return f"{listed}, {here} of them scanned here" if here else listed


def source_view(origin: str, raw: RawRecord) -> SourceView:
    """Provenance of one input file."""
    source = raw.source
    size = f"{source.size:,} bytes" + (", compressed with gzip" if raw.published.endswith(COMPRESSED) else "")
    return SourceView(source.shown, to_file(origin, raw.published), size, source.digest)


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def description(text: str, length: int = 160) -> str:
    """The start of a text, cut at a word near ``length`` characters, for search engines and previews."""
    words = " ".join(text[: 4 * length].split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"
