"""What is known of the last build: which files it wrote, and what each of them was made of.

It saves work and decides nothing: what is damaged or foreign counts as not there, and then everything is made anew.
It is gone while a build runs, so one that was killed leaves none behind.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from mkdocs.config.defaults import MkDocsConfig
from pydantic import TypeAdapter

from generator.build import BuiltPage
from generator.pages.kinds import Pieces
from generator.store import Drawer, Store, seal_for

_FORMAT = 8
_TOGETHER = 64
"""Of what there is a lot and each is small, so many are in a row at most, where they are spread evenly."""
_PACKAGES = ("jinja2", "markupsafe", "pydantic", "mkdocs", "mkdocs-material", "pyyaml")


@dataclass(frozen=True, slots=True)
class PageState:
    """A page that was written: what it was made of, the frame it was put into, its file, and what the search found.

    ``digest`` is that of ``SiteFile``, ``shape`` and ``frame`` are hashes of the frame's shape and text, ``size``
    (bytes) and ``modified`` (nanoseconds) tell whether the file is still the one that was written. ``search`` has the
    anchor, the title and the text of each entry, as plain text that is encoded when it is used; ``card`` is the hash
    of the page's card in the site's own search, empty where it has none.
    """

    digest: str
    shape: str
    frame: str
    size: int
    modified: int
    search: tuple[tuple[str, str, str], ...]
    card: str = ""


@dataclass(frozen=True, slots=True)
class CardState:
    """What the site's own search knows of a page: the hash of its card, and that of the criteria that it answers."""

    digest: str
    criteria: str


@dataclass(frozen=True, slots=True)
class ShardState:
    """A shard of the site's own search: its files with the hashes of their bytes, and its words (see ``Shard``)."""

    files: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, int], ...]


@dataclass(slots=True)
class Shelf:
    """What the site's own search has from build to build.

    ``cards`` are those of pages by their addresses, ``files`` what was written by its name below the site, and
    ``criteria`` the fields of ``generator.search.Criterion``, each list by its hash. ``data`` are the cards that are
    in memory by their hashes, and ``shards`` those that were written by the hashes of what they were made of.
    """

    cards: dict[str, CardState] = field(default_factory=dict)
    files: dict[str, AssetState] = field(default_factory=dict)
    criteria: dict[str, tuple[tuple[str, str, str, bool], ...]] = field(default_factory=dict)
    data: dict[str, bytes] = field(default_factory=dict)
    shards: dict[str, ShardState] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AssetState:
    """A file that is no page: what it was made of, and what tells whether it is still the one that was written.

    ``pieces`` are those that it was joined of, if it was.
    """

    digest: str
    size: int
    modified: int
    pieces: Pieces = ()


@dataclass(frozen=True, slots=True)
class BuiltState:
    """A page in HTML that MkDocs puts into the theme in every build, and what it was made of."""

    digest: str
    page: BuiltPage


@dataclass(slots=True)
class State:
    """What was written: pages and assets by their names below the site, and the shapes of pages by their hashes.

    ``built`` are pages that MkDocs puts into the theme, by the paths of their Markdown.
    """

    pages: dict[str, PageState] = field(default_factory=dict)
    assets: dict[str, AssetState] = field(default_factory=dict)
    shapes: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    """The files that may be spared, whatever version of the code wrote them."""
    built: dict[str, BuiltState] = field(default_factory=dict)
    search: Shelf = field(default_factory=Shelf)

    @property
    def frames(self) -> Mapping[str, str]:
        """The digests of frames that were found to be right, by the hashes of their shapes."""
        return {page.shape: page.frame for page in self.pages.values()}


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
        if path.suffix in {".py", ".yml", ".j2", ".bin"} and path.is_file():
            found.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            found.update(path.read_bytes())


def project_store(config: MkDocsConfig, folder: str, version: str) -> Store:
    """What is remembered, beside ``mkdocs.yml``, of a folder that is read or built."""
    place = Path(config.config_file_path or "mkdocs.yml").resolve().parent
    return Store(place, os.path.abspath(folder), version, seal_for(place))


_Kept = TypeVar("_Kept")

_Many = TypeAdapter[list[tuple[str, _Kept]]]

_PAGES: _Many[PageState] = TypeAdapter(list[tuple[str, PageState]])
_ASSETS: _Many[AssetState] = TypeAdapter(list[tuple[str, AssetState]])
_CARDS: _Many[CardState] = TypeAdapter(list[tuple[str, CardState]])
_TEXTS: _Many[str] = TypeAdapter(list[tuple[str, str]])
_TEXT: TypeAdapter[tuple[str, str]] = TypeAdapter(tuple[str, str])
_BUILT: TypeAdapter[tuple[str, BuiltState]] = TypeAdapter(tuple[str, BuiltState])
_CRITERIA: TypeAdapter[tuple[str, tuple[tuple[str, str, str, bool], ...]]] = TypeAdapter(
    tuple[str, tuple[tuple[str, str, str, bool], ...]]
)
_SHARD: TypeAdapter[tuple[str, ShardState]] = TypeAdapter(tuple[str, ShardState])


