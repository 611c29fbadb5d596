"""The recipes of CONTRIBUTING.md, carried out in a copy of this repository."""

from __future__ import annotations

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

_IGNORED = shutil.ignore_patterns("__pycache__", "node_modules", "results")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)


@dataclass(frozen=True)
class Recipe:
    """A recipe: the files that it adds, by their paths, and the lines that it changes in others."""

    name: str
    files: dict[str, str]
    changes: tuple[tuple[str, str, str], ...]


def recipes(text: str = "") -> dict[str, Recipe]:
    """All recipes by their names.

    A block of Python begins with a comment that is the path of a new file. A block ``diff`` begins with the path of
    a file after ``---``; its lines before the change stand in that file exactly once.
    """
    text = text or (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    found = {}
    for section in re.split(r"(?m)^### ", text.partition("\n## Recipes\n")[2].partition("\n## ")[0])[1:]:
        title, _, body = section.partition("\n")
        files: dict[str, str] = {}
        changes: list[tuple[str, str, str]] = []
        for language, block in _BLOCK.findall(body):
            head, _, rest = block.partition("\n")
            if language == "python":
                files[head.removeprefix("# ")] = rest
            elif language == "diff":
                lines = rest.splitlines(keepends=True)
                before = "".join(line[1:] for line in lines if line[0] in " -")
                after = "".join(line[1:] for line in lines if line[0] in " +")
                changes.append((head.removeprefix("--- "), before, after))
        found[title] = Recipe(title, files, tuple(changes))
    return found


def carry_out(target: Path, *names: str) -> Path:
    """A copy of this repository in which these recipes were followed."""
    for folder in ("generator", "site_templates", "tests", "benchmarks"):
        shutil.copytree(ROOT / folder, target / folder, ignore=_IGNORED)
    for file in ("pyproject.toml", "mkdocs.yml", "README.md"):
        shutil.copy(ROOT / file, target)
    for recipe in recipes().values():
        if recipe.name not in names:
            continue
        for path, content in recipe.files.items():
            assert not (target / path).exists(), f"{path} is there already"
            (target / path).write_text(content, "utf-8")
        for path, before, after in recipe.changes:
            text = (target / path).read_text("utf-8")
            assert text.count(before) == 1, f"{recipe.name}: {path} does not have these lines once:\n{before}"
            (target / path).write_text(text.replace(before, after), "utf-8")
    return target


def environment(house: Path) -> dict[str, str]:
    """In it, Python takes the copy for the package."""
    return {**os.environ, "PYTHONPATH": str(house), "NO_MKDOCS_2_WARNING": "1"}
