"""Checklists longer than a page shows: what it says of the rest, and where links to the rest lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import limits
from generator.build import generate
from tests.inputs import ANSWER, SCAN, changed, written


def test_a_domain_says_what_is_left_out_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DOMAINS", 5)
    monkeypatch.setattr(limits, "CRITERIA", 3)
    sizes = {"a": 2, "b": 2, "c": 3, "d": 1, "e": 0, "f": 2}
    checklist = {domain: {f"c{number}": ANSWER for number in range(size)} for domain, size in sizes.items()}
    build = generate(written(tmp_path, {"scans/a/scan.json": changed(SCAN, checklist=checklist)}))
    page = next(file for file in build.files if file.path == "scans/a/index.md")
    said = re.compile(r"The page (?:shows|does not)[^.<]*\.|It has no criteria\.")
    for text in (page.text, page.built().html):
        assert said.findall(text) == [
            "The page shows 5 of 6 domains of the checklist; the raw file has them all.",
            "The page shows 3 of 10 criteria; the raw file has them all.",
            "The page shows 1 of its 2 criteria; the raw file has them all.",
            "The page shows none of its 3 criteria; the raw file has them.",
            "The page does not show its criterion; the raw file has it.",
            "It has no criteria.",
        ]


def test_criteria_that_are_left_out_with_their_domains_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DOMAINS", 2)
    checklist = {domain: dict.fromkeys("kl", ANSWER) for domain in "abc"}
    build = generate(written(tmp_path, {"scans/a/scan.json": changed(SCAN, checklist=checklist)}))
    page = next(file for file in build.files if file.path == "scans/a/index.md")
    assert "The page shows 4 of 6 criteria; the raw file has them all." in page.text
