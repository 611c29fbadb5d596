"""What the explorer's files say, and its addresses, which Python makes and the script reads."""

from __future__ import annotations

import csv
import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.addresses import answered, explorer
from generator.analysis.families import Corrections, Name, OwnFamily
from generator.analysis.tally import tally
from generator.config import Config
from generator.errors import ConfigError
from generator.model import Answer
from generator.pages.citations import ALL_CITATIONS
from generator.pages.claim_lists import CLAIM_LEVELS, CLAIMS, SHARED_CLAIMS
from generator.pages.criteria import CRITERIA, CRITERION, DOMAIN
from generator.pages.explore import EXPLORE
from generator.pages.explore_data import AUTHORS, EXPLORE_DATA, PAPERS
from generator.pages.families import FAMILIES, FAMILY_LIST
from generator.pages.groups import GROUP_LISTS, GROUPS
from generator.pages.indexes import SCAN_INDEX, SYNTHESIS_INDEX
from generator.pages.overview import OVERVIEW
from generator.pages.pairs import PAIR
from generator.pages.scan import SCAN as SCAN_PAGE
from generator.pages.tables import TABLE
from generator.pages.works import WORKS
from generator.resources import theme
from tests.attacks import ATTACKS
from tests.browser.checkers import missing
from tests.conftest import ROOT, run
from tests.inputs import SCAN, Corpus, changed, pages, view, with_paper
from tests.shore import LETTERS, SCANS, shore


def files(corpus: Corpus) -> dict[str, Any]:
    """The explorer's files by their addresses."""
    return {asset.path: json.loads(asset.make(corpus)) for asset in EXPLORE_DATA.plan(corpus.site)}


def facet(corpus: Corpus, key: str) -> tuple[list[list[str]], str]:
    """A facet's values, and the column of those that papers have."""
    ((_, _, values, of),) = [facet for facet in files(corpus)[PAPERS]["facets"] if facet[0] == key]
    return values, of


def test_the_file_of_papers_has_a_line_for_each_the_newest_first() -> None:
    found = files(shore())[PAPERS]
    # Of one month, A Beach comes before Alpha Dunes; Delta has no year.
    assert found["titles"].split("\n") == ["Gamma Gulls", "Beta Bars", "A Beach", "Alpha Dunes", "Delta"]
    # The first word of the title; the beach's folder is called otherwise.
    assert found["places"].split("\n") == ["0,1,", "0,1,", "eps", "0,1,", "0,1,"]
    facets = {key: ([value for value, _ in values], of) for key, _, values, of in found["facets"]}
    assert list(facets) == asked("X.FACETS")
    assert facets["year"] == (["2025", "2024", "not-stated"], "0\n0\n1\n1\n2")
    assert [column.split("\n") for column in found["arxiv"]] == [
        ["2506", "2501", "2403", "2403", ""],
        ["00003", "00002", "00005", "00001", ""],
    ]
    assert found["doi"].split("\n") == ["", "10.1000/beta", "", "", ""]
    assert facets["venue"] == (["journal-sand", "not-stated"], "1\n1\n1\n0\n1")
    assert facets["tag"] == (["observational", "not-stated"], "1\n1\n1\n0\n1")
    # 0 of 2, 1 of 2, 2 of 3, 3 of 5, none applicable: from 80 per cent on, 60, 40, 20, 0, none.
    assert facets["share"][1] == "4\n2\n1\n1\n5"
    assert facets["flags"] == (["0", "1", "2", "3-5", "6.."], "2\n0\n0\n1\n0")
    # No kind of red flag is that of four papers.
    assert facets["flag"] == ([], "\n\n\n\n")
    assert facets["claims"][1] == "0 3\n1\n\n0 2\n"
    # The highest first; one that is no number counts by the number that it begins with.
    assert facets["version"][0] == ["4", "1", "0b"]
    # Three papers and all three syntheses cite Alpha Dunes, and one paper cites Beta Bars.
    assert facets["cited"] == (["0", "1", "2", "3-5", "6.."], "0\n1\n0\n3\n0")
    assert facets["syntheses"] == (["0", "1", "2", "3-5", "6.."], "0\n0\n0\n3\n0")
    assert found["flags"].split("\n") == ["2", "0", "0", "1", "0"]
    assert [level for level, _ in found["levels"]] == ["strong", "moderate", "weak", "unsupported", "other"]
    assert found["claims"].split("\n") == ["2 0 0 1", "0 1 0 0", "0 0 0 0", "1 0 1 0", "0 0 0 0"]
    assert found["versions"].split("\n")[3] == "4\t2"
    assert (found["base"], found["end"]) == ("../scans/", "/")
    assert found["titles"] == next(iter(found.values())), "titles come first"


