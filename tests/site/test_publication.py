"""Publishing: what `mkdocs gh-deploy` pushes, and that the site stands under a sub-path."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import configure, mkdocs, run
from tests.site.html import article, links, rows, text_of


def git(cwd: Path, *arguments: str) -> str:
    result = run(
        ["git", "-c", "user.name=Ada Example", "-c", "user.email=ada@example.org", "-c", "init.defaultBranch=main",
         *arguments],
        cwd,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_gh_deploy_pushes_the_whole_site(project: Path, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    git(tmp_path, "init", "--bare", str(remote))
    git(project, "init")
    (project / ".gitignore").write_text("/site/\n")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "A site")
    git(project, "remote", "add", "origin", str(remote))
    result = mkdocs(
        project, "gh-deploy", "--strict", GIT_AUTHOR_NAME="Ada Example", GIT_AUTHOR_EMAIL="ada@example.org",
        GIT_COMMITTER_NAME="Ada Example", GIT_COMMITTER_EMAIL="ada@example.org",
    )  # fmt: skip
    assert result.returncode == 0, result.stderr

    arrived = set(git(remote, "ls-tree", "-r", "--name-only", "gh-pages").split())
    assert {".nojekyll", "404.html", "index.html", "scans/mm-rlhf-2025/index.html"} <= arrived
    assert not any(path.endswith(".md") for path in arrived)
    raw = git(remote, "show", "gh-pages:scans/mm-rlhf-2025/scan.json")
    assert raw == (project / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8")
    page = git(remote, "show", "gh-pages:scans/mm-rlhf-2025/index.html")
    assert "19 of 55" in page


@pytest.mark.thorough
def test_site_stands_under_any_sub_path(project: Path) -> None:
    configure(project, lambda settings: settings.update(site_url="https://example.org/lab/notes/survey/"))
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    # The 404 page is served for any address, so its links must be absolute and hold the sub-path.
    found = links(project / "site", "/lab/notes/survey/")
    assert found.broken == []
    assert 'href="/lab/notes/survey/assets/' in (project / "site/404.html").read_text("utf-8")


def test_a_bad_file_is_named_and_never_fatal(project: Path) -> None:
    bad = project / "content/scans/broken/scan.json"
    bad.parent.mkdir()
    bad.write_text('{"paper": {"title": "Half a pap', "utf-8")
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    named = [line for line in result.stderr.splitlines() if "scans/broken/scan.json" in line]
    assert len(named) == 1
    assert "WARNING" in named[0]
    assert "Traceback" not in result.stderr
    assert (project / "site/scans/mm-rlhf-2025/index.html").is_file()
    assert not (project / "site/scans/broken").exists()

    strict = mkdocs(project, "build", "--strict")
    assert strict.returncode == 1


def test_several_scans_of_one_paper_share_a_page(project: Path) -> None:
    folder = project / "content/scans/mm-rlhf-2025"
    newer = json.loads((folder / "scan.json").read_text("utf-8"))
    newer["scan_version"] = 4
    newer["key_findings"] = "Found again by a later reader."
    (folder / "scan-v4.json").write_text(json.dumps(newer), "utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    page = article(project / "site/scans/mm-rlhf-2025/index.html")
    assert "Found again by a later reader." in text_of(page)
    raw = {element.get("href") for element in page.iter("a")}
    assert {"scan.json", "scan-v4.json"} <= raw
    assert (project / "site/scans/mm-rlhf-2025/scan.json").read_bytes() == (folder / "scan.json").read_bytes()


def test_citations_lead_both_ways(project: Path) -> None:
    folder = project / "content/scans/cited-example"
    folder.mkdir()
    scan = json.loads((project / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8"))
    scan["paper"] = {"title": "Fact-RLHF", "authors": ["Ada Example"], "year": 2023, "arxiv_id": "2309.14525"}
    scan["cited_papers"] = []
    (folder / "scan.json").write_text(json.dumps(scan), "utf-8")
    result = mkdocs(project, "build", "--strict")
    assert result.returncode == 0, result.stderr
    citing = article(project / "site/scans/mm-rlhf-2025/index.html")
    cited = article(project / "site/scans/cited-example/index.html")
    assert "../cited-example/" in {element.get("href") for element in citing.iter("a")}
    assert "../mm-rlhf-2025/" in {element.get("href") for element in cited.iter("a")}
    assert any("Scanned here" in row[0] for row in rows(citing, "references"))


def test_hand_written_pages_win(project: Path) -> None:
    links = "See [the scans](scans/index.md), [all answers](exports/matrix.csv) and [what is not](exports/none.csv)."
    (project / "content/index.md").write_text(f"# Our own home\n\n{links}\n", "utf-8")
    result = mkdocs(project, "build")
    assert result.returncode == 0, result.stderr
    assert "Our own home" in text_of(article(project / "site/index.html"))
    # What MkDocs is not handed can be linked to all the same.
    assert "exports/none.csv" in result.stderr
    assert "exports/matrix.csv" not in result.stderr
    assert (project / "site/exports/matrix.csv").is_file()
