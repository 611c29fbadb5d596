"""From bytes to plain data: decoding, JSON and YAML, with every way in which they go wrong said in words."""

from __future__ import annotations

import json
from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

import yaml

from generator.diagnostics import Report, Severity, json_pointer

UNREADABLE = object()
"""What the parsers give back where there is no value; ``None`` is a value, JSON's null."""

MAX_DEPTH = 40
"""How deep lists and objects may be nested; a real scan has four levels."""


class _TwiceKeyed(dict[str, Any]):
    """An object in which a key stood twice; ``twice`` names it."""

    twice: str


@dataclass(frozen=True, slots=True)
class _Unreadable(Exception):
    message: str
    remedy: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None


def decode(data: bytes, report: Report) -> str | None:
    """The text of ``data``, or ``None`` after saying why there is none."""
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        message, remedy = "the file is empty", "write the scan again, or remove the file"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message, remedy = "the file is UTF-16", "save it as UTF-8"
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message = f"byte {error.start} is not UTF-8"
            remedy = "save the file as UTF-8"
        else:
            if "\x00" in text:
                message, remedy = "the file holds NUL bytes", "write it again; it was damaged or is not text"
            else:
                if data.startswith(b"\xef\xbb\xbf"):
                    report.add(
                        Severity.NOTE, "byte-order-mark", "the file starts with a byte order mark",
                        "save it as UTF-8 without one",
                    )  # fmt: skip
                return text
    report.add(Severity.ERROR, "unreadable", message, remedy)
    return None


def parse_json(text: str, report: Report) -> object:
    """The JSON value in ``text``, or ``UNREADABLE`` after saying why there is none.

    Numbers with a fraction are ``Decimal``, so that they can be shown as they were written. What Python's own
    reader lets pass and RFC 8259 does not allow (NaN, infinities), or what loses data in silence (a key that
    stands twice), is an error here.
    """
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_float=_number, parse_constant=_refuse_constant)
        _inspect(value)
    except json.JSONDecodeError as error:
        _say(report, f"not valid JSON: {error.msg}", "mend the file at that place", error.lineno, error.colno)
    except _Unreadable as error:
        report.add(
            Severity.ERROR, "unreadable", error.message, error.remedy,
            pointer=error.pointer, line=error.line, column=error.column,
        )  # fmt: skip
    except RecursionError:
        _say(report, "lists or objects are nested too deeply", f"nest at most {MAX_DEPTH} levels")
    except ValueError:
        _say(report, "a whole number has thousands of digits", "write it as text, or correct it")
    else:
        return value
    return UNREADABLE


def _say(report: Report, message: str, remedy: str, line: int | None = None, column: int | None = None) -> None:
    report.add(Severity.ERROR, "unreadable", message, remedy, line=line, column=column)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    plain = dict(pairs)
    if len(plain) == len(pairs):
        return plain
    marked = _TwiceKeyed(plain)
    seen: set[str] = set()
    for key, _ in pairs:
        if key in seen:
            marked.twice = key
            break
        seen.add(key)
    return marked


def _number(literal: str) -> Decimal:
    if len(literal) > 100:
        raise _Unreadable("a number has more than 100 digits", "write it as text, or correct it")
    try:
        return Decimal(literal)
    except InvalidOperation:
        raise _Unreadable(f"{literal} is out of range", "write a smaller number") from None


def _refuse_constant(name: str) -> float:
    raise _Unreadable(f"{name} is not a JSON value", "write null, or a number")


def _inspect(value: object) -> None:
    """Refuse twice-given keys and too deep nesting; without recursion, which is what deep nesting breaks."""
    stack: list[tuple[object, tuple[str | int, ...]]] = [(value, ())]
    while stack:
        current, path = stack.pop()
        if isinstance(current, _TwiceKeyed):
            raise _Unreadable(
                f"the key {current.twice!r} stands twice in one object", "keep one of the two",
                json_pointer(*path, current.twice),
            )  # fmt: skip
        if len(path) > MAX_DEPTH:
            raise _Unreadable(
                "lists or objects are nested too deeply",
                f"nest at most {MAX_DEPTH} levels",
                json_pointer(*path),
            )
        if isinstance(current, dict):
            stack += [(child, (*path, key)) for key, child in current.items() if isinstance(child, (dict, list))]
        elif isinstance(current, list):
            stack += [
                (child, (*path, index)) for index, child in enumerate(current) if isinstance(child, (dict, list))
            ]


class _Loader(yaml.SafeLoader):
    """YAML's plain types only: no aliases, dates as text, fractions as ``Decimal``, every key once."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases: a few lines of them expand to gigabytes."""
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise _Unreadable(
                "YAML aliases (*name) are not read", "write the value out", "", mark.line + 1, mark.column + 1
            )
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping with text keys; a key that stands twice is an error."""
        result: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            mark = key_node.start_mark
            if not isinstance(key_node, yaml.ScalarNode):
                raise _Unreadable(
                    "a key is not a word", "use plain words as keys", "", mark.line + 1, mark.column + 1
                )
            key = str(key_node.value)
            if key in result:
                raise _Unreadable(
                    f"the key {key!r} stands twice in one mapping", "keep one of the two", "",
                    mark.line + 1, mark.column + 1,
                )  # fmt: skip
            result[key] = self.construct_object(value_node, deep=True)
        return result


def _yaml_float(loader: _Loader, node: yaml.ScalarNode) -> Decimal:
    literal = str(loader.construct_scalar(node)).replace("_", "")
    try:
        number = _number(literal)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        mark = node.start_mark
        raise _Unreadable(f"{literal} is not a number", "write a number", "", mark.line + 1, mark.column + 1)
    return number


def _yaml_text(loader: _Loader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


_Loader.add_constructor("tag:yaml.org,2002:float", _yaml_float)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _yaml_text)


def parse_yaml(text: str, report: Report) -> object:
    """The YAML value in ``text``, or ``UNREADABLE`` after saying why there is none."""
    try:
        value = yaml.load(text, Loader=_Loader)  # a SafeLoader
        _inspect(value)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        _say(
            report, f"not valid YAML: {error.problem or error.context}", "mend the file at that place",
            mark.line + 1 if mark else None, mark.column + 1 if mark else None,
        )  # fmt: skip
    except _Unreadable as error:
        report.add(
            Severity.ERROR, "unreadable", error.message, error.remedy,
            pointer=error.pointer, line=error.line, column=error.column,
        )  # fmt: skip
    except RecursionError:
        _say(report, "lists or mappings are nested too deeply", f"nest at most {MAX_DEPTH} levels")
    except (yaml.YAMLError, ValueError) as error:
        _say(report, f"not valid YAML: {type(error).__name__}", "mend the file")
    else:
        return value
    return UNREADABLE
