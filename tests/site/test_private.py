"""What is used of others without being documented is as it was tried, and the site is right without each piece."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from types import SimpleNamespace

import pytest
from jinja2 import DictLoader, Environment
from jinja2.compiler import CodeGenerator
from mkdocs.config import load_config
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import Files
from mkdocs.structure.toc import AnchorLink, TableOfContents
from packaging.requirements import Requirement
from watchdog.events import FileSystemEventHandler
from watchdog.observers.polling import PollingEmitter, PollingObserver

from benchmarks.dom import events
from generator.adapters.mkdocs.private import TRIED, listing, missing, pages, polling
from generator.build import generate
from generator.config import Config
from generator.render import environment
from tests.conftest import ROOT, configure, copy_project, run
from tests.policy.test_supply_chain import asked
from tests.site.html import article, text_of
from tests.site.searched import theme_entries

pytestmark = pytest.mark.thorough

HIDDEN = """
import sys, types
def gone(module, name):
    __import__(module)
    setattr(sys.modules[module], name, types.SimpleNamespace())
"""
"""Lets a module of ours see nothing in a module of others."""

PRIVATE = "generator.adapters.mkdocs.private"
WITHOUT = {
    "nothing": "",
    "clean_directory": f'gone("{PRIVATE}.emptying", "utils")',
    "write_file and copy_file": f'gone("{PRIVATE}.writing", "utils")',
    "get_context": f'gone("{PRIVATE}.pages", "build")',
    "get_files": f'gone("{PRIVATE}.listing", "mkdocs_build")',
    "os.walk": f'gone("{PRIVATE}.listing", "mkdocs_files")',
    # MkDocs itself still knows who listens.
    "plugins.events": """
from mkdocs.plugins import PluginCollection
def look(self, name):
    if name == "events" and sys._getframe(1).f_globals["__name__"].startswith("generator."):
        raise AttributeError(name)
    return dict.__getattribute__(self, name)
PluginCollection.__getattribute__ = look
""",
    # The same index, with another name for its entries.
    "search_index.entries": """
