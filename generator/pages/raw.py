"""The inputs themselves, published beside their pages as they are or compressed."""

from __future__ import annotations

import gzip
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from generator import identify
from generator.analysis.site import Site
from generator.config import Config
from generator.model import COMPRESSED, Source
from generator.pages.kinds import InputAssets
from generator.views.parts import RawRecord


@dataclass(frozen=True, slots=True)
class RawFileRecord:
    """An input file and the address at which it is published."""

    source: Source
    path: str


def raw_of_scan(config: Config, location: str, source: Source) -> RawRecord:
    """The file of a scan: it stands beside the page, under its own name where that is fit and not the page's."""
    name = posixpath.basename(source.path)
    stem = name.removesuffix(".json")
    if source.line or stem == posixpath.basename(location):
        name = "scan.json"
    elif not identify.SCAN_NAME.fullmatch(name) and not (name.endswith(".json") and identify.is_slug(stem)):
        name = f"scan-{identify.short_hash(source.path)}.json"
    return _raw(config, f"{location}/{name}", source)


def raw_of_synthesis(config: Config, location: str, source: Source) -> RawRecord:
    """The file of a synthesis: it stands where it lies below the content folder.

    It stands beside the page where it lies elsewhere, is a line of a file, or has a name unfit for an address.
    """
    stem, ending = posixpath.splitext(source.path)
    if source.line:
        return _raw(config, f"{location}.json", source)
    is_fit = all(identify.is_slug(part) for part in stem.split("/"))
    return _raw(config, source.path if is_fit else location + ending, source)


def _raw(config: Config, address: str, source: Source) -> RawRecord:
    return RawRecord(source, address + COMPRESSED if config.compress_raw else address)


def _records(site: Site) -> Iterator[RawFileRecord]:
    for paper in site.papers:
        for scan in paper.scans:
            yield RawFileRecord(scan.source, raw_of_scan(site.config, paper.location, scan.source).published)
    for item in site.reports:
        source = item.synthesis.source
        yield RawFileRecord(source, raw_of_synthesis(site.config, item.location, source).published)


def compressed(data: bytes, level: int = 6) -> bytes:
    """The bytes in the format of gzip (RFC 1952), without a time: they depend on the data and on zlib alone."""
    return gzip.compress(data, level, mtime=0)


def original(path: str, published: bytes) -> bytes:
    """The bytes of an input as they were before they were published at this address.

    Raises ``OSError``, ``EOFError`` or ``zlib.error`` where they are not what was published.
    """
    return gzip.decompress(published) if path.endswith(COMPRESSED) else published


def _data(record: RawFileRecord, data: bytes) -> bytes:
    return compressed(data) if record.path.endswith(COMPRESSED) else data


RAW: InputAssets[RawFileRecord] = InputAssets(name="raw file", records=_records, data=_data)
