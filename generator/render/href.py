"""Where links lead. Only these can be put into a link, so nobody builds an address by hand."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from generator.identify import section_anchor
from generator.render.escape import http_url

_SAFE_PATH = re.compile(r"[A-Za-z0-9._/-]+", re.ASCII)
# A letter first: the theme's own begin with an underscore, and a number after "#" is an issue to some extensions.
# What ``addresses.explorer`` and ``views.compare`` make: every other sign is quoted.
_SAFE_QUERY = re.compile(r"[A-Za-z0-9._~%=&,/-]*", re.ASCII)
_SAFE_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9._-]*", re.ASCII)


class Href(NamedTuple):
    """A checked target: a place of the site (``path``, with ``anchor``), or an address elsewhere (``url``).

    ``path`` is relative to the content folder, and ends in ``.md`` where it is a page; it is empty for a place
    on the page ``origin`` itself. ``trusted`` is true where we made the address from checked parts.
    """

    origin: str = ""
    path: str = ""
    anchor: str = ""
    url: str = ""
    trusted: bool = True
    query: str = ""
    """What follows the question mark of a place of the site."""

    @property
    def in_markdown(self) -> str:
        """The target as MkDocs wants it in Markdown: a relative path to the other Markdown file."""
        return self._with_anchor(_relative_path(self.origin, self.path) if self.path else "")

    def in_html(self, directory_urls: bool) -> str:
        """The target as it stands in a built page."""
        if not self.path:
            return self._with_anchor("")
        return self._with_anchor(_relative_url(self.origin, self.path, directory_urls))

    def _with_anchor(self, target: str) -> str:
        if self.query:
            target = f"{target}?{self.query.replace('&', '&amp;')}"
        return f"{target}#{self.anchor}" if self.anchor else target


@lru_cache(maxsize=512)
def _relative_path(origin: str, path: str) -> str:
    return posixpath.relpath(path, posixpath.dirname(origin) or ".")


@lru_cache(maxsize=512)
def _relative_url(origin: str, path: str, directory_urls: bool) -> str:
    """From page to page (or file) as MkDocs writes it: a folder's address ends in a slash."""
    here = page_url(origin, directory_urls).split("/")[:-1]
    there = page_url(path, directory_urls)
    *folders, name = there.split("/")
    common = 0
    while common < min(len(here), len(folders)) and here[common] == folders[common]:
        common += 1
    relative = "../" * (len(here) - common) + "".join(f"{part}/" for part in folders[common:]) + name
    return relative or "./"


@lru_cache(maxsize=1 << 15)
def page_url(path: str, directory_urls: bool) -> str:
    """The address below the site of a page (``a/index.md`` is ``a/``, ``b.md`` is ``b/``) or of a file."""
    stem, ending = posixpath.splitext(path)
    if ending != ".md":
        return path
    folder, _, name = stem.rpartition("/")
    if not directory_urls:
        return f"{stem}.html"
    if name == "index":
        return f"{folder}/" if folder else ""
    return f"{stem}/"


def page_file(path: str, directory_urls: bool) -> str:
    """The file below the site that holds a page."""
    address = page_url(path, directory_urls)
    return f"{address}index.html" if address.endswith("/") or not address else address


def to_page(origin: str, page: str, anchor: str = "", query: str = "") -> Href:
    """From one Markdown page to another, both paths relative to the content folder (``scans/a/index.md``)."""
    return Href(origin, _checked(page), checked_anchor(anchor) if anchor else "", query=_checked_query(query))


def to_file(origin: str, path: str) -> Href:
    """From a page to a file that is published beside it. Raises ``ValueError`` for an unfit path."""
    return Href(origin, _checked(path))


def to_any(origin: str, page: str, anchor: str = "") -> Href:
    """From a file to a page of which nothing is known but that it is there: each of their signs is encoded.

    Both are paths below the site, such as ``guide/über uns/index.md``, without lone surrogates.
    """
    return Href(quote(origin), quote(page), checked_anchor(anchor) if anchor else "")


def to_anchor(anchor: str) -> Href:
    """To a place on the same page. Raises ``ValueError`` for an unfit anchor."""
    return Href(anchor=checked_anchor(anchor))


def to_section(name: str) -> Href:
    """To a section of ours on the same page, by the name that its template gives it."""
    return Href(anchor=section_anchor(name))


def to_registry(url: str) -> Href:
    """To an identifier's page at its registry; the address is built from a checked identifier."""
    return Href(url=url)


def to_form(url: str) -> Href:
    """To a form at the publisher's repository; ``views.dispute`` makes its address of encoded parts."""
    return Href(url=url)


def to_site(text: str) -> Href | None:
    """To an address that an input gives, or ``None`` where it is not a plain http(s) address."""
    url = http_url(text)
    return Href(url=url, trusted=False) if url else None


def _checked(path: str) -> str:
    if not _SAFE_PATH.fullmatch(path) or ".." in path.split("/"):
        raise ValueError(f"{path!r} cannot stand in a link")
    return path


def _checked_query(query: str) -> str:
    if not _SAFE_QUERY.fullmatch(query):
        raise ValueError(f"{query!r} cannot stand behind a question mark")
    return query


@lru_cache(maxsize=4096)
def checked_anchor(anchor: str) -> str:
    """``anchor`` where it can be one; raises ``ValueError`` where it cannot."""
    if not _SAFE_ANCHOR.fullmatch(anchor):
        raise ValueError(f"{anchor!r} cannot be an anchor")
    return anchor
