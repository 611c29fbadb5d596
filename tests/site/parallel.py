"""Builds by several processes, also where a machine has one processor and a project few pages."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.conftest import ROOT

# As on a machine with three processors; says in the end how many pages others have made.
COMMAND = """
import atexit, os, sys
from generator.adapters.mkdocs import run, workers
from mkdocs.__main__ import cli
made = []
run.processors = lambda: 3
run._WORTHWHILE = int(os.environ["WORTHWHILE"])
take = run.Workers.take
run.Workers.take = lambda crew, task: (found := take(crew, task)) and (made.append(task), found)[1]
atexit.register(lambda: print("by others:", len(set(made))))
cli(["build", "-q", *sys.argv[1:]])
"""


def in_parallel(project: Path, *more: str, worthwhile: int = 32) -> subprocess.CompletedProcess[str]:
    """Build the project; ``worthwhile`` is how many pages a process must have to make."""
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *more],
        cwd=project, capture_output=True, text=True, timeout=300, stdin=subprocess.DEVNULL,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin", "NO_MKDOCS_2_WARNING": "1",
             "WORTHWHILE": str(worthwhile)},
    )  # fmt: skip


def by_others(result: subprocess.CompletedProcess[str]) -> int:
    """How many pages other processes made."""
    return int(result.stdout.rpartition("by others: ")[2])
