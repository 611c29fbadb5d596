"""Reads the bytes of inputs, trusting nothing about the files that they are in."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Mapping
from typing import BinaryIO

from generator.config import Config
from generator.readers.json_lines import Line
from generator.store.files import opened_below


class InputBytes:
    """The bytes of input files, by their paths below the content folder.

    ``places`` are where the walk found them: a link that came there since is not followed.
    """

    def __init__(self, config: Config, places: Mapping[str, str]) -> None:
        self._config = config
        self._places = places
        self._bases = [str(folder.resolve()) for folder in (config.content, config.repository) if folder]

    def read(self, path: str, line: Line | None = None) -> bytes:
        """What is in a file, or in one line of it, up to a byte more than the limit; raises ``OSError``."""
        with self.open(path) as stream:
            if line is not None:
                stream.seek(line.start)
                return stream.read(line.size)
            # As much as there is: room for as much as there may be would have to be made for every file.
            size = os.fstat(stream.fileno()).st_size
            return stream.read(min(size, self._config.max_file_bytes) + 1)

    def again(self, path: str, digest: str, line: Line | None = None) -> bytes:
        """The same once more; raises ``OSError`` where it has another SHA-256 by now."""
        data = self.read(path, line)
        if hashlib.sha256(data).hexdigest() != digest:
            raise OSError(errno.ESTALE, "it changed while it was read")
        return data

    def open(self, path: str) -> BinaryIO:
        """The file, open for reading; raises ``OSError``."""
        # Never blocks, even where the file was swapped for a pipe since it was looked at.
        place = self._places[path]
        # As far up as nothing below may have become a link: elsewhere, that is the file's own folder.
        base = next((base for base in self._bases if place.startswith(f"{base}{os.sep}")), os.path.dirname(place))
        return opened_below(base, os.path.relpath(place, base).replace(os.sep, "/"))
