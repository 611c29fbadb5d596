"""What is installed is pinned, hashed and listed; what runs in CI is pinned by commit."""

from __future__ import annotations

import json
import re

import pytest
import yaml

from tests.conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text("utf-8")
WORKFLOWS = sorted(path for path in ROOT.rglob("publish.yml") if not {".venv", "mutants"} & set(path.parts))


def requirements() -> dict[str, str]:
    """Each requirement of the lock file with all that is said of it."""
    parts = re.split(r"^(?=[A-Za-z0-9])", re.sub(r"^\s*#.*\n", "", LOCK, flags=re.M), flags=re.M)
    return {re.match(r"[A-Za-z0-9._-]+", part)[0]: part for part in parts if "==" in part}


def test_every_requirement_is_pinned_with_hashes() -> None:
    found = requirements()
    assert len(found) > 30
    for name, text in found.items():
        assert "--hash=sha256:" in text, name


def test_the_lock_file_covers_what_the_project_asks_for() -> None:
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    asked = set(re.findall(r'^  "([A-Za-z0-9_-]+)(?:[><=]|",)', project, re.M))
    locked = {name.lower().replace("_", "-") for name in requirements()}
    assert {"mkdocs", "pydantic", "pytest"} <= {name.lower() for name in asked}
    assert {name.lower().replace("_", "-") for name in asked} <= locked


def test_no_lock_file_names_a_host() -> None:
    npm = (ROOT / "tests/browser/tools/package-lock.json").read_text("utf-8")
    for text in (LOCK, npm):
        assert not re.search(r"https?://|file:", text)
    for name, package in json.loads(npm)["packages"].items():
        assert not name or package["integrity"].startswith("sha512-")


def test_licences_are_listed() -> None:
    listed = set(re.findall(r"^\| ([A-Za-z0-9._-]+)", (ROOT / "THIRD-PARTY.md").read_text("utf-8"), re.M))
    assert set(requirements()) <= listed


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_actions_are_pinned_and_permissions_least(path) -> None:
    text = path.read_text("utf-8")
    for use in re.findall(r"uses:\s*(\S+.*)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}\s+# v\d+(\.\d+)*", use), use
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    for name, job in workflow["jobs"].items():
        extra = set(job.get("permissions", {}).items()) - {("contents", "read")}
        assert not extra or ("deploy" in name and extra == {("pages", "write"), ("id-token", "write")}), name
    # The file name "on" is read by YAML as a truth value.
    triggers = workflow.get("on", workflow.get(True))
    assert {"push", "pull_request"} <= set(triggers)


def test_there_is_a_workflow_here_and_in_the_starter() -> None:
    assert len(WORKFLOWS) == 2
