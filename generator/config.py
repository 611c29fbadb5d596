"""The settings of one run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from generator.errors import ConfigError
from generator.resources import page_templates

_FOLDER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*", re.ASCII)
_ENDING = re.compile(r"[a-z0-9]+", re.ASCII)
_TAKEN = frozenset({"index", "methodology", "assets", "search", "404", "sitemap"})


@dataclass(frozen=True, slots=True)
class Config:
    """What ``generate`` needs to know; every path but ``content`` and ``templates`` is relative to ``content``.

    ``rows_per_page`` is the number of rows (1 to 1,000) of an index page, ``listed_links`` the most links
    (1 to 1,000) that a list of derived links (cited by, names) shows before it says how many more there are,
    ``directory_urls`` is MkDocs' ``use_directory_urls``,
    and ``max_file_bytes`` the size in bytes over which an input file is refused unread.
    Raises ``ConfigError`` where a value is out of range or the content folder does not exist.
    """

    content: Path
    scans: str = "scans"
    syntheses: str = "syntheses"
    templates: tuple[Path, ...] = ()
    rows_per_page: int = 250
    listed_links: int = 25
    max_file_bytes: int = 10_000_000
    directory_urls: bool = True
    compress_raw: bool = False
    """Whether the inputs are published compressed (gzip), which makes them a quarter as large."""
    search_criteria: bool = False
    """Whether the search has an entry for each criterion, too."""
    publish: tuple[str, ...] = ()
    """What else is published from the input folders: endings (``svg``) and paths (``scans/index.md``)."""
    repository: Path | None = None
    """The folder that a link below ``content`` may not leave; ``None`` is ``content`` itself."""
    hand_written: frozenset[str] = field(default_factory=frozenset)
    """Paths of pages (relative to ``content``, such as ``index.md``) that the publisher wrote; they win."""

    def __post_init__(self) -> None:
        if not self.content.is_dir():
            raise ConfigError(f"{self.content}: no such folder; make it, or set docs_dir to the content folder")
        for name in ("rows_per_page", "listed_links"):
            if not 1 <= getattr(self, name) <= 1_000:
                raise ConfigError(f"{name}: {getattr(self, name)} is out of range; use a number from 1 to 1000")
        if self.max_file_bytes < 1_000:
            raise ConfigError(f"max_file_bytes: {self.max_file_bytes} is too small; use at least 1000")
        # Frozen, and yet what is given is brought into one form: ".SVG" is the ending "svg".
        object.__setattr__(self, "publish", tuple(map(_normal, self.publish)))
        for entry in self.publish:
            if "/" not in entry and not _ENDING.fullmatch(entry):
                raise ConfigError(
                    f"publish: {entry!r} is neither an ending nor a path below the content folder; "
                    "write one such as svg or scans/index.md"
                )
        for name in ("scans", "syntheses"):
            value = getattr(self, name)
            if not _FOLDER.fullmatch(value):
                raise ConfigError(
                    f"{name}: {value!r} cannot be a folder of pages; use lower-case letters, digits and hyphens, "
                    f"such as {name!r}"
                )
            if value.split("/")[0] in _TAKEN:
                raise ConfigError(
                    f"{name}: {value!r} is the address of something else; use another, such as {name!r}"
                )
        if f"{self.scans}/".startswith(f"{self.syntheses}/") or f"{self.syntheses}/".startswith(f"{self.scans}/"):
            raise ConfigError("scans and syntheses: give them two folders of which neither lies in the other")

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The folders in which page templates are looked up, the publisher's own first."""
        return (*self.templates, page_templates())


def _normal(entry: str) -> str:
    return entry.removeprefix("./").removeprefix("/") if "/" in entry else entry.lower().removeprefix(".")
