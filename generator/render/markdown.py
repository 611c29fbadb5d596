"""The macros in Markdown: Python-Markdown with tables, attr_list and md_in_html, readable on a code host."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import yaml
from markupsafe import Markup

from generator.render.escape import attribute, front_matter, markdown_text, markdown_url, safe, script_json
from generator.render.href import Href, checked_anchor
from generator.render.markup import NAMELESS, Dialect, Inline, Json, checked_class, checked_level


class MarkdownDialect(Dialect):
    """Every block ends with a blank line; ``Pages`` takes the surplus ones away."""

    def _text(self, text: str, /) -> Markup:
        return markdown_text(text)

    def _attribute(self, text: str) -> Markup:
        return attribute(text)

    def _target(self, href: Href) -> str:
        return markdown_url(href.url) if href.url else href.in_markdown

    def strong(self, content: Inline) -> Markup:
        """Important text."""
        return safe(f"**{inner}**") if (inner := self._encoded(content)) else inner

    def link(self, content: Inline, href: Href | None) -> Markup:
        """A link, or just its content where there is no target. MkDocs follows links in Markdown syntax only."""
        if href is None:
            return self._encoded(content)
        if not href.trusted:
            return self._raw_link(content, href)
        return safe(f"[{self._encoded(content)}]({self._target(href)})")

    def front_matter(self, fields: Mapping[str, object]) -> Markup:
        """The page's meta data."""
        dumped = yaml.safe_dump(
            encoded_meta(fields), allow_unicode=True, sort_keys=True, width=10**9, default_flow_style=False
        )
        return safe(f"---\n{dumped}---\n\n")

    def heading(self, level: int, content: Inline, anchor: str, searchable: bool = True) -> Markup:
        """A heading with its anchor. What follows one that is not searchable stays out of the search index."""
        name = f"#{checked_anchor(anchor)}"
        attributes = name if searchable else f"{name} data-search-exclude"
        return safe(f"{'#' * checked_level(level)} {self._encoded(content) or NAMELESS} {{ {attributes} }}\n\n")

    def paragraph(self, *parts: Inline) -> Markup:
        """A paragraph."""
        return safe(f"{content}\n\n") if (content := self.words(*parts)) else content

    def item(self, *parts: Inline) -> Markup:
        """An item of a list."""
        return safe(f"- {self.words(*parts)}\n")

    def items(self, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A list; its body holds items."""
        body = _lines(caller)
        if not body:
            return safe("")
        if not kind:
            return safe(f"{body}\n\n")
        return safe(f'<div class="sp-{checked_class(kind)}" markdown="block">\n\n{body}\n\n</div>\n\n')

    def row(self, *cells: Inline) -> Markup:
        """A row of a table."""
        return safe("| " + " | ".join([self._encoded(cell) for cell in cells]) + " |\n")

    def table(self, columns: Sequence[str], caption: Inline, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """A table with its caption; its body holds rows."""
        body = _lines(caller)
        if not body:
            return safe("")
        name = f"sp-{checked_class(kind)}" if kind else "sp-table"
        head = f"{self.row(*columns)}|{' --- |' * len(columns)}"
        return safe(
            f'<figure class="{name}" markdown="block">\n'
            f'<figcaption markdown="span">{self._encoded(caption)}</figcaption>\n\n{head}\n{body}\n\n</figure>\n\n'
        )

    def callout(self, kind: str, title: Inline, anchor: str = "", *, caller: Callable[[], str]) -> Markup:
        """A box that calls for attention; its body holds blocks."""
        head = self.self_link(anchor, title) if anchor else self._encoded(title)
        body = str(caller()).strip()
        inner = f"{body}\n\n" if body else ""
        return safe(
            f'<div class="admonition {checked_class(kind)}" markdown="block">\n'
            f'<p class="admonition-title" markdown="span">{head}</p>\n\n{inner}</div>\n\n'
        )

    def fold(self, summary: Inline, kind: str = "", *, caller: Callable[[], str]) -> Markup:
        """Blocks that stand closed under their summary until a reader opens them; nothing without blocks."""
        body = str(caller()).strip()
        if not body:
            return safe("")
        name = f"sp-{checked_class(kind)}" if kind else "sp-fold"
        return safe(
            f'<details class="{name}" markdown="block">\n'
            f'<summary markdown="span">{self._encoded(summary)}</summary>\n\n{body}\n\n</details>\n\n'
        )


def encoded_meta(fields: Mapping[str, object]) -> dict[str, object]:
    """Front matter as it is read back from the page: every text of it encoded."""
    return {front_matter(key): _encoded_meta(value) for key, value in fields.items()}


def _encoded_meta(value: object) -> object:
    if isinstance(value, str):
        return front_matter(value)
    if isinstance(value, Json):
        return script_json(value.value)
    if isinstance(value, Mapping):
        return encoded_meta(value)
    return [_encoded_meta(item) for item in value] if isinstance(value, (list, tuple)) else value


def _lines(caller: Callable[[], str]) -> str:
    return "\n".join(line for line in str(caller()).splitlines() if line.strip())
