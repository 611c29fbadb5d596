"""What a check looks at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.linking import Ambiguity
from generator.model import Corpus, Scan


@dataclass(frozen=True, slots=True)
class Inputs:
    """The corpus, the references that could not be resolved, and the folders of scans and of syntheses.

    ``looked_in`` is ``None`` where what is looked at is a part of what was found, or files were refused.
    """

    corpus: Corpus
    ambiguities: tuple[Ambiguity, ...] = ()
    looked_in: tuple[str, str] | None = None

    def scans(self) -> Iterator[Scan]:
        """Every scan, the earlier ones too."""
        for paper in self.corpus.papers:
            yield paper.scan
            yield from paper.earlier
