"""Lists to browse by, red flags and claims: their pages, what stands on each, and what changes them."""

from __future__ import annotations

import pytest

from generator import limits
from generator.config import Corpus as Kind
from generator.pages import PAGES
from generator.pages.claim_lists import CLAIM_LEVELS, CLAIMS, SHARED_CLAIMS
from generator.pages.families import FAMILIES, FAMILY_LIST
from generator.pages.groups import GROUP_LISTS, GROUPS
from generator.pages.home import HOME
from generator.pages.overview import OVERVIEW
from generator.pages.scan import SCAN
from generator.render.markup import Link
from tests.inputs import Corpus, changed, pages, view
from tests.shore import REPORTS, SCANS, checklist, claim, claims, flags, scan, shore

LISTS = (GROUP_LISTS, GROUPS, FAMILY_LIST, FAMILIES, CLAIMS, CLAIM_LEVELS, SHARED_CLAIMS)


def several(number: int, **fields: object) -> dict[str, object]:
    return {f"p{n}": scan(f"Paper {n}", year=2020 + n, **fields) for n in range(number)}


def of(corpus: Corpus) -> dict[str, str]:
    """The digest of each page of lists by its path."""
    site = corpus.site
    return {page.path: page.digest for kind in LISTS for page in kind.plan(site)}


def test_the_lists_of_the_shore() -> None:
    assert set(of(shore())) == {
        "tags/index.md", "tags/observational/index.md", "modules/index.md", "types/index.md",
        "years/index.md", "years/2025/index.md", "years/2024/index.md", "years/not-stated/index.md",
        "venues/index.md", "authors/index.md",
        "red-flags/index.md", "red-flags/one-dune/index.md", "red-flags/fat-gulls/index.md", "red-flags/few-gulls/index.md",
        "claims/index.md", "claims/strong/index.md", "claims/moderate/index.md", "claims/weak/index.md",
        "claims/unsupported/index.md", "claims/shared/index.md",
    }  # fmt: skip


def test_a_list_has_a_row_for_each_group_with_its_figures() -> None:
    found = view(GROUP_LISTS, shore(), "years/index.md")
    assert [(row.link.text, row.papers, row.badge.word, row.share, row.flags, row.strong) for row in found.rows] == [
        ("2025", "2", "1 of 4", "25%", "1.0", "2 of 4"),
        ("2024", "2", "5 of 8", "63%", "0.5", "1 of 2"),
        ("Year not stated", "1", "none applicable", "none applicable", "0.0", "0 of 0"),
    ]
    assert found.others == Link("", None)
    for kind, facet in (("tags", "tag"), ("venues", "venue")):
        others = view(GROUP_LISTS, shore(), f"{kind}/index.md").others
        assert others.text == "4 of 5 papers state none."
        assert others.href.in_html(True) == f"../explore/?{facet}=not-stated"
    # Where no paper states any there is nothing to filter by.
    none = view(GROUP_LISTS, Corpus({"a": scan("A")}), "venues/index.md").others
    assert (none.text, none.href.in_html(True)) == ("1 of 1 paper states none.", "../explore/")


def test_empty_lists_say_what_will_stand_there() -> None:
    found = view(GROUP_LISTS, Corpus(), "venues/index.md")
    assert (found.rows, found.empty) == (
        (),
        "Nothing is listed yet: what papers state stands here with its papers.",
    )
    assert view(GROUP_LISTS, shore(), "venues/index.md").empty == ""


def test_a_group_has_its_figures_and_its_papers() -> None:
    found = view(GROUPS, shore(), "years/2024/index.md")
    assert [(field.title, field.text) for field in found.summary] == [
        ("Met", "5 of 8 applicable criteria (63%)"), ("Red flags", "1, 0.5 a paper"),
        ("Strongly supported", "1 of 2 claims"),
    ]  # fmt: skip
    assert [(row.title, row.badge.word) for row in found.domains] == [
        ("Artifacts", "3 of 4"), ("Statistical methodology", "2 of 3"), ("Sea shells", "0 of 1"),
    ]  # fmt: skip
    assert [row.link.text for row in found.rows] == ["A Beach", "Alpha Dunes"]
    assert found.back.href.in_markdown == "../index.md"


