"""Which criteria have pages."""

from __future__ import annotations

import pytest

from generator import limits
from tests.inputs import Corpus, changed
from tests.shore import LETTERS, checklist, scan, shore


def test_all_criteria_that_papers_were_asked_have_pages_in_reading_order():
    found = shore().site.asked
    assert found.domains == {
        "artifacts": ("code_released", "data_released", "environment_specified", "reproduction_instructions"),
        "statistical_methodology": ("confidence_intervals_or_error_bars", "significance_tests"),
        "sea_shells": ("spiral",),
    }
    assert found.left_out == 0
    assert ("sea_shells", "spiral") in found
    assert ("sea_shells", "code_released") not in found
    assert ("nowhere", "spiral") not in found


def test_a_domain_that_was_answered_as_a_whole_is_a_criterion_of_its_own():
    corpus = Corpus({"a": scan("A", checklist={"artifacts": LETTERS["y"], "sea_shells": {}})})
    assert corpus.site.asked.domains == {"artifacts": ("artifacts",)}


def test_of_criteria_nobody_knows_those_have_pages_that_most_papers_were_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "OWN", 2)
    own = dict.fromkeys(("alone", "both", "b_alone"), LETTERS["y"])
    one = scan("A", checklist={"sea_shells": own, **checklist(artifacts="yyyy")})
    two = changed(scan("B"), checklist={"sea_shells": {"both": LETTERS["a"]}})
    found = Corpus({"a": one, "b": two}).site.asked
    # "both" was asked twice, the others once: the first by name stays.
    assert found.domains["sea_shells"] == ("alone", "both")
    assert len(found.domains["artifacts"]) == 4
    assert found.left_out == 1


def test_of_domains_nobody_knows_few_have_pages_those_that_most_papers_were_asked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "OWN_DOMAINS", 1)
    monkeypatch.setattr(limits, "DOMAINS_ALONE", 1)
    one = scan("A", checklist={name: {"c": LETTERS["y"]} for name in ("crabs", "gulls")} | checklist(artifacts="yy"))
    two = changed(scan("B"), checklist={"gulls": {"c": LETTERS["y"]}})
    site = Corpus({"a": one, "b": two}).site
    assert site.asked.domains == {"artifacts": ("code_released", "data_released"), "gulls": ("c",)}
    assert site.asked.left_out == 1
    # So no group of papers, of which there are many, has answers to all that anybody was asked.
    (found,) = site.by_year.values()
    assert found.keys() == {("artifacts", "code_released"), ("artifacts", "data_released"), ("gulls", "c")}


def test_each_paper_makes_few_pages_of_criteria_nobody_knows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "OWN_ALONE", 4)
    nine, eight = ({"sea_shells": dict.fromkeys(keys, LETTERS["y"])} for keys in ("abcdefghi", "bcdefghi"))
    one = Corpus({"a": scan("A", checklist=nine | checklist(artifacts="yy"))}).site.asked
    assert one.domains == {"artifacts": ("code_released", "data_released"), "sea_shells": tuple("abcd")}
    assert one.left_out == 5
    # With each further paper, a quarter more, of those that most were asked.
    papers = {"a": scan("A", checklist=nine), "b": scan("B", checklist=eight)}
    found = Corpus(papers).site.asked
    assert (found.domains, found.left_out) == ({"sea_shells": tuple("bcdef")}, 4)
    papers |= {name: scan(name, checklist=eight) for name in "cde"}
    assert Corpus(papers).site.asked.domains == {"sea_shells": tuple("bcdefghi")}
    monkeypatch.setattr(limits, "OWN", 7)
    assert Corpus(papers).site.asked.domains == {"sea_shells": tuple("bcdefgh")}


def test_each_paper_makes_few_pages_of_domains_nobody_knows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "DOMAINS_ALONE", 2)
    four = {name: {"c": LETTERS["y"]} for name in ("crabs", "gulls", "shells", "waves")}
    three = {name: four[name] for name in ("gulls", "shells", "waves")}
    one = Corpus({"a": scan("A", checklist=four | checklist(artifacts="yy"))}).site.asked
    assert (list(one.domains), one.left_out) == (["artifacts", "crabs", "gulls"], 2)
    papers = {name: scan(name, checklist=three) for name in "bc"} | {"a": scan("A", checklist=four)}
    found = Corpus(papers).site.asked
    assert (list(found.domains), found.left_out) == (["gulls", "shells", "waves"], 1)
