"""A line that says how far long work is, for people at a terminal only."""

from __future__ import annotations

import sys
import time
from typing import TextIO

_PATIENCE = 0.5
"""Seconds for which nothing is said."""

_INTERVAL = 0.1


class ProgressLine:
    """``reading 120/1000``, over and over on one line; nothing at all in a pipe."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._next = time.monotonic() + _PATIENCE if not quiet and self._stream.isatty() else float("inf")
        self._width = 0

    def __call__(self, step: str, done: int, total: int) -> None:
        """Say how far the step is, unless that was just said."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _INTERVAL
            text = f"{step} {done}/{total}"
            self._stream.write(f"\r{text:<{self._width}}")
            self._stream.flush()
            self._width = len(text)

    def clear(self) -> None:
        """Take the line away again."""
        if self._width:
            self._stream.write(f"\r{'':<{self._width}}\r")
            self._stream.flush()
            self._width = 0
