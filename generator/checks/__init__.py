"""Checks of the input: each a generator of diagnostics whose docstring is its rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.checks.answers import contradictory_answers, unclear_answers
from generator.checks.citations import ambiguous_citations
from generator.checks.identifiers import bad_identifiers, disagreeing_identifiers
from generator.checks.identity import different_papers_in_one_folder, duplicate_papers
from generator.checks.inputs import Inputs
from generator.checks.syntheses import (
    figures_that_do_not_add_up,
    peer_review_of_preprints,
    verdicts_without_confidence,
)
from generator.checks.unknown import unknown_fields, unknown_words
from generator.diagnostics import Diagnostic

Check = Callable[[Inputs], Iterator[Diagnostic]]

CHECKS: tuple[Check, ...] = (
    bad_identifiers,
    disagreeing_identifiers,
    duplicate_papers,
    different_papers_in_one_folder,
    contradictory_answers,
    unclear_answers,
    figures_that_do_not_add_up,
    verdicts_without_confidence,
    peer_review_of_preprints,
    ambiguous_citations,
    unknown_words,
    unknown_fields,
)


def run_checks(inputs: Inputs) -> tuple[Diagnostic, ...]:
    """Everything that the checks find, in no particular order."""
    return tuple(item for check in CHECKS for item in check(inputs))


__all__ = ["CHECKS", "Check", "Inputs", "run_checks"]
