"""The domain: what a scan and a synthesis say, whatever form they were written in. Everything is frozen."""

from __future__ import annotations

from generator.model.common import AS_GIVEN, COMPRESSED, Extra, Identifier, IdentifierKind, Reference, Source
from generator.model.corpus import Corpus, LocatedSynthesis, ScannedPaper
from generator.model.scan import (
    Answer,
    Appraisal,
    Claim,
    Criterion,
    Domain,
    EngagementFactor,
    Paper,
    RedFlag,
    Scan,
    SupportLevel,
)
from generator.model.synthesis import (
    Confidence,
    Correction,
    QualityDimension,
    Section,
    StatedFigures,
    Synthesis,
    SynthesisClaim,
    Verdict,
)

__all__ = [
    "AS_GIVEN",
    "COMPRESSED",
    "Answer",
    "Appraisal",
    "Claim",
    "Confidence",
    "Corpus",
    "Correction",
    "Criterion",
    "Domain",
    "EngagementFactor",
    "Extra",
    "Identifier",
    "IdentifierKind",
    "LocatedSynthesis",
    "Paper",
    "QualityDimension",
    "RedFlag",
    "Reference",
    "Scan",
    "ScannedPaper",
    "Section",
    "Source",
    "StatedFigures",
    "SupportLevel",
    "Synthesis",
    "SynthesisClaim",
    "Verdict",
]
