"""What the search costs: the build that makes its index, the page that has it, and the reader's first query.

Run as ``python -m benchmarks.search SITE``, in a real Chromium. Each query is the first of a fresh profile: the
search is focused, waits until it has fetched its scripts and the root of its index, and then the query is typed at
once. What is measured begins with the last letter and ends when the hits stand on the page, so the pause after a
letter is part of it; bytes are those of everything that was fetched from the focus on, text compressed, as code
hosts do. The processor is slowed down, as phones are. ``--at-once`` types before anything is fetched, so that with
a latency all round trips are part of what is measured.

Without a SITE, a corpus of ``--papers`` papers is built with the search of scanpress and with that of Material, in
turn: what they cost, and what the first view of a scan's page fetches; then the queries run on the former.
"""

from __future__ import annotations

import argparse
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, sync_playwright

from benchmarks.contenders import MATERIAL_SEARCH, OURS
from benchmarks.measure import Spread, Usage, run
from benchmarks.race import make_project
from benchmarks.served import AsHostsDo, served
from benchmarks.table import markdown_table

ONE_WORD = (
    "hallucination", "reward", "benchmark", "annotators", "contamination", "neurips", "license", "seeds", "bootstrap",
    "crowdworkers", "ablation", "github", "temperature", "prompts", "leakage", "translation", "retrieval", "robust",
    "significance", "hallucin",
)  # fmt: skip
TWO_WORDS = (
    "error bars", "code released", "human evaluation", "reward model", "data leakage", "neurips 2024", "test set",
    "no seeds", "random seeds", "model version", "open weights", "prompt wording", "single run", "weak baseline",
    "inter-annotator agreement", "causal claims", "preference tuning", "code review", "ethics approval",
    "confidence intervals",
)  # fmt: skip
THROTTLE = 4
"""How many times slower the processor is than it is."""
_WATCH = """([typed]) => new Promise((done) => {
  const field = document.querySelector("input.md-search__input");
  const meta = document.querySelector(".md-search-result__meta");
  const before = meta.textContent;
  const start = performance.now();
  const look = () => {
    if (meta.textContent === before) return;
    watch.disconnect();
    // Painted, and not only made.
    requestAnimationFrame(() => setTimeout(() => done([performance.now() - start, meta.textContent])));
  };
  const watch = new MutationObserver(look);
  watch.observe(meta, { childList: true, characterData: true, subtree: true });
  field.focus();
  field.value = typed;
  field.dispatchEvent(new Event("input"));
})"""


@dataclass(frozen=True, slots=True)
class Searches:
    """What the first queries of so many words took."""

    words: int
    latency: int
    """Milliseconds of a round trip."""
    milliseconds: Spread
    """From the last letter to the hits."""
    bytes: Spread
    """Fetched from the focus on, scripts and root included."""


def _fetched(session: CDPSession) -> list[int]:
    """The bytes of each file that a page fetches from now on."""
    sizes: list[int] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    return sizes


def _first(browser: Browser, address: str, typed: str, latency: int, waits: bool) -> tuple[float, float, str]:
    """Milliseconds and bytes of a first query, and what the search said."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address, wait_until="load")
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        sizes = _fetched(session)
        if latency:
            session.send(
                "Network.emulateNetworkConditions",
                {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1},
            )
        if waits:
            page.locator("input.md-search__input").focus()
            page.wait_for_load_state("networkidle")
        milliseconds, said = page.evaluate(_WATCH, [typed])
        # More hits may follow, where there is room for them.
        page.wait_for_timeout(500)
        return milliseconds, sum(sizes), said
    finally:
        context.close()


@contextmanager
def _browser() -> Iterator[Browser]:
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def measure_search(site: Path, latency: int = 0, waits: bool = True) -> tuple[list[Searches], list[str]]:
    """Queries of one word and of two on a built site, and what each of them took."""
    found, lines = [], []
    with _browser() as browser, served(site, AsHostsDo) as address:
        for number, queries in enumerate((ONE_WORD, TWO_WORDS), 1):
            times, sizes = [], []
            for typed in queries:
                milliseconds, size, said = _first(browser, address, typed, latency, waits)
                times.append(milliseconds)
                sizes.append(size)
                lines.append(f"{typed:28} {milliseconds:6.0f} ms {size / 1e3:6.0f} kB  {said}")
            found.append(Searches(number, latency, Spread.of(times), Spread.of(sizes)))
    return found, lines


@dataclass(frozen=True, slots=True)
class Cost:
    """What a site costs with one of the searches."""

    name: str
    cpu: float
    """Seconds of processor time of a cold build, the least of all runs."""
    peak: int
    """Bytes of memory of the largest process, the most of all runs."""
    index: int
    """Bytes of the index, as the site has it."""
    view: int
    """Bytes that the first view of a scan's page fetches, text compressed, with everything that the page asks for."""