def test_the_domains_of_a_single_paper_stand_on_its_page() -> None:
    tagged = {name: scan(name, checklist=checklist(artifacts="y"), methodology_tags=["rct"]) for name in "ab"}
    assert [row.title for row in view(GROUPS, Corpus(tagged), "tags/rct/index.md").domains] == ["Artifacts"]
    one = view(GROUPS, Corpus({"a": tagged["a"]}), "tags/rct/index.md")
    assert one.domains == ()
    assert one.summary[0].text == "1 of 1 applicable criteria (100%)"


def test_a_group_lists_its_newest_papers_where_the_explorer_has_all() -> None:
    corpus = Corpus(several(5, methodology_tags=["rct"]), rows_per_page=2)
    assert [path for path in of(corpus) if "rct" in path] == ["tags/rct/index.md"]
    found = view(GROUPS, corpus, "tags/rct/index.md")
    assert [row.link.text for row in found.rows] == ["Paper 4", "Paper 3"]
    assert (found.caption, found.pager) == ("The newest 2 of 5 scanned papers", None)
    assert found.explore.text == "All 5 papers, to filter and to sort"
    assert found.explore.href.in_html(True) == "../../explore/?tag=rct"
    whole = view(GROUPS, Corpus(several(2, methodology_tags=["rct"]), rows_per_page=2), "tags/rct/index.md")
    assert (whole.caption, whole.explore.text) == ("2 scanned papers, newest first", "Filter and sort these papers")


def test_the_papers_of_an_author_are_all_listed() -> None:
    # The explorer does not filter by authors.
    corpus = Corpus(several(limits.AUTHOR_PAGE), rows_per_page=5)
    own = [path for path in of(corpus) if path.startswith("authors/ida-sand")]
    assert own == ["authors/ida-sand/index.md", "authors/ida-sand/page-2/index.md"]


def test_the_overview_pictures_the_newest_papers_where_the_explorer_has_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "PICTURED", 3)
    papers = several(5)
    (first, second) = pages(OVERVIEW, Corpus(papers, rows_per_page=2)).values()
    assert [row[0].text for row in (*first.view.lights.rows, *second.view.lights.rows)] == [
        "Paper 4", "Paper 3", "Paper 2",
    ]  # fmt: skip
    assert second.view.caption == "The newest 3 of 5 scanned papers"
    assert first.view.explore.href.in_html(True) == "../explore/"
    three = Corpus(several(3), rows_per_page=2)
    for corpus, number in ((three, 2), (Corpus(papers, rows_per_page=2, leave_out=("explore",)), 3)):
        found = list(pages(OVERVIEW, corpus).values())
        assert [(page.view.caption.partition(" ")[2], page.view.explore is None) for page in found] == [
            ("scanned papers, newest first", corpus is not three)
        ] * number


def test_further_pages_of_a_group_have_rows_alone() -> None:
    corpus = Corpus(several(5, methodology_tags=["rct"]), rows_per_page=2, leave_out=("explore",))
    found = pages(GROUPS, corpus)
    last = found["tags/rct/page-3/index.md"].view
    assert [row.link.text for row in last.rows] == ["Paper 0"]
    assert (last.summary, last.domains, last.pager.text) == ((), (), "Page 3 of 3")


