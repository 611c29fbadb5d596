"""The command ``scanpress``.

Exit codes: 0 fine, 1 problems found, 2 wrong use (with one line that says what to do).
What a command needs is imported when it runs: help and completion are there at once.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

import click

from generator.adapters.cli.commands import json_schema, scanpress
from generator.adapters.cli.terminal import say
from generator.errors import InputChangedError, ScanpressError

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
_INTERRUPTED, _PIPE_CLOSED = 130, 141  # as shells report the signals
_COMPLETION = "_SCANPRESS_COMPLETE"
"""The variable with which a shell asks what a line may go on with."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with ``argv`` (the process's own arguments by default); gives back the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character shows its number.
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _run(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
        return code
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.UsageError as error:
        command = error.ctx.command_path if error.ctx else "scanpress"
        return _wrong_use(f"{error.format_message().rstrip('.')}; see {command} --help", command)
    except click.ClickException as error:
        return _wrong_use(error.format_message())
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python must not try to flush the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _PIPE_CLOSED
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _wrong_use(f"{place}{(error.strerror or str(error)).lower()}")
    except ScanpressError as error:
        return _stopped(error)
    except (KeyboardInterrupt, click.Abort):
        return _INTERRUPTED


def _run(arguments: list[str]) -> int:
    if _COMPLETION in os.environ:
        # Ends the process.
        scanpress.main(arguments, prog_name="scanpress", complete_var=_COMPLETION)
    # Not ``main``, which prints an empty line where it is interrupted.
    with scanpress.make_context("scanpress", arguments) as context:
        code = scanpress.invoke(context)
    return code if isinstance(code, int) else FINE


def _stopped(error: ScanpressError) -> int:
    from generator.store.files import FileError

    say(str(error))
    return PROBLEMS if isinstance(error, (FileError, InputChangedError)) else WRONG_USE


def _wrong_use(message: str, command: str = "scanpress") -> int:
    say(" ".join(message.split()), command)
    return WRONG_USE


__all__ = ["json_schema", "main"]
