"""The preview is told of changes, where the system tells."""

from __future__ import annotations

import sys
import time
from types import SimpleNamespace

import pytest
from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingObserver

from generator.adapters.mkdocs.private.polling import follow_no_folder_links
from generator.adapters.mkdocs.watching import Watcher


@pytest.fixture
def observer():
    """Looks for itself once an hour."""
    made = PollingObserver(timeout=3600)
    yield made
    if made.is_alive():
        made.stop()
        made.join()


@pytest.fixture
def server(tmp_path):
    """A preview that serves nothing, and looks for itself once an hour."""
    made = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path), polling_interval=3600)
    yield made
    if made.observer.is_alive():
        made.observer.stop()
        made.observer.join()


@pytest.mark.skipif(sys.platform != "linux", reason="what the system tells differs")
def test_a_change_is_told_at_once_and_looking_is_none(tmp_path, server):
    file = tmp_path / "scans/a/scan.json"
    file.parent.mkdir(parents=True)
    file.write_text("{}")
    server.watch(str(tmp_path))
    watcher = Watcher()
    assert watcher.start(server, [str(tmp_path)])
    assert not isinstance(server.observer, PollingObserver)
    server.observer.start()
    file.read_text()
    assert not server._want_rebuild, "the build itself opens files"
    file.write_text('{"paper": {}}')
    end = time.monotonic() + 60
    while not server._want_rebuild and time.monotonic() < end:
        time.sleep(0.01)
    assert server._want_rebuild
    assert watcher.taken() == {str(file)}
    assert watcher.taken() == frozenset()


@pytest.mark.parametrize("why", ["missing", "silent"])
def test_a_folder_of_which_nothing_is_told_is_left_to_mkdocs(tmp_path, server, monkeypatch, why):
    if why == "silent":
        monkeypatch.setattr("generator.adapters.mkdocs.watching._kind_of", lambda folder: "nfs4")
    assert not Watcher().start(server, [str(tmp_path / "missing") if why == "missing" else str(tmp_path)])
    assert isinstance(server.observer, PollingObserver)


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
