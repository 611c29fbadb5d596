"""Building again: what did not change stays as it is, and the site is always that of a clean build."""

from __future__ import annotations

import gzip
import json
import os
import posixpath
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from mkdocs.config import load_config

from benchmarks.corpus import make_corpus
from generator.adapters.mkdocs.state import AssetState, BuiltState, PageState, State, StateStore
from generator.build import BuiltPage
from generator.render.html import Heading
from generator.resources import page_templates
from generator.views.search import SearchEntry
from tests.conftest import ROOT, configure, copy_project, mkdocs
from tests.inputs import written
from tests.shore import SCANS, claim, claims, flags, shore_files
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


TWINS = [f"twin-{number}" for number in range(8)]


def twin(number: int) -> dict[str, Any]:
    """One of many papers of one shape, each of which cites another: by its arXiv id, its DOI or its title."""
    cited = (number + 1) % len(TWINS)
    by = [{"arxiv_id": f"2501.0000{cited}"}, {"doi": f"10.1000/twin{cited}"}, {"title": f"Twin {cited}"}][number % 3]
    return {
        **SCANS["eps"],
        "paper": {"title": f"Twin {number}", "authors": ["Ida Sand"], "year": 2025, "arxiv_id": f"2501.0000{number}",
                  "doi": f"10.1000/twin{number}"},
        "key_findings": f"TwinNet{number % 2} holds.",
        "claims": claims((f"Twin {number} holds.", "weak")),
        "red_flags": flags("One beach"),
        "cited_papers": [{"title": f"Cited as {number}", **by}],
    }  # fmt: skip


def report(number: int) -> dict[str, Any]:
    """One of many reports of one shape, which share a claim; each names and cites a paper."""
    return {
        "title": f"On TwinNet{number % 2}, {number}",
        "date": f"2026-01-0{number + 1}",
        "claims": [claim("Twins hold.", True, 0.5 + number / 10), claim(f"Twin {number} falls.", False, 0.1)],
        "references": [{"title": f"Twin {number}"}],
    }


@pytest.fixture
def related(made: Path) -> Path:
    """Inputs with every relation, and enough pages of each shape that not all of them are made again each time."""
    files = shore_files() | {f"scans/{name}/scan.json": twin(number) for number, name in enumerate(TWINS)}
    files |= {f"syntheses/twin-{number}.json": report(number) for number in range(5)}
    written(made / "content", files)
    configure(made, lambda config: config["plugins"][1]["scanpress"].update(rows_per_page=10, listed_links=3))
    return made


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


def remembered(project: Path) -> list[Path]:
    found = sorted((project / ".cache/scanpress").iterdir())
    assert len(found) == 3, "what was read, what was written, and the segments of the search"
    return found


@pytest.mark.parametrize("damage", [b"", b"{}", b"\xff\xfe\x00", b"SQLite format 3\x00" + bytes(5000), "copied"])
@pytest.mark.thorough
def test_a_damaged_or_foreign_memory_means_a_full_build(made: Path, tmp_path: Path, damage: bytes | str) -> None:
    expected = contents(build(made))
    if damage == "copied":
        # As of another place, where the same was built.
        shutil.copytree(made, tmp_path / "other", ignore=shutil.ignore_patterns("site", ".cache"))
        build(tmp_path / "other")
        for ours, theirs in zip(remembered(made), remembered(tmp_path / "other"), strict=True):
            assert ours.name != theirs.name
            shutil.copy(theirs, ours)
    else:
        for file in remembered(made):
            file.write_bytes(damage)
    (made / "site/scans/mm-rlhf-2025/index.html").write_text("tampered with")
    assert contents(build(made)) == expected
    assert contents(build(made)) == expected


