"""Quality tiers of reports, against what the report says of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.checks.inputs import Inputs
from generator.checks.scores import number_of
from generator.diagnostics import Diagnostic, finding
from generator.model import Synthesis, Verdict

SCALE = 10
"""The scores that the tiers are about are out of this."""


@dataclass(frozen=True, slots=True)
class _Tier:
    """What a tier asks for: the least score, a score that lies above all of it, verified claims, reproducibility."""

    least: str = "0"
    below: str = "11"
    verified: int = 0
    reproducibility: str = ""


# As the publisher's site gives them.
_TIERS = {
    "FLAGSHIP_CANDIDATE": _Tier(least="8.5", verified=5, reproducibility="HIGH"),
    "DOI_GRADE": _Tier(least="7.5", verified=1),
    "PUBLIC_RECORD": _Tier(least="5.0"),
    "WATCHLIST": _Tier(below="7.5"),
    "QUARANTINE_CANDIDATE": _Tier(below="5.0"),
}


def tiers_against_scores(inputs: Inputs) -> Iterator[Diagnostic]:
    """A report's tier is one that its score, its verified claims and its reproducibility allow."""
    for synthesis in inputs.syntheses():
        name = synthesis.tier.strip().upper()
        tier = _TIERS.get(name)
        against = "; ".join(_against(synthesis, tier)) if tier else ""
        if against:
            yield finding(
                synthesis.source.path,
                "tier-against-score",
                f"the tier is {name}; {against}",
                pointer="/tier",
                for_reader=f"The tier of the report is {name}; {against}.",
            )


def _against(synthesis: Synthesis, tier: _Tier) -> Iterator[str]:
    figures = synthesis.figures
    score = number_of(figures.score)
    if score is not None and number_of(figures.score_of) == SCALE:
        stated = f"its score is {figures.score.strip()}"
        if score < Decimal(tier.least):
            yield f"{stated}, where this tier asks for {tier.least} or more"
        elif score >= Decimal(tier.below):
            yield f"{stated}, where this tier ends below {tier.below}"
    listed = sum(claim.verdict is Verdict.VERIFIED for claim in synthesis.claims)
    stated_number = number_of(figures.verified)
    # Where the report says one number and lists another, which is a finding of its own, the greater one counts.
    verified = Decimal(listed) if stated_number is None else max(Decimal(listed), stated_number)
    if verified < tier.verified:
        claims = "verified claim" if tier.verified == 1 else "verified claims"
        yield f"it has {verified}, where this tier asks for {tier.verified} {claims} or more"
    level = next((item.level for item in synthesis.dimensions if item.key == "reproducibility_status"), "")
    if tier.reproducibility and level and level.strip().upper() != tier.reproducibility:
        yield f"its reproducibility is {level.strip()[:20]}, where this tier asks for {tier.reproducibility}"
