"""What does not fit the schema is mended where its meaning is plain, kept where not, and said in either case."""

from __future__ import annotations

import pytest

from generator.diagnostics import Severity
from generator.limits import ROWS
from generator.model import Answer, Extra
from generator.readers.raw import as_text, flatten
from tests.inputs import ANSWER, SCAN, SYNTHESIS, changed, good_scan, scan, synthesis, with_paper


def extras(items) -> dict[str, str]:
    return {item.path: item.text for item in items}


def test_a_scan_in_order_has_nothing_said_about_it():
    assert scan(SCAN)[1] == []


@pytest.mark.parametrize("value", [[], '"x"', 5, True, None])
def test_a_file_that_is_no_object_is_refused(value):
    found, (item,) = scan(value)
    assert found is None
    assert (item.severity, item.rule) == (Severity.ERROR, "invalid")


@pytest.mark.parametrize(
    ("paper", "pointer", "message"),
    [
        ("x", "/paper", "paper is text, and has to be an object"),
        (None, "/paper", "paper is missing"),
        ({}, "/paper/title", "paper.title is missing"),
        ({"title": None}, "/paper/title", "paper.title is empty"),
        ({"title": " \u200b\u202e"}, "/paper/title", "paper.title is empty"),
        ({"title": ["a"]}, "/paper/title", "paper.title is a list, and has to be text"),
    ],
)
def test_without_a_title_there_is_no_page(paper, pointer, message):
    found, (item,) = scan(changed(SCAN, paper=paper))
    assert found is None
    assert (item.severity, item.pointer, item.message) == (Severity.ERROR, pointer, message)


@pytest.mark.parametrize("title", [2001, True])
def test_a_title_that_is_a_number_is_its_text(title):
    found, said = scan(with_paper(title=title))
    assert found.paper.title == str(title).lower()
    assert [item.rule for item in said] == ["wrong-type"]


def test_missing_fields_are_named_once_each():
    found, said = scan({"paper": {"title": "T"}})
    assert found.paper.authors == found.claims == ()
    assert {(item.rule, item.severity, item.pointer) for item in said} == {
        ("missing-field", Severity.WARNING, pointer)
        for pointer in (
            "/paper/authors", "/paper/year", "/methodology_tags", "/key_findings", "/checklist", "/claims", "/red_flags",
            "/cited_papers",
        )
    }  # fmt: skip


def test_null_counts_as_not_stated():
    found, said = scan({key: None if key != "paper" else value for key, value in SCAN.items()})
    assert found.claims == found.references == found.tags == ()
    assert {item.severity for item in said} == {Severity.NOTE}


@pytest.mark.parametrize(
    ("field", "value", "where"),
    [
        ("claims", {"a": {"claim": "c1"}}, "claims (as given).a.claim"),
        ("checklist", ["c1"], "checklist (as given).0"),
        ("checklist", "c1", "checklist (as given)"),
        ("hn_data", "c1", "hn_data (as given)"),
        ("engagement_factors", ["c1"], "engagement_factors (as given).0"),
    ],
)
def test_what_fits_nowhere_is_kept_among_the_other_fields(field, value, where):
    found, (item,) = scan(changed(SCAN, **{field: value}))
    assert extras(found.extras)[where] == "c1"
    assert (item.rule, item.severity, item.pointer) == ("wrong-type", Severity.WARNING, f"/{field}")


def test_what_fits_nowhere_never_takes_the_place_of_another_field():
    found, _ = scan(with_paper(year="MMXX", **{"year (as given)": "other"}))
    assert extras(found.paper.extras) == {"year (as given)": "other", "year (as given)'": "MMXX"}


@pytest.mark.parametrize(
    ("year", "read", "kept"),
    [
        ("2020", 2020, {}),
        (" 2020 ", 2020, {}),
        ("02020", 2020, {"year (as given)": "02020"}),
        (2020.0, 2020, {"year (as given)": "2020.0"}),
        (2020.5, None, {"year (as given)": "2020.5"}),
        ("about 2020", None, {"year (as given)": "about 2020"}),
        (True, None, {"year (as given)": "true"}),
        ([2020], None, {"year (as given).0": "2020"}),
    ],
)
def test_a_year_is_read_where_it_is_one_and_kept_as_it_stands(year, read, kept):
    found, (item,) = scan(with_paper(year=year))
    assert found.paper.year == read
    assert extras(found.paper.extras) == kept
    assert item.rule == "wrong-type"


