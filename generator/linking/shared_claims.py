"""Claims that stand, word for word, in more than one synthesis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator import limits
from generator.identify import normalised
from generator.model import ReportSummary


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where a claim stands: the synthesis' location, the claim's anchor there, its confidence as stated there."""

    location: str
    anchor: str
    confidence: str


def shared_claims(reports: Sequence[ReportSummary]) -> Mapping[str, tuple[ClaimPlace, ...]]:
    """From a claim's normalised text to its place in each synthesis that makes it, where they are several.

    Where a synthesis makes a claim twice, its first place counts.
    """
    places: dict[str, dict[str, ClaimPlace]] = defaultdict(dict)
    for item in reports:
        for claim in item.synthesis.claims[: limits.SHARED]:
            place = ClaimPlace(item.location, claim.anchor, claim.confidence)
            places[normalised(claim.text)].setdefault(item.location, place)
    return {text: tuple(found.values()) for text, found in places.items() if text and len(found) > 1}
