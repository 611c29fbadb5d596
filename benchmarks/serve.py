"""How long it takes from saving a scan to its new page being served by ``mkdocs serve``."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from benchmarks.content import spread
from benchmarks.measure import BuildError, Spread
from benchmarks.newest import newest_scan

EDITS = 10
_START_LIMIT = 900.0
_EDIT_LIMIT = 180.0
_TOTAL_LIMIT = 300.0
"""Seconds after which no further edit is begun."""
_SETTLE = 1.0
"""Seconds between a page being there and the next edit."""
_POLL = 0.01
_IDLE = 10.0
"""Seconds for which an idle preview is watched."""
_ADDRESS = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Serve:
    """Edits while the preview of ``papers`` papers ran: seconds from saving a file to its page being served."""

    papers: int
    edits: int
    first: float
    """Seconds from the start of the command to the first page."""
    reload: Spread
    idle: float | None = None
    """The share of a processor that the preview takes while nobody does anything; ``None`` where nobody tells."""


def measure_serve(project: Path, edits: int = EDITS) -> Serve:
    """Preview the project and edit scans in it, one after another.

    Raises BuildError where the preview ends, or does not show an edit in time.
    """
    files = {path.name: newest_scan(path) for path in sorted((project / "content" / "scans").iterdir())}
    slugs = spread(list(files), edits)
    seconds: list[float] = []
    with _preview(project) as (base, log):
        start = time.perf_counter()
        _wait(f"{base}scans/{quote(slugs[0])}/", "</html>", _START_LIMIT, log)
        first = time.perf_counter() - start
        idle = _idle(log.process.pid)
        end = time.monotonic() + _TOTAL_LIMIT
        for number in range(edits):
            if time.monotonic() > end:
                break
            time.sleep(_SETTLE)
            slug = slugs[number % len(slugs)]
            # A project that was measured before has the marks of that time.
            mark = f"Edit number {number} while preview {log.process.pid} runs, {int(time.time())}."
            scan = json.loads(files[slug].read_text(encoding="utf-8"))
            scan["key_findings"] = f"{mark} {scan['key_findings']}"
            data = json.dumps(scan, ensure_ascii=False, indent=2).encode()
            files[slug].write_bytes(data)
            start = time.perf_counter()
            _wait(f"{base}scans/{quote(slug)}/", mark, _EDIT_LIMIT, log)
            seconds.append(time.perf_counter() - start)
    return Serve(len(files), len(seconds), first, Spread.of(seconds), idle)


def _idle(process: int) -> float | None:
    """The share of a processor that a process takes, over ``_IDLE`` seconds after it has settled.

    The index of the search is made while pages are served already.
    """
    end = time.monotonic() + _TOTAL_LIMIT
    while time.monotonic() < end:
        before = _processor_time(process)
        time.sleep(_SETTLE)
        after = _processor_time(process)
        if before is None or after is None or after - before < _SETTLE / 10:
            break
    before = _processor_time(process)
    time.sleep(_IDLE)
    after = _processor_time(process)
    return None if before is None or after is None else (after - before) / _IDLE


def _processor_time(process: int) -> float | None:
    """Seconds of processor time that a process has taken so far, as Linux tells it."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class _Log:
    def __init__(self, process: subprocess.Popen[bytes], path: Path) -> None:
        self.process, self._path = process, path

    def tail(self) -> str:
        return self._path.read_text(encoding="utf-8", errors="replace")[-2_000:].strip()


@contextmanager
def _preview(project: Path) -> Iterator[tuple[str, _Log]]:
    with socket.socket() as probe:
        probe.bind((_ADDRESS, 0))
        port = probe.getsockname()[1]
    # Where the preview leaves something behind, it is in the project's folder.
    scratch = project / "scratch"
    scratch.mkdir()
    path = project / "serve.log"
    with path.open("wb") as output:
        process = subprocess.Popen(
            (sys.executable, "-m", "mkdocs", "serve", "-a", f"{_ADDRESS}:{port}"),
            cwd=project,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "TMPDIR": str(scratch)},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    try:
        yield f"http://{_ADDRESS}:{port}/survey/", _Log(process, path)
    finally:
        process.send_signal(signal.SIGINT)
        for stop in (process.terminate, process.kill):
            try:
                process.wait(10)
                break
            except subprocess.TimeoutExpired:
                stop()
        process.wait()


def _wait(address: str, mark: str, limit: float, log: _Log) -> None:
    """Ask for the page until it holds ``mark``."""
    wanted = mark.encode()
    end = time.monotonic() + limit
    while (left := end - time.monotonic()) > 0:
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(address, timeout=left) as answer,
        ):
            if wanted in answer.read():
                return
        if log.process.poll() is not None:
            raise BuildError(f"the preview ended:\n{log.tail()}")
        time.sleep(_POLL)
    raise BuildError(f"the preview did not show an edit within {limit:.0f} s:\n{log.tail()}")
