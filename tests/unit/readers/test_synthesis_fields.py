"""Syntheses with fields, in JSON and YAML."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import Severity
from generator.model import IdentifierKind, Verdict
from tests.inputs import SYNTHESIS, changed, good_synthesis, synthesis

FULL = {
    **SYNTHESIS,
    "publisher": "Shore Press",
    "date": "6 June 2026",
    "research_question": "Does water hold sand?",
    "examines": "Measuring Sandcastles",
    "abstract": "First.\n\nSecond.",
    "figures": {"papers": 4, "claims": "12", "verified": 1, "score": 4.4, "score_of": 10, "peer_reviewed": False},
    "sections": [{"heading": "1 Introduction", "text": "Words.", "page": 3}],
    "tier": "WATCHLIST",
    "verification_level": 3,
    "gate": "UNVERIFIED",
    "quality_dimensions": {"novelty": {"level": "LOW", "score": 0.30, "basis": "A reason."}},
    "correction_record": {
        "state": "CORRECTED",
        "events": [{"date": "2026-06-08", "text": "A typing error."}],
        "by": "x1",
    },
    "extra": {"deep": "x2"},
}


def test_a_synthesis_in_order_has_nothing_said_about_it():
    assert synthesis(SYNTHESIS)[1] == synthesis(FULL)[1] == []


def test_every_field_has_its_place():
    found = good_synthesis(json.dumps(FULL).replace("0.3", "0.30"))
    assert (found.title, found.publisher, found.date, found.iso_date) == (
        "What Holds Sand Together", "Shore Press", "6 June 2026", "2026-06-06",
    )  # fmt: skip
    assert [(item.heading, item.paragraphs) for item in found.sections] == [
        ("Abstract", ("First.", "Second.")), ("1 Introduction", ("Words.",)),
    ]  # fmt: skip
    figures = found.figures
    assert (figures.papers, figures.claims, figures.verified, figures.score, figures.score_of, figures.peer_reviewed) == (
        "4", "12", "1", "4.4", "10", False,
    )  # fmt: skip
    assert (found.tier, found.verification_level, found.gate, found.correction_state) == (
        "WATCHLIST", "3", "UNVERIFIED", "CORRECTED",
    )  # fmt: skip
    assert [(item.key, item.level, item.score, item.basis) for item in found.dimensions] == [
        ("novelty", "LOW", "0.30", "A reason."),
    ]  # fmt: skip
    assert {item.path: item.text for item in found.extras} == {
        "extra.deep": "x2", "correction_record.by": "x1", "sections.0.page": "3",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("claim", "verdict", "stated", "confidence"),
    [
        ({"verified": True, "confidence": 0.5}, Verdict.VERIFIED, "", 0.5),
        ({"verified": False, "confidence": 1}, Verdict.NOT_VERIFIED, "", 1.0),
        ({"verified": "✓", "confidence": "50%"}, Verdict.VERIFIED, "✓", 0.5),
        ({"verified": "disputed", "confidence": "high"}, Verdict.OTHER, "disputed", None),
        ({}, Verdict.OTHER, "", None),
    ],
)
def test_verdicts_and_confidences(claim, verdict, stated, confidence):
    (found,) = good_synthesis(changed(SYNTHESIS, claims=[{"claim": "c", **claim}])).claims
    assert (found.verdict, found.stated_verdict, found.confidence.value) == (verdict, stated, confidence)


def test_what_the_file_says_about_a_text_that_was_cut_off_counts():
    claims = [{"claim": "x" * 120}, {"claim": "x" * 120, "cut_off": False}, {"claim": "x", "cut_off": True}]
    found = good_synthesis(changed(SYNTHESIS, claims=claims))
    assert [claim.cut_off for claim in found.claims] == [True, False, True]


@pytest.mark.parametrize(
    ("reference", "identifiers", "url"),
    [
        ({"arxiv_id": "2401.00001v2"}, [("arxiv", "2401.00001")], ""),
        ({"id": "http://arxiv.org/abs/2401.00001v2"}, [("arxiv", "2401.00001")], ""),
        ({"id": "10.1000/ABC"}, [("doi", "10.1000/abc")], ""),
        ({"url": "https://doi.org/10.1000/abc"}, [("doi", "10.1000/abc")], "https://doi.org/10.1000/abc"),
        ({"id": "An unknown number", "url": "https://arxiv.org/abs/2401.00001"}, [("arxiv", "2401.00001")],
         "https://arxiv.org/abs/2401.00001"),
        ({"arxiv_id": "2401.00001", "doi": "10.48550/arXiv.2401.00001"},
         [("arxiv", "2401.00001"), ("doi", "10.48550/arxiv.2401.00001")], ""),
        ({"id": "https://example.org/x"}, [], "https://example.org/x"),
        ({"title": "T"}, [], ""),
    ],
)  # fmt: skip
def test_references(reference, identifiers, url):
    (found,) = good_synthesis(changed(SYNTHESIS, references=[reference])).references
    assert [(item.kind.value, item.value) for item in found.identifiers] == identifiers
    assert found.url == url
    assert found.stated == tuple(
        (key, reference[key]) for key in ("id", "arxiv_id", "doi", "url") if key in reference
    )


def test_yaml_says_the_same():
    text = """
title: What Holds Sand Together
date: 2026-06-06
claims:
  - claim: Water does.
    verified: yes
    confidence: 0.20
references:
  - arxiv_id: 2401.00010
    year: 2024
figures: {score: 4.40}
"""
    found, said = synthesis(text, "syntheses/x.yaml")
    assert (found.date, found.iso_date, found.figures.score) == ("2026-06-06", "2026-06-06", "4.40")
    assert [(claim.verdict, claim.confidence.stated) for claim in found.claims] == [(Verdict.VERIFIED, "0.20")]
    # An arXiv id without quotes is a number, and its last zero counts.
    assert found.references[0].identifiers[0].value == "2401.00010"
    assert found.references[0].identifiers[0].kind is IdentifierKind.ARXIV
    assert [(item.rule, item.severity) for item in said] == [("wrong-type", Severity.WARNING)]


@pytest.mark.parametrize("path", ["syntheses/x.json", "syntheses/x.yaml"])
@pytest.mark.parametrize("text", ["{}", '{"title": ""}', "[]", "x: [", ""])
def test_what_is_no_synthesis_is_refused(path, text):
    found, said = synthesis(text, path)
    assert found is None
    assert [item.severity for item in said] == [Severity.ERROR]
