"""How MkDocs' preview looks for changes: by emitters of watchdog, which compare the files with what they were.

``LiveReloadServer.observer`` has them, ``_watched_paths`` are what it watches, and ``PollingEmitter._take_snapshot``
looks at the files. Where one of these is gone, the preview looks as often, and at as much, as MkDocs lets it.
``_rebuild_cond`` and ``_want_rebuild`` tell it to build, ``_epoch_cond`` and its two epochs tell browsers to load
their pages again; where one of these is gone, no page is shown before all of them are made.
"""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Iterator
from functools import partial

from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingEmitter
from watchdog.utils.dirsnapshot import DirectorySnapshot


def _emitters(server: LiveReloadServer) -> Iterator[PollingEmitter]:
    observer = getattr(server, "observer", None)
    for emitter in list(getattr(observer, "emitters", ())):
        if isinstance(emitter, PollingEmitter):
            yield emitter


def watched_paths(server: LiveReloadServer) -> list[str] | None:
    """What the preview watches; ``None`` where it cannot be asked."""
    found = getattr(server, "_watched_paths", None)
    return None if found is None else list(found)


def can_be_told(server: LiveReloadServer) -> bool:
    """Whether the preview can be told to build again, and to let browsers load their pages again."""
    kinds = {
        "_rebuild_cond": threading.Condition, "_want_rebuild": bool,
        "_epoch_cond": threading.Condition, "_visible_epoch": int, "_wanted_epoch": int,
    }  # fmt: skip
    return all(isinstance(getattr(server, name, None), kind) for name, kind in kinds.items())


def build_again(server: LiveReloadServer) -> None:
    """Let the preview build, where it ``can_be_told``."""
    with server._rebuild_cond:
        server._want_rebuild = True
        server._rebuild_cond.notify_all()


def load_again(server: LiveReloadServer) -> None:
    """Let browsers load their pages again, where the preview ``can_be_told``; a build that goes on does so anyway."""
    with server._epoch_cond:
        if server._visible_epoch == server._wanted_epoch:
            server._visible_epoch = server._wanted_epoch = server._visible_epoch + 1
            server._epoch_cond.notify_all()


def follow_no_folder_links(server: LiveReloadServer) -> None:
    """Keep the preview's look for changes within the folders that it watches.

    It follows links to folders: one to ``/`` makes it look at the whole machine, and two that lead to each other
    keep it busy for ever.
    """
    for emitter in _emitters(server):
        if hasattr(emitter, "_take_snapshot"):
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
