"""One walk decides what may be published: nothing hostile is opened, followed or left unnamed."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path

import pytest

from generator import Config, Severity
from generator.build import generate
from generator.errors import ConfigError
from generator.readers import discover, discovery, entries
from generator.readers.content import survey
from generator.readers.entries import Content
from tests.attacks import NAMES
from tests.conftest import ROOT
from tests.inputs import SCAN, written

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")


def look(config: Config) -> Content:
    """What the walk finds, in bounded time; a walk that hangs fails the test."""
    found: list[Content] = []
    thread = threading.Thread(target=lambda: found.append(survey(config)), daemon=True)
    thread.start()
    thread.join(20)
    assert found, "the walk hangs"
    return found[0]


def rules(found: Content) -> dict[str, str]:
    assert all(item.remedy and item.file in found.refused for item in found.diagnostics)
    return {item.file: item.rule for item in found.diagnostics}


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a content folder, a secret outside it and one inside."""
    (tmp_path / "secret").write_text("secret")
    root = tmp_path / "repository"
    written(root / "content", {"scans/a/scan.json": SCAN, "guide/x.md": "# x"})
    (root / "README.md").write_text("# Readme")
    (root / ".env").write_text("secret")
    (root / "lib").mkdir()
    (root / "lib/x.png").write_text("x")
    return root


def of(repository: Path) -> Content:
    return look(Config(repository / "content", repository=repository))


class TestLinks:
    @pytest.mark.parametrize("folder", ["", "guide/", "guide/inner/", "scans/", "scans/a/", "syntheses/"])
    @pytest.mark.parametrize("name", ["x.md", "page.png"])
    @pytest.mark.parametrize(
        "target",
        ["/etc/passwd", "{up}secret", "{root}.env", "nowhere", "x.md", "/dev/zero", "/dev/tty", "/", "/proc"],
    )
    def test_that_leave_the_repository(self, repository, folder, name, target):
        place = repository / "content" / folder / f"link-{name}"
        place.parent.mkdir(parents=True, exist_ok=True)
        root = "../" * (folder.count("/") + 1)
        place.symlink_to(target.format(up=f"{root}../", root=root) if target != "x.md" else place.name)
        found = of(repository)
        assert rules(found) == {f"{folder}link-{name}": "symlink"}
        assert {item.severity for item in found.diagnostics} == {Severity.ERROR}
        assert sorted(found.files) == ["guide/x.md", "scans/a/scan.json"]

    def test_to_files_of_the_repository_are_followed_outside_the_input_folders(self, repository):
        (repository / "content/about.md").symlink_to("../README.md")
        (repository / "content/guide/y.md").symlink_to("x.md")
        (repository / "content/scans/a/x.png").symlink_to("../../../lib/x.png")
        found = of(repository)
        assert rules(found) == {"scans/a/x.png": "symlink"}
        assert Path(found.files["about.md"]).read_text() == "# Readme"
        assert Path(found.files["guide/y.md"]).read_text() == "# x"

    def test_without_a_repository_the_content_folder_is_the_limit(self, repository):
        (repository / "content/about.md").symlink_to("../README.md")
        assert rules(look(Config(repository / "content"))) == {"about.md": "symlink"}

    def test_to_folders_and_in_circles(self, repository):
        links = {"lib": "../lib", "here": ".", "there": ".", "guide/up": "..", "all": "/", "one": "two", "two": "one"}
        for name, target in links.items():
            (repository / "content" / name).symlink_to(target)
        found = of(repository)
        assert rules(found) == dict.fromkeys(links, "symlink")
        assert sorted(found.files) == ["guide/x.md", "scans/a/scan.json"]

    def test_a_content_folder_that_is_a_link_is_where_it_leads(self, repository):
        (repository / "linked").symlink_to("content")
        found = look(Config(repository / "linked"))
        assert sorted(found.files) == ["guide/x.md", "scans/a/scan.json"]


