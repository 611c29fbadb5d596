"""The records of the rules, and what is made from them."""

from __future__ import annotations

import re

import pytest

from generator.diagnostics import finding
from generator.rules import CHAPTERS, RULES, Severity
from generator.rules.guide import explained, filled, main
from tests.conftest import ROOT

GUIDE = ROOT / "content/guide/broken-inputs.md"


def test_every_rule_is_a_whole_record() -> None:
    assert sum(len(chapter.rules) for chapter in CHAPTERS) == len(RULES)
    for name, rule in RULES.items():
        assert name == rule.name
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", name)
        assert rule.summary.endswith(".")
        assert rule.summary[0].isupper()
        assert rule.severity not in rule.also
        assert rule.cases
        for case in rule.cases:
            assert case.given
            assert case.happens
            assert case.what_to_do
            assert not case.what_to_do.endswith(".")
        assert not rule.remedy.endswith(".")


def test_the_guide_is_what_the_rules_say() -> None:
    """Where this fails: make guide."""
    page = GUIDE.read_text("utf-8")
    assert filled(page) == page
    assert re.findall(r"<!-- rules: (\w+) -->", page) == [chapter.name for chapter in CHAPTERS]


@pytest.mark.parametrize("name", RULES)
def test_every_rule_has_one_place_in_the_guide(name: str) -> None:
    assert GUIDE.read_text("utf-8").count(f'<a id="rule-{name}"></a>`{name}` (') == 1


def test_what_was_between_the_markers_goes(tmp_path) -> None:
    page = tmp_path / "page.md"
    page.write_text("before\n<!-- rules: around -->\nof yesterday\n<!-- end -->\nafter\n")
    main(str(page))
    text = page.read_text("utf-8")
    assert text.startswith("before\n<!-- rules: around -->\n\n| What |")
    assert text.endswith("\n<!-- end -->\nafter\n")
    assert "of yesterday" not in text


def test_a_rule_is_explained_with_all_of_its_cases() -> None:
    rule = RULES["not-published"]
    text = explained(rule)
    assert text.startswith("not-published (warning)\n\n" + rule.summary)
    assert "on the list: HTML" in text
    assert "What to do: Move it elsewhere" in text
    assert "](" not in text
    assert RULES["missing-field"].weighs == "warning, sometimes error"
    assert RULES["missing-field"].also == (Severity.ERROR,)


def test_some_warnings_mean_that_a_file_is_not_on_the_site() -> None:
    assert [rule.name for rule in RULES.values() if rule.leaves_out] == [
        "nothing-found", "not-published", "lonely-reply",
    ]  # fmt: skip
    assert finding("f", "nothing-found", "m", severity=Severity.WARNING).leaves_out
    assert finding("f", "not-published", "m").leaves_out
    assert finding("f", "symlink", "m", "r").leaves_out
    assert not finding("f", "symlink", "m", "r", severity=Severity.NOTE).leaves_out
