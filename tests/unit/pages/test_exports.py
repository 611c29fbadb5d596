"""Citations and tables of the shore, and of papers whose every text is an attack."""

from __future__ import annotations

import csv
import gzip
import io
import json
from itertools import cycle
from pathlib import Path
from urllib.parse import urljoin

import bibtexparser
import frictionless
import pytest
import rispy

from generator.config import Config
from generator.pages.api import API_DOCUMENT
from generator.pages.citations import ALL_CITATIONS, CITATIONS
from generator.pages.exports_places import api_document, badges, citations, name_of
from generator.pages.reasons import REASONED
from generator.pages.scan import SCAN
from generator.pages.tables import TABLE, TABLES
from tests import hostile
from tests.attacks import SEEDS
from tests.inputs import Corpus, changed, view, with_paper
from tests.shore import LETTERS, scan, shore

ADDRESS = "https://example.org/survey/"


def made(corpus: Corpus, *kinds) -> dict[str, bytes]:
    """The files of these kinds by their paths."""
    return {item.path: item.make(corpus) for kind in kinds for item in kind.plan(corpus.site)}


def table(corpus: Corpus, name: str) -> list[dict[str, str]]:
    data = made(corpus, TABLE)[f"exports/{name}"]
    text = gzip.decompress(data) if name.endswith(".gz") else data
    return list(csv.DictReader(io.StringIO(text.decode(), newline="")))


def attacked(number: int = 12) -> Corpus:
    """Papers and reports whose every text is another attack."""
    texts = cycle(f"{seed}x" for seed in SEEDS)
    return Corpus(
        {f"case-{case}": hostile.scan(texts) for case in range(number)},
        {f"case-{case}": hostile.synthesis(texts, case) for case in range(number)},
        site_url=ADDRESS,
    )


@pytest.mark.parametrize(("leave_out", "lasting"), [((), "v4-0/"), (("earlier-scans",), "")])
def test_page_citations_and_document_say_one_address_to_cite(leave_out: tuple[str, ...], lasting: str) -> None:
    corpus = shore(site_url=ADDRESS, leave_out=leave_out)
    files, address = made(corpus, CITATIONS, ALL_CITATIONS, API_DOCUMENT), f"{ADDRESS}scans/alpha/{lasting}"
    assert view(SCAN, corpus, "scans/alpha/index.md").sharing.cited == address
    for name in ("scans/alpha", "scans"):
        entries = bibtexparser.parse_string(files[f"exports/{name}.bib"].decode()).entries_dict
        assert entries["alpha.scan"].fields_dict["url"].value == address
        (of_ris,) = [
            item for item in rispy.loads(files[f"exports/{name}.ris"].decode()) if item["id"] == "alpha.scan"
        ]
        assert of_ris["urls"] == [address]
        (csl,) = [item for item in json.loads(files[f"exports/{name}.csl.json"]) if item["id"] == "alpha.scan"]
        assert csl["URL"] == address
    document = json.loads(files["api/v1/scans/alpha.json"])
    assert (urljoin(document["page"], document["permalink"]), document["page"]) == (address, f"{ADDRESS}scans/alpha/")


def test_a_scan_is_by_the_site_and_of_the_year_of_its_day() -> None:
    plain = with_paper()
    for settings, author in (({"site_name": "Shore & Sons: a survey"}, r"{Shore \& Sons: a survey}"), ({}, None)):
        corpus = Corpus({"a": changed(plain, scan_date="2025-03-07"), "b": plain}, site_url=ADDRESS, **settings)
        entries = bibtexparser.parse_string(made(corpus, ALL_CITATIONS)["exports/scans.bib"].decode()).entries_dict
        found = [[entries[f"{name}.scan"].get(field) for field in ("author", "year", "month")] for name in ("a", "b")]
        assert [[field and field.value for field in fields] for fields in found] == [
            [author, "2025", "mar"],
            [author, None, None],
        ]


def test_a_page_has_citations_of_the_paper_and_of_itself() -> None:
    files = made(shore(site_url=ADDRESS), CITATIONS)
    assert len(files) == 3 * (5 + 3)
    assert (
        files["exports/scans/beta.bib"].decode()
        == """@misc{beta,
  title = {{Beta Bars}},
  author = {Sand, Ida},
  year = {2025},
  doi = {10.1000/beta},
  eprint = {2501.00002},
  archiveprefix = {arXiv},
  url = {https://doi.org/10.1000/beta},
}

@misc{beta.scan,
  title = {{Scan: Beta Bars}},
  url = {https://example.org/survey/scans/beta/v1-0/},
  note = {A language model's answers to a methodological checklist, version 1; the paper is arXiv:2501.00002},
}
"""
    )
    late = json.loads(files["exports/syntheses/late.csl.json"])
    assert late == [
        {"id": "syntheses/late", "type": "report", "title": "Late Report on DuneBench",
         "issued": {"date-parts": [[2026, 3, 1]]}, "URL": "https://example.org/survey/syntheses/late/"}
    ]  # fmt: skip


