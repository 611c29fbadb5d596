"""A site that several processes made is the site that one process makes."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from benchmarks.corpus import make_corpus
from tests.conftest import ROOT, copy_project
from tests.site.parallel import COMMAND, by_others, in_parallel
from tests.site.test_incremental import build, contents

pytestmark = [
    pytest.mark.thorough,
    pytest.mark.skipif(sys.platform != "linux", reason="there are workers on Linux only"),
]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "project")
    make_corpus(project / "content", 150, 4, small=True)
    return project


def test_the_site_is_the_same_byte_for_byte(many: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(many, alone)
    result = in_parallel(many, "--strict")
    assert result.returncode == 0, result.stderr
    assert by_others(result) > 50
    together = contents(many / "site")
    assert together == contents(build(alone))
    # What others made is known to the next build.
    again = in_parallel(many)
    assert by_others(again) == 0
    assert contents(many / "site") == together
    stamps = {path: path.stat().st_mtime_ns for path in (many / "site/scans").rglob("*.html")}
    in_parallel(many)
    assert {path: path.stat().st_mtime_ns for path in stamps if path.parent.name != "scans"} == {
        path: stamp for path, stamp in stamps.items() if path.parent.name != "scans"
    }


def test_a_file_of_the_publishers_at_the_address_of_a_page_does_not_win(many: Path, tmp_path: Path) -> None:
    page = sorted((many / "content/scans").iterdir())[-2] / "index.html"
    page.write_text("by hand")
    alone = tmp_path / "alone"
    shutil.copytree(many, alone)
    # Much to copy, so that the page is made long before the file is copied over it.
    for number in range(3_000):
        (many / f"content/z{number}.bin").write_bytes(b"\0" * 10_000)
    assert by_others(in_parallel(many)) > 0
    for file in (many / "site").glob("z*.bin"):
        file.unlink()
    assert contents(many / "site") == contents(build(alone))


def test_an_error_on_a_page_is_said_once_and_ends_the_build(many: Path) -> None:
    templates = many / "own"
    templates.mkdir()
    (templates / "scan.md.j2").write_text("{{ heading(1, view.title, view.nothing) }}", "utf-8")
    config = (many / "mkdocs.yml").read_text("utf-8").replace("- scanpress", "- scanpress:\n      templates: own")
    (many / "mkdocs.yml").write_text(config, "utf-8")
    result = in_parallel(many)
    assert result.returncode == 1
    assert result.stderr.count("view.nothing") + result.stderr.count("has no attribute 'nothing'") == 1, result.stderr


def test_a_build_that_is_killed_leaves_nobody_at_work(many: Path) -> None:
    make_corpus(many / "content", 500, 5)
    process = subprocess.Popen([sys.executable, "-c", COMMAND], cwd=many, stdout=subprocess.DEVNULL,
                               env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "WORTHWHILE": "32"})  # fmt: skip
    while not list((many / "site").rglob("scans/*/index.html")) and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    process.wait()
    time.sleep(1)
    before = contents(many / "site")
    time.sleep(1)
    assert contents(many / "site") == before
    complete = contents(build(many))
    assert before.items() != complete.items()
    assert contents(build(many)) == complete
