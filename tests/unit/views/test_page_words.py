"""Sentences on pages whose words depend on what there is."""

from __future__ import annotations

import html

import pytest

from generator.identify import slug
from generator.pages import PAGES
from generator.render.environment import Pages
from generator.resources import page_templates
from generator.views.methodology import _left_out
from tests.inputs import SCAN, SYNTHESIS, Corpus, changed, pages, view, with_paper

KINDS = {kind.name: kind for kind in PAGES}


def shown(kind: str, corpus: Corpus, path: str) -> str:
    """The page's HTML."""
    page = Pages([page_templates()]).render_html(KINDS[kind].template, view(KINDS[kind], corpus, path))
    return html.unescape(page.html)


@pytest.mark.parametrize(
    ("events", "expected", "other"),
    [
        (
            [{"date": "2026-01-02", "text": "A figure."}],
            "What was corrected, and when, is listed below.",
            "no corrections",
        ),
        ([], "The report lists no corrections.", "below"),
    ],
)
def test_an_alert_promises_corrections_only_where_there_are_some(events, expected: str, other: str) -> None:
    report = changed(SYNTHESIS, gate="FALSIFIED", correction_record={"state": "CURRENT", "events": events})
    page = shown("synthesis", Corpus(syntheses={"a": report}), "syntheses/a/index.md")
    alert = page.partition('<div class="admonition danger">')[2].partition("</div>")[0]
    assert expected in alert
    assert other not in alert


def citing_scans(citing: int) -> dict[str, object]:
    return {
        f"citing-{number}": changed(
            with_paper(title=f"Citing {number}", arxiv_id=None), cited_papers=[{"title": "Measuring Sandcastles"}]
        )
        for number in range(citing)
    }


def opened_and_folded(page: str, section: str) -> tuple[int, int, str]:
    """How many items of a section stand open, how many folded, and the words of the fold."""
    part = page.partition(f'id="{section}"')[2].partition("<h2")[0]
    before, _, folded = part.partition("<details")
    return before.count("<li>"), folded.count("<li>"), folded.partition("<summary>")[2].partition("</summary>")[0]


# One alone is not worth a fold.
@pytest.mark.parametrize(("citing", "expected"), [(1, (1, 0, "")), (2, (2, 0, "")), (3, (1, 2, "2 more"))])
def test_all_that_cites_a_paper_is_on_its_page_the_first_ones_open(citing: int, expected) -> None:
    page = shown("scan", Corpus({"a": SCAN} | citing_scans(citing), listed_links=1), "scans/a/index.md")
    assert opened_and_folded(page, "cited-by") == expected
    syntheses = {f"citing-{number}": SYNTHESIS for number in range(citing)}
    page = shown("scan", Corpus({"a": SCAN}, syntheses, listed_links=1), "scans/a/index.md")
    assert opened_and_folded(page, "page-syntheses") == expected


def test_no_page_says_that_there_is_more_and_leads_nowhere() -> None:
    syntheses = {f"citing-{number}": SYNTHESIS for number in range(5)}
    corpus = Corpus({"a": SCAN} | citing_scans(5), syntheses, listed_links=1, rows_per_page=2)
    page = shown("scan", corpus, "scans/a/index.md")
    whole = "references/paper/scans-a-" + slug("scans/a").rpartition("-")[2]
    assert f'<a href="../../{whole}/">All 5 scans</a>' in page
    assert f'<a href="../../{whole}/">All 5 syntheses</a>' in page
    pages_of = [path for path in pages(KINDS["whole list"], corpus) if path.startswith(whole)]
    assert len(pages_of) == 5
    listed = "".join(shown("whole list", corpus, path) for path in pages_of)
    assert all(f">Citing {number}<" in listed for number in range(5))
    assert listed.count("cites this paper") == 5
    without = Corpus({"a": SCAN} | citing_scans(5), listed_links=1, rows_per_page=2, leave_out=("references",))
    assert "<p>All 5 scans</p>" in shown("scan", without, "scans/a/index.md")
    assert pages(KINDS["whole list"], without) == {}


def test_one_criterion_is_no_plural() -> None:
    assert "1 criterion in all" in view(KINDS["scan"], Corpus({"a": SCAN}), "scans/a/index.md").checklist_summary


def test_a_criterion_without_a_question_has_an_empty_cell_and_no_line_break() -> None:
    checklist = {"artifacts": {"own_criterion": {"applies": True, "answer": True}}}
    page = shown("methodology", Corpus({"a": changed(SCAN, checklist=checklist)}), "methodology.md")
    row = page.partition('id="artifacts.own_criterion"')[2].partition("</tr>")[0]
    assert "<td></td>" in row
    assert "<br>" not in row


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0, ""),
        (1, "1 more criterion that the vocabulary does not know is not listed here."),
        (1200, "1,200 more criteria that the vocabulary does not know are not listed here."),
    ],
)
def test_criteria_that_are_left_out_are_counted(number: int, expected: str) -> None:
    assert _left_out(number) == expected


@pytest.mark.parametrize(
    ("scans", "syntheses", "papers", "reports"),
    [({}, {}, True, True), ({"a": SCAN}, {}, False, True), ({"a": SCAN}, {"a": SYNTHESIS}, False, False)],
)
def test_the_home_page_says_what_will_stand_where_nothing_does(scans, syntheses, papers: bool, reports: bool) -> None:
    page = shown("home", Corpus(scans, syntheses), "index.md")
    assert ("No scanned papers yet." in page) is papers
    assert ("No syntheses yet." in page) is reports
