"""The reference for people who write page templates, made from macros and views."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from itertools import pairwise
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from markupsafe import Markup

from generator.pages import PAGES
from generator.render.href import Href
from generator.render.markup import MACROS, Dialect, Inline

_TYPES = {
    str: "text", int: "number", float: "number", bool: "true or false", Markup: "running text", object: "a value",
    Href: "a target",
}  # fmt: skip


def macros() -> str:
    """A section for each macro: how it is called, and what it makes."""
    return "\n".join(
        f"### {name}\n\n```jinja\n{_call(name)}\n```\n\n{_docstring(getattr(Dialect, name))}\n" for name in MACROS
    )


def records() -> str:
    """The view of each page, and what the fields of views are made of."""
    views = {kind.template: get_type_hints(kind.view)["return"] for kind in PAGES}
    lines = ["| template | `view` is |", "| --- | --- |"]
    lines += [f"| `{template}` | {_link(view)} |" for template, view in sorted(views.items())]
    found: dict[str, type] = {}
    for _, view in sorted(views.items()):
        _collect(view, found)
    return "\n".join([*lines, "", *(part for kind in found.values() for part in _section(kind))])


def _call(name: str) -> str:
    """A macro as a template calls it, with the types of its arguments."""
    function = getattr(Dialect, name)
    hints = get_type_hints(function)
    arguments = []
    has_body = False
    for parameter in list(inspect.signature(function).parameters.values())[1:]:
        if parameter.name == "caller":
            has_body = True
            continue
        star = "*" if parameter.kind is parameter.VAR_POSITIONAL else ""
        default = "" if parameter.default is parameter.empty else f" = {_value(parameter.default)}"
        arguments.append(f"{star}{parameter.name}: {_plain(hints[parameter.name])}{default}")
    call = f"{name}({', '.join(arguments)})"
    return f"{{% call {call} %}} … {{% endcall %}}" if has_body else f"{{{{ {call} }}}}"


def _value(default: object) -> str:
    return f'"{default}"' if isinstance(default, str) else str(default).lower()


def _docstring(item: Any) -> str:
    """A docstring as Markdown."""
    text = inspect.cleandoc(item.__doc__ or "").replace("``", "`")
    return "\n\n".join(" ".join(part.split()) for part in text.split("\n\n"))


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and kind is not Href and (is_dataclass(kind) or hasattr(kind, "_fields"))


def _collect(kind: Any, found: dict[str, type]) -> None:
    """Add a type and all that its fields are made of."""
    if _is_record(kind) and kind.__name__ not in found:
        found[kind.__name__] = kind
        for hint in get_type_hints(kind).values():
            _collect(hint, found)
    for part in get_args(kind):
        _collect(part, found)


def _section(kind: type) -> Iterator[str]:
    """A type with its fields."""
    yield from (
        f"### {kind.__name__} {{ #{_anchor(kind)} }}",
        "",
        _docstring(kind),
        "",
        "| field | is | |",
        "| --- | --- | --- |",
    )
    notes = _notes(kind)
    for name, hint in get_type_hints(kind).items():
        yield f"| `{name}` | {_words(hint)} | {notes.get(name, '')} |".replace("|  |", "| |")
    for name, value in vars(kind).items():
        if isinstance(value, property) and not name.startswith("_"):
            hint = get_type_hints(value.fget)["return"]
            yield f"| `{name}` | {_words(hint)} | {_docstring(value)} |"
    yield ""


def _notes(kind: type) -> Mapping[str, str]:
    """What is said of single fields, in the strings under them."""
    body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0].body  # type: ignore[attr-defined]
    found = {}
    for field, note in pairwise(body):
        if isinstance(field, ast.AnnAssign) and isinstance(note, ast.Expr) and isinstance(note.value, ast.Constant):
            assert isinstance(field.target, ast.Name)
            found[field.target.id] = " ".join(str(note.value.value).split()).replace("``", "`").replace("|", "\\|")
    return found


def _link(kind: type) -> str:
    return f"[{kind.__name__}](#{_anchor(kind)})"


def _anchor(kind: type) -> str:
    # A macro may have the same name in small letters.
    return f"view-{kind.__name__.lower()}"


def _words(hint: Any) -> str:
    """A type in words, in Markdown."""
    return _say(hint, _link)


def _plain(hint: Any) -> str:
    """A type in words, as plain text."""
    return _say(hint, lambda kind: kind.__name__)


def _say(hint: Any, name: Any) -> str:
    if hint == Inline:
        return "running text"
    if hint in _TYPES:
        return _TYPES[hint]
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        words = [_say(part, name) for part in parts if part is not NoneType]
        return " or ".join(dict.fromkeys(words)) + (" or nothing" if NoneType in parts else "")
    if origin is tuple and parts[-1] is not Ellipsis:
        return f"a pair: {' and '.join(_say(part, name) for part in parts)}"
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "names and values"
    if isinstance(origin, type) and issubclass(origin, Sequence | Iterable):
        return f"a list of {_say(parts[0], name)}"
    if hint is Any:
        return "a value"
    return str(name(hint))
