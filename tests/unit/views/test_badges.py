"""A badge says at a glance what the figures say."""

from __future__ import annotations

import pytest

from generator.model import Answer, SupportLevel
from generator.render.markup import Badge
from generator.views.badges import answer_badge, level_badge, support_badge, tally_badge, verdict_badge
from tests.inputs import SCAN, SYNTHESIS, changed, good_scan, good_synthesis


@pytest.mark.parametrize(
    ("yes", "applicable", "kind", "symbol"),
    [
        (0, 1, "low", "▼"), (0, 300, "low", "▼"), (99, 300, "low", "▼"), (1, 4, "low", "▼"),
        (100, 300, "middle", "■"), (1, 3, "middle", "■"), (1, 2, "middle", "■"), (199, 300, "middle", "■"),
        (200, 300, "high", "▲"), (2, 3, "high", "▲"), (1, 1, "high", "▲"),
    ],
)  # fmt: skip
def test_green_from_two_thirds_red_under_one(yes, applicable, kind, symbol):
    assert tally_badge(yes, applicable) == Badge(kind, symbol, f"{yes} of {applicable}")


def test_where_nothing_is_applicable_nothing_is_good_or_bad():
    assert tally_badge(0, 0) == Badge("na", "–", "none applicable")


@pytest.mark.parametrize(
    ("answer", "badge"),
    [
        (Answer.YES, Badge("yes", "✓", "Yes")),
        (Answer.NO, Badge("no", "✗", "No")),
        (Answer.NOT_APPLICABLE, Badge("na", "–", "Not applicable")),
        (Answer.UNCLEAR, Badge("unclear", "?", "Unclear")),
    ],
)
def test_answers(answer, badge):
    assert answer_badge(answer) == badge


def test_an_answer_that_is_none_is_shown_as_it_stands():
    assert answer_badge(Answer.UNCLEAR, "in part").word == "Unclear: in part"


@pytest.mark.parametrize(
    ("stated", "badge"),
    [
        ("strong", Badge("strong", "●", "Strong")),
        ("moderate", Badge("moderate", "◐", "Moderate")),
        ("weak", Badge("weak", "○", "Weak")),
        ("unsupported", Badge("unsupported", "✗", "Unsupported")),
        ("so so", Badge("unclear", "?", "so so")),
        (None, Badge("unclear", "?", "Not stated")),
    ],
)
def test_support(stated, badge):
    claim = {"claim": "c", "evidence": "e"} | ({"supported": stated} if stated else {})
    assert support_badge(good_scan(changed(SCAN, claims=[claim])).claims[0]) == badge


def test_levels_look_alike_wherever_they_stand():
    assert level_badge(SupportLevel.WEAK) == Badge("weak", "○", "Weak")


@pytest.mark.parametrize(
    ("stated", "badge"),
    [
        (True, Badge("yes", "✓", "Verified")),
        (False, Badge("unverified", "×", "Not verified")),
        ("disputed", Badge("unclear", "?", "disputed")),
        (None, Badge("unclear", "?", "Not stated")),
    ],
)
def test_verdicts(stated, badge):
    claim = {"claim": "c"} | ({} if stated is None else {"verified": stated})
    assert verdict_badge(good_synthesis(changed(SYNTHESIS, claims=[claim])).claims[0]) == badge
