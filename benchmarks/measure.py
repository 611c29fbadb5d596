"""Measures of one build: what the process costs, and how large the site is."""

from __future__ import annotations

import gzip
import os
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of ``ru_maxrss``."""
_LOG_TAIL = 2_000
_LAUNCHER = Path(__file__).with_name("launch.py")


class BuildError(Exception):
    """A build ended with an error; the text says which and has the end of its output."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What a process and the children it waited for took."""

    wall: float
    """Seconds from start to end."""
    cpu: float
    """Seconds of processor time, user and system."""
    peak: int
    """Bytes of memory at the most, of the largest process."""


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle and the ends of some values."""

    median: float
    least: float
    most: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """The spread of ``values``; all three are 0 where there are none."""
        return cls(statistics.median(values), min(values), max(values)) if values else cls(0, 0, 0)


@dataclass(frozen=True, slots=True)
class SiteSize:
    """How large a site is; everything in bytes."""

    total: int
    scan_pages: int
    """How many scans have a page of their own."""
    page: Spread
    """The HTML of a scan's page."""
    page_gzip: Spread
    """The same, compressed."""
    search_index: int
    search_index_gzip: int
    first_search_gzip: int
    """What every first search of a reader downloads, compressed: the index, or its root, and the script."""
    listing: int
    """The HTML of all pages under ``/scans/`` that belong to no single scan."""


def run(command: Sequence[str], folder: Path, log: Path) -> Usage:
    """Run ``command`` in ``folder`` with its output in ``log``, and say what it took.

    Raises BuildError where the command ends with an error or cannot be started.
    """
    result = log.with_suffix(".usage")
    launcher = (sys.executable, "-I", "-S", str(_LAUNCHER), str(result), *command)
    with log.open("wb") as output:
        process = subprocess.Popen(
            launcher,
            cwd=folder,
            env=_environment(),
            stdout=output,
            stderr=output,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            status = process.wait()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            raise
    if status:
        tail = log.read_text(encoding="utf-8", errors="replace")[-_LOG_TAIL:].strip()
        raise BuildError(f"{' '.join(command)} ended with status {status}:\n{tail}")
    wall, cpu, peak = result.read_text(encoding="ascii").split()
    return Usage(float(wall), float(cpu), int(peak) * _RSS_UNIT)


def _environment() -> dict[str, str]:
    """That of this process, but that Python keeps what it has compiled, as it does for whoever installs a package."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}


def site_size(
    site: Path, slugs: Iterable[str], search_index: str, search_scripts: str = "", first_search: str = ""
) -> SiteSize:
    """Sizes of the site in ``site``, where each of ``slugs`` may have a page ``scans/<slug>/index.html``.

    ``search_index``, ``search_scripts`` and ``first_search`` (what every first search loads of the index) are glob
    patterns relative to ``site``, or empty.
    """
    known = set(slugs)
    pages = [page for slug in sorted(known) if (page := site / "scans" / slug / "index.html").is_file()]
    index = _matching(site, search_index)
    index_gzip = sum(_gzip(path.read_bytes()) for path in index)
    listing = [
        path for path in site.glob("scans/**/*.html") if path.relative_to(site / "scans").parts[0] not in known
    ]
    return SiteSize(
        total=_bytes(path for path in site.rglob("*") if path.is_file()),
        scan_pages=len(pages),
        page=Spread.of([page.stat().st_size for page in pages]),
        page_gzip=Spread.of([_gzip(page.read_bytes()) for page in pages]),
        search_index=_bytes(index),
        search_index_gzip=index_gzip,
        first_search_gzip=sum(
            _gzip(path.read_bytes())
            for pattern in (search_scripts, first_search)
            for path in _matching(site, pattern)
        ),
        listing=_bytes(listing),
    )


def _matching(site: Path, pattern: str) -> list[Path]:
    return [path for path in sorted(site.glob(pattern)) if path.is_file()] if pattern else []


def _bytes(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def _gzip(data: bytes) -> int:
    return len(gzip.compress(data, compresslevel=6, mtime=0))
