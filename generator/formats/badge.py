"""Badges: small pictures in SVG that say what a scan found, for use elsewhere, in a README for instance.

They have grounds of their own, a title and a description, so that they can be read on any page, by anybody. No colour
says whether a count is good: that would need thresholds of our own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.formats.works import plain
from generator.formats.xml import xml_text

INK = "#ffffff"
GROUNDS = {"label": "#2f353d", "count": "#1f4e79", "flags": "#98191b", "no flags": "#475059", "withdrawn": "#744500"}
"""The grounds of words; each has a contrast of at least 7 : 1 with the ink (WCAG 2.2 asks for 4.5)."""

MARKS = {"y": "#0b5d2a", "n": "#98191b", "a": "#475059", "u": "#744500"}
"""The colours of marks on white, by the letter of the answer; their shapes differ as well."""

_LINES = {"y": "3v14", "n": "3v14", "a": "9v2", "u": "10v7"}
"""From where to where each mark goes."""

MOST_CELLS = 200
"""Criteria in a strip; the description counts all."""

_HEIGHT, _PAD = 20, 6
_CELL, _STEP, _BETWEEN = 4, 6, 4
# The widths of letters in DejaVu Sans, which is Verdana's in all but name, at 11 pixels, in tenths of one. A picture
# says how wide each text is, so that it fits in other fonts, too.
_WIDE = dict(zip("mwWM", (107, 90, 109, 95), strict=True))
_NARROW = dict.fromkeys("iljI.,:;'|!", 33) | dict.fromkeys("ftr ()[]", 42)
_OTHER = 70


@dataclass(frozen=True, slots=True)
class Group:
    """A domain in a strip: its title, and the letters of its answers (``y``, ``n``, ``a``, ``u``)."""

    title: str
    letters: str


def badge(title: str, parts: Sequence[tuple[str, str]]) -> bytes:
    """Texts side by side, each on a ground of ``GROUNDS``, with a title that names what they are about."""
    x = 0
    grounds, words = "", ""
    for text, ground in parts:
        line = plain(text)
        length = sum(_WIDE.get(sign) or _NARROW.get(sign) or _OTHER for sign in line) // 10
        width = length + 2 * _PAD
        grounds += f'<rect x="{x}" width="{width}" height="{_HEIGHT}" fill="{GROUNDS[ground]}"/>'
        words += f'<text x="{x + _PAD}" y="14" textLength="{length}">{xml_text(line)}</text>'
        x += width
    about = ": ".join([plain(title), "; ".join([plain(text) for text, _ in parts[1:]])])
    return _picture(
        x,
        _HEIGHT,
        f"<title>{xml_text(about)}</title>{grounds}"
        f'<g fill="{INK}" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">{words}</g>',
        about,
    )


def strip(title: str, groups: Sequence[Group]) -> bytes:
    """A mark for each answer, those of a domain together.

    What is met is a full bar, what is not a frame, what does not apply a dash, and what is unclear half a bar.
    """
    lines = dict.fromkeys(MARKS, "")
    hollow = ""
    x, drawn = 5, 0
    for group in groups:
        shown = group.letters[: MOST_CELLS - drawn]
        for letter in shown:
            lines[letter] += f"M{x} {_LINES[letter]}"
            if letter == "n":
                hollow += f"M{x} 4v12"
            x += _STEP
        drawn += len(shown)
        x += _BETWEEN if shown else 0
    width = x - (_BETWEEN + _STEP if drawn else 0) + 5
    marks = "".join([f'<path stroke="{MARKS[letter]}" d="{line}"/>' for letter, line in lines.items() if line])
    inner = f'<path stroke="#ffffff" stroke-width="{_CELL - 2}" d="{hollow}"/>' if hollow else ""
    counts = "; ".join([_counted(group) for group in groups[:MOST_CELLS]])
    return _picture(
        width,
        _HEIGHT,
        f"<title>{xml_text(title)}</title><desc>{xml_text(counts)}</desc>"
        f'<rect width="{width}" height="{_HEIGHT}" rx="3" fill="#ffffff"/>'
        f'<g stroke-width="{_CELL}">{marks}</g>{inner}',
        plain(title),
    )


def _counted(group: Group) -> str:
    met, unmet = group.letters.count("y"), group.letters.count("n")
    return f"{plain(group.title)}: {met} of {met + unmet}" if met + unmet else f"{plain(group.title)}: not applicable"


def _picture(width: int, height: int, inner: str, label: str) -> bytes:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" role="img" aria-label="{xml_text(label)}">{inner}</svg>\n'
    ).encode()
