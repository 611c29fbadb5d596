"""Scan files, versions 0b to 5: their raw form in the words of the model. Nothing else knows a raw key."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from generator import identify, limits
from generator.diagnostics import Report, json_pointer
from generator.model import (
    AS_GIVEN,
    Answer,
    Appraisal,
    Claim,
    Criterion,
    Domain,
    EngagementFactor,
    Paper,
    RedFlag,
    Reference,
    Scan,
    Source,
    SupportLevel,
)
from generator.readers.form import InputForm, directly_there
from generator.readers.raw import Path, as_text, flatten, names, scalar_text, validate
from generator.readers.scan_form import (
    RawAnswer,
    RawAnsweredDomain,
    RawChecklist,
    RawCitedPaper,
    RawClaim,
    RawEngagementFactor,
    RawPaper,
    RawRedFlag,
    RawScan,
)
from generator.readers.synthesis_words import iso_date
from generator.readers.text import UNREADABLE, count_signs, parse_json

_CHECKLISTS = ("checklist", "type_checklist")
_YES = {"yes", "y", "true"}
_NO = {"no", "n", "false"}
_NOT_APPLICABLE = {"na", "n/a", "n.a.", "not applicable", "not_applicable"}
_SUPPORT = {level.value: level for level in SupportLevel if level is not SupportLevel.OTHER}
_VERSION = re.compile(r"v?(\d{1,4})(?!\d)", re.ASCII | re.I)
_FILE_VERSION = re.compile(r"scan-v(\d{1,4})\.json", re.ASCII)


def _shorthand(path: Path, value: object) -> dict[str, object] | None:
    """What a value stands for that is no object where one is due."""
    if isinstance(value, (dict, list)):
        # A domain is told from a list of criteria by its answer.
        return {"answer": None, AS_GIVEN: value} if len(path) == 2 and path[0] in _CHECKLISTS else None
    match path:
        case ("claims", _):
            return {"claim": as_text(value)}
        case ("red_flags", _):
            return {"flag": as_text(value)}
        case ("cited_papers", _):
            return {"title": as_text(value)}
        case ("engagement_factors", _):
            is_score = isinstance(value, int) and not isinstance(value, bool)
            return {"score": value} if is_score else {"justification": as_text(value)}
        case (root, _) | (root, _, _) | (root, _, "sub_questions", _) if root in _CHECKLISTS:
            is_answer = not isinstance(value, str) or _meaning(value) is not Answer.UNCLEAR
            return {"answer": value} if is_answer else {"justification": value}
    return None


def read_scan(text: str, source: Source, report: Report) -> Scan | None:
    """The scan in ``text``, or ``None`` after saying why there is none."""
    value = parse_json(text, report)
    if value is UNREADABLE:
        return None
    raw = validate(RawScan, value, report, required=("paper", "title"), shorthand=_shorthand)
    if raw is None or not all(_is_short(getattr(raw, root) or {}, root, report) for root in _CHECKLISTS):
        return None
    version, rank = _version(raw, source.path)
    return Scan(
        source=source,
        paper=_paper(raw.paper, report),
        version=version,
        rank=rank,
        appraisal=_appraisal(raw.checklist, "checklist"),
        type_appraisal=_appraisal(raw.type_checklist or {}, "type_checklist"),
        paper_type=raw.paper_type or "",
        module_places=_places(raw.active_modules or ()),
        tag_places=_places(raw.methodology_tags),
        modules=names(raw.active_modules or (), report, "/active_modules"),
        tags=names(raw.methodology_tags, report, "/methodology_tags"),
        key_findings=raw.key_findings,
        claims=tuple(_claim(item, index) for index, item in enumerate(raw.claims)),
        red_flags=tuple(
            RedFlag(
                item.flag, item.detail, flatten(item.__pydantic_extra__, RawRedFlag), json_pointer("red_flags", index)
            )
            for index, item in enumerate(raw.red_flags)
        ),
        references=tuple(_reference(item, index, report) for index, item in enumerate(raw.cited_papers)),
        engagement=tuple(
            EngagementFactor(
                key, item.score, item.justification or "", flatten(item.__pydantic_extra__, RawEngagementFactor),
                json_pointer("engagement_factors", key),
            )
            for key, item in (raw.engagement_factors or {}).items()
        ),
        extras=flatten(raw.__pydantic_extra__, RawScan) + (flatten({"hn_data": raw.hn_data}) if raw.hn_data else ()),
        signs=count_signs(text),
        date=raw.scan_date or "",
        iso_date=iso_date(raw.scan_date or ""),
    )  # fmt: skip


def _is_short(checklist: RawChecklist, root: str, report: Report) -> bool:
    """Whether a checklist has no more domains and criteria than are read; says so where it has."""
    criteria = sum(
        len(domain) if isinstance(domain, dict) else len(domain.sub_questions) + len(_beside(domain))
        for domain in checklist.values()
    )
    for number, limit, noun in (
        (len(checklist), limits.CHECKLIST_DOMAINS, "domains"),
        (criteria, limits.CHECKLIST, "criteria"),
    ):
        if number > limit:
            report.add(
                "too-large", f"the checklist has {number:,} {noun}, the limit is {limit:,}", "leave out what is none",
                pointer=f"/{root}",
            )  # fmt: skip
            return False
    return True


def _places(items: Iterable[str]) -> tuple[int, ...]:
    """Where the entries stand in their list of which ``names`` keeps the text; empty where it keeps all of them."""
    kept = tuple(index for index, item in enumerate(items) if item.strip())
    return () if not kept or kept[-1] == len(kept) - 1 else kept


def _version(raw: RawScan, path: str) -> tuple[str, tuple[int, ...]]:
    """The version as shown, and what orders the scans of one paper: their version, then their file's."""
    in_name = _FILE_VERSION.fullmatch(path.rsplit("/", 1)[-1])
    of_file = int(in_name[1]) if in_name else -1
    stated = "" if raw.scan_version is None else scalar_text(raw.scan_version).strip()
    if not stated:
        words = any(isinstance(answer.answer, str) for answer in _all_answers(raw.checklist))
        number = of_file if in_name else 0 if words else 1
        return "0b" if not number else str(number), (number, of_file)
    found = _VERSION.match(stated)
    return stated, (int(found[1]) if found else 1, of_file)


