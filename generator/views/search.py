"""What the search finds: entries made from what a page shows, each leading to its own place on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.views.scan import ScanView
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
        return tuple(_of_scan(view, criteria))
    if isinstance(view, SynthesisView):
        return tuple(_of_synthesis(view))
    return ()


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
