"""The words of reports."""

from __future__ import annotations

import pytest

from generator.model import Verdict
from generator.readers.synthesis_words import confidence, is_verdict, iso_date, looks_cut_off, verdict


@pytest.mark.parametrize(
    ("word", "expected"),
    [("✓", Verdict.VERIFIED), (" Yes ", Verdict.VERIFIED), ("×", Verdict.NOT_VERIFIED), ("Not verified", Verdict.NOT_VERIFIED),
     ("perhaps", Verdict.OTHER), ("", Verdict.OTHER)],
)  # fmt: skip
def test_verdicts(word, expected):
    assert verdict(word) is expected
    assert is_verdict(word) is (expected is not Verdict.OTHER)


@pytest.mark.parametrize(
    ("text", "value"),
    [("0.20", 0.2), (" 1 ", 1.0), (".5", 0.5), ("50%", 0.5), ("12.5 %", 0.125), ("1.2", None), ("101%", None),
     ("high", None), ("", None), ("-0.1", None), ("٠.٥", None)],
)  # fmt: skip
def test_confidences_stay_as_written(text, value):
    found = confidence(text)
    assert (found.value, found.stated) == (value, text.strip())


@pytest.mark.parametrize(
    ("text", "expected"),
    [("June 7, 2026", "2026-06-07"), ("Sept. 3rd 2026", "2026-09-03"), ("31 April 2026", ""), ("0000-01-01", ""),
     ("13 Smarch 2026", ""), ("", ""), ("2026-13-01", "")],
)  # fmt: skip
def test_dates(text, expected):
    assert iso_date(text) == expected


def test_what_is_cut_off():
    assert looks_cut_off("x" * 120)
    assert not looks_cut_off("x" * 119 + ".")
    assert not looks_cut_off("x" * 119 + "…")
    assert looks_cut_off("x" * 110)
    assert not looks_cut_off("x" * 109)
    assert not looks_cut_off("A short claim without its full stop")
