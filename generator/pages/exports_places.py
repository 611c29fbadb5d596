"""Where exports, documents for scripts, feeds and badges stand below the site.

Locations consist of slugs, which have neither dots nor underscores: so what is made of one by an ending is never what
is made of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from generator.addresses import absolute, address, has
from generator.analysis.site import Site
from generator.config import Config, Corpus, Part
from generator.render.href import page_url
from generator.views.parts import page_path

BIBTEX, RIS = "application/x-bibtex", "application/x-research-info-systems"
CSL_JSON = "application/vnd.citationstyles.csl+json"
"""The media types of citations: those that Zotero and doi.org use; none of the first two is registered."""
JSON, ATOM, JSON_FEED = "application/json", "application/atom+xml", "application/feed+json"

API = "api/v1"
"""The folder of the documents for scripts; a change that breaks a reader gets another number."""


class CitationFiles(NamedTuple):
    """The citations of a page, each file of the paper (or report) and of the page about it; paths below the site."""

    bibtex: str
    ris: str
    csl_json: str


class Badges(NamedTuple):
    """The pictures of a scan for use elsewhere; paths below the site."""

    badge: str
    strip: str


class Feeds(NamedTuple):
    """The feeds of the site; paths below it."""

    atom: str
    json_feed: str


def name_of(config: Config, location: str) -> str:
    """What a scan or report is called in exports: the slug of a scan right below the first input folder.

    Others are called by their whole location (``syntheses/a-b``), so that two have different names.
    """
    return names_of(config, (location,))[location]


def names_of(config: Config, locations: Iterable[str]) -> Mapping[str, str]:
    """What each of these is called in exports."""
    home = f"{config.scan_index}/"
    inner = {location: location.removeprefix(home) for location in locations}
    return {location: location if "/" in name else name for location, name in inner.items()}


def web_address(config: Config, path: str) -> str:
    """The address of a page (``scans/a/index.md``) or file; below the site where the site's own is not known."""
    url = page_url(path, config.directory_urls)
    return absolute(config, url) or url


def page_address(config: Config, location: str) -> str:
    """The address of the page at a location, likewise."""
    return web_address(config, page_path(location))


def cited_location(site: Site, paper: str) -> str:
    """The location to cite for the newest scan of the paper at ``paper``: one that shows it after the next scan, too.

    Without earlier scans on the site there is no such location; it is the paper's then.
    """
    return site.editions[paper][0] if has(site.config, Part.EARLIER) else paper


def citations(config: Config, location: str) -> CitationFiles | None:
    """The citations of the scan or report at ``location``; ``None`` where the site has no exports."""
    return citation_files(location) if has(config, Part.EXPORTS) else None


def citation_files(location: str) -> CitationFiles:
    """Where the citations of a page stand."""
    stem = f"exports/{location}"
    return CitationFiles(f"{stem}.bib", f"{stem}.ris", f"{stem}.csl.json")


def all_papers(config: Config, ending: str) -> str:
    """Where the file of all papers stands whose name ends so: with the exports, or beside the explorer, or nowhere.

    The explorer takes from it what a reader takes away.
    """
    if has(config, Part.EXPORTS):
        return f"exports/papers.{ending}"
    return f"{address(Corpus.EXPLORE)}/papers.{ending}" if has(config, Corpus.EXPLORE) else ""


def api_document(config: Config, location: str) -> str:
    """The document for scripts of the scan or report at ``location``; empty where the site has none."""
    return f"{API}/{location}.json" if has(config, Part.API) else ""


def badges(config: Config, location: str) -> Badges | None:
    """The badges of the scan at ``location``: ``badges/<slug>.svg``; ``None`` where the site has none."""
    return badge_files(name_of(config, location)) if has(config, Part.BADGES) else None


def badge_files(name: str) -> Badges:
    """Where the badges of the scan stand that is called so in exports."""
    return Badges(f"badges/{name}.svg", f"badges/{name}.strip.svg")


FEEDS = Feeds("feeds/scans.atom", "feeds/scans.json")
"""The feeds of a site that has any; whether it has depends on whether scans have dates: see ``pages.feeds``."""
