"""Slips are told from new words."""

from __future__ import annotations

import pytest

from generator.readers.scan_form import RawScan
from generator.readers.synthesis_fields import RawSynthesis
from generator.spelling import did_you_mean, meant
from generator.vocabulary import load

FIELDS = frozenset(RawScan.model_fields) | frozenset(RawSynthesis.model_fields)
SUPPORT = frozenset({"strong", "moderate", "weak", "unsupported"})


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("red_flgas", "red_flags"), ("redflags", "red_flags"), ("Red-Flags", "red_flags"), ("redFlags", "red_flags"),
        ("claim", "claims"), ("clams", "claims"), ("claimss", "claims"), ("lcaims", "claims"), ("key_findngs", "key_findings"),
        ("chekclist", "checklist"), ("cited papers", "cited_papers"), ("refrences", "references"), ("titel", "title"),
    ],
)  # fmt: skip
def test_slips_in_keys(word, known) -> None:
    assert meant(word, FIELDS) == known


@pytest.mark.parametrize(
    ("word", "known"), [("storng", "strong"), ("stron", "strong"), ("STRONG ", "strong"), ("modertae", "moderate"), ("unsuported", "unsupported")]
)  # fmt: skip
def test_slips_in_words(word, known) -> None:
    assert meant(word, SUPPORT) == known


@pytest.mark.parametrize(
    "word",
    ["supported", "mixed", "none", "partial", "robust", "", " ", "!!!", "x" * 500, "strongest", "notes", "wea", "strong2"],
)  # fmt: skip
def test_new_words_are_words(word) -> None:
    assert meant(word, SUPPORT) == ""


@pytest.mark.parametrize(
    "word", ["page", "notes", "score", "abstract_text", "hn_date2", "doi", "url", "tags", "findings", "extra"]
)
def test_new_keys_are_keys(word) -> None:
    assert meant(word, FIELDS) == ""


def test_numbers_are_told_apart() -> None:
    assert meant("module_v3", frozenset({"module_v2"})) == ""


def test_a_known_word_is_meant_as_it_is() -> None:
    assert meant("strong", SUPPORT) == ""


def test_no_word_of_the_vocabulary_is_a_slip_of_another() -> None:
    words = load()
    kinds = [frozenset(words.domains), *(frozenset(entry) for entry in words.terms.values())]
    kinds.append(frozenset(key for domain in words.domains.values() for key in domain.criteria))
    for known in kinds:
        assert {word: found for word in known if (found := meant(word, known - {word}))} == {}


def test_the_closest_is_meant_and_always_the_same() -> None:
    known = frozenset({"checklist", "checklists", "checklast"})
    assert meant("checklizt", known) == "checklist"
    assert meant("checklsits", known) == "checklists"


def test_the_question() -> None:
    assert did_you_mean("storng", SUPPORT) == "; did you mean strong?"
    assert did_you_mean("mixed", SUPPORT) == ""
