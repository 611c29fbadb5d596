"""Whether what ``families.yml`` names is there."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz, process

from generator.analysis.families import flag_key
from generator.analysis.site import Site
from generator.diagnostics import Diagnostic, finding, quoted

_ASKED = 50
"""Names for which one that may be meant is looked for."""
_LIKE = 75
"""The least similarity (of 100) of a name that may be meant."""


def unknown_flag_names(site: Site) -> Iterator[Diagnostic]:
    """The names in ``families.yml`` are those of red flags, but for what a family is called."""
    corrections = site.corrections
    named = [name for own in corrections.families for name in own.names]
    named += [name for names in corrections.apart for name in names]
    if not named:
        return
    known = {flag_key(flag.name): flag.name for paper in site.papers for flag in paper.scan.red_flags}
    asked = 0
    for name in named:
        key = flag_key(name.text)
        if key in known:
            continue
        asked += 1
        like = None
        if asked <= _ASKED:
            like = process.extractOne(key, list(known), scorer=fuzz.ratio, score_cutoff=_LIKE)
        question = f"; did you mean {quoted(known[like[0]])}?" if like else ""
        yield finding(
            corrections.path,
            "family-entry",
            f"no red flag is called {quoted(name.text)}{question}",
            "write it as scans do, or remove it",
            pointer=name.pointer,
        )
