"""The settings of one run."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

from generator.errors import ConfigError
from generator.homes import Home, homes_of, refuse_overlap
from generator.options import Affects, check_ranges, option
from generator.resources import page_templates

_ENDING = re.compile(r"[a-z0-9]+", re.ASCII)


class Corpus(StrEnum):
    """The kinds of pages about the corpus: each is the address of its first page, and its name in ``leave_out``."""

    OVERVIEW = "overview"
    EXPLORE = "explore"
    COMPARE = "compare"
    CRITERIA = "criteria"
    TAGS = "tags"
    MODULES = "modules"
    TYPES = "types"
    YEARS = "years"
    VENUES = "venues"
    AUTHORS = "authors"
    RED_FLAGS = "red-flags"
    CLAIMS = "claims"
    REFERENCES = "references"


class Part(StrEnum):
    """What a site has beside its pages, for links, other programs and scripts: each is a name in ``leave_out``."""

    EARLIER = "earlier-scans"
    LEDGER = "ledger"
    IDENTIFIERS = "identifiers"
    PREVIEWS = "previews"
    CARDS = "cards"
    METADATA = "metadata"
    COPY = "copy"
    DISPUTE = "dispute"
    EXPORTS = "exports"
    API = "api"
    FEEDS = "feeds"
    BADGES = "badges"


PART_FOLDERS: Mapping[Part, tuple[str, ...]] = {
    Part.IDENTIFIERS: ("arxiv", "doi"),
    Part.CARDS: ("cards",),
    Part.EXPORTS: ("exports",),
    Part.API: ("api",),
    Part.FEEDS: ("feeds",),
    Part.BADGES: ("badges",),
}
"""The folders of the site in which parts have their files."""


class Formula(StrEnum):
    """How a score is made of a scan's answers; the vocabulary has the words and the version of each."""

    FLAT = "flat"
    DOMAIN_MEANS = "domain-means"
    POOLED = "pooled"


