"""The measurements in words and numbers: growth, targets, tables for a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.dialects import Dialects
from benchmarks.measure import Spread
from benchmarks.race import COLD, EDITED, UNCHANGED, Measurement
from benchmarks.serve import Serve

OURS = "scanpress"
PAGES_ONLY = "scanpress-pages"
PAPERS_ONLY = "scanpress-papers"
ALL_PARTS = "cards, exports and all other parts beside the pages"
_WITHOUT = "scanpress-without-"
CORPUS_SIZE = 10_000
"""Papers from which on the pages about the corpus are held to their aim: their lists end after so many rows."""
_MOST_NAMED = 10
CHANGED = "The code of scanpress changed while it was measured: these figures belong to no version. Measure again."


@dataclass(frozen=True, slots=True)
class Growth:
    """How the cost of a paper in a large corpus compares with that in a small one.

    ``total`` shares the whole build among its papers; ``marginal`` does so after taking off a build without
    papers, and so shows growth that the fixed cost would hide. It is ``None`` where the smaller corpus is so
    small that its builds and those without papers cannot be told apart.
    """

    smaller: int
    larger: int
    cpu_total: float
    cpu_marginal: float | None
    wall_total: float
    wall_marginal: float | None
    page_bytes: float
    """Bytes of a scan's page to those of its scan, in the larger corpus to the same in the smaller.

    Papers differ in length, and the first hundred need not be as long as the others.
    """
    peak: int
    """Bytes of memory in the larger corpus."""
    site_per_paper: float
    """Bytes of the larger site, everything counted, for each paper; built as is advised for its size."""

    def exceeds(self, limit: float) -> bool:
        """Whether a paper's share of processor time grew by more than the factor ``limit``."""
        return max(self.cpu_total, self.cpu_marginal or 0) > limit


def growth(empty: Measurement, small: Measurement, large: Measurement, compact: Measurement) -> Growth:
    """Compare a large corpus with a small one; ``empty`` is a build without papers, the fixed cost.

    ``compact`` is the large one built as is advised for its size.
    """
    fewer = small.papers / large.papers
    return Growth(
        smaller=small.papers,
        larger=large.papers,
        cpu_total=large.cpu.median / small.cpu.median * fewer,
        cpu_marginal=_marginal(empty.cpu, small.cpu, large.cpu, fewer),
        wall_total=large.wall.median / small.wall.median * fewer,
        wall_marginal=_marginal(empty.wall, small.wall, large.wall, fewer),
        page_bytes=_page_to_scan(large) / _page_to_scan(small),
        peak=large.peak,
        site_per_paper=compact.site.total / compact.papers,
    )


def _page_to_scan(item: Measurement) -> float:
    return item.site.page.median / item.scan.median


def _marginal(empty: Spread, small: Spread, large: Spread, fewer: float) -> float | None:
    if small.least <= empty.most:
        return None
    return (large.median - empty.median) / (small.median - empty.median) * fewer


# ----------------------------------------------------------------------------------------- targets


@dataclass(frozen=True, slots=True)
class Target:
    """A figure that the project aims at: ``value`` is to be at most ``limit``, or with ``is_least`` at least."""

    name: str
    value: float
    limit: float
    unit: str = ""
    is_least: bool = False

    @property
    def is_met(self) -> bool:
        """Whether the figure is reached."""
        return self.value >= self.limit if self.is_least else self.value <= self.limit


