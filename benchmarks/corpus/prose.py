"""Sentences made from patterns, each paper's in words of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.corpus.draw import Draw
from benchmarks.corpus.words import BENCHMARKS, MODELS, PHRASES, WORDS

_OF_A_PAPER = {"adj": 14, "things": 16, "noun": 8, "people": 2, "odd": 5, "score": 4}
"""So many words of a list are a paper's own: it stays with its subject."""
_TRIES = 6
"""How often another word is drawn where the last three are the same."""


class Subject:
    """What one paper is about: its name, the benchmarks and models that it uses, its words."""

    def __init__(self, draw: Draw, name: str) -> None:
        self.name = name
        # Some benchmarks are in every fifth paper, most in few.
        self.benchmarks = tuple(dict.fromkeys(BENCHMARKS[draw.skewed(0, len(BENCHMARKS) - 1)] for _ in range(6)))
        self.models = tuple(draw.sample(MODELS, 4))
        self.words = {key: tuple(draw.sample(WORDS[key], count)) for key, count in _OF_A_PAPER.items()}


class Prose:
    """Fills the slots of a pattern; the mapping that ``str.format_map`` asks.

    ``others`` are names that the subject may be compared with.
    """

    def __init__(self, draw: Draw, subject: Subject, others: Sequence[str] = ()) -> None:
        self._draw = draw
        self._words = WORDS | subject.words
        self._fixed = {"own": subject.name}
        self._recent: dict[str, tuple[str, ...]] = {}
        self._made: dict[str, Callable[[], str]] = {
            "other": lambda: draw.pick(others) if others and draw.chance(0.4) else draw.pick(subject.models),
            "model": lambda: draw.pick(subject.models),
            "bench": lambda: draw.pick(subject.benchmarks),
            "n": lambda: str(draw.between(12, 480)),
            "few": lambda: str(draw.between(2, 9)),
            "pct": lambda: f"{draw.between(11, 990) / 10:.1f}%",
            "points": lambda: f"{draw.between(3, 99) / 10:.1f}",
            "dec": lambda: f"{draw.between(1000, 9999) / 100:.2f}",
            "small_dec": lambda: f"{draw.between(10, 95) / 100:.2f}",
            "tab": lambda: str(draw.between(1, 14)),
            "sec": lambda: f"{draw.between(1, 7)}.{draw.between(1, 6)}",
            "letter": lambda: draw.pick("abcd"),
            "big": lambda: draw.pick("ABCDEFG"),
            "person": lambda: self["people"].removesuffix("s"),
            "people_cap": lambda: self["people"].capitalize(),
            "things_cap": lambda: self["things"].capitalize(),
            "noun_cap": lambda: _capital(self["noun"]),
            "url": lambda: f"https://{subject.name.lower()}.example/{self['things']}_v{draw.between(1, 3)}",
        }

    def __getitem__(self, slot: str) -> str:
        if slot in self._fixed:
            return self._fixed[slot]
        # {noun2} is another noun, also where {noun} is fixed.
        kind = slot.removesuffix("2")
        if kind in PHRASES:
            return self._draw.pick(PHRASES[kind]).format_map(self)
        recent = self._recent.get(kind, ())
        for _ in range(_TRIES):
            text = self._draw.pick(self._words[kind]) if kind in self._words else self._made[kind]()
            if text not in recent and text != self._fixed.get(kind):
                break
        self._recent[kind] = (*recent[-2:], text)
        return text

    def fill(self, pattern: str, **fixed: str) -> str:
        """``pattern`` with its slots filled, those of ``fixed`` with these values.

        Raises KeyError where a pattern has a slot that nothing fills.
        """
        before = self._fixed
        self._fixed = before | fixed
        try:
            return pattern.format_map(self)
        finally:
            self._fixed = before

    def phrase(self, kind: str, **fixed: str) -> str:
        """A phrase of ``kind``, a key of ``PHRASES``."""
        return self.fill(self._draw.pick(PHRASES[kind]), **fixed)

    def sentence(self, kind: str, **fixed: str) -> str:
        """A phrase of ``kind`` with a capital at its start and a full stop at its end."""
        return as_sentence(self.phrase(kind, **fixed))

    def paragraph(self, kind: str, further: int, **fixed: str) -> str:
        """A sentence of ``kind`` and ``further`` general ones."""
        return " ".join([self.sentence(kind, **fixed), *self.sentences("more", further)])

    def sentences(self, kind: str, count: int) -> list[str]:
        """``count`` sentences of ``kind``, no two of one pattern."""
        return [as_sentence(self.fill(pattern)) for pattern in self._draw.sample(PHRASES[kind], count)]


def as_sentence(text: str) -> str:
    """``text`` with a capital at its start and a full stop at its end."""
    return _capital(text) + ("" if text.endswith((".", "?")) else ".")


def _capital(text: str) -> str:
    # Names keep the letter they begin with, and none of ours has a small one.
    return text[0].upper() + text[1:]
