"""Syntheses as the text of a report's PDF: one line at a time, nothing thrown away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from generator.diagnostics import Report, Severity
from generator.model import Confidence, Extra, Section, Source, StatedFigures, Synthesis, SynthesisClaim
from generator.readers.synthesis_words import (
    confidence,
    is_verdict,
    iso_date,
    looks_cut_off,
    reference_from_text,
    verdict,
)

_NUMBERED = re.compile(r"(\d{1,2})\.?\s+([A-Z][^.!?:]{2,60})")
_CLAIM_HEADER = re.compile(r"claim\s*\t.*", re.I)
_REFERENCE_ITEM = re.compile(r"\s*(?:[-*•]\s+|\[\d{1,4}\]\s*|\d{1,4}[.)]\s+)(?=\S)")

_PAPERS = re.compile(
    r"findings from (\d[\d,]*)|(\d[\d,]*) papers (?:were )?retrieved|yielded (\d[\d,]*) papers", re.I
)
_CLAIMS = re.compile(r"(\d[\d,]*) claims? (?:was |were )?extracted", re.I)
_VERIFIED = re.compile(r"(\d[\d,]*) (?:was |were )?independently verified", re.I)
_SCORE = re.compile(r"score(?: of|:)\s*(\d{1,3}(?:\.\d{1,4})?)\s*/\s*(\d{1,3})", re.I)
_QUESTION = re.compile(r"Research question:\s*(.+)", re.S)
_SHORT_QUESTION = re.compile(r"following research question:\s*(.+?)(?:\.\s+\d[\d,]* claims?\b|$)", re.S)
_EXAMINES = re.compile(r"This paper examines:\s*(.+?)(?:\.\s+Research question:|$)", re.S)


@dataclass(slots=True)
class _Lines:
    """The report's parts, as lines with their numbers."""

    head: list[str] = field(default_factory=list)
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    rows: list[tuple[int, str]] = field(default_factory=list)
    references: list[tuple[int, str]] = field(default_factory=list)


def read_synthesis_text(text: str, source: Source, report: Report) -> Synthesis | None:
    """The synthesis in plain ``text``, or ``None`` after saying why there is none."""
    lines = _split(text)
    if not lines.head:
        report.add(
            Severity.ERROR, "missing-field", "there is no title before the first section",
            "put the report's title on the first line",
        )  # fmt: skip
        return None
    if not lines.sections and not lines.rows and not lines.references:
        report.add(
            Severity.ERROR, "invalid", "this is no synthesis: it has no Abstract, claims or References",
            "check that the whole report was copied", line=1,
        )  # fmt: skip
        return None
    title, publisher, date, surplus = _head(lines.head)
    prose = "\n".join(line for _, body in lines.sections for line in body)
    sections = [Section(heading, tuple(body)) for heading, body in lines.sections]
    # The last heading before the table is the table's own, and not a section without text.
    claims_heading = sections.pop().heading if lines.rows and sections and not sections[-1].paragraphs else ""
    if surplus:
        sections.insert(0, Section("Before the abstract", tuple(surplus)))
    return Synthesis(
        source=source,
        title=title,
        publisher=publisher,
        date=date,
        iso_date=iso_date(date),
        question=_question(prose),
        examines=_first(_EXAMINES, prose).rstrip("."),
        figures=_figures(prose),
        sections=tuple(sections),
        claims_heading=claims_heading,
        claims=_claims(lines.rows, report),
        references=tuple(
            reference_from_text(line, f"/references/{index}") for index, (_, line) in enumerate(lines.references)
        ),
    )


def _split(text: str) -> _Lines:
    parts = _Lines()
    part = "head"
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if not stripped:
            continue
        lowered = stripped.lower()
        numbered = _NUMBERED.fullmatch(stripped)
        if _CLAIM_HEADER.fullmatch(stripped):
            part = "claims"
        elif lowered in {"references", "bibliography"} or (numbered and numbered[2].lower() == "references"):
            part = "references"
        elif lowered == "abstract" or (numbered and part != "references" and "\t" not in line):
            parts.sections.append((stripped, []))
            part = "section"
        elif part == "head":
            parts.head.append(stripped)
        elif part == "section":
            parts.sections[-1][1].append(stripped)
        elif part == "claims":
            parts.rows.append((number, line.rstrip("\r\n")))
        else:
            parts.references.append((number, _REFERENCE_ITEM.sub("", line, count=1).strip()))
    return parts


def _head(lines: list[str]) -> tuple[str, str, str, list[str]]:
    """Title, publisher, date, and lines that are none of them. A title may run over several lines."""
    dated = next((index for index, line in enumerate(lines) if iso_date(line)), None)
    if dated is None:
        return lines[0], lines[1] if len(lines) > 1 else "", lines[2] if len(lines) > 2 else "", lines[3:]
    before, after = lines[:dated], lines[dated + 1 :]
    if not before:
        return (after[0] if after else lines[dated]), "", lines[dated], after[1:]
    if len(before) == 1:
        return before[0], "", lines[dated], after
    return " ".join(before[:-1]), before[-1], lines[dated], after


def _first(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return next((group for group in found.groups() if group), "").strip() if found else ""


def _question(prose: str) -> str:
    """The research question: whole from the introduction, else as the abstract has it, cut off."""
    whole = _first(_QUESTION, "\n".join(line for line in prose.splitlines() if "Research question:" in line))
    return whole.removesuffix("?.") + "?" if whole.endswith("?.") else whole or _first(_SHORT_QUESTION, prose)


def _figures(prose: str) -> StatedFigures:
    score = _SCORE.search(prose)
    return StatedFigures(
        papers=_first(_PAPERS, prose),
        claims=_first(_CLAIMS, prose),
        verified=_first(_VERIFIED, prose),
        score=score[1] if score else "",
        score_of=score[2] if score else "10",
        peer_reviewed=bool(re.search(r"peer-reviewed papers", prose, re.I)),
    )


def _claims(rows: list[tuple[int, str]], report: Report) -> tuple[SynthesisClaim, ...]:
    """The rows of the claims table. A row with no verdict is the tail of the row before it."""
    claims: list[SynthesisClaim] = []
    for number, row in rows:
        cells = [cell.strip() for cell in row.split("\t")]
        text, sign, certainty = (*cells, "", "")[:3]
        has_verdict = is_verdict(sign) or bool(certainty)
        if not has_verdict and claims and not sign:
            claims[-1] = _with_tail(claims[-1], text, number, report)
            continue
        if not has_verdict:
            report.add(
                Severity.WARNING, "row-without-verdict", "a row of the claims table has no verdict",
                "write ✓ or × and a confidence after it, separated by tabs", line=number,
            )  # fmt: skip
        claims.append(
            SynthesisClaim(
                text=text,
                verdict=verdict(sign),
                confidence=confidence(certainty) if certainty else Confidence(None, ""),
                stated_verdict=sign,
                cut_off=looks_cut_off(text),
                extras=tuple(Extra(f"column {column}", cell) for column, cell in enumerate(cells[3:], 4) if cell),
                pointer=f"/claims/{len(claims)}",
            )
        )
    return tuple(claims)


def _with_tail(claim: SynthesisClaim, tail: str, number: int, report: Report) -> SynthesisClaim:
    report.add(
        Severity.NOTE, "row-broken-over-pages",
        f"a row without a verdict ({tail!r}) is taken as the tail of the claim before it",
        "join the two rows if the text was copied from a PDF", line=number, pointer=claim.pointer,
    )  # fmt: skip
    return replace(claim, tail=f"{claim.tail} {tail}".strip())
