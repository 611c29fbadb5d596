"""Documents for scripts: each is what its published schema says, and what the pages say."""

from __future__ import annotations

import json
from itertools import cycle, pairwise
from pathlib import Path
from urllib.parse import urljoin

import jsonschema
import pytest

from benchmarks.corpus import make_corpus
from generator import Config, generate
from generator.analysis.entries import placed
from generator.formats.works import plain
from generator.pages.api import API_DOCUMENT, API_LIST, API_SCHEMA
from generator.pages.api_documents import DOCUMENTS
from generator.pages.badges import BADGE
from generator.pages.citations import CITATIONS
from generator.pages.earlier import EARLIER, NEWEST
from generator.pages.exports_places import API, page_address, web_address
from generator.pages.raw import RAW
from tests import hostile
from tests.attacks import SEEDS
from tests.conftest import ROOT
from tests.inputs import SCAN, Corpus, changed
from tests.shore import shore

ADDRESS = "https://example.org/survey/"
KINDS = (API_DOCUMENT, API_LIST, API_SCHEMA)


def made(corpus: Corpus) -> dict[str, dict]:
    found = {item.path: item.make(corpus) for kind in KINDS for item in kind.plan(corpus.site)}
    return {path: json.loads(data) for path, data in found.items()}


def attacked(**settings: object) -> Corpus:
    texts = cycle(f"{seed}x" for seed in SEEDS)
    return Corpus(
        {f"case-{case}": hostile.scan(texts) for case in range(12)},
        {f"case-{case}": hostile.synthesis(texts, case) for case in range(12)},
        **settings,
    )


@pytest.mark.parametrize(
    "corpus",
    [shore(site_url=ADDRESS), shore(leave_out=("criteria", "exports", "badges")), attacked(), Corpus()],
    ids=["shore", "less", "attacked", "empty"],
)
def test_every_document_is_what_its_schema_says(corpus: Corpus) -> None:
    files = made(corpus)
    schemas = {}
    for name in DOCUMENTS:
        schema = files.pop(f"api/v1/schemas/{name}.schema.json")
        jsonschema.Draft202012Validator.check_schema(schema)
        schemas[schema["$id"]] = jsonschema.Draft202012Validator(schema)
    assert files.keys() >= {"api/v1/index.json", "api/v1/criteria.json"}
    for path, document in files.items():
        stem = path.removeprefix("api/v1/").removesuffix(".json")
        kind = {"scans": "scan", "syntheses": "synthesis"}.get(stem.partition("/")[0], stem)
        address = files["api/v1/index.json"]["schemas"][kind] if "/" in stem else document["schema"]
        schemas[address].validate(document)
        # Fields stand in the order of the schema, all of them.
        assert list(document) == list(DOCUMENTS[kind].__dataclass_fields__), path


def test_the_document_of_a_scan_says_what_its_page_does() -> None:
    beta = made(shore(site_url=ADDRESS))["api/v1/scans/beta.json"]
    assert beta == {
        "id": "beta",
        "page": f"{ADDRESS}scans/beta/",
        "raw": "scan-0.json",
        "permalink": "v1-0/",
        "scan_version": "1",
        "scan_date": None,
        "title": "Beta Bars",
        "year": 2025,
        "arxiv": "2501.00002",
        "doi": "10.1000/beta",
        "counts": {
            "met": 1, "not_met": 1, "not_applicable": 0, "unclear": 0, "percent": 50, "claims": 1, "red_flags": 0,
            "references": 1,
        },
        "answers": {"artifacts": ["+code_released", "-data_released"]},
        "type_answers": {},
        "anchors": {},
        "claims": beta["claims"],
        "red_flags": [],
        "earlier": [],
    }  # fmt: skip
    ((support, claims),) = beta["claims"].items()
    assert (support, len(claims)) == ("moderate", 1)


def test_an_earlier_scan_and_a_type_checklist_are_told() -> None:
    alpha = made(shore())["api/v1/scans/alpha.json"]
    older = {"version": "2", "raw": "scan-1.json", "page": "v2-1/"}
    assert (alpha["earlier"], alpha["permalink"]) == ([older], "v4-0/")
    without = made(shore(leave_out=("earlier-scans",)))["api/v1/scans/alpha.json"]
    assert (without["earlier"], without["permalink"]) == ([{**older, "page": None}], "")
    assert (alpha["type_answers"], alpha["anchors"]) == ({"sea_shells": ["-spiral"]}, {})
    (name,) = alpha["red_flags"]
    assert name.startswith("one-dune-")
    assert alpha["counts"]["percent"] == 60


