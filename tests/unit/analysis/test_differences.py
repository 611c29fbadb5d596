"""Where a paper differs from its like; groups and rates were worked out by hand."""

from __future__ import annotations

import pytest

from generator import limits
from generator.analysis.differences import Difference, about
from generator.pages.scan import SCAN
from tests.inputs import Corpus, view
from tests.shore import checklist, scan


def group(answers: str, tag: str = "wet", **fields):
    """A paper for each letter, which is its answer to whether the code was released."""
    return {
        f"{tag}-{number:02}": scan(
            f"{tag} {number}", methodology_tags=[tag], checklist=checklist(artifacts=letter), **fields
        )
        for number, letter in enumerate(answers)
    }


def differences(scans):
    return {place.removeprefix("scans/"): found for place, found in Corpus(scans).site.differences.items()}


def test_an_answer_that_fewer_than_one_in_five_give_is_a_difference():
    # 1 of 8 is 12.5%, which is rounded up.
    assert differences(group("ynnnnnnn")) == {"wet-00": (Difference(0, 13, 8, "tag", "wet"),)}
    assert differences(group("nyyyyyyy")) == {"wet-00": (Difference(0, 13, 8, "tag", "wet"),)}


def test_one_in_five_is_not_rare():
    assert differences(group("yynnnnnnnn")) == {}
    assert set(differences(group("yynnnnnnnnn"))) == {"wet-00", "wet-01"}


def test_a_group_of_fewer_than_eight_to_which_the_criterion_applies_says_nothing():
    assert differences(group("ynnnnnn")) == {}
    # Neither those to which it does not apply nor those who gave no clear answer count.
    assert differences(group("ynnnnnnaaauu")) == {}
    assert differences(group("ynnnnnnnaaau")) == {"wet-00": (Difference(0, 13, 8, "tag", "wet"),)}


def test_not_applicable_and_unclear_are_no_differences_however_rare():
    assert differences(group("annnnnnnn")) == {}
    assert differences(group("unnnnnnnn")) == {}


def test_papers_without_tags_and_type_differ_from_nobody():
    assert differences({name: {**value, "methodology_tags": []} for name, value in group("ynnnnnnn").items()}) == {}


def test_of_several_groups_the_one_counts_in_which_the_answer_is_rarest():
    scans = group("n" * 9) | group("n" * 19, "dry")
    scans["both"] = scan("Both", methodology_tags=["wet", "dry"], checklist=checklist(artifacts="y"))
    # 1 of 10 among the wet, 1 of 20 among the dry.
    assert differences(scans) == {"both": (Difference(0, 5, 20, "tag", "dry"),)}


@pytest.mark.parametrize(("wet", "dry", "chosen"), [(9, 9, "dry"), (209, 189, "wet")])
def test_of_groups_in_which_it_is_as_rare_the_larger_one_counts_then_the_first_by_name(wet, dry, chosen):
    scans = group("n" * wet) | group("n" * dry, "dry")
    scans["both"] = scan("Both", methodology_tags=["wet", "dry"], checklist=checklist(artifacts="y"))
    # 1 of 210 is 0%, 1 of 190 is 1%: the rate comes first.
    (found,) = differences(scans)["both"]
    assert found.group == chosen


def test_among_papers_of_its_type_comes_before_among_those_of_its_tag():
    assert differences(group("ynnnnnnn", paper_type="sandy")) == {"wet-00": (Difference(0, 13, 8, "type", "sandy"),)}


def test_the_rarest_of_each_kind_come_first_and_five_of_each_stand_open(monkeypatch):
    keys = [f"k{number}" for number in range(14)]
    # Of twelve papers the first answers yes to seven that others do not meet, and no to six that others meet; the
    # second shares its answer to the first of them.
    odd = dict.fromkeys(keys[:7], True) | dict.fromkeys(keys[7:13], False) | {"k13": True}
    usual = {key: not value for key, value in odd.items()} | {"k13": True}
    scans = {}
    for number in range(12):
        answers = odd if number == 0 else {**usual, "k0": True} if number == 1 else usual
        scans[f"p{number:02}"] = scan(
            f"P {number}", methodology_tags=["wet"],
            checklist={"shells": {key: {"applies": True, "answer": value} for key, value in answers.items()}},
        )  # fmt: skip
    corpus = Corpus(scans)
    order = [key for _, key, _ in corpus.papers[0].scan.answers.outline.criteria]
    found = differences(scans)
    assert [(order[item.number], item.percent) for item in found["p00"]] == [
        (key, 8) for key in [key for key in order if key in keys[1:7]]
    ] + [("k0", 17)] + [(key, 8) for key in order if key in keys[7:13]]  # fmt: skip
    assert [(order[item.number], item.percent) for item in found["p01"]] == [("k0", 17)]
    assert set(found) == {"p00", "p01"}
    # On the page, five of each kind stand open.
    shown = view(SCAN, corpus, "scans/p00/index.md")
    assert [row.badge.word for row in shown.differences] == ["Yes"] * 5 + ["No"] * 5
    assert [row.badge.word for row in shown.folded_differences] == ["Yes", "Yes", "No"]
    assert shown.differences_fold == "3 further answers"
    assert view(SCAN, corpus, "scans/p01/index.md").differences_fold == ""
    # A page shows so many criteria.
    monkeypatch.setattr(limits, "CRITERIA", 2)
    assert len(differences(scans)["p00"]) == 4


def test_large_numbers_are_told_in_two_digits():
    assert [about(size) for size in (8, 99, 100, 129, 1_999, 12_345)] == [8, 99, 100, 120, 1_900, 12_000]


def test_an_edit_elsewhere_in_a_large_group_leaves_the_differences_as_they_are():
    before = differences(group("y" + "n" * 150))
    assert before == {"wet-00": (Difference(0, 1, 150, "tag", "wet"),)}
    # Two more papers, one of which does not meet the criterion, and one to which it does not apply any longer.
    assert differences(group("y" + "n" * 152)) == before
    assert differences(group("y" + "n" * 152 + "a")) == before
