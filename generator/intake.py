"""All inputs: read, checked each by itself, summarised; and read again when their own pages are made."""

from __future__ import annotations

import contextlib
import hashlib
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from generator.checks import Inputs, check_file
from generator.config import Config
from generator.diagnostics import Diagnostic, Report
from generator.errors import InputChangedError
from generator.model import PaperSummary, ReportSummary, Scan, ScanSummary, Source, Synthesis, SynthesisSummary
from generator.readers.content import reason
from generator.readers.discovery import Found, InputFile
from generator.readers.inputs import scan_from, synthesis_from
from generator.readers.memory import Memory, Result
from generator.readers.places import scan_places, synthesis_places
from generator.summarise import summarise_scan, summarise_synthesis

_MOST_HELD = 40_000_000
"""How many bytes of files are kept as whole scans until their pages are made; the rest is read again then."""

Progress = Callable[[int, int], None]
"""Called with how many files are read, and how many there are."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What was taken in. ``refused`` are the paths of files that could not be read."""

    papers: tuple[PaperSummary, ...]
    reports: tuple[ReportSummary, ...]
    library: Library = field(compare=False)
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


class Library:
    """The input files, and what is in them. Whole scans are held as far as there is room, until they are taken."""

    def __init__(self) -> None:
        self._files: dict[str, InputFile] = {}
        self._copies: dict[str, Callable[[], bytes]] = {}
        self._scans: dict[Source, Scan] = {}
        self._syntheses: dict[Source, Synthesis] = {}
        self._held = 0

    def read(self, file: InputFile, *, is_scan: bool) -> Result:
        """What a file says, in short, and what is to be said about it; raises ``OSError``."""
        source = _source(file)
        report = Report(file.path)
        data = file.load()
        summary: ScanSummary | SynthesisSummary | None = None
        if is_scan:
            scan = scan_from(data, source, report)
            if scan is not None:
                summary = summarise_scan(scan)
                report.items += _not_yet_said(check_file(Inputs(scan=scan)), report.items)
                if self._is_room(source):
                    self._scans[source] = scan
        else:
            synthesis = synthesis_from(data, source, report)
            if synthesis is not None:
                summary = summarise_synthesis(synthesis)
                report.items += _not_yet_said(check_file(Inputs(synthesis=synthesis)), report.items)
                if self._is_room(source):
                    self._syntheses[source] = synthesis
        return summary, tuple(report.items)

    def put(self, file: InputFile) -> None:
        """Know the file, so that it can be asked for."""
        self._files[file.path] = file

    def copied(self, path: str, load: Callable[[], bytes]) -> None:
        """There is a copy of the file, for the case that the file itself changes or goes away."""
        self._copies[path] = load

    def scan(self, source: Source) -> Scan:
        """The scan in a file; raises ``InputChangedError`` where that is no longer what it was."""
        found = self._scans.get(source) or scan_from(self.data(source), source, Report(source.path))
        if found is None:
            raise _changed(source)
        return found

    def synthesis(self, source: Source) -> Synthesis:
        """The synthesis in a file; raises ``InputChangedError`` where that is no longer what it was."""
        found = self._syntheses.get(source) or synthesis_from(self.data(source), source, Report(source.path))
        if found is None:
            raise _changed(source)
        return found

    def data(self, source: Source) -> bytes:
        """The file's bytes; raises ``InputChangedError`` where they are no longer what they were."""
        for load in (self._files[source.path].load, self._copies.get(source.path)):
            with contextlib.suppress(OSError, EOFError, zlib.error):
                if load is not None and hashlib.sha256(data := load()).hexdigest() == source.digest:
                    return data
        raise _changed(source)

    def as_it_is(self, path: str) -> bytes | None:
        """The bytes of an input file, also of one that was refused; ``None`` where it cannot be read or changed."""
        file = self._files.get(path)
        try:
            return None if file is None else file.load()
        except OSError:
            return None

    def _is_room(self, source: Source) -> bool:
        self._held += source.size
        return self._held <= _MOST_HELD


_OF_EMPTINESS = ("empty-text", "empty-checklist", "support-not-stated")


def _not_yet_said(found: Iterable[Diagnostic], said: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings without those of emptiness at a place, or in an entry, that the reader named and emptied."""
    places = {item.pointer for item in said if item.pointer}
    return [
        item
        for item in found
        if item.rule not in _OF_EMPTINESS or places.isdisjoint((item.pointer, item.pointer.rpartition("/")[0]))
    ]


def _changed(source: Source) -> InputChangedError:
    return InputChangedError(f"{source.path}: it changed while the site was built; build again")


def _source(file: InputFile) -> Source:
    return Source(file.path, file.digest, file.size)


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
            summary = self._take(file, is_scan=True)
            if isinstance(summary, ScanSummary):
                yield summary

    def synthesis(self, file: InputFile) -> SynthesisSummary | None:
        """The summary of a synthesis, where it could be read."""
        summary = self._take(file, is_scan=False)
        return summary if isinstance(summary, SynthesisSummary) else None

    def _take(self, file: InputFile, *, is_scan: bool) -> ScanSummary | SynthesisSummary | None:
        try:
            summary, said = self._memory.results.recall(
                _source(file), lambda: self.library.read(file, is_scan=is_scan)
            )
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
        if summary is None:
            self.refused.add(file.path)
        self._done += 1
        self._progress(self._done, self._total)
        return summary


def take_in(found: Found, config: Config, memory: Memory, progress: Progress = lambda done, total: None) -> Intake:
    """Read and summarise every file; one that cannot be read is named in the diagnostics and left out."""
    taking = _Taking(len(found.scans) + len(found.syntheses), memory, progress)
    taking.diagnostics += found.diagnostics
    taking.refused |= found.refused
    folders: dict[str, list[InputFile]] = defaultdict(list)
    for file in found.scans:
        folders[file.folder].append(file)
    places = scan_places(sorted(folders), config, taking.diagnostics)
    papers = []
    for folder in sorted(folders):
        scans = sorted(taking.scans(folders[folder]), key=lambda item: (item.rank, item.source.path), reverse=True)
        if scans:
            papers.append(PaperSummary(places[folder], scans[0], tuple(scans[1:])))
    reports = []
    addresses = synthesis_places(found.syntheses, config, taking.diagnostics)
    for file in found.syntheses:
        synthesis = taking.synthesis(file)
        if synthesis is not None:
            reports.append(ReportSummary(addresses[file.path], synthesis))
    return Intake(tuple(papers), tuple(reports), taking.library, frozenset(taking.refused), tuple(taking.diagnostics))
