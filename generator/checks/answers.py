"""Answers of the checklist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, Severity, quoted
from generator.model import Answer, Criterion, Scan


def contradictory_answers(inputs: Inputs) -> Iterator[Diagnostic]:
    """A criterion that does not apply (``applies: false``) cannot be met (``answer: true``)."""
    for scan in inputs.scans():
        for criterion in _criteria(scan):
            if criterion.contradictory:
                yield Diagnostic(
                    scan.source.path, "contradictory-answer", Severity.WARNING,
                    f"{quoted(criterion.key)} does not apply, and is answered yes; it counts as not applicable",
                    "set answer to false, or applies to true", criterion.pointer,
                    for_reader=f"The scan says of “{criterion.key}” that it does not apply, and answers it with "
                    "yes. It is counted as not applicable.",
                )  # fmt: skip


def unclear_answers(inputs: Inputs) -> Iterator[Diagnostic]:
    """An answer is yes, no or not applicable; anything else counts as none of them."""
    for scan in inputs.scans():
        for criterion in _criteria(scan):
            if criterion.answer is Answer.UNCLEAR:
                said = f"the answer is {quoted(criterion.stated)}" if criterion.stated else "there is no answer"
                yield Diagnostic(
                    scan.source.path, "unclear-answer", Severity.WARNING,
                    f"{quoted(criterion.key)}: {said}; it counts neither as met nor as applicable",
                    "write true or false (or applies: false)", criterion.pointer,
                )  # fmt: skip


def repeated_criteria(inputs: Inputs) -> Iterator[Diagnostic]:
    """A criterion stands once in a checklist. In two domains it may be the same one, counted twice."""
    for scan in inputs.scans():
        for appraisal in (scan.appraisal, scan.type_appraisal):
            home: dict[str, str] = {}
            for domain in appraisal.domains:
                here: set[str] = set()
                for criterion in domain.criteria:
                    is_twice = criterion.key in here
                    here.add(criterion.key)
                    first = home.setdefault(criterion.key, domain.key)
                    if is_twice or first != domain.key:
                        yield Diagnostic(
                            scan.source.path, "repeated-criterion", Severity.WARNING if is_twice else Severity.NOTE,
                            f"the criterion {quoted(criterion.key)} stands in the domain {quoted(first)} too; "
                            "both answers count",
                            "remove one of the two, if they are the same", criterion.pointer,
                        )  # fmt: skip


def _criteria(scan: Scan) -> Iterator[Criterion]:
    for appraisal in (scan.appraisal, scan.type_appraisal):
        for domain in appraisal.domains:
            if domain.overall is not None:
                yield domain.overall
            yield from domain.criteria
