"""Groups to browse by, counted by hand."""

from __future__ import annotations

from generator import limits
from generator.analysis.groups import by_author, by_module, by_tag, by_type, by_venue, by_year, domains, figures
from generator.analysis.tally import Tally, over_domains
from tests.inputs import SCAN, Corpus, changed, with_paper
from tests.shore import shore


def short(groups):
    return [(group.key, group.title, [paper.location[6:] for paper in group.papers]) for group in groups]


def test_years_come_newest_first_and_those_without_last() -> None:
    assert short(by_year(shore().papers)) == [
        ("2025", "2025", ["beta", "gamma"]),
        ("2024", "2024", ["alpha", "eps"]),
        ("not-stated", "Year not stated", ["delta"]),
    ]


def test_tags_have_the_title_of_the_vocabulary_and_each_paper_once() -> None:
    corpus = Corpus({
        "a": changed(SCAN, methodology_tags=["rct", "rct", "Own tag"]),
        "b": changed(SCAN, methodology_tags=["rct"]),
        "c": changed(SCAN, methodology_tags=[]),
    })  # fmt: skip
    found = by_tag(corpus.papers)
    assert short(found) == [("rct", "Randomized controlled trial", ["a", "b"]), ("Own tag", "Own tag", ["a"])]
    assert found[0].about.startswith("Participants or cases")
    assert found[1].about == ""


def test_modules_and_types() -> None:
    corpus = Corpus({
        "a": changed(SCAN, active_modules=["data_leakage"], paper_type="survey"),
        "b": changed(SCAN, active_modules=["data_leakage", "dunes"]),
    })  # fmt: skip
    assert short(by_module(corpus.papers)) == [
        ("data_leakage", "Data leakage", ["a", "b"]),
        ("dunes", "Dunes", ["b"]),
    ]
    assert short(by_type(corpus.papers)) == [("survey", "Survey", ["a"])]


def test_a_paper_stands_in_the_lists_of_its_first_tags_only() -> None:
    corpus = Corpus({"a": changed(SCAN, methodology_tags=[f"tag-{number}" for number in range(limits.LISTED + 5)])})
    assert len(by_tag(corpus.papers)) == limits.LISTED


def test_spellings_of_a_venue_are_folded_and_kept() -> None:
    named = {"a": "Dunes '24", "b": "Dunes '23", "c": "DUNES", "d": "", "e": "Proc. of NeurIPS", "f": "Dunes '24"}
    groups = by_venue(Corpus({name: with_paper(venue=venue) for name, venue in named.items()}).papers)
    # Dunes is written so three times once the years are gone, DUNES once.
    assert short(groups) == [("dunes", "Dunes", ["a", "b", "c", "f"]), ("neurips", "NeurIPS", ["e"])]
    assert groups[0].spellings == (("Dunes '24", 2), ("DUNES", 1), ("Dunes '23", 1))
    assert groups[1].spellings == ()


def test_authors_have_two_papers_or_more() -> None:
    corpus = Corpus({
        "a": with_paper(authors=["Ida Sand", "Bo Bucket"]),
        "b": with_paper(authors=["Ida Sánd", "Ida Sand"]),
        "c": with_paper(authors=["ida sand", "Bo  Bucket", "I. Sand"]),
        "d": with_paper(authors=["Ida Sand"]),
    })  # fmt: skip
    found = by_author(corpus.papers)
    assert short(found) == [("ida-sand", "Ida Sand", ["a", "b", "c", "d"]), ("bo-bucket", "Bo Bucket", ["a", "c"])]
    # Of two spellings in one paper, the first counts.
    assert found[0].spellings == (("Ida Sand", 2), ("Ida Sánd", 1), ("ida sand", 1))


def test_keys_do_not_depend_on_what_else_there_is() -> None:
    few = {"a": with_paper(venue="Dunes 2024"), "b": with_paper(venue="dunes")}
    more = few | {f"c{number}": with_paper(venue="DUNES") for number in range(5)}
    assert by_venue(Corpus(few).papers)[0].key == by_venue(Corpus(more).papers)[0].key == "dunes"


def test_figures_count_the_newest_scans() -> None:
    papers = {paper.location[6:]: paper for paper in shore().papers}
    # alpha: artifacts yyna, statistics yn; eps: shells n, statistics y, artifacts y.
    both = [papers["alpha"], papers["eps"]]
    shown = {"artifacts", "statistical_methodology", "sea_shells"}
    assert domains(both, shown) == (
        ("artifacts", Tally(3, 1, 1, 0)), ("statistical_methodology", Tally(2, 1, 0, 0)), ("sea_shells", Tally(0, 1, 0, 0)),
    )  # fmt: skip
    assert domains(both, {"sea_shells"}) == (("sea_shells", Tally(0, 1, 0, 0)),)
    found = figures(both)
    assert found.answers == Tally(5, 3, 1, 0)
    assert (found.papers, found.red_flags, found.claims, found.strong) == (2, 1, 2, 1)
    assert figures([]).answers == Tally()


def test_over_domains_is_the_sum_of_the_papers_by_themselves() -> None:
    papers = shore().papers
    found = shore().site.rates.domains
    assert over_domains((paper.scan.answers for paper in papers), found) == found
