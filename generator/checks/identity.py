"""Which paper a scan is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, Severity
from generator.identify import identifier_label, normalised_title
from generator.model import Identifier, Scan, ScannedPaper


def duplicate_papers(inputs: Inputs) -> Iterator[Diagnostic]:
    """Two folders do not hold scans of one paper: they differ in identifier, or in title where there is none."""
    by_identifier: dict[Identifier, list[ScannedPaper]] = defaultdict(list)
    by_title: dict[str, list[ScannedPaper]] = defaultdict(list)
    for paper in inputs.corpus.papers:
        for identifier in paper.scan.paper.identifiers:
            by_identifier[identifier].append(paper)
        by_title[normalised_title(paper.scan.paper.title)].append(paper)
    reported: set[tuple[str, str]] = set()
    shared = [(identifier_label(key), papers) for key, papers in sorted(by_identifier.items())]
    shared += [("the title", papers) for title, papers in sorted(by_title.items()) if title]
    for label, papers in shared:
        first = papers[0]
        for other in papers[1:]:
            pair = (first.location, other.location)
            if pair in reported or (label == "the title" and _are_different(first.scan, other.scan)):
                continue
            reported.add(pair)
            yield Diagnostic(
                other.scan.source.path, "duplicate-paper", Severity.WARNING,
                f"{first.scan.source.path} has {label} too; both pages are built, and neither is linked by it",
                "put both scans into one folder, or correct the identifier", "/paper",
            )  # fmt: skip


def different_papers_in_one_folder(inputs: Inputs) -> Iterator[Diagnostic]:
    """All scans in one folder are of one paper."""
    for paper in inputs.corpus.papers:
        for other in paper.earlier:
            same_title = normalised_title(paper.scan.paper.title) == normalised_title(other.paper.title)
            if _are_different(paper.scan, other) or (
                not same_title and not set(paper.scan.paper.identifiers) & set(other.paper.identifiers)
            ):
                yield Diagnostic(
                    other.source.path, "different-papers", Severity.WARNING,
                    f"this scan seems to be of another paper than {paper.scan.source.path}",
                    "give each paper a folder of its own", "/paper",
                )  # fmt: skip


def _are_different(one: Scan, other: Scan) -> bool:
    """Whether two scans have identifiers of one kind, and none in common."""
    mine, theirs = set(one.paper.identifiers), set(other.paper.identifiers)
    kinds = {item.kind for item in mine} & {item.kind for item in theirs}
    return bool(kinds) and not mine & theirs
