"""The preview looks as soon as the system tells of a change."""

from __future__ import annotations

import queue
import time
from types import SimpleNamespace

import pytest
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from generator.adapters.mkdocs.preview import Watcher
from generator.adapters.mkdocs.private.polling import follow_no_folder_links


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


def test_looking_for_changes_follows_no_link_to_a_folder(tmp_path, observer):
    content = tmp_path / "content"
    (content / "inner").mkdir(parents=True)
    (content / "inner/x.md").write_text("x")
    (tmp_path / "elsewhere.md").write_text("one")
    for name, target in {"here": ".", "there": ".", "all": "/", "x.md": "../elsewhere.md", "lost": "nowhere"}.items():
        (content / name).symlink_to(target)
    observer.schedule(FileSystemEventHandler(), str(content), recursive=True)
    follow_no_folder_links(SimpleNamespace(observer=observer))
    (emitter,) = observer.emitters
    paths = {str(path).removeprefix(str(content)) for path in emitter._take_snapshot().paths}
    assert paths == {"", "/inner", "/inner/x.md", "/here", "/there", "/all", "/x.md"}
    # A change of what a link to a file leads to is a change all the same.
    assert emitter._take_snapshot().size(str(content / "x.md")) == 3
