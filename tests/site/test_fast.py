"""Two ways to one page: HTML written directly, and Python-Markdown's conversion of the same page's Markdown."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from pathlib import Path

import pytest
from mkdocs.config import load_config

from benchmarks.corpus import make_corpus
from benchmarks.dom import compare_sites, events
from generator.adapters.mkdocs.frames import Frames
from tests.attacks import ATTACKS
from tests.conftest import FIXTURES, configure, copy_project, mkdocs
from tests.dialects import EVERY_EXTENSION
from tests.hostile import is_visible, write
from tests.site.searched import entries, index_of


def build_both(project: Path, **settings: object) -> tuple[Path, Path]:
    """Build a project fast and through Python-Markdown; the two sites."""
    sites = []
    for fast in (True, False):
        configure(
            project,
            lambda config, fast=fast: config.update(plugins=["search", {"scanpress": {"fast": fast}}], **settings),
        )
        site = project / f"site-{fast}"
        result = mkdocs(project, "build", "--strict", "-d", str(site))
        assert result.returncode == 0, result.stderr[-3000:]
        sites.append(site)
    return sites[0], sites[1]


def assert_same(fast: Path, slow: Path) -> int:
    pages, different = compare_sites(fast, slow)
    assert different == []
    assert entries(fast) == entries(slow)
    return pages


@pytest.fixture
def varied(tmp_path: Path) -> Path:
    """The demo project with all fixtures, made scans, several scans of a paper, and further index pages."""
    project = copy_project(tmp_path / "project")
    for fixture in sorted(FIXTURES.glob("*.json")):
        folder = project / "content/scans" / fixture.stem.replace("_", "-")
        folder.mkdir()
        shutil.copy(fixture, folder / "scan.json")
    shutil.copy(FIXTURES / "v1_min.json", project / "content/scans/v5-placeholder-doi/scan-v1.json")
    make_corpus(project / "content", 25, 3)
    return project


@pytest.mark.thorough
def test_both_ways_give_the_same_pages(varied: Path) -> None:
    assert assert_same(*build_both(varied)) > 35


@pytest.mark.thorough
def test_both_ways_give_the_same_pages_with_every_extension(varied: Path) -> None:
    assert assert_same(*build_both(varied, markdown_extensions=EVERY_EXTENSION)) > 35


@pytest.mark.thorough
def test_both_ways_give_the_same_pages_without_directory_urls(varied: Path) -> None:
    assert assert_same(*build_both(varied, use_directory_urls=False)) > 35


@pytest.mark.thorough
def test_both_ways_give_the_same_pages_for_attacks(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    texts = random.Random(11).sample([text for text in ATTACKS if is_visible(text)], 600)
    for kind, use in (("scans", texts[:400]), ("syntheses", texts[400:])):
        write(project / "content", use, kind)
    assert assert_same(*build_both(project)) > 20


@pytest.mark.thorough
def test_an_unknown_extension_means_the_long_way(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    extensions = ["tables", "attr_list", "md_in_html", {"toc": {"permalink": "#"}}]
    fast, slow = build_both(project, markdown_extensions=extensions)
    assert_same(fast, slow)
    assert ">#</a>" in (fast / "scans/mm-rlhf-2025/index.html").read_text("utf-8")


HOOK = """
def on_page_markdown(markdown, page, **_):
    if page.file.src_uri == "scans/mm-rlhf-2025/index.md":
        assert markdown.count("| --- |") > 10, "a plugin sees the real Markdown"
        return markdown + "\\n\\nAdded by a hook.\\n"
