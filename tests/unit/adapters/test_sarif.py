"""SARIF 2.1.0: what its specification asks for, as far as it is used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.adapters.cli import main
from generator.adapters.sarif import as_sarif
from generator.diagnostics import Severity, finding
from generator.rules import RULES
from tests.unit.adapters.test_checking import Said, add, odd, project

__all__ = ["project"]

# The parts of the schema that are used, with what each must and may have (sections 3.13 to 3.52 of the specification).
OBJECTS: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool", "results", "columnKind"}, set()),
    "driver": ({"name", "version", "rules"}, set()),
    "rule": ({"id", "shortDescription", "fullDescription", "defaultConfiguration", "help"}, {"helpUri"}),
    "result": ({"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"}, set()),
    "location": ({"physicalLocation"}, {"logicalLocations"}),
    "physicalLocation": ({"artifactLocation"}, {"region"}),
    "artifactLocation": ({"uri", "uriBaseId"}, set()),
    "region": ({"startLine", "startColumn"}, set()),
}


def has_form(kind: str, value: dict[str, object]) -> None:
    needed, allowed = OBJECTS[kind]
    assert needed <= set(value) <= needed | allowed, kind


def checked(text: str) -> list[dict[str, object]]:
    """The results of a log, after a look at its form."""
    log = json.loads(text)
    has_form("log", log)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("/sarif-schema-2.1.0.json")
    (run,) = log["runs"]
    has_form("run", run)
    assert run["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    assert set(run["tool"]) == {"driver"}
    has_form("driver", run["tool"]["driver"])
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        has_form("rule", rule)
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
        assert all(set(rule[name]) == {"text"} for name in ("shortDescription", "fullDescription", "help"))
    assert len({rule["id"] for rule in rules}) == len(rules)
    for result in run["results"]:
        has_form("result", result)
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("note", "warning", "error")
        assert result["message"]["text"]
        (location,) = result["locations"]
        has_form("location", location)
        place = location["physicalLocation"]
        has_form("physicalLocation", place)
        has_form("artifactLocation", place["artifactLocation"])
        address = place["artifactLocation"]["uri"]
        assert address.isascii()
        assert not set(address) & set(' <>"{}|^`\\:')
        if "region" in place:
            has_form("region", place["region"])
            assert place["region"]["startLine"] >= 1
            assert place["region"]["startColumn"] >= 1
    return run["results"]


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
