"""What is published is what was read, whatever happens to an input meanwhile; and a disk that is full is said."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, configure, copy_project, environment

pytestmark = pytest.mark.thorough

SCAN = "content/scans/mm-rlhf-2025/scan.json"

# Does something once, at a moment of a build or an export: when everything was read and nothing is published, or when
# the first page is made.
COMMAND = """
import os, shutil, sys
from pathlib import Path
from generator.adapters import export
from generator import workers
from generator.adapters.mkdocs import build
from generator.readers import discovery
how, moment, held, processes, *command = sys.argv[1:]
file = Path("SCAN").resolve()

def once(real, is_moment):
    def instead(*arguments, **named):
        if is_moment and not done:
            done.append(1)
            change()
        return real(*arguments, **named)
    return instead

def change():
    if how == "nothing":
        return
    data = file.read_bytes().replace(b"MM-RLHF", b"MM-XXXX")
    if how == "edit":
        file.write_bytes(data)
    elif how == "remove":
        file.unlink()
    elif how == "pipe":
        file.unlink()
        os.mkfifo(file)
    elif how == "link":
        file.unlink()
        Path("outside.json").write_bytes(data)
        file.symlink_to(Path("outside.json").resolve())
    elif how == "folder":
        file.unlink()
        file.mkdir()

done = []
discovery._MOST_HELD = int(held)
build.Build.publish = once(build.Build.publish, moment == "read")
build.Build.make = once(build.Build.make, moment == "made")
export._Tree.add_content = once(export._Tree.add_content, moment == "read")
export.TargetFolder.fill = once(export.TargetFolder.fill, moment == "made")
if int(processes) > 1:
    workers.processors, workers._WORTHWHILE = lambda: int(processes), 1
if command[0] == "export":
    from generator.adapters.cli import main
    sys.exit(main(command))
from mkdocs.__main__ import cli
cli(command)
""".replace("SCAN", SCAN)  # fmt: skip


@pytest.fixture
def made(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "project")


def run(project: Path, how: str, moment: str, *command: str, held: int = 0, processes: int = 1) -> str:
    result = subprocess.run(
        [sys.executable, "-c", COMMAND, how, moment, str(held), str(processes), *command], cwd=project, timeout=120,
        env=environment(PYTHONPATH=str(ROOT)), capture_output=True, text=True, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    assert "Traceback" not in result.stderr, result.stderr
    assert result.returncode == 0, result.stderr
    return result.stderr


def check(site: Path, page: str, ending: str = "") -> bytes | None:
    """The input as it is served, once it is sure that its page was made from it; ``None`` where there is neither."""
    shown, raw = site / "scans/mm-rlhf-2025" / page, site / f"scans/mm-rlhf-2025/scan.json{ending}"
    assert shown.exists() == raw.exists()
    if not shown.exists():
        return None
    data = gzip.decompress(raw.read_bytes()) if ending else raw.read_bytes()
    text = shown.read_text("utf-8")
    assert hashlib.sha256(data).hexdigest() in text
    assert re.search("MM-(RLHF|XXXX)", text)[0] == re.search("MM-(RLHF|XXXX)", data.decode())[0]
    assert json.loads(data)
    return data


CHANGES = ["edit", "remove", "pipe", "link", "folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
class TestBuild:
    @pytest.mark.parametrize("how", CHANGES)
    def test_a_change_before_it_is_published_is_read_again(self, made: Path, how: str) -> None:
        said = run(made, how, "read", "build")
        data = check(made / "site", "index.html")
        assert (data is not None) == (how == "edit")
        if data is not None:
            assert b"MM-XXXX" in data
        elif how != "remove":
            assert "scans/mm-rlhf-2025/scan.json: " in said

    @pytest.mark.parametrize("how", CHANGES)
    def test_a_change_while_pages_are_made_is_of_the_next_build(self, made: Path, how: str) -> None:
        run(made, how, "made", "build", processes=3)
        data = check(made / "site", "index.html")
        assert data is not None
        assert b"MM-RLHF" in data
        run(made, "nothing", "made", "build")
        again = check(made / "site", "index.html")
        assert again is None if how != "edit" else b"MM-XXXX" in again

    @pytest.mark.parametrize("fast", [True, False])
    @pytest.mark.parametrize("moment", ["read", "made"])
    def test_compressed_and_through_markdown(self, made: Path, moment: str, fast: bool) -> None:
        options = {"compress_raw": True, "fast": fast}
        configure(made, lambda settings: settings.update(plugins=["search", {"scanpress": options}]))
        run(made, "edit", moment, "build")
        assert check(made / "site", "index.html", ".gz") is not None

    def test_an_input_that_is_still_held_is_published_as_it_was(self, made: Path) -> None:
        run(made, "remove", "read", "build", held=10**6)
        assert b"MM-RLHF" in (check(made / "site", "index.html") or b"")

    def test_other_plugins_see_what_was_read(self, made: Path) -> None:
        (made / "hook.py").write_text(
            "def on_nav(nav, files, config):\n"
            "    file = files.get_file_from_path('scans/mm-rlhf-2025/scan.json')\n"
            "    assert b'MM-RLHF' in file.content_bytes\n"
            "    file.content_string = file.content_string.replace('MM-RLHF', 'MM-HOOK')\n"
            "    moved = files.get_file_from_path('syntheses/synthetic-data-evaluation-metrics.txt')\n"
            "    moved.dest_uri = 'moved.txt'\n",
            "utf-8",
        )
        configure(made, lambda settings: settings.update(hooks=["hook.py"]))
        run(made, "nothing", "read", "build")
        assert b"MM-HOOK" in (made / "site/scans/mm-rlhf-2025/scan.json").read_bytes()
        assert (made / "site/moved.txt").is_file()
        assert not (made / "site/syntheses/synthetic-data-evaluation-metrics.txt").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes in folders")
@pytest.mark.parametrize("how", CHANGES)
@pytest.mark.parametrize("moment", ["read", "made"])
def test_an_export_is_of_one_reading(made: Path, how: str, moment: str) -> None:
    run(made, how, moment, "export", "plain", "-q")
    data = check(made / "plain/content", "index.md")
    assert (data is not None) == (how == "edit")
    # Nothing of it depends on how often it was tried.
    run(made, "nothing", moment, "export", "again", "-q")
    files = [
        sorted(path.relative_to(made / name) for path in (made / name).rglob("*")) for name in ("plain", "again")
    ]
    assert files[0] == files[1]
