"""Building again: what did not change stays as it is, and the site is always that of a clean build."""

from __future__ import annotations

import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from benchmarks.corpus import make_corpus
from generator.resources import page_templates
from tests.conftest import configure, copy_project, mkdocs
from tests.site.parallel import in_parallel

Site = dict[str, tuple[bytes, int]]


def contents(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def times(site: Path) -> dict[str, int]:
    return {path.relative_to(site).as_posix(): path.stat().st_mtime_ns for path in site.rglob("*") if path.is_file()}


def build(project: Path, *more: str) -> Path:
    result = mkdocs(project, "build", "-q", *more)
    assert result.returncode == 0, result.stderr[-3000:]
    return project / "site"


def clean_build(project: Path, target: Path) -> dict[str, bytes]:
    """The site as a first build makes it, from a copy of the project without any memory of earlier builds."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(project, target, ignore=shutil.ignore_patterns("site", ".cache"))
    return contents(build(target))


@pytest.fixture
def made(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "project")
    shutil.copytree(page_templates(), project / "page_templates")
    settings = yaml.safe_load((project / "mkdocs.yml").read_text("utf-8"))
    settings["plugins"] = ["search", {"scanpress": {"templates": "page_templates"}}]
    (project / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    make_corpus(project / "content", 24, 5, small=True)
    return project


def test_an_unchanged_build_writes_no_page_and_no_input_again(made: Path) -> None:
    site = build(made)
    before, stamps = contents(site), times(site)
    time.sleep(0.05)
    build(made)
    assert contents(site) == before
    again = times(site)
    ours = [path for path in again if path.startswith(("scans/", "syntheses/"))]
    assert len(ours) > 30
    assert {path for path in ours if again[path] != stamps[path]} == set()


def test_an_edit_rewrites_what_it_changes(made: Path) -> None:
    site = build(made)
    stamps = times(site)
    scan = made / "content/scans/mm-rlhf-2025/scan.json"
    data = json.loads(scan.read_text("utf-8"))
    data["paper"]["title"] = "An edited title"
    scan.write_text(json.dumps(data), "utf-8")
    time.sleep(0.05)
    build(made)
    again = times(site)
    changed = {
        path for path in again if path.startswith(("scans/", "syntheses/")) and again[path] != stamps.get(path)
    }
    assert "scans/mm-rlhf-2025/index.html" in changed
    assert "scans/mm-rlhf-2025/scan.json" in changed
    assert "scans/index.html" in changed
    # Both real syntheses name what this scan names, and show its title.
    assert "syntheses/synthetic-data-evaluation-metrics/index.html" in changed
    assert len(changed) < len([path for path in again if path.startswith("scans/")]) / 2


def states(project: Path) -> list[Path]:
    return sorted((project / ".cache/scanpress").glob("*.json"))


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"null", b'{"key": 1, "pages": {}, "files": []}', b'{"key": "x", "pages": [], "files": 5}',
     b"\xff\xfe\x00", b'{"key": "x", "pages": {"a": {"b": 1}}, "files": ["../../outside"]}'],
)  # fmt: skip
def test_a_damaged_state_means_a_full_build(made: Path, tmp_path: Path, damage: bytes) -> None:
    outside = tmp_path / "outside"
    outside.write_text("stays")
    expected = contents(build(made))
    (state,) = states(made)
    state.write_bytes(damage)
    (made / "site/scans/mm-rlhf-2025/index.html").write_text("tampered with")
    assert contents(build(made)) == expected
    assert outside.read_text() == "stays"


def test_a_page_that_was_tampered_with_is_made_again(made: Path) -> None:
    expected = contents(build(made))
    page = made / "site/scans/mm-rlhf-2025/index.html"
    page.write_bytes(page.read_bytes().replace(b"19 of 55", b"55 of 55"))
    (made / "site/scans/left-over").mkdir()
    (made / "site/scans/left-over/index.html").write_text("left over")
    assert contents(build(made)) == expected


def test_a_published_input_is_the_input_whatever_was_done_to_either(made: Path) -> None:
    source, copy = made / "content/scans/mm-rlhf-2025/scan.json", made / "site/scans/mm-rlhf-2025/scan.json"
    os.utime(source, (10**9, 10**9))
    build(made)
    copy.write_bytes(copy.read_bytes().replace(b"MM-RLHF", b"MM-XXXX"))
    build(made)
    assert copy.read_bytes() == source.read_bytes()
    source.write_bytes(source.read_bytes().replace(b"MM-RLHF", b"MM-YYYY"))
    os.utime(source, (10**9 + 1, 10**9 + 1))
    build(made)
    assert copy.read_bytes() == source.read_bytes()
    copy.unlink()
    build(made)
    assert copy.read_bytes() == source.read_bytes()
    # A change that keeps size and time, as some tools that copy files do.
    stamp = source.stat()
    source.write_bytes(source.read_bytes().replace(b"MM-YYYY", b"MM-ZZZZ"))
    os.utime(source, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    build(made)
    assert copy.read_bytes() == source.read_bytes()


def test_a_dirty_build_takes_nothing_away(made: Path) -> None:
    site = build(made)
    before = set(contents(site))
    build(made, "--dirty")
    assert set(contents(site)) == before
    assert contents(build(made)) == clean_build(made, made.parent / "clean")


def test_a_state_of_another_version_is_not_trusted_about_copies(made: Path) -> None:
    configure(made, lambda config: config["plugins"][1]["scanpress"].update(compress_raw=True))
    # What has just been changed is not believed anything.
    time.sleep(2.1)
    expected = contents(build(made))
    # As an earlier version of this package, or of zlib, might have written it, and known that it did.
    copy = made / "site/scans/mm-rlhf-2025/scan.json.gz"
    (state,) = states(made)
    data = json.loads(state.read_bytes())
    copy.write_bytes(gzip.compress((made / "content/scans/mm-rlhf-2025/scan.json").read_bytes(), 1, mtime=0))
    stamp = copy.stat()
    data["copied"]["scans/mm-rlhf-2025/scan.json.gz"][4:] = [stamp.st_size, stamp.st_ino, stamp.st_mtime_ns]
    data["key"] = "another version"
    state.write_text(json.dumps(data))
    assert contents(build(made)) == expected


def test_inputs_can_be_published_compressed(made: Path, tmp_path: Path) -> None:
    configure(made, lambda config: config["plugins"][1]["scanpress"].update(compress_raw=True))
    source = made / "content/scans/mm-rlhf-2025/scan.json"
    os.utime(source, (10**9, 10**9))
    site = build(made)
    copy = site / "scans/mm-rlhf-2025/scan.json.gz"
    assert gzip.decompress(copy.read_bytes()) == source.read_bytes()
    assert not (site / "scans/mm-rlhf-2025/scan.json").exists()
    assert 'href="scan.json.gz"' in (site / "scans/mm-rlhf-2025/index.html").read_text("utf-8")
    assert list(site.rglob("syntheses/*.txt")) == []
    stamp = copy.stat().st_mtime_ns
    build(made)
    assert copy.stat().st_mtime_ns == stamp
    source.write_bytes(source.read_bytes().replace(b"MM-RLHF", b"MM-XXXX"))
    build(made)
    assert gzip.decompress(copy.read_bytes()) == source.read_bytes()
    export = subprocess.run(
        [sys.executable, "-m", "generator", "export", str(tmp_path / "plain"), "-q"], cwd=made, check=False
    )
    assert export.returncode == 0
    assert (tmp_path / "plain/content/scans/mm-rlhf-2025/scan.json.gz").read_bytes() == copy.read_bytes()


def edits(project: Path) -> dict[str, Callable[[random.Random], None]]:
    """What a publisher may do between two builds."""
    scans = project / "content/scans"

    def some(rng: random.Random) -> Path:
        return rng.choice(sorted(path for path in scans.rglob("scan*.json")))

    def change(rng: random.Random) -> None:
        path = some(rng)
        data = json.loads(path.read_text("utf-8"))
        data[rng.choice(["key_findings", "note"])] = f"Edited {rng.random()}"
        if rng.random() < 0.5:
            data["paper"]["title"] = f"Retitled {rng.random()}"
        path.write_text(json.dumps(data), "utf-8")

    def add(rng: random.Random) -> None:
        folder = scans / f"added-{rng.randrange(10**6)}"
        shutil.copytree(some(rng).parent, folder)

    def remove(rng: random.Random) -> None:
        if len(list(scans.iterdir())) > 3:
            shutil.rmtree(some(rng).parent)

    def rename(rng: random.Random) -> None:
        folder = some(rng).parent
        folder.rename(folder.with_name(f"renamed-{rng.randrange(10**6)}"))

    def break_one(rng: random.Random) -> None:
        some(rng).write_text('{"paper": ', "utf-8") if len(list(scans.iterdir())) > 5 else None

    def synthesis(rng: random.Random) -> None:
        folder = project / "content/syntheses"
        texts = sorted(folder.glob("*.txt"))
        source = rng.choice(texts)
        if rng.random() < 0.4 and len(texts) > 2:
            source.unlink()
        else:
            shutil.copy(source, folder / f"copy-{rng.randrange(10**6)}.txt")

    def template(rng: random.Random) -> None:
        path = project / "page_templates/scan.md.j2"
        text = path.read_text("utf-8")
        path.write_text(text.replace('"Key findings"', '"Findings"') if "Key findings" in text
                        else text.replace('"Findings"', '"Key findings"'), "utf-8")  # fmt: skip

    def option(rng: random.Random) -> None:
        path = project / "mkdocs.yml"
        settings = yaml.safe_load(path.read_text("utf-8"))
        settings["plugins"][1]["scanpress"]["listed_links"] = rng.randrange(1, 30)
        settings["site_name"] = f"Site {rng.randrange(100)}"
        settings["site_url"] = f"https://example.org/{rng.randrange(100)}/"
        path.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")

    def hand_written(rng: random.Random) -> None:
        (project / f"content/page-{rng.randrange(3)}.md").write_text(f"# By hand {rng.random()}\n", "utf-8")

    def theme(rng: random.Random) -> None:
        overrides = project / "overrides"
        overrides.mkdir(exist_ok=True)
        block = f"{{% block announce %}}News {rng.randrange(100)}{{% endblock %}}"
        (overrides / "main.html").write_text('{% extends "base.html" %}' + block, "utf-8")
        path = project / "mkdocs.yml"
        settings = yaml.safe_load(path.read_text("utf-8"))
        settings["theme"]["custom_dir"] = "overrides"
        path.write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")

    def kill(rng: random.Random) -> None:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=project, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        time.sleep(rng.uniform(0.3, 1.6))
        process.send_signal(signal.SIGKILL)
        process.wait()

    return {name: function for name, function in locals().items() if callable(function) and name not in {"some"}}


def build_shared(project: Path) -> Path:
    result = in_parallel(project, worthwhile=1)
    assert result.returncode == 0, result.stderr[-3000:]
    return project / "site"


SHARED = pytest.param(3, build_shared, marks=pytest.mark.skipif(sys.platform != "linux", reason="on Linux only"))


@pytest.mark.parametrize(("seed", "build_again"), [(0, build), (1, build), (2, build), SHARED])
def test_any_sequence_of_edits_gives_the_site_of_a_clean_build(
    made: Path, tmp_path: Path, seed: int, build_again: Callable[[Path], Path]
) -> None:
    rng = random.Random(seed)
    possible = edits(made)
    names = sorted(possible)
    rng.shuffle(names)
    build(made)
    done = []
    for step in range(0, len(names), 2):
        for name in names[step : step + 2]:
            possible[name](rng)
            done.append(name)
        assert contents(build_again(made)) == clean_build(made, tmp_path / "clean"), done


def test_a_change_of_address_changes_every_page(made: Path, tmp_path: Path) -> None:
    build(made)
    settings = yaml.safe_load((made / "mkdocs.yml").read_text("utf-8"))
    settings.update(site_url="https://elsewhere.example/papers/", repo_url="https://elsewhere.example/repo/",
                    edit_uri="edit/", theme={**settings["theme"], "features": ["content.action.edit"]})  # fmt: skip
    (made / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    assert contents(build(made)) == clean_build(made, tmp_path / "clean")


def test_what_a_hook_does_to_the_site_is_done_once(made: Path) -> None:
    (made / "hook.py").write_text(
        "from pathlib import Path\n\ndef on_post_build(config, **_):\n"
        "    for page in Path(config.site_dir).rglob('*.html'):\n"
        "        page.write_text(page.read_text('utf-8') + '<!-- seen -->', 'utf-8')\n",
        "utf-8",
    )
    configure(made, lambda config: config.update(hooks=["hook.py"]))
    first = contents(build(made))
    assert contents(build(made)) == first
    assert first["scans/mm-rlhf-2025/index.html"].count(b"<!-- seen -->") == 1


def test_a_hook_that_looks_at_pages_sees_every_page(made: Path) -> None:
    (made / "hook.py").write_text(
        "import re\n\ndef on_post_page(output, page, **_):\n"
        "    return output.replace('</body>', '<p>' + re.sub('[^a-z]', '', page.url) + '</p></body>')\n",
        "utf-8",
    )
    configure(made, lambda config: config.update(hooks=["hook.py"]))
    first = contents(build(made))
    assert contents(build(made)) == first
    assert b"<p>scansmmrlhf</p></body>" in first["scans/mm-rlhf-2025/index.html"]
