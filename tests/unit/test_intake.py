"""From a folder to what was taken in: which files are inputs, and where their pages stand."""

from __future__ import annotations

import pytest

from generator import limits
from generator.analysis.site import analyse
from generator.build import generate
from generator.config import Config
from generator.diagnostics import Severity
from generator.intake import take_in
from generator.pages import ASSETS
from generator.readers import discover
from generator.readers.memory import Memory
from tests import inputs
from tests.inputs import SCAN, SYNTHESIS, changed, written

# The checks, which are not looked at here, would say something of the one in ``inputs``.
REPORT = inputs.REPORT.replace("peer-reviewed ", "")


def read(folder, files, **settings):
    config = written(folder, files, **settings)
    return take_in(discover(config), config, Memory())


def places(reading):
    return {
        item.scan.source.path if hasattr(item, "scan") else item.synthesis.source.path: item.location
        for item in (*reading.papers, *reading.reports)
    }


def published(reading, folder):
    """From the paths of the inputs to the addresses at which they are published."""
    site = analyse(reading.papers, reading.reports, Config(content=folder))
    return {asset.source.path: asset.path for kind in ASSETS for asset in kind.plan(site) if asset.source}


def said(reading):
    return {(item.file, item.rule) for item in reading.diagnostics}


def test_pages_stand_where_their_inputs_lie(tmp_path):
    reading = read(
        tmp_path,
        {"scans/a-1/scan.json": SCAN, "scans/group/b/scan.json": SCAN, "syntheses/c.txt": REPORT,
         "syntheses/group/d.json": SYNTHESIS, "syntheses/e.yaml": "title: T\nclaims: []\nreferences: []\n",
         "index.md": "# Home", "elsewhere/x/scan.json": "no input"},
    )  # fmt: skip
    assert places(reading) == {
        "scans/a-1/scan.json": "scans/a-1", "scans/group/b/scan.json": "scans/group/b", "syntheses/c.txt": "syntheses/c",
        "syntheses/group/d.json": "syntheses/group/d", "syntheses/e.yaml": "syntheses/e",
    }  # fmt: skip
    assert reading.diagnostics == ()
    assert published(reading, tmp_path) == {path: path for path in places(reading)}


def test_other_folders_can_be_named(tmp_path):
    reading = read(tmp_path, {"p/a/scan.json": SCAN, "q/r/b.txt": REPORT}, scans="p", syntheses="q/r")
    assert set(places(reading).values()) == {"p/a", "q/r/b"}


def test_no_inputs_at_all(tmp_path):
    reading = read(tmp_path, {})
    assert (reading.papers, reading.reports, reading.diagnostics) == ((), (), ())


def test_several_scans_of_one_paper_the_newest_first(tmp_path):
    reading = read(
        tmp_path,
        {
            "scans/a/scan.json": SCAN,
            "scans/a/scan-v5.json": changed(SCAN, scan_version=5),
            "scans/a/scan-v4.json": changed(SCAN, scan_version=4),
        },
    )
    (paper,) = reading.papers
    assert paper.scan.source.path == "scans/a/scan-v5.json"
    assert [scan.version for scan in paper.earlier] == ["4", "1"]


def test_a_broken_newer_scan_leaves_the_older_one(tmp_path):
    reading = read(tmp_path, {"scans/a/scan.json": SCAN, "scans/a/scan-v5.json": "{"})
    assert places(reading) == {"scans/a/scan.json": "scans/a"}
    assert reading.refused == {"scans/a/scan-v5.json"}


@pytest.mark.parametrize(
    ("name", "rule", "severity"),
    [
        ("scans/a/Scan.JSON", "misnamed", Severity.ERROR),
        ("scans/a/scan (1).json", "misnamed", Severity.ERROR),
        ("scans/a/scanv4.json", "misnamed", Severity.ERROR),
        ("scans/a/scan-V4.json", "misnamed", Severity.ERROR),
        ("scans/scan.json", "misplaced", Severity.ERROR),
        ("scans/a/scanner.json", "not-read", Severity.NOTE),
        ("scans/a/notes.json", "not-read", Severity.NOTE),
        ("scans/a/scan.yaml", "not-read", Severity.NOTE),
        ("syntheses/report.pdf", "not-read", Severity.NOTE),
        ("syntheses/notes.md", "not-published", Severity.WARNING),
        ("scans/index.md", "not-published", Severity.WARNING),
        ("scans/a/index.md", "not-published", Severity.WARNING),
        ("scans/a/evil.html", "not-published", Severity.WARNING),
        ("scans/a/evil.HTML", "not-published", Severity.WARNING),
        ("scans/a/evil.png.html", "not-published", Severity.WARNING),
        ("scans/a/evil.png.", "not-published", Severity.WARNING),
        ("scans/a/png", "not-published", Severity.WARNING),
        ("scans/a/evil.svg", "not-published", Severity.WARNING),
        ("scans/a/inner/evil.js", "not-published", Severity.WARNING),
        ("scans/evil.png/evil.css", "not-published", Severity.WARNING),
        ("syntheses/evil.xml", "not-published", Severity.WARNING),
        ("syntheses/Report.TXT", "not-read", Severity.NOTE),
    ],
)
def test_files_that_are_not_quite_inputs(tmp_path, name, rule, severity):
    reading = read(tmp_path, {name: "{}", "scans/good/scan.json": SCAN})
    assert [(item.file, item.rule, item.severity) for item in reading.diagnostics] == [(name, rule, severity)]
    assert reading.refused == (set() if severity is Severity.NOTE else {name})
    assert places(reading) == {"scans/good/scan.json": "scans/good"}


