from __future__ import annotations

from pathlib import Path

from generator.store.folder import KeptFolder


def test_what_a_copy_of_the_process_wrote_stays_where_it_is_kept_and_only_there(tmp_path: Path) -> None:
    folder = KeptFolder(str(tmp_path), frozenset())
    for name in ("cards/a.png", "cards/b.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"by a copy")
        folder.was_written(name)
    folder.keep("cards/a.png")
    folder.end()
    assert [path.name for path in (tmp_path / "cards").iterdir()] == ["a.png"]
