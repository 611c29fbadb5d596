"""What a check of one file looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.model import Scan, Synthesis


@dataclass(frozen=True, slots=True)
class Inputs:
    """A scan or a synthesis."""

    scan: Scan | None = None
    synthesis: Synthesis | None = None

    def scans(self) -> Iterator[Scan]:
        """The scan, if it is one."""
        if self.scan is not None:
            yield self.scan

    def syntheses(self) -> Iterator[Synthesis]:
        """The synthesis, if it is one."""
        if self.synthesis is not None:
            yield self.synthesis
