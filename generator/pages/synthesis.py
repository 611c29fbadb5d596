"""The page of each synthesis."""

from __future__ import annotations

from collections.abc import Iterator

from generator import limits
from generator.analysis.site import Site
from generator.identify import normalised
from generator.linking import ClaimPlace
from generator.model import ReportSummary, Synthesis
from generator.pages.kinds import InputPages
from generator.pages.raw import raw_of_synthesis
from generator.pages.refs import paper_refs, targets
from generator.views.parts import Ref
from generator.views.synthesis import SameClaim, SynthesisRecord, SynthesisView, synthesis_search, synthesis_view


class _Shared:
    """The claims that stand in several reports. What is shown of one is made once for all of their pages.

    Were each page to look through all places of each of its claims, many reports that share their claims would take
    time and memory by the square of their number.
    """

    def __init__(self, site: Site) -> None:
        self._site = site
        self._first: dict[str, tuple[SameClaim, ...]] = {}

    def of(self, item: ReportSummary) -> Iterator[tuple[int, tuple[SameClaim, ...], int]]:
        """The claims of a report that others make too: their numbers, where, and how many more places there are."""
        most = self._site.config.listed_links
        for number, claim in enumerate(item.synthesis.claims[: limits.ROWS]):
            text = normalised(claim.text)
            places = self._site.shared_claims.get(text)
            if places is None:
                continue
            if text not in self._first:
                self._first[text] = tuple(map(self._same, places[: most + 1]))
            first = self._first[text]
            # One of the places is the report's own, once.
            shown = tuple([same for same in first if same.synthesis.location != item.location])
            yield number, (shown if len(shown) <= most else first[:most]), max(0, len(places) - 1 - most)

    def _same(self, place: ClaimPlace) -> SameClaim:
        return SameClaim(
            Ref(place.location, self._site.report_titles[place.location]), place.anchor, place.confidence
        )


def _records(site: Site) -> Iterator[SynthesisRecord]:
    config = site.config
    shared_claims = _Shared(site)
    for item in site.reports:
        place, own = item.location, item.synthesis
        names = site.names.of_synthesis.get(place, ())
        yield SynthesisRecord(
            location=place,
            own=own,
            raw=raw_of_synthesis(config, place, own.source),
            notes=site.notes.get(own.source.name, ()),
            targets=targets(site, place, own.references),
            shared=tuple(shared_claims.of(item)),
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
