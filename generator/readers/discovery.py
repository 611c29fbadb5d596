"""Finds the input files, and says which of the files beside them are not read."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import BinaryIO

from generator import limits
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity, finding
from generator.homes import name_of
from generator.identify import SCAN_NAME
from generator.readers.content import survey
from generator.readers.entries import (
    PAGE_ENDINGS,
    Content,
    Entry,
    is_almost_input,
    is_corrections,
    is_listed,
    is_moved,
    is_reply,
    not_published,
    reason,
)
from generator.readers.form import NEIGHBOURS, InputForm
from generator.readers.forms import endings, examples
from generator.readers.held import Held
from generator.readers.json_lines import NAMED_BY, Line, lines, name_in
from generator.readers.memory import Memory, Stamp
from generator.readers.opening import InputBytes


@dataclass(frozen=True, slots=True)
class InputFile:
    """An input: its path below the content folder, with ``/``, the SHA-256 and size (bytes) of what it holds.

    Where it is one line of a file, ``line`` is its number. Inputs with one ``group`` are of one paper; ``address``
    and ``title`` say below which address its page stands, and after what it is named there. ``load`` gives its bytes;
    raises ``OSError`` where it cannot be read, or holds something else by now.
    """

    path: str
    digest: str
    size: int
    load: Callable[[], bytes]
    form: InputForm
    group: str
    address: str
    title: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class ReplyFile:
    """A reply of a paper's authors: its path, the SHA-256 of its bytes, these, and the group of the paper's scans."""

    path: str
    digest: str
    data: bytes
    group: str


SETTLED = 2_000_000_000
"""Nanoseconds after which a file that was changed again has another time of change on every file system."""

_MOST_LINES = 100
"""How many times as large as another file one may be of which each line is an input."""

_MOST_HELD = 40_000_000
"""Files of how many bytes in all are kept until they are needed; where there are more, each is read again then."""

_DATA = (".json", ".jsonl", ".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class Found:
    """What discovery came back with. ``refused`` are paths that must not be published either.

    ``corrections`` are the path and the bytes of the file in which the publisher corrects families of red flags,
    ``moved`` those of the file that says what became of old addresses. ``replies`` are those of authors that lie
    beside scans.
    """

    scans: tuple[InputFile, ...]
    syntheses: tuple[InputFile, ...]
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    corrections: tuple[str, bytes] | None = None
    moved: tuple[str, bytes] | None = None
    replies: tuple[ReplyFile, ...] = ()


class _Walk:
    def __init__(self, config: Config, memory: Memory, places: Mapping[str, str]) -> None:
        self.config = config
        self.places = places
        self.bytes = InputBytes(config, places)
        self.memory = memory
        self.held: Held[str, bytes] = Held(_MOST_HELD)
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

    def almost(self, entry: Entry) -> None:
        """Say that a file is not quite a scan."""
        if "/" in entry.inner or not SCAN_NAME.fullmatch(entry.name):
            self.say(
                entry.path, "misnamed", "the file's name is not one that is read"
            )  # fmt: skip
        else:
            self.say(
                entry.path, "misplaced", "a scan must lie in a folder of its own",
                f"move it to {entry.home.path}/<slug>/{entry.name}; the folder's name becomes the address",
            )  # fmt: skip

    def not_read(self, entry: Entry) -> None:
        """Say that a file is published and not read, where somebody may think that it is."""
        path, name = entry.path, entry.name
        if not is_listed(path, self.config) or name in NEIGHBOURS:
            return
        if entry.home.kind == "syntheses":
            if not name.lower().endswith(PAGE_ENDINGS):
                self.say(
                    path, "not-read", "the file is published as it is, and not read as a synthesis",
                    f"give it one of the endings {', '.join(endings('syntheses'))} if it is one",
                )  # fmt: skip
        elif name.lower().endswith(_DATA):
            self.say(
                path, "not-read", "the file is published as it is, and not read as a scan",
                f"name it like {examples('scans')} if it is one",
            )  # fmt: skip

    def of_publisher(self, entry: Entry) -> tuple[str, bytes] | None:
        """The path and the bytes of a file of the publisher's own, ``None`` after saying why there are none."""
        # It is for the site's making, and says nothing to those who visit it.
        self.refused.add(entry.path)
        data = self._beside(entry, self.config.max_file_bytes)
        return None if data is None else (entry.path, data)

    def reply(self, entry: Entry, groups: Collection[str]) -> Iterator[ReplyFile]:
        """The reply in a file; none after saying why not. ``groups`` are those of the scans that there are."""
        path, group = entry.path, entry.path.rpartition("/")[0]
        # Its words stand on the page of the scan, and nowhere by themselves.
        self.refused.add(path)
        if group not in groups:
            # Where each file of a folder is a scan, nobody could tell which of them the reply is about.
            has_several = any(other.rpartition("/")[0] == group for other in groups)
            message = "each file of this folder is a scan" if has_several else "there is no scan in this folder"
            self.say(
                path,
                "lonely-reply",
                f"{message}, so the reply stands with none",
                "give the scan a folder of its own, and put the reply there" if has_several else "",
            )
            return
        data = self._beside(entry, min(limits.REPLY_FILE, self.config.max_file_bytes))
        if data is not None:
            yield ReplyFile(path, hashlib.sha256(data).hexdigest(), data, group)

    def _beside(self, entry: Entry, limit: int) -> bytes | None:
        """The bytes of a file that is no input and is read all the same, ``None`` after saying why there are none."""
        if entry.what:
            self.no_file(entry)
            return None
        try:
            data = self.bytes.read(entry.path)
        except OSError as error:
            self.say(entry.path, "unreadable", reason(error), "make the file readable")
            return None
        if len(data) > limit:
            remedy = "shorten it" if limit < self.config.max_file_bytes else ""
            self._too_large(entry.path, len(data), limit, remedy=remedy)
            return None
        return data

    def read(self, entry: Entry) -> Iterator[InputFile]:
        """The inputs in a file; none after saying why not."""
        if entry.what:
            self.no_file(entry)
            return
        path, form = entry.path, entry.form
        assert form is not None
        try:
            status = os.lstat(self.places[path])
            stamp = (path, status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
            is_settled = time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) > SETTLED
            if form.is_lines:
                yield from self._lines(entry, form, stamp, is_settled=is_settled)
            elif found := self._whole(entry, form, stamp, is_settled=is_settled):
                yield found
        except OSError as error:
            self.say(path, "unreadable", reason(error), "make the file readable")

    def _whole(self, entry: Entry, form: InputForm, stamp: Stamp, *, is_settled: bool) -> InputFile | None:
        path, limit = entry.path, self.config.max_file_bytes
        known = self.memory.files.find(stamp)
        if known is not None:
            digest, size = known
        else:
            size, data = stamp[3], b""
            if size <= limit:
                data = self.bytes.read(path)
                size = len(data)
            if size > limit:
                self._too_large(path, size)
                return None
            digest = hashlib.sha256(data).hexdigest()
            if is_settled:
                self.memory.files.keep(stamp, (digest, size))
            self.held.keep(path, data, size)
        title, is_shared = self._title(entry)
        return InputFile(
            path, digest, size, partial(self._load, path, digest), form,
            path.rpartition("/")[0] if is_shared else path, entry.home.address, title,
        )  # fmt: skip

    def _load(self, path: str, digest: str) -> bytes:
        held = self.held.find(path)
        return self.bytes.again(path, digest) if held is None else held

    def _title(self, entry: Entry) -> tuple[str, bool]:
        """What the page of a file is named after, and whether others in its folder are of the same paper."""
        if entry.pattern and entry.home.kind == "scans":
            return name_of(entry.inner, entry.pattern)
        folder, _, name = entry.inner.rpartition("/")
        is_shared = bool(folder) and entry.home.kind == "scans"
        return (folder if is_shared else entry.inner[: -len(name)] + name.rpartition(".")[0]), is_shared

    def _lines(self, entry: Entry, form: InputForm, stamp: Stamp, *, is_settled: bool) -> Iterator[InputFile]:
        path, limit = entry.path, self.config.max_file_bytes
        if not entry.home.is_outside:
            # Each line is published beside its page.
            self.refused.add(path)
        if stamp[3] > _MOST_LINES * limit:
            self._too_large(path, stamp[3], _MOST_LINES * limit)
            return
        found = self.memory.lines.find(stamp)
        if found is None:
            with self.bytes.open(path) as stream:
                found = self._listed(path, stream)
            if found and is_settled:
                self.memory.lines.keep(stamp, found)
        for line in found:
            if not line.digest:
                self._too_large(path, line.size, line=line.number)
                continue
            if not line.name:
                self.diagnostics.append(
                    finding(
                        path,
                        "odd-name",
                        "nothing in this line names its page",
                        f"give it a field {', '.join(NAMED_BY[:-1])} or {NAMED_BY[-1]}",
                        severity=Severity.WARNING,
                        line=line.number,
                    )
                )
            yield InputFile(
                path, line.digest, line.size, partial(self.bytes.again, path, line.digest, line), form,
                f"{path}:{line.number}", entry.home.address, line.name or f"line-{line.number}", line.number,
            )  # fmt: skip

    def _listed(self, path: str, stream: BinaryIO) -> tuple[Line, ...]:
        """The lines of a file; none after saying that they are too many."""
        limit, nameless = self.config.max_file_bytes, 0
        found: list[Line] = []
        for number, start, size, data in lines(stream, limit):
            if len(found) == limits.INPUTS:
                self.say(path, "too-large", f"the file has more than {limits.INPUTS:,} lines", "split it")
                return ()
            if size > limit:
                found.append(Line(number, start, size, "", ""))
                continue
            name = name_in(data)
            nameless += not name
            if nameless > limits.MISTAKES:
                message = f"the file has more than {limits.MISTAKES:,} lines that name no page"
                self.say(path, "too-large", message, "give each a slug, or split the file")
                return ()
            name = f"line-{number}" if name is None else name
            found.append(Line(number, start, size, hashlib.sha256(data).hexdigest(), name))
        return tuple(found)

    def _too_large(self, path: str, size: int, limit: int = 0, *, line: int | None = None, remedy: str = "") -> None:
        what = "line" if line else "file"
        self.diagnostics.append(
            finding(
                path,
                "too-large",
                f"the {what} has {size:,} bytes, the limit is {limit or self.config.max_file_bytes:,}",
                remedy or "shorten it, or raise max_file_bytes",
                line=line,
            )
        )
        self.refused.add(path)


