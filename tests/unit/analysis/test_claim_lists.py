"""Claims by level, and those in common, counted by hand."""

from __future__ import annotations

import pytest

from generator import limits
from generator.analysis.claim_lists import claims_by_level, claims_in_common
from generator.model import SupportLevel, Verdict
from generator.pages.synthesis import SYNTHESIS
from tests.inputs import Corpus, pages
from tests.shore import REPORTS, claim, claims, scan, shore


def test_claims_by_level_in_the_order_of_the_papers() -> None:
    found = claims_by_level(shore().site.newest)
    assert {level.value: [(item.paper.location, item.claim.text) for item in items] for level, items in found.items()} == {
        "strong": [("scans/gamma", "Gulls eat."), ("scans/gamma", "Gulls fly."), ("scans/alpha", "Dunes move.")],
        "moderate": [("scans/beta", "Bars hold.")],
        "weak": [("scans/alpha", "Dunes sing.")],
        "unsupported": [("scans/gamma", "Gulls sleep.")],
    }  # fmt: skip
    assert list(found) == [level for level in SupportLevel if level is not SupportLevel.OTHER]


def test_claims_in_common_have_each_text_once() -> None:
    site = shore().site
    dunes, water = claims_in_common(site.newest, site.reports)
    assert dunes.text == "Dunes move."
    assert [(item.paper.location, item.claim.support) for item in dunes.papers] == [
        ("scans/alpha", SupportLevel.STRONG)
    ]
    assert [(item.report.location, item.claim.verdict, item.claim.confidence) for item in dunes.reports] == [
        ("syntheses/early", Verdict.NOT_VERIFIED, "0.2"), ("syntheses/late", Verdict.VERIFIED, "0.8"),
    ]  # fmt: skip
    assert (water.text, water.papers, len(water.reports)) == ("Water holds.", (), 3)


def test_what_only_scans_or_only_one_synthesis_say_is_not_in_common() -> None:
    both = scan("One", claims=claims(("Sand falls.", "weak")))
    report = {"title": "R", "claims": [claim("Sand  FALLS.", True, 0.5), claim("Water holds.", True, 0.9)] * 2}
    assert Corpus({"a": both, "b": both}, {"late": REPORTS["late"]}).site.claims_in_common == ()
    (found,) = Corpus({"a": both, "b": both}, {"r": report}).site.claims_in_common
    assert (found.text, len(found.papers), len(found.reports)) == ("Sand  FALLS.", 2, 1)


def test_only_the_first_claims_are_looked_for_in_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHARED", 1)
    both = {"title": "R", "claims": [claim("Water holds.", True, 0.9), claim("Sand falls.", True, 0.5)]}
    other = {"title": "S", "claims": [claim("Water holds.", False, 0.1), claim("Sand falls.", True, 0.5)]}
    paper = scan("One", claims=claims(("Water holds.", "weak"), ("Sand falls.", "weak")))
    late = scan("Two", claims=claims(("Salt dries.", "weak"), ("Water holds.", "weak")))
    site = Corpus({"a": paper, "b": late}, {"r": both, "s": other}).site
    assert [(item.text, len(item.papers), len(item.reports)) for item in site.claims_in_common] == [
        ("Water holds.", 1, 2)
    ]
    assert {text: len(places) for text, places in site.shared_claims.items()} == {"water holds.": 2}


def test_a_page_says_of_the_first_claims_alone_who_makes_them_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SHARED", 2)
    wet, dry, low = (claim(text, True, 0.5) for text in ("Water holds.", "Sand falls.", "Tides turn."))
    reports = {"r": [wet], "s": [wet], "t": [dry, low, wet]}
    corpus = Corpus({}, {name: {"title": name, "claims": found} for name, found in reports.items()})
    made = pages(SYNTHESIS, corpus)
    found = {name: made[f"syntheses/{name}/index.md"].view.claims for name in reports}
    others = {name: [len(row.elsewhere.links) for row in rows] for name, rows in found.items()}
    assert others == {"r": [1], "s": [1], "t": [0, 0, 0]}
