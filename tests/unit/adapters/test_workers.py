"""Tasks are done once each, by whom does not matter."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from generator.adapters.mkdocs import workers
from generator.adapters.mkdocs.workers import Workers, aside, end, wait

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="there are workers on Linux only")


def everything(crew, total):
    """All tasks in their order, as the build does them: what a worker made, else what is made here."""
    return [crew.take(task) or ("here", task) for task in range(total)]


def begun(crew):
    """Wait until a worker has taken tasks."""
    while True:
        with crew._locked() as (_, last):
            if last < crew._total:
                return
        time.sleep(0.001)


@pytest.mark.parametrize("count", [1, 3])
def test_every_task_is_done_once_and_some_by_workers(count):
    crew = Workers(200, lambda task: time.sleep(0.001) or ("there", task))
    crew.start(count)
    begun(crew)
    done = everything(crew, 200)
    assert [task for _, task in done] == list(range(200))
    where = [place for place, _ in done]
    assert where == sorted(where), "this process from the first on, workers from the last back"
    assert "there" in where
    assert crew.take(0) is None, "it was this process' own"


def test_what_workers_could_not_do_is_done_here():
    crew = Workers(50, lambda task: None if task % 2 else ("there", task))
    crew.start(2)
    begun(crew)
    done = everything(crew, 50)
    assert all(place == "here" for place, task in done if task % 2)
    assert ("there", 48) in done


@pytest.mark.parametrize("end", ["error", "kill"])
def test_what_a_worker_did_not_live_to_do_is_done_here(end):
    def make(task):
        if end == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        raise ValueError(task)

    crew = Workers(20, make)
    crew.start(2)
    begun(crew)
    assert everything(crew, 20) == [("here", task) for task in range(20)]


def test_without_workers_all_is_done_here():
    assert everything(Workers(5, lambda task: "there"), 5) == [("here", task) for task in range(5)]


def test_workers_that_are_stopped_are_gone():
    crew = Workers(10, lambda task: time.sleep(3600))
    crew.start(2)
    processes = [process for process, _ in crew._open]
    crew.stop()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


def test_a_worker_whose_parent_is_gone_stops(monkeypatch, tmp_path):
    crew = Workers(1000, lambda task: (tmp_path / str(task)).write_text("") and None)
    monkeypatch.setattr(os, "getppid", lambda: 1)
    crew.start(1)
    everything(crew, 1000)
    assert list(tmp_path.iterdir()) == []


def test_workers_can_be_stopped_while_they_are_waited_for(monkeypatch):
    crew = Workers(10, lambda task: time.sleep(3600))
    crew.start(2)
    begun(crew)
    processes = [process for process, _ in crew._open]

    def interrupted(*_, **__):
        raise KeyboardInterrupt

    try:
        with monkeypatch.context() as context:
            context.setattr("builtins.open", interrupted)
            with pytest.raises(KeyboardInterrupt):
                crew.take(9)
    finally:
        crew.stop()
    for process in processes:
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.parametrize("missing", ["memfd_create", "pipe", "fork"])
def test_where_the_system_has_no_room_for_workers_all_is_done_here(monkeypatch, missing):
    def refuse(*_):
        raise OSError("no room")

    monkeypatch.setattr(os, missing, refuse)
    crew = Workers(5, lambda task: "there")
    crew.start(2)
    assert everything(crew, 5) == [("here", task) for task in range(5)]


@pytest.mark.parametrize("count", [1, 2])
def test_a_task_aside_is_done_when_it_was_waited_for(monkeypatch, tmp_path, count):
    monkeypatch.setattr(workers, "processors", lambda: count)
    process = aside(lambda: (tmp_path / "done").write_text(str(os.getpid())))
    assert (process is None) is (count == 1)
    if process is not None:
        wait(process)
    assert ((tmp_path / "done").read_text() == str(os.getpid())) is (count == 1)


def test_a_task_aside_can_be_ended(monkeypatch):
    monkeypatch.setattr(workers, "processors", lambda: 2)
    process = aside(lambda: time.sleep(3600))
    end(process)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
