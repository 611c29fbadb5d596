"""``moved.yml``: what is read of it, and what is said of the rest."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import limits
from generator.analysis.moved import Move, Moved, Place, Tombstone
from generator.build import generate, read
from generator.config import Config
from generator.diagnostics import Report
from generator.model import Identifier, IdentifierKind
from generator.readers.moved import read_moved
from tests.inputs import SCAN, written

GOOD = """\
scans/old: scans/new
/scans/older/: scans/new/index.html
scans/a#claim-old: '#claim-new'
scans/a#flag-wet: scans/b#flag-damp
scans/gone:
  title: Measuring  Sandcastles
  authors: [Ida Sand, Bo Bucket]
  arxiv_id: "2401.00001"
  versions: [v4, 5]
  date: 2026-03-01
  reason: It was read by mistake.
scans/a#flag-dry: {date: 2026, reason: It was wet.}
"""


def parsed(text: str | bytes) -> tuple[Moved, list[tuple[str, str, str]]]:
    report = Report("scans/moved.yml")
    found = read_moved(text.encode() if isinstance(text, str) else text, report)
    return found, [(item.rule, item.pointer, item.message) for item in report.items]


def test_addresses_entries_and_what_is_gone() -> None:
    found, said = parsed(GOOD)
    assert said == []
    assert found.path == "scans/moved.yml"
    assert found.entries == (
        Move(Place("scans/old"), Place("scans/new"), "/scans~1old"),
        Move(Place("scans/older"), Place("scans/new"), "/~1scans~1older~1"),
        Move(Place("scans/a", "claim-old"), Place("scans/a", "claim-new"), "/scans~1a#claim-old"),
        Move(Place("scans/a", "flag-wet"), Place("scans/b", "flag-damp"), "/scans~1a#flag-wet"),
        Tombstone(
            Place("scans/gone"), "It was read by mistake.", "2026-03-01", "Measuring Sandcastles",
            ("Ida Sand", "Bo Bucket"), (Identifier(IdentifierKind.ARXIV, "2401.00001"),), ("v4", "v5"), "/scans~1gone",
        ),
        Tombstone(Place("scans/a", "flag-dry"), "It was wet.", "2026", pointer="/scans~1a#flag-dry"),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "rule", "pointer", "message"),
    [
        ("- a\n", "invalid", "", "this is not a mapping from old addresses to new ones"),
        ("https://example.org/a: scans/b\n", "moved-entry", "/https:~1~1example.org~1a",
         "'https://example.org/a' is no address below the site's"),
        ("../a: scans/b\n", "moved-entry", "/..~1a", "'../a' is no address below the site's"),
        ("scans/.git: scans/b\n", "moved-entry", "/scans~1.git", "'scans/.git' is no address below the site's"),
        ("scans/a/../../b: scans/b\n", "moved-entry", "/scans~1a~1..~1..~1b",
         "'scans/a/../../b' is no address below the site's"),
        ("a//b: scans/b\n", "moved-entry", "/a~1~1b", "'a//b' is no address below the site's"),
        ("a\\b: scans/b\n", "moved-entry", "/a\\b", "'a\\\\b' is no address below the site's"),
        ("scans/nul.txt/a: scans/b\n", "moved-entry", "/scans~1nul.txt~1a",
         "'scans/nul.txt/a' is no address below the site's"),
        ("scans/a.: scans/b\n", "moved-entry", "/scans~1a.", "'scans/a.' is no address below the site's"),
        ("'scans/a /b': scans/b\n", "moved-entry", "/scans~1a ~1b", "'scans/a /b' is no address below the site's"),
        ("a?b: scans/b\n", "moved-entry", "/a?b", "'a?b' is no address below the site's"),
        ('"a\\eb": scans/b\n', "moved-entry", "/a\x1bb", "'a\\x1bb' is no address below the site's"),
        ('"a\\u202Eb": scans/b\n', "moved-entry", "/a\u202eb", "'a\\u202eb' is no address below the site's"),
        ("ü" * 128 + ": scans/b\n", "moved-entry", "/" + "ü" * 128, f"'{'ü' * 80}'… is no address below the site's"),
        # What is not in quotation marks after a hash is a comment.
        ("scans/a#x: #y\n", "moved-entry", "/scans~1a#x",
         "scans/a#x leads to nothing, which is no address below the site's"),
        ("scans/a: [scans/b]\n", "moved-entry", "/scans~1a",
         "scans/a leads to \"['scans/b']\", which is no address below the site's"),
        ("scans/a: '#1'\n", "moved-entry", "/scans~1a", "scans/a leads to '#1', which is no address below the site's"),
        ("scans/a: {reason: r, date: 2026-01-01}\n", "moved-entry", "/scans~1a",
         "what is said of scans/a has no title"),
        ("scans/a: {title: t}\n", "moved-entry", "/scans~1a", "what is said of scans/a has no reason and no date"),
        ("scans/a: {title: t, reason: r, date: 2026-02-30}\n", "moved-entry", "/scans~1a/date", "'2026-02-30' is no date"),
        ("scans/a: {title: t, reason: r, date: March}\n", "moved-entry", "/scans~1a/date", "'March' is no date"),
        ("scans/a: {title: t, reason: '', date: 2026-03-01}\n", "moved-entry", "/scans~1a/reason",
         "this is empty, or no text"),
        ("scans/a: {title: t, reason: r, date: 2026-03-01, why: x}\n", "moved-entry", "/scans~1a/why",
         "the key 'why' means nothing here"),
        ("scans/a: {title: t, reason: r, date: 2026-03-01, doi: x}\n", "moved-entry", "/scans~1a/doi",
         "'x' is no doi"),
        ("scans/a: {title: t, reason: r, date: 2026-03-01, versions: [../x]}\n", "moved-entry", "/scans~1a/versions",
         "'../x' is no version in an address"),
        ("scans/a: scans/b\nscans/a/: scans/c\n", "moved-entry", "/scans~1a~1",
         "scans/a has an entry already, which counts"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_named_at_its_place(text: str, rule: str, pointer: str, message: str) -> None:
    assert parsed(text)[1] == [(rule, pointer, message)]


@pytest.mark.parametrize("address", [
    "guide/über-uns", "guide/my page", "guide/a%20b", "guide/it's", "@/~$!&*|<>", "x" * 251, "/".join(["long" * 20] * 10),
    "guide/myindex.html", "日本/語",
])  # fmt: skip
def test_an_address_is_any_that_a_page_by_hand_may_have(address: str) -> None:
    key = address.replace("'", "''")
    found, said = parsed(f"'{key}': scans/a\nscans/b: '{key}'\n")
    assert said == []
    assert [(entry.old, entry.new) for entry in found.entries if isinstance(entry, Move)] == [
        (Place(address), Place("scans/a")),
        (Place("scans/b"), Place(address)),
    ]


def test_one_misfit_leaves_the_others_as_they_are() -> None:
    found, said = parsed("scans/a: 12\nscans/b: scans/c\n")
    assert [str(entry.old) for entry in found.entries] == ["scans/b"]
    assert len(said) == 1


@pytest.mark.parametrize("text", ["# nothing yet\n", "{}"])
def test_nothing_is_nothing(text: str) -> None:
    assert parsed(text) == (Moved("scans/moved.yml"), [])


def test_the_file_is_read_and_not_published(tmp_path: Path) -> None:
    files = {"scans/a/scan.json": SCAN, "scans/moved.yml": "scans/old: scans/a\nscans/x: 1\n"}
    build = generate(written(tmp_path, files))
    assert "scans/moved.yml" in build.refused
    (item,) = build.located(item for item in build.diagnostics if item.file == "scans/moved.yml")
    assert (item.rule, item.line, item.column) == ("moved-entry", 2, 1)
    _, site, _ = read(Config(tmp_path))
    assert [str(entry.old) for entry in site.moved.entries] == ["scans/old"]


def test_it_may_have_more_entries_than_an_input_has_values() -> None:
    # It speaks of all papers, and there may be ten thousand.
    many = "".join(f"scans/o{number}: scans/n{number}\n" for number in range(limits.VALUES + 1))
    found, said = parsed(many)
    assert (len(found.entries), said) == (limits.VALUES + 1, [])
    found, said = parsed(many * 2 + "x: y\n" * 2)
    assert found.entries == ()
