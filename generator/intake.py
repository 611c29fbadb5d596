"""All inputs: read, checked each by itself, summarised; and read again when their own pages are made."""

from __future__ import annotations

import contextlib
import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from generator.analysis.families import Corrections
from generator.analysis.moved import Moved
from generator.checks import Inputs, check_file
from generator.config import Config
from generator.diagnostics import Diagnostic, Report, Severity, bounded
from generator.errors import InputChangedError
from generator.model import PaperSummary, Reply, ReportSummary, Scan, ScanSummary, Source, Synthesis, SynthesisSummary
from generator.readers.discovery import Found, InputFile, ReplyFile
from generator.readers.entries import reason
from generator.readers.families import read_corrections
from generator.readers.held import Held
from generator.readers.json_lines import NAMED_BY
from generator.readers.memory import Memory, Result
from generator.readers.moved import read_moved
from generator.readers.places import places_of
from generator.readers.reply import read_reply
from generator.summarise import summarise_scan, summarise_synthesis

_MOST_HELD = 40_000_000
"""Files of how many bytes in all are kept as whole scans until their pages are made; more are read again then."""

Whole = TypeVar("Whole", Scan, Synthesis)
_Read = TypeVar("_Read")

Progress = Callable[[int, int], None]
"""Called with how many files are read, and how many there are."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was taken in. ``refused`` are the paths of files that could not be read.

    ``corrections`` are what the publisher says of families of red flags, and ``moved`` of old addresses.
    """

    papers: tuple[PaperSummary, ...]
    reports: tuple[ReportSummary, ...]
    library: Library = field(compare=False)
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    corrections: Corrections = field(default_factory=Corrections)
    moved: Moved = field(default_factory=Moved)


class Library:
    """The input files, and what is in them. Whole scans are held where there is room for all."""

    def __init__(self) -> None:
        self._files: dict[tuple[str, int], InputFile] = {}
        self._copies: dict[tuple[str, int], Callable[[], bytes]] = {}
        self._wholes: Held[Source, Scan | Synthesis] = Held(_MOST_HELD)
        self._beside: dict[str, bytes] = {}

    def read(self, file: InputFile) -> Result:
        """What a file says, in short, and what is to be said about it; raises ``OSError``."""
        source = source_of(file)
        report = Report(file.path)
        summary: ScanSummary | SynthesisSummary | None = None
        whole = file.form.whole(file.load(), source, report)
        if whole is not None:
            if isinstance(whole, Scan):
                summary, inputs = summarise_scan(whole), Inputs(scan=_unnamed(whole) if file.line else whole)
            else:
                summary, inputs = (
                    summarise_synthesis(whole),
                    Inputs(synthesis=_unnamed(whole) if file.line else whole),
                )
            report.items += _not_yet_said(check_file(inputs), report.items)
            self._wholes.keep(source, whole, source.size)
        items = bounded(report.items)
        return summary, tuple(_of_line(items, file.line) if file.line else items)

    def put(self, file: InputFile) -> None:
        """Know the file, so that it can be asked for."""
        self._files[file.path, file.line] = file

    def renewed(self, path: str, data: bytes) -> tuple[Library, ScanSummary | SynthesisSummary] | None:
        """What an input says that holds these bytes now, and a library that has it alone; ``None`` where it cannot be
        read, or each line of the file is an input.
        """
        known = self._files.get((path, 0))
        if known is None:
            return None
        file = replace(known, digest=hashlib.sha256(data).hexdigest(), size=len(data), load=lambda: data)
        found = Library()
        found.put(file)
        summary, said = found.read(file)
        is_refused = any(item.severity is Severity.ERROR for item in said)
        return None if summary is None or is_refused else (found, summary)

    def put_beside(self, path: str, data: bytes) -> None:
        """Know a file that is no input, so that what is found in it gets its line."""
        self._beside[path] = data

    def copied(self, source: Source, load: Callable[[], bytes]) -> None:
        """There is a copy of the file, for the case that the file itself changes or goes away."""
        self._copies[source.path, source.line] = load

    def scan(self, source: Source) -> Scan:
        """The scan in a file; raises ``InputChangedError`` where that is no longer what it was."""
        found = self._whole(source)
        if not isinstance(found, Scan):
            raise _changed(source)
        return found

    def synthesis(self, source: Source) -> Synthesis:
        """The synthesis in a file; raises ``InputChangedError`` where that is no longer what it was."""
        found = self._whole(source)
        if not isinstance(found, Synthesis):
            raise _changed(source)
        return found

    def _whole(self, source: Source) -> Scan | Synthesis | None:
        form = self._files[source.path, source.line].form
        return self._wholes.find(source) or form.whole(self.data(source), source, Report(source.path))

    def data(self, source: Source) -> bytes:
        """The file's bytes; raises ``InputChangedError`` where they are no longer what they were."""
        key = source.path, source.line
        for load in (self._files[key].load, self._copies.get(key)):
            with contextlib.suppress(OSError, EOFError, zlib.error):
                if load is not None and hashlib.sha256(data := load()).hexdigest() == source.digest:
                    return data
        raise _changed(source)

    def as_it_is(self, path: str, line: int = 0) -> bytes | None:
        """The bytes of an input, also of one that was refused; ``None`` where it cannot be read or changed.

        Where each line of the file is an input, ``line`` is the number of that one.
        """
        if path in self._beside:
            return self._beside[path]
        file = self._files.get((path, line))
        try:
            return None if file is None else file.load()
        except OSError:
            return None


