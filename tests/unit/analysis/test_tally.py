"""Not applicable never counts as no."""

from __future__ import annotations

import pytest

from generator.analysis.tally import Tally, support_counts, tally
from generator.model import SupportLevel
from generator.summarise import summarise_scan
from tests.conftest import ROOT
from tests.inputs import ANSWER, SCAN, Corpus, changed, good_scan


def counted(value):
    return tally(summarise_scan(good_scan(value)).answers.letters)


def checklist(**answers):
    return {"d": {key: {**ANSWER, **answer} for key, answer in answers.items()}}


def test_counts_by_answer():
    found = counted(
        changed(SCAN, checklist=checklist(a={}, b={"answer": False}, c={"applies": False}, d={"answer": "perhaps"},
                                          e={"applies": False, "answer": False}))
    )  # fmt: skip
    assert found == Tally(yes=1, no=1, not_applicable=2, unclear=1)
    assert (found.applicable, found.total, found.percent) == (2, 5, 50)


@pytest.mark.parametrize(
    ("yes", "no", "percent"), [(0, 0, None), (0, 3, 0), (3, 0, 100), (1, 7, 13), (1, 199, 1), (1, 2, 33), (2, 1, 67)]
)
def test_percentages_are_rounded_half_up(yes, no, percent):
    assert Tally(yes, no, 5, 5).percent == percent


def test_sums():
    assert sum([Tally(1, 2, 3, 4), Tally(1, 1, 1, 1)], Tally()) == Tally(2, 3, 4, 5)


def test_the_real_scan():
    found = counted((ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8"))
    assert (found.total, found.applicable, found.yes) == (64, 55, 19)


def test_a_domain_without_criteria_counts_by_its_own_answer():
    found = counted(
        changed(SCAN, checklist={"d": ANSWER, "e": {**ANSWER, "sub_questions": {"x": ANSWER, "y": ANSWER}}})
    )
    assert found.yes == 3


def test_support_levels_strongest_first():
    claims = [{"claim": str(number), "evidence": "e", "supported": word}
              for number, word in enumerate(["weak", "Strong", "weak", "so so", "unsupported"])]  # fmt: skip
    assert support_counts(summarise_scan(good_scan(changed(SCAN, claims=claims))).claims) == (
        (SupportLevel.STRONG, 1), (SupportLevel.WEAK, 2), (SupportLevel.UNSUPPORTED, 1), (SupportLevel.OTHER, 1),
    )  # fmt: skip


def test_rates_over_the_current_scans_only():
    yes, no = changed(SCAN, checklist=checklist(a={})), changed(SCAN, checklist=checklist(a={"answer": False}))
    assert Corpus({"one": [yes, no], "two": no}).site.rates.criteria == {("d", "a"): Tally(yes=1, no=1)}
