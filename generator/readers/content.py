"""What lies below the content folder, found by one walk: which files are plain, and which must not be published.

Whoever may add a scan may add anything: links, pipes, live pages. MkDocs publishes all that it finds, so what may be
published is decided here, once, for every way of building.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.config import Config
from generator.diagnostics import Diagnostic, Severity, finding

HARMLESS_ENDINGS = frozenset({
    "avif", "csv", "gif", "jpeg", "jpg", "json", "jsonl", "pdf", "png", "tsv", "txt", "webp", "yaml", "yml",
})  # fmt: skip
"""The endings, in lower case, of files that are published from the input folders: no browser runs them as a page."""

PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings by which MkDocs knows a Markdown page."""

SCAN_NAME = re.compile(r"scan(?:[._-][a-z0-9._-]{0,60})?\.json", re.ASCII)
SYNTHESIS_SUFFIXES = (".json", ".yaml", ".yml", ".txt")

# What ends an attribute or a tag in a theme that prints names as they are, what forges a line of a log, and what
# turns the direction of writing.
_UNFIT = re.compile('[\\x00-\\x1f\\x7f-\\x9f<>"\\\\\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]')

_UNSEEN = ".git"
"""Never part of a content folder, and of a size that nobody wants to walk."""


class Entry(NamedTuple):
    """Something in an input folder: ``home`` is that folder, ``path`` is below the content folder.

    ``what`` says what it is where it is no plain file. A link to a file is that file.
    """

    path: str
    home: str
    what: str = ""

    @property
    def name(self) -> str:
        """The last step of the path."""
        return self.path.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class Content:
    """What the walk came back with.

    ``files`` leads from the path of every file that may be published or read to the place of its bytes: its own, or
    that of the file that a link leads to. ``entries`` are what lies in the input folders, except plain folders.
    ``refused`` are the paths of files and folders that must not be published.
    """

    files: dict[str, str]
    entries: tuple[Entry, ...]
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def survey(config: Config) -> Content:
    """Walk the content folder, in the same order everywhere; nothing is opened, no link to a folder followed."""
    walk = _Walk(config)
    walk.all()
    return Content(walk.files, tuple(walk.entries), frozenset(walk.refused), tuple(walk.diagnostics))


def reason(error: Exception) -> str:
    """Why a file cannot be opened, in words."""
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be opened").lower()
    return "the name is not valid text"


def is_input_name(path: str, config: Config) -> bool:
    """Whether the path, in one of the input folders, has a name that only an input should have."""
    name = path.rsplit("/", 1)[-1]
    if path.startswith(config.scans + "/"):
        return bool(SCAN_NAME.fullmatch(name))
    return name.endswith(SYNTHESIS_SUFFIXES)


def is_hidden(path: str) -> bool:
    """Whether a step of the path starts with a dot."""
    return path.startswith(".") or "/." in path


