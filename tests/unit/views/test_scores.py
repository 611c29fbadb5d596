"""Scores in words."""

from __future__ import annotations

from fractions import Fraction

import pytest

from generator.analysis.tally import Tally
from generator.pages.methodology import METHODOLOGY
from generator.pages.scan import SCAN
from generator.views.scores import few_words, flat_figure, tenths
from tests.inputs import Corpus, view
from tests.shore import checklist, scan, shore

ALL = ("flat", "domain-means", "pooled")


def shown(*formulas, **domains):
    corpus = Corpus({"a": scan("A", checklist=checklist(**domains))}, scores=formulas or ALL)
    return view(SCAN, corpus, "scans/a/index.md")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(0), "0.0"),
        (Fraction(75, 4), "18.8"),
        (Fraction(1900, 55), "34.5"),
        (Fraction(100), "100.0"),
        (Fraction(1, 20), "0.1"),
        (Fraction(1, 21), "0.0"),
    ],
)
def test_figures_are_rounded_half_up(value, expected):
    assert tenths(value) == expected


def test_each_formula_with_its_working():
    # Transparency 2 of 3 = 66.7; rigor 1 of 2 = 50; 2 / (1/50 + 3/200) = 400/7 = 57.1; flat 3 of 5.
    found = view(SCAN, shore(), "scans/alpha/index.md").scores
    assert [(row.formula, row.figure, row.working) for row in found.rows] == [
        ("flat/1", "60.0", "3 of 5 applicable criteria met; left out: 1 not applicable"),
        ("domain-means/1", "57.1 (few)", "2 ÷ (1/50.0 + 1/66.7), for Rigor, Transparency: 3 of 5 criteria"),
        ("pooled/1", "57.1 (few)", "2 ÷ (1/50.0 + 1/66.7), for Rigor, Transparency: 3 of 5 criteria"),
    ]
    assert [
        (row.title, row.figures, ", ".join(link.text for link in row.domains)) for row in found.dimensions[:3]
    ] == [
        ("Rigor", "50.0 as the mean; 50.0 pooled (1 of 2) (few)", "Statistical methodology 50.0 (1 of 2)"),
        ("Transparency", "66.7 as the mean; 66.7 pooled (2 of 3) (few)", "Artifacts 66.7 (2 of 3)"),
        ("Claims", "–", ""),
    ]
    # 60 - 400/7 = 20/7 = 2.9
    assert found.span == "57.1 to 60.0 by formula, 2.9 points apart"
    assert found.notes[0].startswith("Figures marked as few rest on fewer than 5 applicable criteria")


def test_what_was_left_out_is_told_once_with_its_reason():
    found = shown(artifacts="yyna", statistical_methodology="aa", sea_shells="y").scores
    assert [(field.title, field.text) for field in found.left_out] == [
        ("Left out, without an applicable criterion:", "Statistical methodology"),
        (
            "Left out, not in this scan:",
            ", ".join(
                ["Evaluation design", "Experimental rigor", "Human studies", "Survey methodology", "Setup transparency",
                 "Cost and practicality", "Claims and evidence", "Limitations and scope", "Data integrity",
                 "Conflicts of interest", "Contamination", "Data leakage"]
            ),
        ),
        ("Left out, in no dimension, so in no composite:", "Sea shells"),
        ("Left out, with no domain left:", "Rigor, Claims, Integrity"),
    ]  # fmt: skip


def test_a_dimension_that_is_raised_is_told():
    found = shown("pooled", artifacts="nnnn", statistical_methodology="yy").scores
    # 2 / (1/100 + 1/5) = 200/21 = 9.5
    assert found.rows[0].working == "2 ÷ (1/100.0 + 1/5), for Rigor, Transparency: 2 of 6 criteria"
    assert found.rows[0].figure == "9.5 (few)"
    assert "In a composite, a dimension below 5 counts as 5." in found.notes
    assert "In a composite, a dimension below 5 counts as 5." not in shown("flat", artifacts="nnnn").scores.notes


def test_the_publisher_chooses_the_formulas():
    only = shown("pooled", artifacts="yyna")
    assert [row.formula for row in only.scores.rows] == ["pooled/1"]
    assert only.scores.span == "66.7"
    assert only.tiles[0].figure == "2 of 3"
    flat = shown("flat", artifacts="yyna")
    assert (flat.tiles[0].figure, flat.scores.dimensions) == ("66.7%", ())
    assert view(SCAN, Corpus({"a": scan("A")}, scores=()), "scans/a/index.md").scores is None


def test_without_an_applicable_criterion_there_are_no_scores():
    assert shown(artifacts="aaa").scores is None
    assert shown(artifacts="aaa").tiles[0].figure == "0 of 0"


def test_a_share_of_few_criteria_says_how_far_one_answer_moves_it():
    (tile, *_) = shown(artifacts="yna").tiles
    assert (tile.figure, tile.text) == (
        "50.0%", "1 of 2 applicable criteria met (few: one answer moves this by 50 points)",
    )  # fmt: skip
    (tile, *_) = shown(artifacts="yny").tiles
    assert tile.text.endswith("(few: one answer moves this by 33.3 points)")


def test_nothing_has_neither_figure_nor_few():
    assert (flat_figure(Tally()), few_words(Tally())) == ("", "")


class TestMethodology:
    def page(self, *formulas):
        return view(METHODOLOGY, Corpus({}, scores=formulas), "methodology.md")

    def test_it_explains_the_formulas_that_are_shown(self):
        found = self.page("pooled", "flat")
        assert [entry.formula for entry in found.formulas] == ["pooled/1", "flat/1"]
        assert [(entry.title, entry.domains) for entry in found.dimensions[1:3]] == [
            ("Transparency", "Artifacts, Setup transparency, Cost and practicality"),
            ("Claims", "Claims and evidence, Limitations and scope"),
        ]
        assert any("below 5 counts as 5" in note for note in found.score_notes)

    def test_dimensions_are_explained_with_composites_only(self):
        found = self.page("flat")
        assert found.dimensions == ()
        assert len(found.score_notes) == 1
        nothing = self.page()
        assert (nothing.formulas, nothing.score_notes) == ((), ())
