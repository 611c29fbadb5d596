"""The overview: all papers in pictures, and each picture as a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import limits
from generator.addresses import address, explorer, has
from generator.analysis.distribution import Histogram
from generator.analysis.entries import placed
from generator.analysis.site import Site
from generator.analysis.tally import by_domain
from generator.config import Config, Corpus
from generator.model import PaperSummary
from generator.pages.kinds import RecordAssets, RecordPages
from generator.pages.spots import criterion_spot, domain_spot, year_spot
from generator.render.svg import standalone
from generator.shorten import short_title
from generator.views.indexes import paged
from generator.views.overview import OverviewRecord, OverviewView, SummariesRecord, overview_view
from generator.views.parts import Ref
from generator.views.shares_plot import (
    YEARS,
    HistogramRecord,
    YearsRecord,
    bars_alone,
    histogram_plot,
    years_plot,
)
from generator.views.summary_plot import BARS, Bar, SummaryRecord, SupportRecord, summary_plot, support_plot
from generator.views.traffic_lights import COLUMNS, ROWS, Light, LightRow, LightsRecord, traffic_lights
from generator.vocabulary import load

_CRITERIA = 400
"""How many criteria have a bar."""

PictureRecord = SummaryRecord | SupportRecord | HistogramRecord | YearsRecord | LightsRecord


def picture_file(config: Config, name: str) -> str:
    """The path of a picture's file, empty where the site has no overview."""
    return f"{address(Corpus.OVERVIEW)}/{name}.svg" if has(config, Corpus.OVERVIEW) else ""


def bars_file(config: Config) -> str:
    """The path of the bars of the histogram by themselves, over which pages of papers draw a mark."""
    return picture_file(config, "shares-bars")


def domain_summary(site: Site) -> tuple[SummaryRecord, int]:
    """The summary plot of domains, and how many more domains there are."""
    words, found = load(), site.rates.domains
    ordered = sorted(found, key=words.domain_rank)
    bars = tuple(
        Bar(short_title(words.domain(key).title), found[key], domain_spot(site, key)) for key in ordered[:BARS]
    )
    record = SummaryRecord("Answers by domain", "Domain", bars, picture_file(site.config, "domains"))
    return record, len(ordered) - len(bars)


def _criteria(site: Site) -> tuple[tuple[SummaryRecord, ...], int]:
    """A summary plot of the criteria of each domain that has a page, and how many more criteria there are."""
    words, found = load(), site.rates.criteria
    of_domain: dict[str, list[str]] = {}
    for domain, criterion in found:
        # A domain that is answered as a whole has a bar among the domains.
        if criterion != domain:
            of_domain.setdefault(domain, []).append(criterion)
    plots, left = [], _CRITERIA
    for domain in sorted(of_domain.keys() & site.asked.domains.keys(), key=words.domain_rank):
        ordered = sorted(of_domain[domain], key=lambda key, of=domain: words.criterion_rank(of, key))  # type: ignore[misc]
        bars = tuple(
            Bar(
                short_title(words.criterion(domain, key).title),
                found[domain, key],
                criterion_spot(site, domain, key),
            )
            for key in ordered[: min(BARS, left)]
        )
        left -= len(bars)
        if bars:
            file = picture_file(site.config, address(Corpus.CRITERIA, domain).replace("/", "-"))
            plots.append(SummaryRecord(short_title(words.domain(domain).title), "Criterion", bars, file))
    return tuple(plots), sum(map(len, of_domain.values())) - sum(len(plot.bars) for plot in plots)


def _summaries(site: Site) -> SummariesRecord:
    domains, more_domains = domain_summary(site)
    criteria, more_criteria = _criteria(site)
    support = SupportRecord(site.distribution.support, picture_file(site.config, "support"))
    return SummariesRecord(domains, more_domains, criteria, more_criteria, *shares(site), support)


