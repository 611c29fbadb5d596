"""A broken input costs its own page and nothing else: one line says which file, where, and what to do."""

from __future__ import annotations

import errno
import json
import os
import re
import threading
from pathlib import Path

import pytest

from generator import Config, Diagnostic, Severity, SiteBuild, generate
from generator.limits import DEPTH
from generator.render.escape import FIELD_LIMIT
from tests.inputs import ANSWER, REPORT, SCAN, SYNTHESIS, changed, with_paper, written

GOOD = {"scans/good/scan.json": with_paper(title="The good one", arxiv_id="2402.00002")}
BAD = "scans/bad/scan.json"
SECONDS = 20.0
_CLEAN = re.compile(r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9]+)*(?:/[A-Za-z0-9_-]+(?:\.[A-Za-z0-9]+)*)*", re.ASCII)


def build(folder: Path, files: dict[str, object], **settings: int) -> SiteBuild:
    """The site of these files and the good one, in bounded time; a run that hangs fails the test."""
    config = written(folder, {**GOOD, **files}, **settings)
    return build_from(config)


def build_from(config: Config) -> SiteBuild:
    done: list[SiteBuild | BaseException] = []

    def run() -> None:
        try:
            site = generate(config)
            check_build(site)
            done.append(site)
        except BaseException as error:
            done.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(SECONDS)
    assert done, f"not done after {SECONDS} s"
    if isinstance(done[0], BaseException):
        raise done[0]
    return done[0]


def check_build(site: SiteBuild) -> None:
    """What holds for every build."""
    assert "The good one" in page(site, "scans/good")
    for file in site.files:
        assert file.text.startswith("---\n")
        assert file.built().html
    paths = [file.path for file in site.files] + [asset.path for asset in site.assets]
    assert [path for path in paths if not _CLEAN.fullmatch(path) or len(path) > 200] == []
    assert len({path.lower() for path in paths}) == len(paths)
    assert not site.refused.intersection(asset.source for asset in site.assets)
    for item in site.diagnostics:
        assert item.message
        assert item.remedy
        assert (item.message + item.remedy).isprintable()
        assert len(item.message) < 400


def page(site: SiteBuild, location: str) -> str:
    return next(file.text for file in site.files if file.path == f"{location}/index.md")


def about(site: SiteBuild, path: str) -> Diagnostic:
    """The one thing that is said about a file."""
    (found,) = [item for item in site.diagnostics if item.file == path]
    return found


def left_out(site: SiteBuild, path: str = BAD) -> Diagnostic:
    """The error about a file that has no page and is not published."""
    found = about(site, path)
    assert found.severity is Severity.ERROR
    assert path in site.refused
    assert [file.path for file in site.files if file.source] == ["scans/good/index.md"]
    assert [asset.source for asset in site.assets if asset.source] == ["scans/good/scan.json"]
    return found


