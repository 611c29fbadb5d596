"""Identifiers, slugs and anchors: normalised, distinct, and the same whatever the order."""

from __future__ import annotations

import pytest

from generator import identify
from generator.identify import (
    Anchors,
    arxiv_id,
    claim_anchor,
    distinct,
    doi,
    flag_anchor,
    heading_anchor,
    identifier_label,
    identifier_url,
    identifiers,
    is_device,
    is_placeholder_doi,
    is_slug,
    normalised,
    normalised_title,
    path_anchor,
    readable,
    reference_anchor,
    section_anchor,
    short_hash,
    slug,
)
from generator.model import Identifier, IdentifierKind


@pytest.fixture(autouse=True)
def _forgetful():
    """What other tests had worked out is worked out again."""
    for function in vars(identify).values():
        if hasattr(function, "cache_clear"):
            function.cache_clear()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2502.10391", "2502.10391"),
        (" 2502.10391v3 ", "2502.10391"),
        ("0704.0001", "0704.0001"),
        ("1412.9999", "1412.9999"),
        ("1501.00001", "1501.00001"),
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
    ["", "2513.00001", "2500.00001", "2401.0001", "1412.00001", "0703.0001", "9912.0001", "9201.00001", "math/9913001", "2502.103", "2502.103911", "２５０２.10391", "10.1000/182", "arXiv",
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


def test_the_doi_that_arxiv_gives_is_no_second_identifier_of_a_preprint():
    arxiv = Identifier(IdentifierKind.ARXIV, "math.GT/0309136")
    its_doi = Identifier(IdentifierKind.DOI, "10.48550/arxiv.math.gt/0309136")
    other = Identifier(IdentifierKind.DOI, "10.1000/a")
    assert distinct([its_doi, arxiv, other]) == (arxiv, other)
    assert distinct([its_doi, other]) == (its_doi, other)


def test_a_doi_of_two_lines_is_no_placeholder():
    assert not is_placeholder_doi("10.1000/todo\nx")
    assert is_placeholder_doi("10.1000/todo x")


@pytest.mark.parametrize(
    ("name", "expected"),
    [("nul", True), ("CON.txt", True), ("com1.tar.gz", True), ("console", False), ("a.con", False)],
)
def test_names_of_devices(name, expected):
    assert is_device(name) is expected


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
    assert readable("a" * 30 + " " + "b" * 29) == "a" * 30 + "-" + "b" * 29
    assert readable("a" * 30 + " " + "b" * 28 + " cc") == "a" * 30 + "-" + "b" * 28


def test_anchors_from_keys():
    assert path_anchor("artifacts", "code_released") == "artifacts.code_released"
    assert path_anchor("a.b") != path_anchor("a", "b")
    assert path_anchor("été").startswith("ete-")
    assert len(path_anchor("x" * 1000)) < 60


def test_anchors_of_claims_flags_and_references():
    assert claim_anchor("A  claim.") == claim_anchor("a claim.")
    assert claim_anchor("A claim.") != claim_anchor("Another.")
    assert flag_anchor("No error bars!") == flag_anchor("no “error” bars") == "flag-no-error-bars-66bc"
    assert flag_anchor("無").startswith("flag-")
    one, two = identifiers(None, "10.1000/a_b"), identifiers(None, "10.1000/a+b")
    assert reference_anchor(one, "") != reference_anchor(two, "")
    assert reference_anchor(identifiers("2502.10391v2", None), "T") == "ref-arxiv-2502.10391"
    assert reference_anchor((), "On Buckets") == "ref-buckets-e08a"
    assert reference_anchor((), "", "http://example.org/x") == "ref-http-example-org-x-a2a4"


class TestAnchorsOfAPage:
    def test_what_is_wanted_once_is_given(self):
        assert Anchors().assign(["a", "b"]) == ("a", "b")

    def test_sections_keep_their_own(self):
        assert Anchors(["claims"]).assign(["claims"]) == ("claims-2",)

    def test_what_is_appended_moves_nothing(self):
        assert Anchors().assign(["a", "a-2", "b"]) == ("a", "a-2", "b")
        assert Anchors().assign(["a", "a-2", "b", "a", "b", "a-2"]) == ("a", "a-2", "b", "a-3", "b-2", "a-2-2")

    def test_things_that_are_alike_are_numbered_in_good_time(self):
        given = Anchors().assign(["a"] * 20_000)
        assert len(set(given)) == 20_000


class TestLastingAddresses:
    """Addresses that stand in other people's links: each as it is, hashes from ``printf TEXT | sha256sum``."""

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("a b", "a-b-c8687a08"),
            ("MM-RLHF-2025", "mm-rlhf-2025-25d47025"),
            ("日本", "x-cf2abf0c"),
            ("index", "index-1bc04b52"),
            ("page-2", "page-2-0f6724ab"),
            # No word is longer than 30 letters, and the words together not than 71.
            ("x" * 81, f"{'x' * 30}-4d1f7bb8"),
        ],
    )
    def test_slugs(self, name, expected):
        assert slug(name) == expected

    def test_a_slug_is_at_most_80_letters_long(self):
        words, _, tail = slug("word " * 40).rpartition("-")
        assert words == "-".join(["word"] * 14)
        assert len(tail) == 8
        # 71 letters of words, a hyphen, 8 of the hash.
        assert len(slug("abcdefgh " * 8)) == 80
        assert len(slug("abcdefgh " * 7 + "abcdefghi")) == 62 + 9

    @pytest.mark.parametrize(
        "name", ["index", "404", "search", "assets", "tags", "sitemap", "feed", "con", "prn", "aux", "nul", "com0", "com9",
                 "lpt0", "lpt9", "page-1", "page-10"],
    )  # fmt: skip
    def test_names_that_something_else_has(self, name):
        assert not is_slug(name)
        assert is_slug(f"{name}-x")

    @pytest.mark.parametrize(
        ("text", "length", "expected"),
        [
            ("can't stop", 60, "cant-stop"),
            ("ﬁne É 1²", 60, "fine-e-12"),
            ("aa bb cc", 8, "aa-bb-cc"),
            ("aa bb cc", 7, "aa-bb"),
            ("aa bb cc", 5, "aa-bb"),
            ("aa bb cc", 4, "aa"),
            ("a" * 40, 60, "a" * 30),
            ("a" * 40, 10, "a" * 10),
            # What comes after a thousand characters is not looked at.
            ("- " * 499 + "word", 60, "wo"),
        ],
    )
    def test_readable_words(self, text, length, expected):
        assert readable(text, length) == expected

    def test_readable_words_are_60_letters_long_unless_said_otherwise(self):
        assert readable("abcd " * 20) == "-".join(["abcd"] * 12)

    @pytest.mark.parametrize(
        ("keys", "expected"),
        [
            (("artifacts", "code_released"), "artifacts.code_released"),
            (("Ab1_c2_D3",), "Ab1_c2_D3"),
            # A hyphen is fine after the first key, where no section of ours can be.
            (("code-released",), "code-released-90411683"),
            (("a", "code-released", "b_c"), "a.code-released.b_c"),
            (("claim-x",), "x-claim-x-a526dd18"),
            (("a", "claim-x"), "a.claim-x"),
            (("a.b",), "a-b-2e7336dc"),
            (("a", "a.b"), "a.a-b-2e7336dc"),
            (("1st",), "x-1-st-e01ddf65"),
            (("a", "2nd x"), "a.x-2-nd-x-5b2a630f"),
            (("日本",), "x-cf2abf0c"),
            (("k" * 80,), "k" * 80),
            (("k" * 81,), f"{'k' * 30}-163f6a37"),
            # Forty hexadecimal digits are a commit to some.
            (("a" * 39,), "a" * 39),
            (("a" * 40,), f"{'a' * 30}-e33cdf9c"),
        ],
    )
    def test_keys(self, keys, expected):
        assert path_anchor(*keys) == expected

    def test_a_long_key_keeps_40_letters(self):
        assert path_anchor("word " * 20).rpartition("-")[0] == "-".join(["word"] * 8)

    @pytest.mark.parametrize("name", ["key-findings", "a-b-c", "a-abcde", "a-abcdefabc", "a-abcdefg", "abcdef-a"])
    def test_sections_of_two_words(self, name):
        assert section_anchor(name) == name

    @pytest.mark.parametrize("name", ["claims", "abcdef", "a1"])
    def test_sections_of_one_word(self, name):
        assert section_anchor(name) == f"page-{name}"

    @pytest.mark.parametrize(
        "name", ["", "Key", "a_b", "a--b", "-a", "a-", "1a", "claim-x", "flag-x", "ref-x", "section-x", "x-y", "a-123456", "a-abcdef",
                 "a-1234567", "a-b-12345678", "a b", "a-1"],
    )  # fmt: skip
    def test_what_cannot_be_a_section(self, name):
        with pytest.raises(ValueError, match="write small letters, digits, single hyphens") as caught:
            section_anchor(name)
        assert str(caught.value).startswith(f"{name!r} cannot be the anchor of a section")

    def test_headings_claims_and_flags(self):
        assert heading_anchor("Über uns") == "section-uber-uns-7610"
        assert heading_anchor("The 2nd Part, 10th page") == "section-2-nd-part-10-th-page-4023"
        assert heading_anchor("無") == "section-da5930e5"
        assert claim_anchor(" A  Claim. ") == "claim-claim-78fb"
        assert flag_anchor("No Error Bars!") == "flag-no-error-bars-66bc"
        assert flag_anchor("無") == "flag-da5930e5"

    @pytest.mark.parametrize(
        ("doi_text", "expected"),
        [
            ("10.1000/182", "ref-doi-10.1000-182"),
            ("10.1000/a_b", "ref-doi-10.1000-a-b-a1b94ddd"),
            ("10.1000/A+B", "ref-doi-10.1000-a-b-b971d2d0"),
            (f"10.1000/{'a' * 72}", f"ref-doi-10.1000-{'a' * 72}"),
        ],
    )
    def test_references_by_doi(self, doi_text, expected):
        assert reference_anchor(identifiers(None, doi_text), "T") == expected

    def test_references(self):
        long = reference_anchor(identifiers(None, f"10.1000/{'a' * 73}"), "T")
        assert long.startswith(f"ref-doi-10.1000-{'a' * 72}-")
        assert len(long) == len("ref-doi-") + 80 + 1 + 8
        assert reference_anchor(identifiers(None, "10.1000/a."), "T").startswith("ref-doi-10.1000-a-")
        assert len(reference_anchor(identifiers(None, "10.1000/a/b"), "T")) == len("ref-doi-10.1000-a-b-") + 8
        assert reference_anchor(identifiers("math.GT/0309136v1", "10.1000/182"), "T") == "ref-arxiv-math-0309136"
        assert reference_anchor((), "無", "https://example.org") == "ref-da5930e5"
        assert reference_anchor((), "", "https://example.org") == "ref-https-example-org-6ab3"

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("Dynamic reward scaling improves the training of models.", "dynamic-reward-scaling-improves"),
            ("The authors do not share the code.", "authors-not-share-code"),
            ("It is what it is", "what"),
            ("Of the", "of-the"),
            (f"{'a' * 50} {'b' * 9} c", f"{'a' * 30}-{'b' * 9}"),
            (f"{'a' * 30} {'b' * 10}", "a" * 30),
            ("β-carotene and 日本 data", "carotene-data"),
        ],
    )
    def test_a_few_telling_words(self, text, words):
        assert claim_anchor(text).removeprefix("claim-").rpartition("-")[0] == words

    def test_four_digits_of_the_hash_and_eight_where_words_cannot_be_written(self):
        for text, digits in (("Dunes sing.", 4), ("Ünïcode", 4), ("β-carotene", 8), ("日本", 8), ("?!", 8), ("", 8)):
            assert len(claim_anchor(text).rpartition("-")[2]) == digits, text

    def test_what_is_not_seen_changes_no_address(self):
        assert claim_anchor("Re\u00adward \u200bscaling\ufeff") == claim_anchor("reward scaling")

    def test_things_that_are_alike_are_numbered(self):
        anchors = Anchors(["b"])
        assert anchors.assign(["a", "a", "a"]) == ("a", "a-2", "a-3")
        # The next ones count on.
        assert anchors.take("a") == "a-4"
        assert anchors.take("b") == "b-2"
        assert anchors.take("c") == "c"
        anchors.take_all(["d"])
        assert anchors.take("d") == "d-2"
        assert anchors.taken == {"a", "a-2", "a-3", "a-4", "b", "b-2", "c", "d", "d-2"}

    def test_hashes(self):
        assert short_hash("a b") == "c8687a08"
        assert short_hash("a b", 12) == "c8687a08aa5d"
        # Half of a character, which UTF-8 does not have: ED B3 BF.
        assert short_hash("\udcff") == "8f1d0f9c"


