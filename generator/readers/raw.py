"""What the raw forms share: the base of their models, tolerant validation, and fields that nobody knows."""

from __future__ import annotations

import copy
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, PlainValidator, ValidationError, WithJsonSchema
from pydantic_core import PydanticCustomError

from generator import limits, spelling
from generator.diagnostics import Report, Severity, json_pointer, quoted
from generator.model import AS_GIVEN, Extra
from generator.visible import is_visible

Path = tuple[str | int, ...]


def _one_of(kind: str, *types: type) -> PlainValidator:
    """Accepts values of ``types`` as they stand. A plain union would put names of its own into error paths."""

    def check(value: object) -> object:
        if isinstance(value, types) and (bool in types or not isinstance(value, bool)):
            return value
        raise PydanticCustomError(kind, "wrong type")

    return PlainValidator(check)


Figure = Annotated[
    int | Decimal | str,
    _one_of("number_or_text", int, Decimal, str),
    WithJsonSchema({"type": ["number", "string"]}),
]
"""A number, kept as it was written (``0.20``), or words."""
YesNo = Annotated[bool | str, _one_of("yes_no", bool, str), WithJsonSchema({"type": ["boolean", "string"]})]
"""A yes or no, or a word."""


class Raw(BaseModel):
    """A raw form: strict about the types of the fields it knows, and open to fields it does not know."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True, defer_build=True)


Form = TypeVar("Form", bound=Raw)
Shorthand = Callable[[Path, object], dict[str, object] | None]
"""What a value that is no object stands for where an object is due (a lone text in a list of claims, say)."""

# Each round of mending may bring the next mistake to light: a text for a list, its entry, that entry's fields.
_ROUNDS = 12
_TAGS = frozenset({"(criteria)", "(answered)", "(answer)", "(field)"})
"""Tags of tagged unions, which pydantic puts into error paths and which are no keys."""


def validate(
    form: type[Form], value: object, report: Report, *, required: tuple[str, ...], shorthand: Shorthand
) -> Form | None:
    """``value`` as ``form``, or ``None`` after saying what makes that impossible.

    Validation is strict, and what it finds is mended one by one where the meaning is plain: a number where a
    text is due becomes its text, a lone text where a list is due becomes a list of one, ``null`` and absent
    fields become empty ones. A value that fits nowhere moves to a field of its own (``year (as given)``), so
    that it still reaches the page. Each of these is a diagnostic. Only the text to which the keys
    ``required`` lead cannot be replaced.
    """
    if not isinstance(value, dict):
        report.add(
            "invalid",
            f"the file holds {_kind(value)}, not an object",
            "write one object with the fields of the schema",
        )
        return None
    if not _has_text(value, required, report):
        return None
    tree = value
    mended: set[Path] = set()
    for round_number in range(_ROUNDS):
        try:
            return form.model_validate(tree)
        except ValidationError as error:
            if error.error_count() > limits.MISTAKES:
                report.add(
                    "invalid",
                    f"the file has {error.error_count():,} fields of a wrong type or missing ones; "
                    f"at most {limits.MISTAKES:,} are mended",
                    "write it in the form of the schema",
                )
                return None
            if round_number == 0:
                tree = copy.deepcopy(value)
            for path, kinds in _outermost(error, tree).items():
                # What is wrong inside a value that was mended already has been said.
                quiet = any(path[:length] in mended for length in range(1, len(path) + 1))
                mended.add(path)
                _mend(tree, path, kinds, shorthand, Report("") if quiet else report)
    report.add(
        "invalid",
        "the file does not have the form of its schema",
        "compare it with the schema",
    )
    return None


def _has_text(tree: object, keys: tuple[str, ...], report: Report) -> bool:
    for number, key in enumerate(keys, 1):
        rule, said, remedy = "", "", "write it; a page cannot be made without it"
        if not isinstance(tree, dict):
            number, rule, said = number - 1, "invalid", f"is {_kind(tree)}, and has to be an object"
        elif key not in tree:
            rule, said = "missing-field", "is missing"
            if like := next((other for other in tree if spelling.meant(other, frozenset((key,)))), ""):
                remedy = f"rename {quoted(like)} to {key}, if that is meant; a page cannot be made without it"
        elif (tree := tree[key]) is None or (isinstance(tree, str) and not is_visible(tree)):
            rule, said = "missing-field", "is empty"
        elif number == len(keys) and isinstance(tree, (dict, list)):
            rule, said = "invalid", f"is {_kind(tree)}, and has to be text"
        if rule:
            report.add(
                rule,
                f"{'.'.join(keys[:number])} {said}",
                remedy,
                severity=Severity.ERROR,
                pointer=json_pointer(*keys[:number]),
            )
            return False
    return True


def _outermost(error: ValidationError, tree: object) -> dict[Path, set[str]]:
    """What is wrong at each place, where nothing around it is wrong already; paths lead into ``tree``."""
    found: dict[Path, set[str]] = {}
    for item in error.errors(include_url=False, include_context=False, include_input=False):
        path = tuple(step for step in item["loc"] if step not in _TAGS)
        current: Any = tree
        for number, step in enumerate(path):
            inside = (isinstance(current, dict) and step in current) or (
                isinstance(current, list) and isinstance(step, int) and step < len(current)
            )
            if not inside:
                path = path[:number] if item["type"] != "missing" or number < len(path) - 1 else path
                break
            current = current[step]
        if path:
            found.setdefault(path, set()).add(item["type"])
    return {
        path: kinds
        for path, kinds in found.items()
        if not any(path[:length] in found for length in range(1, len(path)))
    }


_TEXT = {"string_type"}
_LIST = {"list_type"}
_MAP = {"dict_type"}
_OBJECT = {"model_type", "model_attributes_type"}
_NOUNS = (
    (_TEXT, "text"), (_LIST, "a list"), (_MAP | _OBJECT, "an object"), ({"bool_type"}, "true or false"),
    ({"yes_no"}, "true, false or a word"), ({"number_or_text"}, "a number or text"),
)  # fmt: skip


def _mend(tree: Any, path: Path, kinds: set[str], shorthand: Shorthand, report: Report) -> None:
    """Replace the value at ``path`` by one that fits, and say so."""
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    last = path[-1]
    pointer = json_pointer(*path)
    if "missing" in kinds:
        # Absent is null, and the next round knows which empty value that stands for.
        parent[last] = None
        report.add(
            "missing-field",
            f"{quoted(str(last))} is missing",
            "add it; the page says that it is not stated",
            pointer=pointer,
        )
        return
    value = parent[last]
    fitting = _fitting(value, kinds, path, shorthand)
    if value is None:
        severity, how = Severity.NOTE, "it counts as not stated"
    elif _is_faithful(fitting, value):
        severity, how = Severity.WARNING, "it is shown all the same"
    else:
        severity, how = Severity.WARNING, "it is shown among the other fields"
        name = f"{last} ({AS_GIVEN})"
        while name in parent:
            name += "'"
        parent[name] = value
    parent[last] = _emptied(kinds) if fitting is None else fitting
    what = quoted(last) if isinstance(last, str) else f"entry {last + 1} of {quoted(str(path[-2]))}"
    noun = next((noun for wanted, noun in _NOUNS if wanted & kinds), "a whole number")
    report.add(
        "wrong-type",
        f"{what} is {_kind(value)} where {noun} is expected; {how}",
        severity=severity,
        pointer=pointer,
    )


def _is_faithful(fitting: object, value: object) -> bool:
    """Whether nothing of ``value`` is lost in ``fitting``: 2 stands for 2.0, and does not look like it."""
    if isinstance(fitting, int) and not isinstance(fitting, bool):
        return str(fitting) == str(value).strip()
    return fitting is not None


def _emptied(kinds: set[str]) -> object:
    """The empty value of a type that is expected; ``None`` where it may be absent."""
    if _TEXT & kinds:
        return ""
    return [] if _LIST & kinds else {} if _MAP & kinds else None


def _fitting(value: object, kinds: set[str], path: Path, shorthand: Shorthand) -> object:
    """``value`` in an expected type where its meaning is plain, else ``None``."""
    if value is None:
        return {} if _OBJECT & kinds else _emptied(kinds)
    if (_OBJECT | _MAP) & kinds:
        return shorthand(path, value) or ({AS_GIVEN: value} if _OBJECT & kinds else None)
    if _LIST & kinds:
        return None if isinstance(value, dict) else [value]
    if kinds & {"bool_type", "yes_no"} and (flag := _flag(value)) is not None:
        return flag
    if kinds & (_TEXT | {"number_or_text", "yes_no"}):
        return as_text(value)
    return None if "bool_type" in kinds else _whole(value)


def _whole(value: object) -> int | None:
    """A whole number that was written as text, or with a needless fraction."""
    if isinstance(value, str):
        word = value.strip()
        return int(word) if word.isascii() and word.removeprefix("-").isdecimal() and len(word) < 10 else None
    if isinstance(value, Decimal) and abs(value) < 10**9 and value == int(value):
        return int(value)
    return None


_TRUE = {"true", "yes", "1"}
_FALSE = {"false", "no", "0"}


def _flag(value: object) -> bool | None:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        return None
    word = str(value).strip().lower()
    return True if word in _TRUE else False if word in _FALSE else None


def as_text(value: object) -> str:
    """Any value in words; of lists and objects every leaf, with the keys that lead to it."""
    if isinstance(value, list) and not any(isinstance(item, (dict, list)) for item in value):
        return "; ".join(scalar_text(item) for item in value if item is not None)
    if isinstance(value, (dict, list)):
        fields = value if isinstance(value, dict) else {str(index): item for index, item in enumerate(value)}
        return "; ".join(f"{extra.path}: {extra.text}" for extra in flatten(fields))
    return "" if value is None else scalar_text(value)


def names(items: Sequence[str], report: Report, pointer: str) -> tuple[str, ...]:
    """The items of a list of words or names; blank ones are left out, and reported at ``pointer``."""
    for index, item in enumerate(items):
        if not is_visible(item):
            report.add(
                "empty-text",
                f"entry {index + 1} of {quoted(pointer.rpartition('/')[2])} is empty",
                severity=Severity.NOTE,
                pointer=f"{pointer}/{index}",
            )
    return tuple(item for item in items if item.strip())


@cache
def _keys(form: type[Raw]) -> frozenset[str]:
    return frozenset(form.model_fields)


def _kind(value: object) -> str:
    if value is None:
        return "null"
    for kind, name in ((bool, "true or false"), (str, "text"), (int, "a number"), (Decimal, "a number"),
                       (list, "a list"), (dict, "an object")):  # fmt: skip
        if isinstance(value, kind):
            return name
    return type(value).__name__


def scalar_text(value: object) -> str:
    """A JSON scalar as it is written."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def flatten(
    fields: Mapping[str, object] | None, form: type[Raw] | None = None, within: str = ""
) -> tuple[Extra, ...]:
    """Unknown fields, every leaf of them with the keys that lead to it.

    ``form`` is the schema in whose place they stand; what they are almost like is looked for there. Where that is not
    the schema of what gets them but of something in it, ``within`` is the pointer to that (``/figures``).
    After ``limits.ROWS`` a last one says how many more there are.
    """
    if not fields:
        return ()
    known = _keys(form) if form is not None else frozenset[str]()
    leaves: list[Extra] = []
    left_out = 0
    around_all = within.removeprefix("/").replace("/", ".") + "." if within else ""
    for first in sorted(fields):
        # What the schema knows stands here for want of a place of its own.
        place = "" if first in known else within + json_pointer(first)
        meant = spelling.meant(first, known) if known else ""
        # The path of what is around a value, and its own key: they are joined for what is shown only.
        stack: list[tuple[str, str | int, object]] = [(around_all, first, fields[first])]
        while stack:
            around, key, value = stack.pop()
            if isinstance(value, dict) and value:
                inside = f"{around}{key}."
                stack += [(inside, inner, value[inner]) for inner in sorted(value, reverse=True)]
            elif isinstance(value, list) and value:
                inside = f"{around}{key}."
                stack += [(inside, index, value[index]) for index in range(len(value) - 1, -1, -1)]
            elif len(leaves) >= limits.ROWS:
                left_out += 1
            else:
                text = "(empty)" if isinstance(value, (dict, list)) else scalar_text(value)
                leaves.append(Extra(f"{around}{key}", text, place, meant))
    if left_out:
        leaves.append(Extra("…", f"{left_out:,} more values are not shown here; the raw file has them"))
    return tuple(leaves)
