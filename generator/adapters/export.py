"""``scanpress export``: the site as a plain Markdown tree that MkDocs builds without this package."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from generator.adapters.derived_config import (
    CONFIG_NAME,
    THEME_FOLDER,
    Pages,
    derived_config,
    draft_docs,
    excluded_docs,
)
from generator.adapters.filesystem import MARKER, Changes, Content, TargetError, TargetFolder, files_below
from generator.adapters.project import Project
from generator.adapters.served_scripts import left_apart, scripts_in_others, served_scripts
from generator.adapters.served_styles import served_styles
from generator.adapters.site_settings import extra_settings, hand_written_pages
from generator.adapters.yaml_tags import resolved
from generator.build import Progress, SiteBuild, generate
from generator.diagnostics import Diagnostic, ordered
from generator.errors import ConfigError, InputChangedError
from generator.readers.content import survey
from generator.readers.entries import PAGE_ENDINGS
from generator.resources import theme

_TRIES = 5
"""How often the inputs are read, where they change while they are."""


@dataclass(frozen=True, slots=True)
class Export:
    """What an export did: the build that it wrote, everything that was found, and the changes in the folder."""

    build: SiteBuild
    diagnostics: tuple[Diagnostic, ...]
    changes: Changes


def export(project: Project, folder: Path, *, force: bool, progress: Progress) -> Export:
    """Make ``folder`` hold the project's site as Markdown with a ``mkdocs.yml`` of its own.

    Raises ``ScanpressError`` where the folder or the configuration cannot be used; nothing is written then.
    """
    root = folder.resolve()
    custom = _custom_dir(project)
    _refuse_overlap(folder, project, custom)
    target = TargetFolder(root, force=force)

    settings = dict(project.settings)
    if told := extra_settings(project.config):
        settings["extra"] = {**(resolved(settings.get("extra"), f"{project.file}: extra") or {}), **told}
    excluded, drafts = excluded_docs(settings), draft_docs(settings)

    def attempt() -> Export:
        content = survey(project.config)
        # A link is not brought along, but the file that it leads to.
        files = {path: Path(source) for path, source in content.files.items()}
        by_hand = {path for path in files if path.endswith(PAGE_ENDINGS) and not excluded.match_file(path)}
        written = hand_written_pages(by_hand, directory_urls=project.config.directory_urls)
        public = {path for path in by_hand if not drafts.match_file(path)}
        shown = hand_written_pages(public, directory_urls=project.config.directory_urls)
        config = replace(project.config, hand_written=written, drafts=written - shown)
        build = generate(config, progress, content=content)
        tree = _Tree(project, root, custom)
        # What is not published is not published at the old address of its page either.
        withheld = {path for path in files if excluded.match_file(path)}
        tree.add_content(files, withheld, build, progress)
        tree.add_folder(THEME_FOLDER, theme())
        own = files_below(custom).files if custom else {}
        apart = left_apart(own)
        served = served_scripts() | served_styles()
        tree.files.update({f"{THEME_FOLDER}/{path}": made for path, made in served.items() if path not in apart})
        for path in scripts_in_others().keys() - apart:
            del tree.files[f"{THEME_FOLDER}/{path}"]
        if custom is not None:
            tree.left_out += tree.add_folder(THEME_FOLDER, custom)
        pages = Pages(build.files, by_hand, build.addresses)
        tree.files[CONFIG_NAME] = derived_config(settings, tree.docs_name, pages, tree.moved).encode()
        changes = target.fill(tree.files, lambda done, total: progress("copying", done, total))
        return Export(build, ordered((*build.diagnostics, *tree.left_out)), changes)

    for _ in range(_TRIES - 1):
        # Pages and inputs must be of one reading: where an input changes meanwhile, everything is read once more.
        with contextlib.suppress(InputChangedError):
            return attempt()
    return attempt()


class _Tree:
    """The files of the export by their path in it."""

    def __init__(self, project: Project, root: Path, custom: Path | None) -> None:
        self.files: dict[str, Content] = {}
        self.left_out: list[Diagnostic] = []
        self._project = project
        self._root = root
        self._custom = custom
        name = project.content.resolve().name
        self.docs_name = "docs" if name in (THEME_FOLDER, CONFIG_NAME, MARKER, "") else name

    def add_content(self, files: dict[str, Path], withheld: set[str], build: SiteBuild, progress: Progress) -> None:
        """The content folder, with the inputs at the addresses at which they are served, and the pages."""
        content = {path: source for path, source in files.items() if path not in build.refused}
        shown = [
            asset for asset in build.assets if asset.is_from_outside or not asset.source or asset.source in files
        ]
        shown = [asset for asset in shown if asset.source not in withheld or asset.path == asset.source]
        for asset in shown:
            content.pop(asset.source, None)
        for path, source in content.items():
            self.files[f"{self.docs_name}/{path}"] = source
        for asset in shown:
            self.files[f"{self.docs_name}/{asset.path}"] = asset.content
        for number, page in enumerate(build.files, 1):
            self.files[f"{self.docs_name}/{page.path}"] = page.text.encode()
            progress("rendering", number, len(build.files))

    def add_folder(self, name: str, folder: Path) -> list[Diagnostic]:
        """A whole folder; says what had to be left out."""
        listing = files_below(folder)
        self.files.update({f"{name}/{path}": source for path, source in listing.files.items()})
        return [replace(item, file=f"{name}/{item.file}") for item in listing.left_out]

    def moved(self, path: str, needed: bool) -> str | None:
        """Bring along what the settings name, and say where it is then.

        What is not ``needed`` stays where it is if its path is absolute, and is no input if it is hidden (a cache).
        """
        folder = self._project.folder
        if not needed and (Path(path).is_absolute() or any(re.match(r"\.[^.]", step) for step in path.split("/"))):
            return None
        source = (folder / path).resolve() if path and "\0" not in path else folder
        if not source.exists():
            if needed:
                raise ConfigError(f"{self._project.file}: there is no file {path!r}; mend the path")
            return None
        for own, name in ((self._project.content.resolve(), self.docs_name), (self._custom, THEME_FOLDER)):
            if own is not None and source.is_relative_to(own):
                return f"{name}/{source.relative_to(own).as_posix()}".removesuffix("/.")
        if any(other.is_relative_to(source) for other in (folder, self._project.content.resolve(), self._root)):
            return None
        inner = source.relative_to(folder).as_posix() if source.is_relative_to(folder) else f"files/{source.name}"
        if inner.split("/")[0] in (self.docs_name, THEME_FOLDER, CONFIG_NAME, MARKER):
            inner = f"files/{inner}"
        if source.is_file():
            self.files[inner] = source
        else:
            self.left_out += self.add_folder(inner, source)
        return path if (folder / inner).resolve() == source else inner


def _custom_dir(project: Project) -> Path | None:
    settings: Any = resolved(project.settings.get("theme"), f"{project.file}: theme")
    value = (
        resolved(settings.get("custom_dir"), f"{project.file}: theme.custom_dir")
        if isinstance(settings, dict)
        else ""
    )
    if not value:
        return None
    if not isinstance(value, str) or not (project.folder / value).is_dir():
        raise ConfigError(f"{project.file}: theme.custom_dir: there is no folder {value!r}; make it, or leave it out")
    return (project.folder / value).resolve()


def _refuse_overlap(folder: Path, project: Project, custom: Path | None) -> None:
    root = folder.resolve()
    if project.folder.is_relative_to(root):
        raise TargetError(f"{folder}: the project itself is there; name another folder, such as build/plain")
    for own, what in ((project.content.resolve(), "the content folder"), (custom, "theme.custom_dir")):
        if own is not None and (root.is_relative_to(own) or own.is_relative_to(root)):
            raise TargetError(f"{folder}: this overlaps {what}; name another folder, such as build/plain")
    for home in project.config.homes:
        place = (project.content / home.path).resolve()
        if root == place or (not home.patterns and root.is_relative_to(place)):
            raise TargetError(f"{folder}: this is a folder of inputs; name another folder, such as build/plain")
