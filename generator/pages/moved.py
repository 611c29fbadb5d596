"""What stands at addresses that the site once had: pages that lead on, copies of files, words about the rest."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from generator import limits
from generator.addresses import absolute, has
from generator.analysis.ledger import LEDGER
from generator.analysis.moved import Place, Tombstone, is_storable
from generator.analysis.site import Site
from generator.config import Config, Part
from generator.diagnostics import Diagnostic, bounded, finding, quoted
from generator.pages.badges import BADGE, withdrawn
from generator.pages.cards import card_path
from generator.pages.exports_places import api_document, badges, citation_files
from generator.pages.kinds import PlannedAsset, PlannedPage, Wholes, digest
from generator.pages.ledger import SCHEMA
from generator.pages.redirects import LeadingRecord, file_at, identifier_addresses, leading_data, redirect
from generator.render.href import page_file, page_url
from generator.render.redirect import LeadingPage, Onward, Preview
from generator.views.moved import GONE, gone_since

_RULE = "moved-entry"


_HELD = 4
"""Files of which the bytes are kept while copies of them are written."""
_OF_SIZE, _OF_ALL, _MOST_OF_ALL = 100_000, 100, 20
"""A copy counts once more for each so many bytes of the input that it goes with. One of a file of all inputs, which
grows with their number, counts so often, or as a twentieth of all that may be there."""

_OWN = frozenset({LEDGER, SCHEMA, "404.html", "sitemap.xml", "sitemap.xml.gz"})
"""Files of the site that nothing else may stand at."""

_OWN_FOLDERS = ("assets/", "search/")
"""Below which the files of MkDocs and of its theme stand."""


class _Taken:
    """The files of the site by their paths: a page's path below the content folder, a file's own."""

    def __init__(
        self, site: Site, pages: Iterable[PlannedPage], assets: Sequence[PlannedAsset], others: Collection[str]
    ) -> None:
        self._config = site.config
        urls = site.config.directory_urls
        self.pages = {page_file(page.path, urls): page.path for page in pages}
        self.pages |= {page_file(path, urls): path for path in site.config.hand_written}
        self.leading = {asset.path: asset.leads_to for asset in assets if asset.leads_to}
        self.assets = {asset.path: asset for asset in assets}
        self._others = others
        self._ordered = sorted((*self.pages, *self.assets))
        # In small letters, for to some file systems names that differ in case alone are one.
        self._files, self._folders = set(_OWN), set[str]()
        for path in (*self.pages, *self.assets, *others):
            self.add(path)

    def at(self, address: str) -> str:
        """The path of the file at an address, empty where there is none."""
        return next(filter(self._has, (address, file_at(address), f"{address}.html")), "")

    def _has(self, path: str) -> bool:
        return path in self.pages or path in self.assets or path in self._others

    def page(self, path: str) -> str:
        """What a link to a file names: the page's path below the content folder, or the file itself."""
        return self.pages.get(path) or self.leading.get(path, path)

    def has_room(self, path: str) -> bool:
        """Whether a file can stand there: at, above and below no other file, and no file of the site's own."""
        folded = path.casefold()
        return (
            folded not in self._files
            and not folded.startswith(_OWN_FOLDERS)
            and folded not in self._folders
            and not any(folder in self._files for folder in _folders_of(folded))
            and is_storable(path)
        )

    def add(self, path: str) -> None:
        """A file that is there from now on."""
        folded = path.casefold()
        self._files.add(folded)
        for folder in _folders_of(folded):
            if folder in self._folders:
                break
            self._folders.add(folder)

    def of(self, new: str, old: str) -> Iterator[tuple[str, str]]:
        """The files that go with the page at ``new``, each with the address that it would have with one at ``old``.

        They stand below the page, beside it under its name, or where a part of the site has its own.
        """
        for start in (f"{new}/", f"{new}."):
            for number in range(bisect_left(self._ordered, start), len(self._ordered)):
                path = self._ordered[number]
                if not path.startswith(start):
                    break
                if path != f"{new}/index.html":
                    yield path, old + path.removeprefix(new).removesuffix("/index.html")
        for path, address in zip(_of_parts(self._config, new), _of_parts(self._config, old), strict=True):
            if path in self.assets:
                yield path, address


