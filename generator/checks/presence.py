"""Whether there is anything at all."""

from __future__ import annotations

from collections.abc import Iterator

from generator.analysis.site import Site
from generator.diagnostics import Diagnostic, finding


def nothing_found(site: Site) -> Iterator[Diagnostic]:
    """There is a scan or a synthesis."""
    # Where something was refused, that has been said, and strict runs fail for it.
    if site.is_complete and not site.papers and not site.reports:
        scans, syntheses = (
            " and ".join(
                f"{home.path}/{place}"
                for home in site.config.homes_of(kind)
                for place in home.patterns or (f"<slug>{ending}",)
            )
            for kind, ending in (("scans", "/scan.json"), ("syntheses", ".txt, .json and .yaml"))
        )
        yield finding(
            site.config.homes[0].path,
            "nothing-found",
            f"there is neither a scan nor a synthesis; looked for {scans} and {syntheses} from the content folder",
        )
