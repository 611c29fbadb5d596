"""A line that says how far long work is, for people at a terminal only."""

from __future__ import annotations

import logging
import sys
import time
from collections.abc import Callable, Iterator
from itertools import count
from types import TracebackType
from typing import Self, TextIO

_PATIENCE = 2.0
"""Seconds for which nothing is said."""

_INTERVAL = 0.1
_NEVER = float("inf")


class ProgressLine:
    """``reading 120/1000``, over and over on one line; nothing at all in a pipe, or with ``quiet``.

    ``clock`` gives seconds; the work is taken to begin now.
    """

    def __init__(
        self, stream: TextIO | None = None, *, quiet: bool = False, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream or sys.stderr
        self._clock = clock
        self._next = clock() + _PATIENCE if not quiet and self._stream.isatty() else _NEVER
        self._width = 0
        self._handlers: list[logging.Handler] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Say how far the step is, unless that was just said."""
        now = self._clock()
        if now >= self._next:
            self._next = now + _INTERVAL
            text = f"{step} {done}/{total}"
            self._stream.write(f"\r{text:<{self._width}}")
            self._stream.flush()
            self._width = len(text)

    def counter(self, step: str, total: int) -> Callable[[], None]:
        """What to call each time that one more of ``total`` is done."""
        numbers = count(1)
        return lambda: self(step, next(numbers), total)

    def give_way_to(self, logger: logging.Logger) -> None:
        """Take the line away before a message of the logger, or of a library's, is printed."""
        if self._next != _NEVER:
            self._handlers += _handlers(logger)
            for handler in self._handlers:
                handler.addFilter(self._let_pass)

    def clear(self) -> None:
        """Take the line away until there is more to say."""
        if self._width:
            self._stream.write(f"\r{'':<{self._width}}\r")
            self._stream.flush()
            self._width = 0

    def close(self) -> None:
        """Take the line away for good."""
        self.clear()
        self._next = _NEVER
        for handler in self._handlers:
            handler.removeFilter(self._let_pass)
        self._handlers.clear()

    def _let_pass(self, record: logging.LogRecord) -> bool:
        self.clear()
        return True


def _handlers(logger: logging.Logger) -> Iterator[logging.Handler]:
    """All that may print a message: the handlers of the logger and of those above it, and Python's last resort."""
    above: logging.Logger | None = logger
    while above is not None:
        yield from above.handlers
        above = above.parent
    if logging.lastResort is not None:
        yield logging.lastResort
