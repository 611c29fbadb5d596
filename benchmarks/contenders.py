"""The ways of building a site that the benchmark compares; ``peers.py`` has those that have to be installed.

scanpress, and Hugo from its Markdown, build the whole corpus. The others know one form of scan only: they get the
newest scan of each paper, and no syntheses, which is a little less work.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.newest import leave_newest

HERE = Path(__file__).resolve().parent
VOCABULARY = "vocabulary.json"
"""Titles and questions for the contenders that do not know scanpress; in the project's folder."""

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
_MATERIAL_INDEX = "search/search_index.json"
_OWN_INDEX = "search/**/*.bin"
_OWN_FIRST = "search/root.bin"
"""What every first search loads of it; which pieces follow depends on the words (``tests/browser``)."""
_MATERIAL_SCRIPTS = "assets/javascripts/workers/search.*.js"


@dataclass(frozen=True, slots=True)
class Contender:
    """A build: how its project is set up, and the command whose cost is measured.

    ``prepare`` gets a project folder in which ``content/scans`` holds the corpus and ``vocabulary.json`` the
    words, and adds what the build needs; its cost does not count. ``command`` runs in that folder. ``output`` is
    where it leaves the site. The search patterns are globs, relative to the site, for what a reader downloads in
    order to search. With ``rebuilds`` the project is also built again with nothing changed, and after one edit.
    ``most_runs`` keeps a slow build from being repeated.
    """

    key: str
    name: str
    prepare: Callable[[Path], None]
    command: tuple[str, ...]
    output: str = "site"
    search_index: str = ""
    search_scripts: str = ""
    first_search: str = ""
    rebuilds: bool = False
    most_runs: int = 100


def prepare_mkdocs(project: Path, *plugins: str) -> None:
    """MkDocs with Material and ``plugins``, nothing else in the project than a home page."""
    config = _MKDOCS_CONFIG.format(plugins=", ".join(plugins))
    (project / "mkdocs.yml").write_text(config, encoding="utf-8")
    (project / "content" / "index.md").write_text(_HOME_PAGE, encoding="utf-8")


def _prepare_with(project: Path, options: str) -> None:
    prepare_scanpress(project)
    file = project / "mkdocs.yml"
    config = file.read_text(encoding="utf-8")
    file.write_text(config.replace(", scanpress]", f", scanpress: {{{options}}}]"), encoding="utf-8")


def prepare_compressed(project: Path) -> None:
    """The same, with the inputs published compressed, and without parts that large sites have no room for."""
    _prepare_with(project, "compress_raw: true, leave_out: [cards, exports, api, badges]")


def prepare_pages_only(project: Path) -> None:
    """The same, without the parts that a site has beside its pages."""
    # Loaded here, so that a look at the contenders does not need the package.
    from generator.config import Part

    _prepare_with(project, f"leave_out: [{', '.join(Part)}]")


def prepare_papers_only(project: Path) -> None:
    """The same, without any page about the corpus but the home page and the indexes."""
    from generator.config import Corpus, Part

    _prepare_with(project, f"leave_out: [{', '.join((*Corpus, *Part))}]")


def prepare_material_search(project: Path) -> None:
    """The same, with the theme's own search."""
    _prepare_with(project, "search: material")


PARTS = (
    "exports", "cards", "api", "badges", "feeds", "identifiers", "earlier-scans", "ledger", "previews", "metadata",
    "copy", "dispute",
)  # fmt: skip
"""The parts that a site has beside its pages."""


def _without(part: str) -> Contender:
    return replace(
        OURS,
        key=f"scanpress-without-{part}",
        name=f"scanpress, no {part}",
        prepare=lambda project: _prepare_with(project, f"leave_out: [{part}]"),
        rebuilds=False,
    )


def prepare_scanpress(project: Path) -> None:
    """A project for scanpress: MkDocs with Material, search and the plugin, and the navigation of a new project."""
    prepare_mkdocs(project, "search", "scanpress")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("nav: [index.md, scans/index.md, syntheses/index.md, methodology.md]\n")


def _prepare_obvious(project: Path) -> None:
    leave_newest(project)
    shutil.copytree(HERE / "obvious", project, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))


def _prepare_minimal(project: Path) -> None:
    leave_newest(project)


def write_vocabulary(project: Path) -> None:
    """Write the titles and questions that the pages show."""
    # Loaded here, so that a look at the contenders does not need the package.
    from generator.vocabulary import load

    words = load()
    data = {
        "domains": [
            {
                "key": key,
                "title": domain.term.title,
                "criteria": [
                    {"key": name, "title": term.title, "question": term.question}
                    for name, term in domain.criteria.items()
                ],
            }
            for key, domain in words.domains.items()
        ],
        "factors": {key: term.title for key, term in words.terms["engagement_factors"].items()},
    }
    (project / VOCABULARY).write_text(json.dumps(data), encoding="utf-8")


OURS = Contender(
    "scanpress",
    "scanpress",
    prepare_scanpress,
    (sys.executable, "-m", "mkdocs", "build", "-q", "-d", "site"),
    search_index=_OWN_INDEX,
    first_search=_OWN_FIRST,
    rebuilds=True,
)
COMPRESSED = replace(
    OURS, key="scanpress-compressed", name="scanpress, inputs compressed", prepare=prepare_compressed, rebuilds=False
)
PAGES_ONLY = replace(
    OURS, key="scanpress-pages", name="scanpress, pages only", prepare=prepare_pages_only, rebuilds=False
)
PAPERS_ONLY = replace(
    OURS, key="scanpress-papers", name="scanpress, no corpus pages", prepare=prepare_papers_only, rebuilds=False
)
MATERIAL_SEARCH = replace(
    OURS,
    key="scanpress-material",
    name="scanpress, with Material's search",
    prepare=prepare_material_search,
    search_index=_MATERIAL_INDEX,
    rebuilds=False,
)
WITHOUT = tuple(map(_without, PARTS))
"""Our site, each time without one part."""
OBVIOUS = Contender(
    "obvious",
    "MkDocs, obvious",
    _prepare_obvious,
    ("sh", "-ec", '"$0" pages.py; "$0" -m mkdocs build -q', sys.executable),
    search_index=_MATERIAL_INDEX,
    search_scripts=_MATERIAL_SCRIPTS,
    most_runs=1,
)
MINIMAL = Contender(
    "minimal",
    "minimal renderer",
    _prepare_minimal,
    # Its folder stays off the module path, since that has modules of common names.
    (sys.executable, "-P", str(HERE / "minimal.py"), "content/scans", "site", VOCABULARY),
)
