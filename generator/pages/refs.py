"""What a page takes from the site to lead to other pages."""

from __future__ import annotations

from collections.abc import Sequence

from generator import limits
from generator.addresses import where
from generator.analysis.moved import Place, Tombstone
from generator.analysis.site import Site
from generator.config import Config, Corpus
from generator.model import ReferenceSummary
from generator.views.moved import MovedEntry
from generator.views.parts import Ref, ScanRef, ScanRefs


def targets(site: Site, holder: str, references: Sequence[ReferenceSummary]) -> tuple[tuple[int, ScanRef], ...]:
    """The references of a page that lead to scans: their numbers, and where to."""
    found = (
        (number, site.citations.targets.get((holder, number))) for number in range(min(len(references), limits.ROWS))
    )
    return tuple([(number, scan_ref(site, place)) for number, place in found if place])


def domain_page(site: Site, domain: str) -> str:
    """The address of the page of a domain, empty where it has none."""
    return where(site.config, Corpus.CRITERIA, domain) if domain in site.asked.domains else ""


def criterion_page(site: Site, domain: str, criterion: str) -> str:
    """The address of the page of a criterion, empty where it has none."""
    return where(site.config, Corpus.CRITERIA, domain, criterion) if (domain, criterion) in site.asked else ""


def scan_ref(site: Site, location: str) -> ScanRef:
    """A paper with its answers."""
    return ScanRef(paper_ref(site, location), site.tallies[location])


def paper_ref(site: Site, location: str) -> Ref:
    """A paper by its address and title."""
    return Ref(location, site.paper_titles[location])


def report_ref(site: Site, location: str) -> Ref:
    """A report by its address and title."""
    return Ref(location, site.report_titles[location])


def open_on_scans(config: Config) -> int:
    """How many entries of a list stand open on the page of a scan."""
    return min(config.listed_links, limits.OPEN)


def scan_refs(site: Site, locations: Sequence[str], whole: str) -> ScanRefs:
    """As many of these papers as a page lists; the page at ``whole`` lists all."""
    return ScanRefs(
        tuple([scan_ref(site, place) for place in locations[: site.config.rows_per_page]]),
        open_on_scans(site.config),
        len(locations),
        whole if len(locations) > site.config.rows_per_page else "",
    )


def moved_entries(site: Site, location: str) -> tuple[MovedEntry, ...]:
    """The entries that were on the page at a location, and what became of each, as many as a page lists."""
    return tuple([
        MovedEntry(anchor, title=end.title, reason=end.reason, date=end.date)
        if isinstance(end, Tombstone)
        else MovedEntry(anchor, f"{end.address}/index.md", end.anchor, _title_of(site, end, location))
        for anchor, end in site.leads.entries.get(location, ())[: limits.ROWS]
    ])  # fmt: skip


def _title_of(site: Site, place: Place, location: str) -> str:
    title = site.title_at(place.address)
    if not place.anchor:
        return title
    return place.anchor if place.address == location else f"{title} ({place.anchor})"


def whole_list(site: Site, kind: str, subject: str) -> str:
    """The address of the page with all that leads to a ``subject``, empty where the site has no such pages.

    Of kind ``paper``, ``name`` or ``claim``; or the kind of an identifier, or ``title``, of a work that is not here.
    """
    return where(site.config, Corpus.REFERENCES, kind, subject)
