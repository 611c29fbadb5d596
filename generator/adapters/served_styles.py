"""The theme's style sheets as they are put on a site: without what only those who change them read.

Comments go, and so do the spaces and line breaks that part no two words; a comment that begins with ``/*!`` stays,
for that is how licences begin. A test has a browser read both, and compares the rules that it finds.
"""

from __future__ import annotations

import re
from functools import cache

from generator.adapters.served_scripts import FOLDER
from generator.adapters.slim_files import SLIM_FILES
from generator.resources import theme

_GAP = r"(?:\s|/\*(?!!)(?:[^*]|\*(?!/))*\*/)"
_PIECE = re.compile(
    rf"""(?P<kept>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|/\*!(?:[^*]|\*(?!/))*\*/)"""
    rf"""|{_GAP}*;{_GAP}*(?=\}})|{_GAP}*(?P<sign>[{{}};,]){_GAP}*|(?P<colon>:){_GAP}+|(?P<gap>{_GAP}+)""",
    re.DOTALL,
)
"""Strings and licences; the last semicolon of a rule; signs that need no space beside them; gaps between words."""


@cache
def served_styles() -> dict[str, bytes]:
    """Each style sheet of the theme by its path below the site."""
    return {
        f"{FOLDER}/{path.name}": SLIM_FILES.made(path.name, path.read_text("utf-8"), slim_styles)
        for path in sorted((theme() / FOLDER).glob("*.css"))
    }


def slim_styles(styles: str) -> str:
    """The style sheet without comments, and without white space that means nothing."""
    return _PIECE.sub(_slim, styles).strip() + "\n"


def _slim(piece: re.Match[str]) -> str:
    if piece["gap"]:
        # A comment alone parts words without a space.
        return " " if any(map(str.isspace, re.sub(r"/\*.*?\*/", "", piece["gap"], flags=re.DOTALL))) else ""
    return piece["kept"] or piece["sign"] or piece["colon"] or ""
