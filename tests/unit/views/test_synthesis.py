"""The page of a report: what it states, what is counted in it, and where else its claims stand."""

from __future__ import annotations

import pytest

from generator.identify import claim_anchor
from generator.pages.synthesis import SYNTHESIS
from generator.views.search import SearchEntry
from generator.views.synthesis import alerts
from tests.inputs import Corpus, pages, view
from tests.shore import REPORTS, SCANS, claim, shore


def page(name, **settings):
    return view(SYNTHESIS, shore(**settings), f"syntheses/{name}/index.md")


def alone(**fields):
    value = {"title": "T", "claims": [], "references": [], **fields}
    return view(SYNTHESIS, Corpus({}, {"a": value}), "syntheses/a/index.md")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, ()),
        ({"gate": "PASSED"}, ()),
        ({"gate": "FALSIFIED"}, ("Its publisher marks this report as falsified.",)),
        ({"gate": " falsified "}, ("Its publisher marks this report as falsified.",)),
        ({"correction_record": {"state": "SUPERSEDED"}}, ("Its publisher has replaced this report with a later one.",)),
        ({"correction_record": {"state": "corrected"}}, ("Its publisher has corrected this report.",)),
        ({"gate": "FALSIFIED", "correction_record": {"state": "CORRECTED"}},
         ("Its publisher marks this report as falsified.", "Its publisher has corrected this report.")),
    ],
)  # fmt: skip
def test_what_no_longer_stands_is_said_first(fields, expected):
    assert alone(**fields).alerts == expected


def test_lists_say_the_same_of_a_report_as_its_page():
    late = next(item for item in shore().reports if item.location == "syntheses/late")
    assert alerts(late.synthesis) == page("late").alerts == ("Its publisher marks this report as falsified.",)


def test_figures_as_stated_and_as_counted():
    assert [(row.title, row.stated, row.counted) for row in page("early").figures] == [
        ("Papers", "2", "2 references listed"),
        ("Claims", "3", "3"),
        ("Verified claims", "3", "2"),
        ("Quality score", "not stated", "cannot be counted"),
        ("Peer-reviewed papers", "not stated", "1 of 2 references is an arXiv preprint"),
    ]
    assert [row.stated for row in page("late").figures] == ["not stated"] * 3 + ["4.4/10", "not stated"]


@pytest.mark.parametrize(
    ("stated", "references", "expected"),
    [
        (True, ["2401.00001", "2401.00002"], ("yes", "2 of 2 references are arXiv preprints")),
        (False, [], ("no", "0 of 0 references are arXiv preprints")),
        (None, ["2401.00001"], ("not stated", "1 of 1 reference is an arXiv preprint")),
    ],
)
def test_peer_review(stated, references, expected):
    figures = {} if stated is None else {"peer_reviewed": stated}
    found = alone(figures=figures, references=[{"arxiv_id": item} for item in references]).figures[-1]
    assert (found.stated, found.counted) == expected


class TestClaims:
    def test_verdicts_and_confidences_stand_at_their_own_claims(self):
        assert [(row.text, row.badge.word, row.confidence) for row in page("early").claims] == [
            ("Water holds.", "Verified", "0.9"), ("Dunes move.", "Not verified", "0.2"),
            ("Shells break.", "Verified", "0.7"),
        ]  # fmt: skip
        assert alone(claims=[{"claim": "c"}]).claims[0].confidence == "not stated"

    def test_the_same_claim_elsewhere_with_the_confidence_that_it_has_there(self):
        found = {row.text: [link.text for link in row.elsewhere.links] for row in page("early").claims}
        assert found == {
            "Water holds.": [
                "Late Report on DuneBench (confidence 0.3)", "An Undated Report (confidence 0.6)",
            ],
            "Dunes move.": ["Late Report on DuneBench (confidence 0.8)"],
            "Shells break.": [],
        }  # fmt: skip
        found = {row.text: [link.text for link in row.elsewhere.links] for row in page("late").claims}
        assert found == {
            "Dunes move.": ["Early Report on DuneBench and ShellNet (confidence 0.2)"],
            "Water holds.": [
                "Early Report on DuneBench and ShellNet (confidence 0.9)", "An Undated Report (confidence 0.6)",
            ],
        }  # fmt: skip

    def test_the_link_leads_to_the_very_claim(self):
        (row,) = page("undated").claims
        assert [link.href.in_markdown for link in row.elsewhere.links] == [
            f"../{name}/index.md#{claim_anchor('Water holds.')}" for name in ("early", "late")
        ]

    def test_a_confidence_that_is_not_stated_there(self):
        reports = {"a": {"title": "A", "claims": [{"claim": "c."}], "references": []},
                   "b": {"title": "B", "claims": [claim("C.", True, 0.5)], "references": []}}  # fmt: skip
        found = view(SYNTHESIS, Corpus({}, reports), "syntheses/b/index.md")
        assert [link.text for link in found.claims[0].elsewhere.links] == ["A (confidence not stated)"]

    @pytest.mark.parametrize(("most", "shown"), [(1, 1), (2, 2), (3, 2)])
    def test_a_claim_that_many_make_leads_to_a_page_with_all(self, most, shown):
        found = page("early", listed_links=most).claims[0].elsewhere
        assert len(found.links) == shown
        if shown == 2:
            assert found.whole is None
        else:
            assert found.whole.text == "All 2 other syntheses"
            assert found.whole.href.in_markdown.startswith("../../references/claim/water-holds")

    def test_the_caption(self):
        assert page("early").claims_caption == "3 claims, 2 verified"
        assert page("undated").claims_caption == "1 claim, 1 verified"
        assert alone(claims=[{"claim": "x" * 200, "cut_off": True}, claim("c", True, 1)]).claims_caption == (
            "2 claims, 1 verified, 1 cut off in the report"
        )

    def test_their_anchors_are_those_that_others_link_to(self):
        own = next(item.synthesis for item in shore().reports if item.location == "syntheses/early")
        assert [row.anchor for row in page("early").claims] == [item.anchor for item in own.claims]


