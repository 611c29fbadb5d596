"""A publisher's project as the command line finds it: ``mkdocs.yml``, the content folder, the plugin's options."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from generator.adapters.options import OPTIONS, config_values
from generator.adapters.site_address import unset_address
from generator.adapters.site_settings import PLUGIN
from generator.adapters.yaml_tags import load, resolved
from generator.config import Config
from generator.diagnostics import Diagnostic
from generator.errors import ConfigError
from generator.options import Kind

DEFAULT_FILE = Path("mkdocs.yml")
DEFAULT_CONTENT = Path("content")


@dataclass(frozen=True, slots=True)
class Project:
    """A project. ``folder`` is where its ``mkdocs.yml`` is, and ``settings`` what that holds, ``INHERIT`` merged."""

    file: Path
    folder: Path
    settings: dict[str, Any]
    config: Config

    @property
    def content(self) -> Path:
        """The content folder (MkDocs' ``docs_dir``)."""
        return self.config.content


def load_project(file: Path) -> Project:
    """The project of a ``mkdocs.yml``; raises ``ConfigError`` where that cannot be used."""
    settings = _settings(file)
    folder = file.resolve().parent
    docs_dir = _text(file, "docs_dir", settings.get("docs_dir", "docs"))
    content = folder / docs_dir
    if not content.is_dir():
        raise ConfigError(f"{file}: docs_dir: there is no folder {docs_dir!r}; make it, or name another")
    if content.resolve() == folder:
        raise ConfigError(f"{file}: docs_dir is the folder of {file.name} itself; use a folder below it")
    options = {name: _option(file, name, value) for name, value in _plugin_options(file, settings).items()}
    try:
        config = Config(content, repository=repository(folder), project=folder, **config_values(options, folder))
    except ConfigError as error:
        raise ConfigError(f"{file}: {PLUGIN}: {error}") from None
    return Project(file, folder, settings, config)


def repository(folder: Path) -> Path:
    """The repository that the project's folder is in: the next folder upwards that holds ``.git``, else its own."""
    own = folder.resolve()
    return next((above for above in (own, *own.parents) if os.path.lexists(above / ".git")), own)


def find_config(file: Path | None, content: Path | None) -> tuple[Config, Path]:
    """The settings of a run that only reads, and the folder that its paths are shown below.

    ``content`` needs no ``mkdocs.yml``; where there is one and it is about that very folder, its options count.
    Without either, ``./mkdocs.yml`` is taken, and ``./content`` where that is missing.
    """
    if file is not None or DEFAULT_FILE.exists():
        project = load_project(file or DEFAULT_FILE) if content is None else _project_of(file, content)
        if project is not None:
            return project.config, project.folder
    elif content is None and not DEFAULT_CONTENT.is_dir():
        raise ConfigError(
            f"there is no {DEFAULT_FILE} here and no folder {DEFAULT_CONTENT}/; "
            "go to the project's folder, or name the content folder or -f FILE"
        )
    chosen = content or DEFAULT_CONTENT
    if not chosen.is_dir():
        raise ConfigError(f"{chosen}: no such folder; name the folder that holds the folders of scans and syntheses")
    return Config(chosen, repository=repository(chosen)), Path.cwd()


def without_address(file: Path | None, config: Config) -> tuple[Diagnostic, ...]:
    """A warning where the project whose inputs are read says nothing of its site's address."""
    file = file or DEFAULT_FILE
    if not file.exists():
        return ()
    settings = _settings(file)
    docs_dir = _text(file, "docs_dir", settings.get("docs_dir", "docs"))
    if (file.resolve().parent / docs_dir).resolve() != config.content.resolve():
        return ()
    return unset_address(file, settings, config.content)


def _project_of(file: Path | None, content: Path) -> Project | None:
    """The project whose content folder ``content`` is; with ``file`` given, that one must be it."""
    settings = _settings(file or DEFAULT_FILE)
    docs_dir = _text(file or DEFAULT_FILE, "docs_dir", settings.get("docs_dir", "docs"))
    if ((file or DEFAULT_FILE).resolve().parent / docs_dir).resolve() == content.resolve() and content.is_dir():
        return load_project(file or DEFAULT_FILE)
    if file is None:
        return None
    raise ConfigError(f"{content}: this is not the docs_dir of {file}; name one of the two")


def _settings(file: Path, seen: tuple[Path, ...] = ()) -> dict[str, Any]:
    """What the file holds, laid over what it inherits, as MkDocs does it."""
    found = load(file)
    if not isinstance(found, dict):
        raise ConfigError(f"{file}: this holds no settings; start with site_name: and docs_dir:")
    if "INHERIT" not in found:
        return found
    parent = file.parent / _text(file, "INHERIT", found.pop("INHERIT"))
    here = (*seen, file.resolve())
    if parent.resolve() in here:
        raise ConfigError(f"{file}: INHERIT leads back to {parent}; remove one of the two")
    if not parent.is_file():
        raise ConfigError(f"{file}: INHERIT: there is no file {parent}; mend the path")
    return _merged(_settings(parent, here), found)


def _merged(below: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    result = dict(below)
    for key, value in above.items():
        old = result.get(key)
        result[key] = _merged(old, value) if isinstance(old, dict) and isinstance(value, dict) else value
    return result


def _plugin_options(file: Path, settings: dict[str, Any]) -> dict[str, Any]:
    plugins = resolved(settings.get("plugins"), f"{file}: plugins")
    entries: list[Any] = plugins if isinstance(plugins, list) else [plugins]
    for entry in entries:
        if isinstance(entry, dict) and PLUGIN in entry:
            options = resolved(entry[PLUGIN], f"{file}: {PLUGIN}")
            if isinstance(options, dict):
                # What is no option of ours is MkDocs' to complain about.
                return {str(name): value for name, value in options.items() if name in OPTIONS}
            if options is not None:
                raise ConfigError(f"{file}: {PLUGIN}: its options must be names with values, such as scans: scans")
    return {}


def _option(file: Path, name: str, value: Any) -> Any:
    value = resolved(value, f"{file}: {PLUGIN}: {name}")
    if isinstance(value, list):
        value = [resolved(entry, f"{file}: {PLUGIN}: {name}") for entry in value]
    option = OPTIONS[name]
    complaint = option.complaint(value)
    if not complaint and option.kind is Kind.FOLDER and not (file.resolve().parent / value).is_dir():
        complaint = f"there is no folder {value!r}; make it, or leave it out"
    if complaint:
        raise ConfigError(f"{file}: {PLUGIN}: {name}: {complaint}")
    return value


def _text(file: Path, name: str, value: Any) -> str:
    value = resolved(value, f"{file}: {name}")
    if not isinstance(value, str) or not value or "\0" in value:
        raise ConfigError(f"{file}: {name}: {value!r} is no path; write one")
    return value
