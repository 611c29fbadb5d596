"""Diagnostics: their order, their number, and the rules that there are."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from generator import limits
from generator.diagnostics import FIRST, MANY, Diagnostic, Severity, bounded, finding, json_pointer, ordered, quoted
from generator.rules import RULES
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
    # It stands at the first place that is not listed.
    assert more.pointer == f"/claims/{FIRST}"
    assert more.message == f"wrong-type: 990 more like the {FIRST} that are listed"
    assert more.for_reader == "More notes of this kind: 990."
    assert set(few) | set(other) <= set(found)
    assert ordered(found) == found


def test_of_a_rule_a_file_has_so_many_findings_and_the_rest_is_counted(monkeypatch):
    monkeypatch.setattr(limits, "FINDINGS", 2)
    many = [made(f"/claims/{number}", for_reader="x" if number == 3 else "") for number in range(5)]
    others = [made("/0", file="g"), made("/1", rule="missing-field"), made("/9", severity=Severity.NOTE)]
    *kept, more = bounded([*many, *others])
    assert kept == [*many[:2], *others]
    assert (more.file, more.rule, more.severity, more.pointer) == ("f", "and-more", Severity.WARNING, "/claims/2")
    assert more.message == "wrong-type: 3 more after the first 2 that are kept"
    assert more.for_reader == "More notes of this kind: 1."
    assert bounded(kept) == kept


def test_a_file_with_less_to_say_is_left_alone():
    items = [made(f"/{number}") for number in range(MANY)]
    assert len(ordered(items)) == MANY


def test_quotes_are_one_line_and_short():
    assert quoted("a\nb") == r"'a\nb'"
    assert len(quoted("x" * 1000)) < 100


@cache
def nodes() -> tuple[tuple[Path, ast.AST], ...]:
    """What the package's code consists of, with the files that it stands in."""
    return tuple(
        (path, node)
        for path in (ROOT / "generator").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant | ast.Call)
    )


def named_rules() -> dict[str, set[str]]:
    """Every rule that the package names where it makes a finding or tells rules apart, and in which files."""
    found: dict[str, set[str]] = {}
    for path, node in nodes():
        if "rules" in path.parent.name or not isinstance(node, ast.Constant):
            continue
        if isinstance(node.value, str) and node.value in RULES:
            found.setdefault(node.value, set()).add(path.name)
    return found


def calls(name: str) -> list[tuple[Path, ast.Call]]:
    return [
        (path, node)
        for path, node in nodes()
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) == name
    ]


def test_every_rule_is_used() -> None:
    assert set(named_rules()) == set(RULES)


def test_findings_are_made_from_rules_alone() -> None:
    """What a rule fixes stands in its record, and no call repeats it."""
    assert {path.name for path, _ in calls("Diagnostic")} == {"diagnostics.py"}
    repeated = []
    for path, call in calls("finding") + calls("add") + calls("say") + calls("_refuse"):
        words = [node.value for node in call.args if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        rule = next((RULES[word] for word in words if word in RULES), None)
        if rule is None:
            continue
        severity = next((ast.unparse(item.value) for item in call.keywords if item.arg == "severity"), "")
        if severity == f"Severity.{rule.severity.name}" or (rule.remedy and rule.remedy in words):
            repeated.append(f"{path.name}:{call.lineno}")
    assert repeated == []


def test_a_finding_takes_from_its_rule_what_that_fixes() -> None:
    found = finding("f", "year-out-of-range", "m")
    assert (found.severity, found.remedy) == (
        Severity.WARNING,
        "write the year of publication, or leave the field out",
    )
    other = finding("f", "year-out-of-range", "m", "r", severity=Severity.NOTE)
    assert (other.severity, other.remedy) == (Severity.NOTE, "r")
    with pytest.raises(KeyError):
        finding("f", "no-such-rule", "m")
