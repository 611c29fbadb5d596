"""What one run makes and the next need not make again: values by keys, in drawers, in one SQLite file.

It saves work and decides nothing. A file that is damaged, foreign, being written by somebody else or not there at all
counts as empty, and one that cannot be written is not: nothing here raises.

- The file's name is sealed (see ``seal``), so what came with the project under any name is not even opened; and so is
  every row, so what was changed in it is not found.
- It is read as it lies there (``immutable``): no lock is waited for, and no journal beside it is ever applied.
- To write it, a run takes it away under a name that nobody can guess, changes the rows that are others, and puts it
  back. A run that is killed meanwhile leaves a leftover that is cleared, and no half-written file.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.store import files, sqlite_file
from generator.store.drawer import Drawer, Make
from generator.store.seal import Seal

_ID = 16
"""Bytes of a row's id: a part of the seal of its key."""
_SMALL = 200
"""Bytes up to which compressing gains nothing."""


_Row = tuple[bytes, str, bytes, bytes]


class Store:
    """A file below ``.cache/scanpress`` in a project's folder. Not for use by several threads at once."""

    def __init__(self, place: Path, name: str, version: str, seal: Seal | None) -> None:
        """``version`` is a hash of all that values depend on beside their keys; without a seal there is no file."""
        self._arguments = place, name, version, seal
        self._folder = place / ".cache" / "scanpress"
        self._version = version
        self._seal = seal
        self._file = self._folder / f"{seal.of(b'file', name.encode())[:_ID].hex()}.db" if seal else None
        self._drawers: list[Drawer] = []
        self._reading: sqlite3.Connection | None = None
        self._missing: set[bytes] = set()
        self._has_looked = False
        self._process = 0
        self._taken: tuple[Path, int] | None = None

    def again(self) -> Store:
        """The same store, of which nothing was read or asked for yet."""
        return Store(*self._arguments)

    @property
    def is_local(self) -> bool:
        """Whether all that is found was made on this computer, from files in this very folder."""
        return self._seal is not None and self._seal.is_local

    def drawer(self, name: str, *, of_any_version: bool = False) -> Drawer:
        """The values of one kind; ``of_any_version`` are those that depend on their keys alone."""
        made = Drawer(self, name, "" if of_any_version else self._version)
        self._drawers.append(made)
        return made

    def number(self, *key: bytes) -> bytes:
        """The id of a row."""
        return self._seal.of(*key)[:_ID] if self._seal else b"".join(key)

    def read(self, drawer: Drawer, number: bytes) -> bytes | None:
        """The value of a row, where it is whole and ours."""
        found = self._rows("SELECT id, seal, value FROM rows WHERE id = ?", number)
        value = next(self._values(drawer, found), None)
        if value is None:
            self._missing.add(number)
        return value

    def read_all(self, drawer: Drawer) -> Iterator[bytes]:
        """The values of a drawer's rows that are whole and ours."""
        return self._values(drawer, self._rows("SELECT id, seal, value FROM rows WHERE drawer = ?", drawer.name))

    @property
    def has_more(self) -> bool:
        """Whether there is something in the file, as far as it was opened, that no drawer was asked for."""
        asked = sum(len(drawer.asked) for drawer in self._drawers)
        return any(count > asked for (count,) in self._rows("SELECT count(*) FROM rows"))

    def _rows(self, question: str, *answers: object) -> Iterator[Any]:
        reading = self._opened()
        if reading is not None:
            with contextlib.suppress(sqlite3.Error, MemoryError):
                yield from reading.execute(question, answers)

    def _values(self, drawer: Drawer, rows: Iterator[Any]) -> Iterator[bytes]:
        assert self._seal is not None or self._file is None
        for number, seal, body in rows:
            try:
                if self._seal is not None and seal == drawer.seal(self._seal, number, body):
                    yield zlib.decompress(body[1:]) if body[:1] == b"z" else body[1:]
                    continue
            except (ValueError, TypeError, zlib.error, MemoryError):
                pass
            self._missing.add(number)

    def _opened(self) -> sqlite3.Connection | None:
        if not self._has_looked:
            self._has_looked = True
            self._process = os.getpid()
            path = self._taken[0] if self._taken else self._file
            if path is not None and self._is_folder_fit():
                self._reading = sqlite_file.opened(path, "mode=ro&immutable=1")
        # Another process that is a copy of this one must not use what this one has opened, nor close it.
        return self._reading if self._process == os.getpid() else None

    def take(self) -> None:
        """Read from the file for the last time: another run finds none until this one has put it back."""
        if not self._take():
            # What others may still believe in is not to be changed under them.
            self._has_looked = True

    def close(self) -> None:
        """Nothing more is to be read. To be called before this process is copied."""
        reading, self._reading = self._reading, None
        if reading is not None and self._process == os.getpid():
            reading.close()

    def commit(self) -> None:
        """Let the file hold what the drawers were asked for and no more, and write the rows that are others only."""
        self.close()
        if self._file is None or self._seal is None:
            return
        with contextlib.suppress(OSError, sqlite3.Error, ValueError, MemoryError):
            self._make_folder()
            # A damaged file fails here, and is not put back.
            if not (self._take() and self._has_written()):
                self.drop()
                self._begin_anew()
                self._has_written()
        self.drop()
        # A store and its drawers hold each other, and what was asked for can be all that was read.
        for drawer in self._drawers:
            drawer.begin()

    def drop(self) -> None:
        """Remove the file that was taken, which is of no use any more, where it was not put back."""
        self.close()
        if self._taken is not None:
            path, number = self._taken
            self._taken = None
            with contextlib.suppress(OSError):
                os.close(number)
            for name in (path.name, f"{path.name}-journal"):
                with contextlib.suppress(OSError):
                    (path.parent / name).unlink()

    def _take(self) -> bool:
        if self._taken is not None:
            return True
        if self._file is None or not self._is_folder_fit():
            return False
        files.clear(self._folder)
        path = self._folder / files.unfinished_name()
        try:
            if not stat.S_ISREG(self._file.lstat().st_mode):
                return False
            os.rename(self._file, path)
        except OSError:
            return False
        self._taken = path, _held(path)
        return True

    def _begin_anew(self) -> None:
        path = self._folder / files.unfinished_name()
        sqlite_file.made(path)
        self._taken = path, _held(path)

    def _has_written(self) -> bool:
        """Write the file that was taken, and put it in its place."""
        assert self._taken is not None
        assert self._file is not None
        path, number = self._taken
        writing = sqlite_file.opened(path, "mode=rw")
        if writing is None:
            return False
        try:
            with contextlib.closing(writing):
                # What is lost where the power fails was not worth waiting for the disk.
                writing.execute("PRAGMA synchronous = OFF")
                writing.execute("PRAGMA journal_mode = MEMORY")
                writing.set_progress_handler(None, 0)
                writing.execute("BEGIN EXCLUSIVE")
                self._change(writing)
                writing.execute("COMMIT")
        except (sqlite3.Error, ValueError, TypeError):
            return False
        if os.name == "nt":
            os.close(number)
            self._taken = path, -1
        os.replace(path, self._file)
        return True

    def _change(self, writing: sqlite3.Connection) -> None:
        # There may be a million rows, nearly all of which stay as they are: no more than must be is held of them.
        drawers: dict[str, list[Drawer]] = {}
        for drawer in self._drawers:
            drawers.setdefault(drawer.name, []).append(drawer)
        stay: Counter[Drawer] = Counter()
        seals: dict[bytes, bytes] = {}
        gone: list[tuple[bytes]] = []
        for number, name, seal in writing.execute("SELECT id, drawer, seal FROM rows"):
            if number in self._missing:
                # A row is there and was not found, or is not what was written: who knows what else is damaged.
                raise sqlite3.DatabaseError
            holder = next((drawer for drawer in drawers.get(name, ()) if number in drawer.asked), None)
            if holder is None:
                gone.append((number,))
            elif holder.asked[number] is None:
                stay[holder] += 1
            else:
                seals[number] = seal
        writing.executemany("DELETE FROM rows WHERE id = ?", gone)
        for drawer in self._drawers:
            self._write(writing, self._rows_of(drawer, drawer.held(), seals))
            if stay[drawer] < drawer.unheld:
                rows = writing.execute("SELECT id FROM rows WHERE drawer = ?", (drawer.name,))
                there = {number for (number,) in rows}
                self._write(writing, self._rows_of(drawer, drawer.restored(there), seals))
        if len(gone) > sum(len(drawer.asked) for drawer in self._drawers):
            writing.execute("COMMIT")
            writing.execute("VACUUM")
            writing.execute("BEGIN")

    @staticmethod
    def _write(writing: sqlite3.Connection, rows: Iterator[_Row]) -> None:
        writing.executemany("INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?)", rows)

    def _rows_of(
        self, drawer: Drawer, values: Iterable[tuple[bytes, Make]], seals: Mapping[bytes, bytes]
    ) -> Iterator[_Row]:
        """The rows of values, but for those that are there as they are to be, by the ``seals`` of what is there."""
        assert self._seal is not None
        for number, make in values:
            try:
                value = make()
            except (ValueError, TypeError):
                # Half of a character, say, which JSON cannot hold.
                continue
            if len(value) > sqlite_file.MOST:
                continue
            body = b"z" + zlib.compress(value, 1) if len(value) > _SMALL else b"-" + value
            seal = drawer.seal(self._seal, number, body)
            if seals.get(number) != seal:
                yield number, drawer.name, seal, body

    def _is_folder_fit(self) -> bool:
        """Whether the folder is one, and no link leads elsewhere."""
        try:
            return all(stat.S_ISDIR(folder.lstat().st_mode) for folder in (self._folder.parent, self._folder))
        except OSError:
            return False

    def _make_folder(self) -> None:
        for folder in (self._folder.parent, self._folder):
            with contextlib.suppress(FileExistsError):
                folder.mkdir()
        if not self._is_folder_fit():
            raise OSError(f"{self._folder} is not a folder")


def _held(path: Path) -> int:
    number = files.hold(path)
    return -1 if number is None else number
