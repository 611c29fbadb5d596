"""The address of the site: given, asked for, taken from the repository, and missed where it is not there."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
import yaml

from generator.adapters.cli import main
from generator.adapters.site_address import address_on_github
from tests.conftest import mkdocs


def repository(folder: Path, config: str) -> Path:
    (folder / ".git").mkdir(parents=True)
    (folder / ".git/config").write_text(config)
    return folder


def remote(url: str) -> str:
    return f'[core]\n\tbare = false\n[remote "upstream"]\n\turl = https://github.com/no/no\n[remote "origin"]\n\turl = {url}\n'


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://github.com/Ada/survey.git", "https://ada.github.io/survey/"),
        ("https://github.com/ada/survey", "https://ada.github.io/survey/"),
        ("https://token@github.com/ada/survey.git", "https://ada.github.io/survey/"),
        ("git@github.com:ada/my.survey.git", "https://ada.github.io/my.survey/"),
        ("ssh://git@github.com/ada/survey.git", "https://ada.github.io/survey/"),
        ("git@github.com:ada/Ada.github.io.git", "https://ada.github.io/"),
        ("https://code.example/ada/survey.git", ""),
        ("https://github.com.evil.example/ada/survey", ""),
        ("https://github.com/ada/..", ""),
        ("https://github.com/ada/a\"><script>", ""),
        ("../other", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_remote_says(tmp_path, url, address):
    assert address_on_github(repository(tmp_path, remote(url))) == address


def test_other_forms_of_a_repository(tmp_path):
    main_folder = repository(tmp_path / "main", '[remote "origin"] ; mine\n url = "https://github.com/ada/survey"\n')
    assert address_on_github(main_folder / "docs/deeper") == "https://ada.github.io/survey/"
    # A worktree and a submodule name git's folder in a file.
    (main_folder / ".git/worktrees/w").mkdir(parents=True)
    (main_folder / ".git/worktrees/w/commondir").write_text("../..\n")
    (tmp_path / "w").mkdir()
    (tmp_path / "w/.git").write_text(f"gitdir: {main_folder}/.git/worktrees/w\n")
    assert address_on_github(tmp_path / "w") == "https://ada.github.io/survey/"


@pytest.mark.parametrize("config", ["", "[remote", '[remote "origin"]', "\0", '[remote "origin"]\npushurl = x'])
def test_a_repository_that_says_nothing(tmp_path, config):
    assert address_on_github(repository(tmp_path, config)) == ""


def site_url(project: Path) -> str | None:
    return yaml.safe_load((project / "mkdocs.yml").read_text("utf-8")).get("site_url")


class TestNew:
    def test_given(self, tmp_path):
        assert main(["new", str(tmp_path / "a"), "-q", "--site-url", "https://example.org/survey"]) == 0
        assert site_url(tmp_path / "a") == "https://example.org/survey/"

    @pytest.mark.parametrize("url", ["example.org", "ftp://x.org", "https://", "https://x.org/?a", "https://x.org/a b",
                                     "javascript:alert(1)", "https://x.org/#a", "https://x.org/\nevil: 1", "https://[x"])  # fmt: skip
    def test_what_is_no_address(self, tmp_path, capsys, url):
        assert main(["new", str(tmp_path / "a"), "--site-url", url]) == 2
        said = capsys.readouterr().err
        assert "is not the address of a site; write one such as https://example.org/survey/" in said
        assert said.count("\n") == 1
        assert not (tmp_path / "a").exists()

    def test_in_a_fresh_clone(self, tmp_path, capsys):
        repository(tmp_path, remote("git@github.com:ada/survey.git"))
        assert main(["new", str(tmp_path)]) == 0
        assert site_url(tmp_path) == "https://ada.github.io/survey/"
        assert "the site's address is https://ada.github.io/survey/" in capsys.readouterr().err

    def terminal(self, monkeypatch, answer: str, *, is_one: bool = True) -> None:
        for name, stream in (("stdin", io.StringIO(answer)), ("stderr", io.StringIO())):
            stream.isatty = lambda: is_one
            monkeypatch.setattr(sys, name, stream)

    def test_asked_at_a_terminal(self, tmp_path, monkeypatch):
        self.terminal(monkeypatch, "https://example.org/asked\n")
        assert main(["new", str(tmp_path / "a")]) == 0
        assert site_url(tmp_path / "a") == "https://example.org/asked/"
        assert "Address at which the site will be published" in sys.stderr.getvalue()

    def test_not_known_yet(self, tmp_path, monkeypatch):
        self.terminal(monkeypatch, "\n")
        assert main(["new", str(tmp_path / "a")]) == 0
        assert site_url(tmp_path / "a") is None
        assert "set site_url there before you publish" in sys.stderr.getvalue()

    def test_nobody_is_asked_without_a_terminal(self, tmp_path, monkeypatch):
        self.terminal(monkeypatch, "https://example.org/asked\n", is_one=False)
        assert main(["new", str(tmp_path / "a")]) == 0
        assert site_url(tmp_path / "a") is None


class TestMissing:
    @pytest.fixture
    def fresh(self, tmp_path, monkeypatch, capsys) -> Path:
        assert main(["new", str(tmp_path / "survey"), "-q"]) == 0
        monkeypatch.chdir(tmp_path / "survey")
        capsys.readouterr()
        return tmp_path / "survey"

    def test_check_says_what_breaks_and_is_content_with_the_inputs(self, fresh, capsys):
        assert main(["check", "-q", "--strict", "--format", "json"]) == 0
        (found,) = json.loads(capsys.readouterr().out)
        assert (found["file"], found["rule"], found["severity"]) == ("../mkdocs.yml", "no-site-url", "note")
        assert all(word in found["message"] for word in ("404", "canonical", "sitemap"))
        assert "site_url: https://example.org/survey/" in found["remedy"]

    def test_the_remedy_is_the_address_where_it_is_known(self, fresh, capsys):
        repository(fresh, remote("https://github.com/ada/survey"))
        assert main(["check", "-q"]) == 0
        assert "such as site_url: https://ada.github.io/survey/" in capsys.readouterr().out

    def test_a_build_says_it_too(self, fresh):
        result = mkdocs(fresh, "build")
        assert result.returncode == 0
        said = [line for line in result.stderr.splitlines() if "site_url" in line]
        assert len(said) == 1
        assert "WARNING" in said[0]
        assert "404" in said[0]

    @pytest.mark.parametrize("line", ["site_url: ''", "site_url: https://example.org/x/"])
    def test_nothing_is_said_where_it_is_set(self, fresh, capsys, line):
        with (fresh / "mkdocs.yml").open("a") as file:
            file.write(f"\n{line}\n")
        assert main(["check", "-q"]) == 0
        assert "site_url" not in mkdocs(fresh, "build", "--strict").stderr

    def test_another_content_folder_has_no_address(self, fresh, tmp_path, capsys):
        (tmp_path / "other/scans/a").mkdir(parents=True)
        main(["check", "-q", str(tmp_path / "other")])
        assert "no-site-url" not in capsys.readouterr().out
