"""The least that the work can cost: each scan parsed with pydantic, one compiled template to final HTML.

Run as ``python minimal.py CORPUS SITE VOCABULARY``. It has no search, no links between papers, no theme, no checks.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from pydantic import BaseModel, ConfigDict


class Form(BaseModel):
    """Strict about the types of known fields, open to others."""

    model_config = ConfigDict(strict=True, extra="allow")


class Paper(Form):
    """The paper's record."""

    title: str
    authors: list[str]
    year: int
    venue: str | None = None
    arxiv_id: str | None = None
    doi: str | None = None


class Answer(Form):
    """The answer to a criterion."""

    applies: bool
    answer: bool
    justification: str
    source: str | None = None


class AnsweredDomain(Answer):
    """A domain that is an answer itself."""

    sub_questions: dict[str, Answer]


class Claim(Form):
    """A claim with its evidence."""

    claim: str
    evidence: str
    supported: str


class RedFlag(Form):
    """What should make a reader careful."""

    flag: str
    detail: str


class CitedPaper(Form):
    """A reference."""

    title: str
    authors: list[str]
    year: int
    arxiv_id: str | None = None
    doi: str | None = None
    relevance: str


class Factor(Form):
    """Why a paper may draw attention."""

    score: int
    justification: str


Checklist = dict[str, dict[str, Answer] | AnsweredDomain]


class Scan(Form):
    """A scan file."""

    scan_version: int | None = None
    paper: Paper
    paper_type: str | None = None
    active_modules: list[str] | None = None
    methodology_tags: list[str]
    key_findings: str
    checklist: Checklist
    type_checklist: Checklist | None = None
    claims: list[Claim]
    red_flags: list[RedFlag]
    cited_papers: list[CitedPaper]
    engagement_factors: dict[str, Factor] | None = None


def main(corpus: Path, site: Path, vocabulary: Any) -> None:
    """Write a page for each scan of ``corpus`` into ``site``."""
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    template = environment.get_template("minimal.html.j2")
    for file in sorted(corpus.glob("*/*.json")):
        scan = Scan.model_validate_json(file.read_bytes())
        page = site / "scans" / file.parent.name / "index.html"
        page.parent.mkdir(parents=True)
        page.write_text(template.render(scan=scan, file=file.name, vocabulary=vocabulary), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), json.loads(Path(sys.argv[3]).read_text(encoding="utf-8")))