def test_without_the_address_of_the_site_nothing_cites_its_pages() -> None:
    files = made(shore(), CITATIONS, ALL_CITATIONS)
    assert files["exports/scans/beta.bib"].count(b"@") == 1
    assert "exports/scans.bib" not in files
    assert b"url" not in files["exports/syntheses/late.bib"]


def test_the_whole_site_has_citations_too() -> None:
    files = made(shore(site_url=ADDRESS), ALL_CITATIONS)
    assert sorted(files) == [
        f"exports/{kind}.{ending}"
        for kind in ("papers", "scans", "syntheses")
        for ending in ("bib", "csl.json", "ris")
    ]
    assert [item["id"] for item in json.loads(files["exports/papers.csl.json"])] == [
        "alpha",
        "beta",
        "delta",
        "eps",
        "gamma",
    ]
    assert [item["id"] for item in rispy.loads(files["exports/scans.ris"].decode())][:2] == [
        "alpha.scan",
        "beta.scan",
    ]
    assert len(bibtexparser.parse_string(files["exports/syntheses.bib"].decode()).entries) == 3


def test_places_of_pages_below_other_folders_are_told_apart() -> None:
    config = Config(Path(__file__).parent, scans=("scans", "more"))
    assert name_of(config, "scans/a") == "a"
    assert name_of(config, "scans/b/a") == "scans/b/a"
    assert name_of(config, "more/a") == "more/a"
    assert badges(config, "more/a") == ("badges/more/a.svg", "badges/more/a.strip.svg")
    assert badges(config, "scans/a") == ("badges/a.svg", "badges/a.strip.svg")
    assert api_document(config, "scans/a") == "api/v1/scans/a.json"
    assert citations(config, "scans/a") == ("exports/scans/a.bib", "exports/scans/a.ris", "exports/scans/a.csl.json")


def test_what_is_left_out_has_no_files() -> None:
    assert made(shore(leave_out=("exports", "explore")), CITATIONS, ALL_CITATIONS, TABLE) == {}
    corpus = shore(leave_out=("exports", "api", "badges"))
    # What readers take away from the explorer stands beside it then.
    assert set(made(corpus, CITATIONS, ALL_CITATIONS, TABLE)) == {"explore/papers.bib", "explore/papers.csv"}
    assert made(Corpus({}, leave_out=("exports",)), CITATIONS, ALL_CITATIONS, TABLE) == {}
    assert citations(corpus.config, "scans/a") is None
    assert badges(corpus.config, "scans/a") is None
    assert api_document(corpus.config, "scans/a") == ""


def test_the_matrix_has_a_row_for_each_paper_and_a_column_for_each_criterion() -> None:
    rows = {row["paper"]: row for row in table(shore(), "matrix.csv")}
    assert list(rows["alpha"]) == [
        "paper", "artifacts.code_released", "artifacts.data_released", "artifacts.environment_specified",
        "artifacts.reproduction_instructions", "statistical_methodology.confidence_intervals_or_error_bars",
        "statistical_methodology.significance_tests", "sea_shells.spiral",
    ]  # fmt: skip
    # Alpha: yyna, yn, and of the type checklist nothing; gamma: u, nn; eps: n of sea shells, y, y.
    assert list(rows["alpha"].values()) == ["alpha", "yes", "yes", "no", "not_applicable", "yes", "no", ""]
    assert list(rows["gamma"].values()) == ["gamma", "unclear", "", "", "", "no", "no", ""]
    assert list(rows["eps"].values()) == ["eps", "yes", "", "", "", "yes", "", "no"]


