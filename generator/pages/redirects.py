"""Addresses that lead on: files of HTML at one address that lead to a page at another, and keep the fragment.

``redirect`` makes the record of one, ``redirects`` an asset type of such records. ``IDENTIFIERS`` are those at which
a paper is found by its identifiers: ``arxiv/2502.10391/`` and ``doi/10.48550/arxiv.2502.10391/``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from generator.addresses import absolute, has
from generator.analysis.site import Site
from generator.config import Part
from generator.identify import identifier_label, is_device
from generator.model import Identifier, IdentifierKind
from generator.pages.cards import card_url
from generator.pages.kinds import RecordAssets
from generator.render.href import page_url
from generator.render.redirect import LeadingPage, Onward, Preview, leading_page
from generator.views.parts import counted
from generator.views.verdicts import scan_figures, scan_title, synthesis_figures


@dataclass(frozen=True, slots=True)
class LeadingRecord:
    """A page that leads on, and how the site writes addresses (``Config.directory_urls``)."""

    page: LeadingPage
    directory_urls: bool

    @property
    def path(self) -> str:
        """The file below the site."""
        return self.page.path

    @property
    def leads_to(self) -> str:
        """The path of the page to which it leads, empty where it leads to none or to several."""
        return self.page.target.page if self.page.target else ""


def leading_data(record: LeadingRecord) -> bytes:
    """The file's bytes."""
    return leading_page(record.page, directory_urls=record.directory_urls)


def redirects(name: str, records: Callable[[Site], Iterable[LeadingRecord]]) -> RecordAssets[LeadingRecord]:
    """A type of files that lead on."""
    return RecordAssets(name=name, records=records, data=leading_data, leads_to=lambda record: record.leads_to)


def redirect(
    site: Site, address: str, page: str, anchor: str = "", links: tuple[Onward, ...] = (), *, heading: str = ""
) -> LeadingRecord:
    """What stands at ``address`` (such as ``scans/old``) and leads to ``page`` (``scans/new/index.md``).

    A fragment in the address is kept, unless one of the ``links`` has it as its id: then that says where it leads.
    ``anchor`` is for an address without fragment.
    """
    shown = preview(site, page)
    return LeadingRecord(
        LeadingPage(
            file_at(address),
            shown,
            heading or "This page has moved",
            target=Onward(page, shown.title, anchor),
            links=links,
        ),
        site.config.directory_urls,
    )


def preview(site: Site, page: str) -> Preview:
    """What a link to a page (its path below the content folder) shows before it is opened."""
    config = site.config
    url = absolute(config, page_url(page, config.directory_urls))
    location = page.removesuffix("/index.md")
    title = site.title_at(location)
    if scan := site.scan_at(location):
        if location in site.paper_titles:
            return Preview(f"Scan: {title}", scan_figures(scan), url, card_url(config, location))
        return Preview(f"Scan: {scan_title(title, scan.version)}", scan_figures(scan), url)
    if report := site.synthesis_at(location):
        return Preview(f"Synthesis: {title}", synthesis_figures(report), url, card_url(config, location))
    return Preview(f"The page {page_url(page, config.directory_urls).rstrip('/') or '/'}", "", url)


def file_at(address: str) -> str:
    """The file below the site that stands at an address such as ``scans/a``, ``scans/a/`` or ``a/b.html``."""
    return address if address.endswith(".html") else f"{address.rstrip('/')}/index.html".removeprefix("/")


# What every file system can hold and no browser writes in another way.
_STEP = re.compile(r"[a-z0-9_(](?:[a-z0-9._()+,=~@!$&-]{0,150}[a-z0-9_()])?", re.ASCII)


def identifier_address(identifier: Identifier) -> str:
    """The address at which a paper is found by an identifier, in lower case; empty where it cannot be one.

    That leaves out DOIs with signs that mean something in an address or that a file system refuses, such as those of
    1990s journals with ``<``, ``;`` and ``#``.
    """
    steps = identifier.value.lower().split("/")
    if not all(_STEP.fullmatch(step) and not step.endswith(".html") and not is_device(step) for step in steps):
        return ""
    return "/".join([identifier.kind.value, *steps])


def identifier_addresses(identifiers: Iterable[Identifier]) -> dict[str, Identifier]:
    """The addresses at which a paper with these identifiers is found, and the identifier of each."""
    own = set(identifiers)
    # What arXiv registers for every paper: https://info.arxiv.org/help/doi.html
    own |= {
        Identifier(IdentifierKind.DOI, f"10.48550/arxiv.{item.value.lower()}")
        for item in own
        if item.kind is IdentifierKind.ARXIV
    }
    return {address: identifier for identifier in sorted(own) if (address := identifier_address(identifier))}


def _records(site: Site) -> Iterator[LeadingRecord]:
    if not has(site.config, Part.IDENTIFIERS):
        return
    found: dict[str, list[str]] = defaultdict(list)
    labels: dict[str, str] = {}
    for paper in site.papers:
        for address, identifier in identifier_addresses(paper.identifiers).items():
            found[address].append(paper.location)
            labels[address] = identifier_label(identifier)
    for address in sorted(found):
        places, label = found[address], labels[address]
        pages = [f"{place}/index.md" for place in places]
        if len(pages) == 1:
            yield redirect(site, address, pages[0], heading=label)
        else:
            yield _choice(site, address, label, pages)


def _choice(site: Site, address: str, label: str, pages: list[str]) -> LeadingRecord:
    """Several papers have one identifier, which is a mistake in some of them: readers have to choose."""
    shown = pages[: site.config.listed_links]
    said = f"{counted(len(pages), 'paper')} here have this identifier."
    return LeadingRecord(
        LeadingPage(
            file_at(address),
            Preview(label, said),
            label,
            (said,),
            links=tuple([Onward(page, preview(site, page).title) for page in shown]),
        ),
        site.config.directory_urls,
    )


IDENTIFIERS = redirects("identifier", _records)
