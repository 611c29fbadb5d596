"""The ``mkdocs.yml`` of an exported tree: the publisher's own, without the plugin and with what it did.

The configuration is changed as data. What is not ours to change is written back as it was, tags included.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pathspec import GitIgnoreSpec

from generator.adapters.site_settings import (
    PLUGIN,
    REQUIRED_EXTENSIONS,
    SCRIPTS,
    STYLESHEETS,
    TOC_OPTIONS,
)
from generator.adapters.yaml_tags import Tagged, dump, resolved
from generator.build import SiteFile
from generator.errors import ConfigError

CONFIG_NAME = "mkdocs.yml"
THEME_FOLDER = "theme"
_HEAD = "# Written by scanpress export. Change the project that it comes from, and export again.\n"

DEFAULT_EXCLUDED = (".*", "/templates/")
"""What MkDocs leaves out of a site whatever ``exclude_docs`` says."""

# Options of other plugins and extensions whose values are paths, by the end of their names.
_PATH_OPTION = re.compile(r"(?:^|_)(?:paths?|files?|dirs?|folders?|append)$")


@dataclass(frozen=True, slots=True)
class Pages:
    """What the configuration has to know of the pages: the generated ones, and the paths of those by hand."""

    generated: Sequence[SiteFile]
    by_hand: Collection[str]
    addresses: tuple[str, ...]
    """Patterns (as in ``.gitignore``) that match the path of every generated page."""


def derived_config(
    settings: Mapping[str, Any], docs_name: str, pages: Pages, moved: Callable[[str, bool], str | None]
) -> str:
    """The text of the derived ``mkdocs.yml``.

    ``moved`` is told each path below the project's folder that the settings name, and whether the site cannot be
    built without it; it gives back the path in the exported tree, or ``None`` where the path is none.
    """
    result = dict(settings)
    result["docs_dir"] = docs_name
    result["theme"] = _theme(settings)
    plugins = resolved(settings.get("plugins"), "plugins")
    if plugins is not None:
        result["plugins"] = _with_paths(_without_plugin(plugins), moved)
    result["markdown_extensions"] = _with_paths(
        _extensions(resolved(settings.get("markdown_extensions"), "markdown_extensions")), moved
    )
    for key, own in (("extra_css", STYLESHEETS), ("extra_javascript", SCRIPTS)):
        listed = _list(settings, key)
        if own or listed:
            result[key] = [path for path in own if path not in listed] + listed
    if "hooks" in settings:
        result["hooks"] = [moved(resolved(path, "hooks"), True) for path in _list(settings, "hooks")]
    result["not_in_nav"] = _lines(_not_in_nav(settings, pages))
    if excluded := _excluded(settings, pages):
        result["exclude_docs"] = _lines(excluded)
    site_dir = resolved(settings.get("site_dir", "site"), "site_dir")
    if not _stays_inside(site_dir) or site_dir.split("/")[0] in (docs_name, THEME_FOLDER):
        result["site_dir"] = "site"
    if "repo_url" in settings or "edit_uri" in settings or "edit_uri_template" in settings:
        # The generated pages are in no repository, and a wrong link is worse than none.
        result.pop("edit_uri_template", None)
        result["edit_uri"] = ""
    # Only `mkdocs serve` reads it, and what it names is not here.
    result.pop("watch", None)
    return _HEAD + dump(result)


def excluded_docs(settings: Mapping[str, Any]) -> GitIgnoreSpec:
    """Which files below the content folder MkDocs leaves out of the site."""
    return _patterns((*DEFAULT_EXCLUDED, *_text(settings, "exclude_docs").splitlines()), "exclude_docs")


def draft_docs(settings: Mapping[str, Any]) -> GitIgnoreSpec:
    """Which files below the content folder MkDocs shows in a preview only."""
    return _patterns(_text(settings, "draft_docs").splitlines(), "draft_docs")


def _theme(settings: Mapping[str, Any]) -> dict[str, Any]:
    theme = resolved(settings.get("theme", "mkdocs"), "theme")
    if isinstance(theme, str):
        theme = {"name": theme}
    if not isinstance(theme, dict):
        raise ConfigError("theme: this is neither a name nor options; write name: material below it")
    return {**theme, "custom_dir": THEME_FOLDER}


def _without_plugin(plugins: Any) -> Any:
    if isinstance(plugins, dict):
        return {name: options for name, options in plugins.items() if name != PLUGIN}
    if not isinstance(plugins, list):
        raise ConfigError("plugins: this is not a list; write one plugin per line, each after a hyphen")
    return [entry for entry in plugins if entry != PLUGIN and not (isinstance(entry, dict) and PLUGIN in entry)]


def _extensions(extensions: Any) -> Any:
    """The extensions with those that the pages need; an option that is set stays as it is."""
    if isinstance(extensions, dict):
        result = dict(extensions)
        for name in REQUIRED_EXTENSIONS:
            result.setdefault(name, {})
        result["toc"] = _toc(result["toc"])
        return result
    if extensions is not None and not isinstance(extensions, list):
        raise ConfigError(
            "markdown_extensions: this is not a list; write one extension per line, each after a hyphen"
        )
    entries = list(extensions or [])
    names = {name for entry in entries for name in (entry if isinstance(entry, dict) else [entry])}
    entries += [name for name in REQUIRED_EXTENSIONS if name not in names]
    return [
        {name: _toc(options) if name == "toc" else options for name, options in entry.items()}
        if isinstance(entry, dict)
        else {"toc": _toc(None)} if entry == "toc" else entry
        for entry in entries
    ]  # fmt: skip


def _toc(options: Any) -> Any:
    return options if isinstance(options, Tagged) else {**TOC_OPTIONS, **(options or {})}


def _with_paths(value: Any, moved: Callable[[str, bool], str | None], is_path: bool = False) -> Any:
    """``value`` with the paths in its options as they are in the exported tree."""
    if isinstance(value, dict):
        return {
            key: _with_paths(inner, moved, isinstance(key, str) and bool(_PATH_OPTION.search(key)))
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_with_paths(inner, moved, is_path) for inner in value]
    if isinstance(value, Tagged) and is_path and value.text.startswith("$config_dir/"):
        moved(value.text.removeprefix("$config_dir/"), False)
    elif isinstance(value, str) and is_path:
        return moved(value, False) or value
    return value


def _not_in_nav(settings: Mapping[str, Any], pages: Pages) -> Iterable[str]:
    """Patterns for the generated pages that the navigation does not list, and for no page by hand."""
    automatic = settings.get("nav") is None
    covered = _patterns(pages.addresses, "not_in_nav")
    hidden = {page.path for page in pages.generated if not (automatic and page.listed)}
    patterns = list(pages.addresses)
    patterns += [f"/{_literal(path)}" for path in sorted(hidden) if not covered.match_file(path)]
    shown = {page.path for page in pages.generated}.union(pages.by_hand) - hidden
    patterns += [f"!/{_literal(path)}" for path in sorted(shown) if covered.match_file(path)]
    # The publisher's own come last, so that they win.
    return [*patterns, *_text(settings, "not_in_nav").splitlines()]


def _excluded(settings: Mapping[str, Any], pages: Pages) -> Iterable[str]:
    """The publisher's patterns, and after them every generated page that they would take away."""
    spec = excluded_docs(settings)
    taken = [f"!/{_literal(page.path)}" for page in pages.generated if spec.match_file(page.path)]
    return [*_text(settings, "exclude_docs").splitlines(), *taken]


def _patterns(lines: Iterable[str], name: str) -> GitIgnoreSpec:
    try:
        return GitIgnoreSpec.from_lines(lines)
    except ValueError as error:
        raise ConfigError(f"{name}: {error}; mend the pattern") from None


def _literal(path: str) -> str:
    return re.sub(r"([*?\[\]!#\\ ])", r"\\\1", path)


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


def _text(settings: Mapping[str, Any], name: str) -> str:
    value = resolved(settings.get(name), name)
    if value is not None and not isinstance(value, str):
        raise ConfigError(f"{name}: this is not text; write one pattern per line, below a |")
    return value or ""


def _list(settings: Mapping[str, Any], name: str) -> list[Any]:
    value = resolved(settings.get(name), name)
    if value is not None and not isinstance(value, list):
        raise ConfigError(f"{name}: this is not a list; write one file per line, each after a hyphen")
    return list(value or [])


def _stays_inside(path: Any) -> bool:
    return isinstance(path, str) and not Path(path).is_absolute() and ".." not in PurePosixPath(path).parts
