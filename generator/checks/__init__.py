"""Checks of the input: each a generator of diagnostics whose docstring is its rule.

What a check of one file finds depends on that file alone, and is remembered with what was read of it; a check of the
site compares summaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.analysis.site import Site
from generator.checks.absent import (
    empty_checklists,
    empty_texts,
    supports_not_stated,
)
from generator.checks.answers import contradictory_answers, repeated_criteria, unclear_answers
from generator.checks.citations import ambiguous_citations
from generator.checks.code_repositories import code_against_answer
from generator.checks.contradicted_claims import contradicted_claims
from generator.checks.families import unknown_flag_names
from generator.checks.identifiers import bad_identifiers, disagreeing_identifiers, unfit_addresses
from generator.checks.identity import different_papers_in_one_folder, duplicate_papers
from generator.checks.inputs import Inputs
from generator.checks.moved import misfits_of_moved
from generator.checks.presence import nothing_found
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
from generator.checks.tiers import tiers_against_scores
from generator.checks.unclaimed_figures import figures_in_no_claim
from generator.checks.unknown import unknown_fields, unknown_words
from generator.checks.versions import differing_versions, unknown_versions
from generator.checks.years import unclear_dates, years_out_of_range
from generator.diagnostics import Diagnostic, at_its_line

FileCheck = Callable[[Inputs], Iterator[Diagnostic]]
SiteCheck = Callable[[Site], Iterator[Diagnostic]]

OF_FILES: tuple[FileCheck, ...] = (
    bad_identifiers,
    disagreeing_identifiers,
    unfit_addresses,
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
    contradicted_claims,
    code_against_answer,
    figures_in_no_claim,
    tiers_against_scores,
    unknown_words,
    unknown_fields,
)

OF_SITE: tuple[SiteCheck, ...] = (
    nothing_found,
    duplicate_papers,
    different_papers_in_one_folder,
    ambiguous_citations,
    unknown_flag_names,
    misfits_of_moved,
)

CHECKS = OF_FILES + OF_SITE


def check_file(inputs: Inputs) -> Iterator[Diagnostic]:
    """Everything that the checks find in one file."""
    for check in OF_FILES:
        yield from check(inputs)


def check_site(site: Site) -> Iterator[Diagnostic]:
    """Everything that the checks find in comparing files."""
    for check in OF_SITE:
        yield from map(at_its_line, check(site))


__all__ = ["CHECKS", "Inputs", "check_file", "check_site"]
