"""Indexes of small corpora, and the search's own script to ask them, in node."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from generator.pages import PAGES
from generator.render.href import page_url
from generator.search import Places, Unit, card
from generator.search.cards import digest
from generator.search.joining import Join
from generator.search.root import root, spelling, table
from generator.search.segments import invert
from tests.browser.checkers import missing
from tests.conftest import ROOT, environment, run
from tests.inputs import Corpus

SCRIPTS = ROOT / "tests" / "scripts"


def modules() -> list[str]:
    """What tells node that scripts are modules, where it is too old to see that by itself."""
    if shutil.which("node") is None:
        missing("node is needed to run the site's scripts (Debian: apt-get install nodejs)")
    version = run(["node", "-p", "process.versions.node"], ROOT).stdout.strip()
    found = tuple(map(int, version.split(".")[:2]))
    if found < (18, 19):
        missing(f"node {version} is too old to run the site's scripts; 18.19 is needed")
    return ["--experimental-default-type=module"] if found < (20, 19) else []


def node(*arguments: str, given: object = None) -> str:
    """What node prints; scripts that import others need one that knows modules by what is in them."""
    result = subprocess.run(
        ["node", "--no-warnings", *modules(), *arguments], cwd=ROOT, env=environment(), input=json.dumps(given),
        capture_output=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout[-3000:] + result.stderr[-3000:]
    return result.stdout


def units(corpus: Corpus) -> list[Unit]:
    """What the search finds of all pages of a corpus."""
    found = []
    for kind in PAGES:
        for page in kind.plan(corpus.site):
            unit = page.make(corpus).unit
            if unit is not None:
                found.append(unit._replace(address=page_url(page.path, True)))
    return found


def index_files(units: Iterable[Unit]) -> Iterator[tuple[str, bytes]]:
    """All files of the index by their names below its folder, in one go and from nothing; the root is the last."""
    cards = {unit.address: card(unit) for unit in units}
    places = Places.of(cards)
    digests: dict[str, str] = {}
    for address, number in places.ids.items():
        digests[f"cards/{number}.bin"] = cards[address].digest
        yield f"cards/{number}.bin", cards[address].data
    criteria = table(criterion for item in cards.values() for criterion in item.criteria)
    numbers = {criterion.id: number for number, criterion in enumerate(criteria)}
    segments = [invert((cards[address].data for address in addresses), numbers) for addresses in places.segments]
    join = Join(segments)
    words: list[tuple[str, int]] = []
    for number in range(len(join.shards)):
        shard = join.shard(number)
        words += shard.words
        for name, data in shard.files:
            digests[name] = digest(data)
            yield name, data
    meant = spelling(words)
    if meant is not None:
        digests["spelling.bin"] = digest(meant)
        yield "spelling.bin", meant
    yield "root.bin", root(segments, join.classes, criteria, join.shards, digests)


def write_index(folder: Path, found: Sequence[Unit]) -> Path:
    """The index of these units, in a folder."""
    for name, data in index_files(found):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def ask(folder: Path, queries: Sequence[str], most: int = 10) -> dict[str, Any]:
    """What the script finds for each query, the groups as they are shown first."""
    given = {"folder": str(folder), "queries": [{"typed": typed, "most": most} for typed in queries]}
    return dict(zip(queries, json.loads(node(str(SCRIPTS / "ask.js"), given=given)), strict=True))
