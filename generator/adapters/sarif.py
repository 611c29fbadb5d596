"""Findings as SARIF 2.1.0, which code hosts and editors read.

The format: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.adapters.baseline import key_of
from generator.adapters.documentation import address_of
from generator.adapters.messages import place_below
from generator.diagnostics import Diagnostic, Severity
from generator.rules import RULES, Rule
from generator.rules.guide import explained

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}


def as_sarif(items: Iterable[Diagnostic], root: str = "") -> str:
    """A SARIF log with one run; ``root`` leads from the repository to the content."""
    found = tuple(items)
    names = sorted({item.rule for item in found})
    log = {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "scanpress",
                        "version": __version__,
                        "rules": [_rule(RULES[name]) for name in names],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(item, names.index(item.rule), root) for item in found],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=True, indent=1) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    address = address_of(rule)
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.summary},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "help": {"text": explained(rule)},
        **({"helpUri": address} if address else {}),
    }


def _result(item: Diagnostic, index: int, root: str) -> dict[str, Any]:
    # As bytes, since a name may be no text.
    address = quote(place_below(root, item.file).encode("utf-8", "surrogateescape"), safe="/")
    place: dict[str, Any] = {"artifactLocation": {"uri": address, "uriBaseId": "%SRCROOT%"}}
    if item.line is not None:
        place["region"] = {"startLine": item.line, "startColumn": item.column or 1}
    location: dict[str, Any] = {"physicalLocation": place}
    if item.pointer:
        location["logicalLocations"] = [{"fullyQualifiedName": _text(item.pointer)}]
    return {
        "ruleId": item.rule,
        "ruleIndex": index,
        "level": _LEVELS[item.severity],
        "message": {"text": f"{_text(item.message)}; {_text(item.remedy)}"},
        "locations": [location],
        "partialFingerprints": {"scanpressFinding/v1": hashlib.sha256("\0".join(key_of(item)).encode()).hexdigest()},
    }


def _text(value: str) -> str:
    return value.encode("utf-8", "replace").decode()
