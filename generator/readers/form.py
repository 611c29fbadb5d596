"""What a form of inputs is: which files have it, and how one is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.diagnostics import Report
from generator.model import Scan, Source, Synthesis
from generator.readers.raw import Raw
from generator.readers.text import decode

Read = Callable[[str, Source, Report], Scan | Synthesis | None]
"""The input in a text, or ``None`` after saying why there is none."""

NEIGHBOURS = frozenset({"registry.jsonl", "deep_eval.json", "calibration.json"})
"""What other tools put beside a scan; known, and not read."""


@dataclass(frozen=True, slots=True)
class InputForm:
    """A form of inputs.

    ``kind`` is the setting that names its folders (``scans``, ``syntheses``) and ``path`` matches the path, below
    such a folder, of a file of this form; ``endings`` are its endings, for files that the publisher names.
    ``example`` is such a path. ``raw`` is the model from which ``scanpress schema`` makes its schema. ``is_lines``
    says that each line is an input.
    """

    kind: str
    path: re.Pattern[str]
    endings: tuple[str, ...]
    example: str
    read: Read
    raw: type[Raw] | None = None
    is_lines: bool = False

    def takes(self, inner: str) -> bool:
        """Whether a file with this path below an input folder has this form."""
        return self.path.fullmatch(inner) is not None and inner.rpartition("/")[2] not in NEIGHBOURS

    def whole(self, data: bytes, source: Source, report: Report) -> Scan | Synthesis | None:
        """The input in ``data``, or ``None`` after saying why there is none."""
        text = decode(data, report)
        return None if text is None else self.read(text, source, report)
