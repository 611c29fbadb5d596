"""What does not add up inside an input is a note, told to readers with its reason, and nothing else is."""

from __future__ import annotations

import pytest

from generator.build import read
from tests.inputs import SCAN, SYNTHESIS, Corpus, changed, written


def notes(rule, scan=None, synthesis=None):
    corpus = Corpus({"a": scan} if scan else {}, {"r": synthesis} if synthesis else {})
    found = [item for item in corpus.said if item.rule == rule]
    assert all(not item.severity.is_problem and item.pointer for item in found)
    return [item.for_reader for item in found]


def claim(text, supported="strong", evidence="Table 1"):
    return {"claim": text, "evidence": evidence, "supported": supported}


def no(key, justification, answer=False):
    return {"claims_and_evidence": {key: {"applies": True, "answer": answer, "justification": justification}}}


class TestContradictedClaims:
    CLAIM = claim("On DuneBench, SandNet gains 12.5% over GullNet in every season of the year.")
    WEAK = claim("Shells break.", "weak")

    @pytest.mark.parametrize(
        ("detail", "why"),
        [
            ("The gain of 12.5 % comes from one seed.", "names its figure 12.5 %"),
            ("Nobody looked at every season of the year!", "quotes it (“every season of the year”)"),
            ("DuneBench was built by the authors of GullNet.", "is about DuneBench and GullNet as it is"),
            ("The gain comes from one seed.", ""),
            ("The gain of 13.5% comes from one seed.", ""),
            ("Nobody looked at every season of a year.", ""),
            ("DuneBench was built by the authors.", ""),
            ("Over most of the year it rained.", ""),
        ],
    )
    def test_a_red_flag_about_it(self, detail, why):
        scan = changed(SCAN, claims=[self.CLAIM, self.WEAK], red_flags=[{"flag": "One seed", "detail": detail}])
        start = f"The claim “{self.CLAIM['claim'][:60]}…” is called strongly supported, and"
        assert notes("contradicted-claim", scan) == ([f"{start} the red flag “One seed” {why}."] if why else [])

    @pytest.mark.parametrize("support", ["moderate", "weak", "unsupported", "perhaps"])
    def test_a_claim_that_is_not_strong_may_have_flags(self, support):
        flags = [{"flag": "One seed", "detail": "The gain of 12.5 % comes from one seed."}]
        scan = changed(SCAN, claims=[{**self.CLAIM, "supported": support}, self.WEAK], red_flags=flags)
        assert notes("contradicted-claim", scan) == []

    def test_names_of_the_title_or_of_most_claims_say_nothing(self):
        flags = [{"flag": "Own benchmark", "detail": "DuneBench was built by the authors of GullNet."}]
        titled = changed(
            SCAN, paper={**SCAN["paper"], "title": "GullNet"}, claims=[self.CLAIM, self.WEAK], red_flags=flags
        )
        assert notes("contradicted-claim", titled) == []
        others = [claim("DuneBench is hard.", "weak"), self.WEAK]
        assert notes("contradicted-claim", changed(SCAN, claims=[self.CLAIM, *others], red_flags=flags)) == []
        assert (
            len(notes("contradicted-claim", changed(SCAN, claims=[self.CLAIM, *others, self.WEAK], red_flags=flags)))
            == 1
        )

    def test_figures_of_one_or_two_digits_say_nothing(self):
        flags = [{"flag": "Doubt", "detail": "Of the raters, 60%, 100% and 3.0 points differ."}]
        scan = changed(SCAN, claims=[claim("It gains 60%, 100% and 3.0 points."), self.WEAK], red_flags=flags)
        assert notes("contradicted-claim", scan) == []

    def test_a_no_on_claims_and_evidence(self):
        text = "The 12.5% are a proxy."
        scan = changed(SCAN, claims=[self.CLAIM, self.WEAK], checklist=no("proxy_outcome_distinction", text))
        (note,) = notes("contradicted-claim", scan)
        assert note.endswith("and the answer no to proxy_outcome_distinction names its figure 12.5%.")
        met = changed(scan, checklist=no("proxy_outcome_distinction", text, answer=True))
        assert notes("contradicted-claim", met) == []
        elsewhere = changed(scan, checklist={"artifacts": no("code_released", text)["claims_and_evidence"]})
        assert notes("contradicted-claim", elsewhere) == []

    def test_each_claim_is_named_once(self):
        flags = [{"flag": "A", "detail": "12.5%"}, {"flag": "B", "detail": "12.5%"}]
        assert len(notes("contradicted-claim", changed(SCAN, claims=[self.CLAIM], red_flags=flags))) == 1

    def test_all_claims_strong_and_those_of_the_abstract_not_supported(self):
        checklist = no("abstract_claims_supported", "They are not.")
        both = [claim("Water holds."), claim("Salt holds.")]
        assert notes("contradicted-claim", changed(SCAN, claims=both, checklist=checklist)) == [
            "The claims of the abstract count as not supported by results, and all 2 claims are called strongly supported."
        ]
        (one,) = notes("contradicted-claim", changed(SCAN, claims=both[:1], checklist=checklist))
        assert "the only claim is called strongly supported" in one
        assert notes("contradicted-claim", changed(SCAN, claims=[*both, self.WEAK], checklist=checklist)) == []
        assert notes("contradicted-claim", changed(SCAN, claims=[], checklist=checklist)) == []


