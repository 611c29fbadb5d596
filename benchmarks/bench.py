"""Measures what a build costs and how large its site is, beside other ways to build the same pages.

Run as ``python -m benchmarks.bench``. The exit status is 1 where a paper of the larger corpus of ``--growth`` costs
more than ``--limit`` times as much as one of the smaller, 2 where scanpress' own build fails, and 3 where a page that
``--compare`` builds with ``fast: true`` differs from the same with ``fast: false``. Growth is judged by processor
time: it depends less than seconds on what else the machine does.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.contenders import COMPRESSED, OURS, PAGES_ONLY, PAPERS_ONLY, WITHOUT, Contender, prepare_scanpress
from benchmarks.dialects import Dialects, compare_dialects
from benchmarks.measure import BuildError
from benchmarks.peers import KEYS, LeftOut, choose, find_peers
from benchmarks.race import COLD, Measurement, make_project, race
from benchmarks.report import CHANGED, Growth, compared, growth, remarks, table, targets
from benchmarks.serve import Serve, measure_serve
from benchmarks.subject import code_digest

SIZES = (100, 300, 1_000)
RUNS = 3
GROWTH = (100, 1_000)
LIMIT = 1.2
"""How much more a paper may cost in the larger corpus than in the smaller."""
COMPARED = 300
"""Papers in the corpus of which both dialects are compared."""
LARGE = 5_000
"""From here on a site is also built as the guide advises for its size, with the inputs compressed."""
PEERS_AT = 1_000
"""Peers are measured at the largest size that is not above this."""
ONCE_ABOVE = 3_000
"""Corpora that are larger are built once."""
_PACKAGES = ("mkdocs", "mkdocs-material", "jinja2", "pydantic", "scanpress")


@dataclass(frozen=True, slots=True)
class Plan:
    """What is measured."""

    sizes: tuple[int, ...]
    growth: tuple[int, int] | None
    runs: int
    peers: tuple[Contender, ...]
    serve: bool
    compare: int | None
    """The papers of the corpus of which both dialects are compared."""

    @property
    def peers_at(self) -> int:
        """How many papers the corpus has that the peers build too."""
        return max((size for size in self.sizes if size <= PEERS_AT), default=self.sizes[0])


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was measured."""

    measurements: list[Measurement]
    left_out: list[LeftOut]
    growth: Growth | None
    serve: Serve | None
    dialects: Dialects | None
    code: str
    """A digest of the code of scanpress that was measured."""
    is_one_version: bool
    """Whether that code stayed the same from the first build to the last."""


def benchmark(plan: Plan) -> Outcome:
    """Measure all that is planned. Raises BuildError where a build of scanpress fails."""
    measurements: list[Measurement] = []
    left_out: list[LeftOut] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        code = code_digest(folder)
        fixed = {0, *plan.growth} if plan.growth else set()
        for papers in sorted({*plan.sizes, *fixed}):
            ours = OURS if papers in plan.sizes else replace(OURS, rebuilds=False)
            peers = plan.peers if papers == plan.peers_at else ()
            if papers == plan.peers_at or papers >= LARGE:
                peers = (*peers, PAGES_ONLY, PAPERS_ONLY)
            if papers == plan.peers_at:
                peers = (*peers, *WITHOUT)
            if papers >= LARGE:
                peers = (*peers, COMPRESSED)
            runs = plan.runs if papers <= ONCE_ABOVE else 1
            measured, failed = race((ours, *peers), papers, runs, folder, _say)
            measurements += measured
            left_out += failed
        served = None
        if plan.serve:
            _say(f"{plan.peers_at} papers: edits while mkdocs serve runs")
            project = folder / "serve"
            make_project(project, plan.peers_at)
            prepare_scanpress(project)
            served = measure_serve(project)
        dialects = None
        if plan.compare:
            _say(f"{plan.compare} papers: written directly and through Python-Markdown")
            dialects = compare_dialects(plan.compare, folder)
        is_one_version = code_digest(folder) == code
    cold = {item.papers: item for item in measurements if (item.contender, item.start) == (OURS.key, COLD)}
    compact = {item.papers: item for item in measurements if item.contender == COMPRESSED.key}
    grown = None
    if plan.growth:
        smaller, larger = plan.growth
        grown = growth(cold[0], cold[smaller], cold[larger], compact.get(larger, cold[larger]))
    return Outcome(measurements, left_out, grown, served, dialects, code, is_one_version)


