"""Claims of all papers: by support level, and those that syntheses share with others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator import limits
from generator.addresses import address, explorer, filters, has
from generator.analysis.claim_lists import PaperClaim, SharedClaim
from generator.analysis.site import Site
from generator.config import Corpus
from generator.model import SupportLevel
from generator.pages.kinds import RecordPages
from generator.shorten import short_title
from generator.views.badges import support_title
from generator.views.claim_lists import (
    ClaimLevelRecord,
    ClaimLevelView,
    ClaimRow,
    ClaimsRecord,
    ClaimsView,
    LevelRecord,
    SharedClaimsRecord,
    SharedClaimsView,
    SharedRow,
    claim_level_view,
    claims_view,
    shared_claims_view,
)
from generator.views.indexes import paged
from generator.views.parts import Ref, page_path

NEWEST = 10
"""Claims of each level on the first page."""
SHARED = 25
"""Places of shared claims on the first page."""


def _row(item: PaperClaim) -> ClaimRow:
    scan = item.paper.scan
    return ClaimRow(
        Ref(item.paper.location, short_title(scan.title)), scan.year, short_title(item.claim.text), item.claim.anchor
    )


def _shared_rows(claims: Iterable[SharedClaim]) -> Iterator[SharedRow]:
    for shared in claims:
        text = short_title(shared.text)
        for paper, own in shared.papers:
            yield SharedRow(text, Ref(paper.location, short_title(paper.scan.title)), own.anchor, own.support, "")
        for report, claim in shared.reports:
            yield SharedRow(
                text, Ref(report.location, short_title(report.synthesis.title)), claim.anchor, claim.verdict,
                short_title(claim.confidence),
            )  # fmt: skip


def _title(level: SupportLevel) -> str:
    if level is SupportLevel.OTHER:
        return "Claims with another word for their support"
    if level is SupportLevel.UNSUPPORTED:
        return "Unsupported claims"
    return f"Claims with {support_title(level).lower()} support"


def _front(site: Site) -> Iterator[ClaimsRecord]:
    if not has(site.config, Corpus.CLAIMS):
        return
    levels = tuple(
        LevelRecord(
            level,
            Ref(address(Corpus.CLAIMS, level.value), _title(level)),
            len(found),
            len({item.paper.location for item in found}),
            tuple(_row(item) for item in found[:NEWEST]),
        )
        for level, found in site.claims_by_level.items()
    )
    shared = site.claims_in_common
    yield ClaimsRecord(
        path=page_path(address(Corpus.CLAIMS)),
        claims=sum(item.claims for item in levels),
        papers=len(site.papers),
        levels=levels,
        shared_where=Ref(address(Corpus.CLAIMS, "shared"), "Shared claims"),
        shared_total=len(shared),
        shared=tuple(_shared_rows(shared[:SHARED]))[:SHARED],
        explore=_filters(site),
        cut=_cut(site),
    )


def _levels(site: Site) -> Iterator[ClaimLevelRecord]:
    if not has(site.config, Corpus.CLAIMS):
        return
    back = Ref(address(Corpus.CLAIMS), "All claims")
    for level, found in site.claims_by_level.items():
        rows = [_row(item) for item in found]
        for place, shown in paged(rows, site.config.rows_per_page, address(Corpus.CLAIMS, level.value)):
            explore = explorer(site.config, ("claims", level.value))
            yield ClaimLevelRecord(level, _title(level), back, place, len(rows), shown, explore)


def _shared(site: Site) -> Iterator[SharedClaimsRecord]:
    if not has(site.config, Corpus.CLAIMS) or not site.claims_in_common:
        return
    rows = list(_shared_rows(site.claims_in_common))
    for place, shown in paged(rows, site.config.rows_per_page, address(Corpus.CLAIMS, "shared")):
        yield SharedClaimsRecord(
            Ref(address(Corpus.CLAIMS), "All claims"), place, len(site.claims_in_common), shown, _cut(site),
            _filters(site) if any(site.claims_by_level.values()) else "",
        )  # fmt: skip


def _filters(site: Site) -> str:
    return filters(site.config, "has claims")


def _cut(site: Site) -> int:
    """How many scans and syntheses have more claims than are looked for in others."""
    of_scans = sum(len(paper.scan.claims) > limits.SHARED for paper in site.papers)
    return of_scans + sum(len(report.synthesis.claims) > limits.SHARED for report in site.reports)


CLAIMS: RecordPages[ClaimsRecord, ClaimsView] = RecordPages(
    name="claims",
    template="claims.md.j2",
    addresses=lambda config: (f"/{Corpus.CLAIMS}/index.md",) if has(config, Corpus.CLAIMS) else (),
    records=_front,
    view=claims_view,
)

CLAIM_LEVELS: RecordPages[ClaimLevelRecord, ClaimLevelView] = RecordPages(
    name="claims of a level",
    template="claim_level.md.j2",
    addresses=lambda config: (
        tuple(f"/{Corpus.CLAIMS}/{level.value}/**/index.md" for level in SupportLevel)
        if has(config, Corpus.CLAIMS)
        else ()
    ),
    records=_levels,
    view=claim_level_view,
)

SHARED_CLAIMS: RecordPages[SharedClaimsRecord, SharedClaimsView] = RecordPages(
    name="shared claims",
    template="shared_claims.md.j2",
    addresses=lambda config: (f"/{Corpus.CLAIMS}/shared/**/index.md",) if has(config, Corpus.CLAIMS) else (),
    records=_shared,
    view=shared_claims_view,
)
