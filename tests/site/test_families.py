"""``families.yml`` in every way of building: it is used, not published, and what it changes is made again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.conftest import copy_project, mkdocs, run
from tests.inputs import SCAN, changed, written
from tests.site.test_incremental import clean_build, contents, times

FAMILIES = "families: [{name: Uncertainty not shown, names: [No error bars, Bars missing]}]\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "project")
    wordings = ["No error bars", "Bars missing", "Wet sand", "Wet sand"]
    written(project / "content", {
        f"scans/p{number}/scan.json": changed(
            SCAN, paper={"title": f"Paper {number}", "authors": [f"Author {number}"], "year": 2024},
            red_flags=[{"flag": wording, "detail": "Why it matters."}],
        )
        for number, wording in enumerate(wordings)
    })  # fmt: skip
    return project


def built(project: Path) -> dict[str, bytes]:
    result = mkdocs(project, "build", "-q", "--strict")
    assert result.returncode == 0, result.stderr
    return contents(project / "site")


@pytest.mark.thorough
def test_a_change_of_the_file_remakes_what_it_touches(project: Path) -> None:
    before = built(project)
    apart = {f"red-flags/{name}/index.html" for name in ("no-error-bars", "bars-missing")}
    assert apart <= set(before)
    stamps = times(project / "site")
    (project / "content/scans/families.yml").write_text(FAMILIES)
    after = built(project)
    changed_files = {path for path, stamp in times(project / "site").items() if stamps.get(path) != stamp}
    # What MkDocs makes of pages written by hand is written anew each time.
    assert {path for path in changed_files if path.endswith(".html") and not path.startswith(("guide/", "404"))} == {
        "red-flags/index.html", "red-flags/uncertainty-not-shown/index.html",
        *(f"scans/p{number}/index.html" for number in range(2)),
    }  # fmt: skip
    assert b"Bars missing" in after["red-flags/uncertainty-not-shown/index.html"]
    assert apart & set(after) == set()
    assert [path for path in after if "families.yml" in path] == []
    clean = clean_build(project, project.parent / "clean")
    assert {path: data for path, data in after.items() if not path.startswith("sitemap")} == {
        path: data for path, data in clean.items() if not path.startswith("sitemap")
    }
    (project / "content/scans/families.yml").unlink()
    again = built(project)
    assert {path: data for path, data in again.items() if not path.startswith("sitemap")} == {
        path: data for path, data in before.items() if not path.startswith("sitemap")
    }


def test_it_is_neither_exported_nor_reported(project: Path) -> None:
    (project / "content/scans/families.yml").write_text(FAMILIES)
    target = project.parent / "plain"
    result = run([sys.executable, "-m", "generator", "export", str(target), "-q", "--strict"], project)
    assert result.returncode == 0, result.stderr
    assert list(target.rglob("families.yml")) == []
    assert [path.name for path in target.rglob("uncertainty-not-shown")] == ["uncertainty-not-shown"]
    result = run([sys.executable, "-m", "generator", "check"], project)
    assert "families.yml" not in result.stdout + result.stderr


def test_check_names_the_line_of_a_name_that_no_red_flag_has(project: Path) -> None:
    (project / "content/scans/families.yml").write_text("apart:\n  - [Wet sand,\n     No errror bars]\n")
    result = run([sys.executable, "-m", "generator", "check"], project)
    assert "scans/families.yml:3:6" in result.stdout + result.stderr
    assert "no red flag is called 'No errror bars'; did you mean 'No error bars'?" in result.stdout + result.stderr
