"""Where links lead. Only these can be put into a link, so nobody builds an address by hand."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass

from generator.render.escape import http_url

_SAFE_PATH = re.compile(r"[A-Za-z0-9._/-]+", re.ASCII)
_SAFE_ANCHOR = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Href:
    """A checked target. ``trusted`` is true where we made the address ourselves, from checked parts."""

    target: str
    external: bool = False
    trusted: bool = True


def to_page(origin: str, page: str, anchor: str = "") -> Href:
    """From one Markdown page to another, both paths relative to the content folder (``scans/a/index.md``)."""
    return Href(to_file(origin, page).target + (to_anchor(anchor).target if anchor else ""))


def to_file(origin: str, path: str) -> Href:
    """From a page to a file that is published beside it. Raises ``ValueError`` for an unfit path."""
    if not _SAFE_PATH.fullmatch(path) or ".." in path.split("/"):
        raise ValueError(f"{path!r} cannot stand in a link")
    return Href(posixpath.relpath(path, posixpath.dirname(origin) or "."))


def to_anchor(anchor: str) -> Href:
    """To a place on the same page. Raises ``ValueError`` for an unfit anchor."""
    if not _SAFE_ANCHOR.fullmatch(anchor):
        raise ValueError(f"{anchor!r} cannot be an anchor")
    return Href(f"#{anchor}")


def to_registry(url: str) -> Href:
    """To an identifier's page at its registry; the address is built from a checked identifier."""
    return Href(url, external=True)


def to_site(text: str) -> Href | None:
    """To an address that an input gives, or ``None`` where it is not a plain http(s) address."""
    url = http_url(text)
    return Href(url, external=True, trusted=False) if url else None