WHOLE = json.dumps(SCAN, indent=1)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        ("x" + WHOLE, "not valid JSON", 1),
        (WHOLE.replace('"year": 2024', '"year" 2024'), "not valid JSON", 7),
        (WHOLE + "]", "not valid JSON", WHOLE.count("\n") + 1),
        (WHOLE[: len(WHOLE) // 2], "not valid JSON", None),
        (WHOLE[:-1], "not valid JSON", None),
        ("{'paper': 1}", "not valid JSON", 1),
        ("[" + WHOLE + "]", "the file holds a list", None),
        ('"text"', "the file holds text", None),
        ("5", "the file holds a number", None),
        ("null", "the file holds null", None),
        ("true", "the file holds true or false", None),
        ("{}", "paper is missing", None),
        (json.dumps(changed(SCAN, paper=[])), "paper is a list", None),
        (json.dumps(with_paper(title=None)), "paper.title is missing", None),
        (json.dumps(with_paper(title="  ")), "paper.title is empty", None),
        ("", "the file is empty", None),
        (" \n\t\r\n", "the file is empty", None),
        ("\x00" * 100, "the file is empty", None),
        (WHOLE.replace("Wet", "W\x00et"), "the file holds NUL bytes", None),
        (WHOLE.encode("utf-16-le"), "the file holds NUL bytes", 1),
        (WHOLE.encode("utf-16-be"), "the file holds NUL bytes", 1),
        (b"\xff\xfe" + WHOLE.encode("utf-16-le"), "the file is UTF-16", None),
        (b"\xfe\xff" + WHOLE.encode("utf-16-be"), "the file is UTF-16", None),
        (WHOLE.replace("Ida", "Zoë").encode("latin-1"), "is not UTF-8", 5),
        (WHOLE.replace("2024", "NaN"), "NaN is not a JSON value", 7),
        (WHOLE.replace("2024", "Infinity"), "Infinity is not a JSON value", 7),
        (WHOLE.replace("2024", "-Infinity"), "-Infinity is not a JSON value", 7),
        (WHOLE.replace("2024", "1e999"), "1e999 is out of range", 7),
        (WHOLE.replace("2024", "9" * 5000), "5,000 digits", 7),
        (WHOLE.replace("2024", '2024, "year": 2025'), "'year' stands twice", None),
        ('{"paper": 1, "paper": 2}', "'paper' stands twice", None),
        ('{"x":' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply", 1),
        ('{"x":' * 100_000 + "1" + "}" * 100_000, "nested too deeply", 1),
        ('{"x":' + "[" * DEPTH + "]" * DEPTH + "}", "nested too deeply", None),
        (json.dumps({"x": [1] * 1_000_000}), "more than 10,000 values", None),
        (json.dumps({"k" * 100_000: 1}), "has 100,000 characters", None),
    ],
    ids=range(36),
)
def test_a_scan_that_cannot_be_read(tmp_path, text, message, line):
    found = left_out(build(tmp_path, {BAD: text}))
    assert message in found.message
    if line is not None:
        assert found.line == line


@pytest.mark.parametrize("ending", ["json", "yaml", "yml", "txt"])
@pytest.mark.parametrize(
    "data", [b"", b"\x00", "ë".encode("latin-1"), b"\xff\xfea\x00", b"a: [", b"[" * 100_000, b"5"]
)
def test_a_synthesis_that_cannot_be_read(tmp_path, ending, data):
    assert left_out(build(tmp_path, {f"syntheses/bad.{ending}": data}), f"syntheses/bad.{ending}")


def test_a_byte_order_mark_is_read_over(tmp_path):
    site = build(tmp_path, {BAD: b"\xef\xbb\xbf" + WHOLE.encode()})
    found = about(site, BAD)
    assert (found.rule, found.severity) == ("byte-order-mark", Severity.NOTE)
    assert "Measuring Sandcastles" in page(site, "scans/bad")
    assert BAD not in site.refused


@pytest.mark.parametrize(
    ("value", "pointer", "rule"),
    [
        (with_paper(year="MMXX"), "/paper/year", "wrong-type"),
        (changed(SCAN, claims={"a": 1}), "/claims", "wrong-type"),
        (changed(SCAN, checklist=[1]), "/checklist", "wrong-type"),
        (changed(SCAN, checklist={"artifacts": {"code_released": {**ANSWER, "applies": "partly"}}}),
         "/checklist/artifacts/code_released/applies", "wrong-type"),
        (changed(SCAN, key_findings=None), "/key_findings", "missing-field"),
        (with_paper(arxiv_id="24.1"), "/paper/arxiv_id", "malformed-identifier"),
    ],
)  # fmt: skip
def test_wrong_types_and_missing_fields_are_shown_with_a_warning(tmp_path, value, pointer, rule):
    site = build(tmp_path, {BAD: value})
    found = about(site, BAD)
    assert (found.severity, found.pointer, found.rule) == (Severity.WARNING, pointer, rule)
    assert "Measuring Sandcastles" in page(site, "scans/bad")
    assert BAD not in site.refused


def test_thousands_of_mistakes_do_not_flood(tmp_path):
    value = changed(SCAN, claims=[5] * 300, red_flags=[{"flag": 1}] * 200)
    site = build(tmp_path, {BAD: value})
    items = [item for item in site.diagnostics if item.file == BAD]
    assert len(items) < 50
    assert sum(item.rule == "and-more" for item in items) == 2
    assert page(site, "scans/bad").count("\n| ") >= 300


def test_a_file_that_is_all_mistakes_is_refused(tmp_path):
    found = left_out(build(tmp_path, {BAD: changed(SCAN, claims=[5] * 8_000)}))
    assert found.rule == "invalid"
    assert "8,000 fields of a wrong type" in found.message


class TestSize:
    def test_a_file_that_is_too_large_is_not_read(self, tmp_path):
        site = build(tmp_path, {BAD: changed(SCAN, key_findings="x" * 50_000_000)})
        found = left_out(site)
        assert (found.rule, "10,000,000" in found.message) == ("too-large", True)

    def test_with_a_higher_limit_its_page_is_short_all_the_same(self, tmp_path):
        words = "sand <b>*_` " * 4_200_000
        site = build(tmp_path, {BAD: changed(SCAN, key_findings=words)}, max_file_bytes=60_000_000)
        text = page(site, "scans/bad")
        assert len(text) < 10 * FIELD_LIMIT
        assert "cut off here" in text

    def test_many_paragraphs_are_cut_as_well(self, tmp_path):
        site = build(tmp_path, {BAD: changed(SCAN, key_findings="sand\n\n" * 1_000_000)})
        assert len(page(site, "scans/bad")) < 3 * FIELD_LIMIT

    def test_a_report_of_many_lines_is_refused(self, tmp_path):
        site = build(tmp_path, {"syntheses/bad.txt": "x\n" * 4_000_000})
        assert left_out(site, "syntheses/bad.txt").rule == "too-large"

    def test_many_unknown_values_are_cut(self, tmp_path):
        site = build(tmp_path, {BAD: changed(SCAN, extra=list(range(8_000)))})
        assert len(page(site, "scans/bad")) < 150_000
        assert "7,250 more values are not shown here" in page(site, "scans/bad")


class TestLinks:
    @pytest.fixture
    def outside(self, tmp_path) -> Path:
        return written(tmp_path / "outside", {"secret/scan.json": with_paper(title="Outside")}).content

    @pytest.fixture
    def content(self, tmp_path) -> Path:
        return written(tmp_path / "content", GOOD).content

    def link(self, content: Path, path: str, target: Path | str, folder: bool = False) -> SiteBuild:
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).symlink_to(target, target_is_directory=folder)
        return build_from(Config(content=content))

    def test_that_leave_the_folder(self, content, outside):
        site = self.link(content, BAD, outside / "secret/scan.json")
        assert left_out(site).rule == "symlink"

    def test_that_lead_nowhere(self, content):
        assert left_out(self.link(content, BAD, "nowhere.json")).rule == "symlink"

    def test_that_lead_to_themselves(self, content):
        assert left_out(self.link(content, BAD, "scan.json")).rule == "symlink"

    def test_in_a_circle_of_folders(self, content):
        assert left_out(self.link(content, "scans/loop", "..", folder=True), "scans/loop").rule == "symlink"

    def test_to_a_folder(self, content, outside):
        site = self.link(content, "scans/bad", outside / "secret", folder=True)
        assert left_out(site, "scans/bad").rule == "symlink"

    def test_to_a_folder_inside(self, content):
        assert (
            left_out(self.link(content, "scans/bad", content / "scans/good", folder=True), "scans/bad").rule
            == "symlink"
        )

    def test_to_a_hidden_file(self, content):
        (content / ".secret").write_text(json.dumps(with_paper(title="Hidden")))
        assert left_out(self.link(content, BAD, "../../.secret")).rule == "symlink"

    def test_of_the_whole_input_folder(self, content, outside):
        site = self.link(content, "syntheses", outside, folder=True)
        assert left_out(site, "syntheses").rule == "symlink"

    def test_to_a_file_inside_are_followed(self, content):
        (content / "elsewhere").mkdir()
        (content / "elsewhere/x.json").write_text(WHOLE)
        site = self.link(content, BAD, "../../elsewhere/x.json")
        assert "Measuring Sandcastles" in page(site, "scans/bad")
        assert site.refused == frozenset()


