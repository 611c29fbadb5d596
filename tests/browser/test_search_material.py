"""The theme's search (``search: material``) in a real Chromium: what people type is found, and shown as it was given."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import served, visiting
from tests.conftest import configure, copy_project, mkdocs

pytestmark = pytest.mark.thorough

# What is typed, and the claim that holds it.
TYPED = {
    "doesn't": "The reward model doesn't zebrafish at all.",
    "A & B": "Between A & B lies a quagga.",
    "R&D": "Money for R&D made the okapi grow.",
    "<b>": "The tag <b> stands before a narwhal.",
    "<script>": "A <script>pwned()</script> follows the axolotl.",
    '"judged"': 'It was "judged" by a pangolin.',
    "judged": 'It was "judged" by a pangolin.',
    "“curly": "It was “curly” for a capybara.",
    "axolotl": "A <script>pwned()</script> follows the axolotl.",
    "lemur": "&lt;img src=x onerror=pwned()&gt; beside a lemur.",
    "it's": 'An ocelot says it\'s "so" & goes.',
    "x<y": "Where x<y and y>z a tapir sleeps.",
    "constructor": "The constructor of __proto__ is a kinkajou.",
    "__proto__": "The constructor of __proto__ is a kinkajou.",
    "bandicoot": "A back\\slash and a {{ 7*7 }} bandicoot.",
    "kākāpō": "A kākāpō – née Ñandú – walks.",
}
TITLES = {
    "doesn't": "It doesn't wallaby",
    "A & B": "A & B of marmots",
    "<b>": "On <b> and jerboas",
    "&#39;": "Of &#39; and quolls",
}


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = copy_project(tmp_path_factory.mktemp("search") / "project")

    def change(settings: dict) -> None:
        # A page for each criterion would stand before what is looked for by a letter or two.
        settings["plugins"] = ["search", {"scanpress": {"leave_out": ["criteria"], "search": "material"}}]
        settings["nav"].remove({"Criteria": "criteria/index.md"})

    configure(project, change)
    claims = [{"claim": text, "evidence": "x", "supported": "strong"} for text in dict.fromkeys(TYPED.values())]
    scans = {f"title-{number}": {"title": title} for number, title in enumerate(TITLES.values())}
    for name, paper in {"words": {"title": "Words"}, **scans}.items():
        folder = project / "content/scans" / name
        folder.mkdir()
        scan = {"scan_version": 4, "paper": paper, "checklist": {}, "claims": claims if name == "words" else []}
        (folder / "scan.json").write_text(json.dumps(scan), "utf-8")
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    with served(project / "site") as address:
        yield address


def results(page: Page, typed: str) -> list[str]:
    """The titles of what is found."""
    field = page.locator("input.md-search__input")
    field.click()
    field.fill("")
    field.press_sequentially("zzz", delay=5)
    page.locator(".md-search-result__item").first.wait_for(state="detached", timeout=20_000)
    field.fill("")
    field.press_sequentially(typed, delay=5)
    page.locator(".md-search-result__link").first.wait_for(timeout=20_000)
    page.wait_for_timeout(300)
    return page.locator(".md-search-result__article :is(h1, h2)").all_text_contents()


@pytest.mark.parametrize(("expected", "place"), [(TYPED, "words"), (TITLES, "title-")], ids=["claims", "titles"])
def test_what_is_typed_is_found_and_shown_as_it_is(
    browser: Browser, searched: str, expected: dict[str, str], place: str
) -> None:
    with visiting(browser, searched) as visit:
        visit.page.add_init_script("window.pwned = () => { console.error('PWNED'); };")
        page = visit.go("")
        for typed, text in expected.items():
            found = results(page, typed)
            assert text in found, (typed, found)
            assert place in page.locator(".md-search-result__link", has_text=text.split()[-1]).first.get_attribute(
                "href"
            )
            assert page.locator(".md-search-result__article :is(script, img, b)").count() == 0
        assert visit.complaints == []
        assert visit.foreign == []


def test_suggestions_are_the_words_that_people_type(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        page = visit.go("")
        for typed, suggested in (
            ("does", "doesn't"), ("A &", "A &"), ("judg", "judged"), ("doesn't wall", "doesn't wallaby"),
            ("marm", "marmots"), ("r&d", "r&d"), ("<b", "<b"), ("jerb", "jerboas"),
        ):  # fmt: skip
            results(page, typed)
            shown = page.locator("[data-md-component=search-suggest]").text_content()
            assert shown is not None
            assert shown in (suggested, typed, ""), (typed, shown)
            assert "&#" not in shown
            assert "&amp;" not in shown
            if suggested not in (typed, "judged"):
                assert shown == suggested, typed
        assert visit.complaints == []


def test_words_that_were_found_are_marked_on_the_page(browser: Browser, searched: str) -> None:
    with visiting(browser, searched) as visit:
        visit.page.add_init_script("window.pwned = () => { console.error('PWNED'); };")
        page = visit.go("scans/words/?h=axolotl+lemur+script")
        page.locator("article mark").first.wait_for(timeout=20_000)
        text = page.locator("article").inner_text()
        for claim in TYPED.values():
            assert claim in text
        assert page.locator("article :is(script, img)").count() == 0
        assert visit.complaints == []
