"""What a page depends on: where this is the same, and so are code, templates and settings, the page is the same."""

from __future__ import annotations

from collections.abc import Sequence

from generator.identify import normalised, short_hash
from generator.model import LocatedSynthesis, Reference, ScannedPaper, Source
from generator.views.parts import Context, reader_notes


def scan_dependencies(context: Context, paper: ScannedPaper) -> str:
    """A hash of all that the page of a paper shows: its files, and what it says of other inputs."""
    place = paper.location
    citing = context.citations.by_syntheses.get(place, ())
    named = context.names.of_paper.get(place, ())
    return _hash(
        place,
        [_source(scan.source) for scan in (paper.scan, *paper.earlier)],
        _targets(context, place, paper.scan.references),
        _titles(context, context.citations.by_papers.get(place, ())),
        [(item, _synthesis_title(context, item)) for item in citing],
        [(item, _synthesis_title(context, item), names) for item, names in named],
        reader_notes(context, paper.scan.source),
    )


def synthesis_dependencies(context: Context, item: LocatedSynthesis) -> str:
    """A hash of all that the page of a synthesis shows."""
    synthesis = item.synthesis
    return _hash(
        item.location,
        _source(synthesis.source),
        _targets(context, item.location, synthesis.references),
        [
            [(place, context.syntheses[place].synthesis.source.digest) for place in places]
            for claim in synthesis.claims
            if (places := context.shared_claims.get(normalised(claim.text)))
        ],
        [(name.name, _titles(context, name.locations)) for name in context.names.of_synthesis.get(item.location, ())],
        reader_notes(context, synthesis.source),
    )


def _hash(*parts: object) -> str:
    return short_hash(repr(parts), 32)


def _source(source: Source) -> tuple[object, ...]:
    return (source.path, source.published, source.digest, source.size)


def _targets(context: Context, place: str, references: Sequence[Reference]) -> list[object]:
    found = ((number, context.citations.targets.get((place, number))) for number in range(len(references)))
    return [(number, target, _paper_title(context, target)) for number, target in found if target]


def _titles(context: Context, places: Sequence[str]) -> tuple[object, ...]:
    shown = places[: context.listed_links]
    return (len(places), [(place, _paper_title(context, place)) for place in shown])


def _paper_title(context: Context, place: str) -> str:
    return context.papers[place].scan.paper.title


def _synthesis_title(context: Context, place: str) -> str:
    return context.syntheses[place].synthesis.title
