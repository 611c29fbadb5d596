"""What templates are made of: a closed set of macros.

A template composes macros and nothing else. Every macro takes plain text and encodes it, or takes what another
macro made. The macros come in two dialects, Markdown and HTML, of one page: what Python-Markdown makes of the
first has the elements, attributes and text of the second.
"""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

from markupsafe import Markup

from generator.render.escape import FIELD_LIMIT, cap, paragraphs, safe, without_dropped
from generator.render.href import Href, checked_anchor, to_site
from generator.render.picture import Picture, scaled
from generator.render.svg import inline

Inline = Markup | str | int
"""Running text: a plain string is encoded where it is used, what a macro made is used as it is."""


class Badge(NamedTuple):
    """A verdict at a glance: a symbol, a word, and a kind that the style sheet gives a colour."""

    kind: str
    symbol: str
    word: str


class Field(NamedTuple):
    """A title and a value."""

    title: str
    text: str


class Link(NamedTuple):
    """A text and its target, which is missing where the text looked like an address but is not one."""

    text: str
    href: Href | None


@dataclass(frozen=True, slots=True)
class Json:
    """Data for programs, in the front matter: written as JSON that can stand in a script of a page."""

    value: Mapping[str, object]


class Strip(NamedTuple):
    """How many criteria are met, not met, unclear and not applicable."""

    met: int
    unmet: int
    unclear: int
    none: int


class Marked(Protocol):
    """What has a badge: its title, and its place on the page."""

    @property
    def badge(self) -> Badge:
        """The badge."""

    @property
    def anchor(self) -> str:
        """The place."""

    @property
    def title(self) -> str:
        """The title."""


_URL = re.compile(r"https?://[^\s<>\"'`|{}\\^]+", re.I)
_TRAILING = ".,;:!?…"
_CLASS = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
_CUT = f"[cut off here at {FIELD_LIMIT:,} characters; the raw file has the whole text]"
NAMELESS = Markup("–")
"""Stands for the text of a heading that has none to see."""

_EMPTY = Markup("")
_BREAK = Markup("<br>")
SHORT = 120
"""Texts up to this length (characters) stand on many pages: titles, questions, words of badges."""
_REMEMBERED = 4_096
_STRIP = 72
"""The width of a strip in pixels; its height is 8. The style sheet says both, since a page has many of them."""
_NARROW = 400
"""How wide a picture can be (pixels) that stands beside another one."""


@lru_cache(maxsize=256)
def checked_class(kind: str) -> str:
    """``kind`` where it can be a class; raises ``ValueError`` where it cannot."""
    if not _CLASS.fullmatch(kind):
        raise ValueError(f"{kind!r} cannot be a class")
    return kind


def checked_level(level: object) -> int:
    """``level`` where it is one of a heading (1 to 6); raises ``ValueError`` where it is not."""
    if type(level) is not int or not 1 <= level <= 6:
        raise ValueError(f"{level!r} is not a heading level")
    return level


def _plain(value: object) -> str:
    """A text or a number as plain text; raises ``TypeError`` for what is neither."""
    # As a text first: what is not defined says so then.
    text = str.__str__(value) if isinstance(value, str) else str(value)
    if not isinstance(value, (str, int)):
        raise TypeError(f"{type(value).__name__} is neither text nor a number")
    return text


