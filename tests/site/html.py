"""Looking at built pages: elements, text, links."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import html5lib


@cache
def parse(path: Path) -> ElementTree.Element:
    """The page as a browser's parser sees it."""
    return html5lib.parse(path.read_bytes(), namespaceHTMLElements=False, transport_encoding="utf-8")


def text_of(element: ElementTree.Element) -> str:
    """The element's text with white space collapsed; a line break counts as white space."""
    parts: list[str] = []

    def walk(node: ElementTree.Element) -> None:
        if node.tag in {"script", "style"}:
            return
        if node.tag in {"br", "p", "li", "td", "th", "h1", "h2", "h3", "figcaption", "summary"}:
            parts.append(" ")
        parts.append(node.text or "")
        for child in node:
            walk(child)
            parts.append(child.tail or "")

    walk(element)
    return " ".join("".join(parts).split())


def article(path: Path) -> ElementTree.Element:
    """The page's own content, without the theme's frame."""
    found = parse(path).find(".//article")
    assert found is not None, f"{path} has no article"
    return found


def by_id(root: ElementTree.Element, name: str) -> ElementTree.Element:
    """The one element with this id."""
    found = [element for element in root.iter() if element.get("id") == name]
    assert len(found) == 1, f"{len(found)} elements have the id {name}"
    return found[0]


def rows(root: ElementTree.Element, kind: str) -> list[list[str]]:
    """The cells of all rows of the tables of a kind (the class without its prefix)."""
    return [
        [text_of(cell) for cell in row.findall("td")]
        for figure in root.iter("figure")
        if f"sp-{kind}" in figure.get("class", "").split()
        for row in figure.iter("tr")
        if row.find("td") is not None
    ]


def with_class(root: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """The elements that have a class."""
    return [element for element in root.iter() if name in (element.get("class") or "").split()]


@dataclass
class Links:
    """What links of a site lead to: broken ones, and those that leave the site."""

    broken: list[str] = field(default_factory=list)
    outside: set[str] = field(default_factory=set)
    checked: int = 0


def links(site: Path, base: str) -> Links:
    """Follow every href and src of every page below ``site``, which is served at the path ``base`` (``/a/``)."""
    result = Links()
    for page in sorted(site.rglob("*.html")):
        here = base + page.relative_to(site).as_posix().removesuffix("index.html")
        for attribute in _addresses(page):
            result.checked += 1
            parts = urlsplit(attribute)
            if parts.scheme or parts.netloc:
                result.outside.add(attribute)
                continue
            folder = posixpath.dirname(here)
            target = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else here
            if parts.path.endswith("/") or parts.path in {".", ".."}:
                target += "/"
            if not target.startswith(base.rstrip("/")):
                result.broken.append(f"{here}: {attribute} leaves the site")
                continue
            file = site / target[len(base) :]
            if target.endswith("/") or file.is_dir():
                file = file / "index.html"
            if not file.is_file():
                result.broken.append(f"{here}: {attribute} leads nowhere")
            elif parts.fragment and unquote(parts.fragment) not in _ids(file):
                result.broken.append(f"{here}: {attribute} has no such place")
    return result


def _addresses(page: Path) -> Iterator[str]:
    for element in parse(page).iter():
        # Pictures have links of their own form.
        for name in ("href", "src", "{http://www.w3.org/1999/xlink}href"):
            value = element.get(name)
            if value and not (element.tag == "link" and element.get("rel") == "canonical"):
                yield value


@cache
def _ids(page: Path) -> frozenset[str]:
    return frozenset(name for element in parse(page).iter() if (name := element.get("id")))
