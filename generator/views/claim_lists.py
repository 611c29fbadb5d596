"""What the pages about claims show: claims by support level and paper, and claims that several texts make."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from generator import limits
from generator.model import SupportLevel, Verdict
from generator.render.href import Href, to_page
from generator.render.markup import Badge, Link
from generator.views.badges import bare_verdict_badge, level_badge
from generator.views.indexes import Pager, Place, explore_link, list_meta, pager
from generator.views.parts import Ref, counted, page_path, ref_link
from generator.vocabulary import load


class ClaimRow(NamedTuple):
    """A claim of a paper, and its anchor on the scan's page."""

    paper: Ref
    year: int | None
    text: str
    anchor: str


class SharedRow(NamedTuple):
    """A place at which a shared claim stands: a scan, with the support level, or a synthesis, with its verdict."""

    text: str
    place: Ref
    anchor: str
    says: SupportLevel | Verdict
    confidence: str


class LevelRecord(NamedTuple):
    """A support level on the first page: how many claims of how many papers have it, and the newest of them."""

    level: SupportLevel
    where: Ref
    claims: int
    papers: int
    rows: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class ClaimsRecord:
    """The page about claims. ``shared`` are the places of the first claims of those ``shared_total``.

    ``cut`` scans and syntheses have more claims than are looked for in others.
    """

    path: str
    claims: int
    papers: int
    levels: tuple[LevelRecord, ...]
    shared_where: Ref
    shared_total: int
    shared: tuple[SharedRow, ...]
    explore: str = ""
    """The address of the explorer with its filters by claims; empty where the site has none."""
    cut: int = 0


@dataclass(frozen=True, slots=True)
class ClaimLevelRecord:
    """A page of all claims of a support level."""

    level: SupportLevel
    title: str
    back: Ref
    place: Place
    total: int
    rows: tuple[ClaimRow, ...]
    explore: str = ""
    """The address of the explorer with the papers that have such claims; empty where the site has none."""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class SharedClaimsRecord:
    """A page of all shared claims; ``total`` is how many there are, and ``cut`` as on the page about claims."""

    back: Ref
    place: Place
    total: int
    rows: tuple[SharedRow, ...]
    cut: int = 0
    explore: str = ""
    """As on the page about claims."""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class PaperClaims:
    """A row: claims of one paper, each a link to its place."""

    paper: Link
    year: str
    claims: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class PlaceView:
    """Where a shared claim stands, and what is said of it there."""

    kind: str
    link: Link
    badge: Badge
    confidence: str


@dataclass(frozen=True, slots=True)
class SharedView:
    """A shared claim and its places."""

    text: str
    places: tuple[PlaceView, ...]


