"""Files of all papers are joined of blocks: one edit has one of them made again, and the file is as if it was made anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from generator.pages import blocks
from generator.pages.blocks import together
from generator.pages.citations import ALL_CITATIONS
from generator.pages.kinds import Pieces
from generator.pages.reasons import REASONED
from generator.pages.tables import TABLE
from tests.inputs import SCAN, Corpus, changed
from tests.shore import LETTERS

PAPERS = {
    f"paper-{number:02}": changed(
        SCAN,
        paper={"title": f"Paper {number}", "authors": ["Ida Sand"]},
        cited_papers=[{"title": "A Title That No Paper Has"}],
    )
    for number in range(40)
}
EDITED = changed(PAPERS["paper-07"], claims=[{"claim": "Wet sand flows.", "evidence": "", "supported": "weak"}])
CITED = changed(PAPERS["paper-30"], paper={"title": "A Title That No Paper Has", "authors": ["Ida Sand"]})
ASKED = changed(PAPERS["paper-07"], checklist={"artifacts": {"data_released": LETTERS["y"]}})


def left(corpus: Corpus, before: Mapping[str, tuple[bytes, Pieces]]) -> dict[str, tuple[bytes, Pieces]]:
    """The files with their pieces, made on top of those of another build."""
    found = {}
    for kind in (TABLE, ALL_CITATIONS, REASONED):
        for asset in kind.plan(corpus.site):
            known = before.get(asset.path, (b"", ()))
            assert asset.renew is not None
            found[asset.path] = asset.renew(corpus, lambda known=known: known)
            assert found[asset.path][0] == asset.make(corpus)
    return found


def of(scans: Mapping[str, object], *, compress_raw: bool = False) -> Corpus:
    there = {name: scan for name, scan in scans.items() if scan is not None}
    return Corpus(there, site_url="https://a.example/", compress_raw=compress_raw)


@pytest.fixture(autouse=True)
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_TOGETHER", 4)


@pytest.mark.parametrize("compress_raw", [False, True])
@pytest.mark.parametrize(
    ("change", "most"),
    [
        ({}, 0),
        ({"paper-07": EDITED}, 1),
        ({"paper-07": None}, 2),
        ({"paper-07a": EDITED}, 2),
        ({"paper-00": None}, 2),
    ],
    ids=["nothing", "edited", "removed", "added", "first removed"],
)
def test_only_blocks_of_other_scans_are_made_again(
    change: Mapping[str, object], most: int, compress_raw: bool
) -> None:
    before = left(of(PAPERS, compress_raw=compress_raw), {})
    after = left(of({**PAPERS, **change}, compress_raw=compress_raw), before)
    assert len(after) == 8 + 1 + 6
    del after["exports/datapackage.json"]
    for path, (_, pieces) in after.items():
        known = {piece.key for piece in before[path][1]}
        assert len(known) > 6
        assert len([piece for piece in pieces if piece.key not in known]) <= most


def test_what_follows_from_other_papers_is_made_again() -> None:
    """The cited paper's name stands beside all who cite it, and a new criterion has a column in every row."""
    before = left(of(PAPERS), {})
    cited = left(of({**PAPERS, "paper-30": CITED}), before)
    assert before["exports/references.csv"][0].count(b"paper-30") == 1
    assert cited["exports/references.csv"][0].count(b"paper-30") == 1 + 39
    asked = left(of({**PAPERS, "paper-07": ASKED}), before)
    assert b"data_released" in asked["exports/matrix.csv"][0].partition(b"\r\n")[0]
    assert b"paper-08,yes,\r\n" in asked["exports/matrix.csv"][0]


def test_what_comes_first_where_others_are_gone_is_made_again() -> None:
    """In a list, what comes first has no comma before it."""
    corpus = of(PAPERS)
    first, *_ = together(
        corpus.papers, {paper.location: paper.location.partition("/")[2] for paper in corpus.papers}, 4
    )
    gone = {paper.location.partition("/")[2] for paper in first}
    after = left(of({name: scan for name, scan in PAPERS.items() if name not in gone}), left(corpus, {}))
    assert len(json.loads(after["exports/papers.csl.json"][0])) == 40 - len(first)


def test_days_of_which_scans_say_nothing_count() -> None:
    one = of(PAPERS)
    other = Corpus(PAPERS, site_url="https://a.example/")
    other.config = replace(other.config, changed=((one.papers[7].scan.source.path, "2024-05-01"),))
    after = left(other, left(one, {}))
    assert b"2024-05-01" in after["exports/papers.csv"][0]
    assert b"2024/05/01" in after["exports/scans.ris"][0]


def test_the_sites_name_counts_which_citations_of_scans_say() -> None:
    one, other = of(PAPERS), Corpus(PAPERS, site_url="https://a.example/", site_name="Sand watch")
    was = {asset.path: asset.digest for asset in ALL_CITATIONS.plan(one.site)}
    assert {asset.path for asset in ALL_CITATIONS.plan(other.site) if asset.digest != was[asset.path]} == set(was)
    after = left(other, left(one, {}))
    assert after["exports/scans.bib"][0].count(b"Sand watch") == 40


def test_the_address_of_a_scan_counts_which_another_paper_takes(monkeypatch: pytest.MonkeyPatch) -> None:
    one = of(PAPERS)
    address = one.site.editions["scans/paper-07"][0]
    monkeypatch.setattr(blocks, "_TOGETHER", 1)
    after = left(of({**PAPERS, address.removeprefix("scans/"): EDITED}), left(one, {}))
    assert f"{{https://a.example/{address}/}}".encode() not in after["exports/scans.bib"][0]
    assert f"{{https://a.example/{address}-scan-0/}}".encode() in after["exports/scans.bib"][0]


def test_bounds_depend_on_names_alone() -> None:
    corpus = of(PAPERS)
    names = {paper.location: paper.location for paper in corpus.papers}
    found = list(together(corpus.papers, names, 4))
    assert [paper for several in found for paper in several] == list(corpus.papers)
    assert max(map(len, found)) <= 8
    # Where the third begins, it begins without the first paper as well.
    begin = found[2][0].location
    less = list(together(corpus.papers[1:], names, 4))
    assert begin in [several[0].location for several in less]
    # However unlucky the names are, no block is longer.
    alike = dict.fromkeys(names, "x")
    assert [len(several) for several in together(corpus.papers, alike, 5)] in ([10] * 4, [1] * 40)
