"""A build in which nothing changed asks no input what it says, however the navigation names its pages."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any, Literal

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import intake
from generator.readers import discovery
from tests.conftest import configure, copy_project

TITLED = [{"Home": "index.md"}, {"More": [{"Scans": "scans/index.md"}, {"Criteria": "criteria/index.md"}]}]
BARE = ["index.md", {"More": ["scans/index.md", "criteria/index.md"]}]


@pytest.mark.parametrize("nav", [TITLED, BARE, None], ids=["titled", "bare", "none"])
def test_nothing_is_asked_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, nav: list[Any] | None) -> None:
    project = copy_project(tmp_path / "project")
    configure(project, lambda settings: settings.update(nav=nav) if nav else settings.pop("nav"))
    # Every file was changed long ago.
    real = time.time_ns
    monkeypatch.setattr(discovery.time, "time_ns", lambda: real() + 3_600_000_000_000)
    asked: list[str] = []
    take = intake._Taking._take
    monkeypatch.setattr(intake._Taking, "_take", lambda self, file: asked.append(file.path) or take(self, file))

    def built(command: Literal["build", "serve"] = "build") -> None:
        config = load_config(str(project / "mkdocs.yml"))
        config.plugins.on_startup(command=command, dirty=False)
        build(config)
        config.plugins.on_shutdown()

    # A preview that ran in the same process leaves nothing that changes what a build does.
    built("serve")
    asked.clear()
    built()
    assert "scans/mm-rlhf-2025/scan.json" in asked
    asked.clear()
    built()
    assert asked == []


@pytest.mark.parametrize("nav", [TITLED, BARE], ids=["titled", "bare"])
def test_a_page_in_the_navigation_is_marked_there(tmp_path: Path, nav: list[Any]) -> None:
    project = copy_project(tmp_path / "project")
    configure(project, lambda settings: settings.update(nav=nav))
    config = load_config(str(project / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    build(config)
    page = (project / "site/scans/index.html").read_text("utf-8")
    assert "md-nav__link--active" in page
    assert 'rel="next"' in page
