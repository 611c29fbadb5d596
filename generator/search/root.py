"""The root of the index, from which a query finds the rest."""

from __future__ import annotations

import hashlib
import heapq
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from generator.search.cards import deflated, packed
from generator.search.segments import Class, Segment
from generator.search.units import ROOM, Criterion

FORMAT: Final = 1
SPELLING: Final = 30_000
"""Words that a misspelt one may be meant for, at most: those that occur most often."""
CRITERIA: Final = 4_096
"""Criteria to which answers are found, at most; real ones are seventy."""
TAGS: Final = 100
"""Tags that are offered, at most: those that most units have."""
_EARLIEST = 1949


def table(criteria: Iterable[Criterion]) -> tuple[Criterion, ...]:
    """The criteria, each once: first those of the vocabulary, so that another does not give them other numbers.

    No more than ``CRITERIA``, which every query loads.
    """
    found = {criterion.id: criterion for criterion in sorted(criteria)}
    return tuple(sorted(found.values(), key=lambda item: (not item.is_known, item.id)))[:CRITERIA]


def spelling(words: Iterable[tuple[str, int]]) -> bytes | None:
    """The file of the words that occur most often; ``None`` where there are none."""
    most = heapq.nsmallest(SPELLING, words, key=lambda item: (-item[1], item[0]))
    return deflated("\n".join(sorted(word for word, _ in most)).encode()) if most else None


def root(
    segments: Sequence[Segment],
    classes: Sequence[Class],
    criteria: Sequence[Criterion],
    shards: Sequence[str],
    digests: Mapping[str, str],
) -> bytes:
    """The file itself; ``digests`` are hashes of all other files by their names."""
    version = hashlib.sha256(repr(sorted(digests.items())).encode()).hexdigest()[:16]
    tags: dict[str, tuple[str, int]] = {}
    for segment in segments:
        for value, label, count in segment.tags:
            first, before = tags.get(value, (label, 0))
            tags[value] = first, before + count
    most = sorted(tags.items(), key=lambda item: (-item[1][1], item[0]))[:TAGS]
    return packed(
        {
            "v": version,
            "format": FORMAT,
            "entries": sum(segment.entries for segment in segments),
            "units": sum(len(segment.years) for segment in segments),
            "segments": len(segments),
            "classes": classes,
            "criteria": [(item.id, item.title, item.question) for item in criteria],
            "shards": shards,
            "years": "".join(_years(segment.years) for segment in segments),
            "spelling": "spelling.bin" in digests,
            "tags": [(label, value, count) for value, (label, count) in most],
        }
    )


def _years(years: Sequence[int]) -> str:
    """A sign for each id of a segment: ``/`` for no unit, ``0`` for no year, then one for each from 1950 on."""
    signs = [chr(48 + max(1, min(year - _EARLIEST, 1_000))) if year else "0" for year in years]
    return "".join(signs).ljust(ROOM, "/")
