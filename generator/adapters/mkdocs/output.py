"""The site's folder, kept from one build to the next: what did not change is not written again.

MkDocs empties the folder and writes every file anew. While a build runs, two of its functions are replaced:
emptying spares the pages and inputs that the last build put there, and a file is written only where its bytes differ.
What was spared and is not asked for again is removed in the end, so the folder always ends up as a clean build would
leave it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from mkdocs import utils

_REPLACED = ("clean_directory", "write_file")


class Output:
    """One build's way of writing; ``begin`` and ``end`` enclose it."""

    def __init__(self, site: str, known: Iterable[str], *, removes: bool = True) -> None:
        """``known`` are the pages and assets (paths below ``site``, with ``/``) that the last build put there.

        What is gone is only removed where this build ``removes``: where it asks for every file, changed or not.
        """
        self._site = os.path.abspath(site)
        self._inside = os.path.join(self._site, "")
        self._known = set(known)
        self._removes = removes
        self._asked: set[str] = set()
        self._folders: set[str] = set()
        self._fresh: set[str] = set()
        self._originals: dict[str, Callable[..., Any]] = {}
        self.stamps: dict[str, tuple[int, int]] = {}
        """Size (bytes) and time of change (nanoseconds) of each file once it was written or found right."""

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


def _remove_empty_folders(folder: str, site: str) -> None:
    while folder != site and folder.startswith(site):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)
