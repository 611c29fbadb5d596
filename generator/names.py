"""Names of benchmarks, methods and models in running text.

A name is told from an ordinary word by its capitals: a part of it is in capitals, or has one inside, or has a
digit (``MM-RLHF-RewardBench``, ``MathVista``, ``POPE``). Hyphens and case vary from text to text
(``VL-RewardBench``, ``VLRewardBench``) and are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.model import Scan, Synthesis

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-‑][A-Za-z0-9]+)*", re.ASCII)
_DISTINCTIVE = re.compile(r"[A-Z]{2}|[a-z][A-Z]|[A-Z][a-z]*[0-9]")
_DIGIT = re.compile(r"[0-9]")
_SHORTEST, _LONGEST = 4, 80


def compared(name: str) -> str:
    """A name in the form in which names are compared: small letters, no hyphens."""
    return name.replace("-", "").replace("‑", "").lower()


def names_in(texts: Iterable[str]) -> dict[str, str]:
    """The names in ``texts``: from the form that is compared to the form that is shown."""
    # Most words have small letters only, but perhaps for the first: no names, and quickly seen not to be.
    candidates = [
        word
        for word in dict.fromkeys(" ".join(texts).split())
        if not word[1:].islower() or (word[0].isupper() and _DIGIT.search(word))
    ]
    found: dict[str, str] = {}
    for word in _WORD.findall(" ".join(candidates)):
        if (
            _SHORTEST <= len(word) <= _LONGEST
            and _DISTINCTIVE.search(word)
            and len(key := compared(word)) >= _SHORTEST
        ):
            found.setdefault(key, word)
    return found


def names_in_scan(scan: Scan) -> tuple[str, ...]:
    """The names in all texts of a scan, in the form that is compared."""
    texts = [scan.paper.title, scan.key_findings]
    for appraisal in (scan.appraisal, scan.type_appraisal):
        texts += [criterion.justification for criterion in appraisal.counted]
    for claim in scan.claims:
        texts += (claim.text, claim.evidence)
    for flag in scan.red_flags:
        texts += (flag.name, flag.detail)
    for reference in scan.references:
        texts += (reference.title, reference.relevance)
    return tuple(names_in(texts))


def names_in_synthesis(synthesis: Synthesis) -> tuple[tuple[str, str], ...]:
    """The names in all texts of a synthesis: the form that is compared, and the form that is shown."""
    texts = [synthesis.title, synthesis.question, synthesis.examines]
    for section in synthesis.sections:
        texts += section.paragraphs
    texts += [claim.text for claim in synthesis.claims]
    return tuple(names_in(texts).items())
