"""The page of a paper: what it says of its own file, and what it takes from the others."""

from __future__ import annotations

import pytest

from generator.analysis.site import analyse
from generator.pages.scan import SCAN
from generator.render.markup import Badge
from generator.views.search import SearchEntry
from tests.inputs import ANSWER, Corpus, pages, view
from tests.shore import REPORTS, SCANS, checklist, scan, shore


def page(name, **settings):
    return view(SCAN, shore(**settings), f"scans/{name}/index.md")


def alone(value):
    return view(SCAN, Corpus({"a": value}), "scans/a/index.md")


def links(found):
    return [(link.text, link.href.in_markdown) for link in found]


class TestFigures:
    def test_the_tiles(self):
        tiles = page("alpha").tiles
        assert [(tile.figure, tile.text, tile.href and tile.href.in_markdown) for tile in tiles] == [
            ("60.0%", "3 of 5 applicable criteria met", "#page-checklist"), ("1", "red flag", "#red-flags"),
            ("2", "claims: 1 strong, 1 weak", "#page-claims"), ("4", "scan version", "#page-provenance"),
        ]  # fmt: skip

    def test_the_tiles_of_a_scan_without_anything(self):
        tiles = alone(scan("A")).tiles
        assert [(tile.figure, tile.text, tile.href is None) for tile in tiles][:3] == [
            ("–", "no criteria in the scan", False), ("0", "red flags", True), ("0", "claims", True),
        ]  # fmt: skip

    def test_criteria_that_do_not_apply_are_told_and_not_counted(self):
        assert page("alpha").checklist_summary == (
            "3 of 5 applicable criteria met, 6 criteria in all, 1 not applicable"
        )
        assert page("gamma").checklist_summary == "0 of 2 applicable criteria met, 3 criteria in all, 1 unclear"

    def test_criteria_of_the_paper_type_are_counted_apart(self):
        found = page("alpha")
        assert found.type_summary.startswith("0 of 1 applicable criteria met")
        assert [(domain.title, domain.met) for domain in found.type_domains] == [
            ("Sea shells", "0 of 1 applicable criteria met")
        ]

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("alpha", [("Artifacts", Badge("high", "▲", "2 of 3"), "2 of 3 applicable criteria met, 1 not applicable"),
                       ("Statistical methodology", Badge("middle", "■", "1 of 2"), "1 of 2 applicable criteria met")]),
            ("gamma", [("Artifacts", Badge("na", "–", "none applicable"), "0 of 0 applicable criteria met, 1 unclear"),
                       ("Statistical methodology", Badge("low", "▼", "0 of 2"), "0 of 2 applicable criteria met")]),
            ("eps", [("Artifacts", Badge("high", "▲", "1 of 1"), "1 of 1 applicable criteria met"),
                     ("Statistical methodology", Badge("high", "▲", "1 of 1"), "1 of 1 applicable criteria met"),
                     ("Sea shells", Badge("low", "▼", "0 of 1"), "0 of 1 applicable criteria met")]),
        ],
    )  # fmt: skip
    def test_each_domain_counts_its_own(self, name, expected):
        assert [(domain.title, domain.badge, domain.met) for domain in page(name).domains] == expected

    def test_claims_by_support(self):
        assert page("gamma").claims_caption == "3 claims by support: 2 strong, 1 unsupported"
        assert page("beta").claims_caption == "1 claim by support: 1 moderate"
        assert page("delta").claims_caption == ""
        odd = scan("A", claims=[{"claim": "c", "evidence": "e", "supported": "so so"}])
        assert alone(odd).claims_caption == "1 claim by support: 1 other"

    def test_the_description_is_in_short_what_the_page_says(self):
        assert page("gamma").meta["description"] == ("0 of 2 criteria met · 2 red flags. GullNet flies.")


