"""Inputs that hypothesis makes: scans of every version, syntheses, and any JSON at all."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import strategies as st

from generator.vocabulary import load

VERSIONS = ("0b", "1", "2", "3", "4", "5")

# Words with everything that has a meaning in Markdown, HTML, YAML or for white space.
_CHARACTERS = st.characters(exclude_categories=("Cs",))
_HOSTILE = st.sampled_from(
    ["<b>x</b>", "a | b", "*x* _y_ `z`", "[x](http://example.org)", "http://example.org/a_b?c=d&e", "# x", "- x", "1. x",
     "{{ x }}", "{: #x }", "&amp; &#42;", "a\n\nb", "a\nb", "  a  b  ", "x\\", "±β×→$", "“x”", "--8<--", "[TOC]", "*[x]: y",
     "a\u2028b", "\u202ea", "\x02klzzwxh:0000\x03", "~~x~~", "https://example.org/(a).", "[^1]", ":smile:", "!!! note"]
)  # fmt: skip
text = st.one_of(
    _HOSTILE, st.text(_CHARACTERS, max_size=30), st.lists(_HOSTILE, min_size=2, max_size=4).map(" ".join)
)
key = st.one_of(
    st.from_regex(r"[a-z]{2,8}(_[a-z]{2,8}){0,2}", fullmatch=True), st.text(_CHARACTERS, min_size=1, max_size=12)
)
scalar = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**12), 10**12), st.floats(allow_nan=False, allow_infinity=False), text
)
anything = st.recursive(scalar, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(key, inner, max_size=4)),
                        max_leaves=8)  # fmt: skip
unknown = st.dictionaries(key.map("z_{}".format), anything, max_size=2)

_domains = load().domains
_domain_keys = st.one_of(st.sampled_from(sorted(_domains)), key.map("d_{}".format))
_criterion_keys = st.one_of(
    st.sampled_from(sorted(name for domain in _domains.values() for name in domain.criteria)), key.map("c_{}".format)
)
_arxiv = st.from_regex(r"(1[5-9]|2[0-6])(0[1-9]|1[0-2])\.[0-9]{5}(v[1-9])?", fullmatch=True)
_doi = st.one_of(st.sampled_from(["10.1145/nnnnnnn.nnnnnnn", "10.1000/ABC-1", "10.48550/arXiv.2401.00001"]), text)
_year = st.one_of(st.none(), st.integers(1800, 2100))


def _optional(**fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({}, optional=fields)


def _fields(known: dict[str, Any], **optional: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with these fields, those that may be absent, and some that nobody knows."""
    return st.tuples(unknown, st.fixed_dictionaries(known, optional=optional)).map(
        lambda pair: {**pair[0], **pair[1]}
    )


def _answer(version: str) -> st.SearchStrategy[dict[str, Any]]:
    if version == "0b":
        return _fields({"answer": st.sampled_from(["yes", "no", "na", "partly"]), "justification": text})
    source = {"source": st.sampled_from(["opus", "haiku"])} if version in "45" else {}
    return _fields({"applies": st.booleans(), "answer": st.booleans(), "justification": text}, **source)


def _checklist(version: str) -> st.SearchStrategy[dict[str, Any]]:
    criteria = st.dictionaries(_criterion_keys, _answer(version), max_size=3)
    domain = criteria
    if version in "45":
        answered = st.tuples(_answer(version), criteria).map(lambda pair: {**pair[0], "sub_questions": pair[1]})
        beside = st.tuples(_answer(version), criteria).map(lambda pair: {**pair[1], **pair[0]})
        domain = st.one_of(criteria, answered, beside)
    return st.dictionaries(_domain_keys, domain, max_size=3)


def scans(version: str) -> st.SearchStrategy[dict[str, Any]]:
    """Valid scans of a version, with unknown fields."""
    paper = _fields(
        {"title": text.map("A title {}".format), "authors": st.lists(text, max_size=3), "year": _year},
        venue=st.one_of(st.none(), text), arxiv_id=_arxiv, doi=st.one_of(st.none(), st.just(""), _doi),
    )  # fmt: skip
    cited = _fields(
        {"title": text},
        authors=st.lists(text, max_size=2), year=_year, arxiv_id=_arxiv, doi=_doi, url=text, relevance=text,
    )  # fmt: skip
    words = st.one_of(st.sampled_from(["strong", "moderate", "weak", "unsupported"]), text)
    known = {
        "paper": paper,
        "methodology_tags": st.lists(st.sampled_from(["rct", "case-study", "tea-leaves"]), unique=True),
        "key_findings": text,
        "checklist": _checklist(version),
        "claims": st.lists(_fields({"claim": text, "evidence": text, "supported": words}), max_size=3),
        "red_flags": st.lists(_fields({"flag": text, "detail": text}), max_size=2),
        "cited_papers": st.lists(cited, max_size=3),
    }
    optional: dict[str, st.SearchStrategy[Any]] = {}
    if version >= "2":
        known["scan_version"] = st.just(int(version))
        optional["active_modules"] = st.lists(st.sampled_from(["experimental_rigor", "data_leakage"]), unique=True)
    if version >= "3":
        factor = _fields({"score": st.integers(0, 3), "justification": text})
        optional["engagement_factors"] = st.dictionaries(key, factor, max_size=2)
    if version >= "4":
        optional |= {
            "paper_type": st.sampled_from(["empirical", "survey", "poem"]),
            "type_checklist": _checklist(version),
            "hn_data": st.dictionaries(key, anything, max_size=2),
        }
    return _fields(known, **optional)


