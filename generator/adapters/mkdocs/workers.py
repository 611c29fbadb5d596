"""Further processes that do tasks from the last one back, while this process does them from the first one on.

They are copies of this process (``fork``), so nothing has to be handed to them, and what they cannot do, or did not
live to do, this process does itself.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

if sys.platform != "win32":
    import fcntl

_PLACES = struct.Struct("ii")
_BLOCK = 4
"""How many tasks a worker takes at once."""

_MOST = 8
"""How many processes there are at most: each copies what it touches of the memory."""

Made = dict[int, Any]


def processors() -> int:
    """How many processors there are for workers and this process; 1 where there cannot be workers.

    A copy of a process with several threads has one of them only, and may wait for the others for ever; and on
    macOS the system's own libraries do not stand being copied.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _share_of_container(), _MOST)


def _share_of_container() -> int:
    """How many processors' time a container may use, as Linux' control groups (version 2) tell."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text("ascii").split()
        return max(1, int(quota) // int(period))
    except (OSError, ValueError):
        # There is no limit ("max"), or nobody tells.
        return _MOST


def aside(task: Callable[[], None]) -> int | None:
    """Do the task in another process, which is given back, or at once where there cannot be one."""
    if processors() > 1:
        with contextlib.suppress(OSError):
            return _copy(task)
    task()
    return None


def _copy(task: Callable[[], None]) -> int:
    """Start another process, which does the task and nothing else; raises ``OSError`` where there cannot be one."""
    process = os.fork()
    if not process:
        code = 1
        try:
            # The terminal's interrupt is for the process that people started.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            task()
            code = 0
        finally:
            os._exit(code)
    return process


def wait(process: int) -> None:
    """Wait for the end of a process."""
    with contextlib.suppress(ChildProcessError):
        os.waitpid(process, 0)


def end(process: int) -> None:
    """End a process, whatever it is doing."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    wait(process)


class Workers:
    """The workers of ``total`` tasks, from ``start`` until all of their results are taken or ``stop``."""

    def __init__(self, total: int, make: Callable[[int], Any]) -> None:
        """``make`` does a task, in a worker, and gives what is to be sent back, ``None`` where it could not."""
        self._make = make
        self._total = total
        self._own = 0
        self._made: Made | None = None
        self._open: list[tuple[int, int]] = []
        # The first task that nobody has taken, and the first of those that workers have taken. The system lets go
        # of the lock on the file when a process dies.
        self._places: int | None = None

    def start(self, count: int) -> None:
        """Begin, with so many workers."""
        with contextlib.suppress(OSError):
            # Where the system does not let us have more of them, there are fewer.
            self._places = os.memfd_create("places")
            self._write(0, self._total)
            for _ in range(count):
                self._open.append(self._started(os.getpid()))

    def _started(self, parent: int) -> tuple[int, int]:
        """A worker, and the end of its pipe where its results come out."""
        reading, writing = os.pipe()
        try:
            return _copy(partial(self._work, parent, reading, writing)), reading
        except OSError:
            os.close(reading)
            raise
        finally:
            os.close(writing)

    def take(self, task: int) -> Any:
        """What a worker made of the task, or ``None`` where it is this process' own to do.

        Tasks are asked for in their order, each as often as one likes. Waits for the workers where one has taken
        the task.
        """
        if task < self._own:
            return None
        if self._made is None:
            if not self._open:
                return None
            if task < self._take_first(task):
                self._own = task + 1
                return None
            self._made = self._results()
        return self._made.get(task)

    def stop(self) -> None:
        """End the workers, whatever they are doing."""
        while self._open:
            process, reading = self._open.pop()
            with contextlib.suppress(OSError):
                os.close(reading)
            end(process)
        if self._places is not None:
            os.close(self._places)
            self._places = None

    def _take_first(self, task: int) -> int:
        """Take the task where nobody has; the first of those that workers have taken."""
        with self._locked() as (_, last):
            if task < last:
                self._write(task + 1, last)
            return last

    def _take_last(self) -> range:
        """Take the last tasks that nobody has taken; an empty range where all are."""
        with self._locked() as (first, last):
            taken = range(max(first, last - _BLOCK), last)
            self._write(first, taken.start)
            return taken

    @contextlib.contextmanager
    def _locked(self) -> Iterator[tuple[int, int]]:
        number = self._places
        assert number is not None
        fcntl.lockf(number, fcntl.LOCK_EX)
        try:
            first, last = _PLACES.unpack(os.pread(number, _PLACES.size, 0))
            yield first, last
        finally:
            fcntl.lockf(number, fcntl.LOCK_UN)

    def _write(self, first: int, last: int) -> None:
        assert self._places is not None
        os.pwrite(self._places, _PLACES.pack(first, last), 0)

    def _work(self, parent: int, reading: int, writing: int) -> None:
        """What a worker does."""
        os.close(reading)
        made: Made = {}
        while taken := self._take_last():
            for task in reversed(taken):
                if os.getppid() != parent:
                    # It was killed: nobody wants the rest.
                    return
                result = self._make(task)
                if result is not None:
                    made[task] = result
        with open(writing, "wb") as stream:
            pickle.dump(made, stream, protocol=pickle.HIGHEST_PROTOCOL)

    def _results(self) -> Made:
        found: Made = {}
        while self._open:
            process, reading = self._open[-1]
            # Not closed here: should somebody interrupt this, ``stop`` still knows all that is open.
            with open(reading, "rb", closefd=False) as stream:
                sent = stream.read()
            _, status = os.waitpid(process, 0)
            self._open.pop()
            os.close(reading)
            if status == 0 and sent:
                found.update(pickle.loads(sent))
        return found