_OF_EMPTINESS = ("empty-text", "empty-checklist", "support-not-stated")


def _not_yet_said(found: Iterable[Diagnostic], said: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those of emptiness at a place, or in an entry, that the reader named and emptied."""
    places = {item.pointer for item in said if item.pointer}
    return [
        item
        for item in found
        if item.rule not in _OF_EMPTINESS or places.isdisjoint((item.pointer, item.pointer.rpartition("/")[0]))
    ]


def _unnamed(whole: Whole) -> Whole:
    """A line without the field that names its page, which no schema knows and which is not there by mistake."""
    return replace(whole, extras=tuple(extra for extra in whole.extras if extra.path not in NAMED_BY))


def _of_line(items: Iterable[Diagnostic], line: int) -> Iterator[Diagnostic]:
    """The findings about one line, as those about a place in the whole file."""
    for item in items:
        yield replace(item, line=line, column=item.column if item.line == 1 else None)


def _changed(source: Source) -> InputChangedError:
    return InputChangedError(f"{source.name}: this changed while the site was being built; build again")


def source_of(file: InputFile) -> Source:
    """What tells the file from others."""
    return Source(file.path, file.digest, file.size, file.line)


class _Taking:
    """One pass over all files."""

    def __init__(self, total: int, memory: Memory, progress: Progress) -> None:
        self.library = Library()
        self.diagnostics: list[Diagnostic] = []
        self.refused: set[str] = set()
        self._memory = memory
        self._progress = progress
        self._done = 0
        self._total = total

    def scans(self, files: list[InputFile]) -> Iterator[ScanSummary]:
        """The summaries of the scans that could be read."""
        for file in files:
            summary = self._take(file)
            if isinstance(summary, ScanSummary):
                yield summary

    def synthesis(self, file: InputFile) -> SynthesisSummary | None:
        """The summary of a synthesis, where it could be read."""
        summary = self._take(file)
        return summary if isinstance(summary, SynthesisSummary) else None

    def replies(self, files: Iterable[ReplyFile]) -> Iterator[tuple[str, Reply]]:
        """The replies that could be read, each with the group of the scans that it replies to."""
        for file in files:
            reply = self.beside(file.path, file.data, read_reply)
            if reply is not None:
                yield file.group, reply

    def beside(self, path: str, data: bytes, read: Callable[[bytes, Report], _Read]) -> _Read:
        """What a file says that is no input and lies beside them."""
        report = Report(path)
        said = read(data, report)
        self.diagnostics += bounded(report.items)
        self.library.put_beside(path, data)
        return said

    def _take(self, file: InputFile) -> ScanSummary | SynthesisSummary | None:
        try:
            summary, said = self._memory.results.recall(source_of(file), lambda: self.library.read(file))
        except OSError as error:
            # It was there a moment ago. Not remembered, for it may be there again the next time.
            report = Report(file.path)
            report.add(
                "unreadable",
                reason(error),
                "make the file readable, and build again",
            )
            summary, said = None, tuple(report.items)
        self.diagnostics += said
        self.library.put(file)
        if summary is None and any(item.severity is Severity.ERROR for item in said):
            self.refused.add(file.path)
        self._done += 1
        self._progress(self._done, self._total)
        return summary


def take_in(found: Found, config: Config, memory: Memory, progress: Progress = lambda done, total: None) -> Intake:
    """Read and summarise every file; one that cannot be read is named in the diagnostics and left out."""
    taking = _Taking(len(found.scans) + len(found.syntheses), memory, progress)
    taking.diagnostics += found.diagnostics
    taking.refused |= found.refused
    groups: dict[str, list[InputFile]] = defaultdict(list)
    for file in found.scans:
        groups[file.group].append(file)
    places = places_of(found.scans, taking.diagnostics)
    replies = dict(taking.replies(found.replies))
    papers = []
    for group in sorted(groups):
        scans = sorted(taking.scans(groups[group]), key=lambda item: (item.rank, item.source.path), reverse=True)
        if scans:
            papers.append(PaperSummary(places[group], scans[0], tuple(scans[1:]), replies.get(group)))
    reports = []
    addresses = places_of(found.syntheses, taking.diagnostics)
    for file in found.syntheses:
        synthesis = taking.synthesis(file)
        if synthesis is not None:
            reports.append(ReportSummary(addresses[file.group], synthesis))
    corrections = taking.beside(*found.corrections, read_corrections) if found.corrections else Corrections()
    moved = taking.beside(*found.moved, read_moved) if found.moved else Moved()
    return Intake(
        tuple(papers),
        tuple(reports),
        taking.library,
        frozenset(taking.refused),
        tuple(taking.diagnostics),
        corrections,
        moved,
    )
