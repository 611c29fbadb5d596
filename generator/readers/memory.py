"""What is remembered from one reading to the next, so that files that did not change are not read again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Generic, TypeVar

from generator.diagnostics import Diagnostic
from generator.model import ScanSummary, Source, SynthesisSummary

Key = TypeVar("Key")
Value = TypeVar("Value")
Stamp = tuple[str, int, int, int, int, int]
"""A file's path, device, number, size (bytes), and times of change of its content and of itself (nanoseconds)."""

Result = tuple[ScanSummary | SynthesisSummary | None, tuple[Diagnostic, ...]]


class Shelf(Generic[Key, Value]):
    """What was made, by what it was made of. What was not asked for since the last but one reading is forgotten."""

    def __init__(self, known: Mapping[Key, Value] | None = None) -> None:
        """``known`` is what the last reading kept."""
        self._last: Mapping[Key, Value] = {}
        self._now: dict[Key, Value] = dict(known or {})

    @property
    def kept(self) -> Mapping[Key, Value]:
        """What this reading asked for and made, so far."""
        return self._now

    @property
    def is_changed(self) -> bool:
        """Whether this reading kept something else than the last."""
        return self._now.keys() != self._last.keys()

    def begin(self) -> None:
        """A new reading starts."""
        self._last, self._now = self._now, {}

    def find(self, key: Key) -> Value | None:
        """What was kept the last time, and is kept on; ``None`` where there is nothing."""
        found = self._last.get(key)
        if found is not None:
            self._now[key] = found
        return found

    def keep(self, key: Key, value: Value) -> None:
        """Remember something."""
        self._now[key] = value

    def recall(self, key: Key, make: Callable[[], Value]) -> Value:
        """What was made the last time, else what ``make`` makes now."""
        found = self.find(key)
        if found is None:
            found = self._now[key] = make()
        return found


class Memory:
    """What was made of files, told by their places and bytes.

    ``files`` has the SHA-256 and size (bytes) of files that were not touched, ``results`` what was made of a
    file: its summary, and what there is to say about it.
    """

    def __init__(
        self,
        files: Shelf[Stamp, tuple[str, int]] | None = None,
        results: Shelf[Source, Result] | None = None,
    ) -> None:
        self.files = files or Shelf()
        self.results = results or Shelf()

    @property
    def is_changed(self) -> bool:
        """Whether this reading kept something else than the last."""
        return self.files.is_changed or self.results.is_changed

    def begin(self) -> None:
        """A new reading starts."""
        for shelf in (self.files, self.results):
            shelf.begin()
