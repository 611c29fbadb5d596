"""What the site's own search finds of a page that MkDocs makes: its sections, as its HTML has them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from html.parser import HTMLParser

from mkdocs.structure.pages import Page

from generator.render.escape import clean
from generator.search import Entry, Unit
from generator.views.found import bounded

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SKIPPED = frozenset({"script", "style", "object", "svg", "template"})
_INLINE = frozenset(
    {"a", "abbr", "b", "code", "em", "i", "kbd", "mark", "s", "small", "span", "strong", "sub", "sup", "u"}
)
"""Elements that do not end a word."""
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
})  # fmt: skip
"""Elements that have no end."""


def excluded(page: Page) -> bool:
    """Whether the page's front matter keeps it out of the search, as Material documents it."""
    own = page.meta.get("search")
    return isinstance(own, Mapping) and bool(own.get("exclude"))


def exclude(page: Page) -> Callable[[], None]:
    """Keep the page out of the search of the theme, until what comes back is called."""
    meta = page.meta
    is_there, own = "search" in meta, meta.get("search")
    meta["search"] = {**(own if isinstance(own, Mapping) else {}), "exclude": True}

    def restore() -> None:
        if is_there:
            meta["search"] = own
        else:
            meta.pop("search", None)

    return restore


def sections(page: Page) -> Unit:
    """The page, and each of its sections that has an anchor."""
    reader = _Reader()
    reader.feed(page.content or "")
    reader.close()
    title = clean(str(page.meta.get("title") or page.title or page.url))
    return Unit("", "page", title, bounded(_entries(title, reader)))


def _entries(title: str, reader: _Reader) -> Iterator[Entry]:
    first, *others = reader.found
    # The navigation may call the page otherwise.
    heading = clean("".join(reader.heading)).strip()
    text = clean("".join(first.text))
    yield Entry("page", "", title, text if heading in ("", title) else f"{heading} {text}".strip())
    for section in others:
        if section.is_hidden:
            continue
        yield Entry("section", section.anchor, clean("".join(section.title)), clean("".join(section.text)))


class _Section:
    def __init__(self, anchor: str = "", *, is_hidden: bool = False) -> None:
        self.anchor = anchor
        self.is_hidden = is_hidden
        self.title: list[str] = []
        self.text: list[str] = []


class _Reader(HTMLParser):
    """Sections of a page: the first has what stands before the first heading below that of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.found = [_Section()]
        self.heading: list[str] = []
        """That of the page, with which it begins."""
        self._skipped: list[str] = []
        """The elements that are open, from the outermost on that is skipped."""
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        given = dict(attrs)
        if tag in _VOID:
            self._text(" ")
        elif self._skipped:
            if tag == self._skipped[0]:
                self._skipped.append(tag)
        elif tag in _HEADINGS and "data-search-exclude" in given:
            # The whole section, as in Material's search.
            self.found.append(_Section(is_hidden=True))
        elif tag in _SKIPPED or "data-search-exclude" in given or "headerlink" in (given.get("class") or "").split():
            self._skipped.append(tag)
        elif tag in _HEADINGS:
            self._text(" ")
            self._heading = tag
            if given.get("id") and (tag != "h1" or self.heading or len(self.found) > 1):
                self.found.append(_Section(given["id"] or ""))
        elif tag not in _INLINE:
            self._text(" ")

    def handle_endtag(self, tag: str) -> None:
        """An element ends."""
        if self._skipped:
            if tag == self._skipped[0]:
                self._skipped.pop()
        elif tag == self._heading:
            self._heading = ""
            self._text(" ")
        elif tag not in _INLINE:
            self._text(" ")

    def handle_data(self, data: str) -> None:
        """Text."""
        self._text(data)

    def _text(self, data: str) -> None:
        if self._skipped:
            return
        section = self.found[-1]
        if self._heading == "h1" and not section.anchor:
            self.heading.append(data)
            return
        is_title = self._heading and section.anchor and not section.text
        (section.title if is_title else section.text).append(data)
