"""The site's own search beside that of the theme: which of them a site has, and what each finds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from generator.adapters.mkdocs import ScanpressPlugin
from generator.adapters.mkdocs.index import SearchIndex
from generator.build import generate
from generator.config import Config
from generator.render.escape import search_text
from generator.render.href import page_url
from tests.attacks import SEEDS
from tests.conftest import configure, copy_project, mkdocs
from tests.inputs import changed, with_paper, written
from tests.shore import shore_files
from tests.site.html import parse
from tests.site.searched import entries, index_of, theme_entries
from tests.site.test_incremental import build, clean_build, contents
from tests.site.test_shown import edited, preview, scan_of


@pytest.fixture
def project(tmp_path: Path) -> Path:
    made = copy_project(tmp_path / "project")
    written(made / "content", shore_files())
    return made


def searching(project: Path, *plugins: object) -> Path:
    configure(project, lambda settings: settings.update(plugins=list(plugins)))
    return build(project)


def test_everything_that_is_found_is_there(demo_site: Path) -> None:
    found = entries(demo_site)
    assert {entry["kind"] for entry in found} == {
        "paper", "claim", "flag", "criterion", "reference", "synthesis", "section", "page",
    }  # fmt: skip
    ids: dict[str, set[str]] = {}
    for entry in found:
        address, _, anchor = entry["location"].partition("#")
        if address not in ids:
            page = demo_site / address / "index.html"
            ids[address] = {name for element in parse(page).iter() if (name := element.get("id"))}
        assert not anchor or anchor in ids[address], entry["location"]
    index = index_of(demo_site)
    assert ("scans/mm-rlhf-2025/", "paper") in index.found("250210391")
    assert ("scans/mm-rlhf-2025/#artifacts.code_released", "criterion") in index.found(
        "criterion:artifacts/code_released"
    )


@pytest.mark.thorough
def test_the_search_of_the_theme_is_told_what_it_always_was(project: Path) -> None:
    site = searching(project, "search", {"scanpress": {"search": "material", "search_criteria": True}})
    found = [(entry["location"], entry["title"], entry["text"]) for entry in theme_entries(site)]
    pages = generate(Config(content=project / "content", search_criteria=True)).files
    ours = [
        (f"{page_url(page.path, True)}{'#' if entry.anchor else ''}{entry.anchor}", search_text(entry.title),
         search_text(entry.text))
        for page in pages
        for entry in page.built().search
    ]  # fmt: skip
    assert len(ours) > 100
    assert sorted(item for item in found if item in ours) == sorted(ours)
    assert ("scans/alpha/#artifacts.code_released", "Code released: Yes") in [item[:2] for item in found]
    assert not [item for item in found if "Why y." in item[2]], "justifications stay out"
    # And back again, on top of that.
    index = index_of(searching(project, "search", "scanpress"))
    assert ("scans/alpha/#artifacts.code_released", "criterion") in index.found("why")
    assert contents(project / "site") == clean_build(project, project.parent / "clean")
    site = searching(project, "search", {"scanpress": {"search": "material"}})
    assert theme_entries(site)
    (told,) = [element for element in parse(site / "index.html").iter() if element.get("id") == "__config"]
    assert "search.result.none" in json.loads(told.text or "")["translations"]


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("plugins", "theme"),
    [
        (["scanpress"], False),
        ([{"search": {"enabled": False}}, "scanpress"], False),
        (["search", "offline", "scanpress"], True),
    ],
    ids=["none", "switched off", "opened from a disk"],
)
def test_there_is_none_where_the_project_has_none(project: Path, plugins: list[object], theme: bool) -> None:
    site = searching(project, *plugins)
    assert not (site / "search/root.bin").exists()
    assert (site / "search").exists() == theme


@pytest.mark.thorough
def test_what_is_no_search_is_named(project: Path) -> None:
    configure(project, lambda settings: settings.update(plugins=["search", {"scanpress": {"search": "other"}}]))
    result = mkdocs(project, "build")
    assert result.returncode == 1
    assert "there is none called 'other'; write scanpress or material" in result.stderr


OWN_PAGE = """---
title: About & <sand>
---
Before *all* headings.

# The heading

Text of the page<br>in two lines.

## A `first` section {#first}

Gulls<script>never</script> and H<sub>2</sub>O.

- dunes
- reefs

