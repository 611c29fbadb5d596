"""A folder of written files, kept from one build to the next: what did not change is not written again.

What the last build put there is spared when the folder is emptied, and what was spared for nothing is removed in the
end, so the folder ends up as it would if everything were written anew.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.store.files import clear, named

Stamp = tuple[int, int]
"""Size (bytes) and time of change (nanoseconds): whether a file is still the one that was written."""


class KeptFolder:
    """The folder at ``path``. All names are relative to it, with ``/``."""

    def __init__(self, path: str, known: Iterable[str]) -> None:
        """``known`` are the names of the files that the last build wrote."""
        self.path = os.path.abspath(path)
        self._known = frozenset(known)
        self._spared: set[str] = set()
        self._written: set[str] = set()
        self._asked: set[str] = set()
        self._folders: set[str] = set()

    def place(self, name: str) -> str:
        """The absolute path of a file."""
        return f"{self.path}{os.sep}{name}"

    def empty(self) -> None:
        """Remove everything but what was spared, and what is hidden at the top."""
        clear(Path(self.path))
        self._spared = set()
        if os.path.isdir(self.path):
            self._empty("")

    def _empty(self, below: str) -> bool:
        """Remove what was not spared from a folder, given by what its names begin with; whether nothing is left."""
        is_empty = True
        with os.scandir(self.place(below)) as entries:
            # Of hundreds of thousands of files, the folder knows what they are without a look at each.
            found = list(entries)
        for entry in found:
            name = below + entry.name
            if not below and entry.name.startswith("."):
                is_empty = False
            # A link is not followed: what it leads to is not ours to keep or to remove.
            elif entry.is_dir(follow_symlinks=False):
                if self._empty(f"{name}/"):
                    os.rmdir(entry.path)
                else:
                    is_empty = False
            elif name in self._known and not entry.is_symlink():
                self._spared.add(name)
                is_empty = False
            else:
                os.unlink(entry.path)
        return is_empty

    def adopt(self) -> None:
        """The folder is as the last build left it, and is not emptied."""
        self._spared = set(self._known)

    def claim(self, names: Iterable[str]) -> None:
        """Of what was spared, only these files may be asked for; the others are removed now."""
        claimed = set(names)
        for name in self._spared - claimed:
            self._remove(name)
        self._spared &= claimed

    def stamp(self, name: str) -> Stamp | None:
        """What tells a file from what it becomes when somebody touches it; ``None`` where there is none."""
        try:
            found = os.lstat(self.place(name))
        except OSError:
            return None
        return found.st_size, found.st_mtime_ns

    def is_kept(self, name: str) -> bool:
        """Whether the file belongs to the folder."""
        return name in self._asked

    def is_spared(self, name: str, stamp: Stamp) -> bool:
        """Whether the file is there as the last build wrote it."""
        return name in self._spared and self.stamp(name) == stamp

    def keep(self, name: str) -> None:
        """The file belongs to the folder as it is there."""
        self._asked.add(name)

    def write(self, name: str, data: bytes) -> Stamp:
        """Write a file, unless it is there with the same bytes; raises ``OSError``, with the file's name.

        It still has to be kept to stay.
        """
        path = self.place(name)
        self._written.add(name)
        with named(path):
            if name not in self._spared or not _holds(path, data):
                folder = os.path.dirname(path)
                if folder not in self._folders:
                    os.makedirs(folder, exist_ok=True)
                    self._folders.add(folder)
                with open(path, "wb") as stream:
                    stream.write(data)
            found = os.stat(path)
        return found.st_size, found.st_mtime_ns

    def was_written(self, name: str) -> None:
        """A copy of this process wrote the file."""
        self._written.add(name)

    def end(self) -> None:
        """Remove what was spared or written and does not belong to the folder."""
        for name in (self._spared | self._written) - self._asked:
            self._remove(name)

    def _remove(self, name: str) -> None:
        path = self.place(name)
        if os.path.lexists(path):
            os.unlink(path)
        folder = os.path.dirname(path)
        while folder != self.path and folder.startswith(self.path):
            try:
                os.rmdir(folder)
            except OSError:
                break
            folder = os.path.dirname(folder)


def _holds(path: str, data: bytes) -> bool:
    try:
        if os.path.getsize(path) != len(data):
            return False
        with open(path, "rb") as stream:
            return stream.read() == data
    except OSError:
        return False