@pytest.mark.parametrize("name", ["x.md", "x.png", "a/b/x.css", "index.md", "scans/pipe", "scans/a/x.html"])
@pytest.mark.parametrize("kind", ["pipe", "socket"])
def test_what_is_no_file_is_never_waited_for(repository, monkeypatch, name, kind):
    place = repository / "content" / name
    place.parent.mkdir(parents=True, exist_ok=True)
    monkeypatch.chdir(place.parent)
    if kind == "pipe":
        os.mkfifo(place.name)
    else:
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(place.name)
    config = Config(repository / "content")
    said = {item.file: item.rule for item in content_and_inputs(config)}
    assert said == {name: "not-a-file"}
    assert name not in look(config).files


def content_and_inputs(config: Config):
    from generator.readers import discover

    found = discover(config)
    assert {item.file for item in found.diagnostics} == set(found.refused)
    return found.diagnostics


@pytest.mark.parametrize("name", NAMES)
def test_names_that_break_out_are_refused_and_the_rest_is_left_alone(tmp_path, name):
    written(tmp_path, {f"{name}/x.md": "x", f"guide/{name}.md": "x", f"scans/{name}/scan.json": SCAN,
                       f"scans/{name}/x.png": "x"})  # fmt: skip
    found = look(Config(tmp_path))
    breaks_out = any(sign in '<>"\\' or not sign.isprintable() for sign in name)
    expected = {name: "unfit-name", f"guide/{name}.md": "unfit-name", f"scans/{name}/x.png": "unfit-name"}
    assert rules(found) == (expected if breaks_out else {})
    # An input is read whatever its folder's name: its address is made from it, and is none of it.
    assert f"scans/{name}/scan.json" in found.files
    assert len(found.files) == (1 if breaks_out else 4)


def test_what_is_hidden_is_refused_without_an_error(repository):
    (repository / "content/.venv/bin").mkdir(parents=True)
    (repository / "content/.venv/bin/python").symlink_to("/bin/sh")
    os.mkfifo(repository / "content/.well-known")
    (repository / "content/.git").mkdir()
    (repository / "content/.git/loop").symlink_to("..")
    found = of(repository)
    assert rules(found) == {".venv/bin/python": "symlink", ".well-known": "not-a-file"}
    assert {item.severity for item in found.diagnostics} == {Severity.NOTE}


def test_nothing_hidden_is_a_file_of_the_input_folders(repository):
    written(repository / "content", {"scans/a/.x.png": "x", "scans/.b/x.png": "x", ".c/x.png": "x"})
    assert sorted(of(repository).files) == [".c/x.png", "guide/x.md", "scans/a/scan.json"]


class TestPublish:
    FILES = {"scans/a/x.svg": "x", "scans/a/notes.md": "x", "scans/index.md": "x", "syntheses/x.bib": "x"}  # noqa: RUF012

    def left_out(self, folder: Path, *publish: str) -> set[str]:
        config = written(folder, self.FILES, publish=publish)
        diagnostics = content_and_inputs(config)
        assert {item.severity for item in diagnostics} <= {Severity.WARNING}
        assert not {item.file for item in diagnostics} & set(look(config).files)
        return {item.file for item in diagnostics}

    def test_endings_and_paths(self, tmp_path):
        everything = set(self.FILES)
        assert self.left_out(tmp_path) == everything
        assert self.left_out(tmp_path, "svg") == everything - {"scans/a/x.svg"}
        assert self.left_out(tmp_path, ".SVG") == everything - {"scans/a/x.svg"}
        assert self.left_out(tmp_path, "scans/index.md") == everything - {"scans/index.md"}
        assert self.left_out(tmp_path, "md") == everything - {"scans/index.md", "scans/a/notes.md"}

    @pytest.mark.parametrize("entry", ["", ".", "*", "*.svg", "tar.gz", "s vg"])
    def test_what_is_neither(self, tmp_path, entry):
        with pytest.raises(ConfigError, match="publish"):
            Config(tmp_path, publish=(entry,))

    def test_the_guide_lists_the_endings(self):
        guide = (ROOT / "content/guide/broken-inputs.md").read_text("utf-8")
        _, _, section = guide.partition("## What is published from the input folders")
        listed = section.partition("in any case")[0]
        assert {ending for ending in entries.HARMLESS_ENDINGS if f"`{ending}`" not in listed} == set()
        assert not {"html", "htm", "xhtml", "svg", "svgz", "js", "mjs", "css", "xml", "md", "wasm"} & (
            entries.HARMLESS_ENDINGS
        )


