"""Measures what a build costs and how large its site is, for corpora of several sizes.

Run as ``python -m benchmarks.bench``. The exit status is 1 where a paper of the largest corpus costs more
than ``--limit`` times as much as one of the smallest, and 2 where a build fails. Costs are compared in
processor time: it depends less than seconds on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.contenders import CONTENDERS, Contender
from benchmarks.corpus import make_corpus
from benchmarks.measure import BuildError, SiteSize, Spread, Usage, run, site_size

SIZES = (100, 300, 1000)
RUNS = 3
LIMIT = 1.2
"""How much more a paper may cost in the largest corpus than in the smallest."""
_PACKAGES = ("mkdocs", "mkdocs-material", "scanpress")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A contender's builds of one corpus."""

    contender: str
    papers: int
    wall: Spread
    """Seconds."""
    cpu: Spread
    """Seconds of processor time."""
    peak: int
    """Bytes of memory, the most of all runs."""
    site: SiteSize


@dataclass(frozen=True, slots=True)
class Growth:
    """How the cost of a paper in the largest corpus compares with that in the smallest.

    ``total`` shares the whole build among its papers; ``marginal`` does so after taking off a build without
    papers, and so shows growth that the fixed cost would hide. It is ``None`` where the smallest corpus is so
    small that its builds and those without papers cannot be told apart.
    """

    contender: str
    smallest: int
    largest: int
    cpu_total: float
    cpu_marginal: float | None
    wall_total: float
    wall_marginal: float | None

    def exceeds(self, limit: float) -> bool:
        """Whether a paper's share of processor time grew by more than the factor ``limit``."""
        return max(self.cpu_total, self.cpu_marginal or 0) > limit


def measure(contender: Contender, papers: int, runs: int, folder: Path) -> Measurement:
    """Build a corpus of ``papers`` papers ``runs`` times from scratch, in a project inside ``folder``.

    Raises BuildError, and OSError where the project cannot be written.
    """
    project = folder / f"{contender.name}-{papers}"
    _say(f"{contender.name}: making a corpus of {papers}")
    make_corpus(project / "content", papers)
    slugs = [path.name for path in (project / "content" / "scans").iterdir()]
    contender.prepare(project)
    prepared = set(project.iterdir())
    usages: list[Usage] = []
    for number in range(1, runs + 1):
        _remove(set(project.iterdir()) - prepared)
        _say(f"{contender.name}: {papers} papers, run {number} of {runs}")
        usages.append(run(contender.command, project, folder / "build.log"))
    size = site_size(project / contender.output, slugs, contender.search_index)
    shutil.rmtree(project)
    return Measurement(
        contender=contender.name,
        papers=papers,
        wall=Spread.of([usage.wall for usage in usages]),
        cpu=Spread.of([usage.cpu for usage in usages]),
        peak=max(usage.peak for usage in usages),
        site=size,
    )


def growth(measurements: Sequence[Measurement]) -> Growth:
    """Compare a contender's largest corpus with its smallest; the one without papers is the fixed cost.

    Raises ValueError unless there is a measurement with papers and one without.
    """
    ordered = sorted(measurements, key=lambda item: item.papers)
    if len(ordered) < 2 or ordered[0].papers or not ordered[1].papers:
        raise ValueError("growth needs a measurement without papers and one with some")
    empty, small, large = ordered[0], ordered[1], ordered[-1]
    fewer = small.papers / large.papers
    return Growth(
        contender=large.contender,
        smallest=small.papers,
        largest=large.papers,
        cpu_total=large.cpu.median / small.cpu.median * fewer,
        cpu_marginal=_marginal(empty.cpu, small.cpu, large.cpu, fewer),
        wall_total=large.wall.median / small.wall.median * fewer,
        wall_marginal=_marginal(empty.wall, small.wall, large.wall, fewer),
    )


def _marginal(empty: Spread, small: Spread, large: Spread, fewer: float) -> float | None:
    if small.least <= empty.most:
        return None
    return (large.median - empty.median) / (small.median - empty.median) * fewer


