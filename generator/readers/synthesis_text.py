"""Syntheses as the text of a report's PDF: one line at a time, nothing thrown away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from generator.diagnostics import Report, Severity, quoted
from generator.model import Extra, Section, Source, StatedFigures, Synthesis, SynthesisClaim
from generator.readers.raw import is_visible
from generator.readers.synthesis_words import (
    confidence,
    is_verdict,
    iso_date,
    looks_cut_off,
    reference_from_text,
    verdict,
)

MAX_LINES = 20_000
"""How many lines a report may have; the real ones have fifty."""
_LINE_ENDS = "\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_NUMBERED = re.compile(r"(\d{1,2})\.?\s+([A-Z][^.!?:\t]{2,60})")
_NAMED = {
    "abstract", "introduction", "background", "methodology", "methods", "results", "discussion", "limitations",
    "conclusion", "conclusions", "extracted claims",
}  # fmt: skip
_REFERENCES = {"references", "bibliography"}
_CLAIM_HEADER = re.compile(
    r"claims?\s*\t(?=.*(?:verif|verdict|status|confid|score)).*|claims?(?:\s+(?:verified|verdict|confidence))+", re.I
)
# A row whose cells are separated by spaces: the sign and the number at its end tell it.
_ROW = re.compile(r"(.*?\S)??\s*([✓✔✅×✗✘❌])\s*(\d?\.?\d+\s*%?)?", re.S)
_REFERENCE_ITEM = re.compile(r"(?:[-*•–]\s+|\[\d{1,4}\]\s*|\(\d{1,4}\)\s+|\d{1,4}[.)]\s+)(?=\S)")

_PAPERS = re.compile(
    r"findings from (\d[\d,]*)|(\d[\d,]*) papers (?:were )?retrieved|yielded (\d[\d,]*) papers", re.I
)
_CLAIMS = re.compile(r"(\d[\d,]*) claims? (?:was |were )?extracted", re.I)
_VERIFIED = re.compile(r"(\d[\d,]*) (?:was |were )?independently verified", re.I)
_SCORE = re.compile(r"score(?: of|:)\s*(\d{1,3}(?:\.\d{1,4})?)\s*/\s*(\d{1,3})", re.I)
_PEER_REVIEWED = re.compile(r"peer-reviewed papers", re.I)
_QUESTION = re.compile(r"(?<!following )Research question:\s*(.+)", re.I)
_SHORT_QUESTION = re.compile(r"following research question:\s*(.+?)(?:\.\s+\d[\d,]* claims?\b|$)", re.I)
_EXAMINES = re.compile(r"This paper examines:\s*(.+?)(?:\.\s+Research question:|$)", re.I)


@dataclass(slots=True)
class _Parts:
    """The report's parts. Sections hold paragraphs, rows and references the number of their line."""

    head: list[str] = field(default_factory=list)
    sections: list[tuple[str, list[str]]] = field(default_factory=list)
    claims_heading: str = ""
    columns: tuple[str, ...] = ()
    rows: list[tuple[int, str]] = field(default_factory=list)
    references: list[str] = field(default_factory=list)


def read_synthesis_text(text: str, source: Source, report: Report) -> Synthesis | None:
    """The synthesis in plain ``text``, or ``None`` after saying why there is none."""
    if max(text.count("\r"), sum(text.count(end) for end in _LINE_ENDS)) > MAX_LINES:
        report.add(Severity.ERROR, "too-large", f"the report has more than {MAX_LINES:,} lines", "shorten it")
        return None
    parts = _split(_lines(text))
    title, publisher, date, surplus = _head(parts.head)
    if not is_visible(title):
        report.add(
            Severity.ERROR, "missing-field", "there is no title before the first section",
            "write the report's title on the first line", line=1,
        )  # fmt: skip
        return None
    if not (parts.sections or parts.claims_heading or parts.rows or parts.references):
        report.add(
            Severity.ERROR, "invalid", "this is no synthesis: it has no Abstract, claims or References",
            "check that the whole report was copied", line=1,
        )  # fmt: skip
        return None
    sections = [Section(heading, tuple(body)) for heading, body in parts.sections]
    if surplus:
        sections.insert(0, Section("Before the abstract", tuple(surplus)))
    prose = [paragraph for section in sections for paragraph in section.paragraphs]
    return Synthesis(
        source=source,
        title=title,
        publisher=publisher,
        date=date,
        iso_date=iso_date(date),
        question=_question(sections),
        examines=_first(_EXAMINES, prose).rstrip("."),
        figures=_figures(prose),
        sections=tuple(sections),
        claims_heading=parts.claims_heading,
        claims=_claims(parts.rows, parts.columns, report),
        references=tuple(
            reference_from_text(line, f"/references/{index}") for index, line in enumerate(parts.references)
        ),
    )


