"""Generated pages and files as MkDocs sees them.

MkDocs reads every page before it builds the first, and hands each from event to event. A generated page waits: its
Markdown, its HTML and its front matter are made when somebody looks at them, and let go once the page is written.
Where another plugin changed the Markdown, the page is converted from it like any other.
"""

from __future__ import annotations

import copy
import os
import re
from collections.abc import Callable, MutableMapping
from typing import Any

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents
from mkdocs.utils import meta as front_matter

from generator.adapters.mkdocs.private.listeners import somebody_listens
from generator.adapters.mkdocs.private.pages import first_heading
from generator.build import BuiltPage, SiteFile
from generator.errors import ScanpressError
from generator.homes import Home
from generator.render.html import Heading
from generator.store.files import opened

_UNSEEN = "\u200b"
"""Stands for a text that nobody looks at: MkDocs passes it from one event to the next, and none has a listener."""

_ID = re.compile(r' id="([^"]+)"')


class _LateFile(File):
    """A file whose content is made when it is asked for, unless another plugin put one in its place."""

    replaced: str | bytes | None = None
    """What another plugin put there."""

    def made(self) -> str | bytes:
        """The content."""
        raise NotImplementedError

    @property
    def content_bytes(self) -> bytes:
        """The content, as bytes."""
        content = self.made() if self.replaced is None else self.replaced
        return content.encode() if isinstance(content, str) else content

    @content_bytes.setter
    def content_bytes(self, value: bytes) -> None:
        self.replaced = value

    @property
    def content_string(self) -> str:
        """The content, as text; raises ``UnicodeDecodeError``."""
        content = self.made() if self.replaced is None else self.replaced
        return content if isinstance(content, str) else content.decode("utf-8-sig")

    @content_string.setter
    def content_string(self, value: str) -> None:
        self.replaced = value

    def is_modified(self) -> bool:
        """Nobody knows before it is made."""
        return True


class GeneratedFile(_LateFile):
    """A page's file: its content is written when it is asked for."""

    site_file: SiteFile
    built: Callable[[SiteFile], BuiltPage] = staticmethod(SiteFile.built)
    """Makes the page in HTML."""
    _docs_dir: str
    _homes: tuple[Home, ...] = ()
    _moved: str | None = None

    @property
    def abs_src_path(self) -> str | None:
        """The input that the page shows, else the folder of the inputs that it tells of.

        It is what others ask version control about, such as those who date pages.
        """
        if self._moved is not None or self.replaced is not None:
            return self._moved
        source = self.site_file.source
        return self._place(source) if source else self._folder_of_inputs()

    @abs_src_path.setter
    def abs_src_path(self, value: str | None) -> None:
        self._moved = value

    def _place(self, path: str) -> str:
        # Steps upwards start at the folder itself, not at a link that leads to it.
        start = os.path.realpath(self._docs_dir) if path.startswith("..") else self._docs_dir
        return os.path.normpath(os.path.join(start, path))

    def _folder_of_inputs(self) -> str:
        """The nearest folder that holds all inputs that have their pages at or below this page's address."""
        homes = [home for home in self._homes if self.src_uri.startswith(f"{home.address}/")] or self._homes
        if any(home.is_outside for home in homes):
            # Of several folders, the one that they share: a date of it may be too new, but never too old.
            return os.path.commonpath([self._place(home.path) for home in homes])
        path = self.src_uri
        while path := os.path.dirname(path):
            folder = self._place(path)
            if os.path.isdir(folder):
                return folder
        return os.path.normpath(self._docs_dir)

    def made(self) -> str:
        """The page in Markdown; raises ``PluginError``."""
        try:
            return self.site_file.text
        except ScanpressError as error:
            raise PluginError(f"scanpress: {error}") from None

    @classmethod
    def of(
        cls, config: MkDocsConfig, site_file: SiteFile, inclusion: InclusionLevel, homes: tuple[Home, ...] = ()
    ) -> GeneratedFile:
        """The file of a page of ``generate``; ``homes`` are the input folders."""
        file = cls.generated(config, site_file.path, content="", inclusion=inclusion)
        assert isinstance(file, GeneratedFile)
        file.site_file = site_file
        file._docs_dir = config.docs_dir
        file._homes = homes
        # Those who date pages take one that was generated to be of today, and do not look at what it was made from.
        file.generated_by = None
        is_in_query = any(sign in str(config.edit_uri_template or "") for sign in "?#")
        # Steps upwards are resolved in the path of an address only.
        is_out_of_reach = is_in_query and site_file.source.startswith("../")
        file.edit_uri = None if is_out_of_reach else site_file.source or None
        return file


