"""Each finding in full: the file and the place that it names, what it says there, and what it tells readers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.build import read
from generator.diagnostics import Diagnostic
from generator.rules import RULES
from tests.inputs import ANSWER, REPORT, SCAN, SYNTHESIS, Corpus, changed, with_paper, written

SCANNED, REPORTED = "scans/a/scan-0.json", "syntheses/s.json"


def lines(items: list[Diagnostic]) -> list[str]:
    """Findings as a terminal shows them, with their places; the remedy where the rule does not fix it."""
    return [
        f"{item.file}{item.pointer}: {item.message}"
        + (f"; {item.remedy}" if item.remedy != RULES[item.rule].remedy else "")
        + f" [{item.rule}]"
        for item in items
    ]


def of_scan(**fields: Any) -> list[str]:
    return lines(Corpus({"a": changed(SCAN, **fields)}).said)


def of_report(**fields: Any) -> list[str]:
    return lines(Corpus({}, {"s": changed(SYNTHESIS, **fields)}).said)


def paper(**fields: Any) -> dict[str, Any]:
    return with_paper(**fields)["paper"]


class TestIdentifiers:
    ARXIV = (
        "is not an arXiv id; it is shown as text; write it like 2502.10391, or leave the field out "
        "[malformed-identifier]"
    )
    DOI = (
        "is not a DOI; it is shown as text; write it like 10.48550/arXiv.2502.10391, or leave the field out "
        "[malformed-identifier]"
    )

    def test_of_the_paper(self):
        assert of_scan(paper=paper(arxiv_id="2401.1")) == [f"{SCANNED}/paper/arxiv_id: '2401.1' {self.ARXIV}"]
        assert of_scan(paper=paper(doi="nowhere")) == [f"{SCANNED}/paper/doi: 'nowhere' {self.DOI}"]
        assert of_scan(paper=paper(doi="10.1145/nnnnnnn.nnnnnnn")) == [
            (
                f"{SCANNED}/paper/doi: '10.1145/nnnnnnn.nnnnnnn' is the placeholder of a document template; it is shown as "
                "text [placeholder-identifier]"
            )
        ]

    def test_of_what_is_cited(self):
        cited = [{"title": "t", "arxiv_id": "2401.00009"}, {"title": "u", "arxiv_id": "x", "doi": "y"}]
        assert of_scan(cited_papers=cited) == [
            f"{SCANNED}/cited_papers/1/arxiv_id: 'x' {self.ARXIV}",
            f"{SCANNED}/cited_papers/1/doi: 'y' {self.DOI}",
        ]
        assert of_report(references=cited) == [
            f"{REPORTED}/references/1/arxiv_id: 'x' {self.ARXIV}",
            f"{REPORTED}/references/1/doi: 'y' {self.DOI}",
        ]

    def test_two_preprints(self):
        (found,) = Corpus({"a": with_paper(doi="10.48550/arXiv.2312.99999")}).said
        assert lines([found]) == [
            (
                f"{SCANNED}/paper: arxiv_id and doi name two different preprints (2312.99999 and 2401.00001) "
                "[disagreeing-identifiers]"
            )
        ]
        assert found.for_reader == (
            "The arXiv id and the DOI of the paper name two different preprints: 2312.99999 and 2401.00001."
        )

    def test_addresses(self):
        said = "'beach.txt' is not a web address; it is shown as text, without a link [unfit-address]"
        good, bad = {"title": "t", "url": "https://example.org/x"}, {"title": "u", "url": "beach.txt"}
        assert of_scan(cited_papers=[good, bad]) == [f"{SCANNED}/cited_papers/1/url: {said}"]
        assert of_report(references=[good, bad]) == [f"{REPORTED}/references/1/url: {said}"]

    def test_a_reference_that_fits_several_papers(self):
        citing = changed(with_paper(title="Other", arxiv_id=None), cited_papers=[{"title": "measuring sandcastles"}])

        def said(papers: int) -> list[str]:
            corpus = Corpus({f"p{number}": with_paper(arxiv_id=None) for number in range(papers)} | {"z": citing})
            return lines([item for item in corpus.said if item.rule == "ambiguous-reference"])

        start = "scans/z/scan-0.json/cited_papers/0: by its title this reference fits"
        end = "it is linked to none [ambiguous-reference]"
        assert said(2) == [f"{start} 2 papers (scans/p0, scans/p1); {end}"]
        five = "scans/p0, scans/p1, scans/p2, scans/p3, scans/p4"
        assert said(5) == [f"{start} 5 papers ({five}); {end}"]
        assert said(6) == [f"{start} 6 papers ({five}, …); {end}"]


class TestOfWhichPaper:
    def test_two_folders_with_one_paper(self):
        found = Corpus({
            "a": with_paper(title="A", doi="10.1000/7"),
            "b": with_paper(title="B", doi="10.1000/7"),
            "c": with_paper(title="c!", arxiv_id=None),
            "d": with_paper(title="C", arxiv_id=None),
        }).said  # fmt: skip
        built = "both pages are built, and no reference is linked by it [duplicate-paper]"
        assert lines(found) == [
            f"scans/b/scan-0.json/paper: 'scans/a/scan-0.json' has arXiv:2401.00001 as well; {built}",
            f"scans/d/scan-0.json/paper: 'scans/c/scan-0.json' has the same title; {built}",
        ]

    def test_a_paper_is_named_with_the_first_that_is_like_it(self):
        """By title; papers of one kind of identifier are different, those of another may be the same."""
        found = Corpus({
            "a": with_paper(arxiv_id="2401.00001"),
            "b": with_paper(arxiv_id="2401.00002"),
            "c": with_paper(arxiv_id=None),
        }).said  # fmt: skip
        (line,) = lines([item for item in found if item.rule == "duplicate-paper"])
        assert line.startswith("scans/c/scan-0.json/paper: 'scans/a/scan-0.json' has the same title;")

    def test_titles_without_a_letter_are_no_title(self):
        scans = {name: with_paper(title="?!", arxiv_id=None) for name in ("a", "b")}
        assert "duplicate-paper" not in {item.rule for item in Corpus(scans).said}

    def test_a_folder_with_two_papers(self):
        older = with_paper(title="Another", arxiv_id="2401.00002")
        assert lines(Corpus({"a": [SCAN, older]}).said) == [
            (
                "scans/a/scan-1.json/paper: this scan seems to be of another paper than 'scans/a/scan-0.json' "
                "[different-papers]"
            )
        ]

    def test_two_readings_of_one_paper(self):
        for older in (
            with_paper(title="Another"),  # one identifier
            with_paper(arxiv_id=None),  # one title
            with_paper(arxiv_id=None, doi="10.1000/7"),  # one title, identifiers of two kinds
            with_paper(title="Another", doi="10.1000/7"),  # one identifier of two
        ):
            assert lines(Corpus({"a": [SCAN, older]}).said) == [], older["paper"]


class TestVersions:
    KNOWN = "is not a known version of scan files (0b, 1, 2, 3, 4, 5); it is read as far as it has their form"

    @pytest.mark.parametrize(
        ("stated", "shown"), [(6, "'6'"), ("V0.5", "'V0.5'"), ("v", "'v'"), ("x" * 30, repr("x" * 30))]
    )
    def test_unknown(self, stated, shown):
        assert of_scan(scan_version=stated) == [f"{SCANNED}/scan_version: {shown} {self.KNOWN} [unknown-version]"]

    @pytest.mark.parametrize("stated", ["V4", " v4.0 ", "04", "00", "0B"])
    def test_known(self, stated):
        assert of_scan(scan_version=stated) == []

    def test_another_than_the_name_says(self, tmp_path: Path):
        names = {"a": "scan-v4.json", "b": "scan-v04.json", "c": "scan-v3.json", "d": "scan-v00.json"}
        files = {
            f"scans/{name}/{file}": changed(
                with_paper(title=name, arxiv_id=None), scan_version="3.0", cited_papers=[]
            )
            for name, file in names.items()
        }
        assert lines(list(read(written(tmp_path, files))[2])) == [
            f"scans/{name}/{names[name]}/scan_version: the file is named after version {number} and says that it is "
            "version 3.0, which counts [version-differs]"
            for name, number in (("a", 4), ("b", 4), ("d", 0))
        ]


class TestYears:
    def test_the_first_and_the_last(self):
        assert of_scan(paper=paper(year=1500)) == of_scan(paper=paper(year=2100)) == []
        said = "is not a year between 1500 and 2100; it is shown as given [year-out-of-range]"
        assert of_scan(paper=paper(year=1499)) == [f"{SCANNED}/paper/year: '1499' {said}"]
        assert of_scan(paper=paper(year=2101)) == [f"{SCANNED}/paper/year: '2101' {said}"]
        assert of_scan(cited_papers=[{"title": "t", "year": 2000}, {"title": "t", "year": 200}]) == [
            f"{SCANNED}/cited_papers/1/year: '200' {said}"
        ]
        assert of_report(references=[{"title": "t"}, {"title": "t", "year": 200}]) == [
            f"{REPORTED}/references/1/year: '200' {said}"
        ]
        assert of_report(date="1066-10-14") == [f"{REPORTED}/date: '1066' {said}"]
        assert of_scan(scan_date="1066-10-14") == [f"{SCANNED}/scan_date: '1066' {said}"]

    def test_dates(self):
        said = "is not a calendar date; it is shown as given [unclear-date]"
        assert of_report(date="2026-02-31") == [f"{REPORTED}/date: '2026-02-31' {said}"]
        assert of_scan(scan_date="2026-02-31") == [f"{SCANNED}/scan_date: '2026-02-31' {said}"]
        assert of_scan(scan_date="2026-02-28") == of_scan(scan_date=" ") == []
        events = [{"date": "2026-03-01", "text": "Seen."}, {"date": "soon", "text": "Done."}]
        assert of_report(correction_record={"state": "CORRECTED", "events": events}) == [
            f"{REPORTED}/correction_record/events/1/date: 'soon' {said}"
        ]

    @pytest.mark.parametrize(
        ("date", "severity"),
        [
            # A year and a month, a day and a month: no day of a year. With a month's name two numbers are enough.
            ("2026-13", "note"), ("Mai 2026", "note"), ("32 Mai 2026", "warning"), ("3 of 2026", "note"), ("1 2 3", "warning"),
            ("31 Feb 2026".rjust(60), "warning"), ("31 Feb 2026".rjust(61), "note"),
        ],
    )  # fmt: skip
    def test_what_has_a_day(self, date, severity):
        found = Corpus({}, {"s": changed(SYNTHESIS, date=date)}).said
        assert [(item.rule, item.severity) for item in found] == [("unclear-date", severity)]


class TestAnswers:
    def test_of_domains_and_criteria(self):
        no = {**ANSWER, "applies": False}
        found = Corpus({"a": changed(SCAN, checklist={"artifacts": {**no, "code_released": no}})}).said
        after = "does not apply, and is answered yes; it counts as not applicable [contradictory-answer]"
        assert lines(found) == [
            f"{SCANNED}/checklist/artifacts: 'artifacts' {after}",
            f"{SCANNED}/checklist/artifacts/code_released: 'code_released' {after}",
        ]
        assert found[1].for_reader == (
            "The scan says of “code_released” that it does not apply, and answers it with yes. It is counted as not "
            "applicable."
        )

    def test_unclear(self):
        checklist = {"artifacts": {"code_released": {**ANSWER, "answer": "partly"}}}
        typed = {"artifacts": {"data_released": {**ANSWER, "answer": None}}}
        counts = "it counts neither as met nor as applicable [unclear-answer]"
        assert of_scan(checklist=checklist, type_checklist=typed) == [
            f"{SCANNED}/checklist/artifacts/code_released: 'code_released': the answer is 'partly'; {counts}",
            f"{SCANNED}/type_checklist/artifacts/data_released: 'data_released': there is no answer; {counts}",
        ]

    def test_twice(self):
        twice = {**ANSWER, "sub_questions": {"code_released": ANSWER}, "code_released": ANSWER}
        domains = {"artifacts": twice, "data_integrity": {"code_released": ANSWER}}
        found = Corpus({"a": changed(SCAN, checklist=domains)}).said
        found = [item for item in found if item.rule == "repeated-criterion"]
        said = "the criterion 'code_released' stands in the domain 'artifacts' too; both answers count"
        assert lines(found) == [
            f"{SCANNED}/checklist/artifacts/code_released: {said} [repeated-criterion]",
            f"{SCANNED}/checklist/data_integrity/code_released: {said} [repeated-criterion]",
        ]
        assert [item.severity for item in found] == ["warning", "note"]


class TestAbsent:
    def test_checklists(self):
        assert of_scan(checklist={}) == [
            f"{SCANNED}/checklist: the checklist has no domains; answer its criteria [empty-checklist]"
        ]
        said = "has no criteria and no answer; answer its criteria, or remove it [empty-checklist]"
        assert of_scan(
            checklist={"artifacts": ANSWER, "data_integrity": {}}, type_checklist={"statistical_methodology": {}}
        ) == [
            f"{SCANNED}/checklist/data_integrity: the domain 'data_integrity' {said}",
            f"{SCANNED}/type_checklist/statistical_methodology: the domain 'statistical_methodology' {said}",
        ]

    def test_support(self):
        assert of_scan(claims=[{"claim": "c", "evidence": "e"}]) == [
            (
                f"{SCANNED}/claims/0/supported: the claim does not say how well it is supported; the page says that it is "
                "not stated; write strong, moderate, weak or unsupported [support-not-stated]"
            )
        ]
        assert of_report(claims=[{"claim": "c"}]) == [
            (
                f"{REPORTED}/claims/0/verified: the claim does not say whether it was verified; the page says that it is "
                "not stated; write true or false [support-not-stated]"
            )
        ]

    def test_a_row_of_a_text_without_a_verdict_is_named_once(self, tmp_path: Path):
        config = written(tmp_path, {"syntheses/s.txt": REPORT.replace("\t✓\t", "\t\t")})
        found = [item for item in read(config)[2] if item.rule == "support-not-stated"]
        assert len(found) <= 1
        corpus = Corpus({}, {"s": REPORT.replace("\t✓\t", "\t\t")})
        assert "support-not-stated" not in {item.rule for item in corpus.said}

    @pytest.mark.parametrize(
        ("fields", "what"),
        [
            ({"paper": paper(authors=[])}, "/paper/authors: the list of authors"),
            ({"paper": {**paper(), "year": None}}, "/paper/year: the year of the paper"),
            ({"key_findings": " "}, "/key_findings: the text of the key findings"),
            ({"checklist": {"artifacts": {"code_released": {**ANSWER, "justification": ""}}}},
             "/checklist/artifacts/code_released/justification: the justification of an answer"),
            ({"type_checklist": {"artifacts": {"code_released": {**ANSWER, "justification": ""}}}},
             "/type_checklist/artifacts/code_released/justification: the justification of an answer"),
            ({"claims": [{"claim": "", "evidence": "e", "supported": "weak"}]}, "/claims/0/claim: the text of a claim"),
            ({"claims": [{"claim": "c", "evidence": "", "supported": "weak"}]},
             "/claims/0/evidence: the evidence for a claim"),
            ({"red_flags": [{"flag": "", "detail": "d"}]}, "/red_flags/0/flag: the name of a red flag"),
            ({"red_flags": [{"flag": "f", "detail": ""}]}, "/red_flags/0/detail: the detail of a red flag"),
            ({"engagement_factors": {"practical_relevance": {}}},
             "/engagement_factors/practical_relevance: an engagement factor"),
            ({"cited_papers": [{"authors": ["A"]}]},
             "/cited_papers/0: the title of a reference without identifier and address"),
        ],
    )  # fmt: skip
    def test_texts_of_scans(self, fields, what):
        assert of_scan(**fields) == [f"{SCANNED}{what} is empty; the page has a gap there [empty-text]"]

    @pytest.mark.parametrize(
        "factor", [{"score": 1}, {"score": 0}, {"justification": "j"}, {"note": "Something else."}]
    )
    def test_a_factor_that_says_something(self, factor):
        found = of_scan(engagement_factors={"practical_relevance": factor})
        assert not [line for line in found if "empty-text" in line]

    @pytest.mark.parametrize(
        ("fields", "what"),
        [
            ({"claims": [{"claim": " ", "verified": True}]}, "/claims/0/claim: the text of a claim"),
            ({"sections": [{"heading": "H", "text": ""}]}, "/sections/0: the text of a section"),
            ({"quality_dimensions": {"novelty": {}}}, "/quality_dimensions/novelty: a quality dimension"),
            ({"correction_record": {"state": "CURRENT", "events": [{}]}},
             "/correction_record/events/0: an event of the correction record"),
            ({"references": [{"authors": ["A"]}]},
             "/references/0: the title of a reference without identifier and address"),
        ],
    )  # fmt: skip
    def test_texts_of_reports(self, fields, what):
        assert of_report(**fields) == [f"{REPORTED}{what} is empty; the page has a gap there [empty-text]"]

    @pytest.mark.parametrize(
        "fields",
        [
            {"quality_dimensions": {"novelty": {"level": "LOW"}}},
            {"quality_dimensions": {"novelty": {"score": 1}}},
            {"quality_dimensions": {"novelty": {"basis": "b"}}},
            {"quality_dimensions": {"novelty": {"note": "n"}}},
            {"correction_record": {"state": "CURRENT", "events": [{"date": "2026-01-02"}, {"text": "t"}, {"note": "n"}]}},
            {"references": [{"title": "t"}, {"doi": "10.1000/7"}, {"arxiv_id": "2401.00009"},
                            {"url": "https://example.org/"}]},
        ],
    )  # fmt: skip
    def test_what_says_something_some_other_way(self, fields):
        assert not [line for line in of_report(**fields) if "empty-text" in line]

    def test_a_text_of_signs_alone_is_one(self):
        assert of_scan(key_findings="–") == []

    def test_a_heading_of_chapters_in_a_text_is_no_section_without_words(self):
        text = REPORT.replace("2 Extracted Claims", "2 Findings\n\n2.1 Extracted Claims")
        assert "empty-text" not in {item.rule for item in Corpus({}, {"s": text}).said}


class TestNumbers:
    def test_scores(self):
        assert of_scan(engagement_factors={"practical_relevance": {"score": 4, "justification": "j"}}) == [
            (
                f"{SCANNED}/engagement_factors/practical_relevance/score: '4' is not a score from 0 to 3; it is shown as "
                "given [score-out-of-range]"
            )
        ]
        assert of_report(figures={"score": 11}) == [
            f"{REPORTED}/figures/score: '11' is not a score from 0 to 10; it is shown as given [score-out-of-range]"
        ]
        # Without a scale that makes sense, whatever is not below 0 is fine.
        assert of_report(
            figures={"score": 11, "score_of": 0}, quality_dimensions={"a/b": {"score": -1, "level": "LOW"}}
        )[:2] == [
            f"{REPORTED}/figures/score_of: '0' is not a number above 0; it is shown as given [score-out-of-range]",
            (
                f"{REPORTED}/quality_dimensions/a~1b/score: '-1' is not a score of 0 or more; it is shown as given "
                "[score-out-of-range]"
            ),
        ]

    def test_a_scale_may_end_below_one(self):
        assert of_report(figures={"score": 0.5, "score_of": 0.5}) == []
        assert len(of_report(figures={"score": 0.6, "score_of": 0.5})) == 1

    @pytest.mark.parametrize("score", ["+1", ".5", "5.", "1e1", "1E-2", "0" * 100, "0." + "1" * 100])
    def test_what_is_a_number(self, score):
        assert of_report(figures={"score": score}) == []

    @pytest.mark.parametrize("score", [".", "1e", "1e1000", "0" * 101, "1.2.3", "e1", "--1", "1_0", "1,0"])
    def test_what_is_none(self, score):
        assert [line.rpartition(" [")[2] for line in of_report(figures={"score": score})] == ["score-out-of-range]"]

    def test_levels(self):
        assert of_report(verification_level=8) == [
            (
                f"{REPORTED}/verification_level: '8' is not a verification level from 0 to 7; it is shown as given "
                "[level-out-of-range]"
            )
        ]

    def test_confidences(self):
        claims = [{"claim": "c", "verified": True, "confidence": "high"}]
        assert of_report(claims=claims) == [
            (
                f"{REPORTED}/claims/0/confidence: 'high' is not a confidence from 0 to 1; it is shown as given "
                "[confidence-out-of-range]"
            )
        ]

    def test_counts(self):
        found = of_report(figures={"papers": "many", "claims": "few", "verified": "none"})
        assert [line for line in found if "count-out" in line] == [
            f"{REPORTED}/figures/{name}: {stated!r} is not a number of {noun}; it is shown as given "
            "[count-out-of-range]"
            for name, stated, noun in (
                ("papers", "many", "papers"), ("claims", "few", "claims"), ("verified", "none", "verified claims"),
            )
        ]  # fmt: skip
        found = of_report(figures={"claims": " 1,000 ", "verified": "1,001"})
        assert [line for line in found if "count-out" in line] == [
            (
                f"{REPORTED}/figures/verified: 1,001 verified claims are more than the 1,000 claims that the report states; "
                "it is shown as given [count-out-of-range]"
            )
        ]

    @pytest.mark.parametrize("papers", ["123456789", "123,456,789,012"])
    def test_counts_of_any_length(self, papers):
        assert not [line for line in of_report(figures={"papers": papers}) if "count-out" in line]

    @pytest.mark.parametrize("papers", ["1234567890", "1,23", "1,2345", ",123", "-1", "1.0", "1,234,567,890,123,456"])
    def test_what_is_no_count(self, papers):
        assert [line for line in of_report(figures={"papers": papers}) if "count-out" in line]


class TestReports:
    def test_figures(self):
        (found,) = Corpus({}, {"s": changed(SYNTHESIS, figures={"papers": "7"})}).said
        assert lines([found]) == [
            f"{REPORTED}/references: the report states 7 papers, and 1 is listed [figures-differ]"
        ]
        assert of_report(figures={"claims": "some"})[1:] == [
            f"{REPORTED}/claims: the report states 'some' claims, and 1 is listed [figures-differ]"
        ]
        assert (
            of_report(figures={"papers": " 1 "}) == of_report(figures={"papers": "0,001".replace("0,00", "")}) == []
        )
        # As it was written up to the length of a word; longer than that, in quotes and cut.
        assert "states 1234567890 papers" in of_report(figures={"papers": "1234567890"})[1]
        assert f"states {'9' * 100} papers" in " ".join(of_report(figures={"papers": "9" * 100}))
        assert f"states '{'9' * 80}'… papers" in " ".join(of_report(figures={"papers": "9" * 101}))

    def test_verdicts(self):
        text = "Sand " * 11 + "holding water"
        claims = [
            {"claim": text, "verified": True, "confidence": "0.4"},
            {"claim": "Sand holds.", "verified": False, "confidence": "50%"},
            {"claim": "s" * 60, "verified": False, "confidence": 1},
            {"claim": "Unknown.", "verified": True, "confidence": "n/a"},
            {"claim": "Right.", "verified": True, "confidence": "0.5"},
            {"claim": "Sand " * 12 + "holds.", "verified": False, "confidence": "0.6"},
            {"claim": "s" * 62, "verified": False, "confidence": "0.6"},
            {"claim": "s" * 61, "verified": False, "confidence": "0.6"},
        ]
        found = Corpus({}, {"s": changed(SYNTHESIS, claims=claims)}).said
        found = [item for item in found if item.rule == "verdict-against-confidence"]
        assert lines(found) == [
            f"{REPORTED}/claims/{number}: a claim is marked as {mark} with a confidence of {stated} "
            "[verdict-against-confidence]"
            for number, mark, stated in (
                (0, "verified", "0.4"), (1, "not verified", "50%"), (2, "not verified", "1"), (5, "not verified", "0.6"),
                (6, "not verified", "0.6"), (7, "not verified", "0.6"),
            )
        ]  # fmt: skip
        # A claim is cut at a word near 60 characters.
        assert [item.for_reader for item in found] == [
            f"The claim “{'Sand ' * 11}…” is marked as verified, with a confidence of 0.4.",
            "The claim “Sand holds.” is marked as not verified, with a confidence of 50%.",
            f"The claim “{'s' * 60}” is marked as not verified, with a confidence of 1.",
            f"The claim “{'Sand ' * 11}Sand …” is marked as not verified, with a confidence of 0.6.",
            f"The claim “{'s' * 60} …” is marked as not verified, with a confidence of 0.6.",
            f"The claim “{'s' * 60} …” is marked as not verified, with a confidence of 0.6.",
        ]

    def test_peer_review(self):
        fields = {"references": [{"arxiv_id": "2401.00001"}], "figures": {"peer_reviewed": True}}
        (found,) = Corpus({}, {"s": changed(SYNTHESIS, **fields)}).said
        assert lines([found]) == [
            (
                f"{REPORTED}/references: the report calls its papers peer-reviewed, and every reference is an arXiv "
                "preprint [peer-reviewed-preprints]"
            )
        ]
        assert found.for_reader == (
            "The report calls its papers peer-reviewed; every reference that it lists is an arXiv preprint."
        )


class TestUnknown:
    @pytest.mark.parametrize(
        ("fields", "what"),
        [
            ({"active_modules": ["", "moon"]}, "/active_modules/1: the module 'moon'"),
            ({"methodology_tags": ["rct", "tea"]}, "/methodology_tags/1: the tag 'tea'"),
            ({"paper_type": "poem"}, "/paper_type: the paper type 'poem'"),
            ({"engagement_factors": {"glitter": {"score": 1}}}, "/engagement_factors/glitter: the engagement factor 'glitter'"),
            ({"claims": [{"claim": "c", "evidence": "e", "supported": "so so"}]},
             "/claims/0/supported: the support level 'so so'"),
            ({"checklist": {"moon": ANSWER}}, "/checklist/moon: the domain 'moon'"),
            ({"type_checklist": {"moon": ANSWER}}, "/type_checklist/moon: the domain 'moon'"),
            ({"checklist": {"artifacts": {"moon": ANSWER}}}, "/checklist/artifacts/moon: the criterion 'artifacts.moon'"),
        ],
    )  # fmt: skip
    def test_words_of_scans(self, fields, what):
        found = [line for line in of_scan(**fields) if "unknown-word" in line]
        assert found == [f"{SCANNED}{what} is not in the vocabulary [unknown-word]"]

    @pytest.mark.parametrize(
        ("fields", "what"),
        [
            ({"tier": "GOLD"}, "/tier: the tier 'GOLD'"),
            ({"gate": "AJAR"}, "/gate: the gate 'AJAR'"),
            ({"correction_record": {"state": "LOST"}}, "/correction_record/state: the correction state 'LOST'"),
            ({"quality_dimensions": {"a/b": {"level": "LOW"}}}, "/quality_dimensions/a~1b: the quality dimension 'a/b'"),
            ({"quality_dimensions": {"novelty": {"level": "SUPREME"}}},
             "/quality_dimensions/novelty/level: the quality level 'SUPREME'"),
            ({"claims": [{"claim": "c", "verified": "perhaps"}]}, "/claims/0/verified: the verdict 'perhaps'"),
        ],
    )  # fmt: skip
    def test_words_of_reports(self, fields, what):
        assert of_report(**fields) == [f"{REPORTED}{what} is not in the vocabulary [unknown-word]"]

    @pytest.mark.parametrize("level", ["unassessed", "LOW", " Medium ", "high"])
    def test_known_levels(self, level):
        assert of_report(quality_dimensions={"novelty": {"level": level}}) == []

    def test_slips_say_what_to_write(self):
        assert of_scan(paper_type="poem", methodology_tags=["observatoinal"]) == [
            (
                f"{SCANNED}/methodology_tags/0: the tag 'observatoinal' is not in the vocabulary; did you mean "
                "'observational'?; write observational, or leave it if it is meant; it is shown as given [misspelled-word]"
            ),
            f"{SCANNED}/paper_type: the paper type 'poem' is not in the vocabulary [unknown-word]",
        ]
        assert of_report(tier="GOLD", gate="UNVERIFEID") == [
            f"{REPORTED}/tier: the tier 'GOLD' is not in the vocabulary [unknown-word]",
            (
                f"{REPORTED}/gate: the gate 'UNVERIFEID' is not in the vocabulary; did you mean 'UNVERIFIED'?; write "
                "UNVERIFIED, or leave it if it is meant; it is shown as given [misspelled-word]"
            ),
        ]

    def test_a_word_is_said_once_and_one_of_another_kind_as_well(self):
        claims = [{"claim": "c", "evidence": "e", "supported": word} for word in ("moon", "moon", "sun")]
        found = of_scan(claims=claims, methodology_tags=["moon"], paper_type="moon")
        assert [line.partition(": ")[0] for line in found] == [
            f"{SCANNED}/methodology_tags/0", f"{SCANNED}/paper_type",
            f"{SCANNED}/claims/0/supported", f"{SCANNED}/claims/2/supported",
        ]  # fmt: skip

    def test_fields_of_scans(self):
        answer = {**ANSWER, "moon": 1}
        found = of_scan(
            moon=1,
            paper=paper(moon=1),
            checklist={"artifacts": {**ANSWER, "moon": 1, "sub_questions": {"code_released": answer}}},
            type_checklist={"artifacts": {"data_released": answer}},
            claims=[{"claim": "c", "evidence": "e", "supported": "weak", "moon": 1}],
            red_flags=[{"flag": "f", "detail": "d", "moon": 1}],
            cited_papers=[{"title": "t", "moon": 1}],
            engagement_factors={"practical_relevance": {"score": 1, "moon": 1}},
            hn_data={"points": 1},
        )
        after = "is not in the schema"
        assert [line for line in found if "unknown-field" in line] == [
            f"{SCANNED}/moon: the field 'moon' {after} [unknown-field]",
            f"{SCANNED}/cited_papers/0/moon: the field 'moon' in a cited paper {after} [unknown-field]",
            f"{SCANNED}/claims/0/moon: the field 'moon' in a claim {after} [unknown-field]",
            f"{SCANNED}/checklist/artifacts/moon: the field 'moon' in a domain {after} [unknown-field]",
            f"{SCANNED}/red_flags/0/moon: the field 'moon' in a red flag {after} [unknown-field]",
            (
                f"{SCANNED}/checklist/artifacts/sub_questions/code_released/moon: the field 'moon' in an answer {after} (2 times) "
                "[unknown-field]"
            ),
            (
                f"{SCANNED}/engagement_factors/practical_relevance/moon: the field 'moon' in an engagement factor {after} "
                "[unknown-field]"
            ),
            f"{SCANNED}/paper/moon: the field 'moon' in paper {after} [unknown-field]",
        ]

    def test_fields_of_reports(self):
        found = of_report(
            moon=1,
            figures={"claims": 1, "moon": 1},
            claims=[{"claim": "c", "verified": True, "confidence": 0.6, "moon": 1}],
            references=[{"title": "t", "moon": 1}],
            quality_dimensions={"novelty": {"level": "LOW", "a/b~c": 1}},
            correction_record={"state": "CURRENT", "events": [{"text": "t", "moon": 1}, {"text": "t", "moon": 1}]},
            sections=[{"heading": "h", "text": "t", "moon": 1}],
        )
        after = "is not in the schema"
        assert [line for line in found if "unknown-field" in line] == [
            f"{REPORTED}/moon: the field 'moon' {after} [unknown-field]",
            f"{REPORTED}/claims/0/moon: the field 'moon' in a claim {after} [unknown-field]",
            (
                f"{REPORTED}/correction_record/events/0/moon: the field 'moon' in a correction {after} (2 times) "
                "[unknown-field]"
            ),
            (
                f"{REPORTED}/quality_dimensions/novelty/a~1b~0c: the field 'a/b~c' in a quality dimension {after} "
                "[unknown-field]"
            ),
            f"{REPORTED}/references/0/moon: the field 'moon' in a reference {after} [unknown-field]",
            f"{REPORTED}/sections/0/moon: the field 'moon' in a section {after} [unknown-field]",
            f"{REPORTED}/figures/moon: the field 'moon' in figures {after} [unknown-field]",
        ]

    def test_slips_in_fields(self):
        assert of_scan(red_flgas=[]) == [
            (
                f"{SCANNED}/red_flgas: the field 'red_flgas' is not in the schema; did you mean 'red_flags'?; write "
                "red_flags, or leave it if it is meant; it is shown as given [misspelled-field]"
            )
        ]


class TestNothing:
    def test_it_says_where_it_looked(self, tmp_path: Path):
        (tmp_path / "papers").mkdir()
        config = written(tmp_path / "a/b/content", {"index.md": "# x\n"}, scans=("scans", "data/scans"))
        assert lines(list(read(config)[2])) == [
            (
                "scans: there is neither a scan nor a synthesis; looked for scans/<slug>/scan.json and "
                "data/scans/<slug>/scan.json and syntheses/<slug>.txt, .json and .yaml from the content folder "
                "[nothing-found]"
            )
        ]

    def test_patterns_are_named_as_they_are(self, tmp_path: Path):
        content = tmp_path / "a/b/content"
        (content / "papers").mkdir(parents=True)
        config = written(content, {"index.md": "# x\n"}, scans=("papers/*/scan*.json", "papers/*.json"))
        (line,) = lines(list(read(config)[2]))
        assert "looked for papers/*/scan*.json and papers/*.json and syntheses/<slug>.txt" in line
        assert line.startswith("papers: ")

    def test_one_of_the_two_is_enough(self):
        assert Corpus({"a": SCAN}).said == Corpus({}, {"s": SYNTHESIS}).said == []
