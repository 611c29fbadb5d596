"""Everything that was read, in one place."""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.scan import Scan
from generator.model.synthesis import Synthesis


@dataclass(frozen=True, slots=True)
class ScannedPaper:
    """A folder with the scans of one paper. ``location`` is its address below the site, such as ``scans/a-b``."""

    location: str
    scan: Scan
    earlier: tuple[Scan, ...] = ()


@dataclass(frozen=True, slots=True)
class LocatedSynthesis:
    """A synthesis and its address below the site, such as ``syntheses/a-b``."""

    location: str
    synthesis: Synthesis


@dataclass(frozen=True, slots=True)
class Corpus:
    """All papers and syntheses that could be read, each list ordered by location."""

    papers: tuple[ScannedPaper, ...] = ()
    syntheses: tuple[LocatedSynthesis, ...] = ()
