"""Citations of works with any text in them, read back by the libraries that people read them with."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import count

import bibtexparser
import citeproc
import pybtex.database
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc.source.json import CiteProcJSON
from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

from generator.formats.bibtex import bibtex
from generator.formats.csl import csl_json
from generator.formats.ris import ris
from generator.formats.works import Kind, Work, name, plain
from tests.attacks import SEEDS

PAPER = Work(
    "dunes-2024", Kind.PAPER, "Dunes & {Bars}", ("Ida van der Sand", "The Dune Team"), 2024, venue="J. of Sand",
    doi="10.1000/a_b", arxiv="2403.00001", url="https://doi.org/10.1000/a_b",
)  # fmt: skip
SCAN = Work(
    "dunes-2024.scan",
    Kind.PAGE,
    "Scan: Dunes",
    date="2026-03-07",
    url="https://example.org/scans/dunes/",
    note="A note",
    group="Shore and Sons, a survey",
)
TALK = Work(
    "bars-2024", Kind.PAPER, "Bars", ("Ida Sand",), 2024, venue="NeurIPS 2024 Workshop on Sand", arxiv="2403.00002"
)
DRAFT = Work("shells-2024", Kind.PAPER, "Shells", ("Ida Sand",), 2024, venue="arXiv", arxiv="2403.00003")
NOTE = Work("foam-2024", Kind.PAPER, "Foam", ("Ida Sand",), 2024, venue="bioRxiv")
REPORT = Work("syntheses/sand", Kind.REPORT, "Sand", date="2026-12-24", publisher="Shore Press")


def hostile() -> list[Work]:
    numbers = count()
    return [
        Work(f"k{next(numbers)}", kind, f"T {seed}", (seed, "Ida Sand"), 2024, venue=seed, publisher=seed, note=seed)
        for seed in SEEDS
        for kind in (Kind.PAPER, Kind.REPORT)
    ]


def decoder() -> LatexNodes2Text:
    """Reads LaTeX as LaTeX does: some commands of its kernel are not known to the library, or to it are others."""
    known = {
        "textless": "<",
        "textgreater": ">",
        "textbar": "|",
        "textbraceleft": "{",
        "textbraceright": "}",
        "textasciicircum": "^",
    }
    context = get_default_latex_context_db()
    context.add_context_category("kernel", prepend=True, macros=[MacroTextSpec(*item) for item in known.items()])
    return LatexNodes2Text(context, keep_braced_groups=False)


def test_bibtex_of_a_paper_of_a_page_and_of_a_report() -> None:
    assert (
        bibtex([PAPER, SCAN, REPORT]).decode()
        == r"""@article{dunes-2024,
  title = {{Dunes \& \textbraceleft{}Bars\textbraceright{}}},
  author = {van der Sand, Ida and {The Dune Team}},
  year = {2024},
  journal = {J. of Sand},
  doi = {10.1000/a_b},
  eprint = {2403.00001},
  archiveprefix = {arXiv},
  url = {https://doi.org/10.1000/a_b},
}

@misc{dunes-2024.scan,
  title = {{Scan: Dunes}},
  author = {{Shore and Sons, a survey}},
  year = {2026},
  month = mar,
  url = {https://example.org/scans/dunes/},
  note = {A note},
}

@techreport{syntheses/sand,
  title = {{Sand}},
  year = {2026},
  month = dec,
  institution = {Shore Press},
}
"""
    )


def test_kinds_of_papers_are_the_same_in_all_formats() -> None:
    """A journal, a conference, an archive that an identifier names, and one that only the venue does."""
    works = [PAPER, TALK, DRAFT, NOTE]
    entries = bibtexparser.parse_string(bibtex(works).decode()).entries
    assert [entry.entry_type for entry in entries] == ["article", "inproceedings", "misc", "misc"]
    assert entries[1]["booktitle"] == TALK.venue
    assert (entries[2]["eprint"], entries[2]["archiveprefix"]) == ("2403.00003", "arXiv")
    assert not {"journal", "howpublished"} & set(entries[2].fields_dict)
    assert entries[3]["howpublished"] == "bioRxiv"
    found = rispy.loads(ris(works).decode(), newline="\r\n")
    assert [item["type_of_reference"] for item in found] == ["JOUR", "CONF", "UNPB", "UNPB"]
    assert [item.get("secondary_title") for item in found] == ["J. of Sand", TALK.venue, None, None]
    assert [item.get("publisher") for item in found] == [None, None, "arXiv", "bioRxiv"]
    items = json.loads(csl_json(works))
    assert [item["type"] for item in items] == ["article-journal", "paper-conference", "article", "article"]
    assert [item.get("container-title") for item in items] == ["J. of Sand", TALK.venue, None, None]
    assert [item.get("publisher") for item in items] == [None, None, "arXiv", "bioRxiv"]


def test_a_page_is_by_the_site_whole_and_of_a_year_only_where_its_day_is_known() -> None:
    undated = replace(SCAN, date="")
    for work in (SCAN, undated):
        (person,) = (
            pybtex.database.parse_string(bibtex([work]).decode(), "bibtex").entries[work.key].persons["author"]
        )
        assert (person.first_names, person.last_names) == ([], ["{Shore and Sons, a survey}"])
        (item,) = json.loads(csl_json([work]))
        assert item["author"] == [{"literal": "Shore and Sons, a survey"}]
        assert ("issued" in item) == bool(work.date)
    assert "year" not in bibtex([undated]).decode()


def test_ris_of_a_paper_and_of_a_page() -> None:
    assert ris([PAPER, SCAN]).decode().split("\r\n") == [
        "TY  - JOUR", "ID  - dunes-2024", "TI  - Dunes & {Bars}", "AU  - van der Sand, Ida", "AU  - The Dune Team",
        "PY  - 2024", "T2  - J. of Sand", "DO  - 10.1000/a_b", "AN  - arXiv:2403.00001",
        "UR  - https://doi.org/10.1000/a_b", "ER  - ",
        "TY  - ELEC", "ID  - dunes-2024.scan", "TI  - Scan: Dunes", "AU  - Shore and Sons, a survey", "PY  - 2026", "DA  - 2026/03/07",
        "UR  - https://example.org/scans/dunes/", "N1  - A note", "ER  - ", "",
    ]  # fmt: skip


def test_csl_of_a_paper_and_of_a_report() -> None:
    assert json.loads(csl_json([PAPER, REPORT])) == [
        {
            "id": "dunes-2024", "type": "article-journal", "title": "Dunes & {Bars}",
            "author": [{"family": "van der Sand", "given": "Ida"}, {"literal": "The Dune Team"}],
            "issued": {"date-parts": [[2024]]}, "container-title": "J. of Sand", "DOI": "10.1000/a_b",
            "number": "arXiv:2403.00001", "URL": "https://doi.org/10.1000/a_b",
        },
        {
            "id": "syntheses/sand", "type": "report", "title": "Sand", "issued": {"date-parts": [[2026, 12, 24]]},
            "publisher": "Shore Press",
        },
    ]  # fmt: skip


@pytest.mark.parametrize("write", [bibtex, ris])
def test_a_paper_that_appeared_nowhere_is_no_article(write) -> None:
    text = write([Work("a", Kind.PAPER, "Sand", venue=" ")]).decode()
    assert "article" not in text
    assert "JOUR" not in text
    assert json.loads(csl_json([Work("a", Kind.PAPER, "Sand")])) == [{"id": "a", "type": "article", "title": "Sand"}]


def test_bibtexparser_reads_every_text() -> None:
    works = hostile()
    found = bibtexparser.parse_string(
        bibtex(works).decode(), append_middleware=[LatexDecodingMiddleware(decoder=decoder())]
    )
    assert not found.failed_blocks
    assert [entry.key for entry in found.entries] == [work.key for work in works]
    for work, entry in zip(works, found.entries, strict=True):
        assert entry["title"] == plain(work.title)
        assert entry["note"] == plain(work.note) if plain(work.note) else "note" not in entry


def test_pybtex_reads_as_many_authors_as_there_are() -> None:
    works = hostile()
    found = pybtex.database.parse_string(bibtex(works).decode(), "bibtex")
    assert list(found.entries) == [work.key for work in works]
    for work in works:
        persons = found.entries[work.key].persons["author"]
        assert len(persons) == sum(bool(name(author).family) for author in work.authors), work
        assert (persons[-1].first_names, persons[-1].last_names) == (["Ida"], ["Sand"])


def test_rispy_reads_every_text() -> None:
    works = hostile()
    found = rispy.loads(ris(works).decode(), newline="\r\n")
    assert [item["id"] for item in found] == [work.key for work in works]
    for work, item in zip(works, found, strict=True):
        assert item["title"] == plain(work.title)
        assert item.get("secondary_title", "") == plain(work.venue)
        assert item.get("notes", []) == [plain(work.note)] * bool(plain(work.note))
        assert item["authors"][-1] == "Sand, Ida"
        assert len(item["authors"]) == 1 + bool(plain(work.authors[0]))


def test_citeproc_makes_a_reference_list() -> None:
    works = [PAPER, SCAN, REPORT, *hostile()[:40:4]]
    data = json.loads(csl_json(works))
    source = CiteProcJSON(data)
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    listed = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    listed.register(citeproc.Citation([citeproc.CitationItem(work.key) for work in works]))
    text = "\n".join(map(str, listed.bibliography()))
    assert "van der Sand, I." in text
    assert all(str(work.of_year) in text for work in works)
    assert text.count("Sand, I.") == len(works) - 2
