"""Newest first, whatever has no date last."""

from __future__ import annotations

from generator.analysis.order import newest_papers, newest_reports
from tests.inputs import SYNTHESIS, Corpus, changed, with_paper
from tests.shore import shore


def papers(**named):
    found = Corpus({name: with_paper(**{"arxiv_id": None, **fields}) for name, fields in named.items()})
    return [item.location.removeprefix("scans/") for item in newest_papers(found.papers)]


def reports(**dates):
    found = Corpus({}, {name: changed(SYNTHESIS, **{"title": name, **fields}) for name, fields in dates.items()})
    return [item.location.removeprefix("syntheses/") for item in newest_reports(found.reports)]


def test_papers_by_year_those_without_one_last():
    assert papers(a={"year": 2023}, b={"year": None}, c={"year": 2025}, d={"year": 2024}) == ["c", "d", "a", "b"]


def test_papers_of_one_year_by_the_month_in_their_arxiv_id():
    assert papers(a={"arxiv_id": "2401.00009"}, b={}, c={"arxiv_id": "2412.00001"}, d={"arxiv_id": "2405.00001"}) == [
        "c", "d", "a", "b",
    ]  # fmt: skip


def test_an_arxiv_id_of_the_old_form_gives_no_month():
    assert papers(a={"arxiv_id": "cs/0112017"}, b={"arxiv_id": "2401.00001"}, c={"title": "Last"}) == ["b", "c", "a"]


def test_a_later_number_of_one_month_is_no_newer_paper():
    later, earlier = {"arxiv_id": "2401.00009", "title": "A"}, {"arxiv_id": "2401.00001", "title": "B"}
    assert papers(x=earlier, y=later) == ["y", "x"]


def test_the_year_counts_more_than_the_month():
    assert papers(a={"year": 2024, "arxiv_id": "2312.00001"}, b={"year": 2023, "arxiv_id": "2401.00001"}) == [
        "a",
        "b",
    ]


def test_papers_of_one_month_by_title_then_by_address():
    assert papers(a={"title": "Zebra"}, b={"title": "ant"}, c={"title": "Bee"}, d={"title": "ANT!"}) == [
        "b", "d", "c", "a",
    ]  # fmt: skip


def test_reports_by_date_those_without_one_last():
    assert reports(
        a={"date": "2026-01-02"}, b={}, c={"date": "June 7, 2026"}, d={"date": "one day"}, e={"date": "2026-03-01"}
    ) == ["c", "e", "a", "b", "d"]


def test_reports_of_one_date_by_title():
    assert reports(a={"title": "Zebra", "date": "2026-01-02"}, b={"title": "ant", "date": "2026-01-02"}) == ["b", "a"]


def test_the_corpus_made_by_hand():
    corpus = shore()
    assert [item.scan.title for item in newest_papers(corpus.papers)] == [
        "Gamma Gulls", "Beta Bars", "A Beach", "Alpha Dunes", "Delta",
    ]  # fmt: skip
    assert [item.location for item in newest_reports(corpus.reports)] == [
        "syntheses/late", "syntheses/early", "syntheses/undated",
    ]  # fmt: skip
