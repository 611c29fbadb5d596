"""How postings are written."""

from __future__ import annotations

from typing import Final


def varint(number: int) -> bytes:
    """LEB128: seven bits a byte, the lowest first, the highest bit set in all bytes but the last."""
    if number < _SMALL:
        return _VARINTS[number]
    found = bytearray()
    while number > 0x7F:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)


_SMALL: Final = 1 << 14
_VARINTS: Final = [
    bytes((number,)) if number < 0x80 else bytes((number & 0x7F | 0x80, number >> 7)) for number in range(_SMALL)
]


def levels(length: int) -> tuple[float, float, float]:
    """From how many occurrences on a word has the levels 1, 2 and 3 in an entry of so many words.

    The level is BM25's weight of a word within an entry, w = tf / (tf + k1 * (1 - b + b * length / mean)) with
    k1 = 1.2, b = 0.75 and a mean of 40 words, in four steps: from 0.35, 0.5 and 0.7 on.
    """
    scale = 1.2 * (0.25 + 0.75 * length / 40)
    return scale * 0.35 / 0.65, scale, scale * 0.7 / 0.3