@pytest.mark.parametrize(
    ("authors", "read"),
    [
        ("A, B", ("A, B",)),
        ([1, None, "B", " "], ("1", "B")),
        ([{"name": "Ada", "id": 7}], ("id: 7; name: Ada",)),
        (5, ("5",)),
    ],
)
def test_authors_of_other_types(authors, read):
    found, said = scan(with_paper(authors=authors))
    assert found.paper.authors == read
    assert said


@pytest.mark.parametrize(
    ("applies", "answer", "expected", "stated", "kept"),
    [
        ("no", True, Answer.NOT_APPLICABLE, "", {}),
        ("false", False, Answer.NOT_APPLICABLE, "", {}),
        (0, 1, Answer.NOT_APPLICABLE, "", {}),
        (1, 0, Answer.NO, "", {}),
        ("yes", "yes", Answer.YES, "", {}),
        ("5", True, Answer.YES, "", {"applies (as given)": "5"}),
        ("partly", True, Answer.YES, "", {"applies (as given)": "partly"}),
        ([False], True, Answer.YES, "", {"applies (as given).0": "false"}),
        (True, 7, Answer.UNCLEAR, "7", {}),
        (True, 0.5, Answer.UNCLEAR, "0.5", {}),
        (True, ["a", "b"], Answer.UNCLEAR, "a; b", {}),
        (True, "maybe", Answer.UNCLEAR, "maybe", {}),
    ],
)
def test_answers_of_other_types(applies, answer, expected, stated, kept):
    entry = {"applies": applies, "answer": answer, "justification": "j"}
    found = good_scan(changed(SCAN, checklist={"d": {"c": entry}}))
    (criterion,) = found.appraisal.counted
    assert (criterion.answer, criterion.stated, extras(criterion.extras)) == (expected, stated, kept)


@pytest.mark.parametrize(
    ("domain", "answer", "justification", "kept"),
    [
        ("yes", Answer.YES, "", {}),
        (True, Answer.YES, "", {}),
        (0, Answer.NO, "", {}),
        (7, Answer.UNCLEAR, "", {}),
        ("It was left out.", Answer.UNCLEAR, "It was left out.", {}),
    ],
)
def test_a_domain_that_is_no_object_is_an_answer(domain, answer, justification, kept):
    (found,) = good_scan(changed(SCAN, checklist={"d": domain})).appraisal.domains
    assert found.criteria == ()
    assert (found.overall.answer, found.overall.justification) == (answer, justification)


def test_a_domain_that_is_a_list_is_kept():
    (found,) = good_scan(changed(SCAN, checklist={"d": [{"c": "kept"}, 5]})).appraisal.domains
    assert extras(found.extras) == {"as given.0.c": "kept", "as given.1": "5"}
    (found,) = good_scan(changed(SCAN, checklist={"d": None})).appraisal.domains
    assert found.counted == ()


def test_sub_questions_in_a_list_are_kept():
    domain = {**ANSWER, "sub_questions": [{"name": "c", "answer": True}]}
    (found,) = good_scan(changed(SCAN, checklist={"d": domain})).appraisal.domains
    assert found.overall.answer is Answer.YES
    assert extras(found.extras) == {
        "sub_questions (as given).0.answer": "true",
        "sub_questions (as given).0.name": "c",
    }


@pytest.mark.parametrize(
    "key", ["criteria", "answered", "answer", "(criteria)x", "str", "int", "bool", "cls", "copy"]
)
def test_keys_that_are_also_names_of_the_machinery(key):
    domain = {key: dict(ANSWER), "wrong": {"applies": True, "answer": [1], "justification": 5}}
    found, said = scan(changed(SCAN, checklist={"d": domain, key: {"c": 5}}, **{key: {"answer": 1}}))
    assert [criterion.key for criterion in found.appraisal.domains[0].criteria] == [key, "wrong"]
    assert {item.pointer for item in said} == {"/checklist/d/wrong/answer", "/checklist/d/wrong/justification",
                                               f"/checklist/{key}/c"}  # fmt: skip
    beside = {**ANSWER, key: dict(ANSWER)}
    if key != "answer":
        (domain,) = good_scan(changed(SCAN, checklist={"d": beside})).appraisal.domains
        assert [criterion.key for criterion in domain.criteria] == [key]


