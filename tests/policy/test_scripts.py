"""The theme's scripts: their types are right, their own tests pass, and what is served does the same in few bytes."""

from __future__ import annotations

import gzip
import json
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest

from generator.adapters.served_scripts import FOLDER, served_scripts, slim
from generator.resources import theme
from tests.browser.checkers import checkers, missing
from tests.conftest import ROOT, run

TOOLS = ROOT / "tests" / "scripts"
SOURCES = sorted((theme() / FOLDER).glob("*.js"))
FINDING = ("search", "words", "explore", "compare")
"""What the names of the scripts begin with that find, filter and compare."""


def node(*arguments: str | Path, timeout: float = 120) -> str:
    if shutil.which("node") is None:
        missing("node is needed to check the scripts (Debian: apt-get install nodejs)")
    result = run(["node", *map(str, arguments)], ROOT, timeout=timeout)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def tokens(paths: Iterable[Path]) -> list[list[tuple[str, bool]]]:
    return json.loads(node(TOOLS / "tokens.cjs", checkers() / "typescript", *paths))


@pytest.mark.xdist_group("checkers")
def test_types_are_right() -> None:
    node(checkers() / "typescript" / "bin" / "tsc", "--project", TOOLS)


def test_their_own_tests_pass() -> None:
    tests = sorted(TOOLS.glob("*.test.js"))
    assert len(tests) >= 2
    node("--test", *tests)


@pytest.mark.xdist_group("checkers")
def test_what_is_served_has_the_same_tokens_on_the_same_lines(tmp_path: Path) -> None:
    served = []
    for path in SOURCES:
        served.append(tmp_path / path.name)
        served[-1].write_bytes(served_scripts()[f"{FOLDER}/{path.name}"])
    for path, one, other in zip(SOURCES, tokens(SOURCES), tokens(served), strict=True):
        assert len(one) > 30, path.name
        assert one == other, (
            f"{path.name}: {next(pair for pair in zip(one, other, strict=False) if pair[0] != pair[1])}"
        )
    # One in which something would be lost is seen.
    odd = tmp_path / "odd.js"
    odd.write_text("const a = `one\n  // two\n`;\n", "utf-8")
    before = tokens([odd])
    odd.write_text(slim(odd.read_text("utf-8")), "utf-8")
    assert tokens([odd]) != before


def test_licences_stay_and_comments_go() -> None:
    text = (
        "/*! A licence */\n// why\n{\n  /**\n   * @param {string} a What.\n   */\n"
        "  const b = (/** @type {string} */ a) => a; // end\n}\n"
    )
    assert slim(text) == "/*! A licence */\n{\nconst b = (a) => a; // end\n}\n"


def test_what_finds_and_compares_is_small() -> None:
    sizes = {
        path.rpartition("/")[2]: len(gzip.compress(script, 9))
        for path, script in served_scripts().items()
        if path.rpartition("/")[2].startswith(FINDING)
    }
    assert sum(sizes.values()) <= 20_000, sizes
