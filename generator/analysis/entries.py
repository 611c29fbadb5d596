"""Which entries the page of an input has: the fragments at which links open it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from generator import limits
from generator.model import Outline, ScanSummary, SynthesisSummary


@dataclass(frozen=True, slots=True)
class Entries:
    """The fragments of a page: ``shared`` lists, each the same on many pages, and its ``own``."""

    shared: tuple[tuple[str, ...], ...] = ()
    own: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        return chain(chain.from_iterable(self.shared), self.own)


def of_scan(scan: ScanSummary) -> Entries:
    """The criteria and domains of a scan, and its claims, red flags, references and engagement factors."""
    shared = [_of_outline(answers.outline) for answers in (scan.answers, scan.type_answers)]
    own = chain(
        (claim.anchor for claim in islice(scan.claims, limits.ROWS)),
        (flag.anchor for flag in islice(scan.red_flags, limits.FLAGS)),
        (reference.anchor for reference in islice(scan.references, limits.ROWS)),
        islice(scan.factors, limits.GROUPS),
    )
    return Entries(tuple([names for names in shared if names]), tuple(own))


def of_synthesis(synthesis: SynthesisSummary) -> Entries:
    """The claims, references, sections and quality dimensions of a synthesis."""
    own = chain(
        (claim.anchor for claim in islice(synthesis.claims, limits.ROWS)),
        (reference.anchor for reference in islice(synthesis.references, limits.ROWS)),
        islice(synthesis.sections, limits.GROUPS),
        islice(synthesis.dimensions, limits.GROUPS),
    )
    return Entries(own=tuple(own))


@lru_cache(maxsize=1 << 10)
def _of_outline(outline: Outline) -> tuple[str, ...]:
    domains, criteria = shown(outline)
    names = [anchor for _, anchor in domains] + [anchor for _, _, anchor in criteria]
    # A domain that has an answer itself is one of the criteria, too.
    return tuple(dict.fromkeys(names))


def shown(outline: Outline) -> tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str, str]]]:
    """The domains and the criteria of a checklist that the page of its scan shows."""
    domains, criteria = outline.domains, outline.criteria
    if _is_usual(outline):
        return domains, criteria
    domains = domains[: limits.DOMAINS]
    places, left, found = dict(domains), limits.CRITERIA, []
    for row in criteria:
        # A domain that was answered as a whole is shown with its answer, and counts as no criterion.
        is_whole = places.get(row[0]) == row[2]
        if is_whole or (row[0] in places and left > 0):
            found.append(row)
            left -= not is_whole
    return domains, tuple(found)


def placed(outline: Outline) -> Outline:
    """The outline with the places to which links from elsewhere lead.

    That of a criterion that the page of its scan does not show is the place of its domain, and that of a domain that
    it does not show is empty: the page as a whole.
    """
    return outline if _is_usual(outline) else _placed(outline)


@lru_cache(maxsize=1 << 6)
def _placed(outline: Outline) -> Outline:
    domains, criteria = shown(outline)
    places, anchors = dict(domains), {anchor for _, _, anchor in criteria}
    return Outline(
        tuple([(key, places.get(key, "")) for key, _ in outline.domains]),
        tuple([row if row[2] in anchors else (*row[:2], places.get(row[0], "")) for row in outline.criteria]),
    )


def _is_usual(outline: Outline) -> bool:
    """Whether the page of its scan shows all of a checklist."""
    return len(outline.domains) <= limits.DOMAINS and len(outline.criteria) <= limits.CRITERIA
