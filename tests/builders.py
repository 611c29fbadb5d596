"""The environment with other builders of MkDocs projects and with plugins, which ``make builders`` makes."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT, run

FOLDER = ROOT / ".cache" / "builders"
LOCK = ROOT / ".ci" / "builders.lock"


def program(name: str) -> str:
    """The path of a program in that environment. In CI its absence is a failure."""
    path = FOLDER / "bin" / name
    if not (FOLDER / ".ready").is_file() or not path.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"there is no {path}; run make builders")
        pytest.skip("the other builders and plugins are not installed; make builders installs them")
    return str(path)


def locked(package: str) -> str:
    """The version of a package in that environment."""
    found = re.search(rf"^{re.escape(package)}==(\S+)", LOCK.read_text("utf-8"), re.M)
    assert found, f"{package} is not in {LOCK.name}"
    return found[1]


def build(name: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the project in ``folder`` strictly."""
    return run(
        [program(name), "build", "--strict", *arguments], folder, DISABLE_MKDOCS_2_WARNING="true", NO_COLOR="1"
    )
