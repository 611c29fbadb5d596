from __future__ import annotations

from generator.analysis.nearest import MOST, nearest
from tests.inputs import SCAN, Corpus, changed
from tests.shore import shore


def tagged(**papers: tuple[int, list[str]]) -> Corpus:
    """Papers of a year and with tags, none of which cites another."""
    return Corpus(
        {
            name: changed(
                SCAN, paper={"title": f"On {name}", "year": year, "authors": []}, methodology_tags=tags,
                paper_type="", active_modules=[], cited_papers=[],
            )
            for name, (year, tags) in papers.items()
        }
    )  # fmt: skip


def found(corpus: Corpus) -> dict[str, list[str]]:
    return {
        location.removeprefix("scans/"): [other.removeprefix("scans/") for other in others]
        for location, others in nearest(corpus.papers, corpus.site.citations.by_papers).items()
    }


def test_those_that_cite_it_or_that_it_cites_are_near() -> None:
    # Alpha is cited by beta, gamma and delta; gamma cites beta, too. Beta and gamma are one year off, delta has none.
    assert found(shore()) == {
        "alpha": ["beta", "gamma", "delta"],
        "beta": ["gamma", "alpha"],
        "gamma": ["beta", "alpha"],
        "delta": ["alpha"],
    }


def test_those_with_the_same_labels_are_near_the_more_of_them_and_the_closer_in_years_the_nearer() -> None:
    corpus = tagged(
        a=(2020, ["x", "y"]), b=(2021, ["x"]), c=(2023, ["x", "y"]), d=(2019, ["y"]), e=(2018, ["y"]), f=(2020, ["z"])
    )
    assert found(corpus)["a"] == ["c", "b", "d", "e"]
    assert found(corpus)["b"] == ["a", "c"]
    assert "f" not in found(corpus)


def test_a_paper_that_comes_changes_what_few_others_are_compared_with() -> None:
    papers = {f"p{number:03}": (2000 + number // 10, ["x"]) for number in range(200)}
    before = found(tagged(**papers))
    assert len(before) == 200
    assert all(3 <= len(others) <= MOST for others in before.values())
    after = found(tagged(**papers, p095b=(2009, ["x"])))
    assert {name for name in before if before[name] != after[name]} <= {f"p{number:03}" for number in range(92, 100)}
    # And nobody is offered on every page.
    offered = [name for others in before.values() for name in others]
    assert max(map(offered.count, before)) <= 8
