"""Addresses that lead on: with scripts and the fragment, without scripts to the page; and those that are almost right."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served, visiting
from tests.conftest import copy_project, mkdocs


def an_identifier(demo_site: Path) -> tuple[str, str]:
    """An address by identifier in the demo site, and the one that it leads to."""
    found = sorted((demo_site / "arxiv").glob("*/index.html"))[0]
    target = found.read_text("utf-8").partition('rel="next" href="../../')[2].partition('"')[0]
    return f"arxiv/{found.parent.name}/", target


def test_an_identifier_leads_to_the_scan_and_keeps_the_fragment(browser: Browser, demo: str, demo_site: Path) -> None:
    address, target = an_identifier(demo_site)
    with visiting(browser, demo) as visit:
        visit.page.goto(f"{demo}{address}?utm=x#page-claims")
        visit.page.wait_for_url(f"{demo}{target}#page-claims")
        assert (visit.complaints, visit.foreign) == ([], [])


def test_a_variant_of_an_address_leads_on_by_the_page_for_wrong_ones(
    browser: Browser, demo: str, demo_site: Path
) -> None:
    address, target = an_identifier(demo_site)
    for variant in (address.replace("/", "v2/").replace("arxivv2/", "arxiv/"), target.title()):
        with visiting(browser, demo) as visit:
            visit.page.goto(f"{demo}{variant}#page-claims")
            visit.page.wait_for_url(f"{demo}{target}#page-claims")
            assert [text for text in visit.complaints if "404" not in text] == []


@pytest.mark.thorough
def test_below_a_page_the_page_for_wrong_addresses_names_it(browser: Browser, demo: str, demo_site: Path) -> None:
    _, target = an_identifier(demo_site)
    with visiting(browser, demo) as visit:
        page = visit.go(f"{target}v99/nothing/")
        link = page.locator("main [role=status] a")
        link.wait_for()
        assert link.inner_text() == target


@pytest.mark.thorough
def test_without_scripts_an_identifier_leads_to_the_page(browser: Browser, demo: str, demo_site: Path) -> None:
    address, target = an_identifier(demo_site)
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(demo + address)
        page.wait_for_url(demo + target)
    finally:
        context.close()


@pytest.mark.thorough
def test_a_fragment_that_has_a_place_of_its_own_leads_there(browser: Browser, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    moved = "scans/old: scans/mm-rlhf-2025\nscans/old#flag-gone: 'scans/mm-rlhf-2025#artifacts.code_released'\n"
    (project / "content/scans/moved.yml").write_text(moved, "utf-8")
    assert mkdocs(project, "build").returncode == 0
    with served(project / "site") as address, visiting(browser, address) as visit:
        for fragment, there in (
            ("flag-gone", "artifacts.code_released"),
            ("page-claims", "page-claims"),
            ("%3Cb%3E", "%3Cb%3E"),
        ):
            visit.page.goto(f"{address}scans/old/#{fragment}")
            visit.page.wait_for_url(f"{address}scans/mm-rlhf-2025/#{there}")
        assert visit.complaints == []
