"""From files to the model: what is found, how each form is read, and what is said about what cannot be."""

from __future__ import annotations

from generator.readers.discovery import discover
from generator.readers.forms import READERS
from generator.readers.raw import Raw

SINGULAR = {"scans": "scan", "syntheses": "synthesis"}
"""What one input of a kind is called."""

SCHEMAS: dict[str, type[Raw]] = {SINGULAR[form.kind]: form.raw for form in READERS if form.raw is not None}
"""The raw forms for which a JSON Schema is published."""

__all__ = ["READERS", "SCHEMAS", "SINGULAR", "discover"]
