"""Syntheses as the text of a report's PDF: one line at a time, nothing thrown away."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from generator import limits
from generator.diagnostics import Report, Severity, json_pointer, quoted
from generator.model import Extra, Section, Source, StatedFigures, Synthesis, SynthesisClaim
from generator.readers.form import InputForm
from generator.readers.synthesis_words import (
    confidence,
    is_verdict,
    iso_date,
    looks_cut_off,
    reference_from_text,
    verdict,
)
from generator.readers.text import count_signs
from generator.visible import is_visible

_LINE_ENDS = "\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"

_HEADING = 200
"""Characters in the line of a heading or above a table; a longer line is prose."""
_NUMBERED = re.compile(r"(\d{1,2})\.?\s+([A-Z][^.!?:\t]{2,60})")
_NAMED = {
    "abstract", "introduction", "background", "methodology", "methods", "results", "discussion", "limitations",
    "conclusion", "conclusions", "extracted claims",
}  # fmt: skip
_REFERENCES = {"references", "bibliography"}
_CLAIM_COLUMN = re.compile(r"claims?", re.I)
_OTHER_COLUMN = re.compile(r"verif|verdict|status|confid|score", re.I)
_WORDS_OF_HEADER = re.compile(r"claims?(?:\s+(?:verified|verdict|confidence))+", re.I)
# A row whose cells are separated by spaces: the sign and the number at its end tell it.
_SIGNS = "✓✔✅×✗✘❌"
_AFTER_SIGN = re.compile(r"\d?\.?\d+\s*%?")
_REFERENCE_ITEM = re.compile(r"(?:[-*•–]\s+|\[\d{1,4}\]\s*|\(\d{1,4}\)\s+|\d{1,4}[.)]\s+)(?=\S)")

_NUMBER = r"(?<![\d,])(\d[\d,]{0,15})"
"""A number of a sentence, from its first digit: else a search would begin anew at each digit of a long one."""
_PAPERS = re.compile(rf"findings from {_NUMBER}|{_NUMBER} papers (?:were )?retrieved|yielded {_NUMBER} papers", re.I)
_CLAIMS = re.compile(rf"{_NUMBER} claims? (?:was |were )?extracted", re.I)
_VERIFIED = re.compile(rf"{_NUMBER} (?:was |were )?independently verified", re.I)
_SCORE = re.compile(r"score(?: of|:)\s{0,9}(\d{1,3}(?:\.\d{1,4})?)\s{0,9}/\s{0,9}(\d{1,3})", re.I)
_PEER_REVIEWED = re.compile(r"peer-reviewed papers", re.I)
# What follows these words up to the end of the sentence is cut out by hand.
_QUESTION = re.compile(r"(?<!following )Research question:", re.I)
_SHORT_QUESTION = re.compile(r"following research question:", re.I)
_AFTER_QUESTION = re.compile(r"\.\s{1,9}\d[\d,]{0,15} claims?\b", re.I)
_EXAMINES = re.compile(r"This paper examines:", re.I)
_AFTER_EXAMINED = re.compile(r"\.\s{1,9}Research question:", re.I)


@dataclass(slots=True)
class _Parts:
    """The report's parts. Rows have the number of their line; paragraphs and references are lists of their lines."""

    head: list[str] = field(default_factory=list)
    sections: list[tuple[str, list[list[str]]]] = field(default_factory=list)
    claims_heading: str = ""
    columns: tuple[str, ...] = ()
    rows: list[tuple[int, str]] = field(default_factory=list)
    references: list[list[str]] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """The numbers of the lines at which parts begin, by the pointers that findings name them with."""


