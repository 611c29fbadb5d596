"""Names of benchmarks, methods and models that a synthesis and a scan have in common."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from generator.model import PaperSummary, ReportSummary
from generator.names import compared
from generator.vocabulary import load


@dataclass(frozen=True, slots=True)
class SharedName:
    """A name as the synthesis writes it, and the locations of the scans that have it too."""

    name: str
    locations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Shared names, from the synthesis' location and from the scan's (to synthesis and names)."""

    of_synthesis: Mapping[str, tuple[SharedName, ...]]
    of_paper: Mapping[str, tuple[tuple[str, tuple[str, ...]], ...]]


def share_names(papers: Sequence[PaperSummary], reports: Sequence[ReportSummary], most: int) -> Names:
    """The names that syntheses share with scans.

    A name that more than ``most`` scans have does not lead from a scan to a synthesis: it says too little.
    """
    common = {compared(name) for name in load().common_names}
    wanted = {
        item.location: {key: name for key, name in item.synthesis.names if key not in common} for item in reports
    }
    every = {key for own in wanted.values() for key in own}
    if not every:
        return Names({}, {})
    found: dict[str, list[str]] = defaultdict(list)
    for paper in papers:
        for key in every.intersection(paper.scan.names):
            found[key].append(paper.location)
    places = {key: tuple(locations) for key, locations in found.items()}
    of_paper: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    of_synthesis = {}
    for location, own in wanted.items():
        shared = [SharedName(own[key], places[key]) for key in own if key in places]
        of_synthesis[location] = tuple(sorted(shared, key=lambda item: (len(item.locations), item.name.lower())))
        for name in sorted(shared, key=lambda item: item.name.lower()):
            if len(name.locations) <= most:
                for place in name.locations:
                    of_paper[place][location].append(name.name)
    return Names(
        of_synthesis,
        {
            place: tuple((synthesis, tuple(names)) for synthesis, names in sorted(naming.items()))
            for place, naming in of_paper.items()
        },
    )
