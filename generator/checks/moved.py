"""Whether what ``moved.yml`` says of pages and entries can be so."""

from __future__ import annotations

from collections.abc import Iterator

from generator.analysis.site import Site
from generator.diagnostics import Diagnostic, finding


def misfits_of_moved(site: Site) -> Iterator[Diagnostic]:
    """What ``moved.yml`` says is gone is gone, and leads, in no circle, to what the site has."""
    for item in site.leads.misfits if site.moved.entries else ():
        yield finding(site.moved.path, "moved-entry", item.message, item.remedy, pointer=item.pointer)
