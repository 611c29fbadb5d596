"""The pages of two criteria, which need several papers."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import served, visiting
from tests.browser.test_accessibility import STOCK, findings
from tests.browser.test_pages import LOOKS
from tests.conftest import copy_project, mkdocs
from tests.inputs import written
from tests.shore import shore_files

CODE_AND_DATA = "criteria/artifacts/code_released/and/data_released/"


@pytest.fixture(scope="module")
def shore_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_project(tmp_path_factory.mktemp("shore") / "project")
    written(project / "content", shore_files())
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return project / "site"


def test_who_released_code_and_data_is_two_clicks_from_the_home_page(browser: Browser, shore_site: Path) -> None:
    with served(shore_site) as base, visiting(browser, base) as visit:
        page = visit.go("")
        page.locator("article svg a", has_text="Artifacts").first.click()
        page.get_by_role("link", name="Code released and Data released").click()
        page.wait_for_url(f"{base}{CODE_AND_DATA}")
        assert page.locator("h1").inner_text().startswith("Code released and Data released")
        figure = page.locator(".sp-strip li").first.inner_text().split()[0]
        assert page.locator(".sp-pair tbody tr").count() == int(figure) > 0
        assert visit.complaints == visit.foreign == []


@pytest.mark.thorough
@pytest.mark.xdist_group("checkers")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_the_page_fits_and_violates_no_rule(browser: Browser, shore_site: Path, width: int, scheme: str) -> None:
    with served(shore_site) as base, visiting(browser, base, width, scheme) as visit:
        for path in (CODE_AND_DATA, "criteria/artifacts/"):
            page = visit.go(path)
            page.evaluate("document.querySelectorAll('details').forEach(item => item.open = true)")
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow == 0, path
            found = findings(page)
            assert {rule: places[:3] for rule, places in found.items() if rule not in STOCK} == {}, path
        assert visit.complaints == []
