"""What a person at a terminal sees of a command."""

from __future__ import annotations

import os
import select
import subprocess
import time
from pathlib import Path

import pytest

from tests.conftest import environment

pty = pytest.importorskip("pty", reason="Windows has no such terminals")


def run_in_terminal(command: list[str], cwd: Path, timeout: float = 120) -> tuple[int, str]:
    """Run a command whose output goes to a terminal; its exit status, and all that it wrote."""
    master, slave = pty.openpty()
    try:
        process = subprocess.Popen(
            command, cwd=cwd, env=environment(), stdin=subprocess.DEVNULL, stdout=slave, stderr=slave
        )
        os.close(slave)
        written = b""
        end = time.monotonic() + timeout
        while select.select([master], [], [], max(0, end - time.monotonic()))[0]:
            try:
                data = os.read(master, 65536)
            except OSError:  # how Linux reports that nobody has the terminal open any more
                break
            if not data:
                break
            written += data
        else:
            process.kill()
        return process.wait(), written.decode()
    finally:
        os.close(master)


def screen(written: str) -> list[str]:
    """The lines that are to be seen once all is written; a carriage return goes back to the line's beginning."""
    lines = [""]
    column = 0
    for sign in written:
        if sign == "\n":
            lines.append("")
            column = 0
        elif sign == "\r":
            column = 0
        else:
            line = lines[-1].ljust(column)
            lines[-1] = line[:column] + sign + line[column + 1 :]
            column += 1
    return [line.rstrip() for line in lines]
