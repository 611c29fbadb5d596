"""The pages of earlier scans, and what the paper's page knows of them."""

from __future__ import annotations

import pytest

from generator.identify import claim_anchor, flag_anchor
from generator.pages import ASSETS, PAGES
from generator.pages.earlier import EARLIER, NEWEST
from generator.pages.scan import SCAN
from tests.inputs import Corpus, pages, view
from tests.shore import REPORTS, SCANS, checklist, claims, flags, scan, shore

OFF = {"leave_out": ("earlier-scans",)}
OLD = "scans/alpha/v2-1/index.md"


def test_the_page_of_an_earlier_scan_shows_it_as_the_newest_is_shown():
    found = view(EARLIER, shore(), OLD)
    assert [flag.name for flag in found.red_flags] == ["Old flag", "Older flag"]
    assert [claim.text for claim in found.claims] == [f"Old claim {number}." for number in range(7)]
    assert found.checklist_summary == "0 of 5 applicable criteria met, 5 criteria in all"
    assert (found.version, found.source.path) == ("2", "scans/alpha/scan-1.json")
    assert found.source.raw.in_markdown == "../scan-1.json"
    assert found.index.in_markdown == "../../index.md"


def test_it_says_that_it_is_an_earlier_one_and_leads_to_the_newest():
    found = view(EARLIER, shore(), OLD)
    assert (found.newest.link.text, found.newest.link.href.in_markdown) == ("Scan version 4", "../index.md")
    assert found.newest.cited.in_markdown == "../index.md#cited-by"
    assert found.meta["title"] == "Alpha Dunes (earlier scan, version 2)"
    assert view(SCAN, shore(), "scans/alpha/index.md").newest is None


def test_what_is_counted_over_all_papers_stands_on_the_paper_s_page_alone():
    found = view(EARLIER, shore(), OLD)
    assert (found.cited_by.scans, found.mentions.mentions, found.differences, found.groups) == ((), (), (), ())
    assert (found.place, found.most_cited, found.earlier, found.gone) == (None, None, (), ())


def test_the_search_finds_the_newest_alone():
    (made,) = pages(EARLIER, shore(search_criteria=True)).values()
    assert made.search == ()
    assert made.view.meta["search"] == {"exclude": True}


def test_references_lead_to_scans_where_the_newest_one_s_do():
    cited = [{"title": "Bars", "doi": "10.1000/beta"}, {"title": "Gamma Gulls"}]
    newest = scan("Alpha", scan_version=5, cited_papers=cited[:1])
    older = scan("Alpha", scan_version=4, cited_papers=[cited[1], cited[0]])
    found = view(EARLIER, Corpus({"alpha": [newest, older], "beta": SCANS["beta"]}), "scans/alpha/v4-1/index.md")
    assert [item.scan and item.scan.link.href.in_markdown for item in found.references] == [
        None,
        "../../beta/index.md",
    ]


def test_the_paper_s_page_lists_earlier_scans_with_their_pages_and_files():
    (older,) = view(SCAN, shore(), "scans/alpha/index.md").earlier
    assert (older.label.text, older.label.href.in_markdown) == ("Scan version 2 (v2-1)", "v2-1/index.md")
    assert older.source.raw.in_markdown == "scan-1.json"


def test_of_very_many_the_newest_are_listed_and_the_others_counted():
    several = [scan("A", scan_version=version) for version in range(60, 0, -1)]
    corpus = Corpus({"a": several})
    found = view(SCAN, corpus, "scans/a/index.md")
    assert len(found.earlier) == 50
    assert found.earlier_more == "and 9 older scans, which the page does not list"
    # Each has its page nevertheless.
    assert len(pages(EARLIER, corpus)) == 59


