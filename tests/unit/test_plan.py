"""What was planned of all inputs is used again as long as nothing that it was made of is another."""

from __future__ import annotations

import time

import pytest

from generator import intake
from generator.build import generate
from generator.config import Config
from generator.readers import discovery
from generator.readers.memory import Memory
from generator.store import Seal, Store
from tests.inputs import SCAN, changed, written

FILES = {
    "scans/a/scan.json": changed(SCAN, note="an unknown field, of which something is said"),
    "scans/b/scan.json": changed(SCAN, paper={"title": "Another"}),
    "scans/broken/scan.json": "{",
}


@pytest.fixture(autouse=True)
def _later(monkeypatch):
    """Every file was changed long ago."""
    real = time.time_ns
    monkeypatch.setattr(discovery.time, "time_ns", lambda: real() + 3_600_000_000_000)


@pytest.fixture
def config(tmp_path):
    return written(tmp_path / "content", FILES)


@pytest.fixture
def taken(monkeypatch):
    """The inputs that were asked for what they say."""
    found = []
    original = intake._Taking._take
    monkeypatch.setattr(intake._Taking, "_take", lambda self, file: found.append(file.path) or original(self, file))
    return found


def run(config, *, is_local=True, recalls_plans=True):
    """The site as a process of its own makes it."""
    seal = Seal(b"k" * 32, is_local=is_local)
    memory = Memory(Store(config.content.parent, "inputs", "1", seal), recalls_plans=recalls_plans)
    site = generate(config, memory=memory)
    if memory.is_changed:
        memory.save()
    return site


def told(site):
    """All that a build says before anything is made."""
    pages = [(page.path, page.source, page.listed, page.digest, page.planned.template) for page in site.files]
    assets = [
        (asset.path, asset.source, asset.digest, asset.is_of_all, asset.planned.leads_to) for asset in site.assets
    ]
    return pages, assets, site.refused, site.diagnostics, site.addresses, site.papers, site.syntheses


def test_a_second_run_says_the_same_and_asks_no_input(config, taken):
    first = run(config)
    assert len(taken) == 3
    taken.clear()
    for _ in range(2):
        again = run(config)
        assert told(again) == told(first)
        assert taken == []
    assert any(item.file == "scans/a/scan.json" for item in again.diagnostics)
    assert "scans/broken/scan.json" in again.refused


def test_what_is_asked_for_then_is_what_it_would_have_been(config, taken, monkeypatch):
    first = run(config)
    expected = [(page.text, page.built()) for page in first.files], [asset.content() for asset in first.assets]
    again = run(config)
    taken.clear()
    with monkeypatch.context() as patched:
        # What each says, in short, is remembered.
        patched.setattr(intake.Library, "read", None)
        again.files[0].prepare()
    assert len(taken) == 3
    assert (
        [(page.text, page.built()) for page in again.files],
        [item.content() for item in again.assets],
    ) == expected
    assert len(taken) == 3, "once for all of them"


@pytest.mark.parametrize(
    "change",
    [
        lambda config: written(config.content, {"scans/b/scan.json": changed(SCAN, paper={"title": "Edited"})}),
        lambda config: written(config.content, {"scans/c/scan.json": SCAN}),
        lambda config: (config.content / "scans/b/scan.json").unlink(),
        lambda config: (config.content / "scans/b").rename(config.content / "scans/z"),
        lambda config: written(config.content, {"scans/a/index.html": "in the way of a page"}),
    ],
    ids=["edited", "added", "removed", "moved", "covered"],
)
def test_where_an_input_is_another_all_is_planned_anew(config, taken, change):
    config = Config(content=config.content, publish=("html",))
    run(config)
    change(config)
    taken.clear()
    site = run(config)
    assert taken
    assert told(site) == told(generate(config))


@pytest.mark.parametrize(
    "settings",
    [
        {"rows_per_page": 1},
        {"compress_raw": True},
        {"search_criteria": True},
        {"hand_written": frozenset({"scans/a/index.md"})},
    ],
    ids=lambda settings: next(iter(settings)),
)
def test_other_settings_are_another_plan(config, settings):
    run(config)
    other = Config(content=config.content, **settings)
    assert told(run(other)) == told(generate(other)) != told(generate(config))


def test_a_plan_is_not_taken_from_other_machines_nor_where_files_are_read_again_and_again(config, taken):
    for how in ({"is_local": False}, {"recalls_plans": False}):
        run(config, **how)
        taken.clear()
        run(config, **how)
        assert len(taken) == 3


def test_what_a_plan_left_unasked_is_not_forgotten(config, monkeypatch):
    run(config)
    run(config)
    written(config.content, {"scans/b/scan.json": changed(SCAN, paper={"title": "Edited"})})
    read = []
    original = intake.Library.read
    monkeypatch.setattr(intake.Library, "read", lambda self, file: read.append(file.path) or original(self, file))
    run(config)
    assert read == ["scans/b/scan.json"]


def test_another_reply_of_authors_is_another_plan(config):
    first = run(config)
    for text in ("We disagree.", "We agree."):
        written(config.content, {"scans/a/reply.md": text})
        again = run(config)
        assert {new.path for old, new in zip(first.files, again.files, strict=True) if old.digest != new.digest} == {
            "scans/a/index.md"
        }
        # From memory now, also in what is looked up late.
        assert told(run(config)) == told(again)
        assert text in next(page for page in run(config).files if page.path == "scans/a/index.md").text
        first = again
