"""A SQLite file with one table, opened so that a file which somebody made up can do no harm."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
from pathlib import Path

_SCHEMA = (
    "CREATE TABLE rows (id BLOB PRIMARY KEY, drawer TEXT NOT NULL, seal BLOB NOT NULL, value BLOB NOT NULL) "
    "WITHOUT ROWID"
)
_EXPECTED = {("table", "rows", _SCHEMA)}
MOST = 64_000_000
"""Bytes that a value may have; a larger one is not kept."""
_STEPS = 100_000_000
"""How much SQLite may do for one question before it is stopped; an honest one takes ten steps a row."""


def made(path: Path) -> None:
    """A new file with an empty table; raises ``OSError`` or ``sqlite3.Error``."""
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as fresh:
        fresh.execute(_SCHEMA)


def opened(path: Path, how: str) -> sqlite3.Connection | None:
    """The file opened, where it is a plain file with our one table and nothing else in it."""
    found: sqlite3.Connection | None = None
    try:
        if not stat.S_ISREG(path.lstat().st_mode):
            return None
        found = sqlite3.connect(f"{path.absolute().as_uri()}?{how}", uri=True, timeout=0, isolation_level=None)
        found.execute("PRAGMA trusted_schema = OFF")
        found.execute("PRAGMA cell_size_check = ON")
        found.execute("PRAGMA mmap_size = 0")
        found.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 2 * MOST)
        found.set_progress_handler(lambda: 1, _STEPS)
        if set(found.execute("SELECT type, name, sql FROM sqlite_schema")) == _EXPECTED:
            return found
    except (sqlite3.Error, OSError, ValueError):
        pass
    if found is not None:
        found.close()
    return None
