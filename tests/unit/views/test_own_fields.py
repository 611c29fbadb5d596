"""What a page says of its own file alone: fields that nobody knows, addresses, what was cut off."""

from __future__ import annotations

import pytest

from generator.analysis.site import analyse
from generator.pages.synthesis import SYNTHESIS
from generator.views.parts import description
from generator.vocabulary import load
from tests.inputs import ANSWER, Corpus, view
from tests.shore import flags, scan, shore
from tests.unit.views.test_scan import alone
from tests.unit.views.test_scan import page as scan_page
from tests.unit.views.test_synthesis import alone as report
from tests.unit.views.test_synthesis import page as report_page


def shown(fields):
    return [tuple(field) for field in fields]


DEPTH = {"sea_depth": 3}
TOLD = [("Sea depth", "3")]


class TestUnknownFieldsOfScans:
    def test_at_the_top_and_of_the_paper(self):
        value = {**scan("A"), **DEPTH}
        value["paper"].update(DEPTH)
        found = alone(value)
        assert (shown(found.extras), shown(found.paper_extras)) == (TOLD, TOLD)

    def test_nested_ones_by_their_path(self):
        found = alone({**scan("A"), "low_tide": {"sea_depth": {"in_metres": 3}}})
        assert shown(found.extras) == [("Low tide › Sea depth › In metres", "3")]

    def test_of_each_item(self):
        found = alone(
            scan(
                "A", claims=[{"claim": "c", "evidence": "e", **DEPTH}], red_flags=[{**flags("F")[0], **DEPTH}],
                cited_papers=[{"title": "T", **DEPTH}], checklist={"artifacts": {"code_released": {**ANSWER, **DEPTH}}},
                engagement_factors={"shine": {"score": 1, **DEPTH}},
            )
        )  # fmt: skip
        holders = [
            found.claims[0], found.red_flags[0], found.references[0], found.domains[0].criteria[0], found.engagement[0],
        ]  # fmt: skip
        assert [shown(holder.extras) for holder in holders] == [TOLD] * 5


class TestUnknownFieldsOfReports:
    def test_of_each_item(self):
        found = report(
            claims=[{"claim": "c", **DEPTH}], references=[{"title": "T", **DEPTH}],
            quality_dimensions={"odd": {"level": "high", **DEPTH}},
            correction_record={"events": [{"date": "2026-01-01", "text": "x", **DEPTH}]}, **DEPTH,
        )  # fmt: skip
        holders = [found, found.claims[0], found.references[0], found.dimensions[0], found.corrections[0]]
        assert [shown(holder.extras) for holder in holders] == [TOLD] * 5


class TestReferences:
    def one(self, **fields):
        return alone(scan("A", cited_papers=[fields])).references[0]

    def test_an_address_that_is_no_identifier_is_a_link_and_is_said_once(self):
        found = self.one(title="T", url="https://example.org/paper")
        assert [(link.text, link.href.url) for link in found.identifiers] == [
            ("https://example.org/paper", "https://example.org/paper")
        ]
        assert found.stated == ()

    def test_an_address_that_cannot_be_one_is_text(self):
        found = self.one(title="T", url="javascript:alert(1)")
        assert [(link.text, link.href) for link in found.identifiers if link.href] == []
        assert "javascript:alert(1)" in [text for _, text in shown(found.stated)] + [
            link.text for link in found.identifiers
        ]

    def test_without_a_year_or_authors(self):
        assert self.one(title="T", authors=["Bo"]).byline == "Bo"
        assert self.one(title="T").byline == ""

    def test_they_have_the_anchors_of_the_summary(self):
        own = next(paper.scan for paper in shore().papers if paper.scan.title == "Gamma Gulls")
        found = scan_page("gamma").references
        assert [row.anchor for row in found] == [row.anchor for row in own.references]
        assert len({row.anchor for row in found}) == 2


