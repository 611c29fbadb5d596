"""Identifiers, slugs and anchors: normalised, distinct, and the same whatever the order."""

from __future__ import annotations

import random

import pytest

from generator.identify import (
    Anchors,
    arxiv_id,
    claim_anchor,
    doi,
    flag_anchor,
    identifier_label,
    identifier_url,
    identifiers,
    is_placeholder_doi,
    is_slug,
    normalised,
    normalised_title,
    path_anchor,
    readable,
    reference_anchor,
    slug,
)
from generator.model import Identifier, IdentifierKind


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2502.10391", "2502.10391"),
        (" 2502.10391v3 ", "2502.10391"),
        ("0704.0001", "0704.0001"),
        ("arXiv:2502.10391", "2502.10391"),
        ("ARXIV: 2502.10391v12", "2502.10391"),
        ("http://arxiv.org/abs/2503.14504v2", "2503.14504"),
        ("https://www.arxiv.org/pdf/2503.14504v2.pdf", "2503.14504"),
        ("https://export.arxiv.org/abs/2503.14504/", "2503.14504"),
        ("https://arxiv.org/abs/2503.14504v1?context=cs.CL#top", "2503.14504"),
        ("https://arxiv.org/html/2503.14504", "2503.14504"),
        ("math/0309136", "math/0309136"),
        ("math.GT/0309136v1", "math/0309136"),
        ("hep-th/9901001", "hep-th/9901001"),
        ("https://arxiv.org/abs/cs/0112017v1", "cs/0112017"),
    ],
)
def test_arxiv_ids(text, expected):
    assert arxiv_id(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", "2513.00001", "2500.00001", "2502.103", "2502.103911", "２５０２.10391", "10.1000/182", "arXiv",
     "https://example.org/abs/2502.10391", "2502.10391 and more", "2502.10391\n2502.10392", "x" * 10_000],
)  # fmt: skip
def test_what_is_no_arxiv_id(text):
    assert arxiv_id(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10.1000/182", "10.1000/182"),
        (" 10.48550/arXiv.2502.10391 ", "10.48550/arxiv.2502.10391"),
        ("doi:10.1000/ABC", "10.1000/abc"),
        ("https://doi.org/10.1000/182", "10.1000/182"),
        ("http://dx.doi.org/10.1000/182", "10.1000/182"),
        ("10.64898/2025.12.30.697016", "10.64898/2025.12.30.697016"),
        ("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID-SIM968>3.0.CO;2-2",
         "10.1002/(sici)1097-0258(19980815)17:15<1661::aid-sim968>3.0.co;2-2"),
        ("10.1590/metodologia", "10.1590/metodologia"),
    ],
)  # fmt: skip
def test_dois(text, expected):
    assert doi(text) == expected


@pytest.mark.parametrize(
    "text", ["", "10.1/x", "11.1000/182", "10.1000", "10.1000/a b", "10.1000/é", "10.1000/" + "y" * 500]
)
def test_what_is_no_doi(text):
    assert doi(text) is None
    assert not is_placeholder_doi(text)


@pytest.mark.parametrize(
    "text", ["10.1145/nnnnnnn.nnnnnnn", "10.1109/XXXXX.2024", "10.1000/placeholder", "https://doi.org/10.1145/NNNNNNN.NNNNNNN",
             "10.1145/1122445.1122456", "10.1000/todo"],
)  # fmt: skip
def test_placeholders_are_no_dois(text):
    assert is_placeholder_doi(text)
    assert doi(text) is None


def test_the_doi_that_arxiv_gives_counts_as_its_arxiv_id_too():
    found = identifiers("", "10.48550/arXiv.2502.10391")
    assert found == (
        Identifier(IdentifierKind.DOI, "10.48550/arxiv.2502.10391"),
        Identifier(IdentifierKind.ARXIV, "2502.10391"),
    )
    assert identifiers("2502.10391", "10.48550/arXiv.2502.10391") == tuple(reversed(found))
    assert identifiers(None, None) == identifiers("x", "y") == ()


