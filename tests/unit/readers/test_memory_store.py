"""What was read, kept in a store: all of it comes back as it was, or it is read again."""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing

import pytest

from generator.build import read
from generator.config import Config
from generator.readers import discovery
from generator.readers.memory import Memory
from generator.store import Seal, Store
from tests.conftest import FIXTURES, ROOT
from tests.inputs import SCAN, changed, written

OURS = Seal(b"k" * 32, is_local=True)


def shelves(memory):
    return [dict(shelf.kept) for shelf in (memory.files, memory.results)]


def types(value):
    """The types of everything in ``value``, for equality does not tell a named tuple from a plain one."""
    if isinstance(value, tuple):
        return type(value), [types(item) for item in value]
    fields = getattr(value, "__dataclass_fields__", ())
    return type(value), [types(getattr(value, name)) for name in fields]


def memory_in(folder, version="1", seal=OURS):
    return Memory(Store(folder, "inputs", version, seal))


@pytest.fixture(autouse=True)
def _later(monkeypatch):
    """Every file was changed long ago."""
    real = time.time_ns
    monkeypatch.setattr(discovery.time, "time_ns", lambda: real() + 3_600_000_000_000)


@pytest.fixture
def content(tmp_path):
    """The real inputs, every fixture, and files that cannot be read."""
    folder = tmp_path / "content"
    real = ROOT / "content"
    for source in (*real.glob("scans/*/*.json"), *FIXTURES.rglob("*.json")):
        target = folder / "scans" / f"{source.parent.name}-{source.stem}".lower().replace("_", "-") / "scan.json"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    for source in (*real.glob("syntheses/*.txt"), *FIXTURES.rglob("*.txt"), *FIXTURES.rglob("*.yaml")):
        target = folder / "syntheses" / source.name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target)
    written(folder, {"scans/broken/scan.json": "{", "scans/empty/scan.json": ""})
    return folder


def test_all_comes_back_as_it_was(content, tmp_path):
    memory, config = memory_in(tmp_path), Config(content=content)
    first = read(config, memory=memory)
    assert memory.is_changed
    memory.save()
    again = memory_in(tmp_path)
    assert read(config, memory=again)[0] == first[0]
    assert shelves(again) == shelves(memory)
    assert len(shelves(again)[0]) > 10
    kinds = {type(result[0]).__name__ for result in memory.results.kept.values()}
    assert kinds == {"ScanSummary", "SynthesisSummary", "NoneType"}
    for source, result in memory.results.kept.items():
        assert types(again.results.kept[source]) == types(result)
    assert read(config, memory=memory_in(tmp_path))[2] == read(config)[2]
    assert not again.is_changed


def test_what_is_remembered_is_not_read_again(tmp_path, monkeypatch):
    memory, config = memory_in(tmp_path), written(tmp_path / "content", {"scans/a/scan.json": SCAN})
    read(config, memory=memory)
    memory.save()
    monkeypatch.setattr("generator.intake.Library.read", None)
    monkeypatch.setattr("generator.readers.opening.InputBytes.read", None)
    reading, _, _ = read(config, memory=memory_in(tmp_path))
    assert len(reading.papers) == 1


def test_another_version_and_another_key_know_nothing(tmp_path):
    memory, config = memory_in(tmp_path), written(tmp_path / "content", {"scans/a/scan.json": SCAN})
    read(config, memory=memory)
    memory.save()
    for other in (memory_in(tmp_path, "2"), memory_in(tmp_path, seal=Seal(b"x" * 32, is_local=True))):
        other.begin()
        assert [other.results.find(key) for key in memory.results.kept] == [None]
    ours = memory_in(tmp_path)
    ours.begin()
    assert [ours.results.find(key) for key in memory.results.kept] == list(memory.results.kept.values())


def rows(folder):
    (file,) = (folder / ".cache/scanpress").glob("*.db")
    connection = sqlite3.connect(file)
    try:
        return dict(connection.execute("SELECT id, seal FROM rows"))
    finally:
        connection.close()


