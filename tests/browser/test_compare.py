"""Comparisons in a real Chromium: what differs, what is missing, how they are asked for, and texts that attack them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from tests.browser.conftest import built, instantly, served, visiting
from tests.browser.test_accessibility import STOCK, findings
from tests.browser.test_hostile import MARKERS
from tests.browser.test_pages import LOOKS
from tests.browser.test_print import FAINT
from tests.hostile import scan as hostile_scan
from tests.shore import shore_files

pytestmark = pytest.mark.xdist_group("shore")
thorough = pytest.mark.thorough
TICKED = " In the explorer, you can search for papers and tick those to compare."


def opened(visit, asked: str) -> Page:
    page = visit.go(f"compare/?p={asked}")
    expect(page.locator(".compare__table")).to_have_count(5)
    return page


def table(page: Page, name: str) -> Locator:
    return page.get_by_role("table", name=re.compile(f"^{name}:"))


def shown(page: Page, name: str) -> list[list[str]]:
    """The rows of a table that are visible, each cell with what stands in its first line."""
    rows = table(page, name).locator("tbody tr:visible").all()
    return [[cell.inner_text().split("\n")[0] for cell in row.locator("th, td").all()] for row in rows]


def test_what_differs_comes_first_and_what_is_missing_is_not_what_does_not_apply(
    browser: Browser, shore_site: str
) -> None:
    with visiting(browser, shore_site) as visit:
        page = opened(visit, "alpha,delta,eps")
        assert shown(page, "Criteria") == [
            ["Code released", "✓ Yes", "– Not applicable", "✓ Yes"],
            ["Data released", "✓ Yes", "– Not applicable", "Not in this scan"],
            ["Computing environment specified", "✗ No", "Not in this scan", "Not in this scan"],
            ["Reproduction instructions", "– Not applicable", "Not in this scan", "Not in this scan"],
            ["Uncertainty of the results shown", "✓ Yes", "Not in this scan", "✓ Yes"],
            ["Statistical tests for comparisons", "✗ No", "Not in this scan", "Not in this scan"],
            # A checklist for a type of papers is another one.
            ["Spiral", "✗ No", "Not in this scan", "Not in this scan"],
            ["Spiral", "Not in this scan", "Not in this scan", "✗ No"],
        ]
        expect(page.get_by_role("status").first).to_have_text("3 scans; they differ in 8 of 8 criteria.")
        heads = [f"{title} (scan version {version})" for title, version in
                 (("Alpha Dunes", "4"), ("Delta", "1"), ("A Beach", "1"))]  # fmt: skip
        criteria = table(page, "Criteria")
        assert criteria.get_by_role("columnheader").all_inner_texts() == heads
        assert page.title().startswith(f"{' | '.join(heads)} – Compare - ")
        cell = criteria.get_by_role("row", name="Code released").get_by_role("cell").first
        assert cell.inner_text() == "✓ Yes\n\nWhy y."
        expect(cell.get_by_role("link")).to_have_attribute(
            "href", f"{visit.base}scans/alpha/#artifacts.code_released"
        )
        # Alpha has one tag, and its page says so; one tag and two stand in the same row.
        labels = [row[0] for row in shown(page, "Figures")]
        assert "Tags" in labels
        assert "Tag" not in labels
        # Where a scan comes from is no figure: files always differ.
        assert not {"File", "Raw JSON", "SHA-256"} & {*labels}
        version = table(page, "Figures").get_by_role("row", name=re.compile("^Scan version"))
        assert version.get_by_role("cell").all_inner_texts() == ["4", "1", "1"]
        claims = table(page, "Claims").locator("tbody td").first
        assert claims.inner_text().split() == [
            "●",
            "Strong",
            "Dunes",
            "move.",
            "Table",
            "1",
            "○",
            "Weak",
            "Dunes",
            "sing.",
            "Table",
            "1",
        ]
        # What is the same in all is there on demand.
        page = opened(visit, "alpha,eps")
        assert [row[0] for row in shown(page, "Criteria")] == [
            "Data released", "Computing environment specified", "Reproduction instructions",
            "Statistical tests for comparisons", "Spiral", "Spiral",
        ]  # fmt: skip
        page.get_by_label("Show what is the same in all").check()
        assert shown(page, "Criteria")[6:] == [
            ["Code released", "✓ Yes", "✓ Yes"],
            ["Uncertainty of the results shown", "✓ Yes", "✓ Yes"],
        ]
        assert visit.complaints == visit.foreign == []


@thorough
def test_who_answered_is_told_apart_from_why(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:

        def answered(route: Route) -> None:
            page = route.fetch()
            text = page.text().replace("Why y.", "Why y. <small>answered by Ida</small>")
            others = "About one dune. <small><a href=''>Papers with this red flag</a></small>"
            route.fulfill(response=page, body=text.replace("About one dune.", others))

        visit.page.route("**/scans/alpha/", answered)
        page = opened(visit, "alpha,delta")
        row = table(page, "Criteria").get_by_role("row", name="Code released")
        assert row.get_by_role("cell").first.inner_text() == "✓ Yes\n\nWhy y.\n\nanswered by Ida"
        # A link to other papers with the same red flag would be dead words here.
        assert table(page, "Red flags").locator("tbody td").first.inner_text() == "One dune\n\nAbout one dune."


@thorough
def test_scans_of_one_paper_and_addresses_that_are_pasted(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        page = opened(visit, "alpha,alpha/v2-1")
        assert shown(page, "Criteria")[0] == ["Code released", "✓ Yes", "✗ No"]
        page = visit.go("compare/")
        field = page.get_by_label("Scans to compare")
        # The newest scan's own address, an identifier's, one with a fragment, and one of the same site elsewhere.
        field.fill(
            f"{visit.base}scans/alpha/v4/ {visit.base}arxiv/2501.00002/, {visit.base}scans/gamma/#page-claims\n"
            "https://example.org/survey/scans/delta/index.html"
        )
        page.get_by_role("button", name="Compare").click()
        expect(page.locator(".compare__table")).to_have_count(5)
        heads = table(page, "Claims").get_by_role("columnheader").all_inner_texts()
        assert [head.partition(" (")[0] for head in heads] == ["Alpha Dunes", "Beta Bars", "Gamma Gulls", "Delta"]
        expect(page.get_by_label("Scans to compare")).to_have_value("alpha/v4, /arxiv/2501.00002, gamma, delta")
        assert visit.complaints == visit.foreign == []


@thorough
@pytest.mark.parametrize(
    ("asked", "said", "tables"),
    [
        ("alpha", ["Name at least two scans to compare."], 0),
        ("alpha,nowhere", ["There is no scan at “nowhere”." + TICKED, "Name at least two scans to compare."], 0),
        ("alpha,beta,nowhere", ["There is no scan at “nowhere”." + TICKED, "2 scans; they differ in 6 of 7 criteria."], 5),
        ("alpha,/syntheses/early", ["There is no scan at “/syntheses/early”." + TICKED, "Name at least two scans to compare."], 0),
        ("alpha,../../x", ["There is no scan at “../../x”." + TICKED, "Name at least two scans to compare."], 0),
        ("alpha,//evil.example/x", ["There is no scan at “//evil.example/x”." + TICKED, "Name at least two scans to compare."], 0),
        ("alpha,alpha/v4", ["“alpha/v4” is named more than once.", "Name at least two scans to compare."], 0),
        ("", ["Find scans in the lists below." + TICKED], 0),
        ("ALPHA,arXiv:2501.00002v3", ["2 scans; they differ in 6 of 7 criteria."], 5),
        (
            "alpha,beta,gamma,delta,eps",
            ["At most four scans can be compared: these are the first four of 5.", "4 scans; they differ in 7 of 7 criteria."],
            5,
        ),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said(browser: Browser, shore_site: str, asked: str, said: list[str], tables: int) -> None:
    with visiting(browser, shore_site) as visit:
        page = visit.go(f"compare/?p={asked}")
        expect(page.get_by_role("status").first.locator("p")).to_have_text(said)
        expect(page.locator(".compare__table")).to_have_count(tables)
        assert [item for item in visit.complaints if "404" not in item] == []
        assert visit.foreign == []


@thorough
def test_the_explorer_and_scans_lead_to_comparisons_also_without_loading_a_page(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = built(tmp_path_factory.mktemp("instant"), shore_files(), features=["navigation.instant"])
    with instantly(site) as base, visiting(browser, base) as visit:
        page = visit.go("explore/")
        page.evaluate("window.isKept = true")
        page.wait_for_load_state("networkidle")
        for name in ("Gamma Gulls", "Alpha Dunes", "Delta"):
            page.get_by_label(f"Tick {name}").check()
        page.get_by_label("Tick Gamma Gulls").uncheck()
        page.get_by_role("link", name="Compare 2").click()
        page.wait_for_url("**/compare/?p=alpha,delta")
        expect(page.locator(".compare__table")).to_have_count(5)
        page.locator("thead a", has_text="Alpha Dunes").first.click()
        page.wait_for_url("**/scans/alpha/")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Alpha Dunes")
        links = page.locator(".sp-browse", has_text="Compare with").get_by_role("link")
        texts = links.all_inner_texts()
        assert texts[0] == "its previous scan, version 2"
        assert texts[-1] == "any other scan"
        links.first.click()
        page.wait_for_url("**/compare/?p=alpha,alpha/v2-1")
        expect(page.locator(".compare__table")).to_have_count(5)
        assert page.evaluate("window.isKept")
        assert visit.complaints == []


@thorough
def test_the_explorer_has_four_compared_at_most(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        page = visit.go("explore/")
        boxes = page.locator(".explore__table input")
        expect(page.locator(".explore__facets")).to_be_attached()
        for number in range(4):
            boxes.nth(number).check()
        boxes.nth(4).check()
        expect(page.get_by_text("5 papers ticked; at most four can be compared")).to_be_visible()
        expect(page.locator(".explore a.explore__button")).to_be_hidden()
        boxes.nth(4).uncheck()
        # What is chosen stays so on other pages of the table.
        page.get_by_role("button", name="Next").click()
        page.get_by_role("button", name="First").click()
        expect(boxes.nth(3)).to_be_checked()
        expect(page.get_by_role("link", name="Compare 4")).to_have_attribute(
            "href", f"{visit.base}compare/?p=gamma,beta,eps,alpha"
        )


@thorough
def test_addresses_of_files_work_as_well(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    site = built(tmp_path_factory.mktemp("flat"), shore_files(), use_directory_urls=False)
    with served(site) as base, visiting(browser, base) as visit:
        page = visit.go("scans/alpha/index.html")
        page.locator(".sp-browse", has_text="Compare with").get_by_role("link").first.click()
        page.wait_for_url("**/compare/index.html?p=alpha,alpha/v2-1")
        expect(page.locator(".compare__table")).to_have_count(5)
        assert visit.complaints == []


@thorough
@pytest.mark.xdist_group("checkers")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_fits_and_violates_no_rule(browser: Browser, shore_site: str, width: int, scheme: str) -> None:
    with visiting(browser, shore_site, width, scheme) as visit:
        page = opened(visit, "alpha,gamma,eps,alpha/v2-1")
        page.get_by_label("Show what is the same in all").check()
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        assert {rule: places[:3] for rule, places in findings(page).items() if rule not in STOCK} == {}
        if width < 900:
            # Answers first, and why only then.
            why = page.get_by_text("Why y.").first
            expect(why).to_be_hidden()
            page.get_by_label("Show justifications").check()
            expect(why).to_be_visible()
            shown_by = page.evaluate(
                "[...document.querySelectorAll('.compare td[data-title]')]"
                ".filter(cell => cell.checkVisibility()).every(cell => /^.v\\d/.test(getComputedStyle(cell, '::before').content))"
            )
            assert shown_by
        assert visit.complaints == []


@thorough
def test_it_can_be_printed(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site, scheme="dark") as visit:
        page = opened(visit, "alpha,gamma,eps,alpha/v2-1")
        page.emulate_media(media="print")
        # A change of scheme fades for a moment.
        page.wait_for_timeout(600)
        assert page.evaluate(FAINT) == []
        expect(page.locator(".compare form")).to_be_hidden()
        expect(page.get_by_label("Show what is the same in all")).to_be_hidden()
        page.set_viewport_size({"width": 720, "height": 1000})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@thorough
def test_without_javascript_it_leads_to_the_lists(browser: Browser, shore_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shore_site}compare/?p=alpha,beta")
    expect(page.get_by_text("Comparing needs JavaScript")).to_be_visible()
    page.locator("article").get_by_role("link", name="All scans").click()
    page.wait_for_url("**/scans/")
    context.close()


@thorough
def test_nothing_of_an_input_is_more_than_text(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = [text for text in MARKERS if text.strip()]
    files: dict[str, object] = {}
    for number, text in enumerate(texts):
        value = hostile_scan(iter([text] * 40))
        value["paper"] |= {"title": text, "authors": [text], "venue": text}
        value |= {"methodology_tags": [text], "paper_type": text, "active_modules": [text], "scan_version": text}
        files[f"scans/hostile-{number}/scan.json"] = json.loads(json.dumps(value))
    site: Path = built(tmp_path_factory.mktemp("hostile"), files)
    with served(site) as base, visiting(browser, base) as visit:
        visit.page.add_init_script("window.pwned = () => { console.error('PWNED'); };")
        for number in range(0, len(texts), 4):
            names = [f"hostile-{place}" for place in range(number, min(number + 4, len(texts)))]
            page = opened(visit, ",".join(names))
            page.get_by_label("Show what is the same in all").check()
            seen = " ".join(page.locator(".compare").inner_text().split())
            for text in texts[number : number + 4]:
                assert " ".join(text.split()) in seen, text
            made = "'.compare :is(script, img, svg, iframe, object, link, style, mark, b, [onclick], [onload], [onerror], [style])'"
            assert page.evaluate(f"document.querySelectorAll({made}).length") == 0
            targets = page.evaluate("[...document.querySelectorAll('.compare a')].map(a => a.href)")
            assert all(target.startswith(f"{base}scans/hostile-") for target in targets)
        # What stands in an address is as little trusted.
        for text in texts:
            page = visit.go("compare/")
            page.evaluate("text => { location.search = '?' + new URLSearchParams({p: text}) }", text)
            expect(page.get_by_text("Name at least two scans to compare.")).to_be_visible()
        assert [item for item in visit.complaints if "404" not in item] == []
        assert visit.foreign == []
