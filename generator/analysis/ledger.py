"""The ledger of what a build published: every address, what it is, and the entries that it has.

It is JSON, one address a line, with sorted keys: ``Document`` is its form, from which the JSON Schema is made.
Criteria have the same ids on most pages, so pages share lists of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from generator import limits
from generator.analysis.entries import Entries
from generator.errors import ConfigError

VERSION = 1
LEDGER = "addresses.json"
"""Where it stands below the site."""
FETCH_IT = f"give the {LEDGER} of a site that this version of scanpress published"
"""What to do about a file that is none."""

_Text = Annotated[str, Field(max_length=20_000)]
_Name = Annotated[str, Field(max_length=2_000)]


class Line(BaseModel):
    """An address."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    what: _Name = Field(alias="is", description="what it is: scan, synthesis, criterion, raw file, moved, removed …")
    title: _Text = Field("", description="the title of a paper or a synthesis")
    authors: list[_Text] = Field([], description="the authors of a paper, the first of them")
    to: _Name = Field("", description="the address to which it leads on, for one that does")
    lists: list[Annotated[int, Field(ge=0)]] = Field(
        [], description="numbers of the lists, in the ledger's own, of fragments that the page has"
    )
    source: _Name = Field(
        "", description="the first 12 hexadecimal digits of the SHA-256 of the scan or synthesis that the page shows"
    )
    entries: list[_Name] = Field([], description="further fragments that the page has: claims, red flags, references")


class Document(BaseModel):
    """Every address that a site published: pages, their entries, and files. Addresses are below the site's own."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, title="scanpress addresses")

    # Python takes true for 1, so a constant would, too.
    ledger: Annotated[int, Field(ge=VERSION, le=VERSION)] = Field(description="the version of this format")
    site_url: _Name = Field("", description="the site's address; empty where it was not known")
    lists: list[list[_Name]] = Field([], description="lists of fragments that pages share")
    addresses: dict[_Name, Line]


@dataclass(frozen=True, slots=True)
class Address:
    """What stands at an address; ``to`` is the one to which it leads on, if it does, and ``source`` what it shows."""

    what: str
    title: str = ""
    to: str = ""
    entries: Entries = field(default_factory=Entries)
    source: str = ""
    authors: tuple[str, ...] = ()


Ledger = Mapping[str, Address]
"""Addresses below the site's, such as ``scans/a/`` and ``scans/a/scan.json``, with what stands there."""


def written(ledger: Ledger, site_url: str) -> bytes:
    """The ledger as a file."""
    numbers: dict[tuple[str, ...], int] = {}
    lines = []
    for address in sorted(ledger):
        found = ledger[address]
        line: dict[str, object] = {"is": found.what}
        if found.title:
            line["title"] = found.title
        if found.authors:
            line["authors"] = found.authors
        if found.to:
            line["to"] = found.to
        if found.source:
            line["source"] = found.source
        if found.entries.shared:
            line["lists"] = [numbers.setdefault(names, len(numbers)) for names in found.entries.shared]
        if found.entries.own:
            line["entries"] = found.entries.own
        lines.append(f"{_json(address)}:{_json(line)}")
    lists = ",\n".join(map(_json, numbers))
    text = (
        f'{{"ledger":{VERSION},"site_url":{_json(site_url)},\n"lists":[\n{lists}\n],\n"addresses":{{\n'
        + ",\n".join(lines)
        + "\n}}\n"
    )
    return text.encode(errors="replace")


# One for all: there are tens of thousands of lines, and it takes as long to make one as to write a line.
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def addresses_in(document: Document, name: str, most: int) -> Ledger:
    """The ledger in a file called ``name``; raises ``ConfigError`` where it names a list that it does not have, or
    more than ``most`` fragments of all its addresses together: lists that many share may be long.
    """
    lists = [tuple(names) for names in document.lists]
    left = most
    found = {}
    for address, line in document.addresses.items():
        if any(number >= len(lists) for number in line.lists):
            raise ConfigError(f"{name}: {address[:200]}: there is no list {max(line.lists)}; fetch the file again")
        shared = tuple([lists[number] for number in line.lists])
        left -= sum(map(len, shared)) + len(line.entries)
        if left < 0:
            raise ConfigError(f"{name}: {address[:200]}: up to here are more than {most:,} fragments; {FETCH_IT}")
        entries = Entries(shared, tuple(line.entries))
        found[address] = Address(line.what, line.title, line.to, entries, line.source, tuple(line.authors))
    return found


