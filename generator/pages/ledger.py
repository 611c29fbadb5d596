"""``addresses.json``: every address of the site with what it is, so that a later build can be held against it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from generator import limits
from generator.addresses import has
from generator.analysis.entries import Entries
from generator.analysis.ledger import LEDGER, MOVED, REMOVED, Address, Ledger, json_schema, plain, written
from generator.analysis.moved import Tombstone
from generator.analysis.site import Site
from generator.config import Part
from generator.identify import short_hash
from generator.pages.kinds import PlannedAsset, PlannedPage
from generator.pages.overview import PICTURE
from generator.pages.redirects import file_at
from generator.render.href import page_url
from generator.shorten import short_title

SCHEMA = "addresses.schema.json"
"""Where the JSON Schema of the ledger stands below the site."""

# What a further page of a list shows is something else with every new paper, so nobody can mean it.
_FURTHER = re.compile(r"/page-\d+(?:/|\.)")
_FURTHER_PICTURE = re.compile(r"-\d+\.svg$")

Kind = str
"""The name of a page type or of an asset type."""


def ledger_of(
    site: Site, pages: Iterable[tuple[Kind, PlannedPage]], assets: Iterable[tuple[Kind, PlannedAsset]]
) -> Ledger:
    """The addresses of these pages and files."""
    urls = site.config.directory_urls
    moved = {file_at(address): ends for address, ends in site.leads.entries.items()}
    stones = {
        file_at(address): end
        for address, _, end in site.leads.pages
        if isinstance(end, Tombstone) and end.old.address == address
    }
    authors = {paper.location: _authors(paper.scan.authors) for paper in site.papers}
    found: dict[str, Address] = {}
    for path in site.config.hand_written - site.config.drafts:
        found[page_url(path, urls)] = Address("page")
    for kind, page in pages:
        if _FURTHER.search(page.path):
            continue
        location = page.path.removesuffix("/index.md")
        source = page.source.digest[:12] if page.source else ""
        entries = _entries(site, location)
        found[page_url(page.path, urls)] = Address(
            kind, site.title_at(location), entries=entries, source=source, authors=authors.get(location, ())
        )
    for kind, asset in assets:
        if kind == PICTURE.name and _FURTHER_PICTURE.search(asset.path):
            continue
        address = plain(asset.path) if urls else asset.path
        if kind == MOVED and asset.path in stones:
            found[address] = Address(REMOVED, stones[asset.path].title)
            continue
        ends = moved.get(asset.path, ())
        entries = Entries(own=tuple([anchor for anchor, _ in ends]))
        found[address] = Address(kind, to=page_url(asset.leads_to, urls) if asset.leads_to else "", entries=entries)
    return found


def _authors(names: tuple[str, ...]) -> tuple[str, ...]:
    # Cut as titles are: a ledger with a longer text would not be read again.
    found = tuple(map(short_title, names[: limits.LEDGER_AUTHORS]))
    return found if len(names) <= limits.LEDGER_AUTHORS else (*found, "et al.")


def _entries(site: Site, location: str) -> Entries:
    entries = site.entries(location)
    moved = site.leads.entries.get(location, ())
    if entries is None or not moved:
        return entries or Entries()
    return Entries(entries.shared, entries.own + tuple([anchor for anchor, _ in moved]))


def ledger_files(
    site: Site, pages: Iterable[tuple[Kind, PlannedPage]], assets: Iterable[tuple[Kind, PlannedAsset]]
) -> list[PlannedAsset]:
    """The ledger and its schema as files, where the site has them."""
    if not has(site.config, Part.LEDGER):
        return []
    pages, assets = tuple(pages), tuple(assets)
    # What stands on a page follows from its file and its record: no need to write all of it to know it is the same.
    known = [(kind, page.path, page.digest, page.source and page.source.digest) for kind, page in pages]
    files = [(kind, asset.path, asset.leads_to) for kind, asset in assets]
    by_hand = sorted(site.config.hand_written - site.config.drafts)
    leads = (site.leads.pages, site.leads.entries)
    own = short_hash(repr((known, files, leads, by_hand, site.config.site_url)), 32)
    schema = json.dumps(json_schema(), indent=1, sort_keys=True).encode() + b"\n"
    return [
        PlannedAsset(
            LEDGER,
            own,
            None,
            lambda wholes: written(ledger_of(site, pages, assets), site.config.site_url),
            is_of_all=True,
        ),
        PlannedAsset(SCHEMA, short_hash(schema.decode(), 32), None, lambda wholes: schema),
    ]
