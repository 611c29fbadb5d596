"""RIS (https://en.wikipedia.org/wiki/RIS_(file_format)): a tag and a text on each line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.formats.works import Kind, Name, Work, people, plain

_TYPES = {Kind.PAPER: "JOUR", Kind.PAGE: "ELEC", Kind.REPORT: "RPRT"}


def ris(works: Iterable[Work]) -> bytes:
    """The works as a file, a record each."""
    lines = [f"{tag}  - {value}\r\n" for work in works for tag, value in _fields(work)]
    return "".join(lines).encode()


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    venue = plain(work.venue)
    # A paper that did not appear anywhere is a preprint, which RIS calls unpublished work.
    yield "TY", "UNPB" if work.kind is Kind.PAPER and not venue else _TYPES[work.kind]
    yield "ID", work.key
    yield "TI", plain(work.title)
    names, _ = people(work)
    for item in names:
        yield "AU", _name(item)
    if work.of_year:
        yield "PY", work.of_year
    if work.date:
        yield "DA", work.date.replace("-", "/")
    if venue:
        yield "T2", venue
    if publisher := plain(work.publisher):
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
