"""Values of the right type and an impossible meaning: each is a finding, and the values beside them are none."""

from __future__ import annotations

import pytest

from generator.build import read
from generator.diagnostics import Severity
from generator.model import Confidence
from generator.readers.synthesis_words import confidence
from tests.inputs import (
    ANSWER,
    SCAN,
    SYNTHESIS,
    Corpus,
    changed,
    rules,
    scan,
    synthesis,
    with_paper,
    written,
)


def about_scan(value, path=None):
    return Corpus({"a": value}).said


def about_report(**fields):
    return Corpus({}, {"s": changed(SYNTHESIS, **fields)}).said


def places(items, rule):
    """Where a rule is violated; each time with what to do, and as a warning."""
    found = [item for item in items if item.rule == rule]
    assert all(item.severity is Severity.WARNING and item.remedy and len(item.message) < 250 for item in found)
    return [item.pointer for item in found]


@pytest.mark.parametrize(
    ("year", "is_odd"),
    [(-5, True), (0, True), (1499, True), (1500, False), (2024, False), (2100, False), (2101, True), (99_999, True),
     (10**99, True)],
)  # fmt: skip
def test_years(year, is_odd):
    cited = {"title": "t", "authors": ["A"], "year": year}
    assert places(about_scan(with_paper(year=year)), "year-out-of-range") == ["/paper/year"] * is_odd
    of_cited = about_scan(changed(SCAN, cited_papers=[{**cited, "year": 2000}, cited]))
    assert places(of_cited, "year-out-of-range") == ["/cited_papers/1/year"] * is_odd
    of_reference = about_report(references=[cited])
    assert places(of_reference, "year-out-of-range") == ["/references/0/year"] * is_odd


def test_the_years_of_earlier_scans_and_of_dates():
    found = Corpus({"a": [SCAN, with_paper(year=99_999)]}).said
    assert [(item.file, item.rule) for item in found] == [("scans/a/scan-1.json", "year-out-of-range")]
    events = {"state": "CORRECTED", "events": [{"date": "June 7, 0999"}, {"date": "2026-06-08"}]}
    found = about_report(date="9999-12-31", correction_record=events)
    assert places(found, "year-out-of-range") == ["/date", "/correction_record/events/0/date"]


@pytest.mark.parametrize(
    ("date", "severity"),
    [("2026-02-31", "warning"), ("June 31, 2026", "warning"), ("31 June 2026", "warning"), ("2026-13-01", "warning"),
     ("0000-01-01", "warning"), ("7/6/2026", "warning"), ("Spring 2026", "note"), ("2026", "note"), ("soon", "note"),
     ("1 2 3 " * 100, "note"), ("2024-02-29", None), ("June 7, 2026", None), ("", None), (None, None)],
)  # fmt: skip
def test_dates(date, severity):
    found = [item for item in about_report(date=date) if item.rule == "unclear-date"]
    assert [(item.severity, item.pointer) for item in found] == ([(severity, "/date")] if severity else [])
    record = {"state": "CORRECTED", "events": [{"date": date, "text": "Done."}]}
    found = [item for item in about_report(correction_record=record) if item.rule == "unclear-date"]
    assert [item.severity for item in found] == ([severity] if severity else [])


@pytest.mark.parametrize(
    ("version", "is_odd"),
    [(-1, True), (0, False), ("0b", False), (1, False), (5, False), ("v4", False), ("4.0", False), (" 3 ", False), (6, True),
     (99_999, True), ("4.5", True), ("4 or 5", True), ("next", True), ("٤", True), ("", False), (None, False)],
)  # fmt: skip
def test_versions(version, is_odd):
    assert places(about_scan(changed(SCAN, scan_version=version)), "unknown-version") == ["/scan_version"] * is_odd


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [("scan-v4.json", 4, set()), ("scan-v4.json", None, set()), ("scan-v4.json", 3, {"version-differs"}),
     ("scan-v9.json", None, {"unknown-version"}), ("scan-v04.json", "v4", set()), ("scan.json", 3, set()),
     ("scan-v4.json", 9, {"unknown-version"})],
)  # fmt: skip
def test_versions_in_names_of_files(tmp_path, name, version, expected):
    config = written(tmp_path, {f"scans/a/{name}": changed(SCAN, scan_version=version)})
    assert {item.rule for item in read(config)[2]} == expected


