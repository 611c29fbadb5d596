"""The theme's frame, rendered once for each shape of page, and filled in for every page of that shape.

What differs between two pages of a shape stands in a few places: title, description, addresses, content. The frame
is rendered with a mark in each of them and cut at the marks. Whether that is right is not taken on trust, since a
theme can be overridden: the first page that uses a frame is rendered in full as well, and so is the first that has
special signs in its title. Where one differs by a byte, pages of that shape are rendered in full from then on.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import jinja2
from mkdocs.structure.toc import AnchorLink, TableOfContents

from generator.adapters.mkdocs.page import GeneratedPage
from generator.identify import short_hash

UNCHANGED = "unchanged"
"""What a page gives that need not be written: the file that is there is right."""

_MARKS = {
    "title": "scanpressmarktitle",
    "description": "scanpressmarkdescription",
    # The theme puts a heading above content that has none, so the mark has one, as every page of ours does.
    "content": "<h1>scanpressmarkcontent</h1>",
    "heading": "scanpressmarkheading",
    "canonical_url": "https://scanpress.invalid/markcanonical/",
    "abs_url": "/scanpressmarkabsolute/",
    "edit_url": "https://scanpress.invalid/markedit/",
}
_MOST = 256
"""How many frames are kept; sites whose pages are all of different shapes do not fill the memory with them."""

Shape = tuple[object, ...]


@dataclass(slots=True)
class _Frame:
    """Literal text and the names of what goes between, in turn.

    ``checked`` holds the kinds of pages (with special signs or without) on which it was found to be right.
    """

    pieces: tuple[tuple[str, str], ...]
    end: str
    digest: str = ""
    checked: set[bool] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.digest = short_hash(repr((self.pieces, self.end)), 32)

    def fill(self, values: dict[str, str]) -> str:
        return "".join([part for text, name in self.pieces for part in (text, values[name])]) + self.end


class Frames:
    """The frames of one build. ``wrap`` lets an environment use them for generated pages."""

    def __init__(self) -> None:
        self._frames: dict[str, _Frame | None] = {}
        self._shapes: dict[Shape, str] = {}
        self._trusted: dict[str, str] = {}
        self.spliced = 0
        self.are_used = False
        """Whether an environment was wrapped."""

    def wrap(self, environment: jinja2.Environment) -> None:
        """From now on, templates that MkDocs asks for fill a frame where they can."""
        original = environment.get_template
        self.are_used = True

        def get_template(name: Any, parent: str | None = None, globals: Any = None) -> Any:
            template = original(name, parent, globals)
            # A template that asks for its parent needs the real one.
            return template if parent is not None else _Spliced(template, self)

        environment.get_template = get_template  # type: ignore[method-assign]

    def render(self, template: jinja2.Template, context: Any) -> str:
        """What ``template.render(context)`` gives."""
        page = context.get("page")
        if not isinstance(page, GeneratedPage):
            return template.render(context)
        page.is_hidden = False
        if not page.is_own:
            return template.render(context)
        if any(item is page for item in context["nav"].pages):
            return self._in_full(template, context)
        if page.is_fresh:
            return UNCHANGED
        look = _shape(template, context, page)
        shape = self._shapes.get(look)
        if shape is None:
            shape = self._shapes[look] = short_hash(repr(look), 32)
        is_first = shape not in self._frames
        if is_first and len(self._frames) < _MOST:
            self._frames[shape] = _cut(template, context, page)
        frame = self._frames.get(shape)
        if frame is None:
            return self._in_full(template, context)
        page.frame = (shape, frame.digest)
        values = _values(page)
        output = frame.fill(values)
        kind = "&" in values["title"] or "&" in values["description"]
        if kind not in frame.checked:
            full = self._in_full(template, context)
            if full != output:
                self._frames[shape] = None
            frame.checked.add(kind)
            return full
        self.spliced += 1
        return output

    def is_current(self, shape: str, digest: str) -> bool:
        """Whether pages of a shape are put into the very frame of this digest, and that was found to be right."""
        frame = self._frames.get(shape)
        if frame is None:
            return self._trusted.get(shape) == digest
        return frame.digest == digest and bool(frame.checked)

    def trust(self, shape: str, digest: str) -> None:
        """The frame of this digest was found to be right for the shape by another process of this build."""
        self._trusted[shape] = digest

    def _in_full(self, template: jinja2.Template, context: Any) -> str:
        output = template.render(context)
        content = context["page"].content or ""
        before, found, after = output.partition(content)
        return f"{_dense(before)}{content}{_dense(after)}" if content and found else output


class _Spliced:
    """A template whose ``render`` fills a frame where it can; in all else it is the template."""

    def __init__(self, template: jinja2.Template, frames: Frames) -> None:
        self._template = template
        self._frames = frames

    def __getattr__(self, name: str) -> Any:
        return getattr(self._template, name)

    def render(self, *arguments: Any, **names: Any) -> str:
        """The page; a call that is not MkDocs' own goes straight to the template."""
        if names or len(arguments) != 1 or not {"page", "nav", "base_url"} <= set(arguments[0]):
            return self._template.render(*arguments, **names)
        return self._frames.render(self._template, arguments[0])


