"""The site's own search in a real Chromium: its keys, what it shows and where that leads, and texts that attack it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import served, visiting
from tests.browser.test_accessibility import STOCK, findings
from tests.browser.test_hostile import MARKERS
from tests.browser.test_search_material import TITLES, TYPED
from tests.conftest import configure, copy_project, mkdocs
from tests.hostile import scan as hostile_scan
from tests.inputs import SCAN, changed, written
from tests.shore import shore_files

thorough = pytest.mark.thorough


def built(folder: Path, *, directory_urls: bool = True, features: tuple[str, ...] = ()) -> Path:
    project = copy_project(folder / "project")
    for name in ("scans", "syntheses"):
        for path in (project / "content" / name).rglob("*.*"):
            path.unlink()
    claims = [{"claim": text, "evidence": "x", "supported": "strong"} for text in dict.fromkeys(TYPED.values())]
    words = {"scan_version": 4, "paper": {"title": "Words"}, "checklist": {}, "claims": claims}
    files: dict[str, object] = {
        **shore_files(),
        "scans/words/scan.json": words,
        **{
            f"scans/hostile-{number}/scan.json": hostile_scan(iter([marker] * 40))
            for number, marker in enumerate(MARKERS)
        },
        **{
            f"scans/title-{number}/scan.json": {"scan_version": 4, "paper": {"title": title}, "checklist": {}}
            for number, title in enumerate(TITLES.values())
        },
        **{
            f"scans/more-{number}/scan.json": changed(
                SCAN, paper={"title": f"Numbat {number:02}", "authors": ["Bo"], "year": 2020}
            )
            for number in range(24)
        },
        # More pages have these words than are looked at at once, and the one with the phrase comes last.
        **{
            f"scans/phrase-{number}/scan.json": {
                "scan_version": 4,
                "paper": {"title": "Wombats"},
                "checklist": {},
                "key_findings": "Purple wombats sing. " + "Yaks sleep. " * 300
                if number == 70
                else "Wombats are purple.",
            }
            for number in range(71)
        },  # fmt: skip
    }
    written(project / "content", files)

    def change(settings: dict) -> None:
        settings["use_directory_urls"] = directory_urls
        settings["theme"]["features"] += features

    configure(project, change)
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return project / "site"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("search"))


@pytest.fixture(scope="module")
def searched(site: Path) -> Iterator[str]:
    with served(site) as address:
        yield address


def said(page: Page) -> str:
    return page.locator(".md-search-result__meta").inner_text()


def search(page: Page, typed: str) -> list[str]:
    """What is found first: titles of pages and entries."""
    page.locator("input.md-search__input").fill(typed)
    # The address has the words as soon as what they find stands there.
    page.wait_for_url(lambda url: parse_qs(urlsplit(url).query).get("q") == [typed])
    return page.locator(".md-search-result__article :is(h1, h2)").all_inner_texts()


def test_keys_open_find_and_follow(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        asked: list[str] = []
        visit.page.on("request", lambda request: asked.append(request.url.removeprefix(visit.base)))
        page = visit.go("scans/")
        page.wait_for_load_state("networkidle")
        assert [url for url in asked if "search" in url or "worker" in url] == [], "nothing before it is used"
        field = page.locator("input.md-search__input")
        page.keyboard.press("/")
        expect(field).to_be_focused()
        expect(page.locator("#__search")).to_be_checked()
        # The first of it is looked at before anything is typed: its head, and one part with words.
        page.wait_for_load_state("networkidle")
        index = [url.partition("?")[0] for url in asked if url.startswith("search/")]
        assert len(index) == 2
        assert index[0] == "search/root.bin"
        assert index[1].startswith("search/terms/")
        page.keyboard.type("sing dunes")
        link = page.locator(".md-search-result__link", has_text="Dunes sing.")
        expect(link).to_contain_text("Claim · weak")
        expect(link.locator("mark")).to_have_text(["Dunes", "sing"])
        expect(page.locator(".md-search-result__meta")).to_have_text("1 result on 1 page.")
        # Down to the paper, to its claim, and back to the field.
        page.keyboard.press("ArrowDown")
        expect(page.locator(".md-search-result__link").first).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(link).to_be_focused()
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        expect(field).to_be_focused()
        expect(page).to_have_url(f"{visit.base}scans/?q=sing+dunes")
        page.keyboard.press("Escape")
        expect(page.locator("#__search")).not_to_be_checked()
        expect(page).to_have_url(f"{visit.base}scans/")
        page.keyboard.press("s")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/scans/alpha/?h=sing+dunes#claim-**")
        # The entry is there, unfolded, and its words are marked.
        row = page.locator("tr", has=page.locator(":target"))
        expect(row.locator("mark")).to_have_text(["Dunes", "sing"])
        # The way back leads to what was found.
        page.go_back()
        expect(page).to_have_url(f"{visit.base}scans/?q=sing+dunes")
        expect(page.locator("#__search")).to_be_checked()
        expect(page.locator(".md-search-result__meta")).to_have_text("1 result on 1 page.")
        # Who looks for "no error bars" does not look for every answer that is "no".
        visit.go("scans/alpha/?h=no+bars")
        expect(page.locator("article mark").first).to_be_attached()
        assert {"✗ No"} == {*page.locator("article .sp-no:not(a)").all_text_contents()}
        expect(page.locator(".sp-no mark")).to_have_count(0)
        assert not any("search_index" in url or "worker" in url for url in asked)
        assert visit.complaints == visit.foreign == []


@thorough
@pytest.mark.parametrize(("expected", "place"), [(TYPED, "words"), (TITLES, "title-")], ids=["claims", "titles"])
def test_what_is_typed_is_found_and_shown_as_it_is(
    browser: Browser, searched: str, expected: dict[str, str], place: str
) -> None:
    with visiting(browser, searched) as visit:
        visit.page.add_init_script("window.pwned = () => { console.error('PWNED'); };")
        page = visit.go("")
        page.keyboard.press("f")
        # Signs that are in no word are not looked for.
        for typed, text in expected.items():
            if not re.search(r"\w", typed) or typed in ("<b>", "<script>", "A & B", "&#39;"):
                continue
            found = search(page, typed)
            assert any(text in title for title in found), (typed, found)
            link = page.locator(".md-search-result__link", has_text=text.split()[-1]).first
            assert place in str(link.get_attribute("href"))
            assert page.locator(".md-search-result__article :is(script, img, b)").count() == 0
        assert visit.complaints == visit.foreign == []


@thorough
def test_hostile_texts_are_texts_in_hits_chips_and_pages(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        visit.page.add_init_script("window.pwned = () => { console.error('PWNED'); };")
        page = visit.go("?q=%3Cscript%3Epwned()%3C/script%3E")
        page.wait_for_load_state("networkidle")
        for typed in (
            "pwned", "script onerror", "javascript", "img src", 'kind:claim "<img src=x onerror=pwned()>"', "tag:<b>",
            "kind:<b> <script>", "year:<svg/onload=pwned()>", "constructor __proto__ hasOwnProperty", "verdict:__proto__ x",
        ):  # fmt: skip
            search(page, typed)
            page.wait_for_timeout(100)
            inside = page.locator(".md-search__output :is(script, img, iframe, svg, b, style, object, textarea)")
            assert inside.count() == 0, typed
            assert page.locator(".md-search__output [onclick], .md-search__output [onerror]").count() == 0
        assert search(page, "pwned")
        for href in page.locator(".md-search-result__link").evaluate_all("links => links.map((link) => link.href)"):
            assert href.startswith(visit.base)
        page.locator(".md-search-result__link").first.click()
        page.locator("article mark").first.wait_for()
        assert page.locator("article :is(script:not([type]), iframe, mark mark)").count() == 0
        assert visit.complaints == visit.foreign == []


@thorough
def test_chips_change_the_query(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        page = visit.go("?q=numbat")
        expect(page.locator("#__search")).to_be_checked()
        expect(page.locator(".md-search-result__meta")).to_have_text("24 results on 24 pages.")
        # Two at first, and more as long as there is room; the others follow who goes on.
        items, more = page.locator(".md-search-result__item h1"), page.get_by_role("button", name="More results")
        expect(items).to_have_count(10)
        more.focus()
        expect(items).to_have_count(16)
        expect(page.locator(".md-search-result__link").nth(10)).to_be_focused()
        for number in (22, 24):
            more.scroll_into_view_if_needed()
            expect(items).to_have_count(number)
        expect(page.get_by_role("button", name="More results")).to_have_count(0)
        # What else a page has is made when it is unfolded, once.
        search(page, "kind:claim x")
        fold = page.locator(".md-search-result__more").first
        number = int(str(fold.locator("summary").text_content()).split()[0])
        assert number == 10
        expect(fold.locator("a")).to_have_count(0)
        for _ in range(3):
            fold.locator("summary").click()
            expect(fold.locator("a")).to_have_count(number)
        search(page, "dunes")
        page.get_by_role("button", name=re.compile("^Claim")).click()
        field = page.locator("input.md-search__input")
        expect(field).to_have_value("dunes kind:claim")
        expect(page.locator(".search-kind").first).to_contain_text("Claim")
        page.get_by_role("button", name=re.compile("^weak")).click()
        expect(field).to_have_value("dunes kind:claim verdict:weak")
        expect(page.locator(".md-search-result__meta")).to_have_text("1 result on 1 page.")
        expect(page).to_have_url(f"{visit.base}?q=dunes+kind%3Aclaim+verdict%3Aweak")
        chip = page.get_by_role("button", name="kind:claim")
        expect(chip).to_have_attribute("aria-pressed", "true")
        chip.click()
        expect(field).to_have_value("dunes verdict:weak")
        # So are filters of what is not wanted, and those with spaces.
        search(page, 'dunes -kind:claim -tag:"observational study" year:2024')
        expect(page.get_by_role("button", name=re.compile("^Claim"))).to_have_count(0)
        for chip, left in (
            ("-kind:claim", 'dunes -tag:"observational study" year:2024'),
            ('-tag:"observational study"', "dunes year:2024"),
            ("year:2024", "dunes"),
        ):
            expect(page.get_by_role("button", name=chip, exact=True)).to_have_attribute("aria-pressed", "true")
            page.get_by_role("button", name=chip, exact=True).click()
            expect(field).to_have_value(left)
        page.get_by_label("Clear").click()
        expect(field).to_have_value("")
        expect(page.locator(".md-search-result__item")).to_have_count(0)
        assert visit.complaints == visit.foreign == []


@thorough
def test_what_is_missing_is_told(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        page = visit.go("")
        page.keyboard.press("s")
        search(page, "nunbat")
        assert said(page) == "24 results on 24 pages · “nunbat” is on no page, “numbat” is."
        search(page, "xyzzy")
        assert said(page) == "Nothing found · “xyzzy” is on no page."
        search(page, "numbat xyzzy")
        assert said(page) == "24 results on 24 pages · “xyzzy” is on no page."
        search(page, '"dunes sing"')
        assert said(page) == "1 page."
        search(page, "year:1801 dunes")
        assert said(page) == "Nothing found · try fewer words."
        assert visit.complaints == visit.foreign == []


@thorough
def test_what_comes_late_is_not_told_of_a_newer_query(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        held: list[Route] = []
        # The first two hits come, those that follow are held, and then all come.
        passing = [True, True]

        def handle(route: Route) -> None:
            if not passing or passing.pop(0):
                route.continue_()
            else:
                held.append(route)

        passing += [False] * 20
        visit.page.route("**/search/cards/**", handle)
        page = visit.go("scans/")
        meta = page.locator(".md-search-result__meta")
        page.locator("input.md-search__input").fill("numbat")
        expect(meta).to_have_text("24 results on 24 pages.")
        expect(page.locator(".search-more")).to_be_attached()
        for _ in range(50):
            page.wait_for_timeout(100)
            if held:
                break
        assert held
        passing.clear()
        page.locator("input.md-search__input").fill("sing dunes")
        expect(meta).to_have_text("1 result on 1 page.")
        with page.expect_response("**/search/cards/**"):
            for route in held:
                route.continue_()
        page.wait_for_timeout(500)
        expect(meta).to_have_text("1 result on 1 page.")
        expect(page.locator(".md-search-result__item")).to_have_count(1)
        assert visit.complaints == []


@thorough
def test_a_phrase_is_found_however_many_pages_have_its_words(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        page = visit.go("")
        page.keyboard.press("s")
        page.keyboard.type('"purple wombats"')
        expect(page.locator(".md-search-result__meta")).to_have_text("1 page.")
        expect(page.locator(".md-search-result__link").first).to_contain_text("Purple wombats sing.")
        assert visit.complaints == visit.foreign == []


@thorough
def test_an_index_that_is_not_there(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        page = visit.page
        page.route("**/search/root.bin*", lambda route: route.fulfill(status=404, body=""))
        visit.go("?q=dunes")
        expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
        page.unroute("**/search/root.bin*")
        page.locator("input.md-search__input").fill("dunes sing")
        expect(page.locator(".md-search-result__meta")).to_have_text("1 result on 1 page.")
        # So is a network that is not there, and what of the index it does not bring.
        for name in ("root.bin", "terms/*.bin", "cards/*.bin"):
            page.goto("about:blank")
            page.route(f"**/search/{name}*", lambda route: route.abort())
            visit.go("?q=dunes")
            expect(page.locator(".md-search-result__meta")).to_contain_text("could not be loaded")
            page.unroute(f"**/search/{name}*")
            page.locator("input.md-search__input").fill("dunes sing")
            expect(page.locator(".md-search-result__meta")).to_have_text("1 result on 1 page.")
        # In a preview it is still being made, and is waited for.
        page.route("**/search/root.bin*", lambda route: route.fulfill(status=404, body=""))
        page.goto("about:blank")
        visit.page.add_init_script(
            "addEventListener('DOMContentLoaded', () => document.querySelector('form[data-search]').dataset.search = 'preview')"
        )
        visit.go("?q=dunes+sing")
        expect(page.locator(".md-search-result__meta")).to_contain_text("being prepared")
        page.unroute("**/search/root.bin*")
        expect(page.locator(".md-search-result__meta")).to_have_text("1 result on 1 page.", timeout=10_000)
        assert visit.foreign == []


@thorough
@pytest.mark.xdist_group("checkers")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_it_fits_and_breaks_no_rule(browser: Browser, searched: str, width: int, scheme: str) -> None:
    with visiting(browser, searched, width, scheme) as visit:
        page = visit.go("")
        if width == 360:
            page.locator("label.md-header__button[for=__search]").click()
        else:
            page.keyboard.press("s")
        expect(page.locator("input.md-search__input")).to_be_focused()
        for typed in ("dunes", "dunes kind:claim", "xyzzy"):
            search(page, typed)
            page.wait_for_timeout(500)
            found = {rule: places[:3] for rule, places in findings(page).items() if rule not in STOCK}
            assert found == {}, typed
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            wide = page.locator(".md-search-result__link").evaluate_all(
                f"links => links.filter((link) => link.getBoundingClientRect().right > {width}).length"
            )
            assert wide == 0
        assert visit.complaints == []


@thorough
def test_pages_that_are_files_and_a_page_that_is_missing(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = built(tmp_path_factory.mktemp("files"), directory_urls=False, features=("navigation.instant",))
    with served(site) as base, visiting(browser, base) as visit:
        sitemap = site / "sitemap.xml"
        sitemap.write_text(sitemap.read_text("utf-8").replace("https://example.org/survey/", base), "utf-8")
        page = visit.go("scans/alpha/index.html")
        page.wait_for_load_state("networkidle")
        page.evaluate("window.stillHere = true")
        page.keyboard.press("/")
        page.keyboard.type("gulls eat")
        expect(page.locator(".md-search-result__meta")).to_have_text("1 result on 1 page.")
        page.locator(".md-search-result__link", has_text="Gulls eat.").click()
        page.wait_for_url("**/scans/gamma/index.html?h=gulls+eat#claim-*")
        page.locator("article mark").first.wait_for()
        assert page.evaluate("window.stillHere"), "the page was loaded anew"
        expect(page.locator("#__search")).not_to_be_checked()
        # It works on the page that took the place of the other, too, and on one that is nowhere.
        page.keyboard.press("/")
        page.locator("input.md-search__input").fill("dunes sing")
        expect(page.locator(".md-search-result__link", has_text="Dunes sing.")).to_be_visible()
        page.goto(f"{visit.base}no/such/page/")
        page.keyboard.press("/")
        page.keyboard.type("dunes sing")
        link = page.locator(".md-search-result__link", has_text="Dunes sing.")
        assert str(link.get_attribute("href")).startswith(f"{visit.base}scans/alpha/index.html?h=")


@thorough
def test_without_scripts_the_field_leads_to_the_lists(browser: Browser, searched: str) -> None:
    for width in (1280, 360):
        context = browser.new_context(java_script_enabled=False, viewport={"width": width, "height": 900})
        page = context.new_page()
        page.goto(f"{searched}scans/alpha/")
        if width == 360:
            page.locator("label.md-header__button[for=__search]").click()
        page.locator("input.md-search__input").fill("dunes")
        page.keyboard.press("Enter")
        page.wait_for_url("**/survey/scans/?q=dunes")
        assert page.locator("h1").inner_text().startswith("Scans")
        context.close()


def test_the_index_of_the_theme_is_not_there(site: Path) -> None:
    assert not (site / "search/search_index.json").exists()
    assert json.loads((site / "addresses.json").read_text("utf-8"))["addresses"]
