"""Files that save work and decide nothing: each is written as a whole or not at all, and may be gone at any time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


def write(path: Path, parts: Iterable[bytes]) -> None:
    """Write the file; it takes its place when all of its parts are there.

    Where that fails (``OSError``, ``ValueError``), there is none afterwards: nothing is lost but time.
    """
    unfinished = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as stream:
            stream.writelines(parts)
        os.replace(unfinished, path)
    except (OSError, ValueError):
        remove(unfinished)
        remove(path)


def remove(path: Path) -> None:
    """Remove the file, where there is one that can be."""
    with contextlib.suppress(OSError):
        path.unlink()
