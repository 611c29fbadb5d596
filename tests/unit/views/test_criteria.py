"""What the pages of criteria and domains say."""

from __future__ import annotations

import pytest

from generator import limits
from generator.pages.criteria import CRITERIA, CRITERION, DOMAIN
from generator.pages.scan import SCAN
from generator.render.markup import Badge, Link
from generator.views.criteria import _left_out
from tests.inputs import Corpus, pages, view
from tests.shore import LETTERS, checklist, scan, shore

CODE = "criteria/artifacts/code_released/index.md"


def addresses(links):
    return [link.href and link.href.in_markdown for link in links]


def test_a_criterion_says_what_is_asked_and_why():
    found = view(CRITERION, shore(), CODE)
    assert found.title == "Code released"
    assert found.question == "Is the source code of the study publicly available?"
    assert found.about.startswith("Yes if the paper points to code")
    assert found.why.startswith("A description leaves out choices")
    assert (found.domain.text, found.domain.href.in_markdown) == ("Artifacts", "../index.md")
    (entry,) = pages(CRITERION, shore())[CODE].search
    assert (entry.anchor, entry.title, entry.text) == ("", found.title, f"{found.question} {found.about} {found.why}")


def test_a_criterion_that_nobody_knows_has_a_title_made_from_its_key():
    found = view(CRITERION, shore(), "criteria/sea_shells/spiral/index.md")
    assert (found.title, found.question, found.about, found.why) == ("Spiral", "", "", "")
    assert found.domain.text == "Sea shells"


def test_the_figures_of_a_criterion_lead_to_the_papers_behind_them():
    tiles = view(CRITERION, shore(), CODE).tiles
    assert [(tile.figure, tile.text, tile.href and tile.href.in_markdown) for tile in tiles] == [
        ("3 of 3", "applicable papers meet it: 100%", "#met-by"),
        ("0", "do not meet it", None),
        ("1", "not applicable", "#not-applicable-to"),
        ("1", "unclear", "#unclear-in"),
    ]
    tiles = view(CRITERION, shore(), "criteria/artifacts/reproduction_instructions/index.md").tiles
    assert [(tile.figure, tile.text) for tile in tiles] == [
        ("none applicable", "applicable papers meet it"), ("0", "do not meet it"), ("1", "not applicable"),
    ]  # fmt: skip
    assert tiles[0].href is None
    # What nobody meets leads to those that do not.
    tiles = view(CRITERION, shore(), "criteria/sea_shells/spiral/index.md").tiles
    assert [(tile.figure, tile.href and tile.href.in_markdown) for tile in tiles[:2]] == [
        ("0 of 1", "#not-met-by"), ("1", "#not-met-by"),
    ]  # fmt: skip


def test_each_paper_leads_to_the_very_answer_and_gives_its_reason():
    found = view(CRITERION, shore(), CODE)
    assert [(row.link.text, row.published, row.reason) for row in found.met] == [
        ("Beta Bars", "2025", "Why y."), ("A Beach", "2024", "Why y."),
        ("Alpha Dunes", "2024, Journal of Sand", "Why y."),
    ]  # fmt: skip
    assert found.met[0].link.href.in_markdown == "../../../scans/beta/index.md#artifacts.code_released"
    assert [row.link.text for row in (*found.not_met, *found.not_applicable, *found.unclear)] == [
        "Delta", "Gamma Gulls",
    ]  # fmt: skip


def test_a_list_says_how_many_there_are_and_how_many_it_shows():
    def captions(**settings):
        found = view(CRITERION, shore(**settings), CODE)
        return found.met_caption, found.not_met_caption, found.not_applicable_caption, found.unclear_caption

    rest = (
        "0 papers that do not meet it", "1 paper to which it does not apply", "1 paper whose answer is unclear",
    )  # fmt: skip
    assert captions() == ("3 papers that meet it, newest first", *rest)
    assert captions(rows_per_page=2) == ("3 papers that meet it; the newest 2 are listed", *rest)


