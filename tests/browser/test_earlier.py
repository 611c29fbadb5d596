"""Links to entries of earlier scans: they land on words that say what became of them, with scripts and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.identify import claim_anchor, flag_anchor
from tests.browser.conftest import served, visiting
from tests.browser.test_accessibility import STOCK, findings
from tests.conftest import copy_project, mkdocs
from tests.inputs import written
from tests.site.test_earlier import FOURTH, NEW, OLD, PLACE, THIRD

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("earlier") / "project")
    written(project / "content", {f"{PLACE}/scan.json": THIRD, f"{PLACE}/scan-v4.json": FOURTH})
    result = mkdocs(project, "build", "-q", "--strict")
    assert result.returncode == 0, result.stderr
    return project / "site"


@pytest.mark.parametrize("scripts", [True, False])
def test_a_link_to_an_entry_that_is_gone_opens_the_list_there_and_leads_on(
    browser: Browser, site: Path, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    try:
        page = context.new_page()
        with served(site) as base:
            for anchor, now in (
                (claim_anchor(OLD), NEW),
                (flag_anchor("One beach"), "No red flag of the newest scan"),
            ):
                page.goto("about:blank")
                page.goto(f"{base}{PLACE}/#{anchor}")
                row = page.locator("tr", has=page.locator(f"[id='{anchor}']"))
                expect(row).to_be_in_viewport()
                expect(row).to_contain_text(now)
            # To the entry as it was.
            row.get_by_role("link", name="One beach").click()
            page.wait_for_url(f"{base}{PLACE}/v3/#{flag_anchor('One beach')}")
            expect(page.get_by_text("This is an earlier scan of this paper")).to_be_attached()
            expect(page.locator(f"[id='{flag_anchor('One beach')}']")).to_be_in_viewport()
    finally:
        context.close()


@pytest.mark.parametrize("scripts", [True, False])
def test_the_address_of_the_newest_scan_leads_to_the_paper(browser: Browser, site: Path, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    try:
        page = context.new_page()
        with served(site) as base:
            page.goto(f"{base}{PLACE}/v4/#{claim_anchor(NEW)}")
            page.wait_for_url(f"{base}{PLACE}/{f'#{claim_anchor(NEW)}' if scripts else ''}")
            expect(page.get_by_role("heading", level=1)).to_contain_text("Castles")
    finally:
        context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_neither_page_violates_a_rule(browser: Browser, site: Path, width: int, scheme: str) -> None:
    with served(site) as base, visiting(browser, base, width, scheme) as visit:
        for path in (f"{PLACE}/#{claim_anchor(OLD)}", f"{PLACE}/v3/"):
            found = findings(visit.go(path))
            assert {rule: places[:3] for rule, places in found.items() if rule not in STOCK} == {}, path
        assert (visit.complaints, visit.foreign) == ([], [])
