"""The pages of criteria and of domains, and the list of both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import TypeVar

from generator.addresses import NOT_STATED, address, answered, explorer, filters, has, where
from generator.analysis.entries import placed
from generator.analysis.site import Site
from generator.analysis.tally import Tally
from generator.config import Config, Corpus
from generator.model import Answer, Outline, PaperSummary
from generator.pages.kinds import RecordPages
from generator.shorten import short_title
from generator.summarise import reasons
from generator.views.asked import ALL_PATH, ANSWERS
from generator.views.criteria import CriteriaRecord, CriteriaView, criteria_view
from generator.views.criterion import (
    GROUPS,
    LISTED,
    AnsweredRow,
    CriterionRecord,
    CriterionView,
    criterion_search,
    criterion_view,
)
from generator.views.domain import AnswersRow, DomainRecord, DomainView, domain_search, domain_view
from generator.views.indexes import Place, paged
from generator.views.pairs import PairCounts
from generator.views.parts import Ref, explains_criteria
from generator.vocabulary import load

Key = TypeVar("Key", str, int)
_ROOT = address(Corpus.CRITERIA)


def _all(site: Site) -> Iterator[CriteriaRecord]:
    if not has(site.config, Corpus.CRITERIA):
        return
    counts, found = site.rates.criteria, site.asked
    domains = tuple(
        (domain, tuple((criterion, counts[domain, criterion]) for criterion in criteria))
        for domain, criteria in found.domains.items()
    )
    yield CriteriaRecord(ALL_PATH, domains, found.left_out, explorer(site.config))


def _domains(site: Site) -> Iterator[DomainRecord]:
    if not has(site.config, Corpus.CRITERIA):
        return
    papers = site.newest
    explained = explains_criteria(site.config)
    refs = {paper.location: Ref(paper.location, site.paper_titles[paper.location]) for paper in papers}
    places = {outline: _places(outline) for outline in {paper.scan.answers.outline for paper in papers}}
    for domain, criteria in site.asked.domains.items():
        rows = list(_side_by_side(papers, refs, places, domain, criteria))
        counts = tuple(site.rates.criteria[domain, criterion] for criterion in criteria)
        size = site.config.rows_per_page
        # The explorer has all of them, and takes a tenth of what pages of them would.
        listed = rows[:size] if has(site.config, Corpus.EXPLORE) else rows
        for place, shown in paged(listed, size, address(Corpus.CRITERIA, domain)):
            is_first = place.number == 1
            yield DomainRecord(
                domain,
                place,
                len(rows),
                criteria,
                counts if is_first else (),
                shown,
                explained,
                _pairs(site, domain) if is_first else (),
                filters(site.config, short_title(load().domain(domain).title)),
            )


def _pairs(site: Site, domain: str) -> tuple[PairCounts, ...]:
    return tuple([PairCounts(pair.first, pair.second, pair.counts) for pair in site.pairs[domain]])


def _side_by_side(
    papers: Sequence[PaperSummary],
    refs: Mapping[str, Ref],
    places: Mapping[Outline, _Places],
    domain: str,
    criteria: Sequence[str],
) -> Iterator[AnswersRow]:
    """The rows of the papers that were asked any criterion of a domain."""
    shapes: dict[Outline, tuple[str, tuple[int | None, ...]] | None] = {}
    for paper in papers:
        outline, letters = paper.scan.answers.outline, paper.scan.answers.letters
        if outline not in shapes:
            shapes[outline] = _columns(places[outline], domain, criteria)
        shape = shapes[outline]
        if shape is not None:
            anchor, columns = shape
            own = "".join([" " if number is None else letters[number] for number in columns])
            # Ten thousand papers have a few hundred such texts.
            yield AnswersRow(refs[paper.location], paper.scan.year, anchor, intern(own))


_Places = tuple[dict[str, str], dict[tuple[str, str], int]]
"""The places of an outline's domains on pages, and where it has each criterion."""


def _places(outline: Outline) -> _Places:
    places: dict[tuple[str, str], int] = {}
    for number, (domain, criterion, _) in enumerate(outline.criteria):
        places.setdefault((domain, criterion), number)
    return dict(placed(outline).domains), places


def _columns(found: _Places, domain: str, criteria: Sequence[str]) -> tuple[str, tuple[int | None, ...]] | None:
    """The domain's place on pages of an outline, and where its answers have those to the criteria."""
    anchors, places = found
    columns = tuple([places.get((domain, criterion)) for criterion in criteria])
    return None if all(place is None for place in columns) else (anchors[domain], columns)


