"""What stands at addresses that the site once had."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin

import pytest

from generator import limits
from generator.build import SiteBuild, generate
from generator.identify import flag_anchor
from generator.pages import cards, kinds
from generator.pages.kinds import RecordAssets
from tests.inputs import SCAN, SYNTHESIS, with_paper, written
from tests.unit.pages.test_redirects import Reader

BEACH = flag_anchor("One beach")
"""The id of the red flag of each scan."""


def build(folder: Path, moved: str, **settings: object) -> SiteBuild:
    files = {
        "scans/a/scan.json": SCAN, "scans/b/scan.json": with_paper(title="Beta", arxiv_id="2401.00002"),
        "syntheses/s.json": SYNTHESIS, "scans/moved.yml": moved,
    }  # fmt: skip
    return generate(written(folder, files, **settings))


def files(site: SiteBuild) -> dict[str, bytes]:
    return {asset.path: asset.content() for asset in site.assets}


def said(site: SiteBuild) -> list[str]:
    return [item.message for item in site.diagnostics if item.file == "scans/moved.yml"]


def test_a_page_that_moved_leads_on_and_its_files_stand_at_both_addresses(tmp_path: Path) -> None:
    site = build(tmp_path, "scans/old: scans/a\nsyntheses/t: syntheses/s\n", site_url="https://example.org/x/")
    found = files(site)
    page = Reader(found["scans/old/index.html"])
    assert page.all("a") == [{"rel": "next", "href": "../a/"}]
    assert page.meta("og:title") == "Scan: Measuring Sandcastles"
    assert page.meta("og:url") == "https://example.org/x/scans/a/"
    assert page.meta("robots") == "noindex"
    assert found["scans/old/scan.json"] == found["scans/a/scan.json"]
    assert found["syntheses/t.json"] == found["syntheses/s.json"]
    assert Reader(found["syntheses/t/index.html"]).meta("og:title") == "Synthesis: What Holds Sand Together"
    assert said(site) == []


def test_an_entry_that_moved_to_another_page_with_its_page(tmp_path: Path) -> None:
    site = build(tmp_path, f"scans/old: scans/a\nscans/old#flag-damp: scans/b#{BEACH}\n")
    page = Reader(files(site)["scans/old/index.html"])
    assert page.all("a") == [
        {"rel": "next", "href": "../a/"},
        {"id": "flag-damp", "href": f"../b/#{BEACH}"},
    ]


def test_a_tombstone_says_what_it_was_and_why_it_is_gone(tmp_path: Path) -> None:
    stone = """{title: "Dunes & <b>", authors: [Ida Sand, Bo], versions: [v4], date: 2026-03-01, reason: Read by mistake.,
      arxiv_id: "2401.00009", doi: 10.1000/dune}"""
    site = build(tmp_path, f"scans/gone: {stone}\nscans/older: scans/gone\n", site_url="https://example.org/x/")
    found = files(site)
    page = Reader(found["scans/gone/index.html"])
    assert [text for text in page.texts if text.strip()][1:-1] == [
        "Dunes & <b>", "This page was removed from the site. Nothing has taken its place.",
        "Authors", "Ida Sand, Bo", "Removed on", "2026-03-01", "Reason", "Read by mistake.",
    ]  # fmt: skip
    assert page.meta("robots") == "noindex"
    assert page.meta("og:url") == "https://example.org/x/scans/gone/"
    assert [item["href"] for item in page.all("a")] == ["../../"]
    for address, way in (
        ("scans/older", "../gone/"), ("scans/gone/v4", "../"), ("arxiv/2401.00009", "../../scans/gone/"), ("doi/10.1000/dune", "../../../scans/gone/"),
        ("doi/10.48550/arxiv.2401.00009", "../../../scans/gone/"),
    ):  # fmt: skip
        assert Reader(found[f"{address}/index.html"]).all("a") == [{"rel": "next", "href": way}]
    # A README elsewhere may show its badge.
    assert [path for path in found if path.startswith("badges/gone")] == ["badges/gone.strip.svg", "badges/gone.svg"]
    assert b"withdrawn" in found["badges/gone.svg"]
    assert said(site) == []


@pytest.mark.parametrize(
    ("moved", "message"),
    [
        ("methodology: overview", "methodology is an address of the site again"),
        ("tags/x: tags/y", "tags/x leads to 'tags/y', which is no address of the site"),
        ("badges/x.svg: scans/a", "badges/x.svg leads to 'scans/a/index.html', which cannot stand there as well"),
        ("scans/x: scans/a/scan.json", "scans/x leads to 'scans/a/scan.json', which cannot stand there as well"),
        ("scans/a: scans/b", "scans/a is an address of the site again"),
    ],
)
def test_what_cannot_be_is_named_and_nothing_stands_there(tmp_path: Path, moved: str, message: str) -> None:
    without = build(tmp_path / "without", "")
    site = build(tmp_path / "with", moved)
    assert said(site) == [message]
    assert files(site).keys() == files(without).keys()


def test_a_file_can_stand_at_an_old_address(tmp_path: Path) -> None:
    site = build(tmp_path, "scans/a/raw.json: scans/a/scan.json\noverview/old.svg: overview/domains.svg\n")
    found = files(site)
    assert found["scans/a/raw.json"] == found["scans/a/scan.json"]
    assert found["overview/old.svg"] == found["overview/domains.svg"]


def test_a_page_says_what_became_of_entries_that_were_on_it(tmp_path: Path) -> None:
    moved = f"""\
