"""Citations of papers, scans and reports for reference managers: with each page, and for the whole site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from generator.addresses import has
from generator.analysis.site import Site
from generator.config import Config, Part
from generator.formats.bibtex import bibtex
from generator.formats.csl import csl_json
from generator.formats.ris import ris
from generator.formats.works import Kind, Work, Writer
from generator.identify import identifier_label, identifier_url
from generator.model import IdentifierKind, PaperSummary, ReportSummary, ScanSummary
from generator.pages.blocks import paper_blocks
from generator.pages.exports_places import (
    all_papers,
    citation_files,
    cited_location,
    name_of,
    names_of,
    page_address,
)
from generator.pages.kinds import Block, BlockAssets, RecordAssets, Wholes, digest

_FORMATS: Mapping[str, Writer] = {"bib": bibtex, "ris": ris, "json": csl_json}
"""The writers, by what the names of their files end with."""


@dataclass(frozen=True, slots=True)
class CitationRecord:
    """A file and the works that it cites."""

    path: str
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class AllCitationsRecord:
    """A file with all works of a kind."""

    path: str
    kind: str


def paper_work(config: Config, paper: PaperSummary) -> Work:
    """The paper itself."""
    scan = paper.scan
    known = {item.kind: item for item in reversed(scan.identifiers)}
    first = known.get(IdentifierKind.DOI) or known.get(IdentifierKind.ARXIV)
    return Work(
        key=name_of(config, paper.location),
        kind=Kind.PAPER,
        title=scan.title,
        authors=scan.authors,
        year=scan.year,
        venue=scan.venue,
        doi=_value(scan, IdentifierKind.DOI),
        arxiv=_value(scan, IdentifierKind.ARXIV),
        url=identifier_url(first) if first else "",
    )


def scan_work(site: Site, paper: PaperSummary) -> Work | None:
    """The newest scan of the paper, of a day if it is known; ``None`` where nobody could find it.

    That is so where the site's address is not known.
    """
    config = site.config
    if not config.site_url:
        return None
    scan = paper.scan
    about = "".join(f"; the paper is {identifier_label(item)}" for item in scan.identifiers[:1])
    return Work(
        key=f"{name_of(config, paper.location)}.scan",
        kind=Kind.PAGE,
        title=f"Scan: {scan.title}",
        group=config.site_name,
        date=site.dates.get(paper.location, ""),
        url=page_address(config, cited_location(site, paper.location)),
        note=f"A language model's answers to a methodological checklist, version {scan.version}{about}",
    )


def report_work(config: Config, item: ReportSummary) -> Work:
    """The report, and the page that shows it where the site's address is known."""
    synthesis = item.synthesis
    return Work(
        key=name_of(config, item.location),
        kind=Kind.REPORT,
        title=synthesis.title,
        date=synthesis.iso_date,
        publisher=synthesis.publisher,
        url=page_address(config, item.location) if config.site_url else "",
    )


def _value(scan: ScanSummary, kind: IdentifierKind) -> str:
    return next((item.value for item in scan.identifiers if item.kind is kind), "")


def _records(site: Site) -> Iterator[CitationRecord]:
    config = site.config
    if not has(config, Part.EXPORTS):
        return
    for paper in site.papers:
        own = scan_work(site, paper)
        yield from _files(paper.location, (paper_work(config, paper), *((own,) if own else ())))
    for item in site.reports:
        yield from _files(item.location, (report_work(config, item),))


def _files(location: str, works: tuple[Work, ...]) -> Iterator[CitationRecord]:
    for path in citation_files(location):
        yield CitationRecord(path, works)


def _all_records(site: Site) -> Iterator[AllCitationsRecord]:
    if has(site.config, Part.EXPORTS):
        papers = ("papers", "scans") if site.config.site_url else ("papers",)
        for kind in (papers if site.papers else ()) + (("syntheses",) if site.reports else ()):
            for path in citation_files(kind):
                yield AllCitationsRecord(path, kind)
    elif site.papers and (path := all_papers(site.config, "bib")):
        yield AllCitationsRecord(path, "papers")


WorkBlocks = tuple[tuple[str, tuple[Work, ...]], ...]
"""Works in blocks, each with a hash of what they say."""


def _all_works(site: Site) -> Mapping[str, WorkBlocks]:
    config = site.config
    blocks = paper_blocks(site, names_of(config, [paper.location for paper in site.papers]))
    reports = tuple([report_work(config, item) for item in site.reports])
    return {
        "papers": tuple([(mark, tuple([paper_work(config, paper) for paper in papers])) for papers, mark in blocks]),
        "scans": tuple([
            (mark, tuple([work for paper in papers if (work := scan_work(site, paper))])) for papers, mark in blocks
        ]),
        "syntheses": ((digest(reports), reports),),
    }  # fmt: skip


def _blocks(record: AllCitationsRecord, works: Mapping[str, WorkBlocks]) -> Iterator[Block]:
    writer = _writer(record.path)
    for number, (mark, several) in enumerate(works[record.kind]):
        yield Block((number == 0, mark), partial(_part, writer, several, number == 0))
    yield Block((), lambda wholes: [writer.after.encode()])


def _part(writer: Writer, works: tuple[Work, ...], is_first: bool, wholes: Wholes) -> list[bytes]:
    return [writer.part(works, is_first=is_first)]


def _writer(path: str) -> Writer:
    return _FORMATS[path.rpartition(".")[2]]


CITATIONS: RecordAssets[CitationRecord] = RecordAssets(
    name="citation", records=_records, data=lambda record: _writer(record.path)(record.works)
)
ALL_CITATIONS: BlockAssets[AllCitationsRecord, Mapping[str, WorkBlocks]] = BlockAssets(
    name="citations of all", records=_all_records, facts=_all_works, blocks=_blocks
)
