"""CSL-JSON (https://docs.citationstyles.org/en/stable/specification.html), which Zotero, pandoc and citeproc read."""

from __future__ import annotations

import json
from collections.abc import Iterator

from generator.formats.venues import Venue, kind_of_venue
from generator.formats.works import Kind, Name, Work, Writer, people, plain

_TYPES = {Kind.PAGE: "webpage", Kind.REPORT: "report"}
_PAPERS = {Venue.JOURNAL: "article-journal", Venue.CONFERENCE: "paper-conference", Venue.PREPRINT: "article"}


def _item(work: Work) -> str:
    return json.dumps(dict(_fields(work)), ensure_ascii=False)


def _fields(work: Work) -> Iterator[tuple[str, object]]:
    venue = plain(work.venue)
    yield "id", work.key
    appeared = kind_of_venue(work.venue)
    yield "type", _PAPERS[appeared] if work.kind is Kind.PAPER else _TYPES[work.kind]
    yield "title", plain(work.title)
    names, _ = people(work)
    if names:
        yield "author", [_name(item) for item in names]
    if work.date:
        yield "issued", {"date-parts": [[int(part) for part in work.date.split("-")]]}
    elif work.year is not None:
        yield "issued", {"date-parts": [[work.year]]}
    is_archive = appeared is Venue.PREPRINT
    if venue and not is_archive:
        yield "container-title", venue
    # The archive of a preprint is its publisher.
    if publisher := plain(work.publisher) or (venue if is_archive else ""):
        yield "publisher", publisher
    if work.doi:
        yield "DOI", work.doi
    if work.arxiv:
        yield "number", f"arXiv:{work.arxiv}"
    if work.url:
        yield "URL", work.url
    if note := plain(work.note):
        yield "note", note


def _name(item: Name) -> dict[str, str]:
    if item.is_whole:
        return {"literal": item.family}
    found = {"family": item.family, "given": item.given}
    return {**found, "suffix": item.suffix} if item.suffix else found


csl_json = Writer(_item, "[", ",", "]\n")
"""An item for each work."""
