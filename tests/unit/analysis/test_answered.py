"""How groups of papers answer, counted by hand."""

from __future__ import annotations

import pytest

from generator import limits
from generator.analysis.answered import answered
from generator.analysis.tally import Tally
from tests.inputs import Corpus
from tests.shore import checklist, scan, shore

CODE, DATA = ("artifacts", "code_released"), ("artifacts", "data_released")
INTERVALS = ("statistical_methodology", "confidence_intervals_or_error_bars")


def test_the_answers_of_all_papers_are_the_rates_of_the_site():
    site = shore().site
    assert answered(site.papers) == site.rates.criteria


def test_answers_by_year_newest_first_and_papers_without_one_last():
    found = shore().site.by_year
    assert list(found) == [2025, 2024, 0]
    # Beta yes, gamma unclear; alpha and eps yes; delta not applicable.
    assert [answers[CODE] for answers in found.values()] == [Tally(1, 0, 0, 1), Tally(2), Tally(0, 0, 1)]
    assert [answers.get(INTERVALS) for answers in found.values()] == [Tally(0, 1), Tally(2), None]


def test_answers_by_tag_count_each_tag_of_a_paper_once():
    corpus = Corpus(
        {
            "a": scan("A", methodology_tags=["wet", "dry", "wet"], checklist=checklist(artifacts="yn")),
            "b": scan("B", methodology_tags=["wet"], checklist=checklist(artifacts="ny")),
            "c": scan("C", checklist=checklist(artifacts="y")),
            "d": scan("D", methodology_tags=["dry"], paper_type="sandy"),
            "e": scan("E", methodology_tags=["dry"], paper_type="sandy", checklist=checklist(artifacts="a")),
        }
    )
    assert corpus.site.by_tag == {
        "dry": {CODE: Tally(1, 0, 1), DATA: Tally(0, 1)},
        "wet": {CODE: Tally(1, 1), DATA: Tally(1, 1)},
    }
    assert list(corpus.site.by_tag) == ["dry", "wet"]
    assert corpus.site.by_type == {"sandy": {CODE: Tally(0, 0, 1)}}


def test_the_answers_of_scans_of_different_outlines_come_together():
    corpus = Corpus(
        {
            "a": scan("A", checklist=checklist(artifacts="yn", sea_shells="y")),
            "b": scan("B", checklist=checklist(sea_shells="n", artifacts="y")),
        }
    )
    assert answered(corpus.papers) == {
        CODE: Tally(2),
        DATA: Tally(0, 1),
        ("sea_shells", "spiral"): Tally(1, 1),
    }


def test_only_so_many_groups_are_counted_the_largest(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "GROUPS", 2)
    tags = {"a": ["x", "y"], "b": ["y", "z"], "c": ["z"]}
    corpus = Corpus({name: scan(name, methodology_tags=own) for name, own in tags.items()})
    assert list(corpus.site.by_tag) == ["y", "z"]
    years = Corpus({name: scan(name, year=year) for name, year in (("a", 2020), ("b", 2022), ("c", 2021))})
    assert list(years.site.by_year) == [2022, 2021]


def test_of_very_many_tags_of_a_paper_the_first_are_counted_those_in_whose_lists_it_stands() -> None:
    corpus = Corpus({"a": scan("A", methodology_tags=[f"t{number:03}" for number in range(limits.LISTED + 9)])})
    assert list(corpus.site.by_tag) == [f"t{number:03}" for number in range(limits.LISTED)]
