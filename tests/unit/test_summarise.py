"""The summary of a scan or a synthesis: what others may know of it, and where it stands on the page."""

from __future__ import annotations

from generator.identify import claim_anchor, section_anchor
from generator.model import Outline, Verdict
from generator.summarise import flag_details, reasons, summarise_scan, summarise_synthesis
from tests.inputs import ANSWER, SCAN, SYNTHESIS, changed, good_scan, good_synthesis
from tests.shore import REPORTS, SCANS, checklist, scan


def of_scan(value):
    return summarise_scan(good_scan(value))


def of_report(value):
    return summarise_synthesis(good_synthesis(value))


def test_answers_in_the_order_of_the_page():
    back = dict(reversed(checklist(artifacts="yu", statistical_methodology="na", sea_shells="y").items()))
    found = of_scan(scan("A", checklist=back)).answers
    assert found.letters == "yunay"
    assert found.outline == Outline(
        (("artifacts", "artifacts"), ("statistical_methodology", "statistical_methodology"), ("sea_shells", "sea_shells")),
        (
            ("artifacts", "code_released", "artifacts.code_released"),
            ("artifacts", "data_released", "artifacts.data_released"),
            ("statistical_methodology", "confidence_intervals_or_error_bars",
             "statistical_methodology.confidence_intervals_or_error_bars"),
            ("statistical_methodology", "significance_tests", "statistical_methodology.significance_tests"),
            ("sea_shells", "spiral", "sea_shells.spiral"),
        ),
    )  # fmt: skip


def test_the_reasons_stand_in_the_order_of_the_answers_and_the_details_in_that_of_the_flags():
    back = checklist(artifacts="yn", statistical_methodology="n")
    for domain, key, reason in (
        ("artifacts", "code_released", "A link. It works."),
        ("artifacts", "data_released", ""),
        ("statistical_methodology", "confidence_intervals_or_error_bars", "No bars.\n\nNone at all."),
    ):
        back[domain][key]["justification"] = reason
    flags = [{"flag": "First", "detail": "One seed. Really."}, {"flag": "Second", "detail": "Two"}]
    found = of_scan(scan("A", checklist=dict(reversed(back.items())), red_flags=flags))
    assert reasons(found) == ("A link.", "", "No bars.")
    assert flag_details(found) == ("One seed.", "Two")


def test_scans_of_one_checklist_share_their_outline():
    one, two = (
        of_scan(scan(title, checklist=checklist(artifacts=letters))) for title, letters in (("A", "yn"), ("B", "ny"))
    )
    assert one.answers.outline is two.answers.outline
    assert (one.answers.letters, two.answers.letters) == ("yn", "ny")


def test_a_domain_answered_as_a_whole_counts_once_and_not_beside_its_criteria():
    whole = {**ANSWER, "answer": False}
    found = of_scan(
        scan("A", checklist={"artifacts": whole, "sea_shells": {**whole, "sub_questions": {"spiral": ANSWER}}})
    ).answers
    assert found.letters == "ny"
    assert [row[:2] for row in found.outline.criteria] == [("artifacts", "artifacts"), ("sea_shells", "spiral")]


def test_the_checklist_for_the_type_has_places_of_its_own():
    found = of_scan(SCANS["alpha"][0])
    assert found.type_answers.letters == "n"
    assert found.type_answers.outline.criteria == (("sea_shells", "spiral", "type_checklist.sea_shells.spiral"),)


def test_what_else_is_known_of_a_scan():
    found = of_scan(SCANS["alpha"][0])
    assert (found.title, found.year, found.venue, found.version) == ("Alpha Dunes", 2024, "Journal of Sand", "4")
    assert [claim.text for claim in found.claims] == ["Dunes move.", "Dunes sing."]
    assert [(flag.anchor, flag.name) for flag in found.red_flags] == [("flag-one-dune-f98c", "One dune")]
    assert set(found.names) == {"dunebench", "shellnet"}
    (reference,) = of_scan(SCANS["beta"]).references
    assert (reference.title, reference.pointer) == ("Dunes", "/cited_papers/0")


