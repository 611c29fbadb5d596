"""BibTeX (http://mirrors.ctan.org/biblio/bibtex/base/btxdoc.pdf), in UTF-8 as Biber and today's BibTeX read it.

Fields stand in braces, and a text cannot have any: every sign that means something to BibTeX or LaTeX is written as a
command, also what LaTeX would join (two hyphens, two quotation marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.formats.venues import Venue, kind_of_venue
from generator.formats.works import Kind, Name, Work, Writer, people, plain

_COMMANDS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
}
_SPECIAL = re.compile(r"[\\{}$&#_%~^<>|`]|--+|''+")
_PAPERS = {
    Venue.JOURNAL: ("article", "journal"),
    Venue.CONFERENCE: ("inproceedings", "booktitle"),
    Venue.PREPRINT: ("misc", "howpublished"),
}
"""The type of a paper's entry, and the field of its venue."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _entry(work: Work) -> str:
    lines = "".join([f"  {name} = {value},\n" for name, value in _fields(work)])
    return f"@{_type(work)}{{{work.key},\n{lines}}}\n"


def _type(work: Work) -> str:
    if work.kind is Kind.PAPER:
        return _PAPERS[kind_of_venue(work.venue)][0]
    return "techreport" if work.kind is Kind.REPORT and plain(work.publisher) else "misc"


def _fields(work: Work) -> Iterator[tuple[str, str]]:
    # The second pair of braces keeps the title's capitals.
    yield "title", f"{{{{{_text(work.title)}}}}}"
    names, has_others = people(work)
    if names:
        written = [_name(item) for item in names] + ["others"] * has_others
        yield "author", f"{{{' and '.join(written)}}}"
    if work.of_year:
        yield "year", f"{{{work.of_year}}}"
    if work.date:
        yield "month", _MONTHS[int(work.date[5:7]) - 1]
    # The archive of a preprint with an arXiv id is told by that.
    _, venue_field = _PAPERS[kind_of_venue(work.venue)]
    if (venue := _text(work.venue)) and not (venue.lower() == "arxiv" and work.arxiv):
        yield venue_field, f"{{{venue}}}"
    if publisher := _text(work.publisher):
        yield "institution" if work.kind is Kind.REPORT else "publisher", f"{{{publisher}}}"
    if work.doi:
        yield "doi", f"{{{work.doi}}}"
    if work.arxiv:
        yield "eprint", f"{{{work.arxiv}}}"
        yield "archiveprefix", "{arXiv}"
    if work.url:
        yield "url", f"{{{work.url}}}"
    if note := _text(work.note):
        yield "note", f"{{{note}}}"


def _name(item: Name) -> str:
    if item.is_whole:
        return f"{{{_text(item.family)}}}"
    return ", ".join([_text(part) for part in (item.family, item.suffix, item.given) if part])


def _text(text: str) -> str:
    return _SPECIAL.sub(_command, plain(text))


def _command(match: re.Match[str]) -> str:
    found = match[0]
    if len(found) > 1:
        return "{-}" * len(found) if found[0] == "-" else "{}".join(found)
    return _COMMANDS[found]


bibtex = Writer(_entry, between="\n")
"""An entry for each work."""
