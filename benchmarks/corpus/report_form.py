"""A report as a file: the text of its PDF, or the fields of JSON and YAML."""

from __future__ import annotations

import json
from datetime import datetime

import yaml

from benchmarks.corpus.draw import Draw
from benchmarks.corpus.papers import Head
from benchmarks.corpus.report import CLAIM_WIDTH, Report
from benchmarks.corpus.words import REPORT, REPORT_WORDS

Json = dict[str, object]

_EVENTS = {
    "SUPERSEDED": "A later report with more papers takes the place of this one.",
    "CORRECTED": "The confidence of one claim was given wrong and has been corrected.",
}


def report_form(draw: Draw, report: Report) -> str:
    """The text of the report's file, in the form of its standing."""
    match report.standing.form:
        case "json":
            return json.dumps(_fields(draw, report), ensure_ascii=False, indent=2) + "\n"
        case "yaml":
            return yaml.safe_dump(_fields(draw, report), allow_unicode=True, sort_keys=False, width=100)
    return _text(draw, report)


def _text(draw: Draw, report: Report) -> str:
    said = _said(report)
    parts = [
        report.title, REPORT["publisher"], report.date, "Abstract", said["abstract"], "1 Introduction",
        f"This paper examines: {report.references[0].title}. Research question: {report.question}?.",
        "2 Methodology", said["methodology"], "3 Results", said["results"], "4 Limitations", said["limitations"],
        "5 Extracted Claims", "\n".join(_claim_rows(draw, report)), "References",
        draw.pick(("\n", "\n\n")).join(f"- <{_address(draw, paper)}>" for paper in report.references),
    ]  # fmt: skip
    return "\n\n".join(part for part in parts if part) + "\n"


def _said(report: Report) -> dict[str, str]:
    """The sections that say the same in every report, but for the figures."""
    return {
        name: REPORT[name].format(
            papers=report.papers,
            cut_question=report.question[: len(report.question) * 4 // 5].rstrip(),
            claims=len(report.claims),
            verified=report.verified,
            was="was" if report.verified == 1 else "were",
            score=_score(report),
        )
        for name in ("abstract", "methodology", "results", "limitations")
    }


def _score(report: Report) -> str:
    return f"{report.score / 10:.1f}"


def _claim_rows(draw: Draw, report: Report) -> list[str]:
    """The table of claims: long ones are cut off, and one of these is broken over two pages."""
    rows = ["Claim\tVerified\tConfidence"]
    broken = draw.below(len(report.claims))
    for number, claim in enumerate(report.claims):
        rows.append(f"{claim.shown}\t{'✓' if claim.is_verified else '×'}\t{claim.confidence}")
        if number == broken and len(claim.text) > CLAIM_WIDTH:
            rows.append(f"{claim.text[CLAIM_WIDTH : CLAIM_WIDTH + 6].strip()}\t\t")
    return rows


def _address(draw: Draw, paper: Head) -> str:
    if paper.arxiv_id:
        return f"http://arxiv.org/abs/{paper.arxiv_id}v{draw.between(1, 4)}"
    return f"https://doi.org/{paper.doi}" if paper.doi else f"https://{paper.name.lower()}.example/paper"


def _fields(draw: Draw, report: Report) -> Json:
    said, standing = _said(report), report.standing
    fields: Json = {"title": report.title, "publisher": REPORT["publisher"]}
    if report.date:
        fields["date"] = datetime.strptime(report.date, "%B %d, %Y").date().isoformat()
    fields |= {
        "research_question": f"{report.question}?",
        "examines": report.references[0].title,
        "abstract": said["abstract"],
        "figures": {
            "papers": report.papers, "claims": len(report.claims), "verified": report.verified,
            "score": float(_score(report)), "peer_reviewed": True,
        },
        "sections": [
            {"heading": name.capitalize(), "text": said[name]} for name in ("methodology", "results", "limitations")
        ],
        "claims": [
            {"claim": claim.shown, "verified": claim.is_verified, "confidence": float(claim.confidence)}
            | ({"cut_off": True} if len(claim.text) > CLAIM_WIDTH else {})
            for claim in report.claims
        ],
        "references": [_reference(draw, paper) for paper in report.references],
        "tier": report.tier,
        "verification_level": draw.between(0, 7),
        "gate": standing.gate,
        "quality_dimensions": {name: _dimension(draw) for name in REPORT_WORDS["dimensions"]},
        "correction_record": {"state": standing.state},
    }  # fmt: skip
    if event := _EVENTS.get(standing.state):
        day = f"2026-07-{draw.between(1, 28):02}"
        fields["correction_record"] = {"state": standing.state, "events": [{"date": day, "text": event}]}
    return fields


def _reference(draw: Draw, paper: Head) -> Json:
    reference: Json = {"title": paper.title, "authors": list(paper.authors[:3]), "year": paper.year}
    if paper.arxiv_id and draw.chance(0.7):
        reference["arxiv_id"] = paper.arxiv_id + draw.pick(("", "v1", "v2"))
    elif paper.doi:
        reference["doi"] = paper.doi
    return reference


def _dimension(draw: Draw) -> Json:
    level = draw.pick(REPORT_WORDS["levels"])
    if level == "UNASSESSED":
        return {"level": level}
    score = 2.5 * REPORT_WORDS["levels"].index(level) + draw.below(20) / 10
    basis = f"{draw.between(2, 9)} of the papers were read for it."
    return {"level": level, "score": round(score, 1), "basis": basis}
