"""Whether pages that are written directly are the pages that Python-Markdown makes, over a whole corpus.

Elements, attributes, texts, anchors and tables of contents are compared. It is no part of the race.
"""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from benchmarks.contenders import prepare_mkdocs
from benchmarks.corpus import make_corpus
from benchmarks.dom import compare_sites
from benchmarks.measure import run


@dataclass(frozen=True, slots=True)
class Dialects:
    """The pages of a corpus of ``papers`` papers, built both ways; a line for each page that differs."""

    papers: int
    pages: int
    different: tuple[str, ...]


def compare_dialects(papers: int, folder: Path) -> Dialects:
    """Build a corpus in ``folder`` with ``fast: true`` and with ``fast: false``, and compare every page.

    Raises BuildError where a build fails.
    """
    project = folder / f"dialects-{papers}"
    make_corpus(project / "content", papers)
    sites = []
    for fast in ("true", "false"):
        prepare_mkdocs(project, "search", f"scanpress: {{fast: {fast}}}")
        sites.append(project / f"fast-{fast}")
        command = (sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(sites[-1]))
        run(command, project, folder / "build.log")
    pages, different = compare_sites(*sites)
    shutil.rmtree(project)
    return Dialects(papers, pages, tuple(different))
