"""The input folders: what the settings ``scans`` and ``syntheses`` name, below the content folder or elsewhere."""

from __future__ import annotations

import fnmatch
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from generator.errors import ConfigError

_PLAIN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*", re.ASCII)
_TAKEN = frozenset({"index", "methodology", "assets", "search", "404", "sitemap"})
_WILD = re.compile(r"[*?\[]")
_OUT = ".."


@dataclass(frozen=True, slots=True)
class Home:
    """An input folder.

    ``kind`` is the setting that names it, ``path`` leads there from the content folder (``..`` steps first where it
    lies elsewhere), and ``address`` is below which its pages stand. Where there are ``patterns`` (relative to the
    folder; ``*``, ``?``, ``[…]``, and ``**`` for any number of folders), only files that one of them matches are
    inputs.
    ``depth`` is how many folders below it are looked into; ``None`` is all.
    """

    kind: str
    path: str
    address: str
    patterns: tuple[str, ...] = ()

    @property
    def is_outside(self) -> bool:
        """Whether the folder does not lie below the content folder: nothing is published from it but inputs."""
        return self.path.startswith(_OUT)

    @property
    def depth(self) -> int | None:
        """How many folders below it are looked into; ``None`` is all."""
        if not self.patterns or any("**" in pattern for pattern in self.patterns):
            return None
        return max(pattern.count("/") for pattern in self.patterns)

    def inner(self, path: str) -> str:
        """A path below the content folder as it is below this folder."""
        return path[len(self.path) + 1 :]

    def pattern_of(self, inner: str) -> str:
        """The first pattern that a path below this folder matches, if any."""
        steps = inner.split("/")
        return next((pattern for pattern in self.patterns if _matches(_compiled(pattern), steps)), "")

    def looks_into(self, inner: str) -> bool:
        """Whether files in a folder below this one, or still further below, can be inputs."""
        steps = inner.split("/")
        return not self.patterns or any(
            place < len(pattern) for pattern in map(_compiled, self.patterns) for place in _reached(pattern, steps)
        )


def name_of(inner: str, pattern: str) -> tuple[str, bool]:
    """What the page of a file is named after, and whether other files in its folder are of the same paper.

    A pattern whose last step starts with a wildcard (``*.json``) means a paper for each file; ``scan*.json`` means
    one for each folder, which is named after the steps that differ (``x`` of ``*/reading/scan.json``).
    """
    folder, _, file = inner.rpartition("/")
    *folders, last = pattern.split("/")
    if not folder or _WILD.match(last):
        return inner.rpartition(".")[0] if "." in file else inner, False
    steps = folder.split("/")
    while folders and len(steps) > 1 and not _WILD.search(folders[-1]):
        folders.pop()
        steps.pop()
    return "/".join(steps), True


def is_alone(path: str, homes: Iterable[Home]) -> bool:
    """Whether a scan is the only one of its paper by its place: no other file in its folder can be of the same."""
    for home in homes:
        if path.startswith(f"{home.path}/"):
            inner = home.inner(path)
            if pattern := home.pattern_of(inner):
                return not name_of(inner, pattern)[1]
            if not home.patterns:
                return "/" not in inner
    return False


def homes_of(kind: str, given: Sequence[str], content: Path, project: Path) -> tuple[Home, ...]:
    """The input folders that a setting names; ``project`` is the folder of ``mkdocs.yml``.

    A plain name is a folder below the content folder, there or not. Everything else is looked up from the content
    folder, and where there is no such thing from the project's folder. Raises ``ConfigError``.
    """
    if not given:
        raise ConfigError(f"{kind}: this names no folder; write one, such as {kind!r}")
    plain = [entry for entry in given if _PLAIN.fullmatch(entry)]
    address = plain[0] if plain else kind
    found: dict[str, Home] = {}
    for entry in given:
        home = _home(kind, entry, address, content, project)
        known = found.get(home.path)
        if known is not None:
            # The folder as a whole has what its patterns have, too.
            both = known.patterns and home.patterns
            home = replace(home, patterns=tuple(dict.fromkeys(known.patterns + home.patterns)) if both else ())
        found[home.path] = home
    return tuple(found.values())


