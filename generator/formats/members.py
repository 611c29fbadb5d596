"""Files of gzip members (RFC 1952, 2.2), each of which says what it was made of, so that it need not be made twice.

Programs read such a file as one text. The header of a member has a field of its own (RFC 1952, 2.3.1.1), which they
pass over: the length of the member, by which the next one is found, and a key.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping

KEY = 16
"""Bytes of a key."""

_OWN = b"sp"
"""The name of the field."""
# The magic number, "deflate", "has fields", no time, nothing on how it was packed, an unknown system; the length of
# all fields, the name and the length of ours, the member's length, the key.
_HEADER = struct.Struct(f"<4sIBBH2sHI{KEY}s")
_START = b"\x1f\x8b\x08\x04"
_UNKNOWN = 255
_END = struct.Struct("<II")


def member(key: bytes, pieces: Iterable[bytes]) -> bytes:
    """The text, which comes in pieces, as a member with this key of ``KEY`` bytes; it is never whole in memory."""
    # Level 6 takes twice as long as this one for a sixth less.
    packer = zlib.compressobj(4, zlib.DEFLATED, -15)
    packed, check, size = [], 0, 0
    for piece in pieces:
        packed.append(packer.compress(piece))
        check, size = zlib.crc32(piece, check), size + len(piece)
    packed.append(packer.flush())
    own = struct.calcsize(f"<I{KEY}s")
    length = _HEADER.size + sum(map(len, packed)) + _END.size
    head = _HEADER.pack(_START, 0, 0, _UNKNOWN, own + 4, _OWN, own, length, key)
    return b"".join([head, *packed, _END.pack(check, size & 0xFFFFFFFF)])


def members(data: bytes) -> Mapping[bytes, memoryview]:
    """The members of a file by their keys, up to the first that ``member`` did not make."""
    found: dict[bytes, memoryview] = {}
    view, at = memoryview(data), 0
    while at + _HEADER.size <= len(data):
        start, _, _, _, _, own, _, length, key = _HEADER.unpack_from(data, at)
        if start != _START or own != _OWN or length < _HEADER.size or at + length > len(data):
            break
        found[key] = view[at : at + length]
        at += length
    return found
