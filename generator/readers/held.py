"""What is kept from one use to the next as long as all of it is small: all, or nothing."""

from __future__ import annotations

from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Held(Generic[Key, Value]):
    """Values by their keys, of at most ``most`` bytes in all. Of more none is kept, from then on.

    A part would save little of the time that so many take, and every process that makes pages would have it.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._size = 0
        self._values: dict[Key, Value] = {}

    def keep(self, key: Key, value: Value, size: int) -> None:
        """Keep a value of ``size`` bytes, should there be room for all."""
        self._size += size
        if self._size <= self._most:
            self._values[key] = value
        else:
            self._values.clear()

    def find(self, key: Key) -> Value | None:
        """The value, where it is kept."""
        return self._values.get(key)
