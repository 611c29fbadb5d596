"""No file costs more than its size: what it takes to read, check and show the worst files that can be made.

Sizes and steps are compared and no seconds: a page, its search entries and its findings are bounded, and what the
patterns take is held by ``tests/policy/test_patterns.py``. ``python -m benchmarks.cost`` measures the same files.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator import limits
from generator.build import generate
from generator.diagnostics import Report
from generator.identify import arxiv_id, doi, is_placeholder_doi, normalised, readable
from generator.limits import SEARCH_TEXT, TITLE
from generator.readers.yaml_text import FAST, PURE, parse_yaml
from generator.render.markup import split_url
from tests.conftest import ROOT
from tests.counting import steps
from tests.heavy import TEXTS, many, texts
from tests.inputs import SCAN, changed, written

pytestmark = pytest.mark.thorough

SIZE = 60_000
PAGE_BYTES = 6_000_000
"""More than any page has: texts as long as a page may show, each sign an entity, and the rows around them."""


def pages(folder: Path, path: str, text: str):
    """What is said of a file, and its pages."""
    found = generate(written(folder, {path: text.encode("utf-8", "surrogatepass")}, search_criteria=True))
    return found, [(file.path, file.built()) for file in found.files]


@pytest.mark.parametrize("kind", [name for name, _, _ in many(100)])
def test_many_small_things_are_cut_and_told_or_refused(tmp_path: Path, kind: str) -> None:
    path, text = next((path, text) for name, path, text in many(SIZE) if name == kind)
    build, made = pages(tmp_path, path, text)
    assert len(build.diagnostics) <= 500
    for place, page in made:
        assert len(page.html) < PAGE_BYTES
        assert len(page.search) <= limits.SEARCH_ENTRIES
        if place.startswith(("scans/bad", "syntheses/bad")) and len(page.html) > SIZE:
            assert "the raw file has them" in page.html or page.html.count("<tr>") < limits.ROWS
    assert len(build.assets) <= limits.OLD_FILES + 500
    if not kind.startswith("moved") and not any(
        place.startswith(("scans/bad", "syntheses/bad")) for place, _ in made
    ):
        rules = {"too-large", "invalid", "unreadable", "missing-field", "family-entry"}
        assert rules & {item.rule for item in build.diagnostics}


@pytest.mark.parametrize("kind", TEXTS)
def test_long_texts_are_cut_and_told(tmp_path: Path, kind: str) -> None:
    # Each kind in some of the fields, over all kinds in each of them.
    number = list(TEXTS).index(kind)
    for name, path, text in list(texts(SIZE, {kind: TEXTS[kind]}))[number % 12 :: 12]:
        _, made = pages(tmp_path / name.replace(" ", "-"), path, text)
        for _, page in made:
            assert len(page.html) < PAGE_BYTES / 4
            assert len(str(page.meta.get("title", ""))) <= 6 * TITLE + 10
            assert all(len(entry.title) <= TITLE + 1 for entry in page.search)
            assert all(len(entry.text) <= SEARCH_TEXT + 1 for entry in page.search)


def test_a_page_says_what_it_leaves_out(tmp_path: Path) -> None:
    number = limits.DOMAINS + 5
    scan = changed(
        SCAN,
        checklist={f"d{index}": {"c": {"answer": True, "applies": True, "justification": "x"}} for index in range(number)},
        claims=[{"claim": f"c{index}", "evidence": "e", "supported": "weak"} for index in range(limits.ROWS + 1)],
    )  # fmt: skip
    build = generate(written(tmp_path, {"scans/a/scan.json": scan}))
    page = next(file for file in build.files if file.path == "scans/a/index.md")
    for text in (page.text, page.built().html):
        assert (
            f"The page shows {limits.DOMAINS:,} of {number:,} domains of the checklist; the raw file has them all."
            in text
        )
        assert f"The page shows {limits.ROWS:,} of {limits.ROWS + 1:,} claims; the raw file has them all." in text
        assert f"{number} of {number} applicable criteria met" in text


def test_signs_that_have_to_be_escaped_are_so_many_on_a_page(tmp_path: Path) -> None:
    claims = [{"claim": f"{index} " + "*" * 500, "evidence": "e", "supported": "weak"} for index in range(100)]
    build = generate(written(tmp_path, {"scans/a/scan.json": changed(SCAN, claims=claims)}))
    page = next(file for file in build.files if file.path == "scans/a/index.md")
    assert 7_000 < page.text.count("\\*") <= limits.SIGNS
    assert "[cut off here; the raw file has the whole text]" in page.built().html


@pytest.mark.parametrize(
    "text", ["x" + " " * 20_000 + "y", " " * 20_000 + "x", "arxiv" + " " * 20_000, "10.1000/" + "n" * 9_000]
)
def test_a_long_text_is_no_identifier(text: str) -> None:
    assert arxiv_id(text) is None
    assert doi(text) is None
    assert not is_placeholder_doi(text)


def test_the_end_of_an_address_is_looked_for_once() -> None:
    for end in (")", "]", ")]", ".)", "."):
        short, long = ("http://a.bc/" + end * (number // len(end)) for number in (300, 3_000))
        assert split_url(short)[0] == split_url(long)[0] == "http://a.bc/"
        assert steps(split_url, long) < 12 * steps(split_url, short)

    # Counting all brackets for each one is a step as well, and one that no trace sees.
    class Counted(str):
        counts = 0

        def count(self, *arguments):
            Counted.counts += 1
            return super().count(*arguments)

    split_url(Counted("http://a.bc/" + ")" * 3_000))
    assert Counted.counts == 4


def test_long_runs_of_marks_are_broken_before_they_are_put_in_order() -> None:
    few, many_marks = "e" + "\u0316\u0301" * 10, "e" + "\u0316\u0301" * 500
    assert "\u034f" not in normalised(few)
    assert max(map(len, normalised(many_marks).split("\u034f"))) <= 32
    assert readable(many_marks) == "e"


def test_long_titles_are_told_apart_by_all_of_them() -> None:
    start = "Long " * 1_000
    assert normalised(f"{start}a") != normalised(f"{start}b")
    assert normalised(f"{start}a") == normalised(f"{start}a")


YAML = [
    "", "a: 1", "a: [1, b, {c: d}]", "- a\n- b", "a: |\n  x\n  y\n", "a: >\n  x\n  y\n", "a: !!str 5", "a: ! 5", "a: !x 5",
    "a: &b c", "a: *b", "? a\n: b", "a: 'x''y'", 'a: "\\u00e9\\n"', "%YAML 1.1\n---\na: b", "a: b\n...\n", "--- a\n--- b",
    "a: {b: [}", "a:\n\t- 1", "{a: b, a: c}", "a: @b", "a: `b", "a: %b", "- - - a", "a: b: c", "a: 'b", "a: [1",
    "é: ✓", "a: \u2028b", "a: x #y", "#x", "a: 0.20", "a: 1e999", "a: 9e9", "a: ~", "a: -", "-", "a: !!map [b]", "[a, b]: c",
    "a: \U0001f600", "a: !!seq {}", "a: !!set {b}", "a:b", "{a:b}", "{a: b: c}", "a: ?b", "a: -b", "!!str a: b", "a: [b, ]",
]  # fmt: skip


@pytest.mark.parametrize("text", YAML)
def test_both_parsers_of_yaml_read_the_same(text: str) -> None:
    # But for a tab between a colon and a value, which the one in Python refuses.
    values, said = [], []
    for parser in (FAST, PURE):
        report = Report("f")
        value = parse_yaml(text, report, parser)
        values.append("refused" if report.items else repr(value))
        said.append([item.rule for item in report.items])
    assert values[0] == values[1]
    assert said[0] == said[1]


def test_the_guide_states_every_limit() -> None:
    guide = (ROOT / "content/guide/broken-inputs.md").read_text("utf-8")
    every = {name: value for name, value in vars(limits).items() if name.isupper()}
    assert len(every) >= 20
    assert [name for name, value in every.items() if not re.search(rf"\b{value:,}\b", guide)] == []
