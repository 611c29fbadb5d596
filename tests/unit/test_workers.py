"""Tasks are done once each, by whom does not matter."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import Counter

import pytest

from generator import workers
from generator.workers import spread

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are copies on Linux only")


@pytest.fixture(autouse=True)
def _several(monkeypatch):
    """As on a computer with four processors."""
    monkeypatch.setattr(workers, "processors", lambda: 4)


@pytest.mark.parametrize("processes", [2, 3, 0])
def test_every_task_is_done_once_in_order_here_and_by_copies(processes):
    def make(task):
        time.sleep(0.005)
        return task, os.getpid()

    done = list(spread(make, 200, processes))
    assert [task for task, _ in done] == list(range(200))
    where = Counter(process for _, process in done)
    # Nobody has to do all, and this process is one of them: each copy takes memory.
    assert len(where) == (processes or 4)
    assert 16 <= where[os.getpid()] <= 150


def test_results_that_wait_for_a_slow_one_are_few():
    here, begun = os.getpid(), []

    def make(task):
        if task == 0:
            time.sleep(0.5)
        if os.getpid() == here:
            begun.append(task)
        return task

    results = spread(make, 10_000, 2)
    assert next(results) == 0
    assert 0 < len(begun) < 200
    assert [0, *results] == list(range(10_000))


def test_the_first_error_is_raised_whoever_came_upon_another_before():
    here = os.getpid()

    def make(task):
        if task == 0:
            time.sleep(0.2)
        if task == 15 or os.getpid() == here:
            raise ValueError(task)
        return task

    done = []
    with pytest.raises(ValueError, match="15"):
        done.extend(spread(make, 200, 2))


@pytest.mark.parametrize(("total", "processes"), [(0, 0), (63, 0), (200, 1)])
def test_what_is_not_worth_a_copy_is_done_here(total, processes):
    done = list(spread(lambda task: (task, os.getpid()), total, processes))
    assert done == [(task, os.getpid()) for task in range(total)]


def test_what_a_copy_did_not_live_to_do_is_done_here(tmp_path):
    killed = tmp_path / "killed"
    here = os.getpid()

    def make(task):
        # One of the first, which this process leaves to copies.
        if task == 20 and os.getpid() != here:
            killed.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return task

    assert list(spread(make, 200)) == list(range(200))
    assert killed.exists()
    assert multiprocessing.active_children() == []


def test_an_error_of_a_task_is_raised_here_and_nobody_goes_on():
    def make(task):
        if task == 40:
            raise ValueError(task)
        return task

    done = []
    with pytest.raises(ValueError, match="40"):
        done.extend(spread(make, 200))
    assert multiprocessing.active_children() == []


def test_who_stops_asking_leaves_nobody_at_work(tmp_path):
    def make(task):
        time.sleep(0.01)
        (tmp_path / str(task)).touch()
        return task

    results = spread(make, 1000)
    assert next(results) == 0
    results.close()
    assert len(list(tmp_path.iterdir())) < 500, "what was not begun is not done"
    assert multiprocessing.active_children() == []


def test_an_interrupt_leaves_nobody_at_work():
    # A run in the background is started so that it does not hear of interrupts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)

    def make(task):
        if task == 5:
            os.kill(os.getppid(), signal.SIGINT)
        time.sleep(0.01)
        return task

    try:
        with pytest.raises(KeyboardInterrupt):
            list(spread(make, 200))
    finally:
        signal.signal(signal.SIGINT, before)
    assert multiprocessing.active_children() == []


def test_where_the_system_has_no_room_for_copies_all_is_done_here(monkeypatch):
    def refuse():
        raise OSError("no room")

    monkeypatch.setattr(os, "fork", refuse)
    assert list(spread(lambda task: task, 200)) == list(range(200))


def test_where_the_system_has_room_for_one_copy_that_one_ends_and_all_is_done_here(monkeypatch):
    fork, left = os.fork, [1]

    def scarce():
        if not left:
            raise BlockingIOError("no more processes")
        left.pop()
        return fork()

    monkeypatch.setattr(os, "fork", scarce)
    assert list(spread(lambda task: task, 200)) == list(range(200))
    left_over = multiprocessing.active_children()
    for child in left_over:
        child.kill()
    assert left_over == []


def test_a_process_with_several_threads_is_not_copied(monkeypatch):
    monkeypatch.undo()
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert workers.processors() == 1