def test_an_author_or_a_venue_with_few_papers_stands_in_the_list_with_them() -> None:
    few = several(limits.AUTHOR_PAGE - 1, venue="Dunes '24") | {"x": scan("X", venue="DUNES")}
    for name in ("p0", "x"):
        few[name]["paper"]["authors"] = ["Bo Bucket"]
    corpus = Corpus(few)
    assert [path for path in of(corpus) if path.startswith(("venues/", "authors/"))] == [
        "venues/index.md", "authors/index.md", "venues/dunes/index.md",
    ]  # fmt: skip
    ida, bo = view(GROUP_LISTS, corpus, "authors/index.md").rows
    assert (ida.link.text, ida.link.href) == ("Ida Sand", None)
    # What the figures count is in the explorer, as it is for those that have a page.
    assert [href.in_html(True) for href in (ida.met, ida.strong_claims)] == [
        "../explore/?q=%22%09Ida%20Sand%09%22", "../explore/?q=%22%09Ida%20Sand%09%22&amp;claims=strong",
    ]  # fmt: skip
    # The newest two stand open, and the others are folded.
    assert [[link.text for link in links] for links in (ida.listed.links, ida.listed.folded)] == [
        [f"Paper {number}" for number in (limits.AUTHOR_PAGE - 2, limits.AUTHOR_PAGE - 3)],
        [f"Paper {number}" for number in range(limits.AUTHOR_PAGE - 4, 0, -1)],
    ]
    assert [link.text for link in bo.listed.links] == ["Paper 0", "X"]
    assert bo.listed.folded == ()
    # A venue needs fewer papers. With one less, it has no page either, and shows how it was written.
    enough = several(limits.VENUE_PAGE - 1, venue="Dunes '24") | {"x": scan("X", venue="DUNES")}
    assert "venues/dunes/index.md" in of(Corpus(enough))
    del enough["p1"]
    assert "venues/dunes/index.md" not in of(Corpus(enough))
    (dunes,) = view(GROUP_LISTS, Corpus(enough), "venues/index.md").rows
    assert (dunes.link.href, dunes.spellings) == (None, "also written Dunes '24, DUNES")


def test_a_venue_shows_which_spellings_were_folded() -> None:
    corpus = Corpus(several(limits.AUTHOR_PAGE, venue="NeurIPS 2024") | {"x": scan("X", venue="NIPS")})
    found = view(GROUPS, corpus, "venues/neurips/index.md")
    assert found.title == "NeurIPS"
    assert found.spellings_summary == "2 spellings are taken for the same"
    assert [(field.title, field.text) for field in found.spellings] == [
        ("NeurIPS 2024", f"{limits.AUTHOR_PAGE} papers"), ("NIPS", "1 paper"),
    ]  # fmt: skip
    assert "Proceedings of" in found.rule


def test_a_scan_leads_to_its_groups_and_to_the_families_of_its_red_flags() -> None:
    many = several(limits.AUTHOR_PAGE, venue="Dunes", methodology_tags=["rct"], red_flags=flags("Wet sand", "Dry"))
    many["p1"]["red_flags"] = flags("Wet-Sand!")
    many["p1"]["paper"]["year"] = 2020
    many["p2"]["red_flags"] = [*flags("Only here")]
    found = view(SCAN, Corpus(many), "scans/p0/index.md")
    assert [(link.text, link.href.path) for link in found.groups] == [
        ("2020", "years/2020/index.md"), ("Dunes", "venues/dunes/index.md"), ("Ida Sand", "authors/ida-sand/index.md"),
    ]  # fmt: skip
    # The others are named above, and lead there from where they are.
    assert [(label.text, [link.href.path for link in label.links]) for label in found.labels] == [
        ("Randomized controlled trial", ["tags/rct/index.md"]),
    ]
    without = view(SCAN, Corpus(many, leave_out=("tags",)), "scans/p0/index.md")
    assert [label.links for label in without.labels] == [(Link("Randomized controlled trial", None),)]
    assert [flag.family.path for flag in found.red_flags] == ["red-flags/wet-sand/index.md", "red-flags/dry/index.md"]
    assert [flag.family for flag in view(SCAN, Corpus(many), "scans/p2/index.md").red_flags] == [None]
    # A paper that is the only one of its year finds no more there.
    assert [link.text for link in view(SCAN, Corpus(many), "scans/p2/index.md").groups] == ["Dunes", "Ida Sand"]
    # Papers that do not state their year have nothing more in common.
    assert view(SCAN, shore(), "scans/delta/index.md").groups == ()


