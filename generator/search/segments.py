"""A segment: the postings of some units, made from their cards alone."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter, sub
from typing import Final

from generator import limits
from generator.search.cards import unpacked
from generator.search.postings import levels, varint
from generator.search.words import chunks, facet, terms, words

_SLOT: Final = 16
"""Bits of a slot; above them are two of the level, and then the unit's rank."""
_UNIT: Final = _SLOT + 2
_SLOTS: Final = (1 << _SLOT) - 1
_UNITS: Final = -1 << _UNIT
_REMEMBERED: Final = 1 << 18
_TITLE: Final = 3
"""How often a word in a title counts."""
_ARXIV: Final = re.compile(r"\d{8,9}", re.ASCII)
"""An arXiv id as one word: ``250210391``."""
_PARTED: Final = re.compile(r"(?<=[a-z])(?=[A-Z\d])|(?<=[A-Z])(?=[A-Z](?!s\b)[a-z]|\d)|(?<=\d)(?=[A-Z])", re.ASCII)
"""Where the name of a system is parted by its capitals and digits; ``LLMs`` are several, and no ``Ms``."""
_DATED: Final = re.compile(r"\W?(\d{4})$", re.ASCII)

Class = tuple[str, str]
"""The kind of an entry, and its verdict."""


@dataclass(frozen=True, slots=True)
class Segment:
    """The postings of a segment.

    A *piece* is what one term has in one class. ``pieces`` says how many pieces each of the ``terms`` (sorted) has;
    of each piece, ``classes`` has the number of its class in ``kinds``, ``heads`` its first unit's rank * 4 + level,
    ``lasts`` its last unit's rank, ``counts`` how many postings it has and ``sizes`` how many bytes of ``data``: all
    of them but the head. ``years`` are those of the units, ``tags`` how many units have which tag, by its value,
    with its label.
    """

    terms: Sequence[str]
    pieces: array[int]
    classes: array[int]
    heads: array[int]
    lasts: array[int]
    counts: array[int]
    sizes: array[int]
    data: bytes
    kinds: Sequence[Class]
    years: Sequence[int]
    tags: Sequence[tuple[str, str, int]]
    entries: int

    def to_bytes(self) -> bytes:
        """The segment, to be remembered on the same kind of machine."""
        parts = [getattr(self, name).tobytes() for name, _ in _COLUMNS]
        text = "\n".join(self.terms).encode()
        head = json.dumps(
            [list(map(len, parts)), len(text), self.kinds, list(self.years), self.tags, self.entries]
        ).encode()
        return b"".join((len(head).to_bytes(4, "little"), head, *parts, text, self.data))

    @classmethod
    def from_bytes(cls, data: bytes) -> Segment:
        """What was remembered."""
        place = 4 + int.from_bytes(data[:4], "little")
        sizes, text, kinds, years, tags, entries = json.loads(data[4:place])
        columns = {name: array(code) for name, code in _COLUMNS}
        for column, size in zip(columns.values(), sizes, strict=True):
            column.frombytes(data[place : place + size])
            place += size
        return cls(
            terms=data[place : place + text].decode().split("\n") if text else [],
            data=data[place + text :],
            kinds=[(kind, verdict) for kind, verdict in kinds],
            years=years,
            tags=[(value, label, count) for value, label, count in tags],
            entries=entries,
            **columns,
        )


_COLUMNS: Final = (
    ("pieces", "H"), ("classes", "H"), ("heads", "H"), ("lasts", "H"), ("counts", "I"), ("sizes", "I"),
)  # fmt: skip


