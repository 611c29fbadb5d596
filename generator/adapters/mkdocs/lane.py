"""Generated pages on a way of their own, past MkDocs' loop over pages.

MkDocs makes several objects of each file and hands each page from event to event, which costs as much as making it,
and costs it for pages that did not change as well. Where nobody listens to those events, pages that no navigation
lists are made here, by several processes, and only those that are not what they were. The site is the same, byte for
byte.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from generator.adapters.mkdocs.frames import Frames
from generator.adapters.mkdocs.index import SearchIndex
from generator.adapters.mkdocs.page import GeneratedFile, GeneratedPage
from generator.adapters.mkdocs.private.pages import context_of
from generator.adapters.mkdocs.state import PageState, State
from generator.build import SiteFile
from generator.errors import ScanpressError
from generator.render.href import page_file, page_url
from generator.search import Card, Unit, card
from generator.store.folder import KeptFolder
from generator.workers import spread


class _Made(NamedTuple):
    """A page that was written, its shape where that has a frame that can be used again, and its card."""

    state: PageState
    shape: str
    card: Card | None


class Lane:
    """The pages of one build that MkDocs does not see."""

    def __init__(self, config: MkDocsConfig, folder: KeptFolder, last: State, index: SearchIndex | None) -> None:
        """``folder`` is the site's, ``last`` what is known of the build before, ``index`` the site's own search."""
        self._config = config
        self._folder = folder
        self._last = last
        self._index = index
        self._pages: dict[str, SiteFile] = {}
        self._files: dict[str, File] = {}
        self._frames: Frames | None = None
        self._lent: Frames | None = None
        self.search: dict[str, tuple[tuple[str, str, str], ...]] = {}
        """The entries of the search by the paths of their pages, once the pages are made."""

    def add_page(self, page: SiteFile) -> None:
        """This page is made here."""
        self._pages[page.path] = page

    def follow(self, lane: Lane) -> None:
        """Nothing that frames depend on has changed since that lane made its pages, so its frames are used again."""
        self._lent = lane._lent

    def let_go(self) -> None:
        """Only the entries of the search are needed yet."""
        self._last, self._lent = State(), None
        self._pages = {}

    def has(self, path: str) -> bool:
        """Whether the page at this path is made here."""
        return path in self._pages

    @property
    def names(self) -> Iterator[str]:
        """The files of all pages below the site."""
        return (self._name(page) for page in self._pages.values())

    @property
    def addresses(self) -> Iterator[str]:
        """The addresses of all pages below the site."""
        return map(self._address, self._pages.values())

    def file(self, path: str) -> File | None:
        """The file of a page, for those who want to link there."""
        if path not in self._files and path in self._pages:
            self._files[path] = self._page(self._pages[path]).file
        return self._files.get(path)

    def make(
        self,
        env: jinja2.Environment,
        nav: Navigation,
        files: Files,
        *,
        processes: int,
        progress: Callable[[], None],
        found: State,
    ) -> None:
        """Make what is to be made, and note in ``found`` what to remember. Raises ``PluginError``."""
        documents = files.documentation_pages()

        def render(page: Page) -> str:
            context = context_of(page, nav, documents, self._config)
            return env.get_template(str(page.meta.get("template", "main.html"))).render(context)

        def render_entry(link: AnchorLink) -> str:
            try:
                return env.get_template("partials/toc-item.html").render(toc_item=link)
            except jinja2.TemplateError:
                return ""

        if self._lent is None:
            self._frames = Frames(render, render_entry, self._last.frames, _addresses(nav))
        else:
            self._frames = self._lent
            self._frames.trust(self._last.frames)
        try:
            missing = []
            for page in self._pages.values():
                known = self._known(page)
                if known is None:
                    missing.append(page)
                else:
                    if self._index is not None:
                        self._index.keep(self._address(page))
                    self._note(page, known, self._last.shapes[known.shape], found)
                    progress()
            for page in missing[:1]:
                page.prepare()
            for page, made in zip(
                missing, spread(lambda number: self._made(missing[number]), len(missing), processes), strict=True
            ):
                made = made or self._make(page)
                self._folder.keep(self._name(page))
                if self._index is not None and made.card is not None:
                    self._index.add(made.card)
                self._note(page, made.state, made.shape, found)
                progress()
        except ScanpressError as error:
            raise PluginError(f"scanpress: {error}") from None
        self._lent, self._frames = self._frames, None
        # In the order of the pages, however they came about.
        self.search = {path: self.search[path] for path in self._pages if path in self.search}

    def show(self, page: SiteFile) -> bool:
        """Write a page before the build that it belongs to; whether it was made, and there was nothing to say of it.

        Raises ``ScanpressError`` and ``OSError``.
        """
        if not self.has(page.path) or self._lent is None:
            return False
        self._frames, frames = self._lent, self._frames
        try:
            with _listening() as heard:
                self._make(page)
        finally:
            self._frames = frames
        return not heard

    def _note(self, page: SiteFile, state: PageState, shape: str, found: State) -> None:
        name = self._name(page)
        if state.search:
            self.search[page.path] = state.search
        found.files.add(name)
        if state.frame:
            found.pages[name] = state
            found.shapes[state.shape] = shape

    def _name(self, page: SiteFile) -> str:
        return page_file(page.path, self._config.use_directory_urls)

    def _address(self, page: SiteFile) -> str:
        return page_url(page.path, self._config.use_directory_urls)

    def card(self, address: str) -> Card | None:
        """The card of the page at this address, made anew."""
        for page in self._pages.values():
            if self._address(page) == address:
                return self._card(page, page.built().unit)
        return None

    def _card(self, page: SiteFile, unit: Unit | None) -> Card | None:
        return card(unit._replace(address=self._address(page))) if unit is not None else None

    def _known(self, page: SiteFile) -> PageState | None:
        """What is known of a page from the last build, where its file is right as it is."""
        assert self._frames is not None
        name = self._name(page)
        known = self._last.pages.get(name)
        if (
            known is None
            or known.digest != page.digest
            or known.shape not in self._last.shapes
            or (known.card and self._index is not None and not self._index.has(self._address(page), known.card))
            or not self._folder.is_spared(name, (known.size, known.modified))
            or not self._frames.is_current(known.shape, known.frame, self._last.shapes, lambda: self._page(page))
        ):
            return None
        self._folder.keep(name)
        return known

    def _page(self, page: SiteFile) -> GeneratedPage:
        file = GeneratedFile.of(self._config, page, InclusionLevel.NOT_IN_NAV)
        return GeneratedPage.written_directly(file, self._config)

    def _make(self, page: SiteFile) -> _Made:
        """Make the page and write it."""
        assert self._frames is not None
        shown = self._page(page)
        shape = self._frames.shape(shown)
        output, frame = self._frames.output(shown, shape)
        stamp = self._folder.write(self._name(page), output.encode("utf-8", "xmlcharrefreplace"))
        found: Card | None = None
        entries: tuple[tuple[str, str, str], ...] = ()
        if self._index is not None:
            found = self._card(page, shown.built.unit)
        else:
            entries = tuple([entry.plain for entry in shown.built.search])
        # Page and file hold each other, and nobody looks for circles during a build.
        shown.release()
        shown.file.page = None
        state = PageState(page.digest, shape.digest, frame, *stamp, entries, found.digest if found else "")
        return _Made(state, shape.text, found)

    def _made(self, page: SiteFile) -> _Made | None:
        """The same, perhaps in another process; ``None`` where there is something to say of the page."""
        try:
            with _listening() as heard:
                made = self._make(page)
        except Exception:
            return None
        return None if heard else made


class SiteFiles(Files):
    """MkDocs' files, and those that it does not see for whoever asks for one by its path: to link there."""

    def __init__(self, files: Files, find: Callable[[str], File | None]) -> None:
        """``find`` gives the file at a path below the content folder, ``None`` where there is none."""
        super().__init__(files)
        self._find = find

    def get_file_from_path(self, path: str) -> File | None:
        """The file at this path."""
        return super().get_file_from_path(path) or self._find(PurePath(path).as_posix())


def _addresses(nav: Iterable[Any]) -> Iterator[str]:
    """Where a navigation leads, within the site."""
    for item in nav:
        if item.children:
            yield from _addresses(item.children)
        elif item.url and not urlsplit(item.url).scheme:
            yield item.url


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _listening() -> Iterator[Sequence[logging.LogRecord]]:
    """What would be said to the publisher in the meantime is only listened to."""
    heard = _Heard()
    loggers = (logging.getLogger(), logging.getLogger("mkdocs"))
    kept = [logger.handlers for logger in loggers]
    for logger in loggers:
        logger.handlers = [heard]
    try:
        yield heard.records
    finally:
        for logger, handlers in zip(loggers, kept, strict=True):
            logger.handlers = handlers
