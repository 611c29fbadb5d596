"""A notice of the publisher's on every page, and the demo that uses one."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from benchmarks.corpus import make_corpus
from tests.conftest import ROOT, configure, copy_project, mkdocs

NOTICE = '<b>Drafts</b> & "notes"\nonly'
BAR = re.compile(r'<aside class="md-banner">(.*?)</aside>', re.DOTALL)


def pages(project: Path, *arguments: str) -> dict[str, str]:
    result = mkdocs(project, "build", "--strict", "-d", "site", *arguments)
    assert result.returncode == 0, result.stderr[-3000:]
    site = project / "site"
    found = {path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")}
    # What leads on at once has no bar, since nobody stays there.
    return {name: page for name, page in found.items() if "assets/scanpress/redirect.js" not in page}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "project")
    make_corpus(project / "content", 3, 1, small=True)
    return project


def test_a_notice_stands_on_every_page_as_text(project: Path) -> None:
    configure(project, lambda config: config.update(extra={"notice": NOTICE}))
    made = pages(project)
    assert {"404.html", "index.html", "guide/index.html", "scans/mm-rlhf-2025/index.html"} <= made.keys()
    assert len(made) > 10
    for path, page in made.items():
        bars = BAR.findall(page)
        assert len(bars) == 1, path
        shown = html.unescape(re.sub("<[^>]*>", "", bars[0]))
        assert shown.split() == NOTICE.split(), path


def test_without_a_notice_there_is_no_bar(project: Path) -> None:
    assert not [path for path, page in pages(project).items() if "md-banner" in page]


def test_the_demo_says_on_every_page_that_it_is_invented(tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    demo = tmp_path / "build" / "demo"
    make_corpus(demo / "content", 24, small=True)
    shutil.copy(ROOT / "benchmarks" / "demo.yml", demo / "mkdocs.yml")
    made = pages(demo)
    assert len(made) > 24
    assert [path for path, page in made.items() if "Everything on this site is invented" not in page] == []
    assert [path for path, page in made.items() if "findings and identifiers are invented" not in page] == []
    assert "mm-rlhf" not in "".join(made)


@pytest.mark.skipif(not shutil.which("make"), reason="there is no make")
def test_make_demo_makes_the_corpus_once_and_serves_it(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("requirements.lock", "pyproject.toml", ".venv/.ready"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    def said() -> str:
        return subprocess.run(
            ["make", "--no-print-directory", "-n", "demo"], cwd=tmp_path, check=True, capture_output=True, text=True
        ).stdout

    assert "benchmarks.corpus build/demo/content --scans 300" in said()
    config = tmp_path / "build" / "demo" / "mkdocs.yml"
    config.parent.mkdir(parents=True)
    config.touch()
    os.utime(config, (1, 1))
    assert said().split("\n") == [".venv/bin/mkdocs serve -f build/demo/mkdocs.yml -a 127.0.0.1:8000", ""]
    assert "/build/" in (ROOT / ".gitignore").read_text("utf-8").splitlines()