@pytest.mark.parametrize("claim", [{"supported": None}, {}, {"supported": ""}, {"supported": " \u200b"}])
def test_claims_without_support(claim):
    found = about_scan(changed(SCAN, claims=[{"claim": "c", "evidence": "e", **claim}]))
    assert places(found, "support-not-stated") == ["/claims/0/supported"]


def test_words_of_support_that_are_unknown_are_named_as_such():
    found = about_scan(changed(SCAN, claims=[{"claim": "c", "evidence": "e", "supported": "so so"}]))
    assert rules(found) == {"unknown-word"}


@pytest.mark.parametrize(
    ("claim", "is_odd"),
    [({"verified": None}, True), ({}, True), ({"verified": ""}, True), ({"verified": "perhaps"}, False),
     ({"verified": False}, False)],
)  # fmt: skip
def test_claims_of_reports_without_verdict(claim, is_odd):
    found = about_report(claims=[{"claim": "c", **claim}])
    assert places(found, "support-not-stated") == ["/claims/0/verified"] * is_odd


@pytest.mark.parametrize(
    ("score", "is_odd"), [(-1, True), (0, False), (3, False), (4, True), (10**50, True), (None, False)]
)
def test_scores_of_engagement(score, is_odd):
    factors = {"practical_relevance": {"score": score, "justification": "j"}}
    found = about_scan(changed(SCAN, engagement_factors=factors))
    assert places(found, "score-out-of-range") == ["/engagement_factors/practical_relevance/score"] * is_odd


@pytest.mark.parametrize(
    ("score", "most", "is_odd"),
    [(4.4, None, False), (10, None, False), ("0", None, False), (10.01, None, True), (-0.1, None, True), ("NaN", None, True),
     ("4.4/10", None, True), ("good", None, True), ("1e999", None, True), (80, 100, False), (101, 100, True), ("", None, False),
     ("٤", None, True), ("9" * 5_000, None, True)],
)  # fmt: skip
def test_scores_of_reports_and_dimensions(score, most, is_odd):
    figures = {"score": score} | ({} if most is None else {"score_of": most})
    assert places(about_report(figures=figures), "score-out-of-range") == ["/figures/score"] * is_odd
    figures.pop("score")
    found = about_report(figures=figures, quality_dimensions={"novelty": {"level": "LOW", "score": score}})
    assert places(found, "score-out-of-range") == ["/quality_dimensions/novelty/score"] * is_odd


@pytest.mark.parametrize("most", [0, -10, "ten", "NaN"])
def test_the_most_that_a_score_can_be(most):
    found = about_report(figures={"score": 4, "score_of": most})
    assert places(found, "score-out-of-range") == ["/figures/score_of"]


@pytest.mark.parametrize(
    ("level", "is_odd"),
    [(-1, True), (0, False), ("7", False), (8, True), (3.5, True), ("high", True), ("3.0", False), (None, False)],
)
def test_verification_levels(level, is_odd):
    assert places(about_report(verification_level=level), "level-out-of-range") == ["/verification_level"] * is_odd


@pytest.mark.parametrize(("level", "is_odd"), [("HIGH", False), ("low", False), ("SPLENDID", True), (None, False)])
def test_quality_levels(level, is_odd):
    found = about_report(quality_dimensions={"novelty": {"level": level, "basis": "b"}})
    assert [item.message for item in found] == [f"the quality level {level!r} is not in the vocabulary"] * is_odd


@pytest.mark.parametrize(
    ("value", "is_odd"),
    [(-0.01, True), (0, False), (1, False), (1.01, True), ("100%", False), ("100.1 %", True), ("-1%", True), ("NaN", True),
     ("inf", True), ("high", True), ("1e999", True), ("0,8", True), ("1e-9", False), (0.123456789012345, False), ("%", True),
     ("", False), (None, False)],
)  # fmt: skip
def test_confidences(value, is_odd):
    found = about_report(claims=[{"claim": "c", "verified": "disputed", "confidence": value}])
    assert places(found, "confidence-out-of-range") == ["/claims/0/confidence"] * is_odd


