"""Line and column of findings: looked up in the files when they are shown, and not before."""

from __future__ import annotations

import os
import stat
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.diagnostics import Diagnostic, Report
from generator.intake import Library
from generator.readers.positions import START, Lines, Position, positions
from generator.readers.text import decode


def located(items: Iterable[Diagnostic], library: Library, content: Path) -> tuple[Diagnostic, ...]:
    """The findings in their order, each with the line and the column of its place.

    What is about a file as a whole is at its start. What is no file (a folder, a link, a pipe) has no line.
    """
    given = tuple(items)
    by_input: dict[tuple[str, int], list[Diagnostic]] = defaultdict(list)
    for item in given:
        if item.line is None or item.column is None:
            by_input[item.file, item.own_line].append(item)
    found: dict[Diagnostic, Diagnostic] = {}
    for (path, line), some in by_input.items():
        data = library.as_it_is(path, line)
        text = decode(data, Report(path)) if data is not None else None
        if text is not None and line:
            found |= _in_line(text, path, line, some)
        elif text is not None:
            found |= _in_text(text, path, some)
        elif _is_file(content, path):
            found |= {item: _at(item, (item.line or 1, 1)) for item in some}
    return tuple(found.get(item, item) for item in given)


def _in_text(text: str, path: str, items: list[Diagnostic]) -> dict[Diagnostic, Diagnostic]:
    lines = Lines(text)
    places = positions(text, path, {item.pointer for item in items if item.line is None and item.pointer})
    return {
        item: _at(item, lines.start_of(item.line) if item.line is not None else places.get(item.pointer, START))
        for item in items
    }


def _in_line(text: str, path: str, line: int, items: list[Diagnostic]) -> dict[Diagnostic, Diagnostic]:
    """Each in the line that is an input by itself, of which ``text`` is the whole."""
    places = positions(text, path, {item.pointer for item in items if item.pointer})
    return {item: _at(item, (line, places.get(item.pointer, START)[1])) for item in items}


def _at(item: Diagnostic, position: Position) -> Diagnostic:
    return replace(item, line=position[0], column=position[1])


def _is_file(content: Path, path: str) -> bool:
    try:
        return stat.S_ISREG(os.lstat(content / path).st_mode)
    except (OSError, ValueError):
        return False
