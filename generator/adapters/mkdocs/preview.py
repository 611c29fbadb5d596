"""What makes the preview quick: it looks at the files as soon as one was saved."""

from __future__ import annotations

import logging
import threading
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import (
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from generator.adapters.mkdocs.private.polling import look_now

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirMovedEvent,
]  # fmt: skip
"""What is worth a look. Without a choice, the system would tell of every folder that is looked into, too."""


class Watcher(FileSystemEventHandler):
    """Lets the preview look for changes at once, where the system tells that there is one.

    MkDocs looks for changes twice a second, because not every system tells of them (network drives, containers).
    That stays as it is; this only makes the next look come sooner.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._has_changed = threading.Event()

    def start(self, folder: str) -> None:
        """Watch everything below ``folder`` until the process ends."""
        observer: Any = Observer()
        try:
            observer.schedule(self, folder, recursive=True, event_filter=_CHANGES)
            observer.start()
        except (OSError, TypeError) as error:
            # Such as too many folders for the system's limits, or a watchdog that does not know filters yet.
            log.debug(f"changes are looked for twice a second only: {error}")
            return
        threading.Thread(target=self._look, daemon=True).start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something was told: not looked at here, since it may be the first of thousands."""
        self._has_changed.set()

    def _look(self) -> None:
        while self._has_changed.wait():
            self._has_changed.clear()
            look_now(self._server)
