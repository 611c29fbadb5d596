"""Checklists longer than a page shows: what it says of the rest, and where links to the rest lead."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from html import unescape
from pathlib import Path
from posixpath import join, normpath

import pytest

from generator import limits
from generator.build import generate
from generator.render.href import page_url
from tests.inputs import ANSWER, SCAN, changed, written
from tests.shore import checklist, scan


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


def test_links_to_what_a_page_does_not_show_lead_to_its_domain_or_to_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "DOMAINS", 2)
    monkeypatch.setattr(limits, "CRITERIA", 3)

    def answered(title: str, letter: str) -> dict:
        found = checklist(artifacts=4 * letter, statistical_methodology=2 * letter, sea_shells=letter)
        return scan(title, checklist=found, methodology_tags=["wet"])

    # One differs from nine others in all that it was asked.
    files = {f"scans/p{number}/scan.json": answered(f"P {number}", "n") for number in range(9)}
    files["scans/odd/scan.json"] = answered("Odd", "y")
    build = generate(written(tmp_path, files, scores=("flat", "domain-means")))
    html = {page_url(file.path, True): file.built().html for file in build.files}
    ids = {page: set(re.findall(r'\bid="([^"]+)"', text)) for page, text in html.items()}
    led: dict[str, set[str]] = {}
    for page, text in html.items():
        for href in re.findall(r'\bhref="([^":]*)"', text):
            path, _, fragment = unescape(href).partition("#")
            there = f"{normpath(join(page, path))}/" if path.partition("?")[0] else page
            if there == "scans/odd/":
                assert not fragment or fragment in ids[there], (page, href)
                led.setdefault(page, set()).add(fragment)
    root = "criteria"
    assert led[f"{root}/artifacts/code_released/"] == {"artifacts.code_released"}
    assert led[f"{root}/artifacts/reproduction_instructions/"] == {"artifacts"}
    assert led[f"{root}/artifacts/code_released/and/data_released/"] == {"artifacts"}
    assert led[f"{root}/statistical_methodology/significance_tests/"] == {"statistical_methodology"}
    assert led[f"{root}/sea_shells/spiral/"] == led[f"{root}/sea_shells/"] == {""}
    # The plot has a sign for each domain, and the paper's name.
    assert led["overview/"] == {"artifacts", "statistical_methodology", ""}
    # Where it differs: seven answers, of which at most five are listed; and its scores.
    assert {"artifacts", "statistical_methodology", "page-checklist"} <= led["scans/odd/"]
    found = {asset.path: asset for asset in build.assets}
    rows = csv.DictReader(
        io.StringIO(gzip.decompress(found["exports/answers-with-reasons.csv.gz"].content()).decode())
    )
    assert [row["anchor"] for row in rows if row["paper"] == "odd"] == [
        "artifacts.code_released", "artifacts.data_released", "artifacts.environment_specified", "artifacts",
        "statistical_methodology", "statistical_methodology", "",
    ]  # fmt: skip
    document = json.loads(found["api/v1/scans/odd.json"].content())
    assert document["anchors"] == {"answers": {
        "artifacts": {"reproduction_instructions": "artifacts"},
        "statistical_methodology": {
            "confidence_intervals_or_error_bars": "statistical_methodology",
            "significance_tests": "statistical_methodology",
        },
        "sea_shells": {"spiral": ""},
    }}  # fmt: skip