scans/a#claim-old: '#{BEACH}'
scans/a#flag-wet: scans/b#{BEACH}
scans/a#flag-dry: {{date: 2026-03-01, reason: "It was <wet>."}}
"""
    site = build(tmp_path, moved)
    (page,) = [page for page in site.files if page.path == "scans/a/index.md"]
    html = page.built().html
    part = html[html.index('id="moved-entries"') : html.index('id="page-provenance"')]
    assert f'<a id="claim-old" href="#claim-old">claim-old</a> is now <a href="#{BEACH}">' in part
    assert f'<a id="flag-wet" href="#flag-wet">flag-wet</a> is now <a href="../b/#{BEACH}">Beta' in part
    assert "removed on 2026-03-01: It was &lt;wet&gt;." in part
    scan = build(tmp_path / "year", "scans/a#flag-x: {date: 2026, reason: R.}\n").files
    (year,) = [page for page in scan if page.path == "scans/a/index.md"]
    assert "removed in 2026: R." in year.built().html
    assert "moved-entries" not in build(tmp_path / "plain", "").files[0].built().html


def test_a_page_without_such_entries_is_as_it_was(tmp_path: Path) -> None:
    one, other = build(tmp_path / "a", ""), build(tmp_path / "b", f"scans/b#flag-x: '#{BEACH}'\n")
    changed_pages = {
        page.path for page, same in zip(other.files, one.files, strict=True) if page.digest != same.digest
    }
    assert changed_pages == {"scans/b/index.md"}


def test_old_addresses_are_in_no_list_of_pages(tmp_path: Path) -> None:
    site = build(tmp_path, "scans/old: scans/a\n")
    assert not [page.path for page in site.files if "old" in page.path]


def test_a_hand_written_page_comes_first(tmp_path: Path) -> None:
    site = build(tmp_path, "scans/old: scans/a\n", hand_written=frozenset({"scans/old.md", "scans/old/index.md"}))
    assert "scans/old/index.html" not in files(site)
    assert said(site) == ["scans/old is an address of the site again"]


class _File(NamedTuple):
    path: str


def parts(*paths: str) -> RecordAssets[_File]:
    return RecordAssets(name="part", records=lambda site: map(_File, paths), data=lambda file: file.path.encode())


def test_what_parts_of_the_site_have_of_a_page_moves_with_it(tmp_path: Path) -> None:
    found = files(
        build(tmp_path, "scans/old: scans/a\nsyntheses/t: syntheses/s\n", site_url="https://example.org/x/")
    )
    mates = {
        "badges/old.svg": "badges/a.svg", "badges/old.strip.svg": "badges/a.strip.svg",
        "exports/scans/old.bib": "exports/scans/a.bib", "exports/scans/old.ris": "exports/scans/a.ris",
        "exports/scans/old.csl.json": "exports/scans/a.csl.json", "api/v1/scans/old.json": "api/v1/scans/a.json",
        "cards/scans/old.png": "cards/scans/a.png", "scans/old/scan.json": "scans/a/scan.json",
        "exports/syntheses/t.bib": "exports/syntheses/s.bib", "api/v1/syntheses/t.json": "api/v1/syntheses/s.json",
    }  # fmt: skip
    assert {old: found[old] for old in mates} == {old: found[new] for old, new in mates.items()}


def test_there_are_so_many_files_at_old_addresses_and_the_rest_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OLD_FILES", 6)
    monkeypatch.setattr(limits, "OLD_FILES_OF_INPUT", 2)
    # Three inputs, so twelve files: the page of a scan and what goes with it are ten, so there is room for another.
    site = build(
        tmp_path, "".join(f"scans/old{number}: scans/a\n" for number in range(6)), site_url="https://a.example/"
    )
    made = {asset.path for asset in site.assets if re.search(r"old\d", asset.path)}
    assert {number for path in made for number in re.findall(r"old(\d)", path)} == {"0", "1"}
    assert said(site) == [
        (
            "the entries from scans/old2 on are left out (4): a site with as many inputs has at most 12 files at old "
            "addresses, and large ones count as several"
        )
    ]


def test_copies_of_what_is_large_or_of_all_inputs_count_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "OLD_FILES", 250)
    monkeypatch.setattr(limits, "OLD_FILES_OF_INPUT", 0)
    tables = "".join(f"t{number}.csv: exports/claims.csv\n" for number in range(9))
    assert {asset.path for asset in build(tmp_path / "a", tables).assets if asset.path.startswith("t")} >= {
        "t0.csv", "t2.csv"
    }  # fmt: skip
    assert "t3.csv" not in files(build(tmp_path / "b", tables))
    # Such a file grows with the number of inputs: however many these are, there are 20 copies.
    monkeypatch.setattr(limits, "OLD_FILES_OF_INPUT", 10_000)
    tables = "".join(f"t{number:02}.csv: exports/claims.csv\n" for number in range(30))
    paths = {asset.path for asset in build(tmp_path / "d", tables).assets}
    assert {path for path in paths if path.startswith("t")} == {f"t{number:02}.csv" for number in range(20)}
    monkeypatch.setattr(limits, "OLD_FILES_OF_INPUT", 0)
    monkeypatch.setattr("generator.pages.moved._OF_SIZE", 2)
    raws = "".join(f"scans/r{number}.json: scans/a/scan.json\n" for number in range(9))
    assert "scans/r1.json" not in files(build(tmp_path / "c", raws))


def test_a_file_is_made_once_for_all_its_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    draw = cards.draw
    monkeypatch.setattr(cards, "draw", lambda card: drawn.append(card) or draw(card))
    moved = "".join(f"scans/old{number}: scans/a\n" for number in range(5))
    found = files(build(tmp_path, moved, site_url="https://a.example/"))
    assert len({found[f"cards/scans/{name}.png"] for name in ("a", "old0", "old4")}) == 1
    # Two scans and a synthesis, and one for the copies.
    assert len(drawn) == 4


def test_a_file_of_whole_inputs_is_made_once_for_all_its_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    pack = kinds.GZIP.made
    monkeypatch.setattr(kinds.GZIP, "made", lambda key, texts: made.append(key) or pack(key, texts))
    moved = "".join(f"old{number}.csv.gz: exports/answers-with-reasons.csv.gz\n" for number in range(5))
    site = build(tmp_path, moved)
    found = {asset.path: asset.renewed(lambda: (b"", ()))[0] for asset in site.assets if asset.path.endswith(".gz")}
    assert len(found) == 6
    assert len(set(found.values())) == 1
    # The file itself, and one for the copies.
    assert len(made) == 2 * len(set(made))


def test_what_others_name_alike_does_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper and a report of one name, and lists for the whole site that are called as the paper is."""
    alike = ("badges/s.svg", "exports/s.csv", "exports/robvis/a.csv", "exports/a.csv", "arxiv/a.x", "badges/ab.svg")
    monkeypatch.setattr("generator.build.ASSETS", (parts(*alike),))
    found = files(build(tmp_path, "scans/old: scans/a\nsyntheses/old: syntheses/s\n"))
    assert {path for path in found if "old" in path} == {"scans/old/index.html", "syntheses/old/index.html"}