def benchmark(
    contenders: Sequence[Contender], sizes: Sequence[int], runs: int
) -> tuple[list[Measurement], list[Growth]]:
    """Measure each contender without papers and with each of ``sizes``. Raises BuildError."""
    measurements: list[Measurement] = []
    growths: list[Growth] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        for contender in contenders:
            own = [measure(contender, papers, runs, Path(folder)) for papers in (0, *sizes)]
            measurements += own
            growths.append(growth(own))
    return measurements, growths


def table(measurements: Sequence[Measurement]) -> str:
    """The measurements as plain text, a line each; 1 kB is 1,000 bytes."""
    head = (
        "build", "papers", "pages", "CPU s", "(min-max)", "wall s", "(min-max)", "peak MB", "site MB",
        "page kB", "max", "gzip", "index kB", "gzip", "/scans/ kB",
    )  # fmt: skip
    rows = [head, *map(_cells, measurements)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def growth_text(item: Growth) -> str:
    """The ratios of ``item`` in words."""
    return (
        f"{item.contender}: cost per paper at {item.largest} to that at {item.smallest}: "
        f"CPU {_ratio(item.cpu_total)}, marginal {_ratio(item.cpu_marginal)}; "
        f"wall {_ratio(item.wall_total)}, marginal {_ratio(item.wall_marginal)}"
    )


def results(measurements: Sequence[Measurement], growths: Sequence[Growth], runs: int) -> dict[str, object]:
    """Everything as data for JSON: seconds and bytes, with the versions that were measured."""
    return {
        "environment": {
            "python": platform.python_version(),
            "system": platform.system(),
            "processors": os.cpu_count(),
            "packages": {name: _version(name) for name in _PACKAGES},
        },
        "runs": runs,
        "measurements": [asdict(item) for item in measurements],
        "growth": [asdict(item) for item in growths],
    }


def _cells(item: Measurement) -> tuple[str, ...]:
    site = item.site
    return (
        item.contender,
        str(item.papers),
        str(site.scan_pages),
        f"{item.cpu.median:.2f}",
        f"({item.cpu.least:.2f}-{item.cpu.most:.2f})",
        f"{item.wall.median:.2f}",
        f"({item.wall.least:.2f}-{item.wall.most:.2f})",
        f"{item.peak / 1e6:.0f}",
        f"{site.total / 1e6:.1f}",
        f"{site.page.median / 1e3:.1f}",
        f"{site.page.most / 1e3:.1f}",
        f"{site.page_gzip.median / 1e3:.1f}",
        f"{site.search_index / 1e3:.0f}",
        f"{site.search_index_gzip / 1e3:.0f}",
        f"{site.listing / 1e3:.0f}",
    )


def _ratio(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _remove(paths: set[Path]) -> None:
    for path in paths:
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _sizes(text: str) -> tuple[int, ...]:
    """``100,300`` as numbers in rising order. Raises ArgumentTypeError where one is no positive number."""
    try:
        sizes = tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError:
        sizes = ()
    if not sizes or sizes[0] < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of numbers above 0, such as 100,300")
    return sizes


def _count(text: str) -> int:
    """A number above 0. Raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def main(arguments: Sequence[str] | None = None, contenders: Sequence[Contender] = CONTENDERS) -> int:
    """The command line; gives back the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bench", description="Measure builds of invented corpora."
    )
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="papers, apart by commas (default: 100,300,1000)")
    parser.add_argument("--runs", type=_count, default=RUNS, help=f"builds of each corpus (default: {RUNS})")
    parser.add_argument(
        "--limit", type=float, default=LIMIT, help=f"growth of a paper's cost that fails (default: {LIMIT})"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    options = parser.parse_args(arguments)
    try:
        measurements, growths = benchmark(contenders, options.sizes, options.runs)
    except BuildError as error:
        _say(str(error))
        return 2
    print(table(measurements))
    for item in growths:
        print(growth_text(item))
    if options.json:
        text = json.dumps(results(measurements, growths, options.runs), indent=2)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    grown = [item for item in growths if item.exceeds(options.limit)]
    for item in grown:
        _say(f"{item.contender}: a paper costs more than {options.limit} times as much in the larger corpus")
    return 1 if grown else 0


if __name__ == "__main__":
    sys.exit(main())
