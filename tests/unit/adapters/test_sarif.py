"""SARIF 2.1.0: every log fits the schema that OASIS publishes with the specification."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator, FormatChecker

from generator.adapters.cli import main
from generator.adapters.sarif import as_sarif
from generator.diagnostics import Severity, finding
from generator.rules import RULES
from tests.conftest import ROOT
from tests.unit.adapters.test_checking import Said, add, odd, project

__all__ = ["project"]

SCHEMA = json.loads((ROOT / "tests/schemas/sarif-schema-2.1.0.json").read_text("utf-8"))
VALIDATOR = Draft7Validator(SCHEMA, format_checker=FormatChecker())


def checked(text: str) -> list[dict[str, object]]:
    """The results of a log, once it fits the schema, and what the specification says beyond that."""
    log = json.loads(text)
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    # Columns are counted in characters, not in units of UTF-16, which is what stands for nothing (3.14.17).
    assert run["columnKind"] == "unicodeCodePoints"
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        # What code hosts show of a rule.
        assert {"shortDescription", "fullDescription", "defaultConfiguration", "help"} <= set(rule)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        assert result["partialFingerprints"]
        (location,) = result["locations"]
        address = location["physicalLocation"]["artifactLocation"]["uri"]
        assert address.isascii()
        assert not set(address) & set(' <>"{}|^`\\:')
    return run["results"]


@pytest.mark.parametrize(
    "mistake",
    [
        lambda log: log.update(version="2.0.0"),
        lambda log: log.pop("runs"),
        lambda log: log["runs"][0]["results"][0].update(level="fatal"),
        lambda log: log["runs"][0]["results"][0].update(severity="error"),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda log: log["runs"][0]["tool"]["driver"]["rules"][0].pop("id"),
        lambda log: log["runs"][0]["tool"]["driver"].pop("name"),
    ],
)
def test_the_schema_finds_mistakes(mistake: Callable[[dict[str, Any]], object]) -> None:
    log = json.loads(as_sarif([finding("f", "invalid", "m", line=3)]))
    assert VALIDATOR.is_valid(log)
    mistake(log)
    assert not VALIDATOR.is_valid(log)


def test_a_whole_run(project: Path, capsys: Said) -> None:
    odd(project, 1, extra=1, paper_type="odd")
    add(project, "scans/a b é/scan.json", "{\n")
    (project / "content/scans/link").symlink_to("nowhere")
    assert main(["check", "--format", "sarif"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    results = checked(out)
    places = [result["locations"][0]["physicalLocation"] for result in results]
    assert [result["ruleId"] for result in results] == [
        "odd-name",
        "unreadable",
        "symlink",
        "unknown-field",
        "unknown-word",
    ]
    assert places[1]["artifactLocation"] == {
        "uri": "content/scans/a%20b%20%C3%A9/scan.json",
        "uriBaseId": "%SRCROOT%",
    }
    assert places[1]["region"] == {"startLine": 2, "startColumn": 1}
    assert "region" not in places[2]
    assert results[3]["locations"][0]["logicalLocations"] == [{"fullyQualifiedName": "/extra"}]
    assert len({result["partialFingerprints"]["scanpressFinding/v1"] for result in results}) == len(results)


def test_nothing_is_a_run_too(project: Path, capsys: Said) -> None:
    assert main(["check", "--format", "sarif"]) == 0
    assert checked(capsys.readouterr().out) == []


@pytest.mark.parametrize("severity", Severity)
def test_levels(severity: Severity) -> None:
    (result,) = checked(as_sarif([finding("f", "wrong-type", "m", severity=severity)]))
    assert result["level"] == str(severity)


def test_hostile_texts_stay_texts() -> None:
    text = '</script>\x1b[31m\u2028\ud800"'
    (result,) = checked(
        as_sarif([finding("a\udcff:b\n/%2e.json", "invalid", text, text, pointer=f"/{text}")], "docs")
    )
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "docs/a%FF%3Ab%0A/%252e.json"
    json.dumps(result, ensure_ascii=False).encode("utf-8")


def test_the_address_of_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    log = json.loads(as_sarif([finding("f", "invalid", "m")]))
    assert "helpUri" not in log["runs"][0]["tool"]["driver"]["rules"][0]
    assert RULES["invalid"].summary in log["runs"][0]["tool"]["driver"]["rules"][0]["help"]["text"]
    monkeypatch.setattr("generator.adapters.documentation._documentation", lambda: "https://example.org/docs")
    log = json.loads(as_sarif([finding("f", "invalid", "m")]))
    (rule,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://example.org/docs/guide/broken-inputs/#rule-invalid"


def test_the_documentation_of_the_package(monkeypatch: pytest.MonkeyPatch) -> None:
    from email.message import Message

    from generator.adapters import documentation

    for lines, address in (
        (["Source, https://docs.example/x", "Documentation, https://docs.example/y"], "https://docs.example/y"),
        (["Documentation, https://example.org/scanpress/"], ""),
        (["Documentation, javascript:alert(1)"], ""),
        ([], ""),
    ):
        message = Message()
        for line in lines:
            message["Project-URL"] = line
        monkeypatch.setattr(documentation.metadata, "metadata", lambda name, message=message: message)
        assert documentation._documentation.__wrapped__() == address
