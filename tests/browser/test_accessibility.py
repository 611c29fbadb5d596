"""axe-core on every page type, light and dark, at desktop and phone width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checkers import checkers
from tests.browser.conftest import visiting
from tests.browser.test_pages import PAGES

OTHERS = [(1280, "dark"), (360, "light"), (360, "dark")]
STOCK = {
    # The theme's search dialog is opened by a label and has no name of its own.
    "aria-dialog-name",
}
"""What axe-core finds on any page of the theme, and no small override can mend."""


def findings(page: Page) -> dict[str, list[str]]:
    """Rule and the places that break it, for everything that axe-core calls a violation."""
    # Evaluated by the browser's debugger, which the page's policy does not bind.
    page.evaluate((checkers() / "axe-core" / "axe.min.js").read_text("utf-8"))
    result = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return {
        item["id"]: [f"{node['target']}: {node['failureSummary']}" for node in item["nodes"]]
        for item in result["violations"]
    }


@pytest.mark.xdist_group("checkers")
@pytest.mark.parametrize(
    ("width", "scheme"),
    [(1280, "light"), *(pytest.param(*look, marks=pytest.mark.thorough) for look in OTHERS)],
)
def test_no_page_type_violates_a_rule(browser: Browser, demo: str, width: int, scheme: str) -> None:
    with visiting(browser, demo, width, scheme) as visit:
        for name, path in PAGES.items():
            found = findings(visit.go(path))
            ours = {rule: places[:3] for rule, places in found.items() if rule not in STOCK}
            assert ours == {}, f"{name} at {width} px, {scheme}"
