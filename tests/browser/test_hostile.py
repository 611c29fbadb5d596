"""Hostile inputs in a real Chromium: nothing of them runs, and nothing leaves the site."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.attacks import ATTACKS
from tests.browser.conftest import served, visiting
from tests.conftest import copy_project, mkdocs
from tests.hostile import is_visible, scan, write

# Each of these calls a function of its own name when it works, in whatever way.
MARKERS = (
    "<script>pwned()</script>",
    "</title><script>pwned()</script>",
    "<img src=x onerror=pwned()>",
    "&lt;img src=x onerror=pwned()&gt;",
    "&amp;lt;img src=x onerror=pwned()&amp;gt;",
    "&lt;/title&gt;&lt;script&gt;pwned()&lt;/script&gt;",
    '" onmouseover="pwned()" x="',
    "' onfocus='pwned()' autofocus='",
    "<svg/onload=pwned()>",
    "[x](javascript:pwned())",
    "<javascript:pwned()>",
    "{: onclick=pwned() }",
    "javascript:pwned()",
    "![x](https://evil.example/pixel.png)",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "</script><script>pwned()</script>",
    "<details open ontoggle=pwned()>",
    "<iframe src=javascript:pwned()>",
    "quokka <mark onclick=pwned()>quokka</mark>",
    "quokka <b>quokka</b>",
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    project = copy_project(tmp_path_factory.mktemp("hostile") / "project")
    visible = [text for text in ATTACKS if is_visible(text)]
    chosen = random.Random(7).sample(visible, 300)
    texts = [text for pair in zip(MARKERS * 15, chosen, strict=True) for text in pair]
    number = write(project / "content", texts, "scans")
    write(project / "content", texts, "syntheses")
    # Every marker as a title, which goes into most places.
    for index, marker in enumerate(MARKERS):
        folder = project / f"content/scans/title-{index}"
        folder.mkdir()
        (folder / "scan.json").write_text(json.dumps(scan(iter([marker] * 40))), "ascii")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    with served(project / "site") as address:
        yield address, number


def watch(visit) -> None:
    visit.page.add_init_script("window.pwned = () => { console.error('PWNED'); };")


def quiet(visit) -> None:
    assert visit.complaints == []
    assert visit.foreign == []


def test_nothing_of_an_input_runs_on_its_page(browser: Browser, hostile: tuple[str, int]) -> None:
    address, number = hostile
    places = ["", "scans/", "syntheses/", "methodology/"]
    places += [f"scans/title-{index}/" for index in range(len(MARKERS))]
    places += [f"{kind}/case-{index:04d}/" for kind in ("scans", "syntheses") for index in range(0, number, 3)]
    with visiting(browser, address) as visit:
        watch(visit)
        for place in places:
            page = visit.go(place)
            # Touch everything that can be touched, as a reader might.
            page.evaluate(
                """() => { for (const e of document.querySelectorAll('article *')) for (const kind of
                ['mouseover', 'mouseenter', 'focus', 'toggle', 'pointerover'])
                e.dispatchEvent(new Event(kind, {bubbles: true})); }"""
            )
            scripts = page.evaluate(
                "[...document.querySelectorAll('article script, article iframe, article img')].length"
            )
            assert scripts == 0, place
        quiet(visit)


def test_nothing_of_an_input_runs_in_titles_and_on_hover(browser: Browser, hostile: tuple[str, int]) -> None:
    address, _ = hostile
    with visiting(browser, address) as visit:
        watch(visit)
        for index, marker in enumerate(MARKERS):
            page = visit.go(f"scans/title-{index}/")
            assert page.title() == f"{' '.join(marker.split())} - Paper scans"
            assert page.locator("h1").inner_text().removesuffix("¶").strip() == marker
            page.locator("h1").hover()
            page.locator("a[class^=sp-]").first.hover()
            page.locator("[data-md-component=header-topic]").last.hover(force=True)
        quiet(visit)


def test_nothing_of_an_input_runs_in_search_results(browser: Browser, hostile: tuple[str, int]) -> None:
    address, _ = hostile
    with visiting(browser, address) as visit:
        watch(visit)
        page = visit.go("")
        for query in (
            "quokka",
            "script",
            "onerror",
            "pwned",
            "<script>",
            "<img",
            "' onfocus",
            '"> onmouseover',
            "&lt;img",
        ):
            field = page.locator("input.md-search__input")
            field.click()
            field.fill("")
            field.press_sequentially(query, delay=20)
            if query == "quokka":
                page.locator(".md-search-result__link").first.wait_for(timeout=20_000)
            page.wait_for_timeout(500)
            assert page.locator(".md-search-result :is(script, img, iframe, svg[onload])").count() == 0
            for link in page.locator(".md-search-result__link:visible").all()[:3]:
                link.hover()
        quiet(visit)


def test_the_policy_stops_what_escaping_might_miss(browser: Browser, hostile: tuple[str, int]) -> None:
    address, _ = hostile
    with visiting(browser, address) as visit:
        watch(visit)
        page = visit.go("")
        page.evaluate(
            """() => { document.body.insertAdjacentHTML('beforeend',
            '<img src=x onerror="pwned()"><img src="https://evil.example/x.png"><base href="https://evil.example/">');
            const s = document.createElement('script'); s.textContent = 'pwned()'; document.body.append(s); }"""
        )
        page.wait_for_timeout(300)
        assert not any("PWNED" in text for text in visit.complaints)
        blocked = [text for text in visit.complaints if "Content Security Policy" in text]
        assert len(blocked) >= 4
        assert page.evaluate("document.baseURI").startswith(address)
