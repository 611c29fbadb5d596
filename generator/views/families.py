"""What the pages about red flags show: all families, and each with its flags."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from generator.render.href import to_page
from generator.render.markup import Field, Link
from generator.views.indexes import Pager, Place, explore_link, list_meta, pager
from generator.views.parts import LinkList, Ref, counted, first_few, page_path, ref_link

NAMELESS = "Red flag without a name"


class FlagRef(NamedTuple):
    """A red flag on the page of a scan: the page, and the flag's anchor there."""

    paper: Ref
    anchor: str


class FamilyRow(NamedTuple):
    """What the list shows of a family: its page, and a flag of each paper where it has no page, or a single paper."""

    where: Ref
    papers: int
    flags: int
    wordings: int
    listed: tuple[FlagRef, ...] = ()


class FlagRow(NamedTuple):
    """What a family's page shows of a red flag."""

    flag: FlagRef
    year: int | None
    name: str
    detail: str


@dataclass(frozen=True, slots=True)
class FamilyListRecord:
    """A page of the list of families. ``scanned`` is how many papers there are, ``rule`` what a family is."""

    title: str
    rule: str
    place: Place
    total: int
    scanned: int
    rows: tuple[FamilyRow, ...]
    explore: str

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class FamilyRecord:
    """A page of a family. ``scanned``, how many papers there are, and ``wordings`` stand on the first page only."""

    title: str
    back: Ref
    rule: str
    place: Place
    papers: int
    flags: int
    scanned: int
    wordings: tuple[tuple[str, int], ...]
    more_wordings: int
    rows: tuple[FlagRow, ...]
    explore: str

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class FamilyRowView:
    """A row of the list of families."""

    link: Link
    listed: LinkList
    papers: str
    share: str
    flags: str
    wordings: str


@dataclass(frozen=True, slots=True)
class FamilyListView:
    """A page of the list of families."""

    path: str
    meta: Mapping[str, object]
    title: str
    about: str
    caption: str
    rows: tuple[FamilyRowView, ...]
    pager: Pager | None
    explore: Link | None


@dataclass(frozen=True, slots=True)
class FlagRowView:
    """A row of a family's page."""

    paper: Link
    year: str
    flag: Link
    detail: str


@dataclass(frozen=True, slots=True)
class FamilyView:
    """A page of a family."""

    path: str
    meta: Mapping[str, object]
    title: str
    back: Link
    summary: str
    wordings_summary: str
    rule: str
    wordings: tuple[Field, ...]
    more_wordings: str
    caption: str
    rows: tuple[FlagRowView, ...]
    pager: Pager | None
    explore: Link | None


def family_list_view(record: FamilyListRecord) -> FamilyListView:
    """A page of the list of families."""
    path = record.path
    caption = f"{counted(record.total, 'family', 'families')} of red flags, the commonest first"
    return FamilyListView(
        path=path,
        meta=list_meta(record.title, record.place.number, caption),
        title=record.title,
        about=record.rule,
        caption=caption,
        rows=tuple(
            FamilyRowView(
                _named(path, row),
                first_few([ref_link(path, flag.paper, flag.anchor) for flag in row.listed]),
                f"{row.papers:,}",
                _share(row.papers, record.scanned),
                f"{row.flags:,}",
                f"{row.wordings:,}",
            )
            for row in record.rows
        ),
        pager=pager(record.place),
        explore=explore_link(path, record.explore, "Filter papers by their red flags"),
    )


def _named(path: str, row: FamilyRow) -> Link:
    """What a family is called, and its page, or else the flag of its only paper."""
    if not row.where.location and len(row.listed) == 1:
        (flag,) = row.listed
        return Link(row.where.title, to_page(path, page_path(flag.paper.location), flag.anchor))
    return ref_link(path, row.where) if row.where.location else Link(row.where.title, None)


def family_view(record: FamilyRecord) -> FamilyView:
    """A page of a family."""
    path, number = record.path, len(record.wordings) + record.more_wordings
    summary = (
        f"{record.papers:,} of {counted(record.scanned, 'scanned paper')} "
        f"({_share(record.papers, record.scanned)}) {'has' if record.papers == 1 else 'have'} this red flag"
        + (f", {record.flags:,} times in all." if record.flags > record.papers else ".")
        if record.scanned
        else ""
    )
    order = ", those of the newest papers first" if record.papers > 1 else ""
    caption = f"{counted(record.flags, 'red flag')}{order}"
    return FamilyView(
        path=path,
        meta=list_meta(record.title, record.place.number, summary or caption),
        title=record.title,
        back=Link("All red flags", to_page(path, page_path(record.back.location))),
        summary=summary,
        wordings_summary=f"{number:,} wordings are taken for the same",
        rule=record.rule,
        wordings=tuple(Field(text or NAMELESS, counted(times, "red flag")) for text, times in record.wordings)
        if number > 1
        else (),
        more_wordings=f"and {counted(record.more_wordings, 'more wording')}" if record.more_wordings else "",
        caption=caption,
        rows=tuple(
            FlagRowView(
                ref_link(path, row.flag.paper),
                "" if row.year is None else str(row.year),
                Link(row.name or NAMELESS, to_page(path, page_path(row.flag.paper.location), row.flag.anchor)),
                row.detail,
            )
            for row in record.rows
        ),
        pager=pager(record.place),
        explore=explore_link(path, record.explore, "Filter and sort these papers"),
    )


def _share(number: int, of: int) -> str:
    """A share in per cent, rounded half up; below one as such."""
    percent = (200 * number + of) // (2 * of) if of else 0
    return f"{percent}%" if percent or not number else "below 1%"