def _criteria(site: Site) -> Iterator[CriterionRecord]:
    if not has(site.config, Corpus.CRITERIA):
        return
    papers = site.newest
    answers, begins = _newest(site, papers), _begins(site, papers)
    pages = {group.key: where(site.config, Corpus.TAGS, group.key) for group in site.groups[Corpus.TAGS]}
    for domain, criteria in site.asked.domains.items():
        pairs = _pairs(site, domain)
        for criterion in criteria:
            pair = domain, criterion
            total = site.rates.criteria[pair]
            years = _applicable([(year, found[pair]) for year, found in site.by_year.items() if pair in found])
            tags = _applicable([(tag, found[pair]) for tag, found in site.by_tag.items() if pair in found])
            tags.sort(key=lambda item: (-item[1].applicable, item[0]))
            if total.applicable < 2:
                # Its year and its tags, of which it may have many, would each say again what the paper's answer is.
                years, tags = [], []
            yield CriterionRecord(
                domain,
                criterion,
                total,
                tuple((year, counts, _of_year(site, pair, year, counts, begins)) for year, counts in years[:GROUPS]),
                tuple((short_title(tag), counts, pages.get(tag, "")) for tag, counts in tags[:GROUPS]),
                max(0, len(tags) - GROUPS),
                tuple((letter, tuple(answers[domain, criterion, letter])) for letter in ANSWERS),
                tuple([item for item in pairs if criterion in item[:2]]),
                tuple(
                    [
                        (letter, explorer(site.config, answered(domain, criterion, answer)))
                        for letter, answer in ANSWERS.items()
                    ]
                ),
            )


def _applicable(groups: Iterable[tuple[Key, Tally]]) -> list[tuple[Key, Tally]]:
    """Those of the groups in which the criterion applies to any paper."""
    return [item for item in groups if item[1].applicable]


def _of_year(
    site: Site, pair: tuple[str, str], year: int, counts: Tally, begins: Mapping[tuple[str, int], int]
) -> str:
    """Where the papers of a year stand that meet a criterion, or those that do not where none does.

    Without the explorer, where the year's papers begin.
    """
    answer = Answer.YES if counts.yes else Answer.NO if counts.no else Answer.UNCLEAR
    stated = str(year) if year else NOT_STATED
    return explorer(site.config, ("year", stated), answered(*pair, answer)) or (
        f"{Place(address(Corpus.CRITERIA, pair[0]), begins[pair[0], year], 0).path}#all-papers"
    )


def _begins(site: Site, papers: Sequence[PaperSummary]) -> dict[tuple[str, int], int]:
    """On which page of each domain the papers of each year begin."""
    found: dict[tuple[str, int], int] = {}
    rows: Counter[str] = Counter()
    for paper in papers:
        for domain in dict.fromkeys(domain for domain, _, _ in paper.scan.answers.outline.criteria):
            found.setdefault((domain, paper.scan.year or 0), rows[domain] // site.config.rows_per_page + 1)
            rows[domain] += 1
    return found


def _newest(site: Site, papers: Sequence[PaperSummary]) -> dict[tuple[str, str, str], list[AnsweredRow]]:
    """The newest papers with each answer to each criterion that has a page."""
    found: dict[tuple[str, str, str], list[AnsweredRow]] = {
        (domain, criterion, letter): []
        for domain, criteria in site.asked.domains.items()
        for criterion in criteria
        for letter in ANSWERS
    }
    most = min(LISTED, site.config.rows_per_page)
    for paper in papers:
        scan = paper.scan
        quoted: tuple[str, ...] | None = None
        for number, ((domain, criterion, anchor), letter) in enumerate(
            zip(placed(scan.answers.outline).criteria, scan.answers.letters, strict=True)
        ):
            rows = found.get((domain, criterion, letter))
            if rows is None or len(rows) >= most:
                continue
            quoted = reasons(scan) if quoted is None else quoted
            ref = Ref(paper.location, site.paper_titles[paper.location])
            rows.append(AnsweredRow(ref, anchor, scan.year, short_title(scan.venue), quoted[number]))
    return found


def _addresses(pattern: str) -> Callable[[Config], tuple[str, ...]]:
    def addresses(config: Config) -> tuple[str, ...]:
        return (f"/{_ROOT}/{pattern}",) if has(config, Corpus.CRITERIA) else ()

    return addresses


CRITERIA: RecordPages[CriteriaRecord, CriteriaView] = RecordPages(
    name="criteria",
    template="criteria.md.j2",
    addresses=_addresses("index.md"),
    records=_all,
    view=criteria_view,
    listed=lambda record: True,
)

DOMAIN: RecordPages[DomainRecord, DomainView] = RecordPages(
    name="domain",
    template="domain.md.j2",
    addresses=lambda config: (*_addresses("*/index.md")(config), *_addresses("*/page-*/index.md")(config)),
    records=_domains,
    view=domain_view,
    search=domain_search,
)

CRITERION: RecordPages[CriterionRecord, CriterionView] = RecordPages(
    name="criterion",
    template="criterion.md.j2",
    addresses=_addresses("*/*/index.md"),
    records=_criteria,
    view=criterion_view,
    search=criterion_search,
)
