"""Scans of a paper that come one after the other, on a real site."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.adapters.cli import main
from generator.identify import claim_anchor, flag_anchor
from tests.conftest import configure, copy_project
from tests.inputs import written
from tests.shore import claims, flags, scan
from tests.site.html import links
from tests.site.searched import entries, theme_entries
from tests.site.test_incremental import build, clean_build, contents

OLD = "Wet sand improves how castles hold by 19.5%, better than dry sand"
NEW = "Wet sand holds castles better than dry sand by 19.5%"
THIRD = scan("Castles", scan_version=3, claims=claims((OLD, "weak")), red_flags=flags("One beach"))
FOURTH = scan("Castles", scan_version=4, claims=claims((NEW, "weak")))
PLACE = "scans/castles"


@pytest.fixture
def castles(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "project")
    written(project / "content", {f"{PLACE}/scan.json": THIRD})
    configure(project, lambda config: config.update(site_url="https://example.org/survey/"))
    return project


def ids(page: Path) -> list[str]:
    return re.findall(r'\sid="([^"]+)"', page.read_text("utf-8"))


@pytest.mark.thorough
def test_when_a_newer_scan_arrives_what_led_to_the_newest_becomes_the_page_of_an_earlier_one(
    castles: Path, tmp_path: Path
) -> None:
    site = build(castles, "--strict")
    lead = site / PLACE / "v3/index.html"
    assert '<link rel="canonical" href="https://example.org/survey/scans/castles/">' in lead.read_text("utf-8")
    assert not (site / PLACE / "v4").exists()

    written(castles / "content", {f"{PLACE}/scan-v4.json": FOURTH})
    assert contents(build(castles, "--strict")) == clean_build(castles, tmp_path / "clean")
    assert "This is an earlier scan of this paper" in lead.read_text("utf-8")
    assert 'rel="next"' in (site / PLACE / "v4/index.html").read_text("utf-8")
    page = site / PLACE / "index.html"
    own = ids(page)
    assert {claim_anchor(OLD), claim_anchor(NEW), flag_anchor("One beach")} <= set(own)
    assert len(set(own)) == len(own)
    assert f'href="v3/#{claim_anchor(OLD)}"' in page.read_text("utf-8")
    assert {claim_anchor(OLD), flag_anchor("One beach")} <= set(ids(lead))
    assert links(site, "/survey/").broken == []
    found = entries(site)
    assert [item["location"] for item in found if item["location"].startswith(f"{PLACE}/v")] == []
    assert [item for item in found if OLD in item["title"] + item["text"]] == []

    (castles / "content" / PLACE / "scan-v4.json").unlink()
    assert contents(build(castles, "--strict")) == clean_build(castles, tmp_path / "clean")
    assert 'rel="next"' in lead.read_text("utf-8")


@pytest.mark.thorough
@pytest.mark.parametrize("folders", [True, False])
def test_an_export_has_them_too(
    castles: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folders: bool
) -> None:
    written(castles / "content", {f"{PLACE}/scan-v4.json": FOURTH})
    configure(castles, lambda config: config.update(use_directory_urls=folders))
    monkeypatch.chdir(castles)
    assert main(["export", str(tmp_path / "plain"), "-q"]) == 0
    exported = tmp_path / "plain/content" / PLACE
    assert "This is an earlier scan of this paper" in (exported / "v3/index.md").read_text("utf-8")
    target = "../" if folders else "../index.html"
    assert f'<a rel="next" href="{target}">' in (exported / "v4/index.html").read_text("utf-8")
    plain, ours = build(tmp_path / "plain", "--strict"), build(castles, "--strict")
    for path in ("v3/index.html", "v4/index.html", "index.html"):
        assert set(ids(plain / PLACE / path)) == set(ids(ours / PLACE / path)), path
    found = theme_entries(plain)
    assert [item["location"] for item in found if item["location"].startswith(f"{PLACE}/v")] == []


@pytest.mark.thorough
def test_without_this_part_the_site_has_the_files_alone(castles: Path) -> None:
    written(castles / "content", {f"{PLACE}/scan-v4.json": FOURTH})
    configure(
        castles, lambda config: config["plugins"].__setitem__(1, {"scanpress": {"leave_out": ["earlier-scans"]}})
    )
    site = build(castles, "--strict")
    assert sorted(path.name for path in (site / PLACE).iterdir()) == ["index.html", "scan-v4.json", "scan.json"]
    assert claim_anchor(OLD) not in ids(site / PLACE / "index.html")