def _all_answers(checklist: RawChecklist) -> Iterable[RawAnswer]:
    for domain in checklist.values():
        yield from domain.values() if isinstance(domain, dict) else (domain, *domain.sub_questions.values())


def _paper(raw: RawPaper, report: Report) -> Paper:
    return Paper(
        title=raw.title,
        authors=names(raw.authors, report, "/paper/authors"),
        year=raw.year,
        venue=raw.venue or "",
        identifiers=identify.identifiers(raw.arxiv_id, raw.doi),
        stated=_stated(arxiv_id=raw.arxiv_id, doi=raw.doi),
        extras=flatten(raw.__pydantic_extra__, RawPaper),
    )


def _stated(**values: str | None) -> tuple[tuple[str, str], ...]:
    return tuple((key, value) for key, value in values.items() if value and value.strip())


def _appraisal(checklist: RawChecklist, root: str) -> Appraisal:
    return Appraisal(tuple(_domain(key, value, root) for key, value in checklist.items()))


def _domain(key: str, raw: RawAnsweredDomain | dict[str, RawAnswer], root: str) -> Domain:
    key, pointer = _shared(key, f"/{root}")
    if isinstance(raw, dict):
        return Domain(key, _criteria(raw, pointer), pointer=pointer)
    criteria = _beside(raw)
    rest = {name: value for name, value in (raw.__pydantic_extra__ or {}).items() if name not in criteria}
    is_answered = any(value is not None for value in (raw.applies, raw.answer, raw.source)) or raw.justification
    return Domain(
        key,
        _criteria(raw.sub_questions, pointer + "/sub_questions") + _criteria(criteria, pointer),
        _criterion(key, pointer, raw) if is_answered else None,
        flatten(rest, RawAnsweredDomain),
        pointer,
    )


def _beside(raw: RawAnsweredDomain) -> dict[str, RawAnswer]:
    """The criteria that stand beside a domain's answer, where fields are too that nobody knows."""
    return {name: value for name, value in (raw.__pydantic_extra__ or {}).items() if isinstance(value, RawAnswer)}


