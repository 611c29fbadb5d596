"""What a page takes from the site to lead to other pages."""

from __future__ import annotations

from collections.abc import Sequence

from generator import limits
from generator.analysis.site import Site
from generator.model import ReferenceSummary
from generator.views.parts import Ref, RefList


def targets(site: Site, holder: str, references: Sequence[ReferenceSummary]) -> tuple[tuple[int, Ref], ...]:
    """The references of a page that lead to scans: their numbers, and where to."""
    found = (
        (number, site.citations.targets.get((holder, number))) for number in range(min(len(references), limits.ROWS))
    )
    return tuple([(number, Ref(place, site.paper_titles[place])) for number, place in found if place])


def paper_refs(site: Site, locations: Sequence[str]) -> RefList:
    """As many of these papers as a page lists, and how many more there are."""
    most = site.config.listed_links
    refs = tuple([Ref(place, site.paper_titles[place]) for place in locations[:most]])
    return RefList(refs, max(0, len(locations) - most))