def test_small_and_long_confidences_are_numbers():
    assert confidence("1E-7") == Confidence(1e-7, "1E-7")
    assert confidence("0.123456789012345").value == 0.123456789012345
    assert confidence("12.5 %").value == 0.125


def test_confidences_of_text_reports():
    from tests.inputs import REPORT

    found = Corpus({}, {"s": REPORT.replace("0.80", "1.80")}).said
    assert places(found, "confidence-out-of-range") == ["/claims/0/confidence"]


@pytest.mark.parametrize(
    ("figures", "where"),
    [({"papers": -3}, ["papers"]), ({"claims": 1.5}, ["claims"]), ({"verified": "some"}, ["verified"]),
     ({"papers": "1,000"}, []), ({"papers": 0}, []), ({"claims": 2, "verified": 3}, ["verified"]),
     ({"claims": 2, "verified": 2}, []), ({"claims": "9" * 5_000}, ["claims"]), ({"papers": ""}, [])],
)  # fmt: skip
def test_counts(figures, where):
    found = about_report(figures=figures)
    assert places(found, "count-out-of-range") == [f"/figures/{name}" for name in where]


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"paper": {**SCAN["paper"], "authors": []}}, "/paper/authors"),
        ({"paper": {**SCAN["paper"], "year": None}}, "/paper/year"),
        ({"key_findings": " \u200b\n"}, "/key_findings"),
        ({"engagement_factors": {"practical_relevance": {}}}, "/engagement_factors/practical_relevance"),
        ({"checklist": {"artifacts": {"code_released": {**ANSWER, "justification": ""}}}},
         "/checklist/artifacts/code_released/justification"),
        ({"claims": [{"claim": "", "evidence": "e", "supported": "weak"}]}, "/claims/0/claim"),
        ({"claims": [{"claim": "c", "evidence": "", "supported": "weak"}]}, "/claims/0/evidence"),
        ({"red_flags": [{"flag": "", "detail": "d"}]}, "/red_flags/0/flag"),
        ({"red_flags": [{"flag": "f", "detail": " "}]}, "/red_flags/0/detail"),
        ({"cited_papers": [{"title": "", "authors": ["A"]}]}, "/cited_papers/0"),
    ],
)  # fmt: skip
def test_empty_texts_of_scans(change, where):
    found = about_scan(changed(SCAN, **change))
    assert places(found, "empty-text") == [where]
    assert len(found) == 1


def test_empty_texts_of_reports():
    found = about_report(claims=[{"claim": "", "verified": True}], references=[{"authors": ["A"]}, {"id": "x"}])
    assert places(found, "empty-text") == ["/claims/0/claim", "/references/0"]
    found = about_report(
        sections=[{"heading": "H", "text": " "}, {"heading": "", "text": "t"}],
        quality_dimensions={"novelty": {}, "safety_impact": {"basis": "b"}},
        correction_record={"state": "CORRECTED", "events": [{"text": "t"}, {}]},
    )
    assert places(found, "empty-text") == [
        "/sections/0",
        "/quality_dimensions/novelty",
        "/correction_record/events/1",
    ]


def test_empty_entries_of_lists_are_named_while_they_are_read():
    value = changed(SCAN, paper={**SCAN["paper"], "authors": ["A", "", " \u200b"]}, methodology_tags=[""],
                    active_modules=["\t"], cited_papers=[{"title": "t", "authors": [" "]}])  # fmt: skip
    found, said = scan(value)
    assert [item.pointer for item in said if item.rule == "empty-text"] == [
        "/paper/authors/1", "/paper/authors/2", "/active_modules/0", "/methodology_tags/0", "/cited_papers/0/authors/0"
    ]  # fmt: skip
    assert found is not None
    _, said = synthesis(changed(SYNTHESIS, references=[{"title": "t", "authors": ["A", ""]}]))
    assert [item.pointer for item in said] == ["/references/0/authors/1"]


def test_what_is_missing_is_not_said_twice(tmp_path):
    value = changed(SCAN, key_findings=None, claims=["A lone text"], red_flags=[["x"]], checklist=None)
    found = read(written(tmp_path, {"scans/a/scan.json": value}))[2]
    assert not {"empty-text", "empty-checklist"} & {item.rule for item in found}
    assert {"/key_findings", "/checklist", "/claims/0", "/red_flags/0"} <= {item.pointer for item in found}


