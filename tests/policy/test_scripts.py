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
MOST = {("search", "words", "marks"): 13_000, ("explore",): 9_800, ("compare",): 3_000}
"""How many bytes scripts whose names begin so may take together, compressed, as a site sends them.

A page loads the one or the other, and the search's only when its field is used.
"""


def node(*arguments: str | Path, timeout: float = 120) -> str:
    if shutil.which("node") is None:
        missing("node is needed to check the scripts (Debian: apt-get install nodejs)")
    result = run(["node", *map(str, arguments)], ROOT, timeout=timeout)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


def trees(paths: Iterable[Path]) -> list[list[str]]:
    """What TypeScript's parser makes of the scripts."""
    return json.loads(node(TOOLS / "trees.cjs", checkers() / "typescript", *paths))


@pytest.mark.xdist_group("checkers")
def test_types_are_right() -> None:
    node(checkers() / "typescript" / "bin" / "tsc", "--project", TOOLS)


def test_their_own_tests_pass() -> None:
    # Those of the search, which are modules, run with tests/unit/search.
    tests = sorted(path for path in TOOLS.glob("*.test.js") if "\nimport " not in path.read_text("utf-8"))
    assert len(tests) >= 2
    node("--test", *tests)


@pytest.mark.xdist_group("checkers")
def test_what_is_served_means_the_same(tmp_path: Path) -> None:
    served = []
    for path in SOURCES:
        served.append(tmp_path / path.name)
        served[-1].write_bytes(served_scripts()[f"{FOLDER}/{path.name}"])
        assert served[-1].stat().st_size < path.stat().st_size, path.name
    for path, one, other in zip(SOURCES, trees(SOURCES), trees(served), strict=True):
        assert len(one) > 100, path.name
        assert one == other, (
            f"{path.name}: {next(pair for pair in zip(one, other, strict=False) if pair[0] != pair[1])}"
        )
    # Where a line break is missing that ends a statement, or a space in a text, it is seen.
    odd = tmp_path / "odd.js"
    found = []
    for text in ("let a = b\n(c)", "let a = b\nlet c", "let a = b; let c", "let a = 'b  c'", "let a = 'b c'"):
        odd.write_text(text, "utf-8")
        found.append(trees([odd])[0])
    assert found[1] != found[2] != found[0]
    assert found[3] != found[4]


@pytest.mark.parametrize(
    ("script", "served"),
    [
        ("/*! A licence */\n// why\nconst a = 1; // end\n", "/*! A licence */\nconst a=1;"),
        ("/**\n * @param {string} a What.\n */\nconst b = (/** @type {string} */ a) => a;", "const b=(a)=>a;"),
        ("let a = b\nlet c = d\n  + e", "let a=b\nlet c=d\n+e"),
        ("a + +b - --c", "a+ +b- --c"),
        ("return  typeof a in b", "return typeof a in b"),
        ("`a  // b\n  c` + `${a ? `{ ${ b }` : {  c: 1 }} }  `", "`a  // b\n  c`+`${a?`{ ${b}`:{c:1}} }  `"),
        ('a = /[/*]  "/u; b / c / d', 'a=/[/*]  "/u;b/c/d'),
        ('a = \'b  // c\' + "d \\" /* e */"', 'a=\'b  // c\'+"d \\" /* e */"'),
        ("if (a) {\n  b();\n}\nc()", "if(a){b();}\nc()"),
    ],
)
def test_white_space_and_comments_go_and_texts_stay(script: str, served: str) -> None:
    assert slim(script) == f"{served}\n"


@pytest.mark.parametrize(("names", "most"), MOST.items(), ids=[names[0] for names in MOST])
def test_what_finds_and_compares_is_small(names: tuple[str, ...], most: int) -> None:
    sizes = {path.rpartition("/")[2]: len(gzip.compress(script, 9)) for path, script in served_scripts().items()}
    found = {name: size for name, size in sizes.items() if name.startswith(names)}
    assert found
    assert sum(found.values()) <= most, found
