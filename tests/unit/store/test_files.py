"""A file is there as a whole or not at all; what was left unfinished is cleared, unless somebody is at it."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from generator.adapters.filesystem import MARKER, TargetFolder
from generator.store.files import clear, explained, hold, opened, unfinished_name, write
from tests.conftest import ROOT

posix = pytest.mark.skipif(sys.platform == "win32", reason="of POSIX systems")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def broken_off():
    yield b"half"
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_file_that_cannot_be_finished_leaves_the_old_one(tmp_path):
    (tmp_path / "file").write_bytes(b"old")
    with pytest.raises(OSError, match="No space") as caught:
        write(tmp_path / "file", broken_off())
    assert caught.value.filename == str(tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == b"old"
    assert names(tmp_path) == ["file"]


@posix
def test_links_are_replaced_and_hard_links_cut(tmp_path):
    (tmp_path / "outside").write_bytes(b"theirs")
    (tmp_path / "link").symlink_to("outside")
    (tmp_path / "dangling").symlink_to("missing")
    os.link(tmp_path / "outside", tmp_path / "hard")
    for name in ("link", "dangling", "hard"):
        write(tmp_path / name, [b"ours"])
        assert not (tmp_path / name).is_symlink()
    assert (tmp_path / "outside").read_bytes() == b"theirs"
    assert not (tmp_path / "missing").exists()


def test_names_are_never_the_same():
    assert len({unfinished_name() for _ in range(100)}) == 100


KILLED = """
import os, signal, sys
from pathlib import Path
from generator.adapters.filesystem import TargetFolder
real = os.replace
def replace(source, target):
    if Path(target).name == sys.argv[2]:
        os.kill(os.getpid(), signal.SIGKILL)
    real(source, target)
os.replace = replace
TargetFolder(Path(sys.argv[1])).fill({"a/one.md": b"1", "a/two.md": b"2", "three.md": b"3"})
"""


@posix
@pytest.mark.parametrize("name", ["one.md", "two.md", "three.md", MARKER])
def test_an_export_that_was_killed_can_be_repeated_and_leaves_nothing(tmp_path, name):
    root = tmp_path / "plain"
    result = subprocess.run([sys.executable, "-c", KILLED, str(root), name], cwd=ROOT, check=False)
    assert result.returncode == -signal.SIGKILL
    assert len(list(root.rglob(".scanpress-*.tmp"))) == 1
    # As earlier versions left it, for a process of this very number.
    (root / f".scanpress-{os.getpid()}.tmp").write_text("left")
    TargetFolder(root).fill({"a/one.md": b"1"})
    assert [path.relative_to(root).as_posix() for path in sorted(root.rglob("*"))] == [MARKER, "a", "a/one.md"]


@posix
def test_what_somebody_is_writing_is_not_cleared(tmp_path):
    theirs = tmp_path / unfinished_name()
    theirs.write_bytes(b"half")
    number = hold(theirs)
    clear(tmp_path)
    assert theirs.exists()
    os.close(number)
    (tmp_path / ".scanpress-export").write_text("{}")
    (tmp_path / unfinished_name()).mkdir()
    (tmp_path / f"{unfinished_name()}x").write_text("")
    (tmp_path / unfinished_name()).symlink_to("elsewhere")
    before = names(tmp_path)
    clear(tmp_path)
    assert names(tmp_path) == [name for name in before if name != theirs.name]


@posix
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", tmp_path, Path("/dev/null")):
        with pytest.raises(OSError, match=r"plain file|directory"):
            opened(path)


def test_errors_are_explained_with_a_file_and_a_remedy():
    assert explained(OSError(errno.ENOSPC, "No space left on device", "/x/y")) == (
        "/x/y: no space left on device; make room on the disk, or write to another one"
    )
    assert explained(PermissionError(errno.EACCES, "Permission denied", b"/x")).startswith("/x: permission denied; ")
    assert explained(ConnectionError("elsewhere")) is None


def test_where_a_copy_does_not_fit_the_copy_is_named():
    error = OSError(errno.ENOSPC, "No space left on device", "from.txt", None, "to.txt")
    assert explained(error) == "to.txt: no space left on device; make room on the disk, or write to another one"
    denied = OSError(errno.EACCES, "Permission denied", "from.txt", None, "to.txt")
    assert (explained(denied) or "").startswith("from.txt: ")
