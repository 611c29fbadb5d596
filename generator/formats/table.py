"""Tables as CSV (RFC 4180, in UTF-8), and what describes them: a Data Package (https://specs.frictionlessdata.io/).

Spreadsheets run a cell as a formula that starts with one of ``= + - @``, also after a semicolon, where that parts
cells in the reader's country. There, such a sign gets an apostrophe first; nothing else in a text is changed but that
it stands on one line.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from generator.formats.works import plain

_EMPTY = '""'

Cell = str | int | None
"""A text of any content, a number, or nothing."""

_SIGNS = "=+-@＝＋－＠"
_AFTER_SEMICOLON = re.compile(rf";(?=[\s\"]*[{re.escape(_SIGNS)}])")


class Column(NamedTuple):
    """A column: ``type`` is one of Table Schema's, ``about`` says what stands in it, ``values`` all that may."""

    name: str
    about: str
    type: str = "string"
    values: tuple[str, ...] = ()


class Resource(NamedTuple):
    """A table in a package. ``key`` is the column that tells its rows apart, empty where there is none."""

    path: str
    title: str
    about: str
    columns: tuple[Column, ...]
    key: str = ""


class Encoded(str):
    """A cell as it stands in the file, or several of them with their commas."""

    __slots__ = ()


def harmless(text: str) -> str:
    """A text as a cell that no spreadsheet takes for a formula."""
    line = plain(text)
    if ";" in line:
        line = _AFTER_SEMICOLON.sub(";'", line)
    return f"'{line}" if line and line[0] in _SIGNS else line


def encoded(*cells: Cell) -> Encoded:
    """The cells as they stand in a file."""
    return Encoded(",".join([_cell(cell) for cell in cells]))


def _cell(cell: Cell) -> str:
    # Tables have hundreds of thousands of cells, and most are encoded already.
    if cell.__class__ is Encoded:
        return cell
    if isinstance(cell, str):
        return encoded_text(cell)
    return "" if cell is None else str(cell)


def encoded_text(text: str) -> str:
    """A text as it stands in a file."""
    line = harmless(text)
    return '"' + line.replace('"', '""') + '"' if "," in line or '"' in line else line


def distinct(names: Iterable[str]) -> list[str]:
    """The names of columns as cells, no two the same: the second of a name gets a number."""
    found: dict[str, None] = {}
    for name in map(harmless, names):
        number, free = 1, name
        while free in found:
            number += 1
            free = f"{name} ({number})"
        found[free] = None
    return list(found)


def lines(rows: Iterable[Sequence[Cell]]) -> bytes:
    """Rows as they stand in a file; its first has the names of the columns."""
    # A line of one empty cell would be none.
    return "".join([f"{','.join([_cell(cell) for cell in row]) or _EMPTY}\r\n" for row in rows]).encode()


def data_package(name: str, title: str, about: str, home: str, resources: Iterable[Resource]) -> bytes:
    """The descriptor of the tables. ``name`` consists of small letters, digits and ``-``; ``home`` may be empty."""
    found = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": about,
        **({"homepage": home} if home else {}),
        "resources": [_resource(item) for item in resources],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _resource(item: Resource) -> dict[str, object]:
    stem = item.path.rpartition("/")[2].partition(".")[0]
    is_compressed = item.path.endswith(".gz")
    return {
        "profile": "tabular-data-resource",
        "name": stem,
        "title": item.title,
        "description": item.about,
        "path": item.path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **({"compression": "gz"} if is_compressed else {}),
        "schema": {
            "fields": [_field(column) for column in item.columns],
            "missingValues": [""],
            **({"primaryKey": [item.key]} if item.key else {}),
        },
    }


def _field(column: Column) -> dict[str, object]:
    return {
        "name": harmless(column.name),
        "type": column.type,
        "description": plain(column.about),
        **({"constraints": {"enum": list(column.values)}} if column.values else {}),
    }
