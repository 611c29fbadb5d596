"""All scans and syntheses as a SQLite database."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from itertools import cycle
from pathlib import Path

import pytest

from generator.adapters.cli import main
from generator.adapters.database_export import TABLES
from generator.formats.database import SqlTable, write_database
from tests import hostile
from tests.attacks import SEEDS
from tests.inputs import written
from tests.shore import shore_files


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/\ndocs_dir: content\nplugins: [search, scanpress]\n"
    )
    written(tmp_path / "content", shore_files())
    return tmp_path


def ask(path: Path, question: str, *values: object) -> list[tuple]:
    with closing(sqlite3.connect(path)) as base:
        return base.execute(question, values).fetchall()


def test_a_database_has_all_that_scans_and_syntheses_say(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--sqlite", "build/shore.db"]) == 0
    assert "build/shore.db: " in capsys.readouterr().err
    base = project / "build" / "shore.db"
    assert ask(base, "PRAGMA integrity_check") == [("ok",)]
    assert ask(base, "SELECT paper, met, not_met, page FROM papers WHERE arxiv = '2403.00001'") == [
        ("alpha", 3, 2, "https://example.org/scans/alpha/")
    ]
    assert ask(base, "SELECT checklist, criterion, answer, justification, anchor FROM answers WHERE paper = 'alpha'")[4:] == [
        ("general", "confidence_intervals_or_error_bars", "yes", "Why y.",
         "statistical_methodology.confidence_intervals_or_error_bars"),
        ("general", "significance_tests", "no", "Why n.", "statistical_methodology.significance_tests"),
        ("type", "spiral", "no", "Why n.", "type_checklist.sea_shells.spiral"),
    ]  # fmt: skip
    assert ask(base, "SELECT claim, support, evidence FROM claims WHERE paper = 'beta'") == [
        ("Bars hold.", "moderate", "Table 1")
    ]
    assert ask(base, "SELECT count(*) FROM synthesis_claims WHERE verdict = 'verified'") == [(4,)]
    assert ask(base, "SELECT paper FROM cited_papers WHERE cited_paper = 'alpha' ORDER BY paper") == [
        ("beta",),
        ("delta",),
        ("gamma",),
    ]


def test_words_are_found(project: Path) -> None:
    assert main(["export", "--sqlite", "shore.db", "-q"]) == 0
    found = ask(
        project / "shore.db",
        "SELECT paper, claim FROM claims WHERE rowid IN (SELECT rowid FROM claims_fts WHERE claims_fts MATCH ?) ORDER BY 1",
        "gulls NOT eat",
    )
    assert found == [("gamma", "Gulls fly."), ("gamma", "Gulls sleep.")]


def test_two_runs_write_the_same_bytes(project: Path) -> None:
    for name in ("one.db", "two.db"):
        assert main(["export", "--sqlite", name, "-q"]) == 0
    assert (project / "one.db").read_bytes() == (project / "two.db").read_bytes()
    assert main(["export", "--sqlite", "one.db", "-q"]) == 0
    assert (project / "one.db").read_bytes() == (project / "two.db").read_bytes()
    assert not list(project.glob(".scanpress-*"))


def test_every_lookup_by_a_paper_or_a_criterion_has_an_index(project: Path) -> None:
    assert main(["export", "--sqlite", "shore.db", "-q"]) == 0
    for question in (
        "SELECT * FROM answers WHERE domain = 'a' AND criterion = 'b'",
        "SELECT * FROM answers WHERE paper = 'a'",
        "SELECT * FROM claims WHERE paper = 'a'",
        "SELECT * FROM cited_papers WHERE cited_paper = 'a'",
        "SELECT * FROM papers WHERE paper = 'a'",
    ):
        ((*_, plan),) = ask(project / "shore.db", f"EXPLAIN QUERY PLAN {question}")
        assert plan.startswith("SEARCH"), question


def test_what_no_export_wrote_stays(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "notes.txt").write_text("mine")
    with closing(sqlite3.connect(project / "other.db")) as other:
        other.execute("CREATE TABLE mine (a)")
    for name in ("notes.txt", "other.db", "content"):
        before = (project / name).read_bytes() if name != "content" else b""
        assert main(["export", "--sqlite", name]) == 2
        assert name in capsys.readouterr().err
        assert name == "content" or (project / name).read_bytes() == before
    assert main(["export", "--sqlite", "notes.txt", "--force", "-q"]) == 0
    assert ask(project / "notes.txt", "SELECT count(*) FROM papers") == [(5,)]


@pytest.mark.skipif(os.name == "nt", reason="pipes as POSIX has them")
def test_a_pipe_in_its_place_is_not_waited_for(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo(project / "scans.db")
    assert main(["export", "--sqlite", "scans.db"]) == 2
    assert "scans.db" in capsys.readouterr().err


def test_a_folder_and_a_database_are_written_in_one_run(project: Path) -> None:
    assert main(["export", "build/plain", "--sqlite", "build/shore.db", "-q"]) == 0
    assert (project / "build" / "plain" / "mkdocs.yml").exists()
    assert (project / "build" / "shore.db").exists()


def test_neither_is_wrong_use(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 2
    assert "--sqlite FILE" in capsys.readouterr().err


def test_attacks_are_texts_like_others(project: Path) -> None:
    texts = cycle(f"{seed}x" for seed in [*SEEDS, "'); DROP TABLE papers; --"])
    written(project / "content", {f"scans/case-{number}/scan.json": hostile.scan(texts) for number in range(20)})
    assert main(["export", "--sqlite", "shore.db", "-q"]) == 0
    base = project / "shore.db"
    assert ask(base, "PRAGMA integrity_check") == [("ok",)]
    names = {
        name
        for (name,) in ask(base, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE '%_fts%'")
    }
    assert names == {table.name for table in TABLES}
    assert ask(base, "SELECT count(*) FROM papers") == [(25,)]


@pytest.mark.parametrize("name", ["papers; --", "Papers", "pa pers", "", "papers_", '"'])
def test_a_name_that_could_be_more_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot be a name"):
        write_database(tmp_path / "a.db", [SqlTable(name, [("a", "TEXT")])], [])


def test_a_value_that_no_database_holds_becomes_one_that_it_does(tmp_path: Path) -> None:
    table = SqlTable("t", [("a", "TEXT"), ("n", "INTEGER")])
    write_database(tmp_path / "a.db", [table], [("t", [("x\0y\ud800", 1 << 63), (None, -5)])])
    assert ask(tmp_path / "a.db", "SELECT * FROM t") == [("x\ufffdy?", None), (None, -5)]
