"""Measures how long readers wait for the explorer and for comparisons, in a slow browser.

Run as ``python -m benchmarks.explorer``. Chromium's processor is throttled; the site is served from this machine, so
the network takes no time. Times are what the page itself measures, in milliseconds: from the start of the navigation
until all papers can be filtered, from a click on a filter until the next frame with all counts, and from the script's
arrival until four scans stand side by side. Of several visits the median counts, since other work on the machine
meets some of them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from benchmarks.contenders import prepare_scanpress
from benchmarks.corpus import make_corpus
from benchmarks.measure import run
from benchmarks.race import make_project
from benchmarks.served import served
from benchmarks.table import markdown_table
from generator.build import read
from generator.config import Config
from generator.pages.explore_data import AUTHORS, EXPLORE_DATA, PAPERS

SIZES = (1_000, 10_000)
SLOWER = 4
"""How many times as slow the browser's processor is made."""
VISITS = 7
_COMPARED = 4
_READY = """async () => {
  const marks = () => performance.getEntriesByName("explore-ready");
  while (!marks().length) await new Promise((done) => setTimeout(done, 20));
  return marks()[0].startTime;
}"""
_COMPARED_AT = """async () => {
  while (!document.querySelector(".compare__table")) await new Promise(requestAnimationFrame);
  const script = performance.getEntriesByType("resource").find((item) => item.name.endsWith("/compare.js"));
  return performance.now() - script.responseEnd;
}"""
_FILTER = """async (place) => {
  const answers = document.querySelectorAll(".explore__answer");
  const start = performance.now();
  answers[place % answers.length].click();
  await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  return performance.now() - start;
}"""


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds, each the median, and the bytes of the explorer's files as they are compressed on the way."""

    papers: int
    ready: float
    filter: float
    compare: float
    papers_bytes: int
    authors_bytes: int


def measure_waits(sizes: Sequence[int], chromium: str, visits: int = VISITS) -> list[Waits]:
    """Build a small site, give its explorer the papers of each size in turn, and visit it."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        project = folder / "project"
        make_project(project, 20)
        prepare_scanpress(project)
        run([sys.executable, "-m", "mkdocs", "build", "-q"], project, folder / "log")
        site = project / "site"
        scans = sorted(path.parent.name for path in (site / "scans").glob("*/index.html"))[:_COMPARED]
        return [_measured(site, folder / str(size), size, scans, chromium, visits) for size in sizes]


def _measured(site: Path, folder: Path, size: int, scans: Sequence[str], chromium: str, visits: int) -> Waits:
    make_corpus(folder, size, 0, small=True)
    _, known, _ = read(Config(content=folder))
    found = {asset.path: asset for asset in EXPLORE_DATA.plan(known)}
    for path in (PAPERS, AUTHORS):
        (site / path).write_bytes(found[path].make(None))  # type: ignore[arg-type]
    with served(site) as base, _throttled(chromium) as page:
        ready, filtered, compared = [], [], []
        for visit in range(visits):
            page.goto(f"{base}explore/")
            ready.append(page.evaluate(_READY))
            # The authors come after the table.
            page.wait_for_load_state("networkidle")
            filtered += [page.evaluate(_FILTER, place) for place in (7 * visit, 7 * visit + 20, 7 * visit + 41)]
            page.goto(f"{base}compare/?p={','.join(scans)}")
            compared.append(page.evaluate(_COMPARED_AT))
        sizes = [len(gzip.compress((site / path).read_bytes(), 9)) for path in (PAPERS, AUTHORS)]
        return Waits(size, round(median(ready)), round(median(filtered)), round(median(compared)), *sizes)


@contextmanager
def _throttled(chromium: str) -> Iterator[Page]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        yield page
        browser.close()


def table(waits: Sequence[Waits]) -> str:
    """The waits in Markdown."""
    return markdown_table(
        ("papers", "explorer ready, ms", "filter with all counts, ms", "four compared, ms",
         "papers, kB", "authors, kB"),
        [
            (f"{item.papers:,}", f"{item.ready:.0f}", f"{item.filter:.0f}", f"{item.compare:.0f}",
             f"{item.papers_bytes / 1000:.0f}", f"{item.authors_bytes / 1000:.0f}")
            for item in waits
        ],
        names=0,
    )  # fmt: skip


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; gives back the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.explorer", description=__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="papers, apart by commas")
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser's path")
    parser.add_argument("--visits", type=int, default=VISITS)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the results there too")
    options = parser.parse_args(arguments)
    waits = measure_waits([int(size) for size in options.sizes.split(",")], options.chromium, options.visits)
    print(table(waits))
    if options.json:
        options.json.write_text(json.dumps([asdict(item) for item in waits], indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
