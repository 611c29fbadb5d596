"""The main ways of readers in Firefox: searched, narrowed, compared, landed on, copied."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.browser.checkers import firefox_driver, missing
from tests.conftest import run

pytestmark = [pytest.mark.thorough, pytest.mark.xdist_group("shore")]
_WAYS = Path(__file__).parent / "firefox" / "ways.js"


@pytest.fixture(scope="module")
def seen(shore_site: str) -> dict[str, Any]:
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None:
        missing("Firefox is needed (Debian: apt-get install firefox-esr)")
    command = ["node", str(_WAYS), str(firefox), shore_site]
    result = run(command, _WAYS.parent, timeout=300, NODE_PATH=str(firefox_driver()))
    assert result.returncode == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    return found


def test_the_search_finds_and_leads_to_what_it_found(seen: dict[str, Any]) -> None:
    found = seen["search"]
    assert found["meta"] == "1 result on 1 page."
    assert found["marks"] == ["Dunes", "Dunes", "sing"], "in the title of the page, and in the claim"
    assert found["address"].startswith("scans/alpha/?h=sing+dunes#claim-dunes-sing-")
    assert {"Dunes", "sing"} <= set(found["highlighted"])


def test_papers_are_filtered_sorted_and_compared(seen: dict[str, Any]) -> None:
    assert seen["explorer"] == {
        "before": "4 of 55 papers",
        "after": "3 of 55 papers",
        "address": "explore/?year=2024..&answer.artifacts.code_released=yes",
        "rows": ["A Beach", "Alpha Dunes", "Beta Bars"],
        "compared": "2 scans; they differ in 6 of 7 criteria.",
        "tables": 5,
    }


def test_an_address_opens_what_it_names_and_says_what_is_gone(seen: dict[str, Any]) -> None:
    assert seen["folds"] == {"shown": "✓ Yes"}
    assert seen["gone"]["notice"].startswith("This page has no entry “claim-wet-sand-holds-97bc”")


def test_an_entry_has_a_menu_that_says_what_it_did(seen: dict[str, Any]) -> None:
    assert seen["entry"] == {
        "items": ["Copy link", "Copy as Markdown", "Copy citation"],
        "told": "Link copied",
    }


def test_nothing_is_complained_of(seen: dict[str, Any]) -> None:
    assert seen["complaints"] == []
