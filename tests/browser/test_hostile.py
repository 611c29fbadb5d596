"""Hostile inputs in a real Chromium: nothing of them runs, and nothing leaves the site."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser

from generator.adapters.cli import main
from tests.attacks import ATTACKS, NAMES
from tests.browser.conftest import served, visiting
from tests.conftest import configure, copy_project, mkdocs
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


@pytest.mark.thorough
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


@pytest.mark.thorough
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


LIVE_NAMES = [name for name in NAMES if "&" in name or set(name) & set("<>\"'")]


@pytest.fixture(
    scope="module",
    params=["plugin", *(pytest.param(way, marks=pytest.mark.thorough) for way in ("plain Markdown", "export"))],
)
def named(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, list[str]]]:
    """A site of hostile folders and files, with everything on that shows their names; its address and its pages."""
    project = copy_project(tmp_path_factory.mktemp("named") / "project")
    content = project / "content"
    for number, name in enumerate(LIVE_NAMES):
        paper = {"title": f"Paper {number}", "authors": ["A"], "year": 2020}
        for folder in ("scans", "guide", "."):
            (content / folder / name).mkdir()
            for file in ("index.md", "evil.js", f"{name}.md"):
                (content / folder / name / file).write_text("pwned();\n" if file == "evil.js" else "Words alone.\n")
        (content / "scans" / name / "scan.json").write_text(json.dumps({**scan(iter(["x"] * 40)), "paper": paper}))
        (content / "syntheses" / f"{name}.txt").write_text(f"Report {number}\n\nAbstract\n\nWords.\n")
    # What a hostile name would load, under the site's own address.
    for folder in ("", "scans", "guide", "scans/paper"):
        (content / folder).mkdir(exist_ok=True)
        (content / folder / "evil.js").write_text("pwned();\n")

    def change(settings: dict) -> None:
        del settings["nav"]
        settings.update(repo_url="https://code.example/ada/survey", edit_uri="edit/main/content/")
        settings["theme"]["features"] += [
            "content.action.edit", "content.action.view", "navigation.path", "navigation.footer", "content.tooltips",
            "navigation.indexes",
        ]  # fmt: skip
        settings["plugins"] = ["search", {"scanpress": {"fast": request.param == "plugin"}}]

    configure(project, change)
    if request.param == "export":
        plain = project.parent / "plain"
        assert main(["export", str(plain), "-q", "-f", str(project / "mkdocs.yml")]) == 0
        project = plain
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    site = project / "site"
    paths = [path.relative_to(site).parent.as_posix() for path in sorted(site.rglob("index.html"))]
    # Every page shows the names in its navigation; only that of an input has a link to a source of such a name.
    pages = [quote(path) + "/" for path in paths if path.startswith(("scans", "syntheses"))]
    pages += [quote(path) + "/" for path in paths if not path.startswith(("scans", "syntheses"))][::8]
    with served(site) as address:
        yield address, pages


@pytest.mark.thorough
def test_nothing_of_a_name_runs(browser: Browser, named: tuple[str, list[str]]) -> None:
    address, pages = named
    assert len(pages) > 2 * len(LIVE_NAMES)
    with visiting(browser, address) as visit:
        watch(visit)
        for place in pages:
            page = visit.go(place.removeprefix("./"))
            page.evaluate(
                """() => { for (const e of document.querySelectorAll('a, [title], [aria-label]')) for (const kind of
                ['mouseover', 'mouseenter', 'focus', 'pointerover']) e.dispatchEvent(new Event(kind, {bubbles: true})); }"""
            )
            assert page.locator("script[src*=evil], [onmouseover], [onfocus], img[src=x]").count() == 0, place
        quiet(visit)