def test_red_flags_are_listed_by_how_many_papers_have_them() -> None:
    names = ["Wet sand", "wet sand", "Wet Sands", "Wet sand."]
    corpus = Corpus({f"p{n}": scan(f"P{n}", red_flags=flags(name)) for n, name in enumerate(names)}
                    | {"q": scan("Q", red_flags=flags("Dry", "dry"))})  # fmt: skip
    wet, dry = view(FAMILY_LIST, corpus, "red-flags/index.md").rows
    assert (wet.link.text, wet.link.href.path) == ("Wet sand", "red-flags/wet-sand/index.md")
    assert (wet.papers, wet.share, wet.flags, wet.wordings, wet.listed.links) == ("4", "80%", "4", "4", ())
    # Of what a single paper has, the list leads to that paper as well.
    assert (dry.link.text, dry.papers, dry.flags) == ("Dry", "1", "2")
    assert (dry.link.href.path, dry.link.href.anchor) == ("red-flags/dry/index.md", "")
    assert [(link.text, link.href.path, link.href.anchor) for link in dry.listed.links] == [
        ("Q", "scans/q/index.md", "flag-dry-b755")
    ]


def test_a_family_of_a_single_paper_has_a_page_with_it() -> None:
    corpus = Corpus({"p": scan("P", red_flags=flags("Wet sand")), "q": scan("Q")})
    found = view(FAMILIES, corpus, "red-flags/wet-sand/index.md")
    assert found.summary == "1 of 2 scanned papers (50%) has this red flag."
    assert found.caption == "1 red flag"
    assert [(row.paper.text, row.flag.href.anchor, row.detail) for row in found.rows] == [
        ("P", "flag-wet-sand-841d", "About wet sand."),
    ]
    # It has no other papers, so the page of the paper does not lead there.
    assert [flag.family for flag in view(SCAN, corpus, "scans/p/index.md").red_flags] == [None]


def test_families_have_a_page_as_long_as_there_are_not_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = Corpus(
        {f"p{n}": scan(f"P{n}", red_flags=flags("Wet sand", "Dry")) for n in range(2)}
        | {"q": scan("Q", red_flags=flags("Wet sand"))}
    )
    assert set(pages(FAMILIES, corpus)) == {"red-flags/wet-sand/index.md", "red-flags/dry/index.md"}
    monkeypatch.setattr(limits, "FAMILIES", 1)
    assert set(pages(FAMILIES, corpus)) == {"red-flags/wet-sand/index.md"}
    _, dry = view(FAMILY_LIST, corpus, "red-flags/index.md").rows
    assert (dry.link.href, [link.text for link in dry.listed.links]) == (None, ["P0", "P1"])
    assert [bool(flag.family) for flag in view(SCAN, corpus, "scans/p0/index.md").red_flags] == [True, False]
    monkeypatch.setattr(limits, "FAMILIES", 0)
    (alone,) = view(FAMILY_LIST, Corpus({"q": scan("Q", red_flags=flags("Wet sand"))}), "red-flags/index.md").rows
    assert (alone.link.href.path, alone.link.href.anchor) == ("scans/q/index.md", "flag-wet-sand-841d")


def test_a_family_has_each_flag_with_its_detail_and_its_wordings() -> None:
    corpus = Corpus(several(3, red_flags=flags("Wet sand")) | {"x": scan("X", red_flags=flags("Dry", "Wet-sand"))})
    found = view(FAMILIES, corpus, "red-flags/wet-sand/index.md")
    assert found.summary == "4 of 4 scanned papers (100%) have this red flag."
    assert found.caption == "4 red flags, those of the newest papers first"
    assert [(row.paper.text, row.year, row.flag.text, row.flag.href.anchor, row.detail) for row in found.rows] == [
        ("Paper 2", "2022", "Wet sand", "flag-wet-sand-841d", "About wet sand."),
        ("Paper 1", "2021", "Wet sand", "flag-wet-sand-841d", "About wet sand."),
        ("Paper 0", "2020", "Wet sand", "flag-wet-sand-841d", "About wet sand."),
        ("X", "", "Wet-sand", "flag-wet-sand-841d", "About wet-sand."),
    ]
    assert [(field.title, field.text) for field in found.wordings] == [
        ("Wet sand", "3 red flags"), ("Wet-sand", "1 red flag"),
    ]  # fmt: skip
    assert "88 of 100" in found.rule