def test_anchors_that_no_rule_gives_are_told() -> None:
    odd = changed(SCAN, checklist={"artifacts": {"code_released": {"applies": True, "answer": True, "justification": ""}, "Über": {"applies": True, "answer": False, "justification": ""}},
                                   "a~/b": {"c/d": {"applies": True, "answer": True, "justification": ""}},
                                   "whole": {"applies": True, "answer": False, "justification": "x"}})  # fmt: skip
    odd["type_checklist"] = {"Öl": {"spilt": {"applies": True, "answer": True, "justification": ""}}}
    document = made(Corpus({"a": odd}))["api/v1/scans/a.json"]
    assert document["answers"] == {
        "artifacts": ["+code_released", "-Über"], "a~/b": ["+c/d"], "whole": ["-whole"],
    }  # fmt: skip
    anchors = document["anchors"]
    assert {field: {domain: list(of) for domain, of in found.items()} for field, found in anchors.items()} == {
        "answers": {"artifacts": ["Über"], "a~/b": ["c/d"], "whole": ["whole"]}, "type_answers": {"Öl": ["spilt"]},
    }  # fmt: skip
    assert anchors["answers"]["whole"]["whole"] == "whole"
    assert anchors["answers"]["artifacts"]["Über"].startswith("artifacts.uber-")
    assert anchors["type_answers"]["Öl"]["spilt"].startswith("type_checklist.ol-")


def entries(document: dict) -> list[str]:
    """The addresses of all entries of a document, as the guide says that they follow."""
    odd = document["anchors"]
    anchors = [
        odd.get(field, {}).get(domain, {}).get(signed[1:], f"{prefix}{domain}.{signed[1:]}")
        for field, prefix in (("answers", ""), ("type_answers", "type_checklist."))
        for domain, answers in document[field].items()
        for signed in answers
    ]
    anchors += [f"claim-{name}" for names in document["claims"].values() for name in names]
    anchors += [f"flag-{name}" for name in document["red_flags"]]
    return [f"{document['page']}#{anchor}" if anchor else document["page"] for anchor in anchors]


@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("address", [ADDRESS, ""])
def test_all_addresses_follow_from_the_document(address: str, directory_urls: bool) -> None:
    settings = {"site_url": address, "directory_urls": directory_urls}
    for corpus in (shore(**settings), attacked(**settings)):
        site, files = corpus.site, made(corpus)
        planned = [item for kind in (RAW, NEWEST, EARLIER) for item in kind.plan(site)]
        there = {web_address(site.config, item.path.replace("index.html", "index.md")) for item in planned}
        for paper in site.papers:
            document, scan = files[f"api/v1/{paper.location}.json"], paper.scan
            first = {
                (answers is scan.answers, plain(domain), plain(key)): anchor
                for answers in (scan.answers, scan.type_answers)
                for domain, key, anchor in reversed(placed(answers.outline).criteria)
            }
            own = [entry.anchor for entry in (*scan.claims, *scan.red_flags)]
            page = page_address(site.config, paper.location)
            expected = [f"{page}#{anchor}" if anchor else page for anchor in (*first.values(), *own)]
            assert sorted(entries(document)) == sorted(expected)
            files_of = [document[name] for name in ("raw", "permalink")]
            files_of += [older[name] for older in document["earlier"] for name in ("raw", "page")]
            assert {urljoin(page, file) for file in files_of} <= there


def test_the_address_of_the_site_stands_in_the_document_of_a_scan_once() -> None:
    for corpus in (shore(site_url=ADDRESS), shore(site_url=ADDRESS, leave_out=("earlier-scans",))):
        for item in API_DOCUMENT.plan(corpus.site):
            if item.path.startswith(f"{API}/scans/"):
                assert item.make(corpus).count(ADDRESS.encode()) == 1


def test_the_document_of_a_usual_scan_has_three_kilobytes(tmp_path: Path) -> None:
    make_corpus(tmp_path / "invented", scans=60)

    def mean(content: Path) -> float:
        build = generate(Config(content, site_url=ADDRESS))
        sizes = [len(item.content()) for item in build.assets if item.path.startswith(f"{API}/scans/")]
        return sum(sizes) / len(sizes)

    assert mean(tmp_path / "invented") < 3000
    assert mean(ROOT / "content") < 3000


