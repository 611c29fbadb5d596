"""The methodology page: what is asked, and how many papers do it."""

from __future__ import annotations

from generator import limits
from generator.pages.methodology import METHODOLOGY
from generator.render.markup import Badge
from generator.vocabulary import load
from tests.inputs import ANSWER, Corpus, pages, view
from tests.shore import scan, shore


def domains(corpus):
    return {domain.anchor: domain for domain in view(METHODOLOGY, corpus, "methodology.md").domains}


def badges(domain):
    return {row.anchor: row.badge for row in domain.criteria}


def test_how_many_papers_meet_each_criterion_of_those_to_which_it_applies():
    found = domains(shore())
    assert badges(found["artifacts"]) == {
        "artifacts.code_released": Badge("high", "▲", "3 of 3"),
        "artifacts.data_released": Badge("middle", "■", "1 of 2"),
        "artifacts.environment_specified": Badge("low", "▼", "0 of 1"),
        "artifacts.reproduction_instructions": Badge("na", "–", "none applicable"),
    }
    statistics = badges(found["statistical_methodology"])
    assert statistics["statistical_methodology.confidence_intervals_or_error_bars"] == Badge("high", "▲", "2 of 3")
    assert statistics["statistical_methodology.significance_tests"] == Badge("low", "▼", "0 of 2")
    assert statistics["statistical_methodology.variance_reported"] == Badge("na", "–", "none applicable")


def test_what_the_vocabulary_does_not_know_is_added_at_the_end():
    found = domains(shore())
    assert list(found)[-1] == "sea_shells"
    assert [(row.title, row.badge.word) for row in found["sea_shells"].criteria] == [("Spiral", "0 of 1")]
    assert "sea_shells" not in domains(Corpus())


def test_what_the_vocabulary_does_not_know_is_listed_as_far_as_it_has_pages(monkeypatch):
    monkeypatch.setattr(limits, "OWN_ALONE", 1)
    corpus = Corpus({"a": scan("A", checklist={"sea_shells": dict.fromkeys(("spiral", "flat", "broken"), ANSWER)})})
    assert list(badges(domains(corpus)["sea_shells"])) == ["sea_shells.broken"]
    assert view(METHODOLOGY, corpus, "methodology.md").left_out == (
        "2 more criteria that the vocabulary does not know are not listed here."
    )


def test_every_domain_and_criterion_of_the_vocabulary_is_explained():
    words = load()
    found = domains(Corpus())
    assert list(found) == list(words.domains)
    assert {key: len(domain.criteria) for key, domain in found.items()} == {
        key: len(domain.criteria) for key, domain in words.domains.items()
    }
    assert all(row.question and row.help for domain in found.values() for row in domain.criteria)


def test_a_domain_that_was_answered_as_a_whole_is_no_criterion_of_its_own():
    found = domains(Corpus({"a": scan("A", checklist={"artifacts": ANSWER})}))
    assert len(found["artifacts"].criteria) == len(load().domains["artifacts"].criteria)


def test_the_badges_are_explained():
    found = view(METHODOLOGY, Corpus(), "methodology.md")
    assert [item.badge.word for item in found.answers] == ["Yes", "No", "Not applicable", "Unclear"]
    assert [item.badge.word for item in found.support] == ["Strong", "Moderate", "Weak", "Unsupported"]
    assert all(item.about for item in (*found.answers, *found.support))
    for kind in ("verdicts", "tags", "modules", "factors"):
        assert getattr(found, kind), kind


def test_each_badge_has_the_meaning_that_the_vocabulary_gives_it():
    words = load().terms
    found = view(METHODOLOGY, Corpus(), "methodology.md")
    assert [item.about for item in found.answers] == [
        words["answers"][key].about for key in ("yes", "no", "not_applicable", "unknown")
    ]
    assert [item.about for item in found.support] == [
        words["support_levels"][key].about for key in ("strong", "moderate", "weak", "unsupported")
    ]
    for name, kind in (("verdicts", "verdicts"), ("tags", "methodology_tags"), ("modules", "modules"),
                       ("factors", "engagement_factors")):  # fmt: skip
        assert [tuple(field) for field in getattr(found, name)] == [
            (term.title, term.about) for term in words[kind].values()
        ]
    assert {field.title for field in found.verdicts} >= {"Verified", "Not verified"}


def test_each_domain_and_criterion_is_told_in_the_words_of_the_vocabulary():
    artifacts = domains(Corpus())["artifacts"]
    assert artifacts.title == "Artifacts"
    assert artifacts.about.startswith("Asks whether a stranger could get hold of the code")
    first = artifacts.criteria[0]
    assert (first.title, first.question) == ("Code released", "Is the source code of the study publicly available?")
    assert first.help.startswith("Yes if the paper points to code")


def test_where_it_stands():
    found = view(METHODOLOGY, Corpus(), "methodology.md")
    assert (found.path, found.meta) == (
        "methodology.md",
        {
            "title": "Methodology",
            "description": "What criteria, answers, signs and figures of this site mean, and how they are counted.",
        },
    )


def test_a_navigation_lists_it():
    assert [page.listed for page in METHODOLOGY.plan(shore().site)] == [True]


def test_the_search_finds_what_a_domain_asks_and_not_how_often_it_is_met():
    ((_, made),) = pages(METHODOLOGY, shore()).items()
    entries = {entry.anchor: entry for entry in made.search}
    assert entries[""].title == "Methodology"
    assert entries["artifacts"].title == "Artifacts"
    assert "Code released. " in entries["artifacts"].text
    ((_, other),) = pages(METHODOLOGY, Corpus()).items()
    assert [entry for entry in other.search if entry.anchor != "sea_shells"] == [
        entry for entry in made.search if entry.anchor != "sea_shells"
    ]
