from __future__ import annotations

from typing import Any

import pytest

from generator.cards import Card
from generator.pages.cards import CARDS, card_url
from tests.inputs import Corpus, changed, good_scan, good_synthesis
from tests.shore import REPORTS, SCANS, shore

SITE = "https://shore.example/survey/"


def cards(**settings: Any) -> dict[str, Card]:
    corpus = shore(**{"site_url": SITE, "site_name": "Shore", **settings})
    return {record.path: record.card for record in CARDS.records(corpus.site)}


def test_each_paper_and_each_report_has_a_card() -> None:
    assert sorted(cards()) == [
        *[f"cards/scans/{name}.png" for name in sorted(SCANS)],
        *[f"cards/syntheses/{name}.png" for name in sorted(REPORTS)],
    ]


def test_the_card_of_a_scan_has_the_figures_of_its_newest_scan() -> None:
    # Of yyna and yn: three of five applicable are met; a second scan of the paper is older.
    assert cards()["cards/scans/alpha.png"] == Card(
        head="Scan · Shore",
        mark="arXiv:2403.00001",
        titles=("Alpha Dunes", "arXiv:2403.00001", "alpha"),
        byline=("Ida Sand", "2024", "Journal of Sand"),
        figure="3 of 5",
        unit="criteria met",
        done=3,
        total=5,
        parts=((2, 1, 0, 1), (1, 1, 0, 0)),
        note="1 red flag",
        is_alarming=True,
    )


def test_the_card_of_a_report_says_whether_it_still_stands() -> None:
    found = cards()
    early, late = found["cards/syntheses/early.png"], found["cards/syntheses/late.png"]
    assert (early.figure, early.unit, early.done, early.total) == ("2 of 3", "claims verified", 2, 3)
    assert (early.note, early.is_alarming) == ("2 references", False)
    assert (late.note, late.is_alarming) == ("Marked as falsified", True)


def test_nothing_is_drawn_where_nobody_would_look() -> None:
    assert cards(site_url="") == {}
    assert cards(leave_out=("cards",)) == {}
    assert cards(leave_out=("previews",)) == {}
    assert card_url(shore(site_url=SITE).config, "scans/alpha") == f"{SITE}cards/scans/alpha.png"
    assert card_url(shore().config, "scans/alpha") == ""


def test_only_the_card_whose_facts_changed_is_drawn_again() -> None:
    def digests(scans: dict[str, Any]) -> dict[str, str]:
        corpus = Corpus(scans, site_url=SITE)
        return {asset.path: asset.digest for asset in CARDS.plan(corpus.site)}

    before = digests(SCANS)
    flagged = [*SCANS["beta"]["red_flags"], {"flag": "Two dunes", "detail": "x"}]
    beta = changed(SCANS["beta"], red_flags=flagged)
    after = digests({**SCANS, "beta": beta})
    assert {path for path in before if before[path] != after[path]} == {"cards/scans/beta.png"}
    # The card does not show the findings.
    said = digests({**SCANS, "beta": changed(SCANS["beta"], key_findings="Other words.")})
    assert said == before


def test_the_file_is_the_card() -> None:
    corpus = shore(site_url=SITE)
    first = next(iter(CARDS.plan(corpus.site)))
    assert first.source is None
    assert first.make(corpus).startswith(b"\x89PNG\r\n\x1a\n")


@pytest.mark.parametrize(
    ("authors", "said"),
    [([], None), (["Ida Sand"], "Ida Sand"), (["Ida", "Bo"], "Ida and Bo"), (["Ida", "Bo", "Cy"], "Ida et al.")],
)
def test_few_authors_are_named(authors: list[str], said: str | None) -> None:
    corpus = Corpus({"a": changed(SCANS["alpha"][0], paper={"title": "T", "authors": authors})}, site_url=SITE)
    (record,) = CARDS.records(corpus.site)
    assert record.card.byline == ((said,) if said else ())


def test_cards_without_figures_say_so() -> None:
    bare = {"paper": {"title": "T"}, "checklist": {}, "claims": [], "red_flags": [], "cited_papers": []}
    assert good_scan(bare).appraisal.counted == ()
    corpus = Corpus({"a": bare}, {"b": {"title": "S", "claims": [], "references": []}}, site_url=SITE)
    assert good_synthesis({"title": "S", "claims": [], "references": []}).claims == ()
    scan, report = (record.card for record in CARDS.records(corpus.site))
    assert (scan.figure, scan.unit, scan.total, scan.note) == ("", "no criteria in the scan", 0, "no red flags")
    assert (report.figure, report.unit, report.total, report.note) == ("", "no claims", 0, "0 references")