class StateStore:
    """Where the state of a site's folder is kept from build to build."""

    def __init__(self, config: MkDocsConfig, key: str) -> None:
        """``key`` is that of ``state_key``."""
        self._store = project_store(config, config.site_dir, key)
        self._pages = self._store.drawer("pages")
        self._assets = self._store.drawer("assets")
        self._shapes = self._store.drawer("shapes")
        self._cards = self._store.drawer("cards")
        self._criteria = self._store.drawer("criteria")
        self._index = self._store.drawer("index")
        self._shards = self._store.drawer("shards")
        # Without what they were made of, they may stay where their bytes turn out to be the same.
        self._files = self._store.drawer("written", of_any_version=True)
        # Markup and code are believed only where it was made: who knows a key that machines share
        # must not put theirs here.
        self._built = self._store.drawer("built") if self._store.is_local else None
        self._compiled = self._store.drawer("compiled") if self._store.is_local else None
        self._known = State()
        self.compiled: Mapping[str, bytes] = {}
        """Templates as the last build compiled them, by their keys."""

    def load(self) -> State:
        """The state of the last build, which is taken away; an empty one where there is none that fits."""
        self._store.take()
        files = {name for name, _ in _each(self._files, _TEXTS) if not _leaves(name)}
        self._known = State(
            {name: page for name, page in _each(self._pages, _PAGES) if name in files},
            {name: asset for name, asset in _each(self._assets, _ASSETS) if name in files},
            dict(_all(self._shapes, _TEXT)),
            files,
            dict(_all(self._built, _BUILT)) if self._built is not None else {},
            Shelf(
                dict(_each(self._cards, _CARDS)),
                {name: file for name, file in _each(self._index, _ASSETS) if name in files},
                dict(_all(self._criteria, _CRITERIA)),
                shards=dict(_all(self._shards, _SHARD)),
            ),
        )
        if self._compiled is not None:
            parts = (data.partition(b"\n") for data in self._compiled.values())
            self.compiled = {key.decode("latin-1"): code for key, _, code in parts}
        self._store.close()
        return self._known

    def save(self, state: State, compiled: Mapping[str, bytes] = MappingProxyType({})) -> None:
        """Write what is new in the state, and these templates. Never fails."""
        _put_many(self._files, _TEXTS, dict.fromkeys(self._known.files, ""), dict.fromkeys(state.files, ""))
        _put_many(self._pages, _PAGES, self._known.pages, state.pages)
        _put_many(self._assets, _ASSETS, self._known.assets, state.assets)
        _put(self._shapes, _TEXT, self._known.shapes, state.shapes)
        _put_many(self._cards, _CARDS, self._known.search.cards, state.search.cards)
        _put(self._criteria, _CRITERIA, self._known.search.criteria, state.search.criteria)
        _put_many(self._index, _ASSETS, self._known.search.files, state.search.files)
        _put(self._shards, _SHARD, self._known.search.shards, state.search.shards)
        if self._built is not None:
            _put(self._built, _BUILT, self._known.built, state.built)
        if self._compiled is not None:
            _keep(self._compiled, self.compiled, compiled, _code_with_key)
        self._store.commit()

    def drop(self) -> None:
        """The build failed: nothing is known of the site."""
        self._store.drop()


def _put(
    drawer: Drawer, kind: TypeAdapter[tuple[str, _Kept]], known: Mapping[str, _Kept], found: Mapping[str, _Kept]
) -> None:
    _keep(drawer, known, found, kind.dump_json)


def _keep(
    drawer: Drawer,
    known: Mapping[str, _Kept],
    found: Mapping[str, _Kept],
    written: Callable[[tuple[str, _Kept]], bytes],
) -> None:
    """Let the drawer hold what was found, of which what was known and is the same is there."""
    for name, value in found.items():
        if not known:
            drawer.renew(name.encode())
        elif name in known and known[name] == value:
            drawer.keep_on(name.encode())
        else:
            drawer.keep(name.encode(), functools.partial(written, (name, value)))
    drawer.restore(lambda: ((item[0].encode(), functools.partial(written, item)) for item in found.items()))


def _put_many(drawer: Drawer, kind: _Many[_Kept], known: Mapping[str, _Kept], found: Mapping[str, _Kept]) -> None:
    """Likewise, but that many have a row together: those whose names have the same hash."""
    count = 1
    while count * _TOGETHER < len(found):
        count *= 2

    def row(name: str) -> bytes:
        return b"%d of %d" % (zlib.crc32(name.encode("utf-8", "surrogatepass")) % count, count)

    def written(names: Iterable[str]) -> bytes:
        return b"[%b]" % b",".join(_dumped(kind, [(name, found[name]) for name in names]))

    rows: dict[bytes, list[str]] = defaultdict(list)
    for name in found:
        rows[row(name)].append(name)
    others = {row(name) for name in known.keys() - found.keys()}
    for key, names in rows.items():
        if not known:
            drawer.renew(key)
        elif key not in others and all(name in known and known[name] == found[name] for name in names):
            drawer.keep_on(key)
        else:
            drawer.keep(key, functools.partial(written, names))
    drawer.restore(lambda: ((key, functools.partial(written, names)) for key, names in rows.items()))


def _dumped(kind: _Many[_Kept], items: Iterable[tuple[str, _Kept]]) -> Iterator[bytes]:
    for item in items:
        # One that no JSON can hold, such as half of a character, does not take the others with it.
        with suppress(ValueError):
            yield kind.dump_json([item])[1:-1]


def _code_with_key(item: tuple[str, bytes]) -> bytes:
    key, code = item
    return b"\n".join((key.encode(), code))


def _all(drawer: Drawer, kind: TypeAdapter[_Kept]) -> Iterator[_Kept]:
    """Everything in the drawer that is what it should be."""
    for data in drawer.values():
        try:
            yield kind.validate_json(data, strict=True)
        except (ValueError, RecursionError):
            continue


def _each(drawer: Drawer, kind: _Many[_Kept]) -> Iterator[tuple[str, _Kept]]:
    """Everything in a drawer that has many in a row."""
    for row in _all(drawer, kind):
        yield from row


def _leaves(name: str) -> bool:
    return os.path.isabs(name) or ".." in name.split("/") or "\\" in name
