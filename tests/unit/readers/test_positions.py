"""A JSON pointer and the place in the text that it leads to."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import json_pointer
from generator.readers import positions as positions_module
from generator.readers.positions import positions
from generator.readers.yaml_text import PURE
from tests.inputs import REPORT

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9999) | WORDS | st.just("{[,:]}\\\"'"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=12,
)
LAYOUTS = st.sampled_from([{}, {"indent": 1}, {"indent": 2, "ensure_ascii": False}, {"separators": (",", ":")}])


def places(value: object, pointer: str = "") -> list[tuple[str, str | None, object]]:
    """Every place of a value: its pointer, the key that it stands under, and what is there."""
    found: list[tuple[str, str | None, object]] = []
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in pairs:
        here = pointer + json_pointer(key)
        found += [(here, key if isinstance(value, dict) else None, item), *places(item, here)]
    return found


def offset(text: str, position: tuple[int, int]) -> int:
    lines = text.split("\n")
    return sum(len(line) + 1 for line in lines[: position[0] - 1]) + position[1] - 1


@given(VALUES, LAYOUTS)
def test_every_place_of_any_json(value, layout) -> None:
    text = json.dumps(value, **layout).replace("\r", " ")
    wanted = places(value)
    found = positions(text, "a.json", [pointer for pointer, _, _ in wanted])
    for pointer, key, item in wanted:
        there, _ = json.JSONDecoder().raw_decode(text, offset(text, found[pointer]))
        assert there == (item if key is None else key)


@given(VALUES)
def test_every_place_of_any_yaml(value) -> None:
    value = json.loads(json.dumps(value).replace("\\u0085", " ").replace("\\u2028", " ").replace("\\u2029", " "))
    text = yaml.safe_dump(value, allow_unicode=True, width=1000)
    wanted = places(value)
    try:
        events = list(yaml.parse(text, Loader=PURE))
    except yaml.YAMLError:
        return
    starts = {(event.start_mark.line + 1, event.start_mark.column + 1): event for event in events}
    if any(isinstance(event, yaml.AliasEvent) for event in events):
        return
    for pointer, key, item in wanted:
        found = positions(text, "a.yaml", [pointer])[pointer]
        if key is not None and found in starts and isinstance(starts[found], yaml.ScalarEvent):
            assert starts[found].value == key
        elif isinstance(item, str) and key is None and "\n" not in text.strip("\n"):
            assert starts[found].value == item


def test_escapes_and_the_nearest_place() -> None:
    text = '{"a": {"x/y": [1, {"k\\u00e9": 2}], "~": null},\n "b": [],\r\n\t"c" : "é", "d": [[ [7]]]}'
    assert positions(text, "f.json", ["", "/a/x~1y/1/ké", "/a/~0", "/b", "/b/0", "/c/9", "/d/0/0/0", "/zz/1", "/a/zz"]) == {
        "": (1, 1), "/a/x~1y/1/ké": (1, 20), "/a/~0": (1, 36), "/b": (2, 2), "/b/0": (2, 2), "/c/9": (3, 2),
        "/d/0/0/0": (3, 22), "/zz/1": (1, 1), "/a/zz": (1, 2),
    }  # fmt: skip


def test_what_looks_like_the_place_and_is_none() -> None:
    text = '{"note": "\\"year\\": 1, {[", "papers": [{"year": 0}],\n"paper": {"title": "year", "year": 5}, "year": 7}'
    assert positions(text, "f.json", ["/paper/year", "/year", "/papers/0/year"]) == {
        "/paper/year": (2, 28), "/year": (2, 40), "/papers/0/year": (1, 41),
    }  # fmt: skip


def test_of_keys_that_stand_twice_the_last_is_named() -> None:
    assert positions('{"a": 1,\n "b": 2,\n "a": 3}', "f.json", ["/a"]) == {"/a": (3, 2)}


def test_halves_of_characters_in_keys() -> None:
    assert positions('{"a":\n{"\\ud800": 1}}', "f.json", ["/a/\ufffd"]) == {"/a/\ufffd": (2, 2)}


@pytest.mark.parametrize("text", ["", "{", "]]}", '{"a', '{"a" 1}', ",,", '{"a": [1, }', "\x00", '{"\\u12": 1}'])
def test_broken_json_breaks_nothing(text) -> None:
    line, column = positions(text, "f.json", ["/a/0/b"])["/a/0/b"]
    assert line == 1
    assert 1 <= column <= len(text) + 1


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_as_editors_do(line_end) -> None:
    text = line_end.join(["{", '"a": 1,', "", '  "b": 2}'])
    assert positions(text, "f.json", ["/b"]) == {"/b": (4, 3)}


def test_yaml() -> None:
    text = 'a:\n  - x: 1\n    "y z": {é: [1, 2]}\n  - - 3\n    - 4\nb: |\n  text\nc: 5\n'
    assert positions(text, "f.yml", ["/a", "/a/0/x", "/a/0/y z/é/1", "/a/1/1", "/b", "/c/d", "/zz"]) == {
        "/a": (1, 1), "/a/0/x": (2, 5), "/a/0/y z/é/1": (3, 20), "/a/1/1": (5, 7), "/b": (6, 1), "/c/d": (8, 1),
        "/zz": (1, 1),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "a: [", "? [x]\n: 1", "*a", "a: b: c", "- a\n--- b", 'a: "\\UFFFFFFFF"'])
def test_broken_yaml_breaks_nothing(text) -> None:
    assert positions(text, "f.yaml", ["/a/b"])["/a/b"][0] >= 1


def test_reports() -> None:
    lines = REPORT.split("\n")
    found = positions(
        REPORT, "f.txt", ["/claims", "/claims/0/confidence", "/references", "/references/1/reference", "/date", ""]
    )
    assert found[""] == (1, 1)
    assert "Claim" in lines[found["/claims"][0] - 1]
    assert found["/claims/0/confidence"][0] == found["/claims"][0] + 1
    assert lines[found["/references"][0] - 1] == "References"
    assert "2401.00002" in lines[found["/references/1/reference"][0] - 1]


def test_a_text_is_gone_through_once_for_all_pointers(monkeypatch) -> None:
    seen = []
    tokens = positions_module.TOKEN

    class Counting:
        def finditer(self, text):
            seen.append(text)
            return tokens.finditer(text)

    monkeypatch.setattr(positions_module, "TOKEN", Counting())
    text = json.dumps({"claims": [{"a": 1}] * 1000})
    assert len(positions(text, "f.json", [f"/claims/{number}/a" for number in range(1000)])) == 1000
    assert seen == [text]
