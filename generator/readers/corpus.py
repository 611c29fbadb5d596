"""From input files to the corpus: which reader takes which file, and where each result will stand."""

from __future__ import annotations

import gzip
import posixpath
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from generator import identify
from generator.config import Config
from generator.diagnostics import Diagnostic, Report, Severity, quoted
from generator.errors import InputChangedError
from generator.model import COMPRESSED, Corpus, LocatedSynthesis, Scan, ScannedPaper, Source, Synthesis
from generator.readers.discovery import Found, InputFile, reason
from generator.readers.memory import Memory, Result
from generator.readers.scan import read_scan
from generator.readers.synthesis_fields import read_synthesis_json, read_synthesis_yaml
from generator.readers.synthesis_text import read_synthesis_text
from generator.readers.text import decode

SynthesisReader = Callable[[str, Source, Report], Synthesis | None]
READERS: tuple[tuple[str, SynthesisReader], ...] = (
    (".json", read_synthesis_json),
    (".yaml", read_synthesis_yaml),
    (".yml", read_synthesis_yaml),
    (".txt", read_synthesis_text),
)
"""The readers of syntheses by the ending of the file; an earlier one wins a shared address."""

Progress = Callable[[int, int], None]
"""Called with how many files are read, and how many there are."""


@dataclass(frozen=True, slots=True)
class RawFile:
    """An input file and the address at which its bytes are served.

    The two differ where a name is unfit, and where the file is published compressed. ``digest`` is the SHA-256 of
    what was read; ``load`` gives just that, and raises ``OSError`` where the file holds something else by now.
    """

    path: str
    published: str
    digest: str
    load: Callable[[], bytes] = field(compare=False, repr=False)

    @property
    def is_compressed(self) -> bool:
        """Whether what is served is ``compressed``."""
        return self.published.endswith(COMPRESSED)

    def content(self) -> bytes:
        """What is served; raises ``InputChangedError`` where what was read is not there any more."""
        try:
            data = self.load()
        except OSError:
            raise InputChangedError(
                f"{self.path}: it keeps changing while the site is made; build again when it is finished"
            ) from None
        return compressed(data) if self.is_compressed else data


def compressed(data: bytes) -> bytes:
    """The bytes in the format of gzip (RFC 1952), without a time: they depend on the data and on zlib alone."""
    return gzip.compress(data, 6, mtime=0)


@dataclass(frozen=True, slots=True)
class Reading:
    """The corpus, the raw files to publish, the files that could not be read, and what was found on the way."""

    corpus: Corpus
    raw_files: tuple[RawFile, ...]
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]


def read_corpus(
    found: Found,
    config: Config,
    progress: Progress = lambda done, total: None,
    memory: Memory | None = None,
) -> Reading:
    """Read every file; one that cannot be read is named in the diagnostics and left out."""
    memory = memory or Memory()
    diagnostics: list[Diagnostic] = list(found.diagnostics)
    refused = set(found.refused)
    raw_files: list[RawFile] = []
    total = len(found.scans) + len(found.syntheses)
    done = 0

    folders: dict[str, list[InputFile]] = defaultdict(list)
    for file in found.scans:
        folders[file.folder].append(file)
    places = _scan_places(sorted(folders), config, diagnostics)
    papers = []
    for folder in sorted(folders):
        scans = []
        for file in folders[folder]:
            source = _source(file, f"{places[folder]}/{file.name}", config)
            scan, said = _recalled(memory, _scan, file, source)
            diagnostics += said
            if not isinstance(scan, Scan):
                refused.add(file.path)
            else:
                scans.append(scan)
                raw_files.append(RawFile(file.path, source.published, file.digest, file.load))
            done += 1
            progress(done, total)
        if scans:
            scans.sort(key=lambda item: (item.rank, item.source.path), reverse=True)
            papers.append(ScannedPaper(places[folder], scans[0], tuple(scans[1:])))

    syntheses = []
    synthesis_places = _synthesis_places(found.syntheses, config, diagnostics)
    for file in found.syntheses:
        location = synthesis_places[file.path]
        source = _source(file, _published_synthesis(file, location), config)
        synthesis, said = _recalled(memory, _synthesis, file, source)
        diagnostics += said
        if not isinstance(synthesis, Synthesis):
            refused.add(file.path)
        else:
            syntheses.append(LocatedSynthesis(location, synthesis))
            raw_files.append(RawFile(file.path, source.published, file.digest, file.load))
        done += 1
        progress(done, total)

    corpus = Corpus(
        tuple(sorted(papers, key=lambda item: item.location)),
        tuple(sorted(syntheses, key=lambda item: item.location)),
    )
    return Reading(corpus, tuple(raw_files), frozenset(refused), tuple(diagnostics))


