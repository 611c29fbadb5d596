"""What is remembered between builds does not belong under version control, and git need not be run to see it."""

from __future__ import annotations

import json
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from generator.adapters import version_control
from generator.adapters.cli import main
from generator.adapters.version_control import _paths, remembered_in_git
from tests.inputs import SCAN, written

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = tmp_path / "repository"
    written(root / "docs" / "content", {"scans/a/scan.json": SCAN})
    (root / "docs/mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/\ndocs_dir: content\nplugins: [scanpress]\n"
    )
    cache = root / "docs/.cache/scanpress"
    cache.mkdir(parents=True)
    (cache / "0123.db").write_text("x")
    (root / f"{'long-' * 40}name").write_text("x")
    git(root, "init", "-q")
    return root


def rules(root: Path) -> list[tuple[str, str]]:
    found = remembered_in_git(root / "docs", root / "docs/content")
    return [(item.file, item.rule) for item in found]


SAID = [("../.cache/scanpress", "cache-in-git")]


@pytest.mark.parametrize("version", ["2", "3", "4"])
def test_every_version_of_the_index_is_read(repository: Path, version: str) -> None:
    git(repository, "config", "index.version", version)
    git(repository, "add", "docs/content", f"{'long-' * 40}name")
    if version == "3":
        (repository / "later").write_text("x")
        git(repository, "add", "--intent-to-add", "later")
    assert rules(repository) == []
    git(repository, "add", "docs/.cache")
    assert rules(repository) == SAID
    paths = [path.decode() for path in _paths((repository / ".git/index").read_bytes())]
    assert paths == git(repository, "ls-files").splitlines()


def test_repositories_with_sha256_and_worktrees(repository: Path, tmp_path: Path) -> None:
    shutil.rmtree(repository / ".git")
    git(repository, "init", "-q", "--object-format=sha256")
    git(repository, "add", "-A", ".")
    assert rules(repository) == SAID
    git(repository, "commit", "-q", "-m", "all")
    git(repository, "worktree", "add", "-q", str(tmp_path / "tree"))
    assert rules(tmp_path / "tree") == SAID


def test_what_is_no_index_says_nothing(repository: Path, tmp_path: Path) -> None:
    git(repository, "add", "-A", ".")
    index = repository / ".git/index"
    whole = index.read_bytes()
    for data in (b"", b"DIRC", whole[:50], whole[:100], b"DIRC" + b"\xff" * 100, b"x" * 1000):
        index.write_bytes(data)
        rules(repository)
    index.unlink()
    assert rules(repository) == []
    shutil.rmtree(repository / ".git")
    (repository / ".git").write_text("gitdir: nowhere")
    assert rules(repository) == []
    assert remembered_in_git(tmp_path / "none", tmp_path / "none/content") == ()


def entry(path: bytes, dropped: bytes) -> bytes:
    """An entry of an index of version 4 that drops so many bytes of the path before it."""
    return bytes(60) + struct.pack(">H", min(len(path), 0xFFF)) + dropped


def test_an_index_that_was_made_up_takes_no_time_or_memory_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    head = struct.pack(">4sII", b"DIRC", 4, 50)
    growing = [entry(b"x" * number, b"\0") + b"x\0" for number in range(1, 51)]
    assert len(_paths(head + b"".join(growing))) == 50
    monkeypatch.setattr(version_control, "_LONGEST", 49)
    with pytest.raises(ValueError, match="no index"):
        _paths(head + b"".join(growing))
    # How much is dropped, as a number of a million digits, is seen to be too much at its first.
    number = b"\xff" * 1_000_000 + b"\x7f"
    with pytest.raises(ValueError, match="no index"):
        _paths(struct.pack(">4sII", b"DIRC", 4, 1) + entry(b"x", number) + b"x\0")


def test_a_path_drops_no_more_than_the_one_before_it_has() -> None:
    head = struct.pack(">4sII", b"DIRC", 4, 2)
    second = b".cache/scanpress/x"

    def index(dropped: bytes) -> bytes:
        return head + entry(b"abc", b"\0") + b"abc\0" + entry(b"." * (len(second) + 1), dropped) + second + b"\0"

    assert _paths(index(b"\2")) == [b"abc", b"a" + second]
    # Five of three, in one byte: what is left of it is no start of a path.
    with pytest.raises(ValueError, match="no index"):
        _paths(index(b"\5"))


def test_check_says_it(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = ["-f", str(repository / "docs/mkdocs.yml"), "-q"]
    assert main(["check", "--format", "json", *config]) == 0
    assert json.loads(capsys.readouterr().out) == []
    git(repository, "add", "-A", ".")
    assert main(["check", "--format", "json", *config]) == 1
    (item,) = json.loads(capsys.readouterr().out)
    assert (item["file"], item["rule"], item["severity"]) == ("../.cache/scanpress", "cache-in-git", "warning")
    assert main(["check", "--format", "github", *config]) == 1
    # From the root of the repository, which is what its host knows.
    assert "::warning file=docs/.cache/scanpress," in capsys.readouterr().out
