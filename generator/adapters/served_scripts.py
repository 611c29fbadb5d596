"""The theme's scripts as they are put on a site: without what only those who change them read.

What goes are lines that hold nothing but a comment, comments that give a type (JSDoc), and the spaces that a line
begins with; no line is joined with another, so the script does the same. A test compares the tokens, and refuses
scripts in which a text of several lines would lose something. Comments that begin with ``/*!`` stay: licences do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.resources import theme

FOLDER = "assets/scanpress"
"""Where the scripts stand, below the theme and on the site."""

_TYPE = re.compile(r"/\*\* @(?:type|param) [^*\n]*\*/ ?")


def served_scripts() -> dict[str, bytes]:
    """Each script of the theme by its path below the site."""
    return {f"{FOLDER}/{path.name}": _served(path) for path in sorted((theme() / FOLDER).glob("*.js"))}


def _served(path: Path) -> bytes:
    return slim(path.read_text("utf-8")).encode()


def slim(script: str) -> str:
    """The script without lines of comments, types and indentation."""
    return "".join([f"{line}\n" for line in _lines(script)])


def _lines(script: str) -> Iterator[str]:
    in_comment = False
    for whole in script.split("\n"):
        line = _TYPE.sub("", whole.strip()).strip()
        if in_comment:
            in_comment = not line.endswith("*/")
        elif line.startswith("/*") and not line.startswith("/*!") and "*/" not in line:
            in_comment = True
        elif line and not line.startswith("//") and not (line.startswith("/**") and line.endswith("*/")):
            yield line
