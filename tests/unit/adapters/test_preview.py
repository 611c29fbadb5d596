"""The preview looks as soon as the system tells of a change."""

from __future__ import annotations

import queue
import time
from types import SimpleNamespace

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from generator.adapters.mkdocs.preview import Watcher


@pytest.fixture
def observer():
    """Looks for itself once an hour."""
    made = PollingObserver(timeout=3600)
    yield made
    if made.is_alive():
        made.stop()
        made.join()


def test_a_change_is_seen_long_before_the_next_look(tmp_path, observer):
    file = tmp_path / "scans/a/scan.json"
    file.parent.mkdir(parents=True)
    file.write_text("{}")
    seen = queue.Queue()
    handler = FileSystemEventHandler()
    handler.on_any_event = seen.put
    observer.schedule(handler, str(tmp_path), recursive=True)
    observer.start()
    (emitter,) = observer.emitters
    while not emitter._snapshot.paths:
        time.sleep(0.01)
    Watcher(SimpleNamespace(observer=observer)).start(str(tmp_path))
    file.write_text('{"paper": {}}')
    assert "scan.json" in seen.get(timeout=60).src_path


def test_a_folder_that_cannot_be_watched_is_left_to_mkdocs(tmp_path, observer):
    Watcher(SimpleNamespace(observer=observer)).start(str(tmp_path / "missing"))
