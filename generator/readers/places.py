"""Where the page of each input stands."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Sequence

from generator import identify
from generator.config import Config
from generator.diagnostics import Diagnostic, Report, quoted
from generator.readers.content import SYNTHESIS_SUFFIXES
from generator.readers.discovery import InputFile


def scan_places(folders: Iterable[str], config: Config, diagnostics: list[Diagnostic]) -> dict[str, str]:
    """From the folders of papers to their addresses; what there is to say goes to ``diagnostics``."""
    return _places({folder: folder for folder in folders}, config.scans, diagnostics)


def synthesis_places(files: Sequence[InputFile], config: Config, diagnostics: list[Diagnostic]) -> dict[str, str]:
    """From the paths of syntheses to their addresses; of two with one address, the earlier ending wins."""
    ordered = sorted(files, key=lambda file: (SYNTHESIS_SUFFIXES.index(posixpath.splitext(file.path)[1]), file.path))
    return _places({file.path: posixpath.splitext(file.path)[0] for file in ordered}, config.syntheses, diagnostics)


def _places(names: dict[str, str], home: str, diagnostics: list[Diagnostic]) -> dict[str, str]:
    """From path to address, by its name; a name that is fit for an address keeps it, whatever else there is."""
    wanted: dict[str, tuple[bool, str]] = {}
    for path, name in names.items():
        parts = name.removeprefix(f"{home}/").split("/")
        wanted[path] = all(map(identify.is_slug, parts)), "/".join([home, *map(identify.slug, parts)])
    taken: dict[str, str] = {}
    places: dict[str, str] = {}
    for path, (is_fit, place) in sorted(wanted.items(), key=lambda item: not item[1][0]):
        length, free = 8, place
        while free in taken:
            free = f"{place}-{identify.short_hash(path, length)}"
            length += 1
        taken[free] = path
        places[path] = free
        report = Report(path)
        if free != place:
            report.add(
                "slug-collision",
                f"{quoted(taken[place])} has the address {place}/ already; this page is at {free}/",
            )
        elif not is_fit:
            report.add(
                "odd-name",
                f"the name cannot stand in an address as it is; the page is at {place}/",
            )
        diagnostics += report.items
    return places
