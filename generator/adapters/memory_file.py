"""What was read, in a file: the next build need not read again what did not change.

The file holds a line with a key, a line of JSON for each thing that is remembered, and a line with the SHA-256 of all
that is above. It saves work and decides nothing: what it knows of a file counts only for the same bytes, and a file
that is damaged or of another version counts as none.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from generator.adapters import cache
from generator.diagnostics import Diagnostic
from generator.model import ScanSummary, Source, SynthesisSummary
from generator.readers.memory import Memory, Shelf, Stamp

_Findings = tuple[Diagnostic, ...]
_KINDS: dict[bytes, TypeAdapter[Any]] = {
    b"f": TypeAdapter(tuple[Stamp, tuple[str, int]]),
    b"s": TypeAdapter(tuple[Source, tuple[ScanSummary, _Findings]]),
    b"y": TypeAdapter(tuple[Source, tuple[SynthesisSummary, _Findings]]),
    b"n": TypeAdapter(tuple[Source, tuple[None, _Findings]]),
}
"""The kinds of lines, each with a letter: a file, a scan, a synthesis, what is neither."""


def load(path: Path, key: str) -> Memory:
    """What was remembered under the key; nothing where there is no file that fits."""
    try:
        content, _, digest = path.read_bytes().rpartition(b"\n")
        if hashlib.sha256(content).hexdigest().encode() != digest:
            return Memory()
        first, *lines = content.split(b"\n")
        if first != key.encode():
            return Memory()
        found: dict[bytes, dict[Any, Any]] = {kind: {} for kind in _KINDS}
        for line in lines:
            kind = line[:1]
            name, value = _KINDS[kind].validate_json(line[1:], strict=True)
            found[kind][name] = value
    except (OSError, ValueError, KeyError):
        return Memory()
    return Memory(Shelf(found[b"f"]), Shelf(found[b"s"] | found[b"y"] | found[b"n"]))


def save(path: Path, key: str, memory: Memory) -> None:
    """Write what the last reading kept, all of it or nothing."""
    cache.write(path, _signed(chain([key.encode()], (b"\n" + line for line in _lines(memory)))))


def _signed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts one by one, for all of them at once fill the memory, and a line with their SHA-256."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
        yield part
    yield b"\n" + digest.hexdigest().encode()


def _lines(memory: Memory) -> Iterator[bytes]:
    for stamp, known in memory.files.kept.items():
        yield b"f" + _KINDS[b"f"].dump_json((stamp, known))
    for source, result in memory.results.kept.items():
        kind = (
            b"s" if isinstance(result[0], ScanSummary) else b"y" if isinstance(result[0], SynthesisSummary) else b"n"
        )
        yield kind + _KINDS[kind].dump_json((source, result))
