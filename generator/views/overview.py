"""What the overview shows: all papers in pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator import limits
from generator.render.href import Href, to_page
from generator.render.markup import Link
from generator.render.picture import Picture
from generator.views.indexes import Pager, Place, explore_link, list_meta, newest_first, pager
from generator.views.parts import counted, methodology_path
from generator.views.shares_plot import HistogramRecord, YearsRecord, histogram_plot, years_plot
from generator.views.summary_plot import SummaryRecord, SupportRecord, summary_plot, support_plot
from generator.views.traffic_lights import LightsRecord, traffic_lights


@dataclass(frozen=True, slots=True)
class SummariesRecord:
    """What stands on the first page only. ``more_domains`` and ``more_criteria`` are those without a bar."""

    domains: SummaryRecord
    more_domains: int
    criteria: tuple[SummaryRecord, ...]
    more_criteria: int
    histogram: HistogramRecord
    years: YearsRecord
    support: SupportRecord


@dataclass(frozen=True, slots=True)
class OverviewRecord:
    """A page of the overview. ``total`` is how many papers there are.

    ``explore`` is the address of the explorer, which has all papers where the pictures show only the newest.
    """

    place: Place
    total: int
    summaries: SummariesRecord | None
    lights: LightsRecord
    more_columns: int
    explore: str = ""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class OverviewView:
    """A page of the overview; what is ``None`` or empty stands on the first page only, or is not known yet."""

    path: str
    meta: Mapping[str, object]
    caption: str
    methodology: Href
    domains: Picture | None
    more_domains: int
    criteria: tuple[tuple[str, Picture], ...]
    """Each with a name for its place on the page."""
    more_criteria: int
    histogram: Picture | None
    years: Picture | None
    support: Picture | None
    lights: Picture | None
    more_columns: int
    pager: Pager | None
    explore: Link | None


def overview_view(record: OverviewRecord) -> OverviewView:
    """A page of the overview, newest papers first."""
    path, summaries = record.path, record.summaries
    has_shares = summaries is not None and any(summaries.histogram.histogram.counts)
    is_cut = record.explore and record.total > limits.PICTURED
    caption = newest_first(counted(record.total, "scanned paper"), limits.PICTURED if is_cut else 0)
    return OverviewView(
        path=path,
        meta={**list_meta("Overview", record.place.number, caption if record.total else ""), "hide": ["navigation"]},
        caption=caption,
        methodology=to_page(path, methodology_path()),
        domains=summary_plot(path, summaries.domains) if summaries and summaries.domains.bars else None,
        more_domains=summaries.more_domains if summaries else 0,
        criteria=tuple(
            (f"criteria-{number}", summary_plot(path, item)) for number, item in enumerate(summaries.criteria, 1)
        )
        if summaries
        else (),
        more_criteria=summaries.more_criteria if summaries else 0,
        histogram=histogram_plot(path, summaries.histogram) if summaries and has_shares else None,
        years=years_plot(path, summaries.years) if summaries and has_shares else None,
        support=support_plot(path, summaries.support) if summaries and summaries.support.levels else None,
        lights=traffic_lights(path, record.lights) if record.lights.rows else None,
        more_columns=record.more_columns,
        pager=pager(record.place),
        explore=explore_link(path, record.explore, "All papers, each with a strip of its domains"),
    )
