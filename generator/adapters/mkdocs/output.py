"""The site's folder, kept from one build to the next: what did not change is not written again.

MkDocs empties the folder and writes every file anew. While a build runs, three of its functions are replaced:
emptying spares the pages and inputs that the last build put there, and a file is written only where its bytes differ.
What was spared and is not asked for again is removed in the end, so the folder always ends up as a clean build would
leave it.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from mkdocs import utils

from generator.render.escape import log_line
from generator.store import files

log = logging.getLogger(f"mkdocs.plugins.{__name__}")

_REPLACED = ("clean_directory", "write_file", "copy_file")

Copy = tuple[str, int, int, int, int]
"""The SHA-256 of what a published input was made from, and what tells that the file was not touched since: size
(bytes), number, times of change of its content and of itself (nanoseconds)."""


class Output:
    """One build's way of writing; ``begin`` and ``end`` enclose it."""

    def __init__(self, site: str, known: Iterable[str], copied: Mapping[str, Copy], *, removes: bool = True) -> None:
        """``known`` are the pages and inputs (paths below ``site``, with ``/``) that the last build put there.

        ``copied`` has what is known of the inputs among them. What is gone is only removed where this build
        ``removes``: where it asks for every file, changed or not.
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
        self.copied: dict[str, Copy] = {}
        """What is known of each input that was published or found right."""

    def begin(self) -> None:
        """Replace MkDocs' functions until ``end``."""
        files.clear(Path(self._site))
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
            _unlink_links(directory)
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
            self._put([content], path)
        found = os.stat(path)
        self.stamps[self._relative(path)] = (found.st_size, found.st_mtime_ns)

    def _copy_file(self, source_path: str, output_path: str) -> None:
        path = os.path.abspath(output_path)
        if os.path.isdir(path):
            path = os.path.join(path, os.path.basename(source_path))
        try:
            source = files.opened(source_path)
        except OSError as error:
            # A file beside the inputs costs itself and nothing else.
            reason = files.explained(error) or f"{source_path}: {error}"
            log.warning(log_line(f"{reason}. The file is left out"))
            return
        with source:
            self._is_new(path)
            self._put(files.parts_of(source), path)

    def publish(self, path: str, digest: str, content: Callable[[], bytes]) -> None:
        """Write an input that was read, unless it is there, as what it is from now on whatever becomes of the input.

        ``path`` is absolute, and ``digest`` the SHA-256 of what was read, from which ``content`` makes what is
        written. Raises what ``content`` raises.
        """
        relative = self._relative(path)
        is_known = relative in self._known
        copy = _copied(path, digest) if is_known else None
        if path not in self._fresh and (copy is None or self._copied.get(relative) != copy):
            data = content()
            if not is_known or not _holds(path, data):
                self._put([data], path)
        copy = _copied(path, digest)
        if copy is not None:
            self.copied[relative] = copy
        self.made(path)

    def asked(self, path: str, instead: bytes | None = None) -> None:
        """The published file at this absolute path belongs to the site, or something ``instead`` of it."""
        self._asked.add(self._relative(path))
        if instead is not None:
            self._fresh.discard(path)
            self.copied.pop(self._relative(path), None)
            self._write_file(instead, path)

    def _put(self, parts: Iterable[bytes], path: str) -> None:
        """Write the file; its folder is made once for all files in it."""
        folder = os.path.dirname(path)
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        files.write(Path(path), parts)

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


def _copied(path: str, digest: str) -> Copy | None:
    try:
        found = os.lstat(path)
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return digest, found.st_size, found.st_ino, found.st_mtime_ns, found.st_ctime_ns


def _unlink_links(folder: str) -> None:
    """MkDocs removes folders and files, and would write through a link to a folder."""
    if not os.path.islink(folder) and os.path.isdir(folder):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if os.path.islink(path) and not name.startswith("."):
                os.unlink(path)


def _remove_empty_folders(folder: str, site: str) -> None:
    while folder != site and folder.startswith(site):
        try:
            os.rmdir(folder)
        except OSError:
            return
        folder = os.path.dirname(folder)
