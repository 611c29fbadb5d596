"""Kinds of pages and files that were added by the recipes of CONTRIBUTING.md are right in every way to build."""

from __future__ import annotations

import csv
import json
import shutil
import sys
from pathlib import Path

import pytest

from tests.conftest import configure, copy_project, run
from tests.inputs import changed, with_paper, written
from tests.recipes import carry_out
from tests.site.html import article, links, text_of
from tests.site.parallel import by_others, in_parallel
from tests.site.test_export import build_plain
from tests.site.test_incremental import contents, times

pytestmark = pytest.mark.thorough

ADDED = ("A new page type", "A new page type that uses a fact", "A new asset")
NEW = ("letters/", "first-authors/", "titles.csv")
HOSTILE = "<script>alert(1)</script> | {#x}"


def scan(title: str, author: str) -> object:
    return with_paper(title=title, authors=[author], arxiv_id=None)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return carry_out(tmp_path_factory.mktemp("house"), *ADDED)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "project")
    written(project / "content", {
        "scans/one/scan.json": scan("One", "Ida Sand"),
        "scans/two/scan.json": scan("Two", "Bo Bucket"),
        "scans/three/scan.json": scan("Three", HOSTILE),
    })  # fmt: skip
    return project


def build(project: Path, house: Path, *more: str) -> dict[str, bytes]:
    """Build as the copy does; nothing may be said, the project's own inputs aside."""
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "--strict", *more]
    result = run(command, project, PYTHONPATH=str(house))
    assert result.returncode == 0, result.stderr
    return contents(project / "site")


def pages(site: dict[str, bytes], folder: str) -> set[str]:
    return {path for path in site if path.startswith(folder) and path.endswith(".html")}


@pytest.mark.parametrize("has_nav", [True, False])
def test_all_pages_are_there_and_all_links_lead_somewhere(house: Path, project: Path, has_nav: bool) -> None:
    if not has_nav:
        configure(project, lambda settings: settings.pop("nav"))
    without = contents_of_plain_build(project)
    site = build(project, house)
    # Nothing else on the site is another file, or another page.
    assert {path for path in site if not path.startswith((*NEW, "search/"))} == {
        path for path in without if not path.startswith("search/")
    }
    different = {
        path for path in without if not path.startswith(("sitemap", "search/")) and site[path] != without[path]
    }
    # The search finds the new pages, as well.
    assert "search/root.bin" in site
    # The ledger has all addresses.
    assert different == {"addresses.json"}
    assert {"letters/o/index.html", "letters/t/index.html"} <= pages(site, "letters/")
    assert len([path for path in pages(site, "first-authors/") if "ida-sand" in path or "bo-bucket" in path]) == 2
    assert len(pages(site, "first-authors/script-alert-1-script-x-")) == 1
    found = links(project / "site", "/survey/")
    assert found.broken == []
    assert found.checked > 500
    shown = text_of(article(project / "site/letters/t/index.html"))
    assert "Titles with T" in shown
    assert "One" not in shown
    assert "Two" in shown
    assert "Three" in shown
    rows = list(csv.DictReader(site["titles.csv"].decode().splitlines()))
    assert [row["address"] for row in rows] == ["scans/mm-rlhf-2025", "scans/one", "scans/three", "scans/two"]


def contents_of_plain_build(project: Path) -> dict[str, bytes]:
    """The site without what the recipes add."""
    result = run([sys.executable, "-m", "mkdocs", "build", "-q", "--strict"], project)
    assert result.returncode == 0, result.stderr
    found = contents(project / "site")
    shutil.rmtree(project / "site")
    shutil.rmtree(project / ".cache")
    return found


def rewritten(project: Path, house: Path) -> set[str]:
    """Build, and name the new kinds' files that were written or are gone; the site is that of a first build."""
    stamps = times(project / "site")
    found = build(project, house)
    again = times(project / "site")
    clean = project.parent / "clean"
    shutil.rmtree(clean, ignore_errors=True)
    shutil.copytree(project, clean, ignore=shutil.ignore_patterns("site", ".cache"))
    assert {path: data for path, data in build(clean, house).items() if not path.startswith("sitemap")} == {
        path: data for path, data in found.items() if not path.startswith("sitemap")
    }
    return {path for path in {*stamps, *again} if path.startswith(NEW) and stamps.get(path) != again.get(path)}


def test_an_edit_rewrites_just_the_pages_that_show_it(house: Path, project: Path) -> None:
    build(project, house)
    assert rewritten(project, house) == set()
    path = project / "content/scans/two/scan.json"
    # What no other page shows.
    path.write_text(json.dumps(changed(scan("Two", "Bo Bucket"), key_findings="Dry sand falls.")))
    assert rewritten(project, house) == set()
    path.write_text(json.dumps(scan("Two!", "Bo Bucket")))
    (bo,) = (project / "site/first-authors").glob("bo-bucket-*")
    author = f"first-authors/{bo.name}/index.html"
    assert rewritten(project, house) == {"letters/t/index.html", author, "titles.csv"}
    path.write_text(json.dumps(scan("Other", "Bo Bucket")))
    assert rewritten(project, house) == {"letters/o/index.html", "letters/t/index.html", author, "titles.csv"}
    # The last paper of an author goes, and their page with it.
    path.unlink()
    assert rewritten(project, house) == {"letters/o/index.html", author, "titles.csv"}
    assert not (project / "site" / author).exists()


@pytest.mark.skipif(sys.platform != "linux", reason="there are workers on Linux only")
def test_several_processes_make_the_same_files(house: Path, project: Path) -> None:
    written(project / "content", {
        f"scans/more-{number}/scan.json": scan(f"More {number}", f"Author {number}")
        for number in range(40)
    })  # fmt: skip
    result = in_parallel(project, "--strict", worthwhile=8, code=house)
    assert result.returncode == 0, result.stderr
    assert by_others(result) > 40
    together = contents(project / "site")
    assert len(pages(together, "first-authors/")) > 40
    shutil.rmtree(project / "site")
    shutil.rmtree(project / ".cache")
    assert build(project, house) == together


@pytest.mark.parametrize("has_nav", [True, False])
def test_an_export_is_the_same_site(house: Path, project: Path, has_nav: bool) -> None:
    if not has_nav:
        configure(project, lambda settings: settings.pop("nav"))
    theirs = build(project, house)
    plain = project.parent / "plain"
    result = run(
        [sys.executable, "-m", "generator", "export", str(plain), "-q", "--strict"], project, PYTHONPATH=str(house)
    )
    assert result.returncode == 0, result.stderr
    site = build_plain(plain)
    exported = contents(site)
    # Where the plugin is not, the theme has its own search.
    assert {path for path in exported if not path.startswith("search/")} == {
        path for path in theirs if not path.startswith("search/")
    }
    assert exported["titles.csv"] == theirs["titles.csv"]
    assert links(site, "/survey/").broken == []
    for path in pages(theirs, "letters/") | pages(theirs, "first-authors/"):
        assert text_of(article(site / path)) == text_of(article(project / "site" / path))
