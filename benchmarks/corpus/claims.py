"""Claims, their evidence and the key findings: several ways to tell one result."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.corpus.draw import Draw
from benchmarks.corpus.prose import Prose, as_sentence
from benchmarks.corpus.words import VOICES

SUPPORT = {"strong": 22, "moderate": 38, "weak": 26, "unsupported": 12, "partial": 1, "mixed": 1}
"""How many of 100 claims have each level; the last two are words that the vocabulary does not know."""

_SLOTS = ("other", "bench", "adj", "things", "n", "few", "people")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim as a scan states it."""

    text: str
    evidence: str
    supported: str
    result: dict[str, str]
    """The numbers and names that the claim, its evidence and a finding share."""


def make_claims(draw: Draw, prose: Prose, voice: str, count: int, further: int, care: float) -> list[Claim]:
    """``count`` claims, no two in the same words; with ``care`` (-1 to 1) their support rises.

    ``further`` is how many general sentences their evidence has at the most.
    """
    patterns = draw.sample(VOICES[voice]["claim"], count)
    while len(patterns) < count:
        patterns.append(draw.pick(VOICES[voice]["claim"]))
    found: dict[str, Claim] = {}
    for pattern in patterns:
        result = _result(draw, prose)
        text = as_sentence(prose.fill(pattern, **result))
        evidence = as_sentence(prose.fill(draw.pick(VOICES[voice]["evidence"]), **result))
        more = prose.sentences("more", draw.below(further + 1))
        found[text] = Claim(text, " ".join([evidence, *more]), _support(draw, care), result)
    return list(found.values())


def reworded(draw: Draw, prose: Prose, voice: str, claim: Claim) -> Claim:
    """The same result in other words."""
    return replace(claim, text=as_sentence(prose.fill(draw.pick(VOICES[voice]["claim"]), **claim.result)))


def tell_findings(draw: Draw, prose: Prose, voice: str, claims: list[Claim], further: int) -> str:
    """The key findings as a paragraph: the results of some claims, and ``further`` remarks.

    Some have a number that no claim repeats.
    """
    patterns = VOICES[voice]["finding"]
    told = [as_sentence(prose.fill(draw.pick(patterns), **claim.result)) for claim in claims[: 1 + draw.below(3)]]
    if draw.chance(0.08):
        told.append(as_sentence(prose.fill(draw.pick(patterns), **_result(draw, prose))))
    return " ".join([*dict.fromkeys(told), *prose.sentences("remark", further)])


def _result(draw: Draw, prose: Prose) -> dict[str, str]:
    low, gain = draw.between(180, 820), draw.between(5, 160)
    numbers = {"a": low + gain, "b": low, "d": gain}
    result = {name: f"{value / 10:.1f}" for name, value in numbers.items()}
    return result | {"noun": prose["score"]} | {slot: prose[slot] for slot in _SLOTS}


def _support(draw: Draw, care: float) -> str:
    """A careful paper has strong support for a claim that another has only weak support for."""
    weights = dict(SUPPORT)
    shift = int(care * 16)
    weights["strong"] += shift
    weights["weak"] -= shift
    return draw.weighted(tuple(weights), tuple(weights.values()))
