"""Checks of the input: each a generator of diagnostics whose docstring is its rule.

What a check of one scan or synthesis finds depends on that file alone, and is remembered with what was read of it;
a check of the site compares summaries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.analysis.site import Site
from generator.checks.answers import contradictory_answers, unclear_answers
from generator.checks.citations import ambiguous_citations
from generator.checks.identifiers import bad_identifiers, bad_identifiers_of_references, disagreeing_identifiers
from generator.checks.identity import different_papers_in_one_folder, duplicate_papers
from generator.checks.syntheses import (
    figures_that_do_not_add_up,
    peer_review_of_preprints,
    verdicts_without_confidence,
)
from generator.checks.unknown import (
    unknown_fields,
    unknown_fields_of_synthesis,
    unknown_words,
    unknown_words_of_synthesis,
)
from generator.diagnostics import Diagnostic
from generator.model import Scan, Synthesis

ScanCheck = Callable[[Scan], Iterator[Diagnostic]]
SynthesisCheck = Callable[[Synthesis], Iterator[Diagnostic]]
SiteCheck = Callable[[Site], Iterator[Diagnostic]]

OF_SCANS: tuple[ScanCheck, ...] = (
    bad_identifiers,
    disagreeing_identifiers,
    contradictory_answers,
    unclear_answers,
    unknown_words,
    unknown_fields,
)

OF_SYNTHESES: tuple[SynthesisCheck, ...] = (
    bad_identifiers_of_references,
    figures_that_do_not_add_up,
    verdicts_without_confidence,
    peer_review_of_preprints,
    unknown_words_of_synthesis,
    unknown_fields_of_synthesis,
)

OF_SITE: tuple[SiteCheck, ...] = (duplicate_papers, different_papers_in_one_folder, ambiguous_citations)

CHECKS = OF_SCANS + OF_SYNTHESES + OF_SITE


def check_scan(scan: Scan) -> Iterator[Diagnostic]:
    """Everything that the checks find in one scan."""
    for check in OF_SCANS:
        yield from check(scan)


def check_synthesis(synthesis: Synthesis) -> Iterator[Diagnostic]:
    """Everything that the checks find in one synthesis."""
    for check in OF_SYNTHESES:
        yield from check(synthesis)


def check_site(site: Site) -> Iterator[Diagnostic]:
    """Everything that the checks find in comparing files."""
    for check in OF_SITE:
        yield from check(site)


__all__ = ["CHECKS", "check_scan", "check_site", "check_synthesis"]
