"""How many papers meet two criteria of a domain, and which."""

from __future__ import annotations

import random
from itertools import combinations

import pytest

from generator import limits
from generator.analysis.pairs import pairs
from generator.analysis.tally import Tally
from tests.inputs import Corpus
from tests.shore import LETTERS, checklist, scan, shore


def figures(pair):
    return pair.both, pair.only_first, pair.only_second, pair.neither


def test_the_corpus_made_by_hand():
    found = shore().site.pairs
    # Alpha has code and data, beta code alone; eps, gamma and delta do not answer both.
    # Alpha has intervals and no tests, gamma neither, and eps was not asked about tests.
    assert {domain: [(pair.first, pair.second, *figures(pair)) for pair in own] for domain, own in found.items()} == {
        "artifacts": [("code_released", "data_released", 1, 1, 0, 0)],
        "statistical_methodology": [("confidence_intervals_or_error_bars", "significance_tests", 0, 1, 0, 1)],
        "sea_shells": [],
    }
    (pair,) = found["artifacts"]
    assert [paper.location for paper in pair.papers] == ["scans/alpha"]
    assert pair.counts == Tally(1, 1)


def test_each_paper_counts_where_both_were_answered_yes_or_no():
    answers = ("yy", "yn", "ny", "nn", "ya", "ay", "yu", "un", "y", "aa", "yy")
    scans = {f"p{number:02}": scan("P", checklist=checklist(artifacts=item)) for number, item in enumerate(answers)}
    (pair,) = Corpus(scans).site.pairs["artifacts"]
    assert figures(pair) == (2, 1, 1, 1)
    assert [paper.location for paper in pair.papers] == ["scans/p00", "scans/p10"]


def test_the_newest_papers_are_kept_and_all_are_counted():
    scans = {f"p{year}": scan("P", year=year, checklist=checklist(artifacts="yy")) for year in range(2020, 2026)}
    (pair,) = Corpus(scans, rows_per_page=4).site.pairs["artifacts"]
    assert pair.both == 6
    assert [paper.location for paper in pair.papers] == [f"scans/p{year}" for year in (2025, 2024, 2023, 2022)]


def test_checklists_of_other_orders_and_other_criteria_count_alike():
    own = {"b": LETTERS["y"], "a": LETTERS["y"]}
    scans = {
        "one": scan("One", checklist={"own": own}),
        "two": scan(
            "Two", checklist={"artifacts": {"code_released": LETTERS["n"]}, "own": dict(reversed(own.items()))}
        ),
        "three": scan("Three", checklist={"own": {"c": LETTERS["n"], "a": LETTERS["n"], "b": LETTERS["y"]}}),
    }
    found = Corpus(scans).site.pairs
    assert [(pair.first, pair.second, *figures(pair)) for pair in found["own"]] == [("a", "b", 2, 0, 1, 0)]


def test_what_applies_to_a_single_paper_is_no_pair():
    assert limits.PAIR_PAGE == 2
    scans = {
        "a": scan("A", checklist=checklist(artifacts="yyy")),
        "b": scan("B", checklist=checklist(artifacts="yya")),
    }
    assert [(pair.first, pair.second) for pair in Corpus(scans).site.pairs["artifacts"]] == [
        ("code_released", "data_released")
    ]
    assert Corpus({"a": scans["a"]}).site.pairs["artifacts"] == ()
    assert Corpus().site.pairs == {}


def test_of_many_pairs_a_domain_has_those_that_apply_to_most_papers(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "PAIRS", 2)
    # Code and data apply to two, code and environment to three, data and environment to two: the first of equals stays.
    scans = {
        f"p{number}": scan("P", checklist=checklist(artifacts=item))
        for number, item in enumerate(("nnn", "nnn", "nan"))
    }
    assert [(pair.first, pair.second) for pair in Corpus(scans).site.pairs["artifacts"]] == [
        ("code_released", "data_released"), ("code_released", "environment_specified"),
    ]  # fmt: skip


def test_each_paper_makes_few_pairs_of_criteria_nobody_knows(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(limits, "OWN_PAIRS", 2)
    # Three pairs each in a domain of their own and in one that the vocabulary knows; and one pair that it knows.
    own = dict.fromkeys("abc", LETTERS["y"])
    asked = {"own": own, "statistical_methodology": own, **checklist(artifacts="yy")}
    papers = {name: scan(name, checklist=asked) for name in "pq"}

    def found():
        return {
            domain: [pair.first + pair.second for pair in own] for domain, own in Corpus(papers).site.pairs.items()
        }

    known = {"artifacts": ["code_releaseddata_released"]}
    assert found() == known | {"statistical_methodology": ["ab", "ac"], "own": []}
    papers["r"] = scan("r", checklist=asked)
    assert found() == known | {"statistical_methodology": ["ab", "ac", "bc"], "own": ["ab"]}
    # Those come first that apply to most papers.
    papers["r"] = scan("r", checklist={"own": own})
    assert found() == known | {"statistical_methodology": [], "own": ["ab", "ac", "bc"]}
    papers["s"] = scan("s", checklist=asked)
    assert found() == known | {"statistical_methodology": ["ab"], "own": ["ab", "ac", "bc"]}


def test_bits_count_as_papers_one_by_one_do():
    rng = random.Random(1)
    scans = {
        f"p{number:03}": scan("P", year=rng.randrange(2018, 2026), checklist=checklist(
            artifacts="".join(rng.choices("ynau", k=rng.randrange(1, 5))), statistical_methodology=rng.choice(["yn", "y"])
        ))
        for number in range(150)
    }  # fmt: skip
    site = Corpus(scans).site
    most = 7
    found = pairs(site.newest, site.asked.domains, most)
    for domain, criteria in site.asked.domains.items():
        expected = []
        for one, two in combinations(criteria, 2):
            both = []
            for paper in site.newest:
                answers = paper.scan.answers
                own = {key[:2]: letter for key, letter in zip(answers.outline.criteria, answers.letters, strict=True)}
                both.append((own.get((domain, one), " ") + own.get((domain, two), " "), paper.location))
            counts = [sum(letters == item for letters, _ in both) for item in ("yy", "yn", "ny", "nn")]
            expected.append((one, two, *counts, [place for letters, place in both if letters == "yy"][:most]))
        assert [
            (pair.first, pair.second, *figures(pair), [paper.location for paper in pair.papers])
            for pair in found[domain]
        ] == [item for item in expected if sum(item[2:6]) >= limits.PAIR_PAGE]
