"""scanpress turns paper scans and literature syntheses into Markdown pages.

``generate(config)`` is the whole of it: a function from files to files. What puts those files somewhere
(the MkDocs plugin, the command line) lives in ``generator.adapters``.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.build import SiteBuild, SiteFile, generate
    from generator.config import Config
    from generator.diagnostics import Diagnostic, Severity
    from generator.errors import ScanpressError

__all__ = ["Config", "Diagnostic", "ScanpressError", "Severity", "SiteBuild", "SiteFile", "generate"]
__version__ = "0.1.0"

_HOMES = {
    "Config": "generator.config",
    "Diagnostic": "generator.diagnostics",
    "ScanpressError": "generator.errors",
    "Severity": "generator.diagnostics",
    "SiteBuild": "generator.build",
    "SiteFile": "generator.build",
    "generate": "generator.build",
}


def __getattr__(name: str) -> Any:
    """What the package offers is imported when it is asked for: the command's help needs none of it."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
