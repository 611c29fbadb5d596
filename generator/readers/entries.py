"""What a walk over folders comes back with, and what of it is published beside the inputs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from generator.config import Config
from generator.diagnostics import Diagnostic, finding
from generator.homes import Home
from generator.readers.form import InputForm

HARMLESS_ENDINGS = frozenset({
    "avif", "csv", "gif", "jpeg", "jpg", "json", "jsonl", "pdf", "png", "tsv", "txt", "webp", "yaml", "yml",
})  # fmt: skip
"""The endings, in lower case, of files that are published from the input folders: no browser runs them as a page."""

PAGE_ENDINGS = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""The endings by which MkDocs knows a Markdown page."""

# Almost the name of a scan: other case, other separators. A word that only starts so (scanner) is none.
SCAN_LIKE = re.compile(r"scan(?:v?[^a-z].*)?\.json", re.I | re.S)


class Entry(NamedTuple):
    """Something in an input folder: ``home`` is that folder, ``path`` is below the content folder.

    ``form`` is that of an input, ``None`` where it is none, and ``pattern`` the publisher's that it matches, if any.
    ``what`` says what it is where it is no plain file. A link to a file is that file. ``place`` is the absolute path
    of a plain file's bytes, without links.
    """

    path: str
    home: Home
    form: InputForm | None = None
    pattern: str = ""
    what: str = ""
    place: str = ""

    @property
    def name(self) -> str:
        """The last step of the path."""
        return self.path.rsplit("/", 1)[-1]

    @property
    def inner(self) -> str:
        """The path below the input folder."""
        return self.home.inner(self.path)


@dataclass(frozen=True, slots=True)
class Content:
    """What the walk came back with.

    ``files`` leads from the path of every file below the content folder that may be published or read to the place
    of its bytes: its own, or that of the file that a link leads to. ``entries`` are what lies in the input folders,
    except plain folders; of those outside the content folder, only the inputs. ``refused`` are the paths of files and
    folders that must not be published. ``elsewhere`` are the absolute paths of folders outside the content folder
    that were walked, too.
    """

    files: dict[str, str]
    entries: tuple[Entry, ...]
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    elsewhere: tuple[str, ...] = ()


def reason(error: Exception) -> str:
    """Why a file cannot be opened, in words."""
    if isinstance(error, OSError):
        return (error.strerror or "it cannot be opened").lower()
    return "the name is not valid text"


def is_hidden(path: str) -> bool:
    """Whether a step of the path starts with a dot."""
    return path.startswith(".") or "/." in path


def is_almost_input(entry: Entry) -> bool:
    """Whether a file has almost the name of a scan, or a scan's name at a wrong place."""
    return entry.home.kind == "scans" and not entry.home.patterns and SCAN_LIKE.fullmatch(entry.name) is not None


CORRECTIONS = "families.yml"
"""The file in which the publisher corrects families of red flags, in the first folder of scans."""


def is_corrections(entry: Entry, config: Config) -> bool:
    """Whether this is the file in which the publisher corrects families of red flags."""
    return entry.inner == CORRECTIONS and entry.home.path == config.homes_of("scans")[0].path


MOVED = "moved.yml"
"""The file in which the publisher says what became of old addresses, beside it."""


def is_moved(entry: Entry, config: Config) -> bool:
    """Whether this is the file in which the publisher says what became of old addresses."""
    return entry.inner == MOVED and entry.home.path == config.homes_of("scans")[0].path


def is_of_publisher(entry: Entry, config: Config) -> bool:
    """Whether this is a file in which the publisher says something about all inputs."""
    return is_corrections(entry, config) or is_moved(entry, config)


REPLY = "reply.md"
"""The file beside a scan with what the paper's authors reply to it."""


def is_reply(entry: Entry) -> bool:
    """Whether this is a reply of authors, by its name; it belongs to the scan in its folder, if there is one."""
    return entry.name == REPLY and entry.home.kind == "scans" and entry.form is None


def is_listed(path: str, config: Config) -> bool:
    """Whether a file in an input folder is published though it is no input: by its ending, or by name."""
    if path in config.publish:
        return True
    _, dot, ending = path.rsplit("/", 1)[-1].rpartition(".")
    return bool(dot) and (ending.lower() in HARMLESS_ENDINGS or ending.lower() in config.publish)


def not_published(entries: tuple[Entry, ...], config: Config, named: frozenset[str]) -> Iterator[Diagnostic]:
    """A warning for each file in the input folders that is no input, not on the list, and not ``named`` already."""
    for entry in entries:
        if entry.path in named or entry.form is not None or entry.home.is_outside or is_listed(entry.path, config):
            continue
        _, dot, ending = entry.name.rpartition(".")
        kind = f"files that end in .{ending}" if dot else "files without an ending"
        yield finding(entry.path, "not-published", f"{kind[:60]} are not published from the input folders")
