"""Keys that are named like something of the theme or of a script: no id stands twice, and all scripts work."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from generator import limits
from tests.anchors import hostile_keys
from tests.browser.conftest import served, visiting
from tests.conftest import configure, copy_project, mkdocs
from tests.property.test_anchors import scan_of, synthesis_of

pytestmark = pytest.mark.thorough

# Those whose places are visited come first, and of each scan all are shown.
KEYS = sorted(hostile_keys(), key=lambda key: key not in ("constructor", "exports", "claims", "module"))
SCANS = [KEYS[start : start + limits.DOMAINS] for start in range(0, len(KEYS), limits.DOMAINS)]
PAGES = ("", "scans/", "methodology/", *[f"scans/keys-{number}/" for number in range(len(SCANS))], "syntheses/keys/")


@pytest.fixture(scope="module")
def keyed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = copy_project(tmp_path_factory.mktemp("keys") / "project")
    for number, keys in enumerate(SCANS):
        (project / f"content/scans/keys-{number}").mkdir()
        (project / f"content/scans/keys-{number}/scan.json").write_text(scan_of(keys), "utf-8")
    (project / "content/syntheses/keys.json").write_text(synthesis_of(KEYS), "utf-8")
    # What hand-written pages may use as well: tabs, and code that can be copied.
    configure(
        project,
        lambda settings: settings["theme"]["features"].extend(
            ["content.tabs.link", "content.code.copy", "toc.integrate"]
        ),
    )
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    with served(project / "site") as address:
        yield address


def alive(page: Page) -> None:
    """What the theme's scripts do is done."""
    assert page.evaluate("document.documentElement.classList.contains('js')")
    # The palette toggles, there and back.
    for _ in range(2):
        before = page.evaluate("document.body.getAttribute('data-md-color-scheme')")
        page.locator("form[data-md-component=palette] label:visible").click()
        expect(page.locator("body")).not_to_have_attribute("data-md-color-scheme", before)
    # The search opens, finds, and closes.
    field = page.locator("input.md-search__input")
    field.click()
    expect(page.locator("#__search")).to_be_checked()
    field.press_sequentially("alignment", delay=10)
    page.locator(".md-search-result__link", has_text="MM-RLHF").first.wait_for(timeout=20_000)
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()


@pytest.mark.parametrize("path", PAGES)
def test_no_id_stands_twice_and_scripts_work(browser: Browser, keyed: str, path: str) -> None:
    with visiting(browser, keyed) as visit:
        page = visit.go(path)
        found = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
        assert len(found) == len(set(found)), sorted(name for name in set(found) if found.count(name) > 1)
        assert page.evaluate("document.getElementById('__config').tagName") == "SCRIPT"
        alive(page)
        assert visit.complaints == []
        assert visit.foreign == []


def test_addresses_lead_to_their_places(browser: Browser, keyed: str) -> None:
    with visiting(browser, keyed) as visit:
        for anchor in ("constructor", "exports", "claims", "page-claims", "key-findings", "type_checklist.module"):
            page = visit.go(f"scans/keys-0/#{anchor}")
            assert page.evaluate("document.querySelector(':target')?.id") == anchor, anchor
            assert page.locator(":target").is_visible()
        page = visit.go("scans/keys-0/")
        for name, section in (("claims", "page-claims"), ("applicable criteria", "page-checklist")):
            page.locator(".sp-strip li", has_text=name).first.locator("a").click()
            assert page.url.endswith(f"#{section}")
        assert visit.complaints == []


def test_the_drawer_opens_on_a_phone(browser: Browser, keyed: str) -> None:
    with visiting(browser, keyed, width=360) as visit:
        for path in ("scans/keys-0/", "methodology/"):
            page = visit.go(path)
            page.locator("label.md-header__button[for=__drawer]").click()
            assert page.locator("#__drawer").is_checked()
            page.locator(".md-sidebar--primary").wait_for(state="visible")
        assert visit.complaints == []
