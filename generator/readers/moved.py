"""``moved.yml``: what became of addresses that the site once had.

.. code-block:: yaml

    scans/old-slug: scans/new-slug               # a page; its fragments are kept
    scans/a#claim-old: '#claim-new'              # an entry of a page
    scans/a#flag-wet: scans/b#flag-wet           # an entry that stands on another page
    scans/gone:                                  # a page that is no more
      title: Measuring Sandcastles
      authors: [Ida Sand]
      arxiv_id: "2401.00001"
      versions: [v4, v5]
      date: 2026-03-01
      reason: Scanned by mistake; the paper is about something else.

Addresses are those below the site's. What cannot be used is named and left out.
"""

from __future__ import annotations

import re
from datetime import date

from generator.analysis.moved import Move, Moved, Place, Tombstone, place
from generator.diagnostics import Report, json_pointer, quoted
from generator.identify import identifiers, is_slug
from generator.readers.own_files import mapping_in, say_unknown

_RULE = "moved-entry"
_FORM = "write old addresses, each with a new one or with reason and date: scans/old: scans/new"
_KEYS = ("title", "authors", "arxiv_id", "doi", "versions", "date", "reason")
_DATE = re.compile(r"[12]\d{3}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?", re.ASCII)
_KEY = 1_000
"""Characters of an old address with its fragment; YAML has no longer ones on one line."""
_WORDS = 2_000
"""Characters of a title, a reason or a name."""
_VERSIONS = 100
"""Versions of a paper."""


def read_moved(data: bytes, report: Report) -> Moved:
    """What the file says, as far as it can be used; the rest is said."""
    value = mapping_in(data, report, "from old addresses to new ones", _FORM, key=_KEY)
    if value is None:
        return Moved(report.file)
    entries: dict[Place, Move | Tombstone] = {}
    for key, said in value.items():
        pointer = json_pointer(key)
        old = place(key)
        if old is None:
            report.add(_RULE, f"{quoted(key)} is no address below the site's", "write one such as scans/old",
                       pointer=pointer)  # fmt: skip
            continue
        entry = _entry(old, said, pointer, report)
        if entry is None:
            continue
        if old in entries:
            report.add(_RULE, f"{old} has an entry already, which counts", "remove one of them", pointer=pointer)
        else:
            entries[old] = entry
    return Moved(report.file, tuple(entries.values()))


def _entry(old: Place, said: object, pointer: str, report: Report) -> Move | Tombstone | None:
    if isinstance(said, dict):
        return _tombstone(old, said, pointer, report)
    new = place(said, old.address) if isinstance(said, str) else None
    if new is None:
        remedy = "write an address such as scans/new, or '#new-id' in quotation marks; or reason and date"
        what = "nothing" if said is None else quoted(str(said))
        report.add(_RULE, f"{old} leads to {what}, which is no address below the site's", remedy, pointer=pointer)
        return None
    return Move(old, new, pointer)


def _tombstone(old: Place, said: dict[str, object], pointer: str, report: Report) -> Tombstone | None:
    say_unknown(said, _KEYS, pointer, _RULE, report)
    needed = ("reason", "date") if old.anchor else ("title", "reason", "date")
    texts = {key: _text(said[key], pointer + json_pointer(key), report) for key in _KEYS if key in said and
             key not in ("authors", "versions")}  # fmt: skip
    lacking = [key for key in needed if key not in said]
    if lacking:
        message = f"what is said of {old} has no {' and no '.join(lacking)}"
        report.add(_RULE, message, f"write {' and '.join(lacking)}", pointer=pointer)
    if lacking or not all(texts[key] for key in needed):
        return None
    if not _is_date(texts["date"]):
        report.add(_RULE, f"{quoted(texts['date'])} is no date", "write it as 2026-03-01",
                   pointer=pointer + json_pointer("date"))  # fmt: skip
        return None
    found = identifiers(texts.get("arxiv_id"), texts.get("doi"))
    for key in ("arxiv_id", "doi"):
        if texts.get(key) and not identifiers(*((texts[key], None) if key == "arxiv_id" else (None, texts[key]))):
            report.add(_RULE, f"{quoted(texts[key])} is no {key}", "write it as the scan had it, or remove it",
                       pointer=pointer + json_pointer(key))  # fmt: skip
    authors = _authors(said.get("authors"), pointer + json_pointer("authors"), report)
    versions = _versions(said.get("versions"), pointer + json_pointer("versions"), report)
    return Tombstone(old, texts["reason"], texts["date"], texts.get("title", ""), authors, found, versions, pointer)


def _is_date(text: str) -> bool:
    """Whether this is a date of the calendar, or the start of one."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _versions(said: object, pointer: str, report: Report) -> tuple[str, ...]:
    """The last steps of the addresses of scans: ``v4`` or ``4``."""
    given = [] if said is None else said if isinstance(said, list) else [said]
    found = []
    for value in given[:_VERSIONS]:
        name = f"v{value}" if isinstance(value, int) else value
        if isinstance(name, str) and is_slug(name):
            found.append(name)
        else:
            report.add(_RULE, f"{quoted(str(value))} is no version in an address", "write versions: [v4, v5]",
                       pointer=pointer)  # fmt: skip
    return tuple(found)


def _authors(said: object, pointer: str, report: Report) -> tuple[str, ...]:
    if said is None:
        return ()
    given = said if isinstance(said, list) else [said]
    return tuple(filter(None, [_text(name, pointer, report) for name in given]))


def _text(value: object, pointer: str, report: Report) -> str:
    """A text on one line; empty after saying why there is none. A number, such as a year, is its digits."""
    if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
        text = " ".join(str(value).split())
        if len(text) <= _WORDS:
            return text
        report.add(_RULE, f"a text here has {len(text):,} characters, the limit is {_WORDS:,}", "shorten it",
                   pointer=pointer)  # fmt: skip
        return ""
    report.add(_RULE, "this is empty, or no text", "write it in quotation marks", pointer=pointer)
    return ""
