"""The theme's frame, rendered once for each shape of page, and filled in for every page of that shape.

What differs between two pages of a shape stands in a few places: title, description, addresses, content, and what
the page's head tells programs. The frame is rendered with a mark in each of them and cut at the marks. Whether that
is right is not taken on trust, since a theme can be overridden: the first page of a shape is rendered in full as
well, and so is the first that has special signs in its texts. Where one differs by a byte, pages of that shape are
rendered in full from then on.

Most shapes differ in nothing but their table of contents, whose entries the theme makes one by one. So they share a
frame that has a place for these.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from generator.adapters.mkdocs.page import GeneratedPage, table_of_contents
from generator.identify import short_hash
from generator.render.html import Heading

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
_TEXTS = ("title", "description")
_HEAD = "head"
"""The part of the front matter whose texts, however deep in it, are filled in."""
_ADDRESSES = ("canonical_url", "abs_url", "edit_url")
_ENTRIES = ("scanpressmarkentry1", "scanpressmarkentry2")
"""Two headings, between whose entries stands what separates any two."""
_MOST = 256
"""How many frames are kept; sites whose pages are all of different shapes do not fill the memory with them."""
_MOST_SHAPES = 4096

Render = Callable[[Page], str]
"""Renders a page with the theme."""
RenderEntry = Callable[[AnchorLink], str]
"""Renders an entry of a table of contents with all that is below it; empty where the theme cannot by itself."""


@dataclass(frozen=True, slots=True)
class Shape:
    """All that a frame depends on, apart from the places that are filled in.

    ``text`` is JSON: how deep the page stands and below which folder, its front matter, which addresses it has, its
    table of contents but for the first heading's text, which is the page's title, and how what its head tells
    programs is nested. ``digest`` is a hash of it.
    """

    text: str
    digest: str

    @classmethod
    def of(cls, page: GeneratedPage, near: str) -> Shape:
        """The shape of a page; ``near`` is the folder below which all links to other pages are relative alike."""
        meta = {key: value for key, value in page.meta.items() if key not in (*_TEXTS, _HEAD)}
        headings = page.headings or ()
        data = {
            "depth": page.url.count("/"),
            "near": near,
            "meta": meta,
            "texts": [key for key in _TEXTS if key in page.meta],
            "head": _with_texts(page.meta.get(_HEAD), repeat("")),
            "addresses": [name for name in _ADDRESSES if getattr(page, name) is not None],
            "headings": [heading[:2] for heading in headings[:1]] + [list(heading) for heading in headings[1:]],
        }
        return cls.from_text(json.dumps(data, sort_keys=True))

    @classmethod
    def from_text(cls, text: str) -> Shape:
        """A shape as it was kept."""
        return cls(text, short_hash(text, 32))


@dataclass(slots=True)
class _Cut:
    """Literal text and the names of what goes between, in turn.

    Where ``separator`` is not ``None``, it stands between the entries of the table of contents, which are filled in.
    """

    pieces: tuple[tuple[str, str], ...]
    end: str
    separator: str | None = None
    digest: str = ""

    def __post_init__(self) -> None:
        self.digest = short_hash(repr((self.pieces, self.end, self.separator)), 32)


@dataclass(slots=True)
class Frame:
    """The frame of a shape: what it shares with other shapes, and the entries of its table of contents.

    ``checked`` holds the kinds of pages (with special signs or without) on which it was found to be right.
    """

    cut: _Cut
    entries: str
    digest: str = ""
    checked: set[bool] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.digest = short_hash(f"{self.cut.digest} {self.entries}", 32)

    def fill(self, values: Mapping[str, str]) -> str:
        """The page with these values."""
        entries = self.entries
        return (
            "".join([
                part
                for text, name in self.cut.pieces
                for part in (text, entries if name == "entries" else values[name])
            ])
            + self.cut.end
        )  # fmt: skip


class Frames:
    """The frames of one build."""

    def __init__(
        self, render: Render, render_entry: RenderEntry, trusted: Mapping[str, str], linked: Iterable[str]
    ) -> None:
        """``trusted`` are the digests of frames that were found to be right before, by those of their shapes.

        ``linked`` are the addresses, relative to the site, to which every page links.
        """
        self._render = render
        self._render_entry = render_entry
        self._folders = {parts[:end] for parts in map(_parts, linked) for end in range(1, len(parts) + 1)}
        self._trusted = trusted
        self._frames: dict[str, Frame | None] = {}
        self._cuts: dict[str, _Cut | None] = {}
        self._entries: dict[str, str] = {}
        self.spliced = 0

    def trust(self, trusted: Mapping[str, str]) -> None:
        """These frames, too, were found to be right before."""
        self._trusted = trusted

    def shape(self, page: GeneratedPage) -> Shape:
        """The shape of a page.

        From ``scans/page-2/`` a link to ``scans/`` is ``../``, and from ``syntheses/page-2/`` it is ``../../scans/``:
        what counts is how far the page's address goes along with an address that is linked.
        """
        parts = _parts(page.url)
        end = min(1, len(parts))
        while end < len(parts) and parts[: end + 1] in self._folders:
            end += 1
        return Shape.of(page, "/".join(parts[:end]))

    def output(self, page: GeneratedPage, shape: Shape) -> tuple[str, str]:
        """The whole page, and the digest of its frame, which is empty where it has none to use again."""
        frame = self._frame(shape, page)
        if frame is None:
            return self._in_full(page), ""
        values = _values(page)
        output = frame.fill(values)
        kind = any("&" in text for text in (*(values[name] for name in _TEXTS), *_texts(page.meta.get(_HEAD))))
        if kind not in frame.checked:
            frame.checked.add(kind)
            full = self._in_full(page)
            if full != output:
                self._frames[shape.digest] = None
                return full, ""
            return full, frame.digest
        self.spliced += 1
        return output, frame.digest

    def is_current(
        self, shape: str, digest: str, shapes: Mapping[str, str], example: Callable[[], GeneratedPage]
    ) -> bool:
        """Whether the frame of a shape is still the one with this digest.

        ``shapes`` has the texts of shapes by their digests, and ``example`` gives a page of this shape.
        """
        if self._trusted.get(shape) != digest:
            return False
        if shape not in self._frames:
            self._frame(Shape.from_text(shapes[shape]), example())
        frame = self._frames.get(shape)
        return frame is not None and frame.digest == digest

    def _frame(self, shape: Shape, page: GeneratedPage) -> Frame | None:
        if shape.digest not in self._frames and len(self._frames) < _MOST_SHAPES:
            frame = self._frames[shape.digest] = self._new_frame(shape, page)
            if frame is not None and self._trusted.get(shape.digest) == frame.digest:
                frame.checked.update((True, False))
        return self._frames.get(shape.digest)

    def _new_frame(self, shape: Shape, page: GeneratedPage) -> Frame | None:
        data = json.loads(shape.text)
        first, *others = data["headings"] or [[0]]
        if others and first[0] == 1 and all(heading[0] > 1 for heading in others):
            marked = {**data, "headings": [first, *[[others[0][0], mark, mark] for mark in _ENTRIES]]}
            cut = self._kept_cut(marked, page, has_entries=True)
            if cut is not None:
                return Frame(cut, "" if cut.separator is None else self._entries_of(first, others, cut.separator))
        cut = self._kept_cut(data, page)
        return Frame(cut, "") if cut is not None else None

    def _kept_cut(self, data: dict[str, Any], page: GeneratedPage, *, has_entries: bool = False) -> _Cut | None:
        key = short_hash(f"{has_entries} {json.dumps(data, sort_keys=True)}", 32)
        if key not in self._cuts and len(self._cuts) < _MOST:
            self._cuts[key] = self._cut(data, page, has_entries=has_entries)
        return self._cuts.get(key)

    def _entries_of(self, first: list[Any], others: list[list[Any]], separator: str) -> str:
        """The entries of a table of contents, as the frame has them."""
        key = json.dumps([others, separator])
        if key not in self._entries:
            (root,) = table_of_contents((Heading(first[0], first[1], ""), *[Heading(*heading) for heading in others]))
            self._entries[key] = separator.join([_dense_alone(self._render_entry(link)) for link in root.children])
        return self._entries[key]

    def _in_full(self, page: GeneratedPage) -> str:
        output = self._render(page)
        content = page.content or ""
        before, found, after = output.partition(content)
        return f"{_dense(before)}{content}{_dense(after)}" if content and found else output

    def _cut(self, data: dict[str, Any], page: GeneratedPage, *, has_entries: bool) -> _Cut | None:
        """The frame of what a shape says, or ``None`` where the theme loses or changes a mark.

        The page lends its place. With ``has_entries``, all headings but the first are ``_ENTRIES``.
        """
        meta = {**data["meta"], **{key: _MARKS[key] for key in data["texts"]}}
        told = {name: f"scanpressmark{name}." for name in _names(data["head"])}
        marks = _MARKS | told
        if data["head"] is not None:
            meta[_HEAD] = _with_texts(data["head"], iter(told.values()))
        headings = [Heading(*heading) for heading in ([*head, ""][:3] for head in data["headings"])]
        if headings:
            headings[0] = headings[0]._replace(html=_MARKS["heading"])
        stand_in = page.stand_in(meta, _MARKS["content"], table_of_contents(tuple(headings)))
        for name in data["addresses"]:
            setattr(stand_in, name, _MARKS[name])
        output = self._render(stand_in)
        before, content, after = output.partition(_MARKS["content"])
        if not content:
            return None
        output = f"{_dense(before)}{content}{_dense(after)}"
        separator = None
        if has_entries and _ENTRIES[0] in output:
            one, two = [
                _dense_alone(self._render_entry(AnchorLink(mark, mark, data["headings"][1][0]))) for mark in _ENTRIES
            ]
            start, other = output.find(one), output.find(two)
            separator = output[start + len(one) : other]
            if not one or not 0 <= start < other or separator.strip():
                return None
            marks = marks | {"entries": output[start : other + len(two)]}
            if any(mark in output.replace(marks["entries"], "", 1) for mark in _ENTRIES):
                return None
        pieces = []
        position = 0
        while True:
            found = min(
                ((place, name) for name, mark in marks.items() if (place := output.find(mark, position)) >= 0),
                default=None,
            )
            if found is None:
                break
            place, name = found
            pieces.append((output[position:place], name))
            position = place + len(marks[name])
        names = {name for _, name in pieces}
        if not {"content", *data["texts"]} - {"description"} <= names:
            return None
        return _Cut(tuple(pieces), output[position:], separator)


def _texts(value: object) -> Iterator[str]:
    """The texts in a part of the front matter, in the order of their keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for _, item in sorted(value.items()):
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _with_texts(value: object, texts: Iterator[str]) -> object:
    """The same part with other texts, which are taken in the order of ``_texts``."""
    if isinstance(value, str):
        return next(texts)
    if isinstance(value, Mapping):
        return {key: _with_texts(item, texts) for key, item in sorted(value.items())}
    return [_with_texts(item, texts) for item in value] if isinstance(value, list) else value


