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


def test_one_paper_alone_makes_few_pages_of_criteria_nobody_knows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "OWN_ALONE", 2)
    four = {"sea_shells": dict.fromkeys("abcd", LETTERS["y"])}
    three = {"sea_shells": dict.fromkeys("bcd", LETTERS["y"])}
    alone = Corpus({"a": scan("A", checklist=four | checklist(artifacts="yy"))}).site.asked
    assert alone.domains == {"artifacts": ("code_released", "data_released"), "sea_shells": ("a", "b")}
    both = Corpus({"a": scan("A", checklist=four), "b": scan("B", checklist=three)}).site.asked
    assert (both.domains, both.left_out) == ({"sea_shells": ("b", "c", "d")}, 1)


def test_one_paper_alone_makes_few_pages_of_domains_nobody_knows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "DOMAINS_ALONE", 1)
    three = {name: {"c": LETTERS["y"]} for name in ("crabs", "gulls", "shells")}
    two = {name: three[name] for name in ("gulls", "shells")}
    alone = Corpus({"a": scan("A", checklist=three | checklist(artifacts="yy"))}).site.asked
    assert (list(alone.domains), alone.left_out) == (["artifacts", "crabs"], 2)
    both = Corpus({"a": scan("A", checklist=three), "b": scan("B", checklist=two)}).site.asked
    assert (list(both.domains), both.left_out) == (["gulls", "shells"], 1)
