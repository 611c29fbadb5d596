"""MkDocs' functions that write a page and copy a static file, ``mkdocs.utils.write_file`` and ``copy_file``.

The first is replaced during a build so that a page of ours that did not change is not written again; where it cannot
be, it is. The second is replaced so that a file that cannot be read costs itself and nothing else; where it cannot
be, such a file ends the build with a message.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from mkdocs import utils
from mkdocs.plugins import get_plugin_logger

from generator.render.escape import log_line
from generator.store.files import explained, opened

log = get_plugin_logger("scanpress")


class Writing:
    """MkDocs' way of writing a file, replaced from ``begin`` until ``end``."""

    def __init__(self, site: str, write: Callable[[str, bytes], bool]) -> None:
        """``write`` gets a path below the folder ``site``, with ``/``, and says whether it has written the file."""
        self._site = os.path.join(os.path.abspath(site), "")
        self._write = write
        self._original: Callable[[bytes, str], None] | None = None

    def begin(self) -> None:
        """From now on."""
        self._original = getattr(utils, "write_file", None)
        if self._original is not None:
            setattr(utils, "write_file", self._write_file)  # noqa: B010

    def end(self) -> None:
        """Give MkDocs its function back."""
        if self._original is not None:
            setattr(utils, "write_file", self._original)  # noqa: B010
            self._original = None

    def _write_file(self, content: bytes, output_path: str) -> None:
        assert self._original is not None
        path = os.path.abspath(output_path)
        is_inside = path.startswith(self._site)
        if not (is_inside and self._write(path[len(self._site) :].replace(os.sep, "/"), content)):
            self._original(content, output_path)


class Copying:
    """MkDocs' way of copying a static file, replaced from ``begin`` until ``end``."""

    def __init__(self) -> None:
        self._original: Callable[[str, str], None] | None = None

    def begin(self) -> None:
        """From now on."""
        self._original = getattr(utils, "copy_file", None)
        if self._original is not None:
            setattr(utils, "copy_file", self._copy)  # noqa: B010

    def end(self) -> None:
        """Give MkDocs its function back."""
        if self._original is not None:
            setattr(utils, "copy_file", self._original)  # noqa: B010
            self._original = None

    def _copy(self, source: str, target: str) -> None:
        assert self._original is not None
        try:
            opened(source).close()
        except OSError as error:
            log.warning(log_line(f"{explained(error) or f'{source}: {error}'}. The file is left out"))
        else:
            self._original(source, target)
