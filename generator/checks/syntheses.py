"""What does not add up in a synthesis report. The page shows it to the reader as well."""

from __future__ import annotations

from collections.abc import Iterator

from generator import limits
from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding, quoted
from generator.model import IdentifierKind, Verdict

LOW_CONFIDENCE = 0.5
"""Under this a claim is more likely wrong than right by the report's own figure (0 to 1)."""


def figures_that_do_not_add_up(inputs: Inputs) -> Iterator[Diagnostic]:
    """The numbers of papers, claims and verified claims that a report states are the numbers it lists."""
    for synthesis in inputs.syntheses():
        verified = sum(claim.verdict is Verdict.VERIFIED for claim in synthesis.claims)
        for noun, stated, counted, pointer in (
            ("paper", synthesis.figures.papers, len(synthesis.references), "/references"),
            ("claim", synthesis.figures.claims, len(synthesis.claims), "/claims"),
            ("verified claim", synthesis.figures.verified, verified, "/claims"),
        ):
            digits = stated.replace(",", "").strip()
            if not digits or digits == str(counted):
                continue
            if not digits.isdecimal() or len(stated) > limits.WORD:
                stated = quoted(stated)
            plural = noun if stated == "1" else f"{noun}s"
            listed = f"{counted} {'is' if counted == 1 else 'are'} listed"
            yield finding(
                synthesis.source.path,
                "figures-differ",
                f"the report states {stated} {plural}, and {listed}",
                pointer=pointer,
                for_reader=f"The report states {stated} {plural}; {listed} in it.",
            )


def verdicts_without_confidence(inputs: Inputs) -> Iterator[Diagnostic]:
    """A claim that is marked as verified has a confidence of at least one half, an unverified one less."""
    for synthesis in inputs.syntheses():
        for claim in synthesis.claims:
            value = claim.confidence.value
            if value is None:
                continue
            low = claim.verdict is Verdict.VERIFIED and value < LOW_CONFIDENCE
            high = claim.verdict is Verdict.NOT_VERIFIED and value >= LOW_CONFIDENCE
            if low or high:
                mark = "verified" if low else "not verified"
                yield finding(
                    synthesis.source.path,
                    "verdict-against-confidence",
                    f"a claim is marked as {mark} with a confidence of {claim.confidence.stated}",
                    pointer=claim.pointer,
                    for_reader=f"The claim “{_start(claim.text)}” is marked as {mark}, with a confidence of "
                    f"{claim.confidence.stated}.",
                )


def peer_review_of_preprints(inputs: Inputs) -> Iterator[Diagnostic]:
    """A report that calls its papers peer-reviewed lists something else than arXiv preprints."""
    for synthesis in inputs.syntheses():
        references = synthesis.references
        if not synthesis.figures.peer_reviewed or not references:
            continue
        preprints = [
            reference for reference in references
            if any(found.kind is IdentifierKind.ARXIV for found in reference.identifiers)
        ]  # fmt: skip
        if len(preprints) == len(references):
            yield finding(
                synthesis.source.path,
                "peer-reviewed-preprints",
                "the report calls its papers peer-reviewed, and every reference is an arXiv preprint",
                pointer="/references",
                for_reader="The report calls its papers peer-reviewed; every reference that it lists is an arXiv "
                "preprint.",
            )


def _start(text: str) -> str:
    return text if len(text) <= 60 else text[:60].rsplit(" ", 1)[0] + " …"
