"""Diagnostics as lines for people and machines: plain text, JSON, GitHub annotations."""

from __future__ import annotations

import json
import posixpath
from collections.abc import Iterable

from generator.build import SiteBuild
from generator.diagnostics import Diagnostic, Severity
from generator.render.escape import github_data, github_property, log_line
from generator.views.parts import counted


def one_line(item: Diagnostic) -> str:
    """``file:line:column pointer: message; remedy``, safe for a terminal."""
    place = log_line(item.file)
    if item.line is not None:
        place += f":{item.line}"
        if item.column is not None:
            place += f":{item.column}"
    if item.pointer:
        place += f" {log_line(item.pointer)}"
    return f"{place}: {log_line(item.message)}; {log_line(item.remedy)} [{item.rule}]"


def as_text(items: Iterable[Diagnostic]) -> str:
    """One line a diagnostic, its severity first."""
    return "".join(f"{item.severity}: {one_line(item)}\n" for item in items)


def as_json(items: Iterable[Diagnostic]) -> str:
    """A JSON array of objects, one a diagnostic."""
    fields = [
        {
            "file": item.file,
            "pointer": item.pointer,
            "line": item.line,
            "column": item.column,
            "severity": str(item.severity),
            "rule": item.rule,
            "message": item.message,
            "remedy": item.remedy,
        }
        for item in items
    ]
    return json.dumps(fields, ensure_ascii=True, indent=2) + "\n"


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_github(items: Iterable[Diagnostic], root: str = "") -> str:
    """GitHub workflow commands, which become annotations; ``root`` leads from the repository to the content."""
    lines = []
    for item in items:
        path = posixpath.normpath(f"{root}/{item.file}") if root else item.file
        properties = [f"file={github_property(path)}"]
        if item.line is not None:
            properties.append(f"line={item.line}")
            if item.column is not None:
                properties.append(f"col={item.column}")
        properties.append(f"title={github_property(item.rule)}")
        message = github_data(f"{item.pointer + ': ' if item.pointer else ''}{item.message}; {item.remedy}")
        lines.append(f"::{_COMMANDS[item.severity]} {','.join(properties)}::{message}\n")
    return "".join(lines)


def counts(items: Iterable[Diagnostic]) -> dict[Severity, int]:
    """How many diagnostics there are of each severity."""
    found = dict.fromkeys(Severity, 0)
    for item in items:
        found[item.severity] += 1
    return found


def summary(build: SiteBuild) -> str:
    """What was built, and how much there is to say about it, in one line."""
    line = tally(build.papers, build.syntheses, build.diagnostics)
    return f"{line} (scanpress check lists them)" if build.diagnostics else line


def tally(papers: int, syntheses: int, items: Iterable[Diagnostic]) -> str:
    """How many papers, syntheses and diagnostics there are, in one line."""
    found = counts(items)
    line = f"{counted(papers, 'scanned paper')}, {counted(syntheses, 'synthesis', 'syntheses')}"
    said = [
        counted(found[severity], name)
        for severity, name in (
            (Severity.ERROR, "error"),
            (Severity.WARNING, "warning"),
            (Severity.NOTE, "note"),
        )
        if found[severity]
    ]
    return f"{line}; {', '.join(said)}" if said else line
