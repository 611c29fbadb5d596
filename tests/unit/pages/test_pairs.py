"""The pages of two criteria: which there are, what they say, who leads there, and what makes them again."""

from __future__ import annotations

import copy

import pytest

from generator import limits
from generator.pages import PAGES
from generator.pages.criteria import CRITERION, DOMAIN
from generator.pages.pairs import PAIR
from tests.inputs import Corpus, pages, view
from tests.shore import LETTERS, REPORTS, SCANS, checklist, scan, shore

BOTH = "criteria/artifacts/code_released/and/data_released/index.md"
TESTS = "criteria/statistical_methodology/confidence_intervals_or_error_bars/and/significance_tests/index.md"


def test_pairs_have_pages_below_the_criterion_that_comes_first():
    assert list(pages(PAIR, shore())) == [BOTH, TESTS]


def test_pages_that_are_left_out_are_not_made_and_nobody_leads_there():
    corpus = shore(leave_out=("criteria",))
    assert (pages(PAIR, corpus), PAIR.addresses(corpus.config)) == ({}, ())
    assert not [path for kind in PAGES for path in pages(kind, corpus) if "/and/" in path]


def test_a_pair_says_who_meets_both_and_how_many_do_not():
    found = view(PAIR, shore(), BOTH)
    assert found.title == "Code released and Data released"
    first = "../../../../../explore/index.md?answer.artifacts.code_released=yes&amp;answer.artifacts.data_released=no"
    assert [(tile.figure, tile.text, tile.href and tile.href.in_markdown) for tile in found.tiles] == [
        ("1 of 2", "papers to which both apply meet both: 50%", "#met-by"),
        ("1", "only the first: Code released", first),
        ("0", "only the second: Data released", None),
        ("0", "neither", None),
    ]
    assert [(row.link.text, row.link.href.in_markdown, row.year, row.venue) for row in found.rows] == [
        ("Alpha Dunes", "../../../../../scans/alpha/index.md#artifacts", "2024", "Journal of Sand")
    ]
    assert [(row.link.text, row.link.href.in_markdown) for row in found.criteria] == [
        ("Code released", "../../index.md"), ("Data released", "../../../data_released/index.md"),
    ]  # fmt: skip
    assert found.criteria[1].question == "Is the data that the study used or produced publicly available?"
    assert (found.domain.href.in_markdown, found.everyone.href.in_markdown) == (
        "../../../index.md", "../../../index.md#all-papers",
    )  # fmt: skip
    assert found.meta["description"] == "Artifacts: 1 of the 2 papers to which both apply meet both."
    assert found.few == "Of fewer than 8 papers a share says little."
    without = view(PAIR, shore(leave_out=("explore",)), BOTH)
    assert [tile.href is None for tile in without.tiles] == [False, True, True, True]


def test_each_figure_leads_to_its_own_papers():
    answers = ("yy", "yn", "ny", "ny", "nn", "nn", "nn")
    scans = {
        f"p{number}": scan(f"P {number}", checklist=checklist(artifacts=own)) for number, own in enumerate(answers)
    }
    start = "../../../../../explore/index.md?answer.artifacts.code_released={}&amp;answer.artifacts.data_released={}"
    assert [(tile.figure, tile.href.in_markdown) for tile in view(PAIR, Corpus(scans), BOTH).tiles[1:]] == [
        ("1", start.format("yes", "no")), ("2", start.format("no", "yes")), ("3", start.format("no", "no")),
    ]  # fmt: skip


def test_a_pair_that_nobody_meets_has_no_rows_and_says_so():
    found = view(PAIR, shore(), TESTS)
    assert (found.tiles[0].figure, found.tiles[0].href.in_markdown, found.rows) == ("0 of 2", "#met-by", ())
    assert found.caption == "0 papers that meet both"


def test_a_page_lists_the_newest_and_says_of_how_many():
    scans = {
        f"p{year}": scan(f"P {year}", year=year, checklist=checklist(artifacts="yy")) for year in range(2020, 2025)
    }
    found = view(PAIR, Corpus(scans, rows_per_page=2), BOTH)
    assert [row.link.text for row in found.rows] == ["P 2024", "P 2023"]
    assert found.caption == "5 papers that meet both; the newest 2 are listed"
    assert view(PAIR, Corpus(scans), BOTH).caption == "5 papers that meet both, newest first"


