"""What counts as a figure in running text, and what repeats one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator import figures
from generator.figures import figures_in, is_any_repeated


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It rises by 12.5% and 3.1 points to 0.125.", ["12.5%", "3.1 points", "0.125"]),
        ("By 12.5 %, that is 12.5 percent, or 12.5\u00a0%.", ["12.5 %"]),
        ("From 40.2% to ~13.9% (+22.0, 1,234.5%).", ["40.2%", "~13.9%", "+22.0", "1,234.5%"]),
        ("Half, 60 per cent, 7 percentage points and 4 pp.", ["60 per cent", "7 percentage points", "4 pp"]),
        ("In 2024, 300 papers [12] of 3 models.", []),
        ("See Section 7.2, Table 3.1, Fig. 2.5 and §4.1 (Appendix 1.2).", []),
        ("Llama 3.1, GPT-3.5, Python 3.11, v1.2, version 2.0, 0.5B, 7.5x and 1.5k.", []),
        ("On 12.5.2024, https://a.example/3.5/x, 10.48550/arXiv.2403.00001 and 2403.00001.", []),
        ("It holds (p < 0.05, p=0.01, r > 0.2) with a 95% CI and 99 % confidence.", []),
        ("A 6-point gain, a 3-to-1 ratio.", []),
    ],
)
def test_figures(text, found):
    assert list(figures_in(text).values()) == found


@pytest.mark.parametrize(
    ("figure", "text", "is_repeated"),
    [
        ("12.5", "It rises by 12.5 %.", True),
        ("12.5", "It rises by 0.125.", True),
        ("0.125", "It rises by 12.5%.", True),
        ("12.50", "12.5", True),
        ("20", "19.5%", True),
        ("19", "19.5%", True),
        ("19.5", "20%", False),
        ("19.5", "19.6%", False),
        ("50", "of 50 papers", True),
        ("2.5", "12.5", False),
        ("1234.5", "1,234.5", True),
    ],
)
def test_what_repeats_a_figure(figure, text, is_repeated):
    assert is_any_repeated([Decimal(1_000_000), Decimal(figure)], ["No number.", text]) == is_repeated


def test_texts_with_too_many_numbers_count_as_such_that_repeat_one(monkeypatch):
    monkeypatch.setattr(figures, "MOST", 3)
    assert not is_any_repeated([Decimal(9)], ["1 2 3"])
    assert is_any_repeated([Decimal(9)], ["1 2", "3 4"])
