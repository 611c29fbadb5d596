"""Index pages: every row once, on the page where it belongs."""

from __future__ import annotations

import pytest

from generator.config import Config
from generator.pages.indexes import SCAN_INDEX, SYNTHESIS_INDEX
from generator.render.markup import Badge
from generator.views.indexes import Place, paged, pager
from tests.inputs import Corpus, pages, view
from tests.shore import scan, shore


def titles(kind, corpus):
    return {path: [row.link.text for row in made.view.rows] for path, made in pages(kind, corpus).items()}


def test_each_page_has_its_own_rows_the_newest_first():
    assert titles(SCAN_INDEX, shore(rows_per_page=2)) == {
        "scans/index.md": ["Gamma Gulls", "Beta Bars"],
        "scans/page-2/index.md": ["A Beach", "Alpha Dunes"],
        "scans/page-3/index.md": ["Delta"],
    }
    assert titles(SYNTHESIS_INDEX, shore(rows_per_page=2)) == {
        "syntheses/index.md": ["Late Report on DuneBench", "Early Report on DuneBench and ShellNet"],
        "syntheses/page-2/index.md": ["An Undated Report"],
    }


@pytest.mark.parametrize(
    ("rows", "size", "expected"),
    [(0, 3, [0]), (1, 3, [1]), (3, 3, [3]), (4, 3, [3, 1]), (6, 3, [3, 3]), (7, 3, [3, 3, 1])],
)
def test_as_many_pages_as_the_rows_take(rows, size, expected):
    found = list(paged(range(rows), size, "scans"))
    assert [len(shown) for _, shown in found] == expected
    assert [row for _, shown in found for row in shown] == list(range(rows))
    assert [place for place, _ in found] == [
        Place("scans", number + 1, len(expected)) for number in range(len(expected))
    ]


def test_how_many_rows_a_page_has_unless_told_otherwise(tmp_path):
    config = Config(content=tmp_path)
    assert (config.rows_per_page, config.listed_links) == (250, 25)
    found = titles(SCAN_INDEX, Corpus({f"p{number}": scan(f"P {number:03}") for number in range(251)}))
    assert [len(rows) for rows in found.values()] == [250, 1]


def test_what_a_row_says_of_a_paper():
    rows = view(SCAN_INDEX, shore(), "scans/index.md").rows
    found = {
        row.link.text: (row.link.href.in_markdown, row.year, row.venue, row.badge, row.red_flags, row.tags)
        for row in rows
    }
    assert found == {
        "Gamma Gulls": ("gamma/index.md", "2025", "", Badge("low", "▼", "0 of 2"), "2", ""),
        "Beta Bars": ("beta/index.md", "2025", "", Badge("middle", "■", "1 of 2"), "0", ""),
        "A Beach": ("eps/index.md", "2024", "", Badge("high", "▲", "2 of 3"), "0", ""),
        "Alpha Dunes": (
            "alpha/index.md", "2024", "Journal of Sand", Badge("middle", "■", "3 of 5"), "1", "Observational study",
        ),
        "Delta": ("delta/index.md", "", "", Badge("na", "–", "none applicable"), "0", ""),
    }  # fmt: skip


def test_the_figure_of_a_row_leads_to_what_is_met():
    rows = view(SCAN_INDEX, shore(), "scans/index.md").rows
    assert rows[0].checklist.in_markdown == "gamma/index.md#page-checklist"


def test_what_a_row_says_of_a_report():
    rows = view(SYNTHESIS_INDEX, shore(), "syntheses/index.md").rows
    assert [(row.date, row.claims, row.verified, row.references, row.score, row.standing) for row in rows] == [
        ("2026-03-01", "2", "1", "1", "4.4/10", "Its publisher marks this report as falsified."),
        ("2026-01-05", "3", "2", "2", "", ""),
        ("", "1", "1", "2", "", "Its publisher has corrected this report."),
    ]
    assert [row.link.href.in_markdown for row in rows] == ["late/index.md", "early/index.md", "undated/index.md"]