class TestChecklist:
    def test_each_answer_stands_at_its_own_criterion(self):
        first, second = page("alpha").domains
        assert [(row.anchor, row.title, row.badge.word, row.justification) for row in first.criteria] == [
            ("artifacts.environment_specified", "Computing environment specified", "No", "Why n."),
            ("artifacts.code_released", "Code released", "Yes", "Why y."),
            ("artifacts.data_released", "Data released", "Yes", "Why y."),
            ("artifacts.reproduction_instructions", "Reproduction instructions", "Not applicable", "Why a."),
        ]
        assert [row.badge.kind for row in second.marks] == ["yes", "no"]
        assert [row.badge.kind for row in second.criteria] == ["no", "yes"]
        assert (first.anchor, first.href.in_markdown) == ("artifacts", "#artifacts")

    @pytest.mark.parametrize(
        ("letters", "expected"),
        [("aynu", ["no", "unclear", "yes", "na"]), ("uany", ["no", "unclear", "yes", "na"]),
         ("ynyn", ["no", "no", "yes", "yes"])],
    )  # fmt: skip
    def test_what_is_not_met_comes_first_and_the_overview_keeps_its_order(self, letters, expected):
        (found,) = alone(scan("A", checklist=checklist(artifacts=letters))).domains
        assert [row.badge.kind for row in found.criteria] == expected
        assert "".join({"na": "a"}.get(row.badge.kind, row.badge.kind[0]) for row in found.marks) == letters

    def test_equal_answers_keep_the_order_of_the_vocabulary(self):
        (found,) = alone(scan("A", checklist=checklist(artifacts="ynyn"))).domains
        assert [row.title for row in found.criteria] == [
            "Data released", "Reproduction instructions", "Code released", "Computing environment specified",
        ]  # fmt: skip

    def test_an_answer_that_is_none_is_shown_as_it_stands(self):
        assert page("gamma").domains[0].criteria[0].badge == Badge("unclear", "?", "Unclear: in part")

    def test_a_domain_with_an_answer_of_its_own(self):
        whole = {"artifacts": ANSWER, "sea_shells": {**ANSWER, "answer": False, "sub_questions": {"spiral": ANSWER}}}
        first, second = alone(scan("A", checklist=whole)).domains
        assert (first.overall.badge.word, first.overall.anchor, first.criteria) == ("Yes", "artifacts", ())
        assert first.marks == (first.overall,)
        assert (second.overall.badge.word, second.overall.anchor) == ("No", "sea_shells")
        assert [(row.anchor, row.badge.word) for row in second.criteria] == [("sea_shells.spiral", "Yes")]
        assert second.marks == second.criteria

    def test_what_is_asked_is_explained_where_the_methodology_page_is_generated(self):
        found = page("eps").domains
        assert [domain.about and domain.about.in_markdown for domain in found] == [
            "../../methodology.md#artifacts", "../../methodology.md#statistical_methodology", None,
        ]  # fmt: skip
        by_hand = page("eps", hand_written=frozenset({"methodology.md"}))
        assert [domain.about for domain in by_hand.domains] == [None, None, None]