def read_synthesis_text(text: str, source: Source, report: Report) -> Synthesis | None:
    """The synthesis in plain ``text``, or ``None`` after saying why there is none."""
    if max(text.count("\r"), sum(text.count(end) for end in _LINE_ENDS)) > limits.LINES:
        report.add(
            "too-large",
            f"the report has more than {limits.LINES:,} lines",
            "shorten it",
        )
        return None
    parts = _split(_lines(text))
    title, publisher, date, surplus = _head(parts.head)
    if not is_visible(title):
        report.add(
            "missing-field",
            "there is no title before the first section",
            "write the report's title on the first line",
            severity=Severity.ERROR,
            line=1,
        )
        return None
    if not (parts.sections or parts.claims_heading or parts.rows or parts.references):
        report.add(
            "invalid",
            "this is not a synthesis: it has no Abstract, claims or References",
            "check that the whole report was copied",
            line=1,
        )
        return None
    sections = [Section(heading, tuple(map(" ".join, body))) for heading, body in parts.sections]
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
        examines=next(filter(None, (_after(_EXAMINES, text, _AFTER_EXAMINED) for text in prose)), "").rstrip("."),
        figures=_figures(prose),
        sections=tuple(sections),
        claims_heading=parts.claims_heading,
        claims=_claims(parts.rows, parts.columns, report),
        references=tuple(
            reference_from_text(" ".join(lines), f"/references/{index}")
            for index, lines in enumerate(parts.references)
        ),
        signs=count_signs(text),
    )


def lines_of(text: str) -> dict[str, int]:
    """The numbers of the lines (from 1) to which pointers into a report lead."""
    numbered = _lines(text)
    parts = _split(numbered)
    found = dict(parts.lines)
    claims = 0
    for number, row in parts.rows:
        _, sign, certainty, _ = _cells(row, parts.columns)
        if sign or certainty or not claims:
            found[f"/claims/{claims}"] = number
            claims += 1
    for name, pattern in (("papers", _PAPERS), ("claims", _CLAIMS), ("verified", _VERIFIED), ("score", _SCORE)):
        # A sentence may go on in the next line.
        for (number, line), (_, after) in zip(numbered, [*numbered[1:], (0, "")], strict=True):
            if (match := pattern.search(f"{line} {after}")) and match.start() < len(line):
                found[f"/figures/{name}"] = number
                break
    if "/figures/score" in found:
        found["/figures/score_of"] = found["/figures/score"]
    return found


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
        if (part != "head" or "\t" in stripped) and _is_claim_header(stripped):
            # The heading right before the table is the table's own, and not a section without text.
            if part == "section" and not parts.sections[-1][1] and not parts.claims_heading:
                parts.claims_heading = parts.sections.pop()[0]
            part = "claims"
            parts.lines.setdefault("/claims", number)
            names = stripped.split("\t", limits.CELLS - 1) if "\t" in stripped else stripped.split()
            parts.columns = parts.columns or tuple(name[: limits.WORD].strip().lower() for name in names)
        elif name in _REFERENCES:
            part = "references"
            parts.lines.setdefault("/references", number)
        elif name and part != "references":
            parts.sections.append((stripped, []))
            part = "section"
            parts.lines.setdefault("/sections", number)
            number_of_section = heading_number or number_of_section
        elif part == "head":
            parts.head.append(stripped)
            if iso_date(stripped):
                parts.lines.setdefault("/date", number)
        elif part == "section":
            _add_prose(parts.sections[-1][1], stripped, after_blank)
        elif part == "claims":
            parts.rows.append((number, line))
        else:
            marker = _REFERENCE_ITEM.match(stripped)
            if has_markers and not marker and not after_blank:
                parts.references[-1].append(stripped)
            else:
                parts.lines[f"/references/{len(parts.references)}"] = number
                parts.references.append([_without_marker(stripped, marker, len(parts.references) + 1)])
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
    if len(line) > _HEADING:
        return "", 0
    numbered = _NUMBERED.fullmatch(line)
    if numbered and (last < int(numbered[1]) <= last + 3 or numbered[2].lower() in _NAMED | _REFERENCES):
        return numbered[2].lower(), int(numbered[1])
    name = line.lower().removesuffix(":")
    return (name, 0) if name in _NAMED | _REFERENCES else ("", 0)


