"""Which findings a check is about: the rules that are selected and ignored, and the baseline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnostic, quoted
from generator.errors import ConfigError
from generator.rules import RULES
from generator.spelling import did_you_mean


@dataclass(frozen=True, slots=True)
class CheckSettings:
    """``select`` are the rules that count (all, where it is empty), without those to ``ignore``.

    ``baseline`` is the file with the findings that the project puts up with, if there is one.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: Path | None = None

    @classmethod
    def of(cls, settings: Mapping[str, object], file: Path) -> CheckSettings:
        """The settings in a configuration ``file``; raises ``ConfigError`` where they are wrong."""
        for name in settings:
            if name not in ("select", "ignore", "baseline"):
                raise ConfigError(f"there is no setting {quoted(name)}; use select, ignore and baseline")
        baseline = settings.get("baseline")
        if baseline is not None and (not isinstance(baseline, str) or not baseline or "\0" in baseline):
            raise ConfigError("baseline: write the path of a file, from the folder of the configuration")
        return cls(
            rule_names(_listed(settings, "select")),
            rule_names(_listed(settings, "ignore")),
            file.parent / baseline if isinstance(baseline, str) else None,
        )

    def rules(self) -> frozenset[str]:
        """The names of the rules that count."""
        return frozenset(self.select or RULES) - frozenset(self.ignore)

    def chosen(self, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings that count: one that stands for others where they do, or where its own rule is selected."""
        rules = self.rules()
        return tuple(
            item
            for item in found
            if item.rule not in self.ignore and (item.of_rule in rules or item.rule in self.select)
        )


def _listed(settings: Mapping[str, object], name: str) -> list[str]:
    value = settings.get(name)
    entries = [] if value is None else value if isinstance(value, list) else [value]
    if not all(isinstance(entry, str) for entry in entries):
        raise ConfigError(f"{name}: write the names of rules, one a line; scanpress rules lists them")
    return [str(entry) for entry in entries]


def rule_names(words: Iterable[str]) -> tuple[str, ...]:
    """The rules that are named, several of them with commas; raises ``ConfigError`` where there is no such rule."""
    names = tuple(part.strip() for word in words for part in word.split(",") if part.strip())
    for name in names:
        if name not in RULES:
            raise ConfigError(
                f"there is no rule {quoted(name)}{did_you_mean(name, RULES)}; scanpress rules lists all"
            )
    return names
