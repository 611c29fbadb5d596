"""What ``serve`` shows, and how it shows inputs that were changed without MkDocs' own way."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Protocol

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import get_plugin_logger

from generator.adapters.mkdocs.afterwards import Afterwards, IndexWriting, Superseded
from generator.adapters.mkdocs.build import Build
from generator.adapters.mkdocs.collecting import Collecting
from generator.adapters.mkdocs.index import SearchIndex, Stopped
from generator.adapters.mkdocs.private.polling import build_again, can_be_told, load_again
from generator.adapters.mkdocs.private.searching import Search
from generator.adapters.progress import ProgressLine
from generator.build import Progress, SiteBuild, generate
from generator.config import Config
from generator.errors import ScanpressError
from generator.readers.content import survey
from generator.readers.entries import Content
from generator.readers.memory import Memory
from generator.readers.opening import InputBytes
from generator.render.escape import log_line
from generator.store.files import explained

log = get_plugin_logger("scanpress")

_MANY = 150
"""Pages of a site from which on one is shown before all are looked at."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown: the last build, and what it was made from and with."""

    build: Build
    site: SiteBuild
    settings: Config
    content: Content
    memory: Memory
    config: MkDocsConfig


class Ways(Protocol):
    """What is done for every build, whoever makes it."""

    def progress_line(self) -> ProgressLine:
        """A new line that says how far the build is."""

    def report(self, site: SiteBuild) -> None:
        """Say what was found."""

    def make(self, build: Build) -> None:
        """Make the build's pages; raises ``ScanpressError``, ``PluginError`` and ``OSError``."""


class Preview:
    """What is shown now, if anything. It is asked by one thread after another."""

    def __init__(self, ways: Ways, collecting: Collecting) -> None:
        self._ways, self._collecting = ways, collecting
        self.shown: Shown | None = None
        self.writing = IndexWriting()
        self._afterwards: Afterwards | None = None
        self._server: LiveReloadServer | None = None
        self._writes = threading.Lock()
        self._others = 0

    def show(self, shown: Shown, others: int) -> None:
        """This is what is shown now; the index of its own search is made meanwhile.

        ``others`` is how many entries the theme's search has of pages that MkDocs made.
        """
        self.shown, self._others = shown, others
        if shown.build.index is not None:
            self._write_index(shown.build.index)

    def forget(self) -> None:
        """What is shown may be anything; the next build makes everything anew."""
        self.shown = None

    def show_first(self, server: LiveReloadServer) -> None:
        """From now on, show the page of a saved input before all others are looked at, where the server lets it."""
        if can_be_told(server):
            self._server, self._afterwards = server, Afterwards()

    def end_afterwards(self) -> None:
        """What is done while pages are served already is not wanted any more, or is in the way."""
        if self._afterwards is not None:
            self._afterwards.end()

    def end(self) -> None:
        """Nothing is shown any more."""
        self.end_afterwards()
        self.writing.end()

    def shows(self, changed: frozenset[str]) -> bool:
        """Show inputs that were changed, by their absolute paths; ``False`` where that is not all there is to do."""
        self.writing.end()
        shown = self.shown
        if shown is None or not changed:
            return False
        root, real = os.path.abspath(shown.settings.content), os.path.realpath(shown.settings.content)
        inputs = {
            os.path.normpath(os.path.join(real if asset.is_from_outside else root, *asset.source.split("/"))): (
                asset.source
            )
            for asset in shown.site.assets
            if asset.source
        }
        if not changed <= inputs.keys():
            return False
        if self._afterwards is not None and self._shows_first([inputs[path] for path in sorted(changed)]):
            self._afterwards.start(self._show_all)
            return True
        self.end_afterwards()
        # What was done until now may have begun an index.
        self.writing.end()
        with self._ways.progress_line() as progress:
            return self._makes_again(progress, lambda: None)

    def _shows_first(self, paths: list[str]) -> bool:
        """Show the inputs at these paths on their own pages, as if nothing else changed with them: at once.

        ``False`` where that says too little, or makes nobody wait any less.
        """
        shown = self.shown
        if shown is None or len(shown.site.files) < _MANY:
            return False
        try:
            found = InputBytes(shown.settings, {entry.path: entry.place for entry in shown.content.entries})
            read = [(path, found.read(path)) for path in paths]
            if any(len(data) > shown.settings.max_file_bytes for _, data in read):
                return False
            pages = [shown.site.sooner(path, data) for path, data in read]
            with self._writes:
                return all(page is not None and shown.build.lane.show(page) for page in pages)
        except (ScanpressError, PluginError, OSError, KeyError):
            return False

    def _show_all(self, check: Callable[[], None]) -> None:
        """Make all pages that those inputs changed, while their own are shown already."""
        assert self._server is not None
        self.writing.end()
        try:
            is_made = self._makes_again(lambda step, done, total: check(), check)
        except Superseded:
            raise
        except Exception:
            # Nobody sees what ends a thread. MkDocs makes everything anew, and shows what goes wrong then.
            self.forget()
            is_made = False
        if is_made:
            load_again(self._server)
        else:
            build_again(self._server)

    def _makes_again(self, progress: Progress, check: Callable[[], None]) -> bool:
        """Make what is another now, without MkDocs; ``False`` where that is not enough.

        Raises what ``check`` raises, which is asked on the way.
        """
        shown = self.shown
        if shown is None:
            return False
        self._collecting.hold_on()
        try:
            site = generate(shown.settings, progress, shown.memory, survey(shown.settings))
            with self._writes:
                check()
                build = shown.build.again(site, shown.site)
                if build is None:
                    return False
                self._ways.report(site)
                self._ways.make(build)
        except (ScanpressError, PluginError, OSError):
            # MkDocs' own way says what is wrong.
            self.forget()
            return False
        finally:
            self._collecting.go_on()
        self.show(replace(shown, build=build, site=site), self._others)
        if build.index is None:
            self._tell_search(build, shown.config)
        return True

    def _write_index(self, index: SearchIndex) -> None:
        def write() -> None:
            try:
                index.make(processes=1)
            except Stopped:
                # The next build makes it.
                pass
            except (OSError, PluginError) as error:
                reason = explained(error) if isinstance(error, OSError) else None
                log.error(log_line(reason or str(error)))

        self.writing.begin(write, index)

    def _tell_search(self, build: Build, config: MkDocsConfig) -> None:
        """Tell the theme's search of what was made; nobody has to wait for its whole index to see a page."""
        renewed = list(build.renewed)

        def write() -> None:
            search = Search.of(config)
            search.cut(self._others)
            for address, entries in renewed:
                search.replace(address, entries)
            self._others = search.size
            build.tell(search)
            search.write()

        self.writing.begin(write)
