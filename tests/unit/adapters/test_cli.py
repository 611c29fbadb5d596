"""What a user of the command sees: output, exit code, and one line for what is wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from generator import __version__
from generator.adapters.cli import json_schema, main
from generator.adapters.cli.commands import FORMS
from generator.readers import SCHEMAS
from generator.rules import RULES
from tests.conftest import FIXTURES, ROOT, run

MINIMAL = {
    "paper": {"title": "A Paper", "authors": ["Ada Example"], "year": 2025},
    "methodology_tags": [],
    "key_findings": "Something was found.",
    "checklist": {"artifacts": {"code_released": {"applies": True, "answer": True, "justification": "Section 2."}}},
    "claims": [],
    "red_flags": [],
    "cited_papers": [],
}
PLACEHOLDER = {**MINIMAL, "paper": {**MINIMAL["paper"], "title": "B", "doi": "10.1145/nnnnnnn.nnnnnnn"}}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with one good scan, from whose folder the command is run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/\ndocs_dir: content\nplugins: [search, scanpress]\n"
    )
    add(tmp_path / "content", "good", MINIMAL)
    return tmp_path / "content"


def add(content: Path, slug: str, scan: object) -> None:
    folder = content / "scans" / slug
    folder.mkdir(parents=True)
    (folder / "scan.json").write_text(scan if isinstance(scan, str) else json.dumps(scan), "utf-8")


def test_check_is_fine_without_errors_and_warnings(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(content, "noted", {**MINIMAL, "paper": {**MINIMAL["paper"], "title": "C"}, "never_heard_of": 1})
    assert main(["check"]) == 0
    out, err = capsys.readouterr()
    assert re.fullmatch(r"note: content/scans/noted/scan\.json\b.*never_heard_of.*\n", out)
    assert err == "2 scanned papers, 0 syntheses; 1 note\nabout a rule: scanpress explain unknown-field\n"


def test_check_names_every_problem_of_all_files_in_one_run(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(content, "broken", '{"paper": {"title": "Half')
    add(content, "placeholder", PLACEHOLDER)
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    assert re.search(r"^error: content/scans/broken/scan\.json:1:\d+", out, re.M)
    assert re.search(r"^warning: content/scans/placeholder/scan\.json:1:\d+ /paper/doi: .*placeholder", out, re.M)
    assert err.splitlines() == [
        "2 scanned papers, 0 syntheses; 1 error, 1 warning",
        "about a rule: scanpress explain unreadable",
    ]


def test_warnings_alone_are_problems_and_errors_when_strict(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    add(content, "placeholder", PLACEHOLDER)
    assert main(["check"]) == 1
    assert capsys.readouterr().out.startswith("warning: ")
    assert main(["check", "--strict"]) == 1
    assert capsys.readouterr().out.startswith("error: ")
    assert main(["check", "--strict", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=content/scans/placeholder/scan.json,")


def test_json_is_an_array_and_nothing_else(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == ([], "")
    add(content, "placeholder", PLACEHOLDER)
    assert main(["check", "--format", "json"]) == 1
    (found,) = json.loads(capsys.readouterr().out)
    assert (found["file"], found["pointer"], found["severity"]) == (
        "scans/placeholder/scan.json", "/paper/doi", "warning",
    )  # fmt: skip


def test_annotations_lead_from_the_folder_of_the_configuration(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    add(content, "broken", "{")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.chdir(elsewhere)
    assert main(["check", "-q", "--format", "github", "-f", "../mkdocs.yml"]) == 1
    out, err = capsys.readouterr()
    assert re.match(r"::error file=content/scans/broken/scan\.json,line=1,", out)
    assert err == ""


def test_names_and_texts_of_inputs_give_no_commands_to_github(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "scans" / "a\n::error::b").mkdir()
    (content / "scans" / "a\n::error::b" / "scan.json").write_text("{\n::add-mask::x")
    for form in ("github", "text"):
        assert main(["check", "--format", form]) == 1
        out = capsys.readouterr().out
        assert out
        assert all(
            line.startswith(("::error file=", "::notice file=", "error: ", "note: ")) for line in out.split("\n")[:-1]
        )


def test_a_content_folder_needs_no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    add(tmp_path / "inputs", "broken", "{")
    assert main(["check", "inputs"]) == 1
    # ./content is found by itself.
    assert main(["check"]) == 2
    (tmp_path / "inputs").rename(tmp_path / "content")
    assert main(["check"]) == 1


def test_options_of_the_configuration_count_for_its_own_content_folder(content: Path, tmp_path: Path) -> None:
    settings = {"site_url": "", "docs_dir": "content", "plugins": [{"scanpress": {"scans": "papers"}}]}
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings))
    add(content, "broken", "{")
    (content / "papers" / "good").mkdir(parents=True)
    (content / "papers" / "good" / "scan.json").write_text(json.dumps(MINIMAL), "utf-8")
    assert main(["check"]) == 0
    assert main(["check", "content"]) == 0
    add(tmp_path / "other", "broken", "{")
    assert main(["check", "other"]) == 1


def test_nothing_to_read_is_named_with_where_it_was_looked_for(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (content / "scans" / "good" / "scan.json").unlink()
    for arguments in (["check"], ["check", "--strict"], ["export", "out", "--strict"]):
        assert main(arguments) == 1
        said = "".join(capsys.readouterr())
        assert "error: content/scans: there is neither a scan nor a synthesis" in said
        assert "scans/<slug>/scan.json and syntheses/<slug>.txt" in said
        assert "[nothing-found]" in said
    assert main(["export", "out"]) == 0
    # Where the inputs are one file beside the content folder, they were looked for in the folder of the command.
    (tmp_path / "none.jsonl").touch()
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\ndocs_dir: content\nplugins: [{scanpress: {scans: none.jsonl}}]"
    )
    assert main(["check"]) == 1
    assert "error: .: there is neither a scan nor a synthesis; looked for ../none.jsonl" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chekc"],
        ["check", "--formt", "json"],
        ["check", "--format", "xml"],
        ["check", "no-such-folder"],
        ["check", "mkdocs.yml"],
        ["check", "-f", "no-such.yml"],
        ["check", "-f", "content"],
        ["check", "-f", "broken.yml"],
        ["check", "-f", "mkdocs.yml", "other"],
        ["export"],
        ["export", "."],
        ["export", "content"],
        ["export", "content/plain"],
        ["export", ".."],
        ["export", "full"],
        ["export", "mkdocs.yml"],
        ["export", "out", "-f", "broken.yml"],
        ["new"],
        ["new", "full"],
        ["new", "mkdocs.yml"],
        ["new", "fresh", "--name", " "],
        ["schema"],
        ["schema", "poem"],
        ["check", "--select", "no-such-rule"],
        ["check", "--ignore", "invalid,unknown-feild"],
        ["check", "--baseline", "no-such.json"],
        ["check", "--baseline", "broken.yml"],
        ["check", "--baseline", "content"],
        ["check", "--write-baseline", "broken.yml"],
        ["check", "--write-baseline", "new.json", "content/scans/good/scan.json"],
        ["check", "full/thesis.tex"],
        ["check", "content/scans/good/scan.json", "no-such.json"],
        ["explain"],
        ["explain", "no-such-rule"],
        ["rules", "x"],
        ["completion", "csh"],
    ],
)
def test_wrong_use_is_one_line_and_changes_nothing(
    content: Path, tmp_path: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.yml").write_text("site_name: [x\n")
    for folder in ("full", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "thesis.tex").write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert re.fullmatch(r"scanpress[ a-z]*: [^\n]+\n", err), err
    assert "Traceback" not in err
    assert sorted(tmp_path.rglob("*")) == before


def test_help_and_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"scanpress {__version__}\n"
    assert main(["--help"]) == 0
    overview = capsys.readouterr().out
    for command in ("check", "export", "new", "schema", "explain", "completion"):
        assert f"scanpress {command} " in overview  # an example
        assert main([command, "-h"]) == 0
        assert f"usage: scanpress {command}" in capsys.readouterr().out


def test_help_takes_little_to_import() -> None:
    """What reads and renders is imported by the command that needs it."""
    code = (
        "import sys; from generator.adapters.cli import main; main(['--help']); main(['check', '--help']); main(['rules']);"
        "print(sorted({'pydantic', 'jinja2', 'yaml', 'mkdocs', 'markdown'} & set(sys.modules)), file=sys.stderr)"
    )
    assert run([sys.executable, "-c", code], ROOT).stderr == "[]\n"


def test_forms_are_those_that_have_a_schema() -> None:
    assert set(FORMS) == {*SCHEMAS, "addresses"}


def test_rules_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == list(RULES)
    assert all(line.endswith(RULES[line.split()[0]].summary) for line in lines)
    assert main(["explain", "invalid,too-large", "symlink"]) == 0
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if re.match(r"[a-z-]+ \(", line)] == [
        "invalid (error)", "too-large (error)", "symlink (error, sometimes note)",
    ]  # fmt: skip


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    out = capsys.readouterr().out
    assert f"_SCANPRESS_COMPLETE={shell}_complete" in out
    words = {"bash": {"COMP_WORDS": "scanpress check --ignore invalid,unk", "COMP_CWORD": "3"}}.get(
        shell,
        {
            "COMP_WORDS": "scanpress check --ignore invalid,unk",
            "COMP_CWORD": "invalid,unk" if shell == "fish" else "3",
        },
    )
    result = run([sys.executable, "-m", "generator"], ROOT, _SCANPRESS_COMPLETE=f"{shell}_complete", **words)
    assert "invalid,unknown-field" in result.stdout
    assert "invalid,unreadable" not in result.stdout


@pytest.mark.parametrize("path", [*sorted(FIXTURES.glob("*.json")), *sorted(ROOT.glob("content/scans/*/scan*.json"))])
def test_every_known_form_of_a_scan_fits_the_schema(path: Path) -> None:
    schema = json_schema("scan")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(json.loads(path.read_text("utf-8")), schema, jsonschema.Draft202012Validator)


@pytest.mark.parametrize(
    "mistake",
    [
        {"paper": {"title": "no authors", "year": 2025}},
        {"checklist": {"artifacts": {"code_released": "yes"}}},
        {"checklist": {"artifacts": {"code_released": {"answer": True}}}},
        {"claims": [{"claim": "no evidence"}]},
    ],
)
def test_the_schema_finds_mistakes(mistake: dict) -> None:
    validator = jsonschema.Draft202012Validator(json_schema("scan"))
    assert validator.is_valid(MINIMAL)
    assert not validator.is_valid({**MINIMAL, **mistake})


def test_the_example_synthesis_fits_its_schema(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "synthesis"]) == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["title"] == "scanpress synthesis"
    assert "$id" not in schema
    example = ROOT / "site_templates/project/content/syntheses/example-synthesis.yaml"
    value = json.loads(json.dumps(yaml.safe_load(example.read_text("utf-8")), default=str))
    jsonschema.validate(value, schema, jsonschema.Draft202012Validator)


def test_a_closed_pipe_is_no_error(content: Path) -> None:
    for number in range(300):
        add(content, f"broken-{number}", "{")
    process = subprocess.Popen(
        [sys.executable, "-m", "generator", "check"],
        cwd=content.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read().decode()
    assert process.wait(30) in (1, 141)
    assert "Traceback" not in err
    assert "BrokenPipe" not in err


def test_an_interruption_leaves_no_traceback(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*arguments: object, **named: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("generator.adapters.cli.checking.read", interrupted)
    assert main(["check"]) == 130
    assert capsys.readouterr() == ("", "")


def test_a_terminal_without_the_characters_still_gets_the_line(content: Path) -> None:
    add(content, "ünïcode-→", "{")
    result = run([sys.executable, "-m", "generator", "check"], content.parent, PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert "\\u2192" in result.stdout
    assert "Traceback" not in result.stderr
