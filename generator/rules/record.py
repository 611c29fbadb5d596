"""What a rule is: a record of all that is fixed about it, whatever breaks it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs.

    ``ERROR``: a file, or a part of it, is not on the site, or there is no file. ``WARNING``: it is shown, but
    something in it should be mended; or it lies beside the inputs and is left out. ``NOTE``: it is shown as it
    stands, and the publisher may want to know.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def is_problem(self) -> bool:
        """Whether somebody has to do something about it (errors and warnings)."""
        return self is not Severity.NOTE


@dataclass(frozen=True, slots=True)
class Case:
    """A row of the guide: what is ``given``, what ``happens``, and ``what_to_do``, each in Markdown."""

    given: str
    happens: str
    what_to_do: str


@dataclass(frozen=True, slots=True)
class Rule:
    """What an input, or the folder that it lies in, has to keep to.

    ``name`` is the stable, hyphenated id. ``severity`` is what a finding weighs, and ``also`` what some weigh
    instead. ``summary`` says in a sentence what breaks the rule, and ``cases`` document it: the guide shows them.
    ``remedy`` is what to do, in the words of a message, where that is always the same. ``leaves_out`` says that even
    a warning means that a file is not on the site.
    """

    name: str
    severity: Severity
    summary: str
    cases: tuple[Case, ...]
    remedy: str = ""
    also: tuple[Severity, ...] = ()
    leaves_out: bool = False

    @property
    def anchor(self) -> str:
        """The id of the rule's place in the guide."""
        return f"rule-{self.name}"

    @property
    def weighs(self) -> str:
        """The severity in words: ``warning, sometimes error``."""
        return f"{self.severity}, sometimes {' or '.join(self.also)}" if self.also else str(self.severity)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A table of the guide: its ``name``, the title of its first column, its rules, and cases that break none."""

    name: str
    column: str
    rules: tuple[Rule, ...]
    harmless: tuple[Case, ...] = ()
