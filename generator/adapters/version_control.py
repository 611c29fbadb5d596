"""Whether what is remembered between builds is under version control, where it does not belong.

Git is not run for that: what it runs itself depends on settings that can come with a folder. Its list of files (the
index, https://git-scm.com/docs/index-format, versions 2 to 4) is read instead.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from generator.diagnostics import Diagnostic, finding
from generator.store.files import opened

CACHE = ".cache/scanpress"
_MOST = 100_000_000
_LONGEST = 10_000
"""Bytes of a path in an index; systems have none of more than half of that."""
_ENTRY = 40
"""Bytes of an entry before its hash: times, device, number, mode, owner, size."""


def remembered_in_git(project: Path, content: Path) -> tuple[Diagnostic, ...]:
    """A warning where git has the files below ``.cache/scanpress`` in the project's folder.

    It is about a path relative to the ``content`` folder, like every other.
    """
    try:
        project = project.resolve()
        root = next(folder for folder in (project, *project.parents) if os.path.lexists(folder / ".git"))
        prefix = (project / CACHE).relative_to(root).as_posix().encode("utf-8", "surrogateescape") + b"/"
        with opened(git_folder(root / ".git") / "index") as stream:
            data = stream.read(_MOST)
        if not any(path.startswith(prefix) for path in _paths(data)):
            return ()
    except (OSError, StopIteration, ValueError, struct.error):
        return ()
    path = os.path.relpath(project / CACHE, content.resolve()).replace(os.sep, "/")
    return (
        finding(
            path,
            "cache-in-git",
            "what is remembered between builds is under version control",
            f"run git rm -r --cached {CACHE}, and add /.cache/ to .gitignore",
        ),
    )


def git_folder(git: Path) -> Path:
    """Git's own folder: ``.git``, or what that says where it is a file (a worktree, a submodule)."""
    if git.is_dir():
        return git
    with opened(git) as stream:
        said = stream.read(10_000).decode("utf-8", "surrogateescape")
    return git.parent / said.removeprefix("gitdir:").strip()


def _paths(data: bytes) -> list[bytes]:
    """The paths of an index; raises ``ValueError`` or ``struct.error`` where it is damaged."""
    signature, version, count = struct.unpack_from(">4sII", data)
    if signature != b"DIRC" or version not in (2, 3, 4):
        raise ValueError("this is no index that is known")
    for size in (20, 32):
        # SHA-1 or SHA-256; with the wrong one, the first entry does not end where its own length says.
        with suppress(ValueError, IndexError, struct.error):
            found = list(_entries(data, version, count, size))
            if len(found) == count:
                return found
    raise ValueError("this is no index that is known")


def _entries(data: bytes, version: int, count: int, size: int) -> Iterator[bytes]:
    place, path = 12, b""
    for _ in range(count):
        start = place
        (flags,) = struct.unpack_from(">H", data, place + _ENTRY + size)
        place += _ENTRY + size + (4 if version > 2 and flags & 0x4000 else 2)
        kept = b""
        if version == 4:
            dropped = data[place] & 0x7F
            while data[place] & 0x80 and dropped <= len(path):
                place += 1
                dropped = ((dropped + 1) << 7) | (data[place] & 0x7F)
            if dropped > len(path):
                return
            place += 1
            kept = path[: len(path) - dropped]
        end = data.index(b"\0", place)
        path = kept + data[place:end]
        # Each may begin as the one before, so paths without end would take a memory that grows with their square.
        if min(len(path), 0xFFF) != flags & 0xFFF or len(path) > _LONGEST:
            return
        yield path
        place = end + 1 if version == 4 else start + (end - start + 8) // 8 * 8