def measure_cost(papers: int, runs: int, folder: Path) -> tuple[list[Cost], Path]:
    """Build a corpus with both searches in turn; gives back what they cost, and the site with ours.

    Raises BuildError where a build fails, OSError where a project cannot be written.
    """
    corpus = folder / "corpus"
    make_project(corpus, papers)
    ways = (OURS, MATERIAL_SEARCH)
    usages: dict[str, list[Usage]] = {way.key: [] for way in ways}
    for way in ways:
        shutil.copytree(corpus, folder / way.key)
        way.prepare(folder / way.key)
    for _ in range(runs):
        for way in ways:
            project = folder / way.key
            for name in ("site", ".cache"):
                shutil.rmtree(project / name, ignore_errors=True)
            usages[way.key].append(run(way.command, project, folder / f"{way.key}.log"))
    page = f"scans/{min(path.name for path in (corpus / 'content' / 'scans').iterdir())}/"
    with _browser() as browser:
        costs = [
            Cost(
                way.name,
                min(usage.cpu for usage in usages[way.key]),
                max(usage.peak for usage in usages[way.key]),
                sum(path.stat().st_size for path in (folder / way.key / "site").glob(way.search_index)),
                _first_view(browser, folder / way.key / "site", page),
            )
            for way in ways
        ]
    return costs, folder / OURS.key / "site"


def _first_view(browser: Browser, site: Path, page_address: str) -> int:
    """Bytes that a browser with nothing stored fetches until a page is there and nothing is asked for any more."""
    context = browser.new_context()
    try:
        page = context.new_page()
        sizes = _fetched(context.new_cdp_session(page))
        with served(site, AsHostsDo) as address:
            page.goto(address + page_address, wait_until="networkidle")
        return sum(sizes)
    finally:
        context.close()


def cost_table(costs: Sequence[Cost]) -> str:
    """What the searches cost, in Markdown."""
    return markdown_table(
        ("search", "cold build, CPU s", "peak MB", "index, kB", "first view of a scan's page, kB"),
        [
            (
                item.name,
                f"{item.cpu:.1f}",
                f"{item.peak / 1e6:.0f}",
                f"{item.index / 1e3:,.0f}",
                f"{item.view / 1e3:.0f}",
            )
            for item in costs
        ],
    )


def searches_table(found: Sequence[Searches]) -> str:
    """What first queries took, in Markdown."""
    return markdown_table(
        ("words", "latency, ms", "first hits, ms", "least–most", "kB", "least–most"),
        [
            (str(item.words), str(item.latency), *_cells(item.milliseconds), *_cells(item.bytes, 1e3))
            for item in found
        ],
        names=0,
    )


def _cells(spread: Spread, unit: float = 1) -> tuple[str, str]:
    return f"{spread.median / unit:.0f}", f"{spread.least / unit:.0f}–{spread.most / unit:.0f}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the queries and the tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("site", type=Path, nargs="?", help="the folder of a built site; without it, one is built")
    parser.add_argument("--papers", type=int, default=1_000, help="papers of the site that is built")
    parser.add_argument("--runs", type=int, default=2, help="builds of it with each search")
    parser.add_argument("--latency", type=int, default=0, help="milliseconds of a round trip")
    parser.add_argument("--at-once", action="store_true", help="type before anything is fetched")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        site = options.site
        if site is None:
            costs, site = measure_cost(options.papers, options.runs, Path(folder))
            print(cost_table(costs), end="\n\n")
        found, lines = measure_search(site, options.latency, not options.at_once)
    print("\n".join(lines), searches_table(found), sep="\n\n")


if __name__ == "__main__":
    main()
