"""Where in a file's text a JSON pointer leads: line and column, for JSON, YAML and reports.

Only what is shown to somebody is looked for, and all pointers into a file at once: the text is gone through a single
time, and no value is made of it.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from generator.readers.synthesis_text import lines_of
from generator.readers.text import TOKEN, without_surrogates
from generator.readers.yaml_text import FAST

Position = tuple[int, int]
"""A line and a column, both from 1; a column is a character (a code point)."""

START: Position = (1, 1)


class _Place:
    """A step of the pointers that are looked for: where it is, and the steps below it."""

    __slots__ = ("at", "below")

    def __init__(self) -> None:
        self.at = -1
        self.below: dict[str, _Place] = {}


class _Frame:
    """A list or an object that is being gone through."""

    __slots__ = ("index", "is_object", "member", "place", "wants_key")

    def __init__(self, place: _Place | None, *, is_object: bool) -> None:
        self.place = place
        self.is_object = is_object
        self.wants_key = is_object
        self.index = 0
        self.member: _Place | None = None

    def key(self, text: str, at: int) -> None:
        """A key of the object; of keys that stand twice, the last one counts, as it does for parsers."""
        self.wants_key = False
        self.member = self.place.below.get(text) if self.place else None
        if self.member:
            self.member.at = at

    def value(self, at: int) -> _Place | None:
        """The place of the value that starts here, where something below it is looked for."""
        if self.is_object:
            return self.member
        found = self.place.below.get(str(self.index)) if self.place else None
        if found:
            found.at = at
        return found

    def next(self) -> None:
        self.index += 1
        self.wants_key = self.is_object


def positions(text: str, path: str, pointers: Iterable[str]) -> dict[str, Position]:
    """Where each pointer leads to: the key of a member, the entry of a list.

    Where there is no such place, the nearest around it counts. ``path`` tells by its ending what the text is.
    """
    wanted = set(pointers)
    lines = Lines(text)
    if path.endswith(".txt"):
        known = lines_of(text)
        return {pointer: lines.start_of(_nearest(known, pointer)) for pointer in wanted}
    root = _Place()
    for pointer in wanted:
        place = root
        for step in _steps(pointer):
            place = place.below.setdefault(step, _Place())
    (_walk_yaml if path.endswith((".yaml", ".yml")) else _walk_json)(text, root)
    return {pointer: lines.position(_offset(root, pointer)) for pointer in wanted}


def _steps(pointer: str) -> list[str]:
    return [step.replace("~1", "/").replace("~0", "~") for step in pointer.split("/")[1:]]


def _offset(root: _Place, pointer: str) -> int:
    found, place = max(root.at, 0), root
    for step in _steps(pointer):
        place = place.below[step]
        if place.at < 0:
            break
        found = place.at
    return found


def _nearest(known: Mapping[str, int], pointer: str) -> int:
    while pointer and pointer not in known:
        pointer = pointer.rpartition("/")[0]
    return known.get(pointer, 1)


class Lines:
    """The lines of a text as editors count them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", text))]

    def position(self, offset: int) -> Position:
        """The position of a character of the text."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def start_of(self, line: int) -> Position:
        """The position of the first character of a line that is no space."""
        start = self._starts[min(line, len(self._starts)) - 1]
        found = re.compile(r"[^\S\r\n]*").match(self._text, start)
        return line, (found.end() if found else start) - start + 1


def _walk_json(text: str, root: _Place) -> None:
    frames: list[_Frame] = []
    for found in TOKEN.finditer(text):
        at = found.start()
        sign = text[at]
        frame = frames[-1] if frames else None
        if sign == ",":
            if frame:
                frame.next()
        elif sign in "]}":
            if frames:
                frames.pop()
        elif sign == '"' and frame and frame.wants_key:
            frame.key(_unquoted(found[0]) if frame.place else "", at)
        elif sign != ":":
            if frame is None:
                root.at = at
            place = frame.value(at) if frame else root
            if sign in "[{":
                frames.append(_Frame(place, is_object=sign == "{"))


def _unquoted(token: str) -> str:
    try:
        return without_surrogates(json.loads(token)) if "\\" in token else token[1:-1]
    except ValueError:
        return ""


def _walk_yaml(text: str, root: _Place) -> None:
    frames: list[_Frame] = []
    for event in _events(text):
        frame = frames[-1] if frames else None
        at = event.start_mark.index
        if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
            frames.pop()
            _done(frames)
        elif not isinstance(event, yaml.NodeEvent):
            continue
        elif frame and frame.wants_key:
            frame.key(without_surrogates(str(getattr(event, "value", ""))), at)
            if isinstance(event, yaml.CollectionStartEvent):
                # A key that is no word is refused when the file is read.
                return
        else:
            if frame is None:
                root.at = at
            place = frame.value(at) if frame else root
            if isinstance(event, yaml.CollectionStartEvent):
                frames.append(_Frame(place, is_object=isinstance(event, yaml.MappingStartEvent)))
            else:
                _done(frames)


def _done(frames: list[_Frame]) -> None:
    if frames:
        frames[-1].next()


def _events(text: str) -> Iterator[Any]:
    try:
        yield from yaml.parse(text, Loader=FAST)
    except (yaml.YAMLError, ValueError, OverflowError):
        # As far as it can be read.
        return
