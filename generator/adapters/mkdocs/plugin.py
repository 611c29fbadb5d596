"""The plugin: hands the generated pages to MkDocs, and its messages to MkDocs' log.

What matters happens in ``on_config`` and ``on_files``, so that other builders of the same Markdown lose nothing; the
other events save time (see ``run``) and tell the search what is there.
"""

from __future__ import annotations

import gc
import logging
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from mkdocs.commands import build as mkdocs_build
from mkdocs.config import config_options as c
from mkdocs.config.base import Config as PluginOptions
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date
from mkdocs.utils.templates import TemplateContext

from generator.adapters.messages import one_line, summary
from generator.adapters.mkdocs.page import GeneratedFile, GeneratedPage
from generator.adapters.mkdocs.raw import hand_over
from generator.adapters.mkdocs.run import Run
from generator.adapters.mkdocs.state import State, project_store, state_key
from generator.adapters.mkdocs.workers import aside, end, wait
from generator.adapters.progress import ProgressLine
from generator.adapters.site_settings import (
    KNOWN_EXTENSIONS,
    REQUIRED_EXTENSIONS,
    SCRIPTS,
    STYLESHEETS,
    TOC_OPTIONS,
    hand_written_pages,
    in_navigation,
)
from generator.build import SiteBuild, generate
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity
from generator.errors import InputChangedError, ScanpressError
from generator.readers.memory import Memory
from generator.render.environment import CompiledTemplates
from generator.render.escape import html_text, log_line
from generator.resources import page_templates, theme
from generator.store.files import explained

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

log = get_plugin_logger("scanpress")

_FEW = 3_000
"""How many papers are few: what was read of them takes less than 300 MB of memory."""

_TRIES = 5
"""How often the inputs are read, where they change while they are."""

NO_DATE = "1980-01-01"
"""What stands for a date that no input gives; the earliest that every archive format can hold."""


class ScanpressOptions(PluginOptions):  # type: ignore[no-untyped-call]
    """The plugin's options in ``mkdocs.yml``; ``generator.config.Config`` says what they mean."""

    scans = c.Type(str, default="scans")
    syntheses = c.Type(str, default="syntheses")
    templates = c.Optional(c.Dir(exists=True))
    rows_per_page = c.Type(int, default=250)
    listed_links = c.Type(int, default=25)
    max_file_bytes = c.Type(int, default=10_000_000)
    compress_raw = c.Type(bool, default=False)
    fast = c.Type(bool, default=True)
    search_criteria = c.Type(bool, default=False)
    processes = c.Type(int, default=0)


