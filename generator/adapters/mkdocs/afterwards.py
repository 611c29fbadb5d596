"""What is done in other threads while pages are served already."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable

from generator.adapters.mkdocs.index import SearchIndex


class Superseded(Exception):
    """What is being done is not wanted any more."""


class Afterwards:
    """What is done while pages are served already, one after another: to start something gives up what was begun."""

    def __init__(self) -> None:
        self._thread: threading.Thread | None = None
        self._stop = threading.Event()

    def start(self, work: Callable[[Callable[[], None]], None]) -> None:
        """Do this soon, in another thread. It gets a function that raises ``Superseded`` once it is not wanted."""
        self._stop.set()
        stop = self._stop = threading.Event()
        before = self._thread

        def check() -> None:
            if stop.is_set():
                raise Superseded

        def run() -> None:
            if before is not None:
                before.join()
            with contextlib.suppress(Superseded):
                check()
                work(check)

        self._thread = threading.Thread(target=run)
        self._thread.start()

    def end(self) -> None:
        """Give up what is being done, and wait until it is over."""
        thread, self._thread = self._thread, None
        self._stop.set()
        if thread is not None:
            thread.join()


class IndexWriting:
    """The thread that writes the index of a search; whoever ends it may be in another thread than who began it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._index: SearchIndex | None = None
        self._thread: threading.Thread | None = None

    def begin(self, write: Callable[[], None], index: SearchIndex | None = None) -> None:
        """Do what writes an index: the site's own, ``index``, or the theme's."""
        with self._lock:
            self._index, self._thread = index, threading.Thread(target=write)
            self._thread.start()

    def end(self) -> None:
        """An index of our own that is being made is of no use any more; the theme's is written to its end."""
        with self._lock:
            index, self._index = self._index, None
        if index is not None:
            index.stop()
        self.wait()

    def wait(self) -> None:
        """Wait until the index is written."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            thread.join()
