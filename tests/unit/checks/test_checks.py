"""Each rule: what violates it, and what does not."""

from __future__ import annotations

import pytest

from generator.checks import CHECKS
from generator.diagnostics import Severity
from tests.conftest import ROOT
from tests.inputs import ANSWER, SCAN, SYNTHESIS, Corpus, changed, rules, with_paper


def about_scan(value):
    return Corpus({"a": value}).said


def about_report(**fields):
    return Corpus({}, {"s": changed(SYNTHESIS, **fields)}).said


def one(items, rule):
    (found,) = [item for item in items if item.rule == rule]
    assert found.message
    assert found.remedy
    return found


def answer(**fields):
    return changed(SCAN, checklist={"artifacts": {"code_released": {**ANSWER, **fields}}})


def test_a_scan_and_a_report_in_order():
    assert Corpus({"a": SCAN}, {"s": SYNTHESIS}).said == []


def test_every_check_says_its_rule():
    assert all(check.__doc__ for check in CHECKS)


@pytest.mark.parametrize(
    ("paper", "rule", "pointer"),
    [
        ({"arxiv_id": "2401.1"}, "malformed-identifier", "/paper/arxiv_id"),
        ({"doi": "nowhere"}, "malformed-identifier", "/paper/doi"),
        ({"doi": "10.1145/nnnnnnn.nnnnnnn"}, "placeholder-identifier", "/paper/doi"),
        ({"doi": "10.48550/arXiv.2401.99999"}, "disagreeing-identifiers", "/paper"),
    ],
)
def test_bad_identifiers(paper, rule, pointer):
    found = one(about_scan(with_paper(**paper)), rule)
    assert (found.severity, found.pointer) == (Severity.WARNING, pointer)


@pytest.mark.parametrize(
    "paper", [{"doi": ""}, {"arxiv_id": None}, {"doi": "10.48550/arXiv.2401.00001"}, {"arxiv_id": "2401.00001v2"}]
)
def test_good_identifiers(paper):
    assert about_scan(with_paper(**paper)) == []


def test_identifiers_of_references():
    found = one(
        about_scan(changed(SCAN, cited_papers=[{"title": "t", "arxiv_id": "x" * 500}])), "malformed-identifier"
    )
    assert found.pointer == "/cited_papers/0/arxiv_id"
    assert len(found.message) < 200
    assert rules(about_report(references=[{"doi": "x"}])) == {"malformed-identifier"}


class TestDuplicates:
    def found(self, **scans):
        return {(item.file.split("/")[1], item.message.split("'")[1].split("/")[1])
                for item in Corpus(scans).said if item.rule == "duplicate-paper"}  # fmt: skip

    def paper(self, title="T", **fields):
        return changed(SCAN, paper={"title": title, "authors": [], "year": 2024, **fields}, cited_papers=[])

    def test_one_identifier(self):
        assert self.found(a=self.paper("A", arxiv_id="2401.00001"), b=self.paper("B", arxiv_id="2401.00001v2")) == {
            ("b", "a")
        }

    def test_one_title_without_identifiers(self):
        assert self.found(a=self.paper("On Sand"), b=self.paper("On sand!")) == {("b", "a")}

    def test_one_title_and_different_identifiers(self):
        assert self.found(a=self.paper(arxiv_id="2401.00001"), b=self.paper(arxiv_id="2401.00002")) == set()

    def test_one_title_and_identifiers_of_different_kinds(self):
        assert self.found(a=self.paper(arxiv_id="2401.00001"), b=self.paper(doi="10.1000/7")) == {("b", "a")}

    def test_every_pair_is_looked_at_and_each_paper_named_once(self):
        scans = {
            "a": self.paper(arxiv_id="2401.00001", doi="10.1000/a"),
            "b": self.paper(arxiv_id="2401.00002"),
            "c": self.paper(doi="10.1000/c"),
            "d": self.paper("Other", arxiv_id="2401.00002"),
        }
        assert self.found(**scans) == {("c", "b"), ("d", "b")}

    def test_an_identifier_of_an_older_scan_counts(self):
        scans = {
            "a": [self.paper("A"), self.paper("A", arxiv_id="2401.00001")],
            "b": self.paper("B", arxiv_id="2401.00001"),
        }
        assert self.found(**scans) == {("b", "a")}

    def test_thousands_of_papers_with_one_title(self):
        scans = {f"p{number}": self.paper("Editorial", doi=f"10.1000/{number}") for number in range(3000)}
        assert self.found(**scans) == set()


@pytest.mark.parametrize(
    ("older", "is_other"),
    [
        ({"arxiv_id": "2401.00002"}, True),
        ({"title": "Another", "arxiv_id": None}, True),
        ({"title": "Another"}, False),
        ({"arxiv_id": None}, False),
        ({"title": "measuring  SANDCASTLES."}, False),
    ],
)
def test_scans_of_different_papers_in_one_folder(older, is_other):
    found = Corpus({"a": [SCAN, with_paper(**older)]}).said
    assert ("different-papers" in rules(found)) is is_other