def test_the_tables_count_and_lead_where_pages_do() -> None:
    corpus = shore(site_url=ADDRESS)
    alpha, beta, *_ = table(corpus, "papers.csv")
    assert (alpha["met"], alpha["not_met"], alpha["not_applicable"], alpha["unclear"]) == ("3", "2", "1", "0")
    assert (alpha["claims"], alpha["red_flags"], alpha["references"]) == ("2", "1", "0")
    assert (beta["page"], beta["arxiv"], beta["doi"]) == (f"{ADDRESS}scans/beta/", "2501.00002", "10.1000/beta")
    assert beta["raw"] == f"{ADDRESS}scans/beta/scan-0.json"
    cited = {(row["paper"], row["title"]): row["cited_paper"] for row in table(corpus, "references.csv")}
    assert cited == {
        ("beta", "Dunes"): "alpha", ("gamma", "alpha dunes"): "alpha", ("gamma", "Bars"): "beta",
        ("delta", "Alpha Dunes!"): "alpha", ("eps", "Nowhere"): "",
    }  # fmt: skip
    assert [row["answer"] for row in table(corpus, "answers.csv") if row["paper"] == "alpha"] == [
        "yes", "yes", "no", "not_applicable", "yes", "no", "no",
    ]  # fmt: skip
    assert [(row["paper"], row["red_flag"], row["detail_first_sentence"]) for row in table(corpus, "red-flags.csv")] == [
        ("alpha", "One dune", "About one dune."), ("gamma", "Few gulls", "About few gulls."),
        ("gamma", "Fat gulls", "About fat gulls."),
    ]  # fmt: skip
    assert len(table(corpus, "claims.csv")) == 6
    verdicts = [
        (row["synthesis"], row["verdict"], row["confidence"]) for row in table(corpus, "synthesis-claims.csv")
    ]
    assert verdicts[:2] == [("syntheses/early", "verified", "0.9"), ("syntheses/early", "not_verified", "0.2")]


def test_robvis_gets_risks_of_bias() -> None:
    files = made(shore(), TABLE)
    assert files["exports/robvis/statistical_methodology.csv"].decode() == (
        "Study,Uncertainty of the results shown,Statistical tests for comparisons\r\n"
        "alpha,Low,High\r\n"
        "eps,Low,No information\r\n"
        "gamma,High,High\r\n"
    )
    assert files["exports/robvis/artifacts.csv"].decode().splitlines()[1] == "alpha,Low,Low,High,Not applicable"
    assert files["exports/robvis/artifacts.csv"].decode().splitlines()[-1].startswith("gamma,Unclear,No information")


def test_a_domain_without_a_name_has_its_table_as_well() -> None:
    files = made(Corpus({"a": scan("A", checklist={"": {"dug": LETTERS["y"]}})}), TABLE)
    (table,) = [data for path, data in files.items() if "/robvis/" in path]
    assert table.decode().splitlines()[1] == "a,Low"


def test_where_inputs_are_compressed_long_tables_are() -> None:
    files = made(shore(compress_raw=True), TABLE, REASONED)
    assert {path for path in files if path.endswith(".gz")} == {
        f"exports/{name}.csv.gz" for name in ("answers", "answers-with-reasons", "claims", "red-flags", "references")
    }
    paths = [resource["path"] for resource in json.loads(files["exports/datapackage.json"])["resources"]]
    assert sorted(f"exports/{path}" for path in paths) == sorted(
        path for path in files if "/robvis/" not in path and ".csv" in path
    )


def test_a_site_without_syntheses_has_no_tables_of_them() -> None:
    corpus = Corpus({"a": hostile.scan(cycle(["x"]))})
    assert not [path for path in made(corpus, TABLE, ALL_CITATIONS) if "synthes" in path]
    assert made(Corpus(), TABLE, ALL_CITATIONS, CITATIONS) == {}


@pytest.mark.parametrize("corpus", [shore(site_url=ADDRESS), attacked()], ids=["shore", "attacked"])
def test_frictionless_finds_the_tables_as_they_are_described(corpus: Corpus, tmp_path: Path) -> None:
    for path, data in made(corpus, TABLE, REASONED).items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    report = frictionless.validate(str(tmp_path / "exports" / "datapackage.json"))
    assert report.valid, report.flatten(["resource", "rowNumber", "message"])
    assert next(task.stats["rows"] for task in report.tasks) == len(corpus.papers)
    assert len(report.tasks) == len(TABLES)


def test_citations_of_attacked_papers_are_read_back() -> None:
    corpus = attacked()
    files = made(corpus, ALL_CITATIONS)
    names = [f"case-{number}" for number in sorted(range(12), key=str)]
    library = bibtexparser.parse_string(files["exports/papers.bib"].decode())
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == names
    assert [item["id"] for item in rispy.loads(files["exports/papers.ris"].decode())] == names
    assert [item["id"] for item in json.loads(files["exports/scans.csl.json"])] == [f"{name}.scan" for name in names]
