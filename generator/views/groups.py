"""What lists to browse by show: the groups of a kind with their rates, and each group with its papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.analysis.groups import Figures
from generator.analysis.tally import Tally
from generator.identify import section_anchor
from generator.render.href import Href, to_page, to_section
from generator.render.markup import Badge, Field, Link
from generator.shorten import short_title
from generator.views.badges import tally_badge
from generator.views.indexes import (
    Pager,
    PaperRow,
    Place,
    ScanRow,
    explore_href,
    explore_link,
    list_meta,
    newest_first,
    pager,
    scan_row,
)
from generator.views.parts import LinkList, Ref, counted, first_few, methodology_path, page_path, ref_link
from generator.vocabulary import load


class GroupRow(NamedTuple):
    """What a row of a list of groups shows of one.

    ``where`` has the address of its page, empty where it has none; then ``listed`` are its papers, and ``spellings``
    what is taken for its name. ``explore`` and ``explore_strong`` are the addresses of the explorer with its papers,
    and with those that have strongly supported claims.
    """

    where: Ref
    papers: int
    answers: Tally
    red_flags: int
    claims: int
    strong: int
    explore: str = ""
    explore_strong: str = ""
    listed: tuple[Ref, ...] = ()
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GroupListRecord:
    """A page of a list of groups, such as all venues.

    ``title`` and ``noun`` are words for the kind, ``about`` says what is listed and what counts as the same.
    ``total`` is how many groups the whole list has, ``others`` says of papers that are in none of them, to which
    ``explore_others`` leads in the explorer, and ``empty`` stands where there is no group.
    """

    title: str
    noun: str
    about: str
    others: str
    explore_others: str
    empty: str
    place: Place
    total: int
    rows: tuple[GroupRow, ...]
    explore: str

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class GroupRecord:
    """A page of a group, such as one venue. ``figures`` and ``domains`` stand on its first page only.

    Each domain has its answers and the address of its page, empty where it has none.

    ``back`` is the list that the group is in; ``spellings`` are the ways in which scans write the group's name, and
    ``more_spellings`` how many there are besides.
    """

    title: str
    about: str
    back: Ref
    place: Place
    total: int
    figures: Figures | None
    domains: tuple[tuple[str, Tally, str], ...]
    spellings: tuple[tuple[str, int], ...]
    more_spellings: int
    rule: str
    rows: tuple[PaperRow, ...]
    explore: str
    explore_strong: str

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path

    @property
    def is_cut(self) -> bool:
        """Whether there are papers that no page of the group lists; the explorer has them."""
        return self.place.is_cut(len(self.rows), self.total)


@dataclass(frozen=True, slots=True)
class GroupRowView:
    """A row of a list of groups; ``listed`` are the papers of one that has no page of its own.

    ``met`` and ``strong_claims`` lead to the papers that the figures before them count.
    """

    link: Link
    spellings: str
    listed: LinkList
    papers: str
    badge: Badge
    met: Href | None
    share: str
    flags: str
    strong: str
    strong_claims: Href | None


@dataclass(frozen=True, slots=True)
class GroupListView:
    """A page of a list of groups."""

    path: str
    meta: Mapping[str, object]
    title: str
    about: str
    others: Link
    column: str
    caption: str
    rows: tuple[GroupRowView, ...]
    empty: str
    pager: Pager | None
    methodology: Href
    explore: Link | None


@dataclass(frozen=True, slots=True)
class RateRow:
    """The answers of a domain over several papers; ``met`` leads to those."""

    title: str
    href: Href | None
    badge: Badge
    met: Href
    share: str


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of a group, and where what it counts stands."""

    title: str
    text: str
    href: Href


@dataclass(frozen=True, slots=True)
class GroupView:
    """A page of a group."""

    path: str
    meta: Mapping[str, object]
    title: str
    about: str
    back: Link
    summary: tuple[FigureRow, ...]
    domains: tuple[RateRow, ...]
    spellings_summary: str
    rule: str
    spellings: tuple[Field, ...]
    more_spellings: str
    caption: str
    rows: tuple[ScanRow, ...]
    pager: Pager | None
    explore: Link | None


