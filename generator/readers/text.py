"""From bytes to plain data: decoding, JSON and YAML, with every way in which they go wrong said in words."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import yaml

from generator.diagnostics import Report, Severity, json_pointer, quoted

UNREADABLE = object()
"""What the parsers give back where there is no value; ``None`` is a value, JSON's null."""

MAX_DEPTH = 40
"""How deep lists and objects may be nested; a real scan has four levels."""
MAX_VALUES = 200_000
"""How many values a file may hold; a real scan has under a thousand."""
MAX_KEY = 200
"""How many characters a key may have."""
MAX_DIGITS = 100
"""How many characters a number may have."""
MAX_YAML = 2_000_000
"""How many characters of YAML are read: reading it takes some seconds for a million."""


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
class _Unreadable(Exception):
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
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        message, remedy = "the file is empty", "write the scan or report again, or remove the file"
    elif data.startswith((b"\xff\xfe", b"\xfe\xff")):
        message, remedy = "the file is UTF-16", "save it as UTF-8"
    elif b"\x00" in data:
        message, remedy = "the file holds NUL bytes", "save it as UTF-8, or write it again if it was damaged"
        line = data.count(b"\n", 0, data.index(b"\x00")) + 1
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            message, remedy = f"byte {error.start + 1:,} is not UTF-8", "save the file as UTF-8"
            line = data.count(b"\n", 0, error.start) + 1
        else:
            if data.startswith(b"\xef\xbb\xbf"):
                report.add(
                    Severity.NOTE, "byte-order-mark", "the file starts with a byte order mark",
                    "save it as UTF-8 without one",
                )  # fmt: skip
            return text
    report.add(Severity.ERROR, "unreadable", message, remedy, line=line)
    return None


def parse_json(text: str, report: Report) -> object:
    """The JSON value in ``text``, or ``UNREADABLE`` after saying why there is none.

    Numbers with a fraction or an exponent are ``Written``, so that they can be shown as they stand. What
    Python's own reader lets pass and RFC 8259 does not allow (NaN, infinities), or what loses data in silence
    (a key that stands twice, a number out of range), is an error here.
    """
    try:
        value = json.loads(
            text, object_pairs_hook=_object, parse_int=_whole, parse_float=_number, parse_constant=_refuse_constant
        )
        return _inspected(value, text, report)
    except json.JSONDecodeError as error:
        return _say(report, f"not valid JSON: {error.msg}", "mend the file at that place", error.lineno, error.colno)
    except RecursionError:
        line, column = _too_deep_at(text)
        return _say(report, _TOO_DEEP, f"nest at most {MAX_DEPTH} levels", line, column)
    except _Unreadable as error:
        said = error
        line, column = _place(text, lambda token: token == said.token) if said.token else (None, None)
        return _say(report, said.message, said.remedy, line, column, said.pointer)


_TOO_DEEP = "lists or objects are nested too deeply"


def _say(
    report: Report, message: str, remedy: str, line: int | None = None, column: int | None = None, pointer: str = ""
) -> object:
    report.add(Severity.ERROR, "unreadable", message, remedy, pointer=pointer, line=line, column=column)
    return UNREADABLE