def test_one_paper_is_spoken_of_as_one():
    given = {
        name: scan(name, checklist=checklist(artifacts=letter)) for name, letter in {"Dune": "y", "Gull": "n"}.items()
    }
    found = view(CRITERION, Corpus(given), CODE)
    assert (found.met_caption, found.not_met_caption) == ("1 paper that meets it", "1 paper that does not meet it")
    assert [row.link.text for row in found.not_met] == ["Gull"]


def test_all_papers_are_on_the_page_of_the_domain():
    found = view(CRITERION, shore(), CODE).everyone
    assert found.text == "All 5 papers that were asked, with their answers to all criteria of Artifacts"
    assert found.href.in_markdown == "../index.md#all-papers"
    one = view(CRITERION, shore(), "criteria/sea_shells/spiral/index.md").everyone
    assert one.text == "The paper that was asked, with its answers to all criteria of Sea shells"


def test_a_share_of_few_papers_says_so():
    scans = {f"p{number}": scan(f"P {number}", year=2020 + number // 8, methodology_tags=["wet"],
                                checklist=checklist(artifacts="y" if number % 3 else "n")) for number in range(15)}  # fmt: skip
    found = view(CRITERION, Corpus(scans), CODE)
    # Of 0 to 7, 0, 3 and 6 do not meet it; of 8 to 14, 9 and 12.
    assert [(row.title, row.badge.word, row.share) for row in (*found.years, *found.tags)] == [
        ("2021", "5 of 7", "71%, few papers"), ("2020", "5 of 8", "63%"), ("Wet", "10 of 15", "67%"),
    ]  # fmt: skip
    assert found.few == "Of fewer than 8 papers a share says little."
    del scans["p14"]
    assert view(CRITERION, Corpus({name: scans[name] for name in list(scans)[:8]}), CODE).few == ""


def test_where_nothing_is_applicable_no_share_is_small():
    found = view(DOMAIN, Corpus({"a": scan("A", checklist=checklist(artifacts="a"))}), "criteria/artifacts/index.md")
    assert ([row.share for row in found.criteria], found.few) == ([""], "")


def test_years_lead_to_their_papers_side_by_side_where_there_is_no_explorer():
    found = view(CRITERION, shore(rows_per_page=2, leave_out=("explore",)), CODE)
    assert [(row.title, row.href.in_markdown) for row in found.years] == [
        ("2025", "../index.md#all-papers"), ("2024", "../page-2/index.md#all-papers"),
    ]  # fmt: skip
    nowhen = view(CRITERION, Corpus({name: scan(name, checklist=checklist(artifacts="y")) for name in "ab"}), CODE)
    assert [row.title for row in nowhen.years] == ["No year stated"]


def test_where_one_paper_is_all_there_is_its_year_and_tags_are_no_groups():
    tagged = {name: scan(name, checklist=checklist(artifacts="y"), methodology_tags=["rct"]) for name in "ab"}
    found = view(CRITERION, Corpus(tagged), CODE)
    assert [(row.title, row.badge.word) for row in (*found.years, *found.tags)] == [
        ("No year stated", "2 of 2"), ("Randomized controlled trial", "2 of 2"),
    ]  # fmt: skip
    found = view(CRITERION, Corpus({"a": tagged["a"]}), CODE)
    assert (found.years, found.tags, found.few) == ((), (), "")
    assert [(row.link.text, row.published) for row in found.met] == [("a", "")]


