"""A picture of sixteen colours: filled rectangles, lines of text, and the file of it.

PNG: https://www.w3.org/TR/png-3/
"""

from __future__ import annotations

import struct
import zlib
from binascii import unhexlify
from collections.abc import Mapping

from generator.cards.atlas import Letters

_LEVEL = 4
"""How hard zlib tries: 6 takes twice as long and saves one byte in twenty."""
_UNFILTERED = b"00"
"""Stands before each row: its bytes are the pixels themselves."""
_DIGITS = b"0123456789abcdef"


class Canvas:
    """A picture of ``width`` by ``height`` pixels, the width even; every pixel is the number of a colour, first 0.

    A pixel is a hexadecimal digit, so that the bytes of the picture, two pixels in each, are read from them at once.
    """

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height
        self._step = width + len(_UNFILTERED)
        self._pixels = bytearray(_DIGITS[:1]) * (self._step * height)
        self.grey = 0
        """How many pixels of letters are inked in part."""

    def fill(self, left: int, top: int, width: int, height: int, colour: int) -> None:
        """Fill a rectangle that lies within the picture."""
        row = _DIGITS[colour : colour + 1] * width
        start = self._start(left, top)
        for _ in range(height):
            self._pixels[start : start + width] = row
            start += self._step

    def frame(self, left: int, top: int, width: int, height: int, inner: int, edge: int) -> None:
        """Fill a rectangle, with an edge of one pixel within it."""
        self.fill(left, top, width, height, edge)
        if width > 2 and height > 2:
            self.fill(left + 1, top + 1, width - 2, height - 2, inner)

    def write(self, left: int, top: int, text: str, letters: Letters, colours: bytes) -> int:
        """Write a line of text over an empty place, as far as the picture reaches; gives back where it ends.

        ``colours`` has one for each level of ink, as ``ink`` makes it.
        """
        room, end = self.width - left, left
        self.grey += sum([letters.grey(letter) for letter in text])
        start = self._start(left, top)
        for row in map(b"".join, zip(*[letters.rows(letter) for letter in text], strict=True)):
            line = row[:room].translate(colours)
            self._pixels[start : start + len(line)] = line
            start += self._step
            end = left + len(line)
        return end

    def replace(self, colours: Mapping[int, int]) -> None:
        """Give pixels another colour by the one that they have."""
        table = bytes.maketrans(
            bytes([_DIGITS[colour] for colour in colours]), bytes([_DIGITS[colour] for colour in colours.values()])
        )
        self._pixels = self._pixels.translate(table)

    def png(self, palette: bytes) -> bytes:
        """The file: four bits a pixel; ``palette`` has red, green and blue of each colour."""
        header = struct.pack(">IIBBBBB", self.width, self.height, 4, 3, 0, 0, 0)
        data = zlib.compress(unhexlify(self._pixels), _LEVEL)
        chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
        return b"\x89PNG\r\n\x1a\n" + b"".join([_chunk(name, content) for name, content in chunks])

    def _start(self, left: int, top: int) -> int:
        return top * self._step + len(_UNFILTERED) + left


def ink(*colours: int) -> bytes:
    """The colours of the levels of ink, none first, for ``Canvas.write``."""
    return bytes([_DIGITS[colour] for colour in colours]).ljust(256, _DIGITS[:1])


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
