"""The page that compares, and what leads there."""

from __future__ import annotations

import json

import pytest

from generator.config import Config
from generator.errors import ConfigError
from generator.pages.compare import COMPARE, scan_name
from generator.pages.earlier import EARLIER
from generator.pages.explore_data import EXPLORE_DATA, PAPERS
from generator.pages.scan import SCAN as SCAN_PAGE
from generator.render.markup import Link
from tests.conftest import ROOT
from tests.inputs import Corpus, pages, view
from tests.shore import SCANS, shore


def shown(links: tuple[Link, ...]) -> list[tuple[str, str]]:
    return [(link.text, f"{link.href.path}?{link.href.query}") for link in links]


def in_explorer(corpus: Corpus) -> str:
    return next(
        json.loads(asset.make(corpus))["compare"] for asset in EXPLORE_DATA.plan(corpus.site) if asset.path == PAPERS
    )


def test_a_scan_leads_to_comparisons_with_its_scan_before_and_the_nearest_papers() -> None:
    corpus = shore()
    assert shown(view(SCAN_PAGE, corpus, "scans/alpha/index.md").compare) == [
        ("its previous scan, version 2", "compare/index.md?p=alpha,alpha/v2-1"),
        ("Beta Bars", "compare/index.md?p=alpha,beta"),
        ("Gamma Gulls", "compare/index.md?p=alpha,gamma"),
        ("Delta", "compare/index.md?p=alpha,delta"),
        ("any other scan", "compare/index.md?p=alpha"),
    ]
    assert shown(view(EARLIER, corpus, "scans/alpha/v2-1/index.md").compare) == [
        ("the newest scan, version 4", "compare/index.md?p=alpha/v2-1,alpha"),
        ("any other scan", "compare/index.md?p=alpha/v2-1"),
    ]
    assert in_explorer(corpus) == "compare/"
    assert in_explorer(shore(directory_urls=False)) == "compare/index.html"


def test_a_single_scan_is_compared_with_its_earlier_ones_alone() -> None:
    alpha, before = SCANS["alpha"][:2]
    assert view(SCAN_PAGE, Corpus({"alpha": alpha}), "scans/alpha/index.md").compare == ()
    both = Corpus({"alpha": [alpha, before]})
    assert [link.text for link in view(SCAN_PAGE, both, "scans/alpha/index.md").compare] == [
        "its previous scan, version 2", "any other scan",
    ]  # fmt: skip


def test_a_scan_elsewhere_is_named_by_its_whole_address() -> None:
    config = shore().config
    assert [scan_name(config, place) for place in ("scans/a/v3", "old/a")] == ["a/v3", "/old/a"]


def test_the_first_link_of_the_page_is_that_of_all_scans() -> None:
    made = view(COMPARE, shore(), "compare/index.md")
    assert made.lists[0].text == "All scans"
    assert made.lists[0].href.path == "scans/index.md"
    assert "Compare" not in [link.text for link in made.lists]
    assert made.path == "compare/index.md"
    assert (made.meta["title"], made.meta["script"]) == ("Compare", "compare.js")
    assert str(made.meta["description"]).startswith("Two to four scans side by side")


def test_comparisons_can_be_left_out() -> None:
    corpus = shore(leave_out=("compare",))
    assert pages(COMPARE, corpus) == {}
    assert view(SCAN_PAGE, corpus, "scans/alpha/index.md").compare == ()
    assert view(EARLIER, corpus, "scans/alpha/v2-1/index.md").compare == ()
    assert in_explorer(corpus) == ""
    with pytest.raises(ConfigError, match="rename the folder, or write `leave_out: \\[compare\\]`"):
        Config(content=ROOT, scans="compare")
