"""Pages that ``navigation.instant`` puts in place of others look and work as if they had been loaded."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Visit, instantly, visiting
from tests.conftest import configure, copy_project, mkdocs

pytestmark = pytest.mark.thorough

SCAN = "scans/mm-rlhf-2025/"
SYNTHESIS = "syntheses/soft-labeled-synthetic-data-calvin/"

TABS = """# Tabs

=== "One"

    First words.

=== "Two"

    Second words.
"""

LOOK = """() => {
  // What stands for the same thing has the same look, whatever its address is written like.
  const wanted = ["color", "backgroundColor", "display", "fontWeight", "textDecorationLine", "opacity", "textAlign",
    "minWidth", "position", "content", "borderTopWidth", "scrollMarginTop", "width"];
  const look = (e, pseudo) => wanted.map((name) => getComputedStyle(e, pseudo)[name]);
  return [...document.querySelectorAll("article, article *")]
    .map((e) => [`${e.tagName}.${e.className}#${e.id}`, look(e), look(e, "::before"), look(e, "::after")]);
}"""


@pytest.fixture(scope="module", params=[(), ("navigation.instant.prefetch",)], ids=["instant", "prefetch"])
def instant(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = copy_project(tmp_path_factory.mktemp("instant") / "project")
    for name in ("first", "second"):
        (project / f"content/{name}.md").write_text(TABS, "utf-8")
    (project / "content/first.md").write_text(f"{TABS}\n[on](second.md)\n", "utf-8")

    def change(settings: dict) -> None:
        settings["theme"]["features"] += ["navigation.instant", "content.tabs.link", *request.param]
        settings["markdown_extensions"] += [{"pymdownx.tabbed": {"alternate_style": True}}, "pymdownx.superfences"]

    configure(project, change)
    result = mkdocs(project, "build", "-q")
    assert result.returncode == 0, result.stderr
    with instantly(project / "site") as base:
        yield base


def settle(page: Page) -> None:
    # What points and fades has come to rest.
    page.mouse.move(0, 0)
    page.wait_for_timeout(600)


def follow(visit: Visit, path: str) -> None:
    """Go to a page by a link, without loading it."""
    page = visit.page
    # The address changes before the page does: what is left bears a mark, so that it is not taken for the new page.
    page.evaluate("window.stillHere = true; document.querySelector('article').dataset.left = ''")
    page.wait_for_load_state("networkidle")
    page.locator(f"article a[href$='{path}']:visible").first.click()
    page.wait_for_url(f"**/{path}*")
    page.locator("article:not([data-left]) h1").first.wait_for()
    assert page.evaluate("window.stillHere"), "the page was loaded anew"


def wait_for_absolute(page: Page) -> None:
    deadline = time.monotonic() + 20
    while page.locator("article a[id][href^='#']").count():
        assert time.monotonic() < deadline, "the theme does not make addresses absolute any more"
        page.wait_for_timeout(50)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("start", "path"), [("scans/", SCAN), ("syntheses/", SYNTHESIS)])
def test_a_page_looks_as_if_it_had_been_loaded(
    browser: Browser, demo: str, instant: str, start: str, path: str, scheme: str
) -> None:
    # The theme makes addresses absolute on a page that was loaded, too, so it is compared with one of a plain site.
    with visiting(browser, demo, 1280, scheme) as visit:
        visit.go(path)
        settle(visit.page)
        loaded = visit.page.evaluate(LOOK)
    with visiting(browser, instant, 1280, scheme) as visit:
        visit.go(start)
        follow(visit, path)
        wait_for_absolute(visit.page)
        settle(visit.page)
        shown = visit.page.evaluate(LOOK)
        assert len(shown) == len(loaded) > 200
        differing = [pair for pair in zip(loaded, shown, strict=True) if pair[0] != pair[1]]
        assert differing == []
        assert visit.complaints == []
        assert visit.foreign == []


def test_permalinks_keep_their_sign_and_are_not_printed(browser: Browser, instant: str) -> None:
    with visiting(browser, instant) as visit:
        visit.go("scans/")
        follow(visit, SCAN)
        page = visit.page
        wait_for_absolute(page)
        without = page.evaluate(
            """() => [...document.querySelectorAll('article .headerlink, article a[id]')]
              .filter(e => !(e.textContent + getComputedStyle(e, '::after').content).includes('¶')).length"""
        )
        assert without == 0
        page.emulate_media(media="print")
        assert not page.locator("article a[id][aria-label]").first.is_visible()
        name = page.locator("article .sp-checklist a[id]").first
        assert name.is_visible()
        assert name.evaluate("e => getComputedStyle(e, '::after').display") == "none"


def test_a_mark_leads_to_its_criterion_which_stands_out(browser: Browser, instant: str) -> None:
    with visiting(browser, instant) as visit:
        visit.go("scans/")
        follow(visit, SCAN)
        page = visit.page
        page.locator("a[class^=sp-]").and_(page.get_by_label("Ablation study: Yes", exact=True)).click()
        page.wait_for_url("**#evaluation_design.ablation_study")
        row = page.locator("tr", has=page.locator("[id='evaluation_design.ablation_study']"))
        plain = page.locator("tr", has=page.locator("[id='artifacts.code_released']"))
        settle(page)
        colour = "e => getComputedStyle(e).backgroundColor"
        assert row.evaluate(colour) != plain.evaluate(colour)
        assert page.evaluate("window.stillHere")


def test_linked_tabs_open_on_pages_that_were_not_loaded(browser: Browser, instant: str) -> None:
    with visiting(browser, instant) as visit:
        page = visit.go("first/")
        page.get_by_text("Two", exact=True).click()
        follow(visit, "second/")
        page.get_by_text("Second words.").wait_for(timeout=10_000)
        assert not page.get_by_text("First words.").is_visible()
        assert visit.complaints == []