def test_where_nothing_cites_a_paper_there_is_nothing_to_ask_for() -> None:
    corpus = Corpus({"a": with_paper()})
    assert facet(corpus, "cited") == facet(corpus, "syntheses") == ([], "")
    assert view(WORKS, corpus, "references/index.md").explore is None
    assert view(SYNTHESIS_INDEX, corpus, "syntheses/index.md").explore is None


def test_answers_are_letters_in_the_order_of_their_outline() -> None:
    found = files(shore())[PAPERS]
    domains = [key for key, _ in found["domains"]]
    asked = [f"{domains[domain]}.{key}" for domain, key, _ in found["criteria"]]
    answers = {}
    for title, number, letters in zip(
        found["titles"].split("\n"), found["outline"].split("\n"), found["answers"].split("\n"), strict=True
    ):
        places = [place for _, criteria in found["outlines"][int(number)] for place in criteria]
        answers[title] = {asked[place]: letter for place, letter in zip(places, letters, strict=True)}
    bars, tests = (
        f"statistical_methodology.{key}" for key in ("confidence_intervals_or_error_bars", "significance_tests")
    )
    assert answers == {
        "Alpha Dunes": {
            "artifacts.code_released": "y", "artifacts.data_released": "y", "artifacts.environment_specified": "n",
            "artifacts.reproduction_instructions": "a", bars: "y", tests: "n",
        },
        "Beta Bars": {"artifacts.code_released": "y", "artifacts.data_released": "n"},
        "Gamma Gulls": {"artifacts.code_released": "u", bars: "n", tests: "n"},
        "Delta": {"artifacts.code_released": "a", "artifacts.data_released": "a"},
        "A Beach": {"artifacts.code_released": "y", bars: "y", "sea_shells.spiral": "n"},
    }  # fmt: skip


def test_authors_have_a_file_of_their_own() -> None:
    corpus = Corpus({"a": with_paper(authors=["Ida\tSand", "Bo"], year=2024), "b": with_paper(authors=[], year=2023)})
    assert files(corpus)[AUTHORS]["authors"] == "Ida Sand\tBo\n"


def test_a_kind_of_red_flag_can_be_asked_for_where_its_page_has_several_papers() -> None:
    scans = {f"p{number}": with_paper(title=f"P{number}", arxiv_id=None) for number in range(2)}
    assert facet(Corpus(scans), "flag") == ([["one-beach", "One beach"]], "0\n0")
    del scans["p0"]
    assert facet(Corpus(scans), "flag")[0] == []


def test_the_files_are_made_again_where_red_flags_are_put_together_otherwise() -> None:
    site = shore().site
    other = replace(site, corrections=Corrections("families.yml", (OwnFamily(Name("Gulls"), (Name("Few gulls"),)),)))
    for one, two in zip(EXPLORE_DATA.plan(site), EXPLORE_DATA.plan(other), strict=True):
        assert one.digest != two.digest


def test_the_explorer_can_be_left_out() -> None:
    corpus = shore(leave_out=("explore",))
    assert files(corpus) == {}
    assert pages(EXPLORE, corpus) == {}
    assert view(SCAN_INDEX, corpus, "scans/index.md").explore is None
    assert view(CRITERION, corpus, "criteria/artifacts/code_released/index.md").explore == ()
    with pytest.raises(ConfigError, match="rename the folder, or write `leave_out: \\[explore\\]`"):
        Config(content=ROOT, scans="explore")


# ---------------------------------------------------------------------------------- the script, in node


