"""Figures of the key findings that no claim has."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding
from generator.figures import figures_in, is_any_repeated

FEWEST = 2
"""One figure may well be rounded, or be said in words in a claim; of several, one should come back."""
_SHOWN = 5


def figures_in_no_claim(inputs: Inputs) -> Iterator[Diagnostic]:
    """Where the key findings have several figures, the claims or their evidence repeat one of them at least."""
    for scan in inputs.scans():
        figures = figures_in(scan.key_findings)
        if len(figures) < FEWEST or not scan.claims:
            continue
        if is_any_repeated(figures, (text for claim in scan.claims for text in (claim.text, claim.evidence))):
            continue
        listed = ", ".join([*figures.values()][:_SHOWN]) + (", …" if len(figures) > _SHOWN else "")
        yield finding(
            scan.source.path,
            "figures-in-no-claim",
            f"the key findings have {len(figures)} figures ({listed}), and no claim repeats any of them",
            pointer="/key_findings",
            for_reader=f"The key findings have {len(figures)} figures ({listed}); neither the claims nor their "
            "evidence repeat any of them.",
        )
