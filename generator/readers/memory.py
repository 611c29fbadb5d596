"""What is remembered from one reading to the next, so that files that did not change are not read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

Made = TypeVar("Made")


class Memory:
    """What was made of files the last time, told by their places and bytes; files that are gone are forgotten."""

    def __init__(self) -> None:
        self._last: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def begin(self) -> None:
        """A new reading starts."""
        self._last, self._now = self._now, {}

    def find(self, key: Hashable) -> Any:
        """What was kept for the key the last time, and is kept on; ``None`` where there is nothing."""
        found = self._last.get(key)
        if found is not None:
            self._now[key] = found
        return found

    def keep(self, key: Hashable, value: object) -> None:
        """Remember something until the reading after the next begins."""
        self._now[key] = value

    def recall(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for the key the last time, else what ``make`` makes now."""
        found: Made | None = self._last.get(key)
        if found is None:
            found = make()
        self._now[key] = found
        return found
