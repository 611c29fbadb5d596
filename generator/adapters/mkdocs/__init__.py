"""The MkDocs plugin: the only package that imports MkDocs."""

from __future__ import annotations

from generator.adapters.mkdocs.plugin import ScanpressPlugin

__all__ = ["ScanpressPlugin"]
