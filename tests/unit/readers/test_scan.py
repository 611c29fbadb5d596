"""Scans of every version come to one model."""

from __future__ import annotations

import json
import random
from dataclasses import replace

import pytest

from generator.model import Answer, Identifier, IdentifierKind, SupportLevel
from tests.conftest import FIXTURES, ROOT
from tests.inputs import ANSWER, SCAN, changed, good_scan, leaves, scan, strings, with_paper


def fixture(name):
    return good_scan((FIXTURES / name).read_text("utf-8"), f"scans/x/{name}")


def answers(appraisal):
    return {f"{domain.key}.{item.key}": item.answer for domain in appraisal.domains for item in domain.criteria}


class TestVersions:
    def test_v0b_answers_are_words(self):
        found = fixture("v0_yes_no_na.json")
        assert found.version == "0b"
        assert answers(found.appraisal) == {
            "artifacts.code_released": Answer.YES, "artifacts.data_released": Answer.NOT_APPLICABLE,
        }  # fmt: skip

    def test_v1_has_no_marker(self):
        found = fixture("v1_min.json")
        assert found.version == "1"
        assert answers(found.appraisal) == {
            "artifacts.code_released": Answer.YES, "artifacts.data_released": Answer.NOT_APPLICABLE,
        }  # fmt: skip
        assert found.paper.identifiers == (Identifier(IdentifierKind.DOI, "10.64898/2025.12.30.697016"),)

    def test_v3_with_keys_in_another_order(self):
        found = fixture("v3_empty_modules_order.json")
        assert (found.version, found.modules, found.key_findings) == ("3", (), "")
        assert found.paper.venue == "MSR '26 (23rd International Conference)"

    def test_v4_a_domain_with_an_answer_of_its_own(self):
        (domain,) = fixture("v4_sub_questions.json").appraisal.domains
        assert (domain.overall.answer, domain.overall.justification, domain.overall.rater) == (
            Answer.YES, "category level", "haiku",
        )  # fmt: skip
        assert [item.key for item in domain.criteria] == ["abstract_claims_supported", "causal_claims_justified"]
        assert domain.criteria[1].pointer == "/checklist/claims_and_evidence/sub_questions/causal_claims_justified"

    def test_v4_a_checklist_for_the_type_of_paper(self):
        found = fixture("v4_with_source_null_doi.json")
        assert found.paper_type == "empirical"
        assert answers(found.type_appraisal) == {"artifacts.code_released": Answer.NO}
        assert found.appraisal.counted[0].rater == "opus"

    def test_v5_a_placeholder_is_no_doi(self):
        found = fixture("v5_placeholder_doi.json")
        assert found.paper.identifiers == (Identifier(IdentifierKind.ARXIV, "2507.03156"),)
        assert ("doi", "10.1145/nnnnnnn.nnnnnnn") in found.paper.stated

    @pytest.mark.parametrize("path", sorted(FIXTURES.glob("v*.json")), ids=lambda path: path.stem)
    def test_nothing_is_said_about_the_fixtures_that_needs_mending(self, path):
        assert [item for item in scan(path.read_text("utf-8"))[1] if item.severity.is_problem] == []

    @pytest.mark.parametrize(
        ("stated", "name", "version", "rank"),
        [
            (None, "scan.json", "1", (1, -1)),
            (None, "scan-v4.json", "4", (4, 4)),
            (3, "scan.json", "3", (3, -1)),
            (4, "scan-v5.json", "4", (4, 5)),
            ("v4", "scan.json", "v4", (4, -1)),
            (4.1, "scan.json", "4.1", (4, -1)),
            ("", "scan.json", "1", (1, -1)),
            ("draft", "scan.json", "draft", (1, -1)),
        ],
    )
    def test_versions_order_the_scans_of_one_paper(self, stated, name, version, rank):
        found = good_scan(changed(SCAN, scan_version=stated), f"scans/x/{name}")
        assert (found.version, found.rank) == (version, rank)


class TestAnswers:
    @pytest.mark.parametrize(
        ("entry", "expected", "contradictory"),
        [
            ({"applies": True, "answer": True}, Answer.YES, False),
            ({"applies": True, "answer": False}, Answer.NO, False),
            ({"applies": False, "answer": False}, Answer.NOT_APPLICABLE, False),
            ({"applies": False, "answer": True}, Answer.NOT_APPLICABLE, True),
            ({"applies": False}, Answer.NOT_APPLICABLE, False),
            ({"applies": True}, Answer.UNCLEAR, False),
            ({"answer": "YES "}, Answer.YES, False),
            ({"answer": "no"}, Answer.NO, False),
            ({"answer": "n/a"}, Answer.NOT_APPLICABLE, False),
            ({"applies": True, "answer": "partly"}, Answer.UNCLEAR, False),
        ],
    )
    def test_three_answers_and_one_for_anything_else(self, entry, expected, contradictory):
        found = good_scan(changed(SCAN, checklist={"d": {"c": {**entry, "justification": "j"}}}))
        (criterion,) = found.appraisal.counted
        assert (criterion.answer, criterion.contradictory) == (expected, contradictory)

    def test_criteria_beside_the_answer_of_a_domain_and_fields_that_are_none(self):
        domain = {**ANSWER, "c": {**ANSWER, "answer": False, "note": "n"}, "depth": 3, "about": {"x": "y"}}
        found, said = scan(changed(SCAN, checklist={"d": domain}))
        (read,) = found.appraisal.domains
        assert [(item.key, item.answer, item.extras[0].text) for item in read.criteria] == [("c", Answer.NO, "n")]
        assert [(extra.path, extra.text) for extra in read.extras] == [("about.x", "y"), ("depth", "3")]
        assert read.overall.extras == ()
        assert said == []

    def test_a_domain_that_only_says_that_it_does_not_apply(self):
        (domain,) = good_scan(changed(SCAN, checklist={"d": {"applies": False}})).appraisal.domains
        assert domain.overall.answer is Answer.NOT_APPLICABLE

    def test_criteria_with_the_names_of_fields(self):
        domain = {key: dict(ANSWER) for key in ("answer", "applies", "justification", "c")}
        (read,) = good_scan(changed(SCAN, checklist={"d": domain})).appraisal.domains
        assert len(read.criteria) == 4