class ScanpressPlugin(BasePlugin[ScanpressOptions]):  # type: ignore[no-untyped-call]
    """Adds the pages of all scans and syntheses below ``docs_dir`` to the site."""

    def __init__(self) -> None:
        self._is_preview = False
        self._is_dirty = False
        self._nav: Navigation | None = None
        self._memory: Memory | None = None
        self._memory_key = ""
        self._saving: int | None = None
        self._compiled = CompiledTemplates()
        self._run: Run | None = None
        self._last: State | None = None
        self._begin_progress(quiet=True)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what runs. That this is here makes MkDocs keep this object between the rebuilds of ``serve``."""
        self._is_preview = command == "serve"
        self._is_dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay the theme over Material, and switch on what the pages are written for."""
        self._begin_progress(quiet=not log.isEnabledFor(logging.INFO))
        if self._is_preview:
            # The preview's own script, which reloads the page, stands inline in it.
            config.extra["content_security_policy"] = ""
        self._lay_theme(config)
        for name in REQUIRED_EXTENSIONS:
            if name not in config.markdown_extensions:
                config.markdown_extensions.append(name)
        toc = config.mdx_configs.setdefault("toc", {})
        for name, value in TOC_OPTIONS.items():
            toc.setdefault(name, value)
        # The publisher's own style sheets come last, so that they win.
        config.extra_css[:0] = [path for path in STYLESHEETS if path not in config.extra_css]
        listed = {str(script) for script in config.extra_javascript}
        config.extra_javascript[:0] = [path for path in SCRIPTS if path not in listed]
        watched = [str(page_templates()), str(theme())]
        if self.config.templates:
            watched.append(self.config.templates)
        config.watch.extend(path for path in watched if path not in config.watch)
        return config

    def _lay_theme(self, config: MkDocsConfig) -> None:
        """Put our theme between the publisher's own and Material."""
        if config.theme.name != "material":
            log.warning(
                f"theme: {config.theme.name} shows the pages plainly, without badges and colours; "
                "use material, which they are made for"
            )
            return
        custom = config.theme.custom_dir
        config.theme.dirs.insert(0 if custom is None else 1, str(theme()))
        if custom is not None and Path(custom, "main.html").is_file():
            log.info(
                f"{custom}/main.html takes the place of ours, which holds the Content-Security-Policy; "
                "copy its block site_meta to keep that"
            )

    @event_priority(-100)  # the last thing before MkDocs empties the folder
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Find out what can be kept of the last build."""
        self._run = Run(
            config,
            key=state_key(self._template_folders(), (self._settings_of_pages(), config.use_directory_urls)),
            last=self._last if self._is_preview else None,
            keep_on_disk=not self._is_preview,
            is_dirty=self._is_dirty,
        )
        self._run.begin()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages; take away what must not be published."""
        build = self._read(self._settings(files, config), config)
        self._report(build)
        _remove_refused(files, build)
        if self._run is not None:
            hand_over(files, build.raw_files, config, self._run.ask)
        fast = self.config.fast and _is_known(config)
        titles = dict(_nav_titles(config.nav))
        for page in build.files:
            listed = config.nav is None and in_navigation(page)
            file = GeneratedFile.of(config, page, InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV)
            files.append(file)
            generated = GeneratedPage(
                titles.get(page.path), file, config, fast=fast, search_criteria=self.config.search_criteria
            )
            if self._run is not None:
                self._run.watch(generated)
        self._prepared = self._progress.counter("preparing", len(build.files))
        self._rendered = self._progress.counter("rendering", len(build.files))
        return files

    def _read(self, settings: Config, config: MkDocsConfig) -> SiteBuild:
        """All pages, and the inputs that they come from published; what was read is remembered for the next time."""
        key = state_key((), (settings.scans, settings.syntheses, settings.max_file_bytes))
        if self._memory is None or key != self._memory_key:
            self._memory, self._memory_key = Memory(project_store(config, config.docs_dir, key)), key
        has_changed = False
        for tries_left in reversed(range(_TRIES)):
            try:
                build = generate(settings, self._progress, self._memory)
                has_changed = has_changed or self._memory.is_changed
                if self._run is not None:
                    self._run.publish(build.raw_files)
                break
            except InputChangedError as error:
                # Pages and inputs must be of one reading, so everything is read once more.
                if not tries_left:
                    raise PluginError(f"scanpress: {error}") from None
            except ScanpressError as error:
                raise PluginError(f"scanpress: {error}") from None
        if self._is_preview:
            self._memory.detach()
        elif has_changed:
            self._save(self._memory.save, build.papers)
        return build

    def _save(self, save: Callable[[], None], papers: int) -> None:
        """While the pages are made, by other processes too: with many papers one after the other, to save memory."""
        self._saving = aside(save)
        if papers > _FEW:
            self._finish_saving()

    def _finish_saving(self) -> None:
        if self._saving is not None:
            wait(self._saving)
            self._saving = None

    def _stop(self) -> None:
        """Leave MkDocs and the terminal as they were, and no other process behind."""
        saving, self._saving = self._saving, None
        if saving is not None:
            end(saving)
        run, self._run = self._run, None
        if run is not None:
            run.abort()
        self._progress.close()

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation, which stands on every page."""
        self._nav = nav
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Say how far the pages are read; what is not written directly is also converted then."""
        if isinstance(page, GeneratedPage):
            self._prepared()
        return page

    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Take the clock out of the site: MkDocs stamps its compressed sitemap with the day of the build."""
        today = get_build_date()
        for file in files.documentation_pages():
            if file.page is not None and file.page.update_date == today:
                file.page.update_date = NO_DATE
        if self._is_preview and env.bytecode_cache is None:
            env.bytecode_cache = self._compiled
        if self.config.fast and self._run is not None and self._run.has_frames:
            self._run.frames.wrap(env)
            self._share(env, config, files)
        return env

    def _share(self, env: Any, config: MkDocsConfig, files: Files) -> None:
        """Make pages in several processes, where that is known to be right."""
        nav, run, progress = self._nav, self._run, self._progress
        build_page = getattr(mkdocs_build, "_build_page", None)
        if nav is None or run is None or build_page is None or self._is_preview or self._is_dirty:
            return
        pages = files.documentation_pages(inclusion=InclusionLevel.is_included)
        listed = {page.file.src_uri for page in nav.pages}

        def build(page: GeneratedPage) -> None:
            progress.hand_over()
            build_page(page, config, pages, nav, env)

        run.share(self.config.processes, build, lambda page: page.file.src_uri not in listed)

    @event_priority(100)  # before the search looks at the page
    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the search what is on a generated page, instead of letting it read the page's HTML."""
        index = _search_index(config)
        if index is not None and isinstance(page, GeneratedPage):
            entries = _search_entries(page)
            own = page.meta.get("search") or {}
            if entries and (page.is_fresh or not own.get("exclude")):
                page.meta["search"] = {**own, "exclude": True}
                index.entries += _indexed(page, entries)
                # The search would look for attributes of its own all the same, and ours have none.
                page.is_hidden = self._run is not None and self._run.frames.are_used and page.is_own
        return context

    @event_priority(-100)  # after everyone who may change the page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Note what the page was made of, and let go of it: the memory must not fill up with all of them."""
        if isinstance(page, GeneratedPage):
            if self._run is not None:
                self._run.note(page, _search_entries(page))
            page.release()
            self._rendered()
        return output

    @event_priority(-100)  # when everything is written
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Remove what is gone, and remember this build for the next one."""
        if self._run is not None:
            self._last = self._run.end()
            self._run = None
        self._finish_saving()
        self._nav = None
        self._progress.close()

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Show a change of the content as soon as the system tells of it."""
        # Only here, for it needs what only the preview needs.
        from generator.adapters.mkdocs.preview import Watcher

        Watcher(server).start(config.docs_dir)

    @event_priority(-100)  # after everyone who wants to hear of it
    def on_build_error(self, *, error: Exception) -> None:
        """Leave MkDocs as it was; the next build makes everything anew.

        Raises ``Abort`` for what the system did not let be read or written, which needs a message and no traceback.
        """
        self._last = None
        self._stop()
        reason = explained(error) if isinstance(error, OSError) else None
        if reason is not None:
            log.error(log_line(reason))
            raise Abort("Aborted, since a file cannot be read or written") from error

    def on_shutdown(self) -> None:
        """A build that was interrupted ends here."""
        self._stop()
        # The process is about to end, and would look through all objects for circles once more, for nothing: half a
        # second with a thousand papers.
        gc.freeze()

    def _begin_progress(self, *, quiet: bool) -> None:
        self._progress = ProgressLine(quiet=quiet)
        self._progress.give_way_to(logging.getLogger("mkdocs"))
        self._prepared = self._progress.counter("preparing", 0)
        self._rendered = self._progress.counter("rendering", 0)

    def _template_folders(self) -> tuple[Path, ...]:
        own = (Path(self.config.templates),) if self.config.templates else ()
        return (*own, page_templates())

    def _settings_of_pages(self) -> list[tuple[str, object]]:
        return sorted((name, value) for name, value in self.config.items() if name != "processes")

    def _settings(self, files: Files, config: MkDocsConfig) -> Config:
        return Config(
            content=Path(config.docs_dir),
            scans=self.config.scans,
            syntheses=self.config.syntheses,
            templates=(Path(self.config.templates),) if self.config.templates else (),
            rows_per_page=self.config.rows_per_page,
            listed_links=self.config.listed_links,
            directory_urls=config.use_directory_urls,
            max_file_bytes=self.config.max_file_bytes,
            compress_raw=self.config.compress_raw,
            hand_written=hand_written_pages(
                (file.src_uri for file in files.documentation_pages(inclusion=_all)),
                directory_urls=config.use_directory_urls,
            ),
        )

    def _report(self, build: SiteBuild) -> None:
        """A file that is left out is a warning, so that ``--strict`` fails; the rest is for information."""
        for item in build.diagnostics:
            _log(item)
        log.info(summary(build))


