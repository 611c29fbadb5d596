"""The card of a unit: all that is known of it and its entries, and all that the index is made from."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from typing import Any, NamedTuple

from generator.search.units import Criterion, Unit
from generator.search.words import facet

_EFFORT = 5
"""Of nine. The sixth takes a quarter longer and saves a hundredth."""


class Card(NamedTuple):
    """A unit's card as the site has it, a hash of it, and the criteria that its entries answer."""

    address: str
    data: bytes
    digest: str
    criteria: tuple[Criterion, ...]


def card(unit: Unit) -> Card:
    """The card of a unit."""
    criteria = {
        _whole(entry.criterion.id): entry.criterion._replace(id=_whole(entry.criterion.id))
        for entry in unit.entries
        if entry.criterion
    }
    data = packed(
        {
            "u": unit.address,
            "t": unit.title,
            "k": unit.kind,
            "y": unit.year,
            "v": unit.venue,
            "a": unit.authors,
            "f": [[part for part in parts if part] for parts in unit.facets if facet(parts[1])],
            "e": [
                [
                    entry.kind,
                    entry.verdict,
                    entry.anchor,
                    _whole(entry.criterion.id) if entry.criterion else entry.title,
                    entry.text,
                ]
                for entry in unit.entries
            ],
        }
    )
    return Card(unit.address, data, digest(data), tuple(criteria.values()))


def digest(data: bytes) -> str:
    """A hash of a file of the index."""
    return hashlib.sha256(data).hexdigest()[:32]


def _whole(text: str) -> str:
    """The text without halves of characters, which no file can hold."""
    return text.encode("utf-8", "replace").decode()


def packed(value: object) -> bytes:
    """JSON, compressed."""
    return deflated(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace"))


def unpacked(data: bytes) -> Mapping[str, Any]:
    """What was packed."""
    found: Mapping[str, Any] = json.loads(zlib.decompress(data, wbits=-15))
    return found


def deflated(data: bytes) -> bytes:
    """Raw DEFLATE (RFC 1951), which browsers call ``deflate-raw``."""
    packer = zlib.compressobj(_EFFORT, zlib.DEFLATED, -15)
    return packer.compress(data) + packer.flush()
