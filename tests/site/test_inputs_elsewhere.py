"""A survey with its papers at the root of the repository: every way of building brings in the inputs, and nothing else."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from generator.adapters.cli import main
from generator.config import PART_FOLDERS, Corpus
from tests.conftest import mkdocs, run
from tests.inputs import SCAN, SYNTHESIS, with_paper, written
from tests.site.test_export import WITHOUT_THE_PACKAGE
from tests.site.test_serve import Server

SETTINGS = """\
site_name: Paper scans
site_url: https://example.org/survey/
docs_dir: content
repo_url: https://code.example/ada/survey
edit_uri: edit/main/content/
theme:
  name: material
  font: false
  features: [content.action.edit]
plugins:
- search
- scanpress:
    scans: [../papers, lines/*.jsonl]
    syntheses: reports/**/*.txt
"""
LINE = json.dumps({"id": "delta", **with_paper(title="Delta", arxiv_id="2401.00004")})


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    root = tmp_path / "survey"
    written(root, {
        "mkdocs.yml": SETTINGS.replace("**/*.txt", "**/*.json"),
        "content/guide/index.md": "# Guide\n",
        "papers/alpha/scan.json": SCAN,
        "papers/beta/scan.json": with_paper(title="Beta", arxiv_id="2401.00002"),
        "papers/gamma.json": with_paper(title="Gamma", arxiv_id="2401.00003"),
        "papers/beta/evil.html": "<script>x</script>", "papers/beta/figure.png": "x", "papers/index.md": "# No",
        "papers/beta/.secret.json": "x",
        "lines/all.jsonl": f"{LINE}\n",
        "reports/2025/one.json": SYNTHESIS,
    })  # fmt: skip
    (root / ".git").mkdir()
    return root


def files(site: Path) -> set[str]:
    found = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    parts = (f"{folder}/" for folders in PART_FOLDERS.values() for folder in folders)
    lists = (f"{kind}/" for kind in Corpus)
    others = ("assets/", "search/", "sitemap", "404", "theme", "addresses.", *parts, *lists)
    return {path for path in found if not path.startswith(others) and not path.endswith("/v1/index.html")}


EXPECTED = {
    "index.html", "methodology/index.html", "scans/index.html", "syntheses/index.html", "guide/index.html",
    "scans/alpha/index.html", "scans/alpha/scan.json", "scans/beta/index.html", "scans/beta/scan.json",
    "scans/gamma/index.html", "scans/gamma/scan.json", "scans/delta/index.html", "scans/delta/scan.json",
    "syntheses/2025/one/index.html", "syntheses/2025/one.json",
}  # fmt: skip


def test_a_build_brings_in_the_inputs_and_nothing_else(survey: Path) -> None:
    assert mkdocs(survey, "build", "--strict").returncode == 0
    site = survey / "site"
    assert files(site) == EXPECTED
    assert (site / "scans/beta/scan.json").read_bytes() == (survey / "papers/beta/scan.json").read_bytes()
    assert (site / "scans/delta/scan.json").read_text() == LINE
    page = (site / "scans/beta/index.html").read_text("utf-8")
    assert 'href="https://code.example/ada/survey/edit/main/papers/beta/scan.json"' in page
    assert ">papers/beta/scan.json<" in page
    assert "../papers" not in page
    delta = (site / "scans/delta/index.html").read_text("utf-8")
    assert 'href="https://code.example/ada/survey/edit/main/lines/all.jsonl"' in delta
    before = {path: (site / path).stat().st_mtime_ns for path in EXPECTED if path.count("/") > 1}
    assert mkdocs(survey, "build", "--strict").returncode == 0
    assert {path: (site / path).stat().st_mtime_ns for path in before} == before
    # One edit, and one input that is gone.
    (survey / "papers/beta/scan.json").write_text(json.dumps(with_paper(title="Better", arxiv_id="2401.00002")))
    (survey / "papers/gamma.json").unlink()
    assert mkdocs(survey, "build", "--strict").returncode == 0
    assert files(site) == {path for path in EXPECTED if "gamma" not in path}
    assert "Better" in (site / "scans/beta/index.html").read_text("utf-8")
    assert "Better" in (site / "scans/beta/scan.json").read_text("utf-8")


def test_pages_that_are_converted_are_of_the_same_inputs(survey: Path) -> None:
    (survey / "mkdocs.yml").write_text((survey / "mkdocs.yml").read_text() + "    fast: false\n")
    assert mkdocs(survey, "build", "--strict").returncode == 0
    assert files(survey / "site") == EXPECTED
    page = (survey / "site/scans/beta/index.html").read_text("utf-8")
    assert 'href="https://code.example/ada/survey/edit/main/papers/beta/scan.json"' in page


def test_an_edit_link_that_would_not_lead_there_is_left_out(survey: Path) -> None:
    text = (survey / "mkdocs.yml").read_text()
    (survey / "mkdocs.yml").write_text(text.replace("edit/main/content/", "'?edit=content/'"))
    assert mkdocs(survey, "build").returncode == 0
    assert "?edit=" not in (survey / "site/scans/beta/index.html").read_text("utf-8")
    assert "?edit=content/guide/index.md" in (survey / "site/guide/index.html").read_text("utf-8")


def test_what_is_excluded_is_not_published(survey: Path) -> None:
    (survey / "mkdocs.yml").write_text((survey / "mkdocs.yml").read_text() + "exclude_docs: /scans/beta/scan.json\n")
    assert mkdocs(survey, "build").returncode == 0
    assert files(survey / "site") == EXPECTED - {"scans/beta/scan.json"}


def test_an_export_brings_the_inputs_along(survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["export", str(out), "-q", "-f", str(survey / "mkdocs.yml")]) == 0
    assert (out / "content/scans/beta/scan.json").read_bytes() == (survey / "papers/beta/scan.json").read_bytes()
    assert (out / "content/scans/delta/scan.json").read_text() == LINE
    assert not list(out.rglob("evil.html"))
    assert not list(out.rglob("figure.png"))
    result = run([sys.executable, "-c", WITHOUT_THE_PACKAGE, "build", "-q", "--strict"], out)
    assert result.returncode == 0, result.stdout + result.stderr
    assert files(out / "site") >= EXPECTED


def test_findings_name_the_file_as_the_publisher_can_open_it(
    survey: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (survey / "papers/beta/scan.json").write_text("{\n")
    (survey / "lines/all.jsonl").write_text(f"{LINE}\n\n[\n")
    monkeypatch.chdir(survey)
    assert main(["check", "-q"]) == 1
    said = capsys.readouterr().out
    assert "error: papers/beta/scan.json:2:1: not valid JSON" in said
    assert "error: lines/all.jsonl:3:" in said
    assert main(["check", "-q", "--format", "github"]) == 1
    said = capsys.readouterr().out
    assert "::error file=papers/beta/scan.json,line=2,col=1," in said
    assert "::error file=lines/all.jsonl,line=3," in said
    result = mkdocs(survey, "build", "--strict")
    assert result.returncode == 1
    assert "papers/beta/scan.json:2:1" in result.stderr


def test_an_empty_site_names_the_setting(survey: Path) -> None:
    text = (survey / "mkdocs.yml").read_text().partition("- scanpress:")[0] + "- scanpress\n"
    (survey / "mkdocs.yml").write_text(text)
    result = mkdocs(survey, "build", "--strict")
    assert result.returncode == 1
    assert "write scans: '../papers' below scanpress: in mkdocs.yml" in result.stderr


@pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
def test_the_preview_follows_edits_elsewhere(survey: Path, tmp_path: Path) -> None:
    (survey / "papers/loop").symlink_to(tmp_path)
    server = Server(survey)
    try:
        server.wait_for("scans/beta/", "Beta")
        (survey / "papers/beta/scan.json").write_text(json.dumps(with_paper(title="Better", arxiv_id="2401.00002")))
        server.wait_for("scans/beta/", "Better")
    finally:
        server.stop()


def test_nothing_is_exported_into_the_inputs(survey: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("papers", "papers/out"):
        assert main(["export", str(survey / name), "--force", "-f", str(survey / "mkdocs.yml")]) == 2
        assert "this is a folder of inputs; name another folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("scans", "expected"),
    [
        ("../papers", {"scans/index.md": "papers", "syntheses/index.md": "reports", "index.md": ""}),
        # Of several folders, the one that holds them.
        ("[../papers, lines/*.jsonl]", {"scans/index.md": "", "syntheses/index.md": "reports", "index.md": ""}),
        ("[../papers/alpha, ../papers/beta]", {"scans/index.md": "papers"}),
        ("papers", {"papers/index.md": "content/papers", "index.md": ""}),
    ],
)
def test_a_page_of_several_inputs_has_the_date_of_their_folder(
    survey: Path, scans: str, expected: dict[str, str]
) -> None:
    """Those who date pages, or name who wrote them, ask git about the path that is kept with a page."""
    text = (survey / "mkdocs.yml").read_text().replace("[../papers, lines/*.jsonl]", scans)
    (survey / "mkdocs.yml").write_text(f"{text}hooks: [dates.py]\n")
    written(survey, {"content/papers/alpha/scan.json": SCAN})
    (survey / "dates.py").write_text(
        "import json, pathlib\nfound = {}\n"
        "def on_page_markdown(markdown, page, **more):\n    found[page.file.src_uri] = page.file.abs_src_path\n"
        "def on_post_build(config):\n    pathlib.Path('dates.json').write_text(json.dumps(found))\n"
    )
    result = mkdocs(survey, "build")
    assert result.returncode == 0, result.stderr
    found = json.loads((survey / "dates.json").read_text())
    assert {path: found[path] for path in expected} == {
        path: os.path.normpath(survey / folder) for path, folder in expected.items()
    }


@pytest.mark.parametrize("site", ["papers", "papers/site"])
def test_nothing_is_built_into_the_inputs(survey: Path, site: str, capsys: pytest.CaptureFixture[str]) -> None:
    with (survey / "mkdocs.yml").open("a") as stream:
        stream.write(f"site_dir: {site}\n")
    before = {path: path.read_bytes() for path in survey.rglob("*") if path.is_file()}
    result = mkdocs(survey, "build")
    assert result.returncode == 1
    assert f"{site}' " in result.stderr
    assert "write another folder" in result.stderr
    assert {path: path.read_bytes() for path in survey.rglob("*") if path.is_file()} == before
    assert main(["check", "-f", str(survey / "mkdocs.yml")]) == 2
    assert f"site_dir: {site!r}" in capsys.readouterr().err
