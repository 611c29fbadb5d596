"""What the page of two criteria shows: how many papers meet both, and which; and the lists that lead there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.addresses import address
from generator.analysis.tally import Tally
from generator.config import Corpus
from generator.render.href import Href, to_page, to_section
from generator.render.markup import Badge, Link
from generator.shorten import headline, short_title
from generator.views.asked import ALL_PATH, asked_term, criterion_path, domain_path, few_papers, share
from generator.views.badges import tally_badge
from generator.views.indexes import explore_link
from generator.views.parts import Ref, counted, description, page_path, ref_link
from generator.views.scan import Tile
from generator.vocabulary import load


def pair_path(domain: str, first: str, second: str) -> str:
    """The page of two criteria of a domain, of which ``first`` comes first in reading order.

    No key can be taken for the word between them: below a criterion stand only its pairs.
    """
    return page_path(address(Corpus.CRITERIA, domain, first, "and", second))


class PairCounts(NamedTuple):
    """Two criteria in reading order; of the papers to which both apply, those that meet both, and the others."""

    first: str
    second: str
    counts: Tally


class PairPaper(NamedTuple):
    """A paper that meets both criteria, and where its page has the answers of their domain."""

    paper: Ref
    anchor: str
    year: int | None
    venue: str


@dataclass(frozen=True, slots=True)
class PairRecord:
    """What the page of two criteria takes from the site. ``rows`` are the newest of the papers that meet both."""

    domain: str
    first: str
    second: str
    both: int
    only_first: int
    only_second: int
    neither: int
    rows: tuple[PairPaper, ...]
    explore: str = ""
    """The address of the explorer with all papers that meet both; empty where the site has none."""
    others: tuple[str, str, str] = ("", "", "")
    """Likewise with those that meet only the first, only the second, and neither."""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return pair_path(self.domain, self.first, self.second)


@dataclass(frozen=True, slots=True)
class PairRow:
    """Two criteria in a list of them, or one where the other is that of the page; and how often both are met."""

    link: Link
    badge: Badge
    share: str


@dataclass(frozen=True, slots=True)
class AskedRow:
    """A criterion and what it asks."""

    link: Link
    question: str


@dataclass(frozen=True, slots=True)
class PairPaperRow:
    """A paper that meets both criteria."""

    link: Link
    year: str
    venue: str


@dataclass(frozen=True, slots=True)
class PairView:
    """The page of two criteria."""

    path: str
    meta: Mapping[str, object]
    all_criteria: Href
    domain: Link
    title: str
    criteria: tuple[AskedRow, ...]
    tiles: tuple[Tile, ...]
    few: str
    rows: tuple[PairPaperRow, ...]
    caption: str
    everyone: Link
    explore: Link | None


def pair_rows(path: str, domain: str, pairs: Iterable[PairCounts], without: str = "") -> Iterator[PairRow]:
    """The rows of a list of pairs; on the page of the criterion ``without``, each is called by the other one."""
    for first, second, counts in pairs:
        keys = [key for key in (first, second) if key != without]
        yield PairRow(
            Link(" and ".join(_title(domain, key) for key in keys), to_page(path, pair_path(domain, first, second))),
            tally_badge(counts.yes, counts.applicable),
            share(counts),
        )


def pair_view(record: PairRecord) -> PairView:
    """The view of the page of two criteria."""
    path, domain = record.path, short_title(load().domain(record.domain).title)
    counts = Tally(record.both, record.only_first + record.only_second + record.neither)
    names = [_title(record.domain, key) for key in (record.first, record.second)]
    title = " and ".join(names)
    rest = (
        (record.only_first, f"only the first: {names[0]}"),
        (record.only_second, f"only the second: {names[1]}"),
        (record.neither, "neither"),
    )
    return PairView(
        path=path,
        meta={
            "title": short_title(title),
            "description": description(
                f"{domain}: {counts.yes:,} of the {counts.applicable:,} papers to which both apply meet both."
            ),
            "hide": ["navigation", "toc"],
            # Its rows are found as the pages that they lead to, and its criteria as theirs.
            "search": {"exclude": True},
        },
        all_criteria=to_page(path, ALL_PATH),
        domain=Link(domain, to_page(path, domain_path(record.domain))),
        title=headline(title),
        criteria=tuple(
            AskedRow(
                Link(name, to_page(path, criterion_path(record.domain, key))), asked_term(record.domain, key).question
            )
            for name, key in zip(names, (record.first, record.second), strict=True)
        ),
        tiles=(
            Tile(
                f"{counts.yes:,} of {counts.applicable:,}",
                f"papers to which both apply meet both: {counts.percent}%",
                to_section("met-by"),
            ),
            *(
                Tile(
                    f"{number:,}", words, link.href if number and (link := explore_link(path, place, words)) else None
                )
                for (number, words), place in zip(rest, record.others, strict=True)
            ),
        ),
        few=few_papers([counts]),
        rows=tuple(
            PairPaperRow(ref_link(path, row.paper, row.anchor), "" if row.year is None else str(row.year), row.venue)
            for row in record.rows
        ),
        caption=_caption(counts.yes, len(record.rows)),
        everyone=Link(
            f"All papers, with their answers to all criteria of {domain}",
            to_page(path, domain_path(record.domain), "all-papers"),
        ),
        explore=explore_link(path, record.explore, "Filter and sort the papers that meet both"),
    )


def _title(domain: str, criterion: str) -> str:
    return short_title(asked_term(domain, criterion).title)


def _caption(number: int, shown: int) -> str:
    papers = f"{counted(number, 'paper')} {'that meets both' if number == 1 else 'that meet both'}"
    if shown < number:
        return f"{papers}; the newest {shown:,} are listed"
    return f"{papers}, newest first" if number > 1 else papers
