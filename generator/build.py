"""``generate``: the recipe, in reading order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import count
from pathlib import Path

from generator.analysis.ledger import MOVED, Ledger
from generator.analysis.site import Site, analyse
from generator.checks import check_site
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity, bounded, finding, in_order, ordered
from generator.identify import short_hash
from generator.intake import Intake, Library, source_of, take_in
from generator.locate import located
from generator.model import Source
from generator.pages import ASSETS, PAGES, Made, PlannedAsset, PlannedPage, Wholes
from generator.pages.kinds import Before, Pieces
from generator.pages.ledger import Kind, ledger_files, ledger_of
from generator.pages.moved import lead_on
from generator.pages.raw import original
from generator.readers import discover
from generator.readers.content import survey
from generator.readers.discovery import Found
from generator.readers.entries import Content
from generator.readers.memory import Memory, Plan
from generator.readers.nearby import inputs_nearby
from generator.render.environment import Pages
from generator.render.href import page_file
from generator.render.html import Heading
from generator.render.markdown import encoded_meta
from generator.search import Unit
from generator.views.search import SearchEntry


@dataclass(frozen=True, slots=True)
class BuiltPage:
    """A page in HTML: its content, its headings in their order, its front matter, what the search finds of it."""

    html: str
    headings: tuple[Heading, ...]
    meta: Mapping[str, object]
    search: tuple[SearchEntry, ...]
    unit: Unit | None = None
    """What the site's own search finds, but for the page's address."""


def _source(planned: PlannedPage | PlannedAsset) -> str:
    return planned.source.path if planned.source else ""


def _digest(planned: PlannedPage | PlannedAsset) -> str:
    # A hundred thousand files are made of no input; theirs is not copied.
    return f"{planned.digest}{planned.source.digest}" if planned.source else planned.digest


def _nothing() -> None:
    pass


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A page. It is written when it is asked for, in Markdown or in HTML, each time anew."""

    planned: PlannedPage
    _pages: Pages
    _wholes: Wholes
    _prepare: Callable[[], object] = _nothing

    def prepare(self) -> None:
        """Do what this page and others need in common, once for all of them: before processes share the work."""
        self._prepare()

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
        return BuiltPage(content.html, content.headings, encoded_meta(made.view.meta), made.search, made.unit)


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
    def is_of_all(self) -> bool:
        """Whether every change of an input makes it another file; a preview may show it as it was before."""
        return self.planned.is_of_all

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

    def renewed(self, before: Before) -> tuple[bytes, Pieces]:
        """The same, and the pieces that the file is joined of, should it be joined of any.

        ``before`` tells what a build with the same code and settings left.
        """
        if self.planned.renew is not None:
            return self.planned.renew(self._library, before)
        return self.content(), ()

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

    def sooner(self, path: str, data: bytes) -> SiteFile | None:
        """The page of the input at this path, which holds these bytes now; all else is as it was for this run.

        So it takes no longer where there are many inputs. ``None`` where more than the page's own words is another,
        or the input cannot be read: then everything has to be looked at.
        """
        page = next((page for page in self.files if page.source == path), None)
        found = self._library.renewed(path, data) if page is not None else None
        if page is None or found is None:
            return None
        library, summary = found
        planned = page.planned.renewed(summary)
        return None if planned is None else replace(page, planned=planned, _wholes=library)

    def located(self, items: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Findings of this run with their lines and columns, for which their files are read."""
        return located(items, self._library, self._content)


Progress = Callable[[str, int, int], None]
"""Called with what is being done ("reading", "planning", "rendering"), how many are done, and how many there are."""


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
    return _read(config, progress, memory, discover(config, memory, content))


def _read(
    config: Config, progress: Progress, memory: Memory, found: Found
) -> tuple[Intake, Site, tuple[Diagnostic, ...]]:
    intake = take_in(found, config, memory, lambda done, total: progress("reading", done, total))
    memory.end()
    corrections = intake.corrections
    site = analyse(
        intake.papers,
        intake.reports,
        config,
        is_complete=not intake.refused
        - {corrections.path, intake.moved.path, *(reply.path for reply in found.replies)},
        corrections=corrections,
        moved=intake.moved,
    )
    nearby = () if site.papers or site.reports else inputs_nearby(config)
    diagnostics = in_order((*intake.diagnostics, *bounded(check_site(site)), *nearby))
    said = ordered(item for item in diagnostics if config.unsaid.isdisjoint((item.rule, item.of_rule)))
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


@dataclass(frozen=True, slots=True)
class _Planned:
    """All pages and files, and what else is said of a site, each as in ``SiteBuild``."""

    pages: tuple[PlannedPage, ...]
    assets: tuple[PlannedAsset, ...]
    refused: frozenset[str]
    diagnostics: tuple[Diagnostic, ...]
    papers: int
    syntheses: int
    library: Library
    prepare: Callable[[], object]


def _planned(config: Config, progress: Progress, memory: Memory, content: Content, inputs: Found) -> _Planned:
    """What there is to make of these inputs."""
    intake, site, diagnostics = _read(config, progress, memory, inputs)
    outline = _outline(site, content.files.keys() - intake.refused, progress)
    assets = (*outline.assets, *[("ledger", file) for file in ledger_files(site, outline.pages, outline.assets)])
    return _Planned(
        tuple(sorted([page for _, page in outline.pages], key=lambda page: page.path)),
        tuple(sorted([asset for _, asset in assets], key=lambda asset: asset.path)),
        intake.refused | outline.covered,
        ordered((*diagnostics, *outline.found)),
        len(site.papers),
        len(site.reports),
        intake.library,
        _nothing,
    )


@dataclass(frozen=True, slots=True)
class _Outline:
    """The pages and files of a site with the names of their kinds, what they cover, and what is said of that."""

    pages: tuple[tuple[Kind, PlannedPage], ...]
    assets: tuple[tuple[Kind, PlannedAsset], ...]
    covered: frozenset[str]
    found: tuple[Diagnostic, ...]


def _outline(site: Site, others: Collection[str], progress: Progress = _silent) -> _Outline:
    """``others`` are the paths of the files below the content folder that may be published."""
    kinds = count(1)
    config = site.config
    pages: list[tuple[Kind, PlannedPage]] = []
    found: list[Diagnostic] = []
    covered: set[str] = set()
    # Where tags.md is written by hand, tags/index.md would have its address.
    by_hand = {page_file(path, config.directory_urls) for path in config.hand_written}
    for page_type in PAGES:
        progress("planning", next(kinds), len(PAGES) + len(ASSETS))
        for planned in page_type.plan(site):
            static = page_file(planned.path, config.directory_urls)
            if static in by_hand:
                found.append(_hand_written(planned.path, page_type.name))
            else:
                pages.append((page_type.name, planned))
                if static in others:
                    covered.add(static)
                    found.append(_covered(static, page_type.name))
    # What leads on gives way to what is there.
    assets: list[tuple[Kind, PlannedAsset]] = []
    for asset_type in ASSETS:
        progress("planning", next(kinds), len(PAGES) + len(ASSETS))
        assets += [
            (asset_type.name, asset)
            for asset in asset_type.plan(site)
            if not asset.leads_to or (asset.path not in by_hand and asset.path not in others)
        ]
    moved, said = lead_on(site, [page for _, page in pages], [asset for _, asset in assets], others)
    assets += [(MOVED, asset) for asset in moved]
    return _Outline(tuple(pages), tuple(assets), frozenset(covered), (*found, *said))


def published(site: Site, others: Collection[str]) -> tuple[Ledger, tuple[Diagnostic, ...]]:
    """The addresses of a site, and what is said of those that it once had.

    ``others`` are the paths of the files below the content folder that may be published.
    """
    outline = _outline(site, others)
    return ledger_of(site, outline.pages, outline.assets), outline.found


class _Late:
    """Plans that another process made of the same inputs, and that are made again when a page is asked for."""

    def __init__(self, plan: Callable[[], _Planned]) -> None:
        self._plan = plan

    @cached_property
    def pages(self) -> Mapping[str, PlannedPage]:
        """The pages by their paths."""
        return {page.path: page for page in self._again.pages}

    @cached_property
    def assets(self) -> Mapping[str, PlannedAsset]:
        """The other files by theirs."""
        return {asset.path: asset for asset in self._again.assets}

    @cached_property
    def _again(self) -> _Planned:
        return self._plan()

    def page(self, path: str) -> Callable[[Wholes], Made]:
        """Makes the page at this path."""
        return lambda wholes: self.pages[path].make(wholes)

    def asset(self, path: str) -> Callable[[Wholes], bytes]:
        """Makes the file at this path."""
        return lambda wholes: self.assets[path].make(wholes)


def _plan_key(config: Config, content: Content, inputs: Found) -> str:
    """A hash of all that pages and files are planned from, but for the code."""
    settings = [(item.name, getattr(config, item.name)) for item in fields(config)]
    return short_hash(
        repr((
            [(name, sorted(value) if isinstance(value, frozenset) else value) for name, value in settings],
            [
                (file.path, file.line, file.digest, file.form.example, file.group, file.address, file.title)
                for file in (*inputs.scans, *inputs.syntheses)
            ],
            sorted(inputs.refused),
            inputs.corrections,
            inputs.moved,
            [(reply.path, reply.digest) for reply in inputs.replies],
            inputs.diagnostics,
            sorted(content.files),
        )),
        64,
    )  # fmt: skip


def _recalled(plan: Plan, inputs: Found, again: Callable[[], _Planned]) -> _Planned:
    """The plan as it was made, but that nothing is read before somebody asks for a page or a file."""
    late, library = _Late(again), Library()
    sources: dict[tuple[str, int], Source | None] = {("", 0): None}
    for file in (*inputs.scans, *inputs.syntheses):
        library.put(file)
        sources[file.path, file.line] = source_of(file)
    return _Planned(
        tuple([
            PlannedPage(path, template, digest, sources[source, line], listed, late.page(path))
            for path, template, digest, listed, source, line in plan.pages
        ]),
        tuple([
            PlannedAsset(path, digest, sources[source, line], late.asset(path), leads_to, is_of_all)
            for path, digest, source, line, leads_to, is_of_all in plan.assets
        ]),
        frozenset(plan.refused),
        plan.diagnostics,
        plan.papers,
        plan.syntheses,
        library,
        lambda: late.pages,
    )  # fmt: skip


def _in_short(planned: _Planned) -> Plan:
    def of(source: Source | None) -> tuple[str, int]:
        return (source.path, source.line) if source else ("", 0)

    return Plan(
        tuple([(page.path, page.template, page.digest, page.listed, *of(page.source)) for page in planned.pages]),
        tuple([
            (asset.path, asset.digest, *of(asset.source), asset.leads_to, asset.is_of_all) for asset in planned.assets
        ]),
        tuple(sorted(planned.refused)),
        planned.diagnostics,
        planned.papers,
        planned.syntheses,
    )  # fmt: skip


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
    memory = memory or Memory()
    memory.begin()
    inputs = discover(config, memory, content)
    pages = Pages(config.template_folders, directory_urls=config.directory_urls)
    pages.check(page_type.template for page_type in PAGES)
    key = _plan_key(config, content, inputs) if memory.has_plans else ""
    plan = memory.plans.find(key) if memory.is_untouched else None
    if plan is not None:
        memory.end(is_whole=False)
        planned = _recalled(plan, inputs, lambda: _planned(config, progress, memory.again(), content, inputs))
    else:
        planned = _planned(config, progress, memory, content, inputs)
        # Where there is nothing, what lies elsewhere counts as well: perhaps the inputs are there.
        if memory.has_plans and (planned.papers or planned.syntheses):
            memory.plans.keep(key, _in_short(planned))
    return SiteBuild(
        files=tuple([SiteFile(page, pages, planned.library, planned.prepare) for page in planned.pages]),
        assets=tuple([SiteAsset(asset, planned.library) for asset in planned.assets]),
        addresses=tuple(dict.fromkeys(line for kind in PAGES for line in kind.addresses(config))),
        refused=planned.refused,
        diagnostics=planned.diagnostics,
        papers=planned.papers,
        syntheses=planned.syntheses,
        _library=planned.library,
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
