"""`mkdocs serve`: what a publisher changes is there at the next reload, and nothing is rebuilt without reason."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.resources import page_templates
from tests.conftest import configure, copy_project


class Server:
    """A running preview of a project."""

    strict = True

    def __init__(self, project: Path) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
        self.project = project
        self.log = project / "serve.log"
        self.base = f"http://127.0.0.1:{port}/survey/"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", *(["--strict"] if self.strict else []),
             "-a", f"127.0.0.1:{port}"],
            cwd=project,
            stdin=subprocess.DEVNULL,
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        )  # fmt: skip
        self.wait_for("", "Paper scans")

    def get(self, path: str) -> tuple[int, str]:
        try:
            with urllib.request.urlopen(self.base + path, timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return 0, ""

    def wait_for(self, path: str, text: str, status: int = 200) -> None:
        """Poll until the page has the text (and the status)."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            code, body = self.get(path)
            if code == status and text in body:
                return
            assert self.process.poll() is None, self.log.read_text("utf-8")
            time.sleep(0.1)
        pytest.fail(f"{path or 'the home page'} never had {text!r}:\n{self.log.read_text('utf-8')[-2000:]}")

    def builds(self) -> int:
        return len(re.findall(r"Building documentation\.\.\.", self.log.read_text("utf-8")))

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    project = copy_project(tmp_path_factory.mktemp("serve") / "project")
    shutil.copytree(page_templates(), project / "page_templates")
    configure(
        project, lambda settings: settings.update(plugins=["search", {"scanpress": {"templates": "page_templates"}}])
    )
    running = Server(project)
    yield running
    running.stop()


@pytest.mark.xdist_group("serve")
def test_changes_show_at_the_next_reload(server: Server) -> None:
    scan_file = server.project / "content/scans/mm-rlhf-2025/scan.json"
    scan = json.loads(scan_file.read_text("utf-8"))

    scan["key_findings"] = "An edited finding."
    scan_file.write_text(json.dumps(scan), "utf-8")
    server.wait_for("scans/mm-rlhf-2025/", "An edited finding.")

    new = server.project / "content/scans/new-paper/scan.json"
    new.parent.mkdir()
    new.write_text(json.dumps({**scan, "paper": {"title": "A new paper", "authors": [], "year": 2026}}), "utf-8")
    server.wait_for("scans/new-paper/", "A new paper")
    server.wait_for("scans/", "A new paper")
    # Files of all papers wait for a whole build, as this one is.
    server.wait_for("exports/papers.bib", "A new paper")

    shutil.rmtree(new.parent)
    server.wait_for("scans/new-paper/", "404", status=404)
    # It comes back to those who wait there, as every page does.
    server.wait_for("scans/new-paper/", "livereload(", status=404)

    template = server.project / "page_templates/scan.md.j2"
    template.write_text(template.read_text("utf-8").replace('"Key findings"', '"What was found"'), "utf-8")
    server.wait_for("scans/mm-rlhf-2025/", "What was found")

    (server.project / "content/notes.md").write_text("# Notes\n\nBy hand.\n", "utf-8")
    configure(server.project, lambda settings: settings["nav"].append({"Notes": "notes.md"}))
    server.wait_for("notes/", "By hand.")

    bad = server.project / "content/scans/bad/scan.json"
    bad.parent.mkdir()
    bad.write_text("{", "utf-8")
    end = time.monotonic() + 30
    while "scans/bad/scan.json" not in server.log.read_text("utf-8") and time.monotonic() < end:
        time.sleep(0.1)
    assert "scans/bad/scan.json" in server.log.read_text("utf-8")
    assert server.process.poll() is None, "a bad file must not end the preview"
    shutil.rmtree(bad.parent)
    server.wait_for("scans/mm-rlhf-2025/", "An edited finding.")


@pytest.mark.xdist_group("serve")
def test_nothing_is_rebuilt_without_a_change(server: Server) -> None:
    time.sleep(1.5)  # what was changed before has settled by then
    before = server.builds()
    time.sleep(3)
    assert server.builds() == before
