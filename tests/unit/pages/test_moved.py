"""What stands at addresses that the site once had."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from generator.build import SiteBuild, generate
from generator.identify import flag_anchor
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


PARTS: RecordAssets[_File] = RecordAssets(
    name="part",
    records=lambda site: [_File(f"{folder}.x") for folder in (
        "badges/a", "badges/a.strip", "badges/ab", "cards/scans/a", "exports/syntheses/a", "api/v1/scans/a", "arxiv/a", "x/a",
    )],
    data=lambda file: file.path.encode(),
)  # fmt: skip


def test_what_parts_of_the_site_name_after_a_page_moves_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.build.ASSETS", (PARTS,))
    found = files(build(tmp_path, "scans/old: scans/a\n"))
    assert {path: data.decode() for path, data in found.items() if "old" in path and path.endswith(".x")} == {
        "badges/old.x": "badges/a.x", "badges/old.strip.x": "badges/a.strip.x", "cards/scans/old.x": "cards/scans/a.x",
        "api/v1/scans/old.x": "api/v1/scans/a.x",
    }  # fmt: skip