class TestWhatIsNoFile:
    def test_a_folder_named_like_a_scan(self, tmp_path):
        site = build(tmp_path, {f"{BAD}/inner.txt": "x"})
        assert left_out(site).rule == "not-a-file"

    @pytest.mark.parametrize("path", [BAD, "scans/bad/pipe", "syntheses/bad.txt", "syntheses/pipe"])
    def test_a_pipe_does_not_hang(self, tmp_path, path):
        written(tmp_path, {**GOOD, f"{path}.neighbour.md": "x"})
        os.mkfifo(tmp_path / path)
        assert left_out(build_from(Config(content=tmp_path)), path).rule == "not-a-file"

    def test_a_file_that_becomes_a_pipe_while_it_is_looked_at(self, tmp_path, monkeypatch):
        config = written(tmp_path, {**GOOD, BAD: SCAN})
        real = os.open

        def swapped(path, *arguments, **named):
            if str(path).endswith(BAD):
                os.unlink(path)
                os.mkfifo(path)
            return real(path, *arguments, **named)

        monkeypatch.setattr(os, "open", swapped)
        assert left_out(build_from(config)).message == "it is not a plain file"

    def test_a_file_that_grows_while_it_is_read(self, tmp_path, monkeypatch):
        config = written(tmp_path, {**GOOD, BAD: SCAN}, max_file_bytes=2_000)
        real = os.open

        def swapped(path, *arguments, **named):
            if str(path).endswith(BAD):
                Path(path).write_text("x" * 1_000_000)
            return real(path, *arguments, **named)

        monkeypatch.setattr(os, "open", swapped)
        assert left_out(build_from(config)).rule == "too-large"

    def test_a_file_that_may_not_be_read(self, tmp_path, monkeypatch):
        config = written(tmp_path, {**GOOD, BAD: SCAN})
        real = os.open

        def refusing(path, *arguments, **named):
            if str(path).endswith(BAD):
                raise PermissionError(errno.EACCES, "Permission denied", str(path))
            return real(path, *arguments, **named)

        monkeypatch.setattr(os, "open", refusing)
        found = left_out(build_from(config))
        assert (found.rule, found.message) == ("unreadable", "permission denied")
        assert str(tmp_path) not in found.message

    @pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who may read everything here")
    @pytest.mark.parametrize("path", [BAD, "scans/bad"])
    def test_a_file_or_folder_without_permissions(self, tmp_path, path):
        config = written(tmp_path, {**GOOD, BAD: SCAN})
        (tmp_path / path).chmod(0)
        try:
            assert left_out(build_from(config), path).rule == "unreadable"
        finally:
            (tmp_path / path).chmod(0o755)

    def test_the_input_folder_is_a_file(self, tmp_path):
        assert left_out(build(tmp_path, {"syntheses": "x"}), "syntheses").rule == "unreadable"


