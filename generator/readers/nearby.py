"""Where nothing is found: whether files that look like scans lie nearby, and which setting would find them."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from generator.config import Config
from generator.diagnostics import LINES_ENDING, Diagnostic, Severity, finding
from generator.identify import SCAN_NAME
from generator.readers.form import NEIGHBOURS

MOST_ENTRIES = 2_000
"""How many entries of folders are looked at, in all."""
DEPTH = 4
"""How many folders deep."""

_MOST_PEEKS = 50
_PEEK = 65_536
_SIGNS = (b'"paper"', b'"checklist"')
_SKIPPED = frozenset({"node_modules", "site", "venv", "build", "dist", "__pycache__"})


def inputs_nearby(config: Config) -> Iterator[Diagnostic]:
    """A warning that names the setting for the folder in which most files look like scans, if there are any."""
    root = config.content.resolve()
    found = Counter(_Look(config).settings())
    if not found:
        return
    # Of equal ones the first, whatever order the folders were found in.
    place, pattern = min(found, key=lambda item: (-found[item], item))
    path = os.path.relpath(place, root).replace(os.sep, "/")
    setting = f"{path}/{pattern}" if pattern else path
    number = found[place, pattern]
    files = "1 file looks like a scan" if number == 1 else f"{number:,} files look like scans"
    yield finding(
        path,
        "nothing-found",
        f"{files} here, and no setting names this place",
        f"write scans: {setting!r} below scanpress: in mkdocs.yml",
        severity=Severity.WARNING,
    )


class _Look:
    def __init__(self, config: Config) -> None:
        self._content = config.content.resolve()
        project = (config.project or self._content.parent).resolve()
        repository = config.repository.resolve() if config.repository else project
        self._known = {Path(os.path.normpath(self._content / home.path)) for home in config.homes}
        self._starts = list(dict.fromkeys((self._content, project, repository, project.parent)))
        self._entries = MOST_ENTRIES
        self._peeks = _MOST_PEEKS

    def settings(self) -> Iterator[tuple[str, str]]:
        """For each file that looks like a scan, the folder and the pattern that would find it."""
        seen: set[Path] = set()
        for start in self._starts:
            pending = [(start, 0)]
            while pending:
                folder, depth = pending.pop(0)
                if folder in seen or folder in self._known:
                    continue
                seen.add(folder)
                for child in self._children(folder):
                    if child.is_dir(follow_symlinks=False):
                        if depth < DEPTH and child.name not in _SKIPPED:
                            pending.append((folder / child.name, depth + 1))
                    elif child.is_file(follow_symlinks=False):
                        yield from self._setting(folder, child)

    def _children(self, folder: Path) -> list[os.DirEntry[str]]:
        """What lies in the folder and is not hidden, as far as there is still room for it."""
        found = []
        try:
            with os.scandir(folder) as children:
                for child in children:
                    if self._entries <= 0:
                        break
                    self._entries -= 1
                    if not child.name.startswith(".") and child.name.isprintable():
                        found.append(child)
        except OSError:
            return []
        return sorted(found, key=lambda child: child.name)

    def _setting(self, folder: Path, child: os.DirEntry[str]) -> Iterator[tuple[str, str]]:
        if SCAN_NAME.fullmatch(child.name):
            place = folder.parent
            is_above = self._content == place or self._content.is_relative_to(place)
            yield str(place), "*/scan*.json" if is_above else ""
        elif child.name.endswith((".json", LINES_ENDING)) and child.name not in NEIGHBOURS and self._peeks > 0:
            self._peeks -= 1
            if _looks_like_scan(child.path):
                if child.name.endswith(LINES_ENDING):
                    yield str(folder), child.name
                elif self._content == folder or self._content.is_relative_to(folder):
                    yield str(folder), "*.json"
                else:
                    yield str(folder), ""


def _looks_like_scan(path: str) -> bool:
    try:
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as stream:
            start = stream.read(_PEEK)
    except OSError:
        return False
    return all(sign in start for sign in _SIGNS)
