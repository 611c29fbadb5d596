"""Which works papers cite, and how often: worked out by hand."""

from __future__ import annotations

from itertools import permutations

import pytest

from generator import limits
from generator.analysis.cited import cited
from tests.inputs import Corpus
from tests.shore import scan, shore


def works(corpus, room=100):
    """The title, the identifiers and the citing papers of each work that is not scanned here."""
    found = cited(corpus.papers, corpus.reports, corpus.site.citations, room)
    return [
        (work.title, [item.value for item in work.identifiers], [*map(name, work.papers)]) for work in found.others
    ]


def name(location):
    return location.rpartition("/")[2]


def citing(*references, reports=()):
    """A corpus of papers a, b, c ... that each cite one list of references, and of reports likewise."""
    scans = {
        letter: scan(letter.upper(), cited_papers=list(cited))
        for letter, cited in zip("abcdef", references, strict=False)
    }
    return Corpus(scans, {f"r{number}": {"title": "R", "claims": [], "references": list(cited)} for number, cited in enumerate(reports)})  # fmt: skip


ARXIV, DOI = {"title": "Dunes", "arxiv_id": "2403.00001v2"}, {"title": "Dunes!", "doi": "10.1000/DUNES"}
BARE = {"title": "dunes"}


def test_the_shore():
    found = shore().site.cited
    assert [(name(work.paper), [*map(name, work.papers)], [*map(name, work.reports)]) for work in found.scanned] == [
        ("alpha", ["beta", "delta", "gamma"], ["early", "late", "undated"]),
        ("beta", ["gamma"], []),
    ]
    (nowhere,) = found.others
    # Undated cites it as well, which counts apart.
    assert (nowhere.title, nowhere.papers, nowhere.reports) == ("Nowhere", ("scans/eps",), ("syntheses/undated",))
    assert (nowhere.key, found.rest) == (("title", "nowhere"), 0)


def test_a_work_counts_once_for_each_paper_that_cites_it():
    assert works(citing([ARXIV, ARXIV, {**ARXIV, "title": "Other"}], [ARXIV])) == [
        ("Dunes", ["2403.00001"], ["a", "b"])
    ]


@pytest.mark.parametrize("order", list(permutations([ARXIV, DOI, BARE])))
def test_arxiv_id_doi_and_title_are_of_one_work_in_any_order(order):
    (work,) = works(citing(*[[reference] for reference in order]))
    assert work == (min(item["title"] for item in order), ["2403.00001", "10.1000/dunes"], ["a", "b", "c"])


def test_identifiers_in_one_reference_join_those_in_others():
    both = {"title": "Both", "arxiv_id": "2403.00001", "doi": "10.1000/dunes"}
    for order in permutations([{**ARXIV, "title": "One"}, {**DOI, "title": "Two"}, both]):
        (work,) = works(citing(*[[reference] for reference in order]))
        assert work[1:] == (["2403.00001", "10.1000/dunes"], ["a", "b", "c"])


@pytest.mark.parametrize("order", list(permutations([ARXIV, {"title": "Dunes", "arxiv_id": "2403.00009"}, BARE])))
def test_a_title_does_not_join_two_arxiv_ids_and_stays_apart_then(order):
    found = works(citing(*[[reference] for reference in order]))
    assert sorted((work[1], len(work[2])) for work in found) == [([], 1), (["2403.00001"], 1), (["2403.00009"], 1)]


def test_titles_do_not_join_two_arxiv_ids_in_two_steps_either():
    steps = [{"title": "One", "arxiv_id": "2403.00001"}, {"title": "One", "doi": "10.1000/twice"},
             {"title": "Two", "doi": "10.1000/twice"}, {"title": "Two", "arxiv_id": "2403.00009"}]  # fmt: skip
    found = set()
    for order in permutations(steps):
        joined = works(citing(*[[reference] for reference in order]))
        found.add(tuple(sorted(tuple(work[1]) for work in joined)))
    assert found == {(("2403.00001", "10.1000/twice"), ("2403.00009",))}


def test_the_title_that_most_references_have_stands_for_the_work():
    assert (
        works(citing([ARXIV], [{**ARXIV, "title": "Sand dunes"}], [{**ARXIV, "title": "Sand dunes"}]))[0][0]
        == "Sand dunes"
    )
    assert works(citing([{**ARXIV, "title": ""}], [{**ARXIV, "title": ""}], [ARXIV]))[0][0] == "Dunes"


def test_the_most_cited_come_first_then_those_in_most_syntheses_then_by_title():
    corpus = citing(
        [{"title": "C"}, {"title": "B"}, {"title": "A"}, {"title": "D"}], [{"title": "D"}],
        reports=[[{"title": "C"}, {"title": "C"}, {"title": "Only here"}], [{"title": "B"}], [{"title": "B"}]],
    )  # fmt: skip
    # A is scanned here: paper a has that title, and b has B.
    assert [work[0] for work in works(corpus)] == ["D", "C"]
    assert [(work.title, len(work.papers), len(work.reports)) for work in corpus.site.cited.scanned] == [("B", 1, 2)]


def test_a_paper_that_cites_itself_and_a_reference_that_fits_several_are_no_works_to_scan():
    scans = {
        "a": scan("Dunes", arxiv_id="2403.00001", cited_papers=[ARXIV, {"title": "Gulls"}]),
        "b": scan("Gulls", arxiv_id="2403.00002"),
        "c": scan("Gulls", arxiv_id="2403.00003"),
    }
    corpus = Corpus(scans)
    assert works(corpus) == []
    assert corpus.site.cited.scanned == ()


def test_a_reference_without_identifier_and_title_is_none():
    assert works(citing([{"title": ""}, {"title": "—"}, {"title": "", "url": "https://a.example/"}])) == []


@pytest.mark.parametrize(
    ("room", "titles", "rest"), [(0, ["D"], 3), (1, ["D"], 3), (2, ["D", "X"], 2), (9, ["D", "X", "Y", "Z"], 0)]
)
def test_works_that_one_paper_cites_fill_the_room_that_is_left(room, titles, rest):
    corpus = citing([{"title": title} for title in "ZDYX"], [{"title": "D"}])
    # Paper d is not here, so D is no paper of this corpus.
    found = cited(corpus.papers, (), corpus.site.citations, room)
    assert ([work.title for work in found.others], found.rest) == (titles, rest)


def test_the_newest_scan_counts_alone():
    older = scan("A", scan_version=1, cited_papers=[{"title": "Old"}])
    newest = scan("A", scan_version=3, cited_papers=[{"title": "New"}])
    assert [work[0] for work in works(Corpus({"a": [newest, older]}))] == ["New"]


def test_only_the_first_works_that_a_paper_cites_count(monkeypatch):
    # Thousands of them, cited by two files, made forty pages.
    monkeypatch.setattr(limits, "CITED", 2)
    both, only, third = {"title": "Both"}, {"title": "Only one"}, {"title": "Third"}
    assert works(citing([both, only, third], [both, third])) == [
        ("Both", [], ["a", "b"]), ("Only one", [], ["a"]), ("Third", [], ["b"]),
    ]  # fmt: skip
