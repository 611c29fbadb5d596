"""JSON Lines (https://jsonlines.org/): a file of which each line is an input."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from generator import identify
from generator.diagnostics import LINES_ENDING
from generator.readers.form import InputForm, directly_there
from generator.readers.scan import read_scan
from generator.readers.synthesis_fields import read_synthesis_json
from generator.readers.text import holds_too_much

SCAN_LINES = InputForm("scans", (LINES_ENDING,), "<name>.jsonl", read_scan, is_lines=True, fits=directly_there)
SYNTHESIS_LINES = InputForm("syntheses", (LINES_ENDING,), "<name>.jsonl", read_synthesis_json, is_lines=True)

NAMED_BY = ("slug", "id", "paper_id")
"""Fields of a line that name its page; where there is none, its identifier does, else its title."""

_OTHERS = ("arxiv_id", "doi", "title")
_NO_STEP = re.compile(r"[^a-z0-9]+")


class Line(NamedTuple):
    """A line: its number from 1, where it starts and its size (bytes, without the end), its digest, and its name.

    The digest is empty where the line is too large to be read, and the name where nothing in it names a page.
    """

    number: int
    start: int
    size: int
    digest: str
    name: str


def lines(stream: BinaryIO, most: int) -> Iterator[tuple[int, int, int, bytes]]:
    """The lines that are not empty: number, start, size, and bytes, which are cut after ``most`` + 1."""
    number = start = 0
    while part := stream.readline(most + 2):
        number += 1
        size = len(part)
        kept = part
        while part and not part.endswith(b"\n"):
            part = stream.readline(65_536)
            size += len(part)
        line = kept.rstrip(b"\r\n")
        if line.strip():
            yield number, start, len(line) if size <= most + 2 else size, line
        start += size


def name_in(data: bytes) -> str | None:
    """What a line names its page after, as a step of an address.

    It is empty where there is nothing, and ``None`` where the line is no input in any case.
    """
    try:
        text = data.decode("utf-8-sig")
        value = None if holds_too_much(text) else json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    paper = value["paper"] if isinstance(value.get("paper"), dict) else {}
    for holder, keys in ((value, NAMED_BY), (paper, NAMED_BY), (paper, _OTHERS), (value, _OTHERS)):
        for key in keys:
            found = holder.get(key)
            if isinstance(found, (str, int)) and not isinstance(found, bool) and str(found).strip():
                return _step(str(found))
    return ""


def _step(text: str) -> str:
    step = _NO_STEP.sub("-", text[:400].lower()).strip("-")
    return step if text.isascii() and identify.is_slug(step) else text[:400].replace("/", "-")
