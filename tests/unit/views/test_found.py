"""What the site's own search finds of pages: every entry with all its words."""

from __future__ import annotations

from generator import limits
from generator.identify import claim_anchor
from generator.pages.criteria import CRITERION
from generator.pages.earlier import EARLIER
from generator.pages.indexes import SCAN_INDEX
from generator.pages.scan import SCAN
from generator.pages.synthesis import SYNTHESIS
from generator.search import Entry, Unit
from generator.views.found import page_unit
from generator.views.search import SearchEntry
from tests.inputs import Corpus, changed, pages, view
from tests.shore import SCANS, checklist, scan, shore


def page(name):
    return view(SCAN, shore(), f"scans/{name}/index.md")


class TestUnit:
    """What the site's own search finds."""

    def unit(self, name="alpha", **settings):
        return pages(SCAN, shore(**settings))[f"scans/{name}/index.md"].unit

    def of_kind(self, kind, name="alpha"):
        return [entry for entry in self.unit(name).entries if entry.kind == kind]

    def test_the_paper(self):
        unit = self.unit()
        assert unit[:3] == ("", "paper", "Alpha Dunes")
        assert (unit.year, unit.venue, unit.authors) == (2024, "Journal of Sand", "Ida Sand")
        assert unit.facets == (("tag", "Observational study", "observational"), ("venue", "Journal of Sand", ""))
        assert unit.entries[0] == Entry(
            "paper", "", "Alpha Dunes",
            "Ida Sand · 2024, Journal of Sand · Observational study · arXiv:2403.00001 · "
            "Dunes of DuneBench and ShellNet move.",
        )  # fmt: skip
        assert self.unit("delta")[4:] == (0, "", "Ida Sand", ())

    def test_what_kind_of_paper_it_is(self):
        value = scan("A", methodology_tags=["observational"], active_modules=["odd_module"], paper_type="survey")
        unit = pages(SCAN, Corpus({"a": value}))["scans/a/index.md"].unit
        assert unit.facets == (
            ("type", "Survey", "survey"),
            ("module", "Odd module", "odd_module"),
            ("tag", "Observational study", "observational"),
        )

    def test_a_domain_with_an_answer_of_its_own(self):
        own = {"applies": True, "answer": False, "justification": "No shells."}
        value = scan("A", checklist={"sea_shells": own})
        unit = pages(SCAN, Corpus({"a": value}))["scans/a/index.md"].unit
        found = [(item.title, item.anchor, item.verdict, item.text) for item in unit.entries if item.criterion]
        assert found == [("Sea shells", "sea_shells", "no", "No shells.")]

    def test_red_flags_with_their_details_and_claims_with_their_evidence(self):
        assert self.of_kind("flag") == [Entry("flag", "flag-one-dune-f98c", "One dune", "About one dune.")]
        found = page("alpha")
        assert self.of_kind("claim") == [
            Entry("claim", found.claims[0].anchor, "Dunes move.", "Table 1", "strong"),
            Entry("claim", found.claims[1].anchor, "Dunes sing.", "Table 1", "weak"),
        ]

    def test_criteria_with_their_justifications(self):
        found = {entry.criterion.id: entry for entry in self.of_kind("criterion")}
        assert {name: (entry.verdict, entry.text) for name, entry in found.items()} == {
            "artifacts/code_released": ("yes", "Why y."),
            "artifacts/data_released": ("yes", "Why y."),
            "artifacts/environment_specified": ("no", "Why n."),
            "artifacts/reproduction_instructions": ("na", "Why a."),
            "statistical_methodology/confidence_intervals_or_error_bars": ("yes", "Why y."),
            "statistical_methodology/significance_tests": ("no", "Why n."),
            "sea_shells/spiral": ("no", "Why n."),
        }
        code = found["artifacts/code_released"]
        assert code.anchor == "artifacts.code_released"
        assert code.criterion[1:] == (
            "Code released", "Is the source code of the study publicly available?", True
        )  # fmt: skip
        assert not found["sea_shells/spiral"].criterion.is_known
        assert found["sea_shells/spiral"].anchor == "type_checklist.sea_shells.spiral"
        assert {entry.verdict for entry in self.of_kind("criterion", "gamma")} == {"unclear", "no"}

    def test_references_with_all_that_identifies_them(self):
        first, second = self.of_kind("reference", "gamma")
        assert first.title == "alpha dunes"
        assert second.title == "Bars"
        assert "10.1000/beta" in second.text.lower()

    def test_fields_that_nobody_knows(self):
        value = changed(SCANS["beta"], claims=[{"claim": "A", "evidence": "B", "supported": "weak", "aside": "C"}])
        unit = pages(SCAN, Corpus({"a": value}))["scans/a/index.md"].unit
        (claim,) = (entry for entry in unit.entries if entry.kind == "claim")
        assert claim.text == "B · Aside: C"

    def test_no_text_is_longer_than_the_limit_and_no_page_has_more_entries(self):
        value = changed(
            SCANS["beta"],
            claims=[{"claim": "A" * 9_000, "evidence": "B" * 9_000, "supported": "weak"}] * 300,
            cited_papers=[{"title": f"Paper {number}"} for number in range(1_100)],
        )
        unit = pages(SCAN, Corpus({"a": value}))["scans/a/index.md"].unit
        assert len(unit.entries) == limits.SEARCH_ENTRIES
        assert max(len(entry.text) for entry in unit.entries) == limits.SEARCH_TEXT + 1
        assert max(len(entry.title) for entry in unit.entries) == limits.TITLE + 1

    def test_what_two_checklists_ask_is_told_apart(self):
        value = changed(SCANS["beta"], checklist=checklist(sea_shells="y"), type_checklist=checklist(sea_shells="n"))
        unit = pages(SCAN, Corpus({"a": value}))["scans/a/index.md"].unit
        found = [(entry.criterion.id, entry.verdict) for entry in unit.entries if entry.kind == "criterion"]
        assert found == [("sea_shells/spiral", "yes"), ("sea_shells/spiral~2", "no")]

    def test_what_the_keys_of_a_file_are(self):
        strange = {"an\nodd key": {"\ud800": {"applies": True, "answer": True, "justification": "J"}}}
        unit = pages(SCAN, Corpus({"a": changed(SCANS["beta"], checklist=strange)}))["scans/a/index.md"].unit
        (entry,) = (entry for entry in unit.entries if entry.kind == "criterion")
        assert entry.criterion.id.startswith("an_odd_key/")