def _dense(frame: str) -> str:
    """The frame without empty lines and indents, which are a third of it and show nowhere.

    Around preformatted text they would show, so a frame that has some stays as it is.
    """
    if "\n" not in frame or "<pre" in frame or "<textarea" in frame:
        return frame
    first, *lines, last = frame.split("\n")
    return "\n".join([first.rstrip(), *filter(None, map(str.strip, lines)), last.lstrip()])


def _values(page: GeneratedPage) -> dict[str, str]:
    return {
        "title": str(page.meta.get("title", "")),
        "description": str(page.meta.get("description", "")),
        "content": page.content or "",
        "heading": _first_heading(page),
        "canonical_url": page.canonical_url or "",
        "abs_url": page.abs_url or "",
        "edit_url": page.edit_url or "",
    }


def _shape(template: jinja2.Template, context: Any, page: GeneratedPage) -> Shape:
    """All that the frame depends on, apart from the places that are filled in."""
    meta = tuple(
        (key, repr(value)) for key, value in sorted(page.meta.items()) if key not in ("title", "description")
    )
    return (
        template.name,
        context["base_url"],
        meta,
        "title" in page.meta,
        "description" in page.meta,
        "<h1" in (page.content or ""),
        page.canonical_url is None,
        page.edit_url is None,
        *_outline(page),
    )


def _first_heading(page: GeneratedPage) -> str:
    if page.headings is None:
        return page.toc.items[0].title if page.toc.items else ""
    return page.headings[0].html if page.headings else ""


def _outline(page: GeneratedPage) -> tuple[object, ...]:
    """The table of contents but for the text of the first heading, which is the page's title."""
    if page.headings is None:
        items = page.toc.items
        first = items[0] if items else None
        return first and (first.level, first.id, _links(first.children)), _links(items[1:])
    return tuple(heading[:2] for heading in page.headings[:1]), page.headings[1:]


def _links(links: Iterable[AnchorLink]) -> tuple[object, ...]:
    return tuple((link.level, link.id, link.title, _links(link.children)) for link in links)


def _cut(template: jinja2.Template, context: Any, page: GeneratedPage) -> _Frame | None:
    """The frame of the page's shape, or ``None`` where the theme loses or changes a mark."""
    values = _values(page)
    stand_in = copy.copy(page)
    stand_in._meta = {
        **page.meta,
        **{key: _MARKS[key] for key in ("title", "description") if key in page.meta},
    }
    stand_in._content_given = _MARKS["content"]
    for name in ("canonical_url", "abs_url", "edit_url"):
        if getattr(page, name) is not None:
            setattr(stand_in, name, _MARKS[name])
    toc = page.toc.items
    if toc:
        first = copy.copy(toc[0])
        first.title = _MARKS["heading"]
        stand_in._toc_given = TableOfContents([first, *toc[1:]])
    page.file.page, kept = stand_in, page.file.page
    try:
        output = template.render({**context, "page": stand_in})
    finally:
        page.file.page = kept
    if "<h1" not in values["content"] or any(mark in value for mark in _MARKS.values() for value in values.values()):
        return None
    before, content, after = output.partition(_MARKS["content"])
    output = f"{_dense(before)}{content}{_dense(after)}"
    pieces = []
    position = 0
    while True:
        found = min(
            ((place, name) for name, mark in _MARKS.items() if (place := output.find(mark, position)) >= 0),
            default=None,
        )
        if found is None:
            break
        place, name = found
        pieces.append((output[position:place], name))
        position = place + len(_MARKS[name])
    names = {name for _, name in pieces}
    if "content" not in names or ("title" in page.meta and "title" not in names):
        return None
    return _Frame(tuple(pieces), output[position:])
