"""How papers answer, over all of them."""

from __future__ import annotations

from generator.analysis.rates import rates
from generator.analysis.tally import Tally, by_domain
from tests.inputs import ANSWER, SCAN, Corpus, changed
from tests.shore import checklist, scan, shore


def test_the_corpus_made_by_hand():
    found = shore().site.rates
    # alpha yyna, beta yn, gamma u, delta aa, eps y
    artifacts = Tally(yes=4, no=2, not_applicable=3, unclear=1)
    # alpha yn, gamma nn, eps y
    statistics = Tally(yes=2, no=3)
    assert found.domains == {
        "artifacts": artifacts, "statistical_methodology": statistics, "sea_shells": Tally(no=1),
    }  # fmt: skip
    assert found.over_all == Tally(yes=6, no=6, not_applicable=3, unclear=1)
    assert found.criteria == {
        ("artifacts", "code_released"): Tally(yes=3, not_applicable=1, unclear=1),
        ("artifacts", "data_released"): Tally(yes=1, no=1, not_applicable=1),
        ("artifacts", "environment_specified"): Tally(no=1),
        ("artifacts", "reproduction_instructions"): Tally(not_applicable=1),
        ("statistical_methodology", "confidence_intervals_or_error_bars"): Tally(yes=2, no=1),
        ("statistical_methodology", "significance_tests"): Tally(no=2),
        ("sea_shells", "spiral"): Tally(no=1),
    }


def test_answers_that_many_papers_give_count_once_for_each():
    papers = Corpus({f"p{number}": scan(f"P {number}", checklist=checklist(artifacts="yn")) for number in range(7)})
    assert rates(papers.papers).over_all == Tally(yes=7, no=7)


def test_a_domain_without_criteria_counts_by_its_own_answer_and_one_without_answers_not_at_all():
    corpus = Corpus({"a": changed(SCAN, checklist={"artifacts": ANSWER, "sea_shells": {}})})
    found = corpus.site.rates
    assert found.domains == {"artifacts": Tally(yes=1), "sea_shells": Tally()}
    assert found.criteria == {("artifacts", "artifacts"): Tally(yes=1)}


def test_no_papers():
    found = rates(())
    assert (found.over_all, found.domains, found.criteria) == (Tally(), {}, {})


def test_the_domains_of_one_checklist():
    answers = shore().papers[0].scan.answers
    assert by_domain(answers) == {
        "artifacts": Tally(yes=2, no=1, not_applicable=1), "statistical_methodology": Tally(yes=1, no=1),
    }  # fmt: skip
