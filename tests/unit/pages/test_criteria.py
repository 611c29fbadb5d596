"""The pages of criteria and domains: which there are, what they hold, and what makes them again."""

from __future__ import annotations

import copy

import pytest

from generator.analysis.tally import Tally
from generator.pages import PAGES
from generator.pages.criteria import CRITERIA, CRITERION, DOMAIN
from generator.views import criterion
from tests.inputs import Corpus, changed, pages, view
from tests.shore import LETTERS, REPORTS, SCANS, checklist, scan, shore

CODE = "criteria/artifacts/code_released/index.md"


def record(kind, corpus, path):
    return {item.path: item for item in kind.records(corpus.site)}[path]


def test_each_domain_and_each_criterion_has_its_page_and_a_list_has_them_all():
    assert list(pages(CRITERIA, shore())) == ["criteria/index.md"]
    assert list(pages(DOMAIN, shore())) == [
        f"criteria/{domain}/index.md" for domain in ("artifacts", "statistical_methodology", "sea_shells")
    ]
    assert list(pages(CRITERION, shore())) == [
        CODE,
        "criteria/artifacts/data_released/index.md",
        "criteria/artifacts/environment_specified/index.md",
        "criteria/artifacts/reproduction_instructions/index.md",
        "criteria/statistical_methodology/confidence_intervals_or_error_bars/index.md",
        "criteria/statistical_methodology/significance_tests/index.md",
        "criteria/sea_shells/spiral/index.md",
    ]


@pytest.mark.parametrize("kind", [CRITERIA, DOMAIN, CRITERION], ids=lambda kind: kind.name)
def test_pages_that_are_left_out_are_not_made_and_have_no_addresses(kind):
    corpus = shore(leave_out=("criteria",))
    assert pages(kind, corpus) == {}
    assert kind.addresses(corpus.config) == ()
    assert kind.addresses(shore().config)


def test_without_checklists_there_is_an_empty_list_and_no_page_besides():
    assert view(CRITERIA, Corpus({"a": scan("A")}), "criteria/index.md").domains == ()
    assert pages(DOMAIN, Corpus({"a": scan("A")})) == pages(CRITERION, Corpus()) == {}


def met_in(year):
    return f"explore?year={year}&answer.artifacts.code_released=yes"


def test_who_answers_what_the_newest_first():
    found = record(CRITERION, shore(), CODE)
    assert found.counts == Tally(3, 0, 1, 1)
    assert [(letter, [row.paper.title for row in rows]) for letter, rows in found.answers] == [
        ("y", ["Beta Bars", "A Beach", "Alpha Dunes"]), ("n", []), ("a", ["Delta"]), ("u", ["Gamma Gulls"]),
    ]  # fmt: skip
    rows = dict(found.answers)["y"]
    assert rows[2] == (("scans/alpha", "Alpha Dunes"), "artifacts.code_released", 2024, "Journal of Sand", "Why y.")
    # By tag only alpha counts, and delta's year, in which nobody could meet it, is not listed.
    assert (found.years, found.tags, found.more_tags) == (
        ((2025, Tally(1, 0, 0, 1), met_in(2025)), (2024, Tally(2), met_in(2024))), (("observational", Tally(1), "tags/observational"),), 0
    )  # fmt: skip


def test_the_reason_is_that_of_the_very_answer():
    answers = {key: {**LETTERS["n"], "justification": f"{key} is missing. Sadly."} for key in ("b", "a", "c")}
    corpus = Corpus({"x": scan("X", checklist={"own": answers, "artifacts": {"code_released": LETTERS["y"]}})})
    for key in answers:
        (row,) = dict(record(CRITERION, corpus, f"criteria/own/{key}/index.md").answers)["n"]
        assert (row.anchor, row.reason) == (f"own.{key}", f"{key} is missing.")


def test_a_page_lists_so_many_of_each_kind_and_no_more(monkeypatch: pytest.MonkeyPatch):
    scans = {
        f"p{number}": scan(f"P {number}", checklist=checklist(artifacts="yn"[number % 2])) for number in range(7)
    }
    for settings, most in (({}, 4), ({"rows_per_page": 2}, 2), ({"rows_per_page": 3}, 3)):
        found = record(CRITERION, Corpus(scans, **settings), CODE)
        assert [len(rows) for _, rows in found.answers] == [min(4, most), min(3, most), 0, 0]
    monkeypatch.setattr("generator.pages.criteria.LISTED", 1)
    assert [len(rows) for _, rows in record(CRITERION, Corpus(scans), CODE).answers] == [1, 1, 0, 0]
    assert criterion.LISTED == 50