class TestRelations:
    def test_references_lead_to_the_scans_that_they_name(self):
        found = page("gamma")
        assert [reference.scan and links([reference.scan.link])[0] for reference in found.references] == [
            ("Alpha Dunes", "../alpha/index.md"), ("Beta Bars", "../beta/index.md"),
        ]  # fmt: skip
        assert found.references_caption == "2 references, 2 of them scanned here"
        assert page("eps").references_caption == "1 reference"
        assert page("eps").references[0].scan is None

    def test_cited_by(self):
        found = page("alpha").cited_by
        assert links([scan.link for scan in found.scans]) == [
            ("Beta Bars", "../beta/index.md"), ("Delta", "../delta/index.md"), ("Gamma Gulls", "../gamma/index.md"),
        ]  # fmt: skip
        # Beta is answered y and n, delta a and a, gamma u, n and n.
        assert [scan.badge.word for scan in found.scans] == ["1 of 2", "none applicable", "0 of 2"]
        assert found.scans[0].checklist.in_markdown == "../beta/index.md#page-checklist"
        assert (found.folded, found.whole) == ((), None)
        assert page("eps").cited_by.scans == ()

    def test_a_cited_scan_comes_with_its_share(self):
        found = page("gamma").references
        # Of alpha's newest scan: yyna and yn.
        assert [reference.scan.badge.word for reference in found] == ["3 of 5", "1 of 2"]
        assert found[0].scan.checklist.in_markdown == "../alpha/index.md#page-checklist"

    @pytest.mark.parametrize(("most", "open_", "folded"), [(1, 1, 2), (2, 3, 0), (3, 3, 0), (4, 3, 0)])
    def test_what_does_not_stand_open_is_folded(self, most, open_, folded):
        found = page("alpha", listed_links=most)
        assert (len(found.cited_by.scans), len(found.cited_by.folded)) == (open_, folded)
        assert (len(found.mentions.mentions), len(found.mentions.folded)) == (open_, folded)
        assert found.cited_by.whole is None

    def test_references_beyond_the_first_are_folded(self):
        cited = [{"title": f"Work {number}"} for number in range(5)]
        corpus = Corpus({"a": scan("A", cited_papers=cited)}, listed_links=2)
        found = view(SCAN, corpus, "scans/a/index.md")
        assert [row.title for row in found.references] == ["Work 0", "Work 1"]
        assert [row.title for row in found.folded_references] == ["Work 2", "Work 3", "Work 4"]
        assert (found.references_caption, found.references_fold) == ("5 references", "3 further references")

    def test_syntheses_that_cite_come_before_those_that_name(self):
        reports = {**REPORTS, "early": {**REPORTS["early"], "references": []}}
        found = view(SCAN, Corpus(SCANS, reports), "scans/alpha/index.md")
        assert [(item.link.text, item.how) for item in found.mentions.mentions] == [
            ("Late Report on DuneBench", "cites this paper; shares the name DuneBench"),
            ("An Undated Report", "cites this paper"),
            ("Early Report on DuneBench and ShellNet", "shares the names DuneBench, ShellNet"),
        ]
        assert found.mentions.mentions[0].link.href.in_markdown == "../../syntheses/late/index.md"

    def test_of_many_names_eight_are_told(self):
        names = [f"DuneNumber{number}" for number in range(10)]
        for most, others in ((8, None), (9, "1 further name"), (10, "2 further names")):
            text = " ".join(names[:most])
            report = {"title": "T", "claims": [{"claim": text}], "references": []}
            corpus = Corpus({"a": scan("A", key_findings=text)}, {"r": report})
            (item,) = view(SCAN, corpus, "scans/a/index.md").mentions.mentions
            assert item.how == f"shares the names {', '.join(names[:8])}"
            assert (item.names and item.names.text) == others
            if others:
                assert item.names.href.in_markdown == "../../syntheses/r/index.md#page-names"

    def test_earlier_scans(self):
        (older,) = page("alpha").earlier
        assert older.label.text == "Scan version 2 (v2-1)"
        assert older.label.href.in_markdown == "v2-1/index.md"
        assert (older.source.path, older.source.raw.in_markdown) == ("scans/alpha/scan-1.json", "scan-1.json")
        assert page("beta").earlier == ()


class TestOwn:
    def test_red_flags_and_claims_with_their_places(self):
        found = page("gamma")
        assert [(flag.anchor, flag.name, flag.detail) for flag in found.red_flags] == [
            ("flag-few-gulls-46ba", "Few gulls", "About few gulls."), ("flag-fat-gulls-c2f9", "Fat gulls", "About fat gulls."),
        ]  # fmt: skip
        assert [(claim.text, claim.badge.word, claim.evidence) for claim in found.claims] == [
            ("Gulls eat.", "Strong", "Table 1"), ("Gulls fly.", "Strong", "Table 1"),
            ("Gulls sleep.", "Unsupported", "Table 1"),
        ]  # fmt: skip
        own = next(paper.scan for paper in shore().papers if paper.scan.title == "Gamma Gulls")
        assert [claim.anchor for claim in found.claims] == [claim.anchor for claim in own.claims]
        assert len({claim.anchor for claim in found.claims}) == 3

    def test_a_red_flag_without_a_name(self):
        (flag,) = alone(scan("A", red_flags=[{"flag": "", "detail": "d"}])).red_flags
        assert flag.name == "Red flag without a name"

    def test_when_and_where_it_was_published(self):
        assert page("alpha").published == "2024, Journal of Sand"
        assert page("beta").published == "2025"
        assert page("delta").published == ""

    def test_labels(self):
        found = alone(
            scan("A", methodology_tags=["observational", "odd"], active_modules=["odd_module"], paper_type="odd")
        )
        assert [(field.title, field.text) for field in found.labels] == [
            ("Paper type", "Odd"), ("Module", "Odd module"), ("Tags", "Observational study, Odd"),
        ]  # fmt: skip
        assert found.label_keys == "odd, odd_module, observational, odd"
        assert [field.title for field in page("alpha").labels] == ["Tag"]
        assert page("alpha").label_keys == "observational"
        assert page("beta").label_keys == ""
        assert page("beta").labels == ()

    def test_engagement_factors(self):
        found = alone(
            scan("A", engagement_factors={"shine": {"score": 2, "justification": "It shines."}, "dull": {}})
        ).engagement
        assert sorted((row.title, row.score, row.justification) for row in found) == [
            ("Dull", "not stated", ""), ("Shine", "2", "It shines."),
        ]  # fmt: skip

    def test_provenance(self):
        found = page("alpha").source
        assert (found.path, found.raw.in_markdown) == ("scans/alpha/scan-0.json", "scan-0.json")
        compressed = page("alpha", compress_raw=True).source
        assert compressed.raw.in_markdown == "scan-0.json.gz"
        assert compressed.size == f"{found.size}, compressed with gzip"

    def test_the_front_matter(self):
        assert page("alpha").meta["title"] == "Alpha Dunes"
        assert page("alpha").meta["hide"] == ["navigation"]
        assert page("alpha").index.in_markdown == "../index.md"
        assert page("alpha").methodology.in_markdown == "../../methodology.md"


