"""Diagnostics as lines for people and machines: plain text, JSON, GitHub annotations."""

from __future__ import annotations

import json
import os
import posixpath
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.adapters.documentation import help_on
from generator.build import SiteBuild
from generator.diagnostics import Diagnostic, Severity
from generator.render.escape import github_data, github_property, log_line
from generator.rules import OF_PLACES, RULES
from generator.views.parts import counted

Paint = Callable[[str, str], str]
"""Colours a piece of a line: the first is what it is (a severity, ``rule``, ``more``), the second its text."""

SHOWN = 5
"""How many lines of one rule are shown before the others are only counted."""


def _plain(what: str, text: str) -> str:
    return text


def one_line(item: Diagnostic, paint: Paint = _plain, content: Path | None = None) -> str:
    """``file:line:column pointer: message; remedy``, safe for a terminal; see ``as_text``."""
    place = log_line(item.file if content is None else way_to(content.resolve() / item.file) or ".")
    is_about_a_line = item.pointer or item.own_line or item.rule not in OF_PLACES
    if item.line is not None and is_about_a_line:
        place += f":{item.line}"
        if item.column is not None:
            place += f":{item.column}"
    if item.pointer:
        place += f" {log_line(item.pointer)}"
    return f"{place}: {log_line(item.message)}; {log_line(item.remedy)} {paint('rule', f'[{item.rule}]')}"


def as_text(items: Iterable[Diagnostic], paint: Paint = _plain, content: Path | None = None) -> str:
    """One line a diagnostic, its severity first.

    With the content folder, paths lead from where the command runs, so that terminals and editors open them.
    """
    return "".join(
        f"{paint(item.severity, f'{item.severity}:')} {one_line(item, paint, content)}\n" for item in items
    )


def first_of_each_rule(items: Iterable[Diagnostic], most: int = SHOWN) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The first ``most`` findings of each rule and severity, and the others; both in their order."""
    seen: Counter[tuple[str, Severity]] = Counter()
    shown: list[Diagnostic] = []
    others: list[Diagnostic] = []
    for item in items:
        kind = item.rule, item.severity
        seen[kind] += 1
        (shown if seen[kind] <= most else others).append(item)
    return shown, others


def summary_of_rules(others: Iterable[Diagnostic], paint: Paint = _plain) -> str:
    """A line for each rule that says how many more findings of it there are, the worst and most frequent first."""
    found = tuple(others)
    counts = Counter((item.severity, item.rule) for item in found)
    files: dict[tuple[Severity, str], set[str]] = {}
    for item in found:
        files.setdefault((item.severity, item.rule), set()).add(item.file)
    worst = list(Severity)
    lines = []
    for (severity, rule), count in sorted(
        counts.items(), key=lambda item: (worst.index(item[0][0]), -item[1], item[0])
    ):
        name = paint("rule", f"[{rule}]")
        where = counted(len(files[severity, rule]), "file")
        text = f"and {count:,} more of {rule} in {where} (show them with --all)"
        lines.append(f"{paint(severity, f'{severity}:')} {paint('more', text)} {name}\n")
    return "".join(lines)


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
            "help": help_on(RULES[item.rule]),
        }
        for item in items
    ]
    return json.dumps(fields, ensure_ascii=True, indent=2) + "\n"


_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def place_below(root: str, path: str) -> str:
    """The path of a file from where ``root`` leads to the content."""
    return posixpath.normpath(f"{root}/{path}") if root else path


def way_to(place: Path, start: Path | None = None) -> str:
    """A path without links, from another or from where the command runs; empty where they are the same."""
    try:
        found = os.path.relpath(place, start).replace(os.sep, "/")
    except ValueError:  # Another drive of Windows.
        found = place.as_posix()
    return "" if found == "." else found


def as_github(items: Iterable[Diagnostic], root: str = "") -> str:
    """GitHub workflow commands, which become annotations; ``root`` leads from the repository to the content."""
    lines = []
    for item in items:
        properties = [f"file={github_property(place_below(root, item.file))}"]
        if item.line is not None:
            properties.append(f"line={item.line}")
            if item.column is not None:
                properties.append(f"col={item.column}")
        properties.append(f"title={github_property(item.rule)}")
        place = f"{item.pointer}: " if item.pointer else ""
        message = github_data(f"{place}{item.message}; {item.remedy} ({help_on(RULES[item.rule])})")
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