def _criteria(raw: Mapping[str, RawAnswer], pointer: str) -> tuple[Criterion, ...]:
    return tuple([_criterion(*_shared(key, pointer), value) for key, value in raw.items()])


@lru_cache(maxsize=1 << 14)
def _shared(key: str, pointer: str) -> tuple[str, str]:
    """The key and the place below ``pointer``: the same objects for every scan, since thousands have the same."""
    return key, pointer + json_pointer(key)


def _criterion(key: str, pointer: str, raw: RawAnswer) -> Criterion:
    answer, stated = _answer(raw)
    return Criterion(
        key=key,
        answer=answer,
        justification=raw.justification,
        stated=stated,
        contradictory=raw.applies is False and _meaning(raw.answer) is Answer.YES,
        rater=raw.source or "",
        extras=() if isinstance(raw, RawAnsweredDomain) else flatten(raw.__pydantic_extra__, RawAnswer),
        pointer=pointer,
    )


def _answer(raw: RawAnswer) -> tuple[Answer, str]:
    """``applies`` and ``answer`` as one answer; this is the only place that knows how they go together."""
    meaning = _meaning(raw.answer)
    stated = raw.answer if isinstance(raw.answer, str) and meaning is Answer.UNCLEAR else ""
    if raw.applies is False:
        return Answer.NOT_APPLICABLE, stated
    return meaning, stated


def _meaning(answer: bool | str | None) -> Answer:
    if isinstance(answer, bool):
        return Answer.YES if answer else Answer.NO
    word = (answer or "").strip().lower()
    if word in _YES:
        return Answer.YES
    if word in _NO:
        return Answer.NO
    return Answer.NOT_APPLICABLE if word in _NOT_APPLICABLE else Answer.UNCLEAR


def _claim(raw: RawClaim, index: int) -> Claim:
    word = raw.supported or ""
    return Claim(
        text=raw.claim,
        evidence=raw.evidence,
        support=_SUPPORT.get(word.strip().lower(), SupportLevel.OTHER),
        stated_support=word,
        extras=flatten(raw.__pydantic_extra__, RawClaim),
        pointer=json_pointer("claims", index),
    )


def _reference(raw: RawCitedPaper, index: int, report: Report) -> Reference:
    pointer = json_pointer("cited_papers", index)
    return Reference(
        title=raw.title,
        authors=names(raw.authors, report, pointer + "/authors"),
        year=raw.year,
        identifiers=identify.identifiers(raw.arxiv_id, raw.doi),
        stated=_stated(arxiv_id=raw.arxiv_id, doi=raw.doi, url=raw.url),
        url=raw.url or "",
        relevance=raw.relevance or "",
        extras=flatten(raw.__pydantic_extra__, RawCitedPaper),
        pointer=pointer,
    )


def _read_flat(text: str, source: Source, report: Report) -> Scan | None:
    """Like ``read_scan``; what has nothing of a scan is some other file, of which that is said."""
    value = parse_json(text, Report(source.path))
    if value is UNREADABLE or (isinstance(value, dict) and "paper" in value):
        return read_scan(text, source, report)
    report.add(
        "not-read", "the file has no field “paper”, so it is not read as a scan",
        "write the paper's record, or move the file elsewhere",
    )  # fmt: skip
    return None


def _is_scan_file(inner: str) -> bool:
    folder, _, name = inner.rpartition("/")
    return bool(folder) and identify.SCAN_NAME.fullmatch(name) is not None


def _is_flat(inner: str) -> bool:
    # What has the name of a scan lies at the wrong place.
    rest = inner.removeprefix("scan")
    return directly_there(inner) and (rest == inner or ("a" <= rest[:1] <= "z"))


SCAN_FILE = InputForm("scans", (".json",), "<slug>/scan.json", read_scan, RawScan, fits=_is_scan_file)
"""A folder for each paper."""

SCAN_FLAT = InputForm("scans", (".json",), "<slug>.json", _read_flat, fits=_is_flat)
"""A file for each paper."""
