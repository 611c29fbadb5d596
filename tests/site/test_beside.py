"""What may lie below the content folder beside the inputs: every way of building publishes the same of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import html5lib
import pytest

from generator.adapters.cli import main
from tests.attacks import NAMES
from tests.conftest import FIXTURES, configure, copy_project, mkdocs, run
from tests.site.searched import found_by_search
from tests.site.test_export import WITHOUT_THE_PACKAGE
from tests.site.test_serve import Server

pytestmark = pytest.mark.skipif(os.name == "nt", reason="links, pipes and names as POSIX has them")

SECRET = "secret-94271"
HOSTILE = '"><script src=evil.js>'
REPOSITORY = "https://code.example/ada/survey"

BESIDE = {
    "scans/a/evil.html": "not-published", "scans/a/evil.js": "not-published", "scans/a/figure.svg": "not-published",
    "scans/a/notes.md": "not-published", "scans/a/index.md": "not-published", "scans/a.md": "not-published",
    "scans/a/README.md": "not-published", "scans/index.md": "not-published", "scans/a/style.css": "not-published",
    "scans/a/x.png.html": "not-published", "scans/x.png/evil.html": "not-published", "scans/a/noending": "not-published",
    "scans/a/sitemap.xml": "not-published", "syntheses/evil.xhtml": "not-published", "syntheses/x/page.md": "not-published",
    "scans/script.json/x.png": "", "scans/a/evil.html.png": "", "scans/a/PAPER.PDF": "", "syntheses/table.csv": "",
}  # fmt: skip
"""What a stranger adds, and the rule by which it is left out."""


def odd_project(target: Path) -> Path:
    """A project with all that does not belong there."""
    project = copy_project(target)
    content = project / "content"
    (project / ".git").mkdir()
    (target.parent / "secret.txt").write_text(SECRET)
    (project / ".env").write_text(SECRET)
    shutil.copytree(content / "scans/mm-rlhf-2025", content / "scans/a")
    scan = json.loads((FIXTURES / "v1_min.json").read_text("utf-8"))
    scan["paper"] = {"title": "A Paper", "authors": [], "year": 2020}
    (content / "scans/a/scan.json").write_text(json.dumps(scan))
    for path in (*BESIDE, "scans/a/.hidden.html", "scans/.hidden/x.png", f"{HOSTILE}/x.md", f"guide/{HOSTILE}.md",
                 f"scans/{HOSTILE}/x.png", "guide/x\n::error::forged/index.md", "guide/x\n::error::forged/README.md"):  # fmt: skip
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(f"# Beside\n\n<script>pwned()</script> {SECRET}\n")
    for path, to in {
        "passwd.md": "/etc/passwd", "secret.md": "../../secret.txt", "env.md": "../.env", "root": "/", "here": ".",
        "there": ".", "guide/up": "..", "lost.md": "nowhere", "self.md": "self.md", "zero.png": "/dev/zero",
        "scans/a/secret.txt": "../../../../secret.txt", "scans/out": "../../..", "assets": "/usr/share",
    }.items():  # fmt: skip
        (content / path).symlink_to(to)
    (project / "LICENSE.txt").write_text("Within the repository")
    (content / "license.txt").symlink_to("../LICENSE.txt")
    for path in ("pipe.md", "guide/pipe.png", "guide/index.txt", "scans/pipe", "scans/a/pipe.html"):
        os.mkfifo(content / path)

    def change(settings: dict) -> None:
        settings["exclude_docs"] = "!evil.html\n!.hidden.html\n!.hidden/\n!*.md\n"
        settings["validation"] = {"nav": {"omitted_files": "ignore"}}

    configure(project, change)
    return project


def published(site: Path) -> set[str]:
    """The files of the site but for the theme's."""
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir()}
    return {path for path in files if not path.startswith(("assets/", "sitemap.xml", "search/"))}


