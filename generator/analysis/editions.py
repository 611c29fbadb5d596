"""Where each scan of a paper has its page.

A paper's page shows its newest scan, at ``scans/a``. Each scan also has an address of its own below that, made from
its version, such as ``scans/a/v4``. Where the name of its file says more than the version (``scan-v4-second.json``),
so does the address (``scans/a/v4-second``), whether there is another scan of this version or not: a scan that is
added later moves none.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Mapping

from generator.identify import short_hash, slug
from generator.model import PaperSummary, ScanSummary


def normal_version(version: str) -> str:
    """``v4``, ``4.0`` and ``04`` as ``4``; the first version calls itself 0b, or 0."""
    word = version.strip()[:20].lower().removeprefix("v").removesuffix(".0")
    if word.isascii() and word.isdigit():
        word = str(int(word))
    return "0b" if word == "0" else word


def editions(papers: Iterable[PaperSummary]) -> Mapping[str, tuple[str, ...]]:
    """The address of each scan, by the paper's location, the newest first as in ``PaperSummary.scans``."""
    papers = tuple(papers)
    # A paper may lie in a folder of this name, below another's.
    taken = {paper.location for paper in papers}
    return {paper.location: _of_paper(paper, taken) for paper in papers}


def _of_paper(paper: PaperSummary, taken: set[str]) -> tuple[str, ...]:
    found: dict[int, str] = {}
    named = [_name(scan, paper.location) for scan in paper.scans]
    # The name of scan-v4.json says its version, that of scan.json does not: the one is kept, the other replaced.
    for number in sorted(range(len(named)), key=lambda number: (not named[number][1], named[number][2])):
        name, _, stem = named[number]
        place, length = f"{paper.location}/{name}", 8
        if place in taken:
            place = f"{paper.location}/{slug(f'{name}-{stem}')}"
        while place in taken:
            place = f"{paper.location}/{slug(f'{name}-{short_hash(stem, length)}')}"
            length += 1
        taken.add(place)
        found[number] = place
    return tuple([found[number] for number in range(len(named))])


_PARTS = re.compile(r"[._-]+")


def _name(scan: ScanSummary, location: str) -> tuple[str, bool, str]:
    """The last step of a scan's address, whether its file's name says its version, and that name."""
    version = f"v{normal_version(scan.version)}"
    stem = posixpath.basename(scan.source.path).rpartition(".")[0]
    if scan.source.line or posixpath.basename(location).startswith(slug(stem)):
        # The paper is named after the file, which holds its only scan.
        return slug(version), False, stem
    parts = [part for part in _PARTS.split(stem.removeprefix("scan")) if part]
    says_version = parts[:1] == [version]
    return slug("-".join([version, *parts[says_version:]])), says_version, stem
