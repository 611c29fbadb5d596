"""What index pages show: a row for each scan or synthesis, on as many pages as the rows take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from generator import limits
from generator.analysis.tally import Tally, tally
from generator.identify import section_anchor
from generator.model import PaperSummary, ReportSummary, Verdict
from generator.render.href import Href, to_page
from generator.render.markup import Badge, Link
from generator.shorten import short_title
from generator.views.badges import tally_badge
from generator.views.parts import Ref, counted, description, page_path, ref_link
from generator.views.verdicts import alerts
from generator.vocabulary import load


class PaperRow(NamedTuple):
    """What a row of an index of scans shows of a paper."""

    paper: Ref
    year: int | None
    venue: str
    answers: Tally
    red_flags: int
    tags: tuple[str, ...]


class ReportRow(NamedTuple):
    """What a row of an index of syntheses shows of a report."""

    report: Ref
    date: str
    claims: int
    verified: int
    references: int
    score: str
    standing: str


def paper_row(paper: PaperSummary) -> PaperRow:
    """The row of one paper."""
    scan = paper.scan
    return PaperRow(
        Ref(paper.location, short_title(scan.title)),
        scan.year,
        short_title(scan.venue),
        tally(scan.answers.letters),
        len(scan.red_flags),
        tuple([short_title(tag) for tag in scan.tags[: limits.GROUPS]]),
    )


def report_row(item: ReportSummary) -> ReportRow:
    """The row of one synthesis."""
    synthesis = item.synthesis
    return ReportRow(
        Ref(item.location, short_title(synthesis.title)),
        synthesis.iso_date or short_title(synthesis.date),
        len(synthesis.claims),
        sum(claim.verdict is Verdict.VERIFIED for claim in synthesis.claims),
        len(synthesis.references),
        short_title(synthesis.score),
        " ".join(alerts(synthesis)),
    )


Row = TypeVar("Row")


_NEAR = 3
"""To so many pages before and after its own a pager links."""


class Place(NamedTuple):
    """Which of how many pages of an index this is, counted from 1, and the address of the first."""

    home: str
    number: int
    pages: int

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return _path(self.home, self.number)

    def is_cut(self, listed: int, total: int) -> bool:
        """Whether a list with ``listed`` rows on this page leaves some of all out; the explorer has them."""
        return self.pages == 1 and listed < total


@dataclass(frozen=True, slots=True)
class PaperIndexRecord:
    """A page of an index of scans. ``total`` is how many papers the whole index has, ``browse`` are other lists."""

    title: str
    place: Place
    total: int
    rows: tuple[PaperRow, ...]
    browse: tuple[Ref, ...] = ()
    feed: str = ""
    """The address of the feed of new scans, empty where there is none."""
    explore: str = ""
    """The address of the explorer, empty where the site has none."""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class ReportIndexRecord:
    """A page of an index of syntheses. ``total`` is how many reports the whole index has."""

    title: str
    place: Place
    total: int
    rows: tuple[ReportRow, ...]
    explore: str = ""
    """The address of the explorer with the papers that syntheses cite, empty where it has none."""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


def paged(rows: Sequence[Row], size: int, home: str) -> Iterator[tuple[Place, tuple[Row, ...]]]:
    """The rows of each page of an index, ``size`` of them on each; at least one page."""
    pages = max(1, -(-len(rows) // size))
    for number in range(1, pages + 1):
        yield Place(home, number, pages), tuple(rows[(number - 1) * size : number * size])


@dataclass(frozen=True, slots=True)
class ScanRow:
    """A row of the index of scans."""

    link: Link
    year: str
    venue: str
    badge: Badge
    red_flags: str
    tags: str
    checklist: Href
    """The place of the page that shows which criteria are met."""


@dataclass(frozen=True, slots=True)
class SynthesisRow:
    """A row of the index of syntheses."""

    link: Link
    date: str
    claims: str
    verified: str
    references: str
    score: str
    standing: str
    """What the publisher says against the report; empty where that is nothing."""


@dataclass(frozen=True, slots=True)
class Pager:
    """Which of how many pages this is, and where the others are."""

    text: str
    pages: tuple[Link, ...]
    number: int


@dataclass(frozen=True, slots=True)
class ScanIndexView:
    """A page of the index of scans."""

    path: str
    meta: Mapping[str, object]
    title: str
    caption: str
    rows: tuple[ScanRow, ...]
    pager: Pager | None
    browse: tuple[Link, ...]
    explore: Link | None


@dataclass(frozen=True, slots=True)
class SynthesisIndexView:
    """A page of the index of syntheses."""

    path: str
    meta: Mapping[str, object]
    title: str
    caption: str
    rows: tuple[SynthesisRow, ...]
    pager: Pager | None
    explore: Link | None


def scan_row(origin: str, row: PaperRow) -> ScanRow:
    """A row of one paper."""
    words = load()
    return ScanRow(
        ref_link(origin, row.paper),
        "" if row.year is None else str(row.year),
        row.venue,
        tally_badge(row.answers.yes, row.answers.applicable),
        str(row.red_flags),
        short_title(", ".join(words.term("methodology_tags", tag).title for tag in row.tags)),
        to_page(origin, page_path(row.paper.location), section_anchor("checklist")),
    )


def synthesis_row(origin: str, row: ReportRow) -> SynthesisRow:
    """A row of one synthesis."""
    return SynthesisRow(
        ref_link(origin, row.report),
        row.date,
        str(row.claims),
        str(row.verified),
        str(row.references),
        row.score,
        row.standing,
    )


def scan_index_view(record: PaperIndexRecord) -> ScanIndexView:
    """A page of the index of scans, newest papers first."""
    total = record.total
    caption = newest_first(counted(total, "scanned paper")) if total else "No scanned papers yet"
    return ScanIndexView(
        record.path,
        {**list_meta(record.title, record.place.number, caption), **({"feed": record.feed} if record.feed else {})},
        record.title,
        caption,
        tuple(scan_row(record.path, row) for row in record.rows),
        pager(record.place),
        tuple(ref_link(record.path, ref) for ref in record.browse),
        explore_link(record.path, record.explore, "Filter and sort all papers"),
    )


def synthesis_index_view(record: ReportIndexRecord) -> SynthesisIndexView:
    """A page of the index of syntheses, newest first."""
    total = record.total
    caption = newest_first(counted(total, "synthesis", "syntheses")) if total else "No syntheses yet"
    return SynthesisIndexView(
        record.path,
        list_meta(record.title, record.place.number, caption),
        record.title,
        caption,
        tuple(synthesis_row(record.path, row) for row in record.rows),
        pager(record.place),
        explore_link(record.path, record.explore, "Filter and sort the papers that syntheses cite"),
    )


def _path(home: str, number: int) -> str:
    return page_path(home) if number == 1 else page_path(f"{home}/page-{number}")


def pager(place: Place) -> Pager | None:
    """Links to the pages of a list, ``None`` where it has only one: the first, the last and those nearby."""
    if place.pages == 1:
        return None
    links: list[Link] = []
    before = 0
    for other in _nearby(place):
        if other > before + 1:
            links.append(Link("…", None))
        links.append(
            Link(str(other), None if other == place.number else to_page(place.path, _path(place.home, other)))
        )
        before = other
    return Pager(f"Page {place.number} of {place.pages}", tuple(links), place.number)


def _nearby(place: Place) -> Iterator[int]:
    """The numbers of the pages that a pager links to. No gap hides a single page."""
    for other in range(1, place.pages + 1):
        is_near = abs(other - place.number) <= _NEAR
        is_end = other in (1, place.pages)
        is_single = other == 2 == place.number - _NEAR - 1 or other == place.pages - 1 == place.number + _NEAR + 1
        if is_near or is_end or is_single:
            yield other


def newest_first(papers: str, shown: int = 0) -> str:
    """What is said of a list of so many ``papers``, in words; ``shown`` are listed where it leaves some out."""
    if shown:
        return f"The newest {shown:,} of {papers}"
    return papers if papers.startswith("1 ") else f"{papers}, newest first"


def explore_link(origin: str, place: str, words: str) -> Link | None:
    """A link to the explorer at an address of ``addresses.explorer``; ``None`` where the site has none."""
    if not place:
        return None
    return Link(words, explore_href(origin, place))


def explore_href(origin: str, place: str) -> Href | None:
    """The same without words, as for a figure that leads to the papers that it counts."""
    location, _, asked = place.partition("?")
    return to_page(origin, page_path(location), query=asked) if place else None


def list_meta(title: str, number: int, about: str = "") -> Mapping[str, object]:
    """The front matter of a page of a list; ``about`` says in a sentence what it lists."""
    return {
        "title": title if number == 1 else f"{title}, page {number}",
        **({"description": description(about)} if about else {}),
        "hide": ["navigation", "toc"],
        # Its rows are found as the pages that they lead to.
        "search": {"exclude": True},
    }