@dataclass(frozen=True, slots=True)
class LevelView:
    """A support level on the first page."""

    title: str
    anchor: str
    badge: Badge
    about: str
    claims: str
    share: str
    papers: str
    href: Href
    caption: str
    rows: tuple[PaperClaims, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ClaimsView:
    """The page about claims."""

    path: str
    meta: Mapping[str, object]
    explore: Link | None
    caption: str
    levels: tuple[LevelView, ...]
    shared_summary: str
    shared: tuple[SharedView, ...]
    shared_href: Href | None


@dataclass(frozen=True, slots=True)
class ClaimLevelView:
    """A page of all claims of a support level."""

    path: str
    meta: Mapping[str, object]
    title: str
    about: str
    back: Link
    explore: Link | None
    caption: str
    rows: tuple[PaperClaims, ...]
    pager: Pager | None


@dataclass(frozen=True, slots=True)
class SharedClaimsView:
    """A page of all shared claims."""

    path: str
    meta: Mapping[str, object]
    back: Link
    explore: Link | None
    summary: str
    shared: tuple[SharedView, ...]
    pager: Pager | None


_BY_SUPPORT = "Filter papers by the support of their claims"


def claims_view(record: ClaimsRecord) -> ClaimsView:
    """The page about claims."""
    path = record.path
    caption = f"{counted(record.claims, 'claim')} of {counted(record.papers, 'scanned paper')}, by support"
    return ClaimsView(
        path=path,
        meta=list_meta("Claims", 1, caption),
        explore=explore_link(path, record.explore if record.claims else "", _BY_SUPPORT),
        caption=caption,
        levels=tuple(_level(path, item, record.claims) for item in record.levels),
        shared_summary=_shared_summary(record.shared_total, record.cut),
        shared=_shared(path, record.shared),
        shared_href=to_page(path, page_path(record.shared_where.location)) if record.shared_total else None,
    )


def claim_level_view(record: ClaimLevelRecord) -> ClaimLevelView:
    """A page of all claims of a support level."""
    caption = f"{counted(record.total, 'claim')}, those of the newest papers first"
    return ClaimLevelView(
        path=record.path,
        meta=list_meta(record.title, record.place.number, caption),
        title=record.title,
        about=_about(record.level),
        back=_back(record.path, record.back),
        explore=explore_link(record.path, record.explore, "Filter and sort the papers with such claims"),
        caption=caption,
        rows=_by_paper(record.path, record.rows),
        pager=pager(record.place),
    )


def shared_claims_view(record: SharedClaimsRecord) -> SharedClaimsView:
    """A page of all shared claims."""
    summary = _shared_summary(record.total, record.cut)
    return SharedClaimsView(
        path=record.path,
        meta=list_meta("Shared claims", record.place.number, summary),
        back=_back(record.path, record.back),
        explore=explore_link(record.path, record.explore, _BY_SUPPORT),
        summary=summary,
        shared=_shared(record.path, record.rows),
        pager=pager(record.place),
    )


def _back(path: str, back: Ref) -> Link:
    return Link(back.title, to_page(path, page_path(back.location)))


def _level(path: str, item: LevelRecord, total: int) -> LevelView:
    shown = len(item.rows)
    return LevelView(
        title=item.where.title,
        anchor=f"{item.level.value}-claims",
        badge=level_badge(item.level),
        about=_about(item.level),
        claims=f"{item.claims:,} of {total:,}",
        share=f"{(200 * item.claims + total) // (2 * total)}%",
        papers=f"{item.papers:,}",
        href=to_page(path, page_path(item.where.location)),
        caption="The newest papers first",
        rows=_by_paper(path, item.rows),
        more=f"All {item.claims:,}" if item.claims > shown else "",
    )


def _about(level: SupportLevel) -> str:
    if level is SupportLevel.OTHER:
        return "The scan has another word for how well the claim is supported, or none."
    return load().term("support_levels", level.value).about


def _by_paper(path: str, rows: Sequence[ClaimRow]) -> tuple[PaperClaims, ...]:
    return tuple(
        PaperClaims(
            ref_link(path, paper),
            "" if year is None else str(year),
            tuple(Link(row.text, to_page(path, page_path(paper.location), row.anchor)) for row in several),
        )
        for (paper, year), several in groupby(rows, key=lambda row: (row.paper, row.year))
    )


def _shared(path: str, rows: Sequence[SharedRow]) -> tuple[SharedView, ...]:
    return tuple(
        SharedView(text, tuple(_place(path, row) for row in several))
        for text, several in groupby(rows, key=lambda row: row.text)
    )


def _place(path: str, row: SharedRow) -> PlaceView:
    is_scan = isinstance(row.says, SupportLevel)
    return PlaceView(
        "Scan" if is_scan else "Synthesis",
        ref_link(path, row.place, row.anchor),
        level_badge(row.says) if isinstance(row.says, SupportLevel) else bare_verdict_badge(row.says),
        f"confidence {row.confidence}" if row.confidence else "",
    )


def _shared_summary(total: int, cut: int) -> str:
    said = (
        f"{counted(total, 'claim')} of syntheses {'stands' if total == 1 else 'stand'} word for word in another "
        "synthesis or in a scan; case and spaces do not matter."
        if total
        else "No claim of a synthesis stands word for word in another synthesis or in a scan."
    )
    longer = f" Of {counted(cut, 'text')} with more of them, only the first {limits.SHARED:,} claims are looked for."
    return said + (longer if cut else "")
