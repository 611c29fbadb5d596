"""The documentation's tables, from what ``benchmarks.bench --json`` wrote: ``python -m benchmarks.table FILE``."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.report import CHANGED, figure

Json = dict[str, Any]


def document(data: Json) -> str:
    """Markdown: the builds side by side, what growth and the preview cost, the targets, and what was left out."""
    size = data["compared_at"]
    builds = [item for item in data["measurements"] if item["papers"] == size]
    cold = next(item for item in builds if (item["contender"], item["start"]) == ("scanpress", "cold"))
    blocks = [
        _environment(data),
        markdown_table(
            (f"{size:,} papers", "seconds", "least–most", "× cold", "CPU s", "peak MB"),
            [_cost(item, cold) for item in builds],
        ),
        markdown_table(
            (f"{size:,} papers", "site MB", "kB a paper", "page kB", "compressed", "search index kB", "compressed"),
            [_size(item) for item in builds if item["start"] == "cold"],
        ),
        _search(data),
    ]
    sizes = [item for item in data["measurements"] if (item["contender"], item["start"]) == ("scanpress", "cold")]
    blocks.append(
        markdown_table(
            ("scanpress, cold", "seconds", "ms a paper", "peak MB", "site MB", "kB a paper", "page kB"),
            [_growing(item) for item in sizes if item["papers"]],
        )
    )
    if served := data["serve"]:
        reload = served["reload"]
        blocks.append(
            f"`mkdocs serve` with {served['papers']:,} papers: from saving a scan to its new page being served "
            f"{reload['median']:.2f} s "
            f"(median of {served['edits']} edits; {reload['least']:.2f}–{reload['most']:.2f})."
        )
    if compared := data.get("dialects"):
        blocks.append(
            f"With {compared['papers']:,} papers, {len(compared['different'])} of {compared['pages']:,} pages differ "
            "in their elements, attributes or texts between `fast: true` and `fast: false`."
        )
    blocks.append(
        markdown_table(
            ("target", "measured", "aim", ""),
            [_aim(aim) for aim in data["targets"]],
        )
    )
    blocks += [f"Left out: {item['name']}: {item['reason']}." for item in data["left_out"]]
    if not data["code"]["is_one_version"]:
        blocks.insert(0, f"**{CHANGED}**")
    return "\n\n".join(blocks) + "\n"


def _environment(data: Json) -> str:
    where = data["environment"]
    packages = ", ".join(f"{name} {number}" for name, number in where["packages"].items() if number)
    return (
        f"Measured with Python {where['python']} on {where['processors']} processors ({packages}). "
        "Each build is a process of its own; the contenders take turns, "
        f"{data['runs']} times around (slow ones once). Compare the ratios, not the seconds. A corpus has a "
        "synthesis for every twenty papers and several scans of one in twenty; who builds from the JSON builds the "
        "newest scan of each paper, and no syntheses."
    )


def _cost(item: Json, cold: Json) -> tuple[str, ...]:
    wall = item["wall"]
    return (
        item["name"],
        f"{wall['median']:.1f}",
        f"{wall['least']:.1f}–{wall['most']:.1f}" if item["runs"] > 1 else "one run",
        f"{wall['median'] / cold['wall']['median']:.2f}",
        f"{item['cpu']['median']:.1f}",
        f"{item['peak'] / 1e6:,.0f}",
    )


def _size(item: Json) -> tuple[str, ...]:
    site = item["site"]
    index = site["search_index"]
    return (
        item["name"].removesuffix(", cold"),
        f"{site['total'] / 1e6:,.0f}",
        f"{site['total'] / item['papers'] / 1e3:.0f}",
        f"{site['page']['median'] / 1e3:.0f}",
        f"{site['page_gzip']['median'] / 1e3:.1f}",
        f"{index / 1e3:,.0f}" if index else "none",
        f"{site['search_index_gzip'] / 1e3:,.0f}" if index else "–",
    )


def _growing(item: Json) -> tuple[str, ...]:
    site, papers = item["site"], item["papers"]
    return (
        f"{papers:,} papers",
        f"{item['wall']['median']:.1f}",
        f"{item['wall']['median'] / papers * 1e3:.1f}",
        f"{item['peak'] / 1e6:,.0f}",
        f"{site['total'] / 1e6:,.0f}",
        f"{site['total'] / papers / 1e3:.1f}",
        f"{site['page']['median'] / 1e3:.1f}",
    )


def _search(data: Json) -> str:
    lines = [
        f"at {item['papers']:,} papers {item['site']['first_search_gzip'] / 1e3:,.0f} kB"
        for item in data["measurements"]
        if (item["contender"], item["start"]) == ("scanpress", "cold") and item["papers"]
    ]
    return f"A reader's first search downloads, compressed: {', '.join(lines)}."


def _aim(aim: Json) -> tuple[str, ...]:
    return (
        aim["name"],
        figure(aim["value"], aim["unit"]),
        f"{'at least' if aim['is_least'] else 'at most'} {figure(aim['limit'], aim['unit'])}",
        "met" if aim["met"] else "missed",
    )


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]], *, names: int = 1) -> str:
    """A table in Markdown; in the first ``names`` columns are words, in all others figures."""
    lines = [head, ["---"] * names + ["---:"] * (len(head) - names), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def main() -> int:
    """The command line."""
    if len(sys.argv) != 2:
        print("usage: python -m benchmarks.table FILE", file=sys.stderr)
        return 2
    sys.stdout.write(document(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