def test_lists_of_criteria_lead_to_what_the_page_of_a_very_long_checklist_shows(monkeypatch: pytest.MonkeyPatch):
    for name, most in (("DOMAINS", 2), ("CRITERIA", 3), ("OWN_ALONE", 3), ("OWN_DOMAINS", 2)):
        monkeypatch.setattr(limits, name, most)
    long = {domain: dict.fromkeys(("z", "b", "a"), LETTERS["y"]) for domain in ("gulls", "dunes", "crabs")}
    corpus = Corpus({"a": scan("A", checklist=long)})
    page = pages(SCAN, corpus)["scans/a/index.md"].view
    shown = [criterion.anchor for domain in page.domains for criterion in domain.criteria]
    # In the order of the page, whatever that of the file is.
    assert shown == ["crabs.a", "crabs.b", "crabs.z"]
    led = [
        row.link.href.in_html(True) for path in pages(CRITERION, corpus) for row in view(CRITERION, corpus, path).met
    ]
    assert led == [f"../../../scans/a/#{anchor}" for anchor in shown]
    assert [note for note in page.notes if "raw file" in note] == [
        "The page shows 2 of 3 domains of the checklist; the raw file has them all.",
        "The page shows 3 of 9 criteria; the raw file has them all.",
    ]


def test_a_domain_shows_its_criteria_and_its_papers_side_by_side():
    found = view(DOMAIN, shore(), "criteria/artifacts/index.md")
    assert [(tile.figure, tile.text) for tile in found.tiles] == [
        ("4 of 6", "applicable criteria met"),
        ("5", "papers"),
    ]
    assert [(row.link.text, row.badge.word, row.share) for row in found.criteria] == [
        ("Code released", "3 of 3", "100%, few papers"), ("Data released", "1 of 2", "50%, few papers"),
        ("Computing environment specified", "0 of 1", "0%, few papers"),
        ("Reproduction instructions", "none applicable", ""),
    ]  # fmt: skip
    assert addresses([found.criteria[0].link]) == ["code_released/index.md"]
    assert found.columns == ("Paper", "Year", *(row.link.text for row in found.criteria))
    yes, no, na = Badge("yes", "✓", "Yes"), Badge("no", "✗", "No"), Badge("na", "–", "n/a")
    assert [(row.link.text, row.year, row.badges) for row in found.rows] == [
        ("Gamma Gulls", "2025", (Badge("unclear", "?", "Unclear"), None, None, None)),
        ("Beta Bars", "2025", (yes, no, None, None)),
        ("A Beach", "2024", (yes, None, None, None)),
        ("Alpha Dunes", "2024", (yes, yes, no, na)),
        ("Delta", "", (na, na, None, None)),
    ]
    assert found.rows[0].link.href.in_markdown == "../../scans/gamma/index.md#artifacts"


def test_further_pages_of_a_domain_have_only_its_papers_and_a_way_back():
    found = view(DOMAIN, shore(rows_per_page=2, leave_out=("explore",)), "criteria/artifacts/page-2/index.md")
    assert (found.tiles, found.criteria, found.about, found.few, len(found.rows)) == ((), (), "", "", 2)
    assert found.meta["title"] == "Artifacts, page 2"
    assert found.meta["description"] == "Artifacts: the answers of 5 papers side by side, page 2"
    assert addresses([found.first_page]) == ["../index.md"]
    made = pages(DOMAIN, shore(rows_per_page=2, leave_out=("explore",)))
    assert [len(made[path].search) for path in list(made)[:3]] == [1, 0, 0]
    assert made["criteria/artifacts/index.md"].view.first_page is None


def test_a_long_title_is_cut_where_it_stands_once_for_each_domain():
    corpus = Corpus({"a": scan("W" * 90, checklist=checklist(artifacts="y"))})
    assert view(DOMAIN, corpus, "criteria/artifacts/index.md").rows[0].link.text == "W" * 60 + "…"
    assert view(CRITERION, corpus, CODE).met[0].link.text == "W" * 90


def test_a_domain_leads_to_what_it_asks_where_that_is_explained():
    def leads(domain, **settings):
        found = view(DOMAIN, shore(**settings), f"criteria/{domain}/index.md").methodology
        return found and found.in_markdown

    assert leads("artifacts") == "../../methodology.md#artifacts"
    assert leads("sea_shells") is None
    assert leads("artifacts", hand_written=frozenset({"methodology.md"})) is None


