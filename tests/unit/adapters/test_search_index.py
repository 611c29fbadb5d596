"""The index from build to build: it is always that of a first build, and only what changed is made again."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from mkdocs.exceptions import PluginError

from generator.adapters.mkdocs import index as index_module
from generator.adapters.mkdocs.index import InMemory, SearchIndex, Stopped
from generator.adapters.mkdocs.state import Shelf
from generator.search import Criterion, Entry, Unit, card
from generator.search import units as units_module
from generator.search.units import SEGMENT
from tests.searching import index_files


def unit(name: str, words: str = "sand", criteria: tuple[str, ...] = ("a/b",)) -> Unit:
    answers = [
        Entry("criterion", key, "", f"{words} {key}", "no", Criterion(key, f"Title of {key}", "", key == "a/b"))
        for key in criteria
    ]
    return Unit(f"scans/{name}/", "paper", name, (Entry("paper", "", name, words), *answers), 2024)


class Builds:
    """Builds of one site, each on top of the last."""

    def __init__(self, site: Path, *, reads_cards: bool) -> None:
        self.site = site
        self.reads_cards = reads_cards
        self.shelf = Shelf()
        self.remembered = InMemory()

    def begin(self, units: Iterable[Unit]) -> SearchIndex:
        index = SearchIndex(str(self.site), self.shelf, self.remembered)
        for item in units:
            made = card(item)
            if index.has(item.address, made.digest):
                index.keep(item.address)
            else:
                index.add(made)
        return index

    def build(self, units: Iterable[Unit], processes: int = 1) -> None:
        index = self.begin(units)
        index.make(processes=processes)
        if self.reads_cards:
            index.let_go()
        self.shelf = index.shelf

    @property
    def files(self) -> dict[str, bytes]:
        folder = self.site / "search"
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
        }


@pytest.fixture(params=[True, False], ids=["cards on the site", "cards in memory"])
def builds(request: pytest.FixtureRequest, tmp_path: Path) -> Builds:
    return Builds(tmp_path, reads_cards=request.param)


@pytest.fixture
def inverted(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Of how many cards each segment is made that is made again."""
    found: list[int] = []
    invert = index_module.invert

    def counting(cards, numbers):
        cards = list(cards)
        found.append(len(cards))
        return invert(cards, numbers)

    monkeypatch.setattr(index_module, "invert", counting)
    return found


def test_the_files_are_those_of_the_index(builds: Builds) -> None:
    units = [unit(f"p{number}") for number in range(5)]
    builds.build(units)
    assert builds.files == dict(index_files(units))
    assert {f"search/{name}" for name in builds.files} == builds.shelf.files.keys()


def test_nothing_is_written_where_nothing_changed(builds: Builds, inverted: list[int]) -> None:
    units = [unit(f"p{number}") for number in range(5)]
    builds.build(units)
    before = {path: path.stat().st_mtime_ns for path in builds.site.rglob("*")}
    inverted.clear()
    builds.build(units)
    assert {path: path.stat().st_mtime_ns for path in builds.site.rglob("*")} == before
    assert inverted == []


def test_one_edit_makes_one_segment_again(builds: Builds, inverted: list[int]) -> None:
    units = [unit(f"p{number}") for number in range(2 * SEGMENT)]
    builds.build(units)
    assert len(inverted) == 2
    inverted.clear()
    units[7] = unit("p7", "gulls")
    builds.build(units)
    assert len(inverted) == 1
    assert builds.files == dict(index_files(units))


def test_any_sequence_of_edits_gives_the_index_of_a_first_build(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units_module, "SEGMENT", 8)
    rng = random.Random(5)
    units = {f"p{number}": unit(f"p{number}") for number in range(15)}
    for step in range(40):
        name = rng.choice(sorted(units))
        match rng.randrange(6):
            case 0:
                units[name] = unit(name, rng.choice(["gulls", "快手科技", "sand sand dunes"]))
            case 1:
                del units[name]
            case 2 | 3:
                # Beyond the size of two segments, there are four; and below it, two again.
                for number in range(rng.randrange(1, 6)):
                    units[f"new{step}-{number}"] = unit(f"new{step}-{number}")
            case 4:
                units[name] = unit(name, criteria=(f"own/{rng.randrange(3)}", "a/b"))
            case 5:
                for gone in sorted(units)[: rng.randrange(8)]:
                    del units[gone]
        builds.build(units.values())
        assert builds.files == dict(index_files(units.values())), step


