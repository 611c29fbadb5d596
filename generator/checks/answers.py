"""Answers of the checklist."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, Severity, finding, quoted
from generator.model import Answer, Criterion, Scan


def contradictory_answers(inputs: Inputs) -> Iterator[Diagnostic]:
    """A criterion that does not apply (``applies: false``) cannot be met (``answer: true``)."""
    for scan in inputs.scans():
        for criterion in _criteria(scan):
            if criterion.contradictory:
                yield finding(
                    scan.source.path,
                    "contradictory-answer",
                    f"{quoted(criterion.key)} does not apply, and is answered yes; it counts as not applicable",
                    pointer=criterion.pointer,
                    for_reader=f"The scan says of “{criterion.key}” that it does not apply, and answers it with "
                    "yes. It is counted as not applicable.",
                )


def unclear_answers(inputs: Inputs) -> Iterator[Diagnostic]:
    """An answer is yes, no or not applicable; anything else counts as none of them."""
    for scan in inputs.scans():
        for criterion in _criteria(scan):
            if criterion.answer is Answer.UNCLEAR:
                said = f"the answer is {quoted(criterion.stated)}" if criterion.stated else "there is no answer"
                yield finding(
                    scan.source.path,
                    "unclear-answer",
                    f"{quoted(criterion.key)}: {said}; it counts neither as met nor as applicable",
                    pointer=criterion.pointer,
                )


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
                        yield finding(
                            scan.source.path,
                            "repeated-criterion",
                            f"the criterion {quoted(criterion.key)} stands in the domain {quoted(first)} too; "
                            "both answers count",
                            pointer=criterion.pointer,
                            severity=Severity.WARNING if is_twice else Severity.NOTE,
                        )


def _criteria(scan: Scan) -> Iterator[Criterion]:
    for appraisal in (scan.appraisal, scan.type_appraisal):
        for domain in appraisal.domains:
            if domain.overall is not None:
                yield domain.overall
            yield from domain.criteria
