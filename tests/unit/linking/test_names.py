"""Names that a report and a scan have in common, and claims that reports have in common."""

from __future__ import annotations

import pytest

from generator import linking
from generator.identify import claim_anchor
from generator.linking import ClaimPlace
from generator.names import names_in
from tests.conftest import ROOT
from tests.counting import steps
from tests.inputs import ANSWER, SCAN, SYNTHESIS, Corpus, changed


def share_names(corpus, most):
    return linking.share_names(corpus.papers, corpus.reports, most)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("MM-RLHF-RewardBench and MathVista on POPE", {"MM-RLHF-RewardBench", "MathVista", "POPE"}),
        ("VL-RewardBench, VLRewardBench", {"VL-RewardBench"}),
        ("Llama3 and Qwen2", {"Llama3", "Qwen2"}),
        ("The Sand holds. A B C. well-known", set()),
        ("AI LLM a1", set()),
        ("X" * 100, set()),
    ],
)
def test_a_name_is_told_by_its_capitals(text, names):
    assert set(names_in([text]).values()) == names


def reports(**claims):
    return {name: changed(SYNTHESIS, claims=[{"claim": text}], references=[]) for name, text in claims.items()}


def test_shared_in_both_directions():
    found = share_names(
        Corpus(
            {"a": changed(SCAN, key_findings="VL-RewardBench rises."), "b": SCAN},
            reports(s="On VLRewardBench and SandBench."),
        ),
        25,
    )
    assert [(item.name, item.locations) for item in found.of_synthesis["syntheses/s"]] == [
        ("VLRewardBench", ("scans/a",))
    ]
    assert found.of_paper == {"scans/a": (("syntheses/s", ("VLRewardBench",)),)}


@pytest.mark.parametrize(
    "change",
    [
        {"claims": [{"claim": "SandBench", "evidence": "e"}]},
        {"claims": [{"claim": "c", "evidence": "SandBench"}]},
        {"red_flags": [{"flag": "f", "detail": "SandBench"}]},
        {"cited_papers": [{"title": "SandBench"}]},
        {"checklist": {"d": {"c": {**ANSWER, "justification": "SandBench"}}}},
        {"type_checklist": {"d": {"c": {**ANSWER, "justification": "SandBench"}}}},
    ],
)
def test_wherever_the_scan_names_it(change):
    assert share_names(Corpus({"a": changed(SCAN, **change)}, reports(s="SandBench")), 25).of_paper


def test_a_name_that_everybody_has_leads_to_the_scans_and_not_back():
    scans = {f"p{number}": changed(SCAN, key_findings="SandBench") for number in range(5)}
    found = share_names(Corpus(scans, reports(s="SandBench")), 4)
    assert len(found.of_synthesis["syntheses/s"][0].locations) == 5
    assert found.of_paper == {}


def test_abbreviations_of_the_whole_field_are_no_names():
    text = "RLHF and MLLM"
    assert share_names(Corpus({"a": changed(SCAN, key_findings=text)}, reports(s=text)), 25).of_paper == {}


def test_the_real_inputs():
    scan = (ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8")
    report = (ROOT / "content/syntheses/soft-labeled-synthetic-data-calvin.txt").read_text("utf-8")
    found = share_names(Corpus({"a": scan}, {"s": report}), 25)
    assert {"MM-RLHF-RewardBench", "MM-RLHF-SafetyBench", "Fact-RLHF"} <= {
        item.name for item in found.of_synthesis["syntheses/s"]
    }


def test_many_papers_and_reports_take_linear_time():
    text = " ".join(f"NameNumber{number}" for number in range(30))
    scan, report = changed(SCAN, key_findings=text), changed(SYNTHESIS, claims=[{"claim": text}])

    def lines_run(number):
        corpus = Corpus({f"p{n}": scan for n in range(number)}, {f"s{n}": report for n in range(number)})
        return steps(linking.share_names, corpus.papers, corpus.reports, 25)

    assert lines_run(300) < 12 * lines_run(30)


def shared_claims(syntheses):
    return linking.shared_claims(Corpus({}, syntheses).reports)


def test_claims_that_stand_in_several_reports():
    found = shared_claims(reports(a="Water  holds.", b="water holds.", c="Water holds", d=""))
    assert {text: [place.location for place in places] for text, places in found.items()} == {
        "water holds.": ["syntheses/a", "syntheses/b"]
    }


def test_each_place_of_a_shared_claim_has_its_own_anchor_and_confidence():
    def claims(*stated):
        return changed(SYNTHESIS, claims=[{"claim": text, "confidence": value} for text, value in stated])

    found = shared_claims(
        {
            "a": claims(("Sand is dry.", 0.1), ("Water holds.", 0.2)),
            "b": claims(("Water holds.", 0.3), ("Shells break.", 0.4), ("Water holds.", 0.5)),
        }
    )
    assert found == {
        "water holds.": (
            ClaimPlace("syntheses/a", claim_anchor("Water holds."), "0.2"),
            ClaimPlace("syntheses/b", claim_anchor("Water holds."), "0.3"),
        )
    }
