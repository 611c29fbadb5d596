"""Files that are joined of pieces, each made by itself, so that none has to be made twice.

A piece of a gzip file (RFC 1952) ends as zlib ends one with ``Z_FULL_FLUSH``: at a whole byte, and nothing after it
refers to anything before. The file has one member: there are programs that read no further than the first, and do not
say so (R's ``gzcon``).
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple, Protocol

# The magic number, "deflate", no fields, no time, nothing on how it was packed, an unknown system.
_HEADER = b"\x1f\x8b\x08\x00\0\0\0\0\0\xff"
# The last block of the format, with nothing in it.
_LAST = b"\x03\x00"
_END = struct.Struct("<II")
_ZEROS = bytes(1 << 16)


class Piece(NamedTuple):
    """What is known of a piece: ``key`` is a hash of what it says; the bytes that it has packed, and the text has.

    ``check`` is the CRC-32 of its text, 0 where nobody needs it.
    """

    key: str
    packed: int
    size: int
    check: int


PieceBytes = Iterable[tuple[Piece, bytes | memoryview]]


class Form(Protocol):
    """How a file is joined of its pieces."""

    def made(self, key: str, texts: Iterable[bytes]) -> tuple[Piece, bytes]:
        """A text, which comes in parts, as a piece."""

    def joined(self, pieces: PieceBytes) -> bytes:
        """The file."""

    def taken_apart(self, data: bytes, pieces: Iterable[Piece]) -> Mapping[str, tuple[Piece, memoryview]]:
        """The pieces of a file that was joined of these, by their keys; none where it was not."""


class _Plain:
    def made(self, key: str, texts: Iterable[bytes]) -> tuple[Piece, bytes]:
        data = b"".join(texts)
        return Piece(key, len(data), len(data), 0), data

    def joined(self, pieces: PieceBytes) -> bytes:
        return b"".join([data for _, data in pieces])

    def taken_apart(self, data: bytes, pieces: Iterable[Piece]) -> Mapping[str, tuple[Piece, memoryview]]:
        return _parted(data, pieces, 0, 0)


class _Gzip:
    def made(self, key: str, texts: Iterable[bytes]) -> tuple[Piece, bytes]:
        # Level 6 takes twice as long as this one for a sixth less. The text is never whole in memory.
        packer = zlib.compressobj(4, zlib.DEFLATED, -15)
        parts, check, size = [], 0, 0
        for text in texts:
            parts.append(packer.compress(text))
            check, size = zlib.crc32(text, check), size + len(text)
        parts.append(packer.flush(zlib.Z_FULL_FLUSH))
        data = b"".join(parts)
        return Piece(key, len(data), size, check), data

    def joined(self, pieces: PieceBytes) -> bytes:
        found: list[bytes | memoryview] = [_HEADER]
        check, size = 0, 0
        for piece, data in pieces:
            found.append(data)
            # The CRC of both together: it is linear, and what comes before counts as it would before as many zeros.
            check = _zeros(piece.size, check) ^ _zeros(piece.size, 0) ^ piece.check
            size += piece.size
        return b"".join([*found, _LAST, _END.pack(check, size & 0xFFFFFFFF)])

    def taken_apart(self, data: bytes, pieces: Iterable[Piece]) -> Mapping[str, tuple[Piece, memoryview]]:
        return _parted(data, pieces, len(_HEADER), len(_LAST) + _END.size)


PLAIN: Final[Form] = _Plain()
GZIP: Final[Form] = _Gzip()
"""Compressed, without a time."""


def _zeros(number: int, check: int) -> int:
    """The CRC-32 after so many more zeros."""
    whole, rest = divmod(number, len(_ZEROS))
    for _ in range(whole):
        check = zlib.crc32(_ZEROS, check)
    return zlib.crc32(_ZEROS[:rest], check)


def _parted(data: bytes, pieces: Iterable[Piece], head: int, end: int) -> Mapping[str, tuple[Piece, memoryview]]:
    """The pieces by their keys, ``head`` bytes after the beginning and up to ``end`` bytes before the end."""
    found: dict[str, tuple[Piece, memoryview]] = {}
    view, at = memoryview(data), head
    for piece in pieces:
        found[piece.key] = piece, view[at : at + piece.packed]
        at += piece.packed
    return found if at + end == len(data) else {}
