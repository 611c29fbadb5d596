"""What tests need from npm, fetched once from the lock files in the folders beside this module."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, run

_HERE = Path(__file__).parent


def missing(what: str) -> None:
    """A tool that is not there fails the tests in CI, and skips them elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def checkers() -> Path:
    """The folder with what checks pages and scripts."""
    return fetched(_HERE / "tools", ROOT / ".cache" / "page-checkers")


def firefox_driver() -> Path:
    """The folder with what drives a Firefox."""
    return fetched(_HERE / "firefox", ROOT / ".cache" / "firefox-driver")


def fetched(source: Path, target: Path) -> Path:
    """The folder with the packages that a lock file names."""
    lock = (source / "package-lock.json").read_bytes()
    stamp = target / "installed"
    if not stamp.is_file() or stamp.read_bytes() != lock:
        npm = shutil.which("npm")
        if npm is None:
            missing(f"npm is needed to fetch what is in {source.name} (Debian: apt-get install npm)")
        target.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(source / name, target)
        result = run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], target, timeout=300)
        if result.returncode:
            missing(f"npm could not fetch what is in {source.name}: {result.stderr[-500:]}")
        stamp.write_bytes(lock)
    return target / "node_modules"
