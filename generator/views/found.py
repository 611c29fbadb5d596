"""What the site's own search finds of a page: everything that has an address of its own, with all its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from generator import limits
from generator.analysis.folding import venue_key, venue_title
from generator.identify import identifier_label
from generator.render.markup import Field
from generator.search import Criterion, Entry, Unit
from generator.shorten import first, short_title
from generator.views.parts import ReferenceView
from generator.views.scan import CriterionView, DomainView, ScanRecord, ScanView
from generator.views.search import SearchEntry
from generator.views.sharing import people
from generator.views.synthesis import SynthesisRecord, SynthesisView
from generator.vocabulary import load

_ANSWERS = frozenset({"yes", "no", "na", "unclear"})


def page_unit(entries: Iterable[SearchEntry]) -> Unit | None:
    """A page of which every search finds the same; ``None`` where it finds nothing."""
    found = [Entry("section" if entry.anchor else "page", entry.anchor, entry.title, entry.text) for entry in entries]
    return Unit("", "page", found[0].title, bounded(found)) if found else None


def _usual_venue(venue: str) -> str:
    """The usual name of a venue, where a scan writes it in another way and people may ask for either."""
    usual = venue_title(venue_key(venue)) if venue else ""
    return "" if usual == short_title(venue) else usual


def scan_unit(record: ScanRecord, view: ScanView) -> Unit:
    """The paper, its red flags, claims, criteria and references."""
    own, words = record.own, load()
    labels = [
        ("type", "paper_types", (own.paper_type,) if own.paper_type else ()),
        ("module", "modules", own.modules),
        ("tag", "methodology_tags", own.tags),
    ]
    return Unit(
        "",
        "paper",
        short_title(view.title),
        bounded(_of_scan(record, view)),
        own.year or 0,
        short_title(own.venue),
        people(own.authors),
        tuple(
            [
                (name, short_title(words.term(kind, key).title), short_title(key))
                for name, kind, keys in labels
                for key in keys[: limits.LISTED]
            ]
        )
        + ((("venue", short_title(own.venue), _usual_venue(own.venue)),) if own.venue else ()),
    )


def _of_scan(record: ScanRecord, view: ScanView) -> Iterator[Entry]:
    own = record.own
    about = (
        view.authors,
        view.published,
        _usual_venue(own.venue),
        *(field.text for field in view.labels),
        *map(identifier_label, own.identifiers),
        view.key_findings,
    )
    yield Entry("paper", "", view.title, _joined(about))
    for flag in view.red_flags:
        yield Entry("flag", flag.anchor, flag.name, _joined((flag.detail, *_words(flag.extras))))
    for claim, place in zip(view.claims, own.claims, strict=False):
        text = _joined((claim.evidence, *_words(claim.extras)))
        yield Entry("claim", claim.anchor, claim.text, text, place.support.value)
    seen: Counter[str] = Counter()
    for domain in (*view.domains, *view.type_domains):
        yield from _answers(domain, seen)
    yield from _references((*view.references, *view.folded_references))


def _answers(domain: DomainView, seen: Counter[str]) -> Iterator[Entry]:
    overall = (domain.overall,) if domain.overall is not None else ()
    for answer in (*overall, *domain.criteria):
        yield Entry(
            "criterion",
            answer.anchor,
            answer.title,
            _joined((answer.justification, *_words(answer.extras))),
            answer.badge.kind if answer.badge.kind in _ANSWERS else "",
            _criterion(answer, seen),
        )


def _criterion(answer: CriterionView, seen: Counter[str]) -> Criterion:
    # A key is the file's own, and an id is part of a term of the index.
    name = "_".join(answer.id.split())[: limits.KEY]
    seen[name] += 1
    if seen[name] > 1:
        # Two checklists may ask the same.
        name = f"{name}~{seen[name]}"
    return Criterion(name, short_title(answer.title), short_title(answer.question), answer.is_known)


def _references(references: Iterable[ReferenceView]) -> Iterator[Entry]:
    for item in references:
        about = (
            item.byline,
            *(link.text for link in item.identifiers),
            *(field.text for field in item.stated),
            item.relevance,
            *_words(item.extras),
        )
        yield Entry("reference", item.anchor, item.title, _joined(about))


def synthesis_unit(record: SynthesisRecord, view: SynthesisView) -> Unit:
    """The report, its claims, sections and references."""
    own = record.own
    year = own.iso_date[:4]
    return Unit(
        "",
        "synthesis",
        short_title(view.title),
        bounded(_of_synthesis(record, view)),
        int(year) if year else 0,
        short_title(own.publisher),
        "",
    )


def _of_synthesis(record: SynthesisRecord, view: SynthesisView) -> Iterator[Entry]:
    yield Entry("synthesis", "", view.title, _joined((view.byline, view.question, view.examines)))
    for claim, place in zip(view.claims, record.own.claims, strict=False):
        text = _joined((claim.tail, *_words(claim.extras)))
        yield Entry("claim", claim.anchor, claim.text, text, place.verdict.value)
    for section in view.sections:
        yield Entry("section", section.anchor, section.heading, " ".join(section.paragraphs))
    yield from _references((*view.references, *view.folded_references))


def bounded(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The first entries, each as long as an entry may be: the page that they lead to has the rest, or says where."""
    return tuple(
        [
            entry
            if len(entry.title) <= limits.TITLE and len(entry.text) <= limits.SEARCH_TEXT
            else entry._replace(title=short_title(entry.title), text=first(entry.text, limits.SEARCH_TEXT))
            for entry in islice(entries, limits.SEARCH_ENTRIES)
        ]
    )


def _joined(parts: Iterable[str]) -> str:
    """Texts of several fields, set apart for those who read them in a hit."""
    return " · ".join([part for part in parts if part])


def _words(fields: Iterable[Field]) -> Iterator[str]:
    """The words of fields that no schema knows, with their titles."""
    return (f"{field.title}: {field.text}" for field in fields)
