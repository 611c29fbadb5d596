"""Files that cost as much as files of their size can: each field with the nastiest text, many small things of each kind.

``FILES`` leads from a name to a path below the content folder and to what makes the file's text, about that many bytes
of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from generator import limits
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


def _many(base: Mapping[str, Any], field: str, kind: str, make: Callable[[int], str], number: int) -> str:
    inner = ("" if kind == '""' else ",").join(make(item) for item in range(max(1, number)))
    rest = json.dumps({key: value for key, value in base.items() if key != field})
    return f"{rest[:-1]}, {json.dumps(field)}: {kind[0]}{inner}{kind[1]}}}"


def _held(value: object) -> int:
    """Entries of the lists and objects in a value, as ``limits.VALUES`` counts them."""
    inner = list(value.values() if isinstance(value, dict) else value) if isinstance(value, dict | list) else []
    return len(inner) + sum(map(_held, inner))


def _numbers(size: int, item: int, read: float) -> Iterator[tuple[str, int]]:
    """How many things of ``item`` bytes fill ``size`` bytes, and how many are ``read`` where those are refused."""
    filled = max(1, size // item)
    yield "many", filled
    if read < filled:
        yield "as many as are read,", max(1, int(read))


def _numbers_of(kind: str, make: Callable[[int], str], size: int) -> Iterator[tuple[str, int]]:
    read = (
        (limits.VALUES - 200) // _held(json.loads(f"{kind[0]}{make(1)}{kind[1]}")) if kind != '""' else float("inf")
    )
    return _numbers(size, len(make(50_000)) + 1, read)


def many(size: int) -> Iterator[tuple[str, str, str]]:
    """Name, path and text of files of about ``size`` bytes: many small things of each kind."""
    for name, (field, kind, make) in _MANY.items():
        for words, number in _numbers_of(kind, make, size):
            yield f"scan, {words} {name}", "scans/bad/scan.json", _many(SCAN, field, kind, make, number)
    wide = changed(SCAN, methodology_tags=[f"t{n}" for n in range(200)], active_modules=[f"m{n}" for n in range(200)])
    for name in ("domains", "criteria"):
        answer = {"applies": True, "answer": True, "justification": ""}
        for words, number in _numbers(size, 75, limits.CHECKLIST_DOMAINS if name == "domains" else limits.CHECKLIST):
            keys = {f"k{n}": {"c": answer} if name == "domains" else answer for n in range(number)}
            value = changed(wide, checklist=keys if name == "domains" else {"own": keys})
            text = json.dumps(value, separators=(",", ":"))
            yield f"scan, {words} groups and {name}", "scans/bad/scan.json", text
    for words, number in _numbers(size, 9, limits.VALUES - 200):
        authors = ",".join(f'"a{item}"' for item in range(number))
        yield f"scan, {words} authors", "scans/bad/scan.json", json.dumps(SCAN).replace('"Ida Sand"', authors, 1)
    for name, (field, kind, make) in _MANY_OF_REPORT.items():
        for words, number in _numbers_of(kind, make, size):
            text = _many(SYNTHESIS, field, kind, make, number)
            yield f"report, {words} {name}", "syntheses/bad.json", text
            # JSON of this kind is YAML as well.
            yield f"YAML report, {words} {name}", "syntheses/bad.yaml", text
    yield from _many_of_own_files(size)
    yield from _many_of_texts(size)


def _many_of_own_files(size: int) -> Iterator[tuple[str, str, str]]:
    def names(number: int) -> str:
        return ",".join(f"n{item}" for item in range(number))

    families: Mapping[str, tuple[int, int, Make]] = {
        "contradictions": (
            14,
            2,
            lambda n: f"families: [{{name: a, names: [{names(n)}]}}, {{name: b, names: [{names(n)}]}}]",
        ),
        "names": (7, 1, lambda n: f"families: [{{name: a, names: [{names(n)}]}}]"),
        "names apart": (7, 1, lambda n: f"apart: [[{names(n)}]]"),
        "keys": (8, 1, lambda n: "".join(f"k{item}:\n" for item in range(n))),
        "numbers": (2, 1, lambda n: f"families: [{'1,' * n}1]"),
    }
    for name, (item, values, make) in families.items():
        for words, number in _numbers(size, item, (limits.OWN_VALUES - 200) // values):
            yield f"families, {words} {name}", "scans/families.yml", make(number)
    moved: Mapping[str, tuple[int, Callable[[int], str]]] = {
        "pages": (1, lambda n: f"scans/o{n}: scans/n{n}"),
        "steps": (1, lambda n: f"scans/o{n}: scans/o{n + 1}"),
        "stones": (4, lambda n: f"o{n}: {{title: T, date: 2024, reason: R}}"),
        "versions": (42, lambda n: f"o{n}: {{title: T, date: 2024, reason: R, versions: [{'1, 2, 3, 4, ' * 9}5]}}"),
        "lists": (1, lambda n: f"o{n}: api/v1/index.json"),
    }
    for name, (values, line) in moved.items():
        for words, number in _numbers(size, len(line(10_000)) + 1, (limits.OWN_VALUES - 200) // values):
            text = "".join(line(item) + "\n" for item in range(number))
            yield f"moved, {words} {name}", "scans/moved.yml", text


def _many_of_texts(size: int) -> Iterator[tuple[str, str, str]]:
    head = "What Holds Sand\n\nShore Press\n\nJune 7, 2026\n\nAbstract\n\nx.\n\n"
    starts = {"rows": "Claim\tVerified\n", "tails": "Claim\tVerified\nSand\t✓\n", "references": "References\n",
              "cells": "Claim\tVerified\n", "columns": "Claim\tVerified"}  # fmt: skip
    for name, line in (
        ("paragraphs", "x.\n\n"), ("lines", "x\n"), ("sections", "Results\n"), ("rows", "Sand\t✓\t0.1\n"),
        ("tails", "Sand\n"), ("references", "- x\n"), ("cells", "x\t"), ("empty lines", "\n"), ("columns", "\t"),
    ):  # fmt: skip
        breaks = line.count("\n")
        for words, number in _numbers(size, len(line), (limits.LINES - 50) / breaks if breaks else float("inf")):
            yield (
                f"text report, {words} {name}",
                "syntheses/bad.txt",
                head + starts.get(name, "") + line * number + "\n",
            )
    starts = {"lines": "x:\n", "flow": "x: [", "folded": "x: >\n", "open": "x: ", "quotes": "x: '"}
    for name, line, values in (
        ("lines", "- a\n", 1), ("flow", "[a,b],", 3), ("folded", "  a\n", 0), ("comments", "# a\n", 0), ("open", "[", 0),
        ("quotes", "''", 0), ("aliases", "- *a\n", 1), ("anchors", "- &a b\n", 1), ("documents", "---\n", 0),
    ):  # fmt: skip
        for words, number in _numbers(size, len(line), (limits.VALUES - 50) // values if values else float("inf")):
            text = f"title: t\n{starts.get(name, '')}{line * number}"
            yield f"YAML report, {words} {name}", "syntheses/bad.yaml", text
    for words, number in _numbers(size, 9, limits.VALUES - 50):
        keys = "".join(f"k{item}: 1\n" for item in range(number))
        yield f"YAML report, {words} keys", "syntheses/bad.yaml", f"title: t\n{keys}"
