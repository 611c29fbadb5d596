"""Reads an index as ``generator/search`` documents its format."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from generator.search import Unit
from tests.searching import index_files


class Posting(NamedTuple):
    kind: str
    verdict: str
    unit: int
    slot: int
    level: int


class Index:
    """An index, all of it."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self.files = files
        self.root = self.json("root.bin")
        self.terms: dict[str, tuple[int, list[Posting]]] = {}
        self.outside: set[str] = set()
        for number in range(len(self.root["shards"])):
            self._read(number)

    @classmethod
    def of(cls, units: Iterable[Unit]) -> Index:
        return cls(dict(index_files(units)))

    def raw(self, name: str) -> bytes:
        return zlib.decompress(self.files[name], wbits=-15)

    def json(self, name: str) -> Any:
        return json.loads(self.raw(name))

    def card(self, number: int) -> Any:
        return self.json(f"cards/{number}.bin")

    def found(self, term: str) -> set[tuple[str, str]]:
        """The addresses, with anchors, and the kinds of entries that a term is in."""
        return {(self.place(posting), posting.kind) for posting in self.terms.get(term, (0, []))[1]}

    def place(self, posting: Posting) -> str:
        card = self.card(posting.unit)
        if posting.kind == "criterion":
            name = self.root["criteria"][posting.slot][0]
            entry = next(entry for entry in card["e"] if entry[0] == "criterion" and entry[3] == name)
        else:
            entry = card["e"][posting.slot]
        assert entry[:2] == [posting.kind, posting.verdict]
        return f"{card['u']}#{entry[2]}" if entry[2] else str(card["u"])

    def _read(self, number: int) -> None:
        data = _Bytes(self.raw(f"terms/{number}.bin"))
        heads, name = [], b""
        for _ in range(data.number()):
            name = name[: data.number()] + data.take(data.number())
            heads.append((name.decode(), data.number(), data.number()))
        assert heads[0][0] == self.root["shards"][number]
        for rank, (term, count, size) in enumerate(heads):
            if size % 2:
                self.outside.add(term)
                postings = self.raw(f"lists/{number}-{rank}.bin")
                assert len(postings) == size // 2
            else:
                postings = data.take(size // 2)
            self.terms[term] = count, list(self._postings(_Bytes(postings)))
        assert not data.rest

    def _postings(self, data: _Bytes) -> Iterable[Posting]:
        last = -1
        while data.rest:
            number = data.number()
            assert number > last
            last = number
            kind, verdict = self.root["classes"][number]
            own, unit, before = _Bytes(data.take(data.number())), 0, (-1, -1)
            while own.rest:
                step = own.number()
                unit += step >> 2
                slot = own.number()
                assert (unit, slot) > before
                before = unit, slot
                yield Posting(kind, verdict, unit, slot, step & 3)


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self.rest = data

    def take(self, size: int) -> bytes:
        found, self.rest = self.rest[:size], self.rest[size:]
        assert len(found) == size
        return found

    def number(self) -> int:
        found = shift = 0
        while True:
            byte = self.take(1)[0]
            found |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return found
