"""What a check looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking import Ambiguity
from generator.model import Corpus, Scan


@dataclass(frozen=True, slots=True)
class Inputs:
    """The corpus, and the references that could not be resolved."""

    corpus: Corpus
    ambiguities: tuple[Ambiguity, ...] = ()

    def scans(self) -> Iterator[Scan]:
        """Every scan, the earlier ones too."""
        for paper in self.corpus.papers:
            yield paper.scan
            yield from paper.earlier
