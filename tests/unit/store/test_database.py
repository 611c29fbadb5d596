"""A store gives back what was put into it by this computer for this project, and never anything else."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from generator.store import Drawer, Seal, Store
from tests.conftest import ROOT

SEAL = Seal(b"k" * 32, is_local=True)


def opened(place: Path, version: str = "1", seal: Seal | None = SEAL) -> tuple[Store, Drawer]:
    store = Store(place, "name", version, seal)
    return store, store.drawer("things")


def put(place: Path, values: dict[bytes, bytes], **how) -> None:
    store, drawer = opened(place, **how)
    for key, value in values.items():
        drawer.keep(key, lambda value=value: value)
    store.commit()


def found(place: Path, keys: list[bytes], **how) -> dict[bytes, bytes]:
    store, drawer = opened(place, **how)
    try:
        return {key: value for key in keys if (value := drawer.find(key)) is not None}
    finally:
        store.close()


def file_of(place: Path) -> Path:
    (file,) = (place / ".cache/scanpress").iterdir()
    return file


MANY = {b"key %d" % number: b"value %d " % number * (number + 1) for number in range(200)}


def test_what_was_put_in_comes_out(tmp_path):
    put(tmp_path, MANY)
    assert found(tmp_path, [*MANY, b"other"]) == MANY
    store, drawer = opened(tmp_path)
    assert sorted(drawer.values()) == sorted(MANY.values())
    store.close()


def test_what_was_not_asked_for_is_forgotten(tmp_path):
    put(tmp_path, MANY)
    store, drawer = opened(tmp_path)
    assert drawer.find(b"key 3") == MANY[b"key 3"]
    drawer.keep_on(b"key 4")
    assert drawer.find(b"key 5") is not None
    drawer.forget(b"key 5")
    drawer.keep(b"new", lambda: b"new")
    assert store.has_more
    store.commit()
    assert found(tmp_path, [*MANY, b"new"]) == {key: MANY[key] for key in (b"key 3", b"key 4")} | {b"new": b"new"}


def test_what_is_kept_on_survives_what_is_of_no_use(tmp_path):
    store = Store(tmp_path, "name", "1", SEAL)
    store.drawer("names", of_any_version=True).keep(b"key", lambda: b"of any")
    store.drawer("values").keep(b"key", lambda: b"of the first")
    store.commit()
    # Another version finds the values of the first and cannot use them, so that the file is begun anew.
    store = Store(tmp_path, "name", "2", SEAL)
    names, values = store.drawer("names", of_any_version=True), store.drawer("values")
    assert list(names.values()) == [b"of any"]
    assert list(values.values()) == []
    names.keep_on(b"key")
    names.restore(lambda: [(b"key", lambda: b"of any"), (b"other", lambda: b"not asked for")])
    values.keep(b"key", lambda: b"of the second")
    store.commit()
    store = Store(tmp_path, "name", "2", SEAL)
    assert list(store.drawer("names", of_any_version=True).values()) == [b"of any"]
    assert list(store.drawer("values").values()) == [b"of the second"]
    store.close()


def test_what_is_renewed_is_made_when_it_is_written(tmp_path):
    put(tmp_path, MANY)
    store, drawer = opened(tmp_path)
    made = []

    def value(key):
        made.append(key)
        return b"new " + key

    drawer.renew(b"key 3")
    drawer.keep_on(b"key 4")
    drawer.restore(lambda: ((key, partial(value, key)) for key in (b"key 3", b"key 4", b"key 5")))
    assert made == []
    store.commit()
    assert made == [b"key 3"]
    assert found(tmp_path, MANY) == {b"key 3": b"new key 3", b"key 4": MANY[b"key 4"]}


def test_drawers_do_not_see_into_each_other(tmp_path):
    store = Store(tmp_path, "name", "1", SEAL)
    store.drawer("one").keep(b"key", lambda: b"1")
    store.drawer("two").keep(b"key", lambda: b"2")
    store.commit()
    again = Store(tmp_path, "name", "2", SEAL)
    one, two, old = again.drawer("one"), again.drawer("two"), again.drawer("one", of_any_version=True)
    assert (one.find(b"key"), two.find(b"key"), old.find(b"key")) == (None, None, None)
    again.close()


def test_an_unchanged_value_is_not_written_again(tmp_path):
    put(tmp_path, MANY)
    before = file_of(tmp_path).read_bytes()
    put(tmp_path, MANY)
    after = file_of(tmp_path).read_bytes()
    # SQLite counts in its header how often the file was changed.
    assert after[100:] == before[100:]


def test_without_a_key_nothing_is_kept(tmp_path):
    put(tmp_path, MANY, seal=None)
    assert list(tmp_path.iterdir()) == []
    assert found(tmp_path, list(MANY), seal=None) == {}


def test_another_key_or_version_finds_nothing(tmp_path):
    put(tmp_path, MANY)
    assert found(tmp_path, list(MANY), seal=Seal(b"x" * 32, is_local=True)) == {}
    assert found(tmp_path, list(MANY), version="2") == {}
    # Under the right name, too.
    file = file_of(tmp_path)
    put(tmp_path, MANY, seal=Seal(b"x" * 32, is_local=True))
    (other,) = [path for path in file.parent.iterdir() if path != file]
    os.replace(other, file)
    assert found(tmp_path, list(MANY)) == {}


def test_rows_that_were_moved_or_changed_are_not_found(tmp_path):
    put(tmp_path, {b"a": b"aaa", b"b": b"bbb"})
    with closing(sqlite3.connect(file_of(tmp_path))) as writing, writing:
        ids = [number for (number,) in writing.execute("SELECT id FROM rows")]
        writing.execute("UPDATE rows SET id = ? WHERE id = ?", (b"", ids[0]))
        writing.execute("UPDATE rows SET id = ? WHERE id = ?", (ids[0], ids[1]))
    assert found(tmp_path, [b"a", b"b"]) == {}
    put(tmp_path, {b"a": b"aaa", b"b": b"bbb"})
    with closing(sqlite3.connect(file_of(tmp_path))) as writing, writing:
        writing.execute("UPDATE rows SET value = ? WHERE value = ?", (b"-<script>", b"-aaa"))
        writing.execute("UPDATE rows SET drawer = 'others' WHERE value = ?", (b"-bbb",))
    store, drawer = opened(tmp_path)
    assert list(drawer.values()) == []
    assert drawer.find(b"a") is None
    store.close()


@pytest.mark.parametrize("seed", range(3))
def test_a_damaged_file_gives_less_and_never_something_else(tmp_path, seed):
    put(tmp_path, MANY)
    file = file_of(tmp_path)
    whole, rng = file.read_bytes(), random.Random(seed)
    damaged = [b"", b"SQLite format 3\0", whole[:-1], whole[: len(whole) // 2], os.urandom(5000), whole[4096:]]
    for place in rng.sample(range(len(whole)), 40):
        damaged.append(whole[:place] + bytes([whole[place] ^ 1 << rng.randrange(8)]) + whole[place + 1 :])
        damaged.append(whole[:place] + rng.randbytes(300) + whole[place + 300 :])
    for data in damaged:
        file.write_bytes(data)
        assert found(tmp_path, list(MANY)).items() <= MANY.items()
        store, drawer = opened(tmp_path)
        assert set(drawer.values()) <= set(MANY.values())
        store.close()
    for data in damaged[:20]:
        file.write_bytes(data)
        # Where the file cannot be mended, what was still found in it is lost, too, and made by the second run.
        for _ in range(2):
            store, drawer = opened(tmp_path)
            for key, value in MANY.items():
                if drawer.find(key) is None:
                    drawer.keep(key, lambda value=value: value)
            store.commit()
        assert found(tmp_path, list(MANY)) == MANY
        assert [path.name for path in file.parent.iterdir()] == [file.name]


HOSTILE = {
    "a view that never ends": "CREATE VIEW rows AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x FROM c) "
    "SELECT x'00' AS id, '' AS drawer, x AS seal, x AS value FROM c",
    "a trigger": "CREATE TABLE rows (id BLOB PRIMARY KEY, drawer TEXT NOT NULL, seal BLOB NOT NULL, value BLOB NOT "
    "NULL) WITHOUT ROWID;CREATE TRIGGER t BEFORE DELETE ON rows BEGIN SELECT RAISE(ABORT, 'no'); END",
    "other columns": "CREATE TABLE rows (id BLOB PRIMARY KEY, value BLOB)",
    "nothing": "CREATE TABLE other (id BLOB)",
}


@pytest.mark.parametrize("script", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_database_of_another_form_is_replaced(tmp_path, script):
    put(tmp_path, MANY)
    file = file_of(tmp_path)
    file.unlink()
    with closing(sqlite3.connect(file)) as made:
        made.executescript(script)
    assert found(tmp_path, list(MANY)) == {}
    put(tmp_path, MANY)
    assert found(tmp_path, list(MANY)) == MANY


def test_journals_beside_the_file_are_never_applied(tmp_path):
    put(tmp_path, MANY)
    file = file_of(tmp_path)
    shutil.copy(file, tmp_path / "earlier")
    # A journal as a killed writer of SQLite leaves it, of a change from another content to this one.
    with closing(sqlite3.connect(tmp_path / "earlier", isolation_level=None)) as writing:
        writing.execute("PRAGMA cache_size = 1")
        writing.execute("BEGIN")
        writing.execute("UPDATE rows SET value = x'00'")
        for ending in ("-journal", "-wal"):
            shutil.copy(tmp_path / "earlier-journal", f"{file}{ending}")
        writing.execute("ROLLBACK")
    whole = file.read_bytes()
    assert found(tmp_path, list(MANY)) == MANY
    assert file.read_bytes() == whole
    put(tmp_path, MANY)
    assert found(tmp_path, list(MANY)) == MANY


def test_what_another_program_holds_is_not_waited_for(tmp_path):
    put(tmp_path, MANY)
    with closing(sqlite3.connect(file_of(tmp_path), isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert found(tmp_path, list(MANY)) == MANY
        put(tmp_path, {b"a": b"b"})
    assert found(tmp_path, [b"a"]) == {b"a": b"b"}


@pytest.mark.parametrize("link", [".cache", ".cache/scanpress"])
def test_a_folder_that_is_a_link_is_not_followed(tmp_path, link):
    place, outside = tmp_path / "project", tmp_path / "outside"
    (place / link).parent.mkdir(parents=True, exist_ok=True)
    (outside / "scanpress").mkdir(parents=True)
    (place / link).symlink_to(outside)
    put(place, MANY)
    assert [path for path in outside.rglob("*") if path.is_file()] == []
    assert found(place, list(MANY)) == {}


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: os.symlink("../../outside.db", path)])
def test_what_stands_in_the_place_of_the_file_is_not_opened(tmp_path, make):
    put(tmp_path, MANY)
    file = file_of(tmp_path)
    shutil.copy(file, tmp_path / "outside.db")
    before = (tmp_path / "outside.db").read_bytes()
    file.unlink()
    make(file)
    assert found(tmp_path, list(MANY)) == {}
    put(tmp_path, MANY)
    assert (tmp_path / "outside.db").read_bytes() == before


def test_a_folder_that_cannot_be_written_to_is_no_error(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    put(tmp_path / "file", MANY)
    put(tmp_path, MANY)

    def refused(*arguments, **named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "rename", refused)
    monkeypatch.setattr(os, "replace", refused)
    put(tmp_path, {b"a": b"b"})
    monkeypatch.undo()
    assert found(tmp_path, list(MANY)) == MANY


def test_while_it_is_taken_nobody_else_finds_it(tmp_path):
    put(tmp_path, MANY)
    store, drawer = opened(tmp_path)
    store.take()
    assert drawer.find(b"key 1") == MANY[b"key 1"]
    assert found(tmp_path, list(MANY)) == {}
    put(tmp_path, {b"theirs": b"1"})
    store.commit()
    assert found(tmp_path, [b"key 1", b"theirs"]) == {b"key 1": MANY[b"key 1"]}
    store, drawer = opened(tmp_path)
    store.take()
    store.drop()
    assert list((tmp_path / ".cache/scanpress").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="there is no fork")
def test_a_copy_of_the_process_does_not_use_what_this_one_opened(tmp_path):
    put(tmp_path, MANY)
    store, drawer = opened(tmp_path)
    assert drawer.find(b"key 1") is not None
    process = os.fork()
    if not process:
        code = 1
        try:
            if drawer.find(b"key 1") is None:
                store.close()
                code = 0
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert drawer.find(b"key 2") == MANY[b"key 2"]
    store.close()


WRITER = """
import sys
from pathlib import Path
from generator.store import Seal, Store
print("go", flush=True)
number = 0
while True:
    number += 1
    store = Store(Path(sys.argv[1]), "name", "1", Seal(b"k" * 32, is_local=True))
    drawer = store.drawer("things")
    for key in range(200):
        drawer.keep(b"key %d" % key, lambda: b"value %d" % (number % 7) * 500)
    store.commit()