@pytest.mark.thorough
def test_without_a_place_for_the_secret_nothing_is_remembered(made: Path) -> None:
    (made / "file").write_text("")
    expected = contents(build(made))
    shutil.rmtree(made / ".cache")
    for place in ("file", ".", ".cache", "/dev/null", ""):
        result = mkdocs(
            made, "build", "-q", XDG_CACHE_HOME=str(made / place) if place != "" else "", HOME="/dev/null"
        )
        assert result.returncode == 0, result.stderr
        assert not list(made.rglob("secret"))
        assert not list(made.rglob("*.db"))
        assert contents(made / "site") == expected


@pytest.mark.thorough
def test_a_page_that_was_tampered_with_is_made_again(made: Path) -> None:
    expected = contents(build(made))
    page = made / "site/scans/mm-rlhf-2025/index.html"
    page.write_bytes(page.read_bytes().replace(b"19 of 55", b"55 of 55"))
    (made / "site/scans/left-over").mkdir()
    (made / "site/scans/left-over/index.html").write_text("left over")
    assert contents(build(made)) == expected


@pytest.mark.thorough
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


@pytest.mark.thorough
def test_a_dirty_build_takes_nothing_away(made: Path) -> None:
    site = build(made)
    before = set(contents(site))
    build(made, "--dirty")
    assert set(contents(site)) == before
    assert contents(build(made)) == clean_build(made, made.parent / "clean")


@pytest.mark.thorough
def test_a_copy_that_another_version_made_is_not_trusted(made: Path) -> None:
    configure(made, lambda config: config["plugins"][1]["scanpress"].update(compress_raw=True))
    expected = contents(build(made))
    # As an earlier version of this package, or of zlib, might have written it.
    copy = made / "site/scans/mm-rlhf-2025/scan.json.gz"
    copy.write_bytes(gzip.compress((made / "content/scans/mm-rlhf-2025/scan.json").read_bytes(), 1, mtime=0))
    assert contents(build(made)) == expected


def test_a_state_is_taken_and_of_another_version_knows_the_files_only(tmp_path: Path) -> None:
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.config_file_path = str(tmp_path / "mkdocs.yml")
    page = PageState("a", "b", "c", 1, 2, (("anchor", "title", "text"),))
    asset = AssetState("0" * 64, 1, 2)
    files = {"p/index.html", "p/scan.json"}
    html = BuiltPage("<h1>A</h1>", (Heading(1, "", "A"),), {"title": "A"}, (SearchEntry("anchor", "title", "text"),))
    state = State({"p/index.html": page}, {"p/scan.json": asset}, {"b": "{}"}, files, {"p.md": BuiltState("a", html)})
    compiled = {"a key": b"code\n\x00of\xff it"}
    StateStore(config, "one").save(state, compiled)
    taken = StateStore(config, "one")
    assert taken.load() == state
    assert taken.compiled == compiled
    assert StateStore(config, "one").load() == State(), "a build that is killed leaves none behind"
    taken.save(state, compiled)
    other = StateStore(config, "two")
    assert other.load() == State(files=files)
    assert other.compiled == {}
    other.save(state, compiled)
    assert StateStore(config, "two").load() == state, "all of it is there once more, though another version's was"
    StateStore(config, "one").save(State(files={"../../outside", "/etc/passwd", "p/index.html"}))
    assert StateStore(config, "one").load().files == {"p/index.html"}