"""


@pytest.mark.thorough
def test_markdown_that_another_plugin_changed_is_converted(project: Path) -> None:
    (project / "hook.py").write_text(HOOK, "utf-8")
    fast, slow = build_both(project, hooks=["hook.py"])
    assert_same(fast, slow)
    assert "<p>Added by a hook.</p>" in (fast / "scans/mm-rlhf-2025/index.html").read_text("utf-8")


# ----------------------------------------------------------------------------------- frames


Pages = dict[str, bytes]


def rendered(project: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Pages, Pages, Pages, Frames | None]:
    """A project's pages as MkDocs renders them, with frames that are never spliced, and spliced; the last frames."""
    from mkdocs.commands.build import build

    from generator import workers
    from generator.adapters.mkdocs import frames
    from generator.adapters.mkdocs.plugin import ScanpressPlugin

    made: list[frames.Frames] = []
    original = frames.Frames.__init__

    def remember(self: frames.Frames, *arguments: object) -> None:
        original(self, *arguments)
        made.append(self)

    monkeypatch.setattr(frames.Frames, "__init__", remember)
    # Other processes would splice pages that are not counted here.
    monkeypatch.setattr(workers, "processors", lambda: 1)
    results: list[Pages] = []
    for way in ("plain", "full", "spliced"):
        with monkeypatch.context() as context:
            if way == "plain":
                context.setattr(ScanpressPlugin, "_has_lane", lambda self, config: False)
            elif way == "full":
                context.setattr(frames.Frames, "_cut", lambda self, data, page, has_entries: None)
            site = project / f"site-{way}"
            config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
            config.plugins.on_startup(command="build", dirty=False)
            build(config)
            results.append({path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*.html")})
    plain, full, spliced = results
    return plain, full, spliced, made[-1] if made else None


@pytest.mark.thorough
def test_spliced_pages_equal_pages_rendered_in_full(varied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make_corpus(varied / "content", 60, 8)
    plain, full, spliced, used = rendered(varied, monkeypatch)
    assert full == spliced
    assert used is not None
    assert used.spliced > 20
    assert len(used._cuts) < len(used._frames) / 2, "shapes that differ in their table of contents share a frame"
    assert plain.keys() == spliced.keys()
    for name, page in spliced.items():
        assert events(page.decode()) == events(plain[name].decode()), name
    page = "scans/mm-rlhf-2025/index.html"
    assert len(plain[page]) - len(spliced[page]) > 4_000, "empty lines and indents of the frame are left out"


@pytest.mark.thorough
def test_a_frame_around_preformatted_text_stays_as_it_is(varied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(varied, lambda config: config.update(copyright="<pre>one\n\n  two</pre>"))
    _, full, spliced, _ = rendered(varied, monkeypatch)
    assert full == spliced
    assert b"<pre>one\n\n  two</pre>" in spliced["scans/mm-rlhf-2025/index.html"]


OVERRIDES = {
    "another place for the title": '{% extends "base.html" %}{% block announce %}{{ page.title }}{% endblock %}',
    "a changed title": '{% extends "base.html" %}{% block announce %}{{ page.title | upper }}{% endblock %}',
    "the path of the page": '{% extends "base.html" %}{% block announce %}{{ page.file.src_uri if page }}{% endblock %}',
    "something on one page only": '{% extends "base.html" %}{% block announce %}'
    '{% if page and page.url == "scans/v1-min/" %}News{% endif %}{% endblock %}',
    "the length of the content": '{% extends "base.html" %}{% block announce %}{{ page.content | length }}{% endblock %}',
}


@pytest.mark.parametrize("override", OVERRIDES.values(), ids=OVERRIDES.keys())
@pytest.mark.thorough
def test_frames_hold_with_a_theme_of_ones_own(varied: Path, monkeypatch: pytest.MonkeyPatch, override: str) -> None:
    (varied / "overrides").mkdir()
    (varied / "overrides/main.html").write_text(override, "utf-8")
    configure(varied, lambda config: config["theme"].update(custom_dir="overrides"))
    plain, full, spliced, _ = rendered(varied, monkeypatch)
    assert full == spliced == plain


# ----------------------------------------------------------------------------------- search


def test_search_entries_lead_to_their_places(demo_site: Path) -> None:
    mine = [entry for entry in entries(demo_site) if entry["location"].startswith("scans/mm-rlhf-2025/")]
    page = (demo_site / "scans/mm-rlhf-2025/index.html").read_text("utf-8")
    kinds = Counter(entry["kind"] for entry in mine)
    assert (kinds["paper"], kinds["claim"], kinds["flag"]) == (1, 7, 6)
    assert mine[0]["location"] == "scans/mm-rlhf-2025/"
    assert "Tieniu Tan" in mine[0]["text"]
    # Its tags are found by their words and by their keys, and only the words are shown.
    assert "Benchmark evaluation" in mine[0]["text"]
    found = index_of(demo_site).found("eval")
    assert ("scans/mm-rlhf-2025/", "paper") in found
    for entry in mine[1:]:
        assert f'id="{entry["location"].partition("#")[2]}"' in page
