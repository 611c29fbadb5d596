"""The line that says how far long work is."""

from __future__ import annotations

import io
import json
import logging
import re
from functools import partial
from pathlib import Path

import pytest

from generator.adapters import cli
from generator.adapters.cli import checking, exporting
from generator.adapters.progress import ProgressLine
from tests.inputs import SCAN, written
from tests.terminal import screen


class Terminal(io.StringIO):
    """A stream that people look at."""

    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that goes on when it is told to."""

    def __init__(self, step: float = 0.0) -> None:
        self.now = 100.0
        self.step = step

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def test_two_seconds_of_silence_then_a_line_ten_times_a_second() -> None:
    clock, terminal = Clock(), Terminal()
    line = ProgressLine(terminal, clock=clock)
    for step in range(1, 401):
        clock.now = 100 + step / 100
        line("reading", step, 400)
        if step < 200:
            assert terminal.getvalue() == ""
    assert "reading 200/400" in terminal.getvalue()
    assert 15 < terminal.getvalue().count("reading") < 25
    assert re.fullmatch(r"reading (39\d|400)/400", screen(terminal.getvalue())[0])
    line.close()
    assert screen(terminal.getvalue()) == [""]
    clock.now += 10
    line("reading", 400, 400)
    assert screen(terminal.getvalue()) == [""]


def test_nothing_in_a_pipe_and_nothing_when_quiet() -> None:
    clock, pipe, terminal = Clock(), io.StringIO(), Terminal()
    for line in (ProgressLine(pipe, clock=clock), ProgressLine(terminal, quiet=True, clock=clock)):
        clock.now += 60
        line("reading", 1, 2)
        line.close()
    assert pipe.getvalue() == terminal.getvalue() == ""


def test_a_shorter_line_covers_a_longer_one() -> None:
    clock, terminal = Clock(60), Terminal()
    line = ProgressLine(terminal, clock=clock)
    line("reading", 1_000, 1_000)
    line("rendering", 1, 9)
    assert screen(terminal.getvalue()) == ["rendering 1/9"]


def test_a_counter_counts() -> None:
    clock, terminal = Clock(60), Terminal()
    rendered = ProgressLine(terminal, clock=clock).counter("rendering", 3)
    rendered()
    rendered()
    assert screen(terminal.getvalue()) == ["rendering 2/3"]


def test_log_messages_stand_on_lines_of_their_own() -> None:
    clock, terminal = Clock(60), Terminal()
    logger = logging.Logger("outer")
    logger.addHandler(logging.StreamHandler(terminal))
    inner = logging.Logger("inner")
    inner.parent = logger
    with ProgressLine(terminal, clock=clock) as line:
        line.give_way_to(inner)
        line("reading", 7, 9)
        inner.warning("x")
        assert screen(terminal.getvalue()) == ["x", ""]
        line("reading", 8, 9)
        assert screen(terminal.getvalue()) == ["x", "reading 8/9"]
    assert screen(terminal.getvalue()) == ["x", ""]
    assert not logger.handlers[0].filters


def test_an_exception_takes_the_line_away() -> None:
    terminal = Terminal()

    def work() -> None:
        with ProgressLine(terminal, clock=Clock(60)) as line:
            line("reading", 7, 9)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert screen(terminal.getvalue()) == [""]


@pytest.mark.parametrize("quiet", [False, True])
@pytest.mark.parametrize(
    ("command", "steps"), [(["check"], ["reading"]), (["export", "plain"], ["reading", "rendering", "copying"])]
)
def test_the_command_says_how_far_it_is_unless_it_is_to_be_quiet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str], steps: list[str], quiet: bool
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nsite_url: https://example.org/\ndocs_dir: content\nplugins: [search, scanpress]\n"
    )
    written(tmp_path / "content", {"scans/sand/scan.json": json.dumps(SCAN)})
    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    for module in (checking, exporting):
        monkeypatch.setattr(module, "ProgressLine", partial(ProgressLine, clock=Clock(60)))
    assert cli.main([*command, *(["--quiet"] if quiet else [])]) == 0
    seen = terminal.getvalue()
    assert [step for step in ("reading", "rendering", "copying") if f"{step} 1/" in seen] == ([] if quiet else steps)
    assert not [line for line in screen(seen) if line.startswith(("reading", "rendering", "copying"))]
