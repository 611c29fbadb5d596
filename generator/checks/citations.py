"""References that lead to more than one paper."""

from __future__ import annotations

from collections.abc import Iterator

from generator.analysis.site import Site
from generator.diagnostics import Diagnostic, finding


def ambiguous_citations(site: Site) -> Iterator[Diagnostic]:
    """A reference that fits several scanned papers is linked to none of them."""
    for item in site.citations.ambiguities:
        yield finding(
            item.file,
            "ambiguous-reference",
            f"by {item.by} this reference fits {len(item.candidates)} papers ({', '.join(item.candidates[:5])}"
            f"{', …' if len(item.candidates) > 5 else ''}); it is linked to none",
            pointer=item.pointer,
        )
