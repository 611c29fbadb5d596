"""Papers in blocks: a file of all of them is joined of what each block makes, and an edit has one made again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from generator.analysis.site import Site
from generator.identify import short_hash
from generator.model import PaperSummary
from generator.pages.exports_places import cited_location
from generator.pages.kinds import digest

_TOGETHER = 64
"""Papers in a block, on average, of what summaries say."""


class PaperBlock(NamedTuple):
    """Papers that follow one another. ``mark`` is a hash of all that tables and citations say of them."""

    papers: tuple[PaperSummary, ...]
    mark: str


def together(
    papers: Iterable[PaperSummary], names: Mapping[str, str], average: int
) -> Iterator[tuple[PaperSummary, ...]]:
    """The papers in their order, so many in a block on average, and twice as many at most."""
    several: list[PaperSummary] = []
    for paper in papers:
        several.append(paper)
        # By the name, so that one more paper or one less changes nothing beyond the next such name.
        if int(short_hash(names[paper.location]), 16) % average == 0 or len(several) == 2 * average:
            yield tuple(several)
            several = []
    if several:
        yield tuple(several)


def paper_blocks(site: Site, names: Mapping[str, str]) -> tuple[PaperBlock, ...]:
    """All papers; ``names`` are what they are called in exports, by location."""
    of_all = site.config.site_name, site.asked.domains
    return tuple([
        PaperBlock(papers, digest((of_all, [_said(site, paper) for paper in papers])))
        for papers in together(site.papers, names, _TOGETHER)
    ])  # fmt: skip


def _said(site: Site, paper: PaperSummary) -> object:
    """What is the same for a paper of which nothing else is said, under the same options."""
    place = paper.location
    cited = [site.citations.targets.get((place, number)) for number in range(len(paper.scan.references))]
    # Where another paper stands, a scan's own address is another one.
    return place, cited_location(site, place), [scan.source for scan in paper.scans], site.dates.get(place), cited