@dataclass(frozen=True, slots=True)
class Config:
    """What ``generate`` needs to know; every path but ``content`` and ``templates`` is relative to ``content``.

    The fields made by ``option`` are the options of ``mkdocs.yml``; what each is stands in its text.
    ``directory_urls`` is MkDocs' ``use_directory_urls``; ``site_url`` is the site's address, ending with a slash, and
    ``repo_url`` that of its repository, each empty where it is not set. ``repository`` is the folder that a link may
    not leave, ``content`` itself where it is ``None``. ``project`` is the folder of ``mkdocs.yml``, the one that
    ``content`` is in where it is ``None``.
    ``hand_written`` are the paths of pages (relative to ``content``, such as
    ``index.md``) that the publisher wrote; they win.
    Raises ``ConfigError`` where a value is out of range or the content folder does not exist.
    """

    content: Path
    scans: str | tuple[str, ...] = option(
        "scans",
        "the folder with the scans, or a list of them: [names, paths and patterns](content/guide/inputs.md)",
        affects=Affects.READING,
    )
    syntheses: str | tuple[str, ...] = option("syntheses", "the same for syntheses", affects=Affects.READING)
    follow_links: bool = option(
        False,
        "follow links in and to input folders, and links to folders, as far as they stay within the repository",
        affects=Affects.READING,
    )
    templates: tuple[Path, ...] = option(
        (), "a folder with page templates of your own; they win over those of the package"
    )
    rows_per_page: int = option(250, "rows of an index page (1 to 1,000)", low=1, high=1_000)
    listed_links: int = option(
        25,
        'links (1 to 1,000) that a list such as "cited by" shows open, at most 6 on pages of scans; the others are '
        "folded",
        low=1, high=1_000,
    )  # fmt: skip
    compress_raw: bool = option(
        False,
        "publish the inputs compressed (`scan.json.gz`), a quarter as large; for very large sites",
    )
    max_file_bytes: int = option(
        10_000_000, "a larger file is refused unread (bytes, at least 1,000)", affects=Affects.READING, low=1_000
    )
    publish: tuple[str, ...] = option(
        (),
        "endings (`svg`) and files (`scans/index.md`) to publish from the input folders besides "
        "[the harmless ones](content/guide/broken-inputs.md#what-is-published-from-the-input-folders)",
    )
    search_criteria: bool = option(False, "a search entry for each criterion as well")
    leave_out: tuple[str, ...] = option(
        (),
        "what the site shall not have: the pages about the corpus called "
        + ", ".join(f"`{kind}`" for kind in Corpus)
        + "; the parts called "
        + ", ".join(f"`{part}`" for part in Part),
    )
    scores: tuple[str, ...] = option(
        tuple(formula.value for formula in Formula),
        "the formulas whose scores the page of a scan shows, out of "
        + ", ".join(f"`{formula}`" for formula in Formula)
        + "; the page on the methodology explains them",
    )
    dates: str = option(
        "",
        "`git` gives scans without a `scan_date` the day of the last commit that changed their file, for "
        "[feeds](content/guide/data.md#feeds); needs the whole history",
    )
    directory_urls: bool = True
    site_url: str = ""
    repo_url: str = ""
    site_name: str = ""
    """What the site is called."""
    repository: Path | None = None
    project: Path | None = None
    hand_written: frozenset[str] = field(default_factory=frozenset)
    drafts: frozenset[str] = field(default_factory=frozenset)
    """Those of them that are not published, which nothing may name."""
    changed: tuple[tuple[str, str], ...] = ()
    """The paths of inputs and the days of their last changes (``YYYY-MM-DD``), where ``dates`` asks for them."""
    unsaid: frozenset[str] = field(default_factory=frozenset)
    """The names of rules of which pages tell their readers nothing: those that the publisher ignores."""
    homes: tuple[Home, ...] = field(init=False, default=())
    """The input folders, as ``scans`` and ``syntheses`` name them."""

    def __post_init__(self) -> None:
        if not self.content.is_dir():
            raise ConfigError(f"{self.content}: no such folder; make it, or set docs_dir to the content folder")
        check_ranges(self)
        # Frozen, and yet what is given is brought into one form: ".SVG" is the ending "svg".
        object.__setattr__(self, "publish", tuple(map(_normal, self.publish)))
        for entry in self.publish:
            if "/" not in entry and not _ENDING.fullmatch(entry):
                raise ConfigError(
                    f"publish: {entry!r} is neither an ending nor a path below the content folder; "
                    "write one such as svg or scans/index.md"
                )
        for entry in self.leave_out:
            if entry not in (*Corpus, *Part):
                known = ", ".join((*Corpus, *Part))
                raise ConfigError(f"leave_out: there is nothing called {entry!r}; write {known}")
        if self.dates not in ("", "git"):
            raise ConfigError(f"dates: {self.dates!r} is not known; write git, or leave it out")
        for entry in self.scores:
            if entry not in {formula.value for formula in Formula}:
                raise ConfigError(f"scores: there is no formula called {entry!r}; write {', '.join(Formula)}")
        project = self.project or self.content.resolve().parent
        for kind in ("scans", "syntheses"):
            given = getattr(self, kind)
            given = (given,) if isinstance(given, str) else tuple(given)
            object.__setattr__(self, kind, given)
            object.__setattr__(self, "homes", self.homes + homes_of(kind, given, self.content, project))
        refuse_overlap(self.homes)
        for home in self.homes:
            first = home.address.partition("/")[0]
            if first in set(Corpus) - set(self.leave_out):
                raise ConfigError(
                    f"{home.kind}: pages about the corpus stand at {first}/ as well; "
                    f"rename the folder, or write `leave_out: [{first}]`"
                )
            for part, folders in PART_FOLDERS.items():
                if first in folders and part not in self.leave_out:
                    raise ConfigError(
                        f"{home.kind}: the site's {part} stand at {first}/ as well; "
                        f"rename the folder, or write `leave_out: [{part}]`"
                    )

    def homes_of(self, kind: str) -> tuple[Home, ...]:
        """The input folders of a kind (``scans`` or ``syntheses``)."""
        return tuple(home for home in self.homes if home.kind == kind)

    def addresses_of(self, kind: str) -> tuple[str, ...]:
        """Below which addresses the pages of a kind stand; the first is that of their index."""
        return _addresses(self.homes_of(kind))

    @property
    def scan_index(self) -> str:
        """The address of the index of scans."""
        return self.addresses_of("scans")[0]

    @property
    def synthesis_index(self) -> str:
        """The address of the index of syntheses."""
        return self.addresses_of("syntheses")[0]

    @property
    def template_folders(self) -> tuple[Path, ...]:
        """The folders in which page templates are looked up, the publisher's own first."""
        return (*self.templates, page_templates())


@lru_cache(maxsize=16)
def _addresses(homes: tuple[Home, ...]) -> tuple[str, ...]:
    first = next((home.address for home in homes if home.is_outside), homes[0].address)
    return tuple(dict.fromkeys((first, *(home.address for home in homes))))


def _normal(entry: str) -> str:
    return entry.removeprefix("./").removeprefix("/") if "/" in entry else entry.lower().removeprefix(".")
