"""Names of benchmarks, methods and models that a synthesis and a scan have in common.

A name is told from an ordinary word by its capitals: a part of it is in capitals, or has one inside, or has a
digit (``MM-RLHF-RewardBench``, ``MathVista``, ``POPE``). Hyphens and case vary from text to text
(``VL-RewardBench``, ``VLRewardBench``) and are not compared.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator import limits
from generator.model import Corpus, Scan, Synthesis
from generator.vocabulary import load

_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-‑][A-Za-z0-9]+)*", re.ASCII)
_DISTINCTIVE = re.compile(r"[A-Z]{2}|[a-z][A-Z]|[A-Z][a-z]*[0-9]")
_SHORTEST, _LONGEST = 4, 80


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name as the synthesis writes it, and the locations of the scans that have it too."""

    name: str
    locations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Shared names, from the synthesis' location and from the scan's (to synthesis and names)."""

    of_synthesis: Mapping[str, tuple[SharedName, ...]]
    of_paper: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


def names_in(texts: Iterable[str]) -> dict[str, str]:
    """The names in ``texts``: from the form that is compared to the form that is shown."""
    found: dict[str, str] = {}
    for word in dict.fromkeys(_WORD.findall(_start(texts))):
        # Most words have small letters only, but perhaps for the first: no names, and quickly seen not to be.
        if (word.isalpha() and word[1:].islower()) or not _SHORTEST <= len(word) <= _LONGEST:
            continue
        if _DISTINCTIVE.search(word):
            key = word.replace("-", "").replace("‑", "").lower()
            if len(key) >= _SHORTEST:
                found.setdefault(key, word)
    return found


def _start(texts: Iterable[str]) -> str:
    """The texts under each other, each from its start as far as it is searched, and no more of all than that."""
    left = limits.SEARCHED_FILE
    starts = []
    for text in texts:
        starts.append(text[: min(left, limits.SEARCHED_TEXT)])
        left -= len(starts[-1])
        if not left:
            break
    return "\n".join(starts)


def share_names(corpus: Corpus, most: int) -> Names:
    """The names that syntheses share with scans.

    A name that more than ``most`` scans have does not lead from a scan to a synthesis: it says too little.
    """
    common = {name.replace("-", "").lower() for name in load().common_names}
    wanted: dict[str, dict[str, str]] = {}
    for item in corpus.syntheses:
        own = names_in(_synthesis_texts(item.synthesis))
        wanted[item.location] = {key: name for key, name in own.items() if key not in common}
    every = {key for own in wanted.values() for key in own}
    if not every:
        return Names({}, {})
    found: dict[str, list[str]] = defaultdict(list)
    for paper in corpus.papers:
        for key in names_in(_scan_texts(paper.scan)).keys() & every:
            found[key].append(paper.location)
    places = {key: tuple(locations) for key, locations in found.items()}
    of_paper: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    of_synthesis = {}
    for location, own in wanted.items():
        shared = [SharedName(own[key], places[key]) for key in own if key in places]
        of_synthesis[location] = tuple(sorted(shared, key=lambda item: (len(item.locations), item.name.lower())))
        for name in sorted(shared, key=lambda item: item.name.lower()):
            if len(name.locations) <= most:
                for place in name.locations:
                    of_paper[place][location].append(name.name)
    return Names(
        of_synthesis,
        {
            place: tuple((synthesis, tuple(names)) for synthesis, names in sorted(naming.items()))
            for place, naming in of_paper.items()
        },
    )


def _synthesis_texts(synthesis: Synthesis) -> Iterable[str]:
    yield synthesis.title
    yield synthesis.question
    yield synthesis.examines
    for section in synthesis.sections:
        yield from section.paragraphs
    for claim in synthesis.claims:
        yield claim.text


def _scan_texts(scan: Scan) -> Iterable[str]:
    yield scan.paper.title
    yield scan.key_findings
    for appraisal in (scan.appraisal, scan.type_appraisal):
        for criterion in appraisal.counted:
            yield criterion.justification
    for claim in scan.claims:
        yield claim.text
        yield claim.evidence
    for flag in scan.red_flags:
        yield flag.name
        yield flag.detail
    for reference in scan.references:
        yield reference.title
        yield reference.relevance