class TestNames:
    @pytest.mark.parametrize("name", ["Scan.JSON", "SCAN.json", "scan.Json", "scan-V4.json", "scan 2.json"])
    def test_almost_the_name_of_a_scan(self, tmp_path, name):
        assert left_out(build(tmp_path, {f"scans/bad/{name}": SCAN}), f"scans/bad/{name}").rule == "misnamed"

    def test_a_scan_without_a_folder_of_its_own(self, tmp_path):
        found = left_out(build(tmp_path, {"scans/scan.json": SCAN}), "scans/scan.json")
        assert (found.rule, "scans/<slug>/scan.json" in found.remedy) == ("misplaced", True)

    @pytest.mark.parametrize(
        "name",
        ["two words", "Ünï", "日本語", "a.b", "..a", "a..", "...", "-lead", "trail-", "a--b", "a_b", "UPPER", "🦀", "x" * 250,
         "a\tb", "a\nb", "a'b\"c", "<script>", "%2e%2e", "a\\b", "a:b", "$(x)", "~", "index", "404", "con", "nul", "lpt1",
         "assets", "search", "sitemap", "page-2", "a\u202eb", "x."],
    )  # fmt: skip
    def test_odd_and_reserved_names(self, tmp_path, name):
        site = build(tmp_path, {f"scans/{name}/scan.json": SCAN, f"syntheses/{name[:240]}.txt": REPORT})
        # A name that starts with a dot is hidden, as it is from MkDocs.
        hidden = name.startswith(".")
        items = [item for item in site.diagnostics if item.rule == "odd-name"]
        assert len(items) == (0 if hidden else 2)
        assert {item.severity for item in items} <= {Severity.NOTE}
        sources = [file.source for file in site.files if file.source]
        assert (f"scans/{name}/scan.json" in sources) is not hidden
        assert sum(bool(asset.source) for asset in site.assets) == (1 if hidden else 3)

    def test_bytes_that_are_no_text(self, tmp_path):
        written(tmp_path, GOOD)
        odd = os.path.join(os.fsencode(tmp_path), b"scans", b"b\xffd")
        try:
            os.mkdir(odd)
        except OSError:
            pytest.skip("this file system has no such names")
        Path(os.fsdecode(odd), "scan.json").write_text(WHOLE)
        site = build_from(Config(content=tmp_path))
        found = about(site, "scans/b?d")
        assert (found.rule, found.severity) == ("unreadable", Severity.ERROR)
        assert {"scans/b?d", os.fsdecode(b"scans/b\xffd")} <= site.refused

    def test_names_that_differ_in_case_only(self, tmp_path):
        files = {f"scans/{name}/scan.json": with_paper(title=name, arxiv_id=None) for name in ("foo", "Foo", "FOO")}
        files |= {f"syntheses/{name}.txt": REPORT for name in ("bar", "Bar")}
        site = build(tmp_path, files)
        assert len([file for file in site.files if file.source]) == 6
        assert "# foo" in page(site, "scans/foo")

    def test_a_page_that_another_input_would_have(self, tmp_path):
        site = build(
            tmp_path, {"syntheses/a.txt": REPORT, "syntheses/a.json": SYNTHESIS, "syntheses/a.yaml": "title: x"}
        )
        assert len([file for file in site.files if file.path.startswith("syntheses/a")]) == 3
        assert "slug-collision" in {item.rule for item in site.diagnostics if item.file == "syntheses/a.txt"}

    def test_a_page_that_is_written_by_hand(self, tmp_path):
        config = written(tmp_path, {**GOOD, BAD: SCAN}, hand_written=frozenset({"scans/bad/index.md"}))
        site = build_from(config)
        assert about(site, "scans/bad/index.md").rule == "hand-written-page"
        assert not [file for file in site.files if file.path == "scans/bad/index.md"]


