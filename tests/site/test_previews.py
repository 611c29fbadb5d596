"""What other sites and programs read in the pages, read as they read it."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import extruct
import pytest

from tests.conftest import ROOT, configure, copy_project, mkdocs

ADDRESS = "https://example.org/survey/"


def read(page: Path) -> tuple[dict[str, str], list[dict[str, Any]]]:
    """The Open Graph tags and the documents of JSON-LD of a page."""
    found = extruct.extract(page.read_text("utf-8"), base_url=ADDRESS, syntaxes=["opengraph", "json-ld"])
    (tags,) = found["opengraph"]
    return dict(tags["properties"]), found["json-ld"]


def test_a_scan_is_read_back_as_a_review_with_its_card(demo_site: Path) -> None:
    place = "scans/mm-rlhf-2025/"
    tags, (review,) = read(demo_site / place / "index.html")
    paper = json.loads((ROOT / "content" / place / "scan.json").read_text("utf-8"))["paper"]
    assert tags["og:title"] == f"Scan: {paper['title']}"
    assert tags["og:url"] == review["url"] == f"{ADDRESS}{place}"
    assert review["itemReviewed"]["name"] == paper["title"]
    assert [person["name"] for person in review["itemReviewed"]["author"]] == paper["authors"]
    assert review["isBasedOn"] == f"{ADDRESS}{place}scan.json"
    card = demo_site / tags["og:image"].removeprefix(ADDRESS)
    size = struct.unpack(">II", card.read_bytes()[16:24])
    assert size == (int(tags["og:image:width"]), int(tags["og:image:height"]))


def test_every_page_but_the_one_for_wrong_addresses_has_a_preview(demo_site: Path) -> None:
    pages = [page for page in demo_site.rglob("*.html") if page.name != "404.html"]
    for page in pages:
        text = page.read_text("utf-8")
        for once in ('property="og:title"', 'property="og:type"', 'name="twitter:card"', 'rel="canonical"'):
            assert text.count(once) == 1, f"{page}: {once}"
        # Some read the first 32 kB only.
        assert text.encode().index(b'name="twitter:card"') < 20_000
    assert b"og:" not in (demo_site / "404.html").read_bytes()
    assert len(pages) > 20


@pytest.mark.thorough
def test_each_part_can_be_left_out_of_the_site(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")

    def built(*leave_out: str) -> tuple[str, bool]:
        configure(
            project, lambda config: config.update(plugins=["search", {"scanpress": {"leave_out": list(leave_out)}}])
        )
        result = mkdocs(project, "build", "--strict")
        assert result.returncode == 0, result.stderr
        page = project / "site/scans/mm-rlhf-2025/index.html"
        return page.read_text("utf-8"), (project / "site/cards").exists()

    text, has_cards = built("cards")
    assert "og:title" in text
    assert "og:image" not in text
    assert not has_cards
    text, has_cards = built("previews", "metadata")
    assert not any(sign in text for sign in ("og:", "twitter:", "ld+json", "describedby"))
    assert not has_cards
    text, has_cards = built()
    assert all(sign in text for sign in ("og:image", "twitter:", "ld+json", "describedby"))
    assert has_cards
