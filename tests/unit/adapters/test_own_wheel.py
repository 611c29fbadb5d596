"""The wheel that a project carries: whole, the same every time, and refused where it would be another package."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import zipfile
from importlib import metadata

import pytest

from generator import __version__
from generator.adapters import own_wheel as module
from generator.adapters.filesystem import TargetError
from generator.adapters.own_wheel import own_wheel
from tests.conftest import ROOT


def test_it_is_the_same_every_time_and_carries_no_time():
    assert own_wheel() == own_wheel()
    with zipfile.ZipFile(io.BytesIO(own_wheel().data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in archive.infolist()} == {zipfile.ZIP_STORED}


def test_its_record_is_right_and_complete():
    with zipfile.ZipFile(io.BytesIO(own_wheel().data)) as archive:
        record = f"scanpress-{__version__}.dist-info/RECORD"
        rows = list(csv.reader(io.StringIO(archive.read(record).decode())))
        assert [row[0] for row in rows] == [*sorted(set(archive.namelist()) - {record}), record]
        for path, digest, size in rows[:-1]:
            data = archive.read(path)
            expected = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
            assert (digest, size) == (f"sha256={expected}", str(len(data)))
        assert archive.namelist()[-1] == record
        names = archive.namelist()
    assert len(names) == len(set(names))
    assert not any("__pycache__" in name or name.endswith(".pyc") for name in names)
    modules = {path.relative_to(ROOT).as_posix() for path in (ROOT / "generator").rglob("*.py")}
    assert modules <= set(names)


def test_another_version_than_the_installed_one_makes_none(monkeypatch):
    monkeypatch.setattr(module, "__version__", "99.0")
    with pytest.raises(TargetError, match=r"99\.0 runs; run pip install"):
        own_wheel()


def test_a_package_that_is_not_installed_makes_none(monkeypatch):
    def missing(name):
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(module, "distribution", missing)
    with pytest.raises(TargetError, match="not installed"):
        own_wheel()