class _Copies:
    """Files of the site at further addresses. However many copies of one there are, it is made once."""

    def __init__(self, assets: Mapping[str, PlannedAsset]) -> None:
        self._assets = assets
        self._held: dict[str, bytes] = {}

    def at(self, path: str, address: str) -> PlannedAsset:
        """The file at ``path``, for another address."""
        # Without what makes it of its pieces, which every copy would do by itself.
        return replace(self._assets[path], path=address, make=lambda wholes: self._content(path, wholes), renew=None)

    def _content(self, path: str, wholes: Wholes) -> bytes:
        found = self._held.pop(path, None)
        if found is None:
            found = self._assets[path].make(wholes)
        # Copies are written in the order of their addresses, so those of a file mostly one after the other.
        self._held[path] = found
        if len(self._held) > _HELD:
            del self._held[next(iter(self._held))]
        return found


def _folders_of(path: str) -> Iterator[str]:
    """The folders in which a file is."""
    while path := posixpath.dirname(path):
        yield path


def _of_parts(config: Config, location: str) -> tuple[str, ...]:
    """Where parts of the site have files of the page at a location, if it has any."""
    return (
        *(badges(config, location) or ()),
        *citation_files(location),
        api_document(config, location),
        card_path(location),
    )


def lead_on(
    site: Site, pages: Iterable[PlannedPage], assets: Sequence[PlannedAsset], others: Collection[str]
) -> tuple[list[PlannedAsset], list[Diagnostic]]:
    """What stands at the addresses that ``moved.yml`` names, and what cannot be as it says.

    ``others`` are the paths of the files of the site that are not generated.
    """
    if not site.moved.entries:
        return [], []
    taken = _Taken(site, pages, assets, others)
    made: dict[str, PlannedAsset] = {}
    said: list[Diagnostic] = []
    most: int = limits.OLD_FILES + limits.OLD_FILES_OF_INPUT * (len(site.papers) + len(site.reports))
    room = most

    def say(pointer: str, message: str, remedy: str) -> None:
        said.append(finding(site.moved.path, _RULE, message, remedy, pointer=pointer))

    def put(asset: PlannedAsset, counts: int = 1) -> None:
        nonlocal room
        if not taken.at(asset.path) and taken.has_room(asset.path):
            made[asset.path] = asset
            taken.add(asset.path)
            room -= counts

    copies = _Copies(taken.assets)
    for number, (address, pointer, end) in enumerate(site.leads.pages):
        if room <= 0:
            say(
                pointer,
                f"the entries from {address} on are left out ({len(site.leads.pages) - number:,}): a site with as "
                f"many inputs has at most {most:,} files at old addresses, and large ones count as several",
                "remove entries that nobody follows any more",
            )
            break
        path = "" if isinstance(end, Tombstone) else taken.at(end.address)
        if taken.at(address):
            say(pointer, f"{address} is an address of the site again", "remove this entry")
        elif not taken.has_room(_file_for(address, end)):
            say(
                pointer,
                f"{address} is kept for files of the site's own, stands above or below another file, or differs from "
                "one in case alone",
                "remove this entry",
            )
        elif isinstance(end, Tombstone):
            for asset in _of_stone(site, address, end):
                put(asset)
        elif not path:
            say(
                pointer, f"{address} leads to {quoted(end.address)}, which is no address of the site",
                "write the address of a page, or reason and date if it is gone",
            )  # fmt: skip
        elif path.endswith(".html") and not _ends_as_a_file(address):
            put(_planned(redirect(site, address, taken.page(path), end.anchor, _links(site, address))))
            # Below what ends as a file does, none can stand.
            if site.entries(end.address) is not None and not address.endswith(".html"):
                counts = 1 + _size(site, end.address) // _OF_SIZE
                for one, old in taken.of(end.address, address):
                    leads = one.endswith(".html")
                    put(_planned(redirect(site, old, taken.page(one))) if leads else copies.at(one, old), counts)
        elif path in taken.assets and posixpath.splitext(path)[1] == posixpath.splitext(address)[1]:
            asset = taken.assets[path]
            of_all = max(_OF_ALL, -(-most // _MOST_OF_ALL))
            put(copies.at(path, address), of_all if asset.is_of_all else 1 + _source_size(asset) // _OF_SIZE)
        else:
            say(
                pointer, f"{address} leads to {quoted(path)}, which cannot stand there as well",
                "lead a page to a page, and a file to a generated file with the same ending",
            )  # fmt: skip
    return list(made.values()), bounded(said)


def _ends_as_a_file(address: str) -> bool:
    """Whether an address has an ending, as files have; a number at its end (``2502.10391``) is none."""
    return posixpath.splitext(address)[1][1:].isalpha() and not address.endswith(".html")


def _file_for(address: str, end: Place | Tombstone) -> str:
    """The file to be made for an address that leads to this end."""
    return address if isinstance(end, Place) and _ends_as_a_file(address) else file_at(address)


def _planned(record: LeadingRecord) -> PlannedAsset:
    return PlannedAsset(record.path, digest(record), None, lambda wholes: leading_data(record), record.leads_to)


def _size(site: Site, location: str) -> int:
    """Bytes of the input whose page stands there."""
    shown = site.scan_at(location) or site.synthesis_at(location)
    return shown.source.size if shown else 0


def _source_size(asset: PlannedAsset) -> int:
    return asset.source.size if asset.source else 0


def _links(site: Site, address: str) -> tuple[Onward, ...]:
    """The fragments that do not stand on the page to which the others of this address lead."""
    return tuple([
        Onward(f"{end.address}/index.md", str(end), end.anchor, anchor)
        for anchor, end in site.leads.entries.get(address, ())
        if isinstance(end, Place)
    ])  # fmt: skip


def _of_stone(site: Site, address: str, stone: Tombstone) -> Iterator[PlannedAsset]:
    """What stands at an address that leads to what is gone: the words about it, or a way there."""
    if address != stone.old.address or stone.old.anchor:
        yield _planned(_to_stone(site, address, stone))
        return
    yield _planned(_stone(site, stone))
    if any(address.startswith(f"{home.address}/") for home in site.config.homes_of("scans")):
        for badge in withdrawn(site.config, address):
            yield BADGE.planned(badge)
    for version in stone.versions:
        yield _planned(_to_stone(site, f"{address}/{version}", stone))
    if has(site.config, Part.IDENTIFIERS):
        for alias in identifier_addresses(stone.identifiers):
            yield _planned(_to_stone(site, alias, stone))


def _stone(site: Site, stone: Tombstone) -> LeadingRecord:
    config = site.config
    url = absolute(config, page_url(_page(stone), config.directory_urls))
    facts = [("Authors", ", ".join(stone.authors)), (gone_since(stone.date), stone.date), ("Reason", stone.reason)]
    page = LeadingPage(
        file_at(stone.old.address),
        Preview(f"{GONE}: {stone.title}", stone.reason, url),
        stone.title,
        ("This page was removed from the site. Nothing has taken its place.",),
        facts=tuple([(name, value) for name, value in facts if value]),
        links=(Onward("index.md", "Go to the home page"),),
    )
    return LeadingRecord(page, config.directory_urls)


def _to_stone(site: Site, address: str, stone: Tombstone) -> LeadingRecord:
    old = stone.old
    page = _page(stone)
    url = absolute(site.config, page_url(page, site.config.directory_urls))
    title = f"{GONE}: {stone.title or old.address}"
    target = Onward(page, title, old.anchor)
    return LeadingRecord(
        LeadingPage(file_at(address), Preview(title, stone.reason, url), "This page has moved", (), target),
        site.config.directory_urls,
    )


def _page(stone: Tombstone) -> str:
    """The page where it is said that something is gone, as a link names it."""
    address = stone.old.address
    return address if address.endswith(".html") else f"{address}/index.md"
