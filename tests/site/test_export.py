"""An exported tree is the same site, and MkDocs builds it strictly where this package is not installed."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml

from benchmarks.dom import events
from generator.adapters.cli import main
from generator.adapters.filesystem import MARKER
from generator.resources import theme
from tests.conftest import FIXTURES, ROOT, configure, copy_project, mkdocs, run
from tests.site.html import article

WITHOUT_THE_PACKAGE = """
import sys
sys.modules["generator"] = None
from mkdocs.__main__ import cli
cli()
"""

DUMP = """
import os
from pathlib import Path

def on_files(files, config):
    target = Path(os.environ["DUMP"])
    for file in files:
        if not str(file.src_uri).startswith("assets/") and file.inclusion.is_included():
            place = target / file.src_uri
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.content_bytes)
"""


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def build_plain(folder: Path) -> Path:
    """Build strictly without this package; gives back the site."""
    result = run([sys.executable, "-c", WITHOUT_THE_PACKAGE, "build", "--strict"], folder)
    assert result.returncode == 0, result.stderr
    assert "WARNING" not in result.stderr
    return folder / "site"


def rich_project(target: Path) -> Path:
    """The demo project with every known form of input, pages by hand, a theme of its own, and odd names."""
    project = copy_project(target)
    scans = project / "content" / "scans"
    for fixture in sorted(FIXTURES.glob("*.json")):
        (scans / fixture.stem.replace("_", "-")).mkdir()
        shutil.copy(fixture, scans / fixture.stem.replace("_", "-") / "scan.json")
    (scans / "Odd Näme").mkdir()
    odd = json.loads((FIXTURES / "v1_min.json").read_text("utf-8"))
    odd["paper"] |= {"title": "Of Another Name", "doi": "10.5555/another"}
    (scans / "Odd Näme" / "scan.json").write_text(json.dumps(odd))
    (project / "content" / "about.md").write_text("# About\n\nBy hand: [scans](scans/index.md)\n")
    (project / "content" / "README.md").write_text("# Welcome\n\nThe home page, by hand.\n")
    (project / "content" / "my.css").write_text("h1 { color: teal }\n")
    (project / "own").mkdir()
    (project / "own" / "main.html").write_text('{% extends "base.html" %}{% block announce %}Own{% endblock %}\n')
    (project / "own" / "assets" / "scanpress").mkdir(parents=True)
    (project / "own" / "assets" / "scanpress" / "words.js").write_text("// My words.\n")
    (project / "includes").mkdir()
    (project / "includes" / "words.md").write_text("*[RCT]: randomised controlled trial\n")
    (project / "tools").mkdir()
    (project / "tools" / "hook.py").write_text(
        "def on_page_markdown(markdown, **rest):\n    return markdown + '\\n\\nBy the hook.\\n'\n"
    )

    def change(settings: dict) -> None:
        del settings["nav"]
        settings["theme"]["custom_dir"] = "own"
        settings["extra_css"] = ["my.css"]
        settings["hooks"] = ["tools/hook.py"]
        settings["markdown_extensions"] += [
            "abbr", {"pymdownx.snippets": {"auto_append": ["includes/words.md"], "check_paths": True}}
        ]  # fmt: skip

    configure(project, change)
    return project


def without_search(page: Path) -> str:
    """A page without what the header has from the search on: a plain site has the field of its theme there.

    Its words are those of the theme as well.
    """
    html = re.sub(r'"search\.result\.[^"]+": "[^"]*", ', "", page.read_text("utf-8"))
    before, found, rest = html.partition('<div class="md-search')
    # What leads on has no header.
    return before + rest[rest.index("</header>") :] if found else html


def test_the_repositorys_own_export_is_the_same_site(demo_site: Path, tmp_path: Path) -> None:
    folder = tmp_path / "plain"
    assert main(["export", str(folder), "-q", "-f", str(ROOT / "mkdocs.yml")]) == 0
    site = build_plain(folder)
    # The day of the build stands in the sitemap.
    plain = {path: data for path, data in tree(site).items() if not path.startswith("sitemap")}
    theirs = {path: data for path, data in tree(demo_site).items() if not path.startswith("sitemap")}
    # A plain site has the search of its theme.
    assert {path for path in plain if not path.startswith("search/")} == {
        path for path in theirs if not path.startswith("search/")
    }
    # The plugin writes HTML itself, and tells the search what there is; the pages are the same all the same.
    pages = [path for path in plain if path.endswith(".html")]
    differing = [
        path for path in pages if events(without_search(site / path)) != events(without_search(demo_site / path))
    ]
    assert differing == []
    others = plain.keys() - set(pages) - {"search/search_index.json"}
    assert [path for path in others if plain[path] != theirs[path]] == []


@pytest.mark.thorough
def test_a_rich_project_exports_what_the_plugin_gives_mkdocs(tmp_path: Path) -> None:
    project = rich_project(tmp_path / "project")
    folder = tmp_path / "plain"
    assert main(["export", str(folder), "-q", "-f", str(project / "mkdocs.yml")]) == 0

    (project / "dump.py").write_text(DUMP)
    configure(project, lambda settings: settings["hooks"].append("dump.py"))
    result = mkdocs(project, "build", DUMP=str(tmp_path / "dump"))
    assert result.returncode == 0, result.stderr

    # What the plugin hands to MkDocs is what is exported, byte for byte, raw inputs included.
    assert tree(folder / "content") == tree(tmp_path / "dump")
    (odd,) = folder.glob("content/scans/odd-n*/scan.json")
    assert odd.read_bytes() == (project / "content/scans/Odd Näme/scan.json").read_bytes()
    assert not (folder / "content/scans/Odd Näme").exists()
    assert not (folder / "content/index.md").exists()
    assert not (folder / "dump.py").exists()

    # A part of a script is the project's own, so the others are not put together without it.
    scripts = folder / "theme" / "assets" / "scanpress"
    assert (scripts / "words.js").read_text("utf-8") == "// My words.\n"
    for name in ("search.js", "search-engine.js"):
        assert (scripts / name).read_bytes() == (theme() / "assets/scanpress" / name).read_bytes()

    site = build_plain(folder)
    pages = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    assert "scans/v1-min/index.html" in pages
    for page in pages:
        # The navigation, the publisher's own theme and hook, everything: the same page.
        assert (site / page).read_bytes() == (project / "site" / page).read_bytes(), page
    shown = ElementTree.tostring(article(site / "scans/v1-min/index.html"), encoding="unicode")
    assert "By the hook." in shown
    assert "Own" in (site / "index.html").read_text("utf-8")


def test_no_page_lists_the_papers_in_its_navigation(tmp_path: Path) -> None:
    project = rich_project(tmp_path / "project")
    assert main(["export", str(tmp_path / "plain"), "-q", "-f", str(project / "mkdocs.yml")]) == 0
    site = build_plain(tmp_path / "plain")
    assert "v1-min" not in (site / "about/index.html").read_text("utf-8")
    assert "About" in (site / "about/index.html").read_text("utf-8")


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_a_second_export_follows_the_project(project: Path, tmp_path: Path, force: tuple[str, ...]) -> None:
    folder = tmp_path / "plain"
    arguments = ["export", str(folder), "-q", "-f", str(project / "mkdocs.yml"), *force]
    assert main(arguments) == 0
    page = folder / "content/scans/mm-rlhf-2025/index.md"
    index = folder / "content/syntheses/index.md"
    written = index.stat().st_mtime_ns
    (folder / "notes.txt").write_text("mine")
    shutil.rmtree(project / "content/scans/mm-rlhf-2025")
    (project / "content/about.md").write_text("# About\n")
    assert main(arguments) == 0
    assert not page.parent.exists()
    assert (folder / "content/about.md").read_text() == "# About\n"
    assert (folder / "notes.txt").read_text() == "mine"
    assert index.stat().st_mtime_ns == written


def test_what_cannot_be_read_or_leads_out_is_named_and_not_copied(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = project / "content"
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret")
    (content / "img").mkdir()
    (content / "img" / "a.txt").symlink_to(secret)
    (content / "scans" / "linked").mkdir()
    (content / "scans" / "linked" / "scan.json").symlink_to(secret)
    (content / "scans" / "broken").mkdir()
    (content / "scans" / "broken" / "scan.json").write_text('{"paper": s3cret')
    os.mkfifo(content / "scans" / "broken" / "scan-v4.json")
    arguments = ["export", str(tmp_path / "plain"), "-f", str(project / "mkdocs.yml")]
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert out == ""
    for path in ("img/a.txt", "scans/linked/scan.json", "scans/broken/scan.json", "scans/broken/scan-v4.json"):
        place = os.path.relpath(project.resolve() / "content" / path)
        assert sum(line.startswith(f"error: {place}") for line in err.splitlines()) == 1, path
        assert not os.path.lexists(tmp_path / "plain" / "content" / path)
    assert not any(b"s3cret" in data for data in tree(tmp_path / "plain").values())
    assert main([*arguments, "--strict", "-q"]) == 1
    build_plain(tmp_path / "plain")


def test_a_folder_of_other_files_is_left_alone(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "thesis"
    folder.mkdir()
    (folder / "mkdocs.yml").write_text("site_name: mine\n")
    arguments = ["export", str(folder), "-f", str(project / "mkdocs.yml")]
    assert main(arguments) == 2
    assert "--force" in capsys.readouterr().err
    assert tree(folder) == {"mkdocs.yml": b"site_name: mine\n"}
    assert main([*arguments, "--force"]) == 0
    assert (folder / MARKER).is_file()


def test_tags_inheritance_and_other_content_folders(project: Path, tmp_path: Path) -> None:
    (project / "content").rename(project / "theme")
    text = (project / "mkdocs.yml").read_text("utf-8").replace("docs_dir: content", "docs_dir: theme")
    (project / "base.yml").write_text(text, "utf-8")
    (project / "mkdocs.yml").write_text(
        "INHERIT: base.yml\nsite_name: !ENV [SITE_NAME, Fallback]\n"
        "extra:\n  kept: !!python/name:material.extensions.emoji.twemoji\n",
        "utf-8",
    )
    folder = tmp_path / "plain"
    assert main(["export", str(folder), "-q", "-f", str(project / "mkdocs.yml")]) == 0
    derived = (folder / "mkdocs.yml").read_text("utf-8")
    assert "INHERIT" not in derived
    assert "!!python/name:material.extensions.emoji.twemoji" in derived
    assert yaml.compose(derived) is not None
    result = run(
        [sys.executable, "-c", WITHOUT_THE_PACKAGE, "build", "--strict"], folder, SITE_NAME="From the environment"
    )
    assert result.returncode == 0, result.stderr
    assert "From the environment" in (folder / "site/index.html").read_text("utf-8")
