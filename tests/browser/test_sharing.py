"""What an address of an entry does, and what can be taken away from an entry: copied, cited, disputed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.conftest import served, visiting
from tests.browser.test_accessibility import STOCK, findings
from tests.browser.test_hostile import MARKERS
from tests.browser.test_instant import follow
from tests.conftest import configure, copy_project, mkdocs
from tests.hostile import scan

thorough = pytest.mark.thorough
SCAN = "scans/mm-rlhf-2025/"
SYNTHESIS = "syntheses/soft-labeled-synthetic-data-calvin/"
CODE = "artifacts.code_released"
WORDS = "Scan of “MM-RLHF: The Next Step Forward in Multimodal LLM Alignment” (Yi-Fan Zhang et al., 2025), scan version 3."
CITED = f"{WORDS} https://example.org/survey/scans/mm-rlhf-2025/v3/"
MARK = "e => getComputedStyle(e).backgroundColor"


@pytest.fixture(scope="module")
def disputed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo with a repository, pages that replace one another, a reply, and scans that are hostile throughout."""
    project = copy_project(tmp_path_factory.mktemp("disputed") / "project")
    (project / "content" / SCAN / "reply.md").write_text("We disagree: <b>https://example.org/why</b>.", "utf-8")
    for number, marker in enumerate(MARKERS):
        folder = project / f"content/scans/hostile-{number}"
        folder.mkdir()
        (folder / "scan.json").write_text(json.dumps(scan(iter([marker] * 40))), "ascii")

    def change(settings: dict) -> None:
        settings["theme"]["features"].append("navigation.instant")
        settings["repo_url"] = "https://gitlab.com/shore/survey"

    configure(project, change)
    result = mkdocs(project, "build", "-q")
    assert result.returncode == 0, result.stderr
    with served(project / "site") as base:
        sitemap = project / "site/sitemap.xml"
        sitemap.write_text(sitemap.read_text("utf-8").replace("https://example.org/survey/", base), "utf-8")
        yield base


def allow(context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])


def clipboard(page: Page) -> str:
    return page.evaluate("navigator.clipboard.readText()")


def choose(page: Page, anchor: str, name: str) -> None:
    """Open the menu of an entry by pointing at it, and choose something there."""
    page.locator(row_of(anchor)).hover()
    page.locator(".entry-menu__button").click()
    page.get_by_role("menuitem", name=name).click()


def box(page: Page, selector: str) -> dict[str, float]:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found


def row_of(anchor: str) -> str:
    return f"tr:has([id='{anchor}'])"


