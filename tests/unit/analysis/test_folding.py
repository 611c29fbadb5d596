"""Which spellings are of one venue or author, and which are not."""

from __future__ import annotations

import pytest

from generator.analysis.folding import author_key, undated, venue_key, venue_title
from generator.vocabulary import load


@pytest.mark.parametrize(
    "spellings",
    [
        ("Ida Sand", "IDA SAND", "Ida  Sand", " Ida Sand.", "Ida-Sand"),
        ("José García", "Jose Garcia", "Jose\u0301 Garci\u0301a"),
        ("Shawn O'Neil", "Shawn O’Neil", "Shawn ONeil"),
        ("J. R. Dune", "J R Dune", "J.-R. Dune"),
        ("김철수", "김 철수".replace(" ", "")),
    ],
)
def test_spellings_of_one_author(spellings: tuple[str, ...]) -> None:
    assert len({author_key(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ida Sand", "I. Sand"),
        ("Ida Sand", "Ida M. Sand"),
        ("Ida Sand", "Sand, Ida"),
        ("Jürgen Müller", "Juergen Mueller"),
        # Vowel signs are marks in Unicode, and letters to those who read them.
        ("राम", "रम"),
        ("राम", "रामि"),
        # Й is a letter of its own.
        ("Andrej Й", "Andrej И"),
    ],
)
def test_names_that_may_be_of_two_authors(one: str, other: str) -> None:
    assert author_key(one) != author_key(other)


@pytest.mark.parametrize(
    ("title", "spellings"),
    [
        ("arXiv", ("arXiv", "ArXiv.org", "arXiv preprint arXiv:2401.12345v2", "arXiv:2401.12345 [cs.CL]", "CoRR")),
        (
            "NeurIPS",
            ("NeurIPS 2024", "NIPS '16", "NeurIPS2023", "Advances in Neural Information Processing Systems 36",
             "Proceedings of the 37th Conference on Neural Information Processing Systems",
             "Neural Information Processing Systems (NeurIPS 2024)", "NeurIPS (Spotlight)", "Proc. NeurIPS"),
        ),
        ("ICSE", ("ICSE ’24", "Proc. of the 46th Intl. Conf. on Software Engineering")),
        ("Findings of EMNLP", ("EMNLP 2023 (Findings)", "Findings of EMNLP 2022")),
        # Its name begins with the words that are left out of others.
        ("PNAS", ("Proceedings of the National Academy of Sciences", "PNAS 120")),
    ],
)  # fmt: skip
def test_spellings_of_well_known_venues(title: str, spellings: tuple[str, ...]) -> None:
    assert [venue_title(venue_key(name)) for name in spellings] == [title] * len(spellings)


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Journal of Sand",
            "J. Sand",
            "The Journal of Sand, vol. 12, no. 3",
            "Journal of Sand (JOS)",
            "journal of sand",
        ),
        ("Sand & Dunes", "Sand and Dunes", "Proceedings of Sand and Dunes 2024"),
        ("Dune Symposium", "Proceedings of the 3rd Dune Symposium", "In Proc. Dune Symp. '24"),
    ],
)
def test_spellings_of_other_venues(spellings: tuple[str, ...]) -> None:
    assert len({venue_key(name) for name in spellings}) == 1
    assert venue_title(venue_key(spellings[0])) == ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ICML 2024", "ICML 2024 (Workshop on Sand)"),
        ("ICML", "ICML Workshop"),
        ("EMNLP", "Findings of EMNLP"),
        ("NeurIPS", "NeurIPS Datasets and Benchmarks"),
        ("Journal of Sand", "Journal of Dunes"),
        ("Journal of Sand", "Transactions on Sand"),
        ("Sand (Dunes)", "Sand"),
        ("SMALD @ NeurIPS 2024", "NeurIPS 2024"),
    ],
)
def test_venues_that_are_not_the_same(one: str, other: str) -> None:
    assert venue_key(one) != venue_key(other)


def test_names_without_letters_are_no_names_or_stand_as_they_are() -> None:
    assert author_key(" . ") == ""
    assert venue_key("  ") == ""
    assert venue_key("???") == "???"
    assert venue_key("2024") == "2024"


def test_a_long_name_is_told_from_one_that_begins_like_it() -> None:
    start = "sand " * 500
    assert author_key(start + "a") != author_key(start + "b")
    assert venue_key(start + "a") != venue_key(start + "b")


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("ICSE '24", "ICSE"),
        ("Dune Symposium (DS 2024)", "Dune Symposium (DS)"),
        ("Dune Symposium (2024)", "Dune Symposium"),
        ("Sand, 2024", "Sand"),
        ("2024", "2024"),
        ("MSR 20245", "MSR 20245"),
    ],
)
def test_a_venue_is_shown_without_its_year(given: str, shown: str) -> None:
    assert undated(given) == shown


def test_no_two_venues_of_the_vocabulary_share_a_name() -> None:
    names: dict[str, str] = {}
    for title, others in load().venues.items():
        for name in {venue_key(other) for other in (title, *others)}:
            assert names.setdefault(name, title) == title
        assert venue_title(venue_key(title)) == title
