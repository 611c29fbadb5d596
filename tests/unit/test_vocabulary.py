"""Titles for every key, known or not."""

from __future__ import annotations

import json

import pytest

from generator.vocabulary import load, title_from_key
from tests.conftest import ROOT


def test_known_keys_have_wording_and_unknown_ones_a_title_made_from_the_key():
    words = load()
    known = words.criterion("artifacts", "code_released")
    assert known.known
    assert known.question.endswith("?")
    assert known.why.startswith("A description leaves out choices")
    unknown = words.criterion("artifacts", "moon_phase_stated")
    assert (unknown.title, unknown.question, unknown.known) == ("Moon phase stated", "", False)
    assert (words.domain("astrology").title, words.domain("astrology").known) == ("Astrology", False)
    assert words.term("methodology_tags", "tea-leaves").title == "Tea-leaves"


def test_each_known_criterion_says_in_a_sentence_of_its_own_why_it_matters():
    why = [term.why for domain in load().domains.values() for term in domain.criteria.values()]
    assert len(set(why)) == len(why) == 64
    assert all(30 < len(text) <= 140 and text.endswith(".") for text in why)


def test_a_criterion_that_moved_to_another_domain_keeps_its_wording():
    words = load()
    assert words.criterion("elsewhere", "code_released") == words.criterion("artifacts", "code_released")


def test_known_keys_come_first_and_in_reading_order():
    words = load()
    keys = ["zeta", "evaluation_design", "alpha", "artifacts"]
    assert sorted(keys, key=words.domain_rank) == ["artifacts", "evaluation_design", "alpha", "zeta"]
    assert sorted(["b", "data_released", "code_released"], key=lambda key: words.criterion_rank("artifacts", key)) == [
        "code_released", "data_released", "b",
    ]  # fmt: skip
    assert sorted(["b", "a"], key=lambda key: words.criterion_rank("unknown", key)) == ["a", "b"]
    assert sorted(["zeta", "rct"], key=lambda key: words.rank("methodology_tags", key)) == ["rct", "zeta"]


@pytest.mark.parametrize(
    ("key", "title"),
    [
        ("number_of_runs", "Number of runs"),
        ("LLM_used", "LLM used"),
        ("_x", "X"),
        ("a\n b", "A b"),
        ("", "(no name)"),
        (" \u200b", "(no name)"),
        ("__", "__"),
        ("été_ß", "Été ß"),
        ("-", "-"),
    ],
)
def test_titles_from_keys(key, title):
    assert title_from_key(key) == title


def test_every_key_of_the_real_scan_is_known():
    words = load()
    value = json.loads((ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8"))
    for domain, criteria in value["checklist"].items():
        assert words.domain(domain).known
        assert all(words.criterion(domain, key).known for key in criteria)
