"""The site's folder, kept from one build to the next: what did not change is not written again.

MkDocs empties the folder and writes every file anew. While a build runs, three of its functions are replaced:
emptying spares the pages and inputs that the last build put there, and a file is written only where its bytes differ.
What was spared and is not asked for again is removed in the end, so the folder always ends up as a clean build would
leave it.
"""

from __future__ import annotations

import filecmp
import os
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs import utils

from generator.readers.corpus import compressed
from generator.readers.discovery import SETTLED

_REPLACED = ("clean_directory", "write_file", "copy_file")
_SMALL = 1_000_000
"""Size (bytes) up to which a file is copied through memory, which is the quickest way for small ones."""

Stamps = tuple[int, ...]
"""What tells a source and its copy from what they were: size (bytes), number, times of change (nanoseconds)."""


class Output:
    """One build's way of writing; ``begin`` and ``end`` enclose it."""

    def __init__(
        self, site: str, known: Iterable[str], copied: Mapping[str, Stamps], *, removes: bool = True
    ) -> None:
        """``known`` are the pages and inputs (paths below ``site``, with ``/``) that the last build put there.

        ``copied`` has the stamps of those that it copied. What is gone is only removed where this build ``removes``:
        where it asks for every file, changed or not.
        """
        self._site = os.path.abspath(site)
        self._inside = os.path.join(self._site, "")
        self._known = set(known)
        self._copied = copied
        self._removes = removes
        self._asked: set[str] = set()
        self._folders: set[str] = set()
        self._fresh: set[str] = set()
        self._originals: dict[str, Callable[..., Any]] = {}
        self.stamps: dict[str, tuple[int, int]] = {}
        """Size (bytes) and time of change (nanoseconds) of each file once it was written or found right."""
        self.copied: dict[str, Stamps] = {}
        """The stamps of each file that was copied or found to be the same, and of its source."""

    def begin(self) -> None:
        """Replace MkDocs' functions until ``end``."""
        self._originals = {name: getattr(utils, name) for name in _REPLACED}
        for name in _REPLACED:
            setattr(utils, name, getattr(self, f"_{name}"))

    def restore(self) -> None:
        """Give MkDocs its functions back."""
        for name, function in self._originals.items():
            setattr(utils, name, function)
        self._originals = {}

    def end(self) -> frozenset[str]:
        """Remove what was spared for nothing; the paths that this build wrote or found right."""
        self.restore()
        for path in self._known - self._asked if self._removes else ():
            target = os.path.join(self._site, path)
            if os.path.lexists(target):
                os.unlink(target)
            _remove_empty_folders(os.path.dirname(target), self._site)
        return frozenset(self._asked)

    def keep(self, path: str) -> None:
        """The file at this absolute path is right as it is; the next attempt to write it does nothing."""
        self._fresh.add(os.path.abspath(path))

    def made(self, path: str) -> None:
        """The file at this absolute path was written by another process of this build."""
        self._known.add(self._relative(os.path.abspath(path)))
        self.keep(path)

    def _clean_directory(self, directory: str) -> None:
        if os.path.abspath(directory) != self._site or not self._known or os.path.islink(directory):
            self._known = set()
            self._originals["clean_directory"](directory)
            return
        for folder, folders, names in os.walk(self._site, topdown=False):
            if self._relative(folder).startswith("."):
                if folder != self._site:
                    continue
                # Like MkDocs, leave alone what is hidden at the top.
                names = [name for name in names if not name.startswith(".")]
                folders = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = os.path.join(folder, name)
                if self._relative(path) not in self._known or os.path.islink(path):
                    os.unlink(path)
            for name in folders:
                path = os.path.join(folder, name)
                if os.path.islink(path):
                    os.unlink(path)
                elif not os.listdir(path):
                    os.rmdir(path)

    def _write_file(self, content: bytes, output_path: str) -> None:
        path = os.path.abspath(output_path)
        if self._is_new(path) or not (path in self._fresh or _holds(path, content)):
            self._put(content, path)
        found = os.stat(path)
        self.stamps[self._relative(path)] = (found.st_size, found.st_mtime_ns)

    def _copy_file(self, source_path: str, output_path: str) -> None:
        path = os.path.abspath(output_path)
        if os.path.isdir(path):
            path = os.path.join(path, os.path.basename(source_path))
        self._place(source_path, path, self._copy, _same)

    def compress(self, source_path: str, output_path: str) -> None:
        """Write a file compressed, unless it is there and the same."""
        self._place(source_path, os.path.abspath(output_path), self._compress, _is_compressed)

    def _place(
        self, source: str, path: str, put: Callable[[str, str], None], is_same: Callable[[str, str], bool]
    ) -> None:
        relative = self._relative(path)
        is_new = self._is_new(path)
        stamps = None if is_new else _stamps(source, path)
        if stamps is None or self._copied.get(relative) != stamps:
            if is_new or not is_same(source, path):
                put(source, path)
            stamps = _stamps(source, path)
        if stamps is not None and time.time_ns() - stamps[0] > SETTLED:
            self.copied[relative] = stamps

    def _copy(self, source: str, target: str) -> None:
        if os.path.getsize(source) > _SMALL:
            self._originals["copy_file"](source, target)
        else:
            self._put(Path(source).read_bytes(), target)

    def _compress(self, source: str, target: str) -> None:
        self._put(compressed(Path(source).read_bytes()), target)

    def _put(self, content: bytes, path: str) -> None:
        """Write the file; its folder is made once for all files in it."""
        folder = os.path.dirname(path)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        with open(path, "wb") as stream:
            stream.write(content)

    def _is_new(self, path: str) -> bool:
        """Note that the file belongs to the site; whether it is to be written whatever it holds."""
        relative = self._relative(path)
        self._asked.add(relative)
        return relative not in self._known

    def _relative(self, path: str) -> str:
        if path.startswith(self._inside):
            # Made by joining names to the site's own path, so there is nothing to resolve.
            return path[len(self._inside) :].replace(os.sep, "/")
        return os.path.relpath(path, self._site).replace(os.sep, "/")


def compress(source: str, target: str) -> None:
    """Write a file compressed: as the build that is running writes, or simply so where none is."""
    running = getattr(utils.copy_file, "__self__", None)
    if isinstance(running, Output):
        running.compress(source, target)
    else:
        utils.write_file(compressed(Path(source).read_bytes()), target)


def _is_compressed(source: str, target: str) -> bool:
    return _holds(target, compressed(Path(source).read_bytes()))


def _holds(path: str, content: bytes) -> bool:
    try:
        if os.path.getsize(path) != len(content):
            return False
        with open(path, "rb") as stream:
            return stream.read() == content
    except OSError:
        return False


def _stamps(source: str, target: str) -> Stamps | None:
    try:
        of_source, of_target = os.stat(source), os.stat(target)
    except OSError:
        return None
    return (
        max(of_source.st_mtime_ns, of_source.st_ctime_ns),
        *(value for item in (of_source, of_target) for value in (item.st_size, item.st_ino, item.st_mtime_ns)),
    )


def _same(source: str, target: str) -> bool:
    try:
        return filecmp.cmp(source, target, shallow=False)
    except OSError:
        return False


def _remove_empty_folders(folder: str, site: str) -> None:
    while folder != site and folder.startswith(site):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)
