"""Files that are no pages, written again: what a build gives to those that can be made of what they were."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

from mkdocs.config import load_config

from generator.adapters.mkdocs.build import Build
from generator.formats.joined import Piece
from generator.pages.kinds import Before

NOTHING = (b"", ())


@dataclass
class Asset:
    """A file as ``SiteAsset`` is one, that notes what it was before."""

    digest: str
    path: str = "exports/list.csv.gz"
    source: str = ""
    is_of_all: bool = True
    told: list[tuple[bytes, tuple[Piece, ...]]] = field(default_factory=list)

    def renewed(self, before: Before) -> tuple[bytes, tuple[Piece, ...]]:
        self.told.append(before())
        return self.digest.encode(), (Piece(self.digest, 1, 2, 3),)


def publish(project: Path, asset: Asset, last: Build | None = None, key: str = "key") -> Build:
    (project / "docs").mkdir(exist_ok=True)
    (project / "mkdocs.yml").write_text("site_name: x\n")
    build = Build(load_config(str(project / "mkdocs.yml"), plugins=[]), key, last, on_disk=False)
    build._folder.adopt()
    build.publish([asset])
    build._found.files.update(build._found.assets)
    return build


def test_a_file_is_made_of_what_the_last_build_wrote_and_of_nothing_else(tmp_path: Path) -> None:
    one, two, three, four = (Asset(name) for name in ("one", "two", "three", "four"))
    first = publish(tmp_path, one)
    second = publish(tmp_path, two, first)
    assert (one.told, two.told) == ([NOTHING], [(b"one", (Piece("one", 1, 2, 3),))])
    # Somebody changed it.
    (tmp_path / "site" / one.path).write_bytes(b"owt")
    os.utime(tmp_path / "site" / one.path, (1, 1))
    third = publish(tmp_path, three, second)
    assert three.told == [NOTHING]
    # Another version of the code, or other settings.
    publish(tmp_path, four, third, key="other")
    assert four.told == [NOTHING]
