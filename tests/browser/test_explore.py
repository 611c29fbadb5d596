"""The explorer in a real Chromium: its filters, its addresses, what is taken away, and texts that attack it."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator.pages.explore_data import EXPLORE_DATA, PAPERS
from tests.browser.conftest import built, instantly, served, visiting
from tests.browser.test_accessibility import STOCK, findings
from tests.browser.test_hostile import MARKERS
from tests.browser.test_pages import LOOKS
from tests.hostile import scan as hostile_scan
from tests.inputs import Corpus
from tests.shore import shore_files

# With the comparisons, which need the same site.
pytestmark = pytest.mark.xdist_group("shore")
thorough = pytest.mark.thorough


def rows(page: Page) -> list[str]:
    return page.locator(".explore__table tbody td:first-child a").all_inner_texts()


def opened(visit, search: str = "") -> Page:
    page = visit.go(f"explore/{search}")
    # The first papers are there before the filters.
    expect(page.locator(".explore__facets")).to_be_attached()
    expect(page.locator(".explore__table tbody tr").first).to_be_visible()
    return page


def test_on_a_phone_figures_share_a_line_and_what_is_not_stated_takes_none(browser: Browser, shore_site: str) -> None:
    top = "cell => cell.getBoundingClientRect().top"
    with visiting(browser, shore_site, 360) as visit:
        page = opened(visit, "?q=alpha")
        # The authors come after the table, and draw it once more.
        page.wait_for_load_state("networkidle")
        card = page.locator(".explore__table tbody tr").first.locator("td")
        assert card.nth(1).evaluate(top) == card.nth(2).evaluate(top), "year and venue"
        assert card.nth(3).text_content() == ""
        expect(card.nth(3)).to_be_hidden()
        page = visit.go("red-flags/")
        row = page.locator(".sp-families tbody tr").first.locator("td")
        assert {row.nth(place).evaluate(top) for place in range(1, 5)} == {row.nth(1).evaluate(top)}


def test_code_and_data_of_late_papers_take_four_clicks_and_an_address(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        page = opened(visit)
        status = page.locator(".explore__status")
        expect(status).to_have_text("55 papers; rows 1 to 50 are shown")
        # A filter is found by words of its title and of its key, which is "confidence_intervals_or_error_bars".
        find = page.get_by_label("Find a filter by its name")
        for words in ("error bars", "uncertainty"):
            find.fill(words)
            expect(page.get_by_role("group", name="Uncertainty of the results shown")).to_be_visible()
            expect(page.get_by_role("group", name="Code released")).to_be_hidden()
        # Which all these keys begin with.
        find.fill("answer")
        expect(page.get_by_role("group", name="Code released")).to_be_hidden()
        find.fill("")
        answer = page.get_by_role("group", name="Code released").get_by_role("button", name="Yes")
        expect(answer).to_be_in_viewport()
        # Alpha, beta, the beach and the fifty others.
        expect(answer).to_have_text("Yes 53")
        answer.click()
        page.get_by_role("group", name="Data released").get_by_role("button", name="Yes").click()
        page.get_by_role("button", name="2024 or later").click()
        errors = page.get_by_role("group", name="Uncertainty of the results shown")
        # Counted among the papers that match what is chosen so far, alpha alone.
        expect(errors.get_by_role("button", name="Yes")).to_have_text("Yes 1")
        expect(errors.get_by_role("button", name="No")).to_have_text("No 0")
        errors.get_by_role("button", name="Yes").click()
        expect(status).to_have_text("1 of 55 papers")
        assert rows(page) == ["Alpha Dunes"]
        row = page.locator(".explore__table tbody tr").first
        assert row.locator("td").all_inner_texts() == [
            "Alpha Dunes\nIda Sand", "2024", "Journal of Sand", "", "Observational study", "60%\n3 of 5", "", "1",
            "1\u00a0strong, 1\u00a0weak", "4, 2",
        ]  # fmt: skip
        strip = row.get_by_role("img")
        expect(strip).to_have_accessible_name("Artifacts 2 of 3; Statistical methodology 1 of 2")
        assert strip.locator("title").text_content() == "Artifacts 2 of 3; Statistical methodology 1 of 2"
        address = (
            f"{visit.base}explore/?year=2024..&answer.artifacts.code_released=yes&answer.artifacts.data_released=yes"
            "&answer.statistical_methodology.confidence_intervals_or_error_bars=yes"
        )
        expect(page).to_have_url(address)
        assert visit.complaints == visit.foreign == []
    with visiting(browser, shore_site) as visit:
        page = opened(visit, address.partition("/explore/")[2])
        assert rows(page) == ["Alpha Dunes"]
        chips = page.get_by_role("list", name="Active filters").get_by_role("button")
        expect(chips).to_have_count(5)
        page.get_by_role("button", name="Remove Data released: Yes").click()
        assert rows(page) == ["A Beach", "Alpha Dunes"]
        page.get_by_role("button", name="Remove all filters", exact=True).click()
        expect(page.locator(".explore__status")).to_have_text("55 papers; rows 1 to 50 are shown")
        expect(page).to_have_url(f"{visit.base}explore/")
        page.locator(".explore__table a", has_text="Alpha Dunes").click()
        page.wait_for_url("**/scans/alpha/")
        assert visit.complaints == []


def test_it_sorts_pages_and_finds_words(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        page = opened(visit, "?page=2")
        assert rows(page) == ["More 46", "More 47", "More 48", "More 49", "Delta"]
        page.get_by_role("columnheader", name="Paper").get_by_role("button").click()
        assert rows(page)[:3] == ["A Beach", "Alpha Dunes", "Beta Bars"]
        assert page.get_by_role("columnheader", name="Paper").get_attribute("aria-sort") == "ascending"
        page.get_by_role("button", name="Next").click()
        expect(page.locator(".explore__status")).to_have_text("55 papers; rows 51 to 55 are shown")
        expect(page).to_have_url(f"{visit.base}explore/?sort=title&page=2")
        # By the keyboard: the field, then its words.
        page.get_by_label("Words in title").focus()
        page.keyboard.type("ida gul")
        expect(page.locator(".explore__status")).to_have_text("1 of 55 papers")
        assert rows(page) == ["Gamma Gulls"]
        expect(page).to_have_url(f"{visit.base}explore/?q=ida%20gul&sort=title")
        # From there past all filters to what can be done with the papers.
        page.get_by_label("Sorted by").focus()
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Skip the filters")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator(".explore__main button").first).to_be_focused()
        page.get_by_label("Words in title").fill("gulsl")
        expect(page.locator(".explore__status")).to_have_text(
            "0 of 55 papers. No title, author or identifier has “gulsl”; the search looks in all texts. Did you mean “gulls”?"
        )
        page.get_by_role("button", name="Did you mean").click()
        expect(page.locator(".explore__status")).to_have_text("1 of 55 papers")
        expect(page.get_by_label("Words in title")).to_be_focused()
        expect(page).to_have_url(f"{visit.base}explore/?q=gulls&sort=title")
        page.get_by_label("Words in title").fill("ida alpha gulls")
        expect(page.locator(".explore__status")).to_have_text("0 of 55 papers. Remove a filter to see more.")
        # There is nothing to export, but for what is ticked.
        expect(page.get_by_role("button", name="BibTeX")).to_be_hidden()
        page.get_by_label("Words in title").fill("gulls")
        page.get_by_role("checkbox", name="Tick Gamma Gulls").check()
        page.get_by_label("Words in title").fill("gulls alpha")
        expect(page.locator(".explore__status")).to_contain_text("0 of 55 papers")
        expect(page.get_by_role("group", name="Export the 1 ticked:")).to_be_visible()
        # Not every site has the search: the theme's own knows less.
        page.evaluate("document.querySelector('.md-search').classList.remove('search')")
        page.get_by_label("Words in title").fill("xyzzy")
        expect(page.locator(".explore__status")).to_have_text(
            "0 of 55 papers. No title, author or identifier has “xyzzy”. "
        )
        assert visit.complaints == []


@thorough
@pytest.mark.parametrize("width", [360, 1280])
def test_lists_lead_to_their_filters(browser: Browser, shore_site: str, width: int) -> None:
    with visiting(browser, shore_site, width) as visit:
        page = visit.go("venues/")
        page.get_by_role("link", name="Filter and sort all papers").click()
        venue = page.get_by_role("checkbox", name="Journal of Sand")
        expect(venue).to_be_in_viewport()
        expect(page.get_by_role("button", name="2024 or later")).to_be_hidden()
        venue.check()
        expect(page.locator(".explore__status")).to_have_text("1 of 55 papers")
        expect(page).to_have_url(f"{visit.base}explore/?venue=journal-sand")
        # The field says why there are no others.
        find = page.get_by_label("Find a filter by its name")
        expect(find).to_have_value("venue")
        find.fill("")
        expect(page.get_by_role("button", name="2024 or later")).to_be_visible()
        page = visit.go("criteria/artifacts/")
        page.get_by_role("link", name="Filter papers by their answers").click()
        expect(page.get_by_role("group", name="Code released").get_by_role("button", name="Yes")).to_be_in_viewport()
        expect(page.get_by_role("group", name="Uncertainty of the results shown")).to_be_hidden()
        assert visit.complaints == []


@thorough
def test_where_there_are_no_papers_there_is_nothing_to_export(browser: Browser, shore_site: str) -> None:
    papers = next(asset.make(Corpus({})) for asset in EXPLORE_DATA.plan(Corpus({}).site) if asset.path == PAPERS)
    with visiting(browser, shore_site) as visit:
        visit.page.route("**/papers.json", lambda route: route.fulfill(body=papers))
        page = visit.go("explore/")
        expect(page.locator(".explore__facets")).to_be_attached()
        expect(page.locator(".explore__status")).to_have_text("0 papers")
        expect(page.get_by_role("table")).to_have_count(0)
        expect(page.get_by_role("button", name="BibTeX")).to_be_hidden()
        assert visit.complaints == []


def with_dots(route: Route) -> None:
    """Answer with papers whose domain "artifacts" has a dot in its key."""
    route.fulfill(body=route.fetch().text().replace('"artifacts"', '"art~1facts"'))


@thorough
def test_an_address_with_dots_in_the_key_of_a_domain_is_understood(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        visit.page.route("**/papers.json", with_dots)
        page = opened(visit, "?answer.art.facts.code_released=not-applicable")
        answers = page.get_by_role("group", name="Code released")
        expect(answers.get_by_role("button", name="n/a")).to_have_attribute("aria-pressed", "true")
        # What there would be, were it chosen as well.
        expect(answers.get_by_role("button", name="Yes")).to_have_text("Yes 53")
        answers.get_by_role("button", name="Yes").click()
        expect(page.get_by_role("list", name="Active filters").get_by_role("button")).to_have_count(3)
        expect(page).to_have_url(
            f"{visit.base}explore/?answer.art~1facts.code_released=not-applicable&answer.art~1facts.code_released=yes"
        )
        page.get_by_role("button", name="Remove Code released: Not applicable", exact=True).click()
        page.get_by_role("button", name="Remove Code released: Yes", exact=True).click()
        expect(page).to_have_url(f"{visit.base}explore/")
        assert visit.complaints == []


@thorough
def test_one_facet_under_two_names_is_asked_for_all_that_both_say(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        visit.page.route("**/papers.json", with_dots)
        answers = ("art.facts.code_released=not-applicable", "art~1facts.code_released=yes")
        for first, second in (answers, answers[::-1]):
            page = opened(visit, f"?answer.{first}&answer.{second}")
            chips = page.get_by_role("list", name="Active filters").get_by_role("button")
            expect(chips).to_have_count(3)
            assert {*chips.all_inner_texts()} == {
                "Code released: Yes",
                "Code released: Not applicable",
                "All filters",
            }
            # Delta, and the 50 others and Alpha, Beta and the beach.
            expect(page.locator(".explore__status")).to_contain_text("54 of 55 papers")


@thorough
def test_ticked_papers_stay_ticked_for_those_who_come_back(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        page = opened(visit, "?year=2024..&p=gone")
        # A paper that there is no more is not ticked.
        expect(page.get_by_role("group", name="Export the 4 found:")).to_be_visible()
        for title in ("Alpha Dunes", "Beta Bars", "Gamma Gulls"):
            page.get_by_role("checkbox", name=f"Tick {title}").check()
        page.get_by_role("checkbox", name="Tick Gamma Gulls").uncheck()
        expect(page).to_have_url(f"{visit.base}explore/?year=2024..&p=alpha&p=beta")
        page.get_by_role("link", name="Compare 2").click()
        expect(page.locator(".compare__table").first).to_be_visible()
        page.go_back()
        # Whatever a browser keeps of pages that were left, this one it loads anew.
        page.reload()
        expect(page.get_by_role("group", name="Export the 2 ticked:")).to_be_visible()
        expect(page.locator(".explore__table input:checked")).to_have_count(2)
        expect(page.get_by_role("checkbox", name="Tick Alpha Dunes")).to_be_checked()
        page.get_by_role("button", name="Remove Year: 2024 or later").click()
        expect(page.get_by_role("link", name="Compare 2")).to_have_attribute(
            "href", f"{visit.base}compare/?p=beta,alpha"
        )
        page.get_by_role("button", name="Untick all").click()
        expect(page).to_have_url(f"{visit.base}explore/")
        assert visit.complaints == []


@thorough
def test_without_the_search_s_script_no_word_is_near(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        visit.page.route("**/search.js", lambda route: route.abort())
        page = opened(visit)
        with page.expect_event("requestfailed"):
            page.get_by_label("Words in title").fill("gulsl")
        expect(page.locator(".explore__status")).to_contain_text("has “gulsl”; the search looks in all texts.")
        page.wait_for_timeout(100)
        # What the browser says of the file, and no word of the script.
        assert [text for text in visit.complaints if "ERR_FAILED" not in text] == []


@thorough
def test_what_is_shown_is_taken_away(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        page = opened(visit, "?venue=journal-sand")
        found = {}
        for name in ("CSV", "BibTeX", "Links"):
            with page.expect_download() as download:
                page.get_by_role("button", name=name).click()
            found[download.value.suggested_filename] = Path(download.value.path()).read_text("utf-8")
        header, row = csv.reader(found["papers.csv"].splitlines())
        assert dict(zip(header, row, strict=True)) | {"paper": "alpha", "met": "3", "claims_weak": "1"} == dict(
            zip(header, row, strict=True)
        )
        # What the page of the scan offers, too.
        own = page.request.get(f"{visit.base}exports/scans/alpha.bib").text()
        assert own.startswith(found["papers.bib"])
        assert found["papers.bib"].count("\n@") == 0
        assert found["papers.txt"] == f"{visit.base}scans/alpha/\n"
        # Where papers are ticked, those are taken, also when others are found by now.
        which = page.get_by_role("group", name="Export the 1 found:")
        expect(which).to_be_visible()
        page.get_by_role("checkbox", name="Tick Alpha Dunes").check()
        page.get_by_label("Words in title").fill("gul")
        page.get_by_role("button", name="Remove Venue: Journal of Sand").click()
        page.get_by_role("checkbox", name="Tick Gamma Gulls").check()
        page.get_by_label("Words in title").fill("")
        expect(page.get_by_role("group", name="Export the 2 ticked:")).to_be_visible()
        for name, expected in (("Links", "{0}gamma/\n{0}alpha/\n"), ("CSV", None)):
            with page.expect_download() as download:
                page.get_by_role("button", name=name, exact=True).click()
            text = Path(download.value.path()).read_text("utf-8")
            if expected:
                assert text == expected.format(f"{visit.base}scans/")
            else:
                assert [row.partition(",")[0] for row in text.splitlines()] == ["paper", "gamma", "alpha"]
        page.get_by_role("button", name="Untick all").click()
        expect(page.get_by_role("group", name="Export the 55 found:")).to_be_visible()
        expect(page.locator(".explore__table input:checked")).to_have_count(0)
        assert visit.complaints == []


@thorough
@pytest.mark.parametrize(("width", "is_table"), [(360, False), (1000, False), (1220, True), (1600, True)])
def test_the_heads_of_the_table_have_room_or_rows_are_cards(
    browser: Browser, shore_site: str, width: int, is_table: bool
) -> None:
    with visiting(browser, shore_site, width) as visit:
        # The longest head, with the sign of the order behind it.
        page = visit.go("explore/?sort=-flags")
        expect(page.get_by_role("columnheader", name="Red flags")).to_have_count(int(is_table))
        expect(page.get_by_label("Sorted by")).to_have_count(1)
        assert page.get_by_label("Sorted by").is_visible() is not is_table
        cut = "[...document.querySelectorAll('.explore__table th')].filter(head => head.scrollWidth > head.clientWidth).length"
        assert page.evaluate(cut) == 0
        # And common words of venues and types stand on one line each.
        lines = """words => {
          const cells = document.querySelector('.explore__table tbody tr').children;
          return words.map((word, place) => {
            cells[place + 2].textContent = word;
            const range = document.createRange();
            range.selectNodeContents(cells[place + 2]);
            return new Set([...range.getClientRects()].map(({ top }) => top)).size;
          });
        }"""
        assert page.evaluate(lines, ["Conference", "Benchmark"]) == [1, 1]


@pytest.mark.thorough
@pytest.mark.xdist_group("checkers")
@pytest.mark.parametrize(("width", "scheme"), LOOKS)
def test_it_fits_and_violates_no_rule(browser: Browser, shore_site: str, width: int, scheme: str) -> None:
    with visiting(browser, shore_site, width, scheme) as visit:
        page = opened(visit, "?answer.artifacts.code_released=yes&year=2024..&sort=-share")
        if width < 900:
            page.get_by_role("button", name="Filters", exact=True).click()
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert overflow == 0
        assert {rule: places[:3] for rule, places in findings(page).items() if rule not in STOCK} == {}
        assert visit.complaints == []


@thorough
def test_without_javascript_it_leads_to_the_lists(browser: Browser, shore_site: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{shore_site}explore/?year=2024")
    expect(page.get_by_text("The table needs JavaScript.")).to_be_visible()
    page.locator("article").get_by_role("link", name="All scans").click()
    page.wait_for_url("**/scans/")
    page.get_by_role("link", name="Filter and sort all papers").click()
    page.wait_for_url("**/explore/")
    context.close()


@thorough
def test_it_says_so_where_the_papers_cannot_be_loaded(browser: Browser, shore_site: str) -> None:
    with visiting(browser, shore_site) as visit:
        visit.page.route("**/papers.json", lambda route: route.abort())
        page = visit.go("explore/")
        expect(page.get_by_text("The table could not be loaded.")).to_be_visible()
        expect(page.locator("article").get_by_role("link", name="All scans")).to_be_visible()


@thorough
def test_pages_lead_to_their_papers_also_without_loading_a_page(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site = built(tmp_path_factory.mktemp("instant"), shore_files(), features=["navigation.instant"])
    with instantly(site) as base, visiting(browser, base) as visit:
        page = visit.go("criteria/artifacts/code_released/")
        # Kept as long as no page is loaded.
        page.evaluate("window.isKept = true")
        page.wait_for_load_state("networkidle")
        page.locator("article").get_by_role("link", name="Not applicable", exact=True).click()
        page.wait_for_url("**/explore/?answer.artifacts.code_released=not-applicable")
        expect(page.locator(".explore__status")).to_have_text("1 of 5 papers")
        assert rows(page) == ["Delta"]
        page.get_by_role("button", name="Remove Code released: Not applicable").click()
        expect(page.locator(".explore__status")).to_have_text("5 papers")
        page.locator(".explore__table a", has_text="Delta").click()
        page.wait_for_url("**/scans/delta/")
        # The page follows its address.
        expect(page.get_by_role("heading", level=1)).to_contain_text("Delta")
        assert page.locator(".explore").count() == 0
        page.go_back()
        expect(page.locator(".explore__status")).to_have_text("5 papers")
        assert page.locator(".explore").count() == 1
        assert page.evaluate("window.isKept")


@thorough
def test_nothing_of_an_input_is_more_than_text(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> None:
    texts = [text for text in MARKERS if text.strip()]
    files: dict[str, object] = {}
    for number, text in enumerate(texts):
        value = hostile_scan(iter([text] * 40))
        value["paper"] |= {"title": text, "authors": [text], "venue": text}
        value |= {"methodology_tags": [text], "paper_type": text, "active_modules": [text], "scan_version": text}
        # Four papers each, so that kinds of red flags can be asked for.
        for copy in range(4):
            files[f"scans/hostile-{number}-{copy}/scan.json"] = json.loads(json.dumps(value))
    site = built(tmp_path_factory.mktemp("hostile"), files)
    with served(site) as base, visiting(browser, base) as visit:
        visit.page.add_init_script("window.pwned = () => { console.error('PWNED'); };")
        page = opened(visit)
        for shut in (".explore__head[aria-expanded=false]", ".explore__more"):
            page.evaluate(f"document.querySelectorAll('{shut}').forEach(item => item.click())")
        seen = page.locator(".explore").inner_text()
        for text in texts:
            assert " ".join(text.split()) in " ".join(seen.split()), text
        every = "[...document.querySelectorAll('.explore__value input')].filter((item, place) => place % 3 === 0)"
        page.evaluate(f"{every}.forEach(item => item.click())")
        for text in texts:
            page.get_by_label("Words in title").fill(text)
            page.wait_for_timeout(200)
        made = "'.explore :is(script, img, iframe, object, link, style, [onclick], [onload], [onerror], [style])'"
        assert page.evaluate(f"document.querySelectorAll({made}).length") == 0
        targets = page.evaluate("[...document.querySelectorAll('.explore a[href]')].map(a => a.href)")
        assert all(target.startswith(f"{base}scans/hostile-") for target in targets)
        # What stands in an address is as little trusted.
        for text in texts:
            opened_at = visit.go("explore/")
            opened_at.evaluate(
                "text => { location.search = '?' + new URLSearchParams({q: text, tag: text, ['answer.' + text]: text}) }",
                text,
            )
            expect(page.get_by_role("list", name="Active filters")).to_contain_text(" ".join(text.split())[:40])
        assert visit.complaints == visit.foreign == []
