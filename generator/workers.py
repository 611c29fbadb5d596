"""Work that is shared among processes, where the system can copy this one (Linux).

A copy knows all that this process knows, so nothing but the numbers of tasks goes there, and only results come back.
This process does its share as well: one more copy would take memory for all that it touches. What a copy did not live
to do is done here.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, TypeVar

Result = TypeVar("Result")

_BLOCK = 16
"""How many tasks go to a process at once."""

_WORTHWHILE = 32
"""How many tasks a process must have, to be worth its start."""

_MOST = 8
"""How many processes there are at most: each copies what it touches of the memory."""

_AHEAD = 8
"""For how many blocks a copy, at most, results are kept that come before their turn."""

_task: Callable[[int], Any] | None = None
"""What the copies do; set only while they are started."""


def processors() -> int:
    """How many processors there are for this process and its copies; 1 where there cannot be copies.

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


def spread(
    task: Callable[[int], Result], total: int, processes: int = 0, *, worthwhile: int = _WORTHWHILE
) -> Iterator[Result]:
    """The results of tasks 0 to ``total`` - 1 in their order.

    ``processes`` are as many as there may be; with 0, as many as there are processors. Each has to have at least as
    many tasks as are ``worthwhile``: few where a task takes long. A result has to be something that can be pickled;
    an exception of a task is raised here.
    """
    global _task
    most = processors()
    count = min(processes or most, most, total // worthwhile)
    done = 0
    if count > 1:
        block = max(1, min(_BLOCK, worthwhile // 2))
        blocks = [range(start, min(start + block, total)) for start in range(0, total, block)]
        _task = task
        others = set(multiprocessing.active_children())
        # What is there already is not looked through for circles, here or in the copies: that would touch, and so
        # copy, all of it.
        gc.freeze()
        try:
            with ProcessPoolExecutor(
                count - 1, mp_context=multiprocessing.get_context("fork"), initializer=_begin
            ) as pool:
                try:
                    for results in _shared(pool, blocks, count - 1):
                        for result in results:
                            done += 1
                            yield result
                except BaseException:
                    # The blocks that copies are at are waited for, and no other is begun.
                    pool.shutdown(cancel_futures=True)
                    raise
        except (BrokenProcessPool, OSError):
            # A copy died, or the system does not let us have as many. Those there are would wait for tasks for ever,
            # and this process for them.
            for copy in set(multiprocessing.active_children()) - others:
                copy.kill()
                copy.join()
        finally:
            _task = None
            gc.unfreeze()
    for number in range(done, total):
        yield task(number)


def _shared(pool: ProcessPoolExecutor, blocks: Iterable[range], copies: int) -> Iterator[list[Any]]:
    """The results of blocks in their order: those that ``copies`` do, and those that this process does meanwhile."""
    rest = iter(blocks)
    waiting: deque[Future[list[Any]]] = deque()
    while True:
        # Each copy has a block at hand when it is done with one, and no more: this process could not help with it.
        lacking = 2 * copies - sum(not results.done() for results in waiting)
        waiting.extend([pool.submit(_run, block) for block in islice(rest, max(0, lacking))])
        if not waiting:
            return
        own = None
        if not waiting[0].done() and len(waiting) < _AHEAD * copies:
            own = next(rest, None)
        if own is not None:
            waiting.append(_done(own))
        else:
            yield waiting.popleft().result()


def _done(block: range) -> Future[list[Any]]:
    """A block that this process does at once; an exception is for whoever asks, in the order of blocks."""
    done: Future[list[Any]] = Future()
    try:
        done.set_result(_run(block))
    except Exception as error:
        done.set_exception(error)
    return done


def _begin() -> None:
    # The terminal's interrupt is for the process that people started, which ends its copies.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A copy whose parent was killed would wait for tasks for ever."""
    parent = multiprocessing.parent_process()
    assert parent is not None
    wait([parent.sentinel])
    os._exit(1)


def _run(numbers: range) -> list[Any]:
    assert _task is not None
    return [_task(number) for number in numbers]