def _lines(text: str) -> list[tuple[int, str]]:
    """The lines with the numbers that an editor gives them; a form feed also ends a line."""
    numbered = enumerate(re.split(r"\r\n?|\n", text), 1)
    return [(number, part.strip(" ")) for number, line in numbered for part in (line.splitlines() or [""])]


def _split(lines: list[tuple[int, str]]) -> _Parts:
    parts = _Parts()
    part = "head"
    number_of_section = 0
    after_blank = True
    has_markers = False
    for number, line in lines:
        stripped = line.strip()
        if not stripped:
            after_blank = True
            continue
        name, heading_number = _heading(stripped, number_of_section)
        if (part != "head" or "\t" in stripped) and _CLAIM_HEADER.fullmatch(stripped):
            # The heading right before the table is the table's own, and not a section without text.
            if part == "section" and not parts.sections[-1][1] and not parts.claims_heading:
                parts.claims_heading = parts.sections.pop()[0]
            part = "claims"
            names = stripped.split("\t") if "\t" in stripped else stripped.split()
            parts.columns = parts.columns or tuple(name.strip().lower() for name in names)
        elif name in _REFERENCES:
            part = "references"
        elif name and part != "references":
            parts.sections.append((stripped, []))
            part = "section"
            number_of_section = heading_number or number_of_section
        elif part == "head":
            parts.head.append(stripped)
        elif part == "section":
            _add_prose(parts.sections[-1][1], stripped, after_blank)
        elif part == "claims":
            parts.rows.append((number, line))
        else:
            marker = _REFERENCE_ITEM.match(stripped)
            if has_markers and not marker and not after_blank:
                parts.references[-1] += f" {stripped}"
            else:
                parts.references.append(_without_marker(stripped, marker, len(parts.references) + 1))
            has_markers = has_markers or marker is not None
        after_blank = False
    return parts


def _without_marker(line: str, marker: re.Match[str] | None, place: int) -> str:
    """A reference without its bullet or number; a number that is not its place in the list stays."""
    number = re.search(r"\d+", marker[0]) if marker else None
    return line if marker is None or (number and int(number[0]) != place) else line[marker.end() :]


def _heading(line: str, last: int) -> tuple[str, int]:
    """The name of the section that ``line`` opens, in lower case, and its number; empty where it opens none.

    A numbered line is a heading where its number follows the one before, with at most two left out.
    """
    numbered = _NUMBERED.fullmatch(line)
    if numbered and (last < int(numbered[1]) <= last + 3 or numbered[2].lower() in _NAMED | _REFERENCES):
        return numbered[2].lower(), int(numbered[1])
    name = line.lower().removesuffix(":")
    return (name, 0) if name in _NAMED | _REFERENCES else ("", 0)


def _add_prose(paragraphs: list[str], line: str, after_blank: bool) -> None:
    """Add a line of prose; one that was broken in the middle of a sentence goes on."""
    goes_on = paragraphs and not after_blank and not paragraphs[-1].endswith((".", "!", "?", ":"))
    if goes_on and "\t" not in line and "\t" not in paragraphs[-1]:
        paragraphs[-1] += f" {line}"
    else:
        paragraphs.append(line)


def _head(lines: list[str]) -> tuple[str, str, str, list[str]]:
    """Title, publisher, date, and lines that are none of them. A title may run over several lines."""
    dated = next((index for index, line in enumerate(lines) if iso_date(line)), None)
    if dated is None:
        return (lines or [""])[0], "".join(lines[1:2]), "", lines[2:]
    before, after = lines[:dated], lines[dated + 1 :]
    if not before:
        return "".join(after[:1]), "", lines[dated], after[1:]
    if len(before) == 1:
        return before[0], "", lines[dated], after
    return " ".join(before[:-1]), before[-1], lines[dated], after


