"""A publisher's project as the command line finds it: ``mkdocs.yml``, the content folder, the plugin's options."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.adapters.options import OPTIONS, config_values
from generator.adapters.selection import CheckSettings
from generator.adapters.site_address import site_address, unset_address
from generator.adapters.site_settings import PLUGIN
from generator.adapters.yaml_tags import load, resolved
from generator.config import Config
from generator.diagnostics import Diagnostic
from generator.errors import ConfigError
from generator.homes import refuse_output
from generator.options import Kind
from generator.readers.content import survey

DEFAULT_FILE = Path("mkdocs.yml")
DEFAULT_CONTENT = Path("content")


@dataclass(frozen=True, slots=True)
class Project:
    """A project. ``folder`` is where its ``mkdocs.yml`` is, and ``settings`` what that holds, ``INHERIT`` merged."""

    file: Path
    folder: Path
    settings: dict[str, Any]
    config: Config
    check: CheckSettings = field(default_factory=CheckSettings)

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
    check = options.get("check", CheckSettings())
    try:
        config = Config(
            content,
            directory_urls=resolved(settings.get("use_directory_urls", True), "use_directory_urls") is not False,
            site_url=site_address(resolved(settings.get("site_url"), "site_url")),
            repo_url=_if_text(resolved(settings.get("repo_url"), "repo_url")),
            site_name=_if_text(resolved(settings.get("site_name"), "site_name")),
            repository=repository(folder),
            project=folder,
            **config_values(options, folder),
        )
    except ConfigError as error:
        raise ConfigError(f"{file}: {PLUGIN}: {error}") from None
    site_dir = _text(file, "site_dir", settings.get("site_dir") or "site")
    refuse_output(config.homes, content, folder / site_dir, f"{file}: site_dir: {site_dir!r}")
    return Project(file, folder, settings, config, check)


def _if_text(value: object) -> str:
    return value if isinstance(value, str) else ""


def repository(folder: Path) -> Path:
    """The repository that the project's folder is in: the next folder upwards that holds ``.git``, else its own."""
    own = folder.resolve()
    return next((above for above in (own, *own.parents) if os.path.lexists(above / ".git")), own)


@dataclass(frozen=True, slots=True)
class Target:
    """What a run that only reads is about.

    ``folder`` is that of ``mkdocs.yml``, else the one in which the command runs. ``only`` are the files and folders
    of which alone something is to be said; empty for all.
    """

    config: Config
    folder: Path
    check: CheckSettings = field(default_factory=CheckSettings)
    only: tuple[Path, ...] = ()
    project: Project | None = None


def find_target(file: Path | None, paths: tuple[Path, ...] = ()) -> Target:
    """What is to be checked: the project of ``file`` or of the current folder, or some of its files.

    One of ``paths`` that is a content folder needs no ``mkdocs.yml``; where there is one and it is about that very
    folder, its options count. Without a ``mkdocs.yml`` here or further up, ``./content`` is taken.
    Raises ``ConfigError`` where there is no such thing.
    """
    for path in paths:
        if not path.exists() and not path.is_symlink():
            raise ConfigError(f"{path}: there is no such file or folder; name inputs, or a content folder")
    found = file or find_file(*paths)
    if len(paths) == 1 and paths[0].is_dir():
        project = _project_of(found, paths[0], is_asked=file is not None)
        if project is None:
            return Target(Config(paths[0], repository=repository(paths[0])), Path.cwd())
        is_whole = paths[0].resolve() == project.content.resolve()
        return Target(project.config, project.folder, project.check, () if is_whole else paths, project)
    if found is not None:
        project = load_project(found)
        return Target(project.config, project.folder, project.check, paths, project)
    if not DEFAULT_CONTENT.is_dir():
        raise ConfigError(
            f"there is no {DEFAULT_FILE} here or further up and no folder {DEFAULT_CONTENT}/; "
            "go to the project's folder, or name the content folder or -f FILE"
        )
    return Target(Config(DEFAULT_CONTENT, repository=repository(DEFAULT_CONTENT)), Path.cwd(), only=paths)


def without_address(target: Target) -> tuple[Diagnostic, ...]:
    """A note where the project whose inputs are read says nothing of its site's address."""
    project = target.project
    return () if project is None else unset_address(project.file, project.settings, project.content)


def find_file(*paths: Path) -> Path | None:
    """The ``mkdocs.yml`` of the current folder, or of one further up, as far as the repository goes.

    A ``./content`` of this folder comes first, and ``paths`` lead on to where the first of them lies. One further up
    that belongs to somebody else is none of the user's projects.
    """
    if DEFAULT_FILE.exists():
        return DEFAULT_FILE
    if DEFAULT_CONTENT.is_dir():
        return None
    here = Path.cwd()
    for start in (here, *(path.resolve().parent for path in paths[:1])):
        for folder in (start, *start.parents):
            file = folder / DEFAULT_FILE
            if file.is_file() and _is_ours(file):
                return Path(os.path.relpath(file, here))
            if os.path.lexists(folder / ".git"):
                break
    return None


def _is_ours(file: Path) -> bool:
    return os.name == "nt" or file.stat().st_uid in (os.geteuid(), 0)


def _project_of(file: Path | None, content: Path, *, is_asked: bool) -> Project | None:
    """The project in whose content or input folders ``content`` lies.

    Where the user asked for it (``is_asked``), it must be that.
    """
    if file is None:
        return None
    settings = _settings(file)
    base = (file.resolve().parent / _text(file, "docs_dir", settings.get("docs_dir", "docs"))).resolve()
    place = content.resolve()
    if place.is_relative_to(base):
        return load_project(file)
    if base.is_dir():
        project = load_project(file)
        inputs = [(base / home.path).resolve() for home in project.config.homes]
        if project.config.follow_links:
            inputs += map(Path, survey(project.config).elsewhere)
        if any(place.is_relative_to(folder) for folder in inputs):
            return project
    if not is_asked:
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
                # What is no option of ours is MkDocs' to complain about, to which one without a value is left out.
                return {str(name): value for name, value in options.items() if name in OPTIONS and value is not None}
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
    if option.kind is Kind.NAMES:
        given = {str(key): _plain(inner, f"{file}: {PLUGIN}: {name}") for key, inner in value.items()}
        try:
            return CheckSettings.of(given, file)
        except ConfigError as error:
            raise ConfigError(f"{file}: {PLUGIN}: {name}: {error}") from None
    return value


def _plain(value: Any, place: str) -> Any:
    value = resolved(value, place)
    return [resolved(entry, place) for entry in value] if isinstance(value, list) else value


def _text(file: Path, name: str, value: Any) -> str:
    value = resolved(value, f"{file}: {name}")
    if not isinstance(value, str) or not value or "\0" in value:
        raise ConfigError(f"{file}: {name}: {value!r} is not a path; write one")
    return value
