"""Which names of red flags are of one family."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from generator import limits
from generator.analysis.families import (
    THRESHOLD,
    Corrections,
    Name,
    OwnFamily,
    families,
    flag_key,
    fold,
    similarity,
)
from tests.inputs import SCAN, Corpus, changed


def own(title: str, *names: str) -> OwnFamily:
    return OwnFamily(Name(title), tuple(map(Name, names)))


def folds(names: dict[str, int], corrections: Corrections | None = None) -> list[list[str]]:
    return [list(found.keys) for found in fold(names, corrections or Corrections())]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("no significance test", "no significance tests"),
        ("no significance test", "significance not tested"),
        ("missing prompts", "prompts missing"),
        ("code not released", "no code release"),
        ("no contamination analysis", "no analysis of contamination"),
        ("self evaluation bias", "bias of self evaluation"),
        ("unvalidated llm judge", "llm judge not validated"),
        ("overgeneralisation", "overgeneralization"),
        ("cherry picked examples", "cherrypicked examples"),
        ("outdated baselines", "out dated baseline"),
        ("tuned on the test set", "tuned on test set"),
    ],
)
def test_wordings_of_one_fault(one: str, other: str) -> None:
    assert similarity(one, other) >= THRESHOLD
    assert similarity(other, one) >= THRESHOLD
    assert folds({one: 2, other: 1}) == [[one, other]]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # One word among many that are the same makes another fault.
        ("no code released for the baseline models", "no data released for the baseline models"),
        ("small sample of annotators per language", "small sample of annotations per benchmark"),
        ("results reported on one dataset", "results reported on two dataset"),
        # What is denied is not what is said.
        ("significance tested in all comparisons", "significance not tested in all comparisons"),
        ("validated llm judge for answers", "unvalidated llm judge for answers"),
        ("disclosed conflicts of interest", "undisclosed conflicts of interest"),
        # Numbers are no slips.
        ("only 10 participants in the study", "only 100 participants in the study"),
        ("gpt 3 used as the only judge", "gpt 4 used as the only judge"),
        # A further word says more.
        ("no ablation of the training data", "no ablation of the training data mix"),
        ("ablation on reduced data", "ablation on reduced data only"),
    ],
)
def test_wordings_of_two_faults(one: str, other: str) -> None:
    assert similarity(one, other) == 0
    assert folds({one: 2, other: 1}) == [[one], [other]]


def test_there_is_no_chain() -> None:
    # Each is near the one before, and the last is far from the first: it must not get there over the others.
    names = ["small test set", "small test sets", "smaller tests sets"]
    assert similarity(names[0], names[1]) >= THRESHOLD <= similarity(names[1], names[2])
    assert similarity(names[0], names[2]) < THRESHOLD
    assert folds({names[0]: 3, names[1]: 2, names[2]: 1}) == [[names[0], names[1]], [names[2]]]
    # Where the middle one is the commonest, it is what both are compared with.
    assert folds({names[0]: 1, names[1]: 3, names[2]: 2}) == [[names[1], names[2], names[0]]]


def test_the_order_of_the_names_does_not_matter() -> None:
    rng = random.Random(1)
    words = ["sand", "dune", "dunes", "moves", "moved", "no", "slowly", "eastward", "eastwards", "grain", "grains"]
    counts = Counter(" ".join(rng.choices(words, k=rng.randrange(1, 5))) for _ in range(600))
    expected = fold(counts, Corrections())
    assert sorted(key for found in expected for key in found.keys) == sorted(counts)
    for _ in range(3):
        shuffled = list(counts.items())
        rng.shuffle(shuffled)
        assert fold(dict(shuffled), Corrections()) == expected


def test_what_is_asked_first_finds_all_that_a_comparison_of_all_would_find() -> None:
    """Names are looked up by their words; nothing that is near-identical may be missed on the way."""
    names = ["no error bars", "no error bar", "errors bars no", "single run", "single runs", "run single",
             "a small sample", "small samples", "x", "xs", "temporal leakage", "temporal leakages"]  # fmt: skip
    for one in names:
        for other in names:
            if one != other and similarity(one, other) >= THRESHOLD:
                assert len(folds({one: 2, other: 1})) == 1, (one, other)


def test_the_publisher_names_a_family_and_puts_names_in_it() -> None:
    names = {"no error bars": 3, "error bars missing": 2, "no uncertainty": 1, "no error bar": 1}
    corrections = Corrections(families=(own("Uncertainty not shown", "No error bars", "error-bars missing!"),))
    found = fold(names, corrections)
    # What is near-identical to one of the names that are put there comes along.
    assert [(item.title, list(item.keys)) for item in found] == [
        ("Uncertainty not shown", ["no error bars", "error bars missing", "no error bar"]),
        ("", ["no uncertainty"]),
    ]


def test_the_publisher_keeps_names_apart() -> None:
    names = {"closed data": 3, "closed dataset": 2, "closed datas": 1}
    assert len(folds(names)) == 1
    kept = Corrections(apart=((Name("Closed data"), Name("Closed dataset")),))
    assert folds(names, kept) == [["closed data", "closed datas"], ["closed dataset"]]
    # Whoever puts both into one family has said so.
    both = Corrections(families=(own("Data", "Closed data", "Closed dataset"),), apart=kept.apart)
    assert folds(names, both)[0] == ["closed data", "closed dataset", "closed datas"]


def test_a_name_in_two_families_is_of_the_first() -> None:
    found = fold({"wet": 1, "dry": 1}, Corrections(families=(own("One", "wet"), own("Two", "wet", "dry"))))
    assert [(item.title, list(item.keys)) for item in found] == [("One", ["wet"]), ("Two", ["dry"])]


def flags(*names: str) -> dict[str, object]:
    return changed(SCAN, red_flags=[{"flag": name, "detail": f"On {name}."} for name in names])


def test_families_have_their_papers_wordings_and_the_commonest_wording_as_their_title() -> None:
    corpus = Corpus({
        "a": flags("No error bars", "Wet sand", "no error-bars"),
        "b": flags("No error bars."),
        "c": flags("No error bars", ""),
        "d": flags("No Error Bar"),
    })  # fmt: skip
    found = families(corpus.papers)
    assert [(family.title, family.key, family.papers, len(family.flags)) for family in found.families] == [
        ("No error bars", "no-error-bars", 4, 5), ("", "", 1, 1), ("Wet sand", "wet-sand", 1, 1),
    ]  # fmt: skip
    assert found.families[0].wordings == (
        ("No error bars", 2), ("No Error Bar", 1), ("No error bars.", 1), ("no error-bars", 1),
    )  # fmt: skip
    assert [(place.paper.location, place.number) for place in found.families[0].flags] == [
        ("scans/a", 0), ("scans/a", 2), ("scans/b", 0), ("scans/c", 0), ("scans/d", 0),
    ]  # fmt: skip
    assert found.of("NO ERROR BARS!") is found.families[0]


def test_a_name_without_letters_is_compared_as_it_stands() -> None:
    assert flag_key("?!") == "?!"
    assert flag_key("No  error-bars") == "no error bars"


def test_very_long_names_are_of_one_family_only_where_they_are_equal() -> None:
    long = "sand " * 60
    assert folds({f"{long}a": 2, f"{long}b": 1}) == [[f"{long}a"], [f"{long}b"]]


def test_each_family_has_a_key_of_its_own() -> None:
    # What would be the address of both, where one has no letters, or where the publisher calls two alike.
    corpus = Corpus({"a": flags("! !", "!-!", "Wet sand", "Dry sand", "Sand castles")})
    twice = Corrections("f", (own("Wet sand", "Dry sand"), own("wet  SAND", "Sand castles")))
    for corrections, others in ((None, {"dry-sand", "sand-castles"}), (twice, {"sand-castles"})):
        found = [family.key for family in families(corpus.site.papers, corrections).families]
        assert sorted(found) == sorted({"! !", "!-!", "wet-sand"} | others)


def test_a_page_takes_a_paper_that_has_the_family_among_its_first_flags(monkeypatch: pytest.MonkeyPatch) -> None:
    # A file with three hundred red flags made as many pages.
    monkeypatch.setattr(limits, "FAMILY_FLAGS", 2)
    corpus = Corpus(
        {"a": flags("Wet sand", "Dry sand", "Gulls", "Crabs"), "b": flags("Wet sand", "Tar", "Gulls", "Dry sand")}
    )
    found = families(corpus.site.papers)
    assert [(family.title, family.papers) for family in found.families] == [
        ("Dry sand", 2), ("Gulls", 2), ("Wet sand", 2), ("Crabs", 1), ("Tar", 1),
    ]  # fmt: skip
    assert [family.title for family in found.with_page] == ["Dry sand", "Wet sand", "Tar"]
    assert [found.has_page(name) for name in ("Dry sand", "Gulls", "Wet sand", "Crabs", "Tar")] == [
        True,
        False,
        True,
        False,
        True,
    ]