@pytest.mark.parametrize("old", ["scans/old", "guide/with spaces + (signs) é%20;'&\"<b>"])
@pytest.mark.parametrize("new", ["guide/a+b", "guide/über uns", 'guide/it\'s ; "x" & <b>%41'])
def test_a_page_by_hand_may_have_any_name(tmp_path: Path, old: str, new: str) -> None:
    quoted_old, quoted_new = (f"'{text.replace(chr(39), chr(39) * 2)}'" for text in (old, new))
    moved = f"{quoted_old}: {quoted_new}\n"
    site = build(tmp_path, moved, hand_written=frozenset({f"{new}.md"}), site_url="https://example.org/x/")
    assert said(site) == []
    page = Reader(files(site)[f"{old}/index.html"])
    (link,) = page.all("a")
    base = f"https://example.org/x/{quote(old)}/"
    assert unquote(urljoin(base, link["href"])) == f"https://example.org/x/{new}/"
    assert re.fullmatch(r"[A-Za-z0-9_.~%/-]+", link["href"])
    assert unquote(page.meta("og:url") or "") == f"https://example.org/x/{new}/"


def test_a_stone_may_stand_at_any_address(tmp_path: Path) -> None:
    stone = "{title: T, date: 2026, reason: R., versions: [v1]}"
    found = files(build(tmp_path, f"guide/a+ü: {stone}\nscans/x: guide/a+ü\n"))
    assert Reader(found["scans/x/index.html"]).all("a") == [{"rel": "next", "href": "../../guide/a%2B%C3%BC/"}]
    assert Reader(found["guide/a+ü/v1/index.html"]).all("a") == [{"rel": "next", "href": "../"}]
    assert "Removed in" in Reader(found["guide/a+ü/index.html"]).texts


