"""From files to the model: what is found, how each form is read, and what is said about what cannot be."""

from __future__ import annotations

from generator.readers.discovery import discover
from generator.readers.raw import Raw
from generator.readers.scan_form import RawScan
from generator.readers.synthesis_fields import RawSynthesis

SCHEMAS: dict[str, type[Raw]] = {"scan": RawScan, "synthesis": RawSynthesis}
"""The raw forms for which a JSON Schema is published."""

__all__ = ["SCHEMAS", "discover"]