def results(plan: Plan, outcome: Outcome, versions: dict[str, str]) -> dict[str, object]:
    """Everything as data for JSON: seconds and bytes, with the versions that were measured."""
    aims = targets(outcome.measurements, outcome.growth, outcome.serve)
    return {
        "environment": {
            "python": platform.python_version(),
            "system": platform.system(),
            "processors": os.cpu_count(),
            "packages": {**{name: _version(name) for name in _PACKAGES}, **versions},
        },
        "code": {"digest": outcome.code, "is_one_version": outcome.is_one_version},
        "runs": plan.runs,
        "compared_at": plan.peers_at,
        "measurements": [asdict(item) for item in outcome.measurements],
        "left_out": [asdict(item) for item in outcome.left_out],
        "growth": asdict(outcome.growth) if outcome.growth else None,
        "serve": asdict(outcome.serve) if outcome.serve else None,
        "dialects": asdict(outcome.dialects) if outcome.dialects else None,
        "targets": [asdict(aim) | {"met": aim.is_met} for aim in aims],
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


# --------------------------------------------------------------------------------------- arguments


def _sizes(text: str) -> tuple[int, ...]:
    """``100,300`` as numbers in rising order. Raises ArgumentTypeError where one is no positive number."""
    try:
        sizes = tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError:
        sizes = ()
    if not sizes or sizes[0] < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a list of numbers above 0, such as 100,300")
    return sizes


def _growth(text: str) -> tuple[int, int] | None:
    if text == "none":
        return None
    sizes = _sizes(text)
    if len(sizes) != 2:
        raise argparse.ArgumentTypeError(f"{text!r} is not two numbers, such as 1000,10000, nor none")
    return sizes[0], sizes[1]


def _compare(text: str) -> int | None:
    return None if text == "none" else _count(text)


def _count(text: str) -> int:
    """A number above 0. Raises ArgumentTypeError."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.bench", description="Measure builds of invented corpora, side by side."
    )
    parser.add_argument("--sizes", type=_sizes, default=SIZES, help="papers, apart by commas (default: 100,300,1000)")
    parser.add_argument("--runs", type=_count, default=RUNS, help=f"builds of each corpus (default: {RUNS})")
    parser.add_argument(
        "--peers", metavar="NAMES",
        help=f"all, none, or some of {', '.join(KEYS)}; missing ones are installed into .cache/. "
        f"Measured at the largest size up to {PEERS_AT:,}. Default: those that are there",
    )  # fmt: skip
    parser.add_argument(
        "--growth", type=_growth, default=GROWTH, metavar="N,M",
        help="compare the cost of a paper at these sizes, or none (default: 100,1000)",
    )  # fmt: skip
    parser.add_argument(
        "--limit", type=float, default=LIMIT, help=f"growth of a paper's cost that fails (default: {LIMIT})"
    )
    parser.add_argument(
        "--serve", action=argparse.BooleanOptionalAction, default=True,
        help="measure edits while mkdocs serve runs (default: yes)",
    )  # fmt: skip
    parser.add_argument(
        "--compare", type=_compare, default=COMPARED, metavar="N",
        help="compare the pages of this many papers, written directly and through Python-Markdown, or none "
        f"(default: {COMPARED})",
    )  # fmt: skip
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; gives back the exit status."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        wanted, install = choose(options.peers)
    except ValueError as error:
        parser.error(str(error))
    peers = find_peers(wanted, install)
    plan = Plan(options.sizes, options.growth, options.runs, peers.contenders, options.serve, options.compare)
    try:
        outcome = benchmark(plan)
    except BuildError as error:
        _say(str(error))
        return 2
    outcome.left_out[:0] = peers.left_out
    print(table(outcome.measurements))
    aims = targets(outcome.measurements, outcome.growth, outcome.serve)
    for line in remarks(outcome.measurements, outcome.growth, outcome.serve, aims):
        print(line)
    for line in compared(outcome.dialects):
        print(line)
    for item in outcome.left_out:
        print(f"left out: {item.name}: {item.reason}")
    if not outcome.is_one_version:
        print(CHANGED)
    if options.json:
        text = json.dumps(results(plan, outcome, peers.versions), indent=2)
        options.json.write_text(f"{text}\n", encoding="utf-8")
    if outcome.dialects and outcome.dialects.different:
        _say("pages that are written directly are not those that Python-Markdown makes")
        return 3
    if outcome.growth and outcome.growth.exceeds(options.limit):
        _say(f"a paper costs more than {options.limit} times as much in the larger corpus")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
