"""A page as a browser's parser sees it, in a form in which two pages are compared."""

from __future__ import annotations

import re
from itertools import zip_longest
from pathlib import Path
from xml.etree import ElementTree

import html5lib

_INLINE = frozenset(
    {
        "a", "abbr", "b", "button", "cite", "code", "del", "em", "i", "img", "input", "ins", "kbd", "label", "mark",
        "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var",
    }
)  # fmt: skip
"""Elements beside which white space is to be seen, as it is not beside all others."""
_SPACES = re.compile(r"[ \t\n\f\r]+")


def events(html: str) -> list[object]:
    """The elements of a page with their attributes, and its text, in their order.

    White space counts as one space, and not at all at the edges of what begins a line of its own.
    """
    found: list[object] = []
    at_edge = True

    def text(value: str | None) -> None:
        nonlocal at_edge
        words = _SPACES.sub(" ", value or "")
        if at_edge:
            words = words.lstrip(" ")
        if words:
            found.append(words)
            at_edge = False

    def edge(node: ElementTree.Element) -> None:
        """The element begins or ends."""
        nonlocal at_edge
        if node.tag not in _INLINE:
            at_edge = True
            if found and isinstance(last := found[-1], str):
                found[-1:] = [last.rstrip(" ")] if last != " " else []

    def walk(node: ElementTree.Element) -> None:
        if isinstance(node.tag, str):
            edge(node)
            found.append((node.tag, tuple(sorted(node.items()))))
            text(node.text)
            for child in node:
                walk(child)
                text(child.tail)
            edge(node)
            found.append((node.tag,))

    walk(html5lib.parse(html, namespaceHTMLElements=False))
    return found


def compare_sites(one: Path, other: Path) -> tuple[int, list[str]]:
    """How many pages two sites have, and a line for each that only one has or in which they differ."""
    here, there = ({path.relative_to(site).as_posix() for path in site.rglob("*.html")} for site in (one, other))
    found = []
    for name in sorted(here | there):
        if name not in here or name not in there:
            found.append(f"{name}: only {one.name if name in here else other.name} has it")
        elif difference := _first_difference(one / name, other / name):
            found.append(f"{name}: {difference}")
    return len(here | there), found


def _first_difference(one: Path, other: Path) -> str | None:
    pages = [path.read_bytes().decode() for path in (one, other)]
    if pages[0] == pages[1]:
        return None
    for mine, theirs in zip_longest(*map(events, pages)):
        if mine != theirs:
            return f"{str(mine)[:200]} against {str(theirs)[:200]}"
    return None
