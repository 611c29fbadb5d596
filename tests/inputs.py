"""Inputs for tests: small scans and reports, and what becomes of them."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from generator.analysis.site import Site, analyse
from generator.checks import Inputs, check_file, check_site
from generator.config import Config
from generator.diagnostics import Diagnostic, Report
from generator.model import PaperSummary, ReportSummary, Scan, Source, Synthesis
from generator.pages import Made, PageType
from generator.readers.scan import read_scan
from generator.readers.synthesis_fields import read_synthesis_json, read_synthesis_yaml
from generator.readers.synthesis_text import read_synthesis_text
from generator.summarise import summarise_scan, summarise_synthesis

ANSWER = {"applies": True, "answer": True, "justification": "Section 2 says so."}
SCAN: dict[str, Any] = {
    "paper": {"title": "Measuring Sandcastles", "authors": ["Ida Sand"], "year": 2024, "arxiv_id": "2401.00001"},
    "methodology_tags": ["observational"],
    "key_findings": "Wet sand holds better.",
    "checklist": {"artifacts": {"code_released": ANSWER}},
    "claims": [{"claim": "Wet sand holds.", "evidence": "Table 1", "supported": "strong"}],
    "red_flags": [{"flag": "One beach", "detail": "All castles stood on one beach."}],
    "cited_papers": [{"title": "On Buckets", "authors": ["Bo Bucket"], "year": 2020, "relevance": "The method."}],
}
SYNTHESIS: dict[str, Any] = {
    "title": "What Holds Sand Together",
    "claims": [{"claim": "Water does.", "verified": True, "confidence": 0.75}],
    "references": [{"title": "Measuring Sandcastles", "arxiv_id": "2401.00001"}],
}
REPORT = """\
What Holds Sand Together

Shore Press

June 7, 2026

Abstract

This report synthesises findings from 2 peer-reviewed papers addressing the following research question: Does water \
hold sand. 2 claims were extracted from source literature; 1 was independently verified against retrieved documents. \
A quality assessment produced a score of 4.4/10.

1 Introduction

This paper examines: Measuring Sandcastles. Research question: Does water hold sand, and for how long?.

2 Extracted Claims

Claim\tVerified\tConfidence
Water holds sand.\t✓\t0.80
Sand holds water.\t×\t0.10

References

- <http://arxiv.org/abs/2401.00001v2>
- <http://arxiv.org/abs/2401.00002v1>
"""


def changed(base: Mapping[str, Any], **fields: Any) -> dict[str, Any]:
    """A copy of ``base`` with other top-level fields; ``None`` leaves one out."""
    made = copy.deepcopy({**base, **fields})
    return {key: value for key, value in made.items() if fields.get(key, value) is not None}


def with_paper(**fields: Any) -> dict[str, Any]:
    """The small scan with another paper record."""
    return changed(SCAN, paper=changed(SCAN["paper"], **fields))


def source(path: str, text: str = "") -> Source:
    """A source for a file at ``path``."""
    data = text.encode(errors="surrogatepass")
    return Source(path, hashlib.sha256(data).hexdigest(), len(data))


def scan(value: object, path: str = "scans/sand/scan.json") -> tuple[Scan | None, list[Diagnostic]]:
    """A scan as it is read, and what was said about it."""
    report = Report(path)
    text = value if isinstance(value, str) else json.dumps(value)
    return read_scan(text, source(path, text), report), report.items


def good_scan(value: object, path: str = "scans/sand/scan.json") -> Scan:
    """A scan that can be read."""
    found, said = scan(value, path)
    assert found is not None, said
    return found


def synthesis(value: object, path: str = "syntheses/sand.json") -> tuple[Synthesis | None, list[Diagnostic]]:
    """A synthesis as it is read, and what was said about it; the path's ending says which reader does it."""
    report = Report(path)
    text = value if isinstance(value, str) else json.dumps(value)
    reader = {"json": read_synthesis_json, "yaml": read_synthesis_yaml, "txt": read_synthesis_text}
    return reader[path.rpartition(".")[2]](text, source(path, text), report), report.items


def good_synthesis(value: object, path: str = "syntheses/sand.json") -> Synthesis:
    """A synthesis that can be read."""
    found, said = synthesis(value, path)
    assert found is not None, said
    return found


class Corpus:
    """Scans and syntheses by their names; a list holds several scans of one paper, the newest first."""

    def __init__(
        self,
        scans: Mapping[str, object] | None = None,
        syntheses: Mapping[str, object] | None = None,
        **settings: Any,
    ) -> None:
        self.config = Config(content=Path(__file__).parent, **settings)
        self.scans: dict[str, Scan] = {}
        self.syntheses: dict[str, Synthesis] = {}
        papers = []
        for name, value in sorted((scans or {}).items()):
            several = value if isinstance(value, list) else [value]
            read = [good_scan(item, f"scans/{name}/scan-{number}.json") for number, item in enumerate(several)]
            self.scans |= {item.source.path: item for item in read}
            first, *older = [summarise_scan(item) for item in read]
            papers.append(PaperSummary(f"scans/{name}", first, tuple(older)))
        reports = []
        for name, value in sorted((syntheses or {}).items()):
            path = f"syntheses/{name}.{'txt' if isinstance(value, str) else 'json'}"
            self.syntheses[path] = good_synthesis(value, path)
            reports.append(ReportSummary(f"syntheses/{name}", summarise_synthesis(self.syntheses[path])))
        self.papers, self.reports = tuple(papers), tuple(reports)

    @property
    def site(self) -> Site:
        """What follows from all of them."""
        return analyse(self.papers, self.reports, self.config)

    @property
    def said(self) -> list[Diagnostic]:
        """What the checks say, about each by itself and about all."""
        found = [item for scan in self.scans.values() for item in check_file(Inputs(scan=scan))]
        found += [item for synthesis in self.syntheses.values() for item in check_file(Inputs(synthesis=synthesis))]
        return [*found, *check_site(self.site)]

    def scan(self, source: Source) -> Scan:
        """The whole scan, for pages."""
        return self.scans[source.path]

    def synthesis(self, source: Source) -> Synthesis:
        """The whole synthesis, for pages."""
        return self.syntheses[source.path]

    def data(self, source: Source) -> bytes:
        """No file lies behind these inputs."""
        raise NotImplementedError(source.path)


def rules(items: list[Diagnostic]) -> set[str]:
    """The rules that are violated."""
    return {item.rule for item in items}


def written(folder: Path, files: Mapping[str, object], **settings: Any) -> Config:
    """A content folder with these files; what is no text and no bytes is written as JSON."""
    for path, value in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        data = value if isinstance(value, (str, bytes)) else json.dumps(value)
        target.write_bytes(data.encode() if isinstance(data, str) else data)
    return Config(content=folder, **settings)


def strings(value: object) -> Iterator[str]:
    """Every text and number in a model object."""
    if hasattr(value, "__dataclass_fields__"):
        for name in value.__dataclass_fields__:
            yield from strings(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif value is not None:
        yield str(value)


def leaves(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], object]]:
    """Every leaf of plain data with the keys that lead to it; null and empty texts are none."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif value is not None and value != "":
        yield path, value


def pages(kind: PageType, corpus: Corpus) -> dict[str, Made]:
    """The pages of a kind by their paths, as far as templates."""
    return {page.path: page.make(corpus) for page in kind.plan(corpus.site)}


def view(kind: PageType, corpus: Corpus, path: str) -> Any:
    """What the template of a page gets."""
    return pages(kind, corpus)[path].view