def asked(script: str, **given: object) -> Any:
    """What the script's part that needs no page gives back: ``script`` is an expression over ``X`` and what is given."""
    if shutil.which("node") is None:
        missing("node is needed to run explore.js (Debian: apt-get install nodejs)")
    code = (
        f"require({json.dumps(str(theme() / 'assets/scanpress/explore.js'))});const X = globalThis.scanpressExplore;"
        f"const {{{', '.join(given)}}} = {json.dumps(given)};"
        f"process.stdout.write(JSON.stringify({script}));"
    )
    result = run(["node", "-e", code], ROOT)
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


def test_papers_that_say_that_they_state_nothing_are_told_from_those_that_do_not() -> None:
    """Two values of one key would be chosen and counted together, and named apart."""
    venues = ("Not stated", "not-stated", "", "~not stated", "Not stated", "not stated")
    named = [with_paper(title=f"Paper {number}", venue=venue) for number, venue in enumerate(venues)]
    corpus = Corpus(dict(zip("abcdef", named, strict=True)))
    values, papers = facet(corpus, "venue")
    assert values == [["~not-stated", "“Not stated”"], ["not-stated", "Not stated"]]
    assert papers == "0\n0\n1\n0\n0\n0"
    # What leads there counts the same.
    assert queries(corpus, GROUPS)["venues/not-stated/index.md"] == ["explore/index.md?venue=~not-stated"]
    said, none = (filtered(f"?venue={key}", corpus=corpus)[0]["titles"] for key, _ in values)
    assert (len(said), none) == (5, ["Paper 2"])


def test_a_type_that_is_called_so_is_in_quotes() -> None:
    types = ("Not stated", "survey", None)
    scans = {str(number): changed(SCAN, paper_type=name) for number, name in enumerate(types)}
    values, papers = facet(Corpus(scans), "type")
    assert values == [["Not stated", "“Not stated”"], ["survey", "Survey"], ["not-stated", "Not stated"]]
    assert papers == "0\n1\n2"


def test_what_leads_from_a_paper_to_its_like_leads_to_those_that_say_so() -> None:
    """The venue, and the one of eight papers with a tag that answers so."""
    answers = {str(number): LETTERS["y" if number == 7 else "n"] for number in range(8)}
    scans = {
        name: changed(
            SCAN, paper={"title": f"Paper {name}", "venue": "Not stated"}, methodology_tags=["not-stated"],
            checklist={"artifacts": {"code_released": answer}},
        )
        for name, answer in answers.items()
    }  # fmt: skip
    rare = view(SCAN_PAGE, Corpus(scans), "scans/7/index.md")
    assert [item.rate.href.query for item in rare.differences] == [
        "tag=~not-stated&answer.artifacts.code_released=yes"
    ]
    assert "venues/not-stated/index.md" in [link.href.path for link in rare.groups]


def test_without_claims_there_is_nothing_to_filter_by_claims() -> None:
    assert queries(Corpus({"a": changed(SCAN, claims=[])}), CLAIMS) == {"claims/index.md": []}


def test_papers_without_a_year_are_found_where_none_has_one() -> None:
    corpus = Corpus({name: with_paper(title=name, year=None) for name in "ab"})
    assert facet(corpus, "year") == ([["not-stated", "Not stated"]], "0\n0")
    assert queries(corpus, GROUPS)["years/not-stated/index.md"] == ["explore/index.md?year=not-stated"]


def test_two_criteria_are_never_asked_for_at_one_address() -> None:
    yes = {"applies": True, "answer": True, "justification": "x"}
    checklist = {"a": {"b.c": yes}, "a.b": {"c": yes}, "a~b": {"c": yes}, "a~1b": {"c": yes}}
    corpus = Corpus({"a": changed(SCAN, checklist=checklist)})
    found = files(corpus)[PAPERS]
    keys = {f"answer.{found['domains'][domain][0]}.{key}" for domain, key, _ in found["criteria"]}
    assert keys == {answered(*pair, Answer.YES)[0] for pair in corpus.site.rates.criteria}
    assert len(keys) == 4


