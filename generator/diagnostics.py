"""What the generator says about an input: one kind of message, whatever found it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from generator import limits
from generator.rules import RULES, Severity

LINES_ENDING = ".jsonl"
"""The ending of files of which each line is an input."""

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about one place of one input file; ``finding`` makes it.

    ``file`` is the path below the content folder, with ``/``. ``pointer`` is a JSON pointer (RFC 6901) into
    the file, ``""`` for the file as a whole. ``line`` and ``column`` count from 1 and are given where the
    place is known in the text itself. ``rule`` is the stable, hyphenated id of what was violated. One that stands for
    others names their rule in ``others_of``, and in ``number`` how many they are.
    """

    file: str
    rule: str
    severity: Severity
    message: str
    remedy: str
    pointer: str = ""
    line: int | None = None
    column: int | None = None
    for_reader: str = ""
    others_of: str = ""
    number: int = 1

    @property
    def of_rule(self) -> str:
        """The rule that it is about: that of the others for which it stands, or its own."""
        return self.others_of or self.rule

    @property
    def own_line(self) -> int:
        """The number of the line that is the input it is about; 0 where the file is that."""
        return self.line if self.line and self.file.endswith(LINES_ENDING) else 0

    @property
    def source(self) -> str:
        """The input that it is about: the file, with the number of the line where each line is an input."""
        return f"{self.file}:{self.own_line}" if self.own_line else self.file

    @property
    def leaves_out(self) -> bool:
        """Whether the file, or a part of it, is not on the site."""
        return self.severity is Severity.ERROR or RULES[self.rule].leaves_out

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Files in order, the worst first within a file, then by place: entry 2 of a list before entry 10."""
        steps = tuple(
            (0, int(step), "") if step.isascii() and step.isdigit() and len(step) < 10 else (1, 0, step)
            for step in self.pointer.split("/")
        )
        return (self.file, _ORDER[self.severity], steps, self.line or 0, self.column or 0, self.rule, self.message)


def at_its_line(item: Diagnostic) -> Diagnostic:
    """A finding about an input by its name, which ends with a line where it is one, as one about its file."""
    file, _, line = item.file.rpartition(":")
    if not file.endswith(LINES_ENDING) or not (line.isascii() and line.isdigit()):
        return item
    return replace(item, file=file, line=int(line))


def finding(
    file: str,
    rule: str,
    message: str,
    remedy: str = "",
    *,
    severity: Severity | None = None,
    pointer: str = "",
    line: int | None = None,
    column: int | None = None,
    for_reader: str = "",
) -> Diagnostic:
    """A finding that breaks ``rule``, with what the rule fixes: its severity, and its remedy where it has one.

    Raises ``KeyError`` where there is no such rule.
    """
    fixed = RULES[rule]
    return Diagnostic(
        file, rule, severity or fixed.severity, message, remedy or fixed.remedy, pointer, line, column, for_reader
    )


@dataclass(slots=True)
class Report:
    """Collects diagnostics about one file, so that a reader need not repeat the file's name."""

    file: str
    items: list[Diagnostic] = field(default_factory=list)

    def add(
        self, rule: str, message: str, remedy: str = "", *, severity: Severity | None = None, pointer: str = "",
        line: int | None = None, column: int | None = None,
    ) -> None:  # fmt: skip
        """Record one finding, as ``finding`` makes it."""
        self.items.append(
            finding(self.file, rule, message, remedy, severity=severity, pointer=pointer, line=line, column=column)
        )


MANY = 50
"""A file about which there is more to say than this gets only the first findings of each rule."""
FIRST = 10
"""How many findings of a rule are kept then."""


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without repetitions, in an order that does not depend on when each was found."""
    return tuple(sorted(set(diagnostics), key=lambda item: item.sort_key))


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics in their order; of an input with more than ``MANY``, the first of each rule.

    A line says how many more there are. What comes back is left as it is when it is ordered again.
    """
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for item in set(diagnostics):
        by_file[item.source].append(item)
    kept = [item for items in by_file.values() for item in (items if len(items) <= MANY else _first_ones(items))]
    return in_order(kept)


def _first_ones(items: list[Diagnostic]) -> list[Diagnostic]:
    by_rule: dict[tuple[str, Severity], list[Diagnostic]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.sort_key):
        by_rule[item.rule, item.severity].append(item)
    kept = []
    for (rule, _), found in by_rule.items():
        if rule == "and-more" or len(found) <= FIRST:
            kept += found
            continue
        kept += found[:FIRST]
        more = len(found) - FIRST
        told = sum(bool(item.for_reader) for item in found[FIRST:])
        kept.append(_and_more(found[FIRST], more, f"like the {FIRST} that are listed", told))
    return kept


def _and_more(first: Diagnostic, number: int, beside: str, told: int) -> Diagnostic:
    """What stands for findings of a rule that are not listed, at the place of the first of them."""
    return replace(
        finding(
            first.file,
            "and-more",
            f"{first.rule}: {number:,} more {beside}",
            severity=first.severity,
            pointer=first.pointer,
            line=first.line,
            column=first.column,
            for_reader=f"More notes of this kind: {told:,}." if told else "",
        ),
        others_of=first.rule,
        number=number,
    )


def bounded(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings as they come, of each rule and input the first ``limits.FINDINGS``.

    A finding says how many more there are. A file of a hundred kilobytes breaks a rule in twenty thousand places, and
    to keep and sort all that is said of them would take longer than to read it.
    """
    kept: list[Diagnostic] = []
    seen: dict[tuple[str, str, Severity], int] = defaultdict(int)
    others: dict[tuple[str, str, Severity], list[Diagnostic]] = defaultdict(list)
    for item in diagnostics:
        key = (item.source, item.rule, item.severity)
        seen[key] += 1
        (kept if seen[key] <= limits.FINDINGS else others[key]).append(item)
    more = [and_more(rest[0], len(rest), sum(bool(item.for_reader) for item in rest)) for rest in others.values()]
    return kept + more


def and_more(first: Diagnostic, number: int, told: int = 0) -> Diagnostic:
    """What stands for the ``number`` findings of a rule after those that are kept, of which ``first`` is the first.

    Of these, ``told`` are said to readers.
    """
    return _and_more(first, number, f"after the first {limits.FINDINGS:,} that are kept", told)


def quoted(text: str, most: int = 80) -> str:
    """A text of an input for a message: in quotes, on one line, cut at ``most`` characters."""
    return repr(text) if len(text) <= most else f"{text[:most]!r}…"


def json_pointer(*parts: str | int) -> str:
    """A JSON pointer from its steps, escaped as RFC 6901 asks (``~`` to ``~0``, ``/`` to ``~1``)."""
    return "".join(["/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts])


__all__ = [
    "Diagnostic", "Report", "Severity", "and_more", "bounded", "finding", "in_order", "json_pointer", "ordered",
    "quoted",
]  # fmt: skip