@pytest.mark.parametrize("fields", [{"applies": False, "answer": True}, {"applies": False, "answer": "yes"}])
def test_contradictory_answers(fields):
    found = one(about_scan(answer(**fields)), "contradictory-answer")
    assert found.pointer == "/checklist/artifacts/code_released"
    assert found.for_reader


@pytest.mark.parametrize("fields", [{"answer": "partly"}, {"answer": None}, {"answer": 7}])
def test_unclear_answers(fields):
    assert one(about_scan(answer(**fields)), "unclear-answer").severity is Severity.WARNING


@pytest.mark.parametrize(
    "fields", [{"answer": False}, {"applies": False, "answer": False}, {"applies": None, "answer": "na"}]
)
def test_clear_answers(fields):
    assert about_scan(answer(**fields)) == []


def test_answers_of_domains_and_of_the_checklist_for_the_type_are_looked_at():
    bad = {**ANSWER, "applies": False}
    found = about_scan(
        changed(SCAN, checklist={"artifacts": bad}, type_checklist={"artifacts": {"code_released": bad}})
    )
    assert [item.pointer for item in found] == ["/checklist/artifacts", "/type_checklist/artifacts/code_released"]


@pytest.mark.parametrize(
    ("figures", "differs"),
    [({"papers": 1, "claims": "1", "verified": 1}, 0), ({"papers": 4}, 1), ({"papers": "1,000", "claims": 2, "verified": 0}, 3),
     ({"papers": "some"}, 1), ({}, 0), ({"papers": ""}, 0)],
)  # fmt: skip
def test_figures_that_differ(figures, differs):
    found = [item for item in about_report(figures=figures) if item.rule == "figures-differ"]
    assert len(found) == differs
    assert all(item.severity is Severity.NOTE and item.for_reader for item in found)


@pytest.mark.parametrize(
    ("claim", "against"),
    [
        ({"verified": True, "confidence": 0.18}, True),
        ({"verified": False, "confidence": 0.5}, True),
        ({"verified": True, "confidence": 0.5}, False),
        ({"verified": True, "confidence": 0.49}, True),
        ({"verified": False, "confidence": 0.49}, False),
        ({"verified": False, "confidence": 0.1}, False),
        ({"verified": "disputed", "confidence": 0.9}, False),
        ({"verified": True}, False),
        ({"verified": True, "confidence": "low"}, False),
    ],
)
def test_verdicts_against_their_confidence(claim, against):
    found = about_report(claims=[{"claim": "c " * 100, **claim}])
    assert ("verdict-against-confidence" in rules(found)) is against


@pytest.mark.parametrize(
    ("references", "says_so", "found"),
    [
        ([{"arxiv_id": "2401.00001"}], True, True),
        ([{"arxiv_id": "2401.00001"}, {"doi": "10.1000/7"}], True, False),
        ([{"arxiv_id": "2401.00001"}], False, False),
        ([], True, False),
    ],
)
def test_peer_review_of_preprints(references, says_so, found):
    said = about_report(references=references, figures={"peer_reviewed": says_so})
    assert ("peer-reviewed-preprints" in rules(said)) is found


def test_references_that_fit_several_papers():
    scans = {"a": with_paper(arxiv_id=None), "b": with_paper(arxiv_id=None),
             "c": changed(with_paper(title="C", arxiv_id=None), cited_papers=[{"title": "Measuring Sandcastles"}])}  # fmt: skip
    found = one(Corpus(scans).said, "ambiguous-reference")
    assert (found.file, found.severity) == ("scans/c/scan-0.json", Severity.NOTE)
    assert "scans/a, scans/b" in found.message


