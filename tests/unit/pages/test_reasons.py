"""The table of all answers with their justifications in full."""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Mapping

import pytest

from generator import limits
from generator.model import Scan, Source
from generator.pages.reasons import REASONED, reasoned
from generator.summarise import summarise_scan
from tests.inputs import SCAN, Corpus, changed, good_scan
from tests.shore import shore


class Watched(Corpus):
    """Tells which scans were read whole."""

    def __init__(self, scans: Mapping[str, object]) -> None:
        super().__init__(scans)
        self.read: list[str] = []

    def scan(self, source: Source) -> Scan:
        self.read.append(source.path.split("/")[1])
        return super().scan(source)


def reasons(corpus: Corpus) -> list[dict[str, str]]:
    (asset,) = REASONED.plan(corpus.site)
    assert asset.path == "exports/answers-with-reasons.csv.gz"
    text = gzip.decompress(asset.make(corpus)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def answered(*texts: str) -> dict:
    criteria = {
        f"c{number}": {"applies": True, "answer": True, "justification": text} for number, text in enumerate(texts)
    }
    return changed(SCAN, checklist={"artifacts": criteria})


def test_every_justification_is_there_to_its_last_word() -> None:
    long = "It says so. " * 200 + "The end."
    rows = reasons(Corpus({"a": answered(long, "", "=1+1", 'Two\nlines, "quoted".', "x" * (limits.FIELD + 1))}))
    assert [row["justification"] for row in rows] == [
        long, "", "'=1+1", 'Two lines, "quoted".', f"{'x' * limits.FIELD}…",
    ]  # fmt: skip
    assert rows[0] | {"justification": ""} == {
        "paper": "a", "checklist": "general", "domain": "artifacts", "criterion": "c0", "answer": "yes",
        "justification": "", "anchor": "artifacts.c0",
    }  # fmt: skip


def test_each_answer_of_the_newest_scans_has_its_row_in_the_order_of_the_page() -> None:
    corpus = shore()
    expected = [
        row
        for paper in corpus.papers
        for row in reasoned(paper.location.partition("/")[2], paper.scan, corpus.scan(paper.scan.source))
    ]
    assert [tuple(row.values()) for row in reasons(corpus)] == expected
    assert expected[2] == (
        "alpha", "general", "artifacts", "environment_specified", "no", "Why n.", "artifacts.environment_specified"
    )  # fmt: skip
    assert [row[1:4] for row in expected if row[0] == "alpha"][-1] == ("type", "sea_shells", "spiral")


def test_criteria_in_another_order_than_that_of_the_page_keep_their_reasons() -> None:
    yes = {"applies": True, "answer": True}
    odd = changed(SCAN, checklist={
        "zz_own": {**yes, "justification": "Of its own."},
        "artifacts": {"data_released": {**yes, "justification": "Data."}, "code_released": {**yes, "justification": "Code."}},
    })  # fmt: skip
    found = [row[3:] for row in reasoned("a", summarise_scan(good_scan(odd)), good_scan(odd))]
    assert found == [
        ("code_released", "yes", "Code.", "artifacts.code_released"),
        ("data_released", "yes", "Data.", "artifacts.data_released"),
        ("zz_own", "yes", "Of its own.", "zz_own"),
    ]


PAPERS = {f"paper-{number:02}": answered(f"Because of {number}.") for number in range(40)}


@pytest.mark.parametrize(
    ("change", "needed", "most"),
    [
        ({}, set(), 0),
        ({"paper-07": answered("Because it was read again.")}, {"paper-07"}, 16),
        ({"paper-07a": answered("Because it is new.")}, {"paper-07a"}, 30),
        ({"paper-07": None}, set(), 30),
    ],
    ids=["nothing", "edited", "added", "removed"],
)
def test_only_blocks_with_other_scans_are_made_again(
    change: Mapping[str, object], needed: set[str], most: int
) -> None:
    before = Corpus(PAPERS)
    (asset,) = REASONED.plan(before.site)
    assert asset.renew is not None
    left = asset.renew(before, lambda: (b"", ()))
    assert left[0] == asset.make(before)
    after = Watched({name: value for name, value in {**PAPERS, **change}.items() if value is not None})
    (asset,) = REASONED.plan(after.site)
    assert asset.renew is not None
    renewed, pieces = asset.renew(after, lambda: left)
    read, after.read = after.read, []
    assert needed <= set(read)
    assert len(read) <= most < len(PAPERS)
    assert renewed == asset.make(after)
    assert len(after.read) == len(after.papers)
    # Of a file that is something else, nothing is taken over.
    assert asset.renew(after, lambda: (b"something else", left[1])) == (renewed, pieces)


def test_a_site_without_exports_or_papers_has_no_such_table() -> None:
    assert list(REASONED.plan(shore(leave_out=("exports",)).site)) == []
    assert list(REASONED.plan(Corpus().site)) == []
