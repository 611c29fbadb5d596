"""MkDocs' lists of who listens to which event, ``plugins.events``.

Where they cannot be asked, it is taken that somebody listens: all pages go through MkDocs' own loop, with all that a
listener might want to see of them.
"""

from __future__ import annotations

from collections.abc import Callable

from mkdocs.config.defaults import MkDocsConfig

EVENTS = (
    "files", "nav", "env", "pre_page", "page_read_source", "page_markdown", "page_content", "page_context",
    "post_page", "post_build",
)  # fmt: skip
"""The events in which somebody may look at a page, or change what is made of it."""

_QUIET = ("generator.adapters.mkdocs", "material.plugins.search", "material.plugins.offline")
"""The plugins whose listeners do not mind that a page is not handed to them: what they want of it is told them."""


def somebody_listens(config: MkDocsConfig, event: str) -> bool:
    """Whether a plugin or hook listens to an event, such as ``page_markdown``."""
    try:
        return bool(config.plugins.events[event])
    except (AttributeError, KeyError, TypeError):
        return True


def nobody_else_listens(config: MkDocsConfig) -> bool:
    """Whether no other plugin or hook wants to see pages."""
    try:
        listeners = [listener for event in EVENTS for listener in config.plugins.events[event]]
    except (AttributeError, KeyError, TypeError):
        return False
    return all(_owner(listener).startswith(_QUIET) for listener in listeners)


def _owner(listener: Callable[..., object]) -> str:
    """The module of the plugin (or hook) that a listener belongs to."""
    return type(getattr(listener, "__self__", listener)).__module__ if hasattr(listener, "__self__") else ""
