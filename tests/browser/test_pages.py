"""The demo site in a real Chromium, at desktop and phone width, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from generator.adapters.served_styles import served_styles
from generator.resources import theme
from tests.browser.conftest import served, visiting
from tests.conftest import configure, copy_project, mkdocs

PAGES = {
    "home": "",
    "overview": "overview/",
    "explore": "explore/",
    "scans": "scans/",
    "syntheses": "syntheses/",
    "methodology": "methodology/",
    "references": "references/",
    "scan": "scans/mm-rlhf-2025/",
    "synthesis": "syntheses/soft-labeled-synthetic-data-calvin/",
    "criteria": "criteria/",
    "domain": "criteria/evaluation_design/",
    "criterion": "criteria/artifacts/code_released/",
    "venues": "venues/",
    "year": "years/2025/",
    "red flags": "red-flags/",
    "claims": "claims/",
    "missing": "scans/no-such-paper/",
}

LOOKS = [
    (1280, "light"),
    (360, "dark"),
    pytest.param(1280, "dark", marks=pytest.mark.thorough),
    pytest.param(360, "light", marks=pytest.mark.thorough),
]


@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_pages_fit_ask_nobody_and_do_not_complain(browser: Browser, demo: str, width: int, scheme: str) -> None:
    with visiting(browser, demo, width, scheme) as visit:
        for name, path in PAGES.items():
            page = visit.go(path)
            if name == "missing":
                # The browser itself notes the answer 404, and each of those with which the page looks for another address.
                page.wait_for_load_state("networkidle")
                page.wait_for_timeout(300)
                visit.complaints = [text for text in visit.complaints if "404" not in text]
            overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
            assert overflow == 0, f"{name} is {overflow} px too wide"
            cut = page.evaluate(
                """() => [...document.querySelectorAll('.md-typeset table, .md-typeset td, span[class^=sp-]')]
                  .filter(e => e.offsetParent !== null)
                  // What has a column for each domain or criterion is moved under its frame.
                  .filter(e => !e.closest('.p-wide, .sp-side-by-side'))
                  .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
                  .map(e => e.textContent.slice(0, 40))"""
            )
            assert cut == [], f"{name}: beyond the right edge: {cut[:3]}"
        assert visit.foreign == []
        assert visit.complaints == []


def test_an_address_of_an_answer_shows_that_answer(browser: Browser, demo: str) -> None:
    with visiting(browser, demo, 360) as visit:
        page = visit.go("scans/mm-rlhf-2025/#data_leakage.leakage_detection_method")
        row = page.locator("tr", has=page.locator("[id='data_leakage.leakage_detection_method']"))
        assert "leakage detection" in row.inner_text().lower()
        box = row.bounding_box()
        header = page.locator("header.md-header").bounding_box()
        assert box is not None
        assert header is not None
        assert header["y"] + header["height"] <= box["y"] + 1 < 900, "the row is under the header or out of sight"
        plain = page.locator("tr", has=page.locator("[id='artifacts.code_released']"))
        colour = "e => getComputedStyle(e).backgroundColor"
        assert row.evaluate(colour) != plain.evaluate(colour), "the row that was linked to stands out"


def test_a_mark_in_the_overview_leads_to_its_criterion(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go("scans/mm-rlhf-2025/")
        page.locator("a[class^=sp-]").and_(page.get_by_label("Ablation study: Yes", exact=True)).click()
        assert page.url.endswith("#evaluation_design.ablation_study")


def test_answers_differ_in_colour(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go("scans/mm-rlhf-2025/")
        for place in (".sp-checklist span", ".sp-overview a"):
            colours = {
                kind: page.locator(f"article {place}.sp-{kind}").first.evaluate(
                    "e => getComputedStyle(e).backgroundColor"
                )
                for kind in ("yes", "no", "na")
            }
            assert len(set(colours.values())) == 3, colours


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_signs_of_the_header_are_drawn(browser: Browser, demo: str, scheme: str) -> None:
    with visiting(browser, demo, 360, scheme) as visit:
        page = visit.go("scans/mm-rlhf-2025/")
        for place in ("[for=__drawer]", "[for^=__palette]:not([hidden])", ".md-header__button[for=__search]"):
            sign = page.locator(f".md-header {place} svg")
            box = sign.bounding_box()
            assert box is not None
            assert box["width"] == box["height"] >= 20
            drawn = sign.screenshot()
            # Without its drawing it is a square of one colour.
            sign.evaluate("e => e.style.setProperty('mask', 'none')")
            assert sign.screenshot() != drawn
            sign.evaluate("e => e.style.setProperty('background', 'none')")
            assert sign.screenshot() != drawn
        assert visit.complaints == []


def test_the_style_sheets_that_are_served_say_what_their_sources_say(browser: Browser, demo: str) -> None:
    rules = """(styles) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(styles);
      // Properties of our own are told as they are written.
      return [...sheet.cssRules].map((rule) => rule.cssText.replace(/,\\s+/gu, ","));
    }"""
    with visiting(browser, demo) as visit:
        page = visit.go("")
        for path, slim in served_styles().items():
            source = (theme() / path).read_text("utf-8")
            found = page.evaluate(rules, source)
            assert len(found) >= 5
            assert page.evaluate(rules, slim.decode()) == found
            assert len(slim) < len(source)


SIGNS = """(wanted) => [...document.querySelectorAll('article .headerlink, article a[id]')]
  .filter((e) => e.checkVisibility())
  .map((e) => e.textContent.includes('¶') ? getComputedStyle(e) : getComputedStyle(e, '::after'))
  .filter((style) => (style.opacity === '1') === wanted).length"""
"""How many permalinks that are not folded show their sign, or do not."""


def test_permalinks_appear_on_hover_and_focus_and_not_everywhere_at_once(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go("scans/mm-rlhf-2025/")
        assert page.locator("article a[id]").count() == 64 + 7 + 6 + 12 + 6
        assert page.evaluate(SIGNS, True) == 0
        claim = page.locator(".sp-claims tbody tr").first
        claim.hover()
        assert claim.locator("a[id]").evaluate("e => getComputedStyle(e).opacity") == "1"
        assert page.evaluate(SIGNS, True) == 1
        page.mouse.move(0, 0)
        page.locator(".admonition a[id]").first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert page.evaluate(SIGNS, True) == 1
        page.locator("h2#red-flags").hover()
        expect(page.locator("h2#red-flags .headerlink")).to_have_css("opacity", "1")


def test_permalinks_show_where_nothing_can_be_pointed_with(browser: Browser, demo: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(demo + "scans/mm-rlhf-2025/")
    assert page.evaluate("matchMedia('(hover: none)').matches")
    # The theme fades its own in.
    page.wait_for_timeout(500)
    assert page.evaluate(SIGNS, False) == 0
    assert page.evaluate(SIGNS, True) > 20
    context.close()


def test_the_name_of_a_criterion_is_the_link_to_it_and_tells_its_key(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go("scans/mm-rlhf-2025/#evaluation_design")
        name = page.get_by_role("link", name="Ablation study", exact=True)
        shown = "e => getComputedStyle(e, '::before').content"
        assert "ablation" not in name.evaluate(shown)
        name.hover()
        assert "evaluation_design.ablation_study" in name.evaluate(shown)
        name.click()
        assert page.url.endswith("#evaluation_design.ablation_study")


def test_a_mark_says_what_it_stands_for_when_pointed_at(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go("scans/mm-rlhf-2025/")
        mark = page.locator("a[class^=sp-]").and_(page.get_by_label("Ablation study: Yes", exact=True))
        shown = "e => getComputedStyle(e, '::after').content"
        assert "Ablation" not in mark.evaluate(shown)
        mark.hover()
        assert "Ablation study: Yes" in mark.evaluate(shown)


def test_search_finds_a_claim(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go("")
        page.locator("input.md-search__input").click()
        page.locator("input.md-search__input").press_sequentially("critique-based training", delay=20)
        result = page.locator(".md-search-result__link").first
        # Fewer letters find others first.
        expect(result).to_have_attribute("href", re.compile("mm-rlhf-2025"), timeout=10_000)
        assert visit.complaints == []
        assert visit.foreign == []


def test_index_is_useful_without_javascript(browser: Browser, demo: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(demo + "scans/")
    cells = page.locator("article tbody tr").first.locator("td").all_inner_texts()
    assert cells[0] == "MM-RLHF: The Next Step Forward in Multimodal LLM Alignment"
    assert cells[1:5] == ["2025", "arXiv", "■ 19 of 55", "6"]
    page.locator("article tbody tr a").first.click()
    assert page.url.endswith("/scans/mm-rlhf-2025/")
    context.close()


def test_print_shows_the_whole_checklist(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go("scans/mm-rlhf-2025/")
        page.emulate_media(media="print")
        assert page.locator("article .sp-checklist tbody tr").last.is_visible()
        assert not page.locator("header.md-header").is_visible()
        assert not page.locator("article a[id][aria-label]").first.is_visible()
        name = page.locator("article .sp-checklist a[id]").first
        assert name.is_visible()
        assert name.evaluate("e => getComputedStyle(e, '::after').display") == "none"


@pytest.mark.thorough
def test_a_notice_is_seen_and_printed(browser: Browser, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    configure(project, lambda config: config.update(extra={"notice": "Nothing here is <true>"}))
    assert mkdocs(project, "build", "-q").returncode == 0
    with served(project / "site") as base, visiting(browser, base) as visit:
        page = visit.go("scans/mm-rlhf-2025/")
        notice = page.get_by_text("Nothing here is <true>")
        assert notice.is_visible()
        page.emulate_media(media="print")
        assert notice.is_visible()
