"""The page types: what each shows, where it stands, and which template writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from generator.config import Config
from generator.views.dependencies import scan_dependencies, synthesis_dependencies
from generator.views.home import home_view
from generator.views.indexes import scan_index_views, synthesis_index_views
from generator.views.methodology import methodology_view
from generator.views.parts import Context, methodology_path, page_path
from generator.views.scan import scan_view
from generator.views.synthesis import synthesis_view


@dataclass(frozen=True, slots=True)
class PageView:
    """A page before it is written: its path, what makes its view, and the input file it comes from, if it is one.

    The view is made when the page is written, and not kept: ten thousand of them would fill the memory.
    """

    path: str
    view: Callable[[], Any]
    source: str = ""
    dependencies: Callable[[], str] | None = None
    """A hash of what the page shows, where that is cheaper to know than the page is to make."""


@dataclass(frozen=True, slots=True)
class PageType:
    """A kind of page: its name, its template, and all the pages of its kind."""

    name: str
    template: str
    pages: Callable[[Context, Config], Iterator[PageView]]


def _home(context: Context, config: Config) -> Iterator[PageView]:
    yield PageView("index.md", lambda: home_view(context, "index.md"))


def _methodology(context: Context, config: Config) -> Iterator[PageView]:
    yield PageView(methodology_path(), lambda: methodology_view(context))


def _scan_index(context: Context, config: Config) -> Iterator[PageView]:
    for view in scan_index_views(context, config.rows_per_page):
        yield PageView(view.path, partial(_same, view))


def _synthesis_index(context: Context, config: Config) -> Iterator[PageView]:
    for view in synthesis_index_views(context, config.rows_per_page):
        yield PageView(view.path, partial(_same, view))


def _same(view: Any) -> Any:
    return view


def _scans(context: Context, config: Config) -> Iterator[PageView]:
    for paper in context.corpus.papers:
        yield PageView(
            page_path(paper.location),
            partial(scan_view, context, paper),
            paper.scan.source.path,
            partial(scan_dependencies, context, paper),
        )


def _syntheses(context: Context, config: Config) -> Iterator[PageView]:
    for item in context.corpus.syntheses:
        yield PageView(
            page_path(item.location),
            partial(synthesis_view, context, item),
            item.synthesis.source.path,
            partial(synthesis_dependencies, context, item),
        )


PAGES: tuple[PageType, ...] = (
    PageType("home", "home.md.j2", _home),
    PageType("scan index", "scans.md.j2", _scan_index),
    PageType("synthesis index", "syntheses.md.j2", _synthesis_index),
    PageType("methodology", "methodology.md.j2", _methodology),
    PageType("scan", "scan.md.j2", _scans),
    PageType("synthesis", "synthesis.md.j2", _syntheses),
)