def test_the_bytes_are_the_same_in_several_processes(tmp_path: Path) -> None:
    units = [unit(f"p{number}", f"word{number} sand gulls dunes") for number in range(5 * SEGMENT)]
    alone, together = Builds(tmp_path / "alone", reads_cards=True), Builds(tmp_path / "together", reads_cards=True)
    alone.build(units, processes=1)
    together.build(units, processes=2)
    assert alone.files == together.files


@pytest.mark.parametrize("damage", ["gone", "other", "touched"])
def test_a_card_that_is_not_what_it_was_is_made_again(tmp_path: Path, damage: str) -> None:
    builds = Builds(tmp_path, reads_cards=True)
    units = [unit(f"p{number}") for number in range(5)]
    builds.build(units)
    file = tmp_path / "search/cards/2.bin"
    if damage == "gone":
        file.unlink()
    elif damage == "other":
        file.write_bytes(b"")
    else:
        os.utime(file, ns=(1, 1))
    index = builds.begin(units)
    assert not index.has("scans/p2/", card(units[2]).digest)
    builds.build(units)
    assert builds.files == dict(index_files(units))


def test_a_card_that_was_changed_behind_the_index_back_is_asked_for_again(tmp_path: Path) -> None:
    builds = Builds(tmp_path, reads_cards=True)
    units = [unit(f"p{number}") for number in range(5)]
    builds.build(units)
    file = tmp_path / "search/cards/2.bin"
    stamp = file.stat()
    file.write_bytes(bytes(stamp.st_size))
    os.utime(file, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))
    changed = [*units[:4], unit("p4", "gulls")]
    index = builds.begin(changed)
    with pytest.raises(PluginError, match="card of scans/p2/"):
        index.make(processes=1)
    index = builds.begin(changed)
    index.again = lambda address: next(card(item) for item in units if item.address == address)
    index.make(processes=1)
    # The file itself is believed as long as it looks the same, as every file of the site is.
    found = {**builds.files, "cards/2.bin": b""}
    assert found == {**dict(index_files(changed)), "cards/2.bin": b""}


@pytest.mark.parametrize("lost", ["root.bin", "terms/0.bin", "spelling.bin"])
def test_a_file_that_was_lost_is_written_again(builds: Builds, lost: str) -> None:
    units = [unit(f"p{number}", "gulls dunes beaches") for number in range(5)]
    builds.build(units)
    (builds.site / "search" / lost).unlink()
    builds.build(units)
    assert builds.files == dict(index_files(units))


def test_who_is_stopped_leaves_no_root_and_the_next_one_makes_it(
    builds: Builds, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds.reads_cards = False
    units = [unit(f"p{number}") for number in range(300)]
    builds.build(units)
    units[3] = unit("p3", "gulls")
    for stops_at in ("cards/", "terms/"):
        index = builds.begin(units)
        write = index._put

        def put(name: str, data: bytes, index: SearchIndex = index, write=write, stops_at: str = stops_at):
            if stops_at in name:
                index.stop()
            return write(name, data)

        monkeypatch.setattr(index, "_put", put)
        with pytest.raises(Stopped):
            index.make(processes=1)
        assert "root.bin" not in builds.files
        builds.shelf = index.shelf
        units[4] = unit("p4", f"dunes {stops_at}")
    builds.build(units)
    assert builds.files == dict(index_files(units))


def test_other_pages_keep_their_cards(builds: Builds) -> None:
    units = [unit(f"p{number}") for number in range(3)]
    builds.build(units)
    index = SearchIndex(str(builds.site), builds.shelf, builds.remembered)
    index.keep_others(["scans/p1/"])
    index.add_unit(unit("p1", "gulls")._replace(address=""), "scans/p1/")
    index.make(processes=1)
    assert builds.files == dict(index_files([units[0], unit("p1", "gulls"), units[2]]))
