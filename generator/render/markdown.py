"""The macros in Markdown: Python-Markdown with tables, attr_list and md_in_html, readable on a code host."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import yaml
from markupsafe import Markup

from generator.render.escape import (
    FIELD_LIMIT,
    attribute,
    cap,
    front_matter,
    markdown_text,
    markdown_url,
    paragraphs,
)
from generator.render.href import Href, to_anchor, to_site
from generator.render.markup import Badge, Field, Inline, Link, Mark

_URL = re.compile(r"https?://[^\s<>\"'`|{}\\^]+", re.I)
_TRAILING = ".,;:!?…"
_CLASS = re.compile(r"[a-z][a-z0-9-]*", re.ASCII)
_CUT = f"[cut off here at {FIELD_LIMIT:,} characters; the raw file has the whole text]"


def _class(kind: str) -> str:
    if not _CLASS.fullmatch(kind):
        raise ValueError(f"{kind!r} cannot be a class")
    return f"sp-{kind}"


def encoded(content: Inline) -> Markup:
    """Markup as it is, anything else encoded as running text."""
    if isinstance(content, Markup):
        return content
    text, was_cut = cap(str(content))
    return markdown_text(text) + Markup(f" {markdown_text(_CUT)}") if was_cut else markdown_text(text)


def split_url(candidate: str) -> tuple[str, str]:
    """An address that was found in running text, and the punctuation after it that is not part of it."""
    url = candidate
    while url and (url[-1] in _TRAILING or (url[-1] == ")" and url.count(")") > url.count("("))
                   or (url[-1] == "]" and url.count("]") > url.count("["))):  # fmt: skip
        url = url[:-1]
    return url, candidate[len(url) :]


class MarkdownDialect:
    """Implements ``Dialect``."""

    def words(self, *parts: Inline) -> Markup:
        """Parts with a space between them; empty parts are left out."""
        return Markup(" ").join([piece for piece in map(encoded, parts) if piece])

    def prose(self, text: str) -> Markup:
        """Running text in which http(s) addresses become links."""
        if "://" not in text:
            return encoded(text)
        text, was_cut = cap(text)
        pieces: list[Markup] = []
        position = 0
        for match in _URL.finditer(text):
            url, _ = split_url(match[0])
            href = to_site(url)
            if href is None:
                continue
            pieces += [_piece(text[position : match.start()]), self.link(url, href)]
            position = match.start() + len(url)
        pieces.append(_piece(text[position:]))
        if was_cut:
            pieces.append(Markup(f" {markdown_text(_CUT)}"))
        return Markup("").join(pieces)

    def strong(self, content: Inline) -> Markup:
        """Important text."""
        return Markup(f"**{inner}**") if (inner := encoded(content)) else inner

    def emphasis(self, content: Inline) -> Markup:
        """Stressed text."""
        return Markup(f"<em>{inner}</em>") if (inner := encoded(content)) else inner

    def small(self, content: Inline) -> Markup:
        """Side remarks."""
        return Markup(f"<small>{inner}</small>") if (inner := encoded(content)) else inner

    def code(self, text: str) -> Markup:
        """Text as it stands in a file."""
        return Markup(f"<code>{inner}</code>") if (inner := encoded(text)) else inner

    def line_break(self) -> Markup:
        """A new line within a paragraph or cell."""
        return Markup("<br>")

    def link(self, content: Inline, href: Href | None) -> Markup:
        """A link, or just its content where there is no target."""
        if href is None:
            return encoded(content)
        target = markdown_url(href.target) if href.external else href.target
        if href.trusted:
            return Markup(f"[{encoded(content)}]({target})")
        return Markup(f'<a href="{target}" rel="nofollow noopener">{encoded(content)}</a>')

    def permalink(self, anchor: str, label: str) -> Markup:
        """The anchor of a row, and the visible link to it."""
        target = to_anchor(anchor).target
        return Markup(f'<a class="sp-permalink" id="{anchor}" href="{target}" aria-label="{attribute(label)}">¶</a>')

    def badge(self, badge: Badge) -> Markup:
        """Symbol, colour and word."""
        return Markup(
            f'<span class="sp-badge {_class(badge.kind)}">{encoded(badge.symbol)} {encoded(badge.word)}</span>'
        )

    def marks(self, marks: Sequence[Mark]) -> Markup:
        """The symbols of badges in a row, each a link."""
        return Markup(" ").join(
            [
                Markup(
                    f'<a class="sp-mark {_class(mark.badge.kind)}" href="{mark.href.target}" '
                    f'aria-label="{attribute(mark.label)}">{encoded(mark.badge.symbol)}</a>'
                )
                for mark in marks
            ]
        )

    def links(self, links: Sequence[Link], more: int = 0) -> Markup:
        """Links under each other, and how many more there are."""
        pieces = [self.link(link.text, link.href) for link in links]
        if more:
            pieces.append(encoded(f"and {more:,} more"))
        return Markup("<br>").join(pieces)

    def detail(self, text: Markup | str, fields: Sequence[Field]) -> Markup:
        """Running text with fields under it."""
        pieces = [text if isinstance(text, Markup) else self.prose(text)] if text else []
        pieces += [self.words(self.strong(field.title), self.prose(field.text)) for field in fields]
        return Markup("<br>").join(pieces)

    def front_matter(self, fields: Mapping[str, object]) -> Markup:
        """The page's meta data."""
        plain = {key: front_matter(value) if isinstance(value, str) else value for key, value in fields.items()}
        dumped = yaml.safe_dump(plain, allow_unicode=True, sort_keys=True, width=10**9, default_flow_style=False)
        return Markup(f"---\n{dumped}---\n\n")

    def heading(self, level: int, content: Inline, anchor: str, searchable: bool = True) -> Markup:
        """A heading with its anchor. What follows one that is not searchable stays out of the search index."""
        name = to_anchor(anchor).target
        attributes = name if searchable else f"{name} data-search-exclude"
        return Markup(f"{'#' * level} {encoded(content)} {{ {attributes} }}\n\n")

    def paragraph(self, *parts: Inline) -> Markup:
        """A paragraph."""
        return Markup(f"{content}\n\n") if (content := self.words(*parts)) else Markup("")

    def paragraphs(self, text: str) -> Markup:
        """A field of several paragraphs, split at its blank lines."""
        text, was_cut = cap(text)
        blocks = [self.paragraph(self.prose(part)) for part in paragraphs(text)]
        if was_cut:
            blocks.append(self.paragraph(_CUT))
        return Markup("").join(blocks)

    def item(self, *parts: Inline) -> Markup:
        """An item of a list."""
        return Markup(f"- {self.words(*parts)}\n")

    def items(self, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A list; its body holds items."""
        body = "\n".join(line for line in str(caller()).splitlines() if line.strip())
        if not body:
            return Markup("")
        if not kind:
            return Markup(f"{body}\n\n")
        return Markup(f'<div class="{_class(kind)}" markdown="block">\n\n{body}\n\n</div>\n\n')

    def row(self, *cells: Inline) -> Markup:
        """A row of a table."""
        return Markup("| " + " | ".join([encoded(cell) for cell in cells]) + " |\n")

    def table(self, columns: Sequence[str], caption: Inline, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A table with its caption; its body holds rows."""
        body = "\n".join(line for line in str(caller()).splitlines() if line.strip())
        if not body:
            return Markup("")
        classes = f"sp-table {_class(kind)}" if kind else "sp-table"
        head = f"{self.row(*columns)}|{' --- |' * len(columns)}"
        return Markup(
            f'<figure class="{classes}" markdown="block">\n'
            f'<figcaption markdown="span">{encoded(caption)}</figcaption>\n\n{head}\n{body}\n\n</figure>\n\n'
        )

    def callout(self, kind: str, title: Inline, anchor: str = "", *, caller: Callable[[], str]) -> Markup:
        """A box that calls for attention; its body holds blocks."""
        if not _CLASS.fullmatch(kind):
            raise ValueError(f"{kind!r} cannot be a class")
        head = encoded(title)
        if anchor:
            head = Markup(f"{head} {self.permalink(anchor, 'Link to this')}")
        return Markup(
            f'<div class="admonition {kind}" markdown="block">\n'
            f'<p class="admonition-title" markdown="span">{head}</p>\n\n{_blocks(caller)}</div>\n\n'
        )

    def details(self, summary: Inline, *, caller: Callable[[], str]) -> Markup:
        """Blocks that are shown on demand."""
        return Markup(
            f'<details markdown="block">\n<summary markdown="span">{encoded(summary)}</summary>\n\n'
            f"{_blocks(caller)}</details>\n\n"
        )


def _blocks(caller: Callable[[], str]) -> str:
    body = str(caller()).strip()
    return f"{body}\n\n" if body else ""


def _piece(text: str) -> Markup:
    """A stretch of running text between links, with the space that separates it from them."""
    if not text:
        return Markup("")
    inner = markdown_text(text)
    if not inner:
        return Markup(" ")
    return Markup(f"{' ' if text[0].isspace() else ''}{inner}{' ' if text[-1].isspace() else ''}")
