"""``reply.md`` in every way of building: shown, not published, and a change of it remakes the page of its paper alone."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import copy_project, mkdocs, run
from tests.inputs import SCAN, with_paper, written
from tests.site.test_incremental import clean_build, contents, times
from tests.site.test_serve import Server

pytestmark = pytest.mark.thorough
PATH = "content/scans/a/reply.md"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "project")
    written(project / "content", {
        "scans/a/scan.json": SCAN, "scans/b/scan.json": with_paper(title="On Buckets", arxiv_id="2401.00002"),
    })  # fmt: skip
    (project / PATH).write_text("We released the <code>.", "utf-8")
    return project


def built(project: Path) -> dict[str, bytes]:
    result = mkdocs(project, "build", "-q", "--strict")
    assert result.returncode == 0, result.stderr
    return contents(project / "site")


def test_a_change_remakes_one_page(project: Path) -> None:
    before = built(project)
    assert b"We released the &lt;code&gt;." in before["scans/a/index.html"]
    assert [path for path in before if "reply" in path] == []
    stamps = times(project / "site")
    (project / PATH).write_text("We changed our mind.", "utf-8")
    after = built(project)
    touched = {path for path, stamp in times(project / "site").items() if stamps.get(path) != stamp}
    # What MkDocs makes of pages written by hand is written anew each time.
    assert {path for path in touched if path.endswith(".html") and not path.startswith(("guide/", "404"))} == {
        "scans/a/index.html"
    }
    assert b"We changed our mind." in after["scans/a/index.html"]
    clean = clean_build(project, project.parent / "clean")
    assert {path: data for path, data in after.items() if not path.startswith("sitemap")} == {
        path: data for path, data in clean.items() if not path.startswith("sitemap")
    }


def test_it_is_exported_as_words_of_its_page_and_nothing_else(project: Path) -> None:
    target = project.parent / "plain"
    result = run([sys.executable, "-m", "generator", "export", str(target), "-q", "--strict"], project)
    assert result.returncode == 0, result.stderr
    assert list(target.rglob("reply*")) == []
    assert "We released the &lt;code&gt;." in (target / "content/scans/a/index.md").read_text("utf-8")


@pytest.mark.xdist_group("serve")
def test_the_preview_sees_it(project: Path) -> None:
    server = Server(project)
    try:
        server.wait_for("scans/a/", "We released the &lt;code&gt;.")
        (project / PATH).write_text("And the data.", "utf-8")
        server.wait_for("scans/a/", "And the data.")
        (project / PATH).unlink()
        (project / "content/scans/b/reply.md").write_text("Buckets are fine.", "utf-8")
        server.wait_for("scans/b/", "Buckets are fine.")
        assert "And the data." not in server.get("scans/a/")[1]
    finally:
        server.stop()
