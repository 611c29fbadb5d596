"""Versions of scan files."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.analysis.editions import normal_version
from generator.checks.inputs import Inputs
from generator.diagnostics import Diagnostic, finding, quoted

KNOWN_VERSIONS = ("0b", "1", "2", "3", "4", "5")
"""The versions of scan files whose form is known."""

_IN_NAME = re.compile(r"scan-v(\d{1,4})\.json", re.ASCII)


def unknown_versions(inputs: Inputs) -> Iterator[Diagnostic]:
    """A scan's version, in ``scan_version`` or else in its file's name, is one of 0b and 1 to 5."""
    for scan in inputs.scans():
        if normal_version(scan.version) not in KNOWN_VERSIONS:
            yield finding(
                scan.source.path,
                "unknown-version",
                f"{quoted(scan.version)} is not a known version of scan files ({', '.join(KNOWN_VERSIONS)}); "
                "it is read as far as it has their form",
                pointer="/scan_version",
            )


def differing_versions(inputs: Inputs) -> Iterator[Diagnostic]:
    """A file that is named ``scan-v4.json`` holds a scan of version 4."""
    for scan in inputs.scans():
        in_name = _IN_NAME.fullmatch(scan.source.path.rpartition("/")[2])
        version = normal_version(scan.version)
        if in_name and version in KNOWN_VERSIONS and version != normal_version(in_name[1]):
            yield finding(
                scan.source.path,
                "version-differs",
                f"the file is named after version {int(in_name[1])} and says that it is version {scan.version}, "
                "which counts",
                pointer="/scan_version",
            )
