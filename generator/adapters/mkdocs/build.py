"""One build by MkDocs from its beginning to its end: what can be kept of the last one, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from generator.adapters.mkdocs.lane import Lane
from generator.adapters.mkdocs.private.emptying import Emptying
from generator.adapters.mkdocs.state import AssetState, State, StateStore
from generator.build import SiteAsset
from generator.store.files import opened
from generator.store.folder import KeptFolder


class Build:
    """A build. MkDocs tells ``nav``, ``env`` and ``files`` on the way."""

    nav: Navigation
    env: jinja2.Environment
    files: Files

    def __init__(self, config: MkDocsConfig, key: str, last: Build | None, *, on_disk: bool) -> None:
        """``key`` is that of ``state_key``; ``last`` is the build before in this process, if any."""
        self._config = config
        self._key = key
        self._store = StateStore(config, key) if on_disk else None
        self._found = State()
        if last is not None:
            # Another key means that no page can be trusted; the files may stay where their bytes are the same.
            known = last._found if last._key == key else State(files=last._found.files)
        else:
            known = self._store.load() if self._store is not None else State()
        self._last = known
        self._folder = KeptFolder(config.site_dir, known.files)
        self._emptying = Emptying(config.site_dir, self._folder.empty)
        self.lane = Lane(config, self._folder, known)

    def begin(self) -> None:
        """From now on, what was written last time is spared."""
        self._emptying.begin()

    def place(self, asset: SiteAsset) -> str:
        """The absolute path at which an asset is published."""
        return self._folder.place(asset.path)

    def publish(self, assets: Iterable[SiteAsset]) -> None:
        """Write the files that are no pages, as what they are from now on whatever becomes of their inputs.

        Raises ``InputChangedError`` where an input is not what it was when it was read, and ``OSError``.
        """
        found: dict[str, AssetState] = {}
        for asset in assets:
            known = self._last.assets.get(asset.path)
            if (
                known is not None
                and known.digest == asset.digest
                and self._folder.is_spared(asset.path, (known.size, known.modified))
            ):
                self._folder.keep(asset.path)
            else:
                known = AssetState(asset.digest, *self._folder.write(asset.path, asset.content()))
            found[asset.path] = known
            asset.published(partial(_read, self._folder.place(asset.path)))
        self._found.assets = found
        self._found.files.update(found)

    def canonical_addresses(self) -> list[str]:
        """The addresses, for the sitemap, of the pages that MkDocs does not see."""
        site = self._config.site_url
        base = site if not site or site.endswith("/") else f"{site}/"
        return [urljoin(base or "/", address) for address in self.lane.addresses]

    def make(self, *, processes: int, progress: Callable[[], None]) -> None:
        """Make the pages of the lane, remove what is gone, and remember what was written."""
        self._emptying.end()
        self.lane.make(self.env, self.nav, self.files, processes=processes, progress=progress, found=self._found)
        self._folder.end()
        if self._store is not None:
            self._store.save(self._found)

    def abort(self) -> None:
        """The build failed, or was interrupted."""
        self._emptying.end()
        if self._store is not None:
            self._store.drop()


def _read(path: str) -> bytes:
    with opened(path) as stream:
        return stream.read()
