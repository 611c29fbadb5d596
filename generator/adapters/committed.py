"""When inputs were last changed, as git's history has it; only where the setting ``dates: git`` asks for it.

Git is run for that, in the publisher's own repository, without what the repository's settings could make it run:
signatures are not checked and no difference is made.
"""

from __future__ import annotations

import datetime
import os
import secrets
import subprocess
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from generator.config import Config
from generator.errors import ConfigError

_LAST = 253_402_300_799
"""The last second of the year 9999, after which there is no day to write."""
_SHALLOW = (
    "dates: git: this clone is shallow, so that every scan would seem to be of one day; fetch the whole history "
    "(fetch-depth: 0 for actions/checkout, or git fetch --unshallow), or leave dates out"
)


def with_dates(config: Config) -> Config:
    """The settings with the days of the last changes, where they ask for them.

    Raises ``ConfigError`` where git does not tell, or has only a part of the history.
    """
    if config.dates != "git":
        return config
    content = config.content.resolve()
    root = Path(_git(content, "rev-parse", "--show-toplevel")).resolve()
    if _git(content, "rev-parse", "--is-shallow-repository") == "true":
        raise ConfigError(_SHALLOW)
    folders = [(content / home.path).resolve() for home in config.homes_of("scans")]
    inside = tuple(folder.relative_to(root).as_posix() for folder in folders if folder.is_relative_to(root))
    days = _days(root, _git(content, "rev-parse", "HEAD"), inside) if inside else ()
    to_content = os.path.relpath(content, root).replace(os.sep, "/")
    found = [(os.path.relpath(path, to_content).replace(os.sep, "/"), day) for path, day in days]
    return replace(config, changed=tuple(sorted(found)))


@lru_cache(maxsize=4)
def _days(root: Path, commit: str, folders: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The files below these folders of a repository, up to a commit: each with the day of its last change (UTC)."""
    newest: dict[str, int] = {}
    time = 0
    # A file can have any name: one that nobody knows in advance tells a commit's line from those of files.
    mark = secrets.token_hex(16)
    said = _git(root, "log", "--no-show-signature", "--no-renames", "--no-ext-diff", "--no-textconv", "-z",
                "--name-only", f"--format=format:{mark}%ct", commit, "--", *folders)  # fmt: skip
    # Between a commit's line and its first file there is a line's end, between files a zero.
    for item in said.split("\0"):
        path = item
        if item.startswith(mark):
            second, _, path = item.removeprefix(mark).partition("\n")
            # A commit that no version of git makes has none.
            time = int(second) if second.isdecimal() else -1
        if path and 0 <= time <= _LAST:
            newest[path] = max(newest.get(path, 0), time)
    return tuple((path, _day(found)) for path, found in sorted(newest.items()))


def _day(time: int) -> str:
    return datetime.datetime.fromtimestamp(time, datetime.UTC).date().isoformat()


# What is missing in a clone with a part of the objects would be fetched, by whatever program its settings name.
_ALONE = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0"}


def _git(folder: Path, *arguments: str) -> str:
    settings = ("-c", "core.fsmonitor=false", "-c", "core.quotePath=false")
    try:
        done = subprocess.run(
            ["git", "--literal-pathspecs", *settings, "-C", str(folder), *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=True,
            env={**os.environ, **_ALONE, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"},
        )
    except FileNotFoundError:
        raise ConfigError("dates: git: there is no git here; install it, or leave dates out") from None
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode("utf-8", "replace").strip().partition("\n")[0]
        is_partial = "not allowed" in reason or "missing" in reason or "lazy" in reason
        remedy = "fetch the whole history with all its objects" if is_partial else "commit the scans"
        raise ConfigError(f"dates: git: git says: {reason}; {remedy}, or leave dates out") from None
    return done.stdout.decode("utf-8", "surrogateescape").strip("\n")
