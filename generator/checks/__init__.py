"""Checks of the input: each a generator of diagnostics whose docstring is its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from generator.checks.absent import (
    empty_checklists,
    empty_texts,
    nothing_found,
    supports_not_stated,
)
from generator.checks.answers import contradictory_answers, repeated_criteria, unclear_answers
from generator.checks.citations import ambiguous_citations
from generator.checks.identifiers import bad_identifiers, disagreeing_identifiers, unfit_addresses
from generator.checks.identity import different_papers_in_one_folder, duplicate_papers
from generator.checks.inputs import Inputs
from generator.checks.scores import (
    confidences_out_of_range,
    counts_out_of_range,
    levels_out_of_range,
    scores_out_of_range,
)
from generator.checks.syntheses import (
    figures_that_do_not_add_up,
    peer_review_of_preprints,
    verdicts_without_confidence,
)
from generator.checks.unknown import unknown_fields, unknown_words
from generator.checks.versions import differing_versions, unknown_versions
from generator.checks.years import unclear_dates, years_out_of_range
from generator.diagnostics import Diagnostic
from generator.model import Corpus, Source

Check = Callable[[Inputs], Iterator[Diagnostic]]

OF_ONE: tuple[Check, ...] = (
    bad_identifiers,
    disagreeing_identifiers,
    unfit_addresses,
    different_papers_in_one_folder,
    unknown_versions,
    differing_versions,
    years_out_of_range,
    contradictory_answers,
    unclear_answers,
    empty_checklists,
    repeated_criteria,
    empty_texts,
    supports_not_stated,
    scores_out_of_range,
    levels_out_of_range,
    confidences_out_of_range,
    counts_out_of_range,
    unclear_dates,
    figures_that_do_not_add_up,
    verdicts_without_confidence,
    peer_review_of_preprints,
    unknown_words,
    unknown_fields,
)
"""Those that look at one paper or synthesis at a time."""

OF_ALL: tuple[Check, ...] = (nothing_found, duplicate_papers, ambiguous_citations)
"""Those that compare them."""

CHECKS: tuple[Check, ...] = OF_ONE + OF_ALL

Found = tuple[Diagnostic, ...]
Sources = tuple[Source, ...]


def _anew(sources: Sources, make: Callable[[], Found]) -> Found:
    return make()


def run_checks(inputs: Inputs, recall: Callable[[Sources, Callable[[], Found]], Found] = _anew) -> Found:
    """Everything that the checks find, in no particular order.

    ``recall`` may give back what was found before in the same files of a paper or synthesis.
    """
    found = [item for check in OF_ALL for item in check(inputs)]
    for paper in inputs.corpus.papers:
        sources = tuple([scan.source for scan in (paper.scan, *paper.earlier)])
        found += recall(sources, partial(_look_at, Corpus(papers=(paper,))))
    for item in inputs.corpus.syntheses:
        found += recall((item.synthesis.source,), partial(_look_at, Corpus(syntheses=(item,))))
    return tuple(found)


def _look_at(one: Corpus) -> Found:
    return tuple(item for check in OF_ONE for item in check(Inputs(one)))


__all__ = ["CHECKS", "Check", "Inputs", "run_checks"]
