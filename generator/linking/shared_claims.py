"""Claims that stand, word for word, in more than one synthesis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator import limits
from generator.identify import normalised
from generator.model import Corpus, Synthesis, SynthesisClaim


def shared_of(synthesis: Synthesis) -> tuple[SynthesisClaim, ...]:
    """The claims that can be shared: those that the report's page shows, for the others have no place to link to."""
    return synthesis.claims[: limits.ROWS]


def shared_claims(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """From a claim's normalised text to the locations of the syntheses that make it, where they are several."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for item in corpus.syntheses:
        for claim in shared_of(item.synthesis):
            places[normalised(claim.text)][item.location] = None
    return {text: tuple(found) for text, found in places.items() if text and len(found) > 1}
