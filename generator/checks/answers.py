"""Answers of the checklist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Diagnostic, Severity, quoted
from generator.model import Answer, Criterion, Scan


def contradictory_answers(scan: Scan) -> Iterator[Diagnostic]:
    """A criterion that does not apply (``applies: false``) cannot be met (``answer: true``)."""
    for criterion in _criteria(scan):
        if criterion.contradictory:
            yield Diagnostic(
                scan.source.path, "contradictory-answer", Severity.WARNING,
                f"{quoted(criterion.key)} does not apply, and is answered yes; it counts as not applicable",
                "set answer to false, or applies to true", criterion.pointer,
                for_reader=f"The scan says of “{criterion.key}” that it does not apply, and answers it with "
                "yes. It is counted as not applicable.",
            )  # fmt: skip


def unclear_answers(scan: Scan) -> Iterator[Diagnostic]:
    """An answer is yes, no or not applicable; anything else counts as none of them."""
    for criterion in _criteria(scan):
        if criterion.answer is Answer.UNCLEAR:
            said = f"the answer is {quoted(criterion.stated)}" if criterion.stated else "there is no answer"
            yield Diagnostic(
                scan.source.path, "unclear-answer", Severity.WARNING,
                f"{quoted(criterion.key)}: {said}; it counts neither as met nor as applicable",
                "write true or false (or applies: false)", criterion.pointer,
            )  # fmt: skip


def _criteria(scan: Scan) -> Iterator[Criterion]:
    for appraisal in (scan.appraisal, scan.type_appraisal):
        for domain in appraisal.domains:
            if domain.overall is not None:
                yield domain.overall
            yield from domain.criteria
