"""How far a build is, said to people at a terminal, and nothing of it left there."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.conftest import mkdocs
from tests.inputs import SCAN, written
from tests.terminal import run_in_terminal, screen

HOOK = """
import logging
import time

log = logging.getLogger("mkdocs.hooks")

def on_config(config):
    time.sleep(2.1)  # the plugin's build has begun by then

def on_env(env, **_):
    time.sleep(0.15)  # so long the line stays as it is

def on_post_page(output, page, **_):
    if page.file.src_uri == "scans/sand/index.md":
        time.sleep(0.15)
        log.warning("A message in the middle of the pages.")

def on_post_build(config):
    {ending}
"""
STEP = re.compile(r"(?:reading|preparing|rendering) \d+/\d+")


def slow_project(folder: Path, ending: str = "pass", *, fast: bool = True) -> Path:
    """A small project of which a build takes more than two seconds."""
    written(folder / "content", {f"scans/{name}/scan.json": SCAN for name in ("sand", "water")})
    (folder / "hook.py").write_text(HOOK.format(ending=ending), "utf-8")
    (folder / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/x/\ndocs_dir: content\ntheme: {name: material, font: false}\n"
        f"hooks: [hook.py]\nplugins: [search, scanpress: {{fast: {str(fast).lower()}}}]\n",
        "utf-8",
    )
    return folder


def in_terminal(project: Path, *arguments: str) -> tuple[int, str]:
    # Colours are for terminals too, and have nothing to do with this.
    return run_in_terminal([sys.executable, "-m", "mkdocs", "--no-color", "build", *arguments], project)


def without_seconds(lines: list[str]) -> list[str]:
    return [re.sub(r"\d+\.\d+ seconds", "seconds", line) for line in lines]


@pytest.mark.thorough
def test_a_terminal_shows_it_and_has_in_the_end_what_a_pipe_gets(tmp_path: Path) -> None:
    project = slow_project(tmp_path)
    code, seen = in_terminal(project)
    assert code == 0, seen
    assert "reading 1/2" in seen
    assert "rendering 1/" in seen
    piped = mkdocs(project, "--no-color", "build")
    assert not STEP.search(piped.stdout + piped.stderr)
    assert "\r" not in piped.stdout + piped.stderr
    assert without_seconds(screen(seen)) == without_seconds(piped.stderr.split("\n"))
    assert "WARNING -  A message in the middle of the pages." in screen(seen)


@pytest.mark.thorough
def test_pages_that_are_converted_are_counted_too(tmp_path: Path) -> None:
    project = slow_project(tmp_path, fast=False)
    (project / "hook.py").write_text("import time\n\ndef on_nav(nav, **_):\n    time.sleep(2.1)\n", "utf-8")
    code, seen = in_terminal(project)
    assert code == 0, seen
    assert "preparing 1/" in seen


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("from mkdocs.exceptions import PluginError; raise PluginError('No luck.')", "ERROR   -  No luck."),
        ("raise ValueError('No luck.')", "Traceback (most recent call last):"),
        ("raise KeyboardInterrupt", "Aborted!"),
    ],
)
def test_a_build_that_ends_badly_leaves_nothing_of_it(tmp_path: Path, ending: str, said: str) -> None:
    code, seen = in_terminal(slow_project(tmp_path, ending))
    assert code == 1
    assert STEP.search(seen)
    assert not [line for line in screen(seen) if STEP.match(line)], screen(seen)
    assert said in screen(seen)


@pytest.mark.thorough
def test_nothing_under_quiet(tmp_path: Path) -> None:
    assert in_terminal(slow_project(tmp_path), "--quiet") == (0, "")
