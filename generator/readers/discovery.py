"""Finds the input files below the content folder and reads their bytes, trusting nothing about them."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from generator.config import Config
from generator.diagnostics import Diagnostic, Severity
from generator.readers.memory import Memory


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input file: its path below the content folder, with ``/``, the SHA-256 and size (bytes) of what it holds.

    ``load`` gives its bytes; raises ``OSError`` where it cannot be read, or holds something else by now.
    """

    path: str
    digest: str
    size: int
    load: Callable[[], bytes]

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def folder(self) -> str:
        """The path of the folder it lies in."""
        return self.path.rpartition("/")[0]


SETTLED = 2_000_000_000
"""Nanoseconds after which a file that was changed again has another time of change on every file system."""

_MOST_HELD = 64_000_000
"""How many bytes of files are kept until they are needed; what is beyond that is read again then."""

SCAN_NAME = re.compile(r"scan(?:[._-][a-z0-9._-]{0,60})?\.json", re.ASCII)
# Almost the name of a scan: other case, other separators. A word that only starts so (scanner) is none.
_SCAN_LIKE = re.compile(r"scan(?:v?[^a-z].*)?\.json", re.I | re.S)
_DATA = (".json", ".jsonl", ".yaml", ".yml")
SYNTHESIS_SUFFIXES = (".json", ".yaml", ".yml", ".txt")
# What other tools put beside a scan; known, and not read.
_NEIGHBOURS = {"registry.jsonl", "deep_eval.json", "calibration.json"}


@dataclass(frozen=True, slots=True)
class Found:
    """What discovery came back with. ``refused`` are paths that must not be published either."""

    scans: tuple[InputFile, ...]
    syntheses: tuple[InputFile, ...]
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


class _Walk:
    def __init__(self, config: Config, memory: Memory) -> None:
        self.config = config
        self.memory = memory
        self.held = 0
        self.root = config.content.resolve()
        self.refused: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def say(self, path: str, severity: Severity, rule: str, message: str, remedy: str) -> None:
        self.diagnostics.append(Diagnostic(path, rule, severity, message, remedy))
        if severity is Severity.ERROR:
            self.refused.add(path)

    def files(self, folder: str) -> Iterator[tuple[str, os.stat_result | None]]:
        """Every entry below ``folder`` that is not a plain folder, in an order that is the same everywhere."""
        if os.path.realpath(self.root / folder) != str(self.root / folder):
            self.say(
                folder, Severity.ERROR, "symlink", "the folder is reached through a link, which is not followed",
                "put the folder itself here",
            )  # fmt: skip
            return
        pending = [folder]
        while pending:
            current = pending.pop()
            try:
                names = sorted(os.listdir(f"{self.root}/{current}"))
            except OSError as error:
                if current != folder or not isinstance(error, FileNotFoundError):
                    self.say(current, Severity.ERROR, "unreadable", reason(error), "make the folder readable")
                continue
            inner = []
            for name in names:
                if name.startswith("."):
                    continue
                path = f"{current}/{name}"
                try:
                    path.encode("utf-8")
                    status = os.lstat(f"{self.root}/{path}")
                except (OSError, UnicodeEncodeError) as error:
                    self.say(
                        path.encode("utf-8", "replace").decode(), Severity.ERROR, "unreadable", reason(error),
                        "rename it with letters, digits and hyphens",
                    )  # fmt: skip
                    self.refused.add(path)
                    continue
                if stat.S_ISLNK(status.st_mode):
                    resolved = self._inside(path)
                    if resolved is None:
                        continue
                    status = resolved
                    if stat.S_ISDIR(status.st_mode):
                        self.say(
                            path, Severity.ERROR, "symlink", "the link leads to a folder, which is not followed",
                            "put the folder itself here",
                        )  # fmt: skip
                        continue
                if stat.S_ISDIR(status.st_mode) and not _looks_like_input(path, self.config):
                    inner.append(path)
                else:
                    yield path, status
            pending.extend(reversed(inner))

    def _inside(self, path: str) -> os.stat_result | None:
        try:
            target = (self.root / path).resolve(strict=True)
            # A hidden file is not published, and must not be through a link either.
            if any(part.startswith(".") for part in target.relative_to(self.root).parts):
                raise ValueError(path)
            return target.stat()
        except (OSError, ValueError, RuntimeError):
            self.say(
                path, Severity.ERROR, "symlink", "the link leads nowhere, to a hidden file or out of the folder",
                "put the file itself here",
            )  # fmt: skip
            return None

    def read(self, path: str, status: os.stat_result | None) -> InputFile | None:
        """The file's bytes, or ``None`` after saying why not."""
        if status is None or not stat.S_ISREG(status.st_mode):
            what = "a folder" if status and stat.S_ISDIR(status.st_mode) else "a pipe, socket or device"
            self.say(path, Severity.ERROR, "not-a-file", f"this is {what}, not a file", "put a plain file here")
            return None
        stamp = (path, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        known = self.memory.files.find(stamp)
        if known is not None:
            digest, size = known
            return InputFile(path, digest, size, lambda: self._again(path, digest))
        limit = self.config.max_file_bytes
        size, data = status.st_size, b""
        if size <= limit:
            try:
                data = self._bytes(path)
            except OSError as error:
                self.say(path, Severity.ERROR, "unreadable", reason(error), "make the file readable")
                return None
            size = len(data)
        if size > limit:
            self.say(
                path, Severity.ERROR, "too-large", f"the file has {size:,} bytes, the limit is {limit:,}",
                "shorten it, or raise max_file_bytes",
            )  # fmt: skip
            return None
        digest = hashlib.sha256(data).hexdigest()
        if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > SETTLED:
            self.memory.files.keep(stamp, (digest, size))
        self.held += size
        if self.held > _MOST_HELD:
            return InputFile(path, digest, size, lambda: self._again(path, digest))
        return InputFile(path, digest, size, lambda: data)

    def _again(self, path: str, digest: str) -> bytes:
        data = self._bytes(path)
        if hashlib.sha256(data).hexdigest() != digest:
            raise OSError(errno.ESTALE, "it changed while it was read")
        return data

    def _bytes(self, path: str) -> bytes:
        # Never blocks, even where the file was swapped for a pipe since it was looked at.
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(f"{self.root}/{path}", flags), "rb") as stream:
            # As much as there is: room for as much as there may be would have to be made for every file.
            size = os.fstat(stream.fileno()).st_size
            return stream.read(min(size, self.config.max_file_bytes) + 1)