def test_nothing_stands_below_a_page_that_is_a_file(tmp_path: Path) -> None:
    site = build(
        tmp_path, "papers/a.html: scans/a\npapers/b.html: {title: T, date: 2026, reason: R., versions: [v1]}\n"
    )
    assert said(site) == []
    assert {path for path in files(site) if path.startswith("papers/")} == {"papers/a.html", "papers/b.html"}


STONE = "{title: T, date: 2026-01-01, reason: R.}"


@pytest.mark.parametrize("entry", [
    "404.html: scans/a", "addresses.json: api/v1/index.json", "addresses.schema.json: api/v1/index.json",
    "search/search_index.json: api/v1/index.json", "search/x: scans/a", "assets/x.svg: badges/a.svg",
    "sitemap.xml: scans/a", "sitemap.xml.gz/x: scans/a", "addresses.json/x: scans/a", f"addresses.json: {STONE}",
    "badges/a.svg/x: scans/a", "scans/a/scan.json/x: scans/a", "LICENSE/x: scans/a", f"badges/a.svg/x: {STONE}",
    "page.json: api/v1/index.json", "guide/note.html/x: scans/a",
    "scans/A: scans/a", "Assets/x: scans/a", "ADDRESSES.json: api/v1/index.json", "badges/A.svg/x: scans/a",
    "API/v1/index.json: api/v1/index.json", "license: scans/a",
])  # fmt: skip
def test_nothing_stands_in_the_way_of_another_file(tmp_path: Path, entry: str) -> None:
    files_there = {"LICENSE": "Free.", "page.json/x.svg": "<svg/>", "guide/note.html": "Note."}
    written(tmp_path / "with", files_there)
    written(tmp_path / "without", files_there)
    publish = {"publish": ("html", "svg", "license")}
    site = build(tmp_path / "with", f"{entry}\n", **publish)
    address = entry.partition(":")[0]
    kept = (
        f"{address} is kept for files of the site's own, stands above or below another file, or differs from one in "
        "case alone"
    )
    assert said(site) == [kept]
    assert files(site).keys() == files(build(tmp_path / "without", "", **publish)).keys()


def test_entries_do_not_stand_in_the_way_of_each_other(tmp_path: Path) -> None:
    site = build(tmp_path, "x/a.svg: badges/a.svg\nx/a.svg/y: scans/a\ny/b.svg/y: scans/a\ny/b.svg: badges/a.svg\n")
    assert {path for path in files(site) if path.startswith(("x/", "y/"))} >= {"x/a.svg", "y/b.svg/y/index.html"}
    assert [message.partition(" ")[0] for message in said(site)] == ["x/a.svg/y", "y/b.svg"]


def test_a_name_that_no_file_system_takes_is_left_out(tmp_path: Path) -> None:
    """The badge of this page would have a longer name than it has itself."""
    found = files(build(tmp_path, f"scans/{'x' * 250}: scans/a\nscans/{'y' * 256}: scans/a\n"))
    assert f"scans/{'x' * 250}/scan.json" in found
    assert max(len(step) for path in found for step in path.split("/")) <= 255