def test_addresses_and_labels():
    found = Identifier(IdentifierKind.DOI, "10.1000/a<b>(c)#d")
    assert identifier_url(found) == "https://doi.org/10.1000/a%3Cb%3E%28c%29%23d"
    assert identifier_url(Identifier(IdentifierKind.ARXIV, "math/0309136")) == "https://arxiv.org/abs/math/0309136"
    assert identifier_label(found) == "doi:10.1000/a<b>(c)#d"


def test_titles_are_compared_by_letters_and_digits():
    assert normalised_title("VL-RewardBench: A  Study!") == normalised_title("vl rewardbench – a study")
    assert normalised(" Ａ\n B ") == "a b"
    assert normalised_title("A_B") == "a b"


NAMES = [
    "mm-rlhf-2025", "MM-RLHF-2025", "a b", "a.b", "a_b", "..", "a..b", "-lead", "trail-", "a--b", "é", "e\u0301", "日本",
    "🦀", "x" * 81, "x" * 300, "index", "404", "con", "com0", "assets", "search", "page-2", "page-x", "a\nb", "a/b", " ", "",
    "%2e%2e", "foo", "Foo", "FOO", "\udcff", "Straße", "STRASSE",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_slugs_are_fit_and_idempotent(name):
    found = slug(name)
    assert is_slug(found)
    assert slug(found) == found


def test_slugs_are_distinct_also_where_case_does_not_count():
    assert len({slug(name).lower() for name in NAMES}) == len(set(NAMES))


@pytest.mark.parametrize("name", ["mm-rlhf-2025", "a", "2024", "x" * 80, "page-x", "index-2"])
def test_fit_names_stay(name):
    assert slug(name) == name


def test_readable_words_end_at_a_word():
    assert readable("Only 3 of 10 Baselines’ runs, ÉTÉ!", 16) == "only-3-of-10"
    assert readable("漢字") == ""
    assert len(readable("word " * 100)) <= 60


def test_anchors_from_keys():
    assert path_anchor("artifacts", "code_released") == "artifacts.code_released"
    assert path_anchor("a.b") != path_anchor("a", "b")
    assert path_anchor("été").startswith("ete-")
    assert len(path_anchor("x" * 1000)) < 60


def test_anchors_of_claims_flags_and_references():
    assert claim_anchor("A  claim.") == claim_anchor("a claim.")
    assert claim_anchor("A claim.") != claim_anchor("Another.")
    assert flag_anchor("No error bars!") == "flag-no-error-bars"
    assert flag_anchor("無").startswith("flag-")
    one, two = identifiers(None, "10.1000/a_b"), identifiers(None, "10.1000/a+b")
    assert reference_anchor(one, "") != reference_anchor(two, "")
    assert reference_anchor(identifiers("2502.10391v2", None), "T") == "ref-arxiv-2502.10391"
    assert reference_anchor((), "On Buckets") == "ref-on-buckets"
    assert reference_anchor((), "", "http://example.org/x") == "ref-http-example-org-x"


class TestAnchorsOfAPage:
    def test_what_is_wanted_once_is_given(self):
        assert Anchors().assign([("a", "1"), ("b", "2")]) == ("a", "b")

    def test_sections_keep_their_own(self):
        (given,) = Anchors(["claims"]).assign([("claims", "x")])
        assert given.startswith("claims-")

    def test_the_order_does_not_matter(self):
        wishes = [("a", f"content {number}") for number in range(20)] + [("b", "x"), ("a-b", "y")]
        expected = dict(zip(wishes, Anchors().assign(wishes), strict=True))
        assert len(set(expected.values())) == len(wishes)
        for seed in range(10):
            shuffled = random.Random(seed).sample(wishes, len(wishes))
            assert dict(zip(shuffled, Anchors().assign(shuffled), strict=True)) == expected

    def test_things_that_are_alike_are_numbered_in_good_time(self):
        given = Anchors().assign([("a", "same")] * 20_000)
        assert len(set(given)) == 20_000
