"""YAML as plain data: its core schema, and of that only what is written in one way.

Text, ``null``, ``true`` and ``false``, decimal numbers, lists and mappings with text keys. Whatever else YAML 1.1
makes of a word (dates, ``yes``, ``0o17``, ``1:30``) stays the text that it is. No aliases: a few lines of them expand
to gigabytes. Values are made from the parser's events, one by one, and never more than are read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from generator import limits
from generator.diagnostics import Report, quoted
from generator.readers.text import TOO_DEEP, UNREADABLE, Refused, inspected, number, say, too_many, whole_number

PURE = yaml.SafeLoader
FAST = getattr(yaml, "CSafeLoader", PURE)
"""The same parser written in C, where it is there; it reads ten times as fast."""
_EXPLAINED = 10_000
"""Characters of a file in which the parser in Python is asked what is wrong: it says it better, and slowly."""

_NOT_YAML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no YAML may hold (YAML 1.1, production 1)."""
_TAG = "tag:yaml.org,2002:"
_NO_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_WHOLE = re.compile(r"-?(?:0|[1-9]\d*)", re.ASCII)
_FRACTION = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", re.ASCII)


class _TooMany(Exception):
    """There are more values than are read."""


class _Values:
    """Makes the value of the one document in a stream of events; raises ``Refused``, ``_TooMany``, ``YAMLError``."""

    def __init__(self, events: Iterator[yaml.Event], values: int) -> None:
        self._events = events
        self._left = values

    def document(self) -> object:
        """The value of the only document, ``None`` where there is none."""
        next(self._events)
        if isinstance(next(self._events), yaml.StreamEndEvent):
            return None
        value = self._value(next(self._events), 0)
        next(self._events)
        if not isinstance(further := next(self._events), yaml.StreamEndEvent):
            raise _at(further, "not valid YAML: but found another document", "keep one document in a file")
        return value

    def _value(self, event: Any, depth: int) -> object:
        if isinstance(event, yaml.AliasEvent):
            raise _at(event, "YAML aliases (*name) are not read", "write the value out")
        if depth > limits.DEPTH:
            raise _at(event, TOO_DEEP, f"nest at most {limits.DEPTH} levels")
        self._left -= 1
        if self._left < 0:
            raise _TooMany
        tag = event.tag
        if isinstance(event, yaml.ScalarEvent):
            if event.implicit[0]:
                return _word(event.value, event)
            _check(event, tag, "str", "text")
            return str(event.value)
        if isinstance(event, yaml.SequenceStartEvent):
            _check(event, tag, "seq", "a list")
            return self._list(depth + 1)
        _check(event, tag, "map", "a mapping")
        return self._mapping(depth + 1)

    def _list(self, depth: int) -> list[object]:
        result = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            result.append(self._value(event, depth))
        return result

    def _mapping(self, depth: int) -> dict[str, object]:
        """A mapping with text keys; a key that stands twice is an error."""
        result: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if isinstance(event, yaml.AliasEvent):
                raise _at(event, "YAML aliases (*name) are not read", "write the value out")
            if not isinstance(event, yaml.ScalarEvent):
                raise _at(event, "a key is not a word", "use plain words as keys")
            key = str(event.value)
            if key in result:
                raise _at(event, f"the key {quoted(key)} stands twice in one mapping", "keep one of the two")
            result[key] = self._value(next(self._events), depth)
        return result


def _check(event: Any, tag: str | None, wanted: str, noun: str) -> None:
    """Refuse a tag that says something else than what follows it is."""
    if tag is None or tag in ("!", _TAG + wanted):
        return
    kind = {"str": "text", "seq": "a list", "map": "a mapping"}.get(tag.removeprefix(_TAG))
    if tag.startswith(_TAG) and kind:
        raise _at(event, f"{kind} is announced, and {noun} follows", "remove the tag")
    raise _at(event, f"not valid YAML: could not determine a constructor for the tag {quoted(tag)}", "remove the tag")


def _at(event: Any, message: str, remedy: str) -> Refused:
    return Refused(message, remedy, "", event.start_mark.line + 1, event.start_mark.column + 1)


def _word(word: str, event: Any) -> object:
    """A plain word (no quotes) as the value it stands for."""
    if word in {"", "~", "null", "Null", "NULL"}:
        return None
    if len(word) <= 5 and word.lower() in {"true", "false"}:
        return word.lower() == "true"
    if word[0] not in "-+.0123456789":
        return word
    if _NO_NUMBER.fullmatch(word):
        raise _at(event, f"{word} is not a number", "write null, or a number")
    try:
        if _WHOLE.fullmatch(word):
            return whole_number(word)
        if _FRACTION.fullmatch(word):
            return number(word)
    except Refused as error:
        raise _at(event, error.message, error.remedy) from None
    return word


def parse_yaml(
    text: str, report: Report, parser: Any = FAST, *, values: int = limits.VALUES, key: int = limits.KEY
) -> object:
    """The YAML value in ``text``, or ``UNREADABLE`` after saying why there is none.

    ``parser`` is ``FAST`` or ``PURE``, which read the same. There may be so many ``values``, and a key may have
    ``key`` characters.
    """
    if len(text) > limits.YAML:
        report.add(
            "too-large",
            f"the file has {len(text):,} characters, the limit for YAML is {limits.YAML:,}",
            "write it as JSON, or shorten it",
        )
        return UNREADABLE
    if unfit := _NOT_YAML.search(text):
        where = text[: unfit.start()]
        return say(
            report, f"not valid YAML: the character U+{ord(unfit[0]):04X} is not allowed",
            "remove it", where.count("\n") + 1, len(where) - where.rfind("\n"),
        )  # fmt: skip
    try:
        return inspected(_Values(yaml.parse(text, Loader=parser), values).document(), text, report, key, values)
    except yaml.MarkedYAMLError as error:
        if parser is not PURE and len(text) <= _EXPLAINED:
            error = _explained(text) or error
        mark = error.problem_mark or error.context_mark
        if error.problem == _NESTED:
            return say(report, TOO_DEEP, f"nest at most {limits.DEPTH} levels", mark.line + 1 if mark else None)
        return say(
            report, f"not valid YAML: {error.problem or error.context}", "mend the file at that place",
            mark.line + 1 if mark else None, mark.column + 1 if mark else None,
        )  # fmt: skip
    except Refused as error:
        return say(report, error.message, error.remedy, error.line, error.column, error.pointer)
    except _TooMany:
        return too_many(report, values)
    except (ValueError, OverflowError, yaml.YAMLError):
        # An escape that stands for no character is left to Python by the one parser ("\UFFFFFFFF").
        return say(report, "not valid YAML: an escape stands for no character", "mend the file")


_NESTED = "exceeded maximum nesting depth"
"""What libyaml says, from version 0.2.6 on, of what is nested a thousand times and more."""


def _explained(text: str) -> yaml.MarkedYAMLError | None:
    """What the parser in Python finds wrong in ``text``."""
    try:
        for _ in yaml.parse(text, Loader=PURE):
            pass
    except yaml.MarkedYAMLError as error:
        return error
    except (ValueError, OverflowError, yaml.YAMLError):
        pass
    return None
