"""The page that says what is asked, what the badges mean and how figures are made."""

from __future__ import annotations

from collections.abc import Iterator

from generator.analysis.site import Site
from generator.pages.kinds import RecordPages
from generator.pages.refs import criterion_page
from generator.views.methodology import MethodologyRecord, MethodologyView, methodology_search, methodology_view
from generator.views.parts import methodology_path


def _records(site: Site) -> Iterator[MethodologyRecord]:
    counts, found = site.rates.criteria, site.asked
    yield MethodologyRecord(
        methodology_path(),
        tuple((*key, counts[key], criterion_page(site, *key)) for key in sorted(counts) if key in found),
        site.config.scores,
        found.left_out,
    )


METHODOLOGY: RecordPages[MethodologyRecord, MethodologyView] = RecordPages(
    name="methodology",
    template="methodology.md.j2",
    addresses=lambda config: (f"/{methodology_path()}",),
    records=_records,
    view=methodology_view,
    search=methodology_search,
    listed=lambda record: True,
)
