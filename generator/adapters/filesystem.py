"""Files in folders: what is below a folder, and a target folder that is only written where it must be.

A target remembers in its marker file what was written there, with the digest of each file. What does not hold
what was written is somebody else's, whatever the marker says: it is neither replaced nor removed. Nothing is written
through a link.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from generator.diagnostics import Diagnostic, finding
from generator.errors import ScanpressError
from generator.store.files import FileError, clear, explained, opened, parts_of
from generator.store.files import write as write_whole

MARKER = ".scanpress-export"
"""The file in which a target folder keeps the list of what was written there."""

_SKIPPED_FOLDERS = {".git", "__pycache__"}

Content = bytes | Path | Callable[[], bytes]
"""What a file is to hold: bytes, the same as another file, or what is given when it is asked for."""


class TargetError(ScanpressError):
    """A folder or file cannot be written as asked."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The plain files below a folder by their path with ``/``, and what was left out."""

    files: dict[str, Path]
    left_out: tuple[Diagnostic, ...] = ()


def files_below(root: Path) -> Listing:
    """Every plain file below ``root``. Links are followed to files that lie below it too, and nowhere else."""
    files: dict[str, Path] = {}
    left_out: list[Diagnostic] = []
    base = root.resolve()

    def leave_out(path: str, message: str, remedy: str) -> None:
        shown = path.encode("utf-8", "replace").decode()
        left_out.append(finding(shown, "not-exported", message, remedy))

    pending = [""]
    while pending:
        current = pending.pop()
        try:
            names = sorted(os.listdir(base / current))
        except OSError as error:
            leave_out(current, (error.strerror or "it cannot be read").lower(), "make the folder readable")
            continue
        for name in names:
            path = f"{current}/{name}" if current else name
            place = base / path
            try:
                path.encode("utf-8")
                status = place.lstat()
                is_link = stat.S_ISLNK(status.st_mode)
                if is_link:
                    status = place.resolve(strict=True).stat()
            except UnicodeEncodeError:
                leave_out(path, "the name is not valid text", "rename it with letters, digits and hyphens")
                continue
            except (OSError, RuntimeError):
                leave_out(path, "the link leads nowhere", "put the file itself here")
                continue
            if is_link and not place.resolve().is_relative_to(base):
                leave_out(path, "the link leads out of the folder", "put the file itself here")
            elif stat.S_ISREG(status.st_mode):
                if os.access(place, os.R_OK):
                    files[path] = place
                else:
                    leave_out(path, "permission denied", "make the file readable")
            elif not stat.S_ISDIR(status.st_mode):
                leave_out(path, "this is a pipe, socket or device, not a file", "put a plain file here")
            elif is_link:
                leave_out(path, "the link leads to a folder, which is not followed", "put the folder itself here")
            elif name not in _SKIPPED_FOLDERS:
                pending.append(path)
    return Listing(files, tuple(left_out))


def write(root: Path, path: str, content: Content) -> bool:
    """Make the file at ``path`` below ``root`` hold ``content``; whether anything had to be written.

    The file is replaced as a whole or not at all. Raises ``TargetError`` where the path leads out of ``root``, and
    ``OSError`` with a file's name where the system does not let it be written.
    """
    content = content() if callable(content) else content
    target = _place(root, path, make=True)
    if target.is_dir() and not target.is_symlink():
        raise TargetError(f"{target}: a folder stands where a file must be written; remove it or use another folder")
    if not target.is_symlink() and _same(target, content):
        return False
    if isinstance(content, bytes):
        write_whole(target, [content])
    else:
        with opened(content) as source:
            write_whole(target, parts_of(source))
    return True


def _place(root: Path, path: str, *, make: bool) -> Path:
    """The place of ``path`` below ``root``, once no link can lead it elsewhere."""
    steps = path.split("/")
    unfit = "\0\\:" if os.name == "nt" else "\0"
    if any(step in ("", ".", "..") or any(char in step for char in unfit) for step in steps):
        raise TargetError(f"{path!r}: this is not a path below {root}; rename the file it comes from")
    folder = root
    for step in steps[:-1]:
        folder = folder / step
        if folder.is_symlink():
            raise TargetError(f"{folder}: this is a link, and nothing is written through links; remove it")
        if make and not folder.is_dir():
            try:
                folder.mkdir()
            except FileExistsError:
                raise TargetError(f"{folder}: a file stands where a folder must be made; remove it") from None
    return folder / steps[-1]


