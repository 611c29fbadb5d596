"""A stranger who can write into a repository can put a cache there, and gains nothing by it."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.build import read
from generator.config import Config
from generator.readers.memory import Memory
from generator.store import Seal, Store
from tests.conftest import ROOT, configure, copy_project, environment
from tests.inputs import SCAN, changed, written
from tests.site.test_incremental import build, clean_build, contents

pytestmark = pytest.mark.thorough


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def forge(project: Path, at: Path) -> Path:
    """What a stranger remembers of a project whose scans say something else, at a place of theirs."""
    shutil.copytree(project, at, ignore=shutil.ignore_patterns("site", ".cache"))
    scan = at / "content/scans/mm-rlhf-2025/scan.json"
    scan.write_bytes(scan.read_bytes().replace(b"MM-RLHF", b"FORGED"))
    build(at)
    return at / ".cache"


def test_a_cache_that_comes_with_the_repository_is_not_used(made: Path, tmp_path: Path) -> None:
    theirs = forge(made, tmp_path / "stranger")
    shutil.copytree(theirs, made / ".cache")
    before = contents(theirs)
    assert contents(build(made)) == clean_build(made, tmp_path / "clean")
    # Nor is it changed: it may be of another computer that shares the folder.
    assert contents(made / ".cache").items() >= before.items()
    # Under the very names that are used here, too.
    for ours, name in zip(sorted((made / ".cache/scanpress").glob("*.db")), before, strict=False):
        shutil.copy(theirs / name, ours)
    shutil.rmtree(made / "site")
    assert contents(build(made)) == clean_build(made, tmp_path / "clean")


def test_a_planted_file_is_not_kept_in_the_site(made: Path, tmp_path: Path) -> None:
    theirs = forge(made, tmp_path / "stranger")
    shutil.copytree(theirs, made / ".cache")
    shutil.copytree(tmp_path / "stranger/site", made / "site")
    (made / "site/scans/mm-rlhf-2025/evil.html").write_text("<script>")
    (tmp_path / "outside").mkdir()
    (made / "site/syntheses").rename(made / "moved")
    (made / "site/syntheses").symlink_to(tmp_path / "outside")
    assert contents(build(made)) == clean_build(made, tmp_path / "clean")
    assert list((tmp_path / "outside").iterdir()) == []


HOSTILE = """
from dataclasses import replace
from generator.adapters.mkdocs import state
load = state.StateStore.load
def forged(store):
    found = load(store)
    assert found.pages
    entry = (("a'\\"><img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>", "<script>alert(1)</script>"),)
    return replace(found, pages={name: replace(page, search=entry) for name, page in found.pages.items()})
state.StateStore.load = forged
from mkdocs.__main__ import cli
cli(["build", "-q"])
"""


def test_even_what_is_believed_reaches_the_search_encoded(made: Path) -> None:
    configure(made, lambda settings: settings.update(plugins=["search", {"scanpress": {"search": "material"}}]))
    build(made)
    result = subprocess.run([sys.executable, "-c", HOSTILE], cwd=made, env=environment(PYTHONPATH=str(ROOT)),
                            capture_output=True, text=True, check=False)  # fmt: skip
    assert result.returncode == 0, result.stderr
    entries = json.loads((made / "site/search/search_index.json").read_text("utf-8"))["docs"]
    assert any("onerror" in entry["title"] for entry in entries)
    for entry in entries:
        assert "<img" not in entry["title"]
        assert "<script" not in entry["text"]
        assert not set(entry["location"]) & set("<>\"'")


def test_a_key_that_is_shared_between_machines_does_not_share_stamps(tmp_path: Path) -> None:
    """Elsewhere, a file of another content can have the same path, size and times."""
    config = written(tmp_path / "content", {"scans/a/scan.json": changed(SCAN, note="x")})
    shared = Seal(b"k" * 32, is_local=False)
    memory = Memory(Store(tmp_path, "inputs", "1", shared))
    read(Config(content=config.content), memory=memory)
    memory.save()
    store = Store(tmp_path, "inputs", "1", shared)
    assert len(list(store.drawer("results").values())) == 1
    assert list(store.drawer("files").values()) == []
    store.close()


def test_a_cache_can_be_taken_along_with_a_key(made: Path, tmp_path: Path) -> None:
    configure(made, lambda settings: settings.update(site_url="https://example.org/"))
    key = {"SCANPRESS_CACHE_KEY": "a long and secret word"}
    command = [sys.executable, "-m", "mkdocs", "build", "-q"]
    subprocess.run(command, cwd=made, env=environment(**key), check=True, stderr=subprocess.DEVNULL)
    there = tmp_path / "there"
    shutil.copytree(made, there)
    before = contents(there / ".cache")
    assert len(before) == 3
    subprocess.run(command, cwd=there, env=environment(**key), check=True, stderr=subprocess.DEVNULL)
    assert contents(there / "site") == contents(made / "site")
