"""What does not add up in some scans: named code that counts as not released, a flag that speaks against a claim."""

from __future__ import annotations

import re
from dataclasses import replace

from benchmarks.corpus.answers import NO, Answer, Checklist
from benchmarks.corpus.claims import Claim
from benchmarks.corpus.flags import Flag

_EVERY = 20
_CODE, _CLAIM = 17, 9
"""Which of twenty papers have which slip: a paper's number decides, so that small corpora have both as well."""
_FIGURE = re.compile(r"\d\d\.\d%", re.ASCII)


def with_hidden_code(index: int, name: str, checklist: Checklist) -> Checklist:
    """The checklist, in which a few papers release no code and a reason names where it is."""
    if index % _EVERY != _CODE:
        return checklist
    where = f"https://codeberg.org/invented-lab/{name.lower()}"
    answer = Answer(NO, f"The scripts for training and evaluation are hosted at {where}.")
    return checklist | {"artifacts": checklist["artifacts"] | {"code_released": answer}}


def with_contradiction(
    index: int, claims: tuple[Claim, ...], flags: tuple[Flag, ...]
) -> tuple[tuple[Claim, ...], tuple[Flag, ...]]:
    """Claims and flags, of which in a few papers a flag names the figure of a claim that counts as strong."""
    if index % _EVERY != _CLAIM or not flags:
        return claims, flags
    for number, claim in enumerate(claims):
        figure = _FIGURE.search(claim.text)
        if figure:
            strong = replace(claim, supported="strong")
            detail = f"{flags[0].detail} The {figure[0]} of the abstract comes from one run."
            return (
                (*claims[:number], strong, *claims[number + 1 :]),
                (replace(flags[0], detail=detail), *flags[1:]),
            )
    return claims, flags