def _same(target: Path, content: Content) -> bool:
    if not target.is_file():
        return False
    content = content() if callable(content) else content
    with opened(target) as there:
        if isinstance(content, bytes):
            return os.fstat(there.fileno()).st_size == len(content) and there.read() == content
        with opened(content) as source:
            if os.fstat(there.fileno()).st_size != os.fstat(source.fileno()).st_size:
                return False
            return all(one == two for one, two in zip_longest(parts_of(there), parts_of(source)))


def _digest(content: Content) -> str:
    found = hashlib.sha256()
    content = content() if callable(content) else content
    if isinstance(content, bytes):
        found.update(content)
    else:
        with opened(content) as source:
            for part in parts_of(source):
                found.update(part)
    return found.hexdigest()


@dataclass(frozen=True, slots=True)
class Changes:
    """How many files were written, were right already, and were removed."""

    written: int
    unchanged: int
    removed: int


class TargetFolder:
    """A folder that is made to hold certain files and remembers which."""

    def __init__(self, root: Path, *, force: bool = False) -> None:
        """Raises ``TargetError`` where the folder holds something else; ``force`` takes it all the same."""
        self._root = root
        self._force = force
        if root.exists() and not root.is_dir():
            raise TargetError(f"{root}: this is a file; name a folder")
        clear(root)
        self._written = self._read_marker()

    def _read_marker(self) -> dict[str, set[str]]:
        marker = self._root / MARKER
        if not self._root.exists() or not any(self._root.iterdir()):
            return {}
        if not marker.is_file() or marker.is_symlink():
            if self._force:
                return {}
            raise TargetError(
                f"{self._root}: the folder is not empty and not of an earlier export; use another one, or --force"
            )
        try:
            files = json.loads(marker.read_text("utf-8"))["files"]
            if all(isinstance(digest, str) for digests in files.values() for digest in digests):
                return {path: set(digests) for path, digests in files.items()}
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        if self._force:
            return {}
        raise TargetError(f"{marker}: this list of files is damaged; use another folder, or --force")

    def _write_marker(self, files: Mapping[str, set[str]]) -> None:
        about = (
            "Written by scanpress export. The next export replaces or removes the files of this list that still hold "
            "what was written (SHA-256), and no others."
        )
        listed = {path: sorted(digests) for path, digests in sorted(files.items())}
        text = json.dumps({"about": about, "files": listed}, indent=1) + "\n"
        write(self._root, MARKER, text.encode())

    def fill(
        self, files: Mapping[str, Content], progress: Callable[[int, int], None] = lambda done, total: None
    ) -> Changes:
        """Make the folder hold ``files``, and nothing more of what was written here before.

        Raises ``FileError`` where the system does not let that be done; it can be done again then.
        """
        try:
            return self._fill(files, progress)
        except OSError as error:
            reason = explained(error)
            if reason is None:
                raise
            raise FileError(reason) from error

    def _fill(self, files: Mapping[str, Content], progress: Callable[[int, int], None]) -> Changes:
        digests = {path: _digest(content) for path, content in files.items()}
        right = set()
        for path, digest in digests.items():
            target = _place(self._root, path, make=False)
            found = self._held(target)
            if found == digest:
                right.add(path)
            elif not self._force and os.path.lexists(target) and found not in self._written.get(path, ()):
                raise TargetError(f"{target}: this is not what an earlier export wrote; move it away, or use --force")
        self._root.mkdir(parents=True, exist_ok=True)
        # The list is complete at every moment, so that a run that was cut short can be repeated.
        gone = self._written.keys() - files.keys()
        for path, digest in digests.items():
            self._written.setdefault(path, set()).add(digest)
        self._write_marker(self._written)
        self._clear(self._written)
        removed = sum(self._remove(path) for path in sorted(gone))
        written = 0
        for done, path in enumerate(sorted(files), 1):
            written += path not in right and write(self._root, path, files[path])
            progress(done, len(files))
        self._written = {path: {digest} for path, digest in digests.items()}
        self._write_marker(self._written)
        return Changes(written, len(files) - written, removed)

    @staticmethod
    def _held(target: Path) -> str | None:
        """The digest of the plain file at ``target``; ``None`` where there is none."""
        return _digest(target) if target.is_file() and not target.is_symlink() else None

    def _clear(self, paths: Iterable[str]) -> None:
        """Remove what a run that was killed left where this one writes."""
        for folder in {path.rpartition("/")[0] for path in paths}:
            place = _place(self._root, f"{folder}/{MARKER}" if folder else MARKER, make=False).parent
            if not place.is_symlink():
                clear(place)

    def _remove(self, path: str) -> bool:
        target = _place(self._root, path, make=False)
        if self._held(target) not in self._written[path]:
            return False
        target.unlink()
        for folder in target.parents:
            if folder == self._root or any(folder.iterdir()):
                break
            folder.rmdir()
        return True
