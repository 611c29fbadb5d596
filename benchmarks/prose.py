"""Draws that are the same on every machine, and sentences made from them."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

from benchmarks.words import BENCHMARKS, MODELS, PHRASES, WORDS

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

    def skewed(self, low: int, high: int) -> int:
        """A whole number from ``low`` to ``high``, small ones far more often than large ones."""
        return low + int(self._random() ** 3 * (high - low + 1))

    def chance(self, share: float) -> bool:
        """True in ``share`` (0 to 1) of the cases."""
        return self._random() < share

    def pick(self, items: Sequence[T]) -> T:
        """One of ``items``."""
        return items[int(self._random() * len(items))]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """``count`` different places of ``items``, or all of them in a new order where there are fewer."""
        pool = list(items)
        for place in range(min(count, len(pool))):
            other = place + self.below(len(pool) - place)
            pool[place], pool[other] = pool[other], pool[place]
        return pool[:count]


class Prose:
    """Fills the slots of a pattern; the mapping that ``str.format_map`` asks.

    ``own`` is the name of the method that the text is about, ``others`` are names it may be compared with.
    """

    def __init__(self, draw: Draw, own: str, others: Sequence[str] = ()) -> None:
        self._draw = draw
        self._fixed = {"own": own}
        self._made: dict[str, Callable[[], str]] = {
            "other": lambda: draw.pick(others) if others and draw.chance(0.3) else draw.pick(MODELS),
            "model": lambda: draw.pick(MODELS),
            "bench": lambda: draw.pick(BENCHMARKS),
            "n": lambda: str(draw.between(2, 480)),
            "pct": lambda: f"{draw.between(11, 990) / 10:.1f}%",
            "dec": lambda: f"{draw.between(10, 9999) / 100:.2f}",
            "tab": lambda: str(draw.between(1, 14)),
            "sec": lambda: f"{draw.between(1, 7)}.{draw.between(1, 6)}",
            "letter": lambda: draw.pick("abcd"),
            "big": lambda: draw.pick("ABCDEFG"),
            "url": lambda: f"https://{own.lower()}.example/{draw.pick(WORDS['things'])}_v{draw.between(1, 3)}",
        }

    def __getitem__(self, slot: str) -> str:
        if slot in PHRASES:
            return self._draw.pick(PHRASES[slot]).format_map(self)
        if slot in WORDS:
            return self._draw.pick(WORDS[slot])
        if slot in self._made:
            return self._made[slot]()
        return self._fixed[slot]

    def phrase(self, kind: str, **fixed: str) -> str:
        """A phrase of ``kind``, a key of ``PHRASES``, with ``fixed`` as the values of further slots.

        Raises KeyError where a pattern has a slot that nothing fills.
        """
        self._fixed.update(fixed)
        return self[kind]

    def sentence(self, kind: str, **fixed: str) -> str:
        """A phrase of ``kind`` with a capital at its start and a full stop at its end."""
        text = self.phrase(kind, **fixed)
        return text[0].upper() + text[1:] + ("" if text.endswith((".", "?")) else ".")

    def paragraph(self, kind: str, further: int, **fixed: str) -> str:
        """A sentence of ``kind`` and ``further`` general ones."""
        return " ".join([self.sentence(kind, **fixed), *(self.sentence("more") for _ in range(further))])
