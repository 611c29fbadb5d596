"""Everything of MkDocs, Material and watchdog that is used without being documented.

It saves work or keeps the preview quick, and nothing is made only by it: where a piece is gone, the site is the same,
made more slowly. ``TRIED`` names the releases with which it was found to be as it is used here; the upper bounds in
``pyproject.toml`` are the next ones that may change it. Each module is one piece, and says what happens without it;
``tests/site/test_private.py`` notices where a piece changes, and takes each away.
"""

from __future__ import annotations

TRIED = {"mkdocs": "1.6.1", "mkdocs-material": "9.8.2", "watchdog": "7.1.0"}
"""The releases that were tried."""