@pytest.mark.parametrize(
    ("factor", "score", "justification"), [(2, 2, ""), ("high", None, "high"), (None, None, ""), (True, None, "true")]
)
def test_engagement_factors_without_an_object(factor, score, justification):
    (found,) = good_scan(changed(SCAN, engagement_factors={"novelty": factor})).engagement
    assert (found.score, found.justification) == (score, justification)


def test_entries_of_lists_that_are_no_objects():
    found, said = scan(
        changed(SCAN, claims=["c1", 5, ["x"], None], red_flags="f1", cited_papers=["r1", {"title": {"a": "r2"}}])
    )
    assert [claim.text for claim in found.claims] == ["c1", "5", "", ""]
    assert extras(found.claims[2].extras) == {"as given.0": "x"}
    assert [flag.name for flag in found.red_flags] == ["f1"]
    assert [reference.title for reference in found.references] == ["r1", "a: r2"]
    # One finding an entry: that its fields are missing as well is no news.
    assert [(item.rule, item.pointer) for item in said if item.pointer.startswith("/claims")] == [
        ("wrong-type", f"/claims/{number}") for number in range(4)
    ]


def test_every_wrong_value_of_a_synthesis_is_kept():
    found, said = synthesis(
        changed(
            SYNTHESIS, figures="f1", sections=["s1", ["s2"]], quality_dimensions={"novelty": "HIGH", "x": 3},
            correction_record={"state": "CURRENT", "events": ["e1", {"date": 2026}]}, date=2026, gate=["g"],
            tier={"a": "t1"}, references=["10.1000/7", 5], claims=["c1", {"claim": "c2", "verified": 0, "confidence": True}],
        )
    )  # fmt: skip
    assert extras(found.extras) == {"figures.as given": "f1", "sections.1.as given.0": "s2"}
    assert [section.paragraphs for section in found.sections] == [("s1",), ()]
    assert [(item.key, item.level, item.score) for item in found.dimensions] == [
        ("novelty", "HIGH", ""),
        ("x", "", "3"),
    ]
    assert [(item.date, item.text) for item in found.corrections] == [("", "e1"), ("2026", "")]
    assert (found.date, found.gate, found.tier) == ("2026", "g", "a: t1")
    assert [item.stated for item in found.references] == [(("id", "10.1000/7"),), (("id", "5"),)]
    assert [(claim.text, claim.verdict.value, claim.confidence.stated) for claim in found.claims] == [
        ("c1", "other", ""), ("c2", "not_verified", "true"),
    ]  # fmt: skip
    assert all(item.severity is not Severity.ERROR for item in said)


def test_a_score_of_without_a_score_is_kept():
    found, _ = synthesis(changed(SYNTHESIS, figures={"score_of": 5}))
    assert extras(found.extras) == {"figures.score_of": "5"}


class TestFlatten:
    def test_every_leaf_has_its_path(self):
        value = {"b": [{"c": 1}, "x"], "a": {"d": None, "e": {}}, "f": True}
        assert flatten(value) == (
            Extra("a.d", "null"), Extra("a.e", "(empty)"), Extra("b.0.c", "1"), Extra("b.1", "x"), Extra("f", "true"),
        )  # fmt: skip

    def test_there_is_a_limit_that_is_told(self):
        found = flatten({"x": list(range(ROWS + 10))})
        assert len(found) == ROWS + 1
        assert found[-1].text == "10 more values are not shown here; the raw file has them"

    def test_nothing_is_nothing(self):
        assert flatten(None) == flatten({}) == ()


def test_values_in_words():
    assert as_text(["a", 1, None, True]) == "a; 1; true"
    assert as_text({"a": [1, {"b": "x"}]}) == "a.0: 1; a.1.b: x"
    assert [as_text(value) for value in (None, "x", 5, False)] == ["", "x", "5", "false"]


def test_a_title_under_a_misspelled_key_is_found():
    found, (item,) = scan({"paper": {"titel": "x"}})
    assert found is None
    assert (item.rule, item.message) == ("missing-field", "paper.title is missing")
    assert item.remedy.startswith("rename 'titel' to title, if that is meant;")
    _, (item,) = scan({"papre": {"title": "x"}})
    assert item.remedy.startswith("rename 'papre' to paper")