def _all(level: InclusionLevel) -> bool:
    """Drafts and excluded pages are pages that the publisher wrote, too."""
    return True


def _log(item: Diagnostic) -> None:
    if item.severity is Severity.ERROR:
        log.warning(one_line(item))
    elif item.severity is Severity.WARNING:
        log.info(one_line(item))
    else:
        log.debug(one_line(item))


def _remove_refused(files: Files, build: SiteBuild) -> None:
    for file in list(files):
        path = file.src_uri
        if path in build.refused or any(path.startswith(f"{refused}/") for refused in build.refused):
            files.remove(file)


def _search_entries(page: GeneratedPage) -> tuple[tuple[str, str, str], ...]:
    """The anchor, title and text of each of the page's entries in the search, as plain text; made once a build."""
    if page.state is not None:
        return page.state.search
    if page.search is None:
        page.search = tuple((entry.anchor, entry.title, entry.text) for entry in page.built.search)
    return page.search


_FRAGMENT = "/:;@!$&()*+,=~?"
"""What may stand in a fragment of an address as it is (RFC 3986), but for the apostrophe."""


def _indexed(page: GeneratedPage, entries: tuple[tuple[str, str, str], ...]) -> list[dict[str, str]]:
    """The entries as the index of Material's search holds them."""
    return [
        {
            "location": f"{page.url}#{quote(anchor, safe=_FRAGMENT)}" if anchor else page.url,
            "title": str(html_text(title)),
            "text": str(html_text(text)),
        }
        for anchor, title, text in entries
    ]


def _is_known(config: MkDocsConfig) -> bool:
    """Whether the Markdown of generated pages becomes the HTML that is written directly.

    It does with every extension that leaves escaped text alone; what an unknown one does, nobody knows.
    """
    names = set(config.markdown_extensions)
    toc = {key: value for key, value in config.mdx_configs.get("toc", {}).items() if key != "slugify"}
    return names <= KNOWN_EXTENSIONS and toc == TOC_OPTIONS


def _nav_titles(nav: object) -> Iterator[tuple[str, str]]:
    """The titles that the publisher's navigation gives to pages: path and title."""
    if isinstance(nav, Mapping):
        for title, entry in nav.items():
            if isinstance(entry, str):
                yield entry, str(title)
            else:
                yield from _nav_titles(entry)
    elif isinstance(nav, list):
        for entry in nav:
            yield from _nav_titles(entry)


def _search_index(config: MkDocsConfig) -> Any:
    """The index of Material's search, where it is on."""
    for name in ("material/search", "search"):
        plugin = config.plugins.get(name)
        index = getattr(plugin, "search_index", None)
        if (
            plugin is not None
            and plugin.config.get("enabled", True)
            and isinstance(getattr(index, "entries", None), list)
        ):
            return index
    return None