class _Walk:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.root = config.content.resolve()
        self.base = str(self.root)
        self.repository = config.repository.resolve() if config.repository else self.root
        self.homes = (config.scans, config.syntheses)
        self.files: dict[str, str] = {}
        self.entries: list[Entry] = []
        self.refused: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def all(self) -> None:
        pending = [""]
        while pending:
            current = pending.pop()
            try:
                with os.scandir(f"{self.base}/{current}") as found:
                    children = sorted(found, key=lambda child: child.name)
            except OSError as error:
                self._refuse(current, "unreadable", reason(error), "make the folder readable")
                continue
            home = self._home(current)
            inner: list[str] = []
            for child in children:
                path = f"{current}/{child.name}" if current else child.name
                if self._is_kept(path, child.name, home):
                    self._sort(path, child, home, inner)
            pending.extend(reversed(inner))

    def _home(self, path: str) -> str:
        """The input folder that the path is or lies in, if any."""
        return next((home for home in self.homes if path == home or path.startswith(f"{home}/")), "")

    def _is_kept(self, path: str, name: str, home: str) -> bool:
        if name.startswith(".") and (home or name == _UNSEEN):
            return False
        if name.isascii():
            return True
        try:
            path.encode("utf-8")
        except UnicodeEncodeError as error:
            self._refuse(
                path.encode("utf-8", "replace").decode(), "unreadable", reason(error),
                "rename it with letters, digits and hyphens",
            )  # fmt: skip
            self.refused.add(path)
            return False
        return True

    def _sort(self, path: str, child: os.DirEntry[str], home: str, inner: list[str]) -> None:
        """Whether a link, folder or file, and what follows from that; ``inner`` gets the folders to look into."""
        try:
            if child.is_symlink():
                self._link(path, home)
            elif child.is_dir(follow_symlinks=False):
                if home and is_input_name(path, self.config):
                    self.entries.append(Entry(path, home, "a folder"))
                elif home or self._is_fit(path):
                    inner.append(path)
            elif not child.is_file(follow_symlinks=False):
                self._no_file(path, home)
            elif path in self.homes:
                self._refuse(path, "unreadable", "this is a file, not a folder", "put a folder here")
            else:
                self._file(path, home, f"{self.base}/{path}")
        except OSError as error:
            self._refuse(path, "unreadable", reason(error), "make it readable")

    def _no_file(self, path: str, home: str) -> None:
        what = "a pipe, socket or device"
        if home:
            self.entries.append(Entry(path, home, what))
        else:
            self._refuse(path, "not-a-file", f"this is {what}, not a file")

    def _link(self, path: str, home: str) -> None:
        place = self.root / path
        try:
            target = place.resolve(strict=True)
            # Only what a visitor of the repository sees anyway: a hidden file holds settings and secrets.
            base = self.root if home or target.is_relative_to(self.root) else self.repository
            if any(step.startswith(".") for step in target.relative_to(base).parts):
                raise ValueError(path)
            is_folder, is_file = target.is_dir(), target.is_file()
        except (OSError, ValueError, RuntimeError):
            self._refuse(
                path, "symlink",
                f"the link leads nowhere, to a hidden file or out of the {'folder' if home else 'repository'}",
                "put the file itself here",
            )  # fmt: skip
            return
        if is_folder:
            self._refuse(
                path, "symlink", "the link leads to a folder, which is not followed", "put the folder itself here"
            )
        elif is_file:
            self._file(path, home, str(target))
        else:
            self._no_file(path, home)

    def _file(self, path: str, home: str, source: str) -> None:
        if home:
            # Whether it may be published is told by its name; ``discover`` says it.
            self.entries.append(Entry(path, home))
            if is_input_name(path, self.config):
                self.files[path] = source
                return
            if not is_listed(path, self.config):
                return
        if not self._is_fit(path):
            return
        if not os.access(source, os.R_OK):
            self._refuse(path, "unreadable", "permission denied", "make the file readable")
            return
        self.files[path] = source

    def _is_fit(self, path: str) -> bool:
        if _UNFIT.search(path) is None:
            return True
        self._refuse(
            path, "unfit-name", 'the name holds <, >, ", \\ or an invisible character, and stands on pages as it is'
        )  # fmt: skip
        return False

    def _refuse(self, path: str, rule: str, message: str, remedy: str = "") -> None:
        # What is hidden is published where the publisher asks for it only.
        severity = Severity.NOTE if is_hidden(path) else None
        self.diagnostics.append(finding(path, rule, message, remedy, severity=severity))
        self.refused.add(path)


def is_listed(path: str, config: Config) -> bool:
    """Whether a file in an input folder is published though it is no input: by its ending, or by name."""
    if path in config.publish:
        return True
    _, dot, ending = path.rsplit("/", 1)[-1].rpartition(".")
    return bool(dot) and (ending.lower() in HARMLESS_ENDINGS or ending.lower() in config.publish)


def not_published(entries: tuple[Entry, ...], config: Config, named: frozenset[str]) -> Iterator[Diagnostic]:
    """A warning for each file in the input folders that is no input, not on the list, and not ``named`` already."""
    for entry in entries:
        if entry.path in named or is_input_name(entry.path, config) or is_listed(entry.path, config):
            continue
        _, dot, ending = entry.name.rpartition(".")
        kind = f"files that end in .{ending}" if dot else "files without an ending"
        yield finding(
            entry.path,
            "not-published",
            f"{kind[:60]} are not published from the input folders",
        )
