"""What a reader waits for and fetches until the first hits of a first query are there, in a real Chromium.

Run as ``python -m benchmarks.search SITE``. Each query is the first of a fresh profile: the search is focused,
waits until it has fetched its scripts and the root of its index, and then the query is typed at once. What is
measured begins with the last letter and ends when the hits stand on the page, so the pause after a letter is
part of it; bytes are those of everything that was fetched from the focus on. The processor is slowed down, as
phones are. ``--at-once`` types before anything is fetched, so that with a latency all round trips are part of
what is measured.
"""

from __future__ import annotations

import argparse
import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from benchmarks.measure import Spread
from benchmarks.served import KeptAlive, served

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


def _first(browser: Browser, address: str, typed: str, latency: int, waits: bool) -> tuple[float, float, str]:
    """Milliseconds and bytes of a first query, and what the search said."""
    context = browser.new_context()
    try:
        page = context.new_page()
        page.goto(address, wait_until="load")
        session = context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": THROTTLE})
        session.send("Network.enable")
        if latency:
            session.send(
                "Network.emulateNetworkConditions",
                {"offline": False, "latency": latency, "downloadThroughput": -1, "uploadThroughput": -1},
            )
        sizes: list[float] = []
        session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
        if waits:
            page.locator("input.md-search__input").focus()
            page.wait_for_load_state("networkidle")
        milliseconds, said = page.evaluate(_WATCH, [typed])
        page.wait_for_timeout(100)
        return milliseconds, sum(sizes), said
    finally:
        context.close()


def measure_search(site: Path, latency: int = 0, waits: bool = True) -> tuple[list[Searches], list[str]]:
    """Queries of one word and of two on a built site, and what each of them took."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    found, lines = [], []
    with sync_playwright() as playwright, served(site, KeptAlive) as address:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for number, queries in enumerate((ONE_WORD, TWO_WORDS), 1):
            times, sizes = [], []
            for typed in queries:
                milliseconds, size, said = _first(browser, address, typed, latency, waits)
                times.append(milliseconds)
                sizes.append(size)
                lines.append(f"{typed:28} {milliseconds:6.0f} ms {size / 1e3:6.0f} kB  {said}")
            found.append(Searches(number, latency, Spread.of(times), Spread.of(sizes)))
        browser.close()
    return found, lines


def main() -> None:
    """Print the queries and a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, help="the folder of a built site")
    parser.add_argument("--latency", type=int, default=0, help="milliseconds of a round trip")
    parser.add_argument("--at-once", action="store_true", help="type before anything is fetched")
    options = parser.parse_args()
    found, lines = measure_search(options.site, options.latency, not options.at_once)
    print("\n".join(lines))
    print("\n| words | latency, ms | first hits, ms | least–most | kB | least–most |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    for item in found:
        time, size = item.milliseconds, item.bytes
        print(
            f"| {item.words} | {item.latency} | {time.median:.0f} | {time.least:.0f}–{time.most:.0f} "
            f"| {size.median / 1e3:.0f} | {size.least / 1e3:.0f}–{size.most / 1e3:.0f} |"
        )


if __name__ == "__main__":
    main()