import inspect
from material.plugins.search import plugin
text = inspect.getsource(plugin.SearchIndex).replace(".entries", ".found")
exec(compile(text, plugin.__file__, "exec"), vars(plugin))
""",
}
ENTRIES = "search_index.entries"
BUILD = "\nfrom mkdocs.__main__ import cli\ncli(['build', '--verbose'])\n"
BY_MKDOCS = "Building page scans/mm-rlhf-2025/index.md"


def project(target: Path, search: str = "scanpress") -> Path:
    folder = copy_project(target)
    configure(folder, lambda settings: settings.update(plugins=["search", {"scanpress": {"search": search}}]))
    # One of the ways in which MkDocs' own walk goes astray.
    (folder / "content" / "loop").symlink_to(".", target_is_directory=True)
    configure(
        folder, lambda settings: settings.update(repo_url="https://example.org/r", edit_uri="edit/main/content/")
    )
    return folder


def build(folder: Path, piece: str) -> str:
    result = run([sys.executable, "-c", HIDDEN + WITHOUT[piece] + BUILD], folder)
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout + result.stderr


def found(site: Path) -> dict[str, object]:
    """What every file of a site says; the order of a sitemap says nothing."""

    def read(path: Path) -> object:
        if path.suffix == ".html":
            return events(path.read_text("utf-8"))
        return sorted(path.read_text("utf-8").splitlines()) if path.name == "sitemap.xml" else path.read_bytes()

    return {
        path.relative_to(site).as_posix(): read(path)
        for path in sorted(site.rglob("*"))
        if path.is_file() and path.suffix != ".gz" and path.name != "search_index.json"
    }


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = project(tmp_path_factory.mktemp("usual") / "project")
    assert BY_MKDOCS not in build(folder, "nothing"), "the pages do not go past MkDocs' loop any more"
    return folder / "site"


def test_the_releases_that_are_installed_were_tried() -> None:
    assert {name: metadata.version(name) for name in TRIED} == TRIED
    assert metadata.version("jinja2") in str(environment._Direct.__doc__)


def test_the_releases_that_may_change_a_piece_are_excluded() -> None:
    bounds = {requirement.name: requirement for requirement in asked()}
    for name in (*TRIED, "jinja2"):
        assert isinstance(bounds[name], Requirement), name
        assert any(item.operator == "<" for item in bounds[name].specifier), name
        assert bounds[name].specifier.contains(metadata.version(name)), name


def test_what_did_not_change_is_spared(tmp_path: Path) -> None:
    folder = project(tmp_path / "project")
    build(folder, "nothing")
    page = folder / "site/scans/mm-rlhf-2025/index.html"
    before = page.stat().st_mtime_ns
    build(folder, "nothing")
    assert page.stat().st_mtime_ns == before


def test_no_link_to_a_folder_is_followed(usual: Path) -> None:
    assert (usual / "scans").is_dir()
    assert not (usual / "loop").exists()


@pytest.mark.parametrize("piece", [piece for piece in WITHOUT if piece not in ("nothing", ENTRIES)])
def test_the_site_is_the_same_without_a_piece(usual: Path, tmp_path: Path, piece: str) -> None:
    folder = project(tmp_path / "project")
    said = build(folder, piece)
    assert found(folder / "site") == found(usual)
    assert (BY_MKDOCS in said) == (piece in ("get_context", "plugins.events"))
    check_again(folder, piece)


@pytest.mark.parametrize("piece", ["nothing", "plugins.events", ENTRIES])
def test_the_search_of_the_theme_finds_the_same_without_a_piece(tmp_path: Path, piece: str) -> None:
    folder = project(tmp_path / "project", search="material")
    said = build(folder, piece)
    assert (BY_MKDOCS in said) == (piece != "nothing")
    words = theme_entries(folder / "site")
    here = [entry for entry in words if entry["location"].startswith("scans/mm-rlhf-2025/")]
    assert any("MM-RLHF" in entry["title"] + entry["text"] for entry in here)
    check_again(folder, piece)


def check_again(folder: Path, piece: str) -> None:
    """And once more, with what it remembers."""
    (folder / "content/syntheses/soft-labeled-synthetic-data-calvin.txt").unlink()
    build(folder, piece)
    assert not (folder / "site/syntheses/soft-labeled-synthetic-data-calvin/index.html").exists()
    page = "scans/mm-rlhf-2025/index.html"
    assert text_of(article(folder / "site" / page)).startswith("All scans")


def test_the_theme_has_the_files_that_mkdocs_finds(tmp_path: Path) -> None:
    (tmp_path / "sub/.hidden").mkdir(parents=True)
    for name in ("sub/a.css", "sub/.hidden/b.css", ".c.css", "d.css"):
        (tmp_path / name).write_text("")
    config = load_config(str(ROOT / "mkdocs.yml"))
    config.theme.dirs.insert(0, str(tmp_path))
    env = config.theme.get_env()
    usual, quick = Files([]), Files([])
    usual.add_files_from_theme(env, config)
    assert listing._quick(env) is not env
    quick.add_files_from_theme(listing._quick(env), config)
    assert [(file.src_uri, file.src_dir) for file in quick] == [(file.src_uri, file.src_dir) for file in usual]
    assert {"sub/a.css", "d.css"} <= {file.src_uri for file in quick}


def test_a_theme_that_lies_elsewhere_is_asked_itself() -> None:
    env = Environment(loader=DictLoader({"a.css": ""}))
    assert listing._quick(env) is env


class TestFirstHeading:
    def test_it_is_the_heading_that_mkdocs_found(self) -> None:
        assert pages.first_heading(SimpleNamespace(_title_from_render="Found", toc=TableOfContents([]))) == "Found"

    @pytest.mark.parametrize(("level", "expected"), [(1, "First"), (2, None)])
    def test_without_it_the_table_of_contents_is_asked(self, level: int, expected: str | None) -> None:
        toc = TableOfContents([AnchorLink("First", "first", level), AnchorLink("Other", "other", 1)])
        assert pages.first_heading(SimpleNamespace(toc=toc)) == expected
        assert pages.first_heading(SimpleNamespace(toc=TableOfContents([]))) is None


class TestPreview:
    def test_mkdocs_looks_with_emitters_that_compare(self, tmp_path: Path) -> None:
        server = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
        try:
            server.watch(str(tmp_path))
            (emitter,) = polling._emitters(server)
            assert callable(emitter._take_snapshot)
            assert polling.watched_paths(server) == [str(tmp_path)]
        finally:
            server.observer.unschedule_all()
            server.server_close()

    @pytest.mark.parametrize("server", [SimpleNamespace(), SimpleNamespace(observer=SimpleNamespace())])
    def test_without_them_nothing_is_changed(self, server: SimpleNamespace) -> None:
        polling.follow_no_folder_links(server)
        assert polling.watched_paths(server) is None

    def test_an_emitter_that_looks_in_another_way_is_left_alone(self, tmp_path: Path) -> None:
        observer = PollingObserver(timeout=3600)
        observer.schedule(FileSystemEventHandler(), str(tmp_path))
        (emitter,) = observer.emitters
        assert isinstance(emitter, PollingEmitter)
        del emitter._take_snapshot
        polling.follow_no_folder_links(SimpleNamespace(observer=observer))
        assert not hasattr(emitter, "_take_snapshot")


class TestMissingPages:
    @pytest.fixture
    def server(self, tmp_path: Path) -> Iterator[LiveReloadServer]:
        made = LiveReloadServer(lambda: None, "127.0.0.1", 0, str(tmp_path))
        made.error_handler = lambda code: b"<body><p>Nothing here</p></body>" if code == 404 else None
        missing.load_missing_again(made)
        yield made
        made.observer.unschedule_all()
        made.server_close()

    def answer(self, server: LiveReloadServer) -> tuple[str, bytes]:
        said: list[str] = []
        body = b"".join(server.serve_request({"PATH_INFO": "/gone/"}, lambda status, headers: said.append(status)))
        return said[0], body

    def test_the_page_for_wrong_addresses_is_loaded_again_by_the_script_of_all_pages(
        self, server: LiveReloadServer, tmp_path: Path
    ) -> None:
        server.watch(str(tmp_path))
        status, body = self.answer(server)
        assert status == "404 Not Found"
        assert body.startswith(b"<body><p>Nothing here</p><script>")
        assert b"livereload(%d, " % server._visible_epoch in body

    def test_it_stays_as_it_is_where_nothing_is_watched(self, server: LiveReloadServer) -> None:
        assert self.answer(server) == ("404 Not Found", b"<body><p>Nothing here</p></body>")

    @pytest.mark.parametrize(
        "server", [SimpleNamespace(), SimpleNamespace(_visible_epoch=1, _watched_paths={"a": 1})]
    )
    def test_or_where_the_script_is_gone(self, server: SimpleNamespace) -> None:
        server.error_handler = lambda code: b"Nothing here"
        missing.load_missing_again(server)
        assert server.error_handler(404) == b"Nothing here"

    def test_or_where_there_is_no_such_page(self, server: LiveReloadServer, tmp_path: Path) -> None:
        server.watch(str(tmp_path))
        assert server.error_handler(500) is None


class TestTemplates:
    def test_jinja_compiles_as_it_did(self) -> None:
        assert environment._code_generator() is environment._Direct

    @pytest.mark.parametrize("name", ["visit_Getattr", "visit_Call", "_output_child_pre", "_output_child_post"])
    def test_what_is_gone_is_noticed(self, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
        monkeypatch.delattr(CodeGenerator, name)
        assert environment._code_generator() is CodeGenerator

    def test_pages_are_the_same_as_jinja_compiles_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        config = Config(content=ROOT / "content")
        usual = [(page.path, page.text, page.built().html) for page in generate(config).files]
        monkeypatch.setattr(environment._CheckedEnvironment, "code_generator_class", CodeGenerator)
        monkeypatch.setattr(
            environment, "_compiled", {debug: environment.CompiledTemplates() for debug in (False, True)}
        )
        assert [(page.path, page.text, page.built().html) for page in generate(config).files] == usual
        assert len(usual) > 5