class AssetFile(_LateFile):
    """A file that is no page. It lies on the site already, unless another plugin changes its content or place."""

    published: str
    """The absolute path at which it lies."""
    keep: Callable[[], None]
    """Says that what lies there belongs to the site."""

    def made(self) -> bytes:
        """What was published; raises ``OSError``."""
        with opened(self.published) as stream:
            return stream.read()

    @classmethod
    def of(cls, config: MkDocsConfig, path: str, published: str, keep: Callable[[], None]) -> AssetFile:
        """The file at ``path`` below the site, which was written to the absolute path ``published``."""
        file = cls.generated(config, path, content=b"", inclusion=InclusionLevel.NOT_IN_NAV)
        assert isinstance(file, AssetFile)
        file.published = published
        file.keep = keep
        return file

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing is left to do, but for what another plugin changed."""
        is_moved = os.path.normpath(self.abs_dest_path) != self.published
        if self.replaced is not None or is_moved:
            utils.write_file(self.content_bytes, self.abs_dest_path)
        if not is_moved:
            self.keep()


class GeneratedPage(Page):
    """The page of a ``GeneratedFile``."""

    file: GeneratedFile

    def __init__(self, title: str | None, file: GeneratedFile, config: MkDocsConfig, *, fast: bool) -> None:
        """``fast`` says whether the HTML is written directly."""
        self._fast = fast
        self._content_is_seen = somebody_listens(config, "page_content")
        self._markdown_is_seen = self._content_is_seen or somebody_listens(config, "page_markdown")
        self._built: BuiltPage | None = None
        self._source: tuple[str, MutableMapping[str, Any]] | None = None
        self._is_read = False
        self._is_passed_on = False
        self._changed: str | None = None
        self._meta: MutableMapping[str, Any] | None = None
        self._content_given: str | None = None
        self._toc_given: TableOfContents | None = None
        self._toc_built: TableOfContents | None = None
        self._ids_given: set[str] | None = None
        self._title_given: str | None = None
        super().__init__(title, file, config)

    @classmethod
    def written_directly(cls, file: GeneratedFile, config: MkDocsConfig) -> GeneratedPage:
        """A page that no event sees."""
        page = cls(None, file, config, fast=True)
        page._is_read = True
        return page

    def stand_in(self, meta: MutableMapping[str, Any], content: str, toc: TableOfContents) -> GeneratedPage:
        """A page at the same place with another front matter, content and table of contents."""
        other = copy.copy(self)
        other._meta = meta
        other._content_given = content
        other._toc_given = toc
        return other

    @property
    def built(self) -> BuiltPage:
        """The page in HTML, made once until it is let go."""
        if self._built is None:
            try:
                self._built = self.file.built(self.file.site_file)
            except ScanpressError as error:
                raise PluginError(f"scanpress: {error}") from None
        return self._built

    @property
    def is_own(self) -> bool:
        """Whether the page is still what ``generate`` made, and its HTML is written directly."""
        return self._fast and self._changed is None and self.file.replaced is None

    def renew(self, site_file: SiteFile, built: Callable[[SiteFile], BuiltPage]) -> None:
        """From now on the page is made of this file; ``built`` makes it in HTML."""
        self.file.site_file, self.file.built = site_file, built
        self._meta = self._ids_given = self._content_given = None
        self.release()

    def release(self) -> None:
        """Let go of what was made for writing the page; it is made again should somebody look."""
        self._built = self._source = self._toc_built = None
        if self.is_own:
            self._content_given = None

    def _read(self) -> tuple[str, MutableMapping[str, Any]]:
        """The file's Markdown and front matter, apart."""
        if self._source is None:
            self._source = front_matter.get_data(self.file.content_string)
        return self._source

    @property
    def markdown(self) -> str | None:
        """The page's Markdown without front matter."""
        if self._changed is not None:
            return self._changed
        if not self._is_read:
            return None
        if self._is_passed_on and not self._markdown_is_seen:
            return _UNSEEN
        return self._read()[0]

    @markdown.setter
    def markdown(self, value: str | None) -> None:
        if value is None or value is _UNSEEN:
            return
        if self._changed is not None or value != self._read()[0]:
            self._changed = value

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """The page's front matter."""
        if self._meta is None:
            if not self._is_read:
                return {}
            self._meta = dict(self.built.meta if self.is_own else self._read()[1])
        return self._meta

    @meta.setter
    def meta(self, value: MutableMapping[str, Any]) -> None:
        self._meta = value or None

    @property
    def title(self) -> str | None:
        """The title that the navigation gives, else that of the front matter, else the first heading."""
        if self._title_given is not None or not self._is_read:
            return self._title_given
        return self.meta.get("title") or first_heading(self) or self.file.name

    @title.setter
    def title(self, value: str | None) -> None:
        self._title_given = value

    @property
    def content(self) -> str | None:
        """The page's HTML."""
        if self._content_given is not None:
            return self._content_given
        if not self.is_own or not self._is_read:
            return None
        if self._is_passed_on and not self._content_is_seen:
            return _UNSEEN
        return self.built.html

    @content.setter
    def content(self, value: str | None) -> None:
        self._is_passed_on = False
        if value is not _UNSEEN:
            self._content_given = value

    @property
    def toc(self) -> TableOfContents:
        """The table of contents."""
        if self._toc_given is None and self.is_own and self._is_read:
            if self._toc_built is None:
                self._toc_built = table_of_contents(self.built.headings)
            return self._toc_built
        return self._toc_given or TableOfContents([])

    @toc.setter
    def toc(self, value: TableOfContents) -> None:
        self._toc_given = value or None

    @property
    def headings(self) -> tuple[Heading, ...] | None:
        """What the table of contents is made from; ``None`` where it is not ours."""
        return self.built.headings if self._toc_given is None and self.is_own and self._is_read else None

    @property
    def present_anchor_ids(self) -> set[str] | None:
        """The anchors that other pages can link to."""
        if self._ids_given is None and self.is_own and self._is_read:
            self._ids_given = set(_ID.findall(self.built.html))
            self._built = self._toc_built = None
        return self._ids_given

    @present_anchor_ids.setter
    def present_anchor_ids(self, value: set[str] | None) -> None:
        self._ids_given = value

    def read_source(self, config: MkDocsConfig) -> None:
        """Take note that the page is read; what other plugins put in its place is read for real."""
        source = config.plugins.on_page_read_source(page=self, config=config)
        self._is_read = True
        if source is not None:
            self._changed, self._meta = front_matter.get_data(source)
        else:
            self._is_passed_on = self.is_own

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Nothing to do for a page that is still ours; else convert the Markdown."""
        if not self.is_own:
            self._is_passed_on = False
            super().render(config, files)


def table_of_contents(headings: tuple[Heading, ...]) -> TableOfContents:
    """The headings nested by their levels, as Python-Markdown's ``toc`` nests them."""
    roots: list[AnchorLink] = []
    open_links: list[AnchorLink] = []
    for heading in headings:
        link = AnchorLink(heading.html, heading.anchor, heading.level)
        while open_links and open_links[-1].level >= heading.level:
            open_links.pop()
        (open_links[-1].children if open_links else roots).append(link)
        open_links.append(link)
    if roots:
        roots[0].active = True  # type: ignore[attr-defined]
    return TableOfContents(roots)
