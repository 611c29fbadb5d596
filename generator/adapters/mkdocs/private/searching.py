"""The search of the site: its index is told what is on generated pages, instead of reading their HTML.

The plugin ``search``, MkDocs' own or Material's, has a ``search_index`` with a list ``entries``; Material's has
``config`` with the ``separator``, too. Where there is no such list, the search reads the pages, each of which goes
through MkDocs' own loop for that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any
from urllib.parse import quote

from mkdocs.config.defaults import MkDocsConfig

from generator.render.escape import clean, search_text

_ENTITIES = r"&(?:amp|lt|gt);|[&<>\"“”„]"
"""What stands between words besides what the publisher names: signs that an entry holds encoded, and quotes."""


_FRAGMENT = "-._~!$()*+,;=:@/?"
"""What may stand in a fragment of an address as it is (RFC 3986), but for the apostrophe and &."""


def is_offline(config: MkDocsConfig) -> bool:
    """Whether the site is made to be opened from a disk."""
    plugin = config.plugins.get("material/offline") or config.plugins.get("offline")
    return plugin is not None and bool(plugin.config.get("enabled", True))


class Search:
    """The index of the plugin ``search``, MkDocs' own or Material's, where it is on."""

    def __init__(self, index: Any, write: Callable[[], None] | None = None) -> None:
        """``index`` is ``None`` where there is none; ``write`` writes it to the site."""
        self._index = index
        self._write = write
        self.reads_pages = False
        """Whether there is one that cannot be told."""

    @classmethod
    def of(cls, config: MkDocsConfig) -> Search:
        """The search of a site."""
        search = cls(None)
        for name in ("material/search", "search"):
            plugin = config.plugins.get(name)
            if plugin is None or not plugin.config.get("enabled", True):
                continue
            index = getattr(plugin, "search_index", None)
            if isinstance(getattr(index, "entries", None), list):
                return cls(index, partial(plugin.on_post_build, config=config))
            search.reads_pages = True
        return search

    @property
    def is_there(self) -> bool:
        """Whether the project has one."""
        return self.is_on or self.reads_pages

    @property
    def is_on(self) -> bool:
        """Whether there is one that can be told."""
        return self._index is not None

    def prepare(self) -> None:
        """Let it find the words that people type, whatever encoded signs stand beside them in its entries."""
        if self._holds_html:
            settings = getattr(self._index, "config", {})
            separator = settings.get("separator")
            if isinstance(separator, str) and not separator.endswith(_ENTITIES):
                settings["separator"] = f"{separator}|{_ENTITIES}" if separator else _ENTITIES

    @property
    def size(self) -> int:
        """How many entries there are."""
        return len(self._index.entries) if self._index is not None else 0

    def cut(self, size: int) -> None:
        """Keep the first entries only."""
        if self._index is not None:
            del self._index.entries[size:]

    def replace(self, address: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """Put these entries of a page in the place of those that it has, if it has any."""
        if self._index is None:
            return
        kept, before = self._index.entries, f"{address}#"
        own = [number for number, entry in enumerate(kept) if f"{entry['location']}#".startswith(before)]
        if own:
            self._index.entries = kept[: own[0]]
            self.add(address, entries)
            self._index.entries += kept[own[-1] + 1 :]

    def write(self) -> None:
        """Write the index to the site."""
        if self._write is not None:
            self._write()

    def add(self, address: str, entries: Iterable[tuple[str, str, str]]) -> None:
        """Add the entries of a page: of each its anchor, title and text, as plain text."""
        if self._index is None:
            return
        encoded = search_text if self._holds_html else clean
        self._index.entries += [
            {
                "location": f"{address}#{quote(anchor, safe=_FRAGMENT)}" if anchor else address,
                "title": encoded(title),
                "text": encoded(text),
            }
            for anchor, title, text in entries
        ]

    @property
    def _holds_html(self) -> bool:
        """Whether its entries are put into a page as HTML, as those of Material's are."""
        return type(self._index).__module__.startswith("material.")
