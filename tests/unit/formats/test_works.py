"""Names of people, whatever somebody wrote in the place of one."""

from __future__ import annotations

import pytest

from generator import limits
from generator.formats.works import Kind, Name, Work, name, people, plain
from tests.attacks import ATTACKS


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Ida Sand", ("Sand", "Ida")),
        ("Sand, Ida", ("Sand", "Ida")),
        ("Ida B. van der Sand", ("van der Sand", "Ida B.")),
        ("van der Sand, Ida", ("van der Sand", "Ida")),
        ("María José de la Duna", ("de la Duna", "María José")),
        ("Bo O'Bucket", ("O'Bucket", "Bo")),
        ("Bo Bucket Jr.", ("Bucket", "Bo", "Jr.")),
        ("Bo Bucket III", ("Bucket", "Bo", "III")),
        ("  Ida \n Sand ", ("Sand", "Ida")),
        # Nothing before the words that are written small: then they are the given name.
        ("ida sand", ("sand", "ida")),
    ],
)
def test_a_name_is_taken_apart(text: str, parts: tuple[str, ...]) -> None:
    assert name(text) == Name(*parts)


@pytest.mark.parametrize(
    "text", ["Sand", "沙子", "The Dune Team", "Dune Collaboration", "Beach 2", "Sand, Ida, Dr.", ", Ida", "Sand,", "a & b",
             "Ida and Bo", "Sand et al.", "x" * 101, "{Ida} Sand"]
)  # fmt: skip
def test_what_is_no_name_of_a_person_stays_whole(text: str) -> None:
    assert name(text) == Name(text, is_whole=True)


def test_no_word_of_a_name_is_lost() -> None:
    for text in ATTACKS:
        found = name(text)
        if found.is_whole:
            assert found.family == plain(text)
        elif "," not in text:
            assert " ".join(filter(None, (found.given, found.family, found.suffix))) == plain(text)
        else:
            assert f"{found.family}, {found.given}".split() == plain(text).replace(",", ", ").split()


def test_of_a_thousand_authors_the_rest_are_others() -> None:
    work = Work("a", Kind.PAPER, "Sand", tuple(f"Ida {'x' * number}" for number in range(1, limits.ROWS + 2)))
    names, has_others = people(work)
    assert (len(names), has_others) == (limits.ROWS, True)


def test_a_text_is_one_line_of_bounded_length() -> None:
    assert plain(" a\n\tb\x00\ud800 ") == "a b��"
    assert len(plain("x" * 30_000)) == limits.FIELD + 1
