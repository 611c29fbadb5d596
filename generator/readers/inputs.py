"""From the bytes of an input file to a scan or a synthesis: which reader takes which file."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping

from generator.diagnostics import Report
from generator.model import Scan, Source, Synthesis
from generator.readers.scan import read_scan
from generator.readers.synthesis_fields import read_synthesis_json, read_synthesis_yaml
from generator.readers.synthesis_text import read_synthesis_text
from generator.readers.text import decode

SYNTHESIS_READERS: Mapping[str, Callable[[str, Source, Report], Synthesis | None]] = {
    ".json": read_synthesis_json,
    ".yaml": read_synthesis_yaml,
    ".yml": read_synthesis_yaml,
    ".txt": read_synthesis_text,
}
"""The readers of syntheses by the ending of the file."""


def scan_from(data: bytes, source: Source, report: Report) -> Scan | None:
    """The scan in ``data``, or ``None`` after saying why there is none."""
    text = decode(data, report)
    return None if text is None else read_scan(text, source, report)


def synthesis_from(data: bytes, source: Source, report: Report) -> Synthesis | None:
    """The synthesis in ``data``, or ``None`` after saying why there is none."""
    text = decode(data, report)
    return None if text is None else SYNTHESIS_READERS[posixpath.splitext(source.path)[1]](text, source, report)