def _source(file: InputFile, place: str, config: Config) -> Source:
    published = place + COMPRESSED if config.compress_raw else place
    return Source(file.path, published, file.digest, file.size)


_Read = Callable[[InputFile, Source, Report], Scan | Synthesis | None]


def _recalled(memory: Memory, read: _Read, file: InputFile, source: Source) -> Result:
    try:
        return memory.results.recall(source, partial(_result, read, file, source))
    except OSError as error:
        # It was there a moment ago. Not remembered, for it may be there again the next time.
        report = Report(file.path)
        report.add(Severity.ERROR, "unreadable", reason(error), "make the file readable, and build again")
        return None, tuple(report.items)


def _result(read: _Read, file: InputFile, source: Source) -> Result:
    report = Report(file.path)
    return read(file, source, report), tuple(report.items)


def _scan(file: InputFile, source: Source, report: Report) -> Scan | None:
    text = decode(file.load(), report)
    return None if text is None else read_scan(text, source, report)


def _synthesis(file: InputFile, source: Source, report: Report) -> Synthesis | None:
    text = decode(file.load(), report)
    if text is None:
        return None
    reader = next(reader for ending, reader in READERS if file.name.endswith(ending))
    return reader(text, source, report)


def _scan_places(folders: list[str], config: Config, diagnostics: list[Diagnostic]) -> dict[str, str]:
    """Folder to address."""
    return _places({folder: folder for folder in folders}, config.scans, diagnostics)


def _synthesis_places(files: tuple[InputFile, ...], config: Config, diagnostics: list[Diagnostic]) -> dict[str, str]:
    """Path to address; of two files that differ in their ending only, the earlier reader's comes first."""
    endings = [ending for ending, _ in READERS]
    ordered = sorted(files, key=lambda file: (endings.index(posixpath.splitext(file.path)[1]), file.path))
    return _places({file.path: posixpath.splitext(file.path)[0] for file in ordered}, config.syntheses, diagnostics)


def _places(names: dict[str, str], home: str, diagnostics: list[Diagnostic]) -> dict[str, str]:
    """From path to address, by its name; a name that is fit for an address keeps it, whatever else there is."""
    wanted: dict[str, tuple[bool, str]] = {}
    for path, name in names.items():
        parts = name.removeprefix(f"{home}/").split("/")
        wanted[path] = all(map(identify.is_slug, parts)), "/".join([home, *map(identify.slug, parts)])
    taken: dict[str, str] = {}
    places: dict[str, str] = {}
    for path, (is_fit, place) in sorted(wanted.items(), key=lambda item: not item[1][0]):
        length, free = 8, place
        while free in taken:
            free = f"{place}-{identify.short_hash(path, length)}"
            length += 1
        taken[free] = path
        places[path] = free
        report = Report(path)
        if free != place:
            report.add(
                Severity.WARNING, "slug-collision",
                f"{quoted(taken[place])} has the address {place}/ already; this page is at {free}/",
                "give one of the two another name",
            )  # fmt: skip
        elif not is_fit:
            report.add(
                Severity.NOTE, "odd-name", f"the name cannot stand in an address as it is; the page is at {place}/",
                "use lower-case letters, digits and single hyphens, at most 80 characters, no reserved word",
            )  # fmt: skip
        diagnostics += report.items
    return places


def _published_synthesis(file: InputFile, location: str) -> str:
    """The raw file's address: its own path where the page has the same name, else beside the page."""
    stem, ending = posixpath.splitext(file.path)
    is_fit = all(identify.is_slug(part) for part in stem.split("/"))
    return file.path if is_fit else location + ending
