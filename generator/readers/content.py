"""What lies below the content folder, found by one walk: which files are plain, and which must not be published.

Whoever may add a scan may add anything: links, pipes, live pages. MkDocs publishes all that it finds, so what may be
published is decided here, once, for every way of building.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from generator import limits
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity, finding
from generator.homes import Home
from generator.identify import SCAN_NAME
from generator.readers.entries import (
    Content,
    Entry,
    is_almost_input,
    is_hidden,
    is_listed,
    is_of_publisher,
    is_reply,
    reason,
)
from generator.readers.followed import Followed
from generator.readers.forms import form_by_ending, form_of

# What ends an attribute or a tag in a theme that prints names as they are, what forges a line of a log, and what
# turns the direction of writing.
_UNFIT = re.compile('[\\x00-\\x1f\\x7f-\\x9f<>"\\\\\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]')

_TO_FOLLOW = "put the folder itself here, or set follow_links: true if it lies in the repository"

_UNSEEN = ".git"
"""Never part of a content folder, and of a size that nobody wants to walk."""


def survey(config: Config) -> Content:
    """Walk the content folder and the input folders elsewhere, in the same order everywhere; nothing is opened.

    Links to folders are followed where the settings say so, and never out of the repository or in circles.
    """
    walk = _Walk(config)
    walk.all()
    return Content(
        walk.files, tuple(walk.entries), frozenset(walk.refused), tuple(walk.diagnostics), tuple(walk.elsewhere)
    )


class _Walk:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.root = config.content.resolve()
        self.base = str(self.root)
        self.repository = config.repository.resolve() if config.repository else self.root
        self.homes = tuple(home for home in config.homes if not home.is_outside)
        self.files: dict[str, str] = {}
        self.entries: list[Entry] = []
        self.refused: set[str] = set()
        self.diagnostics: list[Diagnostic] = []
        self.elsewhere: list[str] = []
        self._followed = Followed()

    def all(self) -> None:
        self._followed.add(self.base)
        outside = [home for home in self.config.homes if home.is_outside and self._is_open(home)]
        self._below("", self.homes)
        taken: set[str] = set()
        for path in dict.fromkeys(home.path for home in outside):
            first = len(self.entries)
            self._below(path, tuple(home for home in outside if home.path == path))
            # One folder may lie in another where both have patterns.
            self.entries[first:] = [entry for entry in self.entries[first:] if entry.path not in taken]
            taken.update(entry.path for entry in self.entries[first:])

    def _is_open(self, home: Home) -> bool:
        """Whether an input folder elsewhere may be looked into: no link leads to it, or one that may be followed."""
        place = os.path.normpath(f"{self.base}/{home.path}")
        real = os.path.realpath(place)
        if real != place and not (self.config.follow_links and self._is_visible(Path(real), self.repository)):
            self._refuse(home.path, "symlink", "a link leads to this folder", _TO_FOLLOW)
            return False
        self.elsewhere.append(place)
        if not self.root.is_relative_to(real):
            self._followed.add(real)
        return True

    def _below(self, start: str, homes: tuple[Home, ...]) -> None:
        depth = None
        if start and all(home.depth is not None for home in homes):
            depth = start.count("/") + max(home.depth or 0 for home in homes)
        places = [(home, f"{home.path}/") for home in homes]
        pending = [start]
        while pending:
            current = pending.pop()
            try:
                with os.scandir(f"{self.base}/{current}") as found:
                    children = sorted(found, key=lambda child: child.name)
            except OSError as error:
                self._refuse(current, "unreadable", reason(error), "make the folder readable")
                continue
            real = f"{self.base}/{current}" if current else self.base
            if start or self.config.follow_links:
                real = os.path.realpath(real)
            below = f"{current}/"
            here = tuple([home for home, start_of_it in places if below.startswith(start_of_it)])
            inner: list[str] = []
            for child in children:
                path = f"{current}/{child.name}" if current else child.name
                if self._is_kept(path, child.name, here) and not (start and self._is_content(path)):
                    self._sort(path, child, here, inner, real)
            if depth is None or current.count("/") < depth:
                pending.extend(reversed(inner))

    def _is_content(self, path: str) -> bool:
        """Whether a path outside is the content folder itself."""
        return path.count("/") < 20 and os.path.normpath(f"{self.base}/{path}") == self.base

    def _is_kept(self, path: str, name: str, here: tuple[Home, ...]) -> bool:
        if name.startswith(".") and (here or name == _UNSEEN):
            return False
        if name.isascii() and len(path) <= limits.PATH // 4:
            return True
        try:
            size = len(path.encode("utf-8"))
        except UnicodeEncodeError as error:
            self._refuse(
                path.encode("utf-8", "replace").decode(), "unreadable", reason(error),
                "rename it with letters, digits and hyphens",
            )  # fmt: skip
            self.refused.add(path)
            return False
        if here and size > limits.PATH:
            self._refuse(
                path, "misplaced", f"its path has more than {limits.PATH} bytes",
                "put it further up, or give it and its folders shorter names",
            )  # fmt: skip
            return False
        return True

    def _sort(self, path: str, child: os.DirEntry[str], here: tuple[Home, ...], inner: list[str], real: str) -> None:
        """Whether a link, folder or file, and what follows from that; ``inner`` gets the folders to look into.

        ``real`` is the folder that it lies in, without links.
        """
        try:
            if child.is_symlink():
                self._link(path, here, inner)
            elif child.is_dir(follow_symlinks=False):
                if here and "." in child.name and self._is_like_input(path, child.name, here):
                    self.entries.append(self._entry(path, here, "a folder"))
                elif here or self._is_fit(path):
                    inner.append(path)
            elif not child.is_file(follow_symlinks=False):
                self._no_file(path, here)
            elif any(path == home.path for home in self.homes):
                self._refuse(path, "unreadable", "this is a file, not a folder", "put a folder here")
            else:
                self._file(path, here, f"{real}/{child.name}")
        except OSError as error:
            self._refuse(path, "unreadable", reason(error), "make it readable")

    def _is_like_input(self, path: str, name: str, here: tuple[Home, ...]) -> bool:
        """Whether a folder has a name that only an input should have."""
        entry = self._entry(path, here)
        if is_of_publisher(entry, self.config) or is_reply(entry):
            return True
        if entry.form is None or entry.home.patterns:
            return False
        return entry.home.kind == "syntheses" or SCAN_NAME.fullmatch(name) is not None

    def _entry(self, path: str, here: tuple[Home, ...], what: str = "", *, place: str = "") -> Entry:
        """What a file in an input folder is; of several folders in one place, the first that has it as an input."""
        for home in here:
            inner = home.inner(path)
            if not home.patterns:
                form, pattern = form_of(home.kind, inner), ""
            else:
                pattern = home.pattern_of(inner)
                form = form_by_ending(home.kind, inner) if pattern else None
            if form is not None:
                return Entry(path, home, form, pattern, what, place)
        return Entry(path, here[0], None, "", what, place)

    def _no_file(self, path: str, here: tuple[Home, ...]) -> None:
        what = "a pipe, socket or device"
        if not here:
            self._refuse(path, "not-a-file", f"this is {what}, not a file")
            return
        entry = self._entry(path, here, what)
        if entry.form is not None or not entry.home.is_outside or is_reply(entry):
            self.entries.append(entry)

    def _is_visible(self, target: Path, base: Path) -> bool:
        """Whether a place is in ``base``, and what a visitor sees anyway: hidden files hold settings and secrets."""
        return target.is_relative_to(base) and not any(
            step.startswith(".") for step in target.relative_to(base).parts
        )

    def _link(self, path: str, here: tuple[Home, ...], inner: list[str]) -> None:
        place = self.root / path
        follows = self.config.follow_links
        within = "repository" if follows or not here else "folder"
        try:
            target = place.resolve(strict=True)
            base = self.root if within == "folder" or target.is_relative_to(self.root) else self.repository
            if not self._is_visible(target, base):
                raise ValueError(path)
            is_folder, is_file = target.is_dir(), target.is_file()
        except (OSError, ValueError, RuntimeError):
            self._refuse(
                path, "symlink", f"the link leads nowhere, to a hidden file or out of the {within}",
                "put the file itself here",
            )  # fmt: skip
            return
        if not is_folder and not is_file:
            self._no_file(path, here)
        elif is_file:
            self._file(path, here, str(target))
        elif not follows:
            self._refuse(path, "symlink", "the link leads to a folder, which is not followed", _TO_FOLLOW)
        elif not self._followed.add(str(target)):
            self._refuse(path, "symlink", "the link leads to a folder that is on the site already", "remove the link")
        elif here or self._is_fit(path):
            self.elsewhere.append(str(target))
            inner.append(path)

    def _file(self, path: str, here: tuple[Home, ...], source: str) -> None:
        if here:
            # Whether it may be published is told by its name; ``discover`` says it.
            entry = self._entry(path, here, place=source)
            if entry.home.is_outside:
                is_read = entry.form is not None or is_of_publisher(entry, self.config) or is_reply(entry)
                if is_read or is_almost_input(entry):
                    self.entries.append(entry)
                return
            self.entries.append(entry)
            if entry.form is not None:
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
            path, "unfit-name", 'the name holds <, >, ", \\ or an invisible character, and pages show it as it is'
        )  # fmt: skip
        return False

    def _refuse(self, path: str, rule: str, message: str, remedy: str = "") -> None:
        # What is hidden is published where the publisher asks for it only.
        severity = Severity.NOTE if is_hidden(path) else None
        self.diagnostics.append(finding(path, rule, message, remedy, severity=severity))
        self.refused.add(path)
