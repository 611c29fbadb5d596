"""``generate``: the recipe, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.analysis.site import Site, analyse
from generator.checks import check_site
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity, finding, in_order, ordered
from generator.intake import Intake, Library, take_in
from generator.locate import located
from generator.pages import ASSETS, PAGES, PlannedAsset, PlannedPage, Wholes
from generator.pages.raw import original
from generator.readers import discover
from generator.readers.content import survey
from generator.readers.entries import Content
from generator.readers.memory import Memory
from generator.readers.nearby import inputs_nearby
from generator.render.environment import Pages
from generator.render.href import page_file
from generator.render.html import Heading
from generator.render.markdown import encoded_meta
from generator.views.search import SearchEntry


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page in HTML: its content, its headings in their order, its front matter, what the search finds of it."""

    html: str
    headings: tuple[Heading, ...]
    meta: Mapping[str, object]
    search: tuple[SearchEntry, ...]


def _source(planned: PlannedPage | PlannedAsset) -> str:
    return planned.source.path if planned.source else ""


def _digest(planned: PlannedPage | PlannedAsset) -> str:
    return f"{planned.digest}{planned.source.digest if planned.source else ''}"


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A page. It is written when it is asked for, in Markdown or in HTML, each time anew."""

    planned: PlannedPage
    _pages: Pages
    _wholes: Wholes

    @property
    def path(self) -> str:
        """The page's path below the content folder."""
        return self.planned.path

    @property
    def source(self) -> str:
        """The path of the input file that it shows, empty where it is not the page of one."""
        return _source(self.planned)

    @property
    def listed(self) -> bool:
        """Whether an automatic navigation has the page."""
        return self.planned.listed

    @property
    def digest(self) -> str:
        """A hash of what the page shows; code, templates and settings are not part of it."""
        return _digest(self.planned)

    @property
    def text(self) -> str:
        """The page in Markdown, front matter included; raises ``TemplateError`` and ``InputChangedError``."""
        return self._pages.render(self.planned.template, self.planned.make(self._wholes).view)

    def built(self) -> BuiltPage:
        """The page in HTML with all that a site says of it; raises ``TemplateError`` and ``InputChangedError``."""
        made = self.planned.make(self._wholes)
        content = self._pages.render_html(self.planned.template, made.view)
        return BuiltPage(content.html, content.headings, encoded_meta(made.view.meta), made.search)


@dataclass(frozen=True, slots=True)
class SiteAsset:
    """A file that is no page. It is made when it is asked for, each time anew."""

    planned: PlannedAsset
    _library: Library

    @property
    def path(self) -> str:
        """The file's path below the site."""
        return self.planned.path

    @property
    def source(self) -> str:
        """The path of the input file that it is made of, empty where it is made of none."""
        return _source(self.planned)

    @property
    def is_from_outside(self) -> bool:
        """Whether the input that it is made of does not lie below the content folder."""
        return self.planned.source is not None and self.planned.source.is_outside

    @property
    def digest(self) -> str:
        """A hash of what the file is made of; code and settings are not part of it."""
        return _digest(self.planned)

    def content(self) -> bytes:
        """The file's bytes; raises ``InputChangedError``."""
        return self.planned.make(self._library)

    def published(self, load: Callable[[], bytes]) -> None:
        """The file was written and can be read there, should the input that it is made of change or go away."""
        if self.planned.source is not None:
            self._library.copied(self.planned.source, lambda: original(self.path, load()))


