"""Draws the letters of cards once, by hand, into ``generator/cards/atlas.bin``: ``make atlas``.

Builds only read that file, so that they need neither a font nor a library that draws one, and draw the same pixels
everywhere. What this needs, and under which licences the fonts are, says ``THIRD-PARTY.md``.

The file is a zlib stream: a line of JSON (all letters, and each size with the height of its lines), a table of five
bytes a letter for each size (how far to the next letter, then left, top, width and height of what is inked), and the
ink of all of them, row by row: 0 is none and ``LEVELS`` - 1 is full. Top counts from the top of the line.
"""

from __future__ import annotations

import json
import sys
import unicodedata
import zlib
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent.parent / "generator" / "cards" / "atlas.bin"
LEVELS = 6
SIZES = {"title": (36, 600), "text": (22, 400), "small": (18, 400)}
"""Each size by its name: pixels of an em, and the weight."""
RANGES = (
    (0x20, 0x7E), (0xA0, 0x24F), (0x2B0, 0x2FF), (0x370, 0x3FF), (0x400, 0x52F), (0x1E00, 0x1EFF), (0x2010, 0x2027),
    (0x2030, 0x205E), (0x2070, 0x209F), (0x20A0, 0x20BF), (0x2100, 0x218F), (0x2190, 0x21FF), (0x2200, 0x22FF),
    (0x25A0, 0x25CF), (0x2713, 0x2717), (0xFFFD, 0xFFFD),
)  # fmt: skip
"""Latin, Greek, Cyrillic, punctuation and the signs of mathematics: what needs no shaping and no right-to-left."""


def main(noto: str, dejavu: str) -> None:
    """Draw Noto Sans (a variable font) and, where it has no letter, DejaVu Sans, each given as a file."""
    from fontTools.ttLib import TTFont
    from PIL import ImageFont, features

    known, spare = (frozenset(TTFont(path).getBestCmap()) for path in (noto, dejavu))
    codes = [
        code
        for first, last in RANGES
        for code in range(first, last + 1)
        if code in known | spare and unicodedata.category(chr(code))[0] not in "MC"
    ]
    sizes: list[tuple[str, int]] = []
    table, ink = bytearray(), bytearray()
    for name, (size, weight) in SIZES.items():
        font, other = ImageFont.truetype(noto, size), ImageFont.truetype(dejavu, size)
        font.set_variation_by_axes([weight, 100])
        # Room for accents and descenders of either font; what stands out further is cut.
        above, below = round(size * 1.06), round(size * 0.3)
        sizes.append((name, above + below))
        for code in codes:
            place, drawn = _glyph(font if code in known else other, chr(code), above, above + below)
            table += bytes(place)
            ink += drawn
    head = {"characters": "".join(map(chr, codes)), "sizes": sizes}
    text = json.dumps(head, ensure_ascii=False).encode()
    packed = zlib.compress(text + b"\n" + table + ink, 9)
    TARGET.write_bytes(packed)
    print(f"{len(codes):,} letters, {len(packed):,} bytes, FreeType {features.version('freetype2')}")


def _glyph(font: Any, letter: str, above: int, height: int) -> tuple[tuple[int, int, int, int, int], bytes]:
    """A letter: its row in the table, and its ink."""
    from PIL import Image, ImageDraw

    margin, advance = 20, round(font.getlength(letter))
    image = Image.new("L", (advance + 2 * margin, height), 0)
    ImageDraw.Draw(image).text((margin, above), letter, fill=255, font=font, anchor="ls")
    box = image.getbbox()
    if box is None:
        return (advance, 0, 0, 0, 0), b""
    left, top, right, bottom = box
    # Letters do not reach into the next: what stands out of its own room gets more of it.
    start = max(0, margin - left)
    place = (max(advance, right - margin) + start, left - margin + start, top, right - left, bottom - top)
    values = image.crop(box).tobytes()
    return place, bytes([(value * (LEVELS - 1) + 127) // 255 for value in values])


if __name__ == "__main__":
    main(*sys.argv[1:])
