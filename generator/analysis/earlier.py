"""Entries of earlier scans of a paper that the newest scan does not have, and what took their places.

What people link to is one claim, one red flag, one answer. Where a later scan words it otherwise or leaves it out,
its address on the paper's page would lead nowhere. So the page lists it, and says where it is now: the entry of the
newest scan that is of its kind, was not in that earlier scan, and

- for claims, red flags and references, is most alike in words: a similarity of at least ``THRESHOLDS``, where the
  words of both are in the order of the alphabet. ``fuzz.ratio`` is the normalised similarity of Indel distance, 0 to
  100 (https://rapidfuzz.github.io/RapidFuzz/Usage/fuzz.html#ratio). A reference that has one of its identifiers comes
  first;
- for criteria, has the same key in another domain.

Another reader's wording of a claim was seen to reach 67 to 83, two claims of one paper at most 56, two red flags 63.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz, process

from generator import limits
from generator.analysis.entries import shown
from generator.identify import folded
from generator.model import Answers, Identifier, PaperSummary, ScanSummary
from generator.shorten import first


class Kind(StrEnum):
    """What an entry is, in the order in which they are listed."""

    FLAG = "red flag"
    CLAIM = "claim"
    CRITERION = "criterion"
    DOMAIN = "domain"
    FACTOR = "engagement factor"
    REFERENCE = "reference"


THRESHOLDS = {Kind.FLAG: 70, Kind.CLAIM: 70, Kind.REFERENCE: 85}
"""The least similarity (0 to 100) in words of an entry and the one that took its place."""


class Gone(NamedTuple):
    """An entry that the newest scan does not have.

    ``text`` are its words, cut; a domain, criterion or factor has a ``key_path`` instead. ``scan`` is the number of
    the newest among the earlier scans that has it. ``place``, ``words``, ``words_path`` are the anchor and the like
    of the entry of the newest scan that took its place, empty where none did, and ``alike`` is how alike their words
    are (1 to 100; 0 where they were not compared, -1 where there were too many to compare).
    """

    kind: Kind
    anchor: str
    text: str
    scan: int
    key_path: tuple[str, ...] = ()
    place: str = ""
    words: str = ""
    words_path: tuple[str, ...] = ()
    alike: int = 0


class _Entry(NamedTuple):
    kind: Kind
    anchor: str
    text: str
    key_path: tuple[str, ...] = ()
    identifiers: tuple[Identifier, ...] = ()

    @property
    def key(self) -> tuple[Kind, str]:
        return self.kind, self.key_path[-1] if self.key_path else ""


def gone(paper: PaperSummary) -> tuple[tuple[Gone, ...], int]:
    """The entries of earlier scans that the newest does not have, as many as a page lists, and how many there are.

    They are in the order of their kinds, then the newer scans' first, then as in the file.
    """
    kept = set(_anchors(paper.scan))
    now = tuple(_entries(paper.scan))
    found: list[Gone] = []
    for number, scan in enumerate(paper.earlier[: limits.EARLIER]):
        entries = tuple(_entries(scan))
        lost = [entry for entry in entries if entry.anchor not in kept]
        kept.update(entry.anchor for entry in lost)
        if lost:
            before = set(_anchors(scan))
            new = _Candidates(entry for entry in now if entry.anchor not in before)
            found += [_gone(entry, number, new) for entry in lost]
    order = list(Kind)
    found.sort(key=lambda item: order.index(item.kind))
    return tuple(found[: limits.GONE]), len(found)


def _gone(entry: _Entry, number: int, candidates: _Candidates) -> Gone:
    lost = Gone(entry.kind, entry.anchor, _cut(entry.text), number, entry.key_path)
    other, alike = candidates.best(entry)
    if other is None:
        return lost._replace(alike=alike)
    return lost._replace(place=other.anchor, words=_cut(other.text), words_path=other.key_path, alike=alike)


class _Candidates:
    """The entries that may have taken the place of another."""

    def __init__(self, entries: Iterable[_Entry]) -> None:
        self._of: dict[Kind, list[_Entry]] = {}
        for entry in entries:
            self._of.setdefault(entry.kind, []).append(entry)
        self._words: dict[Kind, list[str]] = {}
        self._left = limits.COMPARISONS

    def best(self, entry: _Entry) -> tuple[_Entry | None, int]:
        """The entry that took the place of this one, if any, and how alike they are, as in ``Gone``."""
        others = self._of.get(entry.kind, [])
        for other in others:
            if not set(entry.identifiers).isdisjoint(other.identifiers) or (
                entry.key_path and entry.key == other.key
            ):
                return other, 0
        cutoff, words = THRESHOLDS.get(entry.kind), _words(entry.text)
        if cutoff is None or not words or not others:
            return None, 0
        self._left -= len(others)
        if self._left < 0:
            return None, -1
        if entry.kind not in self._words:
            self._words[entry.kind] = [_words(other.text) for other in others]
        match = process.extractOne(words, self._words[entry.kind], scorer=fuzz.ratio, score_cutoff=cutoff)
        return (others[match[2]], int(match[1])) if match else (None, 0)


def _words(text: str) -> str:
    """The words of a text, in the order of the alphabet."""
    return " ".join(sorted(folded(text[: limits.TITLE]).split()))


def _cut(text: str) -> str:
    return first(" ".join(text[: 4 * limits.EXCERPT].split()), limits.EXCERPT)


def _entries(scan: ScanSummary) -> Iterator[_Entry]:
    """What has an address on the page of a scan, as far as the page shows it."""
    for flag in scan.red_flags[: limits.FLAGS]:
        yield _Entry(Kind.FLAG, flag.anchor, flag.name)
    for claim in scan.claims[: limits.ROWS]:
        yield _Entry(Kind.CLAIM, claim.anchor, claim.text)
    for answers in (scan.answers, scan.type_answers):
        yield from _answers(answers)
    for anchor in scan.factors[: limits.GROUPS]:
        yield _Entry(Kind.FACTOR, anchor, "", (anchor.partition(".")[2],))
    for reference in scan.references[: limits.ROWS]:
        yield _Entry(Kind.REFERENCE, reference.anchor, reference.title, (), reference.identifiers)


def _answers(answers: Answers) -> Iterator[_Entry]:
    domains, criteria = shown(answers.outline)
    places = {anchor for _, anchor in domains}
    for domain, criterion, anchor in criteria:
        if anchor not in places:
            yield _Entry(Kind.CRITERION, anchor, "", (domain, criterion))
    for domain, anchor in domains:
        yield _Entry(Kind.DOMAIN, anchor, "", (domain,))


def _anchors(scan: ScanSummary) -> Iterator[str]:
    """All anchors of entries on the page of a scan."""
    for found in (scan.red_flags, scan.claims, scan.references):
        yield from [item.anchor for item in found]
    for answers in (scan.answers, scan.type_answers):
        yield from [anchor for *_, anchor in (*answers.outline.domains, *answers.outline.criteria)]
    yield from scan.factors
