"""The starts of a scan's texts, packed: what lists of other pages quote of it.

Ten thousand scans have six hundred thousand justifications. Their first sentences are held compressed, and only those
that a page shows are unpacked.
"""

from __future__ import annotations

import re
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterable
from functools import lru_cache

from generator import limits

_END = re.compile(r"[.!?](?=\s+[A-Z(\"“'‘\[])")
_NOT_THE_END = re.compile(
    r"(?:^|[\s(])(?:[A-Z]|e\.g|i\.e|cf|vs|al|etc|Figs?|Eqs?|Sec|Tab|App|Nos?|pp?|approx|resp|Dr|Prof)$"
)
_NEAR = 12
"""Characters before a full stop that are looked at to tell an abbreviation."""


def first_sentence(text: str) -> str:
    """The first sentence of ``text`` on one line, or its start, cut at a word near ``limits.EXCERPT`` characters."""
    line = " ".join(text[: 4 * limits.EXCERPT].split())
    for match in _END.finditer(line, 0, limits.EXCERPT + 1):
        if not _NOT_THE_END.search(line[max(0, match.start() - _NEAR) : match.start()]):
            return line[: match.end()]
    if len(line) <= limits.EXCERPT:
        return line
    return f"{line[: limits.EXCERPT].rsplit(' ', 1)[0]} …"


def pack(texts: Iterable[str]) -> str:
    """First sentences as one short text in ASCII, which ``unpack`` takes apart again."""
    joined = "\n".join([first_sentence(text) for text in texts])
    return b64encode(zlib.compress(joined.encode("utf-8", "surrogatepass"), 6)).decode("ascii") if joined else ""


@lru_cache(maxsize=256)
def unpack(packed: str, number: int) -> tuple[str, ...]:
    """The ``number`` first sentences again, in their order."""
    if not packed:
        return ("",) * number
    return tuple(zlib.decompress(b64decode(packed)).decode("utf-8", "surrogatepass").split("\n"))
