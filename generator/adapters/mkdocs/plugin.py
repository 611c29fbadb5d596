"""The plugin: hands the generated pages to MkDocs, and its messages to MkDocs' log.

What matters happens in ``on_config`` and ``on_files``, so that other builders of the same Markdown lose nothing; the
other events save time (see ``run``) and tell the search what is there.
"""

from __future__ import annotations

import gc
import logging
import os
import threading
from collections.abc import Callable, Iterable, Mapping
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
from generator.adapters.mkdocs.edit_links import encode_paths
from generator.adapters.mkdocs.index import SearchIndex, Stopped
from generator.adapters.mkdocs.lane import SiteFiles
from generator.adapters.mkdocs.page import GeneratedFile, GeneratedPage
from generator.adapters.mkdocs.private.listeners import nobody_else_listens
from generator.adapters.mkdocs.private.listing import Listing
from generator.adapters.mkdocs.private.pages import can_be_rendered
from generator.adapters.mkdocs.private.searching import Search, is_offline
from generator.adapters.mkdocs.scheme import ScanpressOptions
from generator.adapters.mkdocs.sections import exclude, excluded, sections
from generator.adapters.mkdocs.site_config import addresses, is_known, lay_theme, nav_titles, switch_on
from generator.adapters.mkdocs.site_files import every_level, is_published, make_room, slim_scripts
from generator.adapters.mkdocs.state import project_store, state_key
from generator.adapters.options import OPTIONS, config_values, that_matter
from generator.adapters.progress import ProgressLine
from generator.adapters.project import repository
from generator.adapters.selection import CheckSettings
from generator.adapters.site_address import WHAT_BREAKS, remedy, site_address
from generator.adapters.site_settings import extra_settings, hand_written_pages
from generator.build import Progress, SiteBuild, generate
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity
from generator.errors import ConfigError, InputChangedError, ScanpressError
from generator.homes import refuse_output
from generator.options import Affects
from generator.readers.content import survey
from generator.readers.memory import Memory
from generator.readers.opening import InputBytes
from generator.render.environment import CompiledTemplates, compiled_pages, debugging
from generator.render.escape import log_line
from generator.render.href import page_url
from generator.resources import page_templates, theme
from generator.store.files import explained
from generator.views.search import SearchEntry

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from generator.adapters.mkdocs.preview import Afterwards

log = get_plugin_logger("scanpress")

_TRIES = 5
"""How often the inputs are read, where they change while they are."""

_LOCATED = 100
"""Files that are read once more for the lines of what is wrong in them; a build that finds more goes without."""

_TEMPLATE_MAKERS = frozenset({"builtins", "jinja2", "markupsafe", "material", "mkdocs", "_operator"})
"""Packages whose filters, tests and extensions are the same from build to build."""

_MANY = 150
"""Pages of a site from which on one is shown before all are looked at."""

NO_DATE = "1980-01-01"
"""What stands for a date that no input gives; the earliest that every archive format can hold."""