def test_the_walk_asks_the_system_once_a_folder(tmp_path, monkeypatch):
    """What an entry is stands in its folder's list, so thousands of scans need no further question each."""
    written(tmp_path, {f"scans/s{number}/scan.json": "{}" for number in range(50)})
    asked = []
    for name in ("stat", "lstat", "scandir", "listdir"):
        real = getattr(os, name)
        monkeypatch.setattr(
            os, name, lambda path, *rest, real=real, **named: asked.append(path) or real(path, *rest, **named)
        )
    found = survey(Config(tmp_path))
    assert len(found.files) == 50
    assert len(asked) < 52 + 25


@pytest.mark.parametrize("swapped", ["content/scans/a/scan.json", "content/scans/a", "content/scans"])
def test_what_becomes_a_link_after_the_walk_is_not_followed(repository, swapped):
    outside = repository.parent / "outside"
    written(outside / "content", {"scans/a/scan.json": SCAN})
    config = Config(repository / "content", repository=repository)
    found = look(config)
    place = repository / swapped
    place.rename(repository.parent / "moved")
    place.symlink_to(outside / swapped)
    assert place.exists()
    read = discover(config, content=found)
    assert read.scans == ()
    assert [(item.file, item.rule) for item in read.diagnostics] == [("scans/a/scan.json", "unreadable")]
    assert "scans/a/scan.json" in read.refused


def test_what_becomes_a_link_before_it_is_read_again_is_not_followed(repository, monkeypatch):
    monkeypatch.setattr(discovery, "_MOST_HELD", 0)
    (scan,) = discover(Config(repository / "content", repository=repository)).scans
    folder = repository / "content/scans/a"
    folder.rename(repository / "moved")
    folder.symlink_to(repository / "moved")
    with pytest.raises(OSError, match=r"scan\.json"):
        scan.load()
    folder.unlink()
    (repository / "moved").rename(folder)
    assert scan.load()


def test_a_link_to_a_file_of_the_content_folder_is_read_where_it_led(repository):
    (repository / "content/scans/b").mkdir()
    (repository / "content/scans/b/scan.json").symlink_to("../a/scan.json")
    config = Config(repository / "content", repository=repository)
    found = look(config)
    (repository / "content/scans/b/scan.json").unlink()
    (repository / "content/scans/b/scan.json").symlink_to(repository / ".env")
    assert [scan.load() for scan in discover(config, content=found).scans] == [
        (repository / "content/scans/a/scan.json").read_bytes()
    ] * 2


@pytest.mark.parametrize("path", ["scans/moved.yml", "scans/families.yml", "scans/a/reply.md"])
def test_a_folder_in_the_place_of_what_the_publisher_writes_is_named(tmp_path, path):
    (tmp_path / "content" / path).mkdir(parents=True)
    written(tmp_path / "content", {"scans/a/scan.json": SCAN})
    found = discover(Config(content=tmp_path / "content"))
    assert {item.file: item.rule for item in found.diagnostics} == {path: "not-a-file"}


def test_what_lies_too_deep_is_named_and_ends_no_build(tmp_path):
    # One name of a byte becomes eleven signs of an address, and systems take 4,096 for a path.
    fits, deep = (f"scans/{'_/' * number}scan.json" for number in (290, 300))
    build = generate(written(tmp_path / "content", {fits: SCAN, f"{'x/' * 400}index.md": "# x"}))
    assert "misplaced" not in {item.rule for item in build.diagnostics}
    assert max(len(asset.path) for asset in build.assets) < 3_500
    build = generate(written(tmp_path / "content", {deep: SCAN}))
    (path,) = [item.file for item in build.diagnostics if item.rule == "misplaced"]
    assert deep.startswith(path)
    assert path in build.refused
    assert build.papers == 1
