"""From bytes to plain data: decoding and JSON, with every way in which they go wrong said in words."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from generator import limits
from generator.diagnostics import Report, json_pointer, quoted

UNREADABLE = object()
"""What the parsers give back where there is no value; ``None`` is a value, JSON's null."""


class Written(Decimal):
    """A number with a fraction or an exponent that knows how it was written (``0.20``, ``1e-7``)."""

    literal: str

    def __new__(cls, literal: str) -> Written:
        """Raises ``decimal.InvalidOperation`` where ``literal`` is no number."""
        made = super().__new__(cls, literal)
        made.literal = literal
        return made

    def __str__(self) -> str:
        return self.literal

    def __deepcopy__(self, memo: object) -> Written:
        return self


class _TwiceKeyed(dict[str, Any]):
    """An object in which a key stood twice; ``twice`` names it."""

    twice: str


@dataclass(frozen=True, slots=True)
class Refused(Exception):
    """A value that is not taken, and why."""

    message: str
    remedy: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    token: str = ""
    """The characters at fault, where their place is still to be found."""


def decode(data: bytes, report: Report) -> str | None:
    """The text of ``data``, or ``None`` after saying why there is none."""
    line: int | None = None
    column: int | None = None
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        message, remedy = "the file is empty", "write the scan or report again, or remove the file"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message, remedy = "the file is UTF-16", "save it as UTF-8"
    elif b"\x00" in data:
        message, remedy = "the file holds NUL bytes", "save it as UTF-8, or write it again if it was damaged"
        line, column = _place_of_byte(data, data.index(b"\x00"))
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message, remedy = f"byte {error.start + 1:,} is not UTF-8", "save the file as UTF-8"
            line, column = _place_of_byte(data, error.start)
        else:
            if data.startswith(b"\xef\xbb\xbf"):
                report.add("byte-order-mark", "the file starts with a byte order mark")
            return text
    report.add("unreadable", message, remedy, line=line, column=column)
    return None


def _place_of_byte(data: bytes, index: int) -> tuple[int, int]:
    """Line and column of a byte, counted in characters as far as there are any."""
    start = data.rfind(b"\n", 0, index) + 1
    return data.count(b"\n", 0, index) + 1, len(data[start:index].decode("utf-8-sig", "replace")) + 1


def parse_json(text: str, report: Report, *, values: int = limits.VALUES, key: int = limits.KEY) -> object:
    """The JSON value in ``text``, or ``UNREADABLE`` after saying why there is none.

    It may have so many ``values``, and a key ``key`` characters.

    Numbers with a fraction or an exponent are ``Written``, so that they can be shown as they stand. What
    Python's own reader lets pass and RFC 8259 does not allow (NaN, infinities), or what loses data in silence
    (a key that stands twice, a number out of range), is an error here.
    """
    if holds_too_much(text, values):
        line, column = _too_deep_at(text)
        return say(report, TOO_DEEP, _FLATTER, line, column) if line else too_many(report, values)
    try:
        value = json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=whole_number,
            parse_float=number,
            parse_constant=_refuse_constant,
        )
        return inspected(value, text, report, key, values)
    except json.JSONDecodeError as error:
        return say(report, f"not valid JSON: {error.msg}", "mend the file at that place", error.lineno, error.colno)
    except RecursionError:
        line, column = _too_deep_at(text)
        return say(report, TOO_DEEP, _FLATTER, line, column)
    except Refused as error:
        said = error
        line, column = _place(text, lambda token: token == said.token) if said.token else (None, None)
        return say(report, said.message, said.remedy, line, column, said.pointer)


TOO_DEEP = "lists or objects are nested too deeply"
_FLATTER = f"nest at most {limits.DEPTH} levels"


def say(
    report: Report, message: str, remedy: str, line: int | None = None, column: int | None = None, pointer: str = ""
) -> object:
    """Report that the file cannot be read, and give back ``UNREADABLE``."""
    report.add(
        "unreadable",
        message,
        remedy,
        pointer=pointer,
        line=line,
        column=column,
    )
    return UNREADABLE


TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{},:]|[^\s"\[\]{},:]+', re.S)
"""The tokens of JSON: strings, signs, and words."""


def _place(text: str, wanted: Callable[[str], bool]) -> tuple[int | None, int | None]:
    """Line and column of the first token outside strings that is ``wanted``."""
    for found in TOKEN.finditer(text):
        if text[found.start()] != '"' and wanted(found[0]):
            start = found.start()
            return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return None, None


def _too_deep_at(text: str) -> tuple[int | None, int | None]:
    depth = 0

    def too_deep(token: str) -> bool:
        nonlocal depth
        depth += (token in "[{") - (token in "]}")
        return depth > limits.DEPTH

    return _place(text, too_deep)


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


def whole_number(literal: str) -> int:
    """The whole number; raises ``Refused`` where it has too many digits."""
    if len(literal) > limits.DIGITS:
        raise Refused(f"a whole number has {len(literal):,} digits", "write it as text, or correct it", token=literal)
    return int(literal)


def number(literal: str) -> Written:
    """The number as written; raises ``Refused`` where it is too long or out of range."""
    if len(literal) > limits.DIGITS:
        raise Refused(
            f"a number has more than {limits.DIGITS} digits", "write it as text, or correct it", token=literal
        )
    value = Written(literal)
    # The range of a double, which is what every other reader of the file makes of it.
    if math.isinf(float(value)) or bool(value) != bool(float(value)):
        raise Refused(f"{literal} is out of range", "write it as text, or correct it", token=literal)
    return value


def _refuse_constant(name: str) -> float:
    raise Refused(f"{name} is not a JSON value", "write null, or a number", token=name)


_STRING = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.S)