class TestWordsOfScans:
    @pytest.mark.parametrize(("count", "text"), [(1, "claim: 1 weak"), (2, "claims: 2 weak")])
    def test_tiles_speak_of_one_claim_or_of_several(self, count, text):
        claims = [{"claim": f"c {number}", "evidence": "e", "supported": "weak"} for number in range(count)]
        assert alone(scan("A", claims=claims)).tiles[2].text == text

    @pytest.mark.parametrize(("modules", "title"), [(["a_module"], "Module"), (["a_module", "b_module"], "Modules")])
    def test_labels_speak_of_one_module_or_of_several(self, modules, title):
        assert [field.title for field in alone(scan("A", active_modules=modules)).labels] == [title]

    def test_the_digest_is_that_of_the_file(self):
        own = shore().papers[0].scan.source
        assert scan_page("alpha").source.digest == own.digest
        assert len(own.digest) == 64


class TestWordsOfReports:
    def test_what_it_sets_out_from(self):
        found = report(examines="Sandcastles")
        assert (found.examines, found.examined) == ("Sandcastles", None)

    @pytest.mark.parametrize(
        ("examines", "cited", "leads"),
        [
            ("Alpha: dunes", "Alpha, Dunes", True),
            ("Alpha dunes", "Alpha gulls", False),
            ("Alpha dunes", "", False),
            ("", "", False),
        ],
    )
    def test_the_paper_that_it_sets_out_from_has_a_link_where_the_report_refers_to_it(self, examines, cited, leads):
        references = [{"title": cited, "arxiv_id": "2401.00001"}]
        value = {"title": "T", "claims": [], "references": references, "examines": examines}
        corpus = Corpus({"alpha": scan("Alpha Dunes", arxiv_id="2401.00001")}, {"a": value})
        found = view(SYNTHESIS, corpus, "syntheses/a/index.md").examined
        assert (found and found.path) == ("scans/alpha/index.md" if leads else None)

    def test_the_heading_of_claims(self):
        assert report().claims_heading == "Claims"

    def test_what_was_cut_off_is_marked(self):
        found = report(claims=[{"claim": "x" * 120}, {"claim": "x", "cut_off": True}, {"claim": "Whole."}]).claims
        assert [claim.cut_off for claim in found] == [True, True, False]

    def test_a_correction_state_that_is_known_is_told_in_words(self):
        word = load().term("correction_states", "CORRECTED").title
        assert word != "CORRECTED"
        assert report(correction_record={"state": "CORRECTED"}).correction_state == word

    def test_a_tier_says_what_it_means(self):
        term = load().term("tiers", "WATCHLIST")
        assert term.about
        (field,) = report(tier="WATCHLIST").grades
        assert field.text == f"{term.title} (WATCHLIST): {term.about}"

    def test_a_dimension_says_what_it_means(self):
        key, term = next(iter(load().terms["quality_dimensions"].items()))
        (row,) = report(quality_dimensions={key: {"level": "high"}}).dimensions
        assert (row.title, row.about) == (term.title, term.about)
        assert row.anchor.startswith("quality_dimensions")

    def test_notes_are_those_of_the_own_file(self):
        corpus = Corpus({}, {name: {"title": name, "claims": [], "references": []} for name in "ab"})
        site = analyse(corpus.papers, corpus.reports, corpus.config, {"syntheses/b.json": ["Mind the gap."]})
        assert [page.make(corpus).view.notes for page in SYNTHESIS.plan(site)] == [(), ("Mind the gap.",)]

    def test_names_lead_to_the_scans(self):
        assert [link.href.in_markdown for link in report_page("early").names[1].scans.links] == [
            "../../scans/alpha/index.md", "../../scans/beta/index.md",
        ]  # fmt: skip


def test_descriptions_have_at_most_160_characters_and_a_sign_that_there_is_more():
    assert description("x " * 80).removesuffix(" …") == ("x " * 80).strip()
    assert len(description("ab " * 200)) <= 162
    assert description("x" * 161).endswith(" …")
