"""How files are read and written where somebody else may have a hand in the folder.

A file that is written appears as a whole or not at all. What a run that was killed left of it has a name by which the
next run knows it, and is held by no living process, so it can be cleared.
"""

from __future__ import annotations

import contextlib
import errno
import os
import re
import secrets
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from generator.errors import ScanpressError

if sys.platform != "win32":
    import fcntl

_UNFINISHED = re.compile(r"\.scanpress-[0-9a-f]{32}\.tmp(-journal)?", re.ASCII)
_OLD_UNFINISHED = re.compile(r"\.scanpress-[0-9]{1,10}\.tmp", re.ASCII)
"""As versions before named them: by the number of the process, which another one gets again."""
_CHUNK = 1 << 20
_BINARY = getattr(os, "O_BINARY", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)

_REMEDIES = {
    errno.ENOSPC: "make room on the disk, or write to another one",
    errno.EDQUOT: "make room within your quota, or write to another disk",
    errno.EFBIG: "write to a file system that takes files of this size",
    errno.EROFS: "write to a folder that is not read-only",
    errno.EACCES: "make the file and its folder readable and writable for you",
    errno.EPERM: "make the file and its folder readable and writable for you",
    errno.EIO: "check the disk",
    errno.ENAMETOOLONG: "shorten the name",
    errno.ENOTDIR: "a file stands where a folder must be; move it away",
    errno.EISDIR: "a folder stands where a file must be; move it away",
    errno.EEXIST: "a file stands where a folder must be; move it away",
    errno.ENOTEMPTY: "another program writes there; end it, and run this again",
    errno.ELOOP: "remove the link",
    errno.ENOENT: "another program moved it away; run this again",
    errno.ESTALE: "it is being changed; run this again when it is finished",
    errno.EMFILE: "allow more open files (ulimit -n)",
    errno.ENFILE: "end other programs, which hold too many files open",
}


class FileError(ScanpressError):
    """The system did not let a file be read or written; the message names the file and what to do."""


def explained(error: OSError) -> str | None:
    """The file, what is wrong with it and what to do; ``None`` where the error is not about files."""
    remedy = _REMEDIES.get(error.errno or 0)
    if remedy is None:
        return None
    # Where one is copied to the other, it is the second that cannot be written.
    is_full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG) and error.filename2 is not None
    name = error.filename2 if is_full else error.filename
    place = f"{os.fsdecode(name)}: " if isinstance(name, str | bytes | os.PathLike) else ""
    return f"{place}{(error.strerror or str(error)).lower()}; {remedy}"


@contextlib.contextmanager
def named(path: str | os.PathLike[str]) -> Iterator[None]:
    """Errors in here are about this file; the system names none where a disk is full."""
    try:
        yield
    except OSError as error:
        if error.filename is None:
            error.filename = os.fspath(path)
        raise


def opened(path: str | os.PathLike[str]) -> BinaryIO:
    """A plain file, for reading. Never waits for a pipe; raises ``OSError`` where it is anything else."""
    with named(path):
        return _plain(os.open(path, os.O_RDONLY | _NO_WAIT | _BINARY), os.fspath(path))


def opened_below(base: str, path: str) -> BinaryIO:
    """A plain file at ``path``, with ``/``, below the folder ``base``, for reading: no link on the way is followed.

    What was a file or folder when it was looked at may have become a link. Raises ``OSError``.
    """
    if os.open not in os.supports_dir_fd:
        return opened(os.path.join(base, path))
    *folders, name = path.split("/")
    place = f"{base}/{path}"
    with named(base):
        inside = os.open(base, os.O_RDONLY | os.O_DIRECTORY)
    try:
        for folder in folders:
            outside, inside = inside, os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _NO_FOLLOW, dir_fd=inside)
            os.close(outside)
        number = os.open(name, os.O_RDONLY | _NO_WAIT | _NO_FOLLOW, dir_fd=inside)
    except OSError as error:
        # The system names the one step only, and calls a link among folders no folder.
        if error.errno in (errno.ELOOP, errno.ENOTDIR):
            raise OSError(errno.ELOOP, "a link or a file came in its place", place) from None
        error.filename = place
        raise
    finally:
        os.close(inside)
    return _plain(number, place)


def _plain(number: int, path: str) -> BinaryIO:
    try:
        if not stat.S_ISREG(os.fstat(number).st_mode):
            raise OSError(errno.EISDIR, "it is not a plain file", path)
        return open(number, "rb")
    except BaseException:
        os.close(number)
        raise


def parts_of(stream: BinaryIO) -> Iterator[bytes]:
    """What is left of the stream, piece by piece."""
    while part := stream.read(_CHUNK):
        yield part


def write(target: Path, parts: Iterable[bytes], *, mode: int = 0o666) -> None:
    """Write the file; it takes its place when all of its parts are there. A link there is replaced, not followed.

    Raises ``OSError``, with the file's name.
    """
    with named(target):
        number, unfinished = _begun(target.parent, mode)
        try:
            with open(number, "wb") as stream:
                # Held as long as this lives, so that no other run takes it for a leftover.
                _hold(number)
                stream.writelines(parts)
                stream.flush()
                if os.name != "nt":
                    os.replace(unfinished, target)
            if os.name == "nt":
                # There, a file that is open cannot be moved.
                os.replace(unfinished, target)
        except BaseException:
            with contextlib.suppress(OSError):
                unfinished.unlink()
            raise


def unfinished_name() -> str:
    """A name for a file that is being written; nobody can have guessed it and put something there."""
    return f".scanpress-{secrets.token_hex(16)}.tmp"


def _begun(folder: Path, mode: int) -> tuple[int, Path]:
    path = folder / unfinished_name()
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NO_FOLLOW | _BINARY, mode), path


def _hold(number: int) -> bool:
    """Whether nobody else holds the file; nobody else can then, until it is closed or this process ends."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        # A file system without locks says so, and then there is nothing to ask.
        return error.errno not in (errno.EWOULDBLOCK, errno.EACCES)
    return True


def hold(path: Path) -> int | None:
    """Keep the file from being cleared as a leftover until the number that is given back is closed."""
    try:
        number = os.open(path, os.O_RDONLY | _NO_FOLLOW | _NO_WAIT | _BINARY)
    except OSError:
        return None
    if _hold(number):
        return number
    os.close(number)
    return None


def clear(folder: Path) -> None:
    """Remove what runs that were killed left unfinished in this folder."""
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            if _UNFINISHED.fullmatch(name) or _OLD_UNFINISHED.fullmatch(name):
                _clear_one(folder / name)


def _clear_one(path: Path) -> None:
    with contextlib.suppress(OSError):
        if not stat.S_ISREG(path.lstat().st_mode):
            return
        number = hold(path)
        if number is None:
            return
        try:
            if os.name != "nt":
                path.unlink()
        finally:
            os.close(number)
        if os.name == "nt":
            path.unlink()