class TestCode:
    def scan(self, justification, answer=False, **fields):
        code = {"applies": True, "answer": answer, "justification": justification}
        other = {"applies": True, "answer": True, "justification": fields.pop("other", "Section 2.")}
        return changed(SCAN, checklist={"artifacts": {"code_released": code, "data_released": other}}, **fields)

    @pytest.mark.parametrize(
        "text",
        [
            "See https://github.com/sand/castles for it.",
            "The scripts stand at gitlab.com/sand/castles.",
            "Weights: huggingface.co/sand/castle-7b.",
            "The code is available on GitHub.",
            "An implementation was released on Hugging Face.",
        ],
    )
    def test_a_repository_that_is_named(self, text):
        assert notes("code-against-answer", self.scan(text)) == [
            f"Code counts as not released, and the justification of code_released names a repository: “{text}”"
        ]
        assert notes("code-against-answer", self.scan("None.", other=text)) != []
        (told,) = notes("code-against-answer", self.scan("None.", key_findings=f"Sand moves. {text} It holds."))
        assert told.endswith(f"the text of the key findings names a repository: “{text}”")

    @pytest.mark.parametrize(
        "text",
        [
            "No explicit source code repository link (e.g., GitHub). No working code URL is provided.",
            "The repository github.com/sand/castles is empty.",
            "Code will be released on GitHub.",
            "The authors promise code at github.com/sand/castles.",
            "github.com/sand/castles holds the dataset alone.",
            "They use the baseline of github.com/other/tool.",
            "The project page is https://sand.example/; GitHub is mentioned.",
            "It was written with GitHub Copilot.",
            "The link github.com/sand isn't working.",
            "See github.com.",
        ],
    )
    def test_what_is_no_repository_of_the_paper(self, text):
        assert notes("code-against-answer", self.scan(text)) == []

    def test_code_that_counts_as_released_or_a_cited_repository(self):
        assert notes("code-against-answer", self.scan("See github.com/sand/castles.", answer=True)) == []
        cited = [{"title": "A tool", "relevance": "Code is available at github.com/other/tool."}]
        assert notes("code-against-answer", self.scan("None.", cited_papers=cited)) == []


class TestFigures:
    @pytest.mark.parametrize(
        ("findings", "told"),
        [
            ("Sand gains 12.5% and 3.1 points.", ["12.5%, 3.1 points"]),
            ("Sand gains 12.5% and 40.2%.", []),
            ("Sand gains 12.5%.", []),
            ("In 2024, 300 papers on 7 beaches.", []),
        ],
    )
    def test_several_figures_of_which_no_claim_repeats_one(self, findings, told):
        scan = changed(SCAN, key_findings=findings, claims=[claim("Sand holds.", evidence="A share of 0.402.")])
        expected = "The key findings have 2 figures ({}); neither the claims nor their evidence repeat any of them."
        assert notes("figures-in-no-claim", scan) == [expected.format(text) for text in told]

    def test_a_scan_without_claims_says_so_itself(self):
        assert notes("figures-in-no-claim", changed(SCAN, key_findings="12.5% and 3.1%", claims=[])) == []

    def test_of_many_figures_five_are_told(self):
        findings = ", ".join(f"{number}.5%" for number in range(7))
        (told,) = notes("figures-in-no-claim", changed(SCAN, key_findings=findings))
        assert "7 figures (0.5%, 1.5%, 2.5%, 3.5%, 4.5%, …)" in told


