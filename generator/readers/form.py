"""What a form of inputs is: which files have it, and how one is read."""

from __future__ import annotations

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


def _anywhere(inner: str) -> bool:
    return True


def directly_there(inner: str) -> bool:
    """Whether a file lies in the input folder itself."""
    return "/" not in inner


@dataclass(frozen=True, slots=True)
class InputForm:
    """A form of inputs.

    ``kind`` is the setting that names its folders (``scans``, ``syntheses``). A file there has this form if it has
    one of the ``endings``, and its path below such a folder ``fits``; a file that the publisher names needs the
    ending alone. ``example`` is such a path. ``raw`` is the model from which ``scanpress schema`` makes its schema.
    ``is_lines`` says that each line is an input.
    """

    kind: str
    endings: tuple[str, ...]
    example: str
    read: Read
    raw: type[Raw] | None = None
    is_lines: bool = False
    fits: Callable[[str], bool] = _anywhere

    def takes(self, inner: str) -> bool:
        """Whether a file with this path below an input folder has this form."""
        return inner.endswith(self.endings) and self.fits(inner) and inner.rpartition("/")[2] not in NEIGHBOURS

    def whole(self, data: bytes, source: Source, report: Report) -> Scan | Synthesis | None:
        """The input in ``data``, or ``None`` after saying why there is none."""
        text = decode(data, report)
        return None if text is None else self.read(text, source, report)
