"""The page of each synthesis."""

from __future__ import annotations

from collections.abc import Iterator

from generator import limits
from generator.analysis.site import Site
from generator.identify import normalised
from generator.model import ReportSummary, Synthesis
from generator.pages.kinds import InputPages
from generator.pages.raw import raw_of_synthesis
from generator.pages.refs import paper_refs, targets
from generator.views.parts import Ref
from generator.views.synthesis import SameClaim, SynthesisRecord, SynthesisView, synthesis_search, synthesis_view


def _shared(site: Site, item: ReportSummary) -> Iterator[tuple[int, tuple[SameClaim, ...], int]]:
    """The claims that stand in other reports too: their numbers, where, and how many more places there are."""
    most = site.config.listed_links
    for number, claim in enumerate(item.synthesis.claims[: limits.ROWS]):
        places = site.shared_claims.get(normalised(claim.text), ())
        others = [place for place in places if place.location != item.location]
        if others:
            shown = tuple(
                SameClaim(Ref(place.location, site.report_titles[place.location]), place.anchor, place.confidence)
                for place in others[:most]
            )
            yield number, shown, max(0, len(others) - most)


def _records(site: Site) -> Iterator[SynthesisRecord]:
    config = site.config
    for item in site.reports:
        place, own = item.location, item.synthesis
        names = site.names.of_synthesis.get(place, ())
        yield SynthesisRecord(
            location=place,
            own=own,
            raw=raw_of_synthesis(config, place, own.source),
            notes=site.notes.get(own.source.name, ()),
            targets=targets(site, place, own.references),
            shared=tuple(_shared(site, item)),
            names=tuple((name.name, paper_refs(site, name.locations)) for name in names[: config.listed_links]),
            more_names=max(0, len(names) - config.listed_links),
            index=config.synthesis_index,
        )


SYNTHESIS: InputPages[SynthesisRecord, Synthesis, SynthesisView] = InputPages(
    name="synthesis",
    template="synthesis.md.j2",
    addresses=lambda config: tuple(f"/{home}/*/**/index.md" for home in config.addresses_of("syntheses")),
    records=_records,
    load=lambda wholes, source: wholes.synthesis(source),
    view=synthesis_view,
    search=synthesis_search,
)
