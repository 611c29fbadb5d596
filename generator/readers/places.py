"""Where the page of each input stands."""

from __future__ import annotations

from collections.abc import Iterable

from generator import identify
from generator.diagnostics import Diagnostic, finding, quoted
from generator.readers.discovery import InputFile
from generator.readers.forms import rank


def places_of(files: Iterable[InputFile], diagnostics: list[Diagnostic]) -> dict[str, str]:
    """From the groups of inputs to their addresses; what there is to say goes to ``diagnostics``.

    A name that is fit for an address keeps it, whatever else there is; of two, the one whose form comes first.
    """
    ordered = sorted(files, key=lambda file: (rank(file.form, file.path), file.group))
    wanted: dict[str, tuple[bool, str, InputFile]] = {}
    for file in ordered:
        if file.group not in wanted:
            parts = file.title.split("/")
            place = "/".join([file.address, *map(identify.slug, parts)])
            wanted[file.group] = all(map(identify.is_slug, parts)), place, file
    taken: dict[str, str] = {}
    places: dict[str, str] = {}
    for group, (is_fit, place, file) in sorted(wanted.items(), key=lambda item: not item[1][0]):
        length, free = 8, place
        while free in taken:
            free = f"{place}-{identify.short_hash(group, length)}"
            length += 1
        taken[free] = group
        places[group] = free
        about, line = (file.path, file.line) if file.line else (group, None)
        if free != place:
            diagnostics.append(
                finding(
                    about,
                    "slug-collision",
                    f"{quoted(taken[place])} has the address {place}/ already; this page is at {free}/",
                    line=line,
                )
            )
        elif not is_fit:
            diagnostics.append(
                finding(
                    about,
                    "odd-name",
                    f"the name cannot stand in an address as it is; the page is at {place}/",
                    line=line,
                )
            )
    return places
