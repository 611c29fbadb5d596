"""Everything of MkDocs and Material that is used here without being documented, and the slow way where it is gone.

Tried with MkDocs 1.6.1 and Material 9.8.1. Each piece has a test that notices when it changes.

- ``mkdocs.utils.clean_directory`` empties the site's folder; it is replaced to spare what the last build wrote. Where
  it cannot be, the folder is emptied and everything is written anew.
- ``plugins.events`` lists who listens. Where it cannot be asked, it is taken that somebody does, and all pages go
  through MkDocs' own loop.
- ``search_index`` of the plugin ``search`` has ``entries`` and ``config``: see ``searching``. Where it has not, the
  search reads the pages.
- ``get_files`` and its ``os.walk``: see ``listing``.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig

EVENTS = (
    "files", "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context",
    "post_page", "post_build",
)  # fmt: skip
"""The events in which somebody may look at a page, or change what is made of it."""

_QUIET = ("generator.adapters.mkdocs", "material.plugins.search", "material.plugins.offline")
"""The plugins whose listeners do not mind that a page is not handed to them: what they want of it is told them."""


def nobody_else_listens(config: MkDocsConfig) -> bool:
    """Whether no other plugin or hook wants to see pages."""
    try:
        listeners = [listener for event in EVENTS for listener in config.plugins.events[event]]
    except (AttributeError, KeyError, TypeError):
        return False
    return all(_owner(listener).startswith(_QUIET) for listener in listeners)


def _owner(listener: Callable[..., object]) -> str:
    """The module of the plugin (or hook) that a listener belongs to."""
    return type(getattr(listener, "__self__", listener)).__module__ if hasattr(listener, "__self__") else ""


class Emptying:
    """MkDocs' way of emptying the site's folder, replaced from ``begin`` until ``end``."""

    def __init__(self, site: str, empty: Callable[[], None]) -> None:
        """``empty`` is called in its place for the folder ``site``."""
        self._site = os.path.abspath(site)
        self._empty = empty
        self._original: Callable[[str], None] | None = None

    def begin(self) -> None:
        """From now on."""
        self._original = getattr(utils, "clean_directory", None)
        if self._original is not None:
            setattr(utils, "clean_directory", self._clean)  # noqa: B010

    def end(self) -> None:
        """Give MkDocs its function back."""
        if self._original is not None:
            setattr(utils, "clean_directory", self._original)  # noqa: B010
            self._original = None

    def _clean(self, directory: str) -> None:
        assert self._original is not None
        # A folder that is a link is MkDocs' own matter.
        if os.path.abspath(directory) == self._site and os.path.isdir(directory) and not os.path.islink(directory):
            self._empty()
        else:
            self._original(directory)