def json_schema() -> dict[str, object]:
    """The JSON Schema (2020-12) of the file."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Document.model_json_schema()}


def plain(address: str) -> str:
    """An address as it is where pages stand in folders: a site may change that, and every host serves both."""
    folder, _, name = address.rpartition("/")
    if name != "index.html":
        return address
    return f"{folder}/" if folder else ""


def _all_plain(ledger: Ledger) -> dict[str, Address]:
    return {plain(address): replace(found, to=plain(found.to)) for address, found in ledger.items()}


@dataclass(frozen=True, slots=True)
class Dead:
    """An address of an earlier ledger that leads nowhere now: as a whole, or one ``anchor`` of it.

    ``more`` is how many further anchors of the page are not named one by one.
    ``known`` is what the earlier ledger says of it. ``instead`` is an address that may have taken its place, empty
    where none is like it. ``identifiers`` are the addresses by identifier that led to it, and ``versions`` the last
    steps of those of its scans.
    """

    address: str
    anchor: str
    known: Address
    instead: str = ""
    identifiers: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True)
class Replaced:
    """An address of a scan at which another one stands now, while the scan that was there has the address ``now``."""

    address: str
    now: str


REMOVED = "removed"
"""What the address of something is that is gone, and says so."""

MOVED = "moved"
"""What the address of something is that stands elsewhere now: a page leads there, a file is a copy."""

_WITH_FILES = ("scan", "earlier scan", "synthesis", MOVED, REMOVED)
"""What has files that go with it."""

_OF_VERSIONS = ("earlier scan", "newest scan")
_HOPS = 10


class Comparison:
    """An earlier ledger beside the addresses of a build."""

    def __init__(self, old: Ledger, new: Ledger, others: Iterable[str] = ()) -> None:
        """``others`` are the paths of further files that the site has."""
        self._old = _all_plain(old)
        self._new = _all_plain(new)
        self._others = frozenset(map(plain, others))

    def dead(self) -> Iterator[Dead]:
        """What leads nowhere now, in the order of addresses. What goes with a page is not named beside it."""
        gone = {
            address
            for address, known in self._old.items()
            if known.what in _WITH_FILES and address.endswith("/") and not self.at(address)
        }
        removed = {address for address, found in self._new.items() if found.what == REMOVED}
        without = gone | removed
        fresh = self._fresh()
        names = {address.rstrip("/").rpartition("/")[2] for address in without}
        leading: dict[str, list[str]] = {}
        versions: dict[str, list[str]] = {}
        for address, known in self._old.items():
            if known.what == "identifier" and known.to in gone:
                leading.setdefault(known.to, []).append(address)
            elif known.what in _OF_VERSIONS:
                page, _, version = address.rstrip("/").rpartition("/")
                versions.setdefault(f"{page}/", []).append(version)
        for address in sorted(self._old):
            known = self._old[address]
            if known.what in (*_OF_VERSIONS, MOVED) and f"{address.rstrip('/').rpartition('/')[0]}/" in gone:
                continue
            if address in gone:
                instead = known.to or fresh.get((known.what, known.title), "")
                below = tuple(sorted(versions.get(address, ())))
                yield Dead(address, "", known, instead, tuple(leading.get(address, ())), below)
            elif found := self.at(address):
                yield from self._entries(address, known, found)
            elif address in self._others or known.to in gone or self._goes_with(address, without, names):
                continue
            else:
                yield Dead(address, "", known, known.to)

    def at(self, address: str) -> Address | None:
        """What the build has at the address of what is dead."""
        return self._new.get(address)

    def replaced(self) -> Iterator[Replaced]:
        """Where another scan took an address, in the order of addresses.

        A scan that was edited keeps its address. So only one that is as it was, and has another, was moved.
        """
        places: dict[tuple[str, str], str] = {}
        for address in sorted(address for address, found in self._new.items() if found.what in _OF_VERSIONS):
            places.setdefault((_above(address), _source(self._new, address)), address)
        for address in sorted(address for address, known in self._old.items() if known.what in _OF_VERSIONS):
            shown, shows = _source(self._old, address), _source(self._new, address)
            now = places.get((_above(address), shown), "")
            if shown and shows and shown != shows and now and _source(self._old, now) != shown:
                yield Replaced(address, now)

    def _fresh(self) -> dict[tuple[str, str], str]:
        """The addresses that the earlier ledger did not have, by what they are; of several that are alike, none."""
        found: dict[tuple[str, str], str] = {}
        for address, known in self._new.items():
            if known.title and address not in self._old:
                key = known.what, known.title
                found[key] = "" if key in found else address
        return found

    def _goes_with(self, address: str, gone: set[str], names: set[str]) -> bool:
        """Whether a file is that of a page that is gone: below it, beside it, or named after it elsewhere."""
        if address.endswith("/"):
            return False
        steps = address.split("/")
        above = address
        for _ in steps[1:]:
            above = above.rpartition("/")[0]
            if f"{above}/" in gone:
                return True
        return not {step.partition(".")[0] for step in steps[1:]}.isdisjoint(names)

    def _entries(self, address: str, known: Address, found: Address) -> Iterator[Dead]:
        if found.what == REMOVED or known.entries == found.entries or not (known.entries.own or known.entries.shared):
            return
        mapped = frozenset(found.entries)
        there = self._lead(found)
        if there is None or there.what == REMOVED:
            # The page that leads on says what there is to say.
            return
        has = mapped if there is found else mapped | frozenset(there.entries)
        dead = (anchor for anchor in known.entries if anchor not in has)
        for anchor in islice(dead, limits.FINDINGS):
            yield Dead(address, anchor, known)
        if last := next(dead, ""):
            yield Dead(address, last, known, more=sum(1 for _ in dead))

    def _lead(self, found: Address) -> Address | None:
        for _ in range(_HOPS):
            if not found.to:
                return found
            following = self._new.get(found.to)
            if following is None:
                return None
            found = following
        return None


def _above(address: str) -> str:
    """The address of the paper's page, of that of one of its scans."""
    return f"{address.rstrip('/').rpartition('/')[0]}/"


def _source(ledger: Ledger, address: str) -> str:
    """What the page at an address shows, or the page to which that of a newest scan leads; empty if nothing known."""
    found = ledger.get(address)
    if found and found.what == "newest scan":
        found = ledger.get(_above(address))
    return found.source if found else ""
