"""``scanpress check``: what is shown, what is left out of it, and where things are."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest
import yaml

from generator.adapters.cli import main
from generator.adapters.messages import first_of_each_rule
from generator.adapters.project import load_project
from generator.diagnostics import Severity, finding
from generator.errors import ConfigError
from generator.readers.forms import form_of
from tests.conftest import ROOT, run
from tests.inputs import REPORT, SCAN, SYNTHESIS, changed, with_paper

Said = pytest.CaptureFixture[str]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a good scan, from whose folder the command is run."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    configure(tmp_path)
    add(tmp_path, "scans/good/scan.json", SCAN)
    return tmp_path


def configure(project: Path, *, options: dict[str, object] | None = None, **check: object) -> None:
    plugin = {"scanpress": {**(options or {}), "check": check}}
    (project / "mkdocs.yml").write_text(
        yaml.safe_dump({"site_name": "x", "site_url": "", "docs_dir": "content", "plugins": [plugin]})
    )


def add(project: Path, path: str, value: object) -> Path:
    file = project / "content" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(value if isinstance(value, str) else json.dumps(value, indent=1), "utf-8")
    return file


def odd(project: Path, number: int, **fields: object) -> Path:
    return add(
        project,
        f"scans/odd-{number}/scan.json",
        changed(with_paper(title=f"Paper {number}", arxiv_id=None), cited_papers=[], **fields),
    )


def found(capsys: Said, *arguments: str) -> list[dict[str, object]]:
    main(["check", "--format", "json", *arguments])
    return json.loads(capsys.readouterr().out)


class TestSummary:
    def test_only_the_first_lines_of_a_rule_are_shown(self, project: Path, capsys: Said) -> None:
        for number in range(12):
            odd(project, number, extra=1, **({"more": 2} if number < 3 else {}))
        odd(project, 50, claims=[{"claim": "c", "evidence": "e", "supported": "storng"}])
        assert main(["check"]) == 1
        out, err = capsys.readouterr()
        lines = out.splitlines()
        assert sum("[unknown-field]" in line for line in lines) == 5 + 1
        assert lines[-1] == "note: and 10 more of unknown-field in 9 files (show them with --all) [unknown-field]"
        assert sum("[misspelled-word]" in line for line in lines) == 1
        assert err.splitlines()[0].endswith("; 1 warning, 15 notes")

    def test_all_of_them(self, project: Path, capsys: Said) -> None:
        for number in range(12):
            odd(project, number, extra=1)
        assert main(["check", "--all"]) == 0
        assert len(capsys.readouterr().out.splitlines()) == 12
        for form in ("json", "github", "sarif"):
            assert main(["check", "--format", form]) == 0
            assert capsys.readouterr().out.count("'extra'") == 12

    def test_the_worst_come_first_and_then_the_most(self, project: Path, capsys: Said) -> None:
        for number in range(8):
            odd(project, number, extra=1, other=2, paper_type="odd")
            add(project, f"scans/broken-{number}/scan.json", "{")
        assert main(["check"]) == 1
        said = [line for line in capsys.readouterr().out.splitlines() if " more of " in line]
        assert [re.sub(r" in .*", "", line) for line in said] == [
            "error: and 3 more of unreadable", "note: and 11 more of unknown-field", "note: and 3 more of unknown-word",
        ]  # fmt: skip

    def test_an_error_is_not_counted_among_notes_of_its_rule(self) -> None:
        notes = [finding(f"a{number}", "unreadable", "m", "r", severity=Severity.NOTE) for number in range(7)]
        error = finding("b", "unreadable", "m", "r")
        assert first_of_each_rule([*notes, error]) == ([*notes[:5], error], notes[5:])

    def test_a_file_with_many_findings_is_told_in_full(self, project: Path, capsys: Said) -> None:
        odd(project, 1, **{f"extra_{number}x": 1 for number in range(120)})
        items = found(capsys)
        assert len(items) == 120
        assert {item["rule"] for item in items} == {"unknown-field"}


class TestSelection:
    @pytest.fixture(autouse=True)
    def inputs(self, project: Path) -> None:
        odd(project, 1, extra=1, paper_type="odd", claims=[{"claim": "c", "evidence": "e", "supported": "storng"}])

    @pytest.mark.parametrize(
        ("arguments", "rules", "code"),
        [
            ([], {"unknown-field", "unknown-word", "misspelled-word"}, 1),
            (["--select", "unknown-field"], {"unknown-field"}, 0),
            (["--select", "unknown-field, misspelled-word"], {"unknown-field", "misspelled-word"}, 1),
            (["--select", "unknown-field", "--select", "unknown-word"], {"unknown-field", "unknown-word"}, 0),
            (["--ignore", "misspelled-word"], {"unknown-field", "unknown-word"}, 0),
            (["--select", "unknown-field,unknown-word", "--ignore", "unknown-word"], {"unknown-field"}, 0),
            (["--select", "invalid"], set(), 0),
        ],
    )
    def test_rules(self, capsys: Said, arguments: list[str], rules: set[str], code: int) -> None:
        assert main(["check", *arguments]) == code
        assert set(re.findall(r"\[([a-z-]+)\]$", capsys.readouterr().out, re.M)) == rules

    def test_in_the_configuration(self, project: Path, capsys: Said) -> None:
        configure(project, ignore=["misspelled-word"])
        assert main(["check"]) == 0
        configure(project, select=["unknown-word"])
        capsys.readouterr()
        assert {item["rule"] for item in found(capsys)} == {"unknown-word"}
        # The command line takes its place.
        assert {item["rule"] for item in found(capsys, "--select", "unknown-field")} == {"unknown-field"}

    @pytest.mark.parametrize(
        ("check", "said"),
        [
            ({"ignore": ["unknown-feild"]}, r"there is no rule 'unknown-feild'; did you mean unknown-field\?"),
            ({"selct": []}, "there is no setting 'selct'"),
            ({"ignore": [1]}, "ignore: write the names of rules"),
            ({"baseline": 5}, "baseline: write the path"),
            ({"baseline": ""}, "baseline: write the path"),
        ],
    )
    def test_what_is_wrong_there_is_named(
        self, project: Path, check: dict[str, object], said: str, capsys: Said
    ) -> None:
        configure(project, **check)
        with pytest.raises(ConfigError, match=said):
            load_project(project / "mkdocs.yml")
        assert main(["check"]) == 2
        assert re.fullmatch(r"scanpress: mkdocs\.yml: scanpress: check: [^\n]+\n", capsys.readouterr().err)

    def test_a_build_names_it_too_and_is_not_told_what_to_leave_out(self, project: Path) -> None:
        add(project, "scans/broken/scan.json", "{")
        build = [sys.executable, "-m", "mkdocs", "build"]
        configure(project, ignore=["unreadable"])
        result = run(build, project)
        assert (result.returncode, "scans/broken/scan.json:1:2: not valid JSON" in result.stderr) == (0, True)
        configure(project, ignore=["unreadible"])
        result = run(build, project)
        assert result.returncode == 1
        assert "check: there is no rule 'unreadible'; did you mean unreadable?" in result.stderr

    def test_a_rule_that_is_meant_is_asked_for(self, capsys: Said) -> None:
        assert main(["check", "--ignore", "unknown-wrod"]) == 2
        assert "did you mean unknown-word?" in capsys.readouterr().err


class TestPlaces:
    def test_every_finding_of_every_form_has_line_and_column(self, project: Path, capsys: Said) -> None:
        odd(
            project,
            1,
            extra=1,
            paper_type="odd",
            red_flgas=[],
            claims=[{"claim": "", "evidence": "e"}],
            key_findings=5,
        )
        add(project, "scans/broken/scan.json", "{\n")
        add(project, "scans/empty/scan.json", "")
        add(project, "scans/list/scan.json", "[]")
        add(project, "scans/twice/scan.json", '{"a": 1,\n  "a": 2}')
        add(project, "scans/half/scan.json", json.dumps(with_paper(title="\ud800 x", arxiv_id=None), indent=1))
        add(project, "scans/Scan.JSON", "{}")
        add(project, "scans/odd-1/x.html", "<p>")
        (project / "content/scans/latin").mkdir()
        (project / "content/scans/latin/scan.json").write_bytes(b'{"a":\n "\xe9"}')
        add(project, "syntheses/a.txt", REPORT.replace("0.80", "8.0").replace("4.4", "44"))
        add(project, "syntheses/b.yaml", yaml.safe_dump(changed(SYNTHESIS, tier="GOLD", claims=[{"claim": "c"}])))
        add(project, "syntheses/c.json", changed(SYNTHESIS, date="2026-02-31", figures={"papers": 7}))
        items = found(capsys)
        assert len({item["rule"] for item in items}) > 14
        assert [item for item in items if not (item["line"] and item["column"])] == []
        places = {(item["rule"], item["file"]): (item["line"], item["column"]) for item in items}
        assert places["unreadable", "scans/twice/scan.json"] == (2, 3)
        assert places["unreadable", "scans/latin/scan.json"] == (2, 3)
        for rule, file, text in (
            ("misspelled-field", "scans/odd-1/scan.json", '"red_flgas"'),
            ("unknown-word", "scans/odd-1/scan.json", '"paper_type"'),
            ("wrong-type", "scans/odd-1/scan.json", '"key_findings"'),
            ("unknown-word", "syntheses/b.yaml", "tier: GOLD"),
            ("support-not-stated", "syntheses/b.yaml", "claim: c"),
            ("unclear-date", "syntheses/c.json", '"date"'),
            ("replaced-character", "scans/half/scan.json", "\\ud800"),
            ("confidence-out-of-range", "syntheses/a.txt", "Water holds sand.\t✓\t8.0"),
            ("score-out-of-range", "syntheses/a.txt", "This report synthesises"),
        ):
            line, column = places[rule, file]
            there = (project / "content" / file).read_text("utf-8").split("\n")[line - 1]
            assert there[column - 1 :].startswith(text), (rule, there)

    def test_a_line_that_is_known_gets_its_column(self, project: Path, capsys: Said) -> None:
        add(project, "syntheses/a.txt", REPORT.replace("Water holds sand.\t✓\t0.80", "  Water holds sand.\t\t"))
        (item,) = [item for item in found(capsys) if item["rule"] == "row-without-verdict"]
        line = (project / "content/syntheses/a.txt").read_text("utf-8").split("\n")[item["line"] - 1]
        assert (line[: item["column"] - 1], line[item["column"] - 1 :]) == ("  ", "Water holds sand.\t\t")

    def test_what_is_no_file_has_no_line(self, project: Path, capsys: Said) -> None:
        (project / "content/scans/link").symlink_to("nowhere")
        (item,) = found(capsys)
        assert (item["rule"], item["line"], item["column"]) == ("symlink", None, None)

    def test_the_text_names_no_line_where_only_the_name_is_wrong(self, project: Path, capsys: Said) -> None:
        add(project, "scans/a/Scan.JSON", "{}")
        add(project, "scans/good/x.html", "<p>")
        assert main(["check"]) == 1
        assert [line.split(": ")[1] for line in capsys.readouterr().out.splitlines()] == [
            "content/scans/a/Scan.JSON", "content/scans/good/x.html",
        ]  # fmt: skip
        assert {(item["line"], item["column"]) for item in found(capsys)} == {(1, 1)}

    def test_lines_are_looked_for_in_files_that_are_shown_only(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
    ) -> None:
        for number in range(9):
            odd(project, number, extra=1)
        asked = []
        from generator import locate

        real = locate.positions
        monkeypatch.setattr(
            locate, "positions", lambda text, path, some: asked.append(path) or real(text, path, some)
        )
        assert main(["check"]) == 0
        assert len(asked) == 5


class TestLines:
    """Each line is an input by itself."""

    def test_a_finding_has_the_line_and_the_column_in_it(self, project: Path, capsys: Said) -> None:
        lines = [
            json.dumps({"slug": name, **with_paper(title=name, arxiv_id=None), "cited_papers": [], **more})
            for name, more in (("one", {}), ("two", {"extra": 1}))
        ]
        add(project, "scans/more.jsonl", "\n".join([*lines, "{"]))
        places = {item["rule"]: (item["line"], item["column"]) for item in found(capsys)}
        column = lines[1].index('"extra"') + 1
        assert places == {"unknown-field": (2, column), "unreadable": (3, 2)}
        assert main(["check"]) == 1
        assert f"more.jsonl:2:{column} /extra:" in capsys.readouterr().out

    def test_the_text_names_the_line_whose_name_is_wrong(self, project: Path, capsys: Said) -> None:
        lines = [{"slug": "same", **with_paper(title=title, arxiv_id=None)} for title in ("One", "Two")]
        add(project, "scans/more.jsonl", "\n".join(map(json.dumps, lines)))
        assert main(["check", "--select", "slug-collision"]) == 1
        assert "scans/more.jsonl:2:1: " in capsys.readouterr().out


class TestPaths:
    def test_single_files(self, project: Path, capsys: Said) -> None:
        one, two = odd(project, 1, extra=1), odd(project, 2, extra=1)
        add(project, "scans/broken/scan.json", "{")
        assert [item["file"] for item in found(capsys, str(one))] == ["scans/odd-1/scan.json"]
        assert [item["file"] for item in found(capsys, os.path.relpath(one), str(two))] == [
            "scans/odd-1/scan.json", "scans/odd-2/scan.json",
        ]  # fmt: skip
        assert main(["check", "content/scans/good/scan.json"]) == 0
        assert main(["check", "content/scans/broken/scan.json"]) == 1

    def test_the_others_are_not_read(self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
        one = odd(project, 1)
        odd(project, 2)
        from generator import intake

        read = []
        real = intake.Library.read
        monkeypatch.setattr(
            intake.Library, "read", lambda library, file: read.append(file.path) or real(library, file)
        )
        assert main(["check", str(one)]) == 0
        assert read == ["scans/odd-1/scan.json"]

    def test_a_folder_of_inputs(self, project: Path, capsys: Said) -> None:
        odd(project, 1, extra=1)
        add(project, "syntheses/a.txt", REPORT.replace("0.80", "8.0"))
        assert {item["file"] for item in found(capsys, "content/scans")} == {"scans/odd-1/scan.json"}
        assert {item["file"] for item in found(capsys, "content/syntheses")} == {"syntheses/a.txt"}
        assert len({item["file"] for item in found(capsys, "content")}) == 2

    def test_inputs_elsewhere(self, project: Path, capsys: Said) -> None:
        options = {"scans": ["scans", "../papers"]}
        (project / "mkdocs.yml").write_text(
            yaml.safe_dump(
                {"site_name": "x", "site_url": "", "docs_dir": "content", "plugins": [{"scanpress": options}]}
            )
        )
        one, two = odd(project, 1, extra=1), odd(project, 2, extra=1)
        (project / "papers").mkdir()
        two.parent.rename(project / "papers/odd-2")
        assert [item["file"] for item in found(capsys, "papers")] == ["../papers/odd-2/scan.json"]
        assert [item["file"] for item in found(capsys, str(one))] == ["scans/odd-1/scan.json"]
        assert main(["check", "papers/none"]) == 2
        assert main(["check", "mkdocs.yml"]) == 2
        assert "inputs lie in content/scans and papers and content/syntheses" in capsys.readouterr().err
        assert main(["check", "--format", "github", "papers/odd-2/scan.json"]) == 0
        assert "file=papers/odd-2/scan.json,line=" in capsys.readouterr().out

    @pytest.mark.skipif(os.name == "nt", reason="links as POSIX has them")
    def test_inputs_behind_links(self, project: Path, capsys: Said) -> None:
        """Git names a file where it lies, and people name it as they see it."""
        configure(project, options={"follow_links": True})
        (project / ".git").mkdir()
        one, two, three = (odd(project, number, extra=1) for number in (1, 2, 3))
        (project / "papers").mkdir()
        two.parent.rename(project / "papers/odd-2")
        three.rename(project / "three.json")
        three.symlink_to(project / "three.json")
        (project / "content/scans/more").symlink_to(project / "papers")
        for given, path in {
            str(one): "scans/odd-1/scan.json",
            "content/scans/more/odd-2/scan.json": "scans/more/odd-2/scan.json",
            "papers/odd-2/scan.json": "scans/more/odd-2/scan.json",
            "content/scans/more/odd-2": "scans/more/odd-2/scan.json",
            "content/scans/more": "scans/more/odd-2/scan.json",
            "papers": "scans/more/odd-2/scan.json",
            "three.json": "scans/odd-3/scan.json",
            "content/scans/odd-3/scan.json": "scans/odd-3/scan.json",
        }.items():
            assert [item["file"] for item in found(capsys, given)] == [path], given
        assert main(["check", "papers/odd-2/scan.json", "papers/none.json"]) == 2

    @pytest.mark.parametrize("folder", ["content", "content/scans/good", "elsewhere/deep"])
    def test_from_a_folder_below(
        self, project: Path, folder: str, monkeypatch: pytest.MonkeyPatch, capsys: Said
    ) -> None:
        odd(project, 1, extra=1)
        (project / folder).mkdir(parents=True, exist_ok=True)
        monkeypatch.chdir(project / folder)
        assert [item["file"] for item in found(capsys)] == ["scans/odd-1/scan.json"]
        assert main(["check", "--format", "github"]) == 0
        assert "file=content/scans/odd-1/scan.json,line=" in capsys.readouterr().out
        there = os.path.relpath(project / "content/scans/odd-1/scan.json")
        assert main(["check"]) == 0
        assert capsys.readouterr().out.startswith(f"note: {there}:")
        assert [item["file"] for item in found(capsys, there)] == ["scans/odd-1/scan.json"]

    def test_not_out_of_a_repository(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        inner = project / "vendor/other"
        (inner / ".git").mkdir(parents=True)
        monkeypatch.chdir(inner)
        assert main(["check"]) == 2

    @pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
    def test_a_project_of_somebody_else_is_not_taken(self, project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (project / "below").mkdir()
        monkeypatch.chdir(project / "below")
        assert main(["check"]) == 0
        monkeypatch.setattr(os, "geteuid", lambda: 4_321)
        os.chown(project / "mkdocs.yml", 1_234, -1)
        assert main(["check"]) == 2
        os.chown(project / "mkdocs.yml", 4_321, -1)
        assert main(["check"]) == 0

    def test_a_file_tells_where_its_project_is(
        self, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
    ) -> None:
        odd(project, 1, extra=1)
        away = tmp_path / "away"
        (away / ".git").mkdir(parents=True)
        monkeypatch.chdir(away)
        assert [item["rule"] for item in found(capsys, "../content/scans/odd-1/scan.json")] == ["unknown-field"]

    def test_annotations_lead_from_the_repository(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
    ) -> None:
        """A project may be a folder of a repository, and code hosts know the repository."""
        inner = project / "survey"
        inner.mkdir()
        (project / ".git").mkdir()
        configure(inner)
        odd(inner, 1, extra=1)
        monkeypatch.chdir(inner)
        assert main(["check", "--format", "github"]) == 0
        assert "file=survey/content/scans/odd-1/scan.json," in capsys.readouterr().out

    def test_the_hook_is_given_inputs_alone(self) -> None:
        (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
        assert (hook["id"], hook["entry"], hook["language"]) == ("scanpress-check", "scanpress check", "python")
        inputs = (
            "scans/a/scan.json", "scans/2025/a/scan-v4.json", "scans/a/scan_2.json", "scans/sand-2024.json",
            "scans/scanner-2024.json", "scans/2024.jsonl", "syntheses/a.yaml", "syntheses/b.yml", "syntheses/b/c.txt",
            "syntheses/b/c.json", "syntheses/2024/all.jsonl",
        )  # fmt: skip
        others = (
            "scans/scan.json", "scans/scan-v4.json", "scans/a/registry.jsonl", "scans/registry.jsonl",
            "scans/calibration.json", "scans/a/deep_eval.json", "scans/a/other.json", "scans/a/more.jsonl",
            "scans/index.md", "scans/a/figure.png", "syntheses/a/registry.jsonl", "syntheses/a.md",
        )  # fmt: skip
        for path in (*inputs, *others):
            kind, _, inner = path.partition("/")
            assert (form_of(kind, inner) is not None) is (path in inputs), path
            for start in ("", "content/", "docs/en/"):
                assert bool(re.search(hook["files"], start + path)) is (path in inputs), path
        for path in ("package.json", "mkdocs.yml", "content/index.md", "README.txt", "myscans/a.json", "a.jsonl"):
            assert not re.search(hook["files"], path), path


class TestColour:
    def test_none_in_a_pipe(self, project: Path, capsys: Said) -> None:
        odd(project, 1, extra=1)
        assert main(["check"]) == 0
        assert "\x1b" not in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("environment", "is_terminal", "has"),
        [
            ({}, True, True), ({}, False, False), ({"NO_COLOR": "1"}, True, False), ({"FORCE_COLOR": "1"}, False, True),
            ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, True, False), ({"TERM": "dumb"}, True, False), ({"NO_COLOR": ""}, True, True),
        ],
    )  # fmt: skip
    def test_where_it_is_wanted(
        self,
        project: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: Said,
        environment: dict[str, str],
        is_terminal: bool,
        has: bool,
    ) -> None:
        odd(project, 1, extra=1)
        for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.stdout.isatty", lambda: is_terminal)
        assert main(["check"]) == 0
        out = capsys.readouterr().out
        assert out.startswith("\x1b[36mnote:\x1b[0m content/scans/odd-1") is has
        assert ("\x1b" in out) is has

    def test_no_input_brings_its_own(self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
        odd(project, 1, **{"\x1b[31mred": 1})
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert main(["check"]) == 0
        assert "\x1b[31m" not in capsys.readouterr().out


class TestHelp:
    def test_every_form_says_where_a_rule_is_explained(self, project: Path, capsys: Said) -> None:
        odd(project, 1, extra=1)
        assert main(["check"]) == 0
        assert "about a rule: scanpress explain unknown-field" in capsys.readouterr().err
        assert [item["help"] for item in found(capsys)] == ["scanpress explain unknown-field"]
        assert main(["check", "--format", "github"]) == 0
        assert "(scanpress explain unknown-field)" in capsys.readouterr().out

    def test_with_a_published_guide_they_name_its_address(
        self, project: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said
    ) -> None:
        monkeypatch.setattr("generator.adapters.documentation._documentation", lambda: "https://example.org/docs/")
        odd(project, 1, extra=1)
        address = "https://example.org/docs/guide/broken-inputs/#rule-unknown-field"
        assert [item["help"] for item in found(capsys)] == [address]
        assert main(["check"]) == 0
        assert f"about a rule: {address}" in capsys.readouterr().err
        assert main(["explain", "unknown-field"]) == 0
        assert capsys.readouterr().out.endswith(f"\n{address}\n\n")
