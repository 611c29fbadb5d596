"""MkDocs' list of the files below ``docs_dir``, made from the one walk that decides what may be published.

MkDocs' own walk follows every link, so a link to ``/`` or two that lead to each other keep it busy for ever, and it
lists pipes, which it waits for later. While it makes its list (``get_files`` in ``mkdocs.commands.build``, which
calls ``os.walk``) it is given what the walk of ours found instead. Where it asks in another way, it finds the files
itself, and ``screen`` takes away what must not be published.

It then asks the theme for its files (``Files.add_files_from_theme``, by ``list_templates`` of the environment), and
takes none that is hidden, or below a folder that is. Material has ten thousand icons in such folders, so these are
not looked into. Where MkDocs asks in another way, they are.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any

import jinja2
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure import files as mkdocs_files
from mkdocs.structure.files import Files

from generator.readers.entries import Content, is_hidden


class Listing:
    """One build's list of files; between ``begin`` and ``restore``, MkDocs makes its own from it."""

    def __init__(self, content: Content, homes: tuple[str, ...]) -> None:
        """``homes`` are the input folders, in which nothing hidden is published."""
        self._content = content
        self._homes = tuple(f"{home}/" for home in homes)
        self._original: Callable[[MkDocsConfig], Files] | None = None

    def begin(self) -> None:
        """Let MkDocs take this list when it asks for its files the next time."""
        self._original = getattr(mkdocs_build, "get_files", None)
        if self._original is not None:
            vars(mkdocs_build)["get_files"] = self._get_files

    def restore(self) -> None:
        """Give MkDocs its function back."""
        original, self._original = self._original, None
        if original is not None:
            vars(mkdocs_build)["get_files"] = original

    def _get_files(self, config: MkDocsConfig) -> Files:
        original = self._original
        assert original is not None
        self.restore()
        vars(mkdocs_files)["os"] = _Os(self._content, config.docs_dir)
        try:
            files = original(config)
        finally:
            vars(mkdocs_files)["os"] = os
        self.screen(files, self._content.refused)
        add = getattr(files, "add_files_from_theme", None)
        if add is not None:
            vars(files)["add_files_from_theme"] = lambda env, config: add(_quick(env), config)
        return files

    def screen(self, files: Files, refused: frozenset[str]) -> None:
        """Take away what must not be published, whatever ``exclude_docs`` says of it."""
        for file in list(files):
            path = file.src_uri
            if _is_below(path, refused) or (path.startswith(self._homes) and is_hidden(path)):
                files.remove(file)


def _quick(env: jinja2.Environment) -> Any:
    """The environment, or where its templates lie in plain folders, one that lists those that are not hidden."""
    if type(env.loader) is jinja2.FileSystemLoader and not env.loader.followlinks:
        return _Visible(env.loader.searchpath)
    return env


class _Visible:
    """As much of an environment as it takes to list its templates."""

    def __init__(self, folders: Iterable[str]) -> None:
        self._folders = folders

    def list_templates(
        self, extensions: Container[str] | None = None, filter_func: Callable[[str], bool] | None = None
    ) -> list[str]:
        """What ``list_templates`` of Jinja gives, but for what is hidden or has something hidden above it."""
        found = {path for folder in self._folders for path in _visible(folder)}
        return [
            path
            for path in sorted(found)
            if (extensions is None or path.rpartition(".")[2] in extensions)
            and (filter_func is None or filter_func(path))
        ]


def _visible(top: str) -> Iterator[str]:
    for folder, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".")]
        below = os.path.relpath(folder, top)
        for name in names:
            if not name.startswith("."):
                yield (name if below == os.curdir else os.path.join(below, name)).replace(os.sep, "/")


class _Os:
    """The module ``os`` with another ``walk``."""

    def __init__(self, content: Content, docs_dir: str) -> None:
        self._content = content
        self._docs_dir = docs_dir

    def __getattr__(self, name: str) -> Any:
        return getattr(os, name)

    def walk(self, top: str, **options: Any) -> Iterator[tuple[str, list[str], list[str]]]:
        """What ``os.walk`` gives, without folders to look into: each is given in its turn."""
        if top != self._docs_dir:
            yield from os.walk(top, **options)
            return
        folders: dict[str, list[str]] = defaultdict(list)
        for path in self._content.files:
            folder, _, name = path.rpartition("/")
            folders[folder].append(name)
        for folder, names in folders.items():
            yield os.path.join(top, *folder.split("/")), [], names


def _is_below(path: str, refused: frozenset[str]) -> bool:
    """Whether the path or a folder above it is refused."""
    while path:
        if path in refused:
            return True
        path = path.rpartition("/")[0]
    return False