@pytest.mark.parametrize(
    ("checklist", "where"),
    [({}, ["/checklist"]), ({"artifacts": {}}, ["/checklist/artifacts"]), ({"artifacts": ANSWER}, [])],
)
def test_checklists_without_criteria(checklist, where):
    found = [item for item in about_scan(changed(SCAN, checklist=checklist)) if item.rule == "empty-checklist"]
    assert [(item.pointer, item.severity) for item in found] == [(place, Severity.NOTE) for place in where]


def test_criteria_that_stand_more_than_once():
    domains = {"artifacts": {"code_released": ANSWER}, "data_integrity": {"code_released": ANSWER}}
    (found,) = [item for item in about_scan(changed(SCAN, checklist=domains)) if item.rule == "repeated-criterion"]
    assert (found.pointer, found.severity) == ("/checklist/data_integrity/code_released", Severity.NOTE)
    twice = {"artifacts": {**ANSWER, "sub_questions": {"code_released": ANSWER}, "code_released": ANSWER}}
    found = about_scan(changed(SCAN, checklist=twice))
    assert places(found, "repeated-criterion") == ["/checklist/artifacts/code_released"]
    # The two checklists of one scan may share a criterion.
    assert about_scan(changed(SCAN, type_checklist=SCAN["checklist"])) == []


@pytest.mark.parametrize("answer", [True, False, "na"])
def test_an_answer_whose_applicability_is_null_stands_for_itself(answer):
    value = {"artifacts": {"code_released": {**ANSWER, "applies": None, "answer": answer}}}
    assert about_scan(changed(SCAN, checklist=value)) == []


@pytest.mark.parametrize(
    ("url", "is_odd"),
    [("javascript:alert(1)", True), ("ftp://example.org/x", True), ("example.org", True), ("https://", True),
     ("https://example.org/x", False), (" https://example.org ", False), ("10.1000/7", False), ("arXiv:2401.00001", False),
     ("", False)],
)  # fmt: skip
def test_addresses(url, is_odd):
    found = about_scan(changed(SCAN, cited_papers=[{"title": "t", "authors": ["A"], "url": url}]))
    assert places(found, "unfit-address") == ["/cited_papers/0/url"] * is_odd
    found = about_report(references=[{"title": "t", "url": url}])
    assert places(found, "unfit-address") == ["/references/0/url"] * is_odd


def test_an_empty_folder(tmp_path):
    # What other tests wrote lies near as well.
    content = tmp_path / "deep/below/content"
    content.mkdir(parents=True)
    (content / "index.md").write_text("# Hello\n")
    config = written(content, {}, scans="papers", syntheses="reports/all")
    (found,) = read(config)[2]
    assert (found.rule, found.severity, found.file) == ("nothing-found", Severity.ERROR, "papers")
    assert "papers/<slug>/scan.json and reports/all/<slug>.txt, .json and .yaml" in found.message
    written(content, {"papers/a/scan.json": "{"})
    assert {item.rule for item in read(config)[2]} == {"unreadable"}
    written(content, {"papers/a/scan.json": SCAN})
    assert read(config)[2] == ()


def test_the_pages_say_what_the_input_says(tmp_path):
    from generator.build import generate

    value = changed(
        with_paper(year=99_999), scan_version=77, engagement_factors={"practical_relevance": {"score": -4}}
    )
    report = changed(SYNTHESIS, date="2026-02-31", figures={"score": 44, "papers": -3}, verification_level=9,
                     claims=[{"claim": "Water does.", "verified": True, "confidence": "150%"}])  # fmt: skip
    site = generate(written(tmp_path, {"scans/a/scan.json": value, "syntheses/s.json": report}))
    pages = {file.source: file.built().html for file in site.files if file.source}
    for word in ("99999", "77", "-4"):
        assert word in pages["scans/a/scan.json"].replace("−", "-").replace("&#45;", "-"), word
    for word in ("2026-02-31", "44/10", "-3", "9 of 7", "150%"):
        assert word in pages["syntheses/s.json"].replace("&#45;", "-"), word
