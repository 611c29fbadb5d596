"""A reading in the form of a version of ``scan.json``, with the dirt that real files have."""

from __future__ import annotations

from benchmarks.corpus.answers import NOT_APPLICABLE, YES, Answer
from benchmarks.corpus.draw import Draw
from benchmarks.corpus.reading import Json, Reading

PLACEHOLDER_DOI = "10.1145/nnnnnnn.nnnnnnn"
UNCLEAR = "partly"
"""An answer that is none of the three."""
UNKNOWN_TAG, UNKNOWN_CRITERION, UNKNOWN_DOMAIN = "simulation", "energy_use_reported", "tool_safety"
"""Words that the vocabulary does not know."""

_CYCLE = 20
"""Rare forms come once in this many papers, so that small corpora have them."""
_V0B, _SEVERAL, _V5, _UNKNOWN_WORDS = 3, 7, 11, 13
"""The papers of the first cycle that have them."""
_SOURCES = ("rater-small", "rater-large")
_ANSWERED = "claims_and_evidence"
"""The domain that is itself an answer in some scans of version 4."""


def versions(draw: Draw, index: int) -> tuple[int, ...]:
    """The versions of the scans of paper ``index``, the oldest first; 0 is v0b.

    One paper in twenty has several, one in twenty is v0b, one v5.
    """
    place = index % _CYCLE
    if place == _V0B:
        return (0,)
    if place == _V5:
        return (5,)
    if place == _SEVERAL:
        return (draw.between(1, 3), 4, 5) if index % (2 * _CYCLE) > _CYCLE else (draw.between(1, 3), 4)
    return (draw.weighted((1, 2, 3, 4), (12, 18, 45, 25)),)


def file_name(version: int) -> str:
    """``scan-v4.json`` from version 4 on."""
    return f"scan-v{version}.json" if version >= 4 else "scan.json"


def scan_form(draw: Draw, reading: Reading, version: int, index: int) -> Json:
    """The scan of paper ``index`` as ``version`` writes it."""
    profile = reading.profile
    scan: Json = {"paper": _paper(draw, reading)}
    if version > 1:
        scan["scan_version"] = version
    if version > 3:
        scan["paper_type"] = profile.kind.paper_type
    elif version > 1 and (profile.modules or draw.chance(0.5)):
        scan["active_modules"] = list(profile.modules)
    has_unknown = index % _CYCLE == _UNKNOWN_WORDS
    scan["methodology_tags"] = [*reading.tags, *([UNKNOWN_TAG] if has_unknown else [])]
    scan["key_findings"] = reading.findings
    scan |= _checklists(draw, reading, version, has_unknown)
    scan["claims"] = [
        {"claim": claim.text, "evidence": claim.evidence, "supported": claim.supported} for claim in reading.claims
    ]
    scan["red_flags"] = [{"flag": flag.name, "detail": flag.detail} for flag in reading.flags]
    scan["cited_papers"] = list(reading.references)
    if version > 2:
        scan["engagement_factors"] = reading.factors
    if version > 3:
        scan["hn_data"] = {}
    # Some files have their keys in another order.
    return {key: scan[key] for key in draw.sample(list(scan), len(scan))} if draw.chance(0.08) else scan


def _paper(draw: Draw, reading: Reading) -> Json:
    head = reading.head
    paper: Json = {"title": head.title, "authors": list(reading.authors), "year": head.year}
    if reading.venue:
        paper["venue"] = reading.venue
    if head.arxiv_id:
        paper["arxiv_id"] = head.arxiv_id
    if head.doi:
        paper["doi"] = head.doi
    elif draw.chance(0.12):
        paper["doi"] = draw.pick(("", None, PLACEHOLDER_DOI))
    return paper


def _checklists(draw: Draw, reading: Reading, version: int, has_unknown: bool) -> Json:
    """``checklist``, and from version 4 on ``type_checklist``, which then holds the modules' domains.

    Some scans of version 4 have a domain that is itself an answer, with its criteria one level down.
    """
    domains: dict[str, Json] = {
        key: {name: _answer(draw, answer, version) for name, answer in answers.items()}
        for key, answers in reading.checklist.items()
        # There were no modules before version 2.
        if version > 1 or key not in reading.profile.modules
    }
    first = next(iter(reading.checklist["artifacts"].values()))
    if has_unknown:
        domains["artifacts"][UNKNOWN_CRITERION] = _answer(draw, first, version)
        if draw.chance(0.3):
            domains[UNKNOWN_DOMAIN] = {"tools_sandboxed": _answer(draw, first, version)}
    if version == 0:
        name = next(iter(domains["artifacts"]))
        domains["artifacts"][name] = {"answer": UNCLEAR, "justification": first.justification}
    if version < 4:
        return {"checklist": domains}
    typed = {key: domains.pop(key) for key in reading.profile.modules if key in domains}
    if draw.chance(0.2):
        whole = next(iter(reading.checklist[_ANSWERED].values()))
        domains[_ANSWERED] = _answer(draw, whole, version) | {"sub_questions": domains[_ANSWERED]}
    return {"checklist": domains, "type_checklist": typed}


def _answer(draw: Draw, answer: Answer, version: int) -> Json:
    if version == 0:
        return {"answer": answer.value, "justification": answer.justification}
    form: Json = {
        "applies": answer.value != NOT_APPLICABLE,
        "answer": answer.value == YES,
        "justification": answer.justification,
    }
    if version > 3:
        form["source"] = draw.pick(_SOURCES)
    return form