READ = "addresses.map(a => [...X.read(a).chosen].map(([key, values]) => [key, [...values]]))"
CONDITIONS = [
    ("year", "2024"),
    ("venue", "journal-sand"),
    ("flag", "one-beach"),
    answered("artifacts", "code_released", Answer.NOT_APPLICABLE),
    answered("ö &=?#%+", "a b/ü'\"<script>", Answer.NO),
]


def test_an_address_that_python_makes_is_what_the_script_reads_and_writes() -> None:
    config = shore().config
    addresses = [explorer(config, condition) for condition in CONDITIONS] + [explorer(config, *CONDITIONS)]
    assert addresses[3] == "explore?answer.artifacts.code_released=not-applicable"
    searches = [address.removeprefix("explore") for address in addresses]
    found = asked(f"[{READ}, addresses.map(a => X.written(X.read(a)))]", addresses=searches)
    expected = [[[key, [value]]] for key, value in CONDITIONS]
    assert found[0] == [*expected, [pair for (pair,) in expected]]
    assert [f"?{text}" for text in found[1][:-1]] == searches[:-1]


def test_what_is_written_is_read_again_and_its_order_does_not_matter() -> None:
    one = "?q=%22no+error+bars%22&year=2024..&year=2022&tag=b&tag=a&answer.x.y=no&sort=-share&page=3"
    other = (
        "?page=3&answer.x.y=no&tag=a&tag=b&year=2022&sort=-share&year=2024..&utm=1&h=word&q=%22no%20error%20bars%22"
    )
    first, second, third = asked(
        "[X.written(X.read(one)), X.written(X.read(other)), X.written(X.read('?' + X.written(X.read(one))))]",
        one=one, other=other,
    )  # fmt: skip
    assert first == second == third
    assert first == ("q=%22no%20error%20bars%22&year=2022&year=2024..&tag=a&tag=b&answer.x.y=no&sort=-share&page=3")
    texts = [text for text in ATTACKS if text.isprintable() and len(text) < 100][:200]
    back = asked(
        "texts.map(text => { const s = X.read(''); s.text = text; s.chosen.set('tag', new Set([text]));"
        " const r = X.read('?' + X.written(s)); return [r.text, [...r.chosen.get('tag') ?? []]]; })",
        texts=texts,
    )
    assert back == [[text, [text]] for text in texts]


FILTERED = (
    "(() => { const m = X.prepare(papers); m.authors = authors.authors.split('\\n');"
    " return searches.map(search => { const s = X.read(search); const found = X.sorted(m, X.filter(m, s), s.sort);"
    " return { titles: [...found].map(p => m.titles[p]), counts: Object.fromEntries([...m.facets, ...m.asked].map("
    "f => [f.key, Object.fromEntries(f.values.map((v, i) => [v.key, f.sums[i]]).filter(([, n]) => n))])) }; }); })()"
)


def filtered(*searches: str, corpus: Corpus | None = None) -> list[Any]:
    """The titles of the papers that match, and the counts of all facets, for each address."""
    found = files(corpus or shore())
    return asked(FILTERED, papers=found[PAPERS], authors=found[AUTHORS], searches=searches)


CODE, BARS = "answer.artifacts.code_released", "answer.statistical_methodology.confidence_intervals_or_error_bars"


def test_any_value_of_a_facet_and_all_facets_are_asked_for() -> None:
    every, code, both, year, either, none = (
        item["titles"]
        for item in filtered(
            "",
            f"?{CODE}=yes",
            f"?{CODE}=yes&{BARS}=yes",
            f"?{CODE}=yes&year=2025..",
            f"?{CODE}=unclear&{CODE}=not-applicable",
            "?tag=nowhere",
        )
    )
    assert every == ["Gamma Gulls", "Beta Bars", "A Beach", "Alpha Dunes", "Delta"]
    assert code == ["Beta Bars", "A Beach", "Alpha Dunes"]
    assert both == ["A Beach", "Alpha Dunes"]
    assert year == ["Beta Bars"]
    assert either == ["Gamma Gulls", "Delta"]
    assert none == []


