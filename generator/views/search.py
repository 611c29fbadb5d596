"""What the search finds: entries made from what a page shows, each leading to its own place on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from generator import limits
from generator.views.scan import ScanView
from generator.views.shown import short_title
from generator.views.synthesis import SynthesisView


@dataclass(frozen=True, slots=True)
class SearchEntry:
    """Title and text as plain text, and the anchor on the page, ``""`` for the page as a whole."""

    anchor: str
    title: str
    text: str = ""


def search_entries(view: object, *, criteria: bool = False) -> tuple[SearchEntry, ...]:
    """The entries of a page; none for a page that is not of a scan or a synthesis.

    One for the paper, one for each claim and red flag and, where ``criteria`` is set, one for each criterion.
    Justifications and evidence stay out: they are most of the text, and all of it is downloaded before the
    first search is answered.
    """
    if isinstance(view, ScanView):
        return _bounded(_of_scan(view, criteria))
    if isinstance(view, SynthesisView):
        return _bounded(_of_synthesis(view))
    return ()


def _bounded(entries: Iterator[SearchEntry]) -> tuple[SearchEntry, ...]:
    """The first entries, each as long as an entry may be: the page that they lead to has the rest, or says where."""
    return tuple(
        [
            entry
            if len(entry.title) <= limits.TITLE and len(entry.text) <= limits.SEARCH_TEXT
            else SearchEntry(entry.anchor, short_title(entry.title), _start(entry.text))
            for entry in islice(entries, limits.SEARCH_ENTRIES)
        ]
    )


def _start(text: str) -> str:
    return text if len(text) <= limits.SEARCH_TEXT else f"{text[: limits.SEARCH_TEXT].rstrip()}…"


def _of_scan(view: ScanView, criteria: bool) -> Iterator[SearchEntry]:
    tags = " ".join(field.text for field in view.labels)
    yield SearchEntry("", view.title, " ".join(part for part in (view.authors, tags, view.key_findings) if part))
    for flag in view.red_flags:
        yield SearchEntry(flag.anchor, flag.name)
    for claim in view.claims:
        yield SearchEntry(claim.anchor, claim.text)
    if criteria:
        for domain in (*view.domains, *view.type_domains):
            for criterion in domain.criteria:
                yield SearchEntry(criterion.anchor, f"{criterion.title}: {criterion.badge.word}", criterion.question)


def _of_synthesis(view: SynthesisView) -> Iterator[SearchEntry]:
    yield SearchEntry("", view.title, " ".join(part for part in (view.byline, view.question) if part))
    for claim in view.claims:
        yield SearchEntry(claim.anchor, claim.text)
