"""``generate``: the recipe, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from generator.checks import Inputs, run_checks
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity, ordered
from generator.linking import cite, share_names, shared_claims
from generator.pages import PAGES
from generator.readers import Reading, discover, read_corpus
from generator.readers.corpus import RawFile
from generator.readers.memory import Memory
from generator.render.environment import Pages
from generator.render.html import Heading
from generator.render.markdown import encoded_meta
from generator.views.parts import Context, methodology_path
from generator.views.search import SearchEntry, search_entries


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page in HTML: its content, its headings in their order, its front matter, what the search finds of it."""

    html: str
    headings: tuple[Heading, ...]
    meta: Mapping[str, object]
    search: tuple[SearchEntry, ...]


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A page: its path below the content folder, and the input file it comes from, if any.

    It is written when it is asked for, in Markdown or in HTML, each time anew.
    """

    path: str
    source: str
    template: str
    _make: Callable[[], Any]
    _pages: Pages
    _dependencies: Callable[[], str] | None = None

    @property
    def dependencies(self) -> str | None:
        """A hash of what the page shows, ``None`` where that is not known without making the page.

        Code, templates and settings are not part of it.
        """
        return self._dependencies() if self._dependencies else None

    @property
    def text(self) -> str:
        """The page in Markdown, front matter included; raises ``TemplateError``."""
        return self._pages.render(self.template, self._make())

    def built(self, *, search_criteria: bool = False) -> BuiltPage:
        """The page in HTML with all that a site says of it; raises ``TemplateError``."""
        view = self._make()
        content = self._pages.render_html(self.template, view)
        return BuiltPage(
            content.html,
            content.headings,
            encoded_meta(view.meta),
            search_entries(view, criteria=search_criteria),
        )


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """What a run gives back.

    ``files`` are the pages. ``raw_files`` are the inputs to publish, byte for byte or compressed, each with its
    address. ``refused`` are paths below the content folder that must not be published: they could not be read, or are
    not what they seem. ``papers`` and ``syntheses`` are how many there are.
    """

    files: tuple[SiteFile, ...]
    raw_files: tuple[RawFile, ...]
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    papers: int
    syntheses: int


Progress = Callable[[str, int, int], None]
"""Called with what is being done ("reading", "rendering"), how many are done, and how many there are."""


def _silent(step: str, done: int, total: int) -> None:
    pass


def read(
    config: Config, progress: Progress = _silent, memory: Memory | None = None
) -> tuple[Reading, Context, tuple[Diagnostic, ...]]:
    """Read and check all inputs; what pages need to know, and everything that was found."""
    memory = memory or Memory()
    memory.begin()
    reading = read_corpus(
        discover(config, memory), config, lambda done, total: progress("reading", done, total), memory
    )
    corpus = reading.corpus
    citations = cite(corpus)
    diagnostics = ordered(
        (*reading.diagnostics, *run_checks(Inputs(corpus, citations.ambiguities), memory.findings.recall))
    )
    memory.end()
    notes: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for item in diagnostics:
        if item.for_reader:
            notes[item.file] += (item.for_reader,)
        elif item.rule == "missing-field" and item.severity is not Severity.ERROR:
            name = item.pointer.removeprefix("/").replace("/", ".")
            notes[item.file] += (f"The file does not have the field “{name}”; nothing follows from that.",)
    context = Context(
        corpus=corpus,
        papers={paper.location: paper for paper in corpus.papers},
        syntheses={item.location: item for item in corpus.syntheses},
        citations=citations,
        names=share_names(corpus, config.listed_links),
        shared_claims=shared_claims(corpus),
        notes=dict(notes),
        scans_home=config.scans,
        syntheses_home=config.syntheses,
        listed_links=config.listed_links,
        explains_criteria=methodology_path() not in config.hand_written,
    )
    return reading, context, diagnostics


def generate(config: Config, progress: Progress = _silent, memory: Memory | None = None) -> SiteBuild:
    """All pages of the site. Reads the content folder and nothing else; writes nothing.

    A ``memory`` that is handed from call to call saves reading unchanged files again.

    A file that cannot be read is named in the diagnostics and left out. Raises ``TemplateError`` where a page
    template cannot be used.
    """
    reading, context, diagnostics = read(config, progress, memory)
    pages = Pages(config.template_folders, directory_urls=config.directory_urls)
    pages.check(page_type.template for page_type in PAGES)
    files: list[SiteFile] = []
    found = list(diagnostics)
    for page_type in PAGES:
        for page in page_type.pages(context, config):
            if page.path in config.hand_written:
                found.append(_hand_written(page.path, page_type.name))
            else:
                files.append(
                    SiteFile(page.path, page.source, page_type.template, page.view, pages, page.dependencies)
                )
    return SiteBuild(
        files=tuple(sorted(files, key=lambda file: file.path)),
        raw_files=reading.raw_files,
        refused=reading.refused,
        diagnostics=ordered(found),
        papers=len(context.papers),
        syntheses=len(context.syntheses),
    )


def _hand_written(path: str, kind: str) -> Diagnostic:
    return Diagnostic(
        path, "hand-written-page", Severity.NOTE,
        f"this page is written by hand, so the generated {kind} page is left out",
        "remove or rename it to get the generated page",
    )  # fmt: skip