def discover(config: Config, memory: Memory | None = None, content: Content | None = None) -> Found:
    """All scans and syntheses below the content folder, in an order that does not depend on the machine.

    ``content`` is what a walk over the folder came back with, where it was walked already.

    A file that is in the ``memory`` is not read again where neither its size nor its times of change are others.
    """
    content = content or survey(config)
    walk = _Walk(config, memory or Memory(), {entry.path: entry.place for entry in content.entries})
    inputs: dict[str, list[InputFile]] = {"scans": [], "syntheses": []}
    corrections = moved = None
    found: list[Entry] = []
    for entry in content.entries:
        if is_corrections(entry, config):
            corrections = walk.of_publisher(entry)
        elif is_moved(entry, config):
            moved = walk.of_publisher(entry)
        elif is_reply(entry):
            found.append(entry)
        elif entry.form is not None:
            inputs[entry.home.kind] += walk.read(entry)
        elif is_almost_input(entry):
            walk.almost(entry)
        elif entry.what:
            walk.no_file(entry)
        elif not entry.home.patterns:
            walk.not_read(entry)
    groups = {file.group for file in inputs["scans"]}
    replies = tuple([reply for entry in found for reply in walk.reply(entry, groups)])
    left_out = tuple(not_published(content.entries, config, frozenset(walk.refused)))
    return Found(
        tuple(inputs["scans"]),
        tuple(inputs["syntheses"]),
        content.refused | walk.refused | {item.file for item in left_out},
        (*content.diagnostics, *walk.diagnostics, *left_out),
        corrections,
        moved,
        replies,
    )
