"""One build: what can be kept of the last one, and what is remembered for the next."""

from __future__ import annotations

import gc
import logging
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.mkdocs.output import Output
from generator.adapters.mkdocs.page import GeneratedPage
from generator.adapters.mkdocs.shell import Frames
from generator.adapters.mkdocs.state import PageState, State, StateStore
from generator.adapters.mkdocs.workers import Workers, processors
from generator.identify import short_hash
from generator.readers.corpus import RawFile

_EVENTS = (
    "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context", "post_page",
    "post_build",
)  # fmt: skip
"""The events in which somebody may look at a page, or change what is made of it."""

_QUIET = ("generator.adapters.mkdocs", "material.plugins.search")
"""The plugins whose listeners do not mind that a page is not made: what they want of it is told them."""


_WORTHWHILE = 32
"""How many pages a process must have to make, to be worth its start."""


class Run:
    """A build from its beginning to its end."""

    def __init__(
        self, config: MkDocsConfig, *, key: str, last: State | None, keep_on_disk: bool, is_dirty: bool
    ) -> None:
        """``last`` is the state of the last build where it is still in memory; else it is looked up on disk.

        ``is_dirty`` says that MkDocs passes over what was not modified.
        """
        self.frames = Frames()
        self._raw_files: list[str] = []
        self._key = key
        self._site = os.path.abspath(config.site_dir)
        self._store = StateStore(config, key) if keep_on_disk else None
        if last is None and self._store is not None:
            last = self._store.load()
        elif last is not None and last.key != key:
            last = State(key, {}, last.files, {})
        self._last = last or State(key, {}, [], {})
        self._is_quiet = _nobody_else_listens(config, _EVENTS)
        # A theme of one's own may do something else on every page, and so may who changes the context: frames are
        # for what all pages of a shape have in common.
        self.has_frames = config.theme.custom_dir is None and _nobody_else_listens(config, ("env", "page_context"))
        self._was_collecting = gc.isenabled()
        self._watched: list[GeneratedPage] = []
        self._workers: Workers | None = None
        self._numbers: dict[str, int] = {}
        self._depends: dict[str, str | None] = {}
        self._pages: dict[str, PageState] = {}
        self._written: list[str] = []
        self._output = Output(config.site_dir, self._last.files, self._last.copied, removes=not is_dirty)

    def begin(self) -> None:
        """From now on, files are written only where they differ."""
        # A build makes millions of objects that stay, and next to none in circles: to look for those again and
        # again takes a tenth of the time.
        gc.disable()
        self._output.begin()

    def publish(self, raw_files: Iterable[RawFile]) -> None:
        """Write the inputs that will be served, as they were read.

        Raises ``InputChangedError`` where one of them cannot be had as it was.
        """
        self._raw_files = []
        for raw in raw_files:
            self._output.publish(os.path.join(self._site, *raw.published.split("/")), raw.digest, raw.content)
            self._raw_files.append(raw.published)

    def ask(self, path: str, instead: bytes | None) -> None:
        """The input that was published at this absolute path is to stay, or something is to be there ``instead``."""
        self._output.asked(path, instead)

    def watch(self, page: GeneratedPage) -> None:
        """Let the page find out whether its file is right as it is."""
        page.find_state = self._find
        self._watched.append(page)

    def share(
        self, processes: int, build: Callable[[GeneratedPage], None], is_shared: Callable[[GeneratedPage], bool]
    ) -> None:
        """Let further processes make pages, where there are enough to make: ``build`` makes one there.

        ``processes`` are as many as there may be, this one included; with 0, as many as there are processors.
        """
        most = processors()
        if not self._is_quiet or not self.frames.are_used or min(most, processes or most) < 2:
            return
        shared = [
            page
            for page in self._watched
            if is_shared(page) and page.is_own and self._dependencies(page) is not None and self._known(page) is None
        ]
        count = min(processes or most, most, len(shared) // _WORTHWHILE) - 1
        if count > 0:
            self._numbers = {page.file.src_uri: number for number, page in enumerate(shared)}
            self._workers = Workers(len(shared), lambda number: self._elsewhere(shared[number], build))
            self._workers.start(count)

    def _elsewhere(self, page: GeneratedPage, build: Callable[[GeneratedPage], None]) -> PageState | None:
        """Make a page in another process; ``None`` where there is something to say of it, which is said here then."""
        self._workers = None
        try:
            with _listening() as heard:
                build(page)
        except Exception:
            return None
        made = self._pages.get(page.file.src_uri)
        stamp = self._output.stamps.get(page.file.dest_uri)
        if heard or made is None or stamp is None or not self.frames.is_current(made.shape, made.frame):
            return None
        return replace(made, size=stamp[0], modified=stamp[1])

    def _find(self, page: GeneratedPage) -> PageState | None:
        number = self._numbers.get(page.file.src_uri)
        if number is not None:
            made: PageState | None = self._workers.take(number) if self._workers and page.active else None
            # A file of the publisher's at the page's own address may have been copied over it since.
            if made is None or _stamp(page.file.abs_dest_path) != (made.size, made.modified):
                return None
            self._output.made(page.file.abs_dest_path)
            self.frames.trust(made.shape, made.frame)
            return made
        known = self._known(page)
        if known is None or not self.frames.is_current(known.shape, known.frame):
            return None
        self._output.keep(page.file.abs_dest_path)
        return known

    def _known(self, page: GeneratedPage) -> PageState | None:
        """What is known of the page from the last build, where all that it shows is the same."""
        known = self._last.pages.get(page.file.src_uri) if self._is_quiet else None
        if (
            known is None
            or known.path != page.file.dest_uri
            or known.dependencies != self._dependencies(page)
            or _stamp(page.file.abs_dest_path) != (known.size, known.modified)
        ):
            return None
        return known

    def _dependencies(self, page: GeneratedPage) -> str | None:
        """A hash of what the page shows and of its own addresses, which stand in its frame; made once."""
        name = page.file.src_uri
        if name not in self._depends:
            content = page.file.site_file.dependencies
            addresses = (page.canonical_url, page.abs_url, page.edit_url)
            self._depends[name] = None if content is None else short_hash(repr((content, addresses)), 32)
        return self._depends[name]

    def note(self, page: GeneratedPage, search: tuple[tuple[str, str, str], ...]) -> None:
        """The page is about to be written."""
        self._written.append(page.file.dest_uri)
        if page.state is not None:
            self._pages[page.file.src_uri] = page.state
            return
        dependencies = self._dependencies(page)
        if dependencies is not None and page.frame is not None and page.is_own:
            shape, frame = page.frame
            self._pages[page.file.src_uri] = PageState(dependencies, shape, frame, page.file.dest_uri, -1, -1, search)

    def end(self) -> State:
        """Everything is written: remove what is gone, and give back what to remember."""
        if self._workers is not None:
            self._workers.stop()
        asked = self._output.end()
        pages = {}
        for name, page in self._pages.items():
            # As it was when MkDocs wrote it: what others do to it afterwards, they want to do again next time.
            stamp = self._output.stamps.get(page.path)
            if stamp is not None and self.frames.is_current(page.shape, page.frame):
                pages[name] = replace(page, size=stamp[0], modified=stamp[1])
        files = asked.intersection(self._written + self._raw_files)
        copied = {name: stamps for name, stamps in self._output.copied.items() if name in files}
        found = State(self._key, pages, sorted(files), copied)
        if self._store is not None:
            self._store.save(found)
        self._collect()
        return found

    def abort(self) -> None:
        """The build failed, or was interrupted."""
        try:
            if self._workers is not None:
                self._workers.stop()
        finally:
            if self._store is not None:
                self._store.drop()
            self._output.restore()
            self._collect()

    def _collect(self) -> None:
        if self._was_collecting:
            gc.enable()


class _Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@contextmanager
def _listening() -> Iterator[list[logging.LogRecord]]:
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


def _nobody_else_listens(config: MkDocsConfig, events: Iterable[str]) -> bool:
    listeners = (listener for event in events for listener in config.plugins.events[event])
    return all(_owner(listener).startswith(_QUIET) for listener in listeners)


def _owner(listener: Callable[..., object]) -> str:
    """The module of the plugin (or hook) that a listener belongs to."""
    return type(getattr(listener, "__self__", listener)).__module__ if hasattr(listener, "__self__") else ""


def _stamp(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns
