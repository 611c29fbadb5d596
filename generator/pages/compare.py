"""The page on which a script shows scans side by side, and what leads there from the page of each scan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import quote

from generator.addresses import address, has, where
from generator.analysis.site import Site
from generator.config import Config, Corpus
from generator.pages.groups import other_lists
from generator.pages.kinds import RecordPages
from generator.views.compare import NOT_COMPARED, Comparable, CompareRecord, CompareView, compare_view
from generator.views.parts import Ref


def scan_name(config: Config, location: str) -> str:
    """How the scan whose page is there is called in an address that compares.

    It is what follows the address of all scans, or the whole after a slash: ``a`` and ``a/v3``, or ``/other/a``.
    """
    home = f"{config.scan_index}/"
    return quote(location.removeprefix(home) if location.startswith(home) else f"/{location}", safe="/")


def comparable(site: Site, location: str, others: Iterable[Ref]) -> Comparable:
    """What the page of a scan leads to; ``others`` are pages of scans to compare it with."""
    config = site.config
    place = where(config, Corpus.COMPARE)
    named = tuple([Ref(scan_name(config, other.location), other.title) for other in others])
    # A single scan has no other to choose.
    if not place or (len(site.papers) == 1 and not named):
        return NOT_COMPARED
    return Comparable(place, scan_name(config, location), named)


def _records(site: Site) -> Iterator[CompareRecord]:
    if has(site.config, Corpus.COMPARE):
        yield CompareRecord(address(Corpus.COMPARE), other_lists(site, Corpus.COMPARE))


COMPARE: RecordPages[CompareRecord, CompareView] = RecordPages(
    name="comparison",
    template="compare.md.j2",
    addresses=lambda config: (f"/{address(Corpus.COMPARE)}/index.md",) if has(config, Corpus.COMPARE) else (),
    records=_records,
    view=compare_view,
    listed=lambda record: True,
)