def test_a_report_its_claims_and_its_references():
    unit = pages(SYNTHESIS, shore())["syntheses/early/index.md"].unit
    assert unit[:3] == ("", "synthesis", "Early Report on DuneBench and ShellNet")
    assert (unit.year, unit.venue) == (2026, "Shore Press")
    assert unit.entries[:4] == (
        Entry("synthesis", "", "Early Report on DuneBench and ShellNet",
              "Shore Press, January 5, 2026 · Does sand move GullNet?"),
        Entry("claim", claim_anchor("Water holds."), "Water holds.", "", "verified"),
        Entry("claim", claim_anchor("Dunes move."), "Dunes move.", "", "not_verified"),
        Entry("claim", claim_anchor("Shells break."), "Shells break.", "", "verified"),
    )  # fmt: skip
    assert [(entry.kind, entry.title) for entry in unit.entries[4:]] == [("reference", "Alpha Dunes")] * 2
    assert "2403.00001" in unit.entries[4].text


def test_the_sections_of_a_report():
    value = {
        "title": "T",
        "claims": [],
        "references": [],
        "sections": [{"heading": "On Sand", "text": "One.\n\nTwo."}],
    }
    unit = pages(SYNTHESIS, Corpus({}, {"a": value}))["syntheses/a/index.md"].unit
    assert unit.entries[1:] == (Entry("section", "section-sand-a207", "On Sand", "One. Two."),)
    assert unit.authors == ""


def test_a_page_and_its_sections():
    found = page_unit([SearchEntry("", "How", "All."), SearchEntry("sec", "Why", "Because.")])
    assert found == Unit(
        "", "page", "How", (Entry("page", "", "How", "All."), Entry("section", "sec", "Why", "Because."))
    )
    assert page_unit([]) is None


def test_an_undated_report_has_no_year():
    assert pages(SYNTHESIS, shore())["syntheses/undated/index.md"].unit.year == 0


def test_the_page_of_a_criterion_is_found_by_what_is_asked():
    (entry,) = pages(CRITERION, shore())["criteria/artifacts/code_released/index.md"].unit.entries
    assert (entry.kind, entry.title) == ("page", "Code released")
    assert "source code" in entry.text


def test_lists_and_earlier_scans_are_not_found():
    found = [made.unit for kind in (EARLIER, SCAN_INDEX) for made in pages(kind, shore()).values()]
    assert found
    assert set(found) == {None}


def test_a_venue_is_found_by_its_usual_name_as_well():
    long = "International Conference on Learning Representations"
    cases = {long: "ICLR", "ICLR 2024": "ICLR", "ICLR": "", "Conference of Sand": ""}
    for written, usual in cases.items():
        unit = pages(SCAN, Corpus({"a": scan("A", venue=written)}))["scans/a/index.md"].unit
        assert unit.facets[-1] == ("venue", written, usual)
        assert ("ICLR" in unit.entries[0].text) == (usual == "ICLR" or "ICLR" in written)