class TestSearch:
    def entries(self, name, **settings):
        return pages(SCAN, shore(**settings))[f"scans/{name}/index.md"].search

    def test_the_paper_each_red_flag_and_each_claim(self):
        first, *others = self.entries("alpha")
        assert first == SearchEntry(
            "",
            "Alpha Dunes",
            "Ida Sand · Observational study · Dunes of DuneBench and ShellNet move. · observational",
        )
        found = page("alpha")
        assert others == [
            SearchEntry("flag-one-dune-f98c", "One dune"),
            SearchEntry(found.claims[0].anchor, "Dunes move."),
            SearchEntry(found.claims[1].anchor, "Dunes sing."),
        ]

    def test_criteria_where_they_are_wanted(self):
        added = self.entries("eps", search_criteria=True)[len(self.entries("eps")) :]
        assert [(entry.anchor, entry.title) for entry in added] == [
            ("artifacts.code_released", "Code released: Yes"),
            ("statistical_methodology.confidence_intervals_or_error_bars", "Uncertainty of the results shown: Yes"),
            ("sea_shells.spiral", "Spiral: No"),
        ]
        assert added[0].text == "Is the source code of the study publicly available?"

    def test_criteria_of_the_paper_type_too(self):
        added = self.entries("alpha", search_criteria=True)
        assert added[-1].anchor == "type_checklist.sea_shells.spiral"


def test_notes_are_those_of_the_own_file():
    corpus = shore()
    site = analyse(corpus.papers, corpus.reports, corpus.config, {"scans/alpha/scan-0.json": ["Mind the gap."]})
    found = {page.path: page.make(corpus).view.notes for page in SCAN.plan(site)}
    assert found.pop("scans/alpha/index.md") == ("Mind the gap.",)
    assert set(found.values()) == {()}


def test_a_checklist_in_another_order_is_the_same_page():
    forth = scan("A", checklist=checklist(artifacts="yn", statistical_methodology="ny", sea_shells="y"))
    back = {**forth, "checklist": dict(reversed(forth["checklist"].items()))}
    assert alone(forth).domains == alone(back).domains


def test_no_more_than_six_of_a_list_stand_open_whatever_the_setting():
    cited = [{"title": f"Work {number}"} for number in range(7)] + [{"title": "Beta"}]
    citing = {f"c{number}": scan(f"C {number}", cited_papers=[{"title": "A Dune"}]) for number in range(8)}
    corpus = Corpus({"a": scan("A Dune", cited_papers=cited), "b": scan("Beta")} | citing, listed_links=100)
    found = view(SCAN, corpus, "scans/a/index.md")
    assert (len(found.references), len(found.folded_references)) == (6, 2)
    assert found.references_fold == "2 further references, 1 of them scanned here"
    assert (len(found.cited_by.scans), len(found.cited_by.folded)) == (6, 2)
