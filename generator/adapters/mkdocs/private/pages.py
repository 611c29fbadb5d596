"""What MkDocs gives to the template of a page, and what it takes for a page's title where the page names none.

``mkdocs.commands.build.get_context`` gives a template what it is rendered with. Where there is no such function, no
page is rendered here: all go through MkDocs' own loop. ``Page._title_from_render`` is the first heading of a page
that was converted from Markdown. Where it is not there, the table of contents has that heading.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import Environment
from mkdocs.commands import build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page


def can_be_rendered() -> bool:
    """Whether it can be asked what a template is rendered with."""
    return callable(getattr(build, "get_context", None))


def context_of(page: Page, nav: Navigation, documents: Sequence[File], config: MkDocsConfig) -> Any:
    """What the template of a page is rendered with, where ``can_be_rendered``."""
    return build.get_context(nav, documents, config, page)


def rendered(page: Page, nav: Navigation, env: Environment, files: Files, config: MkDocsConfig) -> str:
    """A page that the navigation may list, put into the theme, where ``can_be_rendered`` and nobody else listens."""
    template = env.get_template(str(page.meta.get("template", "main.html")))
    page.active = True
    try:
        return template.render(context_of(page, nav, files.documentation_pages(), config))
    finally:
        page.active = False


def first_heading(page: Page) -> str | None:
    """The text of a page's first heading, where that is of the first level."""
    try:
        title = page._title_from_render
    except AttributeError:
        first = next(iter(page.toc), None)
        title = first.title if first is not None and first.level == 1 else None
    return str(title) if title else None