def test_tags_are_ordered_by_the_papers_behind_them_and_counted_beyond_the_limit(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("generator.pages.criteria.GROUPS", 2)
    tags = {"a": ["x", "z"], "b": ["z", "y"], "c": ["x", "w"]}
    scans = {name: scan(name, methodology_tags=own, checklist=checklist(artifacts="y")) for name, own in tags.items()}
    found = record(CRITERION, Corpus(scans), CODE)
    assert (found.tags, found.more_tags) == ((("x", Tally(2), "tags/x"), ("z", Tally(2), "tags/z")), 2)


def test_where_there_is_the_explorer_the_newest_stand_side_by_side_and_all_are_there():
    corpus = shore(rows_per_page=2)
    assert [path for path in pages(DOMAIN, corpus) if "artifacts" in path] == ["criteria/artifacts/index.md"]
    found = record(DOMAIN, corpus, "criteria/artifacts/index.md")
    assert (found.total, [row.paper.title for row in found.rows]) == (5, ["Gamma Gulls", "Beta Bars"])
    shown = view(DOMAIN, corpus, "criteria/artifacts/index.md")
    assert shown.caption == "The newest 2 of 5 papers; each title leads to the answers and their reasons"
    assert shown.explore.text == "All 5 papers, to filter by their answers"
    assert shown.pager is None
    whole = view(DOMAIN, shore(rows_per_page=5), "criteria/artifacts/index.md")
    assert whole.caption == "5 papers, newest first; each title leads to the answers and their reasons"
    assert whole.explore.text == "Filter papers by their answers"


def test_all_papers_that_were_asked_stand_side_by_side_where_there_is_no_explorer():
    corpus = shore(rows_per_page=2, leave_out=("explore",))
    first = record(DOMAIN, corpus, "criteria/artifacts/index.md")
    second = record(DOMAIN, corpus, "criteria/artifacts/page-2/index.md")
    assert (first.total, first.criteria) == (5, shore().site.asked.domains["artifacts"])
    assert [(row.paper.title, row.year, row.anchor, row.letters) for row in (*first.rows, *second.rows)] == [
        ("Gamma Gulls", 2025, "artifacts", "u   "),
        ("Beta Bars", 2025, "artifacts", "yn  "),
        ("A Beach", 2024, "artifacts", "y   "),
        ("Alpha Dunes", 2024, "artifacts", "yyna"),
    ]
    assert first.counts == (Tally(3, 0, 1, 1), Tally(1, 1, 1), Tally(0, 1), Tally(0, 0, 1))
    assert second.counts == ()


def test_each_year_leads_to_the_page_on_which_its_papers_begin():
    scans = {
        f"p{number}": scan(f"P {number}", year=2030 - number // 3, checklist=checklist(artifacts="y"))
        for number in range(8)
    }
    corpus = Corpus(scans, rows_per_page=2, leave_out=("explore",))
    # 2030 has the papers 0 to 2, 2029 those from 3 to 5, 2028 the others.
    place = "criteria/artifacts/{}index.md#all-papers"
    assert record(CRITERION, corpus, CODE).years == (
        (2030, Tally(3), place.format("")),
        (2029, Tally(3), place.format("page-2/")),
        (2028, Tally(2), place.format("page-4/")),
    )
    rows = view(CRITERION, corpus, CODE).years
    assert [row.href.in_html(True) for row in rows] == [
        "../#all-papers",
        "../page-2/#all-papers",
        "../page-4/#all-papers",
    ]
    for year, page in ((2029, "page-2/"), (2028, "page-4/")):
        assert year in [row.year for row in record(DOMAIN, corpus, f"criteria/artifacts/{page}index.md").rows]


def test_each_year_leads_to_those_of_its_papers_that_meet_the_criterion():
    scans = {
        name: scan(name, year=year, checklist=checklist(artifacts="y")) for name, year in (("a", 2030), ("b", None))
    }
    scans["c"] = scan("c", year=2029, checklist=checklist(artifacts="n"))
    rows = view(CRITERION, Corpus(scans), CODE).years
    assert [(row.title, row.href.in_html(True)) for row in rows] == [
        ("2030", "../../../explore/?year=2030&amp;answer.artifacts.code_released=yes"),
        ("2029", "../../../explore/?year=2029&amp;answer.artifacts.code_released=no"),
        ("No year stated", "../../../explore/?year=not-stated&amp;answer.artifacts.code_released=yes"),
    ]


def test_a_domain_that_was_answered_as_a_whole_has_a_column_of_its_own():
    corpus = Corpus(
        {
            "a": scan("A", checklist={"artifacts": {**LETTERS["n"], "justification": "Nothing there."}}),
            "b": scan("B", checklist=checklist(artifacts="y")),
        }
    )
    found = record(DOMAIN, corpus, "criteria/artifacts/index.md")
    assert found.criteria == ("code_released", "artifacts")
    assert [(row.paper.title, row.letters) for row in found.rows] == [("A", " n"), ("B", "y ")]
    (row,) = dict(record(CRITERION, corpus, "criteria/artifacts/artifacts/index.md").answers)["n"]
    assert (row.anchor, row.reason) == ("artifacts", "Nothing there.")


def test_keys_that_nobody_would_choose_have_pages_of_their_own():
    keys = ["page-2", "Page 2", "page_2", "../x", "<b>", "é", "code_released"]
    corpus = Corpus(
        {
            name: scan(name, checklist={"own": dict.fromkeys(keys, LETTERS["y"]), "own ": {"a": LETTERS["n"]}})
            for name in "abc"
        },
        rows_per_page=1,
        leave_out=("explore",),
    )
    # Two domains of three papers each have three pages each; two pages at one address would be one.
    assert len(pages(DOMAIN, corpus)) == 6
    assert len(pages(CRITERION, corpus)) == len(keys) + 1
    assert not pages(DOMAIN, corpus).keys() & pages(CRITERION, corpus).keys()


def test_answers_of_older_scans_and_for_a_paper_type_do_not_count():
    # Alpha's older scan has nothing but noes, and its checklist for the paper type a spiral.
    assert record(CRITERION, shore(), CODE).counts.no == 0
    spiral = record(CRITERION, shore(), "criteria/sea_shells/spiral/index.md")
    assert [row.paper.title for _, rows in spiral.answers for row in rows] == ["A Beach"]


# ---------------------------------------------------------------------------------- what is made again


def touched(corpus, base=None):
    """The pages that are others than before."""
    first, second = (
        {page.path: (page.digest, page.source) for kind in PAGES for page in kind.plan(item.site)}
        for item in (base or shore(rows_per_page=2), corpus)
    )
    return {path for path in first | second if first.get(path) != second.get(path)}


def edited(name, letters, **fields):
    """The corpus with other answers on artifacts in one paper."""
    scans = copy.deepcopy(SCANS)
    target = scans[name][0] if isinstance(scans[name], list) else scans[name]
    target["checklist"] = {**target["checklist"], **checklist(artifacts=letters)}
    target.update(fields)
    return Corpus(scans, REPORTS, rows_per_page=2)


def test_an_answer_changes_its_paper_its_criterion_its_domain_and_what_counts_it():
    # Delta, which stands on the last page of the domain, has data after all.
    assert touched(edited("delta", "ay")) == {
        "scans/delta/index.md",
        # Alpha is cited by Delta, and says what that meets.
        "scans/alpha/index.md",
        "references/paper/scans-alpha-3ae5f305/index.md",
        "criteria/artifacts/data_released/index.md",
        "criteria/artifacts/index.md",
        "criteria/index.md",
        "methodology.md",
        "index.md",
        "scans/page-3/index.md",
        # It states no year, and shares an author with another paper.
        "years/not-stated/index.md",
        "years/page-2/index.md",
        "authors/index.md",
        "overview/index.md",
        "overview/page-3/index.md",
    }


def test_a_reason_changes_its_paper_and_its_criterion():
    scans = copy.deepcopy(SCANS)
    scans["gamma"]["checklist"]["artifacts"]["code_released"]["justification"] = "They say so. Or not."
    corpus = Corpus(scans, REPORTS, rows_per_page=2)
    assert touched(corpus) == {"scans/gamma/index.md", CODE}


def test_what_has_no_row_on_a_page_of_a_criterion_leaves_it_alone():
    # Alpha is the third of those who released their code, of which two are listed.
    scans = copy.deepcopy(SCANS)
    scans["alpha"][0]["checklist"]["artifacts"]["code_released"]["justification"] = "It is there."
    assert touched(Corpus(scans, REPORTS, rows_per_page=2)) == {"scans/alpha/index.md"}


def test_an_answer_in_a_large_group_leaves_the_pages_of_others_alone():
    """Unless it changes what they say of where they differ."""

    def group(met):
        answers = {"artifacts": {"code_released": LETTERS["y"], "data_released": LETTERS["y"]}}
        scans = {
            f"p{number:03}": scan(f"P {number:03}", methodology_tags=["wet"],
                                  checklist=checklist(artifacts="yn" if number < met else "nn"))
            for number in range(120)
        }  # fmt: skip
        return Corpus(scans | {"odd": scan("Odd", methodology_tags=["wet"], checklist=answers)})

    def papers(before, after):
        return {path for path in touched(group(after), group(before)) if path.startswith("scans/p")}

    assert "odd" in str(group(10).site.differences)
    # 2 of 121 papers have code, then 3: that is 2 % both times. 11, then 12: that is 9%, then 10%.
    assert papers(1, 2) == {"scans/p001/index.md"}
    assert papers(10, 11) == {f"scans/p{number:03}/index.md" for number in range(11)}
    # 60 of 121, then 61: nobody differs in it.
    assert papers(59, 60) == {"scans/p059/index.md"}


def test_one_more_paper_changes_the_pages_that_list_or_count_it():
    new = changed(scan("Omega", checklist=checklist(sea_shells="y")), key_findings="No.")
    scans = {**SCANS, "omega": new}
    found = touched(Corpus(scans, REPORTS, rows_per_page=2))
    assert {path for path in found if path.startswith("criteria/")} == {
        "criteria/index.md",
        "criteria/sea_shells/index.md",
        "criteria/sea_shells/spiral/index.md",
    }
