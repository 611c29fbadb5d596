"""Diagnostics: their order, their number, and the rules that there are."""

from __future__ import annotations

import ast

import pytest

from generator.diagnostics import FIRST, MANY, RULES, Diagnostic, Severity, json_pointer, ordered, quoted
from tests.conftest import ROOT


def made(pointer="", rule="wrong-type", severity=Severity.WARNING, file="f", **more):
    return Diagnostic(file, rule, severity, "m", "r", pointer, **more)


def test_files_in_order_then_the_worst_then_by_place():
    items = [made("/a/10"), made("/a/9"), made("/b", severity=Severity.ERROR), made("/z", file="e"), made("/a/9")]
    found = ordered(items)
    assert [(item.file, item.pointer) for item in found] == [("e", "/z"), ("f", "/b"), ("f", "/a/9"), ("f", "/a/10")]
    assert ordered(reversed(items)) == found


def test_pointers_are_escaped():
    assert json_pointer("a/b", 0, "~c") == "/a~1b/0/~0c"


@pytest.mark.parametrize("key", ["9" * 5000, "²", "٣", "", "-1"])
def test_any_key_can_be_ordered(key):
    assert len(ordered([made(json_pointer(key)), made("/0"), made("/a")])) == 3


def test_many_findings_are_cut_for_each_rule_and_told():
    many = [made(f"/claims/{number}", for_reader="x") for number in range(1000)]
    few = [made(f"/x/{number}", rule="missing-field") for number in range(3)]
    other = [made("/0", file="g")]
    found = ordered([*many, *few, *other])
    assert [item.pointer for item in found if item.rule == "wrong-type" and item.file == "f"] == [
        f"/claims/{number}" for number in range(FIRST)
    ]
    (more,) = [item for item in found if item.rule == "and-more"]
    assert more.message == f"wrong-type: 990 more like the {FIRST} that are listed"
    assert more.for_reader == "There are 990 more notes of this kind."
    assert set(few) | set(other) <= set(found)
    assert ordered(found) == found


def test_a_file_with_less_to_say_is_left_alone():
    items = [made(f"/{number}") for number in range(MANY)]
    assert len(ordered(items)) == MANY


def test_quotes_are_one_line_and_short():
    assert quoted("a\nb") == r"'a\nb'"
    assert len(quoted("x" * 1000)) < 100


# Where the rule stands among the arguments of what makes a diagnostic.
_PLACES = {"Diagnostic": 1, ".add": 1, ".say": 2, "._refuse": 1, "_note": 1}


def _rules(node: ast.expr) -> set[str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return _rules(node.body) | _rules(node.orelse)
    return set()


def used_rules() -> set[str]:
    """Every rule that the package names where it makes a diagnostic, or in a variable called ``rule``."""
    found: set[str] = set()
    for path in (ROOT / "generator").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                name = f".{node.func.attr}" if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                place = _PLACES.get(name)
                if place is not None and len(node.args) > place + 1:
                    found |= _rules(node.args[place])
            elif isinstance(node, ast.Assign) and "rule" in ast.unparse(node.targets[0]):
                values = (
                    node.value.elts[:1] + node.value.elts[1:2] if isinstance(node.value, ast.Tuple) else [node.value]
                )
                found |= {rule for value in values for rule in _rules(value) if rule in RULES}
    return found - {""}


def test_every_rule_is_described_and_every_description_is_of_a_rule():
    assert used_rules() == set(RULES)
    assert all(text.endswith(".") and text[0].isupper() for text in RULES.values())


def test_every_rule_is_in_the_guide():
    guide = (ROOT / "content/guide/broken-inputs.md").read_text("utf-8")
    assert [rule for rule in RULES if f"`{rule}`" not in guide] == []
