"""Scans and syntheses with a text of our choosing in every field."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from generator.render.escape import paragraphs


def is_visible(text: str) -> bool:
    """Whether the text is one paragraph with something to see in it: others have no place, or two, on a page."""
    return len(paragraphs(text)) == 1 and any(unicodedata.category(sign)[0] not in "CZM" for sign in text)


def scan(texts: Iterator[str]) -> dict:
    """A scan whose every text is the next of ``texts``."""
    take = lambda: next(texts)  # noqa: E731
    return {
        "scan_version": 4,
        "scan_date": take(),
        "paper": {"title": take(), "authors": [take(), take()], "year": 2025, "venue": take(), "arxiv_id": take(),
                  "doi": take(), "note": take()},
        "paper_type": take(),
        "active_modules": [take()],
        "methodology_tags": [take()],
        "key_findings": take(),
        "checklist": {
            "artifacts": {
                "code_released": {"applies": True, "answer": True, "justification": take(), "source": take()},
                "data_released": {"applies": True, "answer": f"Perhaps {take()}", "justification": take()},
                "environment_specified": {"applies": False, "answer": False, "justification": take(), "extra": take()},
            },
            "home_made": {"own_criterion": {"applies": True, "answer": False, "justification": take()}},
        },
        "claims": [{"claim": take(), "evidence": take(), "supported": f"Perhaps {take()}", "aside": take()}],
        "red_flags": [{"flag": take(), "detail": take()}],
        "cited_papers": [
            {"title": f"Cited: {take()}", "authors": [take()], "year": 2020, "arxiv_id": take(), "doi": take(), "relevance": take()}
        ],
        "engagement_factors": {"fear_safety": {"score": 1, "justification": take()}},
        "hn_data": {"thread": take()},
    }  # fmt: skip


def synthesis(texts: Iterator[str], number: int = 0) -> dict:
    """A synthesis whose every text is the next of ``texts``."""
    take = lambda: next(texts)  # noqa: E731
    return {
        "title": take(), "publisher": take(), "date": take(), "research_question": take(), "examines": take(),
        "abstract": take(),
        "figures": {"papers": "7", "claims": "1", "verified": "0", "score": take()},
        "sections": [{"heading": take(), "text": take()}],
        "claims": [{"claim": f"{take()} No. {number}", "verified": f"Perhaps {take()}", "confidence": take(), "cut_off": False, "aside": take()}],
        "references": [{"title": take(), "relevance": take()}],
        "tier": take(), "gate": take(),
        "quality_dimensions": {"novelty": {"level": take(), "score": take(), "basis": take()}},
        "correction_record": {"state": take(), "events": [{"date": take(), "text": take()}]},
    }  # fmt: skip


def write(content: Path, texts: list[str], kind: str) -> int:
    """Write inputs of a kind (``scans``, ``syntheses``) below ``content`` until every text stands in one; how many.

    Not both kinds at once: a text that both have in common would link them.
    """
    used = 0

    def stream() -> Iterator[str]:
        nonlocal used
        while True:
            yield texts[used] if used < len(texts) else f"filler {used}"
            used += 1

    source = stream()
    number = 0
    while used < len(texts):
        name = f"{kind}/case-{number:04d}" + ("/scan.json" if kind == "scans" else ".json")
        file = content / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(scan(source) if kind == "scans" else synthesis(source, number)), "ascii")
        number += 1
    return number