_number = st.one_of(st.integers(0, 100), st.floats(0, 10).map(lambda value: round(value, 2)), text)
syntheses = _fields(
    {
        "title": text.map("A title {}".format),
        "claims": st.lists(
            _fields(
                {"claim": text},
                verified=st.one_of(st.booleans(), st.sampled_from(["✓", "×", "disputed"])), confidence=_number,
                cut_off=st.booleans(),
            ), max_size=3,
        ),
        "references": st.lists(
            _fields({}, title=text, authors=st.lists(text, max_size=2), year=_year, arxiv_id=_arxiv, doi=_doi, url=text, id=text,
                    relevance=text), max_size=3,
        ),
    },
    publisher=text, date=st.one_of(st.just("6 June 2026"), text), research_question=text, examines=text, abstract=text,
    figures=_fields({}, papers=_number, claims=_number, verified=_number, score=_number, score_of=_number,
                    peer_reviewed=st.booleans()),
    sections=st.lists(_fields({"heading": text, "text": text}), max_size=2),
    tier=st.one_of(st.just("WATCHLIST"), text), verification_level=_number, gate=st.one_of(st.just("FALSIFIED"), text),
    quality_dimensions=st.dictionaries(key, _fields({}, level=text, score=_number, basis=text), max_size=2),
    correction_record=_fields({}, state=st.one_of(st.just("CURRENT"), text),
                              events=st.lists(_fields({}, date=text, text=text), max_size=2)),
)  # fmt: skip


# Keys that readers know, and names that their machinery may trip over.
tricky_keys = st.sampled_from(
    ["paper", "title", "authors", "year", "arxiv_id", "doi", "url", "checklist", "type_checklist", "artifacts", "code_released",
     "applies", "answer", "justification", "source", "sub_questions", "claims", "claim", "evidence", "supported", "red_flags",
     "flag", "detail", "cited_papers", "relevance", "engagement_factors", "score", "hn_data", "scan_version", "paper_type",
     "active_modules", "methodology_tags", "key_findings", "references", "id", "figures", "papers", "sections", "heading",
     "text", "quality_dimensions", "level", "basis", "correction_record", "state", "events", "date", "verified", "confidence",
     "cut_off", "peer_reviewed", "score_of", "as given", "year (as given)", "(answered)", "criteria", "int", "str", "bool", "cls",
     "self", "model_extra", "model_fields", "__class__", "_fields_set", "copy", "", ".", "/", "~", "\u202e"]
)  # fmt: skip
odd_values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 2), st.floats(allow_nan=False, allow_infinity=False),
              st.sampled_from(["yes", "no", "na", "", " ", "strong", "x", "2401.00001", "10.1000/1", "5", "\ud800"]), st.text(max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(tricky_keys, inner, max_size=5)),
    max_leaves=12,
)  # fmt: skip


def _places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from _places(item, (*path, key))


@st.composite
def damaged(
    draw: st.DrawFn, base: st.SearchStrategy[dict[str, Any]], values: st.SearchStrategy[Any] = odd_values
) -> dict[str, Any]:
    """A valid input in which some values were replaced by others, or taken away."""
    value = copy.deepcopy(draw(base))
    for _ in range(draw(st.integers(1, 4))):
        *outer, last = draw(st.sampled_from(list(_places(value))))
        holder: Any = value
        for step in outer:
            holder = holder[step]
        if isinstance(holder, dict) and draw(st.integers(0, 4)) == 0:
            del holder[last]
        else:
            holder[last] = draw(values)
        if not value:
            break
    return value


def marked(value: Any, counter: list[int] | None = None) -> Any:
    """The same data with a mark in each text, so that each is found for itself; words with a meaning stay."""
    counter = counter if counter is not None else [0]
    if isinstance(value, dict):
        return {name: item if name in _MEANT else marked(item, counter) for name, item in value.items()}
    if isinstance(value, list):
        return [marked(item, counter) for item in value]
    if isinstance(value, str) and value.strip():
        counter[0] += 1
        return f"{value}q{counter[0]}q"
    return value


_MEANT = {"answer", "supported", "verified", "source", "arxiv_id", "doi", "url", "id", "methodology_tags", "active_modules",
          "paper_type", "state", "tier", "gate", "date"}  # fmt: skip
