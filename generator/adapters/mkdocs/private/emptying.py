"""MkDocs' function ``mkdocs.utils.clean_directory``, which empties the site's folder before each build.

It is replaced during a build, to spare what the last one wrote. Where there is no such function, MkDocs empties the
folder in its own way, and everything is written anew.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from mkdocs import utils


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
