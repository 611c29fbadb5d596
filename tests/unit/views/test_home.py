"""The home page: its figures were counted by hand."""

from __future__ import annotations

import pytest

from generator.pages.home import HOME
from tests.inputs import Corpus, view
from tests.shore import REPORTS, SCANS, checklist, scan, shore


def home(corpus=None):
    return view(HOME, corpus or shore(), "index.md")


def test_the_tiles_count_everything():
    assert [(tile.figure, tile.text) for tile in home().tiles] == [
        ("5", "scanned papers"), ("3", "syntheses"), ("6 of 12", "applicable criteria met"), ("3", "red flags"),
        ("6", "claims in papers"),
    ]  # fmt: skip


def test_the_tiles_lead_to_what_they_count():
    assert [tile.href and tile.href.in_markdown for tile in home().tiles] == [
        "scans/index.md", "syntheses/index.md", "criteria/index.md",
        "red-flags/index.md", "claims/index.md",
    ]  # fmt: skip
    without = home(shore(leave_out=("criteria",)))
    assert without.tiles[2].href.in_markdown == "methodology.md"


def test_a_domain_leads_to_its_page():
    assert [row[0].href.in_markdown for row in home().domains.rows] == [
        "criteria/artifacts/index.md", "criteria/statistical_methodology/index.md", "criteria/sea_shells/index.md",
    ]  # fmt: skip


def test_how_shares_spread_stands_beside_what_domains_meet_unless_papers_are_few():
    # Of five papers in the corpus four have a share; with one more there are five.
    assert (home().histogram, home().years) == (None, None)
    more = {**SCANS, "more": scan("More", checklist=checklist(artifacts="y"), year=2024)}
    found = home(Corpus(more, REPORTS))
    assert sum(int(row[1].text) for row in found.histogram.rows[:10]) == 5
    assert found.years.rows


def test_one_of_each():
    one = scan("One", claims=[{"claim": "c"}], red_flags=[{"flag": "f"}])
    tiles = home(Corpus({"a": one}, {"early": REPORTS["early"]})).tiles
    assert [tile.text for tile in tiles] == [
        "scanned paper", "synthesis", "applicable criteria met", "red flag", "claim in papers",
    ]  # fmt: skip


def test_nothing_at_all():
    found = home(Corpus())
    assert [tile.figure for tile in found.tiles] == ["0", "0", "0 of 0", "0", "0"]
    assert (found.scans, found.syntheses, found.domains) == ((), (), None)


def test_large_numbers_are_grouped():
    corpus = Corpus({f"p{number}": scan(f"P {number}") for number in range(1_001)})
    assert home(corpus).tiles[0].figure == "1,001"


def rows(found):
    return [[cell.text for cell in row] for row in found.domains.rows]


def test_the_share_of_a_domain_is_what_is_met_of_what_is_applicable():
    assert rows(home()) == [
        ["Artifacts", "4", "2", "1", "3", "67% of 6"],
        ["Statistical methodology", "2", "3", "0", "0", "40% of 5"],
        ["Sea shells", "0", "1", "0", "0", "0% of 1"],
    ]


def test_a_domain_in_which_nothing_is_applicable_has_no_share():
    found = home(Corpus({"a": scan("A", checklist=checklist(artifacts="aau"))}))
    assert rows(found) == [["Artifacts", "0", "0", "1", "2", "none applicable"]]


def test_known_domains_without_a_page_lead_to_the_methodology_where_that_explains_them():
    assert [
        row[0].href and row[0].href.in_markdown for row in home(shore(leave_out=("criteria",))).domains.rows
    ] == [
        "methodology.md#artifacts", "methodology.md#statistical_methodology", None,
    ]  # fmt: skip
    by_hand = home(shore(leave_out=("criteria",), hand_written=frozenset({"methodology.md"})))
    assert [row[0].href for row in by_hand.domains.rows] == [None, None, None]


def test_the_overview_is_linked_where_there_is_one():
    found = home()
    assert (found.overview.path, found.domains.download.path) == ("overview/index.md", "overview/domains.svg")
    without = home(shore(leave_out=("overview",)))
    assert (without.overview, without.domains.download) == (None, None)


def test_the_newest_come_first():
    found = home()
    assert [row.link.text for row in found.scans] == ["Gamma Gulls", "Beta Bars", "A Beach", "Alpha Dunes", "Delta"]
    assert [row.link.text for row in found.syntheses] == [
        "Late Report on DuneBench", "Early Report on DuneBench and ShellNet", "An Undated Report",
    ]  # fmt: skip


def test_ten_of_each_and_no_more():
    scans = {f"p{number:02}": scan(f"P {number:02}", year=2000 + number) for number in range(11)}
    reports = {f"r{number:02}": {**REPORTS["undated"], "date": f"2026-01-{number + 1:02}"} for number in range(11)}
    found = home(Corpus(scans, reports))
    assert [row.year for row in found.scans] == [str(year) for year in range(2010, 2000, -1)]
    assert [row.date for row in found.syntheses] == [f"2026-01-{day:02}" for day in range(11, 1, -1)]


@pytest.mark.parametrize("name", list(SCANS))
def test_every_paper_counts(name):
    without = Corpus({key: value for key, value in SCANS.items() if key != name}, REPORTS)
    assert home(without).tiles[0].figure == "4"


def test_the_search_leaves_it_out_and_the_front_matter_names_it():
    assert home().path == "index.md"
    assert home().meta == {"title": "Home", "hide": ["navigation", "toc"], "search": {"exclude": True}}
