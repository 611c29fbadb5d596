"""What the pages of a domain show: its criteria, and the answers of all papers side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator import limits
from generator.analysis.tally import Tally
from generator.identify import path_anchor
from generator.model import Answer
from generator.render.href import Href, to_page, to_section
from generator.render.markup import Badge, Link
from generator.shorten import first, headline, short_title
from generator.views.asked import (
    ALL_PATH,
    ANSWERS,
    RateRow,
    asked_term,
    few_papers,
    rate_row,
)
from generator.views.badges import answer_badge
from generator.views.indexes import Pager, Place, explore_link, newest_first, pager
from generator.views.pairs import PairCounts, PairRow, pair_rows
from generator.views.parts import Ref, counted, description, methodology_path, page_path, ref_link
from generator.views.scan import Tile
from generator.views.search import SearchEntry
from generator.vocabulary import load

_NAME = 60
"""Characters of a paper's title, which stands on the page of each domain."""
_PAIRS = 10
"""How many pairs of criteria are shown without a fold around them."""


class AnswersRow(NamedTuple):
    """A paper with its answers to the criteria of a domain: a letter for each, a space where it was not asked."""

    paper: Ref
    year: int | None
    anchor: str
    letters: str


@dataclass(frozen=True, slots=True)
class DomainRecord:
    """A page of a domain. ``total`` is how many papers were asked; only the first page has ``counts`` and ``pairs``.

    So an answer that changes leaves the pages alone that do not show it. Where the site has the explorer, there is no
    other page: it lists the newest papers, and the explorer has all.
    """

    domain: str
    place: Place
    total: int
    criteria: tuple[str, ...]
    counts: tuple[Tally, ...]
    rows: tuple[AnswersRow, ...]
    explains_criteria: bool
    pairs: tuple[PairCounts, ...] = ()
    explore: str = ""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path

    @property
    def is_cut(self) -> bool:
        """Whether there are papers that no page of the domain lists."""
        return self.place.is_cut(len(self.rows), self.total)


@dataclass(frozen=True, slots=True)
class SideBySideRow:
    """A paper and its answers; none where it was not asked."""

    link: Link
    year: str
    badges: tuple[Badge | None, ...]


@dataclass(frozen=True, slots=True)
class DomainView:
    """A page of a domain."""

    path: str
    meta: Mapping[str, object]
    all_criteria: Href
    first_page: Link | None
    title: str
    about: str
    methodology: Href | None
    tiles: tuple[Tile, ...]
    criteria: tuple[RateRow, ...]
    few: str
    pairs: tuple[PairRow, ...]
    pairs_fold: str
    """What the fold is called that hides the pairs where they are many; empty where they are few."""
    columns: tuple[str, ...]
    rows: tuple[SideBySideRow, ...]
    caption: str
    pager: Pager | None
    explore: Link | None


def domain_view(record: DomainRecord) -> DomainView:
    """The view of a page of a domain."""
    path, number = record.path, record.place.number
    term = load().domain(record.domain)
    counts = sum(record.counts, Tally())
    title = short_title(term.title)
    is_first = number == 1
    return DomainView(
        path=path,
        meta={
            "title": title if is_first else f"{title}, page {number}",
            "description": description(term.about or title)
            if is_first
            else f"{title}: the answers of {counted(record.total, 'paper')} side by side, page {number}",
            "hide": ["navigation", "toc"],
            # Its rows are found as the pages that they lead to.
            **({} if is_first else {"search": {"exclude": True}}),
        },
        all_criteria=to_page(path, ALL_PATH),
        first_page=None if is_first else Link(title, to_page(path, page_path(record.place.home))),
        title=headline(term.title),
        about=term.about if is_first else "",
        methodology=to_page(path, methodology_path(), path_anchor(record.domain))
        if is_first and term.known and record.explains_criteria
        else None,
        tiles=(
            Tile(f"{counts.yes:,} of {counts.applicable:,}", "applicable criteria met", to_section("all-papers")),
            Tile(f"{record.total:,}", "paper" if record.total == 1 else "papers", to_section("all-papers")),
        )
        if is_first
        else (),
        criteria=tuple(
            rate_row(path, record.domain, criterion, found)
            for criterion, found in zip(record.criteria, record.counts, strict=False)
        ),
        few=few_papers([*record.counts, *[pair.counts for pair in record.pairs]]),
        pairs=tuple(pair_rows(path, record.domain, record.pairs)),
        pairs_fold=_pairs_fold(len(record.pairs), len(record.criteria)),
        columns=("Paper", "Year", *(short_title(asked_term(record.domain, key).title) for key in record.criteria)),
        rows=tuple(
            SideBySideRow(
                Link(first(row.paper.title, _NAME), ref_link(path, row.paper, row.anchor).href),
                "" if row.year is None else str(row.year),
                tuple([_SIGNS[letter] for letter in row.letters]),
            )
            for row in record.rows
        ),
        caption=f"{_listed(record)}; each title leads to the answers and their reasons",
        pager=pager(record.place),
        explore=explore_link(
            path,
            record.explore,
            f"All {record.total:,} papers, to filter by their answers"
            if record.is_cut
            else "Filter papers by their answers",
        ),
    )


def _listed(record: DomainRecord) -> str:
    papers = counted(record.total, "paper")
    return newest_first(papers, len(record.rows) if record.is_cut else 0) if record.total > 1 else papers


def _pairs_fold(pairs: int, criteria: int) -> str:
    if pairs <= _PAIRS:
        return ""
    is_cut = pairs == limits.PAIRS < criteria * (criteria - 1) // 2
    return (
        f"{'The ' if is_cut else ''}{pairs} pairs of these criteria{' that apply to most papers' if is_cut else ''}"
    )


def _sign(answer: Answer) -> Badge:
    """The badge of an answer in a table of many, with a short word."""
    badge = answer_badge(answer)
    return badge._replace(word="n/a") if answer is Answer.NOT_APPLICABLE else badge


_SIGNS: Mapping[str, Badge | None] = {" ": None, **{letter: _sign(answer) for letter, answer in ANSWERS.items()}}


def domain_search(view: DomainView) -> Iterator[SearchEntry]:
    """What the search finds of the first page: what the domain is about."""
    if view.first_page is None:
        yield SearchEntry("", view.title, view.about)
