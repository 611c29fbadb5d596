"""Everything that is known of the inputs taken together. Page types and assets take their records from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from generator.analysis.distribution import Distribution, distribution
from generator.analysis.rates import Rates, rates
from generator.config import Config
from generator.linking import Citations, ClaimPlace, Names, cite, share_names, shared_claims
from generator.model import PaperSummary, ReportSummary
from generator.shorten import short_title


@dataclass(frozen=True)
class Site:
    """The summaries, each list in the order of locations, and what follows from them.

    What only corpus pages need is a cached property: it is found when the first of them is planned, and never by
    ``check``.

    ``notes`` are what the page of an input tells its readers about the input, by the file's path.
    """

    config: Config
    papers: tuple[PaperSummary, ...]
    reports: tuple[ReportSummary, ...]
    citations: Citations
    names: Names
    shared_claims: Mapping[str, tuple[ClaimPlace, ...]]
    rates: Rates
    paper_titles: Mapping[str, str]
    report_titles: Mapping[str, str]
    notes: Mapping[str, tuple[str, ...]]
    is_complete: bool
    """Whether every input could be read."""

    @cached_property
    def distribution(self) -> Distribution:
        """How the shares of papers are spread, and how well their claims are supported."""
        return distribution(self.papers)


def analyse(
    papers: Iterable[PaperSummary],
    reports: Iterable[ReportSummary],
    config: Config,
    notes: Mapping[str, Sequence[str]] | None = None,
    *,
    is_complete: bool = True,
) -> Site:
    """The site of these papers and reports."""
    ordered = tuple(sorted(papers, key=lambda item: item.location))
    reported = tuple(sorted(reports, key=lambda item: item.location))
    return Site(
        config=config,
        papers=ordered,
        reports=reported,
        citations=cite(ordered, reported),
        names=share_names(ordered, reported, config.listed_links),
        shared_claims=shared_claims(reported),
        rates=rates(ordered),
        paper_titles={paper.location: short_title(paper.scan.title) for paper in ordered},
        report_titles={item.location: short_title(item.synthesis.title) for item in reported},
        notes={path: tuple(texts) for path, texts in (notes or {}).items()},
        is_complete=is_complete,
    )