def group_list_view(record: GroupListRecord) -> GroupListView:
    """A page of a list of groups."""
    noun = record.noun
    return GroupListView(
        path=record.path,
        meta=list_meta(record.title, record.place.number, record.about),
        title=record.title,
        about=record.about,
        others=Link(record.others, explore_href(record.path, record.explore_others)),
        column=noun[:1].upper() + noun[1:],
        caption=f"{record.title}: {record.total:,}",
        rows=tuple(
            GroupRowView(
                ref_link(record.path, row.where) if row.where.location else Link(row.where.title, None),
                f"also written {', '.join(row.spellings)}" if row.spellings else "",
                first_few([ref_link(record.path, paper) for paper in row.listed]),
                f"{row.papers:,}",
                tally_badge(row.answers.yes, row.answers.applicable),
                _papers_of(record.path, row, row.explore if not row.where.location else ""),
                share(row.answers),
                per_paper(row.red_flags, row.papers),
                f"{row.strong:,} of {row.claims:,}",
                _papers_of(record.path, row, row.explore_strong),
            )
            for row in record.rows
        ),
        empty=record.empty,
        pager=pager(record.place),
        methodology=to_page(record.path, methodology_path()),
        explore=explore_link(record.path, record.explore, "Filter and sort all papers"),
    )


def group_view(record: GroupRecord) -> GroupView:
    """A page of a group."""
    words, found = load(), record.figures
    number = sum(times for _, times in record.spellings)
    return GroupView(
        path=record.path,
        meta=list_meta(short_title(record.title), record.place.number, _about(record)),
        title=record.title,
        about=record.about,
        back=Link(f"All {record.back.title}", to_page(record.path, page_path(record.back.location))),
        summary=_summary(record, found) if found else (),
        domains=tuple(
            RateRow(
                words.domain(key).title,
                to_page(record.path, page_path(page)) if page else None,
                tally_badge(rate.yes, rate.applicable),
                explore_href(record.path, record.explore) or to_section(_PAPERS),
                share(rate),
            )
            for key, rate, page in record.domains
        ),
        spellings_summary=(
            f"{len(record.spellings) + record.more_spellings:,} spellings are taken for the same"
            if number and found
            else ""
        ),
        rule=record.rule,
        spellings=tuple(Field(short_title(text), counted(times, "paper")) for text, times in record.spellings)
        if found
        else (),
        more_spellings=f"and {counted(record.more_spellings, 'more spelling')}" if record.more_spellings else "",
        caption=newest_first(counted(record.total, "scanned paper"), len(record.rows) if record.is_cut else 0),
        rows=tuple(scan_row(record.path, row) for row in record.rows),
        pager=pager(record.place),
        explore=explore_link(
            record.path,
            record.explore,
            f"All {record.total:,} papers, to filter and to sort"
            if record.is_cut
            else "Filter and sort these papers",
        ),
    )


_PAPERS = "papers"
"""The section of a group's page that lists its papers."""


def _papers_of(origin: str, row: GroupRow, explore: str) -> Href | None:
    """The papers of a group: at an address of the explorer, or on its page; ``None`` where there is neither."""
    place = row.where.location
    own = to_page(origin, page_path(place), section_anchor(_PAPERS)) if place else None
    return explore_href(origin, explore) or own


def _about(record: GroupRecord) -> str:
    papers, found = counted(record.total, "scanned paper"), record.figures
    if not found:
        return papers
    met = f"{found.answers.yes:,} of {found.answers.applicable:,} applicable criteria met"
    return f"{papers} · {met} · {counted(found.red_flags, 'red flag')}"


def _summary(record: GroupRecord, found: Figures) -> tuple[FigureRow, ...]:
    percent, papers = share(found.answers), to_section(_PAPERS)
    return (
        FigureRow("Met", f"{found.answers.yes:,} of {found.answers.applicable:,} applicable criteria"
              + (f" ({percent})" if found.answers.applicable else ""), papers),
        FigureRow("Red flags", f"{found.red_flags:,}, {per_paper(found.red_flags, found.papers)} a paper", papers),
        FigureRow("Strongly supported", f"{found.strong:,} of {counted(found.claims, 'claim')}",
                  explore_href(record.path, record.explore_strong) or papers),
    )  # fmt: skip


def share(found: Tally) -> str:
    """Met of applicable in per cent, with words where nothing is applicable."""
    return "none applicable" if found.percent is None else f"{found.percent}%"


def per_paper(number: int, papers: int) -> str:
    """How many there are a paper, with one decimal, rounded half up."""
    tenths = (20 * number + papers) // (2 * papers) if papers else 0
    return f"{tenths // 10}.{tenths % 10}"
