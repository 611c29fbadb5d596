"""The main ways of the explorer and of comparisons in Firefox."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Playwright, expect

from tests.browser.checkers import missing

pytestmark = [pytest.mark.thorough, pytest.mark.xdist_group("shore")]


@pytest.fixture(scope="module")
def firefox(playwright: Playwright) -> Iterator[Browser]:
    try:
        found = playwright.firefox.launch()
    except Error as error:
        missing(f"Firefox is needed (python -m playwright install firefox): {error.message.splitlines()[0]}")
    yield found
    found.close()


def test_papers_are_filtered_and_compared(firefox: Browser, shore_site: str) -> None:
    context = firefox.new_context()
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda item: complaints.append(item.text) if item.type == "error" else None)
    page.on("pageerror", lambda item: complaints.append(str(item)))
    page.goto(f"{shore_site}explore/?year=2024..")
    status = page.locator(".explore__status")
    expect(status).to_have_text("4 of 55 papers")
    page.get_by_role("group", name="Code released").get_by_role("button", name="Yes").click()
    expect(status).to_have_text("3 of 55 papers")
    expect(page).to_have_url(f"{shore_site}explore/?year=2024..&answer.artifacts.code_released=yes")
    page.get_by_role("columnheader", name="Paper").get_by_role("button").click()
    assert page.locator(".explore__table tbody a").all_inner_texts() == ["A Beach", "Alpha Dunes", "Beta Bars"]
    page.get_by_label("Tick Alpha Dunes").check()
    page.get_by_label("Tick Beta Bars").check()
    page.get_by_role("link", name="Compare 2").click()
    expect(page.locator(".compare__table")).to_have_count(5)
    expect(page.get_by_role("status").first).to_have_text("2 scans; they differ in 6 of 7 criteria.")
    page.get_by_label("Show what is the same in all").check()
    expect(page.get_by_role("row", name="Code released").last).to_be_visible()
    assert complaints == []
    context.close()
