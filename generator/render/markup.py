"""What templates are made of: a closed set of macros.

A template composes macros and nothing else. Every macro takes plain text and encodes it, or takes what another
macro made. ``Badge`` is the one piece of content with a form of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from generator.render.href import Href

Inline = Markup | str | int
"""Running text: a plain string is encoded where it is used, what a macro made is used as it is."""


@dataclass(frozen=True, slots=True)
class Badge:
    """A verdict at a glance: a symbol, a word, and a kind that the style sheet gives a colour."""

    kind: str
    symbol: str
    word: str


@dataclass(frozen=True, slots=True)
class Field:
    """A title and a value."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A text and where it leads; nowhere for text that looked like an address and is none."""

    text: str
    href: Href | None


@dataclass(frozen=True, slots=True)
class Mark:
    """A badge that is shown by its symbol alone, where it leads, and what it stands for in words."""

    badge: Badge
    href: Href
    label: str


class Dialect(Protocol):
    """The macros. Those above the line make running text, those below make blocks."""

    def words(self, *parts: Inline) -> Markup:
        """Parts with a space between them; empty parts are left out."""

    def prose(self, text: str) -> Markup:
        """Running text in which http(s) addresses become links."""

    def strong(self, content: Inline) -> Markup:
        """Important text."""

    def emphasis(self, content: Inline) -> Markup:
        """Stressed text."""

    def small(self, content: Inline) -> Markup:
        """Side remarks."""

    def code(self, text: str) -> Markup:
        """Text as it stands in a file."""

    def line_break(self) -> Markup:
        """A new line within a paragraph or cell."""

    def link(self, content: Inline, href: Href | None) -> Markup:
        """A link, or just its content where there is no target."""

    def permalink(self, anchor: str, label: str) -> Markup:
        """The anchor of a row, and the visible link to it."""

    def badge(self, badge: Badge) -> Markup:
        """Symbol, colour and word."""

    def marks(self, marks: Sequence[Mark]) -> Markup:
        """The symbols of badges in a row, each a link."""

    def links(self, links: Sequence[Link], more: int = 0) -> Markup:
        """Links under each other, and how many more there are."""

    def detail(self, text: Markup | str, fields: Sequence[Field]) -> Markup:
        """Running text with fields under it."""

    # ------------------------------------------------------------------------------------------

    def front_matter(self, fields: Mapping[str, object]) -> Markup:
        """The page's meta data."""

    def heading(self, level: int, content: Inline, anchor: str, searchable: bool = True) -> Markup:
        """A heading with its anchor. What follows one that is not searchable stays out of the search index."""

    def paragraph(self, *parts: Inline) -> Markup:
        """A paragraph."""

    def paragraphs(self, text: str) -> Markup:
        """A field of several paragraphs, split at its blank lines."""

    def item(self, *parts: Inline) -> Markup:
        """An item of a list."""

    def items(self, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A list; its body holds items."""

    def row(self, *cells: Inline) -> Markup:
        """A row of a table."""

    def table(self, columns: Sequence[str], caption: Inline, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A table with its caption; its body holds rows."""

    def callout(self, kind: str, title: Inline, anchor: str = "", *, caller: Callable[[], str]) -> Markup:
        """A box that calls for attention; its body holds blocks."""

    def details(self, summary: Inline, *, caller: Callable[[], str]) -> Markup:
        """Blocks that are shown on demand."""


MACROS: tuple[str, ...] = tuple(
    name for name, value in vars(Dialect).items() if callable(value) and not name.startswith("_")
)
"""The names of the macros; templates can call these and nothing else."""