class ScanpressPlugin(BasePlugin[ScanpressOptions]):  # type: ignore[no-untyped-call]
    """Adds the pages of all scans and syntheses below ``docs_dir`` to the site."""

    def __init__(self) -> None:
        self._is_preview = False
        self._is_dirty = False
        self._memory: Memory | None = None
        self._memory_key = ""
        self._compiled = CompiledTemplates()
        self._build: Build | None = None
        self._listing: Listing | None = None
        self._last: Build | None = None
        self._site: SiteBuild | None = None
        self._others_found = 0
        self._writing: threading.Thread | None = None
        self._indexing: SearchIndex | None = None
        self._server: LiveReloadServer | None = None
        self._afterwards: Afterwards | None = None
        self._writes = threading.Lock()
        self._handing = threading.Lock()
        self._unmark: Callable[[], None] | None = None
        self._was_collecting = gc.isenabled()
        self._begin_progress(quiet=True)

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Remember what runs. That this is here makes MkDocs keep this object between the rebuilds of ``serve``.

        It is kept between two runs in one process as well, of which the second must find nothing of the first.
        """
        self._memory = self._last = self._site = self._server = self._afterwards = None
        self._is_preview = command == "serve"
        self._is_dirty = dirty

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Lay the theme over Material, and switch on what the pages are written for."""
        self._begin_progress(quiet=not log.isEnabledFor(logging.INFO))
        if self._is_preview:
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
        self._end_writing()
        try:
            self._settings = self._settings_for(config)
            config.extra.update(extra_settings(self._settings))
            if self._has_own_search(config):
                # For the theme, which has the search's script and its field. That of a preview waits for the index.
                config.extra["scanpress_search"] = "preview" if self._is_preview else True
            site = Path(config.site_dir)
            refuse_output(self._settings.homes, self._settings.content, site, f"site_dir: {config.site_dir!r}")
        except ScanpressError as error:
            raise PluginError(f"scanpress: {error}") from None
        self._content = survey(self._settings)
        homes = tuple(home.path for home in self._settings.homes if not home.is_outside)
        self._listing = Listing(self._content, homes)
        config.watch.extend(path for path in self._content.elsewhere if path not in config.watch)
        self._listing.begin()
        if self._is_preview:
            # What the builds before left in circles: MkDocs' pages and their files, above all.
            gc.unfreeze()
            gc.collect()
        self._hold_on()
        key = state_key(
            self._template_folders(), (that_matter(self.config, Affects.READING, Affects.PAGES), addresses(config))
        )
        self._build = Build(
            config,
            key,
            self._last if self._is_preview else None,
            on_disk=not self._is_preview,
            searches=self._has_own_search(config) and not self._is_dirty,
        )
        for mark, templates in self._templates().items():
            known = self._build.compiled.items()
            templates.learn({key.removeprefix(mark): code for key, code in known if key.startswith(mark)})
        self._build.compiles = self._compiles
        if not self._is_dirty:
            self._build.begin()

    @event_priority(50)  # before others look which pages there are
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages and files; take away what must not be published."""
        assert self._listing is not None
        self._listing.screen(files, self._content.refused)
        slim_scripts(files)
        by_hand = hand_written_pages(
            (file.src_uri for file in files.documentation_pages(inclusion=every_level)),
            directory_urls=config.use_directory_urls,
        )
        public = hand_written_pages(
            (file.src_uri for file in files.documentation_pages()), directory_urls=config.use_directory_urls
        )
        self._shown = replace(self._settings, hand_written=by_hand, drafts=by_hand - public)
        site = self._site = self._generate(self._shown, files, config)
        self._report(site)
        self._listing.screen(files, site.refused)
        titles = dict(nav_titles(config.nav))
        fast = self.config["fast"] and is_known(config)
        lane = self._build.lane if self._build is not None and fast and self._has_lane(config) else None
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
        return files if lane is None else SiteFiles(files, lane)

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
            and not (self._is_preview and self._is_dirty)
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

    def _generate(self, settings: Config, files: Files, config: MkDocsConfig) -> SiteBuild:
        """All pages, and all other files written; what was read for them is remembered for the next time."""
        assert self._build is not None
        key = state_key((), that_matter(self.config, Affects.READING))
        if self._memory is None or key != self._memory_key:
            store = project_store(config, config.docs_dir, key)
            self._memory, self._memory_key = Memory(store, recalls_plans=not self._is_preview), key
        has_changed = False
        for tries_left in reversed(range(_TRIES)):
            try:
                site = generate(settings, self._progress, self._memory, self._content)
                has_changed = has_changed or self._memory.is_changed
                published = [asset for asset in site.assets if is_published(files, asset, config)]
                self._build.publish(published, processes=1 if self._is_preview else self.config["processes"])
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
            files.append(self._build.file(asset))
        if self._is_preview:
            self._memory.detach()
        elif has_changed:
            self._memory.save()
        return site

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
        if env.bytecode_cache is None and (self._is_preview or _is_usual(env)):
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
            entries = _plain(page.built.search)
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
        self._collect()

    @event_priority(-100)  # after it has
    def _remove_index(self, *, config: MkDocsConfig) -> None:
        """The theme's index, in which nothing is, is not published where the site has its own search."""
        if self._has_own_search(config):
            with suppress(FileNotFoundError):
                os.unlink(os.path.join(config.site_dir, "search", "search_index.json"))

    on_post_build = CombinedEvent(_make_pages, _remove_index)

    def _templates(self) -> dict[str, CompiledTemplates]:
        """Who compiles templates, by what stands before their keys where they are remembered."""
        return {"theme ": self._compiled, f"pages {debugging()} ": compiled_pages()}

    def _compiles(self) -> Mapping[str, bytes]:
        """All that they have compiled."""
        return {
            mark + key: code for mark, templates in self._templates().items() for key, code in templates.known.items()
        }

    def _finish(self, build: Build, config: MkDocsConfig) -> None:
        """Make the pages of the build's lane, and tell the search of them."""
        self._make(build)
        search = Search.of(config)
        self._others_found = search.size
        if self._is_preview:
            self._last, self._config = build, config
            if build.index is not None:
                self._write_index(build.index)
        else:
            # The index of the search takes much memory when it is written, and what is known of pages as much.
            self._site = self._memory = None
            build.let_go()
        if not self._has_own_search(config):
            self._tell(search, build)

    def _make(self, build: Build) -> None:
        build.make(
            processes=1 if self._is_preview else self.config["processes"],
            progress=self._rendered,
            indexing=None if self._is_preview else self._progress,
        )

    def _write_index(self, index: SearchIndex) -> None:
        """Make the index of the preview while its pages are shown already."""

        def write() -> None:
            try:
                index.make(processes=1)
            except Stopped:
                # The next build makes it.
                pass
            except (OSError, PluginError) as error:
                reason = explained(error) if isinstance(error, OSError) else None
                log.error(log_line(reason or str(error)))

        self._begin_writing(write, index)

    def _begin_writing(self, write: Callable[[], None], index: SearchIndex | None = None) -> None:
        """Write an index in another thread; whoever ends that may be in another, too."""
        with self._handing:
            self._indexing, self._writing = index, threading.Thread(target=write)
            self._writing.start()

    def _tell(self, search: Search, build: Build) -> None:
        """Tell the search of the pages that it was not shown."""
        urls = self._settings.directory_urls
        for path in list(build.lane.search):
            search.add(page_url(path, urls), build.lane.search.pop(path))

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: object) -> None:
        """Show a change of the content as soon as the system tells of it."""
        # Only here, for it needs what only the preview needs.
        from generator.adapters.mkdocs.preview import Afterwards, Watcher
        from generator.adapters.mkdocs.private.polling import can_be_told, follow_no_folder_links

        # MkDocs watches these later; now they are among those that are kept from following links.
        for path in self._content.elsewhere:
            server.watch(path)
        follow_no_folder_links(server)
        watcher, whole = Watcher(), server.builder
        if watcher.start(server, [config.docs_dir, *self._content.elsewhere]):

            def build() -> None:
                if not self._shows(watcher.taken()):
                    self._end_afterwards()
                    whole()

            server.builder = build
            if can_be_told(server):
                self._server, self._afterwards = server, Afterwards()

    def _shows(self, changed: frozenset[str]) -> bool:
        """Show inputs that were changed, without MkDocs; ``False`` where that is not all that there is to do."""
        self._end_writing()
        site = self._site
        if site is None or not changed:
            return False
        root, real = os.path.abspath(self._settings.content), os.path.realpath(self._settings.content)
        inputs = {
            os.path.normpath(os.path.join(real if asset.is_from_outside else root, *asset.source.split("/"))): (
                asset.source
            )
            for asset in site.assets
            if asset.source
        }
        if not changed <= inputs.keys():
            return False
        if self._afterwards is not None and self._shows_first([inputs[path] for path in sorted(changed)]):
            self._afterwards.start(self._show_all)
            return True
        self._end_afterwards()
        # What was done until now may have begun an index.
        self._end_writing()
        return self._makes_again(self._progress_line(), lambda: None)

    def _shows_first(self, paths: list[str]) -> bool:
        """Show the inputs at these paths on their own pages, as if nothing else changed with them: at once.

        ``False`` where that says too little, or makes nobody wait any less.
        """
        site, last = self._site, self._last
        if site is None or last is None or len(site.files) < _MANY:
            return False
        try:
            found = InputBytes(self._settings, {entry.path: entry.place for entry in self._content.entries})
            read = [(path, found.read(path)) for path in paths]
            if any(len(data) > self._settings.max_file_bytes for _, data in read):
                return False
            pages = [site.sooner(path, data) for path, data in read]
            with self._writes:
                return all(page is not None and last.lane.show(page) for page in pages)
        except (ScanpressError, PluginError, OSError, KeyError):
            return False

    def _show_all(self, check: Callable[[], None]) -> None:
        """Make all pages that those inputs changed, while their own are shown already."""
        from generator.adapters.mkdocs.preview import Superseded
        from generator.adapters.mkdocs.private.polling import build_again, load_again

        assert self._server is not None
        self._end_writing()
        try:
            is_made = self._makes_again(lambda step, done, total: check(), check)
        except Superseded:
            raise
        except Exception:
            # Nobody sees what ends a thread. MkDocs makes everything anew, and shows what goes wrong then.
            self._last, is_made = None, False
        if is_made:
            load_again(self._server)
        else:
            build_again(self._server)

    def _progress_line(self) -> ProgressLine:
        self._begin_progress(quiet=not log.isEnabledFor(logging.INFO))
        return self._progress

    def _makes_again(self, progress: Progress, check: Callable[[], None]) -> bool:
        """Make what is another now, without MkDocs; ``False`` where that is not enough.

        Raises what ``check`` raises, which is asked on the way.
        """
        last, known = self._last, self._site
        if last is None or known is None:
            return False
        self._hold_on()
        try:
            site = generate(self._shown, progress, self._memory, survey(self._settings))
            with self._writes:
                check()
                build = last.again(site, known)
                if build is None:
                    return False
                self._report(site)
                self._make(build)
        except (ScanpressError, PluginError, OSError):
            # MkDocs' own way says what is wrong.
            self._last = None
            return False
        finally:
            self._progress.close()
            self._collect()
        self._site, self._last = site, build
        if build.index is not None:
            self._write_index(build.index)
            return True
        renewed = list(build.renewed)

        def write() -> None:
            search = Search.of(self._config)
            search.cut(self._others_found)
            for address, entries in renewed:
                search.replace(address, _plain(entries))
            self._others_found = search.size
            self._tell(search, build)
            search.write()

        # Nobody has to wait for the whole index to see a page.
        self._begin_writing(write)
        return True

    def _end_afterwards(self) -> None:
        """What is done while pages are served already is not wanted any more, or is in the way."""
        if self._afterwards is not None:
            self._afterwards.end()

    def _end_writing(self) -> None:
        """An index of our own that is being made is of no use any more; the theme's is written to its end."""
        with self._handing:
            indexing, self._indexing = self._indexing, None
        if indexing is not None:
            indexing.stop()
        self._write_search()

    def _write_search(self) -> None:
        """Wait until the index of the search is written."""
        with self._handing:
            writing, self._writing = self._writing, None
        if writing is not None:
            writing.join()

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
        self._end_afterwards()
        self._end_writing()
        self._stop()
        # The process is about to end, and would look through all objects for circles once more, for nothing: half a
        # second with a thousand papers.
        gc.freeze()

    def _stop(self) -> None:
        """Leave MkDocs and the terminal as they were."""
        build, self._build = self._build, None
        if build is not None:
            build.abort()
        if self._listing is not None:
            self._listing.restore()
        self._progress.close()
        self._collect()

    def _hold_on(self) -> None:
        """Do not look for objects in circles from now on.

        A build makes millions of objects that stay, and next to none in circles: to look for those again and again
        takes a tenth of the time.
        """
        self._was_collecting = gc.isenabled()
        gc.disable()

    def _collect(self) -> None:
        """Look for them again, but among what is new: all that was made is needed for the next build of the preview.

        Else whoever is served the page waits for it.
        """
        if self._is_preview:
            gc.freeze()
        if self._was_collecting:
            gc.enable()

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

    def _report(self, build: SiteBuild) -> None:
        """A file that is left out is a warning, so that ``--strict`` fails; the rest is for information."""
        shown = [item for item in build.diagnostics if log.isEnabledFor(_level(item))]
        if len({item.file for item in shown}) <= _LOCATED:
            shown = list(build.located(shown))
        for item in shown:
            log.log(_level(item), one_line(item))
        log.info(summary(build))


def _plain(entries: Iterable[SearchEntry]) -> list[tuple[str, str, str]]:
    return [(entry.anchor, entry.title, entry.text) for entry in entries]


def _level(item: Diagnostic) -> int:
    if item.leaves_out:
        return logging.WARNING
    return logging.INFO if item.severity is Severity.WARNING else logging.DEBUG


def _is_usual(env: jinja2.Environment) -> bool:
    """Whether a template's text alone decides what it is compiled to: nobody gave Jinja anything of their own."""
    own = (*env.filters.values(), *env.tests.values(), *(type(extension) for extension in env.extensions.values()))
    return all(str(getattr(item, "__module__", "")).partition(".")[0] in _TEMPLATE_MAKERS for item in own)