class TestForms:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("2501.00001", "2501.00001"),
            ("2512.00001", "2512.00001"),
            ("2502.10391v123", "2502.10391"),
            ("2502.10391v1234", None),
            ("2502.10391.pdf", "2502.10391"),
            # Of an address alone, what follows is cut.
            ("https://arxiv.org/abs/2502.10391?a#b", "2502.10391"),
            ("https://arxiv.org/abs/2502.10391#a?b", "2502.10391"),
            ("2502.10391?a", None),
            ("2502.10391#a", None),
            ("arXiv : 2502.10391", "2502.10391"),
            ("see arXiv:2502.10391", None),
            ("math/030913", None),
            ("math/03091366", None),
            ("MATH/0309136", None),
            ("2502.10391".ljust(500), "2502.10391"),
            ("2502.10391".ljust(501), None),
        ],
    )
    def test_arxiv_ids(self, text, expected):
        assert arxiv_id(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("https://www.doi.org/10.1000/182", "10.1000/182"),
            ("doi.org/10.1000/182", "10.1000/182"),
            ("DOI : 10.1000/182", "10.1000/182"),
            ("10.123/x1", None),
            ("10.1234567890/x1", None),
            (f"10.1000/{'y' * 200}", f"10.1000/{'y' * 200}"),
            (f"10.1000/{'y' * 201}", None),
            ("10.1000/a\\b", None),
            ("10.1000/182".ljust(500), "10.1000/182"),
            ("10.1000/182".ljust(501), None),
        ],
    )
    def test_dois(self, text, expected):
        assert doi(text) == expected

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("10.1145/n", True),
            ("10.1145/X-x._/N", True),
            ("10.1145/nx1", False),
            ("10.1000/xxxx1", True),
            ("10.1000/a.todo.b", True),
            ("10.1000/todolist", False),
            ("10.1145/nnn\nnnn", False),
            ("doi:10.1145/nnnn".ljust(500), True),
            ("doi:10.1145/nnnn".ljust(501), False),
        ],
    )
    def test_placeholders(self, text, expected):
        assert is_placeholder_doi(text) is expected

    def test_addresses_keep_what_a_doi_is_made_of(self):
        found = Identifier(IdentifierKind.DOI, "10.1000/a-b._:c/d e")
        assert identifier_url(found) == "https://doi.org/10.1000/a-b._:c/d%20e"
        assert identifier_label(Identifier(IdentifierKind.ARXIV, "2502.10391")) == "arXiv:2502.10391"

    def test_long_texts_are_compared_by_their_start_and_a_hash(self):
        assert normalised("A" * 2_000) == normalised_title("A" * 2_000) == "a" * 2_000
        # The SHA-256 of "b".
        expected = f"{'a' * 2_000} 3e23e8160039594a33894f6564e1b134"
        assert normalised("A" * 2_000 + "b") == normalised_title("A" * 2_000 + "b") == expected

    def test_comparison(self):
        assert normalised("Straße\u00a0 \tﬁ") == "strasse fi"
        assert normalised_title("a\u0301 — B_c's 2nd") == "á b c s 2nd"