def test_counts_leave_a_facet_s_own_filter_out_of_account() -> None:
    (found,) = filtered(f"?{CODE}=yes&year=2024")
    counts = found["counts"]
    assert found["titles"] == ["A Beach", "Alpha Dunes"]
    # Of the papers with code, one is of 2025; of those of 2024, all have code.
    assert counts["year"] == {"2025": 1, "2024": 2}
    assert counts[CODE] == {"yes": 2}
    assert counts[BARS] == {"yes": 2}
    assert counts["answer.artifacts.data_released"] == {"yes": 1}
    assert counts["answer.sea_shells.spiral"] == {"no": 1}
    assert counts["venue"] == {"journal-sand": 1, "not-stated": 1}
    assert counts["flags"] == {"0": 1, "1": 1}
    # Alpha meets 3 of 5 (60%), the beach 2 of 3 (67%).
    assert counts["share"] == {"60-79": 2}
    assert counts["claims"] == {"strong": 1, "weak": 1}


def test_shares_are_those_of_the_pages() -> None:
    corpus = shore()
    found = files(corpus)
    shares = asked(
        "(() => { const m = X.prepare(papers); return m.titles.map((_, p) => X.share(m, p)); })()",
        papers=found[PAPERS],
    )
    expected = [tally(paper.scan.answers.letters) for paper in corpus.site.newest]
    assert shares == [[item.yes, item.applicable] for item in expected]
    assert asked("of.map(([m, a]) => X.percent(m, a))", of=[[1, 8], [1, 200], [199, 200], [2, 3]]) == [13, 1, 100, 67]


def test_pages_are_where_the_file_says() -> None:
    names = ["mm-rlhf-2025", "a", "vl-rewardbench", "rlhf", "rlhf-2025-b"]
    titles = ["MM-RLHF: The Next Step", "A a A", "VLRewardBench", "Safe RLHF and RLHF 2025", "On RLHF"]
    corpus = Corpus({name: with_paper(title=title, arxiv_id=None) for name, title in zip(names, titles, strict=True)})
    where = asked(
        "X.prepare(papers).titles.map((_, p) => X.prepare(papers).address(p))", papers=files(corpus)[PAPERS]
    )
    assert sorted(where) == sorted(f"../scans/{name}/" for name in names)
    flat = Corpus({"a": SCAN}, directory_urls=False)
    assert asked("X.prepare(papers).address(0)", papers=files(flat)[PAPERS]) == "../scans/a/index.html"


def test_the_first_papers_alone_are_as_they_are_among_all() -> None:
    found = files(shore())[PAPERS]
    shown = (
        "m => m.titles.map((title, p) => [title, m.address(p), X.share(m, p), m.claims[p], m.versions[p],"
        " X.named(m, 'venue', p)])"
    )
    every, first = asked(
        f"[X.prepare(papers), X.prepare(papers, 4)].map({shown})",
        papers=found,
    )
    assert first == every[:4]
    assert asked("X.prepare(papers, 9).number", papers=found) == 5
    assert asked("X.prepare(papers, 9).number", papers=files(Corpus({}))[PAPERS]) == 0
    assert asked("X.prepare(papers).number", papers=files(Corpus({}))[PAPERS]) == 0


@pytest.mark.parametrize(
    ("search", "titles"),
    [
        ("?q=dunes", ["Alpha Dunes"]),
        ("?q=ALPHA+sand", ["Alpha Dunes"]),
        ("?q=arXiv:2403.00001v2", ["Alpha Dunes"]),
        ("?q=https://arxiv.org/abs/2403.00001", ["Alpha Dunes"]),
        ("?q=https://doi.org/10.1000/BETA", ["Beta Bars"]),
        ("?q=be-ta", ["Beta Bars"]),
        ("?q=nowhere", []),
        ("?sort=title", ["A Beach", "Alpha Dunes", "Beta Bars", "Delta", "Gamma Gulls"]),
        ("?sort=-year", ["Gamma Gulls", "Beta Bars", "A Beach", "Alpha Dunes", "Delta"]),
        ("?sort=year", ["A Beach", "Alpha Dunes", "Gamma Gulls", "Beta Bars", "Delta"]),
        # Papers without a venue come last, whatever the order.
        ("?sort=venue", ["Alpha Dunes", "Gamma Gulls", "Beta Bars", "A Beach", "Delta"]),
        ("?sort=-venue", ["Alpha Dunes", "Gamma Gulls", "Beta Bars", "A Beach", "Delta"]),
        # 2 of 3, 3 of 5, 1 of 2, 0 of 2, none applicable.
        ("?sort=-share", ["A Beach", "Alpha Dunes", "Beta Bars", "Gamma Gulls", "Delta"]),
        ("?sort=-claims", ["Gamma Gulls", "Alpha Dunes", "Beta Bars", "A Beach", "Delta"]),
    ],
)  # fmt: skip
def test_words_and_orders(search: str, titles: list[str]) -> None:
    assert filtered(search)[0]["titles"] == titles


