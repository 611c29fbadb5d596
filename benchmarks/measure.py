"""Measures of one build: what the process costs, and how large the site is."""

from __future__ import annotations

import gzip
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
"""Bytes in the unit of ``ru_maxrss``."""
_LOG_TAIL = 2_000


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
    listing: int
    """The HTML of all pages under ``/scans/`` that belong to no single scan."""


def run(command: Sequence[str], folder: Path, log: Path) -> Usage:
    """Run ``command`` in ``folder`` with its output in ``log``, and say what it took.

    The peak is at least this process's own memory, since a child starts as its copy: keep that small.
    Raises BuildError where the command ends with an error, OSError where it cannot be started.
    """
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-_LOG_TAIL:].strip()
        raise BuildError(f"{' '.join(command)} ended with status {process.returncode}:\n{tail}")
    return Usage(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * _RSS_UNIT)


def site_size(site: Path, slugs: Iterable[str], search_index: str) -> SiteSize:
    """Sizes of the site in ``site``, where each of ``slugs`` may have a page ``scans/<slug>/index.html``.

    ``search_index`` is a glob pattern relative to ``site``.
    """
    known = set(slugs)
    pages = [page for slug in sorted(known) if (page := site / "scans" / slug / "index.html").is_file()]
    index = [path.read_bytes() for path in sorted(site.glob(search_index)) if path.is_file()]
    listing = [
        path for path in site.glob("scans/**/*.html") if path.relative_to(site / "scans").parts[0] not in known
    ]
    return SiteSize(
        total=_bytes(path for path in site.rglob("*") if path.is_file()),
        scan_pages=len(pages),
        page=Spread.of([page.stat().st_size for page in pages]),
        page_gzip=Spread.of([_gzip(page.read_bytes()) for page in pages]),
        search_index=sum(map(len, index)),
        search_index_gzip=sum(map(_gzip, index)),
        listing=_bytes(listing),
    )


def _bytes(paths: Iterable[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def _gzip(data: bytes) -> int:
    return len(gzip.compress(data, compresslevel=6, mtime=0))