def test_claims_by_level_and_those_in_common() -> None:
    found = view(CLAIMS, shore(), "claims/index.md")
    assert [(level.title, level.claims, level.share, level.papers) for level in found.levels] == [
        ("Claims with strong support", "3 of 6", "50%", "2"), ("Claims with moderate support", "1 of 6", "17%", "1"),
        ("Claims with weak support", "1 of 6", "17%", "1"), ("Unsupported claims", "1 of 6", "17%", "1"),
    ]  # fmt: skip
    strong = found.levels[0].rows
    assert [(row.paper.text, [link.text for link in row.claims]) for row in strong] == [
        ("Gamma Gulls", ["Gulls eat.", "Gulls fly."]), ("Alpha Dunes", ["Dunes move."]),
    ]  # fmt: skip
    assert strong[1].claims[0].href.anchor.startswith("claim-")
    assert [(item.text, [(place.kind, place.badge.word, place.confidence) for place in item.places])
            for item in found.shared] == [
        ("Dunes move.", [("Scan", "Strong", ""), ("Synthesis", "Verified", "confidence 0.8"),
                         ("Synthesis", "Not verified", "confidence 0.2")]),
        ("Water holds.", [("Synthesis", "Not verified", "confidence 0.3"), ("Synthesis", "Verified", "confidence 0.9"),
                          ("Synthesis", "Verified", "confidence 0.6")]),
    ]  # fmt: skip


def test_pages_of_claims_in_common_say_that_of_very_many_the_first_are_looked_for() -> None:
    wordings = [f"Claim {number}" for number in range(101)]
    report = {"title": "R", "claims": [claim(text, True, 0.5) for text in wordings]}
    corpus = Corpus({"a": scan("A", claims=claims(*[(text, "weak") for text in wordings]))}, {"r": report})
    said = "100 claims of syntheses stand word for word in another synthesis or in a scan; case and spaces do not matter."
    said += " Of 2 texts with more of them, only the first 100 claims are looked for."
    assert view(CLAIMS, corpus, "claims/index.md").shared_summary == said
    assert view(SHARED_CLAIMS, corpus, "claims/shared/index.md").summary == said
    assert "looked for" not in view(CLAIMS, shore(), "claims/index.md").shared_summary


def test_the_front_page_of_claims_is_bounded() -> None:
    many = {f"p{n}": scan(f"P{n}", claims=claims(*[(f"C{n} {m}", "weak") for m in range(9)])) for n in range(9)}
    report = {"title": "R", "claims": [claim(f"C{n} {m}", True, 0.5) for n in range(9) for m in range(9)]}
    found = view(CLAIMS, Corpus(many, {"r": report}), "claims/index.md")
    (weak,) = found.levels
    assert sum(len(row.claims) for row in weak.rows) == 10
    assert weak.more == "All 81"
    assert sum(len(item.places) for item in found.shared) == 25
    assert found.shared_summary.startswith("81 claims of syntheses stand word for word")


def test_nothing_grows_beyond_the_rows_of_a_page() -> None:
    many = {
        f"p{n}": scan(f"P{n}", venue=f"V{n}", methodology_tags=[f"t{n}", "rct"], red_flags=flags("Wet", f"F{n}"),
                      claims=claims(("Sand falls.", "weak"), (f"C{n}", "weak"), (f"D{n}", "weak")))
        for n in range(9)
    }  # fmt: skip
    reports = {f"r{n}": {"title": f"R{n}", "claims": [claim("Sand falls.", True, 0.5)]} for n in range(9)}
    for kind in LISTS:
        for path, made in pages(kind, Corpus(many, reports, rows_per_page=3)).items():
            rows = getattr(made.view, "rows", ())
            assert len(rows) <= 3, path
            shown = sum(len(getattr(row, "claims", ())) for row in rows)
            assert shown <= 3, path
            if kind is SHARED_CLAIMS:
                assert sum(len(item.places) for item in made.view.shared) <= 3


