"""The words of synthesis reports: verdicts, confidences, dates, references, texts that were cut off."""

from __future__ import annotations

import datetime
import re

from generator import identify, limits
from generator.model import Confidence, Reference, Verdict

_VERIFIED = {"✓", "✔", "✅", "yes", "true", "verified"}
_NOT_VERIFIED = {"×", "✗", "✘", "❌", "x", "no", "false", "not verified", "unverified", "not_verified"}
_MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul",
         "august aug", "september sep sept", "october oct", "november nov", "december dec"), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH_FIRST = re.compile(r"([A-Za-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.ASCII)
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.ASCII)
_NUMBER = re.compile(r"(?:\d{1,100}(?:\.\d{1,100})?|\.\d{1,100})(?:[eE][+-]?\d{1,3})?", re.ASCII)

CUT_AT = 110
"""Texts are cut at about 120 characters; a shorter one that lacks its full stop is taken as whole."""


def is_verdict(word: str) -> bool:
    """Whether ``word`` is one of the known verdicts."""
    return verdict(word) is not Verdict.OTHER


def verdict(word: str) -> Verdict:
    """What a verdict's word or sign means."""
    known = word.strip().lower() if len(word) <= limits.WORD else ""
    if known in _VERIFIED:
        return Verdict.VERIFIED
    return Verdict.NOT_VERIFIED if known in _NOT_VERIFIED else Verdict.OTHER


def confidence(text: str) -> Confidence:
    """A confidence as written, and as a number where it is one from 0 to 1 (or a percentage)."""
    stated = text.strip()
    number = stated[:-1].rstrip() if stated.endswith("%") else stated
    if len(stated) > limits.WORD or not _NUMBER.fullmatch(number):
        return Confidence(None, stated)
    value = float(number) / (1 if number is stated else 100)
    return Confidence(value if value <= 1 else None, stated)


def looks_cut_off(text: str) -> bool:
    """Whether a text of a claim ends before its sentence does."""
    stripped = text.rstrip()
    return len(stripped) >= CUT_AT and not stripped.endswith((".", "!", "?", '."', ".”", ".)", "…"))


def iso_date(text: str) -> str:
    """``June 7, 2026``, ``7 June 2026`` or ``2026-06-07`` as ``2026-06-07``; empty where it is no date."""
    stripped = text.strip() if len(text) <= limits.WORD else ""
    if found := _ISO.fullmatch(stripped):
        year, month, day = int(found[1]), int(found[2]), int(found[3])
    elif found := _MONTH_FIRST.fullmatch(stripped):
        year, month, day = int(found[3]), _MONTHS.get(found[1].lower(), 0), int(found[2])
    elif found := _DAY_FIRST.fullmatch(stripped):
        year, month, day = int(found[3]), _MONTHS.get(found[2].lower(), 0), int(found[1])
    else:
        return ""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


_LINK = re.compile(r"<?(https?://[^\s<>]+)>?")
_DOI_IN_TEXT = re.compile(r"(?:doi\s*:\s*)?(10\.\d{4,9}/[^\s<>]+)", re.I)
_ARXIV_IN_TEXT = re.compile(r"arxiv\s*:\s*(\S+)", re.I)


def reference_from_text(line: str, pointer: str) -> Reference:
    """A reference from one line of text: an address, an identifier, or a title with one of them in it.

    They are looked for in the first ``limits.REFERENCE`` characters.
    """
    whole = line.strip()
    text = whole[: limits.REFERENCE]
    link = _LINK.search(text)
    address = link[1].rstrip(".,;)") if link else ""
    arxiv = identify.arxiv_id(address or text)
    found_arxiv = _ARXIV_IN_TEXT.search(text)
    if arxiv is None and found_arxiv:
        arxiv = identify.arxiv_id(found_arxiv[1].rstrip(".,;)"))
    found_doi = None if arxiv else _DOI_IN_TEXT.search(text)
    doi = identify.doi(found_doi[1].rstrip(".,;)")) if found_doi else None
    rest = text
    for known in (
        link[0] if link else "",
        found_arxiv[0] if found_arxiv else "",
        found_doi[0] if found_doi else "",
    ):
        if known:
            rest = rest.replace(known, " ")
    rest = " ".join(rest.split()).strip(" .,;:-–()")
    if len(whole) > len(text):
        rest, text = f"{rest}{whole[limits.REFERENCE :]}", whole
    is_bare = not rest or identify.arxiv_id(rest) is not None
    found = identify.identifiers(arxiv, doi)
    return Reference(
        title="" if is_bare else rest,
        identifiers=found,
        stated=(("reference", text.removeprefix("<").removesuffix(">") if is_bare else text),) if text else (),
        url="" if found else address,
        pointer=pointer,
    )
