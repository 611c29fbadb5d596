"""What a page type is: records taken from the site, and a view made of one record.

A page is a function of its record and, where it is the page of an input, of that input's file. Nothing else can
change what it shows, so it is made again where the record's digest, the file's digest, its template, the settings or
the code are others, and never else.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Generic, Protocol, TypeVar

from generator.analysis.site import Site
from generator.config import Config
from generator.formats.joined import GZIP, PLAIN, Piece
from generator.identify import short_hash
from generator.model import COMPRESSED, Scan, ScanSummary, Source, Synthesis, SynthesisSummary
from generator.search import Unit
from generator.views.found import page_unit
from generator.views.search import SearchEntry, bounded


class View(Protocol):
    """What a template gets: the page's path, its front matter, and what else the template asks for."""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""

    @property
    def meta(self) -> Mapping[str, object]:
        """The front matter."""


class Record(Protocol):
    """All that a page takes from the site: a frozen dataclass whose ``repr`` tells two records apart."""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""


class InputRecord(Record, Protocol):
    """The record of an input's own page."""

    @property
    def source(self) -> Source:
        """The file that the page shows."""


class Wholes(Protocol):
    """Reads whole inputs; raises ``InputChangedError`` where a file is no longer what it was."""

    def scan(self, source: Source) -> Scan:
        """The scan in a file."""

    def synthesis(self, source: Source) -> Synthesis:
        """The synthesis in a file."""

    def data(self, source: Source) -> bytes:
        """The file's bytes."""


@dataclass(frozen=True, slots=True)
class Made:
    """A view, and what the search finds of its page.

    ``search`` is for a search that every reader downloads whole; ``unit`` is what the site's own finds, but
    for the page's address, or ``None``.
    """

    view: View
    search: tuple[SearchEntry, ...]
    unit: Unit | None


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that can be made: where it stands, what it is made of, and how.

    ``digest`` is a hash of its record and ``source`` the input that it shows, if it is one; where both are the same,
    and so are templates, settings and code, the page is the same. ``listed`` says whether an automatic navigation
    has it. ``renewed`` gives the page of an input that was changed, with all that was known of others before, by the
    summary of what the input says now; ``None`` where the page would say what is wrong.
    """

    path: str
    template: str
    digest: str
    source: Source | None
    listed: bool
    make: Callable[[Wholes], Made]
    renewed: Callable[[Summary], PlannedPage | None] = lambda summary: None


R = TypeVar("R", bound=Record)
I = TypeVar("I", bound=InputRecord)  # noqa: E741
W = TypeVar("W", Scan, Synthesis)
V = TypeVar("V", bound=View)
F = TypeVar("F")

Summary = ScanSummary | SynthesisSummary
"""What others may know of an input."""


def _never(record: Record) -> bool:
    return False


def _nowhere(record: Record) -> str:
    return ""


def _none(record: object, summary: Summary) -> None:
    return None


def _nothing(view: View) -> Iterable[SearchEntry]:
    return ()


class PageType(Protocol):
    """A kind of page. ``addresses`` are patterns (as in ``.gitignore``) of the pages that it may have."""

    @property
    def name(self) -> str:
        """What the kind is called in messages."""

    @property
    def template(self) -> str:
        """The file's name of its template."""

    @property
    def addresses(self) -> Callable[[Config], tuple[str, ...]]:
        """The patterns under the settings of a run."""

    def plan(self, site: Site) -> Iterator[PlannedPage]:
        """All pages of the kind."""


@dataclass(frozen=True, slots=True)
class RecordPages(Generic[R, V]):
    """Pages that show records and nothing else."""

    name: str
    template: str
    addresses: Callable[[Config], tuple[str, ...]]
    records: Callable[[Site], Iterable[R]]
    view: Callable[[R], V]
    listed: Callable[[R], bool] = _never
    search: Callable[[V], Iterable[SearchEntry]] = _nothing

    def plan(self, site: Site) -> Iterator[PlannedPage]:
        """All pages of the kind."""
        for record in self.records(site):
            yield PlannedPage(
                record.path, self.template, digest(record), None, self.listed(record), self._maker(record)
            )

    def _maker(self, record: R) -> Callable[[Wholes], Made]:
        def make(wholes: Wholes) -> Made:
            view = self.view(record)
            entries = bounded(self.search(view))
            return Made(view, entries, page_unit(entries))

        return make


@dataclass(frozen=True, slots=True)
class InputPages(Generic[I, W, V]):
    """Pages of inputs: each shows its record and its own file, which ``load`` reads.

    ``renewed`` gives the record with another summary of its input in it, ``None`` where more of it changes with that.
    """

    name: str
    template: str
    addresses: Callable[[Config], tuple[str, ...]]
    records: Callable[[Site], Iterable[I]]
    load: Callable[[Wholes, Source], W]
    view: Callable[[I, W], V]
    search: Callable[[I, V], Iterable[SearchEntry]]
    unit: Callable[[I, V], Unit | None]
    renewed: Callable[[I, Summary], I | None] = _none

    def plan(self, site: Site) -> Iterator[PlannedPage]:
        """All pages of the kind."""
        for record in self.records(site):
            yield self._planned(record)

    def _planned(self, record: I) -> PlannedPage:
        def renewed(summary: Summary) -> PlannedPage | None:
            found = self.renewed(record, summary)
            return None if found is None else self._planned(found)

        return PlannedPage(
            record.path, self.template, digest(record), record.source, False, self._maker(record), renewed
        )

    def _maker(self, record: I) -> Callable[[Wholes], Made]:
        def make(wholes: Wholes) -> Made:
            view = self.view(record, self.load(wholes, record.source))
            return Made(view, bounded(self.search(record, view)), self.unit(record, view))

        return make


