"""``families.yml``: what is read of it, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import generate, limits
from generator.analysis.families import Corrections, Name, OwnFamily
from generator.build import read
from generator.config import Config
from generator.diagnostics import Report
from generator.readers.families import read_corrections
from tests.inputs import SCAN, changed, written

GOOD = """\
families:
  - name: No error bars
    names: [Error bars missing, "  No   spread "]
  - name: Alone
apart:
  - [Small sample, Small sample size]
"""


def parsed(text: str | bytes) -> tuple[Corrections, list[tuple[str, str, str]]]:
    report = Report("scans/families.yml")
    data = text if isinstance(text, bytes) else text.encode()
    found = read_corrections(data, report)
    return found, [(item.rule, item.pointer, item.message) for item in report.items]


def test_families_and_names_to_keep_apart() -> None:
    found, said = parsed(GOOD)
    assert said == []
    assert found == Corrections(
        "scans/families.yml",
        (
            OwnFamily(
                Name("No error bars", "/families/0/name"),
                (Name("Error bars missing", "/families/0/names/0"), Name("No spread", "/families/0/names/1")),
            ),
            OwnFamily(Name("Alone", "/families/1/name")),
        ),
        ((Name("Small sample", "/apart/0/0"), Name("Small sample size", "/apart/0/1")),),
    )


@pytest.mark.parametrize("text", ["# nothing yet\n", "families:\napart:\n", "families: []\n"])
def test_nothing_is_fine(text: str) -> None:
    found, said = parsed(text)
    assert (found.families, found.apart, said) == ((), (), [])


@pytest.mark.parametrize(
    ("text", "rule", "pointer", "message"),
    [
        ("- a\n", "invalid", "", "this is not a mapping with the keys families and apart"),
        ("familes: []\n", "family-entry", "/familes",
         "the key 'familes' means nothing here; did you mean families?"),
        ("families: No error bars\n", "family-entry", "/families", "this is not a list"),
        ("families: [No error bars]\n", "family-entry", "/families/0", "a family is not a mapping with name and names"),
        ("families: [{names: [a]}]\n", "family-entry", "/families/0", "a family has no name"),
        ("families: [{name: ''}]\n", "family-entry", "/families/0/name", "a name is empty, or no text"),
        ("families: [{name: a, names: [b, 2024]}]\n", "family-entry", "/families/0/names/1",
         "a name is empty, or no text"),
        ("families: [{name: a, names: b}]\n", "family-entry", "/families/0/names", "this is not a list"),
        ("families: [{name: a, title: b}]\n", "family-entry", "/families/0/title", "the key 'title' means nothing here"),
        ("apart: [a, b]\n", "family-entry", "/apart/0", "this is not a list"),
        ("apart: [[a]]\n", "family-entry", "/apart/0", "there are no two names here to keep apart"),
        ("apart: [[a b, A-B]]\n", "family-entry", "/apart/0", "there are no two names here to keep apart"),
        ("families: [{name: a, names: [x]}, {name: b, names: [X!]}]\n", "family-entry", "/families/1/names/0",
         "'X!' is in the family 'a' already, and stays there"),
        ("families: [{name: a, names: [x]}]\napart: [[a, x]]\n", "family-entry", "/apart/0/1",
         "'x' and 'a' are to be apart, and in the family 'a', where they stay"),
        ("families: [", "unreadable", "", "not valid YAML: "),
        ("a: &x 1\nb: *x\n", "unreadable", "", "YAML aliases (*name) are not read"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named(text: str, rule: str, pointer: str, message: str) -> None:
    _, said = parsed(text)
    assert (rule, pointer) in [(item[0], item[1]) for item in said]
    assert [item for item in said if item[2].startswith(message)] != []


def test_what_can_be_used_beside_it_is() -> None:
    found, said = parsed("families:\n  - nothing\n  - {name: a, names: [1, b]}\n")
    assert [own.title.text for own in found.families] == ["a"]
    assert [name.text for name in found.families[0].names] == ["b"]
    assert len(said) == 2


def test_other_bytes_are_said_to_be_so() -> None:
    assert [item[0] for item in parsed(b"\xff\xfe\x00")[1]] == ["unreadable"]


def corpus(folder: Path, text: str | bytes, **settings: object) -> Config:
    def flagged(*names: str) -> object:
        return changed(SCAN, red_flags=[{"flag": name, "detail": "Why."} for name in names])

    return written(folder, {
        "scans/a/scan.json": flagged("No error bars", "Wet"), "scans/b/scan.json": flagged("Error bars missing"),
        "scans/families.yml": text,
    }, **settings)  # fmt: skip


def test_the_file_is_read_and_not_published(tmp_path: Path) -> None:
    build = generate(corpus(tmp_path, GOOD.replace("Alone", "Wet")))
    assert "scans/families.yml" in build.refused
    found = {item.message for item in build.diagnostics if item.file == "scans/families.yml"}
    assert found == {
        "no red flag is called 'No spread'", "no red flag is called 'Small sample'",
        "no red flag is called 'Small sample size'",
    }  # fmt: skip
    _, site, _ = read(Config(tmp_path))
    assert [(family.title, len(family.flags)) for family in site.families.families] == [
        ("No error bars", 2),
        ("Wet", 1),
    ]


def test_unknown_names_are_asked_about_at_their_place(tmp_path: Path) -> None:
    build = generate(corpus(tmp_path, "families:\n  - name: Bars\n    names:\n      - No eror bars\n"))
    (item,) = [item for item in build.diagnostics if item.file == "scans/families.yml"]
    assert (item.rule, item.pointer) == ("family-entry", "/families/0/names/0")
    assert item.message == "no red flag is called 'No eror bars'; did you mean 'No error bars'?"
    (found,) = build.located([item])
    assert (found.line, found.column) == (4, 9)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    build = generate(corpus(tmp_path, GOOD + "# sand\n" * 1000, max_file_bytes=5_000))
    assert [item.rule for item in build.diagnostics if item.file == "scans/families.yml"] == ["too-large"]
    assert "scans/families.yml" in build.refused


def test_a_folder_elsewhere_has_one_too(tmp_path: Path) -> None:
    corpus(tmp_path / "papers", "families: [{name: Bars, names: [No error bars, Error bars missing]}]\n")
    (tmp_path / "docs").mkdir()
    config = Config(content=tmp_path / "docs", scans="../papers/scans")
    _, site, said = read(config)
    assert [family.title for family in site.families.families] == ["Bars", "Wet"]
    assert [item for item in said if "families" in item.file] == []


def test_only_that_of_the_first_folder_counts(tmp_path: Path) -> None:
    config = written(tmp_path, {"more/families.yml": GOOD, "scans/a/scan.json": SCAN}, scans=["scans", "more"])
    _, site, said = read(config)
    assert site.corrections == Corrections()
    assert [item.rule for item in said if item.file == "more/families.yml"] == ["not-read"]


def test_the_file_alone_is_no_input(tmp_path: Path) -> None:
    build = generate(written(tmp_path, {"scans/families.yml": "apart: []\n"}))
    assert {item.rule for item in build.diagnostics} == {"nothing-found"}
    assert [item for item in build.diagnostics if item.file.endswith(".yml")] == []


def test_a_file_of_very_many_names_is_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "FLAG_NAMES", 6)
    assert len(parsed(GOOD)[0].families) == 2
    found, said = parsed(GOOD + "  - [Wet sand, Dry sand]\n")
    assert found == Corrections("scans/families.yml")
    assert said == [("too-large", "", "the file has 8 names, the limit is 6")]
