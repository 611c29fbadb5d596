"""One build by MkDocs from its beginning to its end: what can be kept of the last one, and what is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from urllib.parse import urljoin

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from generator.adapters.mkdocs.index import FOLDER, InMemory, OnDisk, Remembered, SearchIndex
from generator.adapters.mkdocs.lane import Lane
from generator.adapters.mkdocs.page import AssetFile, GeneratedPage
from generator.adapters.mkdocs.private.emptying import Emptying
from generator.adapters.mkdocs.private.pages import rendered
from generator.adapters.mkdocs.private.searching import Search
from generator.adapters.mkdocs.private.writing import Copying, Writing
from generator.adapters.mkdocs.sections import excluded
from generator.adapters.mkdocs.state import AssetState, BuiltState, State, StateStore, project_store
from generator.build import BuiltPage, Progress, SiteAsset, SiteBuild, SiteFile
from generator.pages.kinds import Pieces
from generator.render.href import page_url
from generator.store.files import opened
from generator.store.folder import KeptFolder, Stamp
from generator.workers import spread


class Build:
    """A build. MkDocs tells ``nav``, ``env`` and ``files`` on the way."""

    nav: Navigation
    env: jinja2.Environment
    files: Files

    def __init__(
        self, config: MkDocsConfig, key: str, last: Build | None, *, on_disk: bool, searches: bool = False
    ) -> None:
        """``key`` is that of ``state_key``; ``last`` is the build before in this process, if any.

        ``searches`` says whether the site has its own search.
        """
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
        self._folder = KeptFolder(config.site_dir, {*known.files, *known.search.files})
        self.index = self._search(known, last) if searches else None
        self._emptying = Emptying(config.site_dir, self._folder.empty)
        self._copying = Copying()
        self._writing = Writing(config.site_dir, self._rewrite)
        self._others: set[str] = set()
        self._renewed: list[tuple[GeneratedPage, SiteFile]] = []
        self.compiled = self._store.compiled if self._store is not None else {}
        """Templates as the last build had them compiled."""
        self.compiles: Callable[[], Mapping[str, bytes]] = dict
        """Gives them as this one has; to be set by who renders with them."""
        self.lane = Lane(config, self._folder, known, self.index)
        if self.index is not None:
            self.index.again = self.lane.card

    def _search(self, known: State, last: Build | None) -> SearchIndex:
        """The site's own search, on top of that of the last build."""
        remembered: Remembered = InMemory()
        if last is not None and last.index is not None:
            remembered = last.index.remembered
        elif self._store is not None:
            place = f"{self._config.site_dir}/{FOLDER}"
            remembered = OnDisk(project_store(self._config, place, self._key))
        index = SearchIndex(self._config.site_dir, known.search, remembered)
        self._found.search = index.shelf
        return index

    def begin(self) -> None:
        """From now on, what was written last time is spared."""
        self._emptying.begin()
        self._copying.begin()
        self._writing.begin()

    def file(self, path: str) -> AssetFile:
        """MkDocs' file of an asset that was published. It stays on the site when MkDocs copies it."""
        place = self._folder.place(path)
        return AssetFile.of(self._config, path, place, partial(self._folder.keep, path))

    def keep_assets(self) -> None:
        """All files that were published stay on the site, whether MkDocs knows of them or not."""
        for path in self._found.assets:
            self._folder.keep(path)

    def find(self, path: str) -> File | None:
        """The file of a page or of an asset that MkDocs does not see, for those who want to link there."""
        return self.file(path) if path in self._found.assets else self.lane.file(path)

    def built(self, page: SiteFile) -> BuiltPage:
        """A page that MkDocs puts into the theme, in HTML: as it was made for the last build where it is the same."""
        known = self._last.built.get(page.path)
        if known is None or known.digest != page.digest:
            known = BuiltState(page.digest, page.built())
        self._found.built[page.path] = known
        return known.page

    def publish(self, assets: Iterable[SiteAsset], *, processes: int = 1, keeps_lists: bool = False) -> None:
        """Write the files that are no pages, as what they are from now on whatever becomes of their inputs.

        Several ``processes`` make those that are not made of a single input; 0 means one per processor. With
        ``keeps_lists``, files of all inputs stay as they are: nobody who previews a page waits for them. Raises
        ``InputChangedError`` where an input is not what it was when it was read, and ``OSError``.
        """
        found: dict[str, AssetState] = {}
        drawn: list[SiteAsset] = []
        for asset in assets:
            known = self._last.assets.get(asset.path)
            if known is not None and ((keeps_lists and asset.is_of_all) or self._is_current(asset, known)):
                found[asset.path] = known
            elif asset.source:
                stamp, pieces = self._write(asset)
                found[asset.path] = AssetState(asset.digest, *stamp, pieces)
            else:
                # In its place, so that the order is that of the assets.
                found[asset.path] = AssetState("", 0, 0)
                drawn.append(asset)
            if asset.source:
                asset.published(partial(_read, self._folder.place(asset.path)))
        # What all of them need is made for the first, before processes share the work.
        written = [self._write(asset) for asset in drawn[:1]]
        written += spread(lambda number: self._write(drawn[number + 1]), len(drawn[1:]), processes)
        for asset, (stamp, pieces) in zip(drawn, written, strict=True):
            self._folder.was_written(asset.path)
            found[asset.path] = AssetState(asset.digest, *stamp, pieces)
        self._found.assets = found

    def _is_current(self, asset: SiteAsset, known: AssetState) -> bool:
        """Whether what is known of a file is true, and its bytes are right."""
        return known.digest == asset.digest and self._folder.is_spared(asset.path, (known.size, known.modified))

    def _write(self, asset: SiteAsset) -> tuple[Stamp, Pieces]:
        """What tells whether the file is still the one that was written, and what it was joined of."""
        data, pieces = asset.renewed(partial(self._before, asset.path))
        return self._folder.write(asset.path, data), pieces

    def _before(self, name: str) -> tuple[bytes, Pieces]:
        """What the last build wrote there with the same code and settings; nothing where that is not known."""
        known = self._last.assets.get(name)
        if known is None or not known.pieces or not self._folder.is_spared(name, (known.size, known.modified)):
            return b"", ()
        return _read(self._folder.place(name)), known.pieces

    def settle(self, others: Iterable[str]) -> None:
        """Everything is known that will be written. ``others`` are generated pages that MkDocs writes."""
        self._others = set(others)
        own = self.index.names if self.index is not None else ()
        self._folder.claim({*self.lane.names, *self._found.assets, *self._others, *own})

    def _rewrite(self, name: str, data: bytes) -> bool:
        """Write a page that MkDocs made, where it is one of ours: only if its bytes are others."""
        if name not in self._others:
            return False
        self._folder.write(name, data)
        self._folder.keep(name)
        self._found.files.add(name)
        return True

    def again(self, site: SiteBuild, last: SiteBuild) -> Build | None:
        """A build of ``site`` on top of this one, which made ``last``, without MkDocs' own way.

        ``None`` where that is not enough. Raises what ``publish`` and ``make`` raise.
        """
        build = Build(self._config, self._key, self, on_disk=False, searches=self.index is not None)
        if _outline(site) != _outline(last) or not build._renews(self, site, last):
            return None
        build.nav, build.env, build.files = self.nav, self.env, self.files
        build._others = self._others
        build._folder.adopt()
        build.lane.follow(self.lane)
        for page in site.files:
            if self.lane.has(page.path):
                build.lane.add_page(page)
        if build.index is not None:
            build.index.keep_others(build.lane.addresses)
        kept = self._found.assets
        build.publish((asset for asset in site.assets if asset.path in kept), keeps_lists=True)
        for name in (*kept, *self._others):
            build._folder.keep(name)
        build._found.files.update(self._others)
        return build

    def _renews(self, before: Build, site: SiteBuild, last: SiteBuild) -> bool:
        """Note those of MkDocs' pages that are others now; whether no other page changes with them."""
        digests = {page.path: page.digest for page in last.files}
        for page in site.files:
            if before.lane.has(page.path):
                continue
            known = self._last.built.get(page.path)
            if page.digest == digests[page.path]:
                if known is not None:
                    self._found.built[page.path] = known
                continue
            file = before.files.get_file_from_path(page.path)
            if known is None or file is None or not isinstance(file.page, GeneratedPage) or not file.page.is_own:
                return False
            new = self.built(page)
            # Other pages show its title, where the navigation gives it none.
            if new.meta.get("title") != known.page.meta.get("title"):
                return False
            self._renewed.append((file.page, page))
        return True

    @property
    def renewed(self) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        """The addresses of pages that MkDocs made and that were made again, with what the search finds of them."""
        for shown, page in self._renewed:
            yield shown.url, [entry.plain for entry in self._found.built[page.path].page.search]

    def tell(self, search: Search) -> None:
        """Tell the theme's search of the pages that it was not shown, once."""
        for path in list(self.lane.search):
            search.add(page_url(path, self._config.use_directory_urls), self.lane.search.pop(path))

    def canonical_addresses(self) -> list[str]:
        """The addresses, for the sitemap, of the pages that MkDocs does not see."""
        site = self._config.site_url
        base = site if not site or site.endswith("/") else f"{site}/"
        return [urljoin(base or "/", address) for address in self.lane.addresses]

    def make(self, *, processes: int, progress: Callable[[], None], indexing: Progress | None) -> None:
        """Make the pages of the lane, remove what is gone, and remember what was written.

        ``indexing`` is told how far the index of the search is. Without it none is made: nobody waits for it to see a
        page of a preview.
        """
        self._emptying.end()
        self._copying.end()
        self._writing.end()
        for shown, page in self._renewed:
            shown.renew(page, self.built)
            unit = self._found.built[page.path].page.unit
            if self.index is not None and unit is not None and not excluded(shown):
                self.index.add_unit(unit, shown.url)
            output = rendered(shown, self.nav, self.env, self.files, self._config)
            shown.release()
            self._folder.write(shown.file.dest_uri, output.encode("utf-8", "xmlcharrefreplace"))
        self.lane.make(self.env, self.nav, self.files, processes=processes, progress=progress, found=self._found)
        if self._store is not None and (self.index is None or self.index.has_all_cards):
            # The pages are made, and what they were made of takes more memory than the index that is made now.
            self.lane.let_go()
        if self.index is not None:
            if indexing is not None:
                self.index.make(processes=processes, progress=indexing)
            for name in self.index.names:
                self._folder.keep(name)
            self._found.files.update(self.index.names)
        self._folder.end()
        self._found.assets = {name: asset for name, asset in self._found.assets.items() if self._folder.is_kept(name)}
        self._found.files.update(self._found.assets)
        if self._store is not None:
            self._store.save(self._found, self.compiles())

    def let_go(self) -> None:
        """No build follows this one in this process: of what it knew, only the entries of the search are needed."""
        self._store = self.index = None
        self._found = self._last = State()
        self.lane.let_go()

    def abort(self) -> None:
        """The build failed, or was interrupted."""
        self._emptying.end()
        self._copying.end()
        self._writing.end()
        if self._store is not None:
            self._store.drop()


def _outline(site: SiteBuild) -> tuple[object, ...]:
    """What must be the same for MkDocs to have nothing to do: which files there are, and what is left out."""
    return (
        [(page.path, page.listed) for page in site.files],
        [(asset.path, asset.source) for asset in site.assets],
        site.refused,
    )


def _read(path: str) -> bytes:
    with opened(path) as stream:
        return stream.read()