class TestRelations:
    def test_references_lead_to_scans(self):
        found = page("early")
        assert [row.scan.link.href.in_markdown for row in found.references] == ["../../scans/alpha/index.md"] * 2
        assert found.references_caption == "2 references, 2 of them scanned here"
        assert [row.scan is None for row in page("undated").references] == [True, False]

    def test_names_in_few_scans_come_first(self):
        assert [(row.name, [link.text for link in row.scans.links]) for row in page("early").names] == [
            ("GullNet", ["Gamma Gulls"]), ("DuneBench", ["Alpha Dunes", "Beta Bars"]),
            ("ShellNet", ["Alpha Dunes", "A Beach"]),
        ]  # fmt: skip
        assert page("undated").names == ()

    @pytest.mark.parametrize(("most", "names", "folded"), [(1, 1, 2), (2, 3, 0), (3, 3, 0)])
    def test_names_beyond_the_first_are_folded(self, most, names, folded):
        found = page("early", listed_links=most)
        assert (len(found.names), len(found.folded_names)) == (names, folded)
        if folded:
            assert found.names_fold == "2 further names"

    def test_a_name_that_many_scans_have_leads_to_a_page_with_them(self):
        (first, *_) = page("late", listed_links=1).names
        assert (len(first.scans.links), first.scans.whole.text) == (1, "All 2 scans")
        assert first.scans.whole.href.in_markdown == "../../references/name/dunebench/index.md"

    def test_more_names_than_a_page_has_rows_are_told(self):
        found = page("early", rows_per_page=2)
        assert len(found.names) + len(found.folded_names) == 2
        assert found.notes[-1] == "The page shows 2 of 3 names that the report shares with scans."


class TestOwn:
    def test_who_wrote_it_and_when(self):
        assert page("early").byline == "Shore Press, January 5, 2026"
        assert page("late").byline == "2026-03-01"

    def test_grades(self):
        found = alone(tier="ODD", gate="FALSIFIED", verification_level=3).grades
        assert [(field.title, field.text) for field in found] == [
            ("Tier", "ODD (ODD)"), ("Verification level", "3 of 7"), ("Gate", "Found to be false (FALSIFIED)"),
        ]  # fmt: skip
        assert alone().grades == ()

    def test_a_correction_state_that_nobody_knows_is_shown_as_it_stands(self):
        assert alone(correction_record={"state": "lost at sea"}).correction_state == "lost at sea"

    def test_corrections(self):
        events = [{"date": "2026-01-01", "text": "Published."}, {"date": "2026-02-01", "text": "Mended."}]
        found = alone(correction_record={"events": events}).corrections
        assert [(event.date, event.text) for event in found] == [
            ("2026-01-01", "Published."),
            ("2026-02-01", "Mended."),
        ]

    def test_dimensions(self):
        found = alone(quality_dimensions={"odd_one": {"level": "high", "score": 3, "basis": "Why."}, "other": {}})
        assert sorted((row.title, row.level, row.score, row.basis) for row in found.dimensions) == [
            ("Odd one", "high", "3", "Why."), ("Other", "not stated", "not stated", ""),
        ]  # fmt: skip

    def test_sections(self):
        found = alone(sections=[{"heading": "On Sand", "text": "One.\n\nTwo."}, {"heading": "On Sand", "text": "x"}])
        assert [(item.heading, item.paragraphs) for item in found.sections] == [
            ("On Sand", ("One.", "Two.")), ("On Sand", ("x",)),
        ]  # fmt: skip
        assert found.sections[0].anchor == "section-sand-a207"
        assert found.sections[1].anchor != found.sections[0].anchor

    def test_the_front_matter(self):
        found = page("early")
        assert {key: value for key, value in found.meta.items() if key != "head"} == {
            "title": "Early Report on DuneBench and ShellNet",
            "description": "2 of 3 claims verified · 2 references. Does sand move GullNet?",
            "hide": ["navigation"],
        }
        assert page("late").meta["description"] == (
            "Marked as falsified · 1 of 2 claims verified · 1 reference · quality score 4.4/10"
        )
        assert found.index.in_markdown == "../index.md"

    def test_provenance(self):
        found = page("early").source
        assert (found.path, found.raw.in_markdown) == ("syntheses/early.json", "../early.json")


def test_the_search_finds_the_report_and_each_claim():
    found = pages(SYNTHESIS, shore())["syntheses/early/index.md"].search
    assert found == (
        SearchEntry("", "Early Report on DuneBench and ShellNet",
                    "Shore Press, January 5, 2026 · Does sand move GullNet?"),
        SearchEntry(claim_anchor("Water holds."), "Water holds."),
        SearchEntry(claim_anchor("Dunes move."), "Dunes move."),
        SearchEntry(claim_anchor("Shells break."), "Shells break."),
    )  # fmt: skip


def test_a_report_that_nobody_shares_anything_with():
    found = view(SYNTHESIS, Corpus({"eps": SCANS["eps"]}, {"late": REPORTS["late"]}), "syntheses/late/index.md")
    assert (found.names, found.folded_names) == ((), ())
    assert all(row.elsewhere.links == () for row in found.claims)
    assert all(row.scan is None for row in found.references)