def invert(cards: Iterable[bytes], criteria: Mapping[str, int]) -> Segment:
    """The segment of units with these cards, in their order.

    ``criteria`` has the numbers of criteria; answers to others are not found.
    """
    found: dict[Class, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    years: list[int] = []
    tags: dict[str, tuple[str, int]] = {}
    entries = 0
    for rank, data in enumerate(cards):
        unit = unpacked(data)
        years.append(unit["y"])
        entries += len(unit["e"])
        base = rank << _UNIT
        places = [
            (criteria.get(entry[3], -1) if entry[0] == "criterion" else place, entry)
            for place, entry in enumerate(unit["e"])
        ]
        told = 0
        for slot, (kind, verdict, _anchor, title, text) in sorted(places, key=itemgetter(0)):
            if slot < 0:
                continue
            lists = found[kind, verdict]
            if kind == "criterion":
                lists[f"criterion:{title}"].append(base | 3 << _SLOT | slot)
                title = ""
            if told >= limits.SEARCH_WORDS:
                continue
            own = None
            if slot == 0 and kind != "criterion":
                # A label's other name, such as its key in the file, is found and not shown.
                others = [other for _, _, *others in unit["f"] for other in others]
                venues = [label for name, *labels in unit["f"] if name == "venue" for label in labels]
                parted = list(_parted(title))
                text = " ".join((text, *others, *parted, *_dated(venues, unit["y"])))
                own = {*words(title), *words(" ".join(parted))}
            told += _add(lists, base | slot, title, text, own)
        for (kind, verdict), count in Counter((kind, verdict) for kind, verdict, *_ in unit["e"]).items():
            found[kind, verdict][f"has:{kind}-{verdict}"].append(base | min(count, _SLOTS))
        if unit["e"] and unit["f"]:
            kind, verdict = unit["e"][0][:2]
            lists = found[kind, verdict]
            for term in dict.fromkeys(f"{name}:{facet(label)}" for name, *labels in unit["f"] for label in labels):
                lists[term].append(base | 3 << _SLOT)
            for value, label in {facet(label): label for name, label, *_ in unit["f"] if name == "tag"}.items():
                first, count = tags.get(value, (label, 0))
                tags[value] = first, count + 1
    return _packed(found, years, [(value, *tags[value]) for value in sorted(tags)], entries)


def _parted(title: str) -> Iterator[str]:
    """Names in a title as people part them: ``Dune Bench`` of ``DuneBench``."""
    for word in title.split():
        parted = _PARTED.sub(" ", word)
        if parted != word and not word.islower():
            yield parted


def _dated(venues: Sequence[str], year: int) -> Iterator[str]:
    """Venues of one word as people write them together with their year, or else the paper's: ``NeurIPS2024``."""
    stated = next((found[1] for found in map(_DATED.search, venues) if found), year)
    for venue in venues:
        name = _DATED.sub("", venue)
        if stated and name.isalpha():
            yield f"{name}{stated}"


def _add(lists: Mapping[str, list[int]], place: int, title: str, text: str, own: Set[str] | None) -> int:
    """Add the words of an entry, and give back how many there are.

    Where it is a page's own, the ``own`` words, those of its title, have the highest level, as has an arXiv id of it,
    and no others.
    """
    found: dict[str, int] = {}
    told, headed = chunks(text), chunks(title)
    for chunk in told:
        found[chunk] = found.get(chunk, 0) + 1
    for chunk in headed:
        found[chunk] = found.get(chunk, 0) + _TITLE
    # Most chunks are words; the others are taken apart.
    for chunk in found.keys() - _plain:
        parts = terms[chunk]
        if len(parts) == 1 and parts[0] == chunk:
            _remember(chunk)
            continue
        count = found.pop(chunk)
        for term in parts:
            found[term] = found.get(term, 0) + count
    low, middle, high = levels(len(told) + len(headed))
    if own is not None:
        for term, count in found.items():
            level = 3 if term in own or _ARXIV.fullmatch(term) else (low <= count) + (middle <= count)
            lists[term].append(place | level << _SLOT)
        return len(found)
    once = place | ((low <= 1) + (middle <= 1) + (high <= 1)) << _SLOT
    for term, count in found.items():
        if count == 1:
            lists[term].append(once)
        else:
            lists[term].append(place | ((low <= count) + (middle <= count) + (high <= count)) << _SLOT)
    return len(found)


_plain: set[str] = set()
"""Chunks that were found to be words as they are."""


def _remember(chunk: str) -> None:
    if len(_plain) >= _REMEMBERED:
        _plain.clear()
    _plain.add(chunk)


class _Postings(dict[int, bytes]):
    """Postings as they are written, by the steps of units, levels and slots."""

    def __missing__(self, key: int) -> bytes:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[key] = varint(key >> _SLOT) + varint(key & _SLOTS)
        return found


_written = _Postings().__getitem__


def _packed(
    found: Mapping[Class, Mapping[str, list[int]]],
    years: Sequence[int],
    tags: Sequence[tuple[str, str, int]],
    entries: int,
) -> Segment:
    kinds = sorted(found)
    names: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    for number, kind in enumerate(kinds):
        for term, codes in found[kind].items():
            names[term].append((number, codes))
    columns = {name: array(code) for name, code in _COLUMNS}
    pieces, classes, heads = columns["pieces"], columns["classes"], columns["heads"]
    lasts, counts, sizes = columns["lasts"], columns["counts"], columns["sizes"]
    written: list[bytes] = []
    ordered = sorted(names)
    for term in ordered:
        pieces.append(len(names[term]))
        for number, codes in names[term]:
            first, last = codes[0], codes[-1]
            rest = varint(first & _SLOTS)
            if first is not last:
                # Of the posting before, only the unit counts.
                rest += b"".join(map(_written, map(sub, codes[1:], map(_UNITS.__and__, codes))))
            classes.append(number)
            heads.append(first >> _SLOT)
            lasts.append(last >> _UNIT)
            counts.append(len(codes))
            sizes.append(len(rest))
            written.append(rest)
    return Segment(
        terms=ordered, data=b"".join(written), kinds=kinds, years=years, tags=tags, entries=entries, **columns
    )