def test_two_folders_with_one_identity(tmp_path):
    site = build(tmp_path, {"scans/a/scan.json": SCAN, "scans/b/scan.json": SCAN})
    found = about(site, "scans/b/scan.json")
    assert (found.rule, found.severity) == ("duplicate-paper", Severity.WARNING)
    assert "'scans/a/scan.json' has arXiv:2401.00001 as well" in found.message
    assert page(site, "scans/a")
    assert page(site, "scans/b")


def test_all_at_once(tmp_path):
    """One bad file does not hide another."""
    bad = {f"scans/bad-{number}/scan.json": text for number, text in enumerate(["", "{", "[]", "\x00", '{"a": NaN}'])}
    site = build(tmp_path, {**bad, "syntheses/bad.txt": "", "syntheses/bad.yaml": "a: b: c"})
    assert {item.file for item in site.diagnostics if item.severity is Severity.ERROR} == site.refused
    assert len(site.refused) == 7
    assert [file.path for file in site.files if file.source] == ["scans/good/index.md"]


def test_the_same_inputs_say_the_same(tmp_path):
    files = {BAD: changed(SCAN, claims=[5, None, ["x"]]), "scans/É/scan.json": SCAN, "syntheses/x.txt": ""}
    one, two = build(tmp_path / "one", files), build(tmp_path / "two", dict(reversed(files.items())))
    assert one.diagnostics == two.diagnostics
    assert [(asset.path, asset.source, asset.content()) for asset in one.assets] == [
        (asset.path, asset.source, asset.content()) for asset in two.assets
    ]
    assert [(file.path, file.text, file.built()) for file in one.files] == [
        (file.path, file.text, file.built()) for file in two.files
    ]
