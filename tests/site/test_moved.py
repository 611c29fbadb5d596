"""Old addresses on a built site: there as files, and in no list."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.parse import unquote

import pytest

from generator.adapters.cli import main
from tests.conftest import mkdocs
from tests.inputs import SCAN, with_paper, written
from tests.site.html import links, parse
from tests.site.searched import entries

SETTINGS = """\
site_name: x
site_url: https://example.org/survey/
docs_dir: content
theme: {name: material, font: false}
plugins: [search, scanpress]
"""
MOVED = """\
scans/old: scans/a
scans/gone: {title: A Vanished Paper, date: 2026-03-01, reason: Withdrawn., versions: [v1]}
scans/a#flag-x: {date: 2026-03-01, reason: It was none.}
guide/über uns: guide/a+b
guide/a+b (old): scans/a
papers/a.html: scans/a
"""
OLD = (
    "scans/old",
    "scans/old/v1",
    "scans/gone",
    "scans/gone/v1",
    "arxiv/2401.00001",
    "doi/10.48550/arxiv.2401.00001",
    "guide/über uns",
    "guide/a+b (old)",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, "utf-8")
    beta = with_paper(title="Beta", arxiv_id=None)
    written(tmp_path / "content", {
        "scans/a/scan.json": SCAN, "scans/b/scan.json": beta, "scans/moved.yml": MOVED,
        "guide/a+b.md": "# Written by hand\n",
    })  # fmt: skip
    return tmp_path


@pytest.mark.thorough
def test_old_addresses_are_files_in_no_list(project: Path) -> None:
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    site = project / "site"
    for address in OLD:
        assert (site / address / "index.html").is_file(), address
    # The file of a page that moved stands at both addresses, what the publisher says at none.
    for path in ("scans/a/scan.json", "scans/old/scan.json"):
        assert (site / path).read_bytes() == (project / "content/scans/a/scan.json").read_bytes()
    assert not (site / "scans/moved.yml").exists()
    assert (site / "papers/a.html").is_file()
    found = links(site, "/survey/")
    assert found.broken == []
    for text in ((site / "sitemap.xml").read_text("utf-8"), repr(entries(site))):
        assert "scans/b/" in text
        assert not [address for address in OLD if address in text]
        assert "Vanished" not in text
    # What became of entries is no entry that the search shall find.
    assert "flag-x" not in repr(entries(site))
    # The second build, which remembers the first, makes the same.
    first = (site / "addresses.json").read_bytes()
    (project / "content/scans/moved.yml").write_text("scans/older: scans/a\n", "utf-8")
    assert mkdocs(project, "build", "--strict").returncode == 0
    assert not (site / "scans/old").exists()
    assert (site / "scans/older/index.html").is_file()
    second = json.loads((site / "addresses.json").read_text("utf-8"))["addresses"]
    gone = json.loads(first)["addresses"].keys() - second.keys()
    assert {address for address in gone if address.startswith("scans/")} == {
        "scans/gone/",
        "scans/gone/v1/",
        "scans/old/",
        "scans/old/scan.json",
        "scans/old/v1/",
    }


@pytest.mark.thorough
def test_an_export_has_them_too_and_withholds_what_is_withheld(project: Path) -> None:
    assert mkdocs(project, "build", "--strict").returncode == 0
    assert main(["export", "-q", "-f", str(project / "mkdocs.yml"), str(project / "plain")]) == 0
    result = mkdocs(project / "plain", "build", "--strict")
    assert result.returncode == 0, result.stderr
    for path in (*[f"{address}/index.html" for address in OLD], "scans/old/scan.json", "addresses.json"):
        assert (project / "plain/site" / path).read_bytes() == (project / "site" / path).read_bytes(), path
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("exclude_docs: |\n  /scans/a/scan.json\n")
    assert mkdocs(project, "build").returncode == 0
    assert main(["export", "-q", "-f", str(project / "mkdocs.yml"), str(project / "plain")]) == 0
    assert mkdocs(project / "plain", "build").returncode == 0
    for site in (project / "site", project / "plain/site"):
        assert not (site / "scans/old/scan.json").exists()
        assert (site / "scans/old/index.html").is_file()


@pytest.mark.thorough
def test_nobody_learns_of_drafts_from_the_ledger(project: Path) -> None:
    for name in ("about", "secret", "plan"):
        (project / f"content/{name}.md").write_text(f"# {name}\n", "utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("draft_docs: secret.md\nexclude_docs: plan.md\n")
    assert mkdocs(project, "build").returncode == 0
    assert main(["export", "-q", "-f", str(project / "mkdocs.yml"), str(project / "plain")]) == 0
    for file in (project / "site/addresses.json", project / "plain/content/addresses.json"):
        known = json.loads(file.read_text("utf-8"))["addresses"]
        assert known["about/"] == {"is": "page"}
        assert not {"secret/", "plan/"} & known.keys()


@pytest.mark.thorough
def test_where_pages_are_files_they_are_as_well(project: Path) -> None:
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as stream:
        stream.write("use_directory_urls: false\n")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    for address in OLD:
        file = project / "site" / address / "index.html"
        for element in parse(file).iter():
            target = element.get("href") or element.get("src")
            if target and not target.startswith("https:"):
                assert (file.parent / unquote(target)).is_file(), target
