"""Bytes become plain data, or one error that says where and what to do."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.diagnostics import Report, Severity
from generator.limits import DEPTH, VALUES, YAML
from generator.readers.text import UNREADABLE, decode, parse_json
from generator.readers.yaml_text import parse_yaml


def parsed(parser, text):
    report = Report("f")
    return parser(text, report), report.items


def error(parser, text):
    value, said = parsed(parser, text)
    assert value is UNREADABLE
    (item,) = said
    assert item.severity is Severity.ERROR
    assert item.message
    assert item.remedy
    assert "\n" not in item.message + item.remedy
    return item


class TestDecode:
    @pytest.mark.parametrize(
        ("data", "message", "line"),
        [
            (b"", "the file is empty", None),
            (b" \n\t\r\n ", "the file is empty", None),
            (b"\xef\xbb\xbf", "the file is empty", None),
            (b"\x00\x00\x00", "the file is empty", None),
            ('{"a": 1}'.encode("utf-16"), "the file is UTF-16", None),
            ('{"a": 1}'.encode("utf-16-be"), "the file holds NUL bytes", 1),
            (b'{"a":\n"\x00"}', "the file holds NUL bytes", 2),
            ('{"a":\n\n"é"}'.encode("latin-1"), "byte 9 is not UTF-8", 3),
            (b"ab\xed\xa0\x80", "byte 3 is not UTF-8", 1),
        ],
    )
    def test_refuses(self, data, message, line):
        report = Report("f")
        assert decode(data, report) is None
        (item,) = report.items
        assert (item.severity, item.message, item.line) == (Severity.ERROR, message, line)

    def test_a_byte_order_mark_is_skipped_and_noted(self):
        report = Report("f")
        assert decode(b'\xef\xbb\xbf{"a": 1}', report) == '{"a": 1}'
        assert [(item.rule, item.severity) for item in report.items] == [("byte-order-mark", Severity.NOTE)]


class TestJson:
    def test_numbers_stay_as_they_were_written(self):
        value, said = parsed(parse_json, "[0.20, 1e-7, 1.0E+2, -3, 12345678901234567890]")
        assert [str(item) for item in value] == ["0.20", "1e-7", "1.0E+2", "-3", "12345678901234567890"]
        assert value[0] == Decimal("0.2")
        assert said == []

    @pytest.mark.parametrize(
        ("text", "message", "place"),
        [
            ("x", "not valid JSON: Expecting value", (1, 1)),
            ('{"a": 1,\n "b" 2}', "not valid JSON: Expecting ':' delimiter", (2, 6)),
            ('{"a": [1, 2', "not valid JSON: Expecting ',' delimiter", (1, 12)),
            ('{"a": 1} x', "not valid JSON: Extra data", (1, 10)),
            ('{"a": "NaN",\n "b": NaN}', "NaN is not a JSON value", (2, 7)),
            ("[1, -Infinity]", "-Infinity is not a JSON value", (1, 5)),
            ('["1e999", 1e999]', "1e999 is out of range", (1, 11)),
            ("[1e-999]", "1e-999 is out of range", (1, 2)),
            ("[1,\n" + "9" * 5000 + "]", "a whole number has 5,000 digits", (2, 1)),
            ("[0." + "9" * 5000 + "]", "a number has more than 100 digits", (1, 2)),
        ],
    )
    def test_names_the_place(self, text, message, place):
        item = error(parse_json, text)
        assert (item.message, (item.line, item.column)) == (message, place)

    def test_a_key_that_stands_twice_is_named(self):
        item = error(parse_json, '{"a": {"b/c": {"k": 1, "k": 2}}}')
        assert item.message == "the key 'k' stands twice in one object"
        assert item.pointer == "/a/b~1c/k"

    @pytest.mark.parametrize(("text", "column"), [("[" * 100_000, DEPTH + 1), ('{"a":' * 100_000, 5 * DEPTH + 1)])
    def test_deep_nesting_is_refused_at_its_place(self, text, column):
        item = error(parse_json, text)
        assert "nested too deeply" in item.message
        assert (item.line, item.column) == (1, column)

    def test_the_deepest_nesting_that_is_read(self):
        assert parsed(parse_json, "[" * DEPTH + "]" * DEPTH)[1] == []
        assert error(parse_json, "[" * (DEPTH + 1) + "]" * (DEPTH + 1)).pointer == "/0" * DEPTH

    def test_too_many_values_are_refused(self):
        assert error(parse_json, "[" + "1," * VALUES + "1]").rule == "too-large"

    def test_far_too_many_values_are_never_made(self, monkeypatch):
        monkeypatch.setattr("generator.readers.text.json.loads", lambda *text, **how: pytest.fail("it was read"))
        for many in ("[" + "1," * 3 * VALUES + "1]", '{"a":' + "[[]," * 2 * VALUES, "{" * 3 * VALUES):
            assert error(parse_json, many).rule in ("too-large", "unreadable")

    def test_long_keys_are_refused(self):
        item = error(parse_json, '{"a": {"' + "k" * 1000 + '": 1}}')
        assert item.pointer == "/a"
        assert len(item.message) < 120

    def test_half_characters_are_replaced_and_noted(self):
        value, said = parsed(parse_json, r'{"a": ["\ud800x", "\ud83d\ude00"], "\udc00": 1}')
        assert value == {"a": ["�x", "😀"], "�": 1}
        assert [item.rule for item in said] == ["replaced-character"]

    def test_keys_that_become_one_are_refused(self):
        assert "lone surrogates" in error(parse_json, r'{"\ud800": 1, "\ud801": 2}').message

    def test_whole_pairs_are_left_alone(self):
        assert parsed(parse_json, r'"\ud83d\ude00"') == ("😀", [])


class TestYaml:
    def test_reads_plain_types_only(self):
        text = (
            "a: text\nb: 5\nc: 0.20\nd: true\ne: False\nf: null\ng: ~\nh:\ni: [1, two]\nj: {k: v}\nk: |\n  x\n  y\n"
        )
        value, said = parsed(parse_yaml, text)
        assert said == []
        assert {key: str(value[key]) for key in "abc"} == {"a": "text", "b": "5", "c": "0.20"}
        assert [value[key] for key in "defghijk"] == [True, False, None, None, None, [1, "two"], {"k": "v"}, "x\ny\n"]

    @pytest.mark.parametrize(
        "word", ["yes", "No", "on", "2026-06-07", "2026-06-07 10:00:00", "017", "0o17", "0x1F", "1_000", "1:30",
                 "+5", "=", "<<", "1.", ".5", "'5'"],
    )  # fmt: skip
    def test_other_words_stay_text(self, word):
        assert parsed(parse_yaml, f"a: {word}") == ({"a": word.strip("'")}, [])

    def test_keys_are_text(self):
        assert parsed(parse_yaml, "5: a\nnull: b\n2026-06-07: c\ntrue: d") == (
            {"5": "a", "null": "b", "2026-06-07": "c", "true": "d"},
            [],
        )

    @pytest.mark.parametrize(
        ("text", "message", "line"),
        [
            ("a: b: c", "mapping values are not allowed here", 1),
            ("a: [1\nb: 2", "expected ',' or ']'", 2),
            ("a: &x 1\nb: *x", "aliases", 2),
            ("a: 1\nb: 2\na: 3", "'a' stands twice", 3),
            ("? [a]\n: b", "a key is not a word", 1),
            ("a: .nan", ".nan is not a number", 1),
            ("a: -.inf", "-.inf is not a number", 1),
            ("a: 1e999", "out of range", 1),
            ("a: " + "9" * 5000, "5,000 digits", 1),
            ("- " * 1000 + "a", "nested too deeply", 1),
            ("[" * 100_000, "nested too deeply", 1),
            ("a: !!python/object/apply:os.system [x]", "could not determine a constructor", 1),
            ("a: !!set {x}", "could not determine a constructor", 1),
            ("!!map [a]", "a mapping is announced", 1),
            ("a: 1\n--- \nb: 2", "another document", 2),
            ("a: \x07", "U+0007", 1),
            ('a: "\\UFFFFFFFF"', "escape", 1),
        ],
    )
    def test_names_the_place(self, text, message, line):
        item = error(parse_yaml, text)
        assert message in item.message
        assert item.line == line

    def test_yaml_that_would_take_minutes_is_refused(self):
        assert error(parse_yaml, "a: " + "x" * YAML).rule == "too-large"
