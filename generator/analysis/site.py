"""Everything that is known of the inputs taken together. Page types and assets take their records from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from generator.addresses import has
from generator.analysis.answered import Answered, by_group, tags, types
from generator.analysis.answered import by_year as answers_by_year
from generator.analysis.asked import Asked, asked
from generator.analysis.cited import Cited, cited
from generator.analysis.claim_lists import PaperClaim, SharedClaim, claims_by_level, claims_in_common
from generator.analysis.differences import Difference, differences
from generator.analysis.distribution import Distribution, distribution
from generator.analysis.earlier import Gone, gone
from generator.analysis.editions import editions
from generator.analysis.entries import Entries, of_scan, of_synthesis
from generator.analysis.families import Corrections, Families, families
from generator.analysis.groups import Group, by_author, by_module, by_tag, by_type, by_venue, by_year
from generator.analysis.moved import Followed, Moved, follow
from generator.analysis.nearest import nearest
from generator.analysis.order import newest_papers, newest_reports
from generator.analysis.pairs import Pair, pairs
from generator.analysis.rates import Rates, rates
from generator.analysis.tally import Tally, tally
from generator.config import Config, Corpus, Part
from generator.identify import short_hash
from generator.linking import Citations, ClaimPlace, Names, cite, share_names, shared_claims
from generator.model import PaperSummary, ReportSummary, ScanSummary, SupportLevel, SynthesisSummary
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
    corrections: Corrections = field(default_factory=Corrections)
    """What the publisher says of families of red flags."""
    moved: Moved = field(default_factory=Moved)
    """What the publisher says of addresses that the site once had."""

    @cached_property
    def digest(self) -> str:
        """A hash of which inputs there are and where their pages stand: all that follows from them is the same then.

        What is made of all inputs is told apart by it, since a hash of all that they say would take long.
        """
        scans = [(paper.location, [scan.source for scan in paper.scans]) for paper in self.papers]
        reports = [(item.location, item.synthesis.source) for item in self.reports]
        return short_hash(repr((scans, reports)), 32)

    @cached_property
    def dates(self) -> Mapping[str, str]:
        """The day (``YYYY-MM-DD``) of each paper's newest scan, by location; papers whose day is not known lack.

        The scan says it, or else the settings say when its file was changed.
        """
        changed = dict(self.config.changed)
        found = [
            (item.location, item.scan.iso_date or changed.get(item.scan.source.path, "")) for item in self.papers
        ]
        return {location: date for location, date in found if date}

    @cached_property
    def newest(self) -> tuple[PaperSummary, ...]:
        """The papers in the order in which lists show them."""
        return tuple(newest_papers(self.papers))

    @cached_property
    def groups(self) -> Mapping[Corpus, tuple[Group, ...]]:
        """The groups that papers can be browsed by, each with its papers, the newest first."""
        papers = self.newest
        return {
            Corpus.TAGS: by_tag(papers),
            Corpus.MODULES: by_module(papers),
            Corpus.TYPES: by_type(papers),
            Corpus.YEARS: by_year(papers),
            Corpus.VENUES: by_venue(papers),
            Corpus.AUTHORS: by_author(papers),
        }

    @cached_property
    def families(self) -> Families:
        """The families of red flags, each with its flags, those of the newest papers first."""
        return families(self.newest, self.corrections)

    @cached_property
    def claims_by_level(self) -> Mapping[SupportLevel, tuple[PaperClaim, ...]]:
        """The claims of papers by support level, those of the newest papers first."""
        return claims_by_level(self.newest)

    @cached_property
    def claims_in_common(self) -> tuple[SharedClaim, ...]:
        """The claims that a synthesis shares with another or with a scan."""
        return claims_in_common(self.newest, newest_reports(self.reports))

    @cached_property
    def asked(self) -> Asked:
        """The criteria that have pages."""
        return asked(self.rates.criteria)

    @cached_property
    def pairs(self) -> Mapping[str, tuple[Pair, ...]]:
        """The pairs of criteria that have pages, by domain, each with as many papers as a page shows."""
        return pairs(self.newest, self.asked.domains, self.config.rows_per_page)

    @cached_property
    def by_tag(self) -> Mapping[str, Answered]:
        """The answers by tag, the most frequent first."""
        return by_group(self.papers, tags, self.asked)

    @cached_property
    def by_type(self) -> Mapping[str, Answered]:
        """The answers by paper type, the most frequent first."""
        return by_group(self.papers, types, self.asked)

    @cached_property
    def by_year(self) -> Mapping[int, Answered]:
        """The answers by year, the newest first; those of papers without one under 0."""
        return answers_by_year(self.papers, self.asked)

    @cached_property
    def differences(self) -> Mapping[str, tuple[Difference, ...]]:
        """The answers of each paper that are rare among its like, by the paper's location."""
        return differences(self.papers, self.by_tag, self.by_type)

    @cached_property
    def tallies(self) -> Mapping[str, Tally]:
        """The answers of each paper, by its location."""
        return {paper.location: tally(paper.scan.answers.letters) for paper in self.papers}

    @cached_property
    def leads(self) -> Followed:
        """Where the addresses lead that the site once had."""
        return follow(self.moved, lambda address: None if (found := self.entries(address)) is None else set(found))

    def entries(self, location: str) -> Entries | None:
        """The entries of the page of a paper, an earlier scan or a report, ``None`` where there is none there."""
        if location in self._papers:
            own = of_scan(self._papers[location].scan)
            return replace(own, own=own.own + tuple([item.anchor for item in self.gone(location)[0]]))
        if location in self._earlier:
            return of_scan(self._earlier[location][1])
        return of_synthesis(self._reports[location].synthesis) if location in self._reports else None

    def title_at(self, location: str) -> str:
        """The title of the paper or the report whose page, or whose earlier scan's, is there; empty where none is."""
        place = self._earlier[location][0] if location in self._earlier else location
        return self.paper_titles.get(place) or self.report_titles.get(place, "")

    def gone(self, location: str) -> tuple[tuple[Gone, ...], int]:
        """The entries of earlier scans that the newest of a paper does not have, as ``earlier.gone`` finds them."""
        if location not in self._gone:
            paper = self._papers[location]
            listed = paper.earlier and has(self.config, Part.EARLIER)
            self._gone[location] = gone(paper) if listed else ((), 0)
        return self._gone[location]

    @cached_property
    def _gone(self) -> dict[str, tuple[tuple[Gone, ...], int]]:
        return {}

    @cached_property
    def _earlier(self) -> Mapping[str, tuple[str, ScanSummary]]:
        """The earlier scans that have a page of their own, by its location, each with the paper's."""
        if not has(self.config, Part.EARLIER):
            return {}
        return {
            place: (paper.location, scan)
            for paper in self.papers
            for place, scan in zip(self.editions[paper.location][1:], paper.earlier, strict=True)
        }

    @cached_property
    def _papers(self) -> Mapping[str, PaperSummary]:
        return {paper.location: paper for paper in self.papers}

    @cached_property
    def _reports(self) -> Mapping[str, ReportSummary]:
        return {item.location: item for item in self.reports}

    def scan_at(self, location: str) -> ScanSummary | None:
        """The scan whose page is there, be it a paper's newest or an earlier one; ``None`` where none is."""
        if location in self._earlier:
            return self._earlier[location][1]
        return self._papers[location].scan if location in self._papers else None

    def synthesis_at(self, location: str) -> SynthesisSummary | None:
        """The synthesis whose page is there, ``None`` where none is."""
        return self._reports[location].synthesis if location in self._reports else None

    @cached_property
    def editions(self) -> Mapping[str, tuple[str, ...]]:
        """The address of each scan of a paper, the newest first, by the paper's location."""
        return editions(self.papers)

    @cached_property
    def cited(self) -> Cited:
        """The works that papers cite; where few are cited twice, as many more as a page has room for."""
        return cited(self.papers, self.reports, self.citations, self.config.rows_per_page)

    @cached_property
    def nearest(self) -> Mapping[str, tuple[str, ...]]:
        """The papers to compare each paper with, by their locations."""
        return nearest(self.papers, self.citations.by_papers)

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
    corrections: Corrections | None = None,
    moved: Moved | None = None,
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
        corrections=corrections or Corrections(),
        moved=moved or Moved(),
    )