def plain(project: Path) -> Path:
    """The site of the project's export, built without this package."""
    folder = project.parent / "plain"
    command = [sys.executable, "-m", "generator", "export", str(folder), "-q", "-f", str(project / "mkdocs.yml")]
    result = run(command, project, timeout=60)
    assert result.returncode == 0, result.stderr
    assert "Traceback" not in result.stderr
    check_messages(result.stderr)
    built = run([sys.executable, "-c", WITHOUT_THE_PACKAGE, "build"], folder, timeout=60)
    assert built.returncode == 0, built.stderr
    assert "::error::" not in built.stderr
    return folder / "site"


def check_messages(messages: str) -> None:
    """No line of a message is forged by a name."""
    assert not re.search(r"^\s*::", messages, re.M)
    assert all(line.isprintable() for line in re.sub(r"\x1b\[\d+m", "", messages).splitlines())


def check_site(site: Path) -> None:
    found = published(site)
    assert {path for path in found if path in BESIDE} == {path for path, rule in BESIDE.items() if not rule}
    assert not [
        path
        for path in found
        if not path.startswith("criteria/")
        and re.search("hidden|notes|evil[.](?!html[.]png)|pipe|zero|root|out/|[<>]", path)
    ]
    pages = list(site.rglob("*.html"))
    texts = {str(path): path.read_text("utf-8") for path in (*pages, site / "license.txt")}
    for path, text in {**texts, "the search": repr(found_by_search(site))}.items():
        assert SECRET not in text, path
        assert "pwned" not in text, path
        assert "root:" not in text, path
    assert (site / "license.txt").read_text() == "Within the repository"
    assert "A Paper" in (site / "scans/a/index.html").read_text("utf-8")


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return odd_project(tmp_path_factory.mktemp("odd") / "project")


@pytest.mark.thorough
def test_every_way_of_building_publishes_the_same(odd: Path) -> None:
    sites = {}
    for fast in (True, False):
        configure(odd, lambda settings, fast=fast: settings.update(plugins=["search", {"scanpress": {"fast": fast}}]))
        site = odd / f"site-{fast}"
        result = mkdocs(odd, "build", "-d", str(site), timeout=60)
        assert result.returncode == 0, result.stderr
        assert "Traceback" not in result.stderr
        check_messages(result.stderr.partition("INFO")[2])
        for path, rule in BESIDE.items():
            assert bool(re.search(rf"WARNING .* {re.escape(path)}: .*\[not-published\]", result.stderr)) == bool(rule)
        sites[fast] = site
    for site in (*sites.values(), plain(odd)):
        check_site(site)
    assert published(sites[True]) == published(sites[False]) == published(odd.parent / "plain/site")


