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
from typing import Any

from mkdocs import utils

from generator.readers.corpus import compressed

_REPLACED = ("clean_directory", "write_file", "copy_file")
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is changed again has another time of change on every file system."""

_SMALL = 1_000_000
"""Size (bytes) up to which a file is copied through memory, which is the quickest way for small ones."""

Stamps = tuple[int, ...]
"""Size (bytes) and time of change (nanoseconds) of a source, and the same of its copy."""


class Output:
    """One build's way of writing; ``begin`` and ``end`` enclose it."""

    def __init__(self, site: str, known: Iterable[str], copied: Mapping[str, Stamps]) -> None:
        """``known`` are the pages and inputs (paths below ``site``, with ``/``) that the last build put there.

        ``copied`` has the stamps of those that it copied.
        """
        self._site = os.path.abspath(site)
        self._inside = os.path.join(self._site, "")
        self._known = set(known)
        self._copied = copied
        self._asked: set[str] = set()
        self._folders: set[str] = set()
        self._fresh: set[str] = set()
        self._originals: dict[str, Callable[..., Any]] = {}
        self.stamps: dict[str, tuple[int, int]] = {}
        """Size (bytes) and time of change (nanoseconds) of each file once it was written or found right."""
        self.compressed: frozenset[str] = frozenset()
        """The files (paths below the site) that are not copied as they are, but compressed."""
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
        for path in self._known - self._asked:
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
        relative = self._relative(path)
        is_new = self._is_new(path)
        stamps = None if is_new else _stamps(source_path, path)
        if stamps is None or self._copied.get(relative) != stamps:
            if is_new or not self._is_copy(source_path, path):
                self._copy(source_path, path)
            stamps = _stamps(source_path, path)
        if stamps is not None and time.time_ns() - stamps[1] > _SETTLED:
            self.copied[relative] = stamps

    def _copy(self, source: str, target: str) -> None:
        is_compressed = self._is_compressed(target)
        if os.path.getsize(source) > _SMALL and not is_compressed:
            self._originals["copy_file"](source, target)
            return
        with open(source, "rb") as stream:
            content = stream.read()
        self._put(compressed(content) if is_compressed else content, target)

    def _is_copy(self, source: str, target: str) -> bool:
        if not self._is_compressed(target):
            return _same(source, target)
        with open(source, "rb") as stream:
            return _holds(target, compressed(stream.read()))

    def _is_compressed(self, target: str) -> bool:
        return self._relative(target) in self.compressed

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
    return of_source.st_size, of_source.st_mtime_ns, of_target.st_size, of_target.st_mtime_ns


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
