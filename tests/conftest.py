"""What tests share: building a site, looking at it."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import settings

# How long an example takes depends on what else the machine does; the tests that mind measure it themselves.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# What templates print and views hold is checked in all tests, also in the commands that they run.
os.environ.setdefault("SCANPRESS_DEBUG", "1")

# Two hundred commands, each of which would compile the whole package again.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

if sys.platform == "win32":
    # A test that asks for what Windows does not have is skipped.
    def _absent(*arguments: object, **named: object) -> None:
        pytest.skip("Windows does not have this")

    for _name in ("mkfifo", "fork", "killpg"):
        setattr(os, _name, _absent)
    # Windows ends a process for any of them at once.
    signal.SIGKILL = signal.SIGTERM

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "tests" / "fixtures"


def environment(**more: str) -> dict[str, str]:
    """What commands find in their environment."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", **more}


def run(command: list[str], cwd: Path, timeout: float = 120, **env: str) -> subprocess.CompletedProcess[str]:
    """Run a command and give back what it printed; never waits for input."""
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment(**env),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=timeout,
        check=False,
    )


def mkdocs(cwd: Path, *arguments: str, timeout: float = 120, **env: str) -> subprocess.CompletedProcess[str]:
    """Run MkDocs as a command of its own."""
    return run([sys.executable, "-m", "mkdocs", *arguments], cwd, timeout, **env)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the demo project: configuration and content."""
    return copy_project(tmp_path / "project")


def copy_project(target: Path) -> Path:
    """Copy the demo project's configuration and content to ``target``.

    Of the guide only the first page is whole: the others, of which the copies have the headings, would take a sixth
    of each of the many builds. The demo site itself has them.
    """
    target.mkdir(parents=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    shutil.copytree(ROOT / "content", target / "content")
    for page in (target / "content" / "guide").glob("*.md"):
        if page.name != "index.md":
            headings = re.findall(r"^#+ .+$", page.read_text("utf-8"), re.MULTILINE)
            page.write_text("\n\n".join(headings), "utf-8")
    return target


def configure(project: Path, change: Callable[[dict], None]) -> None:
    """Change a project's mkdocs.yml as data."""
    path = project / "mkdocs.yml"
    settings = yaml.safe_load(path.read_text("utf-8"))
    change(settings)
    path.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site, built strictly, once for all tests of a worker."""
    site = tmp_path_factory.mktemp("demo") / "site"
    result = mkdocs(ROOT, "build", "--strict", "-d", str(site))
    assert result.returncode == 0, result.stderr
    return site


@pytest.fixture(scope="session")
def fixture_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of every fixture and the real inputs together."""
    project = copy_project(tmp_path_factory.mktemp("fixtures") / "project")
    for fixture in sorted(FIXTURES.glob("*.json")):
        folder = project / "content" / "scans" / fixture.stem.replace("_", "-")
        folder.mkdir()
        shutil.copy(fixture, folder / "scan.json")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return project / "site"


@pytest.fixture(scope="session")
def playwright() -> Iterator[object]:
    """What drives browsers."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        yield driver


@pytest.fixture(scope="session")
def browser(request: pytest.FixtureRequest) -> Iterator[object]:
    """A headless Chromium. In CI its absence is a failure."""
    path = os.environ.get("CHROMIUM") or next(
        filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
    )
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("there is no Chromium; install Debian's package chromium")
        pytest.skip("there is no Chromium; install Debian's package chromium, or set CHROMIUM to its path")
    chromium = request.getfixturevalue("playwright").chromium.launch(
        executable_path=path,
        args=[
            "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--no-first-run",
        ],
    )  # fmt: skip
    yield chromium
    chromium.close()
