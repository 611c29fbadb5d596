"""The pages of two criteria of a domain: who meets both."""

from __future__ import annotations

from collections.abc import Iterator

from generator.addresses import address, answered, explorer, has
from generator.analysis.entries import placed
from generator.analysis.pairs import Pair
from generator.analysis.site import Site
from generator.config import Config, Corpus
from generator.model import Answer, PaperSummary
from generator.pages.kinds import RecordPages
from generator.shorten import short_title
from generator.views.pairs import PairPaper, PairRecord, PairView, pair_view
from generator.views.parts import Ref


def _records(site: Site) -> Iterator[PairRecord]:
    if not has(site.config, Corpus.CRITERIA):
        return
    places: dict[str, dict[str, str]] = {}
    for domain, found in site.pairs.items():
        for pair in found:
            yield PairRecord(
                domain,
                pair.first,
                pair.second,
                pair.both,
                pair.only_first,
                pair.only_second,
                pair.neither,
                tuple([_row(site, domain, paper, places) for paper in pair.papers]),
                _explorer(site.config, domain, pair, Answer.YES, Answer.YES),
                (
                    _explorer(site.config, domain, pair, Answer.YES, Answer.NO),
                    _explorer(site.config, domain, pair, Answer.NO, Answer.YES),
                    _explorer(site.config, domain, pair, Answer.NO, Answer.NO),
                ),
            )


def _explorer(config: Config, domain: str, pair: Pair, first: Answer, second: Answer) -> str:
    return explorer(config, answered(domain, pair.first, first), answered(domain, pair.second, second))


def _row(site: Site, domain: str, paper: PaperSummary, places: dict[str, dict[str, str]]) -> PairPaper:
    """The row of a paper; ``places`` remembers where the pages of papers have their domains."""
    scan = paper.scan
    found = places.get(paper.location)
    if found is None:
        found = places[paper.location] = dict(placed(scan.answers.outline).domains)
    return PairPaper(
        Ref(paper.location, site.paper_titles[paper.location]),
        found[domain],
        scan.year,
        short_title(scan.venue),
    )


def _addresses(config: Config) -> tuple[str, ...]:
    return (f"/{address(Corpus.CRITERIA)}/*/*/and/*/index.md",) if has(config, Corpus.CRITERIA) else ()


PAIR: RecordPages[PairRecord, PairView] = RecordPages(
    name="pair of criteria",
    template="pair.md.j2",
    addresses=_addresses,
    records=_records,
    view=pair_view,
)