def _names(head: object) -> list[str]:
    """What the texts of the head are called in a frame."""
    return [f"{_HEAD}{number}" for number, _ in enumerate(_texts(head))]


def _parts(address: str) -> tuple[str, ...]:
    return tuple(part for part in address.split("/") if part)


def _dense(frame: str) -> str:
    """The frame without empty lines and indents, which are a third of it and show nowhere.

    Around preformatted text they would show, so a frame that has some stays as it is.
    """
    if "\n" not in frame or "<pre" in frame or "<textarea" in frame:
        return frame
    first, *lines, last = frame.split("\n")
    return "\n".join([first.rstrip(), *filter(None, map(str.strip, lines)), last.lstrip()])


def _dense_alone(part: str) -> str:
    """A part of a frame by itself, as it stands among the lines of a dense one."""
    return "\n".join(filter(None, map(str.strip, part.split("\n"))))


def _values(page: GeneratedPage) -> dict[str, Any]:
    headings, head = page.headings, page.meta.get(_HEAD)
    return {
        "title": str(page.meta.get("title", "")),
        "description": str(page.meta.get("description", "")),
        "content": page.content or "",
        "heading": headings[0].html if headings else "",
        **{name: getattr(page, name) or "" for name in _ADDRESSES},
        **dict(zip(_names(head), _texts(head), strict=True)),
    }
