"""Claims that stand, word for word, in more than one synthesis."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from generator.identify import normalised
from generator.model import Corpus


def shared_claims(corpus: Corpus) -> Mapping[str, tuple[str, ...]]:
    """From a claim's normalised text to the locations of the syntheses that make it, where they are several."""
    places: dict[str, dict[str, None]] = defaultdict(dict)
    for item in corpus.syntheses:
        for claim in item.synthesis.claims:
            places[normalised(claim.text)][item.location] = None
    return {text: tuple(found) for text, found in places.items() if text and len(found) > 1}
