"""The page types: what each shows, where it stands, and which template writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from generator.config import Config
from generator.views.home import home_view
from generator.views.indexes import scan_index_views, synthesis_index_views
from generator.views.methodology import methodology_view
from generator.views.parts import Context
from generator.views.scan import scan_view
from generator.views.synthesis import synthesis_view


@dataclass(frozen=True, slots=True)
class PageView:
    """A page before it is written: its path, its view, and the input file it comes from, if it is one."""

    path: str
    view: Any
    source: str = ""


@dataclass(frozen=True, slots=True)
class PageType:
    """A kind of page: its name, its template, and all the pages of its kind."""

    name: str
    template: str
    pages: Callable[[Context, Config], Iterator[PageView]]


def _home(context: Context, config: Config) -> Iterator[PageView]:
    yield PageView("index.md", home_view(context, "index.md"))


def _methodology(context: Context, config: Config) -> Iterator[PageView]:
    view = methodology_view(context)
    yield PageView(view.path, view)


def _scan_index(context: Context, config: Config) -> Iterator[PageView]:
    for view in scan_index_views(context, config.rows_per_page):
        yield PageView(view.path, view)


def _synthesis_index(context: Context, config: Config) -> Iterator[PageView]:
    for view in synthesis_index_views(context, config.rows_per_page):
        yield PageView(view.path, view)


def _scans(context: Context, config: Config) -> Iterator[PageView]:
    for paper in context.corpus.papers:
        view = scan_view(context, paper)
        yield PageView(view.path, view, paper.scan.source.path)


def _syntheses(context: Context, config: Config) -> Iterator[PageView]:
    for item in context.corpus.syntheses:
        view = synthesis_view(context, item)
        yield PageView(view.path, view, item.synthesis.source.path)


PAGES: tuple[PageType, ...] = (
    PageType("home", "home.md.j2", _home),
    PageType("scan index", "scans.md.j2", _scan_index),
    PageType("synthesis index", "syntheses.md.j2", _synthesis_index),
    PageType("methodology", "methodology.md.j2", _methodology),
    PageType("scan", "scan.md.j2", _scans),
    PageType("synthesis", "synthesis.md.j2", _syntheses),
)
