"""What the list of all criteria shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.analysis.tally import Tally
from generator.render.href import Href, to_anchor, to_page
from generator.render.markup import Badge, Link
from generator.shorten import headline
from generator.views.asked import (
    RateRow,
    domain_path,
    few_papers,
    rate_row,
)
from generator.views.badges import tally_badge
from generator.views.indexes import explore_link
from generator.views.parts import counted, methodology_path
from generator.views.scan import Tile
from generator.vocabulary import load


@dataclass(frozen=True, slots=True)
class CriteriaRecord:
    """What the list of all criteria takes from the site: each domain's criteria with their counts."""

    path: str
    domains: tuple[tuple[str, tuple[tuple[str, Tally], ...]], ...]
    left_out: int
    explore: str


@dataclass(frozen=True, slots=True)
class ListedDomain:
    """A domain with its criteria."""

    anchor: str
    title: str
    about: str
    badge: Badge
    href: Href
    share: str
    criteria: tuple[RateRow, ...]
    few: str


@dataclass(frozen=True, slots=True)
class CriteriaView:
    """The list of all domains and their criteria."""

    path: str
    meta: Mapping[str, object]
    methodology: Href
    tiles: tuple[Tile, ...]
    domains: tuple[ListedDomain, ...]
    left_out: str
    explore: Link | None


def criteria_view(record: CriteriaRecord) -> CriteriaView:
    """The view of the list of all criteria."""
    path = record.path
    number = sum(len(criteria) for _, criteria in record.domains)
    total = sum((counts for _, criteria in record.domains for _, counts in criteria), Tally())
    return CriteriaView(
        path=path,
        meta={
            "title": "Criteria",
            "description": f"How many papers meet each of {counted(number, 'criterion', 'criteria')}, and which.",
            "hide": ["navigation"],
            # Its rows are found as the pages that they lead to.
            "search": {"exclude": True},
        },
        methodology=to_page(path, methodology_path()),
        tiles=(
            Tile(str(len(record.domains)), "domain" if len(record.domains) == 1 else "domains"),
            Tile(f"{number:,}", "criterion" if number == 1 else "criteria"),
            Tile(
                f"{total.yes:,} of {total.applicable:,}",
                "applicable criteria met, over all papers",
                to_anchor("domain-1") if record.domains else None,
            ),
        ),
        domains=tuple(_listed(path, place, *domain) for place, domain in enumerate(record.domains)),
        left_out=_left_out(record.left_out),
        explore=explore_link(path, record.explore, "Filter papers by their answers"),
    )


def _listed(path: str, place: int, domain: str, criteria: tuple[tuple[str, Tally], ...]) -> ListedDomain:
    term = load().domain(domain)
    total = sum((counts for _, counts in criteria), Tally())
    return ListedDomain(
        # Keys are anybody's, and two that differ can still be written alike.
        f"domain-{place + 1}",
        headline(term.title),
        term.about,
        tally_badge(total.yes, total.applicable),
        to_page(path, domain_path(domain)),
        "" if total.percent is None else f"{total.percent}%",
        tuple(rate_row(path, domain, criterion, counts) for criterion, counts in criteria),
        few_papers(tuple(counts for _, counts in criteria)),
    )


def _left_out(number: int) -> str:
    """How many criteria have no page."""
    if not number:
        return ""
    criteria = counted(number, "more criterion", "more criteria")
    rest = (
        "has no page; it stands on the pages of its papers"
        if number == 1
        else ("have no pages; they stand on the pages of their papers")
    )
    return f"{criteria} that the vocabulary does not know and that few papers were asked {rest}."
