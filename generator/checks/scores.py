"""Numbers that have a scale: scores, levels, confidences, counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding, json_pointer, quoted
from generator.model import Synthesis, SynthesisClaim
from generator.shorten import first

MOST_ENGAGEMENT = 3
"""The highest score of an engagement factor; the lowest is 0."""
MOST_VERIFICATION = 7
"""The highest verification level of a report; the lowest is 0."""

_NUMBER = re.compile(r"[+-]?(?:\d{1,100}(?:\.\d{0,100})?|\.\d{1,100})(?:[eE][+-]?\d{1,3})?", re.ASCII)
_COUNT = re.compile(r"\d{1,9}|\d{1,3}(?:,\d{3}){1,3}", re.ASCII)


def scores_out_of_range(inputs: Inputs) -> Iterator[Diagnostic]:
    """A score lies on its scale: 0 to 3 of an engagement factor, 0 to ``score_of`` of a report and its dimensions."""
    for scan in inputs.scans():
        for factor in scan.engagement:
            if factor.score is not None and not 0 <= factor.score <= MOST_ENGAGEMENT:
                yield _score(
                    scan.source.path, str(factor.score), f"a score from 0 to {MOST_ENGAGEMENT}",
                    f"{factor.pointer}/score",
                )  # fmt: skip
    for synthesis in inputs.syntheses():
        path, figures = synthesis.source.path, synthesis.figures
        most = number_of(figures.score_of)
        if most is None or most <= 0:
            yield _score(path, figures.score_of, "a number above 0", "/figures/score_of")
            most = None
        of = f"a score from 0 to {figures.score_of}" if most is not None else "a score of 0 or more"
        scores = [(figures.score, "/figures/score")]
        scores += [(one.score, json_pointer("quality_dimensions", one.key, "score")) for one in synthesis.dimensions]
        for stated, pointer in scores:
            if stated.strip() and not _is_within(stated, most):
                yield _score(path, stated, of, pointer)


def _score(path: str, stated: str, wanted: str, pointer: str) -> Diagnostic:
    return finding(
        path,
        "score-out-of-range",
        f"{quoted(stated)} is not {wanted}; it is shown as given",
        pointer=pointer,
    )


def levels_out_of_range(inputs: Inputs) -> Iterator[Diagnostic]:
    """A report's verification level is a whole number from 0 to 7."""
    for synthesis in inputs.syntheses():
        stated = synthesis.verification_level
        value = number_of(stated)
        is_fit = value is not None and value == value.to_integral_value() and 0 <= value <= MOST_VERIFICATION
        if stated.strip() and not is_fit:
            yield finding(
                synthesis.source.path,
                "level-out-of-range",
                f"{quoted(stated)} is not a verification level from 0 to {MOST_VERIFICATION}; it is shown as given",
                pointer="/verification_level",
            )


def confidences_out_of_range(inputs: Inputs) -> Iterator[Diagnostic]:
    """A confidence is a number from 0 to 1, or a percentage from 0% to 100%."""
    for synthesis in inputs.syntheses():
        for claim in synthesis.claims:
            if claim.confidence.stated and claim.confidence.value is None:
                yield finding(
                    synthesis.source.path,
                    "confidence-out-of-range",
                    f"{quoted(claim.confidence.stated)} is not a confidence from 0 to 1; it is shown as given",
                    pointer=f"{claim.pointer}/confidence",
                    for_reader=_impossible(claim),
                )


def _impossible(claim: SynthesisClaim) -> str:
    """What a reader is told of a number that is no confidence; a word speaks for itself."""
    if number_of(claim.confidence.stated) is None:
        return ""
    stated = first(claim.confidence.stated.strip(), 20)
    return f"The claim “{first(claim.text, 60)}” has a confidence of {stated}, which is not between 0 and 1."


def counts_out_of_range(inputs: Inputs) -> Iterator[Diagnostic]:
    """What a report counts is a whole number of 0 or more, and it verified no more claims than it has."""
    for synthesis in inputs.syntheses():
        figures = synthesis.figures
        for name, stated in (("papers", figures.papers), ("claims", figures.claims), ("verified", figures.verified)):
            if stated.strip() and not _COUNT.fullmatch(stated.strip()):
                yield _count(synthesis, f"{quoted(stated)} is not a number of {_NOUNS[name]}", name)
        claims, verified = (
            int(text.replace(",", "")) if _COUNT.fullmatch(text) else None
            for text in (figures.claims.strip(), figures.verified.strip())
        )
        if claims is not None and verified is not None and verified > claims:
            said = f"{verified:,} verified claims are more than the {claims:,} claims that the report states"
            yield _count(synthesis, said, "verified")


_NOUNS = {"papers": "papers", "claims": "claims", "verified": "verified claims"}


def _count(synthesis: Synthesis, said: str, name: str) -> Diagnostic:
    return finding(
        synthesis.source.path,
        "count-out-of-range",
        f"{said}; it is shown as given",
        pointer=json_pointer("figures", name),
    )


def number_of(text: str) -> Decimal | None:
    """A finite number, as JSON, YAML and reports write it; ``None`` for anything else, such as NaN."""
    stripped = text.strip()
    return Decimal(stripped) if _NUMBER.fullmatch(stripped) else None


def _is_within(text: str, most: Decimal | None) -> bool:
    value = number_of(text)
    return value is not None and value >= 0 and (most is None or value <= most)
