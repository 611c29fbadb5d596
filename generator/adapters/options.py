"""The options of the plugin in ``mkdocs.yml``: those of the pages, and those that only a build by MkDocs needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.adapters.selection import CheckSettings
from generator.config import Config
from generator.errors import ConfigError
from generator.options import Affects, Kind, Option, check_ranges, option, options_of, values_of


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How MkDocs builds the pages; what they hold does not depend on it. Raises ``ConfigError``."""

    fast: bool = option(True, "write HTML directly; `false` converts every page with Python-Markdown")
    check: Mapping[str, object] = option(
        None,
        "what `scanpress check` looks for, and which notes pages do not show: `select`, `ignore` and `baseline`, as "
        "[the guide](content/guide/checking.md#in-the-configuration) has it",
    )
    search: str = option(
        "scanpress",
        "`material` has the search of the theme in the place of [ours](content/guide/search.md): without "
        "justifications, and all of it is downloaded before the first query",
    )
    processes: int = option(
        0,
        "the most processes that make pages; 0 means one per processor",
        affects=Affects.NOTHING,
        low=0,
    )

    def __post_init__(self) -> None:
        check_ranges(self)
        if self.search not in ("scanpress", "material"):
            raise ConfigError(f"search: there is none called {self.search!r}; write scanpress or material")


OPTIONS: Mapping[str, Option] = {
    item.name: item for settings in (Config, BuildOptions) for item in options_of(settings)
}
"""Every option by its name."""


def config_values(given: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The fields of ``Config`` from options that have no complaint; raises ``ConfigError`` for the other options."""
    BuildOptions(**values_of(BuildOptions, given, folder))
    check = given.get("check") or {}
    settings = check if isinstance(check, CheckSettings) else CheckSettings.of(check, folder / "mkdocs.yml")
    return {**values_of(Config, given, folder), "unsaid": frozenset(settings.ignore)}


def that_matter(given: Mapping[str, Any], *affected: Affects) -> list[tuple[str, object]]:
    """The options, with their values, on which something that is remembered depends."""
    return [(name, given[name]) for name, item in sorted(OPTIONS.items()) if item.affects in affected]


def table() -> str:
    """The table of all options for the README, in Markdown."""
    return "".join(f"{line}\n" for line in _rows())


def _rows() -> Iterator[str]:
    yield "| option of the plugin | default | what it is |"
    yield "| --- | --- | --- |"
    for item in OPTIONS.values():
        yield f"| `{item.name}` | {_shown(item)} | {item.about} |"


def _shown(item: Option) -> str:
    default = item.yaml_default
    if not default and item.kind in (Kind.FOLDER, Kind.LIST, Kind.NAMES):
        return "none"
    if item.kind is Kind.SWITCH:
        return str(default).lower()
    return f"{default:,}" if item.kind is Kind.NUMBER else f"`{default}`"
