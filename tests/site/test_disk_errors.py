"""A disk that is full or read-only, and files that cannot be read, end in a message and not in a traceback."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, copy_project, environment

pytestmark = pytest.mark.thorough

# The system refuses, whoever asks and however: Python tells an audit hook of every file before it opens it.
COMMAND = """
import errno, os, sys
number, where, *command = sys.argv[1:]
number = getattr(errno, number)
writing = number != errno.EACCES

def refuse(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes)):
        path, flags = os.path.abspath(os.fsdecode(arguments[0])), arguments[2] or 0
        if where in path and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)) == writing:
            raise OSError(number, os.strerror(number), path)

sys.addaudithook(refuse)
if command[0] == "export":
    from generator.adapters.cli import main
    sys.exit(main(command))
from mkdocs.__main__ import cli
cli(command)
"""


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def run(project: Path, error: str, where: str, *command: str) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [sys.executable, "-c", COMMAND, error, where, *command], cwd=project, timeout=120,
        env=environment(PYTHONPATH=str(ROOT)), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert "Traceback" not in result.stderr, result.stderr
    return result


PLACES = {
    "an input": "/project/site/scans/mm-rlhf-2025/",
    "a page": "/project/site/syntheses/",
    "a file of the theme": "/project/site/assets/",
    "the sitemap, which MkDocs writes itself": "/project/site/sitemap.xml.gz",
    "the search": "/project/site/search/",
}


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_a_full_disk(made: Path, place: str) -> None:
    result = run(made, "ENOSPC", place, "build")
    assert result.returncode == 1
    assert place in result.stderr
    assert "no space left on device; make room on the disk" in result.stderr


@pytest.mark.parametrize("command", ["serve", "gh-deploy", "export"])
def test_a_full_disk_for_every_command(made: Path, command: str) -> None:
    if command == "gh-deploy":
        if shutil.which("git") is None:
            pytest.skip("there is no git")
        subprocess.run(["git", "init", "-q"], cwd=made, check=True)
    arguments = ["export", "plain"] if command == "export" else [command]
    result = run(made, "ENOSPC", "/scans/mm-rlhf-2025/", *arguments)
    assert result.returncode == 1
    assert "/scans/mm-rlhf-2025/" in result.stderr
    assert "no space left on device; make room on the disk" in result.stderr


def test_a_folder_that_cannot_be_written(made: Path) -> None:
    result = run(made, "EROFS", "/project/site/", "build")
    assert result.returncode == 1
    assert "read-only file system; write to a folder that is not read-only" in result.stderr
    shutil.rmtree(made / "site")
    (made / "site").write_text("in the way")
    result = run(made, "EROFS", "/nowhere/", "build")
    assert result.returncode == 1
    assert str(made / "site") in result.stderr


def test_a_disk_that_is_full_for_what_is_remembered_only(made: Path) -> None:
    result = run(made, "ENOSPC", "/project/.cache/", "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert (made / "site/scans/mm-rlhf-2025/index.html").is_file()


def test_a_file_beside_a_scan_that_cannot_be_read(made: Path) -> None:
    (made / "content/scans/mm-rlhf-2025/figure.png").write_bytes(b"x")
    result = run(made, "EACCES", "/content/scans/mm-rlhf-2025/figure.png", "build")
    assert result.returncode == 0, result.stderr
    assert "figure.png: permission denied; make the file" in result.stderr
    assert (made / "site/scans/mm-rlhf-2025/scan.json").is_file()
    assert not (made / "site/scans/mm-rlhf-2025/figure.png").exists()
    result = run(made, "EACCES", "/content/scans/mm-rlhf-2025/figure.png", "build", "--strict")
    assert result.returncode == 1
    result = run(made, "EACCES", "/content/scans/mm-rlhf-2025/figure.png", "export", "plain")
    assert result.returncode == 1
    assert "figure.png: permission denied; make the file" in result.stderr
    assert run(made, "EACCES", "/nowhere/", "export", "plain").returncode == 0


def test_a_page_written_by_hand_that_cannot_be_read(made: Path) -> None:
    (made / "content/notes.md").write_text("# Notes\n")
    result = run(made, "EACCES", "/content/notes.md", "build")
    assert result.returncode == 1
    assert "notes.md: permission denied; make the file" in result.stderr