def test_after_one_edit_only_its_own_rows_are_written(tmp_path):
    config = written(tmp_path / "content", {f"scans/p{number}/scan.json": changed(SCAN, key_findings=f"{number}")
                                            for number in range(30)})  # fmt: skip
    memory = memory_in(tmp_path)
    read(config, memory=memory)
    memory.save()
    before = rows(tmp_path)
    assert len(before) == 2 * 30 + 2, "of each file two, and the two outlines that all checklists share"
    written(tmp_path / "content", {"scans/p3/scan.json": changed(SCAN, key_findings="edited")})
    again = memory_in(tmp_path)
    read(config, memory=again)
    assert again.is_changed
    again.save()
    after = rows(tmp_path)
    assert len(after) == len(before)
    assert len(after.items() - before.items()) == 2, "its stamp, and what was made of it"


def test_what_is_gone_is_forgotten(tmp_path):
    config = written(tmp_path / "content", {"scans/a/scan.json": SCAN, "scans/b/scan.json": changed(SCAN, note="b")})
    memory = memory_in(tmp_path)
    read(config, memory=memory)
    memory.save()
    (tmp_path / "content/scans/b/scan.json").unlink()
    again = memory_in(tmp_path)
    read(config, memory=again)
    assert again.is_changed
    again.save()
    assert len(rows(tmp_path)) == 2 + 2


def test_a_value_that_is_not_what_its_key_says_counts_as_none(tmp_path):
    """Even under the right key: a value is checked like an input, and belongs to one file."""
    config = written(tmp_path / "content", {"scans/a/scan.json": SCAN, "scans/b/scan.json": changed(SCAN, note="b")})
    memory = memory_in(tmp_path)
    read(config, memory=memory)
    (one, other) = memory.results.kept
    form = memory.results._form
    good = form.written(memory.results.kept[one])
    assert form.read(one, good) == memory.results.kept[one]
    for key, data in [
        (other, good), (one, b""), (one, b"9" + good[1:]), (one, b"1" + good[1:]), (one, good[:-1]), (one, b"x"),
        (one, good.replace(b'"year":2024', b'"year":"2024"')), (one, b"0" + b"[" * 100_000),
    ]:  # fmt: skip
        assert form.read(key, data) is None


def test_a_memory_that_is_detached_goes_on_by_itself(tmp_path, monkeypatch):
    memory, config = memory_in(tmp_path), written(tmp_path / "content", {"scans/a/scan.json": SCAN})
    read(config, memory=memory)
    memory.save()
    before = rows(tmp_path)
    again = memory_in(tmp_path)
    read(config, memory=again)
    again.detach()
    monkeypatch.setattr("generator.intake.Library.read", None)
    assert len(read(config, memory=again)[0].papers) == 1
    again.save()
    assert rows(tmp_path) == before


def test_what_checklists_share_is_held_once(tmp_path):
    config = written(tmp_path / "content", {f"scans/{name}/scan.json": changed(SCAN, note=name) for name in "ab"})
    memory = memory_in(tmp_path)
    first, _, _ = read(config, memory=memory)
    memory.save()
    again, _, _ = read(config, memory=memory_in(tmp_path))
    assert again.papers == first.papers
    one, other = (paper.scan.answers.outline for paper in again.papers)
    assert one is other
    assert one.criteria


def test_a_scan_whose_outline_is_lost_is_read_again(tmp_path):
    config = written(tmp_path / "content", {"scans/a/scan.json": SCAN})
    memory = memory_in(tmp_path)
    first, _, _ = read(config, memory=memory)
    memory.save()
    (file,) = (tmp_path / ".cache/scanpress").glob("*.db")
    with closing(sqlite3.connect(file)) as connection, connection:
        assert connection.execute("DELETE FROM rows WHERE drawer = 'outlines'").rowcount == 2
    lost = memory_in(tmp_path)
    again, _, _ = read(config, memory=lost)
    assert again.papers == first.papers
    assert lost.is_changed
