"""Where the package's own data files are, in a checkout and in an installed wheel alike."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def package() -> Path:
    """The folder of the package itself."""
    return _PACKAGE


def site_templates() -> Path:
    """The folder with the page templates, the theme and the starter project.

    The wheel holds it inside the package; in a checkout it stands beside the package.
    """
    bundled = _PACKAGE / "site_templates"
    return bundled if bundled.is_dir() else _PACKAGE.parent / "site_templates"


def page_templates() -> Path:
    """The folder with the Jinja templates of the pages."""
    return site_templates() / "pages"


def theme() -> Path:
    """The folder that is laid over Material: HTML overrides, style sheets, scripts. It is published whole."""
    return site_templates() / "theme"


def starter_project() -> Path:
    """The folder that ``scanpress new`` copies."""
    return site_templates() / "project"
