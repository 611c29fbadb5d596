"""Documents for scripts: each is what its published schema says, and what the pages say."""

from __future__ import annotations

import json
from itertools import cycle, pairwise

import jsonschema
import pytest
from referencing import Registry, Resource

from generator.pages.api import API_DOCUMENT, API_LIST, API_SCHEMA
from generator.pages.api_documents import DOCUMENTS
from generator.pages.badges import BADGE
from generator.pages.citations import CITATIONS
from tests import hostile
from tests.attacks import SEEDS
from tests.inputs import SCAN, Corpus, changed
from tests.shore import shore

ADDRESS = "https://example.org/survey/"
KINDS = (API_DOCUMENT, API_LIST, API_SCHEMA)


def made(corpus: Corpus) -> dict[str, dict]:
    found = {item.path: item.make(corpus) for kind in KINDS for item in kind.plan(corpus.site)}
    return {path: json.loads(data) for path, data in found.items()}


def attacked() -> Corpus:
    texts = cycle(f"{seed}x" for seed in SEEDS)
    return Corpus(
        {f"case-{case}": hostile.scan(texts) for case in range(12)},
        {f"case-{case}": hostile.synthesis(texts, case) for case in range(12)},
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
        schemas[document["schema"]].validate(document)
        # Fields stand in the order of the schema, all of them.
        kind = document["schema"].rpartition("/")[2].partition(".")[0]
        assert list(document) == list(DOCUMENTS[kind].__dataclass_fields__), path


def test_the_document_of_a_scan_says_what_its_page_does() -> None:
    beta = made(shore(site_url=ADDRESS))["api/v1/scans/beta.json"]
    assert beta == {
        "schema": f"{ADDRESS}api/v1/schemas/scan.schema.json",
        "id": "beta",
        "page": f"{ADDRESS}scans/beta/",
        "raw": f"{ADDRESS}scans/beta/scan-0.json",
        "scan_version": "1",
        "scan_date": None,
        "paper": {
            "title": "Beta Bars", "authors": ["Ida Sand"], "year": 2025, "venue": None, "type": None,
            "arxiv": "2501.00002", "doi": "10.1000/beta",
        },
        "modules": [],
        "tags": [],
        "counts": {
            "met": 1, "not_met": 1, "not_applicable": 0, "unclear": 0, "percent": 50, "claims": 1, "red_flags": 0,
            "references": 1,
        },
        "answers": {"artifacts": {"code_released": "yes", "data_released": "no"}},
        "type_answers": {},
        "anchors": {},
        "claims": beta["claims"],
        "red_flags": {},
        "cites": ["alpha"],
        "earlier": [],
        "permalink": f"{ADDRESS}scans/beta/v1-0/",
    }  # fmt: skip
    ((anchor, support),) = beta["claims"].items()
    assert anchor.startswith("claim-")
    assert support == "moderate"


def test_an_earlier_scan_and_a_type_checklist_are_told() -> None:
    alpha = made(shore())["api/v1/scans/alpha.json"]
    older = {"version": "2", "raw": "scans/alpha/scan-1.json", "page": "scans/alpha/v2-1/"}
    assert (alpha["earlier"], alpha["permalink"]) == ([older], "scans/alpha/v4-0/")
    without = made(shore(leave_out=("earlier-scans",)))["api/v1/scans/alpha.json"]
    assert (without["earlier"], without["permalink"]) == ([{**older, "page": None}], "scans/alpha/")
    assert (alpha["type_answers"], alpha["anchors"]) == ({"sea_shells": {"spiral": "no"}}, {})
    ((anchor, name),) = alpha["red_flags"].items()
    assert (anchor.startswith("flag-one-dune"), name) == (True, "One dune")
    assert alpha["counts"]["percent"] == 60


def test_anchors_that_no_rule_gives_are_told() -> None:
    odd = changed(SCAN, checklist={"artifacts": {"code_released": {"applies": True, "answer": True, "justification": ""}, "Über": {"applies": True, "answer": False, "justification": ""}},
                                   "a~/b": {"c/d": {"applies": True, "answer": True, "justification": ""}},
                                   "whole": {"applies": True, "answer": False, "justification": "x"}})  # fmt: skip
    odd["type_checklist"] = {"Öl": {"spilt": {"applies": True, "answer": True, "justification": ""}}}
    document = made(Corpus({"a": odd}))["api/v1/scans/a.json"]
    assert document["answers"] == {
        "artifacts": {"code_released": "yes", "Über": "no"}, "a~/b": {"c/d": "yes"}, "whole": {"whole": "no"},
    }  # fmt: skip
    anchors, there = document["anchors"], Resource.opaque(document)
    assert list(anchors) == [
        "/answers/artifacts/Über",
        "/answers/a~0~1b/c~1d",
        "/answers/whole/whole",
        "/type_answers/Öl/spilt",
    ]
    assert [there.pointer(pointer, Registry().resolver()).contents for pointer in anchors] == [
        "no",
        "yes",
        "no",
        "yes",
    ]
    assert anchors["/answers/whole/whole"] == "whole"
    assert anchors["/answers/artifacts/Über"].startswith("artifacts.uber-")
    assert anchors["/type_answers/Öl/spilt"].startswith("type_checklist.ol-")
    assert "code_released" not in str(anchors)


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
    assert (document["page"], document["raw"]) == ("scans/beta/index.html", "scans/beta/scan-0.json")


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