def split_url(candidate: str) -> tuple[str, str]:
    """An address that was found in running text, and the punctuation after it that is not part of it."""
    # How many more brackets are closed than opened; counted once, since an address may end in thousands of them.
    surplus = {")": candidate.count(")") - candidate.count("("), "]": candidate.count("]") - candidate.count("[")}
    end = len(candidate)
    while end:
        last = candidate[end - 1]
        if surplus.get(last, 0) > 0:
            surplus[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return candidate[:end], candidate[end:]


class Dialect(ABC):
    """The macros. Those above the line make running text, those below make blocks."""

    def __init__(self, *, directory_urls: bool = True) -> None:
        """``directory_urls`` as MkDocs' ``use_directory_urls``: whether ``a/index.html`` is addressed as ``a/``."""
        self._directory_urls = directory_urls
        # The same few words stand on every page, a hundred times on each. What is encoded already is another thing
        # than plain text that looks the same.
        self._short = lru_cache(_REMEMBERED, typed=True)(self._text)
        self._badge = lru_cache(_REMEMBERED, typed=True)(self._new_badge)
        self._small_badge = lru_cache(_REMEMBERED, typed=True)(self._new_small_badge)
        self._mark = lru_cache(_REMEMBERED, typed=True)(self._new_mark)

    @abstractmethod
    def _text(self, text: str, /) -> Markup:
        """Plain text, encoded as running text."""

    @abstractmethod
    def _attribute(self, text: str) -> Markup:
        """Plain text, encoded as the value of an attribute."""

    @abstractmethod
    def _target(self, href: Href) -> str:
        """A link's target, encoded as the value of an attribute."""

    def _encoded(self, content: Inline) -> Markup:
        """Markup as it is, anything else encoded as running text."""
        if type(content) is Markup:
            return content
        text = content if type(content) is str else _plain(content)
        if len(text) <= SHORT:
            return self._short(text)
        if len(text) <= FIELD_LIMIT:
            return self._text(text)
        return safe(f"{self._text(cap(text)[0])} {self._text(_CUT)}")

    def _place(self, href: Href) -> str:
        """A place of the site as it stands in HTML that nobody converts; raises ``ValueError`` for one elsewhere."""
        if href.url:
            raise ValueError(f"{href.url!r} is no place of the site")
        return href.in_html(self._directory_urls)

    def words(self, *parts: Inline) -> Markup:
        """Parts with a space between them; empty parts are left out."""
        encoded = self._encoded
        return safe(" ".join([piece for part in parts if (piece := part if type(part) is Markup else encoded(part))]))

    def lines(self, *parts: Inline) -> Markup:
        """Parts under each other; empty parts are left out."""
        return safe("<br>".join([piece for part in parts if (piece := self._encoded(part))]))

    def prose(self, text: str) -> Markup:
        """Running text in which http(s) addresses become links."""
        if type(text) is not str:
            text = _plain(text)
        if "://" not in text:
            return self._text(text) if SHORT < len(text) <= FIELD_LIMIT else self._encoded(text)
        text, was_cut = cap(text)
        pieces: list[Markup] = []
        position = 0
        for match in _URL.finditer(text):
            url, _ = split_url(match[0])
            href = to_site(url)
            if href is None:
                continue
            pieces += [self._piece(text[position : match.start()]), self.link(url, href)]
            position = match.start() + len(url)
        pieces.append(self._piece(text[position:]))
        if was_cut:
            pieces.append(safe(f" {self._text(_CUT)}"))
        return safe("".join(pieces))

    def _piece(self, text: str) -> Markup:
        """A stretch of running text between links, with the space that separates it from them."""
        if not text:
            return _EMPTY
        if not text.isprintable():
            # What is dropped stands between a space and a link no more.
            text = without_dropped(text)
            if not text:
                return _EMPTY
        inner = self._text(text)
        if not inner:
            return safe(" ")
        return safe(f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}")

    @abstractmethod
    def strong(self, content: Inline) -> Markup:
        """Important text."""

    def emphasis(self, content: Inline) -> Markup:
        """Emphasised text."""
        return safe(f"<em>{inner}</em>") if (inner := self._encoded(content)) else inner

    def small(self, content: Inline) -> Markup:
        """A side remark, in small print."""
        return safe(f"<small>{inner}</small>") if (inner := self._encoded(content)) else inner

    def code(self, text: str) -> Markup:
        """Text exactly as in a file, in a fixed-width font."""
        return safe(f"<code>{inner}</code>") if (inner := self._encoded(text)) else inner

    def line_break(self) -> Markup:
        """A line break within a paragraph or a cell."""
        return _BREAK

    @abstractmethod
    def link(self, content: Inline, href: Href | None) -> Markup:
        """A link, or just its content where there is no target."""

    def _raw_link(self, content: Inline, href: Href) -> Markup:
        mark = "" if href.trusted else ' rel="nofollow noopener"'
        return safe(f'<a href="{self._target(href)}"{mark}>{self._encoded(content)}</a>')

    def permalink(self, anchor: str, label: str) -> Markup:
        """The anchor of a row, and the visible link to it."""
        name = checked_anchor(anchor)
        return safe(f'<a id="{name}" href="#{name}" aria-label="{self._attribute(_plain(label))}">¶</a>')

    def self_link(self, anchor: str, content: Inline) -> Markup:
        """The name of a row, which is its anchor and the link to it as well."""
        name = checked_anchor(anchor)
        return safe(f'<a id="{name}" href="#{name}">{self._encoded(content) or NAMELESS}</a>')

    def badge(self, badge: Badge) -> Markup:
        """A badge: its symbol and word, in its colour."""
        return self._badge(badge.kind, badge.symbol, badge.word)

    def _new_badge(self, kind: str, symbol: str, word: str) -> Markup:
        return safe(f'<span class="sp-{checked_class(kind)}">{self._encoded(symbol)} {self._encoded(word)}</span>')

    def marks(self, marked: Sequence[Marked]) -> Markup:
        """The symbols of several badges, each a link to its row and labelled with its title and word."""
        return safe(" ".join([self._mark(*item.badge, item.anchor, item.title) for item in marked]))

    def _new_mark(self, kind: str, symbol: str, word: str, anchor: str, title: str) -> str:
        return (
            f'<a href="#{checked_anchor(anchor)}" aria-label="{self._attribute(f"{title}: {word}")}" '
            f'class="sp-{checked_class(kind)}">{self._encoded(symbol)}</a>'
        )

    def strip(self, strip: Strip) -> Markup:
        """A small bar beside figures that say the same: what is met, not met, unclear and not applicable."""
        pieces, start, done, total = [], 0, 0, sum(strip)
        for kind, number in zip(Strip._fields, strip, strict=True):
            done += number
            end = scaled(done, total, _STRIP)
            if end > start:
                pieces.append(f'<path class="p-{kind}" d="M{start} 0h{end - start}v8H{start}z"/>')
            start = end
        if not pieces:
            return _EMPTY
        return safe(f'<svg class="sp-bar" aria-hidden="true">{"".join(pieces)}</svg>')

    def links(self, links: Sequence[Link], folded: Sequence[Link] = (), whole: Link | None = None) -> Markup:
        """Links under each other; some may stand closed until a reader opens them, and one may lead to all."""
        pieces = [self.link(link.text, link.href) for link in links]
        if folded:
            inner = "<br>".join([self.link(link.text, link.href) for link in folded])
            summary = self._encoded(f"{len(folded):,} more")
            pieces.append(safe(f'<details class="sp-more"><summary>{summary}</summary>{inner}</details>'))
        if whole is not None:
            pieces.append(self.link(whole.text, whole.href))
        return safe("<br>".join(pieces))

    def series(self, links: Sequence[Link]) -> Markup:
        """Links in a row, with commas; what leads nowhere is text among them."""
        return safe(", ".join([self.link(link.text, link.href) for link in links]))

    def detail(self, text: Markup | str, fields: Sequence[Field]) -> Markup:
        """Running text with fields under it."""
        if not fields:
            return text if type(text) is Markup else self.prose(text)
        pieces = [text if type(text) is Markup else self.prose(text)] if text else []
        pieces += [self.words(self.strong(field.title), self.prose(field.text)) for field in fields]
        return safe("<br>".join(pieces))

    # ------------------------------------------------------------------------------------------

    @abstractmethod
    def front_matter(self, fields: Mapping[str, object]) -> Markup:
        """The page's front matter."""

    @abstractmethod
    def heading(self, level: int, content: Inline, anchor: str, searchable: bool = True) -> Markup:
        """A heading with its anchor. What follows one that is not searchable stays out of the search index."""

    @abstractmethod
    def paragraph(self, *parts: Inline) -> Markup:
        """A paragraph."""

    def paragraphs(self, text: str, *more: Inline) -> Markup:
        """A text of several paragraphs, split at its blank lines; what else is given ends the last of them."""
        if type(text) is not str:
            text = _plain(text)
        text, was_cut = cap(text)
        parts: list[tuple[Inline, ...]] = [(self.prose(part),) for part in paragraphs(text)]
        if was_cut:
            parts.append((_CUT,))
        if more:
            parts[-1:] = [(*(parts[-1] if parts else ()), *more)]
        return safe("".join([self.paragraph(*part) for part in parts]))

    @abstractmethod
    def item(self, *parts: Inline) -> Markup:
        """An item of a list."""

    @abstractmethod
    def items(self, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A list; its body holds items."""

    def fields(self, fields: Sequence[Field]) -> Markup:
        """A list of fields, each a title and a value."""
        if not fields:
            return _EMPTY
        items = [self.item(self.strong(field.title), self.prose(field.text)) for field in fields]
        return self.items("fields", caller=lambda: "".join(items))

    @abstractmethod
    def row(self, *cells: Inline) -> Markup:
        """A row of a table."""

    def badge_row(self, badges: Sequence[Badge | None], *cells: Inline) -> Markup:
        """A row of a table that ends in a cell for each badge, an empty one where there is none.

        There are many of them, so they are written in few bytes, and what is not applicable has no colour.
        """
        return self.row(*cells, *[_EMPTY if badge is None else self._small_badge(*badge) for badge in badges])

    def _new_small_badge(self, kind: str, symbol: str, word: str) -> Markup:
        inner = f"{self._encoded(symbol)} {self._encoded(word)}"
        return safe(inner if kind == "na" else f'<b class="sp-{checked_class(kind)}">{inner}</b>')

    @abstractmethod
    def table(self, columns: Sequence[str], caption: Inline, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A table with its caption; its body holds rows."""

    @abstractmethod
    def callout(self, kind: str, title: Inline, anchor: str = "", *, caller: Callable[[], str]) -> Markup:
        """A box that calls for attention; its body holds blocks."""

    @abstractmethod
    def fold(self, summary: Inline, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """Blocks that stand closed under their summary until a reader opens them; nothing without blocks."""

    def picture(self, picture: Picture, anchor: str) -> Markup:
        """A picture with its title, the link to it as a file, and the table behind it; nothing without a table.

        It stands by itself, in no other block. Its anchor is where its heading would be.
        """
        if not picture.rows:
            return _EMPTY
        # All of it is HTML for both dialects: a converter of Markdown takes it as it is, and in one piece.
        text, place = self._attribute, self._place
        name = checked_anchor(anchor)
        file = f' <a href="{place(picture.download)}" download>Download (SVG)</a>' if picture.download else ""
        note = f"<p>{text(picture.note)}</p>" if picture.note else ""
        heads = "".join([f"<th>{text(column)}</th>" for column in picture.columns])
        rows = "".join(
            [
                "<tr>"
                + "".join(
                    [
                        f'<td><a href="{place(cell.href)}">{text(cell.text) or NAMELESS}</a></td>'
                        if cell.href
                        else f"<td>{text(cell.text)}</td>"
                        for cell in row
                    ]
                )
                + "</tr>"
                for row in picture.rows
            ]
        )
        # What is wider than a telephone is moved under its frame, by the keyboard as well.
        is_wide = picture.width > _NARROW
        kind = "picture p-wide" if is_wide else "picture"
        frame = f' tabindex="0" role="region" aria-label="{text(picture.title)}"' if is_wide else ""
        # It may have hundreds of links, which nobody wants to pass one by one.
        skip = f'<a class="p-skip" href="#{name}-end">Skip this picture</a>' if is_wide else ""
        end = f'<span id="{name}-end"></span>' if is_wide else ""
        return safe(
            f'<figure class="{kind}" id="{name}">'
            f"<figcaption><strong>{text(picture.title)}</strong>{file}{skip}</figcaption>"
            f'<div class="p-canvas"{frame}>{inline(picture, name, text, place)}</div>{note}'
            f'<details class="sp-fold"><summary>The figures behind this picture</summary>'
            f"<table><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>{end}</figure>\n\n"
        )


MACROS: tuple[str, ...] = tuple(
    name for name, value in vars(Dialect).items() if callable(value) and not name.startswith("_")
)
"""The names of the macros; templates can call these and nothing else."""
