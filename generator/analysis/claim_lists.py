"""Claims of all papers by how well they are supported, and claims that several texts make."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from generator import limits
from generator.identify import normalised
from generator.model import (
    ClaimSummary,
    PaperSummary,
    ReportSummary,
    SupportLevel,
    SynthesisClaimSummary,
)


class PaperClaim(NamedTuple):
    """A claim, and the paper whose scan lists it."""

    paper: PaperSummary
    claim: ClaimSummary


class ReportClaim(NamedTuple):
    """A claim, and the synthesis that makes it."""

    report: ReportSummary
    claim: SynthesisClaimSummary


@dataclass(frozen=True, slots=True)
class SharedClaim:
    """A claim that stands, word for word, in a synthesis and in another synthesis or a scan; one place in each."""

    text: str
    papers: tuple[PaperClaim, ...]
    reports: tuple[ReportClaim, ...]


def claims_by_level(papers: Iterable[PaperSummary]) -> dict[SupportLevel, tuple[PaperClaim, ...]]:
    """The claims that papers' pages show, by support level, in the order of the papers; only levels that occur."""
    found: dict[SupportLevel, list[PaperClaim]] = defaultdict(list)
    for paper in papers:
        for claim in paper.scan.claims[: limits.ROWS]:
            found[claim.support].append(PaperClaim(paper, claim))
    return {level: tuple(found[level]) for level in SupportLevel if level in found}


def claims_in_common(papers: Sequence[PaperSummary], reports: Sequence[ReportSummary]) -> tuple[SharedClaim, ...]:
    """The claims that a synthesis shares with another or with a scan: those in most texts first, then by their words.

    Case and spaces do not matter. Where a text makes a claim twice, its first place counts.
    """
    stated: dict[str, dict[str, ReportClaim]] = defaultdict(dict)
    for report in reports:
        for claim in report.synthesis.claims[: limits.SHARED]:
            if key := normalised(claim.text):
                stated[key].setdefault(report.location, ReportClaim(report, claim))
    scanned: dict[str, dict[str, PaperClaim]] = defaultdict(dict)
    if stated:
        for paper in papers:
            for own in paper.scan.claims[: limits.SHARED]:
                if (key := normalised(own.text)) in stated:
                    scanned[key].setdefault(paper.location, PaperClaim(paper, own))
    shared = [
        SharedClaim(
            next(iter(found.values())).claim.text, tuple(scanned.get(key, {}).values()), tuple(found.values())
        )
        for key, found in stated.items()
        if len(found) + len(scanned.get(key, {})) > 1
    ]
    return tuple(sorted(shared, key=lambda item: (-len(item.papers) - len(item.reports), normalised(item.text))))
