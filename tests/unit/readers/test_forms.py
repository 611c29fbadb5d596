"""Inputs in every form, wherever they lie; a new form is one file and one line."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from generator import Config, Severity, limits
from generator.build import generate, read
from generator.identify import short_hash
from generator.model import Source, Synthesis
from generator.readers import discovery, forms
from generator.readers.content import survey
from generator.readers.form import InputForm
from generator.readers.json_lines import name_in
from generator.readers.memory import Memory
from generator.readers.nearby import MOST_ENTRIES, inputs_nearby
from generator.readers.opening import InputBytes
from tests.inputs import SCAN, SYNTHESIS, changed, with_paper, written

POSIX = pytest.mark.skipif(os.name == "nt", reason="links and pipes as POSIX has them")


@pytest.fixture
def survey_folder(tmp_path: Path) -> Path:
    """A repository with papers at its root and nothing in its content folder."""
    root = tmp_path / "survey"
    written(root, {
        "papers/alpha/scan.json": SCAN, "papers/alpha/scan-v4.json": changed(SCAN, scan_version=4),
        "papers/beta/scan.json": with_paper(title="Beta", arxiv_id="2401.00002"),
        "papers/beta/paper.pdf": "x", "papers/beta/evil.html": "x", "papers/beta/notes.json": "{}",
        "papers/.git/x/scan.json": SCAN, "papers/.hidden.json": SCAN, "README.md": "x",
    })  # fmt: skip
    (root / "content").mkdir()
    return root


def config_of(root: Path, **settings) -> Config:
    return Config(root / "content", repository=root, project=root, **settings)


def places(config: Config, memory: Memory | None = None) -> dict[str, str]:
    """From inputs to the addresses of their pages."""
    intake, _, _ = read(config, memory=memory)
    found = {scan.source.name: paper.location for paper in intake.papers for scan in paper.scans}
    return found | {item.synthesis.source.name: item.location for item in intake.reports}


def published(config: Config) -> dict[str, bytes]:
    return {asset.path: asset.content() for asset in generate(config).assets if asset.source}


def said(config: Config) -> set[tuple[str, str, int | None]]:
    return {(item.file, item.rule, item.line) for item in read(config)[2]}


ALL = {
    "../papers/alpha/scan.json": "scans/alpha",
    "../papers/alpha/scan-v4.json": "scans/alpha",
    "../papers/beta/scan.json": "scans/beta",
}


class TestElsewhere:
    @pytest.mark.parametrize(
        "scans",
        ["../papers", "papers/*/scan*.json", "../papers/**/scan*.json", ("scans", "./papers/[ab]*/scan*.json")],
    )
    def test_all_ways_to_name_a_folder_beside_the_content_folder(self, survey_folder, scans):
        config = config_of(survey_folder, scans=scans)
        assert places(config) == ALL
        assert said(config) == set()
        assert {path: json.loads(data)["paper"]["title"] for path, data in published(config).items()} == {
            "scans/alpha/scan.json": SCAN["paper"]["title"], "scans/alpha/scan-v4.json": SCAN["paper"]["title"],
            "scans/beta/scan.json": "Beta",
        }  # fmt: skip

    def test_nothing_but_inputs_is_listed_for_publication(self, survey_folder):
        found = survey(config_of(survey_folder, scans="../papers", publish=("html", "pdf")))
        assert found.files == {}
        assert {entry.path for entry in found.entries} == set(ALL)

    def test_several_folders_and_the_address_of_the_first_plain_name(self, survey_folder):
        written(survey_folder, {"content/more/gamma/scan.json": SCAN, "old/alpha/scan.json": SCAN})
        config = config_of(survey_folder, scans=("more", "../papers", "../old"))
        found = places(config)
        assert found["more/gamma/scan.json"] == "more/gamma"
        assert found["../papers/beta/scan.json"] == "more/beta"
        # Two folders with one name: both have a page, and that is said.
        one, two = found["../old/alpha/scan.json"], found["../papers/alpha/scan.json"]
        assert "more/alpha" in (one, two)
        assert one != two
        assert any(rule == "slug-collision" for _, rule, _ in said(config))
        assert {"more/index.md"} <= {file.path for file in generate(config).files}

    def test_a_page_names_its_file_as_the_publisher_knows_it(self, survey_folder):
        build = generate(config_of(survey_folder, scans="../papers"))
        text = next(file.text for file in build.files if file.path == "scans/beta/index.md")
        assert "papers/beta/scan.json" in text
        assert "../papers" not in text

    def test_files_of_a_pattern_may_have_any_name(self, survey_folder):
        written(survey_folder, {"reviews/2025/a.json": SCAN, 'reviews/2025/O\'dd "Näme".json': SCAN})
        config = config_of(survey_folder, scans="../reviews/*/*.json")
        found = places(config)
        assert found["../reviews/2025/a.json"] == "scans/2025/a"
        assert len(set(found.values())) == 2
        odd = short_hash('../reviews/2025/O\'dd "Näme".json')
        (other,) = set(found.values()) - {"scans/2025/a"}
        assert set(published(config)) == {"scans/2025/a/scan.json", f"{other}/{odd}.scan.json"}

    def test_syntheses_too(self, survey_folder):
        written(survey_folder, {"reports/one.json": SYNTHESIS, "reports/two.txt": "x", "reports/x.html": "x"})
        config = config_of(survey_folder, syntheses="../reports")
        assert places(config) == {"../reports/one.json": "syntheses/one"}
        assert list(published(config)) == ["syntheses/one.json"]

    def test_scans_and_syntheses_may_share_a_folder_by_their_patterns(self, survey_folder):
        written(survey_folder, {"papers/beta/synthesis.json": SYNTHESIS})
        config = config_of(survey_folder, scans="../papers/*/scan*.json", syntheses="../papers/*/synthesis.json")
        assert places(config) == {**ALL, "../papers/beta/synthesis.json": "syntheses/beta/synthesis"}

    def test_a_file_that_is_almost_a_scan_is_named(self, survey_folder):
        written(survey_folder, {"papers/gamma/Scan.JSON": SCAN, "papers/scan.json": SCAN})
        assert said(config_of(survey_folder, scans="../papers")) == {
            ("../papers/gamma/Scan.JSON", "misnamed", None), ("../papers/scan.json", "misplaced", None),
        }  # fmt: skip


@POSIX
class TestLinks:
    @pytest.mark.parametrize("follow", [False, True])
    def test_that_leave_the_repository_or_lead_to_what_is_hidden(self, survey_folder, tmp_path, follow):
        written(tmp_path, {"secret/scan.json": SCAN, "survey/.private/scan.json": SCAN})
        (survey_folder / "papers/one").symlink_to(tmp_path / "secret")
        (survey_folder / "papers/two").symlink_to("../.private")
        (survey_folder / "papers/three").symlink_to("nowhere")
        (survey_folder / "papers/four").mkdir()
        (survey_folder / "papers/four/scan.json").symlink_to(tmp_path / "secret/scan.json")
        config = config_of(survey_folder, scans="../papers", follow_links=follow)
        assert places(config) == ALL
        assert said(config) == {
            (f"../papers/{name}", "symlink", None) for name in ("one", "two", "three", "four/scan.json")
        }

    def test_are_followed_within_the_repository_where_the_settings_say_so(self, survey_folder):
        written(survey_folder, {"store/gamma/scan.json": with_paper(title="Gamma", arxiv_id=None)})
        (survey_folder / "papers/gamma").symlink_to("../store/gamma")
        (survey_folder / "papers/delta").mkdir()
        (survey_folder / "papers/delta/scan.json").symlink_to("../../store/gamma/scan.json")
        assert places(config_of(survey_folder, scans="../papers")) == ALL
        found = config_of(survey_folder, scans="../papers", follow_links=True)
        assert places(found) == {
            **ALL, "../papers/gamma/scan.json": "scans/gamma", "../papers/delta/scan.json": "scans/delta",
        }  # fmt: skip
        assert str(survey_folder / "store/gamma") in survey(found).elsewhere

    def test_that_go_in_circles_end(self, survey_folder):
        papers = survey_folder / "papers"
        written(survey_folder, {"store/a/x.txt": "x", "store/b/x.txt": "x"})
        for name, target in {
            "up": "..", "here": ".", "again": "alpha", "content": "../content", "a": "../store/a", "b": "../store/b",
        }.items():  # fmt: skip
            (papers / name).symlink_to(target)
        (survey_folder / "store/a/b").symlink_to("../b")
        (survey_folder / "store/b/a").symlink_to("../a")
        config = config_of(survey_folder, scans="../papers", follow_links=True)
        assert places(config) == ALL
        assert {file for file, rule, _ in said(config) if rule == "symlink"} >= {
            "../papers/up", "../papers/here", "../papers/again", "../papers/content",
        }  # fmt: skip

    @pytest.mark.parametrize("follow", [False, True])
    def test_of_the_folder_itself(self, survey_folder, tmp_path, follow):
        (survey_folder / "linked").symlink_to("papers")
        (survey_folder / "out").symlink_to(tmp_path)
        config = config_of(survey_folder, scans="../linked", follow_links=follow)
        assert len(places(config)) == (3 if follow else 0)
        out = config_of(survey_folder, scans="../out", follow_links=follow)
        assert places(out) == {}
        assert ("../out", "symlink", None) in said(out)

    def test_a_pipe_is_not_waited_for(self, survey_folder):
        (survey_folder / "papers/pipe").mkdir()
        os.mkfifo(survey_folder / "papers/pipe/scan.json")
        assert said(config_of(survey_folder, scans="../papers")) == {("../papers/pipe/scan.json", "not-a-file", None)}


class TestFlat:
    def test_a_file_for_each_paper(self, tmp_path):
        config = written(
            tmp_path, {"scans/a-b.json": SCAN, "scans/c/scan.json": with_paper(arxiv_id=None, title="C")}
        )
        assert places(config) == {"scans/a-b.json": "scans/a-b", "scans/c/scan.json": "scans/c"}
        assert set(published(config)) == {"scans/a-b/scan.json", "scans/c/scan.json"}

    def test_a_file_that_is_no_scan_stays_what_it_is(self, tmp_path):
        config = written(tmp_path, {"scans/list.json": "[1]", "scans/a/scan.json": SCAN})
        intake, _, found = read(config)
        assert [(item.file, item.rule, item.severity) for item in found] == [
            ("scans/list.json", "not-read", Severity.NOTE)
        ]
        assert intake.refused == frozenset()

    def test_a_folder_and_a_file_of_one_name(self, tmp_path):
        found = places(written(tmp_path, {"scans/a.json": SCAN, "scans/a/scan.json": SCAN}))
        assert found["scans/a/scan.json"] == "scans/a"
        assert found["scans/a.json"].startswith("scans/a-")


def jsonl(*values: object) -> str:
    return "".join((value if isinstance(value, str) else json.dumps(value)) + "\n" for value in values)


class TestLines:
    LINES = jsonl(
        {"slug": "first", **SCAN}, "", with_paper(arxiv_id="2401.00002"), "{bad", {"id": "Third/One", **SCAN},
        with_paper(arxiv_id=None, title="On Sand"),
    )  # fmt: skip

    def test_each_line_is_an_input(self, tmp_path):
        config = written(tmp_path, {"scans/papers.jsonl": self.LINES})
        assert places(config) == {
            "scans/papers.jsonl:1": "scans/first", "scans/papers.jsonl:3": "scans/2401-00002",
            "scans/papers.jsonl:5": "scans/third-one", "scans/papers.jsonl:6": "scans/on-sand",
        }  # fmt: skip
        data = published(config)
        assert data["scans/first/scan.json"] == self.LINES.split("\n")[0].encode()
        assert set(data) == {f"{place}/scan.json" for place in places(config).values()}
        assert read(config)[0].refused == {"scans/papers.jsonl"}
        assert ("scans/papers.jsonl", "unreadable", 4) in said(config)
        digests = {paper.scan.source.digest for paper in read(config)[0].papers}
        assert len(digests) == 4

    def test_findings_have_the_number_of_the_line(self, tmp_path):
        config = written(
            tmp_path, {"scans/x.jsonl": jsonl(SCAN, with_paper(year=3000, title="Other", arxiv_id=None))}
        )
        assert ("scans/x.jsonl", "year-out-of-range", 2) in said(config)

    def test_findings_of_comparing_papers_have_it_too(self, tmp_path):
        config = written(tmp_path, {"scans/x.jsonl": jsonl({"slug": "a", **SCAN}, {"slug": "b", **SCAN})})
        (found,) = [item for item in read(config)[2] if item.rule == "duplicate-paper"]
        assert (found.file, found.line, "'scans/x.jsonl:1'" in found.message) == ("scans/x.jsonl", 2, True)

    def test_the_field_that_names_the_page_is_shown_and_no_finding(self, tmp_path):
        config = written(tmp_path, {"scans/x.jsonl": jsonl({"slug": "a", "other": "b", **SCAN})})
        assert {(rule, line) for _, rule, line in said(config)} == {("unknown-field", 1)}
        assert len(read(config)[2]) == 1

    def test_syntheses_too_and_outside(self, survey_folder):
        written(survey_folder, {"all.jsonl": jsonl({"slug": "x", **SYNTHESIS}), "content/scans/x.png": "x"})
        config = config_of(survey_folder, syntheses="../all.jsonl", scans="../papers")
        assert places(config)["../all.jsonl:1"] == "syntheses/x"
        assert "syntheses/x.json" in published(config)

    def test_a_line_that_is_too_large_is_left_out_and_the_others_are_read(self, tmp_path):
        large = with_paper(title="x" * 3_000)
        config = written(tmp_path, {"scans/x.jsonl": jsonl(SCAN, large, with_paper(arxiv_id="2401.00003"))},
                         max_file_bytes=2_000)  # fmt: skip
        assert set(places(config)) == {"scans/x.jsonl:1", "scans/x.jsonl:3"}
        assert ("scans/x.jsonl", "too-large", 2) in said(config)

    def test_a_file_of_very_many_lines_or_of_nameless_ones_is_refused_as_a_whole(self, tmp_path, monkeypatch):
        # Each line costs as much as a file does, and ten megabytes hold millions of them.
        monkeypatch.setattr(limits, "INPUTS", 20)
        monkeypatch.setattr(limits, "MISTAKES", 3)
        named = [{"slug": f"a{number}", **SCAN} for number in range(21)]
        files = {
            "scans/many.jsonl": jsonl(*named), "scans/enough.jsonl": jsonl(*named[:20]),
            "scans/nameless.jsonl": jsonl(1, {}, [], "{"), "syntheses/few.jsonl": jsonl(SYNTHESIS, 1, {}, []),
            # One that is too large is a line as well.
            "scans/long.jsonl": jsonl(*named[:20], {"x": "x" * 100_000}, *named[:5]),
        }  # fmt: skip
        config = written(tmp_path, files, max_file_bytes=50_000)
        assert {path.partition(":")[0] for path in places(config)} == {"scans/enough.jsonl", "syntheses/few.jsonl"}
        assert {item for item in said(config) if item[1] == "too-large"} == {
            ("scans/many.jsonl", "too-large", None), ("scans/nameless.jsonl", "too-large", None),
            ("scans/long.jsonl", "too-large", None),
        }  # fmt: skip
        assert read(config)[0].refused >= {"scans/many.jsonl", "scans/nameless.jsonl", "scans/long.jsonl"}

    def test_a_line_of_too_many_values_is_not_parsed_for_a_name(self):
        # Three million lists take two hundred megabytes.
        many = b'{"slug": "a", "x": [' + b"[]," * (2 * limits.VALUES) + b"[]]}"
        assert name_in(many) is None
        assert name_in(b'{"slug": "a", "x": "' + b"[]," * (2 * limits.VALUES) + b'"}') == "a"

    def test_a_file_that_did_not_change_is_not_read_again(self, tmp_path, monkeypatch):
        real = time.time_ns
        monkeypatch.setattr(discovery.time, "time_ns", lambda: real() + 3_600_000_000_000)
        config, memory = written(tmp_path, {"scans/x.jsonl": self.LINES}), Memory()
        first = places(config, memory)
        opened = []
        original = InputBytes.open
        monkeypatch.setattr(InputBytes, "open", lambda data, path: opened.append(path) or original(data, path))
        assert places(config, memory) == first
        assert opened == []

    def test_what_a_line_names_its_page_after(self):
        def name(value: object) -> str | None:
            return name_in(json.dumps(value).encode())

        assert name({"slug": "a-b", "id": "c"}) == "a-b"
        assert name({"id": 12}) == "12"
        assert name({"id": "", "paper": {"doi": "10.1000/X.1"}}) == "10-1000-x-1"
        assert name({"paper": "x"}) == ""
        assert name([]) is None
        assert name_in(b"{") is None
        assert name_in(b"[" * 100_000) is None

    def test_a_line_that_changed_since_is_not_shown(self, tmp_path):
        config = written(tmp_path, {"scans/x.jsonl": jsonl(SCAN, with_paper(title="B", arxiv_id=None))})
        build = generate(config)
        (tmp_path / "scans/x.jsonl").write_text(jsonl(with_paper(title="C"), with_paper(title="D", arxiv_id=None)))
        with pytest.raises(Exception, match=r"scans/x\.jsonl:\d: this changed"):
            [asset.content() for asset in build.assets]


def read_toy(text: str, source: Source, report) -> Synthesis | None:
    """A report whose title is its text."""
    return Synthesis(source=source, title=text.strip())


TOY = InputForm("syntheses", (".toy",), "<slug>.toy", read_toy)


def test_a_new_form_is_one_file_and_one_line(tmp_path, monkeypatch):
    monkeypatch.setattr(forms, "READERS", (*forms.READERS, TOY))
    config = written(tmp_path, {"syntheses/new.toy": "Toys", "syntheses/old.json": SYNTHESIS})
    assert places(config) == {"syntheses/new.toy": "syntheses/new", "syntheses/old.json": "syntheses/old"}
    assert published(config)["syntheses/new.toy"] == b"Toys"
    assert "Toys" in next(file.text for file in generate(config).files if file.path == "syntheses/new/index.md")
    assert ".toy" in forms.endings("syntheses")
    other = written(tmp_path / "other", {"syntheses/a.toy": "A", "syntheses/a.json": SYNTHESIS})
    assert places(other)["syntheses/a.json"] == "syntheses/a"


class TestNearby:
    def hint(self, config: Config) -> str:
        (found,) = inputs_nearby(config)
        assert (found.rule, found.severity, found.leaves_out) == ("nothing-found", Severity.WARNING, True)
        return found.remedy.partition("scans: ")[2].partition(" below scanpress")[0]

    def test_the_setting_finds_what_lies_nearby(self, survey_folder):
        config = config_of(survey_folder)
        setting = self.hint(config)
        assert setting == "'../papers'"
        assert len(places(config_of(survey_folder, scans=setting.strip("'")))) == 3
        assert ("../papers", "nothing-found", None) in said(config)

    @pytest.mark.parametrize(
        ("path", "setting"),
        [
            ("alpha/scan.json", "../*/scan*.json"),
            ("content/papers/alpha/scan.json", "papers"),
            ("reviews/one.json", "../reviews"),
            ("reviews/all.jsonl", "../reviews/all.jsonl"),
        ],
    )
    def test_other_places(self, tmp_path, path, setting):
        root = tmp_path / "survey"
        written(root, {path: jsonl(SCAN), "README.md": "x"})
        (root / "content").mkdir(exist_ok=True)
        assert self.hint(config_of(root)) == repr(setting)
        assert len(places(config_of(root, scans=setting))) == 1

    @pytest.mark.parametrize("folder", ["node_modules", ".git", ".venv", "site", "a/b/c/d/e"])
    def test_where_it_does_not_look(self, tmp_path, folder):
        root = tmp_path / "survey"
        written(root, {f"{folder}/x/scan.json": SCAN})
        (root / "content").mkdir()
        assert list(inputs_nearby(config_of(root))) == []

    def test_the_look_is_bounded(self, tmp_path, monkeypatch):
        root = tmp_path / "survey"
        (root / "content").mkdir(parents=True)
        (root / "data").mkdir()
        for number in range(MOST_ENTRIES + 100):
            (root / "data" / f"{number}.txt").touch()
        written(root, {"zoo/a/scan.json": SCAN})
        seen = []
        real = os.scandir
        monkeypatch.setattr(os, "scandir", lambda path: seen.append(str(path)) or real(path))
        assert list(inputs_nearby(config_of(root))) == []
        assert str(root / "zoo") not in seen or not any(name.endswith("/a") for name in seen)

    def test_nothing_is_said_where_something_is_found(self, survey_folder):
        written(survey_folder, {"content/syntheses/a.json": SYNTHESIS})
        assert said(config_of(survey_folder)) == set()
