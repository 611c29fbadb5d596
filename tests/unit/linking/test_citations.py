"""References lead to scanned papers, and back, where it is certain which."""

from __future__ import annotations

import pytest

from generator import linking
from tests.inputs import SCAN, SYNTHESIS, Corpus, changed


def cite(corpus):
    return linking.cite(corpus.papers, corpus.reports)


def paper(title="T", cited=(), **fields):
    return changed(SCAN, paper={"title": title, "authors": [], "year": 2024, **fields},
                   cited_papers=[{"title": "x", **item} for item in cited])  # fmt: skip


def report(*references):
    return changed(SYNTHESIS, references=list(references))


def test_by_identifier_in_both_directions():
    found = cite(Corpus({"a": paper("A", arxiv_id="2401.00001"), "b": paper("B", [{"arxiv_id": "2401.00001v4"}])},
                        {"s": report({"id": "http://arxiv.org/abs/2401.00001v2"})}))  # fmt: skip
    assert found.targets == {("scans/b", 0): "scans/a", ("syntheses/s", 0): "scans/a"}
    assert found.by_papers == {"scans/a": ("scans/b",)}
    assert found.by_syntheses == {"scans/a": ("syntheses/s",)}
    assert found.ambiguities == ()


def test_by_doi_in_any_case():
    found = cite(
        Corpus({"a": paper("A", doi="10.1000/ABC"), "b": paper("B", [{"doi": "https://doi.org/10.1000/abc"}])})
    )
    assert found.targets == {("scans/b", 0): "scans/a"}


def test_the_doi_of_a_preprint_leads_to_its_arxiv_id():
    found = cite(
        Corpus({"a": paper("A", arxiv_id="2401.00001"), "b": paper("B", [{"doi": "10.48550/arXiv.2401.00001"}])})
    )
    assert found.targets == {("scans/b", 0): "scans/a"}


def test_by_title_where_there_is_no_identifier():
    found = cite(
        Corpus(
            {
                "a": paper("On  Sand: A Study!", arxiv_id="2401.00001"),
                "b": paper("B", [{"title": "on sand, a study"}]),
            }
        )
    )
    assert found.targets == {("scans/b", 0): "scans/a"}


def test_a_title_that_is_only_alike_is_not_enough():
    found = cite(Corpus({"a": paper("On Sand"), "b": paper("B", [{"title": "On Sand and Water"}, {"title": ""}])}))
    assert found.targets == {}


def test_identifiers_that_differ_outweigh_a_title():
    found = cite(
        Corpus(
            {
                "a": paper("On Sand", arxiv_id="2401.00001"),
                "b": paper("B", [{"title": "On Sand", "arxiv_id": "2401.99999"}]),
            }
        )
    )
    assert found.targets == {}
    assert found.ambiguities == ()


def test_identifiers_of_different_kinds_do_not_contradict():
    found = cite(
        Corpus(
            {
                "a": paper("On Sand", arxiv_id="2401.00001"),
                "b": paper("B", [{"title": "On Sand", "doi": "10.1000/7"}]),
            }
        )
    )
    assert found.targets == {("scans/b", 0): "scans/a"}


def test_what_fits_several_papers_is_linked_to_none_and_told():
    scans = {"a": paper("On Sand"), "b": paper("On Sand"), "c": paper("C", [{"title": "On Sand"}])}
    found = cite(Corpus(scans))
    assert found.targets == {}
    (ambiguity,) = found.ambiguities
    assert (ambiguity.file, ambiguity.pointer, ambiguity.by, ambiguity.candidates) == (
        "scans/c/scan-0.json", "/cited_papers/0", "its title", ("scans/a", "scans/b"),
    )  # fmt: skip


def test_two_identifiers_that_lead_to_two_papers():
    scans = {"a": paper("A", arxiv_id="2401.00001"), "b": paper("B", doi="10.1000/7"),
             "c": paper("C", [{"arxiv_id": "2401.00001", "doi": "10.1000/7"}])}  # fmt: skip
    found = cite(Corpus(scans))
    assert found.targets == {}
    assert [item.by for item in found.ambiguities] == ["arXiv:2401.00001"]


def test_an_identifier_of_an_older_scan_counts():
    scans = {"a": [paper("A"), paper("A", arxiv_id="2401.00001")], "b": paper("B", [{"arxiv_id": "2401.00001"}])}
    assert cite(Corpus(scans)).targets == {("scans/b", 0): "scans/a"}


def test_a_paper_does_not_cite_itself():
    assert cite(Corpus({"a": paper("A", [{"title": "A"}])})).targets == {}


def test_two_references_to_one_paper_are_one_citation():
    found = cite(Corpus({"a": paper("A"), "b": paper("B", [{"title": "A"}, {"title": "a"}])}))
    assert found.targets == {("scans/b", 0): "scans/a", ("scans/b", 1): "scans/a"}
    assert found.by_papers == {"scans/a": ("scans/b",)}


@pytest.mark.parametrize("found_by", ["title", "title and another DOI", "DOI"])
def test_what_many_references_find_is_made_once(found_by):
    """Many papers that are all alike, and references that each fit all of them, each in its own way."""
    scans = {f"p{number}": paper("On Sand", arxiv_id="2401.00001") for number in range(30)}
    if found_by == "DOI":
        scans = {f"p{number}": paper(f"T{number}", doi="10.1000/7") for number in range(30)}
    cited = [
        {"title": "On Sand" + "!" * number}
        | ({"doi": f"10.1000/x{number}"} if found_by == "title and another DOI" else {})
        | ({"doi": "10.1000/7", "arxiv_id": f"2402.{number:05}"} if found_by == "DOI" else {})
        for number in range(50)
    ]
    found = cite(Corpus(scans | {"q": paper("Q", cited)}))
    assert len(found.ambiguities) == 50
    assert {item.candidates for item in found.ambiguities} == {tuple(sorted(f"scans/{name}" for name in scans))}
    assert len({id(item.candidates) for item in found.ambiguities}) == 1
