"""YAML as plain data: its core schema, and of that only what is written in one way."""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

from generator.diagnostics import Report, Severity, quoted
from generator.readers.text import MAX_DEPTH, TOO_DEEP, UNREADABLE, Refused, inspected, number, say, whole_number

MAX_YAML = 2_000_000
"""How many characters of YAML are read: reading it takes some seconds for a million."""


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
            raise Refused(
                "YAML aliases (*name) are not read", "write the value out", "", mark.line + 1, mark.column + 1
            )
        if self.depth > MAX_DEPTH:
            raise Refused(TOO_DEEP, f"nest at most {MAX_DEPTH} levels", "", mark.line + 1, mark.column + 1)
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


def _unreadable_at(node: yaml.Node, message: str, remedy: str) -> Refused:
    return Refused(message, remedy, "", node.start_mark.line + 1, node.start_mark.column + 1)


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
            return whole_number(word)
        if re.fullmatch(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?", word, re.ASCII):
            return number(word)
    except Refused as error:
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
        return inspected(yaml.load(text, Loader=_Loader), text, report)  # a SafeLoader
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        return say(
            report, f"not valid YAML: {error.problem or error.context}", "mend the file at that place",
            mark.line + 1 if mark else None, mark.column + 1 if mark else None,
        )  # fmt: skip
    except yaml.reader.ReaderError as error:
        where = text[: error.position]
        return say(
            report, f"not valid YAML: the character U+{error.character:04X} is not allowed",
            "remove it", where.count("\n") + 1, len(where) - where.rfind("\n"),
        )  # fmt: skip
    except Refused as error:
        return say(report, error.message, error.remedy, error.line, error.column, error.pointer)
    except (ValueError, OverflowError):
        # PyYAML leaves some escapes that stand for no character to Python ("\UFFFFFFFF").
        return say(report, "not valid YAML: an escape stands for no character", "mend the file")
