"""Pieces that several views are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.identify import Anchors, identifier_label, identifier_url, identifiers, reference_anchor
from generator.linking import Citations, Names
from generator.model import (
    COMPRESSED,
    Corpus,
    Extra,
    Identifier,
    IdentifierKind,
    LocatedSynthesis,
    Reference,
    ScannedPaper,
    Source,
)
from generator.render.href import Href, to_file, to_page, to_registry, to_site
from generator.render.markup import Field, Link
from generator.views.shown import short_title, short_word
from generator.vocabulary import title_from_key


@dataclass(frozen=True, slots=True)
class LinkList:
    """Links, and how many more there are than the page lists."""

    links: tuple[Link, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class ReferenceView:
    """An entry of a reference list."""

    anchor: str
    title: str
    byline: str
    identifiers: tuple[Link, ...]
    stated: tuple[Field, ...]
    relevance: str
    scan: Link | None
    extras: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """Where a page comes from."""

    path: str
    raw: Href
    size: str
    digest: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a view may need besides its own record."""

    corpus: Corpus
    papers: Mapping[str, ScannedPaper]
    syntheses: Mapping[str, LocatedSynthesis]
    citations: Citations
    names: Names
    shared_claims: Mapping[str, tuple[str, ...]]
    notes: Mapping[str, tuple[str, ...]]
    """What the page of an input file tells its readers, by the file's path."""
    scans_home: str
    syntheses_home: str
    listed_links: int
    explains_criteria: bool = True
    """Whether the methodology page is the generated one, with a place for each domain and criterion."""


def page_path(location: str) -> str:
    """The Markdown page at an address: ``scans/a`` is written as ``scans/a/index.md``."""
    return f"{location}/index.md"


def methodology_path() -> str:
    """The page that explains domains, criteria, badges and figures."""
    return "methodology.md"


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


def paper_link(context: Context, origin: str, location: str) -> Link:
    """A link to a paper's scan, by its title."""
    return Link(short_title(context.papers[location].scan.paper.title), to_page(origin, page_path(location)))


def synthesis_link(context: Context, origin: str, location: str, anchor: str = "") -> Link:
    """A link to a synthesis, by its title."""
    return Link(
        short_title(context.syntheses[location].synthesis.title), to_page(origin, page_path(location), anchor)
    )


def paper_links(context: Context, origin: str, locations: Sequence[str]) -> LinkList:
    """Links to scans, as many as a page lists."""
    most = context.listed_links
    return LinkList(
        tuple(paper_link(context, origin, location) for location in locations[:most]),
        max(0, len(locations) - most),
    )


def references_view(
    context: Context,
    origin: str,
    holder: str,
    references: Sequence[Reference],
    anchors: Anchors,
    whole: Sequence[Reference],
) -> tuple[ReferenceView, ...]:
    """The references that are shown, in the order of the input; ``whole`` are all, with their whole texts."""
    names = anchors.assign(
        [
            (reference_anchor(item.identifiers, item.title, item.url), repr(item.stated))
            for item in whole[: len(references)]
        ]
    )
    result = []
    for number, (reference, anchor) in enumerate(zip(references, names, strict=True)):
        target = context.citations.targets.get((holder, number))
        links = identifier_links(reference.identifiers, reference.stated)
        address = to_site(reference.url) if reference.url else None
        if address is not None:
            links += (Link(reference.url, address),)
        shown = [(key, value) for key, value in reference.stated if address is None or value != reference.url]
        result.append(
            ReferenceView(
                anchor=anchor,
                title=reference.title,
                byline=", ".join(
                    part
                    for part in (*reference.authors, "" if reference.year is None else str(reference.year))
                    if part
                ),
                identifiers=links,
                stated=stated_view(shown, reference.identifiers),
                relevance=reference.relevance,
                scan=paper_link(context, origin, target) if target else None,
                extras=extras_view(reference.extras),
            )
        )
    return tuple(result)


def references_caption(references: Sequence[ReferenceView], number: int) -> str:
    """How many references there are, and how many of those shown lead to a scan of this site."""
    here = sum(reference.scan is not None for reference in references)
    listed = counted(number, "reference")
    return f"{listed}, {here} of them scanned here" if here else listed


def source_view(origin: str, source: Source) -> SourceView:
    """Provenance of one input file."""
    size = f"{source.size:,} bytes" + (", compressed with gzip" if source.published.endswith(COMPRESSED) else "")
    return SourceView(source.path, to_file(origin, source.published), size, source.digest)


def reader_notes(context: Context, source: Source) -> tuple[str, ...]:
    """What the page tells its readers about the input."""
    return context.notes.get(source.path, ())


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def description(text: str, length: int = 160) -> str:
    """The start of a text, cut at a word near ``length`` characters, for search engines and previews."""
    words = " ".join(text[: 4 * length].split())
    return words if len(words) <= length else words[:length].rsplit(" ", 1)[0] + " …"
