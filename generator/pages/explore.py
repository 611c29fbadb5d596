"""The explorer: a page on which a script makes a table of all papers, to sort and to filter."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import address, has
from generator.analysis.site import Site
from generator.config import Corpus
from generator.pages.explore_data import AUTHORS, PAPERS
from generator.pages.groups import other_lists
from generator.pages.kinds import RecordPages
from generator.views.explore import ExploreRecord, ExploreView, explore_view


def _records(site: Site) -> Iterator[ExploreRecord]:
    if has(site.config, Corpus.EXPLORE):
        yield ExploreRecord(address(Corpus.EXPLORE), other_lists(site, Corpus.EXPLORE), (PAPERS, AUTHORS))


EXPLORE: RecordPages[ExploreRecord, ExploreView] = RecordPages(
    name="explorer",
    template="explore.md.j2",
    addresses=lambda config: (f"/{address(Corpus.EXPLORE)}/index.md",) if has(config, Corpus.EXPLORE) else (),
    records=_records,
    view=explore_view,
    listed=lambda record: True,
)
