"""What an option is: a field of a settings class, with all that its readers need to know of it.

The plugin's options, the command line's reading of ``mkdocs.yml``, the keys of what is remembered and the table in
the README are made from these fields, so that an option is written down once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from generator.errors import ConfigError

_KEY = "option"


class Affects(Enum):
    """What has to be made again where an option is another: everything that was read, the pages, or nothing."""

    READING = "reading"
    PAGES = "pages"
    NOTHING = "nothing"


class Kind(Enum):
    """The form of an option's value in ``mkdocs.yml``; the value says it in words."""

    TEXT = "text"
    NUMBER = "a whole number"
    SWITCH = "true or false"
    LIST = "a list"
    TEXT_OR_LIST = "text or a list"
    NAMES = "names with values"
    FOLDER = "the path of a folder"


@dataclass(frozen=True, slots=True)
class Option:
    """An option: ``low`` and ``high`` are the ends of a number's range, ``about`` is Markdown for the README."""

    name: str
    kind: Kind
    default: Any
    about: str
    affects: Affects
    low: int | None
    high: int | None

    @property
    def yaml_default(self) -> Any:
        """The default as it would stand in ``mkdocs.yml``."""
        if self.kind is Kind.LIST:
            return list(self.default)
        if self.kind is Kind.NAMES:
            return {}
        return None if self.kind is Kind.FOLDER else self.default

    def complaint(self, value: Any) -> str:
        """What is wrong with a value from ``mkdocs.yml``; empty where nothing is."""
        kind = self.kind
        if kind is Kind.NUMBER:
            is_right = isinstance(value, int) and not isinstance(value, bool)
        elif kind is Kind.SWITCH:
            is_right = isinstance(value, bool)
        elif kind is Kind.NAMES:
            is_right = isinstance(value, Mapping)
        else:
            is_text, is_list = isinstance(value, str), isinstance(value, (list, tuple))
            is_right = (is_text and kind is not Kind.LIST) or (is_list and kind in (Kind.LIST, Kind.TEXT_OR_LIST))
            if is_right and is_list and not all(isinstance(entry, str) for entry in value):
                return f"{value!r} is not a list of texts; write one per line"
        return "" if is_right else f"{value!r} is not {kind.value}; write one, or leave it out"


def option(
    default: Any, about: str, *, affects: Affects = Affects.PAGES, low: int | None = None, high: int | None = None
) -> Any:
    """A field of a settings class that publishers can set in ``mkdocs.yml``."""
    return field(default=default, metadata={_KEY: (about, affects, low, high)})


def options_of(settings: type) -> tuple[Option, ...]:
    """The options among the fields of a settings class, in their order."""
    hints = get_type_hints(settings)
    found = []
    for item in fields(settings):
        if _KEY in item.metadata:
            assert item.default is not MISSING
            about, affects, low, high = item.metadata[_KEY]
            found.append(Option(item.name, _kind(hints[item.name]), item.default, about, affects, low, high))
    return tuple(found)


def _kind(hint: Any) -> Kind:
    if get_origin(hint) is UnionType:
        return Kind.TEXT_OR_LIST
    if get_origin(hint) is tuple:
        return Kind.FOLDER if get_args(hint)[0] is Path else Kind.LIST
    if get_origin(hint) is Mapping:
        return Kind.NAMES
    return {str: Kind.TEXT, int: Kind.NUMBER, bool: Kind.SWITCH}[hint]


def check_ranges(settings: object) -> None:
    """Raises ``ConfigError`` where a number is out of its range."""
    for item in options_of(type(settings)):
        value = getattr(settings, item.name)
        if item.kind is not Kind.NUMBER:
            continue
        if item.high is not None and not (item.low or 0) <= value <= item.high:
            raise ConfigError(
                f"{item.name}: {value} is out of range; use a number from {item.low or 0} to {item.high}"
            )
        if item.low is not None and value < item.low:
            raise ConfigError(f"{item.name}: {value} is too small; use at least {item.low}")


def values_of(settings: type, given: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The fields of a settings class from options that have no complaint; paths are relative to ``folder``.

    Names with values are left to the class that knows them.
    """
    found: dict[str, Any] = {}
    for item in options_of(settings):
        value = given.get(item.name)
        if value is None or item.kind is Kind.NAMES:
            continue
        if item.kind is Kind.FOLDER:
            found[item.name] = (folder / value,)
        else:
            found[item.name] = tuple(value) if isinstance(value, list) else value
    return found
