"""What was read, kept in a file: all of it comes back as it was, or nothing does."""

from __future__ import annotations

import random
import shutil

import pytest

from generator.adapters.memory_file import load, save
from generator.build import read
from generator.config import Config
from generator.readers.memory import Memory
from tests.conftest import FIXTURES, ROOT
from tests.inputs import SCAN, written


def shelves(memory):
    return [dict(shelf.kept) for shelf in (memory.files, memory.results)]


def types(value):
    """The types of everything in ``value``, for equality does not tell a named tuple from a plain one."""
    if isinstance(value, tuple):
        return type(value), [types(item) for item in value]
    fields = getattr(value, "__dataclass_fields__", ())
    return type(value), [types(getattr(value, name)) for name in fields]


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
    memory, config = Memory(), Config(content=content)
    read(config, memory=memory)
    save(tmp_path / "memory", "key", memory)
    again = load(tmp_path / "memory", "key")
    assert shelves(again) == shelves(memory)
    kinds = {type(result[0]).__name__ for result in memory.results.kept.values()}
    assert kinds == {"ScanSummary", "SynthesisSummary", "NoneType"}
    for source, result in memory.results.kept.items():
        assert types(again.results.kept[source]) == types(result)
    assert read(config, memory=again)[2] == read(config)[2]
    assert not again.is_changed


def test_what_is_remembered_is_not_read_again(tmp_path, monkeypatch):
    memory, config = Memory(), written(tmp_path, {"scans/a/scan.json": SCAN})
    read(config, memory=memory)
    save(tmp_path / "memory", "key", memory)
    monkeypatch.setattr("generator.intake.scan_from", None)
    intake, _, _ = read(config, memory=load(tmp_path / "memory", "key"))
    assert len(intake.papers) == 1


def test_a_damaged_or_foreign_file_counts_as_none(tmp_path):
    memory, config, file = Memory(), written(tmp_path, {"scans/a/scan.json": SCAN}), tmp_path / "memory"
    read(config, memory=memory)
    save(file, "key", memory)
    whole = file.read_bytes()
    assert shelves(load(file, "key")) != [{}, {}]
    assert shelves(load(file, "another key")) == [{}, {}]
    assert shelves(load(tmp_path, "key")) == [{}, {}]
    assert shelves(load(tmp_path / "missing", "key")) == [{}, {}]
    rng = random.Random(3)
    damaged = [b"", b"\n", b"key\n", whole[:-1], whole + b"\n", whole.replace(b"\n", b"\n\n", 1)]
    for place in rng.sample(range(len(whole)), 60):
        damaged += [whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :], whole[:place]]
    for data in damaged:
        file.write_bytes(data)
        assert shelves(load(file, "key")) == [{}, {}], data[:80]


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path):
    (tmp_path / "file").write_text("")
    save(tmp_path / "file" / "memory", "key", Memory())