def reason(error: Exception) -> str:
    """Why a file cannot be opened, in words."""
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be opened").lower()
    return "the name is not valid text"


def _looks_like_input(path: str, config: Config) -> bool:
    """Whether a folder has a name that only a file should have."""
    name = path.rsplit("/", 1)[-1]
    if path.startswith(config.scans + "/"):
        return bool(SCAN_NAME.fullmatch(name))
    return name.endswith(SYNTHESIS_SUFFIXES)


def discover(config: Config, memory: Memory | None = None) -> Found:
    """All scans and syntheses below the content folder, in an order that does not depend on the machine.

    A file that is in the ``memory`` is not read again where neither its size nor its times of change are others.
    """
    walk = _Walk(config, memory or Memory())
    scans, syntheses = [], []
    for path, status in walk.files(config.scans):
        name = path.rsplit("/", 1)[-1]
        if SCAN_NAME.fullmatch(name):
            if path.count("/") == config.scans.count("/") + 1:
                walk.say(
                    path, Severity.ERROR, "misplaced", "a scan must lie in a folder of its own",
                    f"move it to {config.scans}/<slug>/{name}; the folder's name becomes the address",
                )  # fmt: skip
            elif file := walk.read(path, status):
                scans.append(file)
        elif _SCAN_LIKE.fullmatch(name):
            walk.say(
                path, Severity.ERROR, "misnamed", "the file's name is not one that is read",
                "name it scan.json or scan-<version>.json, in lower case",
            )  # fmt: skip
        elif status is not None and not stat.S_ISREG(status.st_mode):
            walk.read(path, status)
        elif name.lower().endswith(_DATA) and name not in _NEIGHBOURS:
            walk.say(
                path, Severity.NOTE, "not-read", "the file is published as it is, and not read as a scan",
                "name it scan.json if it is one",
            )  # fmt: skip
    for path, status in walk.files(config.syntheses):
        name = path.rsplit("/", 1)[-1]
        if name.endswith(SYNTHESIS_SUFFIXES):
            if file := walk.read(path, status):
                syntheses.append(file)
        elif status is not None and not stat.S_ISREG(status.st_mode):
            walk.read(path, status)
        elif not name.lower().endswith(".md"):
            walk.say(
                path, Severity.NOTE, "not-read", "the file is published as it is, and not read as a synthesis",
                f"give it one of the endings {', '.join(SYNTHESIS_SUFFIXES)} if it is one",
            )  # fmt: skip
    return Found(tuple(scans), tuple(syntheses), frozenset(walk.refused), tuple(walk.diagnostics))
