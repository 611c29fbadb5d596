"""A scan that is saved is shown at once, and in the end everything is as if the site had been built anew."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from benchmarks.corpus import make_corpus
from generator.adapters.mkdocs import plugin as plugins
from generator.adapters.mkdocs import preview as previews
from generator.adapters.mkdocs.afterwards import Afterwards
from generator.adapters.mkdocs.index import SearchIndex
from generator.adapters.mkdocs.private.polling import can_be_told
from tests.conftest import copy_project


class Server(SimpleNamespace):
    """What the preview needs of MkDocs' server."""

    def __init__(self) -> None:
        super().__init__(
            _rebuild_cond=threading.Condition(), _want_rebuild=False,
            _epoch_cond=threading.Condition(), _visible_epoch=1, _wanted_epoch=1,
        )  # fmt: skip


def pages(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")}


def built(project: Path, site: Path, command: str, *, dirty: bool = False) -> plugins.ScanpressPlugin:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command=command, dirty=dirty)
    build(config, dirty=dirty)
    found = config.plugins["scanpress"]
    assert isinstance(found, plugins.ScanpressPlugin)
    return found


def previewed(project: Path, site: Path) -> previews.Preview:
    found = built(project, site, "serve").preview
    assert found is not None
    return found


@pytest.mark.thorough
def test_the_page_is_there_at_once_and_the_others_follow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path / "project")
    make_corpus(project / "content", 40, 8)
    monkeypatch.setattr(previews, "_MANY", 1)
    site = tmp_path / "preview"
    preview = previewed(project, site)
    server = Server()
    assert can_be_told(server)
    preview._server, preview._afterwards = server, Afterwards()
    file = sorted((project / "content/scans").glob("*/scan.json"))[3]
    page = site / "scans" / file.parent.name / "index.html"

    def save(reason: str, answer: bool) -> bool:
        scan = json.loads(file.read_text("utf-8"))
        scan["checklist"]["artifacts"]["code_released"] = {"applies": True, "answer": answer, "justification": reason}
        file.write_text(json.dumps(scan), "utf-8")
        return preview.shows(frozenset([os.path.abspath(file)]))

    # What follows waits until it is let.
    gate = threading.Event()
    whole = preview._show_all
    monkeypatch.setattr(preview, "_show_all", lambda check: (gate.wait(), whole(check)))
    before = pages(site)
    assert save("A first reason.", answer=True)
    after = pages(site)
    assert {name for name in after if after[name] != before[name]} == {page.relative_to(site).as_posix()}
    assert "A first reason." in page.read_text("utf-8")
    # The second is shown as well, and what was begun for the first is given up.
    assert save("A second reason.", answer=False)
    assert "A second reason." in page.read_text("utf-8")
    gate.set()
    assert preview._afterwards._thread is not None
    preview._afterwards._thread.join()
    preview.writing.wait()
    assert (server._visible_epoch, server._wanted_epoch, server._want_rebuild) == (2, 2, False)
    criterion = (site / "criteria/artifacts/code_released/index.html").read_text("utf-8")
    assert "A second reason." in criterion

    # Another build in this process, with the settings of a preview, from nothing.
    monkeypatch.setattr(preview, "_show_all", whole)
    clean = tmp_path / "clean"
    previewed(project, clean).writing.wait()
    assert pages(site) == pages(clean)
    assert {path.name for path in site.glob("search/*")} == {path.name for path in clean.glob("search/*")}

    # What cannot be shown so is left to MkDocs.
    file.write_text("{", "utf-8")
    assert not preview.shows(frozenset([os.path.abspath(file)]))


def test_what_is_done_afterwards_is_given_up_for_the_next() -> None:
    afterwards, done = Afterwards(), []
    begun, let = threading.Event(), threading.Event()

    def first(check) -> None:
        begun.set()
        let.wait()
        check()
        done.append("first")

    afterwards.start(first)
    assert begun.wait(10)
    afterwards.start(lambda check: done.append("second"))
    let.set()
    thread = afterwards._thread
    assert thread is not None
    thread.join()
    assert done == ["second"]
    afterwards.end()
    afterwards.end()


@pytest.mark.thorough
def test_one_index_is_written_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = copy_project(tmp_path / "project")
    monkeypatch.setattr(previews, "_MANY", 1)
    plugin = built(project, tmp_path / "preview", "serve")
    preview = plugin.preview
    assert preview is not None
    preview.writing.wait()
    preview._server, preview._afterwards = Server(), Afterwards()
    file = next((project / "content/scans").glob("*/scan.json"))
    running, most = [], []

    def make(index: SearchIndex, **given: object) -> None:
        running.append(index)
        most.append(len(running))
        index._stop.wait(5)
        running.remove(index)

    monkeypatch.setattr(SearchIndex, "make", make)
    begun, let, whole = threading.Event(), threading.Event(), plugin.make

    def late(build: object) -> None:
        begun.set()
        let.wait(10)
        whole(build)

    def save(**fields: object) -> None:
        scan = json.loads(file.read_text("utf-8"))
        scan["paper"].update(fields)
        file.write_text(json.dumps(scan), "utf-8")

    def save_answer() -> bool:
        scan = json.loads(file.read_text("utf-8"))
        scan["checklist"]["artifacts"]["code_released"] = {"applies": True, "answer": True, "justification": "Now."}
        file.write_text(json.dumps(scan), "utf-8")
        return preview.shows(frozenset([os.path.abspath(file)]))

    monkeypatch.setattr(plugin, "make", late)
    assert save_answer()
    assert begun.wait(10)
    # The pages of the first change are being made when another comes, which is not shown sooner.
    monkeypatch.setattr(plugin, "make", whole)
    threading.Timer(0.3, let.set).start()
    monkeypatch.setattr(preview, "_shows_first", lambda paths: False)
    save(key_findings="Others.")
    preview.shows(frozenset([os.path.abspath(file)]))
    preview.writing.end()
    assert max(most) == 1
    assert running == []


@pytest.mark.thorough
def test_a_preview_of_what_changed_alone_waits_for_no_index(tmp_path: Path) -> None:
    site = tmp_path / "preview"
    built(copy_project(tmp_path / "project"), site, "serve", dirty=True)
    assert "data-search" not in (site / "index.html").read_text("utf-8")
    assert (site / "search/search_index.json").is_file()
