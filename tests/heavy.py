"""Files that cost as much as files of their size can: each field with the nastiest text, many small things of each kind.

``FILES`` leads from a name to a path below the content folder and to what makes the file's text, about that many bytes
of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from tests.inputs import SCAN, SYNTHESIS, changed

Make = Callable[[int], str]

TEXTS: Mapping[str, Make] = {
    "letters": lambda size: "x" * size,
    "spaces": lambda size: "x" + " " * size + "y",
    "tabs": lambda size: "x" + "\t" * size + "y",
    "lines": lambda size: "x" + "\n" * size + "y",
    "blank lines": lambda size: "x" + "\n \n" * (size // 3) + "y",
    "digits": lambda size: "1" * size,
    "commas": lambda size: "1," * (size // 2),
    "marks": lambda size: "x" + "\u0300\u0316" * (size // 4) + "y",
    "signs": lambda size: "*" * size,
    "brackets": lambda size: "[(" * (size // 2),
    "entities": lambda size: "<&" * (size // 2),
    "names": lambda size: "".join(f"Aa{number}-" for number in range(size // 7)),
    "words": lambda size: "".join(f"Aa{number} " for number in range(size // 7)),
    "addresses": lambda size: "http://a.bc/ " * (size // 13),
    "closed address": lambda size: "http://a.bc/" + ")" * size,
    "open address": lambda size: "http://a.bc/" + "(" * (size // 2) + ")" * (size // 2) + ".",
    "DOI of spaces": lambda size: "10.1000/x" + " " * size + "y",
    "arXiv prefix": lambda size: "arxiv" + " " * size + ": x",
    "many prefixes": lambda size: "arxiv: " * (size // 7),
    "many DOIs": lambda size: "doi:10.1000/nnnn\n" * (size // 17),
    "question": lambda size: "following research question: " + ". 1 " * (size // 4),
    "figures": lambda size: "findings from 1 papers " * (size // 23),
    "surrogates": lambda size: "\ud800" * (size // 6),
    "colons": lambda size: ":a" * (size // 2),
    "hashes": lambda size: "abcdef0123456789" * (size // 16),
}
"""Texts of about this size (bytes in JSON)."""


def _dumped(value: object) -> str:
    return json.dumps(value, ensure_ascii=False) if "\\ud" not in json.dumps(value) else json.dumps(value)


def _fields(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A scan with ``text`` in each place where a text can be."""
    paper = SCAN["paper"]
    for key in ("title", "venue", "arxiv_id", "doi", "note"):
        yield f"paper {key}", changed(SCAN, paper=changed(paper, **{key: text}))
    yield "authors", changed(SCAN, paper=changed(paper, authors=[text]))
    for key in ("key_findings", "paper_type", "scan_version", "note"):
        yield key, changed(SCAN, **{key: text})
    yield "tag", changed(SCAN, methodology_tags=[text])
    yield "answer", changed(SCAN, checklist={"a": {"b": {"applies": True, "answer": text, "justification": text}}})
    yield "claim", changed(SCAN, claims=[{"claim": text, "evidence": "x", "supported": "weak"}])
    yield "evidence", changed(SCAN, claims=[{"claim": "x", "evidence": text, "supported": text}])
    yield "flag", changed(SCAN, red_flags=[{"flag": text, "detail": "x"}])
    yield "detail", changed(SCAN, red_flags=[{"flag": "x", "detail": text}])
    for key in ("title", "doi", "arxiv_id", "url", "relevance"):
        yield f"cited {key}", changed(SCAN, cited_papers=[{"title": "x", "authors": [], key: text}])
    yield "engagement", changed(SCAN, engagement_factors={"a": {"score": 1, "justification": text}})


