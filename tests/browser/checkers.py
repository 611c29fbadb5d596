"""The tools that check pages and scripts, fetched once by npm from the lock file beside this module."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from tests.conftest import ROOT, run

_SOURCE = Path(__file__).with_name("tools")
_TARGET = ROOT / ".cache" / "page-checkers"


def missing(what: str) -> None:
    """A tool that is not there fails the tests in CI, and skips them elsewhere."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


def checkers() -> Path:
    """The folder with the installed tools."""
    lock = (_SOURCE / "package-lock.json").read_bytes()
    stamp = _TARGET / "installed"
    if not stamp.is_file() or stamp.read_bytes() != lock:
        npm = shutil.which("npm")
        if npm is None:
            missing("npm is needed to fetch the page checkers (Debian: apt-get install npm)")
        _TARGET.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(_SOURCE / name, _TARGET)
        result = run([npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"], _TARGET, timeout=300)
        if result.returncode:
            missing(f"npm could not fetch the page checkers: {result.stderr[-500:]}")
        stamp.write_bytes(lock)
    return _TARGET / "node_modules"
