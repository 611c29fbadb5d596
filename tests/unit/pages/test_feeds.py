"""Which scans feeds have, and where they are linked."""

from __future__ import annotations

import copy
import json

import pytest

from generator import limits
from generator.pages.feeds import FEED
from generator.pages.home import HOME
from generator.pages.indexes import SCAN_INDEX, SYNTHESIS_INDEX
from generator.pages.scan import SCAN
from tests.inputs import SCAN as SMALL
from tests.inputs import Corpus, changed, pages, view
from tests.shore import REPORTS, SCANS

ADDRESS = "https://example.org/survey/"


def dated(settings: dict | None = None, **dates: str) -> Corpus:
    scans = copy.deepcopy(SCANS)
    for name, date in dates.items():
        (scans[name][0] if isinstance(scans[name], list) else scans[name])["scan_date"] = date
    return Corpus(scans, REPORTS, **{"site_url": ADDRESS, **(settings or {})})


def made(corpus: Corpus) -> dict[str, bytes]:
    return {item.path: item.make(corpus) for item in FEED.plan(corpus.site)}


def items(corpus: Corpus) -> list[dict]:
    return json.loads(made(corpus)["feeds/scans.json"])["items"]


def test_a_feed_has_the_scans_that_have_a_day_the_newest_first() -> None:
    corpus = dated(alpha="2026-02-01", beta="2026-03-01", eps="March 1, 2026", gamma="soon")
    assert [(item["url"], item["date_modified"][:10], item["content_text"]) for item in items(corpus)] == [
        (f"{ADDRESS}scans/beta/", "2026-03-01", "1 of 2 criteria met · no red flags"),
        (f"{ADDRESS}scans/eps/", "2026-03-01", "2 of 3 criteria met · no red flags"),
        (f"{ADDRESS}scans/alpha/", "2026-02-01", "3 of 5 criteria met · 1 red flag"),
    ]
    assert items(corpus)[2]["title"] == "Scan: Alpha Dunes"
    assert set(made(corpus)) == {"feeds/scans.atom", "feeds/scans.json"}


def test_a_rescan_moves_the_entry_and_keeps_its_name() -> None:
    first, second = dated(alpha="2026-01-01", beta="2026-02-01"), dated(alpha="2026-03-01", beta="2026-02-01")
    assert [item["id"] for item in items(first)] == [f"{ADDRESS}scans/beta/", f"{ADDRESS}scans/alpha/"]
    assert [item["id"] for item in items(second)] == [f"{ADDRESS}scans/alpha/", f"{ADDRESS}scans/beta/"]


def test_the_history_gives_days_to_scans_that_have_none() -> None:
    changes = (("scans/alpha/scan-0.json", "2026-05-05"), ("scans/beta/scan-0.json", "2026-05-06"))
    corpus = dated({"changed": changes}, beta="2026-01-01")
    assert corpus.site.dates == {"scans/alpha": "2026-05-05", "scans/beta": "2026-01-01"}


@pytest.mark.parametrize(
    "corpus",
    [dated(), dated({"site_url": ""}, beta="2026-01-01"), dated({"leave_out": ("feeds",)}, beta="2026-01-01")],
)
def test_there_is_no_feed_without_days_or_without_an_address_or_where_it_is_left_out(corpus: Corpus) -> None:
    assert made(corpus) == {}
    assert "feed" not in view(HOME, corpus, "index.md").meta


def test_home_and_the_list_of_scans_lead_to_the_feed_and_no_other_page_does() -> None:
    corpus = dated({"rows_per_page": 2}, beta="2026-01-01")
    found = {
        path
        for kind in (HOME, SCAN_INDEX, SYNTHESIS_INDEX, SCAN)
        for path, page in pages(kind, corpus).items()
        if page.view.meta.get("feed")
    }
    assert found == {"index.md", "scans/index.md"}
    assert view(HOME, corpus, "index.md").meta["feed"] == f"{ADDRESS}feeds/scans.atom"


def test_a_feed_does_not_grow_with_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FEED", 3)
    scans = {f"p{number}": changed(SMALL, scan_date=f"2026-01-0{number}") for number in range(1, 6)}
    found = items(Corpus(scans, site_url=ADDRESS))
    assert [item["id"] for item in found] == [f"{ADDRESS}scans/p{number}/" for number in (5, 4, 3)]


def test_a_page_shows_the_day_as_the_file_has_it() -> None:
    assert view(SCAN, dated(beta="In May"), "scans/beta/index.md").scanned == "In May"
    assert view(SCAN, dated(), "scans/beta/index.md").scanned == ""
