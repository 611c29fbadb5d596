"""CONTRIBUTING.md is true: its recipes are followed in a copy of this repository, and its map is that of the layers."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests.conftest import ROOT, run
from tests.recipes import carry_out, recipes

pytestmark = pytest.mark.thorough

TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
RECIPES = recipes()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy in which all recipes were followed."""
    return carry_out(tmp_path_factory.mktemp("house"), *RECIPES)


def test_there_is_a_recipe_for_everything_that_is_one_file_and_one_line() -> None:
    for kind in ("page type", "asset", "fact", "macro", "input form", "check", "option"):
        assert f"A new {kind}" in RECIPES


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_is_whole(name: str) -> None:
    recipe = RECIPES[name]
    assert [path for path in recipe.files if path.startswith("tests/")], "it has a test"
    assert recipe.changes
    for path, before, after in recipe.changes:
        assert before.strip()
        assert before != after
        assert path.startswith("generator/")


def test_the_recipes_own_tests_pass(house: Path) -> None:
    files = [path for recipe in RECIPES.values() for path in recipe.files if path.startswith("tests/")]
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", *files]
    result = run(command, house, PYTHONPATH=str(house))
    assert result.returncode == 0, result.stdout
    assert re.search(rf"\b{len(files)} passed\b", result.stdout)


def test_the_tests_of_all_kinds_of_pages_hold_for_the_new_ones(house: Path) -> None:
    # All but the one that counts the kinds that are there now.
    command = [sys.executable, "-m", "pytest", "-v", "-p", "no:cacheprovider", "-p", "no:xdist", "-k", "test_a_kind"]
    result = run([*command, "tests/unit/pages/test_kinds.py"], house, PYTHONPATH=str(house))
    assert result.returncode == 0, result.stdout
    assert {"[letter]", "[first author]"} <= set(re.findall(r"\[[\w ]+\]", result.stdout))


def test_the_recipes_keep_the_rules(house: Path) -> None:
    touched = {path for recipe in RECIPES.values() for path in recipe.files}
    touched |= {path for recipe in RECIPES.values() for path, _, _ in recipe.changes}
    for command in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        result = run([sys.executable, "-m", "ruff", *command, *sorted(touched)], house)
        assert result.returncode == 0, result.stdout
    imports = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c(['--no-cache'])"]
    result = run(imports, house, PYTHONPATH=str(house))
    assert result.returncode == 0, result.stdout + result.stderr


def test_the_map_is_that_of_the_layers() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(item["layers"] for item in contracts if item["type"] == "layers")
    table = TEXT.partition("| room |")[2].partition("\n\n")[0]
    rooms = [
        name.rstrip("/")
        for row in table.splitlines()[2:]
        for name in re.findall(r"`(\w+)/?`", row.split("|")[1])
    ]  # fmt: skip
    order = {
        name.removeprefix("generator.").strip(): at for at, line in enumerate(layers) for name in line.split(" | ")
    }
    assert set(order) == set(rooms)
    assert [order[name] for name in rooms] == sorted(order[name] for name in rooms)


@pytest.mark.parametrize("path", re.findall(r"\]\(([\w./-]+)(?:#[\w-]*)?\)", TEXT))
def test_links_lead_to_files(path: str) -> None:
    assert (ROOT / path).exists()
