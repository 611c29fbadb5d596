"""What became of addresses that the site once had, as the publisher says in ``moved.yml``."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache
from typing import NamedTuple

from generator.diagnostics import quoted
from generator.identify import is_device
from generator.model import Identifier

# What the name of a file can hold but for what means something in an address, controls text or is half a sign. What
# begins with a dot is hidden, and not published.
_UNFIT = r"\x00-\x1f\x7f-\x9f/\\:?#\u2028-\u202e\u2066-\u2069\ud800-\udfff"
_STEP = rf"[^.{_UNFIT}][^{_UNFIT}]*"
_ADDRESS = re.compile(rf"{_STEP}(?:/{_STEP})*")
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9._-]*", re.ASCII)
_LONGEST_ADDRESS, _LONGEST_ANCHOR = 2_000, 300
"""Bytes of an address in UTF-8, and characters of a fragment."""
_LONGEST_STEP = 255
"""Bytes of a name that file systems take."""


class Place(NamedTuple):
    """A place of the site: an address without slashes around it (``scans/a``), and the fragment there, if any."""

    address: str
    anchor: str = ""

    def __str__(self) -> str:
        return f"{self.address}#{self.anchor}" if self.anchor else self.address


@dataclass(frozen=True, slots=True)
class Move:
    """What stood at ``old`` is at ``new``. ``pointer`` is where the file says so."""

    old: Place
    new: Place
    pointer: str


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What stood at ``old`` is gone: why, and when (an ISO 8601 date, or the start of one).

    ``title`` and ``authors`` say what it was, and ``identifiers`` are those of the paper. ``versions`` are the last
    steps of the addresses of its scans (``v4``).
    """

    old: Place
    reason: str
    date: str
    title: str = ""
    authors: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    versions: tuple[str, ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Moved:
    """What ``moved.yml`` says, as far as it can be used; ``path`` is the file's, empty where there is none."""

    path: str = ""
    entries: tuple[Move | Tombstone, ...] = ()


@dataclass(frozen=True, slots=True)
class Misfit:
    """What an entry of the file cannot mean, as the parts of a finding."""

    pointer: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Followed:
    """Where each address that is gone leads in the end.

    ``pages`` are the entries about whole addresses: their old address, the pointer, and a place or a tombstone.
    ``entries`` are those about fragments: by the address that they were at, their fragment and the same.
    """

    pages: tuple[tuple[str, str, Place | Tombstone], ...] = ()
    entries: dict[str, tuple[tuple[str, Place | Tombstone], ...]] = field(default_factory=dict)
    misfits: tuple[Misfit, ...] = ()


def place(text: str, here: str = "") -> Place | None:
    """The place that a text names, ``None`` where it names none; ``here`` is the address of a fragment alone.

    ``/scans/a/``, ``scans/a/index.html`` and ``scans/a`` are one.
    """
    address, _, anchor = text.strip().partition("#")
    address = address.strip("/")
    address = "" if address == "index.html" else address.removesuffix("/index.html").rstrip("/")
    if not address and here and anchor:
        address = here
    if len(address) > _LONGEST_ADDRESS or not _ADDRESS.fullmatch(address) or not is_storable(address):
        return None
    if anchor and (len(anchor) > _LONGEST_ANCHOR or not _ANCHOR.fullmatch(anchor)):
        return None
    return Place(address, anchor)


def is_storable(path: str) -> bool:
    """Whether file systems take the path and each name in it: neither is too long, none is a device of Windows.

    At the end of a name, Windows leaves out dots and spaces.
    """
    return len(path.encode()) <= _LONGEST_ADDRESS and all(
        len(step.encode()) <= _LONGEST_STEP and not step.endswith((".", " ")) and not is_device(step)
        for step in path.split("/")
    )


Entries = Callable[[str], Collection[str] | None]
"""The fragments of an address that the site has, ``None`` where it is not known to have the address."""


def follow(moved: Moved, entries: Entries) -> Followed:
    """Follow each entry to where it leads in the end; what exists is not gone, and what leads in circles is none."""
    entries = cache(entries)
    misfits: list[Misfit] = []
    table: dict[Place, Move | Tombstone] = {}
    for entry in moved.entries:
        known = entries(entry.old.address)
        if known is not None and (not entry.old.anchor or entry.old.anchor in known):
            misfits.append(Misfit(entry.pointer, f"{entry.old} is an address of the site again", "remove this entry"))
        else:
            table[entry.old] = entry
    pages: list[tuple[str, str, Place | Tombstone]] = []
    found: dict[str, dict[str, Place | Tombstone]] = {}
    ends = _ends(table)
    for old, entry in table.items():
        end = ends[old]
        if end is None:
            misfits.append(
                Misfit(entry.pointer, f"{old} leads in a circle", "let one of the entries lead to what exists")
            )
        elif isinstance(end, Place) and (problem := _problem(end, entries, is_entry=bool(old.anchor))):
            misfits.append(Misfit(entry.pointer, f"{old} leads to {quoted(str(end))}, {problem}", _REMEDY))
        elif old.anchor:
            found.setdefault(old.address, {})[old.anchor] = end
        else:
            pages.append((old.address, entry.pointer, end))
    leading = {address: end for address, _, end in pages}
    for address in [address for address in found if entries(address) is None]:
        whole, fragments = leading.get(address), found.pop(address)
        if isinstance(whole, Place):
            there = entries(whole.address) or ()
            for anchor, end in fragments.items():
                # What is gone is said on the page to which the others lead; the rest leads on from the old address.
                says_it_there = isinstance(end, Tombstone) and anchor not in there
                found.setdefault(whole.address if says_it_there else address, {}).setdefault(anchor, end)
        elif whole is None:
            misfits += [
                Misfit(
                    table[Place(address, anchor)].pointer,
                    f"there is no page {quoted(address)}, and no entry says where it is",
                    f"write an entry for {address} as well",
                )
                for anchor in fragments
            ]
    return Followed(tuple(pages), {address: tuple(ends.items()) for address, ends in found.items()}, tuple(misfits))


_REMEDY = "write the address of a page or an entry of the site, or reason and date if it is gone"


def _ends(table: dict[Place, Move | Tombstone]) -> dict[Place, Place | Tombstone | None]:
    """Where each place leads through all entries, ``None`` where it comes to a circle; each step is taken once."""
    ends: dict[Place, Place | Tombstone | None] = {}
    for old in table:
        passed: dict[Place, None] = {}
        here = old
        while here not in ends and here not in passed:
            passed[here] = None
            entry = table.get(here)
            if entry is None and here.anchor:
                # The page as a whole has moved, and the fragment with it.
                entry = table.get(Place(here.address))
            if entry is None or isinstance(entry, Tombstone):
                ends[here] = entry or here
            else:
                here = entry.new if entry.old.anchor or not here.anchor else Place(entry.new.address, here.anchor)
        ends |= dict.fromkeys(passed, ends.get(here))
    return ends


def _problem(end: Place, entries: Entries, *, is_entry: bool) -> str:
    known = entries(end.address)
    if known is None:
        # Whether there is such a page about the corpus, or such a file, is known when all are planned.
        return "which is no page of a paper or a synthesis" if is_entry or end.anchor else ""
    return "which is no entry of that page" if end.anchor and end.anchor not in known else ""
