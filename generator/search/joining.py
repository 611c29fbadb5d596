"""The dictionary and its postings in shards, joined from the segments."""

from __future__ import annotations

import hashlib
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from generator.search.cards import deflated
from generator.search.postings import varint
from generator.search.segments import Class, Segment
from generator.search.units import ROOM

LEAST: Final = 32_000
"""Bytes from which on a shard may be closed, before it is compressed: at a term that its own hash chooses.

So what one edit adds or takes away moves no other shard's bounds.
"""
MOST: Final = 96_000
"""Bytes from which on it is closed at any term."""
_CHOSEN: Final = 64
"""One of so many terms is chosen."""
OUTSIDE: Final = 4_096
"""Bytes above which a term's postings are a file of their own."""
_LETTERS: Final = 6
"""Letters of a word that a misspelt one may be meant for, at least."""


class Shard(NamedTuple):
    """The files of a shard by their names, and the words in it that may be meant, with how often they occur."""

    files: tuple[tuple[str, bytes], ...]
    words: tuple[tuple[str, int], ...]


class _Part:
    """A segment, and where its pieces begin."""

    def __init__(self, number: int, segment: Segment, classes: Mapping[Class, int]) -> None:
        self.base = number * ROOM
        self.segment = segment
        self.numbers = [classes[kind] for kind in segment.kinds]
        # There are millions of pieces.
        self.first = array("I", accumulate(segment.pieces, initial=0))
        self.start = array("I", accumulate(segment.sizes, initial=0))


class Join:
    """All segments, in their order."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.classes = sorted({kind for segment in segments for kind in segment.kinds})
        numbers = {kind: number for number, kind in enumerate(self.classes)}
        self._parts = [_Part(number, segment, numbers) for number, segment in enumerate(segments)]
        self.shards = list(self._shards())
        """The first term of each shard."""

    def _shards(self) -> Iterator[str]:
        sizes: dict[str, int] = {}
        for part in self._parts:
            first, start = part.first, part.start
            for number, term in enumerate(part.segment.terms):
                size = start[first[number + 1]] - start[first[number]]
                sizes[term] = sizes.get(term, 0) + size
        full = MOST
        for term in sorted(sizes):
            if full >= MOST or (full >= LEAST and not zlib.crc32(_encoded(term)) % _CHOSEN):
                yield term
                full = 0
            full += len(term) + min(sizes[term] + 8, OUTSIDE)

    def _terms(self, number: int) -> Iterator[tuple[_Part, range]]:
        """Which terms of each segment are in a shard, by their places."""
        low = self.shards[number]
        high = self.shards[number + 1] if number + 1 < len(self.shards) else None
        for part in self._parts:
            names = part.segment.terms
            yield part, range(bisect_left(names, low), len(names) if high is None else bisect_left(names, high))

    def key(self, number: int) -> str:
        """A hash of all that a shard is made of, on the same kind of machine."""
        found = hashlib.blake2b(repr((sys.byteorder, number)).encode(), digest_size=16)
        for part, places in self._terms(number):
            segment = part.segment
            names = _encoded("\n".join(segment.terms[places.start : places.stop]))
            first, last = part.first[places.start], part.first[places.stop]
            found.update(repr((part.base, part.numbers, len(names), len(places), last - first)).encode())
            found.update(names)
            found.update(segment.pieces[places.start : places.stop])
            for column in (segment.classes, segment.heads, segment.lasts, segment.counts, segment.sizes):
                found.update(column[first:last])
            found.update(segment.data[part.start[first] : part.start[last]])
        return found.hexdigest()

    def shard(self, number: int) -> Shard:
        """The files of a shard."""
        found: dict[str, list[tuple[int, int, _Part]]] = {}
        for part, places in self._terms(number):
            names, classes = part.segment.terms, part.segment.classes
            for place in places:
                pieces = range(part.first[place], part.first[place + 1])
                found.setdefault(names[place], []).extend([(part.numbers[classes[n]], n, part) for n in pieces])
        files: list[tuple[str, bytes]] = []
        words: list[tuple[str, int]] = []
        head, inline = [varint(len(found))], []
        before = b""
        for rank, term in enumerate(sorted(found)):
            count, data = _postings(found[term])
            name = _encoded(term)
            shared = _shared(before, name)
            is_outside = len(data) > OUTSIDE
            head += (
                varint(shared), varint(len(name) - shared), name[shared:], varint(count),
                varint(len(data) * 2 + is_outside),
            )  # fmt: skip
            before = name
            if is_outside:
                files.append((f"lists/{number}-{rank}.bin", deflated(data)))
            else:
                inline.append(data)
            if count > 1 and len(term) >= _LETTERS and term.isascii() and term.isalpha():
                words.append((term, count))
        files.insert(0, (f"terms/{number}.bin", deflated(b"".join(head + inline))))
        return Shard(tuple(files), tuple(words))


def _postings(pieces: list[tuple[int, int, _Part]]) -> tuple[int, bytes]:
    """How many postings a term has, and all of them by their classes."""
    by_class: dict[int, list[bytes]] = {}
    before: dict[int, int] = {}
    total = 0
    for number, piece, part in pieces:
        segment = part.segment
        head, last = segment.heads[piece], segment.lasts[piece]
        total += segment.counts[piece]
        by_class.setdefault(number, []).extend(
            (
                varint((part.base - before.get(number, 0)) * 4 + head),
                segment.data[part.start[piece] : part.start[piece + 1]],
            )
        )
        before[number] = part.base + last
    found = []
    for number in sorted(by_class):
        data = b"".join(by_class[number])
        found += [varint(number), varint(len(data)), data]
    return total, b"".join(found)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _shared(before: bytes, name: bytes) -> int:
    """How many bytes two names have in common at their beginning."""
    most = min(len(before), len(name))
    for place in range(most):
        if before[place] != name[place]:
            return place
    return most
