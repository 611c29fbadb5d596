"""Which paper a scan is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.analysis.site import Site
from generator.diagnostics import Diagnostic, finding, quoted
from generator.identify import identifier_label, normalised_title
from generator.model import Identifier, IdentifierKind, PaperSummary, ScanSummary


def duplicate_papers(site: Site) -> Iterator[Diagnostic]:
    """Two folders do not hold scans of one paper: they differ in identifier, or in title where there is none."""
    own = {paper.location: paper.identifiers for paper in site.papers}
    by_identifier: dict[Identifier, list[PaperSummary]] = defaultdict(list)
    by_title: dict[str, list[PaperSummary]] = defaultdict(list)
    for paper in site.papers:
        for identifier in sorted(own[paper.location]):
            by_identifier[identifier].append(paper)
        by_title[normalised_title(paper.scan.title)].append(paper)
    reported: set[str] = set()
    for identifier, papers in sorted(by_identifier.items()):
        for other in papers[1:]:
            if other.location not in reported:
                reported.add(other.location)
                yield _duplicate(other, papers[0], f"{identifier_label(identifier)} as well")
    for title, papers in sorted(by_title.items()):
        # Papers with one title are different where both have an identifier of one kind; so what is compared is
        # which kinds a paper has, and not each paper with each.
        first_of: dict[frozenset[IdentifierKind], PaperSummary] = {}
        for paper in papers if title else ():
            kinds = frozenset(item.kind for item in own[paper.location])
            like = [first for others, first in first_of.items() if not kinds & others]
            if like and paper.location not in reported:
                reported.add(paper.location)
                yield _duplicate(paper, min(like, key=lambda item: item.location), "the same title")
            first_of.setdefault(kinds, paper)


def _duplicate(paper: PaperSummary, first: PaperSummary, label: str) -> Diagnostic:
    return finding(
        paper.scan.source.name,
        "duplicate-paper",
        f"{quoted(first.scan.source.name)} has {label}; both pages are built, and no reference is linked by it",
        pointer="/paper",
    )


def different_papers_in_one_folder(site: Site) -> Iterator[Diagnostic]:
    """All scans in one folder are of one paper."""
    for paper in site.papers:
        for other in paper.earlier:
            same_title = normalised_title(paper.scan.title) == normalised_title(other.title)
            if _are_different(paper.scan, other) or (
                not same_title and not set(paper.scan.identifiers) & set(other.identifiers)
            ):
                yield finding(
                    other.source.name,
                    "different-papers",
                    f"this scan seems to be of another paper than {quoted(paper.scan.source.name)}",
                    pointer="/paper",
                )


def _are_different(one: ScanSummary, other: ScanSummary) -> bool:
    """Whether two scans have identifiers of one kind, and none in common."""
    mine, theirs = set(one.identifiers), set(other.identifiers)
    kinds = {item.kind for item in mine} & {item.kind for item in theirs}
    return bool(kinds) and not mine & theirs
