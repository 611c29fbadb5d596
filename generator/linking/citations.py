"""References to the papers that are scanned here, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.identify import identifier_label, normalised_title
from generator.model import Identifier, PaperSummary, ReferenceSummary, ReportSummary


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """A reference that fits several papers, so that none was chosen."""

    file: str
    pointer: str
    by: str
    candidates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Citations:
    """The resolved links of the corpus.

    ``targets`` leads from (location of the citing page, number of the reference) to the cited paper's
    location; ``by_papers`` and ``by_syntheses`` lead back, each list in the order of locations.
    """

    targets: Mapping[tuple[str, int], str]
    by_papers: Mapping[str, tuple[str, ...]]
    by_syntheses: Mapping[str, tuple[str, ...]]
    ambiguities: tuple[Ambiguity, ...]


class _Index:
    def __init__(self, papers: Iterable[PaperSummary]) -> None:
        self.by_identifier: dict[Identifier, list[str]] = defaultdict(list)
        self.by_title: dict[str, list[str]] = defaultdict(list)
        self.identifiers: dict[str, frozenset[Identifier]] = {}
        for paper in papers:
            own = paper.identifiers
            self.identifiers[paper.location] = own
            for identifier in sorted(own):
                self.by_identifier[identifier].append(paper.location)
            for title in sorted({normalised_title(scan.title) for scan in paper.scans} - {""}):
                self.by_title[title].append(paper.location)
        self._found: dict[tuple[tuple[Identifier, ...], str], tuple[str | None, str, tuple[str, ...]]] = {}

    def find(self, reference: ReferenceSummary) -> tuple[str | None, str, tuple[str, ...]]:
        """The paper, or by what several were found and which. Many papers cite the same ones."""
        key = (reference.identifiers, reference.title)
        if key not in self._found:
            self._found[key] = self._find(reference)
        return self._found[key]

    def _find(self, reference: ReferenceSummary) -> tuple[str | None, str, tuple[str, ...]]:
        found: dict[str, str] = {}
        for identifier in reference.identifiers:
            for location in self.by_identifier.get(identifier, ()):
                found.setdefault(location, identifier_label(identifier))
        by = next(iter(found.values()), "")
        if not found and reference.title:
            by = "its title"
            for location in self.by_title.get(normalised_title(reference.title), ()):
                if not self._contradicts(reference, location):
                    found[location] = by
        if len(found) == 1:
            return next(iter(found)), by, ()
        return None, by, tuple(sorted(found))

    def _contradicts(self, reference: ReferenceSummary, location: str) -> bool:
        """Whether reference and paper have identifiers of one kind that differ: then the titles coincide only."""
        own = self.identifiers[location]
        kinds = {identifier.kind for identifier in own}
        return any(item.kind in kinds and item not in own for item in reference.identifiers)


def cite(papers: Sequence[PaperSummary], reports: Sequence[ReportSummary]) -> Citations:
    """Resolve every reference by identifier, else by exact title (letters and digits compared)."""
    index = _Index(papers)
    targets: dict[tuple[str, int], str] = {}
    by_papers: dict[str, dict[str, None]] = defaultdict(dict)
    by_syntheses: dict[str, dict[str, None]] = defaultdict(dict)
    ambiguities: list[Ambiguity] = []
    holders = [(item.location, item.scan.references, item.scan.source.name, by_papers) for item in papers]
    holders += [
        (item.location, item.synthesis.references, item.synthesis.source.name, by_syntheses) for item in reports
    ]
    for holder, references, path, back in holders:
        for number, reference in enumerate(references):
            target, by, candidates = index.find(reference)
            if target is not None and target != holder:
                targets[holder, number] = target
                back[target][holder] = None
            elif candidates:
                ambiguities.append(Ambiguity(path, reference.pointer, by, candidates))
    return Citations(
        targets,
        {key: tuple(sorted(value)) for key, value in by_papers.items()},
        {key: tuple(sorted(value)) for key, value in by_syntheses.items()},
        tuple(ambiguities),
    )
