"""A site served under its sub-path, and pages that remember what they did."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.served import Quiet
from benchmarks.served import served as served_at_root
from tests.conftest import configure, copy_project, mkdocs
from tests.inputs import SCAN, changed, written
from tests.shore import shore_files

PREFIX = "/survey"


class _Handler(Quiet):
    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix(PREFIX))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a site that is served as a code host's pages would be."""
    with served_at_root(site, _Handler) as address:
        yield f"{address.removesuffix('/')}{PREFIX}/"


@contextmanager
def instantly(site: Path) -> Iterator[str]:
    """The address of a served site whose pages lead to one another without being loaded anew."""
    with served(site) as base:
        # The theme goes instantly to what the sitemap lists, and does not overlook the port.
        sitemap = site / "sitemap.xml"
        sitemap.write_text(sitemap.read_text("utf-8").replace("https://example.org/survey/", base), "utf-8")
        yield base


@dataclass
class Visit:
    """A page in the browser, what it asked for, and what it complained about."""

    page: Page
    base: str
    foreign: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> Page:
        self.page.goto(self.base + path)
        self.page.wait_for_load_state("load")
        return self.page


@contextmanager
def visiting(browser: Browser, base: str, width: int = 1280, scheme: str = "light") -> Iterator[Visit]:
    """A fresh browser profile on a site."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme="dark" if scheme == "dark" else "light",
    )
    visit = Visit(context.new_page(), base)
    visit.page.on("request", lambda item: item.url.startswith(base) or visit.foreign.append(item.url))
    visit.page.on(
        "console", lambda item: visit.complaints.append(item.text) if item.type in {"error", "warning"} else None
    )
    visit.page.on("pageerror", lambda item: visit.complaints.append(str(item)))
    visit.page.on("dialog", lambda item: (visit.complaints.append(f"dialog: {item.message}"), item.dismiss()))
    try:
        yield visit
    finally:
        context.close()


@pytest.fixture(scope="session")
def demo(demo_site: Path) -> Iterator[str]:
    with served(demo_site) as address:
        yield address


def built(folder: Path, files: dict[str, object], **settings: object) -> Path:
    project = copy_project(folder / "project")
    for name in ("scans", "syntheses"):
        for path in (project / "content" / name).rglob("*.*"):
            path.unlink()
    written(project / "content", files)

    def change(config: dict) -> None:
        config.pop("nav")
        for name, value in settings.items():
            if name == "features":
                config["theme"]["features"] += value
            else:
                config[name] = value

    configure(project, change)
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    return project / "site"


@pytest.fixture(scope="session")
def shore_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    # Enough papers beside the shore's own for a second page of the table; none of them has statistics.
    more = {
        f"scans/more-{number}/scan.json": changed(
            SCAN, paper={"title": f"More {number:02}", "authors": ["Bo"], "year": 2020}
        )
        for number in range(50)
    }
    with served(built(tmp_path_factory.mktemp("shore"), {**shore_files(), **more})) as address:
        yield address
