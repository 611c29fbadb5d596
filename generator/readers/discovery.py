"""Finds the input files below the content folder and reads their bytes, trusting nothing about them."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from generator.config import Config
from generator.diagnostics import Diagnostic, Severity, finding
from generator.readers.content import (
    PAGE_ENDINGS,
    SCAN_NAME,
    SYNTHESIS_SUFFIXES,
    Content,
    Entry,
    is_listed,
    not_published,
    reason,
    survey,
)
from generator.readers.memory import Memory
from generator.store.files import opened_below


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

_MOST_HELD = 40_000_000
"""How many bytes of files are kept until they are needed; what is beyond that is read again then."""

# Almost the name of a scan: other case, other separators. A word that only starts so (scanner) is none.
_SCAN_LIKE = re.compile(r"scan(?:v?[^a-z].*)?\.json", re.I | re.S)
_DATA = (".json", ".jsonl", ".yaml", ".yml")
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
    def __init__(self, config: Config, memory: Memory, places: Mapping[str, str]) -> None:
        self.config = config
        # Where the bytes are, as the walk found it: a link that came there since is not followed.
        self.places = places
        self.memory = memory
        self.held = 0
        self.root = str(config.content.resolve())
        self.refused: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def say(self, path: str, rule: str, message: str, remedy: str = "") -> None:
        item = finding(path, rule, message, remedy)
        self.diagnostics.append(item)
        if item.severity is Severity.ERROR:
            self.refused.add(path)

    def no_file(self, entry: Entry) -> None:
        """Say that something is no file."""
        self.say(
            entry.path,
            "not-a-file",
            f"this is {entry.what}, not a file",
        )

    def read(self, entry: Entry) -> InputFile | None:
        """The file's bytes, or ``None`` after saying why not."""
        if entry.what:
            self.no_file(entry)
            return None
        path = entry.path
        try:
            status = os.lstat(self.places[path])
        except OSError as error:
            self.say(path, "unreadable", reason(error), "make the file readable")
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
                self.say(path, "unreadable", reason(error), "make the file readable")
                return None
            size = len(data)
        if size > limit:
            self.say(
                path,
                "too-large",
                f"the file has {size:,} bytes, the limit is {limit:,}",
                "shorten it, or raise max_file_bytes",
            )
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
        place = os.path.relpath(self.places[path], self.root).replace(os.sep, "/")
        with opened_below(self.root, place) as stream:
            # As much as there is: room for as much as there may be would have to be made for every file.
            size = os.fstat(stream.fileno()).st_size
            return stream.read(min(size, self.config.max_file_bytes) + 1)


def discover(config: Config, memory: Memory | None = None, content: Content | None = None) -> Found:
    """All scans and syntheses below the content folder, in an order that does not depend on the machine.

    ``content`` is what a walk over the folder came back with, where it was walked already.

    A file that is in the ``memory`` is not read again where neither its size nor its times of change are others.
    """
    content = content or survey(config)
    walk = _Walk(config, memory or Memory(), content.files)
    scans, syntheses = [], []
    for entry in content.entries:
        path, name = entry.path, entry.name
        is_data = name.lower().endswith(_DATA) and name not in _NEIGHBOURS and is_listed(path, config)
        if entry.home == config.syntheses:
            if name.endswith(SYNTHESIS_SUFFIXES):
                if file := walk.read(entry):
                    syntheses.append(file)
            elif entry.what:
                walk.no_file(entry)
            elif is_listed(path, config) and not name.lower().endswith(PAGE_ENDINGS):
                walk.say(
                    path,
                    "not-read",
                    "the file is published as it is, and not read as a synthesis",
                    f"give it one of the endings {', '.join(SYNTHESIS_SUFFIXES)} if it is one",
                )
        elif SCAN_NAME.fullmatch(name):
            if path.count("/") == config.scans.count("/") + 1:
                walk.say(
                    path,
                    "misplaced",
                    "a scan must lie in a folder of its own",
                    f"move it to {config.scans}/<slug>/{name}; the folder's name becomes the address",
                )
            elif file := walk.read(entry):
                scans.append(file)
        elif _SCAN_LIKE.fullmatch(name):
            walk.say(path, "misnamed", "the file's name is not one that is read")
        elif entry.what:
            walk.no_file(entry)
        elif is_data:
            walk.say(
                path,
                "not-read",
                "the file is published as it is, and not read as a scan",
                "name it scan.json if it is one",
            )
    left_out = tuple(not_published(content.entries, config, frozenset(walk.refused)))
    return Found(
        tuple(scans),
        tuple(syntheses),
        content.refused | walk.refused | {item.file for item in left_out},
        (*content.diagnostics, *walk.diagnostics, *left_out),
    )