def _home(kind: str, entry: str, address: str, content: Path, project: Path) -> Home:
    path = entry.removeprefix("./").rstrip("/")
    if _PLAIN.fullmatch(path):
        if path.split("/")[0] in _TAKEN:
            raise ConfigError(f"{kind}: {entry!r} is the address of something else; use another, such as {kind!r}")
        return Home(kind, path, path)
    base, pattern = _cut(path)
    if not path or "\0" in path or "\\" in path or os.path.isabs(path) or ".." in pattern.split("/"):
        raise ConfigError(
            f"{kind}: {entry!r} cannot be a folder of inputs; use lower-case letters, digits and hyphens, such as "
            f"{kind!r}, or a path from the content folder or mkdocs.yml, such as '../papers' or 'papers/*/scan*.json'"
        )
    root = content.resolve()
    for start in (root, project.resolve()):
        place = Path(os.path.normpath(start / base))
        if place.is_file() and not pattern:
            place, pattern = place.parent, place.name
        if place.is_dir():
            break
    else:
        raise ConfigError(
            f"{kind}: {entry!r}: there is no folder {base or '.'!r}, neither from the content folder nor from "
            "that of mkdocs.yml; make it, or mend the path"
        )
    below = os.path.relpath(place, root).replace(os.sep, "/")
    if below == "." or (not pattern and (below + "/..").startswith("../..") and root.is_relative_to(place)):
        raise ConfigError(f"{kind}: {entry!r} is not a folder of inputs alone; name a folder in it")
    if root.is_relative_to(place) and "**" in pattern:
        raise ConfigError(f"{kind}: {entry!r} covers the content folder as well; begin with a folder beside it")
    if below.startswith(_OUT):
        return Home(kind, below, address, (pattern,) if pattern else ())
    if not _PLAIN.fullmatch(below) or below.split("/")[0] in _TAKEN:
        raise ConfigError(
            f"{kind}: {entry!r}: {below!r} cannot be a folder of pages; use lower-case letters, digits and hyphens, "
            f"such as {kind!r}"
        )
    return Home(kind, below, below, (pattern,) if pattern else ())


def _cut(path: str) -> tuple[str, str]:
    """The steps before the first wildcard, and the rest."""
    steps = path.split("/")
    first = next((number for number, step in enumerate(steps) if _WILD.search(step)), len(steps))
    return "/".join(steps[:first]), "/".join(steps[first:])


def refuse_overlap(homes: Sequence[Home]) -> None:
    """Raises ``ConfigError`` where one input folder lies in another; by their patterns, two may share one."""
    for number, one in enumerate(homes):
        for other in homes[:number]:
            if (_reaches(one, other) or _reaches(other, one)) and not (one.patterns and other.patterns):
                raise ConfigError("scans and syntheses: give them folders of which none lies in another")
            if one.kind != other.kind and one.address == other.address:
                raise ConfigError(
                    f"scans and syntheses: both would have their pages at {one.address}/; rename a folder"
                )


def refuse_output(homes: Sequence[Home], content: Path, output: Path, named: str) -> None:
    """Raises ``ConfigError`` where a site in ``output`` would hold input folders, or lie where inputs are looked for.

    ``named`` is the setting and its value, for the message. MkDocs sees to the content folder itself.
    """
    site = output.resolve()
    for home in homes:
        place = (content.resolve() / home.path).resolve()
        if not home.is_outside:
            continue
        if place.is_relative_to(site):
            raise ConfigError(
                f"{named} holds the inputs in {place.name!r}, and a build empties it; write another folder"
            )
        # What is published stands below the address.
        if site.is_relative_to(place) and home.looks_into(f"{site.relative_to(place).as_posix()}/{home.address}"):
            raise ConfigError(
                f"{named} lies among the inputs in {place.name!r}, so what is built would be read as well; "
                "write another folder"
            )


def _reaches(home: Home, other: Home) -> bool:
    """Whether the other folder is this one, or lies so deep below it that this one's patterns get there."""
    if home.path == other.path:
        return True
    below = home.inner(other.path) if other.path.startswith(f"{home.path}/") else ""
    return bool(below) and not below.startswith(_OUT) and (home.depth is None or below.count("/") < home.depth)


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> tuple[re.Pattern[str] | None, ...]:
    """A pattern step by step; ``None`` is ``**``."""
    return tuple(
        None if step == "**" else re.compile(fnmatch.translate(step), re.DOTALL) for step in pattern.split("/")
    )


def _matches(pattern: tuple[re.Pattern[str] | None, ...], steps: Sequence[str]) -> bool:
    return len(pattern) in _reached(pattern, steps)


def _reached(pattern: tuple[re.Pattern[str] | None, ...], steps: Sequence[str]) -> set[int]:
    """How far into the pattern these steps lead."""
    reached = set(_passed(pattern, 0))
    for step in steps:
        after: set[int] = set()
        for place in reached:
            if place == len(pattern):
                continue
            expected = pattern[place]
            if expected is None:
                after.update(_passed(pattern, place))
            elif expected.match(step):
                after.update(_passed(pattern, place + 1))
        reached = after
    return reached


def _passed(pattern: tuple[re.Pattern[str] | None, ...], place: int) -> Iterator[int]:
    """The place, and those after it that need no step."""
    yield place
    while place < len(pattern) and pattern[place] is None:
        place += 1
        yield place
