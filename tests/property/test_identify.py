"""Slugs and anchors: fit, distinct, the same whatever the order, and the same when done twice."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from generator.identify import (
    Anchors,
    arxiv_id,
    claim_anchor,
    doi,
    flag_anchor,
    identifier_url,
    identifiers,
    is_slug,
    normalised_title,
    path_anchor,
    reference_anchor,
    slug,
)
from generator.model import Identifier, IdentifierKind
from generator.render.escape import http_url

names = st.text(st.characters(), max_size=40) | st.from_regex(r"[A-Za-z0-9._-]{0,90}", fullmatch=True)
_ANCHOR = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)


@given(st.lists(names, unique=True, max_size=20))
def test_slugs(found):
    slugs = [slug(name) for name in found]
    assert all(map(is_slug, slugs))
    assert [slug(name) for name in slugs] == slugs
    assert len({name.lower() for name in slugs}) == len(found)


@given(names)
def test_a_slug_and_its_own_name_are_one(name):
    assert is_slug(name) == (slug(name) == name)


@given(st.lists(st.lists(names, min_size=1, max_size=3).map(tuple), unique=True, max_size=10))
def test_anchors_from_keys(paths):
    anchors = [path_anchor(*path) for path in paths]
    assert all(_ANCHOR.fullmatch(anchor) for anchor in anchors)


@given(names, names)
def test_anchors_of_things(name, other):
    for anchor in (
        claim_anchor(name),
        flag_anchor(name),
        reference_anchor((), name, other),
        reference_anchor((), "", other),
    ):
        assert _ANCHOR.fullmatch(anchor)
        assert len(anchor) < 120


wishes = st.lists(st.sampled_from(["a", "b", "a-b", "a-2", "a-2-2", "b-3", "claims"]), max_size=30)


@given(wishes)
def test_anchors_are_distinct_even_where_things_are_alike(wanted):
    given_ones = Anchors(["claims"]).assign(wanted)
    assert len({*given_ones, "claims"}) == len(wanted) + 1


@given(wishes, wishes)
def test_what_is_appended_moves_nothing(before, after):
    assert Anchors().assign(before + after)[: len(before)] == Anchors().assign(before)


_BETWEEN = st.lists(
    st.sampled_from([" ", ", ", " \u2013 ", "-", "; ", " \u201c", "\u201d ", "\t\n", "\u00a0", " (", ") ", "/"])
)


@given(
    st.lists(st.from_regex(r"[A-Za-z0-9\u00e9\u03b2\u65e5]{1,12}", fullmatch=True), min_size=1, max_size=12),
    st.data(),
)
def test_the_anchor_of_words_is_that_of_their_letters_and_digits(words, data):
    """Signs between words, accents and case change nothing; a word that is left out does."""
    signs = data.draw(st.lists(_BETWEEN.map("".join), min_size=len(words), max_size=len(words)))
    written = "".join(f"{sign or ' '}{word}" for sign, word in zip(signs, words, strict=True)) + "."
    plain = " ".join(words)
    assert claim_anchor(written) == claim_anchor(plain) == claim_anchor(plain.upper())
    assert claim_anchor(plain) == claim_anchor(unicodedata.normalize("NFD", plain))
    assert claim_anchor(" ".join([*words, "sand"])) != claim_anchor(plain)


_ids = st.from_regex(r"\A((0[89]|1[0-4])(0[1-9]|1[0-2])\.[0-9]{4}|(1[5-9]|2[0-9])(0[1-9]|1[0-2])\.[0-9]{5})\Z")


@given(
    _ids,
    st.sampled_from(["", "v1", "v12"]),
    st.sampled_from(["{}", " {} ", "arXiv:{}", "https://arxiv.org/abs/{}", "http://www.arxiv.org/pdf/{}.pdf"]),
)
def test_arxiv_ids_in_any_form(found, version, form):
    assert arxiv_id(form.format(found + version)) == found


@given(st.text(max_size=60) | st.from_regex(r"(https?://)?(doi\.org/)?10\.[0-9]{4}/.{0,30}"))
def test_normalising_twice_is_normalising_once(text):
    for function in (arxiv_id, doi):
        found = function(text)
        if found is not None:
            assert function(found) == found


@given(st.text(max_size=40), st.from_regex(r"10\.[0-9]{4}/[!-~]{0,30}", fullmatch=True))
def test_addresses_of_identifiers_are_plain_web_addresses(arxiv, doi_text):
    for found in (*identifiers(arxiv, doi_text), Identifier(IdentifierKind.ARXIV, "math/0309136")):
        assert http_url(identifier_url(found)) is not None


@given(st.text())
def test_titles(text):
    found = normalised_title(text)
    assert normalised_title(found) == found
