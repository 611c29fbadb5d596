"""Texts in XML 1.0 (https://www.w3.org/TR/xml/), as content of elements or as quoted values of attributes."""

from __future__ import annotations

from generator.formats.works import plain

_NAMED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;"})


def xml_text(text: str) -> str:
    """A text on one line, encoded; what no document of XML may hold is no part of it."""
    return plain(text).translate(_NAMED)


def element(name: str, text: str = "", **attributes: str) -> str:
    """An element that holds a text; ``name`` and the names of attributes are our own."""
    start = "".join([f' {key}="{xml_text(value)}"' for key, value in attributes.items()])
    inner = xml_text(text)
    return f"<{name}{start}>{inner}</{name}>" if inner else f"<{name}{start}/>"
