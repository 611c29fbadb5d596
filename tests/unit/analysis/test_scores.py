"""Scores worked out by hand: exact figures, what they rest on, and what is left out."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import pytest

from generator.analysis.scores import LeftOut, Score, Why, domain_shares, score
from generator.config import Config, Formula
from generator.errors import ConfigError
from generator.model import Answers
from generator.vocabulary import load
from tests.conftest import ROOT
from tests.inputs import Corpus
from tests.shore import LETTERS, scan

COMPOSITES = (Formula.DOMAIN_MEANS, Formula.POOLED)


def answers(**domains: str) -> Answers:
    """The answers of a checklist with made-up criteria; each letter is one."""
    checklist = {
        domain: {f"criterion_{number}": LETTERS[letter] for number, letter in enumerate(letters)}
        for domain, letters in domains.items()
    }
    return Corpus({"a": scan("A", checklist=checklist)}).papers[0].scan.answers


def dimensions(found: Score) -> dict[str, Fraction | None]:
    return {part.key: part.value for part in found.parts}


class TestRealScan:
    """19 of 55 applicable criteria are met; by domain, in the order of the dimensions:

    - Rigor: statistical methodology 1 of 5 = 20, evaluation design 8 of 9 = 800/9, experimental rigor 1 of 8 = 12.5;
      human studies have no applicable criterion, and there is no survey methodology. Mean 40.5, pooled 10 of 22.
    - Transparency: artifacts 0 of 4, setup transparency 3 of 4 = 75, cost 0 of 2. Mean 25, pooled 3 of 10.
    - Claims: claims and evidence 2 of 5 = 40, limitations 1 of 3 = 100/3. Mean 36.7, pooled 3 of 8.
    - Integrity: data 2 of 4 = 50, interests 1 of 4 = 25, contamination 0 of 3, leakage 0 of 4. Mean 18.75, pooled
      3 of 15.
    """

    @pytest.fixture
    def real(self) -> Answers:
        value = json.loads((ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8"))
        return Corpus({"a": value}).papers[0].scan.answers

    def test_flat(self, real: Answers) -> None:
        found = score(real, Formula.FLAT)
        assert (found.value, found.tally.yes, found.tally.applicable) == (Fraction(1900, 55), 19, 55)
        assert round(float(found.value or 0), 1) == 34.5
        assert found.left_out == (LeftOut("human_studies", Why.NOT_APPLICABLE),)

    @pytest.mark.parametrize(
        ("formula", "expected", "rounded"),
        [
            (
                Formula.DOMAIN_MEANS,
                [
                    (20 + Fraction(800, 9) + Fraction(25, 2)) / 3,
                    Fraction(75, 3),
                    (40 + Fraction(100, 3)) / 2,
                    Fraction(75, 4),
                ],
                [40.5, 25.0, 36.7, 18.8, 27.5],
            ),
            (
                Formula.POOLED,
                [Fraction(1000, 22), Fraction(300, 10), Fraction(300, 8), Fraction(300, 15)],
                [45.5, 30.0, 37.5, 20.0, 30.3],
            ),
        ],
    )
    def test_composites(
        self, real: Answers, formula: Formula, expected: list[Fraction], rounded: list[float]
    ) -> None:
        found = score(real, formula)
        assert list(dimensions(found)) == ["rigor", "transparency", "claims", "integrity"]
        assert list(dimensions(found).values()) == expected
        assert found.value == 4 / sum(1 / value for value in expected)
        # Half of a tenth is rounded up, as 18.75 is to 18.8.
        assert [int(value * 10 + Fraction(1, 2)) / 10 for value in (*expected, found.value)] == rounded
        rigor = found.parts[0]
        assert [share.key for share in rigor.parts] == [
            "statistical_methodology", "evaluation_design", "experimental_rigor",
        ]  # fmt: skip
        assert rigor.left_out == (
            LeftOut("human_studies", Why.NOT_APPLICABLE), LeftOut("survey_methodology", Why.ABSENT),
        )  # fmt: skip
        assert found.tally.applicable == 55
        assert not found.is_few


class TestLeftOut:
    def test_a_domain_without_an_applicable_criterion_never_counts_as_0(self) -> None:
        for formula in COMPOSITES:
            alone = score(answers(artifacts="yn"), formula)
            beside = score(answers(artifacts="yn", cost_and_practicality="aa"), formula)
            assert alone.value == beside.value == 50

    def test_a_dimension_without_a_domain_is_left_out(self) -> None:
        for formula in COMPOSITES:
            found = score(answers(artifacts="y", contamination="a"), formula)
            assert dimensions(found) == {"rigor": None, "transparency": 100, "claims": None, "integrity": None}
            assert found.value == 100
            assert found.left_out == tuple(LeftOut(key, Why.EMPTY) for key in ("rigor", "claims", "integrity"))

    def test_a_domain_of_no_dimension_is_in_the_flat_share_only(self) -> None:
        mixed = answers(artifacts="y", sea_shells="nnn")
        assert score(mixed, Formula.FLAT).value == 25
        for formula in COMPOSITES:
            found = score(mixed, formula)
            assert found.value == 100
            assert found.left_out[-1] == LeftOut("sea_shells", Why.UNPLACED)

    def test_what_is_unclear_counts_as_nothing(self) -> None:
        for formula in Formula:
            assert score(answers(artifacts="yu"), formula).value == 100

    @pytest.mark.parametrize("domains", [{}, {"artifacts": "aau"}])
    def test_where_nothing_is_applicable_there_is_no_score(self, domains: dict[str, str]) -> None:
        for formula in Formula:
            assert score(answers(**domains), formula).value is None


class TestHarmonicMean:
    def test_a_dimension_below_the_floor_counts_as_5(self) -> None:
        # Transparency 0 counts as 5, claims are 100: 2 / (1/5 + 1/100) = 200/21.
        for formula in COMPOSITES:
            found = score(answers(artifacts="n", claims_and_evidence="y"), formula)
            assert found.value == Fraction(200, 21)
            assert [part.key for part in found.parts if part.is_raised] == ["transparency"]
            assert dimensions(found)["transparency"] == 0

    def test_the_two_ways_differ_where_domains_differ_in_size(self) -> None:
        # One domain 1 of 1, the other 0 of 4: mean 50, pooled 1 of 5 = 20.
        mixed = answers(artifacts="y", setup_transparency="nnnn")
        assert [score(mixed, formula).value for formula in Formula] == [20, 50, 20]


class TestFew:
    @pytest.mark.parametrize(("letters", "few"), [("y", True), ("ynyn", True), ("ynyny", False), ("ynynaaa", True)])
    def test_fewer_than_five_applicable_criteria_are_few(self, letters: str, few: bool) -> None:
        assert score(answers(artifacts=letters), Formula.FLAT).is_few is few
        assert score(answers(artifacts=letters), Formula.POOLED).is_few is few

    def test_a_composite_is_few_where_one_dimension_is(self) -> None:
        for formula in COMPOSITES:
            assert score(answers(artifacts="ynyny", contamination="yy"), formula).is_few
            # Two small domains of one dimension are enough together.
            assert not score(answers(artifacts="yn", setup_transparency="yny"), formula).is_few

    def test_nothing_is_not_few(self) -> None:
        assert not score(answers(artifacts="aa"), Formula.FLAT).is_few


def test_each_score_names_its_formula_and_version() -> None:
    for formula in Formula:
        found = score(answers(artifacts="y"), formula)
        assert (found.formula, found.version, found.key) == (formula, load().versions[formula], "")
        assert all(part.version == load().versions[part.formula] for part in found.parts)
    assert [(share.formula, share.key) for share in domain_shares(answers(artifacts="y", sea_shells="a"))] == [
        (Formula.FLAT, "artifacts"), (Formula.FLAT, "sea_shells"),
    ]  # fmt: skip


def test_the_vocabulary_has_every_formula_and_places_every_domain_once() -> None:
    words = load()
    assert set(words.terms["formulas"]) == set(words.versions) == set(Formula)
    placed = [domain for domains in words.dimensions.values() for domain in domains]
    assert sorted(placed) == sorted(words.domains)


class TestOption:
    def config(self, **settings: Any) -> Config:
        return Config(content=ROOT / "content", **settings)

    def test_all_formulas_are_shown_unless_the_publisher_chooses(self) -> None:
        assert self.config().scores == ("flat", "domain-means", "pooled")
        assert self.config(scores=("pooled",)).scores == ("pooled",)

    def test_a_formula_that_there_is_not_is_named_with_those_that_there_are(self) -> None:
        with pytest.raises(ConfigError, match=r"scores: .*'mean'; write flat, domain-means, pooled"):
            self.config(scores=("flat", "mean"))
