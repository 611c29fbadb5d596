"""Makes a corpus of invented scans and syntheses, the same bytes for the same numbers on every machine.

Scan *i* depends on the seed and on *i* alone: it cites earlier scans only. So a corpus is the beginning of every
larger one, and citations grow in number as papers do, no faster. The same holds for syntheses.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from benchmarks.corpus.draw import Draw
from benchmarks.corpus.papers import Papers
from benchmarks.corpus.reading import Readings
from benchmarks.corpus.report import PAPERS_PER_REPORT, Report, Reports
from benchmarks.corpus.report_form import report_form
from benchmarks.corpus.scan_form import file_name, scan_form, versions


class CorpusMaker:
    """Makes the files that belong to a seed; with ``small`` scans of 2 to 5 kB in place of 34 kB."""

    def __init__(self, seed: int, small: bool = False) -> None:
        self._seed = seed
        self._indent = 1 if small else 2
        self._papers = Papers(seed)
        self._readings = Readings(seed, self._papers, small)
        self._reports = Reports(seed, self._papers, self._readings)

    def scans(self, index: int) -> Iterator[tuple[str, str]]:
        """Path (below the folder of scans) and text of each scan of paper ``index``, the oldest first."""
        slug = self._papers.head(index).slug
        reading = self._readings.first(index)
        for edition, version in enumerate(versions(Draw(self._seed, "versions", index), index)):
            if edition:
                reading = self._readings.again(index, edition, reading)
            scan = scan_form(Draw(self._seed, "form", index, version), reading, version, index)
            yield f"{slug}/{file_name(version)}", json.dumps(scan, ensure_ascii=False, indent=self._indent) + "\n"

    def report(self, index: int) -> Report:
        """What synthesis ``index`` says."""
        return self._reports.report(index)

    def synthesis(self, index: int) -> tuple[str, str]:
        """Path (below the folder of syntheses) and text of synthesis ``index``."""
        report = self.report(index)
        text = report_form(Draw(self._seed, "report", index), report)
        return f"{report.slug}.{report.standing.form}", text


def reports_for(scans: int) -> int:
    """How many syntheses a corpus of ``scans`` papers has: one for every twenty that are begun."""
    return -(-scans // PAPERS_PER_REPORT)


def make_corpus(
    folder: Path, scans: int, syntheses: int | None = None, seed: int = 1, *, small: bool = False
) -> None:
    """Write scans of ``scans`` papers and ``syntheses`` syntheses to ``folder/scans`` and ``folder/syntheses``.

    Without a number of syntheses there is one for every twenty papers. Both folders are made, also where they stay
    empty. Files of the same name are overwritten. Raises OSError where they cannot be written.
    """
    maker = CorpusMaker(seed, small)
    for name in ("scans", "syntheses"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for index in range(scans):
        for path, text in maker.scans(index):
            file = folder / "scans" / path
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(text.encode())
    for index in range(reports_for(scans) if syntheses is None else syntheses):
        path, text = maker.synthesis(index)
        (folder / "syntheses" / path).write_bytes(text.encode())