@dataclass(frozen=True, slots=True)
class SiteBuild:
    """What a run gives back.

    ``files`` are the pages and ``assets`` all other files. ``addresses`` are patterns (as in ``.gitignore``)
    that match every page's path. ``refused`` are paths below the content folder that must not be published: they
    could not be read, or are not what they seem. ``papers`` and ``syntheses`` are how many there are.
    """

    files: tuple[SiteFile, ...]
    assets: tuple[SiteAsset, ...]
    addresses: tuple[str, ...]
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    papers: int
    syntheses: int
    _library: Library
    _content: Path

    def located(self, items: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Findings of this run with their lines and columns, for which their files are read."""
        return located(items, self._library, self._content)


Progress = Callable[[str, int, int], None]
"""Called with what is being done ("reading", "rendering"), how many are done, and how many there are."""


def _silent(step: str, done: int, total: int) -> None:
    pass


def read(
    config: Config, progress: Progress = _silent, memory: Memory | None = None, content: Content | None = None
) -> tuple[Intake, Site, tuple[Diagnostic, ...]]:
    """Read and check all inputs; what pages need to know, and everything that was found, however much.

    ``content`` is the ``survey`` of the content folder, where there is one already.
    """
    memory = memory or Memory()
    memory.begin()
    intake = take_in(
        discover(config, memory, content), config, memory, lambda done, total: progress("reading", done, total)
    )
    memory.end()
    site = analyse(intake.papers, intake.reports, config, is_complete=not intake.refused)
    nearby = () if site.papers or site.reports else inputs_nearby(config)
    diagnostics = in_order((*intake.diagnostics, *check_site(site), *nearby))
    said = ordered(item for item in diagnostics if item.rule not in config.unsaid)
    return intake, replace(site, notes=_notes(said)), diagnostics


def _notes(diagnostics: Iterable[Diagnostic]) -> dict[str, tuple[str, ...]]:
    """What each page tells its readers about its file."""
    notes: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for item in diagnostics:
        if item.for_reader:
            notes[item.source] += (item.for_reader,)
        elif item.rule == "missing-field" and item.severity is not Severity.ERROR:
            name = item.pointer.removeprefix("/").replace("/", ".")
            notes[item.source] += (f"The file does not have the field “{name}”; nothing follows from its absence.",)
    return dict(notes)


def generate(
    config: Config, progress: Progress = _silent, memory: Memory | None = None, content: Content | None = None
) -> SiteBuild:
    """All files of the site. Reads the content folder and nothing else; writes nothing.

    A ``memory`` that is handed from call to call saves reading unchanged files again, and ``content``, the ``survey``
    of the content folder, walking it again.

    A file that cannot be read is named in the diagnostics and left out. Raises ``TemplateError`` where a page
    template cannot be used.
    """
    content = content or survey(config)
    intake, site, diagnostics = read(config, progress, memory, content)
    pages = Pages(config.template_folders, directory_urls=config.directory_urls)
    pages.check(page_type.template for page_type in PAGES)
    files: list[SiteFile] = []
    found = list(diagnostics)
    covered: set[str] = set()
    # Where tags.md is written by hand, tags/index.md would have its address.
    by_hand = {page_file(path, config.directory_urls) for path in config.hand_written}
    for page_type in PAGES:
        for planned in page_type.plan(site):
            static = page_file(planned.path, config.directory_urls)
            if static in by_hand:
                found.append(_hand_written(planned.path, page_type.name))
            else:
                files.append(SiteFile(planned, pages, intake.library))
                if static in content.files and static not in intake.refused:
                    covered.add(static)
                    found.append(_covered(static, page_type.name))
    assets = [SiteAsset(planned, intake.library) for asset_type in ASSETS for planned in asset_type.plan(site)]
    return SiteBuild(
        files=tuple(sorted(files, key=lambda file: file.path)),
        assets=tuple(sorted(assets, key=lambda asset: asset.path)),
        addresses=tuple(dict.fromkeys(line for kind in PAGES for line in kind.addresses(config))),
        refused=intake.refused | covered,
        diagnostics=ordered(found),
        papers=len(site.papers),
        syntheses=len(site.reports),
        _library=intake.library,
        _content=config.content,
    )


def _hand_written(path: str, kind: str) -> Diagnostic:
    return finding(
        path,
        "hand-written-page",
        f"this page is written by hand, so the generated {kind} page is left out",
    )


def _covered(path: str, kind: str) -> Diagnostic:
    return finding(
        path,
        "covered-file",
        f"the generated {kind} page has the address of this file, so the file is left out",
    )
