"""Makes a corpus of invented scans and syntheses, the same bytes for the same numbers on every machine.

Run as ``python -m benchmarks.corpus DIR --scans 1000 --syntheses 20``.

Scan *i* depends on the seed and on *i* alone: it cites earlier scans only. So a corpus is the beginning of
every larger one, and citations grow in number as papers do, no faster. A synthesis cites scans from the whole
corpus.
"""

from __future__ import annotations

import argparse
import json
import re
from dataclasses import dataclass
from pathlib import Path

from benchmarks.papers import Head, Papers
from benchmarks.prose import Draw, Prose
from benchmarks.words import CRITERIA, MODULES, REPORT, REPORT_MONTHS, SCAN

CLAIMS = 7
RED_FLAGS = 6
PLACEHOLDER_DOI = "10.1145/nnnnnnn.nnnnnnn"
CLAIM_WIDTH = 120
"""Characters after which a report cuts a claim off."""

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Shape:
    """Which of the forms a scan is written in."""

    version: int
    modules: tuple[str, ...]

    @property
    def file_name(self) -> str:
        """``scan-v4.json`` from version 4 on."""
        return f"scan-v{self.version}.json" if self.version >= 4 else "scan.json"


class CorpusMaker:
    """Makes the scans and syntheses that belong to a seed."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._papers = Papers(seed)
        draw = Draw(seed, "shared")
        self._shared = [Prose(draw, self._papers.outside(index).name).phrase("extracted") for index in range(30)]

    def scan_path(self, index: int) -> Path:
        """Where scan ``index`` lies, relative to the folder of scans."""
        return Path(self._papers.head(index).slug, self._shape(index).file_name)

    def scan(self, index: int) -> Json:
        """The content of scan ``index``."""
        head, shape = self._papers.head(index), self._shape(index)
        draw = Draw(self._seed, "scan", index)
        cited = self._papers.cited_by(index)
        prose = Prose(draw, head.name, [paper.name for paper in cited])
        scan: Json = {"paper": _paper(draw, head)}
        if shape.version > 1:
            scan["scan_version"] = shape.version
        if shape.version > 3:
            scan["paper_type"] = draw.pick(SCAN["paper_types"])
        elif shape.version > 1 and (shape.modules or draw.chance(0.5)):
            scan["active_modules"] = list(shape.modules)
        scan["methodology_tags"] = draw.sample(SCAN["tags"], draw.skewed(1, 3))
        scan["key_findings"] = " ".join(prose.sentence("finding") for _ in range(7))
        scan.update(_checklists(draw, prose, shape))
        scan["claims"] = [_claim(draw, prose) for _ in range(CLAIMS)]
        scan["red_flags"] = [_red_flag(draw, prose) for _ in range(RED_FLAGS)]
        scan["cited_papers"] = [_reference(draw, prose, paper) for paper in cited]
        if shape.version > 2:
            scan["engagement_factors"] = {factor: _factor(draw, prose) for factor in SCAN["factors"]}
        if shape.version > 3:
            scan["hn_data"] = {}
        # Some files have their keys in another order.
        return {key: scan[key] for key in draw.sample(list(scan), len(scan))} if draw.chance(0.15) else scan

    def synthesis(self, index: int, scans: int) -> tuple[str, str]:
        """Slug and text of synthesis ``index``, which cites papers of a corpus of ``scans`` scans."""
        draw = Draw(self._seed, "synthesis", index)
        known = [self._papers.well_known(draw) for _ in range(4)]
        scanned = [self._papers.head(draw.below(scans)) for _ in range(3)] if scans else []
        cited = list({paper.name: paper for paper in [*scanned, *known][:4]}.values())
        prose = Prose(draw, cited[0].name, [paper.name for paper in cited])
        topic = prose.sentence("topic").rstrip(".")
        slug = re.sub("[^a-z0-9]+", "-", topic.lower())[:60].strip("-")
        return f"{slug}-{index + 1}", _report(draw, prose, topic, cited, self._shared)

    def _shape(self, index: int) -> Shape:
        """The form of scan ``index``: half of all scans are version 3, and most have both modules."""
        draw = Draw(self._seed, "shape", index)
        version = draw.pick((1, 2, 2, 3, 3, 3, 3, 3, 4, 4))
        modules = tuple(MODULES)[: draw.pick((2, 2, 2, 2, 2, 2, 2, 2, 1, 0))]
        return Shape(version, modules if version > 1 else ())


def make_corpus(folder: Path, scans: int, syntheses: int = 0, seed: int = 1) -> None:
    """Write ``scans`` scans and ``syntheses`` syntheses to ``folder/scans`` and ``folder/syntheses``.

    Both folders are made, also where they stay empty. Files of the same name are overwritten.
    Raises OSError where they cannot be written.
    """
    maker = CorpusMaker(seed)
    for name in ("scans", "syntheses"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for index in range(scans):
        path = folder / "scans" / maker.scan_path(index)
        path.parent.mkdir(exist_ok=True)
        text = json.dumps(maker.scan(index), ensure_ascii=False, indent=2)
        path.write_bytes(f"{text}\n".encode())
    for index in range(syntheses):
        slug, text = maker.synthesis(index, scans)
        (folder / "syntheses" / f"{slug}.txt").write_bytes(text.encode())


def _paper(draw: Draw, head: Head) -> Json:
    paper: Json = {"title": head.title, "authors": list(head.authors), "year": head.year}
    if draw.chance(0.9):
        paper["venue"] = draw.pick(SCAN["venues"])
    if head.arxiv_id:
        paper["arxiv_id"] = head.arxiv_id
    if head.doi:
        paper["doi"] = head.doi
    elif draw.chance(0.3):
        paper["doi"] = draw.pick(("", None, PLACEHOLDER_DOI))
    return paper


def _checklists(draw: Draw, prose: Prose, shape: Shape) -> Json:
    """``checklist``, and from version 4 on ``type_checklist``, which then holds the modules' domains.

    Some scans of version 4 have a domain that is itself an answer, with its criteria one level down.
    """
    base = {key: _domain(draw, prose, shape, criteria) for key, criteria in CRITERIA.items()}
    modules = {key: _domain(draw, prose, shape, MODULES[key]) for key in shape.modules}
    if shape.version < 4:
        return {"checklist": base | modules}
    if draw.chance(0.2):
        key = "claims_and_evidence"
        base[key] = _answer(draw, prose, shape, "evidence for the claims") | {"sub_questions": base[key]}
    return {"checklist": base, "type_checklist": modules}


def _domain(draw: Draw, prose: Prose, shape: Shape, criteria: dict[str, str]) -> Json:
    return {key: _answer(draw, prose, shape, subject) for key, subject in criteria.items()}


def _answer(draw: Draw, prose: Prose, shape: Shape, subject: str) -> Json:
    kind = draw.pick(("yes", "yes", "yes", "no", "no", "no", "no", "na"))
    further = 0 if kind == "na" else draw.pick((0, 1, 1, 2, 2, 2))
    answer: Json = {
        "applies": kind != "na",
        "answer": kind == "yes",
        "justification": prose.paragraph(kind, further, subject=subject),
    }
    if shape.version > 3:
        answer["source"] = draw.pick(SCAN["sources"])
    return answer


def _claim(draw: Draw, prose: Prose) -> Json:
    return {
        "claim": prose.sentence("claim"),
        "evidence": prose.paragraph("evidence", draw.between(1, 2)),
        "supported": draw.pick(SCAN["support"]),
    }


def _red_flag(draw: Draw, prose: Prose) -> Json:
    subject = prose.phrase("detail")
    detail = prose.paragraph("no", draw.between(1, 2), subject=subject)
    return {"flag": prose.phrase("flag"), "detail": detail}


def _factor(draw: Draw, prose: Prose) -> Json:
    return {"score": draw.skewed(0, 3), "justification": prose.paragraph("more", draw.pick((0, 1, 1)))}


def _reference(draw: Draw, prose: Prose, paper: Head) -> Json:
    """An entry of ``cited_papers``: with an arXiv id (some with its version), a DOI, or the title alone."""
    reference: Json = {"title": paper.title, "authors": list(paper.authors[:3]), "year": paper.year}
    by = draw.pick(("arxiv", "arxiv", "arxiv", "version", "doi", "title"))
    if by == "doi" and paper.doi:
        reference["doi"] = paper.doi.lower() if draw.chance(0.3) else paper.doi
    elif by in ("arxiv", "version") and paper.arxiv_id:
        reference["arxiv_id"] = paper.arxiv_id + (f"v{draw.between(1, 4)}" if by == "version" else "")
    elif draw.chance(0.3):
        reference["title"] = paper.title.capitalize()
    reference["relevance"] = prose.paragraph("relevance", draw.below(2), cited=paper.name)
    return reference


def _report(draw: Draw, prose: Prose, topic: str, cited: list[Head], shared: list[str]) -> str:
    """A synthesis in the text form; ``shared`` are claims that stand in several, word for word."""
    claims = [
        draw.pick(shared) if draw.chance(0.3) else prose.phrase("extracted") for _ in range(draw.between(9, 13))
    ]
    verified = draw.sample(range(len(claims)), draw.between(1, 3))
    question = prose.phrase("question")
    return REPORT.format(
        topic=topic,
        date=f"{draw.pick(REPORT_MONTHS)} {draw.between(1, 28)}, 2026",
        papers=draw.between(4, 15),
        question=question,
        cut_question=question[: len(question) * 4 // 5].rstrip(),
        claims=len(claims),
        verified=len(verified),
        was="was" if len(verified) == 1 else "were",
        score=f"{draw.between(30, 92) / 10:.1f}",
        examined=cited[0].title,
        rows="\n".join(_claim_rows(draw, claims, verified)),
        references=draw.pick(("\n", "\n\n")).join(f"- <{_address(draw, paper)}>" for paper in cited),
    )


def _claim_rows(draw: Draw, claims: list[str], verified: list[int]) -> list[str]:
    """The table of claims: long ones are cut off, and one of these is broken over two pages."""
    rows = ["Claim\tVerified\tConfidence"]
    broken = draw.below(len(claims))
    for number, claim in enumerate(claims):
        mark = "✓" if number in verified else "×"
        rows.append(f"{claim[:CLAIM_WIDTH].rstrip()}\t{mark}\t{draw.between(1, 20) / 100:.2f}")
        if number == broken and len(claim) > CLAIM_WIDTH:
            rows.append(f"{claim[CLAIM_WIDTH : CLAIM_WIDTH + 6].strip()}\t\t")
    return rows


def _address(draw: Draw, paper: Head) -> str:
    if paper.arxiv_id:
        return f"http://arxiv.org/abs/{paper.arxiv_id}v{draw.between(1, 4)}"
    return f"https://doi.org/{paper.doi}" if paper.doi else f"https://{paper.name.lower()}.example/paper"


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.corpus", description="Make an invented corpus.")
    parser.add_argument("folder", type=Path, help="where scans/ and syntheses/ are written")
    parser.add_argument("--scans", type=int, default=100, help="how many scans (default: 100)")
    parser.add_argument("--syntheses", type=int, default=0, help="how many syntheses (default: none)")
    parser.add_argument("--seed", type=int, default=1, help="another seed gives other texts (default: 1)")
    options = parser.parse_args()
    make_corpus(options.folder, options.scans, options.syntheses, options.seed)


if __name__ == "__main__":
    main()
