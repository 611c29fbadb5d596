"""What holds for every kind of page."""

from __future__ import annotations

import re

import pytest
from pathspec import GitIgnoreSpec

from generator.pages import ASSETS, PAGES
from generator.pages.kinds import digest
from generator.resources import page_templates
from tests.shore import shore


def planned():
    site = shore(rows_per_page=2).site
    return {kind.name: list(kind.plan(site)) for kind in PAGES}


def test_the_kinds_and_their_pages():
    assert {name: len(pages) for name, pages in planned().items()} == {
        "home": 1, "scan index": 3, "synthesis index": 2, "methodology": 1, "criteria": 1,
        "overview": 3, "domain": 3, "criterion": 7, "scan": 5, "synthesis": 3,
        # Alpha was scanned twice.
        "earlier scan": 1,
        # Code and data apply to alpha and beta, intervals and tests to alpha and gamma, all other pairs to one at most.
        "pair of criteria": 2,
        # One tag and three years (2025, 2024, not stated), of two papers each but for the last; two pages of years.
        "list of groups": 7, "group": 4,
        # Three red flags of two papers, none of them alike.
        "list of red flags": 2, "family of red flags": 3,
        # Levels strong (3 claims), moderate, weak and unsupported; two claims shared, at three places each.
        "claims": 1, "claims of a level": 5, "shared claims": 3,
        # Alpha is cited by three papers and mentioned by three reports, which takes two pages of two and one of two.
        "references": 1, "whole list": 3, "explorer": 1, "comparison": 1,
    }  # fmt: skip


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_a_kind_names_the_addresses_of_all_its_pages_and_of_no_others(kind):
    spec = GitIgnoreSpec.from_lines(kind.addresses(shore().config))
    others = {page.path for name, pages in planned().items() if name != kind.name for page in pages}
    assert all(spec.match_file(page.path) for page in planned()[kind.name])
    # A folder of scans could be called page-2 or v2, so the patterns of both kinds match the further index pages and
    # those of earlier scans.
    assert [path for path in others if spec.match_file(path) and not re.search(r"/(page-\d|v2-1)/index", path)] == []


@pytest.mark.parametrize("kind", PAGES, ids=lambda kind: kind.name)
def test_a_kind_has_its_template(kind):
    assert (page_templates() / kind.template).is_file()
    assert {page.template for page in planned()[kind.name]} == {kind.template}


def test_a_navigation_lists_the_pages_that_a_reader_starts_from():
    listed = [page.path for pages in planned().values() for page in pages if page.listed]
    assert listed == [
        "index.md", "scans/index.md", "syntheses/index.md", "methodology.md", "overview/index.md",
        "explore/index.md", "compare/index.md", "criteria/index.md", "references/index.md",
    ]  # fmt: skip


def test_pages_of_inputs_name_their_files():
    assert [page.source.path for page in planned()["scan"]] == [
        f"scans/{name}/scan-0.json" for name in ("alpha", "beta", "delta", "eps", "gamma")
    ]
    assert {page.source for name in ("home", "methodology", "scan index") for page in planned()[name]} == {None}


def test_a_digest_tells_records_apart():
    assert digest((1, "a")) == digest((1, "a")) != digest((1, "b"))
    assert len(digest("x")) == 32


def test_no_kind_is_there_twice():
    assert len(set(map(id, (*PAGES, *ASSETS)))) == len(PAGES) + len(ASSETS)
    assert len({kind.name for kind in (*PAGES, *ASSETS)}) == len(PAGES) + len(ASSETS)