def test_the_paper_s_page_knows_what_is_gone_and_what_took_its_place():
    newest = scan("A", scan_version=5, claims=claims(("Wet sand holds castles better than dry sand by 19.5%", "weak")),
                  checklist={"sand": checklist(sea_shells="y")["sea_shells"]})  # fmt: skip
    older = scan("A", scan_version=4, claims=claims(("Wet sand improves how castles hold by 19.5%, better than dry sand", "weak")),
                 red_flags=flags("One beach"), checklist=checklist(sea_shells="y"))  # fmt: skip
    found = view(SCAN, Corpus({"a": [newest, older]}), "scans/a/index.md")
    was = "v4-1/index.md"
    old, new = (item["claims"][0]["claim"] for item in (older, newest))
    assert found.gone_fold == "4 entries of earlier scans"
    assert [
        (item.anchor, item.entry.text, item.entry.href.in_markdown, item.origin, item.now and (item.now.text, item.now.href.in_markdown))
        for item in found.gone
    ] == [
        (flag_anchor("One beach"), "One beach", f"{was}#{flag_anchor('One beach')}", "red flag, scan version 4 (v4-1)", None),
        (claim_anchor(old), old, f"{was}#{claim_anchor(old)}", "claim, scan version 4 (v4-1)", (new, f"#{claim_anchor(new)}")),
        ("sea_shells.spiral", "Spiral", f"{was}#sea_shells.spiral", "criterion, scan version 4 (v4-1)", ("Spiral", "#sand.spiral")),
        ("sea_shells", "Sea shells", f"{was}#sea_shells", "domain, scan version 4 (v4-1)", None),
    ]  # fmt: skip
    alike = found.gone[1].verdict
    assert [item.verdict for item in found.gone] == [
        "No red flag of the newest scan took its place.", alike, "the same criterion in another domain",
        "No domain of the newest scan took its place.",
    ]  # fmt: skip
    assert alike.endswith("% similar")
    assert "70 for claims" in found.gone_caption


def test_where_each_scan_leads_that_is_the_newest():
    found = {
        asset.path: asset.make(shore()).decode() for asset in NEWEST.plan(shore(site_url="https://example.org/").site)
    }
    # Without a version of their own, they have the form of the first ones; gamma has an answer that is a word.
    assert set(found) == {"scans/alpha/v4-0/index.html", "scans/gamma/v0b-0/index.html"} | {
        f"scans/{name}/v1-0/index.html" for name in ("beta", "delta", "eps")
    }
    page = found["scans/alpha/v4-0/index.html"]
    assert '<a rel="next" href="../">' in page
    assert '<link rel="canonical" href="https://example.org/scans/alpha/">' in page
    assert '<meta name="robots" content="noindex">' in page
    assert len(page) < 1_500


@pytest.mark.parametrize("hand_written", ["scans/alpha/v4-0/index.md", "scans/alpha/v4-0.md"])
def test_a_page_written_by_hand_at_that_address_stays(hand_written):
    corpus = shore(hand_written=frozenset({hand_written}))
    assert "scans/alpha/v4-0/index.html" not in {asset.path for asset in NEWEST.plan(corpus.site)}


def test_a_newer_scan_makes_of_the_newest_an_earlier_one_at_the_address_that_led_to_it():
    def at(corpus):
        return {
            item.path
            for kind in (*PAGES, *ASSETS)
            for item in kind.plan(corpus.site)
            if item.path.startswith("scans/a/")
        }

    # As names of files would have it, the first has none of its own here.
    one = Corpus({"a": [scan("A", scan_version=3)]})
    two = Corpus({"a": [scan("A", scan_version=4), scan("A", scan_version=3)]})
    assert {path for path in at(one) if "/v" in path} == {"scans/a/v3-0/index.html"}
    assert {path for path in at(two) if "/v" in path} == {"scans/a/v4-0/index.html", "scans/a/v3-1/index.md"}


def test_without_this_part_the_site_is_as_it_was():
    corpus = shore(**OFF)
    assert pages(EARLIER, corpus) == {}
    assert list(NEWEST.plan(corpus.site)) == []
    found = view(SCAN, corpus, "scans/alpha/index.md")
    assert (found.gone, found.newest) == ((), None)
    (older,) = found.earlier
    assert (older.label.text, older.label.href, older.source.raw.in_markdown) == (
        "Scan version 2",
        None,
        "scan-1.json",
    )


def test_corpus_pages_count_the_newest_alone():
    def about(corpus):
        return {
            (page.path, page.digest)
            for kind in PAGES
            if kind not in (SCAN, EARLIER)
            for page in kind.plan(corpus.site)
        }

    alone = {**SCANS, "alpha": SCANS["alpha"][0]}
    assert about(shore()) == about(Corpus(alone, REPORTS))
