"""A target folder holds what it was told to hold, and nothing outside it or of anybody else is touched."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from generator.adapters.filesystem import MARKER, TargetError, TargetFolder, files_below, write
from generator.store.files import FileError


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != MARKER
    }


def test_fill_writes_and_a_second_fill_removes_what_is_gone(tmp_path: Path) -> None:
    root = tmp_path / "deep" / "target"
    TargetFolder(root).fill({"a.md": b"one", "b/c/d.md": b"two"})
    assert tree(root) == {"a.md": b"one", "b/c/d.md": b"two"}
    changes = TargetFolder(root).fill({"a.md": b"three", "e.md": b"four"})
    assert tree(root) == {"a.md": b"three", "e.md": b"four"}
    assert (changes.written, changes.unchanged, changes.removed) == (2, 0, 1)
    assert not (root / "b").exists()


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    source = tmp_path / "source.bin"
    source.write_bytes(b"x" * 10)
    files = {"a.md": b"one", "copy.bin": source}
    root = tmp_path / "target"
    TargetFolder(root).fill(files)
    before = {path: path.stat().st_mtime_ns for path in root.iterdir()}
    changes = TargetFolder(root).fill(files)
    assert (changes.written, changes.unchanged) == (0, 2)
    assert {path: path.stat().st_mtime_ns for path in root.iterdir()} == before


def test_what_others_put_there_stays(tmp_path: Path) -> None:
    root = tmp_path / "target"
    TargetFolder(root).fill({"a.md": b"one", "b/c.md": b"two"})
    (root / "b" / "notes.txt").write_text("mine")
    TargetFolder(root).fill({})
    assert tree(root) == {"b/notes.txt": b"mine"}


def test_a_file_of_others_is_not_replaced_without_force(tmp_path: Path) -> None:
    root = tmp_path / "target"
    TargetFolder(root).fill({"a.md": b"one"})
    (root / "b.md").write_text("mine")
    with pytest.raises(TargetError, match=r"b\.md.*not what an earlier export wrote"):
        TargetFolder(root).fill({"a.md": b"new", "b.md": b"theirs"})
    assert tree(root) == {"a.md": b"one", "b.md": b"mine"}
    TargetFolder(root, force=True).fill({"a.md": b"new", "b.md": b"theirs"})
    assert tree(root) == {"a.md": b"new", "b.md": b"theirs"}


def test_a_folder_with_other_files_is_refused_without_force(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("mine")
    with pytest.raises(TargetError, match="--force"):
        TargetFolder(tmp_path)
    TargetFolder(tmp_path, force=True).fill({"a.md": b"one"})
    assert tree(tmp_path) == {"a.md": b"one", "thesis.tex": b"mine"}
    TargetFolder(tmp_path).fill({})
    assert tree(tmp_path) == {"thesis.tex": b"mine"}


def test_a_run_that_was_cut_short_can_be_repeated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "target"
    TargetFolder(root).fill({"old.md": b"old"})
    real = os.replace

    def full_disk(source: Path, target: Path) -> None:
        if Path(target).name == "two.md":
            raise OSError(28, "No space left on device")
        real(source, target)

    monkeypatch.setattr(os, "replace", full_disk)
    with pytest.raises(FileError, match=r"two\.md: no space left on device; make room"):
        TargetFolder(root).fill({"one.md": b"1", "two.md": b"2"})
    monkeypatch.undo()
    assert tree(root) == {"one.md": b"1"}
    TargetFolder(root).fill({"two.md": b"2"})
    assert tree(root) == {"two.md": b"2"}


@pytest.mark.parametrize("path", ["../out.md", "a/../../out.md", "/etc/out.md", "a//b.md", "", "a/./b", "x\0y"])
def test_paths_that_leave_the_target_are_refused(tmp_path: Path, path: str) -> None:
    root = tmp_path / "target"
    root.mkdir()
    with pytest.raises(TargetError):
        write(root, path, b"out")
    assert list(tmp_path.iterdir()) == [root]
    assert list(root.iterdir()) == []


def test_a_list_of_files_that_was_tampered_with_removes_nothing_outside(tmp_path: Path) -> None:
    root = tmp_path / "target"
    TargetFolder(root).fill({"a.md": b"one"})
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    (root / MARKER).write_text(json.dumps({"files": {"a.md": [digest("one")], "../precious.txt": [digest("mine")]}}))
    with pytest.raises(TargetError):
        TargetFolder(root).fill({"a.md": b"one"})
    assert precious.read_text() == "mine"


@pytest.mark.parametrize("gone", [True, False])
@pytest.mark.parametrize("digests", [[], [""], ["0" * 64], ["*"]])
def test_a_list_that_was_forged_gives_no_file_of_others_away(tmp_path: Path, gone: bool, digests: list[str]) -> None:
    TargetFolder(tmp_path).fill({"a.md": b"one"})
    (tmp_path / "notes.md").write_text("mine")
    (tmp_path / "link.md").symlink_to("notes.md")
    marker = json.loads((tmp_path / MARKER).read_text())
    marker["files"] |= {"notes.md": digests, "link.md": digests}
    (tmp_path / MARKER).write_text(json.dumps(marker))
    if gone:
        assert TargetFolder(tmp_path).fill({}).removed == 1
    else:
        for name in ("notes.md", "link.md"):
            with pytest.raises(TargetError, match=f"{name}: this is not what an earlier export wrote"):
                TargetFolder(tmp_path).fill({name: b"theirs"})
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "notes.md").read_text() == "mine"


def test_what_was_changed_by_hand_is_not_lost(tmp_path: Path) -> None:
    TargetFolder(tmp_path).fill({"a.md": b"one", "b.md": b"two"})
    (tmp_path / "a.md").write_text("mine")
    with pytest.raises(TargetError, match=r"a\.md: .* --force"):
        TargetFolder(tmp_path).fill({"a.md": b"one", "b.md": b"two"})
    TargetFolder(tmp_path).fill({"b.md": b"two"})
    assert tree(tmp_path) == {"a.md": b"mine", "b.md": b"two"}
    TargetFolder(tmp_path, force=True).fill({"a.md": b"one"})
    assert tree(tmp_path) == {"a.md": b"one"}


@pytest.mark.parametrize(
    "marker",
    [
        "",
        "{}",
        '{"files": {"a": [1]}}',
        '{"files": {"a": 1}}',
        '{"files": ["a"]}',
        '{"files": "a"}',
        '{"files": [1]}',
        "[" * 100_000,
        "\xff",
    ],
)
def test_a_damaged_list_is_refused(tmp_path: Path, marker: str) -> None:
    (tmp_path / MARKER).write_bytes(marker.encode("latin-1"))
    with pytest.raises(TargetError, match="damaged"):
        TargetFolder(tmp_path)


def test_links_in_the_target_are_not_written_through(tmp_path: Path) -> None:
    root, outside = tmp_path / "target", tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_text("mine")
    root.mkdir()
    (root / "folder").symlink_to(outside)
    (root / "b.md").symlink_to(outside / "a.md")
    with pytest.raises(TargetError, match="link"):
        write(root, "folder/a.md", b"new")
    # A link in the place of the file itself is replaced, not followed.
    assert write(root, "b.md", b"mine")
    assert not (root / "b.md").is_symlink()
    assert (outside / "a.md").read_text() == "mine"


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("file")
    (tmp_path / "b").mkdir()
    with pytest.raises(TargetError, match="folder must be made"):
        write(tmp_path, "a/b.md", b"x")
    with pytest.raises(TargetError, match="file must be written"):
        write(tmp_path, "b", b"x")


def test_written_files_have_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").write_text("x")
    write(tmp_path, "ours", b"x")
    assert (tmp_path / "ours").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_files_below_follows_links_to_files_inside_only(tmp_path: Path) -> None:
    root = tmp_path / "content"
    (root / "img").mkdir(parents=True)
    (root / ".git").mkdir()
    (root / ".git" / "config").write_text("x")
    (root / "img" / "a.png").write_text("x")
    (tmp_path / "secret").write_text("x")
    (root / "inside.png").symlink_to("img/a.png")
    (root / "outside").symlink_to(tmp_path / "secret")
    (root / "loop").symlink_to(root)
    (root / "nowhere").symlink_to("missing")
    os.mkfifo(root / "pipe")
    found = files_below(root)
    assert sorted(found.files) == ["img/a.png", "inside.png"]
    assert sorted(item.file for item in found.left_out) == ["loop", "nowhere", "outside", "pipe"]
    assert all(item.remedy for item in found.left_out)