def shares(site: Site) -> tuple[HistogramRecord, YearsRecord]:
    """How many papers reach which share, and the shares of each year."""
    found, config = site.distribution, site.config
    years = tuple((year, year_spot(site, year.year)) for year in found.years[:YEARS])
    return (
        HistogramRecord(found.histogram, picture_file(config, "shares")),
        YearsRecord(years, len(found.years) - len(years), picture_file(config, "years")),
    )


def _row(paper: PaperSummary, columns: dict[str, int]) -> LightRow:
    answers = paper.scan.answers
    anchors = dict(placed(answers.outline).domains)
    return LightRow(
        Ref(paper.location, short_title(paper.scan.title)),
        tuple(
            Light(columns[key], found.yes, found.applicable, anchors[key])
            for key, found in by_domain(answers).items()
            if key in columns
        ),
    )


def _records(site: Site) -> Iterator[OverviewRecord]:
    config, words = site.config, load()
    if not has(config, Corpus.OVERVIEW):
        return
    ordered = sorted(site.rates.domains, key=words.domain_rank)
    columns = {key: place for place, key in enumerate(ordered[:COLUMNS])}
    heads = tuple((short_title(words.domain(key).title), domain_spot(site, key)) for key in columns)
    papers, explore = site.newest, explorer(config)
    pictured = papers[: limits.PICTURED] if explore else papers
    for place, shown in paged(pictured, min(config.rows_per_page, ROWS), address(Corpus.OVERVIEW)):
        title = "Papers by domain" if place.number == 1 else f"Papers by domain, page {place.number}"
        lights = LightsRecord(
            title,
            heads,
            tuple(_row(paper, columns) for paper in shown),
            picture_file(config, f"papers-{place.number}"),
        )
        summaries = _summaries(site) if place.number == 1 else None
        yield OverviewRecord(
            place,
            len(papers),
            summaries,
            lights,
            len(ordered) - len(columns),
            explore,
        )


OVERVIEW: RecordPages[OverviewRecord, OverviewView] = RecordPages(
    name="overview",
    template="overview.md.j2",
    addresses=lambda config: (
        ("/overview/index.md", "/overview/page-*/index.md") if has(config, Corpus.OVERVIEW) else ()
    ),
    records=_records,
    view=overview_view,
    listed=lambda record: record.place.number == 1,
)


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture as a file. One that is drawn over has neither paper nor words."""

    path: str
    picture: PictureRecord
    is_drawn_over: bool = False


def _files(site: Site) -> Iterator[PictureFile]:
    for record in _records(site):
        if summaries := record.summaries:
            pictures: list[PictureRecord] = [summaries.domains, *summaries.criteria, summaries.support]
            if any(summaries.histogram.histogram.counts):
                pictures += [summaries.histogram, summaries.years]
                bars = HistogramRecord(Histogram(summaries.histogram.histogram.counts))
                yield PictureFile(bars_file(site.config), bars, is_drawn_over=True)
            for picture in pictures:
                if not _is_empty(picture):
                    yield PictureFile(picture.file, picture)
        if record.lights.rows:
            yield PictureFile(record.lights.file, record.lights)


def _is_empty(picture: PictureRecord) -> bool:
    return (isinstance(picture, SummaryRecord) and not picture.bars) or (
        isinstance(picture, SupportRecord) and not picture.levels
    )


def _data(file: PictureFile) -> bytes:
    match file.picture:
        case HistogramRecord() as record:
            if file.is_drawn_over:
                return standalone(bars_alone(record), paper=False)
            return standalone(histogram_plot("", record))
        case SummaryRecord() as record:
            return standalone(summary_plot("", record))
        case SupportRecord() as record:
            return standalone(support_plot("", record))
        case YearsRecord() as record:
            return standalone(years_plot("", record))
        case LightsRecord() as record:
            return standalone(traffic_lights("", record))


PICTURE: RecordAssets[PictureFile] = RecordAssets(name="picture", records=_files, data=_data)
