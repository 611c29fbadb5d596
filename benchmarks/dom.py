"""A page as a browser's parser sees it, in a form in which two pages are compared."""

from __future__ import annotations

import re
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