@pytest.mark.parametrize(
    ("word", "level"),
    [("strong", SupportLevel.STRONG), ("Weak ", SupportLevel.WEAK), ("unsupported", SupportLevel.UNSUPPORTED),
     ("partial", SupportLevel.OTHER), (None, SupportLevel.OTHER)],
)  # fmt: skip
def test_support_levels(word, level):
    (claim,) = good_scan(changed(SCAN, claims=[{"claim": "c", "evidence": "e", "supported": word}])).claims
    assert (claim.support, claim.stated_support) == (level, word or "")


@pytest.mark.parametrize("doi", [None, "", "  "])
def test_a_doi_that_says_nothing_is_no_identifier(doi):
    assert [key for key, _ in good_scan(with_paper(doi=doi)).paper.stated] == ["arxiv_id"]


def test_an_address_among_the_cited_papers():
    (found,) = good_scan(changed(SCAN, cited_papers=[{"title": "T", "url": "http://example.org/a"}])).references
    assert (found.url, found.stated, found.extras) == ("http://example.org/a", (("url", "http://example.org/a"),), ())


def test_unknown_fields_stay_where_they_stood():
    found = good_scan(
        {
            **with_paper(abstract={"en": "x1"}), "extra": "x2", "hn_data": {"points": 3},
            "claims": [{"claim": "c", "evidence": "e", "supported": "weak", "page": 4}],
            "red_flags": [{"flag": "f", "detail": "d", "severity": "x5"}],
            "cited_papers": [{"title": "t", "note": ["x6"]}],
        }
    )  # fmt: skip
    assert [(item.path, item.text) for item in found.paper.extras] == [("abstract.en", "x1")]
    assert [(item.path, item.text) for item in found.extras] == [("extra", "x2"), ("hn_data.points", "3")]
    assert [item.extras[0].text for item in (*found.claims, *found.red_flags, *found.references)] == ["4", "x5", "x6"]


def test_the_order_of_keys_does_not_matter():
    value = json.loads((ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8"))

    def shuffled(item):
        if isinstance(item, dict):
            keys = random.Random(1).sample(list(item), len(item))
            return {key: shuffled(item[key]) for key in keys}
        return [shuffled(part) for part in item] if isinstance(item, list) else item

    one, two = good_scan(value), good_scan(shuffled(value))
    assert sorted(strings(one)) == sorted(strings(replace(two, source=one.source)))
    assert (one.claims, one.references, one.extras) == (two.claims, two.references, two.extras)


def test_every_text_of_the_real_scan_is_read():
    value = json.loads((ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8"))
    found, said = scan(value)
    assert said == []
    have = set(strings(found))
    assert [path for path, leaf in leaves(value) if isinstance(leaf, str) and leaf not in have] == []


@pytest.mark.parametrize("root", ["checklist", "type_checklist"])
@pytest.mark.parametrize(
    ("shape", "read", "message"),
    [
        (lambda n: {f"d{i}": {} for i in range(n)}, 200, "the checklist has 201 domains, the limit is 200"),
        (
            lambda n: {"d": {f"c{i}": ANSWER for i in range(n - 1)}, "e": {"c": ANSWER}}, 1_000,
            "the checklist has 1,001 criteria, the limit is 1,000",
        ),
        (
            lambda n: {"d": {"answer": True, "sub_questions": {f"c{i}": ANSWER for i in range(n)}}}, 1_000,
            "the checklist has 1,001 criteria, the limit is 1,000",
        ),
        (
            lambda n: {"d": {"answer": True, **{f"c{i}": ANSWER for i in range(n)}}}, 1_000,
            "the checklist has 1,001 criteria, the limit is 1,000",
        ),
    ],
)  # fmt: skip
def test_a_checklist_of_very_many_domains_or_criteria_is_refused(root, shape, read, message):
    assert good_scan(changed(SCAN, **{root: shape(read)})) is not None
    found, said = scan(changed(SCAN, **{root: shape(read + 1)}))
    assert found is None
    assert [(item.rule, item.message, item.pointer) for item in said] == [("too-large", message, f"/{root}")]