def holds_too_much(text: str, values: int = limits.VALUES) -> bool:
    """Whether there are more values in JSON than are read, seen before any of them is made.

    Each value but the first stands after a comma or is the first in a list or object. So where commas and opening
    brackets are more than twice as many as there may be values, there are more values than that.
    """
    most = 2 * values + 1
    # Most files are too short for that. Strings have commas and brackets too, and are taken out where it matters.
    return len(text) > most and _marks(text) > most and _marks(_STRING.sub("", text)) > most


def _marks(text: str) -> int:
    return sum(map(text.encode("utf-8", "surrogatepass").count, (b",", b"[", b"{")))


_SIGNS = b'*_#\\`&<>[]{}|~^$"@:-+=./!?('


def count_signs(text: str) -> int:
    """How many signs a file has that Markdown may have to escape, those of its own form among them."""
    data = text.encode("utf-8", "surrogatepass")
    return len(data) - len(data.translate(None, _SIGNS))


def too_many(report: Report, values: int = limits.VALUES) -> object:
    """Report that the file holds too many values, and give back ``UNREADABLE``."""
    report.add(
        "too-large",
        f"the file holds more than {values:,} values",
        "split it, or leave out what is not of the schema",
    )
    return UNREADABLE


_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATES = re.compile(
    r"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(\\[uU](?:0000)?[dD][89a-fA-F][0-9a-fA-F]{2})"
)
"""Escaped backslashes, whole characters and, as its group, halves of one."""
_ESCAPED_SURROGATE = re.compile(r"\\[uU](?:0000)?[dD][89a-fA-F]")


_CONTAINERS = frozenset({dict, list, _TwiceKeyed})


def _is_plain(value: Any, key: int, values: int) -> bool:
    """Whether there is nothing to object to: no key that stands twice or is too long, not too deep, not too much."""
    count, depth = 1, 0
    level = [value] if type(value) in _CONTAINERS else []
    while level:
        inner: list[Any] = []
        for current in level:
            count += len(current)
            if type(current) is dict:
                if current and max(map(len, current)) > key:
                    return False
                inner += [child for child in current.values() if type(child) in _CONTAINERS]
            elif type(current) is list:
                inner += [child for child in current if type(child) in _CONTAINERS]
            else:
                return False
        depth += 1
        if depth > limits.DEPTH or count > values:
            return False
        level = inner
    return True


def inspected(
    value: object, text: str, report: Report, key: int = limits.KEY, values: int = limits.VALUES
) -> object:  # fmt: skip
    """``value``, after a look at what the parsers let pass; ``key`` is how many characters one may have."""
    if not _is_plain(value, key, values) and _is_refused(value, report, key, values):
        return UNREADABLE
    if not _ESCAPED_SURROGATE.search(text):
        return value
    whole = _without_surrogates(value)
    if whole != value:
        halves = (found for found in _SURROGATES.finditer(text) if found[1])
        # In YAML, two halves that stand side by side are two halves.
        first = next(halves, None) or _ESCAPED_SURROGATE.search(text)
        start = first.start() if first else 0
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        report.add(
            "replaced-character",
            "a text holds half of a character (a lone surrogate)",
            line=line,
            column=column,
        )
    return whole


def _is_refused(value: object, report: Report, key: int, values: int) -> bool:
    """Find the place of what is wrong, and say so; without recursion, which deep nesting breaks."""
    stack: list[tuple[object, tuple[str | int, ...]]] = [(value, ())]
    count = 1
    while stack:
        current, path = stack.pop()
        if isinstance(current, _TwiceKeyed):
            raise Refused(
                f"the key {quoted(current.twice)} stands twice in one object", "keep one of the two",
                json_pointer(*path, current.twice[:limits.KEY]),
            )  # fmt: skip
        if len(path) >= limits.DEPTH:
            raise Refused(TOO_DEEP, _FLATTER, json_pointer(*path))
        if isinstance(current, dict):
            if long := next((name for name in current if len(name) > key), None):
                raise Refused(
                    f"the key {quoted(long, 40)} has {len(long):,} characters", f"use at most {key}",
                    json_pointer(*path),
                )  # fmt: skip
            inner = [(child, (*path, name)) for name, child in current.items() if isinstance(child, (dict, list))]
        else:
            items = current if isinstance(current, list) else []
            inner = [(child, (*path, index)) for index, child in enumerate(items) if isinstance(child, (dict, list))]
        stack += reversed(inner)
        count += len(current) if isinstance(current, (dict, list)) else 0
        if count > values:
            too_many(report, values)
            return True
    return False


def without_surrogates(text: str) -> str:
    """The text with a sign for each half of a character."""
    return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return without_surrogates(value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        cleaned = {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
        if len(cleaned) < len(value):
            raise Refused("two keys of one object differ in lone surrogates only", "keep one of the two")
        return cleaned
    return value
