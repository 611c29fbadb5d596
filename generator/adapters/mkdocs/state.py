"""What is known of the last build: which pages it wrote, and what each of them depended on.

The state saves work and decides nothing: a damaged or foreign one counts as none, and then everything is made anew.
It is gone while a build runs, so one that was killed leaves none behind.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

from mkdocs.config.defaults import MkDocsConfig
from pydantic import TypeAdapter

from generator.adapters.mkdocs.output import Copy
from generator.store import Drawer, Store, seal_for

_FORMAT = 3
_PACKAGES = ("jinja2", "markupsafe", "pydantic", "mkdocs", "pyyaml")


@dataclass(frozen=True, slots=True)
class PageState:
    """A page that was written: what it depended on, the frame it was put into, the file, and what the search found.

    ``shape`` and ``frame`` are hashes of the frame's shape and text; ``size`` (bytes) and ``modified``
    (nanoseconds) tell whether the file is still the one that was written. ``search`` has the anchor, the title and
    the text of each entry, as plain text that is encoded when it is used.
    """

    dependencies: str
    shape: str
    frame: str
    path: str
    size: int
    modified: int
    search: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class State:
    """The pages by the paths of their Markdown, and the files (paths below the site) that may be kept.

    ``copied`` has those that are copies, with what ``output.Output`` knows of them.
    """

    key: str
    pages: dict[str, PageState]
    files: list[str]
    copied: dict[str, Copy]


def state_key(folders: Iterable[Path], settings: object) -> str:
    """A hash of what every page depends on: this package, the templates in ``folders``, settings, versions."""
    found = hashlib.sha256(repr((_FORMAT, sys.version, zlib.ZLIB_RUNTIME_VERSION, settings, _code())).encode())
    for folder in folders:
        _add_files(found, folder)
    return found.hexdigest()


@functools.cache
def _code() -> str:
    """A hash of the code that runs, which stays what it is as long as it does."""
    found = hashlib.sha256()
    for package in _PACKAGES:
        found.update(f"{package} {version(package)}\n".encode())
    _add_files(found, Path(__file__).resolve().parents[2])
    return found.hexdigest()


def _add_files(found: hashlib._Hash, folder: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".yml", ".j2"} and path.is_file():
            found.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            found.update(path.read_bytes())


def project_store(config: MkDocsConfig, folder: str, version: str) -> Store:
    """What is remembered, beside ``mkdocs.yml``, of a folder that is read or built."""
    place = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    return Store(place, os.path.abspath(folder), version, seal_for(place))


_Kept = TypeVar("_Kept")

_PAGE: TypeAdapter[tuple[str, PageState]] = TypeAdapter(tuple[str, PageState])
_WRITTEN: TypeAdapter[tuple[str, Copy | None]] = TypeAdapter(tuple[str, Copy | None])


class StateStore:
    """Where the state of a site's folder is kept from build to build."""

    def __init__(self, config: MkDocsConfig, key: str) -> None:
        """``key`` is that of ``state_key``."""
        self._key = key
        self._store = project_store(config, config.site_dir, key)
        self._pages = self._store.drawer("pages")
        # Without their pages, they may stay where their bytes turn out to be the same.
        self._files = self._store.drawer("written", of_any_version=True)
        self._copied = self._store.drawer("copied")
        self._known = State(key, {}, [], {})

    def load(self) -> State:
        """The state of the last build, which is taken away; an empty one where there is none that fits."""
        self._store.take()
        files = sorted(name for name, _ in _all(self._files, _WRITTEN) if not _leaves(name))
        known = set(files)
        pages = {name: page for name, page in _all(self._pages, _PAGE) if page.path in known}
        copied = {name: copy for name, copy in _all(self._copied, _WRITTEN) if copy is not None and name in known}
        self._store.close()
        self._known = State(self._key, pages, files, copied)
        return self._known

    def save(self, state: State) -> None:
        """Write what is new in the state. Never fails."""
        known = set(self._known.files)
        for name in state.files:
            if name in known:
                self._files.keep_on(name.encode())
            else:
                self._files.keep(name.encode(), functools.partial(_WRITTEN.dump_json, (name, None)))
        for name, page in state.pages.items():
            if self._known.pages.get(name) == page:
                self._pages.keep_on(name.encode())
            else:
                self._pages.keep(name.encode(), functools.partial(_PAGE.dump_json, (name, page)))
        for name, copy in state.copied.items():
            if self._known.copied.get(name) == copy:
                self._copied.keep_on(name.encode())
            else:
                self._copied.keep(name.encode(), functools.partial(_WRITTEN.dump_json, (name, copy)))
        self._store.commit()

    def drop(self) -> None:
        """The build failed: nothing is known of the site."""
        self._store.drop()


def _all(drawer: Drawer, kind: TypeAdapter[_Kept]) -> Iterator[_Kept]:
    """Everything in the drawer that is what it should be."""
    for data in drawer.values():
        try:
            yield kind.validate_json(data, strict=True)
        except (ValueError, RecursionError):
            continue


def _leaves(name: str) -> bool:
    return os.path.isabs(name) or ".." in name.split("/") or "\\" in name
