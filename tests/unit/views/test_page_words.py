"""Sentences on pages whose words depend on what there is."""

from __future__ import annotations

import html

import pytest

from generator.pages import PAGES
from generator.render.environment import Pages
from generator.resources import page_templates
from generator.views.methodology import _left_out
from tests.inputs import SCAN, SYNTHESIS, Corpus, changed, view, with_paper

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


@pytest.mark.parametrize(("citing", "expected"), [(2, "<li>and 1 more scan\n"), (3, "<li>and 2 more scans\n")])
def test_one_more_scan_is_no_plural(citing: int, expected: str) -> None:
    scans = {
        f"citing-{number}": changed(
            with_paper(title=f"Citing {number}", arxiv_id=None), cited_papers=[{"title": "Measuring Sandcastles"}]
        )
        for number in range(citing)
    }
    assert expected in shown("scan", Corpus({"a": SCAN} | scans, listed_links=1), "scans/a/index.md")


@pytest.mark.parametrize(
    ("citing", "expected"), [(2, "<li>and 1 more synthesis\n"), (3, "<li>and 2 more syntheses\n")]
)
def test_one_more_synthesis_is_no_plural(citing: int, expected: str) -> None:
    syntheses = {f"citing-{number}": SYNTHESIS for number in range(citing)}
    assert expected in shown("scan", Corpus({"a": SCAN}, syntheses, listed_links=1), "scans/a/index.md")


def test_one_criterion_is_no_plural() -> None:
    assert "1 criterion in all" in view(KINDS["scan"], Corpus({"a": SCAN}), "scans/a/index.md").checklist_summary


def test_a_criterion_without_a_question_has_an_empty_cell_and_no_line_break() -> None:
    checklist = {"artifacts": {"own_criterion": {"applies": True, "answer": True}}}
    page = shown("methodology", Corpus({"a": changed(SCAN, checklist=checklist)}), "methodology.md")
    row = page.partition('id="artifacts.own_criterion"')[2].partition("\n")[0]
    assert "<td><td>" in row
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
