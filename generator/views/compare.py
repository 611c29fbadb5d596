"""What the page has that compares scans before its script does, and how other pages lead to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.render.href import to_page
from generator.render.markup import Link
from generator.views.indexes import list_meta
from generator.views.parts import Ref, page_path, ref_link

ABOUT = "Two to four scans side by side: figures, domains, criteria with their justifications, red flags and claims."


@dataclass(frozen=True, slots=True)
class CompareRecord:
    """The page that compares: its address, the index of all scans, and the other lists to find scans in."""

    location: str
    lists: tuple[Ref, ...]

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return page_path(self.location)


@dataclass(frozen=True, slots=True)
class CompareView:
    """The page that compares. ``compare.js`` finds where scans are by the first of the ``lists``, that of all."""

    path: str
    meta: Mapping[str, object]
    about: str
    lists: tuple[Link, ...]


def compare_view(record: CompareRecord) -> CompareView:
    """The view of the page that compares."""
    return CompareView(
        record.path,
        # The theme has it fetched early.
        {**list_meta("Compare", 1, ABOUT), "script": "compare.js"},
        ABOUT,
        tuple(ref_link(record.path, ref) for ref in record.lists),
    )


@dataclass(frozen=True, slots=True)
class Comparable:
    """What a scan's page leads to: the page that compares, how the scan is called there, and others to compare with.

    Each of the ``others`` has the name by which it is called there, and a title.
    """

    location: str = ""
    name: str = ""
    others: tuple[Ref, ...] = ()


NOT_COMPARED = Comparable()
"""On a site that compares nothing."""


def compared_with(path: str, record: Comparable) -> tuple[Link, ...]:
    """Links to the comparisons of a scan with others, and one to choose another."""
    if not record.location:
        return ()
    page = page_path(record.location)
    links = [
        Link(other.title, to_page(path, page, query=f"p={record.name},{other.location}")) for other in record.others
    ]
    return (*links, Link("any other scan", to_page(path, page, query=f"p={record.name}")))
