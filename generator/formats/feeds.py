"""Feeds of what is new and changed: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from generator.formats.works import plain
from generator.formats.xml import element


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry. ``address`` is whole and lasts, and names the entry; ``date`` is ``YYYY-MM-DD``."""

    address: str
    title: str
    date: str
    summary: str


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed, its entries the newest first; at least one. ``home`` is the page that it is of, ``own`` its address."""

    title: str
    author: str
    home: str
    own: str
    entries: tuple[Entry, ...]


def atom(feed: Feed) -> bytes:
    """The feed in Atom."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        + "".join([f"{line}\n" for line in _atom(feed)])
        + "</feed>\n"
    ).encode()


def _atom(feed: Feed) -> Iterator[str]:
    yield element("id", feed.own)
    yield element("title", feed.title)
    yield element("updated", _moment(max(entry.date for entry in feed.entries)))
    yield f"<author>{element('name', feed.author)}</author>"
    yield element("link", rel="self", type="application/atom+xml", href=feed.own)
    yield element("link", rel="alternate", type="text/html", href=feed.home)
    for entry in feed.entries:
        inner = (
            element("id", entry.address),
            element("title", entry.title),
            element("updated", _moment(entry.date)),
            element("link", rel="alternate", type="text/html", href=entry.address),
            element("summary", entry.summary),
        )
        yield f"<entry>{''.join(inner)}</entry>"


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": plain(feed.title),
        "home_page_url": feed.home,
        "feed_url": feed.own,
        "authors": [{"name": plain(feed.author)}],
        "items": [
            {
                "id": entry.address,
                "url": entry.address,
                "title": plain(entry.title),
                "content_text": plain(entry.summary),
                "date_modified": _moment(entry.date),
            }
            for entry in feed.entries
        ],
    }
    return (json.dumps(found, ensure_ascii=False, indent=1) + "\n").encode()


def _moment(date: str) -> str:
    """A day as RFC 3339 has moments: nothing is known of the hour."""
    return f"{date}T00:00:00Z"
