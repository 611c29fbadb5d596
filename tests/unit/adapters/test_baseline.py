"""A baseline hides what it lists, and nothing else."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from generator import limits
from generator.adapters.baseline import MOST, key_of, load_baseline, sift, write_baseline
from generator.adapters.cli import main
from generator.diagnostics import finding
from generator.errors import ConfigError
from generator.rules import RULES
from tests.unit.adapters.test_checking import Said, add, configure, odd, project

__all__ = ["project"]


@pytest.fixture
def inputs(project: Path) -> Path:
    odd(project, 1, extra=1, paper_type="odd", claims=[{"claim": "c", "evidence": "e", "supported": "storng"}])
    odd(project, 2, extra=1)
    return project


def test_what_is_written_is_hidden(inputs: Path, capsys: Said) -> None:
    assert main(["check"]) == 1
    assert main(["check", "--write-baseline", "known.json"]) == 0
    assert capsys.readouterr().err.endswith("known.json: 4 findings written\n")
    assert main(["check", "--baseline", "known.json"]) == 0
    assert capsys.readouterr() == ("", "3 scanned papers, 0 syntheses\nknown.json hides 4 findings\n")


def test_the_one_of_the_configuration_need_not_be_there_to_be_written(inputs: Path) -> None:
    configure(inputs, baseline="known.json")
    assert main(["check"]) == 2
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    assert main(["check"]) == 0


def test_in_the_configuration_from_any_folder(inputs: Path, monkeypatch: pytest.MonkeyPatch, capsys: Said) -> None:
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    configure(inputs, baseline="known.json")
    assert main(["check"]) == 0
    monkeypatch.chdir(inputs / "content")
    assert main(["check"]) == 0
    assert "known.json hides 4 findings" in capsys.readouterr().err
    # It is written anew from all findings, not from those that it does not hide.
    assert main(["check", "--write-baseline", "../known.json"]) == 0
    assert "4 findings written" in capsys.readouterr().err
    assert main(["check"]) == 0


def test_a_new_finding_is_named(inputs: Path, capsys: Said) -> None:
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    odd(inputs, 3, claims=[{"claim": "c", "evidence": "e", "supported": "storng"}])
    assert main(["check", "--baseline", "known.json"]) == 1
    out, err = capsys.readouterr()
    assert [line.split(":")[1].strip() for line in out.splitlines()] == ["content/scans/odd-3/scan.json"]
    assert "hides 4 findings" in err


def test_lines_may_move(inputs: Path) -> None:
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    file = inputs / "content/scans/odd-1/scan.json"
    file.write_text("\n\n\n" + file.read_text("utf-8"), "utf-8")
    assert main(["check", "--baseline", "known.json"]) == 0


@pytest.mark.parametrize(
    "change",
    [{"claims": [{"claim": "c", "evidence": "e", "supported": "wekk"}]},
     {"claims": [{"claim": "b", "evidence": "e", "supported": "weak"}, {"claim": "c", "evidence": "e", "supported": "storng"}]}],
)  # fmt: skip
def test_another_message_or_place_is_another_finding(inputs: Path, change: dict[str, object]) -> None:
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    odd(inputs, 1, extra=1, paper_type="odd", **change)
    assert main(["check", "--baseline", "known.json"]) == 1


def crabs(project: Path, number: int, mended: int = 0) -> None:
    odd(project, 1, methodology_tags=["rct"] * mended + [f"crab{place}" for place in range(mended, number)])


def test_what_is_only_counted_is_known_by_its_number(
    project: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FINDINGS", 3)
    checked = ["check", "--select", "unknown-word", "--format", "json"]
    crabs(project, 6)
    assert main([*checked, "--write-baseline", "known.json"]) == 0
    assert "6 findings written" in capsys.readouterr().err
    known = [*checked, "--baseline", "known.json"]
    main(known)
    assert capsys.readouterr() == ("[]\n", "known.json hides 6 findings\n")
    # One that is mended brings another to light that was only counted, and nothing of the baseline is stale.
    crabs(project, 6, mended=1)
    main(known)
    assert capsys.readouterr() == ("[]\n", "known.json hides 5 findings\n")
    # One that is new is seen by the number.
    crabs(project, 7)
    main(known)
    assert [item["message"] for item in json.loads(capsys.readouterr().out)] == [
        "unknown-word: 4 more after the first 3 that are kept"
    ]
    # Where no more are counted, what the baseline lists beyond those that are left is stale: one by one, and the rest.
    crabs(project, 6, mended=5)
    main(["check", "--baseline", "known.json"])
    assert capsys.readouterr().err.count("nothing answers to this any more") == 4
    main(["check", "--baseline", "known.json", "--select", "unknown-word"])
    assert capsys.readouterr().err.count("nothing answers to this any more") == 4
    main(["check", "--baseline", "known.json", "--ignore", "unknown-word"])
    assert "any more" not in capsys.readouterr().err


def test_a_new_one_before_those_that_are_counted_is_named(
    project: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FINDINGS", 3)
    crabs(project, 7, mended=1)
    assert main(["check", "--select", "unknown-word", "--write-baseline", "known.json"]) == 0
    capsys.readouterr()
    # It takes the place of the third that was named, which is only counted now, and no known one is named in its stead.
    crabs(project, 7)
    main(["check", "--select", "unknown-word", "--format", "json", "--baseline", "known.json"])
    out, err = capsys.readouterr()
    assert [item["pointer"] for item in json.loads(out)] == ["/methodology_tags/0"]
    assert err == "known.json hides 6 findings\n"


def test_the_line_that_counts_the_others_is_selected_with_them(
    project: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FINDINGS", 3)
    crabs(project, 6)
    for arguments, number in ((["--select", "unknown-word"], 4), (["--ignore", "unknown-word"], 0),
                              (["--select", "unknown-word", "--ignore", "and-more"], 3), (["--select", "and-more"], 1)):  # fmt: skip
        main(["check", "--format", "json", *arguments])
        assert len(json.loads(capsys.readouterr().out)) == number


def test_stale_entries_are_named(inputs: Path, capsys: Said) -> None:
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    odd(inputs, 1)
    assert main(["check", "--baseline", "known.json"]) == 0
    err = capsys.readouterr().err
    assert "known.json hides 1 finding\n" in err
    assert err.count("nothing answers to this any more") == 3
    assert "known.json: scans/odd-1/scan.json /extra: nothing answers" in err
    # What was not looked for is not stale.
    for arguments in (
        ["content/scans/odd-2/scan.json"],
        ["--select", "invalid"],
        ["--ignore", "unknown-field,unknown-word,misspelled-word"],
    ):
        assert main(["check", "--baseline", "known.json", *arguments]) == 0
        assert "any more" not in capsys.readouterr().err


def test_many_stale_entries_are_counted(inputs: Path, capsys: Said) -> None:
    odd(inputs, 3, **{f"extra_{number}x": 1 for number in range(20)})
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    odd(inputs, 3)
    assert main(["check", "--baseline", "known.json"]) == 0
    err = capsys.readouterr().err
    assert err.count("nothing answers") == 5
    assert "and 15 more of these (show them with --all)" in err
    assert main(["check", "--all", "--baseline", "known.json"]) == 0
    assert capsys.readouterr().err.count("nothing answers") == 20


def test_json_stays_an_array(inputs: Path, capsys: Said) -> None:
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    assert main(["check", "--baseline", "known.json", "--format", "json"]) == 0
    out, err = capsys.readouterr()
    assert (json.loads(out), err) == ([], "known.json hides 4 findings\n")


def test_each_is_hidden_as_often_as_it_is_listed() -> None:
    item = finding("f", "invalid", "m")
    known = load_written({key_of(item): 2})
    sifted = sift([item, item, item], known, None, RULES)
    assert (sifted.left, sifted.hidden, sifted.stale) == ((item,), 2, ())
    sifted = sift([item], known, None, RULES)
    assert (sifted.left, sifted.hidden, sifted.stale) == ((), 1, (key_of(item),))
    for other in (
        finding("g", "invalid", "m"), finding("f", "too-large", "m"), finding("f", "invalid", "n"),
        finding("f", "invalid", "m", pointer="/a"),
    ):  # fmt: skip
        assert sift([other], known, None, RULES).left == (other,)
    moved = finding("f", "invalid", "m", line=7, column=2)
    assert sift([moved], known, None, RULES).left == ()


def load_written(counts):
    from collections import Counter

    return Counter(counts)


ENTRY = {"file": "f", "rule": "invalid", "pointer": "", "message": "0" * 32, "count": 1}


@pytest.mark.parametrize(
    "value",
    [
        [], {}, None, {"findings": []}, {"scanpress_baseline": 2, "findings": []},
        {"scanpress_baseline": True, "findings": []}, {"scanpress_baseline": 1.0, "findings": []}, {"scanpress_baseline": 1, "findings": {}},
        {"scanpress_baseline": 1, "findings": [], "more": 1},
        *({"scanpress_baseline": 1, "findings": [{**ENTRY, **wrong}]} for wrong in (
            {"count": 0}, {"count": -1}, {"count": 1.5}, {"count": "1"}, {"count": True}, {"count": 10**9}, {"message": "x"},
            {"message": "0" * 31}, {"rule": "*"}, {"rule": ""}, {"file": None}, {"pointer": 1}, {"line": 1}, {"file": "x" * 9_999},
        )),
        {"scanpress_baseline": 1, "findings": [{key: ENTRY[key] for key in ("file", "rule", "pointer", "message")}]},
        # It takes seconds to read.
        pytest.param({"scanpress_baseline": 1, "findings": [ENTRY] * (MOST + 1)}, marks=pytest.mark.thorough),
    ],
)  # fmt: skip
def test_what_is_no_baseline_is_refused(tmp_path: Path, value: object) -> None:
    file = tmp_path / "b.json"
    file.write_text(json.dumps(value))
    with pytest.raises(ConfigError, match="this is no baseline: ") as caught:
        load_baseline(file)
    assert "\n" not in str(caught.value)
    # Nor is it overwritten.
    before = file.read_bytes()
    with pytest.raises(ConfigError):
        write_baseline(file, [])
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{\n "scanpress_baseline": true, "findings": []}', "b.json:2:2: this is no baseline: scanpress_baseline: "),
        ('{"scanpress_baseline": 1, "findings": [],\n "findings": []}', "b.json:2:2: this is no baseline: the key 'findings' "),
        (
            '{"scanpress_baseline": 1, "findings": [{"file": "f", "rule": "invalid",\n "rule": "invalid"}]}',
            "b.json:2:2: this is no baseline: the key 'rule' stands twice in one object; remove it, and write it anew with --write-baseline",
        ),
        ('{"scanpress_baseline": 1, "findings": [\n{"file": 1}]}', "b.json:2:2: this is no baseline: findings.0.file: "),
        ('{"scanpress_baseline": 1, "findings": [' + "[]," * 9_999 + "[]]}", "the file holds more than"),
    ],
)  # fmt: skip
def test_a_broken_baseline_is_named_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "b.json"
    file.write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_baseline(file)
    assert said in str(caught.value)
    assert str(caught.value).endswith(f"; remove it, and write it anew with --write-baseline {file}")
    # As it says: as long as the file is there, it is not overwritten.
    with pytest.raises(ConfigError, match="remove it"):
        write_baseline(file, [])
    file.unlink()
    assert write_baseline(file, []) == 0
    assert not load_baseline(file)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"\xff", b"\x00", b"[" * 100_000, b'{"scanpress_baseline": NaN}', b"x" * 50_000_001]
)
def test_broken_baselines_are_refused(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "b.json"
    file.write_bytes(data)
    with pytest.raises(ConfigError, match="baseline"):
        load_baseline(file)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "b.json")
    with pytest.raises(ConfigError):
        load_baseline(tmp_path / "b.json")


def test_a_link_is_replaced_and_not_followed(tmp_path: Path) -> None:
    target = tmp_path / "target.json"
    write_baseline(target, [finding("f", "invalid", "m")])
    before = target.read_bytes()
    (tmp_path / "b.json").symlink_to(target)
    write_baseline(tmp_path / "b.json", [])
    assert target.read_bytes() == before
    assert not (tmp_path / "b.json").is_symlink()


def test_odd_names_and_pointers_come_back(tmp_path: Path) -> None:
    items = [finding("a\udcffb", "invalid", "m\ud800"), finding("é/\n", "invalid", "m", pointer="/~1/\ufffd")]
    file = tmp_path / "b.json"
    assert write_baseline(file, [*items, items[0]]) == 3
    assert load_baseline(file) == {key_of(items[0]): 2, key_of(items[1]): 1}
    assert write_baseline(file, items) == 2


def test_the_same_findings_give_the_same_file(inputs: Path) -> None:
    for name in ("a.json", "b.json"):
        assert main(["check", "-q", "--write-baseline", name]) == 0
    assert (inputs / "a.json").read_bytes() == (inputs / "b.json").read_bytes()


def test_errors_are_hidden_too_and_told(inputs: Path, capsys: Said) -> None:
    add(inputs, "scans/broken/scan.json", "{")
    assert main(["check", "-q", "--write-baseline", "known.json"]) == 0
    assert main(["check", "--strict", "--baseline", "known.json"]) == 0
    assert "hides 5 findings" in capsys.readouterr().err
