"""RIS (https://en.wikipedia.org/wiki/RIS_(file_format)): a tag and a text on each line."""

from __future__ import annotations

from collections.abc import Iterator

from generator.formats.venues import Venue, kind_of_venue
from generator.formats.works import Kind, Name, Work, Writer, people, plain

_TYPES = {Kind.PAGE: "ELEC", Kind.REPORT: "RPRT"}
_PAPERS = {Venue.JOURNAL: "JOUR", Venue.CONFERENCE: "CONF", Venue.PREPRINT: "UNPB"}
"""The types of papers. RIS calls a preprint unpublished work; reference managers write papers of conferences so."""


def _record(work: Work) -> str:
    return "".join([f"{tag}  - {value}\r\n" for tag, value in _fields(work)])


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    venue = plain(work.venue)
    appeared = kind_of_venue(work.venue)
    yield "TY", _PAPERS[appeared] if work.kind is Kind.PAPER else _TYPES[work.kind]
    yield "ID", work.key
    yield "TI", plain(work.title)
    names, _ = people(work)
    for item in names:
        yield "AU", _name(item)
    if work.of_year:
        yield "PY", work.of_year
    if work.date:
        yield "DA", work.date.replace("-", "/")
    is_archive = appeared is Venue.PREPRINT
    if venue and not is_archive:
        yield "T2", venue
    # The archive of a preprint is its publisher.
    if publisher := plain(work.publisher) or (venue if is_archive else ""):
        yield "PB", publisher
    if work.doi:
        yield "DO", work.doi
    if work.arxiv:
        yield "AN", f"arXiv:{work.arxiv}"
    if work.url:
        yield "UR", work.url
    if note := plain(work.note):
        yield "N1", note
    yield "ER", ""


def _name(item: Name) -> str:
    return ", ".join([part for part in (item.family, item.given, item.suffix) if part])


ris = Writer(_record)
"""A record for each work."""
