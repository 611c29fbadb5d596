"""The vocabulary of the corpus, as it stands in the files of ``data/``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Criterion:
    """A criterion: what it asks for, and how often average papers meet it."""

    subject: str
    """The thing that it asks for, a noun phrase."""
    met: int
    """Of 100 average papers of the middle of 2021."""
    trend: int
    """How much ``met`` rises with each year."""


@dataclass(frozen=True, slots=True)
class Domain:
    """A domain of the checklist."""

    criteria: dict[str, Criterion]
    is_module: bool
    small: tuple[str, ...]
    """The criteria that small scans answer."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of paper: what a scan calls it, and how its answers differ from the average."""

    weight: int
    paper_type: str
    tags: tuple[str, ...]
    also: str
    """A second tag that some have."""
    modules: tuple[str, ...]
    voice: str
    """The key of what such papers claim, in ``VOICES``."""
    titles: tuple[str, ...]
    absent: dict[str, int]
    """Domains that cannot apply, each with the number of papers in 100 to which it does not."""
    shift: dict[str, int]
    """Domains in which more of 100 papers, or fewer, meet a criterion."""


@dataclass(frozen=True, slots=True)
class Family:
    """A family of red flags: one fault in several wordings."""

    weight: int
    names: tuple[str, ...]
    details: tuple[str, ...]
    when: str
    """The criterion that such a paper leaves unmet, or empty."""


@dataclass(frozen=True, slots=True)
class Venue:
    """Where papers appear, in the spellings of scans; ``{year}`` and ``{yy}`` are to be filled in."""

    weight: int
    names: tuple[str, ...]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "data" / f"{name}.toml").read_text(encoding="utf-8"))


def _lists(section: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The lists of a section by their keys."""
    return {key: tuple(value) for key, value in section.items() if isinstance(value, list)}


def _domain(data: dict[str, Any]) -> Domain:
    criteria = {key: Criterion(*values) for key, values in data["criteria"].items()}
    return Domain(criteria, data.get("module", False), tuple(data["small"]))


def _kind(data: dict[str, Any]) -> Kind:
    lists = _lists(data)
    return Kind(
        data["weight"], data["type"], lists["tags"], data["also"], lists["modules"], data["voice"], lists["titles"],
        data["absent"], data["shift"],
    )  # fmt: skip


_CRITERIA, _NAMES, _PROSE, _FLAGS = _load("criteria"), _load("names"), _load("prose"), _load("flags")

DOMAINS = {key: _domain(data) for key, data in _CRITERIA.items()}
KINDS = {key: _kind(data) for key, data in _load("kinds").items()}
FAMILIES = {
    key: Family(data["weight"], tuple(data["names"]), tuple(data["details"]), data.get("when", ""))
    for key, data in _FLAGS.items()
}
VENUES = tuple(Venue(item["weight"], tuple(item["names"])) for item in _load("venues")["venue"])
NAMES = _lists(_NAMES["names"])
TITLES = _lists(_NAMES["titles"])
VOICES = {key: _lists(data) for key, data in _load("claims").items()}
WORDS = _lists(_PROSE["words"])
PHRASES = _lists(_PROSE["phrases"])
for _what in ("have", "lack", "area"):
    PHRASES |= {f"{_what} {key}": tuple(data[_what]) for key, data in _CRITERIA.items()}
REPORT: dict[str, str] = {key: value for key, value in _load("report")["report"].items() if isinstance(value, str)}
REPORT_WORDS = _lists(_load("report")["report"])

BENCHMARKS = tuple(place + kind for place in NAMES["places"] for kind in NAMES["kinds"])
MODELS = tuple(f"{name}-{size}" for name in NAMES["models"] for size in NAMES["sizes"])
SYLLABLES = tuple(consonant + vowel for consonant in "bdfgklmnprstvz" for vowel in "aeiou")