def test_an_address_of_nothing_says_so_and_leads_on(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(f"{SCAN}#claim-wet-sand-holds-97bc")
        notice = page.get_by_role("status").filter(has_text="This page has no entry")
        expect(notice).to_contain_text("This page has no entry “claim-wet-sand-holds-97bc”")
        expect(notice).to_contain_text("reworded or removed")
        expect(notice).to_be_in_viewport()
        expect(notice.get_by_role("link", name="All claims")).to_have_attribute("href", "#page-claims")
        notice.get_by_role("button", name="Search this site for “wet sand holds”").click()
        expect(page.locator("input.md-search__input")).to_be_focused()
        expect(page.locator("input.md-search__input")).to_have_value("wet sand holds")
        page.keyboard.press("Escape")
        # Where an address names something, and where it is the theme's, nothing is said.
        for anchor in (CODE, "page-claims", "__codelineno-0-1", "top", ""):
            page.evaluate(f"location.hash = '{anchor}'")
            expect(page.get_by_text("This page has no entry")).to_have_count(0)
        page.evaluate("location.hash = '%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E'")
        expect(page.get_by_text("This page has no entry “<img src=x onerror=alert(1)>”")).to_be_in_viewport()
        assert page.locator("article img").count() == 0
        assert visit.complaints == []


def test_an_entry_is_copied_from_the_keyboard_and_that_is_told(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        allow(visit.page.context)
        page = visit.go(SCAN)
        page.locator("#artifacts + details").evaluate("e => { e.open = true }")
        stops = "[...document.querySelectorAll('article a, article button')].length"
        before = page.evaluate(stops)
        page.locator(f"[id='{CODE}']").focus()
        page.keyboard.press("Tab")
        button = page.get_by_role("button", name="Copy: Code released")
        expect(button).to_be_focused()
        assert page.evaluate(stops) == before + 1
        page.keyboard.press("ArrowDown")
        items = page.get_by_role("menuitem")
        expect(items).to_have_text(["Copy link", "Copy as Markdown", "Copy citation"])
        expect(items.nth(0)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Link copied")).to_be_visible()
        expect(button).to_be_focused()
        assert clipboard(page) == f"{demo}{SCAN}#{CODE}"
        page.keyboard.press("Enter")
        page.keyboard.press("End")
        page.keyboard.press("Enter")
        expect(page.get_by_role("status").filter(has_text="Citation copied")).to_be_visible()
        assert clipboard(page) == f"Code released: No. {CITED}#{CODE}"
        assert visit.complaints == []
        assert visit.foreign == []


@thorough
def test_the_menu_has_the_keys_of_a_menu(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(f"{SCAN}#{CODE}")
        page.locator(f"[id='{CODE}']").focus()
        page.keyboard.press("Tab")
        button, items = page.locator(".entry-menu__button"), page.get_by_role("menuitem")
        page.keyboard.press("ArrowUp")
        expect(items.last).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "true")
        for key, number in (("ArrowDown", 0), ("ArrowUp", 2), ("Home", 0), ("End", 2), ("c", 0), ("c", 1)):
            page.keyboard.press(key)
            expect(items.nth(number)).to_be_focused()
        # The theme's own keys do nothing meanwhile.
        page.keyboard.press("s")
        expect(items.nth(1)).to_be_focused()
        page.keyboard.press("Escape")
        expect(items).to_have_count(0)
        expect(button).to_be_focused()
        expect(button).to_have_attribute("aria-expanded", "false")
        page.keyboard.press("Space")
        expect(items.first).to_be_focused()
        page.keyboard.press("Tab")
        expect(items).to_have_count(0)
        page.locator("[id='artifacts.data_released']").focus()
        expect(page.locator(row_of("artifacts.data_released")).locator(".entry-menu__button")).to_have_count(1)
        expect(button).to_have_count(1)
        assert visit.complaints == []


@thorough
@pytest.mark.parametrize(
    ("path", "anchor", "start"),
    [
        (
            SCAN,
            CODE,
            "**Code released: No** – Is the source code of the study publicly available?\n\n> The paper provides",
        ),
        (SCAN, "", "**Claim: "),
        (SYNTHESIS, "", "**Claim: "),
    ],
)
def test_markdown_has_question_answer_and_reason(
    browser: Browser, demo: str, path: str, anchor: str, start: str
) -> None:
    with visiting(browser, demo) as visit:
        allow(visit.page.context)
        page = visit.go(path)
        anchor = anchor or page.locator(":is(.sp-claims, .sp-verdicts) a[id]").first.get_attribute("id")
        page = visit.go(f"{path}#{anchor}")
        choose(page, anchor, "Copy as Markdown")
        expect(page.get_by_text("Markdown copied")).to_be_visible()
        text = clipboard(page)
        assert text.startswith(start)
        assert text.endswith(f"](https://example.org/survey/{path}{'v3/' if path == SCAN else ''}#{anchor})")
        assert text.count("\n\n") == (1 if path == SYNTHESIS else 2)


@thorough
def test_it_copies_on_plain_http_and_where_the_clipboard_is_forbidden(browser: Browser, demo: str) -> None:
    for script in (
        "Object.defineProperty(window, 'isSecureContext', {value: false})",
        "navigator.clipboard.writeText = () => Promise.reject(new Error('no'))",
    ):
        with visiting(browser, demo) as visit:
            allow(visit.page.context)
            visit.page.add_init_script(script)
            page = visit.go(f"{SCAN}#{CODE}")
            choose(page, CODE, "Copy link")
            expect(page.get_by_text("Link copied")).to_be_visible()
            assert clipboard(page) == f"{demo}{SCAN}#{CODE}"
            assert page.locator("textarea").count() == 0
            assert visit.complaints == []


@thorough
def test_where_nothing_can_be_copied_the_text_is_there_to_select(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        visit.page.add_init_script("document.execCommand = () => false; delete Navigator.prototype.clipboard")
        page = visit.go(f"{SCAN}#{CODE}")
        choose(page, CODE, "Copy link")
        expect(page.get_by_label("Text to copy")).to_be_focused()
        expect(page.get_by_label("Text to copy")).to_have_value(f"{demo}{SCAN}#{CODE}")


@thorough
def test_a_tap_on_the_sign_opens_the_menu(browser: Browser, disputed: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(disputed + SCAN)
    wide = "document.documentElement.scrollWidth > innerWidth"
    for link in (page.locator(".sp-claims a[id]").first, page.locator(".admonition a[id]").first):
        link.tap()
        expect(page.get_by_role("menuitem")).to_have_count(4)
        menu = box(page, ".entry-menu__items")
        assert menu["x"] >= 0
        assert menu["x"] + menu["width"] <= 360
        assert not page.evaluate(wide)
        assert "#" not in page.url
        page.locator("h1").tap()
        expect(page.get_by_role("menuitem")).to_have_count(0)
    page.goto(f"{disputed}{SCAN}#{CODE}")
    for link in page.locator("article .sp-domain[open] a[id]").all():
        link.tap()
        expect(page.get_by_role("menuitem")).to_have_count(4)
        assert not page.evaluate(wide)
    context.close()


@thorough
@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")])
def test_an_address_lands_on_its_entry_in_sight_and_marked(
    browser: Browser, demo: str, script: bool, width: int, scheme: str
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, java_script_enabled=script
    )
    page = context.new_page()
    page.goto(f"{demo}{SCAN}")
    claim = page.locator(".sp-claims a[id]").nth(3).get_attribute("id")
    flag = page.locator(".admonition a[id]").nth(1).get_attribute("id")
    for anchor, selector in ((CODE, row_of(CODE)), (claim, row_of(claim)), (flag, f".admonition:has([id='{flag}'])")):
        # From elsewhere, so that it is loaded anew.
        page.goto(f"{demo}scans/")
        page.goto(f"{demo}{SCAN}#{anchor}")
        expect(page.locator(f"[id='{anchor}']")).to_be_in_viewport()
        bar, found = box(page, "header.md-header"), box(page, selector)
        assert bar["y"] + bar["height"] <= found["y"] < 400
        others = page.locator(selector.partition(":")[0]).and_(page.locator(":not(:has(:target))"))
        marked = page.locator(selector)
        assert marked.evaluate(MARK) != others.first.evaluate(MARK)
        assert marked.evaluate("e => getComputedStyle(e).boxShadow") != "none"
    context.close()


@thorough
def test_entries_are_landed_on_and_missed_without_loading_a_page(browser: Browser, disputed: str) -> None:
    with visiting(browser, disputed) as visit:
        page = visit.go("scans/")
        # A link to the page, given a fragment: the theme follows it without loading.
        for anchor in (CODE, "claim-gone-1234"):
            link = "a[href$='mm-rlhf-2025/'], a[href*='mm-rlhf-2025/#']"
            page.locator(f"article :is({link})").first.evaluate(f"e => {{ e.hash = '{anchor}' }}")
            follow(visit, f"mm-rlhf-2025/#{anchor}")
            if anchor == CODE:
                expect(page.locator(f"[id='{CODE}']")).to_be_in_viewport()
                page.wait_for_timeout(500)
                bar, found = box(page, "header.md-header"), box(page, row_of(CODE))
                assert bar["y"] + bar["height"] <= found["y"] < 400
                assert page.locator(":target").get_attribute("id") == CODE
                choose(page, CODE, "Copy link")
                expect(page.get_by_text("Link copied")).to_be_visible()
                follow(visit, "scans/")
            else:
                expect(page.get_by_text("This page has no entry “claim-gone-1234”")).to_be_in_viewport()
        assert [text for text in visit.complaints if "gitlab.com" not in text] == []


@thorough
def test_an_entry_is_disputed_in_a_form_that_is_filled_in(browser: Browser, disputed: str) -> None:
    with visiting(browser, disputed) as visit:
        page = visit.go(f"{SCAN}#{CODE}")
        page.locator(row_of(CODE)).hover()
        page.locator(".entry-menu__button").click()
        url = page.get_by_role("menuitem", name="Dispute this").get_attribute("href")
        assert url.startswith("https://gitlab.com/shore/survey/-/issues/new?")
        assert len(url) <= 2_000
        asked = parse_qs(urlsplit(url).query)
        assert asked["issue[title]"][0].startswith("Dispute: Code released: MM-RLHF")
        body = asked["issue[description]"][0]
        assert body.startswith(
            f"https://example.org/survey/{SCAN}v3/#{CODE}\n\n**Code released: No** – Is the source"
        )
        assert "\n\n> The paper provides a project page" in body
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(disputed + SCAN)
    url = page.get_by_role("link", name="Dispute something on this page").get_attribute("href")
    assert parse_qs(urlsplit(url).query) == {
        "issue[title]": ["Dispute: MM-RLHF: The Next Step Forward in Multim…"],
        "issue[description]": [f"https://example.org/survey/{SCAN}\n\n"],
    }
    expect(page.locator(".admonition.quote")).to_contain_text("We disagree: <b>https://example.org/why</b>.")
    assert page.locator(".admonition.quote b").count() == 0
    page.context.close()


@thorough
def test_the_page_s_own_citation_is_copied(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        allow(visit.page.context)
        page = visit.go(SCAN)
        page.get_by_text("Cite this scan or the paper").click()
        page.get_by_role("button", name="Copy citation").click()
        expect(page.get_by_text("Citation copied")).to_be_visible()
        assert clipboard(page) == CITED
        # Words of the address are marked elsewhere, where somebody came here from the search.
        page = visit.go(f"{SCAN}?h=scans+scanned+https")
        expect(page.locator("article mark").first).to_be_attached()
        page.get_by_text("Cite this scan or the paper").click()
        page.get_by_role("button", name="Copy citation").click()
        expect(page.get_by_text("Citation copied")).to_be_visible()
        assert clipboard(page) == CITED


@thorough
def test_nothing_of_a_hostile_page_is_more_than_text_when_it_is_copied(browser: Browser, disputed: str) -> None:
    made = "[...document.querySelectorAll('article *')].filter(e => !e.closest('.entry-menu')).length"
    with visiting(browser, disputed) as visit:
        allow(visit.page.context)
        visit.page.expose_function("pwned", lambda: visit.complaints.append("pwned"))
        for number, marker in list(enumerate(MARKERS))[::2]:
            page = visit.go(f"scans/hostile-{number}/")
            page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true")
            before = page.evaluate(made)
            for link in page.locator("article a[id]").all()[:6]:
                link.hover()
                page.locator(".entry-menu__button").click()
                expect(page.get_by_role("menuitem")).to_have_count(4)
                url = page.get_by_role("menuitem", name="Dispute this").get_attribute("href")
                assert url.startswith("https://gitlab.com/shore/survey/-/issues/new?")
                assert len(url) <= 2_000
                page.get_by_role("menuitem", name="Copy as Markdown").click()
                expect(page.get_by_text("Markdown copied")).to_be_visible()
            assert page.evaluate(made) == before, marker
        assert [text for text in visit.complaints if "gitlab.com" not in text] == []


@thorough
@pytest.mark.xdist_group("checkers")
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (360, "dark")])
def test_what_a_script_adds_violates_no_rule(browser: Browser, disputed: str, width: int, scheme: str) -> None:
    with visiting(browser, disputed, width, scheme) as visit:
        page = visit.go(f"{SCAN}#flag-gone")
        page.get_by_text("Cite this scan or the paper").click()
        expect(page.get_by_text("This page has no entry")).to_be_visible()
        page.locator(".sp-claims a[id]").first.focus()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.get_by_role("menuitem")).to_have_count(4)
        ours = {rule: places[:3] for rule, places in findings(page).items() if rule not in STOCK}
        assert ours == {}