### Below it

Deep.

## Left out {#out data-search-exclude}

Nobody finds this.

## Back {#back}

Again.
"""


@pytest.mark.thorough
def test_pages_of_the_publisher_are_found_by_their_sections(project: Path) -> None:
    written(project / "content", {
        "about.md": OWN_PAGE, "hidden.md": "---\nsearch:\n  exclude: true\n---\n# Hidden\n\nSecret.\n",
    })  # fmt: skip
    site = build(project)
    found = {
        entry["location"]: (entry["kind"], entry["title"], entry["text"])
        for entry in entries(site)
        if entry["location"].startswith(("about/", "hidden/"))
    }
    assert found == {
        "about/": ("page", "About & <sand>", "The heading Before all headings. Text of the page in two lines."),
        "about/#first": ("section", "A first section", "Gulls and H2O. dunes reefs"),
        "about/#below-it": ("section", "Below it", "Deep."),
        "about/#back": ("section", "Back", "Again."),
    }
    (project / "content/about.md").write_text("# Other\n\nWords.\n", "utf-8")
    assert contents(build(project)) == clean_build(project, project.parent / "clean")
    assert index_of(site).found("gulls") & {("about/#first", "section")} == set()


@pytest.mark.thorough
@pytest.mark.parametrize("settings", [{"use_directory_urls": False}, {"site_url": "https://example.org/deep/er/"}])
def test_addresses_are_relative_to_the_site(project: Path, settings: dict[str, object]) -> None:
    configure(project, lambda config: config.update(settings))
    found = {entry["location"].partition("#")[0] for entry in entries(build(project))}
    ending = "/" if settings.get("use_directory_urls", True) else ".html"
    assert all(address.endswith(ending) for address in found - {""}), found
    assert f"scans/alpha{'/' if ending == '/' else '/index.html'}" in found


@pytest.mark.thorough
def test_hostile_texts_are_found_as_they_are(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "project")
    scans = {}
    for number, seed in enumerate(SEEDS):
        text = seed.encode("utf-8", "replace").decode()
        value = with_paper(title=f"Paper {number} {text}", arxiv_id=None, doi=None, venue=text, authors=[text])
        value = changed(value, methodology_tags=[text], key_findings=text, claims=[
            {"claim": f"Claim {number} {text}", "evidence": text, "supported": "weak"}])  # fmt: skip
        scans[f"scans/hostile-{number}/scan.json"] = json.dumps(value)
    written(project / "content", scans)
    index = index_of(build(project))
    titles = [index.json(name)["t"] for name in index.files if name.startswith("cards/")]
    for number in range(len(SEEDS)):
        assert any(title.startswith(f"Paper {number}") for title in titles)


@pytest.mark.thorough
def test_a_preview_makes_the_index_after_its_pages(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[bool] = []
    make = SearchIndex.make

    def late(index: SearchIndex, *, processes: int) -> None:
        # The page is on the site before anything of the index is.
        made.append((tmp_path / "site/scans/alpha/index.html").is_file())
        made.append((tmp_path / "site/search/root.bin").exists())
        make(index, processes=processes)

    monkeypatch.setattr(SearchIndex, "make", late)
    plugin = preview(project, tmp_path / "site")
    plugin.preview.writing.wait()
    assert made == [True, False]
    whole = build(project)
    assert index_of(tmp_path / "site").files == index_of(whole).files
    assert_follows(plugin, project, tmp_path)


def assert_follows(plugin: ScanpressPlugin, project: Path, tmp_path: Path) -> None:
    for words in ("gulls everywhere", "gulls nowhere"):
        # The second edit comes while the index of the first may still be made.
        file = edited(scan_of(project), lambda scan, words=words: scan.update(key_findings=words))
        assert plugin.preview.shows(frozenset({file}))
    plugin.preview.writing.wait()
    found = index_of(tmp_path / "site")
    assert ("scans/mm-rlhf-2025/", "paper") in found.found("nowhere")
    assert ("scans/mm-rlhf-2025/", "paper") not in found.found("everywhere")
    assert found.files == index_of(build(project)).files


@pytest.mark.thorough
def test_a_dirty_build_leaves_the_index_as_it_is(project: Path) -> None:
    before = index_of(build(project)).files
    build(project, "--dirty")
    assert index_of(project / "site").files == before
