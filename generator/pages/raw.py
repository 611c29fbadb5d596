"""The inputs themselves, published beside their pages as they are or compressed."""

from __future__ import annotations

import gzip
import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from generator import identify
from generator.analysis.site import Site
from generator.config import Config
from generator.homes import is_alone
from generator.model import COMPRESSED, Source
from generator.pages.kinds import InputAssets
from generator.views.parts import RawRecord


@dataclass(frozen=True, slots=True)
class RawFileRecord:
    """An input file and the address at which it is published."""

    source: Source
    path: str


def raw_of_scan(config: Config, location: str, source: Source) -> RawRecord:
    """The file of a scan: it stands beside the page, under its own name where that is fit and not the page's.

    No two scans of a paper have one address: a name that is made here has a form that no name has which is kept.
    """
    name = posixpath.basename(source.path)
    stem = name.removesuffix(".json")
    if source.line:
        name = "scan.json"
    elif not identify.SCAN_NAME.fullmatch(name):
        if stem == posixpath.basename(location) and is_alone(source.path, config.homes_of("scans")):
            name = "scan.json"
        elif not (name.endswith(".json") and identify.is_slug(stem)):
            name = f"{identify.short_hash(source.path)}.scan.json"
    return _raw(config, f"{location}/{name}", source)


def raw_of_synthesis(config: Config, location: str, source: Source) -> RawRecord:
    """The file of a synthesis: it stands where it lies below the content folder.

    It stands beside the page where it lies elsewhere, is a line of a file, or has a name unfit for an address; and
    where another's may stand in its place, since inputs lie in several folders.
    """
    stem, ending = posixpath.splitext(source.path)
    if source.line:
        return _raw(config, f"{location}.json", source)
    is_fit = all(identify.is_slug(part) for part in stem.split("/"))
    if stem != location and any(home.is_outside for home in config.homes_of("syntheses")):
        is_fit = False
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


def compressed(data: bytes) -> bytes:
    """The bytes in the format of gzip (RFC 1952), without a time: they depend on the data and on zlib alone."""
    return gzip.compress(data, 6, mtime=0)


def original(path: str, published: bytes) -> bytes:
    """The bytes of an input as they were before they were published at this address.

    Raises ``OSError``, ``EOFError`` or ``zlib.error`` where they are not what was published.
    """
    return gzip.decompress(published) if path.endswith(COMPRESSED) else published


def _data(record: RawFileRecord, data: bytes) -> bytes:
    return compressed(data) if record.path.endswith(COMPRESSED) else data


RAW: InputAssets[RawFileRecord] = InputAssets(name="raw file", records=_records, data=_data)