class TestTiers:
    CLAIMS = tuple({"claim": f"C{number}.", "verified": number < 5, "confidence": 0.7} for number in range(7))

    def told(self, tier, score, verified=5, level="", figures=()):
        claims = [{**item, "verified": number < verified} for number, item in enumerate(self.CLAIMS)]
        dimensions = {"reproducibility_status": {"level": level}} if level else {}
        return notes("tier-against-score", synthesis=changed(
            SYNTHESIS, tier=tier, claims=claims, quality_dimensions=dimensions, figures={"score": score, **dict(figures)}
        ))  # fmt: skip

    @pytest.mark.parametrize(
        ("tier", "score", "verified", "level"),
        [
            ("FLAGSHIP_CANDIDATE", 8.5, 5, "HIGH"), ("flagship_candidate", 9, 7, ""), ("DOI_GRADE", 7.5, 1, ""),
            ("PUBLIC_RECORD", 5.0, 0, ""), ("WATCHLIST", 7.49, 0, ""), ("QUARANTINE_CANDIDATE", 4.99, 0, ""),
            ("PUBLIC_RECORD", "", 0, ""), ("PUBLIC_RECORD", "good", 0, ""), ("OWN_TIER", 0, 0, ""), ("", 0, 0, ""),
        ],
    )  # fmt: skip
    def test_what_fits(self, tier, score, verified, level):
        assert self.told(tier, score, verified, level) == []

    @pytest.mark.parametrize(
        ("tier", "score", "verified", "level", "why"),
        [
            ("FLAGSHIP_CANDIDATE", 8.49, 5, "", "its score is 8.49, where this tier asks for 8.5 or more"),
            ("FLAGSHIP_CANDIDATE", 9, 4, "", "it has 4, where this tier asks for 5 verified claims or more"),
            ("FLAGSHIP_CANDIDATE", 9, 5, "MEDIUM", "its reproducibility is MEDIUM, where this tier asks for HIGH"),
            ("DOI_GRADE", 7.4, 1, "", "its score is 7.4, where this tier asks for 7.5 or more"),
            ("DOI_GRADE", 7.5, 0, "", "it has 0, where this tier asks for 1 verified claim or more"),
            ("PUBLIC_RECORD", 4.4, 5, "", "its score is 4.4, where this tier asks for 5.0 or more"),
            ("WATCHLIST", 7.5, 5, "", "its score is 7.5, where this tier ends below 7.5"),
            ("QUARANTINE_CANDIDATE", 5, 5, "", "its score is 5, where this tier ends below 5.0"),
        ],
    )  # fmt: skip
    def test_what_does_not(self, tier, score, verified, level, why):
        assert self.told(tier, score, verified, level) == [f"The tier of the report is {tier}; {why}."]

    def test_a_score_out_of_something_else_is_not_compared(self):
        assert self.told("DOI_GRADE", 4, figures={"score_of": 5}) == []

    def test_more_verified_claims_may_be_stated_than_listed(self):
        assert self.told("FLAGSHIP_CANDIDATE", 9, 4, figures={"verified": 5}) == []
        assert self.told("FLAGSHIP_CANDIDATE", 9, 5, figures={"verified": 4}) == []


@pytest.mark.parametrize(
    ("confidence", "told"),
    [
        (1.2, "The claim “Water does.” has a confidence of 1.2, which is not between 0 and 1."),
        (-1, "The claim “Water does.” has a confidence of -1, which is not between 0 and 1."),
        ("high", ""),
    ],
)
def test_a_confidence_above_one_is_told_to_readers(confidence, told):
    synthesis = changed(SYNTHESIS, claims=[{"claim": "Water does.", "verified": True, "confidence": confidence}])
    found = [item for item in Corpus({}, {"r": synthesis}).said if item.rule == "confidence-out-of-range"]
    assert [item.for_reader for item in found] == [told]


def test_a_rule_that_is_ignored_is_not_told_on_the_page(tmp_path):
    scan = changed(SCAN, key_findings="Sand gains 12.5% and 3.1 points.")
    for ignored in (frozenset(), frozenset({"figures-in-no-claim"})):
        _, site, found = read(written(tmp_path, {"scans/a/scan.json": scan}, unsaid=ignored))
        assert "figures-in-no-claim" in {item.rule for item in found}
        assert any("2 figures" in note for note in site.notes.get("scans/a/scan.json", ())) == (not ignored)