_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]|[^\s"\[\]{},:]+', re.S)


def _place(text: str, wanted: Callable[[str], bool]) -> tuple[int | None, int | None]:
    """Line and column of the first token outside strings that is ``wanted``."""
    for found in _TOKEN.finditer(text):
        if text[found.start()] != '"' and wanted(found[0]):
            start = found.start()
            return text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
    return None, None


def _too_deep_at(text: str) -> tuple[int | None, int | None]:
    depth = 0

    def too_deep(token: str) -> bool:
        nonlocal depth
        depth += (token in "[{") - (token in "]}")
        return depth > MAX_DEPTH

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


def _whole(literal: str) -> int:
    if len(literal) > MAX_DIGITS:
        raise _Unreadable(
            f"a whole number has {len(literal):,} digits", "write it as text, or correct it", token=literal
        )
    return int(literal)


def _number(literal: str) -> Written:
    if len(literal) > MAX_DIGITS:
        raise _Unreadable(
            f"a number has more than {MAX_DIGITS} digits", "write it as text, or correct it", token=literal
        )
    number = Written(literal)
    # The range of a double, which is what every other reader of the file makes of it.
    if number and not -308 <= number.adjusted() <= 308:
        raise _Unreadable(f"{literal} is out of range", "write it as text, or correct it", token=literal)
    return number


def _refuse_constant(name: str) -> float:
    raise _Unreadable(f"{name} is not a JSON value", "write null, or a number", token=name)


_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\[uU](?:0000)?[dD][89a-fA-F]")


def _inspected(value: object, text: str, report: Report) -> object:
    """``value``, after a look at what the parsers let pass; without recursion, which deep nesting breaks."""
    stack: list[tuple[object, tuple[str | int, ...]]] = [(value, ())]
    count = 1
    while stack:
        current, path = stack.pop()
        if isinstance(current, _TwiceKeyed):
            raise _Unreadable(
                f"the key {quoted(current.twice)} stands twice in one object", "keep one of the two",
                json_pointer(*path, current.twice[:MAX_KEY]),
            )  # fmt: skip
        if len(path) >= MAX_DEPTH:
            raise _Unreadable(_TOO_DEEP, f"nest at most {MAX_DEPTH} levels", json_pointer(*path))
        if isinstance(current, dict):
            if long := next((key for key in current if len(key) > MAX_KEY), None):
                raise _Unreadable(
                    f"the key {quoted(long, 40)} has {len(long):,} characters", f"use at most {MAX_KEY}",
                    json_pointer(*path),
                )  # fmt: skip
            inner = [(child, (*path, key)) for key, child in current.items() if isinstance(child, (dict, list))]
        else:
            items = current if isinstance(current, list) else []
            inner = [(child, (*path, index)) for index, child in enumerate(items) if isinstance(child, (dict, list))]
        stack += reversed(inner)
        count += len(current) if isinstance(current, (dict, list)) else 0
        if count > MAX_VALUES:
            report.add(
                Severity.ERROR, "too-large", f"the file holds more than {MAX_VALUES:,} values",
                "split it, or leave out what is not of the schema",
            )  # fmt: skip
            return UNREADABLE
    if not _ESCAPED_SURROGATE.search(text):
        return value
    whole = _without_surrogates(value)
    if whole != value:
        report.add(
            Severity.NOTE, "replaced-character", "a text holds half of a character (a lone surrogate)",
            "write the whole character; it is shown as \N{REPLACEMENT CHARACTER}",
        )  # fmt: skip
    return whole


def _without_surrogates(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        cleaned = {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
        if len(cleaned) < len(value):
            raise _Unreadable("two keys of one object differ in lone surrogates only", "keep one of the two")
        return cleaned
    return value


class _Loader(yaml.SafeLoader):
    """YAML's core schema, and of that only what is written in one way.

    Text, ``null``, ``true`` and ``false``, decimal numbers, lists and mappings with text keys. Whatever else
    YAML 1.1 makes of a word (dates, ``yes``, ``0o17``, ``1:30``) stays the text that it is. No aliases: a few
    lines of them expand to gigabytes.
    """

    depth = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        """Refuse aliases and too deep nesting."""
        mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise _Unreadable(
                "YAML aliases (*name) are not read", "write the value out", "", mark.line + 1, mark.column + 1
            )
        if self.depth > MAX_DEPTH:
            raise _Unreadable(_TOO_DEEP, f"nest at most {MAX_DEPTH} levels", "", mark.line + 1, mark.column + 1)
        self.depth += 1
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """A mapping with text keys; a key that stands twice is an error."""
        if not isinstance(node, yaml.MappingNode):
            raise _unreadable_at(node, "a mapping is announced, and something else follows", "remove the tag")
        result: dict[Hashable, Any] = {}
        for key_node, value_node in node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise _unreadable_at(key_node, "a key is not a word", "use plain words as keys")
            key = str(key_node.value)
            if key in result:
                raise _unreadable_at(
                    key_node, f"the key {quoted(key)} stands twice in one mapping", "keep one of the two"
                )
            result[key] = self.construct_object(value_node, deep=True)
        return result


def _unreadable_at(node: yaml.Node, message: str, remedy: str) -> _Unreadable:
    return _Unreadable(message, remedy, "", node.start_mark.line + 1, node.start_mark.column + 1)


def _yaml_word(loader: _Loader, node: yaml.ScalarNode) -> object:
    return _yaml_value(str(loader.construct_scalar(node)), node)


def _yaml_value(word: str, node: yaml.Node) -> object:
    """A plain word (no quotes) as the value it stands for."""
    if word in {"", "~", "null", "Null", "NULL"}:
        return None
    if word.lower() in {"true", "false"}:
        return word.lower() == "true"
    if re.fullmatch(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", word):
        raise _unreadable_at(node, f"{word} is not a number", "write null, or a number")
    try:
        if re.fullmatch(r"-?(?:0|[1-9]\d*)", word, re.ASCII):
            return _whole(word)
        if re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", word, re.ASCII):
            return _number(word)
    except _Unreadable as error:
        raise _unreadable_at(node, error.message, error.remedy) from None
    return word


def _yaml_text(loader: _Loader, node: yaml.ScalarNode) -> str:
    return str(loader.construct_scalar(node))


_TAG = "tag:yaml.org,2002:"
# Every plain word is resolved as one kind; what it stands for is decided in one place.
_Loader.yaml_implicit_resolvers = {None: [(_TAG + "word", re.compile(""))]}
_Loader.yaml_constructors = {
    _TAG + "word": _yaml_word,
    _TAG + "str": _yaml_text,
    _TAG + "seq": yaml.SafeLoader.construct_yaml_seq,
    _TAG + "map": yaml.SafeLoader.construct_yaml_map,
    None: yaml.SafeLoader.construct_undefined,
}


def parse_yaml(text: str, report: Report) -> object:
    """The YAML value in ``text``, or ``UNREADABLE`` after saying why there is none."""
    if len(text) > MAX_YAML:
        report.add(
            Severity.ERROR, "too-large", f"the file has {len(text):,} characters, the limit for YAML is {MAX_YAML:,}",
            "write it as JSON, or shorten it",
        )  # fmt: skip
        return UNREADABLE
    try:
        return _inspected(yaml.load(text, Loader=_Loader), text, report)  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return _say(
            report, f"not valid YAML: {error.problem or error.context}", "mend the file at that place",
            mark.line + 1 if mark else None, mark.column + 1 if mark else None,
        )  # fmt: skip
    except yaml.reader.ReaderError as error:
        where = text[: error.position]
        return _say(
            report, f"not valid YAML: the character U+{error.character:04X} is not allowed",
            "remove it", where.count("\n") + 1, len(where) - where.rfind("\n"),
        )  # fmt: skip
    except _Unreadable as error:
        return _say(report, error.message, error.remedy, error.line, error.column, error.pointer)
    except (ValueError, OverflowError):
        # PyYAML leaves some escapes that stand for no character to Python ("\UFFFFFFFF").
        return _say(report, "not valid YAML: an escape stands for no character", "mend the file")