def exported(corpus: Corpus, ending: str) -> str:
    """The table of all papers that the explorer's file leads to."""
    address = files(corpus)[PAPERS]["files"][ending]
    kind = TABLE if ending == "csv" else ALL_CITATIONS
    (asset,) = [asset for asset in kind.plan(corpus.site) if f"../{asset.path}" == address]
    return asset.make(corpus).decode()


TAKEN = "(() => { const m = X.prepare(papers); return X.taken(table, m.titles.map((_, p) => m.row(p))); })()"


@pytest.mark.parametrize("left_out", [[], ["exports"]])
def test_what_is_taken_away_is_what_the_site_exports(left_out: list[str]) -> None:
    scans = {**SCANS, "deep/down": with_paper(title='=Deep, "@misc{x,"', authors=["a", "Sand and Sons"])}
    corpus = Corpus(scans, leave_out=left_out)
    found = files(corpus)[PAPERS]
    parts = Path(found["files"]["csv"]).parts
    assert parts == ("..", "explore" if left_out else "exports", "papers.csv")
    for ending in ("csv", "bib"):
        table = exported(corpus, ending)
        taken = asked(TAKEN, papers=found, table=table)
        # All of them in the order of the explorer.
        assert taken != table
        assert sorted(taken.split("\n")) == sorted(table.split("\n"))
    header, *rows = asked(TAKEN, papers=found, table=exported(corpus, "csv")).split("\r\n")[:-1]
    assert header.startswith("paper,title,")
    order = {title: place for place, title in enumerate(found["titles"].split("\n"))}
    titles = [next(csv.reader([row]))[1].removeprefix("'") for row in rows]
    assert titles == sorted(titles, key=order.__getitem__)
    assert [row.partition(",")[0] for row in rows if "Deep" in row] == ["scans/deep/down"]


# ------------------------------------------------------------------------------------- links from pages


def queries(corpus: Corpus, kind: Any) -> dict[str, list[str]]:
    """The addresses in the explorer to which the pages of a kind lead."""
    found = {}
    for path, made in pages(kind, corpus).items():
        links = made.view.explore
        links = links if isinstance(links, tuple) and not hasattr(links, "href") else (links,)
        found[path] = [f"{link.href.path}?{link.href.query}" for link in links if link]
    return found


