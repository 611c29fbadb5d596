"""What is folded on the page of a scan: opened by address, by hand, by keyboard, in print; and filtered by answer."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import served, visiting
from tests.conftest import configure, copy_project, mkdocs

SCAN = "scans/mm-rlhf-2025/"
# Of the real scan: 64 criteria in 13 domains, 36 not met, 19 met, 9 not applicable.
SHOWN = ".sp-domain:not([hidden]) .sp-checklist tbody tr:not([hidden])"
thorough = pytest.mark.thorough


def row(page: Page, anchor: str) -> object:
    return page.locator("tr", has=page.locator(f"[id='{anchor}']"))


def settings(browser: Browser, **more: object) -> Page:
    return browser.new_context(viewport={"width": 1280, "height": 800}, **more).new_page()  # type: ignore[arg-type]


def test_the_filter_and_addresses_open_what_they_name(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(SCAN)
        assert page.locator("article details[open]").count() == 0
        # By a sign of the overview, the name of a domain there, the table of contents, and by address.
        page.get_by_label("Ablation study: Yes", exact=True).click()
        expect(page.locator("[id='evaluation_design.ablation_study']")).to_be_in_viewport()
        page.locator(".sp-overview a", has_text="Contamination").click()
        expect(page.locator("[id='contamination.training_cutoff_stated']")).to_be_visible()
        page = visit.go(f"{SCAN}?answers=no#artifacts.code_released")
        expect(page.locator("[id='artifacts.code_released']")).to_be_in_viewport()
        assert page.locator(SHOWN).count() == 36
        expect(page.get_by_role("status")).to_have_text("36 of 64 criteria shown: No")
        assert page.url.endswith("?answers=no#artifacts.code_released")
        assert visit.complaints == []


@thorough
def test_the_same_address_opens_what_was_closed_again(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(SCAN)
        mark = page.get_by_label("Code released: No", exact=True)
        for _ in range(2):
            mark.click()
            expect(page.locator("[id='artifacts.code_released']")).to_be_visible()
            page.locator("#artifacts + .sp-domain").evaluate("e => { e.open = false }")


@thorough
def test_a_section_that_is_folded_opens_by_its_address(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        for anchor, words in (("page-scores", "domain-means/1"), ("page-engagement", "Brand recognition")):
            page = visit.go(f"{SCAN}#{anchor}")
            expect(page.get_by_text(words)).to_be_visible()


@thorough
def test_the_filter_works_from_the_keyboard_and_stays_in_the_address(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(f"{SCAN}?h=x#page-checklist")
        choice = page.get_by_role("radio", name="All (64)")
        expect(choice).to_be_checked()
        choice.focus()
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name="No (36)")).to_be_checked()
        assert page.locator(SHOWN).count() == 36
        # Evaluation design has one criterion that is not met, human studies have none.
        assert page.locator(".sp-domain:visible").count() == 12
        assert page.url.endswith("?h=x&answers=no#page-checklist")
        page.keyboard.press("ArrowRight")
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name="Not applicable (9)")).to_be_checked()
        assert page.url.endswith("&answers=not-applicable#page-checklist")
        expect(page.get_by_role("status")).to_have_text("9 of 64 criteria shown: Not applicable")
        page.reload()
        expect(page.get_by_role("radio", name="Not applicable (9)")).to_be_checked()
        assert page.locator(SHOWN).count() == 9
        page.get_by_role("radio", name="All (64)").check()
        assert page.url.endswith("?h=x#page-checklist")
        assert page.locator(SHOWN).count() == 64
        # As they were before.
        assert page.locator(".sp-domain[open]").count() == 0


@thorough
def test_what_the_filter_hides_is_shown_when_it_is_linked_to(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(f"{SCAN}?answers=yes")
        assert page.locator(SHOWN).count() == 19
        page.get_by_label("Code released: No", exact=True).click()
        expect(page.locator("[id='artifacts.code_released']")).to_be_in_viewport()
        expect(page.get_by_role("radio", name="All (64)")).to_be_checked()
        assert page.url.endswith(f"{SCAN}#artifacts.code_released")


@thorough
def test_words_that_are_no_answer_change_nothing(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        for word in ("maybe", "unclear", "<b>", "%E0%A4%A"):
            page = visit.go(f"{SCAN}?answers={word}#%E0%A4%A")
            assert page.locator(SHOWN).count() == 64
        assert visit.complaints == []


@thorough
def test_all_are_opened_and_closed_by_one_button(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(SCAN)
        button = page.get_by_role("button", name="Expand all")
        button.focus()
        page.keyboard.press("Enter")
        # Thirteen domains, scores, engagement factors, references and how to cite.
        expect(page.locator("article details[open]")).to_have_count(17)
        page.get_by_role("button", name="Collapse all").click()
        expect(page.locator("article details[open]")).to_have_count(0)
        expect(page.get_by_role("button", name="Expand all")).to_be_visible()


@thorough
def test_a_fold_opens_from_the_keyboard(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(SCAN)
        fold = page.locator(".sp-domain").first
        fold.locator("summary").focus()
        page.keyboard.press("Space")
        expect(page.locator("[id='artifacts.code_released']")).to_be_visible()


def test_without_a_script_nothing_is_dead_and_folds_open(browser: Browser, demo: str) -> None:
    page = settings(browser, java_script_enabled=False)
    page.goto(demo + SCAN)
    assert page.locator("article").get_by_role("button").count() == 0
    assert page.locator("article input").count() == 0
    first = page.locator("[id='artifacts.code_released']")
    assert not first.is_visible()
    page.locator(".sp-domain summary").first.click()
    assert first.is_visible()
    page.context.close()


@pytest.mark.thorough
@pytest.mark.parametrize("script", [True, False])
def test_what_is_folded_is_printed(browser: Browser, demo: str, tmp_path: Path, script: bool) -> None:
    page = settings(browser, java_script_enabled=script, color_scheme="dark")
    page.goto(demo + SCAN)
    page.emulate_media(media="print")
    folded = page.locator(".sp-domain .sp-checklist tbody tr")
    assert folded.count() == 64
    heights = [box["height"] for item in folded.all() if (box := item.bounding_box())]
    assert len(heights) == 64
    assert min(heights) > 10
    # What is in a row is in sight, too, and not only takes place.
    assert page.locator("[id='data_leakage.leakage_detection_method']").is_visible()
    whole = page.pdf(path=tmp_path / "page.pdf", format="A4")
    # 26 before anything was folded.
    assert 8 <= whole.count(b"/Type /Page\n") + whole.count(b"/Type /Page ") <= 14
    page.context.close()


@thorough
def test_columns_of_claims_are_wide_enough_on_paper(browser: Browser, demo: str) -> None:
    # A4 without its margins, in CSS pixels.
    page = browser.new_context(viewport={"width": 718, "height": 1000}).new_page()
    page.goto(demo + SCAN)
    page.emulate_media(media="print")
    widths = [cell.bounding_box()["width"] for cell in page.locator(".sp-claims tbody tr").first.locator("td").all()]
    assert widths[1] > 180, widths
    assert widths[2] > 280, widths
    page.context.close()


@thorough
def test_folds_that_were_closed_are_closed_after_printing(browser: Browser, demo: str) -> None:
    with visiting(browser, demo) as visit:
        page = visit.go(f"{SCAN}#artifacts")
        expect(page.locator(".sp-domain[open]")).to_have_count(1)
        page.evaluate("dispatchEvent(new Event('beforeprint'))")
        assert page.locator("article details[open]").count() == 17
        page.evaluate("dispatchEvent(new Event('afterprint'))")
        assert page.locator("article details[open]").count() == 1


@thorough
@pytest.mark.parametrize(("width", "height", "most"), [(1280, 800, 8), (360, 740, 14)])
def test_the_page_is_short_before_anything_is_opened(
    browser: Browser, demo: str, width: int, height: int, most: int
) -> None:
    page = browser.new_context(viewport={"width": width, "height": height}).new_page()
    page.goto(demo + SCAN)
    page.locator(".sp-controls").wait_for()
    assert page.evaluate("document.documentElement.scrollHeight") <= most * height
    # The verdicts begin on the first screen, and on a phone on the second.
    assert page.locator(".sp-overview").bounding_box()["y"] < (1 if width > 1000 else 2) * height
    page.context.close()


@thorough
def test_folds_and_filter_work_where_pages_are_put_in_place(browser: Browser, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    configure(project, lambda config: config["theme"]["features"].append("navigation.instant"))
    assert mkdocs(project, "build", "-q").returncode == 0
    with served(project / "site") as base, visiting(browser, base) as visit:
        sitemap = project / "site/sitemap.xml"
        sitemap.write_text(sitemap.read_text("utf-8").replace("https://example.org/survey/", base), "utf-8")
        page = visit.go("scans/")
        page.evaluate("window.stillHere = true")
        page.wait_for_load_state("networkidle")
        page.locator(f"article a[href$='{SCAN.removeprefix('scans/')}']").first.click()
        page.get_by_role("radio", name="No (36)").check()
        assert page.locator(SHOWN).count() == 36
        assert page.url.endswith(f"{SCAN}?answers=no")
        page.get_by_label("Data released: No", exact=True).click()
        expect(page.locator("[id='artifacts.data_released']")).to_be_in_viewport()
        page.wait_for_url(f"**/{SCAN}?answers=no#artifacts.data_released")
        page.get_by_label("Ablation study: Yes", exact=True).click()
        expect(page.locator("[id='evaluation_design.ablation_study']")).to_be_in_viewport()
        expect(page.get_by_role("radio", name="All (64)")).to_be_checked()
        assert page.locator(".sp-controls").count() == 1
        assert page.evaluate("window.stillHere")
        assert visit.complaints == []
