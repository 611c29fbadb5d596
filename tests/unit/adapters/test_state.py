"""What is known of the last build, from process to process."""

from __future__ import annotations

import sqlite3
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig

from generator.adapters.mkdocs.state import AssetState, PageState, State, StateStore
from generator.formats.joined import Piece

PAGE = PageState("d", "shape", "frame", 10, 20, (("", "Sand", "Wet."),), "card")
ASSET = AssetState("d", 10, 20, (Piece("k", 5, 9, 7),))


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MkDocsConfig:
    monkeypatch.setenv("SCANPRESS_CACHE_KEY", "a secret of this test alone")
    (tmp_path / "project").mkdir()
    config = MkDocsConfig(str(tmp_path / "project" / "mkdocs.yml"))
    config.site_dir = str(tmp_path / "project" / "site")
    return config


def state(number: int) -> State:
    """Of so many pages, and as many assets."""
    pages = {f"scans/{rank}/index.html": replace(PAGE, size=rank) for rank in range(number)}
    assets = {f"exports/{rank}.csv": replace(ASSET, size=rank) for rank in range(number)}
    return State(pages, assets, {"shape": "<p>"}, {*pages, *assets})


def saved(config: MkDocsConfig, value: State) -> None:
    store = StateStore(config, "key")
    store.load()
    store.save(value)


def loaded(config: MkDocsConfig) -> State:
    """What the next build finds, which puts it back."""
    store = StateStore(config, "key")
    found = store.load()
    store.save(found)
    return found


def rows(config: MkDocsConfig) -> set[tuple[str, bytes]]:
    (file,) = (Path(config.config_file_path).parent / ".cache/scanpress").glob("*.db")
    with sqlite3.connect(file) as base:
        return set(base.execute("SELECT drawer, seal FROM rows"))


# From 64 to 65 and from 1,000 to 3,000, there are more rows, each with others in it.
@pytest.mark.parametrize(("before", "after"), [(0, 3), (64, 65), (1_000, 3_000), (3_000, 1_000), (200, 0)])
def test_the_last_state_is_found_and_nothing_of_one_before(config: MkDocsConfig, before: int, after: int) -> None:
    for number in (before, after):
        saved(config, state(number))
        assert loaded(config) == state(number)
        assert loaded(config) == state(number)


def test_one_that_changes_or_goes_has_its_row_written_and_no_other(config: MkDocsConfig) -> None:
    saved(config, state(1_000))
    there = rows(config)
    # Sixteen for a thousand pages, as many for the assets, 32 for the files, and one for the shape.
    assert len(there) == 16 + 16 + 32 + 1
    one = state(1_000)
    one.assets["exports/500.csv"] = replace(ASSET, digest="other")
    saved(config, one)
    assert loaded(config) == one
    assert [drawer for drawer, _ in rows(config) - there] == ["assets"]
    there = rows(config)
    del one.pages["scans/7/index.html"]
    saved(config, one)
    assert loaded(config) == one
    assert [drawer for drawer, _ in rows(config) - there] == ["pages"]


def test_where_there_are_more_rows_nothing_is_left_in_one_of_before(config: MkDocsConfig) -> None:
    """A few more part the names in two rows. Only one of them has something new, and what then goes from it is gone."""
    one = state(64)
    saved(config, one)
    new = {f"exports/{number}.csv": ASSET for number in range(68, 72)}
    # The hashes of all of these are odd.
    assert {zlib.crc32(name.encode()) % 2 for name in (*new, "exports/0.csv")} == {1}
    one.assets |= new
    one.files |= new.keys()
    saved(config, one)
    del one.assets["exports/0.csv"]
    saved(config, one)
    assert loaded(config) == one


def test_what_no_row_can_hold_takes_nothing_with_it(config: MkDocsConfig) -> None:
    one = state(10)
    one.pages["scans/\udc80/index.html"] = PAGE
    one.files.add("scans/\udc80/index.html")
    one.assets["exports/3.csv"] = replace(ASSET, digest="\ud800")
    saved(config, one)
    expected = state(10)
    del expected.assets["exports/3.csv"]
    assert loaded(config) == expected
