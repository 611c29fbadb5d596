"""What a site has beside its pages, as MkDocs puts it there and as an export does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.adapters.cli import main
from tests.conftest import mkdocs
from tests.inputs import written
from tests.shore import shore_files

pytestmark = pytest.mark.thorough

FOLDERS = ("exports", "api", "feeds", "badges")
SETTINGS = """\
site_name: Shore
site_url: https://example.org/shore/
docs_dir: content
theme: {name: material, font: false}
plugins:
  - search
  - scanpress: {%s}
markdown_extensions: [attr_list, md_in_html, tables, {toc: {permalink: true}}]
nav: [index.md, scans/index.md]
"""


def project(folder: Path, options: str = "") -> Path:
    folder.mkdir()
    files = shore_files()
    files["scans/beta/scan.json"]["scan_date"] = "2026-03-01"
    written(folder / "content", files)
    (folder / "mkdocs.yml").write_text(SETTINGS % options, "utf-8")
    return folder


def beside(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for name in FOLDERS
        for path in (root / name).rglob("*")
        if path.is_file()
    }


def test_a_site_and_an_export_have_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project(tmp_path / "one")
    result = mkdocs(root, "build", "--strict")
    assert result.returncode == 0, result.stderr
    site = beside(root / "site")
    assert {path.split("/")[0] for path in site} == set(FOLDERS)
    monkeypatch.chdir(root)
    assert main(["export", "build/plain", "-q"]) == 0
    assert beside(root / "build" / "plain" / "content") == site
    assert json.loads(site["api/v1/scans/beta.json"])["scan_date"] == "2026-03-01"


def test_only_home_and_the_list_of_scans_have_the_feed_as_another_form(tmp_path: Path) -> None:
    root = project(tmp_path / "one")
    result = mkdocs(root, "build", "--strict")
    assert result.returncode == 0, result.stderr
    link = (
        '<link rel="alternate" type="application/atom+xml" title="New and changed scans" '
        'href="https://example.org/shore/feeds/scans.atom">'
    )
    found = {
        path.relative_to(root / "site").as_posix()
        for path in (root / "site").rglob("*.html")
        if "alternate" in (text := path.read_text("utf-8")) and link in text
    }
    assert found == {"index.html", "scans/index.html"}
    every = "".join(path.read_text("utf-8") for path in (root / "site").rglob("*.html"))
    assert every.count("application/atom+xml") == 2
    assert "application/feed+json" not in every


def test_an_edit_makes_again_what_it_changes_and_a_second_build_nothing(tmp_path: Path) -> None:
    root = project(tmp_path / "one")
    assert mkdocs(root, "build").returncode == 0
    before = beside(root / "site")
    stamps = {path: (root / "site" / path).stat().st_mtime_ns for path in before}
    assert mkdocs(root, "build").returncode == 0
    assert {path: (root / "site" / path).stat().st_mtime_ns for path in before} == stamps
    scan = root / "content" / "scans" / "beta" / "scan.json"
    scan.write_text(scan.read_text("utf-8").replace("Beta Bars", "Better Bars"), "utf-8")
    assert mkdocs(root, "build").returncode == 0
    after = beside(root / "site")
    changed = {path for path in before if before[path] != after[path]}
    assert changed >= {"exports/scans/beta.bib", "exports/papers.csv", "api/v1/index.json", "feeds/scans.atom"}
    assert not {path for path in changed if "alpha" in path or "gamma" in path}


def test_each_part_can_be_left_out(tmp_path: Path) -> None:
    root = project(tmp_path / "one", "leave_out: [exports, api, feeds, badges]")
    result = mkdocs(root, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert beside(root / "site") == {}
    assert "atom+xml" not in (root / "site" / "index.html").read_text("utf-8")
