"""What the page of the explorer has before its script makes a table of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.render.href import Href, to_file
from generator.render.markup import Link
from generator.views.indexes import list_meta
from generator.views.parts import Ref, page_path, ref_link

ABOUT = "All papers in one table, to sort, filter and export."


@dataclass(frozen=True, slots=True)
class ExploreRecord:
    """The explorer: its address, the lists to browse without it, and the files of papers and of their authors."""

    location: str
    lists: tuple[Ref, ...]
    files: tuple[str, str]

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return page_path(self.location)


@dataclass(frozen=True, slots=True)
class ExploreView:
    """The page of the explorer. ``explore.js`` finds its data by the links to ``papers`` and ``authors``."""

    path: str
    meta: Mapping[str, object]
    about: str
    lists: tuple[Link, ...]
    papers: Href
    authors: Href


def explore_view(record: ExploreRecord) -> ExploreView:
    """The view of the explorer."""
    path = record.path
    papers, authors = record.files
    return ExploreView(
        path,
        # The theme has it fetched early; the file stands beside the page.
        {**list_meta("Explore", 1, ABOUT), "fetched": papers.rpartition("/")[2], "script": "explore.js"},
        ABOUT,
        tuple(ref_link(path, ref) for ref in record.lists),
        to_file(path, papers),
        to_file(path, authors),
    )