def targets(measurements: Sequence[Measurement], grown: Growth | None, served: Serve | None) -> list[Target]:
    """The aims of which this run has the figures. They are meant for 1,000 papers, and 10,000 for growth."""
    papers = peers_size(measurements)
    at = {(item.contender, item.start): item for item in measurements if item.papers == papers}
    cold = at.get((OURS, COLD))
    found: list[Target] = []
    if cold:
        seconds = cold.wall.median
        if obvious := at.get(("obvious", COLD)):
            found.append(Target("the obvious build, to cold", obvious.wall.median / seconds, 12, is_least=True))
        if minimal := at.get(("minimal", COLD)):
            found.append(Target("cold, to the minimal renderer", seconds / minimal.wall.median, 1.8))
        if hugo := at.get(("hugo-markdown", COLD)):
            found.append(Target("cold, to Hugo from the same Markdown", seconds / hugo.wall.median, 0.8))
        if hugo := at.get(("hugo-json", COLD)):
            found.append(Target("cold, to Hugo from the JSON", seconds / hugo.wall.median, 2.5))
        if pages_only := at.get((PAGES_ONLY, COLD)):
            found.append(
                Target(f"{ALL_PARTS}, of a cold build's processor time", 100 * _share(pages_only, cold), 30, "%")
            )
            if papers_only := at.get((PAPERS_ONLY, COLD)):
                ratio = pages_only.wall.median / papers_only.wall.median
                found.append(Target("cold with pages only, to cold without corpus pages", ratio, 1.4))
        for start, limit in ((UNCHANGED, 0.12), (EDITED, 0.15)):
            if again := at.get((OURS, start)):
                found.append(Target(f"{start}, to cold, processor time", again.cpu.median / cold.cpu.median, limit))
        found.append(Target("a scan page", cold.site.page.median / 1e3, 55, "kB"))
        found.append(Target("a scan page, compressed", cold.site.page_gzip.median / 1e3, 14, "kB"))
        found.append(Target("first search, compressed", cold.site.first_search_gzip / 1e3, 700, "kB"))
    corpus = _corpus_bytes(measurements)
    if corpus and corpus[0] >= CORPUS_SIZE:
        found.append(Target(f"pages about the corpus, a paper at {corpus[0]:,}", corpus[1] / 1e3, 12, "kB"))
    if served:
        limit = 0.5 if served.papers <= 1_000 else 1.5
        found.append(Target("from saving a scan to its page being served", served.reload.median, limit, "s"))
        if served.idle is not None:
            found.append(Target("processor time of an idle preview", 100 * served.idle, 1, "%"))
    if grown:
        per_paper = max(grown.wall_total, grown.wall_marginal or 0)
        found += [
            Target(f"cost per paper at {grown.larger:,}, to that at {grown.smaller:,}", per_paper, 1.1),
            Target(f"peak memory at {grown.larger:,}", grown.peak / 1e6, 2_000, "MB"),
            *_rebuilds(measurements, grown.larger, papers),
            Target(
                f"site per paper at {grown.larger:,}, as advised for that size", grown.site_per_paper / 1e3, 90, "kB"
            ),
            Target("bytes of a scan page, larger corpus to smaller", grown.page_bytes, 1.01),
        ]
    return found


def _share(without: Measurement, cold: Measurement) -> float:
    """How much of our cold build's processor time the parts take that another build of the corpus does without.

    The least of all runs tells most: what else the machine does only ever adds to it.
    """
    return 1 - without.cpu.least / cold.cpu.least


def _parts(measurements: Sequence[Measurement]) -> str:
    """The share of each part in the largest corpus that was built without each; empty where none was."""
    papers = max((item.papers for item in measurements if item.contender.startswith(_WITHOUT)), default=0)
    at = {item.contender: item for item in measurements if (item.papers, item.start) == (papers, COLD)}
    if OURS not in at:
        return ""
    shares = {
        name.removeprefix(_WITHOUT): 100 * _share(item, at[OURS])
        for name, item in at.items()
        if name.startswith(_WITHOUT)
    }
    listed = ", ".join(f"{name} {share:.0f}%" for name, share in sorted(shares.items(), key=lambda item: -item[1]))
    return f"of a cold build's processor time at {papers:,} papers: {listed}" if listed else ""


def _corpus_bytes(measurements: Sequence[Measurement]) -> tuple[int, float] | None:
    """The papers of the largest site that was also built without pages about the corpus, and the bytes these take."""
    without = {item.papers: item.site.total for item in measurements if item.contender == PAPERS_ONLY}
    both = [item for item in measurements if item.contender == PAGES_ONLY and without.get(item.papers)]
    if not both:
        return None
    largest = max(both, key=lambda item: item.papers)
    return largest.papers, (largest.site.total - without[largest.papers]) / largest.papers


def _rebuilds(measurements: Sequence[Measurement], size: int, known: int) -> Iterator[Target]:
    """The aims of builds after the first at a large ``size``; at ``known`` papers, their costs are told already."""
    at = {item.start: item for item in measurements if (item.contender, item.papers) == (OURS, size)}
    if UNCHANGED in at:
        yield Target(f"peak memory at {size:,}, unchanged", at[UNCHANGED].peak / 1e6, 400, "MB")
    for start, limit in ((UNCHANGED, 0.12), (EDITED, 0.15)):
        if start in at and COLD in at and size != known:
            ratio = at[start].cpu.median / at[COLD].cpu.median
            yield Target(f"{start} at {size:,}, to cold, processor time", ratio, limit)


def peers_size(measurements: Iterable[Measurement]) -> int:
    """The number of papers at which peers were measured; the largest that was fully measured without peers."""
    items = list(measurements)
    sizes = {item.papers for item in items if not item.contender.startswith(OURS)}
    return max(sizes or {item.papers for item in items if item.start != COLD} or {0})


# ------------------------------------------------------------------------------------------ tables


def per_paper(item: Measurement) -> float:
    """Bytes of the site for each paper, everything counted."""
    return item.site.total / item.papers if item.papers else 0


def ratio_to_cold(
    item: Measurement, measurements: Iterable[Measurement], key: Callable[[Measurement], Spread]
) -> float:
    """A cost as a multiple of our cold build's of the same corpus; 0 where there is none."""
    for other in measurements:
        if (other.contender, other.start, other.papers) == (OURS, COLD, item.papers):
            return key(item).median / key(other).median
    return 0.0


