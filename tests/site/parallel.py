"""Builds by several processes, also where a machine has one processor and a project few pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# As on a machine with three processors; says in the end how many pages others have made.
COMMAND = """
import atexit, os, sys
from generator import workers
from generator.adapters.mkdocs import lane
from mkdocs.__main__ import cli
made = []
workers.processors = lambda: 3
workers._WORTHWHILE = int(os.environ["WORTHWHILE"])
spread = lane.spread
def counted(task, total, processes):
    for process, result in spread(lambda number: (os.getpid(), task(number)), total, processes):
        made.append(process)
        yield result
lane.spread = counted
atexit.register(lambda: print("by others:", len(made) - made.count(os.getpid())))
cli(["build", "-q", *sys.argv[1:]])
"""


def in_parallel(
    project: Path, *more: str, worthwhile: int = 32, code: Path = ROOT
) -> subprocess.CompletedProcess[str]:
    """Build the project; ``worthwhile`` is how many pages a process must have to make, ``code`` where the package is."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *more],
        cwd=project, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL,
        env={"PYTHONPATH": str(code), "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1",
             "WORTHWHILE": str(worthwhile)},
    )  # fmt: skip


def by_others(result: subprocess.CompletedProcess[str]) -> int:
    """How many pages other processes made."""
    return int(result.stdout.rpartition("by others: ")[2])
