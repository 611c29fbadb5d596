"""Feeds of new and changed scans, where their days are known; the clock says nothing here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from generator import limits
from generator.addresses import absolute, has
from generator.analysis.site import Site
from generator.config import Part
from generator.formats.feeds import Entry, Feed, atom, json_feed
from generator.model import PaperSummary
from generator.pages.exports_places import FEEDS, page_address
from generator.pages.kinds import RecordAssets
from generator.shorten import short_title
from generator.views.verdicts import scan_figures


@dataclass(frozen=True, slots=True)
class FeedRecord:
    """A feed, and the file that it becomes."""

    path: str
    feed: Feed


def atom_feed(site: Site) -> str:
    """The address of the Atom feed, whole; empty where the site has none.

    It has none where no scan has a day, nor where the site's address is not known, since entries are named by theirs.
    """
    config = site.config
    return absolute(config, FEEDS.atom) if has(config, Part.FEEDS) and site.dates else ""


def _records(site: Site) -> Iterator[FeedRecord]:
    if not atom_feed(site):
        return
    config = site.config
    dated = [paper for paper in site.papers if paper.location in site.dates]
    newest = sorted(dated, key=lambda paper: site.dates[paper.location], reverse=True)[: limits.FEED]
    entries = tuple([_entry(site, paper) for paper in newest])
    for path in FEEDS:
        yield FeedRecord(
            path,
            Feed(
                title=" · ".join(filter(None, (config.site_name, "New and changed scans of papers"))),
                author=config.site_name or urlsplit(config.site_url).netloc,
                home=config.site_url,
                own=absolute(config, path),
                entries=entries,
            ),
        )


def _entry(site: Site, paper: PaperSummary) -> Entry:
    scan = paper.scan
    return Entry(
        page_address(site.config, paper.location),
        f"Scan: {short_title(scan.title)}",
        site.dates[paper.location],
        scan_figures(scan),
    )


def _data(record: FeedRecord) -> bytes:
    return atom(record.feed) if record.path == FEEDS.atom else json_feed(record.feed)


FEED: RecordAssets[FeedRecord] = RecordAssets(name="feed", records=_records, data=_data)
