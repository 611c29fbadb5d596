"""What pages about references show: the works that papers cite, and whole lists of what cites, names or claims."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from generator import limits
from generator.identify import distinct, section_anchor
from generator.model import Identifier
from generator.render.href import Href, to_page
from generator.render.markup import Badge, Link
from generator.shorten import headline, short_title, short_word
from generator.views.indexes import Pager, Place, explore_link, list_meta, pager
from generator.views.parts import (
    LinkList,
    Ref,
    Refs,
    ScanLink,
    ScanRef,
    counted,
    identifier_links,
    link_list,
    page_path,
    ref_link,
    scan_link,
    whole_link,
)
from generator.views.scan import Mention, mention_view
from generator.views.synthesis import SameClaim


class WorkRow(NamedTuple):
    """What a row shows of a work: ``scan`` is its own, where there is one, and the rest is what cites it."""

    title: str
    identifiers: tuple[Identifier, ...]
    scan: ScanRef | None
    papers: Refs
    reports: Refs


class Works(StrEnum):
    """The lists of works."""

    ALL = "all"
    SCANNED = "scanned"
    NEXT = "scan-next"


class Part(NamedTuple):
    """One of the lists of works on a page.

    ``total`` is how many works the list has in all, and ``rest`` how many it leaves out, each cited by one paper.
    ``whole`` is the address of the page with the list, where only its start stands here.
    """

    kind: Works
    total: int
    rest: int
    rows: tuple[WorkRow, ...]
    whole: str = ""


@dataclass(frozen=True, slots=True)
class WorksRecord:
    """A page about the works that papers cite: the start of several lists, or a page of one.

    ``first`` is how many links of a row stand open, ``home`` the address of the page with the start of each list,
    ``cut`` the number of papers that cite more than is counted, and ``explore`` the address of the explorer with the
    papers that are cited, empty where it has none.
    """

    place: Place
    parts: tuple[Part, ...]
    first: int
    home: str
    cut: int = 0
    explore: str = ""

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class WorkView:
    """A work that papers cite. ``cited`` says how many papers do, and ``also`` how many syntheses, if any."""

    title: str
    identifiers: tuple[Link, ...]
    scan: ScanLink | None
    cited: str
    papers: LinkList
    also: str
    reports: LinkList


@dataclass(frozen=True, slots=True)
class WorksPart:
    """A list of works, or its start; ``whole`` leads to all of it. ``empty`` says what will stand there."""

    anchor: str
    title: str
    about: str
    caption: str
    rows: tuple[WorkView, ...]
    empty: str
    whole: Link | None


@dataclass(frozen=True, slots=True)
class WorksView:
    """A page about the works that papers cite."""

    path: str
    meta: Mapping[str, object]
    title: str
    about: str
    home: Href | None
    explore: Link | None
    parts: tuple[WorksPart, ...]
    pager: Pager | None


_TITLES = {
    Works.ALL: "Most cited",
    Works.SCANNED: "Scanned here",
    Works.NEXT: "Scan next",
}
_ABOUT = {
    Works.ALL: "The works that most scanned papers cite, whether they are scanned here or not.",
    Works.SCANNED: "Scanned papers that other scanned papers cite, each with how many of its applicable criteria it "
    "meets.",
    Works.NEXT: "Works that scanned papers cite and that are not scanned here yet.",
}
_ABOUT_ALL = (
    "Which works the scanned papers cite. A work counts once for each paper that cites it. Syntheses are counted "
    "apart: they only decide between works that equally many papers cite."
)
_EMPTY = {
    Works.ALL: "No scan lists a cited work yet. What scanned papers cite will stand here, the most cited first.",
    Works.SCANNED: "No scanned paper cites another one yet. Those cited will stand here, the most cited first.",
    Works.NEXT: "No scan lists a work that is not scanned here. Such works will stand here, the most cited first.",
}


def works_view(record: WorksRecord) -> WorksView:
    """A page about the works that papers cite."""
    path, kind = record.path, record.parts[0].kind
    is_home = record.place.home == record.home
    title = "References" if is_home else _TITLES[kind]
    about = _ABOUT_ALL if is_home else _ABOUT[kind]
    cut = f" Of {counted(record.cut, 'paper')} with longer lists, only the first {limits.CITED:,} works count."
    return WorksView(
        path,
        list_meta(title, record.place.number, about),
        title,
        about + (cut if record.cut else ""),
        None if is_home else to_page(path, page_path(record.home)),
        explore_link(path, record.explore, "Filter and sort the papers that others cite"),
        tuple([_part(record, part, is_home=is_home) for part in record.parts]),
        pager(record.place),
    )


def _part(record: WorksRecord, part: Part, *, is_home: bool) -> WorksPart:
    return WorksPart(
        f"works-{part.kind}",
        _TITLES[part.kind] if is_home else "",
        _ABOUT[part.kind] if is_home else "",
        _caption(part),
        tuple([_work(record, row) for row in part.rows]),
        _EMPTY[part.kind],
        whole_link(record.path, part.whole, len(part.rows), part.total, "work") if part.whole else None,
    )


def _caption(part: Part) -> str:
    if part.kind is Works.ALL:
        shown, every = len(part.rows), part.total + part.rest
        return f"The {shown:,} most cited of {counted(every, 'work')}" if shown < every else counted(every, "work")
    caption = f"{counted(part.total, 'work')}, most cited first"
    if part.rest:
        caption += f"; {part.rest:,} others are each cited by one paper, whose page has them"
    return caption


def _work(record: WorksRecord, row: WorkRow) -> WorkView:
    path = record.path
    return WorkView(
        row.title,
        identifier_links(distinct(row.identifiers)),
        scan_link(path, row.scan) if row.scan else None,
        counted(row.papers.total, "paper"),
        _citing(record, row, row.papers, "cited-by", "paper"),
        counted(row.reports.total, "synthesis", "syntheses") if row.reports.total else "",
        _citing(record, row, row.reports, "syntheses", "synthesis", "syntheses"),
    )


def _citing(record: WorksRecord, row: WorkRow, citing: Refs, section: str, noun: str, plural: str = "") -> LinkList:
    """What cites a work. Of a scanned one, the section of its page has the whole list, or leads to it."""
    found = link_list(record.path, citing, record.first, noun, plural)
    if row.scan is None or found.whole is None:
        return found
    target = to_page(record.path, page_path(row.scan.ref.location), section_anchor(section))
    return replace(found, whole=Link(found.whole.text, target))


class Whole(StrEnum):
    """What a whole list is of: what cites or names a paper, what cites a work that is not scanned here, ..."""

    PAPER = "paper"
    WORK = "work"
    NAME = "name"
    CLAIM = "claim"


WholeRow = ScanRef | Mention | SameClaim


@dataclass(frozen=True, slots=True)
class WholeRecord:
    """A page of a list that is too long for the page that it belongs to.

    ``subject`` is a title, a name or a claim; ``about`` its page, where it is a paper. ``papers`` and ``reports`` are
    how many there are in all.
    """

    kind: Whole
    subject: str
    about: Ref | None
    identifiers: tuple[Identifier, ...]
    place: Place
    papers: int
    reports: int
    rows: tuple[WholeRow, ...]

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.place.path


@dataclass(frozen=True, slots=True)
class WholeRowView:
    """A row of a whole list: a scan with its share, or a synthesis and how it mentions the subject."""

    link: Link
    badge: Badge | None
    checklist: Href | None
    how: str


@dataclass(frozen=True, slots=True)
class WholeView:
    """A page of a whole list."""

    path: str
    meta: Mapping[str, object]
    title: str
    subject: Link
    identifiers: tuple[Link, ...]
    caption: str
    column: str
    rows: tuple[WholeRowView, ...]
    pager: Pager | None


_OF = {
    Whole.PAPER: ("Cited by", "that cite the paper or share names with it", "Met, or how"),
    Whole.WORK: ("Cited by", "that cite the work", "Met, or how"),
    Whole.NAME: ("Scans with a name", "that have the name", "Met"),
    Whole.CLAIM: ("Syntheses with a claim", "that make the claim", "Confidence"),
}


def whole_view(record: WholeRecord) -> WholeView:
    """A page of a list that is too long for the page that it belongs to."""
    path = record.path
    title, _, column = _OF[record.kind]
    caption = _whole_caption(record)
    return WholeView(
        path,
        list_meta(f"{title}: {short_title(record.subject)}", record.place.number, caption),
        title,
        ref_link(path, record.about) if record.about else Link(headline(record.subject), None),
        identifier_links(distinct(record.identifiers)),
        caption,
        column,
        tuple([_row(path, row) for row in record.rows]),
        pager(record.place),
    )


def _whole_caption(record: WholeRecord) -> str:
    parts = [counted(record.papers, "scan")] if record.papers else []
    parts += [counted(record.reports, "synthesis", "syntheses")] if record.reports else []
    caption = f"{' and '.join(parts)} {_OF[record.kind][1]}"
    # A name that so many scans have says little about any of them, so its list has one page.
    if record.kind is Whole.NAME and record.papers > len(record.rows):
        caption += f": here are the newest {len(record.rows):,}"
    return caption


def _row(path: str, row: WholeRow) -> WholeRowView:
    if isinstance(row, ScanRef):
        scan = scan_link(path, row)
        return WholeRowView(scan.link, scan.badge, scan.checklist, "")
    if isinstance(row, Mention):
        mention = mention_view(path, row)
        return WholeRowView(mention.link, None, None, mention.how)
    link = ref_link(path, row.synthesis, row.anchor)
    return WholeRowView(link, None, None, short_word(row.confidence) or "not stated")
