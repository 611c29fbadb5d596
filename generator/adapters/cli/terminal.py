"""What is said on a terminal: lines on standard error, and colours where they are wanted."""

from __future__ import annotations

import os
import sys
from typing import Any, TextIO

import click

_LOOKS: dict[str, dict[str, Any]] = {
    "error": {"fg": "red", "bold": True},
    "warning": {"fg": "yellow", "bold": True},
    "note": {"fg": "cyan"},
    "rule": {"dim": True},
    "more": {"italic": True},
}


def say(message: str, command: str = "scanpress") -> None:
    """One line on standard error, in the name of the command."""
    from generator.render.escape import log_line

    print(f"{command}: {log_line(message)}", file=sys.stderr)


def has_colour(stream: TextIO) -> bool:
    """Whether to write with colours: on a terminal, unless ``NO_COLOR`` is set; elsewhere where ``FORCE_COLOR`` is.

    The conventions: https://no-color.org and https://force-color.org.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def coloured(what: str, text: str) -> str:
    """A piece of a line in the colour of what it is."""
    return click.style(text, **_LOOKS[what])


def uncoloured(what: str, text: str) -> str:
    """A piece of a line as it is."""
    return text
