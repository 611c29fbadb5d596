"""Names of benchmarks, methods and models in running text.

A name is told from an ordinary word by its capitals: a part of it is in capitals, or has one inside, or has a
digit (``MM-RLHF-RewardBench``, ``MathVista``, ``POPE``). Hyphens and case vary from text to text
(``VL-RewardBench``, ``VLRewardBench``) and are not compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator import limits
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
    found: dict[str, str] = {}
    for word in dict.fromkeys(_start(texts).split()):
        for key, name in _names_of(word):
            found.setdefault(key, name)
    return found


_MOST_PLAIN = 1 << 16
_plain: set[str] = set()
"""Words that hold no name, and come again in scan after scan: most of a language's, and the field's own."""


def _keys_in(texts: Iterable[str]) -> tuple[str, ...]:
    """The names in ``texts`` in the form that is compared, in alphabetical order."""
    if len(_plain) > _MOST_PLAIN:
        _plain.clear()
    found: set[str] = set()
    for word in set(_start(texts).split()) - _plain:
        names = _names_of(word)
        if names:
            found.update(key for key, _ in names)
        elif len(word) <= _LONGEST:
            _plain.add(word)
    return tuple(sorted(found))


def _names_of(word: str) -> tuple[tuple[str, str], ...]:
    """The names in what stands between two spaces, each in the form that is compared and as it stands."""
    # Most words have small letters only, but perhaps for the first: no names, and quickly seen not to be.
    if word[1:].islower() and not (word[0].isupper() and _DIGIT.search(word)):
        return ()
    return tuple(
        [
            (key, name)
            for name in _WORD.findall(word)
            if _SHORTEST <= len(name) <= _LONGEST
            and _DISTINCTIVE.search(name)
            and len(key := compared(name)) >= _SHORTEST
        ]
    )


def _start(texts: Iterable[str]) -> str:
    """The texts one after the other, each from its start as far as it is searched, and no more of all than that."""
    texts = list(texts)
    if sum(map(len, texts)) <= limits.SEARCHED_TEXT:
        return " ".join(texts)
    left = limits.SEARCHED_FILE
    starts = []
    for text in texts:
        starts.append(text[: min(left, limits.SEARCHED_TEXT)])
        left -= len(starts[-1])
        if not left:
            break
    return " ".join(starts)


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
    return _keys_in(texts)


def names_in_synthesis(synthesis: Synthesis) -> tuple[tuple[str, str], ...]:
    """The names in all texts of a synthesis: the form that is compared, and the form that is shown."""
    texts = [synthesis.title, synthesis.question, synthesis.examines]
    for section in synthesis.sections:
        texts += section.paragraphs
    texts += [claim.text for claim in synthesis.claims]
    return tuple(names_in(texts).items())
