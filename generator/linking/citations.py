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
    location; ``by_papers`` and ``by_syntheses`` lead back, each list in the order of locations. ``aside`` are the
    references that fit a paper here and lead to none: to the very paper that has them, or to one of several.
    """

    targets: Mapping[tuple[str, int], str]
    by_papers: Mapping[str, tuple[str, ...]]
    by_syntheses: Mapping[str, tuple[str, ...]]
    ambiguities: tuple[Ambiguity, ...]
    aside: frozenset[tuple[str, int]] = frozenset()


_Match = tuple[str | None, str, tuple[str, ...]]


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
        self._found: dict[tuple[tuple[Identifier, ...], str], _Match] = {}
        self._having: dict[tuple[Identifier, ...], tuple[str, ...]] = {}
        self._titled: dict[tuple[frozenset[str], str], tuple[str, ...]] = {}

    def find(self, reference: ReferenceSummary) -> _Match:
        """The paper, or by what several were found and which. Many papers cite the same ones."""
        key = (reference.identifiers, reference.title)
        if key not in self._found:
            self._found[key] = self._find(reference)
        return self._found[key]

    def _find(self, reference: ReferenceSummary) -> _Match:
        known = tuple([item for item in reference.identifiers if item in self.by_identifier])
        if known:
            by, places = identifier_label(known[0]), self._with_any_of(known)
        elif reference.title:
            kinds = frozenset(identifier.kind for identifier in reference.identifiers)
            by, places = "its title", self._with_title(kinds, normalised_title(reference.title))
        else:
            by, places = "", ()
        return (places[0], by, ()) if len(places) == 1 else (None, by, places)

    # What many references find is made once, and the same for all of them: each could find every paper.

    def _with_any_of(self, identifiers: tuple[Identifier, ...]) -> tuple[str, ...]:
        if identifiers not in self._having:
            places = {place for identifier in identifiers for place in self.by_identifier[identifier]}
            self._having[identifiers] = tuple(sorted(places))
        return self._having[identifiers]

    def _with_title(self, kinds: frozenset[str], title: str) -> tuple[str, ...]:
        """The papers of this title, for a reference whose identifiers, of these kinds, are those of no paper.

        Where a paper has another identifier of one of the kinds, the titles only coincide.
        """
        if (kinds, title) not in self._titled:
            self._titled[kinds, title] = tuple(
                sorted(
                    place
                    for place in self.by_title.get(title, ())
                    if kinds.isdisjoint(identifier.kind for identifier in self.identifiers[place])
                )
            )
        return self._titled[kinds, title]


def cite(papers: Sequence[PaperSummary], reports: Sequence[ReportSummary]) -> Citations:
    """Resolve every reference by identifier, else by exact title (letters and digits compared)."""
    index = _Index(papers)
    targets: dict[tuple[str, int], str] = {}
    by_papers: dict[str, dict[str, None]] = defaultdict(dict)
    by_syntheses: dict[str, dict[str, None]] = defaultdict(dict)
    ambiguities: list[Ambiguity] = []
    aside: set[tuple[str, int]] = set()
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
            elif target is not None or candidates:
                aside.add((holder, number))
                if candidates:
                    ambiguities.append(Ambiguity(path, reference.pointer, by, candidates))
    return Citations(
        targets,
        {key: tuple(sorted(value)) for key, value in by_papers.items()},
        {key: tuple(sorted(value)) for key, value in by_syntheses.items()},
        tuple(ambiguities),
        frozenset(aside),
    )