def test_the_document_of_a_synthesis_has_its_claims() -> None:
    late = made(shore(site_url=ADDRESS))["api/v1/syntheses/late.json"]
    assert (late["id"], late["date"], late["score"], late["gate"]) == (
        "syntheses/late",
        "2026-03-01",
        "4.4/10",
        "FALSIFIED",
    )
    assert late["counts"] == {"claims": 2, "verified": 1, "references": 1}
    assert [(item["text"], item["verdict"], item["confidence"]) for item in late["claims"]] == [
        ("Dunes move.", "verified", "0.8"), ("Water holds.", "not_verified", "0.3"),
    ]  # fmt: skip
    assert late["cites"] == ["alpha"]


def test_the_index_leads_to_every_document() -> None:
    files = made(shore(site_url=ADDRESS))
    index = files["api/v1/index.json"]
    assert index["site"] == ADDRESS
    assert index["tables"] == f"{ADDRESS}exports/datapackage.json"
    assert (index["citations"], index["badges"]) == (
        {"bibtex": f"{ADDRESS}exports/{{path}}.bib", "ris": f"{ADDRESS}exports/{{path}}.ris",
         "csl_json": f"{ADDRESS}exports/{{path}}.csl.json"},
        {"badge": f"{ADDRESS}badges/{{id}}.svg", "strip": f"{ADDRESS}badges/{{id}}.strip.svg"},
    )  # fmt: skip
    entries = [*index["scans"], *index["syntheses"]]
    assert [entry["id"] for entry in entries] == [
        "alpha", "beta", "delta", "eps", "gamma", "syntheses/early", "syntheses/late", "syntheses/undated",
    ]  # fmt: skip
    for entry in entries:
        document = files[entry["document"].removeprefix(ADDRESS)]
        assert (document["id"], document["page"]) == (entry["id"], entry["page"])
    assert (index["scans"][0]["met"], index["scans"][0]["applicable"], index["scans"][0]["red_flags"]) == (3, 5, 1)


def test_the_index_says_where_citations_and_badges_of_a_document_stand() -> None:
    for settings in ({"site_url": ADDRESS}, {}):
        corpus = shore(**settings)
        index = made(corpus)["api/v1/index.json"]
        there = {item.path for kind in (CITATIONS, BADGE) for item in kind.plan(corpus.site)}
        base = settings.get("site_url", "")
        for entry in (*index["scans"], *index["syntheses"]):
            path = entry["document"].removeprefix(f"{base}api/v1/").removesuffix(".json")
            for template in index["citations"].values():
                assert template.removeprefix(base).replace("{path}", path) in there
        for entry in index["scans"]:
            for template in index["badges"].values():
                assert template.removeprefix(base).replace("{id}", entry["id"]) in there


def test_all_criteria_have_their_rates() -> None:
    document = made(shore(site_url=ADDRESS))["api/v1/criteria.json"]
    assert document["papers"] == 5
    domains = {domain["key"]: {item["key"]: item for item in domain["criteria"]} for domain in document["domains"]}
    assert list(domains) == ["artifacts", "statistical_methodology", "sea_shells"]
    # Alpha, beta and eps yes, gamma unclear, to delta it does not apply.
    code = domains["artifacts"]["code_released"]
    assert (code["met"], code["not_met"], code["not_applicable"], code["unclear"], code["percent"]) == (
        3,
        0,
        1,
        1,
        100,
    )
    assert code["page"] == f"{ADDRESS}criteria/artifacts/code_released/"
    assert code["question"].endswith("?")
    assert domains["sea_shells"]["spiral"]["question"] is None
    assert made(shore(leave_out=("criteria",)))["api/v1/criteria.json"]["domains"][0]["criteria"][0]["page"] is None


def test_without_the_address_of_the_site_addresses_are_relative_to_it() -> None:
    document = made(shore(directory_urls=False))["api/v1/scans/beta.json"]
    assert (document["page"], document["raw"]) == ("scans/beta/index.html", "scan-0.json")
    assert document["permalink"] == "v1-0/index.html"


def test_what_is_left_out_has_no_documents() -> None:
    assert made(shore(leave_out=("api",))) == {}
    index = made(shore(leave_out=("exports", "badges")))["api/v1/index.json"]
    assert (index["tables"], index["citations"], index["badges"]) == (None, None, None)


def test_documents_are_the_same_each_time() -> None:
    runs = [
        {item.path: item.make(corpus) for kind in KINDS for item in kind.plan(corpus.site)}
        for corpus in (attacked(), attacked())
    ]
    assert all(one == other for one, other in pairwise(runs))