def test_the_domain_and_both_criteria_lead_to_a_pair():
    def leads(kind, path, **settings):
        rows = view(kind, shore(rows_per_page=2, **settings), path).pairs
        return [(row.link.text, row.link.href.in_markdown, row.badge.word, row.share) for row in rows]

    own = ("1 of 2", "50%, few papers")
    assert leads(DOMAIN, "criteria/artifacts/index.md") == [
        ("Code released and Data released", "code_released/and/data_released/index.md", *own)
    ]
    assert leads(DOMAIN, "criteria/artifacts/page-2/index.md", leave_out=("explore",)) == []
    assert leads(CRITERION, "criteria/artifacts/code_released/index.md") == [
        ("Data released", "and/data_released/index.md", *own)
    ]
    assert leads(CRITERION, "criteria/artifacts/data_released/index.md") == [
        ("Code released", "../code_released/and/data_released/index.md", *own)
    ]
    assert leads(CRITERION, "criteria/artifacts/environment_specified/index.md") == []


@pytest.mark.parametrize(("criteria", "fold"), [(5, ""), (6, "15 pairs of these criteria"), (10, "45 pairs of these criteria"), (12, "The 45 pairs of these criteria that apply to most papers")])  # fmt: skip
def test_many_pairs_are_folded_and_no_more_than_so_many(criteria, fold):
    answers = {"own": {f"c{number:02}": LETTERS["y"] for number in range(criteria)}}
    corpus = Corpus({name: scan(name, checklist=answers) for name in "abcd"})
    found = view(DOMAIN, corpus, "criteria/own/index.md")
    assert found.pairs_fold == fold
    assert len(found.pairs) == len(pages(PAIR, corpus)) == min(limits.PAIRS, criteria * (criteria - 1) // 2)


def test_keys_that_nobody_would_choose_have_pages_of_their_own():
    keys = ["and", "And", "page-2", "../x", "<b>", "é", "a/and/b", "own"]
    answers = {domain: dict.fromkeys(keys, LETTERS["y"]) for domain in ("own", "and")}
    corpus = Corpus({name: scan(name, checklist=answers) for name in "abcd"}, rows_per_page=1)
    planned = [page.path for kind in PAGES for page in kind.plan(corpus.site)]
    assert len(planned) == len(set(planned))
    own = list(pages(PAIR, corpus))
    assert len(own) == 2 * len(keys) * (len(keys) - 1) // 2
    assert {len(path.split("/")) for path in own} == {6}


# ---------------------------------------------------------------------------------- what is made again


def touched(edit):
    """The pages of pairs, and those of criteria, that are others after an edit of the corpus."""
    scans = copy.deepcopy(SCANS)
    edit(scans)
    before, after = (
        {page.path: page.digest for kind in (PAIR, CRITERION) for page in kind.plan(corpus.site)}
        for corpus in (shore(), Corpus(scans, REPORTS))
    )
    return {path.removeprefix("criteria/") for path in before | after if before.get(path) != after.get(path)}


def test_an_answer_makes_the_pairs_again_in_which_it_counts_and_no_others():
    def tests(scans):
        scans["gamma"]["checklist"]["statistical_methodology"]["significance_tests"].update(LETTERS["y"])

    # Gamma has tests, and no intervals: it still does not meet both, so nobody else's count of both changes.
    assert touched(tests) == {
        TESTS.removeprefix("criteria/"),
        "statistical_methodology/significance_tests/index.md",
    }

    def intervals(scans):
        scans["gamma"]["checklist"]["statistical_methodology"]["confidence_intervals_or_error_bars"].update(
            LETTERS["a"]
        )

    # With gamma goes the second paper to which both apply, and the pair with it: its figures stood on both pages.
    assert touched(intervals) == {
        TESTS.removeprefix("criteria/"),
        "statistical_methodology/confidence_intervals_or_error_bars/index.md",
        "statistical_methodology/significance_tests/index.md",
    }


def test_an_answer_to_something_else_a_reason_and_a_finding_leave_pairs_alone():
    def other(scans):
        # The only paper that answers about its environment.
        scans["alpha"][0]["checklist"]["artifacts"]["environment_specified"].update(LETTERS["y"])
        scans["alpha"][0]["checklist"]["artifacts"]["code_released"]["justification"] = "It is there."
        scans["beta"]["key_findings"] = "None."

    assert {path for path in touched(other) if "/and/" in path} == set()
