"""Plugins that publishers have do what the guide's table says, wherever they stand in the list.

Each is built once, before ours; ``make plugins`` builds each in both orders and all of them together as well.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from generator.config import Corpus
from tests import builders
from tests.conftest import ROOT, configure, copy_project, mkdocs
from tests.site.html import article, text_of
from tests.site.plugin_table import BY_HAND, HEAD, PLUGINS, RAW, Plugin, Site, build, table, written

pytestmark = pytest.mark.thorough

ALL = os.environ.get("SCANPRESS_PLUGINS") == "all"
TOGETHER = [plugin for plugin in PLUGINS if plugin.name not in ("awesome-nav", "offline")]
"""Those that do not change what others are compared by: the navigation, and the names of files."""


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    builders.program("mkdocs")
    site = build(tmp_path_factory.mktemp("plain") / "project", ())
    assert site.code == 0, site.said[-2000:]
    assert not site.by_mkdocs
    assert site.pages["scans/v1-min/index.html"][0].startswith(RAW)
    assert RAW in site.pages["scans/v1-min/index.html"][1]
    assert len([path for path in site.pages if path.split("/")[0] not in set(Corpus)]) == 10
    return site


@pytest.mark.parametrize("ours_first", [False, True] if ALL else [False])
@pytest.mark.parametrize("plugin", PLUGINS, ids=lambda plugin: plugin.name)
def test_a_plugin_does_what_the_guide_says(plain: Site, tmp_path: Path, plugin: Plugin, ours_first: bool) -> None:
    site = build(tmp_path / "project", [plugin], ours_first=ours_first)
    row = table([plugin.row(site, plain)]).splitlines()[-1]
    assert row in written().splitlines(), f"{site.said[-2000:]}\nmake plugins writes the table anew"
    if site.code == 0:
        plugin.check(site)


def test_the_guide_lists_every_plugin_that_is_tried() -> None:
    lines = written().splitlines()
    assert lines[:2] == table([]).splitlines()
    assert [line.split(" | ")[0].strip("|` ") for line in lines[2:]] == [plugin.name for plugin in PLUGINS]
    assert len(HEAD) == lines[0].count(" | ") + 1
    settings = yaml.safe_load((ROOT / "mkdocs.yml").read_text("utf-8"))
    assert "guide/plugins.md" in str(settings["nav"])


@pytest.mark.skipif(not ALL, reason="make plugins builds them together")
@pytest.mark.parametrize("ours_first", [False, True])
def test_they_work_together(plain: Site, tmp_path: Path, ours_first: bool) -> None:
    site = build(tmp_path / "project", TOGETHER, ours_first=ours_first)
    assert site.code == 0, site.said[-3000:]
    assert {name: page for name, page in plain.pages.items() if name != BY_HAND} == {
        name: site.pages[name] for name in plain.pages if name != BY_HAND
    }


ADDS_A_PAGE = """
from mkdocs.structure.files import File

def on_files(files, config):
    files.append(File.generated(config, "scans/mm-rlhf-2025.md", content="# Of the hook"))
"""


def test_a_page_that_another_plugin_makes_takes_the_place_of_ours(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    (project / "hook.py").write_text(ADDS_A_PAGE)
    configure(project, lambda settings: settings.update(hooks=["hook.py"]))
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    assert text_of(article(project / "site/scans/mm-rlhf-2025/index.html")).startswith("Of the hook")