@pytest.mark.parametrize("kind", ["tags", "modules", "types", "years", "venues", "authors", "red-flags", "claims"])
def test_what_is_left_out_is_neither_there_nor_linked_to(kind: str) -> None:
    many = several(limits.AUTHOR_PAGE, venue="Dunes", paper_type="survey", methodology_tags=["rct"],
                   active_modules=["data_leakage"], red_flags=flags("Wet"), claims=claims(("C", "weak")))  # fmt: skip
    corpus = Corpus(many, leave_out=(kind,))
    site = corpus.site
    made = {page.path: page.make(corpus) for kind_of_page in PAGES for page in kind_of_page.plan(site)}
    assert [path for path in made if path.startswith(f"{kind}/")] == []
    assert [
        line for page_type in LISTS for line in page_type.addresses(corpus.config) if line.startswith(f"/{kind}/")
    ] == []
    assert f"path='{kind}/" not in repr(made)
    assert f"path='{kind}/" in repr({page.path: page.make(Corpus(many)) for page in HOME.plan(Corpus(many).site)})


def edited(name: str, **fields: object) -> Corpus:
    changed_scans = dict(SCANS)
    value = SCANS[name]
    if isinstance(value, list):
        changed_scans[name] = [changed(value[0], **fields), *value[1:]]
    else:
        changed_scans[name] = changed(value, **fields)
    return Corpus(changed_scans, REPORTS)


# The author has all papers, so their list counts what any of them says.
EVERYWHERE = {"authors/index.md"}


@pytest.mark.parametrize(
    ("corpus", "touched"),
    [
        # Nothing that a list shows.
        (edited("delta", key_findings="Silt."), set()),
        (edited("delta", cited_papers=[]), set()),
        # delta has no year, no venue and no tag.
        (edited("delta", checklist=SCANS["beta"]["checklist"]),
         EVERYWHERE | {"years/index.md", "years/not-stated/index.md"}),
        (edited("alpha", checklist=SCANS["beta"]["checklist"]),
         EVERYWHERE | {"years/index.md", "years/2024/index.md", "tags/index.md", "tags/observational/index.md",
                       "venues/index.md"}),
        (edited("delta", red_flags=flags("Wet")),
         EVERYWHERE | {"years/index.md", "years/not-stated/index.md", "red-flags/index.md",
                       "red-flags/wet/index.md"}),
        (edited("delta", claims=claims(("Silt sinks.", "weak"))),
         EVERYWHERE | {"years/index.md", "years/not-stated/index.md", "claims/index.md", "claims/weak/index.md"}),
        (edited("delta", methodology_tags=["observational"]),
         {"tags/index.md", "tags/observational/index.md", "years/not-stated/index.md"}),
        (edited("delta", paper={**SCANS["delta"]["paper"], "authors": ["Bo Bucket"]}), EVERYWHERE),
    ],
)  # fmt: skip
def test_what_an_edit_changes_is_made_again_and_nothing_else(corpus: Corpus, touched: set[str]) -> None:
    before, after = of(shore()), of(corpus)
    assert {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)} == touched


def test_an_edited_answer_leaves_the_pages_of_other_papers_as_they_are() -> None:
    many = several(limits.AUTHOR_PAGE, venue="Dunes", red_flags=flags("Wet"))
    other = {**many, "p0": changed(many["p0"], checklist=SCANS["beta"]["checklist"])}
    first, second = ({page.path: page.digest for page in SCAN.plan(Corpus(scans).site)} for scans in (many, other))
    assert {path for path in first if first[path] != second[path]} == {"scans/p0/index.md"}


def test_every_kind_of_list_is_asked_about() -> None:
    assert {path.split("/")[0] for path in of(shore())} <= set(Kind)


def test_a_name_that_no_address_can_hold_is_in_none() -> None:
    names = ["t" * limits.TITLE, "t" * (limits.TITLE + 1)]
    found = pages(GROUPS, Corpus({"a": scan("A", methodology_tags=names)}))
    links = {len(made.view.title): made.view.explore for path, made in found.items() if path.startswith("tags/")}
    assert links[limits.TITLE] is not None
    assert [explore for length, explore in links.items() if length > limits.TITLE] == [None]
