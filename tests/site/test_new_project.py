"""A new project is ready: it checks, builds strictly, and publishes with the least rights."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest
import yaml
from packaging.requirements import Requirement

from generator import __version__
from generator.adapters.cli import main
from tests.conftest import ROOT, mkdocs, run
from tests.site.html import links

FILES = {
    ".gitignore",
    ".github/workflows/publish.yml",
    "README.md",
    "mkdocs.yml",
    "requirements.txt",
    "content/scans/example-paper-2025/scan.json",
    "content/syntheses/example-synthesis.yaml",
}


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_new_project_checks_and_builds_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    project = tmp_path / "survey"
    name = 'Anna\'s: "survey" # {1} é\n!!python/name:os.system'
    assert main(["new", str(project), "--name", name]) == 0
    assert files(project) == FILES
    assert yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))["site_name"] == name
    capsys.readouterr()
    monkeypatch.chdir(project)
    assert main(["check", "--strict"]) == 0
    assert capsys.readouterr().out == ""
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr


def test_the_example_shows_a_scan_and_a_synthesis_that_cites_it(tmp_path: Path) -> None:
    assert main(["new", str(tmp_path), "-q"]) == 0
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace("# site_url:", "site_url:"), "utf-8")
    result = mkdocs(tmp_path, "build", "--strict")
    assert result.returncode == 0, result.stderr
    assert links(tmp_path / "site", "/survey/").broken == []
    synthesis = (tmp_path / "site/syntheses/example-synthesis/index.html").read_text("utf-8")
    assert "../../scans/example-paper-2025/" in synthesis
    assert "Ada Example" in (tmp_path / "site/scans/example-paper-2025/index.html").read_text("utf-8")


def test_nothing_is_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mkdocs.yml").write_text("mine")
    assert main(["new", str(tmp_path)]) == 2
    assert "empty" in capsys.readouterr().err
    assert files(tmp_path) == {"mkdocs.yml"}


def test_the_requirement_admits_this_version() -> None:
    text = (ROOT / "site_templates/project/requirements.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert len(lines) == 1
    requirement = Requirement(lines[0])
    assert requirement.name == "scanpress"
    assert requirement.specifier.contains(__version__)


def test_the_workflow_has_the_least_rights_and_pinned_actions() -> None:
    ours = (ROOT / ".github/workflows/publish.yml").read_text("utf-8")
    theirs = (ROOT / "site_templates/project/github/workflows/publish.yml").read_text("utf-8")
    # The repository installs itself, a new project what its requirements name; nothing else differs.
    own = (
        "      - run: python -m pip install --require-hashes -r requirements.lock\n"
        "      - run: python -m pip install --no-deps --no-build-isolation .\n"
    )
    assert ours.count(own) == 2
    assert theirs == ours.replace(own, "      - run: python -m pip install -r requirements.txt\n")
    workflow = yaml.safe_load(ours)
    assert workflow["permissions"] == {"contents": "read"}
    rights = {name: job.get("permissions") for name, job in workflow["jobs"].items()}
    assert rights == {"check": None, "build": None, "deploy": {"pages": "write", "id-token": "write"}}
    assert "pull_request_target" not in ours
    for line in re.findall(r"uses: (.*)", ours):
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line), line
    # No value of an event reaches a shell.
    assert not any("${{" in step.get("run", "") for job in workflow["jobs"].values() for step in job["steps"])
    commands = [step["run"] for step in workflow["jobs"]["check"]["steps"] if "run" in step]
    assert commands[-1] == "scanpress check --format github"
    assert workflow["jobs"]["deploy"]["if"] == "github.ref == 'refs/heads/main'"


def test_the_wheel_makes_a_project_outside_the_checkout(tmp_path: Path) -> None:
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check"]
    source = tmp_path / "source"
    source.mkdir()
    for name in ("generator", "site_templates", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"):
        # Links, so that the build leaves nothing in the checkout and copies nothing needlessly.
        (source / name).symlink_to(ROOT / name)
    built = run([*pip, "wheel", str(source), "--no-deps", "--no-build-isolation", "-w", str(tmp_path)], tmp_path)
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("scanpress-*.whl")
    target = tmp_path / "installed"
    installed = run([*pip, "install", "--no-deps", "--no-index", "--target", str(target), str(wheel)], tmp_path)
    assert installed.returncode == 0, installed.stderr
    packaged = files(target / "generator" / "site_templates")
    assert packaged == {path for path in files(ROOT / "site_templates") if "__pycache__" not in path}

    env = {"PYTHONPATH": str(target)}
    command = [sys.executable, "-m", "generator"]
    where = run([sys.executable, "-c", "import generator; print(generator.__file__)"], tmp_path, **env)
    assert where.stdout.startswith(str(target))
    made = run([*command, "new", "survey"], tmp_path, **env)
    assert made.returncode == 0, made.stderr
    assert files(tmp_path / "survey") == FILES
    built = mkdocs(tmp_path / "survey", "build", "--strict", **env)
    assert built.returncode == 0, built.stderr
    assert (target / "bin" / "scanpress").exists() or os.name == "nt"
