"""Claims that are called strongly supported, and what else the scan says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator import limits
from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding
from generator.figures import figures_in
from generator.model import Answer, Claim, Scan, SupportLevel
from generator.names import names_in
from generator.shorten import first

DOMAIN = "claims_and_evidence"
WORDS = 5
"""So many words on end of a claim are a quotation."""
NAMES = 2
"""So many names (benchmarks, methods, models) of a claim, that few other claims have, are about it."""
DIGITS = 3
"""So many digits of a figure are no coincidence: there are few texts in a scan, and many figures of one or two."""
LONG = 5
"""Letters of a word that tells a quotation from a turn of phrase, which has at most one such word."""
_WORD = re.compile(r"[^\W\d_]+")


def contradicted_claims(inputs: Inputs) -> Iterator[Diagnostic]:
    """A claim that counts as strongly supported has no red flag, and no "no" on claims and evidence, against it.

    A red flag, or the justification of a "no" in ``claims_and_evidence``, is about a claim where it repeats a figure
    of it that has three digits or more, quotes five of its words on end, or has two of its names that neither the
    title nor most claims have. Besides, not every claim is strongly supported where those of the abstract are said
    not to be.
    """
    for scan in inputs.scans():
        strong = [claim for claim in scan.claims[: limits.ROWS] if claim.support is SupportLevel.STRONG]
        if strong:
            yield from _about_single_ones(scan, strong)
            yield from _about_all(scan, strong)


def _about_all(scan: Scan, strong: list[Claim]) -> Iterator[Diagnostic]:
    for key, _, pointer in _noes(scan):
        if key == "abstract_claims_supported" and len(strong) == len(scan.claims):
            number = "the only claim is" if len(strong) == 1 else f"all {len(strong)} claims are"
            yield finding(
                scan.source.path,
                "contradicted-claim",
                f"abstract_claims_supported is answered no, and {number} called strongly supported",
                pointer=pointer,
                for_reader=f"The claims of the abstract count as not supported by results, and {number} called "
                "strongly supported.",
            )


@dataclass(frozen=True, slots=True)
class _Marks:
    """What a text has in common with those that are about the same: figures, words on end, names."""

    figures: dict[Decimal, str]
    runs: frozenset[tuple[str, ...]]
    names: dict[str, str]


def _marks(text: str) -> _Marks:
    start = text[: limits.COMPARED]
    words = [word.lower() for word in _WORD.findall(start)]
    runs = (tuple(words[place : place + WORDS]) for place in range(len(words) - WORDS + 1))
    telling = frozenset(run for run in runs if sum(len(word) >= LONG for word in run) > 1)
    figures = {
        value: words
        for value, words in figures_in(start).items()
        if len(value.normalize().as_tuple().digits) >= DIGITS
    }
    return _Marks(figures, telling, names_in([start]))


def _about_single_ones(scan: Scan, strong: list[Claim]) -> Iterator[Diagnostic]:
    claims = [_marks(claim.text) for claim in scan.claims[: limits.ROWS]]
    often = Counter(name for marks in claims for name in marks.names)
    common = {name for name, times in often.items() if 2 * times > len(claims)} | names_in([scan.paper.title]).keys()
    index = _Index(strong, common)
    told: set[str] = set()
    for what, text, pointer in _speaking_against(scan):
        for claim, why in index.about(_marks(text)):
            if claim.pointer not in told:
                told.add(claim.pointer)
                yield finding(
                    scan.source.path,
                    "contradicted-claim",
                    f"the claim is called strongly supported, and {what} ({pointer}) {why}",
                    pointer=claim.pointer,
                    for_reader=f"The claim “{first(claim.text, 60)}” is called strongly supported, and {what} {why}.",
                )


class _Index:
    """The strong claims by what they can be known by, so that each text is compared with those alone."""

    def __init__(self, claims: list[Claim], common: set[str]) -> None:
        self._figures: dict[Decimal, list[Claim]] = {}
        self._runs: dict[tuple[str, ...], list[Claim]] = {}
        self._names: dict[str, list[Claim]] = {}
        for claim in claims:
            marks = _marks(claim.text)
            for figure in marks.figures:
                self._figures.setdefault(figure, []).append(claim)
            for run in marks.runs:
                self._runs.setdefault(run, []).append(claim)
            for name in marks.names.keys() - common:
                self._names.setdefault(name, []).append(claim)

    def about(self, marks: _Marks) -> Iterator[tuple[Claim, str]]:
        """The claims that a text is about, each with the reason to think so."""
        for figure, words in marks.figures.items():
            for claim in self._figures.get(figure, ())[:1]:
                yield claim, f"names its figure {words}"
        for run in sorted(marks.runs):
            for claim in self._runs.get(run, ())[:1]:
                yield claim, f"quotes it (“{' '.join(run)}”)"
        shared: dict[str, list[str]] = {}
        by_pointer: dict[str, Claim] = {}
        for key, name in marks.names.items():
            for claim in self._names.get(key, ())[:10]:
                shared.setdefault(claim.pointer, []).append(name)
                by_pointer[claim.pointer] = claim
        for pointer, names in shared.items():
            if len(names) >= NAMES:
                yield by_pointer[pointer], f"is about {' and '.join(names[:NAMES])} as it is"


def _speaking_against(scan: Scan) -> Iterator[tuple[str, str, str]]:
    """What may speak against a claim: what it is called, its text, its place."""
    for flag in scan.red_flags[: limits.FLAGS]:
        yield f"the red flag “{first(flag.name, 60)}”", f"{flag.name}. {flag.detail}", flag.pointer
    for key, text, pointer in _noes(scan):
        yield f"the answer no to {key}", text, pointer


def _noes(scan: Scan) -> Iterator[tuple[str, str, str]]:
    for domain in scan.appraisal.domains:
        if domain.key == DOMAIN:
            for item in domain.criteria[: limits.ROWS]:
                if item.answer is Answer.NO:
                    yield item.key, item.justification, item.pointer
