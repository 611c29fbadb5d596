"""What the raw forms share: the base of their models, tolerant validation, and fields that nobody knows."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Annotated, Any, TypeVar, cast

from pydantic import BaseModel, ConfigDict, ValidationError, WithJsonSchema

from generator.diagnostics import Report, Severity, json_pointer
from generator.model import Extra

Number = Annotated[int | Decimal, WithJsonSchema({"type": "number"})]
"""A number, kept as it was written (``0.20``)."""


class Raw(BaseModel):
    """A raw form: strict about the types of the fields it knows, and open to fields it does not know."""

    model_config = ConfigDict(strict=True, extra="allow", frozen=True)


Form = TypeVar("Form", bound=Raw)
_ROUNDS = 6


def validate(form: type[Form], value: object, report: Report, *, required: Iterable[tuple[str, ...]]) -> Form | None:
    """``value`` as ``form``, or ``None`` after saying what makes that impossible.

    Validation is strict, and what it finds is mended one by one where the meaning is plain: a number where a
    text is due becomes its text, a lone text where a list is due becomes a list of one, ``null`` and absent
    fields become empty ones. A value that fits nowhere moves to a field of its own (``year (as given)``), so
    that it still reaches the page. Each of these is a diagnostic. Only what ``required`` names (paths of
    keys) cannot be replaced.
    """
    if not isinstance(value, dict):
        report.add(
            Severity.ERROR, "invalid", f"the file holds {_kind(value)}, not an object",
            "write one JSON object with the fields of the schema",
        )  # fmt: skip
        return None
    tree: Any = value
    fatal = set(required)
    if any(_is_blank(tree, path) for path in fatal):
        blank = next(path for path in sorted(fatal) if _is_blank(tree, path))
        report.add(
            Severity.ERROR, "missing-field", f"{'.'.join(blank)} is empty",
            "add it; a page cannot be made without it", pointer=json_pointer(*blank),
        )  # fmt: skip
        return None
    for round_number in range(_ROUNDS):
        try:
            return form.model_validate(tree)
        except ValidationError as error:
            if round_number == 0:
                tree = copy.deepcopy(value)
            for item in _innermost(error, tree):
                path, kind = item
                if path in fatal:
                    report.add(
                        Severity.ERROR, "missing-field" if kind == "missing" else "invalid",
                        f"{'.'.join(map(str, path))} is {'missing' if kind == 'missing' else 'not usable'}",
                        "add it; a page cannot be made without it", pointer=json_pointer(*path),
                    )  # fmt: skip
                    return None
                _mend(tree, path, kind, report)
    report.add(
        Severity.ERROR,
        "invalid",
        "the file does not have the form of its schema",
        "compare it with the schema",
    )
    return None


def _is_blank(tree: object, path: tuple[str, ...]) -> bool:
    for step in path:
        if not isinstance(tree, dict) or step not in tree:
            return False
        tree = tree[step]
    return isinstance(tree, str) and not tree.strip()


def _innermost(error: ValidationError, tree: object) -> list[tuple[tuple[str | int, ...], str]]:
    """Each place with an error once, as a path into ``tree``.

    Pydantic adds names of union members to its locations; a step that leads nowhere in the data is one.
    """
    found: dict[tuple[str | int, ...], str] = {}
    for item in error.errors(include_url=False, include_context=False, include_input=False):
        current: Any = tree
        path: list[str | int] = []
        steps = item["loc"]
        for number, step in enumerate(steps):
            if (isinstance(current, dict) and step in current) or (
                isinstance(current, list) and isinstance(step, int) and step < len(current)
            ):
                current = cast(Any, current)[step]
            elif not (item["type"] == "missing" and number == len(steps) - 1):
                continue
            path.append(step)
        found.setdefault(tuple(path), item["type"])
    # A parent is mended before its children: what is wrong inside it may be gone then.
    places = sorted(found, key=len)
    return [
        (place, found[place])
        for place in places
        if not any(place[: len(other)] == other for other in places if len(other) < len(place))
    ]


_DEFAULTS: dict[str, object] = {"string": "", "list": [], "object": {}, "none": None}
_FIRST_FIELD = {"claims": "claim", "red_flags": "flag", "cited_papers": "title", "references": "id"}
_WORDS = {"yes", "no", "na", "n/a", "true", "false"}


def _expected(kind: str) -> str:
    if kind in {"string_type", "missing_text"}:
        return "string"
    if kind in {"list_type", "tuple_type"}:
        return "list"
    if kind in {"dict_type", "model_type", "model_attributes_type"}:
        return "object"
    return "other"


def _mend(tree: Any, path: tuple[str | int, ...], kind: str, report: Report) -> None:
    """Replace the value at ``path`` by one that fits, and say so."""
    parent = tree
    for step in path[:-1]:
        parent = parent[step]
    last = path[-1]
    where = json_pointer(*path)
    if kind == "missing":
        parent[last] = _empty_for(str(last))
        report.add(
            Severity.WARNING, "missing-field", f"{last} is missing", "add it; the page says that it is not stated",
            pointer=where,
        )  # fmt: skip
        return
    value = parent[last]
    expected = _expected(kind)
    replacement = _converted(value, expected, path)
    if value is None:
        severity, how = Severity.NOTE, "it counts as not stated"
    elif replacement is not None:
        severity, how = Severity.WARNING, "it is shown all the same"
    else:
        severity, how = Severity.WARNING, "it is shown among the other fields"
    report.add(
        severity, "wrong-type", f"{last} is {_kind(value)} where {_noun(expected, kind)} is expected; {how}",
        "write it in the form of the schema", pointer=where,
    )  # fmt: skip
    if replacement is None and isinstance(parent, list):
        replacement = _as_text(value) if expected == "string" else None
        if replacement is None:
            parent.remove(value)
            return
    elif replacement is None:
        if value is not None:
            parent[f"{last} (as given)"] = value
        replacement = _DEFAULTS.get(expected)
        if expected == "other":
            replacement = None
    parent[last] = replacement


def _empty_for(field: str) -> object:
    if field in {"authors", "claims", "red_flags", "cited_papers", "methodology_tags", "references"}:
        return []
    if field in {"checklist"}:
        return {}
    return "" if field not in {"year"} else None


def _converted(value: object, expected: str, path: tuple[str | int, ...]) -> object:
    """``value`` in the expected type where its meaning is plain, else ``None``."""
    if expected == "string":
        return "" if value is None else _as_text(value)
    if expected == "list":
        if isinstance(value, dict):
            return None
        return [] if value is None else [value]
    if expected == "object":
        field = _FIRST_FIELD.get(str(path[-2])) if len(path) > 1 else None
        if field and isinstance(path[-1], int):
            return {} if value is None else {field: _as_text(value)}
        if len(path) == 3 and path[0] in {"checklist", "type_checklist"}:
            if isinstance(value, bool) or (isinstance(value, str) and value.strip().lower() in _WORDS):
                return {"answer": value, "justification": ""}
            return {"justification": _as_text(value)}
        if len(path) == 2 and path[0] in {"checklist", "type_checklist"} and not isinstance(value, (dict, list)):
            return {"answer": value if isinstance(value, (bool, str)) else None, "justification": ""}
        if len(path) == 2 and path[0] == "engagement_factors":
            if isinstance(value, int) and not isinstance(value, bool):
                return {"score": value, "justification": ""}
            return {"justification": _as_text(value)}
        return {} if value is None else None
    # Whole numbers: a year as text, a score with a needless fraction.
    if isinstance(value, str) and re.fullmatch(r"\s*-?\d{1,9}\s*", value):
        return int(value)
    if isinstance(value, Decimal) and value == value.to_integral_value() and abs(value) < 10**9:
        return int(value)
    return None


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return (
        scalar_text(value)
        if not isinstance(value, (dict, list))
        else json.dumps(value, ensure_ascii=False, default=str)
    )


def _kind(value: object) -> str:
    if value is None:
        return "null"
    for kind, name in ((bool, "true or false"), (str, "text"), (int, "a number"), (Decimal, "a number"),
                       (list, "a list"), (dict, "an object")):  # fmt: skip
        if isinstance(value, kind):
            return name
    return type(value).__name__


def _noun(expected: str, kind: str) -> str:
    if expected == "other":
        return "a whole number" if kind.startswith("int") else "another type"
    return {"string": "text", "list": "a list", "object": "an object"}[expected]


def scalar_text(value: object) -> str:
    """A JSON scalar as it is written."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def flatten(fields: Mapping[str, object] | None) -> tuple[Extra, ...]:
    """Unknown fields, every leaf of them with the keys that lead to it."""
    if not fields:
        return ()
    leaves: list[Extra] = []
    stack: list[tuple[str, object]] = [(str(key), fields[key]) for key in sorted(fields, reverse=True)]
    while stack:
        path, value = stack.pop()
        if isinstance(value, dict) and value:
            stack += [(f"{path}.{key}", value[key]) for key in sorted(value, reverse=True)]
        elif isinstance(value, list) and value:
            stack += [(f"{path}.{index}", value[index]) for index in range(len(value) - 1, -1, -1)]
        elif isinstance(value, (dict, list)):
            leaves.append(Extra(path, "(empty)"))
        else:
            leaves.append(Extra(path, scalar_text(value)))
    return tuple(leaves)
