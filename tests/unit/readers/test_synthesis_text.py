"""Reports as the text of a PDF, in the shapes that occur, and nothing of them is thrown away."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.limits import LINES
from generator.model import IdentifierKind, Verdict
from tests.conftest import ROOT
from tests.inputs import REPORT, strings, synthesis


def read(text):
    found, said = synthesis(text, "syntheses/x.txt")
    assert found is not None, said
    return found


def read_noted(text):
    found, said = synthesis(text, "syntheses/x.txt")
    assert found is not None, said
    return found, said


@pytest.mark.parametrize(
    ("name", "claims", "papers", "score", "date", "question"),
    [
        (
            "soft-labeled-synthetic-data-calvin", 12, "4", "4.4", "2026-06-07",
            ("How does the integration", "measured by task success rate and preference alignment scores?"),
        ),
        (
            "synthetic-data-evaluation-metrics", 13, "15", "4.2", "2026-06-09",
            ("How do different evaluation metrics", "such as Visual Entailment or SNLI-VE?"),
        ),
    ],
)  # fmt: skip
def test_the_real_reports(name, claims, papers, score, date, question):
    text = (ROOT / f"content/syntheses/{name}.txt").read_text("utf-8")
    found = read(text)
    assert len(found.claims) == claims
    assert sum(claim.verdict is Verdict.VERIFIED for claim in found.claims) == 1
    assert found.figures.papers == papers
    assert (found.figures.claims, found.figures.verified) == (str(claims), "1")
    assert (found.figures.score, found.figures.score_of, found.figures.peer_reviewed) == (score, "10", True)
    assert (found.publisher, found.iso_date) == ("Assignee Research", date)
    assert found.question.startswith(question[0])
    assert found.question.endswith(question[1])
    assert found.examines == "Aligning Multimodal LLM with Human Preference: A Survey"
    assert [section.heading for section in found.sections] == [
        "Abstract", "1 Introduction", "2 Methodology", "3 Results", "4 Limitations",
    ]  # fmt: skip
    assert found.claims_heading == "5 Extracted Claims"
    assert len(found.references) == 3
    assert found.references[0].identifiers[0].value == "2503.14504"


def test_a_row_without_a_verdict_is_the_tail_of_the_row_before():
    text = (ROOT / "content/syntheses/soft-labeled-synthetic-data-calvin.txt").read_text("utf-8")
    found, said = read_noted(text)
    assert [(claim.tail, claim.cut_off) for claim in found.claims if claim.tail] == [("ating", True)]
    assert [(item.rule, item.line) for item in said] == [("row-broken-over-pages", 37)]


def test_the_small_report():
    found, said = read_noted(REPORT)
    assert said == []
    assert (found.title, found.publisher, found.date) == ("What Holds Sand Together", "Shore Press", "June 7, 2026")
    assert found.question == "Does water hold sand, and for how long?"
    assert found.examines == "Measuring Sandcastles"
    assert [(claim.text, claim.verdict, claim.confidence.value) for claim in found.claims] == [
        ("Water holds sand.", Verdict.VERIFIED, 0.8), ("Sand holds water.", Verdict.NOT_VERIFIED, 0.1),
    ]  # fmt: skip


class TestShapes:
    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ("\n", "\r\n"),
            ("\n", "\r"),
            ("\n\n", "\f"),
            ("\n\n", "\n"),
            ("\n", "  \n"),
            ("1 Introduction", "Introduction"),
            ("1 Introduction", "1. Introduction"),
            ("Abstract", "ABSTRACT:"),
            ("References", "3 References"),
            ("References", "REFERENCES"),
        ],
    )
    def test_white_space_and_headings(self, old, new):
        one, two = read(REPORT), read(REPORT.replace(old, new))
        assert (one.title, one.publisher, one.iso_date, one.figures) == (
            two.title, two.publisher, two.iso_date, two.figures,
        )  # fmt: skip
        assert (one.question, one.examines) == (two.question, two.examines)
        assert (one.claims, one.references) == (two.claims, two.references)
        assert len(one.sections) == len(two.sections)

    @pytest.mark.parametrize(
        ("date", "iso"),
        [
            ("June 7, 2026", "2026-06-07"),
            ("6 June 2026", "2026-06-06"),
            ("6th Jun. 2026", "2026-06-06"),
            ("2026-06-06", "2026-06-06"),
            ("2026-06-06T10:00:00Z", "2026-06-06"),
        ],
    )
    def test_dates(self, date, iso):
        found = read(REPORT.replace("June 7, 2026", date))
        assert (found.date, found.iso_date, found.publisher) == (date, iso, "Shore Press")

    @pytest.mark.parametrize("date", ["February 30, 2026", "Spring 2026", "7.6.2026"])
    def test_what_is_no_date_is_kept_all_the_same(self, date):
        found = read(REPORT.replace("June 7, 2026", date))
        assert (found.date, found.iso_date) == ("", "")
        assert found.sections[0].paragraphs == (date,)

    def test_a_title_over_two_lines(self):
        found = read(REPORT.replace("What Holds Sand Together\n", "What Holds Sand\nTogether\n"))
        assert (found.title, found.publisher) == ("What Holds Sand Together", "Shore Press")

    def test_no_publisher(self):
        found = read(REPORT.replace("Shore Press\n", ""))
        assert (found.title, found.publisher, found.date) == ("What Holds Sand Together", "", "June 7, 2026")

    def test_lines_after_the_date(self):
        found = read(REPORT.replace("June 7, 2026\n", "June 7, 2026\n\nVersion 2\n"))
        assert found.sections[0].paragraphs == ("Version 2",)

    def test_lines_broken_at_the_margin(self):
        found = read(
            REPORT.replace("water hold sand, and for", "water\nhold sand, and\nfor").replace(
                "from 2 peer", "from\n2 peer"
            )
        )
        assert found.question == "Does water hold sand, and for how long?"
        assert found.figures.papers == "2"

    def test_without_an_introduction_the_question_is_that_of_the_abstract(self):
        found = read(re.sub(r"1 Introduction.*?2 Extracted", "2 Extracted", REPORT, flags=re.S))
        assert found.question == "Does water hold sand"
        assert found.examines == ""

    def test_without_a_research_question(self):
        found = read(REPORT.replace(" Research question: Does water hold sand, and for how long?.", ""))
        assert found.examines == "Measuring Sandcastles"

    def test_only_a_table(self):
        found = read("Title\nClaim\tVerified\tConfidence\nA.\t✓\t0.5\n")
        assert [claim.text for claim in found.claims] == ["A."]

    def test_a_section_after_the_table(self):
        found = read(REPORT.replace("References\n", "3 Outlook\n\nMore sand.\n\nReferences\n"))
        assert found.sections[-1].heading == "3 Outlook"
        assert found.claims_heading == "2 Extracted Claims"
        assert len(found.claims) == 2

    def test_numbers_at_the_start_of_a_line_are_no_headings(self):
        found = read(REPORT.replace("1 Introduction\n\n", "1 Introduction\n\n9 Castles were built\n\n"))
        assert [section.heading for section in found.sections] == ["Abstract", "1 Introduction"]

    def test_a_section_that_was_left_out(self):
        found = read(REPORT.replace("2 Extracted Claims", "4 Extracted Claims"))
        assert found.claims_heading == "4 Extracted Claims"

    def test_a_table_without_tabs(self):
        found = read(REPORT.replace("\t", "  "))
        assert found.claims == read(REPORT).claims

    @pytest.mark.parametrize(
        ("table", "expected"),
        [
            ("Claim\tVerified\nA.\t✓\nB.\t×", [("A.", "verified", "", {}), ("B.", "not_verified", "", {})]),
            ("Claim\tConfidence\nA.\t0.5\nB.\t.1", [("A.", "other", "0.5", {}), ("B.", "other", ".1", {})]),
            ("Claim\tConfidence\tVerified\nA.\t0.5\tyes", [("A.", "verified", "0.5", {})]),
            ("Claim\tSource\tVerified\nA.\tp. 3\tno", [("A.", "not_verified", "", {"source": "p. 3"})]),
            (
                "Claim\tVerified\tConfidence\nA.\t✓\t0.5\tx\ty",
                [("A.", "verified", "0.5", {"column 4": "x", "column 5": "y"})],
            ),
            ("Claim\tVerified\tConfidence\nA.\tdisputed\t50 %", [("A.", "other", "50 %", {})]),
            ("Claim\tVerified\tConfidence\n\t✓\t0.5", [("", "verified", "0.5", {})]),
            ("Claim\tVerified\nA.\t✓\t0.5", [("A.", "verified", "0.5", {})]),
        ],
    )
    def test_tables_with_other_columns(self, table, expected):
        text = re.sub(r"Claim\tVerified.*?\n\n", table.replace("\\", "\\\\") + "\n\n", REPORT, flags=re.S)
        assert [
            (
                claim.text,
                claim.verdict.value,
                claim.confidence.stated,
                {item.path: item.text for item in claim.extras},
            )
            for claim in read(text).claims
        ] == expected

    def test_a_first_row_without_a_verdict(self):
        found, said = read_noted(REPORT.replace("\t✓\t0.80", ""))
        assert [claim.text for claim in found.claims] == ["Water holds sand.", "Sand holds water."]
        assert [(item.rule, item.line) for item in said] == [("row-without-verdict", 18)]

    def test_the_cells_of_a_tail_are_kept(self):
        found = read(REPORT.replace("Sand holds water.\t×\t0.10", "ever\t\t\tand ever"))
        assert [claim.tail for claim in found.claims] == ["ever and ever"]

    def test_a_header_that_stands_again_on_the_next_page(self):
        found = read(REPORT.replace("Sand holds water.\t", "Claim\tVerified\tConfidence\nSand holds water.\t"))
        assert len(found.claims) == 2


class TestReferences:
    def references(self, *lines, between="\n"):
        return read(REPORT.split("- <http")[0] + between.join(lines)).references

    @pytest.mark.parametrize(
        ("line", "kind", "value", "title", "url"),
        [
            ("- <http://arxiv.org/abs/2401.00001v2>", "arxiv", "2401.00001", "", ""),
            ("* arXiv:2401.00001v1", "arxiv", "2401.00001", "", ""),
            ("2401.00001", "arxiv", "2401.00001", "", ""),
            ("[1] I. Sand, On Sand, arXiv:2401.00001.", "arxiv", "2401.00001", "I. Sand, On Sand", ""),
            ("- https://doi.org/10.1000/182", "doi", "10.1000/182", "", ""),
            ("1. On Sand. doi:10.1000/ABC.", "doi", "10.1000/abc", "On Sand", ""),
            ("- 10.1000/182", "doi", "10.1000/182", "", ""),
            ("- https://example.org/sand", None, None, "", "https://example.org/sand"),
            ("- On Sand, https://example.org/sand.", None, None, "On Sand", "https://example.org/sand"),
            ("- Sand (1999). On sand.", None, None, "Sand (1999). On sand", ""),
        ],
    )
    def test_forms(self, line, kind, value, title, url):
        (found,) = self.references(line)
        assert [(item.kind.value, item.value) for item in found.identifiers] == ([(kind, value)] if kind else [])
        assert (found.title, found.url) == (title, url)

    def test_items_over_several_lines(self):
        found = self.references("[1] I. Sand. On sand", "and water. 2020.", "[2] B. Bucket. On buckets.")
        assert [item.title for item in found] == ["I. Sand. On sand and water. 2020", "B. Bucket. On buckets"]

    def test_items_without_marks_stand_on_a_line_each(self):
        assert len(self.references("On sand. 2020.", "On buckets. 2021.")) == 2

    def test_a_number_that_is_not_the_place_in_the_list_stays(self):
        one, two = self.references("[1] On sand.", "[7] On buckets.")
        assert [one.title, two.title] == ["On sand", "[7] On buckets"]

    def test_several_identifiers_of_one_kind_are_distinct_references(self):
        found = self.references("- arXiv:2401.00001", "", "- arXiv:2401.00002")
        assert [item.identifiers[0].value for item in found] == ["2401.00001", "2401.00002"]
        assert all(item.identifiers[0].kind is IdentifierKind.ARXIV for item in found)


class TestRefused:
    @pytest.mark.parametrize(
        ("text", "rule"),
        [
            ("Just a title\nand words\nin lines\n", "invalid"),
            ("Abstract\n\nNo title.\n", "missing-field"),
            ("\u200b\n\nAbstract\n\nNo title.\n", "missing-field"),
            ("x\n" * (LINES + 1), "too-large"),
            ("x\u2028" * (LINES + 1), "too-large"),
        ],
    )
    def test_what_is_no_report(self, text, rule):
        found, said = synthesis(text, "syntheses/x.txt")
        assert found is None
        assert [item.rule for item in said] == [rule]


KNOWN = {"claim", "claims", "verified", "verdict", "confidence", "references", "bibliography"}


def words(text):
    return {word for word in re.findall(r"[^\W_]+", text.lower()) if not word.isdigit()}


def lost_words(text, found):
    lines = [line for line in text.splitlines() if not re.match(r"\s*claims?\s*\t", line, re.I)]
    return words("\n".join(lines)) - words("\n".join(strings(found))) - KNOWN


@pytest.mark.parametrize("path", sorted((ROOT / "content/syntheses").glob("*.txt")), ids=lambda path: path.stem)
def test_no_word_of_the_real_reports_is_lost(path):
    text = path.read_text("utf-8")
    assert lost_words(text, read(text)) == set()


# What a word may be lost in: headings, rows, references, page numbers, in any order and broken anywhere.
_PIECES = st.one_of(
    st.sampled_from(
        ["Abstract", "1 Introduction", "2 Methodology", "Results", "9 Extracted Claims", "References", "[1] ", "- ", "3. ",
         "Claim\tVerified\tConfidence", "Claim Verified Confidence", "Claim\tSource", "\t✓\t0.5", "\t×", " ✓ 0.4", "\t\t\t",
         "June 7, 2026", "Research question: why?.", "This paper examines: X. Research question: Y?.", "\f", "", "",
         "<http://arxiv.org/abs/2401.00001v2>", "doi:10.1000/abc", "http://example.org/q?a=b", "score of 4.4/10",
         "findings from 3 peer-reviewed papers", "following research question: z. 3 claims were extracted"]
    ),
    st.text(max_size=12),
    st.integers(0, 999).map("w{}x".format),
)  # fmt: skip


@given(st.lists(st.lists(_PIECES, min_size=1, max_size=4).map("".join), max_size=30).map("\n".join))
def test_no_word_of_any_report_is_lost(text):
    whole = f"A title\nAbstract\n{text}"
    found, said = synthesis(whole, "syntheses/x.txt")
    assert found is not None, said
    assert lost_words(whole, found) == set()