def test_markup_and_code_are_not_taken_from_other_machines(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SCANPRESS_CACHE_KEY", "a long and secret word")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(tmp_path / "site"))
    config.config_file_path = str(tmp_path / "mkdocs.yml")
    html = BuiltState("a", BuiltPage("<h1>A</h1>", (), {}, ()))
    StateStore(config, "one").save(State(shapes={"b": "{}"}, built={"p.md": html}), {"key": b"code"})
    again = StateStore(config, "one")
    assert again.load() == State(shapes={"b": "{}"})
    assert again.compiled == {}


@pytest.mark.thorough
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

    def reply(rng: random.Random) -> None:
        path = some(rng).with_name("reply.md")
        if path.exists() and rng.random() < 0.3:
            path.unlink()
        else:
            path.write_text(f"We disagree. {rng.random()}", "utf-8")

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

    def replaced(rng: random.Random) -> None:
        pages = ["methodology.md", "scans/alpha/index.md", "scans/page-2/index.md", "syntheses/twin-1/index.md"]
        page = project / "content" / rng.choice(pages)
        if page.exists():
            page.unlink()
        else:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text("# Instead\n", "utf-8")

    def methodology(rng: random.Random) -> None:
        page = project / "content/methodology.md"
        page.unlink() if page.exists() else page.write_text("# How we work\n", "utf-8")

    def field(rng: random.Random, path: Path, change: Callable[[dict[str, Any]], None]) -> None:
        try:
            data = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            return
        change(data)
        path.write_text(json.dumps(data), "utf-8")

    def identity(rng: random.Random) -> None:
        number = rng.randrange(len(TWINS))
        new = rng.choice([{"title": f"Twin {rng.randrange(8)}"}, {"arxiv_id": f"2501.0000{rng.randrange(8)}"},
                          {"doi": f"10.1000/twin{rng.randrange(8)}"}])  # fmt: skip
        field(rng, scans / f"twin-{number}/scan.json", lambda data: data["paper"].update(new))

    def citation(rng: random.Random) -> None:
        cited = [{"title": f"Twin {rng.randrange(8)}"}, {"arxiv_id": f"2501.0000{rng.randrange(8)}"}]
        field(rng, scans / f"twin-{rng.randrange(8)}/scan.json", lambda data: data.update(cited_papers=cited))

    def names(rng: random.Random) -> None:
        text = f"TwinNet{rng.randrange(3)} and DuneBench."
        field(rng, scans / f"twin-{rng.randrange(8)}/scan.json", lambda data: data.update(key_findings=text))

    def shared_claim(rng: random.Random) -> None:
        new = [claim(rng.choice(["Twins hold.", "Dunes move."]), rng.random() < 0.5, round(rng.random(), 1))]
        field(rng, project / f"content/syntheses/twin-{rng.randrange(5)}.json", lambda data: data.update(claims=new))

    def report_title(rng: random.Random) -> None:
        new = {"title": f"On TwinNet{rng.randrange(3)} once more", "gate": rng.choice(["PASSED", "FALSIFIED"])}
        field(rng, project / f"content/syntheses/twin-{rng.randrange(5)}.json", lambda data: data.update(new))

    def another_scan(rng: random.Random) -> None:
        folder = scans / f"twin-{rng.randrange(8)}"
        if not folder.exists():
            return
        newer = folder / "scan-v9.json"
        newer.unlink() if newer.exists() else newer.write_text(json.dumps({**twin(3), "scan_version": 9}), "utf-8")

    def answer(rng: random.Random) -> None:
        source = SCANS[rng.choice(["beta", "gamma", "eps"])]["checklist"]
        field(rng, scans / f"twin-{rng.randrange(8)}/scan.json", lambda data: data.update(checklist=source))

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

    return {
        name: function for name, function in locals().items() if callable(function) and name not in {"some", "field"}
    }


def build_shared(project: Path) -> Path:
    result = in_parallel(project, worthwhile=1)
    assert result.returncode == 0, result.stderr[-3000:]
    return project / "site"


_AT_ONCE = 4
"""How many edits lie between two builds. Each step costs two builds, so these tests take as long as there are steps."""

SHARED = pytest.param(3, build_shared, marks=pytest.mark.skipif(sys.platform != "linux", reason="on Linux only"))


@pytest.mark.parametrize(("seed", "build_again"), [(0, build), (1, build), SHARED])
@pytest.mark.thorough
def test_any_sequence_of_edits_gives_the_site_of_a_clean_build(
    related: Path, tmp_path: Path, seed: int, build_again: Callable[[Path], Path]
) -> None:
    rng = random.Random(seed)
    possible = edits(related)
    names = sorted(possible)
    rng.shuffle(names)
    build(related)
    done = []
    for step in range(0, len(names), _AT_ONCE):
        for name in names[step : step + _AT_ONCE]:
            possible[name](rng)
            done.append(name)
        assert contents(build_again(related)) == clean_build(related, tmp_path / "clean"), done


@pytest.fixture
def spread(related: Path) -> Path:
    """The same inputs in all forms and places: below docs_dir and beside it, in folders, flat, and as lines."""
    content, papers = related / "content", related / "papers"
    (papers / "2025").mkdir(parents=True)
    for number in (2, 3):
        (content / f"scans/twin-{number}").rename(papers / f"2025/twin-{number}")
    for number in (4, 5):
        (content / f"scans/twin-{number}/scan.json").rename(papers / f"twin-{number}.json")
        (content / f"scans/twin-{number}").rmdir()
    for number in (6, 7):
        shutil.rmtree(content / f"scans/twin-{number}")
    Lines(related / "lines/twins.jsonl").write([{"slug": f"twin-{number}", **twin(number)} for number in (6, 7)])
    (related / "reports").mkdir()
    (content / "syntheses/twin-1.json").rename(related / "reports/twin-1.json")
    for number in (2, 3):
        (content / f"syntheses/twin-{number}.json").unlink()
    Lines(content / "syntheses/more.jsonl").write([{"id": "twin-2", **report(2)}])
    Lines(related / "reports/more.jsonl").write([{"id": "twin-3", **report(3)}])
    configure(related, lambda config: config["plugins"][1]["scanpress"].update(PLACES))
    return related


PLACES: dict[str, Any] = {"scans": ["scans", "../papers", "lines/*.jsonl"], "syntheses": ["syntheses", "../reports"]}


class Lines:
    """A file of JSON Lines."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def read(self) -> list[Any]:
        return [json.loads(line) for line in self.path.read_text("utf-8").splitlines()] if self.path.exists() else []

    def write(self, values: list[Any]) -> None:
        self.path.parent.mkdir(exist_ok=True)
        self.path.write_text("".join(f"{json.dumps(value)}\n" for value in values), "utf-8")


def edits_of_places(project: Path) -> dict[str, Callable[[random.Random], None]]:
    """What a publisher may do to inputs that lie elsewhere, lie flat, or are lines."""
    content, papers = project / "content", project / "papers"

    def flat(rng: random.Random) -> Path:
        return rng.choice(sorted(papers.glob("*.json")))

    def a_file_of_lines(rng: random.Random) -> Lines:
        places = ["lines/twins.jsonl", "lines/later.jsonl", "content/syntheses/more.jsonl", "reports/more.jsonl"]
        return Lines(project / rng.choice(places))

    def change_a_line(rng: random.Random) -> None:
        file = a_file_of_lines(rng)
        values = file.read()
        for value in values[:1]:
            words = f"TwinNet{rng.randrange(3)} in line {rng.random()}"
            value.update({"key_findings": words} if "paper" in value else {"title": words})
        file.write(values)

    def retitle_a_line(rng: random.Random) -> None:
        file = Lines(project / "lines/twins.jsonl")
        values = file.read()
        for value in values:
            value["paper"]["title"] = f"Twin {rng.randrange(8)}"
        file.write(values)

    def add_a_line(rng: random.Random) -> None:
        file = Lines(project / f"lines/{rng.choice(['twins', 'later'])}.jsonl")
        # Without a field that names it, its identifier does.
        named = rng.choice([{"slug": f"line-{rng.randrange(9)}"}, {"paper_id": f"Line {rng.randrange(9)}"}, {}])
        file.write([*file.read(), {**named, **twin(rng.randrange(8))}])

    def put_a_line_first(rng: random.Random) -> None:
        file = Lines(project / "lines/twins.jsonl")
        file.write([{"slug": f"first-{rng.randrange(9)}", **twin(rng.randrange(8))}, *file.read()])

    def turn_lines_round(rng: random.Random) -> None:
        file = a_file_of_lines(rng)
        file.write(file.read()[::-1])

    def remove_a_line(rng: random.Random) -> None:
        file = a_file_of_lines(rng)
        file.write(file.read()[1:])

    def break_a_line(rng: random.Random) -> None:
        with (project / "lines/later.jsonl").open("a", encoding="utf-8") as stream:
            stream.write(rng.choice(["\n", "{\n", "[]\n", json.dumps(twin(1))]))

    def change_a_flat_file(rng: random.Random) -> None:
        path = flat(rng)
        value = json.loads(path.read_text("utf-8"))
        value["red_flags"] = flags(f"Flag {rng.random()}")
        path.write_text(json.dumps(value), "utf-8")

    def rename_a_flat_file(rng: random.Random) -> None:
        flat(rng).rename(papers / f"renamed-{rng.randrange(10**6)}.json")

    def put_a_flat_file_into_a_folder(rng: random.Random) -> None:
        """Its address stays."""
        path = flat(rng)
        (papers / path.stem).mkdir(exist_ok=True)
        shutil.copy(path, papers / path.stem / "scan.json")
        if len(list(papers.glob("*.json"))) > 1:
            path.unlink()

    def move_into_the_content(rng: random.Random) -> None:
        """Its address stays as well."""
        for folder in sorted(path.parent for path in papers.glob("2025/*/scan.json"))[:1]:
            (content / "scans/2025").mkdir(exist_ok=True)
            shutil.rmtree(content / f"scans/2025/{folder.name}", ignore_errors=True)
            folder.rename(content / f"scans/2025/{folder.name}")

    def take_an_address(rng: random.Random) -> None:
        """Two inputs would have one address."""
        value = {**twin(rng.randrange(8)), "key_findings": f"Twice {rng.random()}"}
        (papers / f"twin-{rng.randrange(8)}.json").write_text(json.dumps(value), "utf-8")

    def add_a_neighbour(rng: random.Random) -> None:
        (papers / "figure.png").write_bytes(rng.randbytes(9))
        (papers / "page.md").write_text("# Not published\n", "utf-8")

    def report_elsewhere(rng: random.Random) -> None:
        value = {**report(rng.randrange(5)), "title": f"On TwinNet{rng.randrange(3)}, {rng.random()}"}
        (project / f"reports/twin-{rng.randrange(5)}.json").write_text(json.dumps(value), "utf-8")

    def other_places(rng: random.Random) -> None:
        places = rng.choice([PLACES["scans"], PLACES["scans"][:2], ["scans", "../papers/*.json", "lines/*.jsonl"]])
        configure(project, lambda config: config["plugins"][1]["scanpress"].update(scans=places))

    return {
        name: function
        for name, function in locals().items()
        if callable(function) and name not in {"flat", "a_file_of_lines"}
    }


@pytest.mark.parametrize(("seed", "build_again"), [(0, build), SHARED])
@pytest.mark.thorough
def test_any_sequence_of_edits_does_so_wherever_inputs_lie(
    spread: Path, tmp_path: Path, seed: int, build_again: Callable[[Path], Path]
) -> None:
    rng = random.Random(seed)
    possible = edits_of_places(spread)
    names = sorted(possible)
    rng.shuffle(names)
    site = contents(build(spread))
    # All of them are there, whatever their form.
    for path in (
        *(f"scans/{'2025/' * (n in (2, 3))}twin-{n}" for n in range(8)),
        *(f"syntheses/twin-{n}" for n in range(5)),
    ):
        assert f"{path}/index.html" in site, path
    done = []
    for step in range(0, len(names), _AT_ONCE):
        for name in names[step : step + _AT_ONCE]:
            possible[name](rng)
            done.append(name)
        assert contents(build_again(spread)) == clean_build(spread, tmp_path / "clean"), done


def edit(project: Path, path: str, **fields: Any) -> None:
    file = project / "content" / path
    file.write_text(json.dumps({**json.loads(file.read_text("utf-8")), **fields}), "utf-8")


def by_hand(project: Path) -> None:
    (project / "content/methodology.md").write_text("# How we work\n", "utf-8")


@pytest.mark.parametrize(
    ("change", "touched"),
    [
        # Twin 2 cites by the title, which leads nowhere now; twin 3 is cited by this one; report 3 cited it, and it
        # stands among the scans of a name in reports 1 and 3.
        (lambda project: edit(project, "scans/twin-3/scan.json", paper={**twin(3)["paper"], "title": "Another"}),
         {"scans/twin-2", "scans/twin-3", "scans/twin-4", "syntheses/twin-1", "syntheses/twin-3"}),
        (lambda project: edit(project, "scans/twin-5/scan.json", cited_papers=[]), {"scans/twin-5", "scans/twin-6"}),
        # Nobody else shows them.
        (lambda project: edit(project, "scans/twin-4/scan.json", red_flags=flags("Two beaches")), {"scans/twin-4"}),
        # Report 4 lists the three others that come first.
        (lambda project: edit(project, "syntheses/twin-3.json", claims=[claim("Twins hold.", True, 0.9)]),
         {"syntheses/twin-0", "syntheses/twin-1", "syntheses/twin-2", "syntheses/twin-3"}),
        (by_hand, {f"scans/{name}" for name in TWINS}),
    ],
    ids=["title", "citation", "red flag", "confidence", "methodology by hand"],
)  # fmt: skip
@pytest.mark.thorough
def test_of_many_pages_of_one_shape_those_are_made_again_that_show_something_else(
    related: Path, tmp_path: Path, change: Callable[[Path], None], touched: set[str]
) -> None:
    site = build(related)
    stamps = times(site)
    change(related)
    time.sleep(0.05)
    build(related)
    again = times(site)
    pages = {f"scans/{name}" for name in TWINS} | {f"syntheses/twin-{number}" for number in range(5)}
    written_again = {page for page in pages if again[f"{page}/index.html"] != stamps[f"{page}/index.html"]}
    assert touched <= written_again
    # The first page of each shape is made again to see whether the frame is still right: of two shapes here.
    assert len(written_again - touched) <= 2
    assert contents(site) == clean_build(related, tmp_path / "clean")


@pytest.mark.thorough
def test_a_change_of_address_changes_every_page(made: Path, tmp_path: Path) -> None:
    build(made)
    settings = yaml.safe_load((made / "mkdocs.yml").read_text("utf-8"))
    settings.update(site_url="https://elsewhere.example/papers/", repo_url="https://elsewhere.example/repo/",
                    edit_uri="edit/", theme={**settings["theme"], "features": ["content.action.edit"]})  # fmt: skip
    (made / "mkdocs.yml").write_text(yaml.safe_dump(settings, sort_keys=False), "utf-8")
    assert contents(build(made)) == clean_build(made, tmp_path / "clean")


@pytest.mark.thorough
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


@pytest.mark.thorough
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


def test_the_navigation_leads_to_the_same_places_from_every_folder(related: Path) -> None:
    # The second pages of both indexes have one shape but for that.
    site = build(related)
    expected = {"Home": "", "Scans": "scans", "Syntheses": "syntheses", "Methodology": "methodology"}
    for path in ("scans/page-2", "scans/page-3", "syntheses/page-2", "scans/twin-1", "syntheses/twin-1"):
        page = (site / path / "index.html").read_text("utf-8")
        links = re.findall(
            r'<a href="([^"]*)" class="md-(?:nav|tabs)__link">\s*(?:<span[^>]*>\s*)?([^<]*?)\s*<', page
        )
        places = {
            (name, posixpath.normpath(posixpath.join(path, address))) for address, name in links if name in expected
        }
        assert places == {(name, place or ".") for name, place in expected.items()}, path
