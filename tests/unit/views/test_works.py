"""What the pages about references say: lists of works, and whole lists."""

from __future__ import annotations

from generator.pages.works import WHOLE, WORKS
from tests.inputs import Corpus, pages, view
from tests.shore import scan, shore


def works(corpus, path="references/index.md"):
    return view(WORKS, corpus, path)


def citing(number, prefix="p", **fields):
    """Papers that cite one work that is not here, and the first of them another one, too."""
    one = [{"title": "Cited"}]
    return {
        f"{prefix}{count}": scan(f"P{count}", cited_papers=one + [{"title": "Once"}] * (count == 0), **fields)
        for count in range(number)
    }


def test_a_site_without_references_says_what_will_stand_there():
    found = works(Corpus({"a": scan("A")}))
    assert [(part.title, part.rows) for part in found.parts] == [
        ("Most cited", ()),
        ("Scanned here", ()),
        ("Scan next", ()),
    ]
    assert all("will stand here" in part.empty for part in found.parts)


def test_works_of_one_scan_are_listed():
    found = works(Corpus({"a": scan("A", cited_papers=[{"title": "On Sand", "arxiv_id": "2403.00001"}])}))
    everything, scanned, following = found.parts
    assert [row.title for row in everything.rows] == [row.title for row in following.rows] == ["On Sand"]
    assert (following.rows[0].cited, following.rows[0].also) == ("1 paper", "")
    assert [link.text for link in following.rows[0].identifiers] == ["arXiv:2403.00001"]
    assert (everything.caption, following.caption) == ("1 work", "1 work, most cited first")
    assert (scanned.rows, following.whole) == ((), None)


def test_the_page_says_that_of_a_very_long_list_the_start_counts():
    many = [{"title": f"Work {number}"} for number in range(501)]
    corpus = Corpus({"a": scan("A", cited_papers=many), "b": scan("B", cited_papers=many[::-1])})
    found = works(corpus)
    # The first of the one is the last of the other, and not counted there.
    assert "Work 0" not in [row.title for part in found.parts for row in part.rows]
    remark = " Of 2 papers with longer lists, only the first 500 works count."
    assert found.about.endswith(remark)
    assert works(corpus, "references/scan-next/index.md").about.endswith(remark)
    assert "longer lists" not in works(Corpus({"a": scan("A", cited_papers=many[1:])})).about


def test_a_scanned_work_has_its_share_and_leads_to_its_own_list():
    alpha, beta = works(shore(listed_links=2)).parts[1].rows
    assert (alpha.scan.link.text, alpha.scan.badge.word) == ("Alpha Dunes", "3 of 5")
    assert (alpha.cited, alpha.also, beta.cited, beta.also) == ("3 papers", "3 syntheses", "1 paper", "")
    assert [link.text for link in alpha.papers.links] == ["Beta Bars", "Delta"]
    assert (alpha.papers.whole.text, alpha.papers.whole.href.in_markdown) == (
        "All 3 papers", "../scans/alpha/index.md#cited-by",
    )  # fmt: skip
    assert alpha.reports.whole.href.in_markdown == "../scans/alpha/index.md#page-syntheses"


def test_a_row_opens_three_and_folds_the_rest():
    (row,) = works(Corpus(citing(6))).parts[2].rows[:1]
    assert ([link.text for link in row.papers.links], len(row.papers.folded), row.papers.whole) == (
        ["P0", "P1", "P2"],
        3,
        None,
    )


def test_a_work_that_many_cite_has_a_page():
    corpus = Corpus(citing(6), listed_links=4, rows_per_page=5)
    row = works(corpus).parts[2].rows[0]
    assert row.papers.whole.text == "All 6 papers"
    address = row.papers.whole.href.path
    first, second = (view(WHOLE, corpus, path) for path in (address, address.replace("index.md", "page-2/index.md")))
    assert (first.title, first.subject.text, first.subject.href) == ("Cited by", "Cited", None)
    assert first.caption == "6 scans that cite the work"
    assert [entry.link.text for entry in first.rows + second.rows] == [f"P{count}" for count in range(6)]


def test_works_beyond_the_first_page_have_pages_of_their_own_and_the_rest_is_counted():
    cited = [{"title": f"Work {number:02}"} for number in range(15)]
    corpus = Corpus({"a": scan("A", cited_papers=cited)}, rows_per_page=12)
    following = works(corpus).parts[2]
    assert [row.title for row in following.rows] == [f"Work {number:02}" for number in range(10)]
    assert (following.whole.text, following.whole.href.in_markdown) == ("All 12 works", "scan-next/index.md")
    listed = works(corpus, "references/scan-next/index.md")
    assert (listed.title, listed.home.in_markdown) == ("Scan next", "../index.md")
    assert listed.parts[0].caption == (
        "12 works, most cited first; 3 others are each cited by one paper, whose page has them"
    )
    assert works(corpus).parts[0].caption == "The 10 most cited of 15 works"


def test_of_a_name_that_many_scans_have_the_newest_are_listed():
    found = view(WHOLE, shore(listed_links=1, rows_per_page=1), "references/name/dunebench/index.md")
    assert [entry.link.text for entry in found.rows] == ["Beta Bars"]
    assert found.caption == "2 scans that have the name: here are the newest 1"
    assert found.pager is None


def test_a_claim_that_many_reports_make():
    corpus = shore(listed_links=1)
    (path,) = [path for path in pages(WHOLE, corpus) if path.startswith("references/claim/")]
    found = view(WHOLE, corpus, path)
    assert (found.subject.text, found.caption) == ("Water holds.", "3 syntheses that make the claim")
    assert [(entry.link.text, entry.how) for entry in found.rows] == [
        ("Early Report on DuneBench and ShellNet", "0.9"), ("Late Report on DuneBench", "0.3"), ("An Undated Report", "0.6"),
    ]  # fmt: skip


def test_a_site_that_leaves_them_out_has_none_and_links_to_none():
    corpus = shore(listed_links=1, rows_per_page=1, leave_out=("references",))
    assert (pages(WORKS, corpus), pages(WHOLE, corpus)) == ({}, {})
    assert WORKS.addresses(corpus.config) == WHOLE.addresses(corpus.config) == ()