def test_check_names_each(odd: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json", "-f", str(odd / "mkdocs.yml")]) == 1
    found = {item["file"]: (item["rule"], item["severity"]) for item in json.loads(capsys.readouterr().out)}
    assert {path: found[path][0] for path, rule in BESIDE.items() if rule} == {
        path: rule for path, rule in BESIDE.items() if rule
    }
    assert {found[path][1] for path, rule in BESIDE.items() if rule} == {"warning"}
    assert {found[path][1] for path, rule in BESIDE.items() if not rule and path in found} == {"note"}
    links = ["passwd.md", "secret.md", "env.md", "root", "here", "there", "guide/up", "lost.md", "self.md", "zero.png",
             "scans/a/secret.txt", "scans/out", "assets"]  # fmt: skip
    assert {path: found[path] for path in links} == dict.fromkeys(links, ("symlink", "error"))
    pipes = ["pipe.md", "guide/pipe.png", "guide/index.txt", "scans/pipe", "scans/a/pipe.html"]
    assert {path: found[path] for path in pipes} == dict.fromkeys(pipes, ("not-a-file", "error"))
    names = [HOSTILE, f"guide/{HOSTILE}.md", f"scans/{HOSTILE}/x.png", "guide/x\n::error::forged"]
    assert {path: found[path] for path in names} == dict.fromkeys(names, ("unfit-name", "error"))
    assert main(["check", "--format", "github", "-q", "-f", str(odd / "mkdocs.yml")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(set(lines)) >= len(found)
    assert all(re.match(r"::(?:error|warning|notice) file=[^,:]*,.*title=[a-z-]+::.", line) for line in lines)
    assert not [line for line in lines if "forged" in line and "%0A" not in line]


@pytest.mark.xdist_group("serve")
def test_the_preview_follows_no_link_and_waits_for_no_pipe(odd: Path) -> None:
    configure(odd, lambda settings: settings.update(plugins=["search", "scanpress"]))
    server = Lenient(odd)
    try:
        assert server.get("scans/a/evil.html")[0] == 404
        assert server.get("passwd/")[0] == 404
        (odd / "content/guide/new.md").write_text("# Fresh sand")
        server.wait_for("guide/new/", "Fresh sand")
    finally:
        server.stop()
        (odd / "content/guide/new.md").unlink(missing_ok=True)


class Lenient(Server):
    """A preview that shows the site though something is wrong."""

    strict = False


class TestPagesOfThePublishersOwn:
    @pytest.fixture
    def own(self, project: Path) -> Path:
        for path in ("scans/index.md", "scans/mm-rlhf-2025/index.md", "syntheses/index.md"):
            (project / "content" / path).write_text(f"# By hand: {path}\n")
        return project

    @pytest.mark.thorough
    @pytest.mark.parametrize(
        "publish", [["md"], ["scans/index.md", "scans/mm-rlhf-2025/index.md", "syntheses/index.md"]]
    )
    def test_win_where_they_are_listed(self, own: Path, publish: list[str]) -> None:
        configure(own, lambda settings: settings.update(plugins=["search", {"scanpress": {"publish": publish}}]))
        result = mkdocs(own, "build", "--strict")
        assert result.returncode == 0, result.stderr
        for site in (own / "site", plain(own)):
            for path in ("scans/", "scans/mm-rlhf-2025/", "syntheses/"):
                assert f"By hand: {path}index.md" in (site / path / "index.html").read_text("utf-8")

    @pytest.mark.thorough
    def test_are_left_out_else_and_the_generated_pages_are_there(self, own: Path) -> None:
        result = mkdocs(own, "build")
        assert result.returncode == 0, result.stderr
        for site in (own / "site", plain(own)):
            for path in ("scans/", "scans/mm-rlhf-2025/", "syntheses/"):
                assert "By hand" not in (site / path / "index.html").read_text("utf-8")
        assert mkdocs(own, "build", "--strict").returncode == 1

    @pytest.mark.thorough
    def test_a_list_that_is_none_is_named(self, own: Path) -> None:
        for publish in ("md", [5], ["*.md"]):
            configure(own, lambda settings, publish=publish: settings.update(
                plugins=[{"scanpress": {"publish": publish}}]
            ))  # fmt: skip
            for result in (mkdocs(own, "build"), run([sys.executable, "-m", "generator", "check"], own)):
                assert result.returncode != 0
                assert "publish" in result.stderr
                assert "Traceback" not in result.stderr


@pytest.mark.thorough
@pytest.mark.parametrize("directory_urls", [True, False])
@pytest.mark.parametrize("hook", [True, False])
def test_a_file_at_the_address_of_a_page_is_named_and_left_out(
    project: Path, directory_urls: bool, hook: bool
) -> None:
    names = ("index.html", "methodology/index.html" if directory_urls else "methodology.html")
    for name in names:
        (project / "content" / name).parent.mkdir(exist_ok=True)
        (project / "content" / name).write_text("By hand", "utf-8")
    (project / "hook.py").write_text("def on_page_content(html, **other):\n    return html\n", "utf-8")
    settings = {"use_directory_urls": directory_urls, "hooks": ["hook.py"] if hook else []}
    configure(project, lambda found: found.update(settings))
    result = mkdocs(project, "build")
    assert result.returncode == 0
    for site in (project / "site", plain(project)):
        assert not [name for name in names if "By hand" in (site / name).read_text("utf-8")]
    for name in names:
        assert f"scanpress: {name}: the generated" in result.stderr


def hrefs(site: Path) -> Iterator[tuple[str, str, str]]:
    """Page, kind and address of every link to edit or to view a source; no page has a script that is not ours."""
    for path in site.rglob("*.html"):
        document = html5lib.parse(path.read_text("utf-8"), namespaceHTMLElements=False)
        for element in document.iter():
            assert not [key for key in element.attrib if key.startswith("on")], path
            if element.tag == "script":
                assert "evil" not in (element.get("src") or ""), path
            elif element.tag == "a" and (element.get("href") or "").startswith((f"{REPOSITORY}/", f"{REPOSITORY}?")):
                kind = "edit" if element.get("rel") == "edit" else "view"
                yield path.relative_to(site).as_posix(), kind, element.get("href")


@pytest.mark.parametrize(
    ("directory_urls", "fast", "edit"),
    [
        (True, True, {"edit_uri": "edit/main/content/"}),
        (False, True, {"edit_uri": "edit/main/content/"}),
        (True, False, {"edit_uri": "edit/main/content/"}),
        (True, True, {"edit_uri": "?query={x}&edit=main/content/"}),
        (True, True, {"edit_uri_template": "edit/main/content/{path}"}),
        (False, False, {"edit_uri_template": "edit/main/content/{path!q}"}),
        (True, False, {"edit_uri_template": "edit/main/content/{path_noext}{path_noext!q}"}),
    ],
)
@pytest.mark.thorough
def test_links_to_the_source_are_encoded(project: Path, directory_urls: bool, fast: bool, edit: dict) -> None:
    scan = json.loads((FIXTURES / "v1_min.json").read_text("utf-8"))
    for number, name in enumerate(NAMES):
        scan["paper"] = {"title": f"Paper {number}", "authors": [], "year": 2020}
        (project / "content/scans" / name).mkdir()
        (project / "content/scans" / name / "scan.json").write_text(json.dumps(scan))
        (project / "content/syntheses" / f"{name}.txt").write_text(f"Report {number}\n\nAbstract\n\nWords.\n")
        (project / "content/guide" / name).mkdir()
        (project / "content/guide" / name / f"{name}.md").write_text("Words without a heading.\n")

    def change(settings: dict) -> None:
        settings.update(use_directory_urls=directory_urls, repo_url=REPOSITORY, **edit)
        settings["plugins"] = ["search", {"scanpress": {"fast": fast}}]
        settings["theme"]["features"] = ["content.action.edit", "content.action.view", "navigation.path",
                                         "navigation.footer", "navigation.indexes", "content.tooltips"]  # fmt: skip
        del settings["nav"]
        settings["exclude_docs"] = "guide/index.md\nguide/broken-inputs.md\n"

    configure(project, change)
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    check_messages(result.stderr.partition("INFO")[2])
    found = list(hrefs(project / "site"))
    if set(edit) != {"edit_uri"} or edit["edit_uri"].startswith("?"):
        assert len(found) > 2 * len(NAMES)
        assert all(re.fullmatch(r"[!-~]+", address) and not set('"<>') & set(address) for _, _, address in found)
        return
    sources = {kind: {unquote(urlsplit(address).path).partition(f"/{word}/main/content/")[2]
                      for _, item, address in found if item == kind}
               for kind, word in (("edit", "edit"), ("view", "raw"))}  # fmt: skip
    expected = {f"scans/{name}/scan.json" for name in NAMES} | {f"syntheses/{name}.txt" for name in NAMES}
    assert expected <= sources["edit"]
    # A link to view leads to the same file, though Material replaces words in it.
    assert sources["view"] == sources["edit"]
    assert not [address for _, _, address in found if urlsplit(address).query or urlsplit(address).fragment]


def test_a_build_that_is_stopped_leaves_mkdocs_as_it_was(project: Path) -> None:
    """The functions that are replaced while MkDocs lists its files are its own again, also after a mistake."""
    script = """
import mkdocs.commands.build as build, mkdocs.structure.files as files, os
from mkdocs.config import load_config
own = build.get_files
config = load_config("mkdocs.yml")
build.build(config)
assert build.get_files is own and files.os is os
config = load_config("mkdocs.yml")
config.plugins.on_config(config)
config.plugins.on_pre_build(config=config)
assert build.get_files is not own
config.plugins.on_build_error(error=ValueError())
assert build.get_files is own and files.os is os
"""
    result = run([sys.executable, "-c", script], project)
    assert result.returncode == 0, result.stderr
