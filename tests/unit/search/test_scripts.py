"""The tests of the search's scripts, by node's own runner."""

from __future__ import annotations

from tests.searching import SCRIPTS, node


def test_the_scripts_pass_their_own_tests() -> None:
    # The others are no modules, and run with tests/policy/test_scripts.py.
    tests = sorted(path for path in SCRIPTS.glob("*.test.js") if "\nimport " in path.read_text("utf-8"))
    assert len(tests) >= 2
    said = node("--test", "--test-reporter=tap", *map(str, tests))
    assert "\n# fail 0\n" in said
