"""Days from git's history."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from generator.adapters.committed import with_dates
from generator.config import Config
from generator.errors import ConfigError

WHO = {"GIT_AUTHOR_NAME": "Ida", "GIT_AUTHOR_EMAIL": "ida@a.example", "GIT_COMMITTER_NAME": "Ida",
       "GIT_COMMITTER_EMAIL": "ida@a.example", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}  # fmt: skip


def git(folder: Path, *arguments: str, day: str = "2026-01-01", moment: str = "") -> None:
    moment = moment or f"{day}T12:00:00+00:00"
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **WHO, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment},
    )


def write(folder: Path, path: str, text: str) -> None:
    (folder / path).parent.mkdir(parents=True, exist_ok=True)
    (folder / path).write_text(text, "utf-8")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    root = tmp_path / "repo"
    root.mkdir()
    git(root, "init", "--quiet", "--initial-branch=main")
    write(root, "site/content/scans/a/scan.json", "1")
    write(root, "site/content/scans/b b/scän.json", "1")
    write(root, "papers/c.json", "1")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "one", day="2026-02-01")
    write(root, "site/content/scans/a/scan.json", "2")
    write(root, "site/mkdocs.yml", "x")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "-m", "two", day="2026-03-01")
    write(root, "site/content/scans/new/scan.json", "not committed")
    return root


def test_a_file_is_of_the_day_of_its_last_commit(project: Path) -> None:
    content = project / "site" / "content"
    assert with_dates(Config(content, dates="git")).changed == (
        ("scans/a/scan.json", "2026-03-01"),
        ("scans/b b/scän.json", "2026-02-01"),
    )
    assert with_dates(Config(content)).changed == ()


@pytest.mark.skipif(os.name == "nt", reason="names as POSIX has them")
def test_no_name_of_a_file_and_no_date_of_a_commit_changes_the_days_of_others(project: Path) -> None:
    content = project / "site" / "content"
    before = dict(with_dates(Config(content, dates="git")).changed)
    scans = "site/content/scans"
    names = [f"{scans}/x\n\x01zz", f"{scans}/x\n\x014102444800", f"{scans}/x\n{scans}/b b/scän.json"]
    for name in names:
        write(project, name, "x")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "three", day="2027-01-01")
    write(project, f"{scans}/y", "y")
    git(project, "add", ".")
    # Later than any day that can be written.
    git(project, "commit", "--quiet", "-m", "four", moment="@99999999999999 +0000")
    found = dict(with_dates(Config(content, dates="git")).changed)
    assert {path: found[path] for path in before} == before
    assert "scans/y" not in found
    assert found["scans/x\n\x01zz"] == "2027-01-01"


def test_a_commit_without_a_moment_says_nothing(project: Path) -> None:
    content = project / "site" / "content"
    before = with_dates(Config(content, dates="git")).changed
    write(project, "site/content/scans/y", "y")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "three")
    # Git itself makes none, but reads it.
    found = subprocess.run(["git", "-C", str(project), "cat-file", "commit", "HEAD"], check=True, capture_output=True)
    head, _, rest = found.stdout.partition(b"committer Ida <ida@a.example> ")
    (project / "bad").write_bytes(head + b"committer Ida <ida@a.example> x\n" + rest.partition(b"\n")[2])
    command = ["git", "-C", str(project), "hash-object", "-t", "commit", "-w", "--literally", "bad"]
    made = subprocess.run(command, check=True, capture_output=True, text=True)
    git(project, "reset", "--quiet", "--hard", made.stdout.strip())
    assert with_dates(Config(content, dates="git")).changed == before


def test_scans_elsewhere_in_the_repository_have_days_too(project: Path) -> None:
    content = project / "site" / "content"
    config = Config(content, scans="../../papers", dates="git", repository=project)
    assert with_dates(config).changed == (("../../papers/c.json", "2026-02-01"),)


def test_a_shallow_clone_is_refused(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth", "1", project.as_uri(), "shallow")
    with pytest.raises(ConfigError, match=r"shallow.*fetch-depth: 0"):
        with_dates(Config(tmp_path / "shallow" / "site" / "content", dates="git"))


def test_without_a_repository_or_a_commit_the_message_says_so(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    with pytest.raises(ConfigError, match=r"not a git repository.*or leave dates out"):
        with_dates(Config(content, dates="git"))
    git(tmp_path, "init", "--quiet")
    with pytest.raises(ConfigError, match="commit the scans, or leave dates out"):
        with_dates(Config(content, dates="git"))


def test_without_git_the_message_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ConfigError, match="no git here; install it"):
        with_dates(Config(tmp_path, dates="git"))


def test_another_word_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="dates: 'clock' is not known; write git"):
        Config(tmp_path, dates="clock")


def test_what_a_repository_sets_is_not_run(project: Path) -> None:
    trap = project / "trap.sh"
    trap.write_text("#!/bin/sh\ntouch caught\n")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "diff.external", "gpg.program", "core.pager", "diff.x.textconv"):
        git(project, "config", key, str(trap))
    git(project, "config", "log.showSignature", "true")
    write(project, ".gitattributes", "*.json diff=x\n")
    assert with_dates(Config(project / "site" / "content", dates="git")).changed
    assert not list(project.rglob("caught"))


@pytest.mark.parametrize("url", ["ext::sh -c 'touch caught'", "."])
def test_nothing_is_fetched_with_what_a_repository_sets(project: Path, url: str) -> None:
    """A clone that says that it has only a part of the objects, and which program fetches the others."""
    for key, value in (
        ("core.repositoryformatversion", "1"), ("extensions.partialClone", "origin"), ("remote.origin.promisor", "true"),
        ("remote.origin.url", url), ("remote.origin.uploadpack", "touch caught; git-upload-pack"),
        ("protocol.allow", "always"), ("protocol.ext.allow", "always"),
    ):  # fmt: skip
        git(project, "config", key, value)
    asked = subprocess.run(
        ["git", "-C", project, "rev-parse", "HEAD~1^{tree}"], check=True, capture_output=True, text=True
    )
    tree = asked.stdout.strip()
    (project / ".git/objects" / tree[:2] / tree[2:]).unlink()
    with pytest.raises(ConfigError, match="fetch the whole history with all its objects, or leave dates out"):
        with_dates(Config(project / "site" / "content", dates="git"))
    assert not list(project.rglob("caught"))
