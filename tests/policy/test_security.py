"""Each promise of SECURITY.md names the tests that hold it, and they exist."""

from __future__ import annotations

import ast
import re
from functools import lru_cache
from pathlib import Path

from tests.conftest import ROOT

TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
NAMED = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")


@lru_cache
def known_in(path: Path) -> frozenset[str]:
    """The tests of a file as pytest names them: ``test_x``, ``TestY::test_x``."""
    found: set[str] = set()
    for node in ast.parse(path.read_text("utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) and node.name.startswith("Test") else [node]
        prefix = f"{node.name}::" if inner is not node and isinstance(node, ast.ClassDef) else ""
        found |= {prefix + item.name for item in inner if isinstance(item, ast.FunctionDef)}
    return frozenset(name for name in found if name.rpartition("::")[2].startswith("test_"))


def promises(text: str) -> dict[str, list[tuple[str, str]]]:
    """Each promise with the tests that it names."""
    part = text.partition("## What is promised\n")[2].partition("\n## ")[0]
    rows = [line.strip("| ").split(" | ") for line in part.splitlines() if line.startswith("| ")]
    return {row[0]: NAMED.findall(row[-1]) for row in rows if row != ["promise", "held by"] and set(row[0]) != {"-"}}


def missing(text: str) -> list[str]:
    """The tests that are named and are nowhere, each with its promise."""
    return [
        f"{path}::{name} (of: {promise[:60]} …)"
        for promise, tests in promises(text).items()
        for path, name in tests
        if not (ROOT / path).is_file() or name not in known_in(ROOT / path)
    ]


def test_every_promise_names_the_tests_that_hold_it() -> None:
    found = promises(TEXT)
    assert len(found) > 20
    assert [promise for promise, tests in found.items() if not tests] == []
    # No name is written in a way that would not be looked up.
    assert TEXT.count(".py::") == sum(map(len, found.values()))


def test_the_tests_that_are_named_exist() -> None:
    assert missing(TEXT) == [], "SECURITY.md names tests that are not there:\n" + "\n".join(missing(TEXT))


def test_a_test_that_is_gone_is_seen() -> None:
    text = TEXT.replace("::test_years`", "::test_yore`").replace("TestNames::", "TestNouns::")
    assert [item.split(" ")[0].partition("::")[2] for item in missing(text)] == [
        "TestNouns::test_odd_and_reserved_names",
        "TestNouns::test_a_page_that_another_input_would_have",
        "test_yore",
    ]


def test_what_is_not_promised_is_said() -> None:
    part = TEXT.partition("## What is not promised\n")[2].partition("\n## ")[0]
    assert part.count("\n- ") >= 5
    assert "## Reporting a vulnerability" in TEXT