def test_pages_lead_to_the_explorer_with_their_filter_set() -> None:
    corpus = shore()
    home = "explore/index.md?"
    assert queries(corpus, CRITERION)["criteria/artifacts/data_released/index.md"] == [
        f"{home}answer.artifacts.data_released={answer}" for answer in ("yes", "no", "not-applicable")
    ]
    groups = queries(corpus, GROUPS)
    assert groups["years/2024/index.md"] == [f"{home}year=2024"]
    assert groups["years/not-stated/index.md"] == [f"{home}year=not-stated"]
    assert groups["tags/observational/index.md"] == [f"{home}tag=observational"]
    # Lists of what can be filtered by lead to such filters, and lists of papers to all.
    lists = {
        path: links
        for kind in (
            SCAN_INDEX, GROUP_LISTS, CRITERIA, DOMAIN, FAMILY_LIST, CLAIMS, SHARED_CLAIMS, OVERVIEW, SYNTHESIS_INDEX, WORKS,
        )
        for path, links in queries(corpus, kind).items()
    }  # fmt: skip
    found = {"tags": "tag", "years": "year", "venues": "venue", "red-flags": "flag", "claims": "has%20claims",
             "claims/shared": "has%20claims", "criteria/artifacts": "Artifacts", "criteria/sea_shells": "Sea%20shells",
             "criteria/statistical_methodology": "Statistical%20methodology"}  # fmt: skip
    assert lists == {
        **{f"{place}/index.md": [home] for place in ("scans", "criteria", "authors", "modules", "types", "overview")},
        **{f"{place}/index.md": [f"{home}find={name}"] for place, name in found.items()},
        **{
            f"{place}/index.md": [f"{home}{key}=1&{key}=2&{key}=3-5&{key}=6.."]
            for place, key in (("references", "cited"), ("syntheses", "syntheses"))
        },
    }
    assert queries(corpus, CLAIM_LEVELS)["claims/unsupported/index.md"] == [f"{home}claims=unsupported"]
    artifacts = "answer.artifacts"
    assert queries(corpus, PAIR)["criteria/artifacts/code_released/and/data_released/index.md"] == [
        f"{home}{artifacts}.code_released=yes&{artifacts}.data_released=yes"
    ]
    same = {f"p{number}": with_paper(title=f"P{number}", arxiv_id=None, venue="ICML") for number in range(8)}
    assert queries(Corpus(same), FAMILIES) == {"red-flags/one-beach/index.md": [f"{home}flag=one-beach"]}
    # The page of a kind that a single paper has lists all that the explorer would find.
    assert queries(Corpus({"p0": same["p0"]}), FAMILIES) == {"red-flags/one-beach/index.md": []}
    (venue,) = [links for path, links in queries(Corpus(same), GROUPS).items() if path.startswith("venues/")]
    # Of an author, those that have the name, as all papers spell it.
    (author,) = [links for path, links in queries(Corpus(same), GROUPS).items() if path.startswith("authors/")]
    assert author == [f"{home}q=%22%09Ida%20Sand%09%22"]
    ((key, _),), _ = facet(Corpus(same), "venue")
    assert venue == [f"{home}venue={key}"]


@pytest.mark.parametrize(
    ("names", "looked_for"),
    [
        # Where it is spelt in several ways, no single one finds all papers; quotes within quotes would part the name.
        (("Ida Sand", "Ida, Sand"), "Ida%20Sand"),
        (('Ida "Dune" Sand',) * 2, "Ida%20%22Dune%22%20Sand"),
        (("Ida \uff02Dune\uff02 Sand",) * 2, "Ida%20%EF%BC%82Dune%EF%BC%82%20Sand"),
    ],
)
def test_an_author_is_looked_for_as_the_name_stands_where_it_can(names: tuple[str, str], looked_for: str) -> None:
    corpus = Corpus({f"p{number}": with_paper(title=f"P{number}", arxiv_id=None, authors=[name])
                     for number, name in enumerate(names)})  # fmt: skip
    (row,) = view(GROUP_LISTS, corpus, "authors/index.md").rows
    assert row.met.in_html(True) == f"../explore/?q={looked_for}"


def test_an_authors_papers_are_not_those_of_longer_names() -> None:
    names = {
        "A": ["Wei Li"],
        "B": ["Jiawei Li", "Bo"],
        "C": ["Bo", "Wei Liu"],
        "D": ["Bo", "Wei Li"],
        "E": ["Wei Li", "Bo"],
    }
    corpus = Corpus({key: with_paper(title=key, arxiv_id=None, authors=found) for key, found in names.items()})
    row = next(row for row in view(GROUP_LISTS, corpus, "authors/index.md").rows if row.link.text == "Wei Li")
    assert row.met is not None
    (found,) = filtered(row.met.in_html(True).partition("/explore/")[2], corpus=corpus)
    assert sorted(found["titles"]) == ["A", "D", "E"]


def test_without_its_script_it_leads_to_lists_and_to_nothing_that_needs_one() -> None:
    found = [link.text for link in view(EXPLORE, shore(), "explore/index.md").lists]
    assert found[:2] == ["All scans", "Criteria"]
    assert not {"Explore", "Compare"} & {*found}
