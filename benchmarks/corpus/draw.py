"""Draws that are the same on every machine."""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Draw:
    """A stream of draws that depends on its key alone.

    Only ``random()`` of :class:`random.Random` is used: it is the one method whose values Python promises to
    keep for a given seed.
    """

    def __init__(self, *key: object) -> None:
        self._random = random.Random("/".join(map(str, key))).random

    def below(self, limit: int) -> int:
        """A whole number from 0 to ``limit`` - 1."""
        return int(self._random() * limit)

    def between(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, both included."""
        return low + self.below(high - low + 1)

    def skewed(self, low: int, high: int, power: int = 3) -> int:
        """A whole number from ``low`` to ``high``; the higher ``power``, the more of them are small."""
        share = 1.0
        value = self._random()
        for _ in range(power):
            share *= value
        return low + int(share * (high - low + 1))

    def bell(self) -> float:
        """A number between -1 and 1, most often near 0."""
        return self._random() + self._random() - 1

    def chance(self, share: float) -> bool:
        """True in ``share`` (0 to 1) of the cases."""
        return self._random() < share

    def pick(self, items: Sequence[T]) -> T:
        """One of ``items``."""
        return items[int(self._random() * len(items))]

    def weighted(self, items: Sequence[T], weights: Sequence[int]) -> T:
        """One of ``items``, each as often as its weight says."""
        place = self._random() * sum(weights)
        for item, weight in zip(items, weights, strict=True):
            place -= weight
            if place < 0:
                return item
        return items[-1]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different places of ``items``, or all of them in a new order where there are fewer."""
        pool = list(items)
        for place in range(min(count, len(pool))):
            other = place + self.below(len(pool) - place)
            pool[place], pool[other] = pool[other], pool[place]
        return pool[:count]
