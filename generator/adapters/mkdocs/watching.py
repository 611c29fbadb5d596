"""How the preview hears of a saved file: the system tells of it, and nobody looks at all files again and again."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Iterable
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

from generator.adapters.mkdocs.private.polling import watched_paths

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


_CHANGES: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent, DirMovedEvent,
]  # fmt: skip
"""What is worth a look. Without a choice, the system would tell of every folder that is looked into, too."""


class _Told(Observer):  # type: ignore[misc, valid-type]
    """Watches what MkDocs wants watched by what the system tells, instead of looking at every file twice a second."""

    def schedule(self, handler: Any, path: str, *, recursive: bool = False, event_filter: Any = None) -> Any:
        """Watch a folder; only changes count, since the build itself opens the files."""
        return super().schedule(handler, path, recursive=recursive, event_filter=event_filter or _CHANGES)


_SILENT = ("nfs", "cifs", "smb", "9p", "fuse", "vboxsf", "drvfs", "virtiofs", "prl_fs", "afs", "ceph", "glusterfs")
"""Kinds of file systems on which others make changes that this system does not tell of."""


def tells_of_changes(folder: str) -> bool:
    """Whether the system tells of changes below a folder: it has room for that, and nobody else writes there."""
    if _kind_of(folder).startswith(_SILENT):
        return False
    probe: Any = _Told()
    try:
        probe.schedule(FileSystemEventHandler(), folder, recursive=True)
        probe.start()
        probe.stop()
        probe.join()
    except (OSError, TypeError, RuntimeError) as error:
        # Such as too many folders for the system's limits, or a watchdog that does not know filters yet.
        log.debug(f"changes are looked for twice a second: {error}")
        return False
    return True


def _kind_of(folder: str) -> str:
    """The kind of the file system on which a folder lies, as Linux tells it; empty elsewhere."""
    path = os.path.realpath(folder)
    found = ("", "")
    try:
        with open("/proc/self/mounts", encoding="utf-8", errors="surrogateescape") as mounts:
            for line in mounts:
                place, kind = line.split(" ")[1:3]
                place = place.replace("\\040", " ")
                if os.path.commonpath((path, place)) == place and len(place) >= len(found[0]):
                    found = (place, kind)
    except (OSError, ValueError):
        return ""
    return found[1]


class Watcher(FileSystemEventHandler):
    """Knows which files were changed since it was asked the last time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._paths: set[str] = set()

    def start(self, server: LiveReloadServer, folders: Iterable[str]) -> bool:
        """Let the preview be told of changes, where the system tells of them below all of these folders.

        Else all stays as it is: MkDocs looks at every file twice a second.
        """
        watched = watched_paths(server)
        if watched is None or not all(map(tells_of_changes, folders)):
            return False
        for path in watched:
            server.unwatch(path)
        server.observer = _Told()
        for path in watched:
            server.watch(path)
        for folder in folders:
            server.observer.schedule(self, folder, recursive=True)
        return True

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something was told."""
        with self._lock:
            self._paths.update(os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)

    def taken(self) -> frozenset[str]:
        """The absolute paths of what was changed."""
        with self._lock:
            found, self._paths = frozenset(self._paths), set()
        return found
