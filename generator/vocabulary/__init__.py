"""Titles, questions and order of what scans are made of: data, and titles for what the data does not know."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from generator.visible import is_visible


@dataclass(frozen=True, slots=True)
class Term:
    """A key with what a reader sees of it. ``known`` is false where the title was made from the key.

    ``about`` explains it, and says of a criterion what counts as met; ``why`` says why that matters.
    ``place`` orders known terms: how many stand before this one.
    """

    key: str
    title: str
    about: str = ""
    question: str = ""
    why: str = ""
    known: bool = True
    place: int = 0


@dataclass(frozen=True, slots=True)
class DomainTerm:
    """A domain with its criteria, in reading order."""

    term: Term
    criteria: Mapping[str, Term]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every known term, by kind.

    ``venues`` leads from a venue's usual name to the others that it has, and ``venue_words`` from the abbreviation of
    a word in names of venues to the word.
    """

    domains: Mapping[str, DomainTerm]
    terms: Mapping[str, Mapping[str, Term]]
    common_names: frozenset[str]
    venues: Mapping[str, tuple[str, ...]]
    venue_words: Mapping[str, str]
    dimensions: Mapping[str, tuple[str, ...]]
    """The domains of each dimension, both by their keys."""
    versions: Mapping[str, int]
    """The version of each formula, by its key: another way to calculate has another number."""

    def domain(self, key: str) -> Term:
        """The domain's term, made from the key where it is unknown."""
        known = self.domains.get(key)
        return known.term if known else Term(key, title_from_key(key), known=False)

    def criterion(self, domain: str, key: str) -> Term:
        """The criterion's term. A known criterion that has moved to another domain keeps its wording."""
        known = self.domains.get(domain)
        if known and key in known.criteria:
            return known.criteria[key]
        return _criteria_anywhere().get(key) or Term(key, title_from_key(key), known=False)

    def term(self, kind: str, key: str) -> Term:
        """A term of ``kind`` (a top-level key of the data file)."""
        return self.terms[kind].get(key) or Term(key, title_from_key(key), known=False)

    def domain_rank(self, key: str) -> tuple[int, str]:
        """Sorts domains: known ones in reading order, then the others by key."""
        return _rank(self.domains, key)

    def criterion_rank(self, domain: str, key: str) -> tuple[int, str]:
        """Sorts the criteria of a domain: known ones in reading order, then the others by key."""
        known = self.domains.get(domain)
        return _rank(known.criteria if known else {}, key)

    def rank(self, kind: str, key: str) -> tuple[int, str]:
        """Sorts terms of ``kind``: known ones in reading order, then the others by key."""
        return _rank(self.terms[kind], key)


def _rank(known: Mapping[str, Term] | Mapping[str, DomainTerm], key: str) -> tuple[int, str]:
    entry = known.get(key)
    if entry is None:
        return len(known), key
    return (entry.term if isinstance(entry, DomainTerm) else entry).place, key


@lru_cache(maxsize=1 << 13)
def title_from_key(key: str) -> str:
    """``number_of_runs`` as ``Number of runs``; a key without letters or digits as it is."""
    words = re.sub(r"[_\s]+", " ", key).strip()
    if not is_visible(words):
        return key if "_" in key else "(no name)"
    return words[:1].upper() + words[1:]


# The same loader, written in C where it is there: ten times as fast.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def load() -> Vocabulary:
    """The vocabulary that comes with the package."""
    data: dict[str, Any] = yaml.load(Path(__file__).with_name("vocabulary.yml").read_text("utf-8"), Loader=_Loader)
    domains = {
        key: DomainTerm(
            Term(key, entry["title"], entry["about"], place=place),
            {
                name: Term(name, item["title"], item["help"], item["question"], item["why"], place=number)
                for number, (name, item) in enumerate(entry["criteria"].items())
            },
        )
        for place, (key, entry) in enumerate(data.pop("domains").items())
    }
    common_names = frozenset(data.pop("common_names"))
    venues = {name: tuple(others) for name, others in data.pop("venues").items()}
    venue_words: dict[str, str] = data.pop("venue_words")
    dimensions = {key: tuple(entry["domains"]) for key, entry in data["dimensions"].items()}
    versions = {key: entry["version"] for key, entry in data["formulas"].items()}
    terms = {
        kind: {
            key: Term(key, entry["title"], entry.get("about", ""), place=place)
            for place, (key, entry) in enumerate(entries.items())
        }
        for kind, entries in data.items()
    }
    return Vocabulary(domains, terms, common_names, venues, venue_words, dimensions, versions)


@cache
def _criteria_anywhere() -> dict[str, Term]:
    return {key: term for entry in load().domains.values() for key, term in entry.criteria.items()}
