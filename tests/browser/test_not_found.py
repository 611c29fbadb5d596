"""The page for addresses that lead nowhere: words, a search and a way home, at any depth, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import PREFIX, served, visiting
from tests.browser.test_accessibility import STOCK, findings
from tests.conftest import configure, copy_project, mkdocs

DEEP = "scans/no-such-paper/deeper/still/"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_says_what_happened_and_leads_home(browser: Browser, demo: str, width: int, scheme: str) -> None:
    with visiting(browser, demo, width, scheme) as visit:
        page = visit.go(f"{DEEP}#artifacts.code_released")
        assert page.title() == "Page not found - Paper scans"
        # That the page has no such entry is no wonder.
        assert page.locator(".entry-missing").count() == 0
        assert page.locator("main h1").inner_text() == "Page not found"
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate("getComputedStyle(document.querySelector('.sp-find')).display") == "flex"
        found = {rule: places for rule, places in findings(page).items() if rule not in STOCK}
        assert found == {}
        # The one complaint is the browser's, about the answer's code.
        assert [text for text in visit.complaints if "404" not in text] == []
        assert visit.foreign == []
        with page.expect_navigation():
            page.locator("main a", has_text="home page").click()
        assert page.url.removesuffix("index.html") == demo


def test_its_search_finds(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(DEEP)
        page.get_by_label("Search the site").fill("reward")
        with page.expect_navigation():
            page.locator("main form button").click()
        assert page.url.endswith(f"{PREFIX}/?q=reward")
        page.locator(".md-search-result__item").first.wait_for(state="attached")
        assert page.locator("input.md-search__input").input_value() == "reward"
        assert visit.foreign == []


def test_an_address_that_is_nearly_one_of_the_site_s_is_told_of_it(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        fetched: list[str] = []
        visit.page.on("request", lambda request: fetched.append(request.url.rpartition("/")[2]))
        # Two signs in each other's place, a word that is missing, an entry below it.
        for address in ("scans/mm-rlfh-2025/", "scans/mm-rlhf", "scans/mm-rlhf-2024/claims/"):
            page = visit.go(address)
            said = page.locator("main [role=status]")
            expect(said).to_contain_text("Did you mean mm-rlhf-2025")
            expect(said).to_contain_text("The nearest page above this address is scans/.")
            link = said.get_by_role("link", name="mm-rlhf-2025")
            expect(link).to_have_attribute("href", f"{PREFIX}/scans/mm-rlhf-2025/")
        with page.expect_navigation():
            link.click()
        assert page.locator("main h1").inner_text().startswith("MM-RLHF")
        fetched.clear()
        page = visit.go("scans/<img%20src=x%20onerror=alert(1)>/")
        expect(page.locator("main [role=status]")).to_have_text("The nearest page above this address is scans/.")
        assert fetched.count("sitemap.xml") == 1
        # Other pages fetch nothing of it, nor does an address that leads on by itself.
        fetched.clear()
        visit.go("scans/mm-rlhf-2025/")
        visit.go("scans/MM-RLHF-2025/")
        page.wait_for_url("**/scans/mm-rlhf-2025/")
        assert "sitemap.xml" not in fetched


@pytest.mark.thorough
def test_without_scripts_every_link_on_it_leads_somewhere(browser: Browser, demo: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    try:
        page = context.new_page()
        page.goto(demo + DEEP)
        hrefs = [link.get_attribute("href") or "" for link in page.locator("main a[href]").all()]
        assert len(hrefs) > 3
        assert all(href.startswith(f"{PREFIX}/") for href in hrefs)
        for href in hrefs:
            answer = page.goto(demo.removesuffix(f"{PREFIX}/") + href)
            assert answer is not None
            assert answer.status == 200
        page.goto(demo + DEEP)
        page.get_by_label("Search the site").fill("reward")
        page.locator("main form button").click()
        assert page.url.endswith(f"{PREFIX}/?q=reward")
    finally:
        context.close()


@pytest.mark.thorough
def test_a_site_without_a_search_has_no_form(browser: Browser, tmp_path) -> None:
    project = copy_project(tmp_path / "project")
    configure(project, lambda settings: settings.update(plugins=["scanpress"], use_directory_urls=False))
    assert mkdocs(project, "build").returncode == 0
    with served(project / "site") as address, visiting(browser, address) as visit:
        page = visit.go(DEEP)
        assert page.locator("main form").count() == 0
        with page.expect_navigation():
            page.locator("main a", has_text="home page").click()
        assert page.url.endswith("/index.html")
