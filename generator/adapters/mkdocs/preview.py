"""What makes the preview quick: it looks at the files as soon as one was saved."""

from __future__ import annotations

import logging
import os
import stat
import threading
from collections.abc import Iterable
from functools import partial
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
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import DirectorySnapshot

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirMovedEvent,
]  # fmt: skip
"""What is worth a look. Without a choice, the system would tell of every folder that is looked into, too."""


def follow_no_folder_links(server: LiveReloadServer) -> None:
    """Keep the preview's look for changes within the folders that it watches.

    It follows links to folders: one to ``/`` makes it look at the whole machine, and two that lead to each other
    keep it busy for ever.
    """
    for emitter in server.observer.emitters:
        if isinstance(emitter, PollingEmitter):
            emitter._take_snapshot = partial(_snapshot, emitter.watch.path, emitter.watch.is_recursive)


def _snapshot(folder: str, recursive: bool) -> DirectorySnapshot:
    return DirectorySnapshot(
        folder, recursive=recursive, stat=lambda path: os.stat(path) if path == folder else _status(path)
    )


def _status(path: str) -> os.stat_result:
    """What the system tells of a file; of a link to a folder, what it tells of the link."""
    found = os.lstat(path)
    if not stat.S_ISLNK(found.st_mode):
        return found
    target = os.stat(path)
    return found if stat.S_ISDIR(target.st_mode) else target


class Watcher(FileSystemEventHandler):
    """Lets the preview look for changes at once, where the system tells that there is one.

    MkDocs looks for changes twice a second, because not every system tells of them (network drives, containers).
    That stays as it is; this only makes the next look come sooner.
    """

    def __init__(self, server: LiveReloadServer) -> None:
        self._server = server
        self._has_changed = threading.Event()

    def start(self, folders: Iterable[str]) -> None:
        """Watch everything below the folders until the process ends."""
        observer: Any = Observer()
        try:
            for folder in folders:
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
            for emitter in list(self._server.observer.emitters):
                if isinstance(emitter, PollingEmitter):
                    emitter.queue_events(0)
