"""The works that papers cite, and the whole of every list that is too long for the page that it belongs to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice

from generator import limits
from generator.addresses import address, explorer, has, some, where
from generator.analysis.cited import Work, by_citations
from generator.analysis.site import Site
from generator.config import Config, Corpus
from generator.linking import ClaimPlace
from generator.model import Identifier, IdentifierKind
from generator.names import compared
from generator.pages.kinds import RecordPages
from generator.pages.refs import paper_ref, report_ref, scan_ref, whole_list
from generator.pages.scan import mentions
from generator.pages.synthesis import same_claim
from generator.shorten import short_title
from generator.views.indexes import Place, paged
from generator.views.parts import Refs, ScanRef
from generator.views.scan import Mention
from generator.views.works import (
    Part,
    Whole,
    WholeRecord,
    WholeRow,
    WholeView,
    WorkRow,
    Works,
    WorksRecord,
    WorksView,
    whole_view,
    works_view,
)

OPEN = 3
"""How many links of a cell stand open."""
TOP = 10
"""How many works of each list the first page has."""


def _works(site: Site) -> Iterator[WorksRecord]:
    if not has(site.config, Corpus.REFERENCES):
        return
    home, found = address(Corpus.REFERENCES), site.cited
    # Most sites list few works, and the start of each list is made of the same ones.
    every = len(found.scanned) + len(found.others)
    top = islice(merge(found.scanned, found.others, key=by_citations), TOP)
    lists = {Works.SCANNED: (found.scanned, 0), Works.NEXT: (found.others, found.rest)}
    parts = [Part(Works.ALL, every, found.rest, _rows(site, top))]
    for kind, (works, rest) in lists.items():
        whole = address(Corpus.REFERENCES, kind) if len(works) > TOP else ""
        parts.append(Part(kind, len(works), rest, _rows(site, works[:TOP]), whole))
    cut = sum(len(paper.scan.references) > limits.CITED for paper in site.papers)
    explore = explorer(site.config, *some("cited")) if found.scanned else ""
    yield WorksRecord(Place(home, 1, 1), tuple(parts), OPEN, home, cut, explore)
    for kind, (works, rest) in lists.items():
        if len(works) > TOP:
            for place, shown in paged(works, site.config.rows_per_page, address(Corpus.REFERENCES, kind)):
                yield WorksRecord(
                    place, (Part(kind, len(works), rest, _rows(site, shown)),), OPEN, home, cut, explore
                )


def _rows(site: Site, works: Iterable[Work]) -> tuple[WorkRow, ...]:
    return tuple([_row(site, work) for work in works])


def _row(site: Site, work: Work) -> WorkRow:
    is_long = _is_long(site, work)
    whole = whole_list(site, *work.key) if not work.paper and is_long else ""
    # Where another page lists all, a row need not.
    most = min(OPEN, site.config.listed_links) if work.paper or is_long else site.config.listed_links
    return WorkRow(
        short_title(work.title),
        work.identifiers,
        scan_ref(site, work.paper) if work.paper else None,
        Refs(tuple([paper_ref(site, place) for place in work.papers[:most]]), len(work.papers), whole),
        Refs(tuple([report_ref(site, place) for place in work.reports[:most]]), len(work.reports), whole),
    )


def _is_long(site: Site, work: Work) -> bool:
    """Whether a row does not list all that cites a work."""
    return max(len(work.papers), len(work.reports)) > site.config.listed_links


def _wholes(site: Site) -> Iterator[WholeRecord]:
    if has(site.config, Corpus.REFERENCES):
        yield from _of_papers(site)
        yield from _of_works(site)
        yield from _of_names(site)
        yield from _of_claims(site)


def _of_papers(site: Site) -> Iterator[WholeRecord]:
    """What cites or names a paper, where its own page does not list all of it."""
    for paper in site.papers:
        place = paper.location
        citing = site.citations.by_papers.get(place, ())
        naming = {*site.citations.by_syntheses.get(place, ()), *dict(site.names.of_paper.get(place, ()))}
        if max(len(citing), len(naming)) > site.config.rows_per_page:
            rows: list[WholeRow] = [*[scan_ref(site, other) for other in citing], *mentions(site, place)]
            yield from _pages(site, Whole.PAPER, ("paper", place), paper.scan.title, rows, about=place)


def _of_works(site: Site) -> Iterator[WholeRecord]:
    for work in site.cited.others:
        if _is_long(site, work):
            rows: list[WholeRow] = [scan_ref(site, place) for place in work.papers]
            rows += [Mention(report_ref(site, place), True, ()) for place in work.reports]
            yield from _pages(site, Whole.WORK, work.key, work.title, rows, identifiers=work.identifiers)


def _of_names(site: Site) -> Iterator[WholeRecord]:
    """The scans that have a name which a synthesis has, too. One page: a name that more have says little of each."""
    found = {compared(name.name): name for names in site.names.of_synthesis.values() for name in names}
    long = {key: name for key, name in sorted(found.items()) if len(name.locations) > site.config.listed_links}
    newest = site.newest if long else ()
    for key, name in long.items():
        here = set(name.locations)
        those = (scan_ref(site, paper.location) for paper in newest if paper.location in here)
        rows = list(islice(those, site.config.rows_per_page))
        yield from _pages(site, Whole.NAME, ("name", key), name.name, rows, papers=len(here))


def _of_claims(site: Site) -> Iterator[WholeRecord]:
    for text, places in site.shared_claims.items():
        if len(places) - 1 > site.config.listed_links:
            rows = [same_claim(site, place) for place in places]
            yield from _pages(site, Whole.CLAIM, ("claim", text), _claim(site, places[0]), rows)


def _claim(site: Site, place: ClaimPlace) -> str:
    """The words of a claim in a report."""
    report = next(item for item in site.reports if item.location == place.location)
    return next(claim.text for claim in report.synthesis.claims if claim.anchor == place.anchor)


def _pages(
    site: Site,
    kind: Whole,
    key: tuple[str, str],
    subject: str,
    rows: Sequence[WholeRow],
    *,
    about: str = "",
    identifiers: tuple[Identifier, ...] = (),
    papers: int = 0,
) -> Iterator[WholeRecord]:
    scans = sum(isinstance(row, ScanRef) for row in rows)
    subject, ref = short_title(subject), paper_ref(site, about) if about else None
    for place, shown in paged(rows, site.config.rows_per_page, address(Corpus.REFERENCES, *key)):
        yield WholeRecord(kind, subject, ref, identifiers, place, papers or scans, len(rows) - scans, shown)


def _addresses(*inner: str) -> Callable[[Config], tuple[str, ...]]:
    """Patterns of pages at these addresses below that of the references, where the site has them."""

    def patterns(config: Config) -> tuple[str, ...]:
        home = where(config, Corpus.REFERENCES)
        return tuple(f"/{home}{part}/index.md" for part in inner) if home else ()

    return patterns


WORKS: RecordPages[WorksRecord, WorksView] = RecordPages(
    name="references",
    template="works.md.j2",
    addresses=_addresses("", *(f"/{kind}{page}" for kind in (Works.SCANNED, Works.NEXT) for page in ("", "/page-*"))),
    records=_works,
    view=works_view,
    listed=lambda record: record.place.home == record.home,
)

WHOLE: RecordPages[WholeRecord, WholeView] = RecordPages(
    name="whole list",
    template="whole.md.j2",
    addresses=_addresses(*(f"/{kind}/**" for kind in ("paper", *IdentifierKind, "title", "name", "claim"))),
    records=_wholes,
    view=whole_view,
)
