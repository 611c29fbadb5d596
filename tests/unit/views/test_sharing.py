"""How pages are cited, and the form in which they are disputed."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from generator import limits
from generator.pages.earlier import EARLIER
from generator.pages.scan import SCAN
from generator.pages.synthesis import SYNTHESIS
from generator.views.dispute import issue_url
from generator.views.sharing import people
from tests.inputs import SCAN as SMALL
from tests.inputs import SYNTHESIS as REPORT
from tests.inputs import Corpus, changed, view

ADDRESS = "https://example.org/survey/scans/a/"


def test_forms_of_github_and_gitlab_hold_title_and_address() -> None:
    url = issue_url("https://github.com/shore/survey.git", "Sand & more?", ADDRESS)
    assert url.partition("?")[0] == "https://github.com/shore/survey/issues/new"
    assert parse_qs(urlsplit(url).query) == {"title": ["Dispute: Sand & more?"], "body": [f"{ADDRESS}\n\n"]}
    url = issue_url("https://gitlab.example.org/group/sub/survey/", "Sand", ADDRESS)
    assert url.partition("?")[0] == "https://gitlab.example.org/group/sub/survey/-/issues/new"
    assert set(parse_qs(urlsplit(url).query)) == {"issue[title]", "issue[description]"}


@pytest.mark.parametrize(
    "repo_url",
    [
        "", "https://example.org/shore/survey", "https://github.com/shore", "git@github.com:shore/survey.git",
        "javascript:alert(1)//github.com/a/b", "https://me:secret@github.com/a/b", "https://[github.com/a/b",
        "https://github.com/a/b c", "https://notgithub.com/a/b",
    ],
)  # fmt: skip
def test_there_is_no_form_where_none_is_known(repo_url: str) -> None:
    assert issue_url(repo_url, "Sand", ADDRESS) == ""


@pytest.mark.parametrize("title", ["沙" * 300, "%" * 2_000, "\U0001f3d6" * 300, "x" * 5_000, "a\ud800b"])
def test_addresses_of_forms_are_short_and_keep_the_page_s(title: str) -> None:
    url = issue_url("https://github.com/shore/survey", title, ADDRESS)
    assert len(url) <= limits.DISPUTE
    asked = parse_qs(urlsplit(url).query)
    assert asked["body"] == [f"{ADDRESS}\n\n"]
    assert asked["title"][0].startswith(f"Dispute: {title[:1]}")
    # No more is cut than must be.
    assert len(url) > limits.DISPUTE - 24 or asked["title"][0].startswith("Dispute: a")


def test_authors_are_named_as_in_running_text() -> None:
    assert [people(names) for names in ([], ["A"], ["A", "B"], ["A", "B", "C"], ["A", "B", "C", "D"])] == [
        "", "A", "A and B", "A, B and C", "A et al.",
    ]  # fmt: skip


def test_a_page_says_how_it_is_cited_and_where_it_is_disputed() -> None:
    corpus = Corpus(
        {"a": [changed(SMALL, scan_version=5), changed(SMALL, scan_version=4)]},
        {"r": changed(REPORT, publisher="Shore Press", date="2026")},
        site_url="https://example.org/survey/", repo_url="https://github.com/shore/survey",
    )  # fmt: skip
    shown = view(SCAN, corpus, "scans/a/index.md").sharing
    assert shown.words == "Scan of “Measuring Sandcastles” (Ida Sand, 2024), scan version 5."
    assert shown.cited == f"{ADDRESS}v5-0/"
    assert [(file.text, file.href.path) for file in shown.files] == [
        ("BibTeX", "exports/scans/a.bib"), ("RIS", "exports/scans/a.ris"), ("CSL-JSON", "exports/scans/a.csl.json"),
    ]  # fmt: skip
    assert "Dispute%3A%20Measuring%20Sandcastles" in shown.dispute.url
    assert shown.badge == f"[![Scan of the paper](https://example.org/survey/badges/a.svg)]({ADDRESS})"
    earlier = view(EARLIER, corpus, "scans/a/v4-1/index.md").sharing
    assert earlier.words == "Scan of “Measuring Sandcastles” (Ida Sand, 2024), scan version 4."
    # A badge is of the newest scan.
    assert (earlier.cited, earlier.files, earlier.badge) == (f"{ADDRESS}v4-1/", (), "")
    report = view(SYNTHESIS, corpus, "syntheses/r/index.md").sharing
    assert report.words == "“What Holds Sand Together”, literature synthesis, Shore Press, 2026."


def test_what_a_site_leaves_out_or_does_not_know_is_not_offered() -> None:
    scans = {"a": SMALL}
    shown = view(SCAN, Corpus(scans), "scans/a/index.md").sharing
    # Elsewhere, only a whole address leads here.
    assert (shown.cited, shown.badge, shown.dispute) == ("", "", None)
    assert shown.words
    repo = "https://github.com/shore/survey"
    shown = view(SCAN, Corpus(scans, repo_url=repo), "scans/a/index.md").sharing
    assert parse_qs(urlsplit(shown.dispute.url).query)["body"] == ["scans/a/\n\n"]
    left_out = Corpus(scans, repo_url=repo, site_url="https://example.org/", leave_out=("copy", "dispute"))
    shown = view(SCAN, left_out, "scans/a/index.md").sharing
    assert (shown.words, shown.cited, shown.files, shown.badge, shown.dispute) == ("", "", (), "", None)
    fewer = Corpus(scans, site_url="https://example.org/", leave_out=("earlier-scans", "exports", "badges"))
    shown = view(SCAN, fewer, "scans/a/index.md").sharing
    assert (shown.cited, shown.files, shown.badge) == ("https://example.org/scans/a/", (), "")