def test_several_tags_stand_in_their_order():
    (row,) = view(
        SCAN_INDEX, Corpus({"a": scan("A", methodology_tags=["observational", "sea_tag"])}), "scans/index.md"
    ).rows
    assert row.tags == "Observational study, Sea tag"


def test_a_date_that_is_none_is_shown_as_it_stands():
    corpus = Corpus({}, {"a": {"title": "A", "date": "in spring", "claims": [], "references": []}})
    assert view(SYNTHESIS_INDEX, corpus, "syntheses/index.md").rows[0].date == "in spring"


def test_captions_count_all_rows():
    assert (
        view(SCAN_INDEX, shore(rows_per_page=2), "scans/page-2/index.md").caption == "5 scanned papers, newest first"
    )
    assert view(SYNTHESIS_INDEX, shore(), "syntheses/index.md").caption == "3 syntheses, newest first"
    one = Corpus({"a": scan("A")}, {"a": {"title": "A", "claims": [], "references": []}})
    assert view(SCAN_INDEX, one, "scans/index.md").caption == "1 scanned paper"
    assert view(SYNTHESIS_INDEX, one, "syntheses/index.md").caption == "1 synthesis"


def test_an_index_without_rows_says_so():
    found = view(SCAN_INDEX, Corpus(), "scans/index.md")
    assert (found.caption, found.rows, found.pager) == ("No scanned papers yet", (), None)
    assert view(SYNTHESIS_INDEX, Corpus(), "syntheses/index.md").caption == "No syntheses yet"


def test_the_pager_leads_to_every_page_but_this():
    pager = view(SCAN_INDEX, shore(rows_per_page=2), "scans/page-2/index.md").pager
    assert (pager.text, pager.number) == ("Page 2 of 3", 2)
    assert [(link.text, link.href and link.href.in_markdown) for link in pager.pages] == [
        ("1", "../index.md"), ("2", None), ("3", "../page-3/index.md"),
    ]  # fmt: skip
    assert view(SCAN_INDEX, shore(), "scans/index.md").pager is None
    pager = view(SYNTHESIS_INDEX, shore(rows_per_page=2), "syntheses/index.md").pager
    assert pager.text == "Page 1 of 2"
    assert [link.href and link.href.in_markdown for link in pager.pages] == [None, "page-2/index.md"]


def test_a_page_has_a_title_of_its_own_and_is_not_searched():
    found = pages(SCAN_INDEX, shore(rows_per_page=3))
    assert [made.view.meta["title"] for made in found.values()] == ["Scans", "Scans, page 2"]
    assert all(made.view.meta["search"] == {"exclude": True} and made.search == () for made in found.values())
    assert all(made.view.meta["hide"] == ["navigation", "toc"] for made in found.values())
    assert all(made.view.path == path for path, made in found.items())
    assert [made.view.meta["title"] for made in pages(SYNTHESIS_INDEX, shore(rows_per_page=2)).values()] == [
        "Syntheses", "Syntheses, page 2",
    ]  # fmt: skip


@pytest.mark.parametrize("kind", [SCAN_INDEX, SYNTHESIS_INDEX])
def test_a_navigation_lists_the_first_page_only(kind):
    assert [page.listed for page in kind.plan(shore(rows_per_page=1).site)][:2] == [True, False]


@pytest.mark.parametrize(
    ("number", "pages", "shown"),
    [
        (1, 3, "1 2 3"),
        (1, 200, "1 2 3 4 … 200"),
        # A gap that hid one page only would take as much room as that page.
        (6, 200, "1 2 3 4 5 6 7 8 9 … 200"),
        (7, 200, "1 … 4 5 6 7 8 9 10 … 200"),
        (196, 200, "1 … 193 194 195 196 197 198 199 200"),
        (200, 200, "1 … 197 198 199 200"),
    ],
)
def test_the_pager_of_a_long_list_leads_to_its_ends_and_to_what_is_nearby(number, pages, shown):
    found = pager(Place("tags", number, pages))
    assert " ".join(link.text for link in found.pages) == shown
    assert [link.text for link in found.pages if link.href is None and link.text != "…"] == [str(number)]
