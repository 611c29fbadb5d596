"""The plugin: hands the generated pages to MkDocs, and its messages to MkDocs' log.

What matters happens in ``on_config`` and ``on_files``, so that other builders of the same Markdown lose nothing; the
other events save time (see ``run``) and tell the search what is there.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import jinja2
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import get_build_date
from mkdocs.utils.templates import TemplateContext

from generator.adapters.committed import with_dates
from generator.adapters.messages import one_line, summary
from generator.adapters.mkdocs.build import Build
from generator.adapters.mkdocs.collecting import Collecting
from generator.adapters.mkdocs.edit_links import encode_paths
from generator.adapters.mkdocs.lane import SiteFiles
from generator.adapters.mkdocs.page import GeneratedFile, GeneratedPage
from generator.adapters.mkdocs.private.listeners import nobody_else_listens
from generator.adapters.mkdocs.private.listing import Listing
from generator.adapters.mkdocs.private.pages import can_be_rendered
from generator.adapters.mkdocs.private.searching import Search, is_offline
from generator.adapters.mkdocs.scheme import ScanpressOptions
from generator.adapters.mkdocs.sections import exclude, excluded, sections
from generator.adapters.mkdocs.site_config import addresses, is_known, lay_theme, nav_titles, switch_on
from generator.adapters.mkdocs.site_files import every_level, is_published, make_room, slim_files
from generator.adapters.mkdocs.state import project_store, state_key
from generator.adapters.options import OPTIONS, config_values, that_matter
from generator.adapters.progress import ProgressLine
from generator.adapters.project import repository
from generator.adapters.selection import CheckSettings
from generator.adapters.site_address import WHAT_BREAKS, remedy, site_address
from generator.adapters.site_settings import extra_settings, hand_written_pages
from generator.adapters.slim_files import SLIM_FILES, SlimFiles
from generator.build import SiteBuild, generate
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity
from generator.errors import ConfigError, InputChangedError, ScanpressError
from generator.homes import refuse_output
from generator.options import Affects
from generator.readers.content import survey
from generator.readers.memory import Memory
from generator.render.environment import CompiledTemplates, compiled_pages, debugging
from generator.render.escape import log_line
from generator.resources import page_templates, theme
from generator.store.files import explained

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from generator.adapters.mkdocs.preview import Preview

log = get_plugin_logger("scanpress")

_TRIES = 5
"""How often the inputs are read, where they change while they are."""

_LOCATED = 100
"""Files that are read once more for the lines of what is wrong in them; a build that finds more goes without."""

_TEMPLATE_MAKERS = frozenset({"builtins", "jinja2", "markupsafe", "material", "mkdocs", "_operator"})
"""Packages whose filters, tests and extensions are the same from build to build."""

NO_DATE = "1980-01-01"
"""What stands for a date that no input gives; the earliest that every archive format can hold."""


class ScanpressPlugin(BasePlugin[ScanpressOptions]):  # type: ignore[no-untyped-call]
    """Adds the pages of all scans and syntheses below ``docs_dir`` to the site."""

    def __init__(self) -> None:
        self.preview: Preview | None = None
        """What ``serve`` shows; ``None`` where a site is built once."""
        self._is_dirty = False
        self._memory: Memory | None = None
        self._memory_key = ""
        self._compiled = CompiledTemplates()
        self._build: Build | None = None
        self._listing: Listing | None = None
        self._site: SiteBuild | None = None
        self._unmark: Callable[[], None] | None = None
        self._collecting = Collecting()
        self._begin_progress(quiet=True)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what runs. That this is here makes MkDocs keep this object between the rebuilds of ``serve``.

        It is kept between two runs in one process as well, of which the second must find nothing of the first.
        """
        self._memory = self._site = self.preview = None
        self._is_dirty = dirty
        if command == "serve":
            # Only here, for it needs what only the preview needs.
            from generator.adapters.mkdocs.preview import Preview

            self.preview = Preview(self, self._collecting)

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay the theme over Material, and switch on what the pages are written for."""
        self.progress_line()
        if self.preview is not None:
            # The preview's own script, which reloads the page, stands inline in it.
            config.extra["content_security_policy"] = ""
        elif config.site_url is None:
            place = Path(config.config_file_path or "mkdocs.yml")
            log.warning(log_line(f"site_url is not set in {place.name}; {WHAT_BREAKS}; {remedy(place.parent)}"))
        lay_theme(config)
        self._look_at_check(config)
        encode_paths(config)
        switch_on(config)
        watched = [str(page_templates()), str(theme())]
        if self.config["templates"]:
            watched.append(self.config["templates"])
        config.watch.extend(path for path in watched if path not in config.watch)
        return config

    def _look_at_check(self, config: MkDocsConfig) -> None:
        """The settings of ``scanpress check`` stand among the plugin's; a mistake in them is named here as well."""
        try:
            CheckSettings.of(self.config["check"], Path(config.config_file_path or "mkdocs.yml"))
        except ScanpressError as error:
            raise PluginError(f"scanpress: check: {error}") from None

    @event_priority(-100)  # the last thing before MkDocs empties the folder
    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Walk the content folder, and find out what can be kept of the last build."""
        if self.preview is not None:
            self.preview.writing.end()
        try:
            self._settings = self._settings_for(config)
            config.extra.update(extra_settings(self._settings))
            if self._has_own_search(config):
                # For the theme, which has the search's script and its field. That of a preview waits for the index.
                config.extra["scanpress_search"] = "preview" if self.preview is not None else True
            site = Path(config.site_dir)
            refuse_output(self._settings.homes, self._settings.content, site, f"site_dir: {config.site_dir!r}")
        except ScanpressError as error:
            raise PluginError(f"scanpress: {error}") from None
        self._content = survey(self._settings)
        homes = tuple(home.path for home in self._settings.homes if not home.is_outside)
        self._listing = Listing(self._content, homes)
        config.watch.extend(path for path in self._content.elsewhere if path not in config.watch)
        self._listing.begin()
        self._collecting.begin(is_next=self.preview is not None)
        last = self.preview.shown if self.preview is not None else None
        key = state_key(
            self._template_folders(), (that_matter(self.config, Affects.READING, Affects.PAGES), addresses(config))
        )
        self._build = Build(
            config,
            key,
            last.build if last is not None else None,
            on_disk=self.preview is None,
            searches=self._has_own_search(config) and not self._is_dirty,
        )
        for mark, compiler in self._compilers().items():
            known = self._build.compiled.items()
            compiler.learn({key.removeprefix(mark): code for key, code in known if key.startswith(mark)})
        self._build.compiles = self._compiles
        if not self._is_dirty:
            self._build.begin()

    @event_priority(50)  # before others look which pages there are
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and files; take away what must not be published."""
        assert self._listing is not None
        self._listing.screen(files, self._content.refused)
        slim_files(files)
        by_hand = hand_written_pages(
            (file.src_uri for file in files.documentation_pages(inclusion=every_level)),
            directory_urls=config.use_directory_urls,
        )
        public = hand_written_pages(
            (file.src_uri for file in files.documentation_pages()), directory_urls=config.use_directory_urls
        )
        self._shown = replace(self._settings, hand_written=by_hand, drafts=by_hand - public)
        fast = self.config["fast"] and is_known(config)
        lane = self._build.lane if self._build is not None and fast and self._has_lane(config) else None
        site = self._site = self._generate(self._shown, files, config, are_seen=lane is None)
        self.report(site, strict=config.strict)
        self._listing.screen(files, site.refused)
        titles = dict(nav_titles(config.nav))
        others: list[str] = []
        for page in site.files:
            listed = config.nav is None and page.listed
            if lane is not None and not listed and page.path not in titles:
                lane.add_page(page)
                continue
            level = InclusionLevel.INCLUDED if listed else InclusionLevel.NOT_IN_NAV
            file = GeneratedFile.of(config, page, level, self._settings.homes)
            if lane is not None and self._build is not None:
                file.built = self._build.built
            files.append(file)
            others.append(file.dest_uri)
            GeneratedPage(titles.get(page.path), file, config, fast=fast)
        self._prepared = self._progress.counter("preparing", len(others))
        self._rendered = self._progress.counter("rendering", len(site.files))
        if self._build is not None:
            self._build.settle(others)
        return files if lane is None or self._build is None else SiteFiles(files, self._build.find)

    @event_priority(-100)  # after everyone who adds pages
    def _give_way(self, files: Files, *, config: MkDocsConfig) -> Files:
        """A page that another plugin made at the address of a generated one takes its place."""
        taken = {file.dest_uri for file in files.documentation_pages() if not isinstance(file, GeneratedFile)}
        for file in list(files):
            if isinstance(file, GeneratedFile) and file.dest_uri in taken:
                files.remove(file)
        return files

    on_files = CombinedEvent(_add_files, _give_way)

    def _has_own_search(self, config: MkDocsConfig) -> bool:
        """Whether the site's own search takes the place of that of the theme, where the project has that one."""
        return bool(
            self.config["search"] == "scanpress"
            # A preview of what changed alone has no index, which its pages would wait for.
            and not (self.preview is not None and self._is_dirty)
            # Only there is a field for it, and a site that is opened from a disk cannot load pieces of an index.
            and config.theme.name == "material"
            and not is_offline(config)
            and Search.of(config).is_there
        )

    def _has_lane(self, config: MkDocsConfig) -> bool:
        """Whether generated pages can go past MkDocs' loop: nobody else wants to see them, and the theme is ours."""
        return (
            not self._is_dirty
            and config.theme.custom_dir is None
            and can_be_rendered()
            and nobody_else_listens(config)
            and (self._has_own_search(config) or not Search.of(config).reads_pages)
        )

    def _generate(self, settings: Config, files: Files, config: MkDocsConfig, *, are_seen: bool) -> SiteBuild:
        """All pages, and all other files written; what was read for them is remembered for the next time.

        ``are_seen`` says whether somebody looks at the list of those files, of which there are a dozen a paper.
        """
        assert self._build is not None
        key = state_key((), that_matter(self.config, Affects.READING))
        if self._memory is None or key != self._memory_key:
            store = project_store(config, config.docs_dir, key)
            self._memory, self._memory_key = Memory(store, recalls_plans=self.preview is None), key
        has_changed = False
        for tries_left in reversed(range(_TRIES)):
            try:
                site = generate(settings, self._progress, self._memory, self._content)
                has_changed = has_changed or self._memory.is_changed
                published = [asset for asset in site.assets if is_published(files, asset, config)]
                self._build.publish(published, processes=self._processes)
                break
            except InputChangedError as error:
                # Pages and inputs must be of one reading, so everything is read once more.
                if not tries_left:
                    raise PluginError(f"scanpress: {error}") from None
                self._content = survey(settings)
            except ScanpressError as error:
                raise PluginError(f"scanpress: {error}") from None
        for asset in published:
            make_room(files, asset)
            if are_seen:
                files.append(self._build.file(asset.path))
        if not are_seen:
            self._build.keep_assets()
        if self.preview is not None:
            self._memory.detach()
        elif has_changed:
            self._memory.save()
        # A preview asks for the files again; else what they were made of only takes room from the pages.
        return site if self.preview is not None else replace(site, assets=())

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Remember the navigation, which stands on every page."""
        if self._build is not None:
            self._build.nav = nav
        return nav

    def on_pre_page(self, page: Page, *, config: MkDocsConfig, files: Files) -> Page:
        """Say how far the pages are read; what is not written directly is also converted then."""
        if isinstance(page, GeneratedPage):
            self._prepared()
        return page

    @event_priority(-100)  # after everyone who may change the environment
    def on_env(self, env: Any, *, config: MkDocsConfig, files: Files) -> Any:
        """Prepare the theme's search; take the clock out, since MkDocs stamps its sitemap with today's date."""
        Search.of(config).prepare()
        today = get_build_date()
        for file in files.documentation_pages():
            if file.page is not None and file.page.update_date == today:
                file.page.update_date = NO_DATE
        if env.bytecode_cache is None and (self.preview is not None or _is_usual(env)):
            env.bytecode_cache = self._compiled
        if self._build is not None:
            self._build.env, self._build.files = env, files
            env.globals["scanpress_addresses"] = self._build.canonical_addresses()
        return env

    @event_priority(100)  # before the search looks at the page
    def _tell_search(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """Tell the search what is on a generated page, instead of letting it read the page's HTML."""
        if self._has_own_search(config):
            self._find(page)
            return context
        search = Search.of(config)
        if search.is_on and isinstance(page, GeneratedPage):
            entries = [entry.plain for entry in page.built.search]
            own = page.meta.get("search") or {}
            if entries and not own.get("exclude"):
                page.meta["search"] = {**own, "exclude": True}
                search.add(page.url, entries)
        return context

    @event_priority(-100)  # after the theme's search did not look at it
    def _forget_mark(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> TemplateContext:
        """The page is rendered with the front matter that it has."""
        if self._unmark is not None:
            self._unmark()
            self._unmark = None
        return context

    on_page_context = CombinedEvent(_tell_search, _forget_mark)

    def _find(self, page: Page) -> None:
        """Give a page that MkDocs makes to the site's own search, and to no other."""
        index = self._build.index if self._build is not None else None
        if index is not None and not excluded(page):
            unit = page.built.unit if isinstance(page, GeneratedPage) else sections(page)
            if unit is not None:
                index.add_unit(unit, page.url)
        self._unmark = exclude(page)

    @event_priority(-100)  # after everyone who may change the page
    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Let go of the page: the memory must not fill up with all of them."""
        if isinstance(page, GeneratedPage):
            page.release()
            self._rendered()
        return output

    @event_priority(100)  # before the search writes its index
    def _make_pages(self, *, config: MkDocsConfig) -> None:
        """Make the pages that MkDocs does not see, remove what is gone, and remember this build for the next one."""
        build, self._build = self._build, None
        if build is not None:
            self._finish(build, config)
        self._progress.close()
        self._collecting.go_on()

    @event_priority(-100)  # after it has
    def _remove_index(self, *, config: MkDocsConfig) -> None:
        """The theme's index, in which nothing is, is not published where the site has its own search."""
        if self._has_own_search(config):
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(config.site_dir, "search", "search_index.json"))

    on_post_build = CombinedEvent(_make_pages, _remove_index)

    def _compilers(self) -> dict[str, CompiledTemplates | SlimFiles]:
        """Who compiles templates and scripts, by what stands before their keys where they are remembered."""
        return {"theme ": self._compiled, f"pages {debugging()} ": compiled_pages(), "scripts ": SLIM_FILES}

    def _compiles(self) -> Mapping[str, bytes]:
        """All that they have compiled."""
        return {
            mark + key: code for mark, compiler in self._compilers().items() for key, code in compiler.known.items()
        }

    def _finish(self, build: Build, config: MkDocsConfig) -> None:
        """Make the pages of the build's lane, and tell the search of them."""
        if self.preview is None:
            # No build follows: what was read and planned is held by the pages alone, until they are made.
            self._site = self._memory = None
        self.make(build)
        search = Search.of(config)
        others = search.size
        if self.preview is None:
            # The index of the search takes much memory when it is written, and what is known of pages as much.
            build.let_go()
        if not self._has_own_search(config):
            build.tell(search)
        if self.preview is not None:
            from generator.adapters.mkdocs.preview import Shown

            assert self._site is not None
            assert self._memory is not None
            self.preview.show(Shown(build, self._site, self._shown, self._content, self._memory, config), others)

    def make(self, build: Build) -> None:
        """Make the pages of a build; raises ``ScanpressError``, ``PluginError`` and ``OSError``."""
        build.make(
            processes=self._processes,
            progress=self._rendered,
            indexing=self._progress if self.preview is None else None,
        )

    @property
    def _processes(self) -> int:
        """In how many processes things are made; a preview makes few, and must not be copied."""
        processes: int = 1 if self.preview is not None else self.config["processes"]
        return processes

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Show a change of the content as soon as the system tells of it."""
        # Only here, for it needs what only the preview needs.
        from generator.adapters.mkdocs.private.missing import load_missing_again
        from generator.adapters.mkdocs.private.polling import follow_no_folder_links
        from generator.adapters.mkdocs.watching import Watcher

        load_missing_again(server)
        # MkDocs watches these later; now they are among those that are kept from following links.
        for path in self._content.elsewhere:
            server.watch(path)
        follow_no_folder_links(server)
        watcher, whole, preview = Watcher(), server.builder, self.preview
        if preview is not None and watcher.start(server, [config.docs_dir, *self._content.elsewhere]):

            def build() -> None:
                if not preview.shows(watcher.taken()):
                    preview.end_afterwards()
                    whole()

            server.builder = build
            preview.show_first(server)

    def progress_line(self) -> ProgressLine:
        """A new line that says how far a build is."""
        self._begin_progress(quiet=not log.isEnabledFor(logging.INFO))
        return self._progress

    @event_priority(-100)  # after everyone who wants to hear of it
    def on_build_error(self, *, error: Exception) -> None:
        """Leave MkDocs as it was; the next build makes everything anew.

        Raises ``Abort`` for what the system did not let be read or written, which needs a message and no traceback.
        """
        if self.preview is not None:
            self.preview.forget()
        self._stop()
        reason = explained(error) if isinstance(error, OSError) else None
        if reason is not None:
            log.error(log_line(reason))
            raise Abort("Aborted, since a file cannot be read or written") from error

    def on_shutdown(self) -> None:
        """A build that was interrupted ends here."""
        if self.preview is not None:
            self.preview.end()
        self._stop()

    def _stop(self) -> None:
        """Leave MkDocs and the terminal as they were."""
        build, self._build = self._build, None
        if build is not None:
            build.abort()
        if self._listing is not None:
            self._listing.restore()
        self._progress.close()
        self._collecting.go_on()

    def _begin_progress(self, *, quiet: bool) -> None:
        self._progress = ProgressLine(quiet=quiet)
        self._progress.give_way_to(logging.getLogger("mkdocs"))
        self._prepared = self._progress.counter("preparing", 0)
        self._rendered = self._progress.counter("rendering", 0)

    def _template_folders(self) -> tuple[Path, ...]:
        own = (Path(self.config["templates"]),) if self.config["templates"] else ()
        return (*own, page_templates())

    def _settings_for(self, config: MkDocsConfig) -> Config:
        folder = Path(config.config_file_path or config.docs_dir).parent
        for name, option in OPTIONS.items():
            complaint = option.complaint(self.config[name]) if self.config[name] is not None else ""
            if complaint:
                raise ConfigError(f"{name}: {complaint}")
        settings = Config(
            content=Path(config.docs_dir),
            directory_urls=config.use_directory_urls,
            site_url=site_address(config.site_url),
            repo_url=config.repo_url or "",
            site_name=config.site_name or "",
            repository=repository(folder),
            project=folder,
            **config_values(self.config, folder),
        )
        return with_dates(settings)

    def report(self, build: SiteBuild, *, strict: bool = False) -> None:
        """A file that is left out is a warning, so that a strict build fails; the rest is for information.

        To ``--quiet`` a warning is nothing, and MkDocs fails for what it logs: in a strict build it is an error.
        """
        left_out = logging.ERROR if strict and not log.isEnabledFor(logging.WARNING) else logging.WARNING
        shown = [item for item in build.diagnostics if log.isEnabledFor(_level(item, left_out))]
        if len({item.file for item in shown}) <= _LOCATED:
            shown = list(build.located(shown))
        for item in shown:
            log.log(_level(item, left_out), one_line(item))
        log.info(summary(build))


def _level(item: Diagnostic, left_out: int) -> int:
    if item.leaves_out:
        return left_out
    return logging.INFO if item.severity is Severity.WARNING else logging.DEBUG


def _is_usual(env: jinja2.Environment) -> bool:
    """Whether a template's text alone decides what it is compiled to: nobody gave Jinja anything of their own."""
    own = (*env.filters.values(), *env.tests.values(), *(type(extension) for extension in env.extensions.values()))
    return all(str(getattr(item, "__module__", "")).partition(".")[0] in _TEMPLATE_MAKERS for item in own)
