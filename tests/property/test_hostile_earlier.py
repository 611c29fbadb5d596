"""Whatever stood in an earlier scan, the page that still knows its entries is the same in both dialects and is text."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.dom import events
from generator import limits
from tests.attacks import ATTACKS
from tests.dialects import EVERY_EXTENSION, project, renderings
from tests.inputs import written
from tests.shore import claims, flags, scan

_ROWS = 130
CHUNKS = [ATTACKS[number : number + _ROWS] for number in range(0, len(ATTACKS), _ROWS)]


def scans(attacks: tuple[str, ...]) -> dict[str, object]:
    """Two scans of a paper: all entries of the older one are gone, and some have taken their places."""
    row = {"applies": True, "answer": True, "justification": "x"}
    older = scan(
        "A", claims=claims(*[(text or "x", "weak") for text in attacks]), red_flags=flags(*[text or "x" for text in attacks]),
        cited_papers=[{"title": text or "x"} for text in attacks[:20]],
        checklist={(text or "x")[: limits.KEY]: {(text or "x")[: limits.KEY]: row} for text in attacks[:10]},
    )  # fmt: skip
    newest = scan("A", scan_version=5, claims=claims(*[(f"{text} sand", "weak") for text in attacks[::2]]))
    return {"scans/a/scan.json": older, "scans/a/scan-v5.json": newest}


@pytest.mark.parametrize(
    "chunk",
    [pytest.param(number, marks=[pytest.mark.thorough] if number else []) for number in range(len(CHUNKS) + 1)],
)
def test_hostile_entries_of_earlier_scans(tmp_path: Path, chunk: int) -> None:
    # The first is a little of everything.
    attacks = CHUNKS[chunk - 1] if chunk else ATTACKS[::97]
    config = project(tmp_path / "project", EVERY_EXTENSION)
    content = written(tmp_path / "inputs", scans(attacks))
    found = {path: pair for path, *pair in renderings(content, config) if path.startswith("scans/a/")}
    versions = {path for path in found if "/v" in path}
    assert set(found) == {"scans/a/index.md", *versions}
    assert len(versions) == 1
    for path, (direct, converted) in found.items():
        assert events(direct.html) == events(converted.html), path
        ids = Counter(re.findall(r'\sid="([^"]*)"', direct.html))
        assert max(ids.values()) == 1, path
    direct, _ = found["scans/a/index.md"]
    assert direct.html.count('aria-label="Link to this entry"') > len(attacks) / 2
    # What an input says makes neither an element nor an attribute: those are the template's.
    assert not re.search(r"<script|<img|<iframe|\son[a-z]+=|javascript:", re.sub(r">[^<]*<", "><", direct.html), re.I)