@pytest.mark.parametrize(
    "name", ["scans/registry.jsonl", "scans/a/deep_eval.json", "scans/a/calibration.json", "scans/a/notes.txt",
             "scans/a/figure.PNG", "scans/a/evil.html.png", "scans/a/table.csv", "scans/evil.html/paper.pdf",
             "scans/a/.scan.json", "scans/.hidden/scan.json", "scans/a/.png", "syntheses/.x.txt"],
)  # fmt: skip
def test_files_of_which_nothing_is_said(tmp_path, name):
    reading = read(tmp_path, {name: "{"})
    assert (places(reading), reading.diagnostics) == ({}, ())


class TestNames:
    def test_odd_names_get_an_address_and_a_note(self, tmp_path):
        reading = read(tmp_path, {"scans/Ünï cödé/scan.json": SCAN, "syntheses/My Report.txt": REPORT})
        assert said(reading) == {("scans/Ünï cödé", "odd-name"), ("syntheses/My Report.txt", "odd-name")}
        assert {path: place.rpartition("-")[0] for path, place in published(reading, tmp_path).items()} == {
            "scans/Ünï cödé/scan.json": "scans/uni-code", "syntheses/My Report.txt": "syntheses/my-report",
        }  # fmt: skip
        assert all(place.endswith((".json", ".txt")) for place in published(reading, tmp_path).values())

    def test_names_that_differ_in_case_only(self, tmp_path):
        reading = read(tmp_path, {f"scans/{name}/scan.json": SCAN for name in ("Foo", "foo", "FOO")})
        found = places(reading)
        assert found["scans/foo/scan.json"] == "scans/foo"
        assert len({place.lower() for place in found.values()}) == 3

    def test_a_fit_name_keeps_its_address_whatever_else_there_is(self, tmp_path):
        odd = read(tmp_path / "one", {"scans/Foo/scan.json": SCAN})
        taken = places(odd)["scans/Foo/scan.json"]
        reading = read(tmp_path / "two", {"scans/Foo/scan.json": SCAN, f"{taken}/scan.json": SCAN})
        found = places(reading)
        assert found[f"{taken}/scan.json"] == taken
        assert found["scans/Foo/scan.json"].startswith(f"{taken}-")
        assert said(reading) == {("scans/Foo", "slug-collision")}

    def test_reports_that_differ_in_their_ending_only(self, tmp_path):
        reading = read(tmp_path, {"syntheses/a.txt": REPORT, "syntheses/a.json": SYNTHESIS})
        found = places(reading)
        assert found["syntheses/a.json"] == "syntheses/a"
        assert found["syntheses/a.txt"].startswith("syntheses/a-")
        assert published(reading, tmp_path) == {
            "syntheses/a.json": "syntheses/a.json", "syntheses/a.txt": "syntheses/a.txt",
        }  # fmt: skip
        assert said(reading) == {("syntheses/a.txt", "slug-collision")}

    def test_addresses_do_not_depend_on_what_else_there_is(self, tmp_path):
        alone = places(read(tmp_path / "one", {"scans/é/scan.json": SCAN}))
        among = places(read(tmp_path / "two", {f"scans/{name}/scan.json": SCAN for name in ("é", "e", "E", "è")}))
        assert alone.items() <= among.items()


def test_progress_is_told(tmp_path):
    config = written(tmp_path, {"scans/a/scan.json": SCAN, "scans/b/scan.json": "{", "syntheses/c.txt": REPORT})
    told = []
    take_in(discover(config), config, Memory(), lambda done, total: told.append((done, total)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_of_each_rule_so_much_is_said_of_a_file(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "FINDINGS", 3)
    unknown = changed(SCAN, methodology_tags=[f"crab{number}" for number in range(10)])
    reading = read(tmp_path, {"scans/a/scan.json": unknown, "scans/families.yml": "x1:\nx2:\nx3:\nx4:\nx5:\n"})
    assert [(item.rule, item.pointer) for item in reading.diagnostics] == [
        *[("unknown-word", f"/methodology_tags/{number}") for number in range(3)], ("and-more", "/methodology_tags/3"),
        *[("family-entry", f"/x{number}") for number in (1, 2, 3)], ("and-more", "/x4"),
    ]  # fmt: skip
    moved = "".join(f"scans/x{number}: scans/y\n" for number in range(10))
    found = generate(written(tmp_path / "moved", {"scans/a/scan.json": SCAN, "scans/moved.yml": moved})).diagnostics
    assert [item.rule for item in found] == ["moved-entry"] * 3 + ["and-more"]
