"""Whether there is anything at all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.analysis.site import Site
from generator.diagnostics import Diagnostic, finding


def nothing_found(site: Site) -> Iterator[Diagnostic]:
    """There is a scan or a synthesis."""
    # Where something was refused, that has been said, and strict runs fail for it.
    if site.is_complete and not site.papers and not site.reports:
        scans, syntheses = site.config.scans, site.config.syntheses
        yield finding(
            scans,
            "nothing-found",
            "there is no scan and no synthesis; looked for "
            f"{scans}/<slug>/scan.json and {syntheses}/<slug>.txt, .json and .yaml below the content folder",
        )