"""


def writer(place: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen([sys.executable, "-c", WRITER, str(place)], cwd=ROOT, stdout=subprocess.PIPE)
    assert process.stdout is not None
    process.stdout.readline()
    return process


POSSIBLE = {b"value %d" % number * 500 for number in range(7)}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_a_writer_that_is_killed_leaves_something_whole_or_nothing(tmp_path):
    rng = random.Random(1)
    for _ in range(8):
        process = writer(tmp_path)
        time.sleep(rng.uniform(0.005, 0.2))
        process.send_signal(signal.SIGKILL)
        process.wait()
        values = found(tmp_path, [b"key %d" % key for key in range(200)])
        assert len(values) in (0, 200)
        assert set(values.values()) <= POSSIBLE
        assert len(set(values.values())) <= 1
    put(tmp_path, MANY)
    assert found(tmp_path, list(MANY)) == MANY
    assert len(list((tmp_path / ".cache/scanpress").iterdir())) == 1, "leftovers are cleared"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
def test_two_at_the_same_time_do_not_disturb_each_other(tmp_path):
    processes = [writer(tmp_path) for _ in range(2)]
    try:
        end = time.monotonic() + 2
        while time.monotonic() < end:
            assert set(found(tmp_path, [b"key %d" % key for key in range(200)]).values()) <= POSSIBLE
        assert [process.poll() for process in processes] == [None, None]
    finally:
        for process in processes:
            process.kill()
            process.wait()
    put(tmp_path, MANY)
    assert found(tmp_path, list(MANY)) == MANY