def test_what_is_known_of_a_report():
    found = of_report(REPORTS["late"])
    assert (found.score, found.gate, found.iso_date, found.date) == (
        "4.4/10",
        "FALSIFIED",
        "2026-03-01",
        "2026-03-01",
    )
    assert [(claim.anchor, claim.verdict, claim.confidence) for claim in found.claims] == [
        (claim_anchor("Dunes move."), Verdict.VERIFIED, "0.8"),
        (claim_anchor("Water holds."), Verdict.NOT_VERIFIED, "0.3"),
    ]
    assert found.names == (("dunebench", "DuneBench"),)
    assert of_report(REPORTS["early"]).score == ""


SCAN_SECTIONS = tuple(
    map(
        section_anchor,
        (
            "overview",
            "key-findings",
            "red-flags",
            "claims",
            "checklist",
            "type-checklist",
            "engagement",
            "references",
            "cited-by",
            "syntheses",
            "other-fields",
            "provenance",
        ),
    )
)
SYNTHESIS_SECTIONS = tuple(
    map(
        section_anchor,
        (
            "overview",
            "question",
            "figures",
            "quality",
            "corrections",
            "claims",
            "references",
            "names",
            "other-fields",
            "provenance",
        ),
    )
)


def anchors(summary):
    lists = [summary.references, summary.claims]
    if hasattr(summary, "red_flags"):
        outlines = (summary.answers.outline, summary.type_answers.outline)
        own = [anchor for outline in outlines for *_, anchor in (*outline.domains, *outline.criteria)]
        return own + [item.anchor for found in (*lists, summary.red_flags) for item in found] + list(summary.factors)
    return [item.anchor for found in lists for item in found] + [*summary.sections, *summary.dimensions]


def test_no_two_places_of_a_page_have_one_anchor_and_none_has_that_of_a_section():
    twice = changed(
        SCAN, claims=SCAN["claims"] * 2, red_flags=SCAN["red_flags"] * 2, cited_papers=SCAN["cited_papers"] * 2,
        checklist=checklist(artifacts="yn", sea_shells="y") | {"claims": {"x": ANSWER}},
        type_checklist=checklist(artifacts="yn"), engagement_factors={"references": {}, "Claims": {}},
    )  # fmt: skip
    found = anchors(of_scan(twice))
    assert len(found) == len(set(found)) > 14
    assert not set(found) & set(SCAN_SECTIONS)
    sections = [
        {"heading": "Figures", "text": "x"},
        {"heading": "Figures", "text": "y"},
        {"heading": "砂", "text": "z"},
    ]
    report = changed(SYNTHESIS, claims=SYNTHESIS["claims"] * 2, references=SYNTHESIS["references"] * 2,
                     sections=sections, quality_dimensions={"claims": {}})  # fmt: skip
    found = anchors(of_report(report))
    assert len(found) == len(set(found)) == 8
    assert not set(found) & set(SYNTHESIS_SECTIONS)


CLAIMS = [
    {"claim": text, "evidence": "Table 1", "supported": "strong"}
    for text in ("Dunes, they say, sing.", "Sand is dry.")
]
FLAGS = [{"flag": name, "detail": detail} for name, detail in (("One dune", "First."), ("No “bars”", "Second."))]
CITED = [{"title": "On Buckets"}, {"title": "Sand: a history"}]


def places(**fields):
    found = of_scan(changed(SCAN, **{"claims": CLAIMS, "red_flags": FLAGS, "cited_papers": CITED, **fields}))
    return [item.anchor for item in (*found.claims, *found.red_flags, *found.references)]


def test_commas_quotes_and_case_change_no_address():
    assert places() == places(
        claims=[{**CLAIMS[0], "claim": "DUNES they say sing"}, {**CLAIMS[1], "claim": "Sand is “dry”"}],
        red_flags=[{**FLAGS[0], "flag": "One Dune!"}, {**FLAGS[1], "flag": "No 'bars'"}],
        cited_papers=[{"title": "On buckets."}, {"title": "Sand – A History"}],
    )


def test_what_is_appended_moves_nothing_and_takes_nothing_over():
    before, more = places(), (CLAIMS[0], FLAGS[0], CITED[0])
    # Its detail is another; it would have come first by that.
    for detail in ("A", "B", "C", "D"):
        flag = {**FLAGS[0], "detail": detail}
        after = places(claims=[*CLAIMS, more[0]], red_flags=[*FLAGS, flag], cited_papers=[*CITED, more[2]])
        assert [after[0:2], after[3:5], after[6:8]] == [before[0:2], before[2:4], before[4:6]]
        assert [after[2], after[5], after[8]] == [f"{before[0]}-2", f"{before[2]}-2", f"{before[4]}-2"]
