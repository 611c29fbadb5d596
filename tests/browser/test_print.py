"""What is printed is dark on white, whatever the reader's screen shows."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served, visiting
from tests.conftest import configure, copy_project, mkdocs

pytestmark = pytest.mark.thorough

PAGES = ("scans/mm-rlhf-2025/", "syntheses/soft-labeled-synthetic-data-calvin/", "scans/", "", "methodology/",
         "criteria/evaluation_design/")  # fmt: skip

COLOURS = """() => {
  const shown = [...document.querySelectorAll("body, body *")].filter((e) => e.checkVisibility());
  const look = (e, pseudo) => {
    const style = getComputedStyle(e, pseudo);
    return [style.color, style.backgroundColor, style.borderTopColor, style.borderInlineStartColor];
  };
  return shown.map((e) => [`${e.tagName}.${e.className}`, ...look(e), ...look(e, "::before"), ...look(e, "::after")]);
}"""

FAINT = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const over = (colour, below) => {
    canvas.fillStyle = `rgb(${below})`;
    canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = (e) => over(getComputedStyle(e).backgroundColor, e.parentElement ? behind(e.parentElement) : [255, 255, 255]);
  const found = [];
  for (const e of document.querySelectorAll("article *")) {
    const words = [...e.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!words || !e.checkVisibility()) continue;
    const ground = behind(e);
    const ratio = (light(ground) + 0.05) / (light(over(getComputedStyle(e).color, ground)) + 0.05);
    if (ratio < 4.5 || light(ground) < 0.6) found.push([e.tagName, e.className, e.textContent.slice(0, 30), ratio]);
  }
  return found;
}"""
"""Texts that are not dark on light with a contrast of 4.5 : 1 at least."""


def printed(page: Page) -> list[list[str]]:
    # A change of scheme fades for a moment.
    page.add_style_tag(content="*, ::before, ::after { transition: none !important }")
    page.emulate_media(media="print")
    return page.evaluate(COLOURS)


@pytest.fixture(scope="module")
def own_scheme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose publisher has a dark scheme of their own, which the theme does not keep to screens."""
    project = copy_project(tmp_path_factory.mktemp("scheme") / "project")
    (project / "content/night.css").write_text(
        '[data-md-color-scheme="night"] { color-scheme: dark; --md-default-fg-color: #eee; --md-default-bg-color: #111;'
        " --md-typeset-color: #eee; --md-typeset-a-color: #9cf; --md-default-fg-color--light: #ccc }\n"
    )

    def change(settings: dict) -> None:
        settings["extra_css"] = ["night.css"]
        settings["theme"]["palette"] = {"scheme": "night"}
        # What a style sheet puts inline is no matter here.
        settings["extra"] = {"content_security_policy": ""}

    configure(project, change)
    assert mkdocs(project, "build", "-q").returncode == 0
    return project / "site"


@pytest.fixture(scope="module")
def lax(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site without the policy, which would keep the tests from switching fades off."""
    project = copy_project(tmp_path_factory.mktemp("lax") / "project")
    configure(project, lambda settings: settings.update(extra={"content_security_policy": ""}))
    assert mkdocs(project, "build", "-q").returncode == 0
    return project / "site"


@pytest.mark.parametrize("width", [1280, 360])
def test_a_print_is_the_same_from_dark_and_light(browser: Browser, lax: Path, width: int) -> None:
    with served(lax) as base:
        looks = {}
        for scheme in ("light", "dark"):
            with visiting(browser, base, width, scheme) as visit:
                for path in PAGES:
                    page = visit.go(path)
                    on_screen = page.evaluate("getComputedStyle(document.body).backgroundColor")
                    assert (on_screen == "rgb(255, 255, 255)") == (scheme == "light"), on_screen
                    looks[path, scheme] = printed(page)
                    assert page.evaluate(FAINT) == [], path
                    page.emulate_media(media="screen")
        for path in PAGES:
            assert len(looks[path, "light"]) > 20
            differing = [
                pair for pair in zip(looks[path, "light"], looks[path, "dark"], strict=True) if pair[0] != pair[1]
            ]
            assert differing == [], f"{path}: {differing[:3]}"


def test_no_badge_is_cut_on_a4(browser: Browser, lax: Path) -> None:
    with served(lax) as base, visiting(browser, base, 718) as visit:
        for path in (*PAGES, "years/", "tags/"):
            page = visit.go(path)
            printed(page)
            cut = page.evaluate(
                """() => [...document.querySelectorAll("td span[class^=sp-]")]
                  .filter((e) => e.checkVisibility() && (e.scrollWidth > e.clientWidth + 1 || e.getClientRects().length > 1))
                  .map((e) => e.textContent)"""
            )
            assert cut == [], path
            page.emulate_media(media="screen")


def test_the_paper_is_white_to_its_edges(browser: Browser, lax: Path) -> None:
    with served(lax) as base, visiting(browser, base, 1280, "dark") as visit:
        page = visit.go(PAGES[0])
        printed(page)
        # The margins have the colour of the root's canvas, which follows its scheme.
        assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") in ("only light", "light only")
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_scheme_of_the_publisher_is_not_printed(browser: Browser, own_scheme: Path) -> None:
    with served(own_scheme) as base, visiting(browser, base) as visit:
        page = visit.go(PAGES[0])
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 17, 17)"
        printed(page)
        assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert page.evaluate(FAINT) == []