Pieces = tuple[Piece, ...]
Before = Callable[[], tuple[bytes, Pieces]]
"""Reads a file as it was before, and tells its pieces."""


@dataclass(frozen=True, slots=True)
class PlannedAsset:
    """A file that is no page: where it stands, a hash of its record, the input that it is made of, and how.

    Where it does nothing but lead to a page, ``leads_to`` is that page's path below the content folder.
    """

    path: str
    digest: str
    source: Source | None
    make: Callable[[Wholes], bytes]
    leads_to: str = ""
    is_of_all: bool = False
    """Whether every change of an input makes it another file; a preview may show it as it was before."""
    renew: Callable[[Wholes, Before], tuple[bytes, Pieces]] | None = None
    """Makes the same of pieces, and of those that it had before as far as they are still right; tells its pieces."""


class AssetType(Protocol):
    """A kind of file that is no page."""

    @property
    def name(self) -> str:
        """What the kind is called in messages."""

    def plan(self, site: Site) -> Iterator[PlannedAsset]:
        """All files of the kind."""


@dataclass(frozen=True, slots=True)
class RecordAssets(Generic[R]):
    """Files that are made of records and nothing else."""

    name: str
    records: Callable[[Site], Iterable[R]]
    data: Callable[[R], bytes]
    leads_to: Callable[[R], str] = _nowhere

    def plan(self, site: Site) -> Iterator[PlannedAsset]:
        """All files of the kind."""
        for record in self.records(site):
            yield self.planned(record)

    def planned(self, record: R) -> PlannedAsset:
        """The file that is made of a record."""
        return PlannedAsset(
            record.path, digest(record), None, lambda wholes: self.data(record), self.leads_to(record)
        )


@dataclass(frozen=True, slots=True)
class InputAssets(Generic[I]):
    """Files that are made of an input's bytes."""

    name: str
    records: Callable[[Site], Iterable[I]]
    data: Callable[[I, bytes], bytes]

    def plan(self, site: Site) -> Iterator[PlannedAsset]:
        """All files of the kind."""
        for record in self.records(site):
            yield PlannedAsset(record.path, digest(record), record.source, self._maker(record))

    def _maker(self, record: I) -> Callable[[Wholes], bytes]:
        return lambda wholes: self.data(record, wholes.data(record.source))


@dataclass(frozen=True, slots=True)
class SiteAssets(Generic[R, F]):
    """Files that are made of all inputs at once.

    To hash all that they say would take long, so two are told apart by their records, by which inputs there are
    (``Site.digest``), by the site's name and by the settings that addresses depend on. ``facts`` takes from the site
    what follows from these alone, once for all files of the kind.
    """

    name: str
    records: Callable[[Site], Iterable[R]]
    facts: Callable[[Site], F]
    data: Callable[[R, F], bytes]

    def plan(self, site: Site) -> Iterator[PlannedAsset]:
        """All files of the kind."""
        mark = _mark(site)
        records = list(self.records(site))
        facts = self.facts(site) if records else None
        for record in records:
            yield PlannedAsset(record.path, digest((record, mark)), None, self._maker(record, facts), is_of_all=True)

    def _maker(self, record: R, facts: F | None) -> Callable[[Wholes], bytes]:
        def make(wholes: Wholes) -> bytes:
            assert facts is not None
            return self.data(record, facts)

        return make


def _mark(site: Site) -> str:
    """A hash of which inputs there are, of the site's name, and of the settings that addresses depend on."""
    config = site.config
    settings = (
        config.site_name, config.site_url, config.directory_urls, config.compress_raw, sorted(config.leave_out),
    )  # fmt: skip
    return digest((site.digest, config.changed, settings))


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a file of ``BlockAssets``: ``mark`` tells what it says, and ``lines`` makes it, maybe of inputs."""

    mark: object
    lines: Callable[[Wholes], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class BlockAssets(Generic[R, F]):
    """Files of all inputs that are joined of blocks, each of a few inputs.

    Those that are as they were before are taken over as they stand, and are told apart by their marks; whole files
    are as those of ``SiteAssets``. The order and the bounds of blocks must not depend on what was there before.
    """

    name: str
    records: Callable[[Site], Iterable[R]]
    facts: Callable[[Site], F]
    blocks: Callable[[R, F], Iterable[Block]]

    def plan(self, site: Site) -> Iterator[PlannedAsset]:
        """All files of the kind."""
        mark = _mark(site)
        records = list(self.records(site))
        if not records:
            return
        facts = self.facts(site)
        for record in records:
            made, renewed = partial(self._made, record, facts), partial(self._renewed, record, facts)
            yield PlannedAsset(record.path, digest((record, mark)), None, made, is_of_all=True, renew=renewed)

    def _made(self, record: R, facts: F, wholes: Wholes) -> bytes:
        return self._renewed(record, facts, wholes, lambda: (b"", ()))[0]

    def _renewed(self, record: R, facts: F, wholes: Wholes, before: Before) -> tuple[bytes, Pieces]:
        form = GZIP if record.path.endswith(COMPRESSED) else PLAIN
        known = form.taken_apart(*before())
        found: list[tuple[Piece, bytes | memoryview]] = []
        for block in self.blocks(record, facts):
            key = digest(block.mark)
            found.append(known.get(key) or form.made(key, block.lines(wholes)))
        return form.joined(found), tuple([piece for piece, _ in found])


def digest(record: object) -> str:
    """A hash of all that a record holds."""
    return short_hash(repr(record), 32)
