"""An edited input is shown by the preview without MkDocs, and the site is what MkDocs would have made of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator.adapters.mkdocs import ScanpressPlugin
from generator.build import SiteFile
from tests.conftest import copy_project
from tests.inputs import written
from tests.shore import shore_files

Site = dict[str, bytes]


def preview(project: Path, site: Path) -> ScanpressPlugin:
    """The plugin after the first build of a preview."""
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
    config.plugins.on_startup(command="serve", dirty=False)
    build(config, serve_url="http://127.0.0.1:8000/survey/")
    plugin = config.plugins["scanpress"]
    assert isinstance(plugin, ScanpressPlugin)
    return plugin


def contents(site: Path) -> Site:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def shown(plugin: ScanpressPlugin, site: Path) -> Site:
    """The files of a site but for those that are made of all inputs, which a preview leaves as they are."""
    assert plugin.preview is not None
    assert plugin.preview.shown is not None
    # The index of the search is made while the pages are there already.
    plugin.preview.writing.wait()
    of_all = {asset.path for asset in plugin.preview.shown.site.assets if asset.is_of_all}
    assert "api/v1/index.json" in of_all
    return {path: data for path, data in contents(site).items() if path not in of_all}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = copy_project(tmp_path / "project")
    written(made / "content", shore_files())
    return made


def edited(file: Path, change: Callable[[dict], object]) -> str:
    data = json.loads(file.read_text("utf-8"))
    change(data)
    file.write_text(json.dumps(data), "utf-8")
    return str(file)


def scan_of(project: Path, name: str = "mm-rlhf-2025") -> Path:
    return project / f"content/scans/{name}/scan.json"


EDITS: dict[str, Callable[[dict], object]] = {
    "findings": lambda scan: scan.update(key_findings="Edited <b>findings</b>."),
    # Its words stand on the page of claims and its support is counted on the overview, which the navigation lists.
    "evidence": lambda scan: scan["claims"][0].update(evidence="Other evidence."),
    # It is counted on the pages that the navigation lists.
    "an answer": lambda scan: scan["checklist"]["artifacts"]["code_released"].update(applies=True, answer=True),
    "the title": lambda scan: scan["paper"].update(title="Another title"),
    "a justification": lambda scan: scan["checklist"]["artifacts"]["code_released"].update(justification="Edited."),
    "references": lambda scan: scan["cited_papers"].reverse(),
    "an unknown field": lambda scan: scan.update(aside={"a": [1, 2]}),
}


@pytest.mark.thorough
@pytest.mark.parametrize("change", EDITS.values(), ids=EDITS.keys())
def test_what_is_shown_is_what_mkdocs_makes(project: Path, tmp_path: Path, change: Callable[[dict], object]) -> None:
    plugin = preview(project, tmp_path / "site")
    before = contents(tmp_path / "site")
    assert plugin.preview.shows(frozenset({edited(scan_of(project), change)}))
    plugin.preview.writing.wait()
    after = contents(tmp_path / "site")
    assert after != before
    clean = shown(preview(project, tmp_path / "clean"), tmp_path / "clean")
    after = shown(plugin, tmp_path / "site")
    assert after.keys() == clean.keys()
    assert [name for name in after if after[name] != clean[name]] == []


@pytest.mark.parametrize("name", ["papers/gull-2024/scan.json", "papers/more.jsonl"])
def test_inputs_elsewhere_are_shown_as_well(project: Path, tmp_path: Path, name: str) -> None:
    scan = json.loads(scan_of(project).read_text("utf-8"))
    scan["paper"].update(title="Gulls", arxiv_id=None, doi=None)
    written(project, {name: json.dumps({"slug": "gull-2024", **scan} if name.endswith(".jsonl") else scan)})
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "  - scanpress\n" in text
    places = ["scans", "../papers", "../papers/*.jsonl"][: 3 if name.endswith(".jsonl") else 2]
    settings.write_text(text.replace("  - scanpress\n", f"  - scanpress: {{scans: {json.dumps(places)}}}\n"), "utf-8")
    plugin = preview(project, tmp_path / "site")
    assert plugin.preview.shows(frozenset({edited(project / name, EDITS["findings"])}))
    plugin.preview.writing.wait()
    whole = preview(project, tmp_path / "whole")
    site = shown(plugin, tmp_path / "site")
    assert b"Edited" in site["scans/gull-2024/index.html"]
    assert site == shown(whole, tmp_path / "whole")


def test_one_edit_after_the_other(project: Path, tmp_path: Path) -> None:
    plugin = preview(project, tmp_path / "site")
    for change in EDITS.values():
        assert plugin.preview.shows(frozenset({edited(scan_of(project), change)}))
    plugin.preview.writing.wait()
    clean = preview(project, tmp_path / "clean")
    assert shown(plugin, tmp_path / "site") == shown(clean, tmp_path / "clean")


@pytest.mark.parametrize("case", ["nothing", "new", "gone", "broken", "a page", "elsewhere"])
def test_what_is_more_than_an_edit_is_left_to_mkdocs(project: Path, tmp_path: Path, case: str) -> None:
    plugin = preview(project, tmp_path / "site")
    file = scan_of(project)
    changed = {str(file)}
    if case == "nothing":
        changed = set()
    elif case == "new":
        other = scan_of(project, "new-paper")
        other.parent.mkdir()
        other.write_bytes(file.read_bytes())
        changed = {str(other)}
    elif case == "gone":
        file.unlink()
    elif case == "broken":
        file.write_text("{", "utf-8")
    elif case == "a page":
        (project / "content/guide/index.md").write_text("# New", "utf-8")
        changed.add(str(project / "content/guide/index.md"))
    else:
        changed = {str(project / "mkdocs.yml")}
    assert not plugin.preview.shows(frozenset(changed))


def test_a_page_of_the_navigation_that_changes_is_shown_at_once(project: Path, tmp_path: Path) -> None:
    plugin = preview(project, tmp_path / "site")
    page = tmp_path / "site/criteria/index.html"
    before = page.read_text("utf-8")
    change = EDITS["an answer"]
    assert plugin.preview.shows(frozenset({edited(scan_of(project), change)}))
    after = page.read_text("utf-8")
    assert after != before
    # It stands where it stood in the navigation.
    assert after.count("md-tabs__item--active") == before.count("md-tabs__item--active") == 1


@pytest.mark.thorough
def test_where_mkdocs_converts_all_pages_none_is_made_to_find_out_that_it_must(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = project / "mkdocs.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text.replace("  - scanpress\n", "  - scanpress: {fast: false}\n"), "utf-8")
    plugin = preview(project, tmp_path / "site")
    made: list[str] = []
    monkeypatch.setattr(SiteFile, "built", lambda page: made.append(page.path))
    assert not plugin.preview.shows(frozenset({edited(scan_of(project), EDITS["findings"])}))
    assert made == []
