"""Whatever stands in an input file: no exception, and either a page or one error that names the file."""

from __future__ import annotations

import json
import re

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from generator import Severity, generate
from tests.conftest import FIXTURES, ROOT
from tests.generated import VERSIONS, anything, damaged, marked, odd_values, scans, syntheses, tricky_keys
from tests.inputs import good_scan, good_synthesis, leaves, scan, strings, synthesis, written

_objects = st.dictionaries(tricky_keys, odd_values, max_size=8)
_titled = st.builds(lambda rest, paper: {**rest, "title": "T", "paper": {"title": "T", **paper}}, _objects, _objects)
_any_json = st.one_of(_titled, _titled, _objects, odd_values, anything)


_real = [json.loads(path.read_text("utf-8")) for path in sorted(FIXTURES.glob("v*.json"))]
_real.append(json.loads((ROOT / "content/scans/mm-rlhf-2025/scan.json").read_text("utf-8")))
_scans = st.one_of(st.sampled_from(_real), *map(scans, VERSIONS))


def _check(folder, files: dict[str, object]) -> None:
    # Two folders down, so that no file of another test lies nearby.
    site = generate(written(folder / "survey" / "project" / "content", files))
    shown = {file.source for file in site.files if file.source}
    errors = [item for item in site.diagnostics if item.severity is Severity.ERROR]
    assert sorted(item.file for item in errors) == sorted(set(files) - shown)
    assert site.refused == set(files) - shown
    for item in site.diagnostics:
        assert item.file in files
        assert item.message
        assert item.remedy
        assert (item.message + item.remedy).isprintable()
    for file in site.files:
        assert file.text
        assert file.built().html


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=25)
@given(st.lists(_any_json, min_size=1, max_size=6), st.lists(_any_json, max_size=4))
def test_any_json(tmp_path_factory, as_scans, as_syntheses):
    files: dict[str, object] = {
        f"scans/s{number}/scan.json": json.dumps(value) for number, value in enumerate(as_scans)
    }
    for number, value in enumerate(as_syntheses):
        files[f"syntheses/j{number}.json"] = json.dumps(value)
        files[f"syntheses/y{number}.yaml"] = yaml.safe_dump(value, allow_unicode=True)
    _check(tmp_path_factory.mktemp("x"), files)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=15)
@given(st.lists(st.one_of(st.binary(max_size=60), st.text(max_size=60).map(str.encode)), min_size=3, max_size=3))
@example([b"\xef\xbb\xbf{}", b"\x0c", "\x85".encode()])
def test_any_bytes(tmp_path_factory, data):
    names = ("scans/s/scan.json", "syntheses/a.json", "syntheses/b.yaml", "syntheses/c.txt")
    _check(tmp_path_factory.mktemp("x"), {name: data[number % 3] for number, name in enumerate(names)})


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(
    ["a", "b:", " ", "\n", "- ", "? ", ": ", "[", "]", "{", "}", ",", "&x", "*x", "!!map", "!!set", "!!str", "!", "'", '"', "\\", "|2",
     ">-", "#", "%YAML", "---", "...", "\t", "\x07", "\x85", "~", "0x1", "1e9", "=", "<<", "\\ud800", "\\UFFFFFFFF", "@", "`", "5", "\n  "]
), max_size=14).map("".join))  # fmt: skip
def test_any_yaml(text):
    found, said = synthesis(text, "syntheses/x.yaml")
    assert (found is None) == any(item.severity is Severity.ERROR for item in said)


def _lost(value: object, found: object) -> list[tuple[tuple[str | int, ...], object]]:
    """The leaves that are nowhere in the model. Truth values and words for them became answers."""
    have = " ".join("\n".join(strings(found)).split())
    words = {"", "true", "false", "yes", "no", "na", "0", "1"}
    lost = []
    for path, leaf in leaves(value):
        text = re.sub("[\ud800-\udfff]", "�", " ".join(str(leaf).split()))
        if not isinstance(leaf, bool) and text.lower() not in words and text not in have:
            lost.append((path, leaf))
    return lost


def _as_read(text: str) -> object:
    return json.loads(text, parse_float=str, parse_int=str)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(st.sampled_from(VERSIONS).flatmap(scans))
def test_valid_scans_keep_every_leaf(value):
    text = json.dumps(marked(value))
    found, said = scan(text)
    assert _lost(_as_read(text), found) == []
    assert [item for item in said if item.severity.is_problem] == []


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(syntheses)
def test_valid_syntheses_keep_every_leaf(value):
    text = json.dumps(marked(value))
    found, said = synthesis(text)
    assert _lost(_as_read(text), found) == []
    assert [item for item in said if item.severity.is_problem] == []


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=100)
@given(damaged(_scans))
def test_damaged_scans_keep_every_leaf_or_are_refused(value):
    text = json.dumps(marked(value))
    found, said = scan(text)
    assert (found is None) == any(item.severity is Severity.ERROR for item in said)
    if found is not None:
        assert _lost(_as_read(text), found) == []
        assert found == good_scan(text)


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=100)
@given(damaged(syntheses))
def test_damaged_syntheses_keep_every_leaf_or_are_refused(value):
    text = json.dumps(marked(value))
    found, said = synthesis(text)
    assert (found is None) == any(item.severity is Severity.ERROR for item in said)
    if found is not None:
        assert _lost(_as_read(text), found) == []
        assert found == good_synthesis(text)