def _is_claim_header(line: str) -> bool:
    """Whether ``line`` holds the titles of the columns of a claims table."""
    first, tab, others = line.partition("\t")
    if tab and len(first) <= limits.WORD and _CLAIM_COLUMN.fullmatch(first.rstrip()):
        return bool(_OTHER_COLUMN.search(others))
    return len(line) <= _HEADING and bool(_WORDS_OF_HEADER.fullmatch(line))


def _add_prose(paragraphs: list[list[str]], line: str, after_blank: bool) -> None:
    """Add a line of prose; one that was broken in the middle of a sentence goes on."""
    before = paragraphs[-1][-1] if paragraphs and not after_blank else ""
    if before and not before.endswith((".", "!", "?", ":")) and "\t" not in line and "\t" not in before:
        paragraphs[-1].append(line)
    else:
        paragraphs.append([line])


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


def _after(start: re.Pattern[str], text: str, end: re.Pattern[str]) -> str:
    """What follows ``start`` in ``text``, as far as ``end``; empty where there is no ``start``."""
    found = start.search(text)
    if not found:
        return ""
    rest = text[found.end() :].strip()
    stop = end.search(rest, 1)
    return rest[: stop.start()].strip() if stop else rest


def _question(sections: list[Section]) -> str:
    """The research question: whole from the introduction, else as the abstract has it, cut off."""
    for section in sections:
        for index, paragraph in enumerate(section.paragraphs):
            found = _QUESTION.search(paragraph)
            if not found or not (question := paragraph[found.end() :].strip()):
                continue
            # A question that runs over several lines ends with the first question mark.
            rest = " ".join(section.paragraphs[index + 1 :])
            if "?" not in question and "?" in rest:
                question = f"{question} {rest[: rest.index('?') + 1]}"
            return f"{question.removesuffix('?.')}?" if question.endswith("?.") else question
    prose = (paragraph for section in sections for paragraph in section.paragraphs)
    return next(filter(None, (_after(_SHORT_QUESTION, text, _AFTER_QUESTION) for text in prose)), "")


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
    tails: dict[int, list[str]] = {}
    for number, row in rows:
        text, sign, certainty, rest = _cells(row, columns)
        if not sign and not certainty:
            words = " ".join(part for part in (text, *(extra.text for extra in rest)) if part)
            if claims:
                tails.setdefault(len(claims) - 1, []).append(words)
                report.add(
                    "row-broken-over-pages",
                    f"a row without a verdict ({quoted(words)}) is taken as the tail of the claim before it",
                    line=number,
                    pointer=claims[-1].pointer,
                )
                continue
            report.add(
                "row-without-verdict",
                "a row of the claims table has no verdict",
                line=number,
            )
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
    for index, words_of_tail in tails.items():
        claims[index] = replace(claims[index], tail=" ".join(words_of_tail).strip())
    return tuple(claims)


def _cells(row: str, columns: tuple[str, ...]) -> tuple[str, str, str, tuple[Extra, ...]]:
    """Claim, verdict and confidence of a row, and its other cells under the names of their columns."""
    cells = [cell.strip() for cell in row.split("\t", limits.CELLS - 1)]
    if len(cells) == 1:
        return (*_by_sign(cells[0]), ())
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
            rest.append(Extra(name, cell, json_pointer(name)))
    return known["claim"], known["verdict"], known["confidence"], tuple(rest)


def _by_sign(row: str) -> tuple[str, str, str]:
    """Claim, verdict and confidence of a row with spaces between its cells; the whole row where it has no sign."""
    place = max(row.rfind(sign) for sign in _SIGNS)
    certainty = row[place + 1 :].strip()
    if place < 0 or len(certainty) > limits.WORD or (certainty and not _AFTER_SIGN.fullmatch(certainty)):
        return row, "", ""
    return row[:place].rstrip(), row[place], certainty


def _column_kind(name: str) -> str:
    """What a column of the claims table holds, by its title."""
    if name.startswith(("verif", "verdict", "status")):
        return "verdict"
    return "confidence" if name.startswith(("confid", "score")) else ""


SYNTHESIS_TEXT = InputForm("syntheses", (".txt",), "<slug>.txt", read_synthesis_text)
