"""Reads a PNG of sixteen colours back (https://www.w3.org/TR/png-3/), and looks at its pixels."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """The colours (``#rrggbb``) row by row."""

    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, data: bytes) -> Picture:
        assert data[:8] == b"\x89PNG\r\n\x1a\n"
        chunks, place = {}, 8
        while place < len(data):
            (size,) = struct.unpack(">I", data[place : place + 4])
            name, content = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
            (check,) = struct.unpack(">I", data[place + 8 + size : place + 12 + size])
            assert check == zlib.crc32(name + content)
            chunks[name] = content
            place += size + 12
        assert list(chunks) == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
        width, height, depth, kind, *rest = struct.unpack(">IIBBBBB", chunks[b"IHDR"])
        assert (depth, kind, rest) == (4, 3, [0, 0, 0])
        colours = [f"#{chunks[b'PLTE'][start : start + 3].hex()}" for start in range(0, len(chunks[b"PLTE"]), 3)]
        pixels = zlib.decompress(chunks[b"IDAT"])
        step = 1 + width // 2
        assert len(pixels) == step * height
        rows = []
        for start in range(0, len(pixels), step):
            assert pixels[start] == 0, "a row that is filtered"
            rows.append(tuple(colours[int(digit, 16)] for digit in pixels[start + 1 : start + step].hex()))
        return cls(tuple(rows))

    @property
    def size(self) -> tuple[int, int]:
        return len(self.rows[0]), len(self.rows)

    def count(self, row: int, colour: str) -> int:
        return self.rows[row].count(colour)

    def inked(self, top: int, bottom: int) -> list[int]:
        """The columns that are not white in these rows."""
        return [
            column
            for column in range(self.size[0])
            if any(self.rows[row][column] != "#ffffff" for row in range(top, bottom))
        ]
