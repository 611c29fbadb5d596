"""What is known of the last build: which pages it wrote, and what each of them depended on.

The state saves work and decides nothing: a damaged or foreign one counts as none, and then everything is made anew.
It is gone while a build runs, so one that was killed leaves none behind.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass, fields
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from generator.adapters import cache

_FORMAT = 3
_PACKAGES = ("jinja2", "markupsafe", "pydantic", "mkdocs", "pyyaml")


@dataclass(frozen=True, slots=True)
class PageState:
    """A page that was written: what it depended on, the frame it was put into, the file, and what the search found.

    ``shape`` and ``frame`` are hashes of the frame's shape and text; ``size`` (bytes) and ``modified``
    (nanoseconds) tell whether the file is still the one that was written.
    """

    dependencies: str
    shape: str
    frame: str
    path: str
    size: int
    modified: int
    search: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class State:
    """The pages by the paths of their Markdown, and the files (paths below the site) that may be kept.

    ``assets`` are, by the paths of the other files, a hash of what they are made of, size (bytes) and time of change
    (nanoseconds).
    """

    key: str
    pages: dict[str, PageState]
    files: list[str]
    assets: dict[str, tuple[str, int, int]]


def state_key(folders: Iterable[Path], settings: object) -> str:
    """A hash of what every page depends on: this package, the templates in ``folders``, settings, versions."""
    found = hashlib.sha256(repr((_FORMAT, sys.version, settings, _code())).encode())
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


def cache_file(config: MkDocsConfig, folder: str, ending: str) -> Path:
    """A file beside ``mkdocs.yml`` for what is known of a folder that is read or built."""
    place = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    name = hashlib.sha256(os.path.abspath(folder).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    return place / ".cache" / "scanpress" / f"{name}{ending}"


def load(path: Path, key: str) -> State | None:
    """The state of the last build and the file removed, or ``None`` where it is none that fits."""
    try:
        data: Any = json.loads(path.read_bytes())
        pages = {str(name): PageState(**page) for name, page in data["pages"].items()}
        files = [str(name) for name in data["files"]]
        assets = {str(name): (str(item[0]), int(item[1]), int(item[2])) for name, item in data["assets"].items()}
        found = State(str(data["key"]), pages, files, assets)
    except (OSError, ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
        found = None
    cache.remove(path)
    if found is None or any(_leaves(name) for name in found.files):
        return None
    # Another key means that no page can be trusted; the files may stay where their bytes turn out to be the same.
    return found if found.key == key else State(key, {}, found.files, {})


def save(path: Path, state: State) -> None:
    """Write the state, all of it or nothing."""
    data = {
        "key": state.key,
        "pages": {name: _fields(page) for name, page in state.pages.items()},
        "files": state.files,
        "assets": state.assets,
    }
    cache.write(path, [json.dumps(data, separators=(",", ":")).encode()])


_FIELDS = tuple(field.name for field in fields(PageState))


def _fields(page: PageState) -> dict[str, object]:
    """The page's fields as they are; ``asdict`` would copy every entry of the search."""
    return {name: getattr(page, name) for name in _FIELDS}


def _leaves(name: str) -> bool:
    return os.path.isabs(name) or ".." in name.split("/") or "\\" in name
