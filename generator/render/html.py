"""The macros in HTML: what Python-Markdown makes of the Markdown, without asking it.

The table of contents and the anchors are noted while a page is written, as Python-Markdown's ``toc`` would.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from generator.render.escape import html_text, safe
from generator.render.href import Href, checked_anchor
from generator.render.markup import NAMELESS, SHORT, Dialect, Inline, checked_class, checked_level

_NOTHING = Markup("")


class Heading(NamedTuple):
    """An entry of the table of contents: its level (1 to 6), its anchor, and its text as HTML."""

    level: int
    anchor: str
    html: str


class HtmlDialect(Dialect):
    """Writes one page at a time: ``begin``, then the template, then ``headings`` has its headings."""

    def __init__(self, *, directory_urls: bool = True) -> None:
        """``directory_urls`` as MkDocs' ``use_directory_urls``: whether ``a/index.html`` is addressed as ``a/``."""
        super().__init__(directory_urls=directory_urls)
        self._headings: list[Heading] = []

    def _begin(self) -> None:
        self._headings = []

    _text = staticmethod(html_text)

    def _attribute(self, text: str) -> Markup:
        return self._short(text) if len(text) <= SHORT else self._text(text)

    def _target(self, href: Href) -> str:
        return html_text(href.url) if href.url else href.in_html(self._directory_urls)

    def strong(self, content: Inline) -> Markup:
        """Important text."""
        return safe(f"<strong>{inner}</strong>") if (inner := self._encoded(content)) else inner

    def link(self, content: Inline, href: Href | None) -> Markup:
        """A link, or just its content where there is no target."""
        return self._encoded(content) if href is None else self._raw_link(content, href)

    def front_matter(self, fields: Mapping[str, object]) -> Markup:
        """Nothing: a built page's meta data stand in its frame."""
        return _NOTHING

    def heading(self, level: int, content: Inline, anchor: str, searchable: bool = True) -> Markup:
        """A heading with its anchor. What follows one that is not searchable stays out of the search index."""
        name, level = checked_anchor(anchor), checked_level(level)
        inner = self._encoded(content) or NAMELESS
        self._headings.append(Heading(level, name, inner))
        excluded = "" if searchable else " data-search-exclude"
        return safe(
            f'<h{level}{excluded} id="{name}">{inner}'
            f'<a href="#{name}" class="headerlink" title="Permanent link">¶</a></h{level}>\n'
        )

    def paragraph(self, *parts: Inline) -> Markup:
        """A paragraph."""
        return safe(f"<p>{content}</p>\n") if (content := self.words(*parts)) else content

    def item(self, *parts: Inline) -> Markup:
        """An item of a list."""
        return safe(f"<li>{self.words(*parts)}</li>\n")

    def items(self, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A list; its body holds items."""
        body = str(caller()).strip()
        if not body:
            return _NOTHING
        items = f"<ul>\n{body}\n</ul>\n"
        return safe(f'<div class="sp-{checked_class(kind)}">\n{items}</div>\n' if kind else items)

    def row(self, *cells: Inline) -> Markup:
        """A row of a table."""
        encoded = self._encoded
        inner = "</td>\n<td>".join([cell if type(cell) is Markup else encoded(cell) for cell in cells])
        return safe(f"<tr><td>{inner}</td></tr>\n")

    def table(self, columns: Sequence[str], caption: Inline, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A table with its caption; its body holds rows."""
        body = str(caller()).strip()
        if not body:
            return _NOTHING
        name = f"sp-{checked_class(kind)}" if kind else "sp-table"
        heads = "\n".join([f"<th>{self._encoded(column)}</th>" for column in columns])
        return safe(
            f'<figure class="{name}"><figcaption>{self._encoded(caption)}</figcaption>\n'
            f"<table><thead><tr>{heads}</tr></thead>\n<tbody>{body}</tbody></table></figure>\n"
        )

    def callout(self, kind: str, title: Inline, anchor: str = "", *, caller: Callable[[], str]) -> Markup:
        """A box that calls for attention; its body holds blocks."""
        head = self.self_link(anchor, title) if anchor else self._encoded(title)
        return safe(
            f'<div class="admonition {checked_class(kind)}">\n'
            f'<p class="admonition-title">{head}</p>\n{str(caller()).strip()}\n</div>\n'
        )

    def fold(self, summary: Inline, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """Blocks that stand closed under their summary until a reader opens them; nothing without blocks."""
        body = str(caller()).strip()
        if not body:
            return _NOTHING
        name = f"sp-{checked_class(kind)}" if kind else "sp-fold"
        return safe(f'<details class="{name}">\n<summary>{self._encoded(summary)}</summary>\n{body}\n</details>\n')