def _report_fields(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """A report with ``text`` in each place where a text can be."""
    for key in ("title", "publisher", "date", "research_question", "examines", "abstract", "tier", "gate"):
        yield key, changed(SYNTHESIS, **{key: text})
    yield "figures", changed(SYNTHESIS, figures={"papers": text, "score": text})
    yield "section", changed(SYNTHESIS, sections=[{"heading": text, "text": text}])
    yield "claim", changed(SYNTHESIS, claims=[{"claim": text, "verified": text, "confidence": text}])
    for key in ("title", "doi", "arxiv_id", "url", "id", "relevance"):
        yield f"reference {key}", changed(SYNTHESIS, references=[{key: text}])
    yield "dimension", changed(SYNTHESIS, quality_dimensions={"a": {"level": text, "score": text, "basis": text}})
    yield (
        "correction",
        changed(SYNTHESIS, correction_record={"state": text, "events": [{"date": text, "text": text}]}),
    )


def texts(size: int, kinds: Mapping[str, Make] = TEXTS) -> Iterator[tuple[str, str, str]]:
    """Name, path and text of files of about ``size`` bytes: each text in each field."""
    for kind, make in kinds.items():
        for field, value in _fields(make(size)):
            yield f"scan, {field} of {kind}", "scans/bad/scan.json", _dumped(value)
        for field, value in _report_fields(make(size)):
            yield f"report, {field} of {kind}", "syntheses/bad.json", _dumped(value)
        text = make(size).encode("utf-8", "replace").decode()
        head = "What Holds Sand\n\nShore Press\n\nJune 7, 2026\n\n"
        yield f"text report, title of {kind}", "syntheses/bad.txt", f"{text}\n{head}Abstract\n\nx\n"
        yield f"text report, prose of {kind}", "syntheses/bad.txt", f"{head}Abstract\n\n{text}\n\nReferences\n\n- x\n"
        table = f"{head}Abstract\n\nx\n\nClaim\tVerified\tConfidence\n{text}\n\n{text} ✓ 0.5\n{text}\t✓\t{text}\n"
        yield f"text report, rows of {kind}", "syntheses/bad.txt", f"{table}References\n\n- x\n"
        yield f"text report, references of {kind}", "syntheses/bad.txt", f"{head}References\n\n- {text}\n{text}\n"
        yield (
            f"text report, header of {kind}",
            "syntheses/bad.txt",
            f"{head}Abstract\n\nx\n\nclaims {text}\nclaims\t{text}\n",
        )
        quoted = json.dumps(text)
        yield f"YAML report, title of {kind}", "syntheses/bad.yaml", f"title: {quoted}\nclaims: []\nreferences: []\n"


_MANY: Mapping[str, tuple[str, str, Callable[[int], str]]] = {
    "domains": ("checklist", "{}", lambda number: f'"d{number}":{{}}'),
    "known domains": ("checklist", "{}", lambda number: f'"d{number}":{{"c":{{"applies":true,"answer":true,"justification":"x"}}}}'),
    "answered domains": ("checklist", "{}", lambda number: f'"d{number}":{{"answer":true,"a":1}}'),
    "type domains": ("type_checklist", "{}", lambda number: f'"d{number}":{{}}'),
    "claims": ("claims", "[]", lambda number: f'{{"claim":"c{number}","evidence":"e","supported":"weak"}}'),
    "equal claims": ("claims", "[]", lambda number: '{"claim":"c","evidence":"e","supported":"x"}'),
    "empty claims": ("claims", "[]", lambda number: "{}"),
    "numbers for claims": ("claims", "[]", lambda number: "1"),
    "flags": ("red_flags", "[]", lambda number: f'{{"flag":"f{number}","detail":"d"}}'),
    "equal flags": ("red_flags", "[]", lambda number: '{"flag":"f","detail":"d"}'),
    "texts for flags": ("red_flags", "[]", lambda number: '"a"'),
    "cited papers": ("cited_papers", "[]", lambda number: f'{{"title":"t{number}"}}'),
    "cited DOIs": ("cited_papers", "[]", lambda number: f'{{"title":"t","doi":"10.1000/{number}"}}'),
    "cited nonsense": ("cited_papers", "[]", lambda number: f'{{"title":"","doi":"x{number}"}}'),
    "tags": ("methodology_tags", "[]", lambda number: f'"t{number}"'),
    "modules": ("active_modules", "[]", lambda number: f'"m{number}"'),
    "factors": ("engagement_factors", "{}", lambda number: f'"f{number}":{{}}'),
    "unknown fields": ("x", "{}", lambda number: f'"u{number}":{number}'),
    "numbers": ("x", "[]", lambda number: "1"),
    "fractions": ("x", "[]", lambda number: ".5" if number < 0 else "0.5"),
    "lists": ("x", "[]", lambda number: "[]"),
    "objects": ("x", "[]", lambda number: "{}"),
    "deep lists": ("x", "[]", lambda number: "[" * 35 + "]" * 35),
    "texts": ("x", "[]", lambda number: '""'),
    "claims with fields": ("claims", "[]", lambda number: f'{{"claim":"c","evidence":"e","u{number}":1}}'),
    "news": ("hn_data", "{}", lambda number: f'"h{number}":1'),
}  # fmt: skip
_MANY_OF_REPORT: Mapping[str, tuple[str, str, Callable[[int], str]]] = {
    "claims": ("claims", "[]", lambda number: f'{{"claim":"c{number}","verified":true,"confidence":0.1}}'),
    "equal claims": ("claims", "[]", lambda number: '{"claim":"c"}'),
    "numbers for claims": ("claims", "[]", lambda number: "1"),
    "references": ("references", "[]", lambda number: f'{{"id":"https://arxiv.org/abs/{2000 + number % 8000}.{number % 90000 + 10000}"}}'),
    "texts for references": ("references", "[]", lambda number: f'"r{number}"'),
    "sections": ("sections", "[]", lambda number: '{"heading":"h","text":"t"}'),
    "paragraphs": ("abstract", '""', lambda number: "x\\n\\n"),
    "dimensions": ("quality_dimensions", "{}", lambda number: f'"q{number}":{{}}'),
    "unknown fields": ("x", "{}", lambda number: f'"u{number}":1'),
}  # fmt: skip


def _many(base: Mapping[str, Any], field: str, kind: str, make: Callable[[int], str], size: int) -> str:
    item = len(make(50_000)) + 1
    inner = ("" if kind == '""' else ",").join(make(number) for number in range(max(1, size // item)))
    rest = json.dumps({key: value for key, value in base.items() if key != field})
    return f"{rest[:-1]}, {json.dumps(field)}: {kind[0]}{inner}{kind[1]}}}"


def many(size: int) -> Iterator[tuple[str, str, str]]:
    """Name, path and text of files of about ``size`` bytes: many small things of each kind."""
    for name, (field, kind, make) in _MANY.items():
        yield f"scan, many {name}", "scans/bad/scan.json", _many(SCAN, field, kind, make, size)
    wide = changed(SCAN, methodology_tags=[f"t{n}" for n in range(200)], active_modules=[f"m{n}" for n in range(200)])
    for name in ("domains", "criteria"):
        number = min(size // 60, 4_700)
        answer = {"applies": True, "answer": True, "justification": ""}
        keys = {f"k{n}": {"c": answer} if name == "domains" else answer for n in range(number * 4 // 5)}
        value = changed(wide, checklist=keys if name == "domains" else {"own": keys})
        yield f"scan, many groups and {name}", "scans/bad/scan.json", json.dumps(value, separators=(",", ":"))
    authors = ",".join(f'"a{number}"' for number in range(size // 9))
    yield "scan, many authors", "scans/bad/scan.json", json.dumps(SCAN).replace('"Ida Sand"', authors, 1)
    for name, (field, kind, make) in _MANY_OF_REPORT.items():
        text = _many(SYNTHESIS, field, kind, make, size)
        yield f"report, many {name}", "syntheses/bad.json", text
        # JSON of this kind is YAML as well.
        yield f"YAML report, many {name}", "syntheses/bad.yaml", text
    names = ",".join(f"n{number}" for number in range(size // 14))
    for name, text in (
        ("contradictions", f"families: [{{name: a, names: [{names}]}}, {{name: b, names: [{names}]}}]"),
        ("names", f"families: [{{name: a, names: [{names}]}}]"),
        ("names apart", f"apart: [[{names}]]"),
        ("keys", "".join(f"k{number}:\n" for number in range(size // 8))),
        ("numbers", f"families: [{'1,' * (size // 2)}1]"),
    ):
        yield f"families, many {name}", "scans/families.yml", text
    for name, make in (
        ("pages", lambda number: f"scans/o{number}: scans/n{number}"),
        ("steps", lambda number: f"scans/o{number}: scans/o{number + 1}"),
        ("stones", lambda number: f"o{number}: {{title: T, date: 2024, reason: R}}"),
        (
            "versions",
            lambda number: f"o{number}: {{title: T, date: 2024, reason: R, versions: [{'1, 2, 3, 4, ' * 9}5]}}",
        ),
        ("lists", lambda number: f"o{number}: api/v1/index.json"),
    ):
        line = len(make(10_000)) + 1
        yield (
            f"moved, many {name}",
            "scans/moved.yml",
            "\n".join(make(number) for number in range(size // line)) + "\n",
        )
    head = "What Holds Sand\n\nShore Press\n\nJune 7, 2026\n\nAbstract\n\nx.\n\n"
    for name, line in (
        ("paragraphs", "x.\n\n"), ("lines", "x\n"), ("sections", "Results\n"), ("rows", "Sand\t✓\t0.1\n"),
        ("tails", "Sand\n"), ("references", "- x\n"), ("cells", "x\t"), ("empty lines", "\n"), ("columns", "\t"),
    ):  # fmt: skip
        start = {"rows": "Claim\tVerified\n", "tails": "Claim\tVerified\nSand\t✓\n", "references": "References\n",
                 "cells": "Claim\tVerified\n", "columns": "Claim\tVerified"}.get(name, "")  # fmt: skip
        yield f"text report, many {name}", "syntheses/bad.txt", head + start + line * (size // len(line)) + "\n"
    for name, line in (
        ("lines", "- a\n"), ("flow", "[a,b],"), ("keys", None), ("folded", "  a\n"), ("comments", "# a\n"),
        ("open", "["), ("quotes", "''"), ("aliases", "- *a\n"), ("anchors", "- &a b\n"), ("documents", "---\n"),
    ):  # fmt: skip
        body = (
            "".join(f"k{number}: 1\n" for number in range(size // 9)) if line is None else line * (size // len(line))
        )
        start = {"lines": "x:\n", "flow": "x: [", "folded": "x: >\n", "open": "x: ", "quotes": "x: '"}.get(name, "")
        yield f"YAML report, many {name}", "syntheses/bad.yaml", f"title: t\n{start}{body}"