class TestUnknown:
    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ({"checklist": {"astrology": {}}}, "the domain 'astrology'"),
            ({"checklist": {"artifacts": {"moon_phase": ANSWER}}}, "the criterion 'artifacts.moon_phase'"),
            ({"methodology_tags": ["tea-leaves"]}, "the tag 'tea-leaves'"),
            ({"active_modules": ["x_module"]}, "the module 'x_module'"),
            ({"paper_type": "poem"}, "the paper type 'poem'"),
            ({"engagement_factors": {"glitter": {"score": 1}}}, "the engagement factor 'glitter'"),
            ({"claims": [{"claim": "c", "evidence": "e", "supported": "so so"}] * 2}, "the support level 'so so'"),
        ],
    )
    def test_words_of_scans(self, change, word):
        found = one(about_scan(changed(SCAN, **change)), "unknown-word")
        assert found.message == f"{word} is not in the vocabulary"
        assert found.severity is Severity.NOTE

    @pytest.mark.parametrize(
        ("change", "word"),
        [
            ({"tier": "GOLD"}, "the tier 'GOLD'"),
            ({"gate": "AJAR"}, "the gate 'AJAR'"),
            ({"correction_record": {"state": "LOST"}}, "the correction state 'LOST'"),
            ({"quality_dimensions": {"glitter": {}}}, "the quality dimension 'glitter'"),
            ({"claims": [{"claim": "c", "verified": "perhaps"}]}, "the verdict 'perhaps'"),
        ],
    )
    def test_words_of_reports(self, change, word):
        assert one(about_report(**change), "unknown-word").message == f"{word} is not in the vocabulary"

    def test_fields_once_each_with_how_often(self):
        claims = [{"claim": "c", "evidence": "e", "supported": "weak", "page": {"from": 1, "to": 2}}] * 3
        found = about_scan(changed(SCAN, claims=claims, extra=1, hn_data={"points": 1}))
        assert sorted(item.message for item in found) == [
            "the field 'extra' is not in the schema",
            "the field 'page' in a claim is not in the schema (3 times)",
        ]

    def test_each_stands_at_its_first_place(self):
        claims = [
            {"claim": "c", "evidence": "e", "supported": "weak"},
            {"claim": "d", "evidence": "e", "supported": "weak", "a.b/c": 1},
        ]
        found = about_scan(changed(with_paper(pages=3), claims=claims, methodology_tags=["  ", "rct", "glitter"]))
        assert {(item.rule, item.pointer, item.message) for item in found} >= {
            ("unknown-field", "/paper/pages", "the field 'pages' in paper is not in the schema"),
            ("unknown-field", "/claims/1/a.b~1c", "the field 'a.b/c' in a claim is not in the schema"),
            ("unknown-word", "/methodology_tags/2", "the tag 'glitter' is not in the vocabulary"),
        }

    def test_fields_of_reports_are_named_where_they_are(self):
        found = about_report(
            figures={"papers": 2, "claims": 2, "glitter": 1, "score_of": 5},
            correction_record={"state": "CURRENT", "by": "x"},
            sections=[{"heading": "h", "text": "t", "page": 1}],
        )
        assert {(item.pointer, item.message) for item in found if item.rule == "unknown-field"} == {
            ("/figures/glitter", "the field 'glitter' in figures is not in the schema"),
            ("/correction_record/by", "the field 'by' in correction_record is not in the schema"),
            ("/sections/0/page", "the field 'page' in a section is not in the schema"),
        }

    @pytest.mark.parametrize(
        ("change", "pointer", "said"),
        [
            ({"red_flgas": []}, "/red_flgas", "the field 'red_flgas' is not in the schema; did you mean 'red_flags'?"),
            ({"claims": [{"claim": "c", "evidence": "e", "supported": "weak", "evidnce": "f"}]}, "/claims/0/evidnce",
             "the field 'evidnce' in a claim is not in the schema; did you mean 'evidence'?"),
            ({"claims": [{"claim": "c", "evidence": "e", "supported": "storng"}]}, "/claims/0/supported",
             "the support level 'storng' is not in the vocabulary; did you mean 'strong'?"),
            ({"checklist": {"artifcats": {"code_released": ANSWER}}}, "/checklist/artifcats",
             "the domain 'artifcats' is not in the vocabulary; did you mean 'artifacts'?"),
            ({"checklist": {"artifacts": {"code_relesed": ANSWER}}}, "/checklist/artifacts/code_relesed",
             "the criterion 'artifacts.code_relesed' is not in the vocabulary; did you mean 'code_released'?"),
        ],
    )  # fmt: skip
    def test_slips_are_warnings(self, change, pointer, said):
        (found,) = [item for item in about_scan(changed(SCAN, **change)) if item.rule.startswith("misspelled-")]
        assert (found.severity, found.pointer, found.message) == (Severity.WARNING, pointer, said)
        assert found.remedy.startswith("write ")

    @pytest.mark.parametrize(
        ("change", "like"),
        [
            ({"tier": "WATCHLSIT"}, "WATCHLIST"), ({"gate": "unverified"}, "UNVERIFIED"), ({"teir": "x"}, "tier"),
            ({"correction_record": {"state": "CURENT"}}, "CURRENT"), ({"figures": {"paperz": 1}}, "papers"),
            ({"claims": [{"claim": "c", "verified": "verifeid"}]}, "verified"),
            ({"quality_dimensions": {"x": {"level": "MEDUIM"}}}, "MEDIUM"),
        ],
    )  # fmt: skip
    def test_slips_in_reports(self, change, like):
        (found,) = [item for item in about_report(**change) if item.rule.startswith("misspelled-")]
        assert f"did you mean '{like}'?" in found.message

    def test_what_was_put_aside_while_reading_is_not_said_again(self):
        found = about_scan(changed(with_paper(year="x"), claims={"a": "b"}, red_flags=[["x"]]))
        assert "unknown-field" not in rules(found)

    def test_words_are_cut(self):
        found = one(about_report(claims=[{"claim": "c", "verified": "x" * 10_000}]), "unknown-word")
        assert len(found.message) < 200


def test_the_real_inputs():
    scan = (ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8")
    assert about_scan(scan) == []
    reports = {path.stem: path.read_text("utf-8") for path in (ROOT / "content/syntheses").glob("*.txt")}
    found = Corpus({}, reports).said
    assert {item.rule for item in found} == {
        "figures-differ",
        "verdict-against-confidence",
        "peer-reviewed-preprints",
    }
    assert len(found) == 6