def test_the_list_of_all_criteria_leads_to_everything():
    found = view(CRITERIA, shore(), "criteria/index.md")
    assert [(tile.figure, tile.text) for tile in found.tiles] == [
        ("3", "domains"), ("7", "criteria"), ("6 of 12", "applicable criteria met, over all papers"),
    ]  # fmt: skip
    assert [(item.title, item.badge.word, item.href.in_markdown, len(item.criteria)) for item in found.domains] == [
        ("Artifacts", "4 of 6", "artifacts/index.md", 4),
        ("Statistical methodology", "2 of 5", "statistical_methodology/index.md", 2),
        ("Sea shells", "0 of 1", "sea_shells/index.md", 1),
    ]
    assert addresses([item.criteria[-1].link for item in found.domains]) == [
        "artifacts/reproduction_instructions/index.md", "statistical_methodology/significance_tests/index.md",
        "sea_shells/spiral/index.md",
    ]  # fmt: skip
    assert found.left_out == ""


@pytest.mark.parametrize(
    ("number", "start", "end"),
    [
        (1, "1 more criterion that the vocabulary", "has no page; it stands on the pages of its papers."),
        (1200, "1,200 more criteria that the", "have no pages; they stand on the pages of their papers."),
    ],
)
def test_criteria_without_a_page_are_counted(number, start, end):
    assert _left_out(number).startswith(start)
    assert _left_out(number).endswith(end)


# ------------------------------------------------------------------------------ where a paper differs


def group(size: int, **fields):
    """So many papers that did not release their code, and one that did."""
    return Corpus(
        {f"p{number}": scan(f"P {number}", checklist=checklist(artifacts="n"), **fields) for number in range(size)}
        | {"odd": scan("Odd", checklist=checklist(artifacts="y"), **fields)}
    )


@pytest.mark.parametrize(
    ("size", "fields", "expected", "those"),
    [
        (9, {"methodology_tags": ["case-study"]}, "10% of 10 papers tagged “Case study” answer so", "tag=case-study"),
        (149, {"paper_type": "sandy"}, "1% of about 150 papers of the type “Sandy” answer so", "type=sandy"),
        (250, {"methodology_tags": ["wet"]}, "Less than 1% of about 250 papers tagged “Wet” answer so", "tag=wet"),
    ],
)
def test_a_difference_says_how_rare_it_is_and_among_whom(size, fields, expected, those):
    (found,) = view(SCAN, group(size, **fields), "scans/odd/index.md").differences
    assert found.badge == Badge("yes", "✓", "Yes")
    assert found.href.in_markdown == "#artifacts.code_released"
    assert (found.criterion.text, found.criterion.href.in_markdown) == (
        "Code released", "../../criteria/artifacts/code_released/index.md",
    )  # fmt: skip
    assert f"{found.rate.text} {found.group}" == expected
    assert found.rate.href.in_html(True) == f"../../explore/?{those}&amp;answer.artifacts.code_released=yes"


def test_a_group_whose_name_no_address_can_hold_is_in_none():
    (found,) = view(SCAN, group(9, methodology_tags=["t" * (limits.TITLE + 1)]), "scans/odd/index.md").differences
    assert found.rate == Link("10% of 10 papers", None)


def test_a_difference_leads_to_no_page_that_is_not_there():
    corpus = group(9, methodology_tags=["wet"])
    without = Corpus({}, leave_out=("criteria",))
    without.papers, without.scans = corpus.papers, corpus.scans
    (found,) = view(SCAN, without, "scans/odd/index.md").differences
    assert found.criterion == Link("Code released", None)


def test_a_paper_like_its_like_has_no_such_section():
    assert view(SCAN, group(9, methodology_tags=["wet"]), "scans/p1/index.md").differences == ()
    assert view(SCAN, group(6, methodology_tags=["wet"]), "scans/odd/index.md").differences == ()


def test_a_domain_answered_as_a_whole_is_named_as_the_domain():
    corpus = Corpus({"a": scan("A", checklist={"artifacts": LETTERS["y"]})})
    assert view(CRITERION, corpus, "criteria/artifacts/artifacts/index.md").title == "Artifacts"
