"""What is remembered from reading to reading must never hide a change."""

from __future__ import annotations

import os
import time

import pytest

from generator.build import read
from generator.intake import take_in
from generator.readers import discover, discovery
from generator.readers.memory import Memory, Shelf
from generator.readers.opening import InputBytes
from tests.inputs import SCAN, changed, written


@pytest.fixture
def reads(monkeypatch):
    """The paths whose bytes were read."""
    found = []
    original = InputBytes.read
    monkeypatch.setattr(InputBytes, "read", lambda data, path: found.append(path) or original(data, path))
    return found


@pytest.fixture
def _later(monkeypatch):
    """Every file was changed long ago."""
    real = time.time_ns
    monkeypatch.setattr(discovery.time, "time_ns", lambda: real() + 3_600_000_000_000)


def look(config, memory):
    intake, _, _ = read(config, memory=memory)
    return {paper.scan.source.path: paper.scan.title for paper in intake.papers}


@pytest.mark.usefixtures("_later")
def test_a_file_that_did_not_change_is_not_read_again(tmp_path, reads):
    config, memory = written(tmp_path, {"scans/a/scan.json": SCAN, "scans/b/scan.json": SCAN}), Memory()
    first = look(config, memory)
    assert sorted(reads) == ["scans/a/scan.json", "scans/b/scan.json"]
    assert look(config, memory) == first
    assert look(config, memory) == first
    assert len(reads) == 2


def test_a_file_that_has_just_been_saved_is_read_again(tmp_path, reads):
    config, memory = written(tmp_path, {"scans/a/scan.json": SCAN}), Memory()
    look(config, memory)
    look(config, memory)
    assert len(reads) == 2, "it could be saved once more within one tick of the clock"


@pytest.mark.usefixtures("_later")
def test_a_change_that_keeps_size_and_time_is_seen(tmp_path):
    config, memory = written(tmp_path, {"scans/a/scan.json": changed(SCAN, paper={"title": "One"})}), Memory()
    assert look(config, memory) == {"scans/a/scan.json": "One"}
    file = config.content / "scans/a/scan.json"
    before = file.stat()
    file.write_bytes(file.read_bytes().replace(b"One", b"Two"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert look(config, memory) == {"scans/a/scan.json": "Two"}


@pytest.mark.usefixtures("_later")
def test_what_was_made_of_a_file_is_forgotten_with_it(tmp_path):
    config, memory = written(tmp_path, {"scans/a/scan.json": SCAN, "scans/b/scan.json": SCAN}), Memory()
    look(config, memory)
    (config.content / "scans/b/scan.json").unlink()
    assert set(look(config, memory)) == {"scans/a/scan.json"}
    for shelf in (memory.files, memory.results):
        assert "scans/a" in repr(shelf.kept)
        assert "scans/b" not in repr(shelf.kept)


def found_again(folder):
    """A file that is remembered, and what was made of it is not, so that it will have to be read after all."""
    config, memory = written(folder, {"scans/a/scan.json": SCAN}), Memory()
    look(config, memory)
    memory.results = Shelf()
    memory.begin()
    return config, memory, discover(config, memory)


@pytest.mark.usefixtures("_later")
def test_a_file_that_vanished_before_it_was_needed_again_is_named(tmp_path):
    config, memory, found = found_again(tmp_path)
    (config.content / "scans/a/scan.json").unlink()
    reading = take_in(found, config, memory)
    assert reading.papers == ()
    assert [(item.file, item.rule) for item in reading.diagnostics] == [("scans/a/scan.json", "unreadable")]
    # It is there again: that it was not is not remembered.
    written(tmp_path, {"scans/a/scan.json": SCAN})
    assert set(look(config, memory)) == {"scans/a/scan.json"}


@pytest.mark.usefixtures("_later")
def test_a_file_that_changed_before_it_was_needed_again_is_not_taken_for_what_it_was(tmp_path):
    config, memory, found = found_again(tmp_path)
    written(tmp_path, {"scans/a/scan.json": changed(SCAN, paper={"title": "Another"})})
    reading = take_in(found, config, memory)
    assert [(item.file, item.rule) for item in reading.diagnostics] == [("scans/a/scan.json", "unreadable")]
    assert look(config, memory) == {"scans/a/scan.json": "Another"}
