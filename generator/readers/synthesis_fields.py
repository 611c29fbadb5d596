"""Syntheses with fields (JSON or YAML): the raw form, and its translation to the model."""

from __future__ import annotations

from typing import Any

from pydantic import Field

from generator import identify
from generator.diagnostics import Report, json_pointer
from generator.model import (
    Confidence,
    Correction,
    QualityDimension,
    Reference,
    Section,
    Source,
    StatedFigures,
    Synthesis,
    SynthesisClaim,
    Verdict,
)
from generator.readers.form import InputForm
from generator.readers.raw import Figure, Path, Raw, YesNo, as_text, flatten, names, scalar_text, validate
from generator.readers.synthesis_words import (
    confidence,
    iso_date,
    looks_cut_off,
    reference_from_text,
    verdict,
)
from generator.readers.text import UNREADABLE, count_signs, parse_json
from generator.readers.yaml_text import parse_yaml


class RawFigures(Raw):
    """What the report says of itself."""

    papers: Figure | None = None
    claims: Figure | None = None
    verified: Figure | None = None
    score: Figure | None = Field(default=None, description="The publisher's quality score")
    score_of: Figure | None = Field(default=None, description="The most that the score can be; 10 where absent")
    peer_reviewed: bool | None = Field(default=None, description="Whether the report calls its papers peer-reviewed")


class RawSection(Raw):
    """A section of prose; a blank line separates paragraphs."""

    heading: str
    text: str


class RawSynthesisClaim(Raw):
    """A claim of the report."""

    claim: str
    verified: YesNo | None = None
    confidence: Figure | None = Field(default=None, description="0 to 1")
    cut_off: bool | None = Field(default=None, description="Whether the text ends in the middle of a sentence")


class RawSynthesisReference(Raw):
    """A reference. ``id`` is an address or identifier of any kind, where it is not known which."""

    title: str | None = None
    authors: list[str] = Field(default_factory=list)
    year: int | None = None
    arxiv_id: str | None = None
    doi: str | None = None
    url: str | None = None
    id: str | None = None
    relevance: str | None = None


class RawDimension(Raw):
    """A quality dimension."""

    level: str | None = Field(default=None, description="UNASSESSED, LOW, MEDIUM or HIGH")
    score: Figure | None = None
    basis: str | None = None


class RawCorrectionEvent(Raw):
    """A dated event in the correction record."""

    date: str | None = None
    text: str | None = None


class RawCorrectionRecord(Raw):
    """Whether the report still stands."""

    state: str | None = Field(default=None, description="CURRENT, CORRECTED or SUPERSEDED")
    events: list[RawCorrectionEvent] = Field(default_factory=list)


class RawSynthesis(Raw):
    """A synthesis file."""

    title: str
    publisher: str | None = None
    date: str | None = Field(default=None, description="YYYY-MM-DD, or as the report writes it")
    research_question: str | None = None
    examines: str | None = Field(default=None, description="The title of the one paper the report sets out from")
    abstract: str | None = None
    figures: RawFigures | None = None
    sections: list[RawSection] = Field(default_factory=list)
    claims: list[RawSynthesisClaim]
    references: list[RawSynthesisReference]
    tier: str | None = Field(
        default=None,
        description="FLAGSHIP_CANDIDATE, DOI_GRADE, PUBLIC_RECORD, WATCHLIST or QUARANTINE_CANDIDATE",
    )
    verification_level: Figure | None = Field(default=None, description="0 to 7")
    gate: str | None = Field(default=None, description="UNVERIFIED, VERIFIED or FALSIFIED")
    quality_dimensions: dict[str, RawDimension] | None = None
    correction_record: RawCorrectionRecord | None = None


def _shorthand(path: Path, value: object) -> dict[str, object] | None:
    """What a value stands for that is no object where one is due."""
    if isinstance(value, (dict, list)):
        return None
    match path:
        case ("claims", _):
            return {"claim": as_text(value)}
        case ("references", _):
            return {"id": as_text(value)}
        case ("sections", _) | ("correction_record", "events", _):
            return {"text": as_text(value)}
        case ("correction_record",):
            return {"state": as_text(value)}
        case ("quality_dimensions", _):
            return {"level": value} if isinstance(value, str) else {"score": as_text(value)}
    return None


def read_synthesis_json(text: str, source: Source, report: Report) -> Synthesis | None:
    """The synthesis in JSON ``text``, or ``None`` after saying why there is none."""
    return _read(parse_json(text, report), text, source, report)


def read_synthesis_yaml(text: str, source: Source, report: Report) -> Synthesis | None:
    """The synthesis in YAML ``text``, or ``None`` after saying why there is none."""
    return _read(parse_yaml(text, report), text, source, report)


