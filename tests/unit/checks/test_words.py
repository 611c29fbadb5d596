"""What readers and publishers are told of a report, word by word."""

from __future__ import annotations

import pytest

from tests.inputs import SYNTHESIS, Corpus, changed


def told(**fields):
    return [
        (item.message, item.pointer, item.for_reader) for item in Corpus({}, {"s": changed(SYNTHESIS, **fields)}).said
    ]


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ({"papers": "1", "claims": 2}, [("the report states 2 claims, and 1 is listed", "/claims",
                                         "The report states 2 claims; 1 is listed in it.")]),
        ({"papers": "1,000"}, [("the report states 1,000 papers, and 1 is listed", "/references",
                                "The report states 1,000 papers; 1 is listed in it.")]),
        ({"verified": 0}, [("the report states 0 verified claims, and 1 is listed", "/claims",
                            "The report states 0 verified claims; 1 is listed in it.")]),
    ],
)  # fmt: skip
def test_figures_that_differ(figures, expected):
    assert told(figures=figures) == expected


def test_one_where_several_or_none_are_listed():
    assert told(figures={"papers": 1}, references=[])[0][0] == "the report states 1 paper, and 0 are listed"
