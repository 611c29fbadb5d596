"""The secret lies outside of the project and is ours alone; else there is none."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from generator.store import Seal, seal_for

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the folder has another name there")


@pytest.fixture
def home(tmp_path):
    return {"XDG_CACHE_HOME": str(tmp_path / "home" / "cache")}


@pytest.fixture
def project(tmp_path):
    (tmp_path / "project").mkdir()
    return tmp_path / "project"


def test_the_key_stays_and_is_of_one_folder(tmp_path, project, home):
    first = seal_for(project, home)
    assert first is not None
    assert first.is_local
    assert seal_for(project, home) == first
    secret = tmp_path / "home/cache/scanpress/secret"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert len(secret.read_bytes()) == 32
    (tmp_path / "other").mkdir()
    assert seal_for(tmp_path / "other", home) != first
    # The same path, and another folder.
    project.rename(tmp_path / "moved")
    project.mkdir()
    assert seal_for(project, home) not in (first, None)
    assert seal_for(tmp_path / "moved", home) != first


def test_a_secret_that_others_may_know_is_replaced(tmp_path, project, home):
    first = seal_for(project, home)
    secret = tmp_path / "home/cache/scanpress/secret"
    for spoil in (lambda: secret.chmod(0o644), lambda: secret.write_bytes(b"short"), lambda: secret.write_bytes(b"")):
        spoil()
        again = seal_for(project, home)
        assert again not in (first, None)
        assert secret.stat().st_mode & 0o777 == 0o600
        first = again
    data = secret.read_bytes()
    secret.rename(tmp_path / "elsewhere")
    secret.symlink_to(tmp_path / "elsewhere")
    assert seal_for(project, home) not in (first, None)
    assert not secret.is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == data


@pytest.mark.parametrize("place", ["project", "project/.cache", "project/deep/er", "file", "relative", "/dev/null/x"])
def test_where_there_is_no_place_for_it_there_is_no_key(tmp_path, project, place, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.chdir(tmp_path)
    assert seal_for(project, {"XDG_CACHE_HOME": "relative" if place == "relative" else str(tmp_path / place)}) is None
    assert not list(tmp_path.rglob("secret"))


def test_a_folder_that_cannot_be_written_is_no_error(project, home, monkeypatch):
    def refused(*arguments, **named):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refused)
    assert seal_for(project, home) is None
    monkeypatch.undo()
    monkeypatch.setattr(os, "replace", refused)
    assert seal_for(project, home) is None


def test_no_home_is_no_error(project, monkeypatch):
    monkeypatch.setattr(Path, "home", lambda: (_ for _ in ()).throw(RuntimeError("no home")))
    assert seal_for(project, {}) is None


def test_a_key_of_the_publishers_own_goes_with_the_cache(tmp_path, project, home):
    (tmp_path / "other").mkdir()
    given = {**home, "SCANPRESS_CACHE_KEY": "a long and secret word"}
    one, two = seal_for(project, given), seal_for(tmp_path / "other", given)
    assert one == two
    assert one is not None
    assert not one.is_local
    assert seal_for(project, {**home, "SCANPRESS_CACHE_KEY": "another secret word"}) != one
    assert seal_for(project, {**home, "SCANPRESS_CACHE_KEY": "short"}) is None


def test_seals_depend_on_where_parts_end():
    seal = Seal(b"k" * 32, is_local=True)
    assert len({seal.of(b"ab", b"c"), seal.of(b"a", b"bc"), seal.of(b"abc"), seal.of(b"abc", b"")}) == 4
