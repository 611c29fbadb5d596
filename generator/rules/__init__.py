"""Every rule, each in one record: the messages, ``scanpress rules`` and the guide's tables are made from it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.rules import doubt, form, place, report, sense
from generator.rules.record import Case, Chapter, Rule, Severity

CHAPTERS = (
    Chapter("form", "The input", form.RULES, form.HARMLESS),
    Chapter("place", "The input", place.RULES, place.HARMLESS),
    Chapter("around", "What", place.AROUND, place.HARMLESS_AROUND),
    Chapter("sense", "The input says", sense.RULES + report.RULES + doubt.RULES, sense.HARMLESS),
)
"""The tables of the guide, in its order."""

RULES: Mapping[str, Rule] = MappingProxyType({rule.name: rule for chapter in CHAPTERS for rule in chapter.rules})
"""Every rule by its name."""

OF_PLACES = frozenset(rule.name for rule in (*place.RULES, *place.AROUND))
"""The rules about where a file lies and what it is called: a finding is about the file, and no line of it."""

__all__ = ["CHAPTERS", "OF_PLACES", "RULES", "Case", "Chapter", "Rule", "Severity"]