def wall(item: Measurement) -> Spread:
    """Seconds."""
    return item.wall


def cpu(item: Measurement) -> Spread:
    """Seconds of processor time."""
    return item.cpu


_HEAD = (
    "build", "papers", "runs", "wall s", "(min-max)", "x cold", "CPU s", "(min-max)", "x cold", "peak MB", "site MB",
    "kB/paper", "page kB", "max", "gzip", "index kB", "gzip", "/scans/ kB",
)  # fmt: skip


def table(measurements: Sequence[Measurement]) -> str:
    """The measurements as plain text, a line each; 1 kB is 1,000 bytes."""
    rows = [_HEAD, *(_cells(item, measurements) for item in measurements)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def _cells(item: Measurement, measurements: Sequence[Measurement]) -> tuple[str, ...]:
    site = item.site
    return (
        item.name,
        f"{item.papers:,}",
        str(item.runs),
        f"{item.wall.median:.2f}",
        f"({item.wall.least:.2f}-{item.wall.most:.2f})",
        f"{ratio_to_cold(item, measurements, wall):.2f}",
        f"{item.cpu.median:.2f}",
        f"({item.cpu.least:.2f}-{item.cpu.most:.2f})",
        f"{ratio_to_cold(item, measurements, cpu):.2f}",
        f"{item.peak / 1e6:.0f}",
        f"{site.total / 1e6:.1f}",
        f"{per_paper(item) / 1e3:.1f}",
        f"{site.page.median / 1e3:.1f}",
        f"{site.page.most / 1e3:.1f}",
        f"{site.page_gzip.median / 1e3:.1f}",
        f"{site.search_index / 1e3:.0f}" if site.search_index else "-",
        f"{site.search_index_gzip / 1e3:.0f}" if site.search_index else "-",
        f"{site.listing / 1e3:.0f}",
    )


def remarks(
    measurements: Sequence[Measurement], grown: Growth | None, served: Serve | None, aims: Sequence[Target]
) -> list[str]:
    """What the table does not say, a line each."""
    ours = [item for item in measurements if (item.contender, item.start) == (OURS, COLD)]
    lines = []
    if ours:
        largest = max(ours, key=lambda item: item.papers)
        lines.append(f"bytes a paper at {largest.papers:,}, everything counted: {per_paper(largest) / 1e3:.1f} kB")
        lines += [
            f"at {item.papers:,} papers the first search downloads "
            f"{item.site.first_search_gzip / 1e3:,.0f} kB compressed"
            for item in ours
            if item.papers
        ]
    corpus = _corpus_bytes(measurements)
    if corpus and corpus[0] < CORPUS_SIZE:
        lines.append(
            f"pages about the corpus take {corpus[1] / 1e3:.1f} kB a paper at {corpus[0]:,} papers; "
            f"the aim of 12 kB is for {CORPUS_SIZE:,}"
        )
    if parts := _parts(measurements):
        lines.append(parts)
    for item in measurements:
        if item.start == COLD and item.content.damaged:
            lines.append(
                f"{item.name}: {item.content.damaged} of {item.content.texts} texts lost what looks like a tag"
            )
    if grown:
        lines.append(
            f"cost per paper at {grown.larger:,} to that at {grown.smaller:,}: CPU {grown.cpu_total:.2f}, "
            f"marginal {_optional(grown.cpu_marginal)}; wall {grown.wall_total:.2f}, "
            f"marginal {_optional(grown.wall_marginal)}; peak {grown.peak / 1e6:.0f} MB; "
            f"{grown.site_per_paper / 1e3:.1f} kB a paper; bytes of a scan page {grown.page_bytes:.3f}"
        )
    if served:
        reload = served.reload
        lines.append(
            f"mkdocs serve, {served.papers:,} papers: from saving a scan to its page being served "
            f"{reload.median:.2f} s ({reload.least:.2f}-{reload.most:.2f}, {served.edits} edits); "
            f"first page after {served.first:.1f} s"
        )
    for aim in aims:
        word, bound = ("met" if aim.is_met else "MISSED"), ("at least" if aim.is_least else "at most")
        lines.append(
            f"target {word}: {aim.name}: {figure(aim.value, aim.unit)}, {bound} {figure(aim.limit, aim.unit)}"
        )
    return lines


def compared(dialects: Dialects | None) -> list[str]:
    """How many pages differ between the dialects, and the first of them with what differs, a line each."""
    if dialects is None:
        return []
    count = f"{len(dialects.different)} of {dialects.pages} pages"
    head = f"at {dialects.papers:,} papers, {count} differ when written directly and through Python-Markdown"
    return [head, *(f"  {line}" for line in dialects.different[:_MOST_NAMED])]


def figure(value: float, unit: str) -> str:
    """A figure with its unit, in no more digits than it is good for."""
    number = f"{value:,.0f}" if value >= 100 else f"{value:.3g}"
    return f"{number} {unit}".strip()


def _optional(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
