"""What a page shows of entries that were on it once, as ``moved.yml`` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.render.href import to_anchor, to_page
from generator.render.markup import Link

GONE = "Removed"


def gone_since(date: str) -> str:
    """The words before a date (ISO 8601, or the start of one) on or in which something was removed."""
    return f"{GONE} {'on' if date.count('-') == 2 else 'in'}"


@dataclass(frozen=True, slots=True)
class MovedEntry:
    """An entry that was at ``anchor``.

    It is at ``to`` on the page with this title, whose path below the content folder ``page`` is; or it is gone, where
    ``page`` is empty, for a ``reason`` and since a ``date``.
    """

    anchor: str
    page: str = ""
    to: str = ""
    title: str = ""
    reason: str = ""
    date: str = ""


class MovedView(NamedTuple):
    """What a page says of one: its anchor, what became of it, and where it is now."""

    anchor: str
    text: str
    link: Link | None


def moved_view(path: str, entries: tuple[MovedEntry, ...]) -> tuple[MovedView, ...]:
    """What the page at ``path`` says of the entries that were on it."""
    return tuple([_entry(path, entry) for entry in entries])


def _entry(path: str, entry: MovedEntry) -> MovedView:
    if entry.page:
        is_here = entry.page == path and entry.to
        href = to_anchor(entry.to) if is_here else to_page(path, entry.page, entry.to)
        return MovedView(entry.anchor, "is now", Link(entry.title, href))
    title = f"{entry.title}: " if entry.title else ""
    return MovedView(entry.anchor, f"{title}{gone_since(entry.date).lower()} {entry.date}: {entry.reason}", None)
