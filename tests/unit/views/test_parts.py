"""What several pages say in the same words."""

from __future__ import annotations

import pytest

from generator.views.parts import counted, description
from tests.inputs import SCAN, changed
from tests.unit.views.test_scan import alone


@pytest.mark.parametrize(
    ("number", "expected"), [(0, "0 claims"), (1, "1 claim"), (2, "2 claims"), (1_234, "1,234 claims")]
)
def test_counted(number, expected):
    assert counted(number, "claim") == expected


def test_an_odd_plural():
    assert (counted(1, "synthesis", "syntheses"), counted(2, "synthesis", "syntheses")) == (
        "1 synthesis",
        "2 syntheses",
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [("short", "short"), ("x" * 160, "x" * 160), ("a  b\nc", "a b c"), ("word " * 40, "word " * 31 + "word …")],
)
def test_descriptions_are_cut_at_a_word(text, expected):
    assert description(text) == expected


def reference(**fields):
    return alone(changed(SCAN, cited_papers=[fields])).references[0]


def test_a_reference_says_who_and_when():
    found = reference(title="On Buckets", authors=["Bo Bucket", "Al Pail"], year=2020, relevance="The method.")
    assert (found.title, found.byline, found.relevance) == ("On Buckets", "Bo Bucket, Al Pail, 2020", "The method.")


def test_an_identifier_is_a_link_and_is_not_repeated():
    found = reference(title="T", arxiv_id="2401.00001", doi="10.1000/A")
    assert [(link.text, link.href.url) for link in found.identifiers] == [
        ("arXiv:2401.00001", "https://arxiv.org/abs/2401.00001"), ("doi:10.1000/A", "https://doi.org/10.1000/a"),
    ]  # fmt: skip
    assert found.stated == ()


def test_what_is_no_identifier_is_shown_as_it_stands():
    found = reference(title="T", arxiv_id="soon", doi="10.1145/nnnnnnn.nnnnnnn")
    assert found.identifiers == ()
    assert [(field.title, field.text) for field in found.stated] == [
        ("arXiv id as given", "soon"), ("DOI as given", "10.1145/nnnnnnn.nnnnnnn"),
    ]  # fmt: skip
