"""Whole pages, as they are written: each was read word by word when it was put here.

The corpus is that of ``tests/shore.py``, with two rows on an index page and one link in a list. To take over a change
that is meant: ``SCANPRESS_WRITE_GOLDEN=1 pytest tests/golden``, and read the difference.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from generator import generate
from generator.build import SiteFile
from generator.identify import slug
from tests.shore import shore_folder

GOLDEN = Path(__file__).parent / "shore"
PAGES = {
    "index.md": "home",
    "scans/index.md": "scans",
    "scans/page-2/index.md": "scans-2",
    "syntheses/index.md": "syntheses",
    "scans/alpha/index.md": "scan-alpha",
    "scans/alpha/v2-1/index.md": "scan-alpha-earlier",
    "scans/gamma/index.md": "scan-gamma",
    "syntheses/early/index.md": "synthesis-early",
    "syntheses/late/index.md": "synthesis-late",
    "methodology.md": "methodology",
    "criteria/index.md": "criteria",
    "criteria/artifacts/index.md": "domain-artifacts",
    "criteria/artifacts/code_released/index.md": "criterion-code_released",
    "criteria/artifacts/code_released/and/data_released/index.md": "pair-code-data",
    "years/index.md": "years",
    "years/2025/index.md": "year-2025",
    "authors/index.md": "authors",
    "red-flags/index.md": "red-flags",
    "claims/index.md": "claims",
    "claims/strong/index.md": "claims-strong",
    "references/index.md": "references",
    f"references/paper/{slug('scans/alpha')}/index.md": "cited-alpha",
    "overview/index.md": "overview",
    "explore/index.md": "explore",
    "overview/page-2/index.md": "overview-2",
}


# For each test anew, so that each is known to run the code that makes its page.
@pytest.fixture
def written(tmp_path: Path) -> dict[str, SiteFile]:
    return {file.path: file for file in generate(shore_folder(tmp_path, rows_per_page=2, listed_links=1)).files}


def shown(path: str, text: str) -> str:
    """Of the methodology page, the domains that papers were asked about: the rest is the vocabulary."""
    if path != "methodology.md":
        return text
    domains = ("artifacts", "statistical_methodology", "sea_shells")
    parts = re.split(r"(?m)^(?=#{2,3} )", text)
    return "".join(part for part in parts if any(f"{{ #{name}" in part.split("\n", 1)[0] for name in domains))


@pytest.mark.parametrize("path", list(PAGES))
def test_the_page_is_written_as_it_was(written: dict[str, SiteFile], path: str) -> None:
    file = GOLDEN / f"{PAGES[path]}.md"
    text = shown(path, written[path].text)
    if os.environ.get("SCANPRESS_WRITE_GOLDEN"):
        file.write_text(text, "utf-8")
    assert text == file.read_text("utf-8")


def test_there_are_no_others() -> None:
    assert {file.stem for file in GOLDEN.iterdir()} == set(PAGES.values())
