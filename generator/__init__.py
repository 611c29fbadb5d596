"""scanpress turns paper scans and literature syntheses into Markdown pages.

``generate(config)`` is the whole of it: a function from files to files. What puts those files somewhere
(the MkDocs plugin, the command line) lives in ``generator.adapters``.
"""

from __future__ import annotations

from generator.build import SiteBuild, SiteFile, generate
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity
from generator.errors import ScanpressError

__all__ = ["Config", "Diagnostic", "ScanpressError", "Severity", "SiteBuild", "SiteFile", "generate"]
__version__ = "0.1.0"
