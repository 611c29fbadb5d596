"""What the generator says about an input: one kind of message, whatever found it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a diagnostic weighs.

    ``ERROR``: a file, or a part of it, is not on the site. ``WARNING``: it is shown, but something in it
    should be mended. ``NOTE``: it is shown as it stands, and the publisher may want to know.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def is_problem(self) -> bool:
        """Whether somebody has to do something about it (errors and warnings)."""
        return self is not Severity.NOTE


_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding about one place of one input file.

    ``file`` is the path below the content folder, with ``/``. ``pointer`` is a JSON pointer (RFC 6901) into
    the file, ``""`` for the file as a whole. ``line`` and ``column`` count from 1 and are given where the
    place is known in the text itself. ``rule`` is the stable, hyphenated id of what was violated.
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

    @property
    def sort_key(self) -> tuple[str, int, str, int, str, str]:
        """Files in order, the worst first within a file, then by place."""
        return (self.file, _ORDER[self.severity], self.pointer, self.line or 0, self.rule, self.message)


@dataclass(slots=True)
class Report:
    """Collects diagnostics about one file, so that a reader need not repeat the file's name."""

    file: str
    items: list[Diagnostic] = field(default_factory=list)

    def add(
        self, severity: Severity, rule: str, message: str, remedy: str, *, pointer: str = "",
        line: int | None = None, column: int | None = None,
    ) -> None:  # fmt: skip
        """Record one finding."""
        self.items.append(Diagnostic(self.file, rule, severity, message, remedy, pointer, line, column))


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without repetitions, in an order that does not depend on when each was found."""
    return tuple(sorted(set(diagnostics), key=lambda item: item.sort_key))


def json_pointer(*parts: str | int) -> str:
    """A JSON pointer from its steps, escaped as RFC 6901 asks (``~`` to ``~0``, ``/`` to ``~1``)."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
