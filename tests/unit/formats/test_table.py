"""Tables with any text in them: what comes back, and that no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest

from generator.formats.table import (
    Column,
    Resource,
    data_package,
    distinct,
    encoded,
    harmless,
    lines,
)
from generator.formats.works import plain
from tests.attacks import ATTACKS


def read(data: bytes, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))


def test_a_table_stands_as_it_should() -> None:
    rows = [("a", 1, None), ('say "no"', -2, "x, y"), (encoded("k", "=1"), "", "two\nlines")]
    assert lines([["name", "n", "=1"], *rows]).decode() == (
        "name,n,'=1\r\n"
        "a,1,\r\n"
        '"say ""no""",-2,"x, y"\r\n'
        "k,'=1,,two lines\r\n"
    )  # fmt: skip


def test_a_row_of_one_empty_cell_is_a_row() -> None:
    assert read(lines([("a",), ("",), (None,), ("x",)])) == [["a"], [""], [""], ["x"]]


def test_every_text_comes_back_with_nothing_before_it_but_an_apostrophe() -> None:
    found = read(lines([(text, number) for number, text in enumerate(ATTACKS)]))
    assert len(found) == len(ATTACKS)
    for text, row in zip(ATTACKS, found, strict=True):
        assert row[1] == str(found.index(row))
        assert row[0] == harmless(text)
        if not re.search(r'(?:^|;)[\s"]*[=+\-@]', plain(text)):
            assert row[0] == plain(text)


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" \t=1", "'=1"),
        ("\ufeff=1", "'=1"),
        ("＝1", "'＝1"),
        ("a=1; b", "a=1; b"),
        ("a;=1", "a;'=1"),
        ("a; =HYPERLINK(1);@b", "a;' =HYPERLINK(1);'@b"),
        ('a;"=1"', 'a;\'"=1"'),
        ("p = 0.05", "p = 0.05"),
    ],
)
def test_no_cell_is_a_formula(text: str, cell: str) -> None:
    assert harmless(text) == cell


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula_wherever_the_reader_lives(delimiter: str) -> None:
    data = lines([(text, f"x;{text}") for text in ATTACKS])
    assert not [
        cell for row in read(data, delimiter) for cell in row if cell.lstrip().startswith(("=", "+", "-", "@"))
    ]


def test_columns_of_one_name_get_numbers() -> None:
    assert distinct(["a", "a", "b", "a", "a (2)"]) == ["a", "a (2)", "b", "a (3)", "a (2) (2)"]


def test_the_package_says_what_columns_hold() -> None:
    columns = (
        Column("paper", "The name"),
        Column("met", "How many", "integer"),
        Column("=x", "", values=("yes", "no")),
    )
    package = json.loads(
        data_package("scans", "Scans", "About", "", [Resource("a.csv.gz", "A", "About a", columns, "paper")])
    )
    assert "homepage" not in package
    (resource,) = package["resources"]
    assert (resource["name"], resource["path"], resource["compression"]) == ("a", "a.csv.gz", "gz")
    assert resource["schema"] == {
        "fields": [
            {"name": "paper", "type": "string", "description": "The name"},
            {"name": "met", "type": "integer", "description": "How many"},
            {"name": "'=x", "type": "string", "description": "", "constraints": {"enum": ["yes", "no"]}},
        ],
        "missingValues": [""],
        "primaryKey": ["paper"],
    }
