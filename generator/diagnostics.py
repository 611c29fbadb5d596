"""What the generator says about an input: one kind of message, whatever found it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType


class Severity(StrEnum):
    """How much a diagnostic weighs.

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


RULES: Mapping[str, str] = MappingProxyType({
    "ambiguous-reference": "A reference fits several scanned papers, so it is linked to none of them.",
    "and-more": "A file breaks one rule in many places; the first ones are listed.",
    "byte-order-mark": "A file starts with a byte order mark, which is skipped.",
    "cache-in-git": "What is remembered between builds is under version control, where others can change it.",
    "confidence-out-of-range": "A confidence is no number from 0 to 1 and no percentage up to 100 %.",
    "contradictory-answer": "A criterion that does not apply is answered with yes.",
    "count-out-of-range": "A report counts what is no whole number, or verified more claims than it has.",
    "covered-file": "A file has the address of a generated page, which is shown instead.",
    "different-papers": "The scans in one folder seem to be of different papers.",
    "disagreeing-identifiers": "The arXiv id and the DOI of a paper name two different preprints.",
    "duplicate-paper": "Two folders hold scans of what seems to be one paper.",
    "empty-checklist": "A checklist has no domain, or a domain neither criteria nor an answer.",
    "empty-text": "A text, a name or the list of authors that a reader needs is empty.",
    "figures-differ": "A figure that a report states of itself differs from what can be counted in it.",
    "hand-written-page": "A page written by hand stands where a generated page would be, and wins.",
    "invalid": "A file can be read, and is no scan or synthesis.",
    "level-out-of-range": "A verification level is no whole number from 0 to 7.",
    "malformed-identifier": "An arXiv id or a DOI does not have the form of one.",
    "misnamed": "A file's name is almost that of a scan.",
    "misplaced": "A scan does not lie in a folder of its own.",
    "missing-field": "A field that every scan or synthesis has is absent or empty.",
    "not-a-file": "A folder, pipe, socket or device has the name of an input.",
    "not-published": "A file in the input folders is no input, and its ending is not on the list of those published.",
    "not-exported": "A file cannot be exported, since its name or kind is unfit.",
    "not-read": "A file lies among the inputs and is none; it is published as it is.",
    "nothing-found": "There is neither a scan nor a synthesis.",
    "odd-name": "A folder's or file's name cannot stand in an address, so the page gets another one.",
    "peer-reviewed-preprints": "A report calls its papers peer-reviewed, and lists preprints only.",
    "placeholder-identifier": "A DOI is the placeholder of a document template.",
    "repeated-criterion": "A criterion stands in a checklist more than once, and each answer counts.",
    "replaced-character": "A text holds half of a character (a lone surrogate), which nothing can show.",
    "row-broken-over-pages": "A row of a report's claims table is taken as the tail of the claim before it.",
    "row-without-verdict": "A row of a report's claims table has no verdict.",
    "score-out-of-range": "A score is not on its scale, or is no number.",
    "slug-collision": "Two inputs would have one address.",
    "support-not-stated": "A claim has no word on how well it is supported, or whether it was verified.",
    "symlink": "A symbolic link leads nowhere, out of the folder that it may not leave, or to a folder.",
    "too-large": "A file has more bytes, values or lines than are read.",
    "unclear-answer": "A criterion is answered with none of yes, no and not applicable, or not at all.",
    "unclear-date": "A date is none of the calendar, or is written in a way that is not understood.",
    "unfit-address": "An address is not one of the web, so that it is no link.",
    "unfit-name": "The name of a page or another file holds signs that break out of the pages that show it.",
    "unknown-field": "A field is not in the schema; it is shown under a title made from its key.",
    "unknown-version": "A scan says that it is of a version whose form is not known.",
    "unknown-word": "A domain, criterion, tag or other word is not in the vocabulary.",
    "unreadable": "A file cannot be opened, or cannot be understood as text, JSON or YAML.",
    "verdict-against-confidence": "A report's verdict on a claim and its confidence in it point in opposite ways.",
    "version-differs": "A scan's file is named after another version than the scan says it is.",
    "wrong-type": "A field holds another type than the schema asks for.",
    "year-out-of-range": "A year does not lie between 1500 and 2100.",
})  # fmt: skip
"""Every rule with what its violation is, in a sentence."""

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
    def leaves_out(self) -> bool:
        """Whether the file, or a part of it, is not on the site."""
        return self.severity is Severity.ERROR or self.rule == "not-published"

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Files in order, the worst first within a file, then by place: entry 2 of a list before entry 10."""
        steps = tuple(
            (0, int(step), "") if step.isascii() and step.isdigit() and len(step) < 10 else (1, 0, step)
            for step in self.pointer.split("/")
        )
        return (self.file, _ORDER[self.severity], steps, self.line or 0, self.column or 0, self.rule, self.message)


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


MANY = 50
"""A file about which there is more to say than this gets only the first findings of each rule."""
FIRST = 10
"""How many findings of a rule are kept then."""


def ordered(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without repetitions, in an order that does not depend on when each was found.

    Where a file has more than ``MANY``, the first of each rule stay, with a line that says how many more there
    are. What comes back is left as it is when it is ordered again.
    """
    by_file: dict[str, list[Diagnostic]] = defaultdict(list)
    for item in set(diagnostics):
        by_file[item.file].append(item)
    kept = [item for items in by_file.values() for item in (items if len(items) <= MANY else _first_ones(items))]
    return tuple(sorted(kept, key=lambda item: item.sort_key))


def _first_ones(items: list[Diagnostic]) -> list[Diagnostic]:
    by_rule: dict[tuple[str, Severity], list[Diagnostic]] = defaultdict(list)
    for item in sorted(items, key=lambda item: item.sort_key):
        by_rule[item.rule, item.severity].append(item)
    kept = []
    for (rule, severity), found in by_rule.items():
        if rule == "and-more" or len(found) <= FIRST:
            kept += found
            continue
        kept += found[:FIRST]
        more = len(found) - FIRST
        told = sum(bool(item.for_reader) for item in found[FIRST:])
        said = f"{rule}: {more:,} more like the {FIRST} that are listed"
        for_reader = f"There are {told:,} more notes of this kind." if told else ""
        kept.append(
            Diagnostic(
                found[0].file, "and-more", severity, said, "mend those, and run this again", for_reader=for_reader
            )
        )
    return kept


def quoted(text: str, most: int = 80) -> str:
    """A text of an input for a message: in quotes, on one line, cut at ``most`` characters."""
    return repr(text) if len(text) <= most else f"{text[:most]!r}…"


def json_pointer(*parts: str | int) -> str:
    """A JSON pointer from its steps, escaped as RFC 6901 asks (``~`` to ``~0``, ``/`` to ``~1``)."""
    return "".join(["/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts])
