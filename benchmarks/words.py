"""The vocabulary of the made corpus, as it stands in ``words.toml``."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

Criteria = dict[str, dict[str, str]]
"""Domain, criterion, and the thing that the criterion asks for."""

_DATA: dict[str, Any] = tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def _lists(section: str) -> dict[str, tuple[str, ...]]:
    """The lists of a section by their keys."""
    return {key: tuple(value) for key, value in _DATA[section].items() if isinstance(value, list)}


CRITERIA: Criteria = _DATA["criteria"]
MODULES: Criteria = _DATA["modules"]
SCAN = _lists("scan")
NAMES = _lists("names")
TITLES = _lists("titles")
WORDS = _lists("words")
PHRASES = _lists("phrases")
REPORT_MONTHS = _lists("report")["months"]
REPORT: str = _DATA["report"]["text"]

BENCHMARKS = tuple(place + kind for place in NAMES["places"] for kind in NAMES["kinds"])
MODELS = tuple(f"{name}-{size}" for name in NAMES["models"] for size in NAMES["sizes"])
SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou")
