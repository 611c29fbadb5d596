"""Claims that are called strongly supported, and what else the scan says of them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

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
MOST = 10
"""Claims that a name is looked for in; one that more have says little."""
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


def _figures(text: str) -> dict[Decimal, str]:
    """The figures of a text that are no coincidence."""
    found = figures_in(text).items()
    return {value: words for value, words in found if len(value.normalize().as_tuple().digits) >= DIGITS}


def _runs(text: str) -> set[tuple[str, ...]]:
    """All words on end of a text."""
    words = _WORD.findall(text.lower())
    return set(zip(*[words[start:] for start in range(WORDS)], strict=False))


def _is_telling(run: tuple[str, ...]) -> bool:
    return sum([len(word) >= LONG for word in run]) > 1


def _about_single_ones(scan: Scan, strong: list[Claim]) -> Iterator[Diagnostic]:
    against = list(_speaking_against(scan))
    if not against:
        return
    index = _Index(scan, strong)
    told: set[str] = set()
    for what, text, pointer in against:
        for claim, why in index.about(text):
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

    def __init__(self, scan: Scan, strong: list[Claim]) -> None:
        self._scan = scan
        self._figures: dict[Decimal, Claim] = {}
        self._runs: dict[tuple[str, ...], Claim] = {}
        self._names: dict[str, list[Claim]] = {}
        for claim in strong:
            text = claim.text[: limits.COMPARED]
            for figure in _figures(text):
                self._figures.setdefault(figure, claim)
            for run in filter(_is_telling, _runs(text)):
                self._runs.setdefault(run, claim)
            for name in names_in([text]):
                self._names.setdefault(name, []).append(claim)

    def about(self, text: str) -> Iterator[tuple[Claim, str]]:
        """The claims that a text is about, each with the reason to think so."""
        start = text[: limits.COMPARED]
        for figure, words in _figures(start).items() if self._figures else ():
            if figure in self._figures:
                yield self._figures[figure], f"names its figure {words}"
        for run in sorted(_runs(start) & self._runs.keys()):
            yield self._runs[run], f"quotes it (“{' '.join(run)}”)"
        shared: dict[str, list[str]] = {}
        by_pointer: dict[str, Claim] = {}
        names = names_in([start]) if self._names else {}
        for key in names.keys() & self._names.keys():
            for claim in self._names[key][:MOST]:
                shared.setdefault(claim.pointer, []).append(key)
                by_pointer[claim.pointer] = claim
        for pointer, keys in sorted(shared.items()):
            # Seldom are there so many that it matters which are common.
            if len(keys) >= NAMES and len(own := sorted(set(keys) - self._common)) >= NAMES:
                yield by_pointer[pointer], f"is about {' and '.join(names[key] for key in own[:NAMES])} as it is"

    @cached_property
    def _common(self) -> set[str]:
        """The names that the title or most claims have."""
        claims = self._scan.claims[: limits.ROWS]
        often = Counter(name for claim in claims for name in names_in([claim.text[: limits.COMPARED]]))
        most = {name for name, times in often.items() if 2 * times > len(claims)}
        return most | names_in([self._scan.paper.title]).keys()


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
