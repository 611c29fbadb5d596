"""SQLite files (https://www.sqlite.org/fileformat2.html) of tables, with indexes and a full-text search (FTS5).

The same rows make the same bytes with the same version of SQLite. Texts are parameters, and the names of tables and
columns are checked, so no text becomes SQL.
"""

from __future__ import annotations

import contextlib
import re
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_NAME = re.compile(r"[a-z]+(?:_[a-z]+)*", re.ASCII)
_TYPES = frozenset({"TEXT", "INTEGER"})
APPLICATION = 0x5363_616E
"""What tells such a file from other SQLite files (``PRAGMA application_id``): "Scan"."""

Value = str | int | None


@dataclass(frozen=True, slots=True)
class SqlTable:
    """A table and its columns with their types (``TEXT``, ``INTEGER``).

    ``key`` is the column that tells rows apart, if there is one; each of ``indexes`` are columns that are looked
    things up by; ``searched`` are the columns in which the table of the same name and ``_fts`` finds words.
    """

    name: str
    columns: Sequence[tuple[str, str]]
    key: str = ""
    indexes: Sequence[Sequence[str]] = ()
    searched: Sequence[str] = ()


def write_database(
    path: Path, tables: Sequence[SqlTable], rows: Iterable[tuple[str, Iterable[Sequence[Value]]]]
) -> None:
    """Write a new file; ``rows`` come with the names of their tables, and stay in their order.

    Raises ``sqlite3.Error`` and ``OSError``.
    """
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as base:
        # No journal: a file that was not finished is thrown away.
        for setting in ("journal_mode = OFF", "synchronous = OFF", "page_size = 4096"):
            base.execute(f"PRAGMA {setting}")
        base.execute(f"PRAGMA application_id = {APPLICATION}")
        base.execute("BEGIN")
        inserts = {table.name: _create(base, table) for table in tables}
        for name, several in rows:
            base.executemany(inserts[name], (tuple(map(_storable, row)) for row in several))
        for table in tables:
            _index(base, table)
        base.execute("COMMIT")
        base.execute("VACUUM")


def _create(base: sqlite3.Connection, table: SqlTable) -> str:
    """Make the table; how rows are put into it."""
    name = _checked(table.name)
    columns = [f"{_checked(column)} {_type(kind)}" for column, kind in table.columns]
    if table.key:
        columns.append(f"PRIMARY KEY ({_checked(table.key)})")
    base.execute(f"CREATE TABLE {name} ({', '.join(columns)})")
    return f"INSERT INTO {name} VALUES ({', '.join('?' * len(table.columns))})"


def _index(base: sqlite3.Connection, table: SqlTable) -> None:
    name = _checked(table.name)
    for index in table.indexes:
        columns = [_checked(column) for column in index]
        base.execute(f"CREATE INDEX {name}_by_{'_'.join(columns)} ON {name} ({', '.join(columns)})")
    if table.searched:
        listed = ", ".join([_checked(column) for column in table.searched])
        base.execute(f"CREATE VIRTUAL TABLE {name}_fts USING fts5({listed}, content='{name}', tokenize='unicode61')")
        base.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('rebuild')")
        base.execute(f"INSERT INTO {name}_fts({name}_fts) VALUES ('optimize')")


def _storable(value: Value) -> Value:
    """A value that SQLite can hold: no half of a character, and no end of a text within one."""
    if isinstance(value, str):
        return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode()
    # Numbers of 64 bits; a larger one is none that anybody counts with.
    return value if value is None or abs(value) < 1 << 63 else None


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"{name!r} cannot be a name in a database")
    return name


def _type(kind: str) -> str:
    if kind not in _TYPES:
        raise ValueError(f"{kind!r} is no type of a column")
    return kind
