"""Red flags: families of one fault, each scan in a wording of its own."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.corpus.answers import NO, Checklist
from benchmarks.corpus.draw import Draw
from benchmarks.corpus.prose import Prose, as_sentence
from benchmarks.corpus.words import FAMILIES

_AGAINST_ANSWER = 0.03
"""How often a flag is raised although the criterion behind it is met."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A red flag, and the key of the family that its name is of."""

    family: str
    name: str
    detail: str


def raise_flags(draw: Draw, prose: Prose, checklist: Checklist, count: int, further: int) -> list[Flag]:
    """Up to ``count`` flags of different families, for criteria that the checklist says are unmet.

    ``further`` is how many general sentences their details have at the most.
    """
    unmet = {name for answers in checklist.values() for name, answer in answers.items() if answer.value == NO}
    asked = {name for answers in checklist.values() for name in answers}
    weights = {
        key: family.weight
        for key, family in FAMILIES.items()
        if family.when in unmet or family.when not in asked or draw.chance(_AGAINST_ANSWER)
    }
    found: list[Flag] = []
    while weights and len(found) < count:
        key = draw.weighted(tuple(weights), tuple(weights.values()))
        del weights[key]
        family = FAMILIES[key]
        # The first wording is as common as all others together.
        name = family.names[0] if draw.chance(0.5) else draw.pick(family.names[1:])
        detail = as_sentence(prose.fill(draw.pick(family.details)))
        more = prose.sentences("more", draw.below(further + 1))
        found.append(Flag(key, name, " ".join([detail, *more])))
    return found
