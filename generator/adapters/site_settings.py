"""What the generated pages need of the site that shows them; the plugin and the export share it."""

from __future__ import annotations

from collections.abc import Iterable

from generator.addresses import has
from generator.config import Config, Part

PLUGIN = "scanpress"
"""The plugin's name in ``mkdocs.yml``."""

REQUIRED_EXTENSIONS = ("tables", "attr_list", "md_in_html", "toc")
"""The Markdown extensions that the generated pages are written for; all come with Python-Markdown."""

_PYTHON_MARKDOWN = (
    "admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes", "md_in_html", "meta",
    "sane_lists", "tables", "toc",
)  # fmt: skip
_PYMDOWN = (
    "arithmatex", "betterem", "caret", "critic", "details", "emoji", "highlight", "inlinehilite", "keys", "magiclink",
    "mark", "smartsymbols", "superfences", "tabbed", "tasklist", "tilde",
)  # fmt: skip
KNOWN_EXTENSIONS = frozenset(
    [
        *_PYTHON_MARKDOWN,
        *(f"markdown.extensions.{name}" for name in _PYTHON_MARKDOWN),
        *(f"pymdownx.{name}" for name in _PYMDOWN),
    ]
)
"""The extensions with which a generated page becomes the same HTML; tests hold that."""

TOC_OPTIONS = {"permalink": True}
"""Options of the extension ``toc``, where the publisher sets none."""

STYLESHEETS = ("assets/scanpress/scanpress.css",)
"""The theme's style sheets. They come before the publisher's own, so that those win."""

SCRIPTS = ("assets/scanpress/folds.js",)
"""The theme's scripts, likewise. Those load others where a page needs them."""


def extra_settings(config: Config) -> dict[str, object]:
    """What the theme has to know of our options: it is given ``extra``, and no plugin's options in an export."""
    return {} if has(config, Part.PREVIEWS) else {"previews": False}


def hand_written_pages(paths: Iterable[str], *, directory_urls: bool) -> frozenset[str]:
    """The pages that the publisher wrote, under every name that a generated page of the same address has.

    ``README.md`` is the page of its folder, and where addresses are folders, ``a.md`` and ``a/index.md`` are one.
    """
    taken = set()
    for path in paths:
        folder, slash, name = path.rpartition("/")
        stem = name.rsplit(".", 1)[0]
        if stem in ("index", "README"):
            taken.add(f"{folder}{slash}index.md")
            if directory_urls and folder:
                taken.add(f"{folder}.md")
        else:
            taken.add(f"{folder}{slash}{stem}.md")
            if directory_urls:
                taken.add(f"{folder}{slash}{stem}/index.md")
    return frozenset(taken)