def _first(pattern: re.Pattern[str], paragraphs: list[str]) -> str:
    for paragraph in paragraphs:
        if found := pattern.search(paragraph):
            return next((group for group in found.groups() if group), "").strip()
    return ""


def _question(sections: list[Section]) -> str:
    """The research question: whole from the introduction, else as the abstract has it, cut off."""
    for section in sections:
        for index, paragraph in enumerate(section.paragraphs):
            if not (found := _QUESTION.search(paragraph)):
                continue
            question = found[1].strip()
            # A question that runs over several lines ends with the first question mark.
            rest = " ".join(section.paragraphs[index + 1 :])
            if "?" not in question and "?" in rest:
                question = f"{question} {rest[: rest.index('?') + 1]}"
            return f"{question.removesuffix('?.')}?" if question.endswith("?.") else question
    return _first(_SHORT_QUESTION, [paragraph for section in sections for paragraph in section.paragraphs])


def _figures(prose: list[str]) -> StatedFigures:
    score = next((found for paragraph in prose if (found := _SCORE.search(paragraph))), None)
    return StatedFigures(
        papers=_first(_PAPERS, prose),
        claims=_first(_CLAIMS, prose),
        verified=_first(_VERIFIED, prose),
        score=score[1] if score else "",
        score_of=score[2] if score else "10",
        peer_reviewed=True if any(_PEER_REVIEWED.search(paragraph) for paragraph in prose) else None,
    )


def _claims(rows: list[tuple[int, str]], columns: tuple[str, ...], report: Report) -> tuple[SynthesisClaim, ...]:
    """The rows of the claims table. A row with no verdict is the tail of the row before it."""
    claims: list[SynthesisClaim] = []
    for number, row in rows:
        text, sign, certainty, rest = _cells(row, columns)
        if not sign and not certainty:
            words = " ".join(part for part in (text, *(extra.text for extra in rest)) if part)
            if claims:
                claims[-1] = _with_tail(claims[-1], words, number, report)
                continue
            report.add(
                Severity.WARNING, "row-without-verdict", "a row of the claims table has no verdict",
                "write ✓ or × and a confidence after it, separated by tabs", line=number,
            )  # fmt: skip
        claims.append(
            SynthesisClaim(
                text=text,
                verdict=verdict(sign),
                confidence=confidence(certainty),
                stated_verdict=sign,
                cut_off=looks_cut_off(text),
                extras=rest,
                pointer=f"/claims/{len(claims)}",
            )
        )
    return tuple(claims)


def _cells(row: str, columns: tuple[str, ...]) -> tuple[str, str, str, tuple[Extra, ...]]:
    """Claim, verdict and confidence of a row, and its other cells under the names of their columns."""
    cells = [cell.strip() for cell in row.split("\t")]
    if len(cells) == 1:
        found = _ROW.fullmatch(cells[0])
        return (found[1] or "", found[2], found[3] or "", ()) if found else (cells[0], "", "", ())
    known = {"claim": "", "verdict": "", "confidence": ""}
    rest = []
    for index, cell in enumerate(cells):
        if index == 0:
            kind = "claim"
        elif index < len(columns):
            kind = _column_kind(columns[index])
        else:
            kind = "verdict" if is_verdict(cell) else "confidence" if confidence(cell).value is not None else ""
        if kind and not known[kind]:
            known[kind] = cell
        elif cell:
            name = columns[index] if index < len(columns) and columns[index] else f"column {index + 1}"
            rest.append(Extra(name, cell))
    return known["claim"], known["verdict"], known["confidence"], tuple(rest)


def _column_kind(name: str) -> str:
    """What a column of the claims table holds, by its title."""
    if name.startswith(("verif", "verdict", "status")):
        return "verdict"
    return "confidence" if name.startswith(("confid", "score")) else ""


def _with_tail(claim: SynthesisClaim, tail: str, number: int, report: Report) -> SynthesisClaim:
    report.add(
        Severity.NOTE, "row-broken-over-pages",
        f"a row without a verdict ({quoted(tail)}) is taken as the tail of the claim before it",
        "join the two rows if the text was copied from a PDF", line=number, pointer=claim.pointer,
    )  # fmt: skip
    return replace(claim, tail=f"{claim.tail} {tail}".strip())