def _read(value: object, text: str, source: Source, report: Report) -> Synthesis | None:
    if value is UNREADABLE:
        return None
    raw = validate(RawSynthesis, value, report, required=("title",), shorthand=_shorthand)
    if raw is None:
        return None
    figures = raw.figures or RawFigures()
    record = raw.correction_record or RawCorrectionRecord()
    sections = [
        Section(item.heading, _paragraphs(item.text), json_pointer("sections", index))
        for index, item in enumerate(raw.sections)
    ]
    if raw.abstract:
        sections.insert(0, Section("Abstract", _paragraphs(raw.abstract), "/abstract"))
    # What has no place of its own in the model is shown among the other fields.
    most = {} if _text(figures.score) or figures.score_of is None else {"score_of": figures.score_of}
    beside = [
        flatten(record.model_extra, RawCorrectionRecord, "/correction_record"),
        flatten({**(figures.model_extra or {}), **most}, RawFigures, "/figures"),
        *(flatten(item.model_extra, RawSection, f"/sections/{index}") for index, item in enumerate(raw.sections)),
    ]
    return Synthesis(
        source=source,
        title=raw.title,
        publisher=raw.publisher or "",
        date=raw.date or "",
        iso_date=iso_date(raw.date or ""),
        question=raw.research_question or "",
        examines=raw.examines or "",
        figures=StatedFigures(
            papers=_text(figures.papers),
            claims=_text(figures.claims),
            verified=_text(figures.verified),
            score=_text(figures.score),
            score_of=_text(figures.score_of) or "10",
            peer_reviewed=figures.peer_reviewed,
        ),
        sections=tuple(sections),
        claims=tuple(_claim(item, index) for index, item in enumerate(raw.claims)),
        references=tuple(_reference(item, index, report) for index, item in enumerate(raw.references)),
        tier=raw.tier or "",
        verification_level=_text(raw.verification_level),
        gate=raw.gate or "",
        dimensions=tuple(
            QualityDimension(
                key, item.level or "", _text(item.score), item.basis or "", flatten(item.model_extra, RawDimension)
            )
            for key, item in (raw.quality_dimensions or {}).items()
        ),
        correction_state=record.state or "",
        corrections=tuple(
            Correction(
                item.date or "",
                item.text or "",
                flatten(item.model_extra, RawCorrectionEvent),
                iso_date(item.date or ""),
            )
            for item in record.events
        ),
        extras=flatten(raw.model_extra, RawSynthesis) + tuple(extra for extras in beside for extra in extras),
        signs=count_signs(text),
    )


def _text(value: Any) -> str:
    return "" if value is None else scalar_text(value)


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.replace("\r\n", "\n").split("\n\n") if part.strip())


def _claim(raw: RawSynthesisClaim, index: int) -> SynthesisClaim:
    if isinstance(raw.verified, bool):
        found, stated = (Verdict.VERIFIED if raw.verified else Verdict.NOT_VERIFIED), ""
    else:
        found, stated = verdict(raw.verified or ""), raw.verified or ""
    return SynthesisClaim(
        text=raw.claim,
        verdict=found,
        confidence=confidence(_text(raw.confidence)) if raw.confidence is not None else Confidence(None, ""),
        stated_verdict=stated,
        cut_off=raw.cut_off if raw.cut_off is not None else looks_cut_off(raw.claim),
        extras=flatten(raw.model_extra, RawSynthesisClaim),
        pointer=json_pointer("claims", index),
    )


def _reference(raw: RawSynthesisReference, index: int, report: Report) -> Reference:
    pointer = json_pointer("references", index)
    stated = tuple(
        (key, value)
        for key, value in (("id", raw.id), ("arxiv_id", raw.arxiv_id), ("doi", raw.doi), ("url", raw.url))
        if value and value.strip()
    )
    from_text = [reference_from_text(value, pointer) for key, value in stated if key in {"id", "url"}]
    found = (identify.identifiers(raw.arxiv_id, raw.doi), *(item.identifiers for item in from_text))
    return Reference(
        title=raw.title or "",
        authors=names(raw.authors, report, pointer + "/authors"),
        year=raw.year,
        identifiers=tuple(dict.fromkeys(item for items in found for item in items)),
        stated=stated,
        url=raw.url or next((item.url for item in from_text if item.url), ""),
        relevance=raw.relevance or "",
        extras=flatten(raw.model_extra, RawSynthesisReference),
        pointer=pointer,
    )


SYNTHESIS_JSON = InputForm("syntheses", (".json",), "<slug>.json", read_synthesis_json, RawSynthesis)
SYNTHESIS_YAML = InputForm("syntheses", (".yaml", ".yml"), "<slug>.yaml", read_synthesis_yaml, RawSynthesis)
