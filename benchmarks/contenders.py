"""The ways of building a site that the benchmark compares."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

_MKDOCS_CONFIG = """\
site_name: Survey
site_url: https://example.org/survey/
docs_dir: content
theme:
  name: material
  font: false
plugins: [{plugins}]
markdown_extensions:
  - attr_list
  - md_in_html
  - tables
  - toc:
      permalink: true
"""
_HOME_PAGE = "# Survey\n\nA collection of scans.\n"


@dataclass(frozen=True, slots=True)
class Contender:
    """A build: how its project is set up, and the command whose cost is measured.

    ``prepare`` gets a project folder in which ``content/scans`` holds the corpus, and adds what the build
    needs; its cost does not count. ``command`` runs in that folder. ``output`` is where it leaves the site.
    ``search_index`` is a glob pattern, relative to the site, for what a reader downloads in order to search.
    """

    name: str
    prepare: Callable[[Path], None]
    command: tuple[str, ...]
    output: str = "site"
    search_index: str = "search/search_index.json"


def mkdocs(name: str, *plugins: str) -> Contender:
    """MkDocs with Material and ``plugins``, nothing else in the project than a home page."""

    def prepare(project: Path) -> None:
        config = _MKDOCS_CONFIG.format(plugins=", ".join(plugins))
        (project / "mkdocs.yml").write_text(config, encoding="utf-8")
        (project / "content" / "index.md").write_text(_HOME_PAGE, encoding="utf-8")

    return Contender(name, prepare, (sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"))


CONTENDERS = (mkdocs("scanpress", "search", "scanpress"),)
"""What ``python -m benchmarks.bench`` measures; a peer is one more line here."""
