"""``scanpress check``."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from generator.adapters.baseline import Key, Sifted, load_baseline, sift, write_baseline
from generator.adapters.cli.terminal import coloured, has_colour, uncoloured
from generator.adapters.committed import with_dates
from generator.adapters.documentation import help_on
from generator.adapters.ledger import load_ledger, of_addresses
from generator.adapters.messages import (
    SHOWN,
    as_github,
    as_json,
    as_text,
    first_of_each_rule,
    summary_of_rules,
    tally,
    way_to,
)
from generator.adapters.progress import ProgressLine
from generator.adapters.project import Target, find_target, repository, without_address
from generator.adapters.sarif import as_sarif
from generator.adapters.selection import CheckSettings
from generator.adapters.version_control import remembered_in_git
from generator.build import read
from generator.checks.moved import misfits_of_moved
from generator.config import Config
from generator.diagnostics import Diagnostic, Severity
from generator.errors import ConfigError
from generator.locate import located
from generator.readers.content import survey
from generator.readers.entries import Content
from generator.render.escape import log_line
from generator.rules import RULES
from generator.views.parts import counted


@dataclass(frozen=True, slots=True)
class Check:
    """A run of the command, with its arguments."""

    paths: tuple[Path, ...]
    config_file: Path | None
    quiet: bool
    form: str
    strict: bool
    every: bool
    select: tuple[tuple[str, ...], ...]
    ignore: tuple[tuple[str, ...], ...]
    baseline: Path | None
    new_baseline: Path | None
    published: Path | None = None

    def run(self) -> int:
        """Read, check, and say what was found; gives back the exit code."""
        target = find_target(self.config_file, self.paths)
        settings = self._settings(target.check)
        content, only = _chosen(target)
        if self.new_baseline is not None and only is not None:
            raise ConfigError("--write-baseline: a baseline is of the whole project; leave out the paths")
        if self.published is not None and only is not None:
            raise ConfigError("--published: addresses are those of the whole project; leave out the paths")
        old = None if self.published is None else load_ledger(self.published)
        if old is not None:
            # Days decide whether the site has feeds.
            target = replace(target, config=with_dates(target.config))
        known = Counter[Key]() if settings.baseline is None else load_baseline(settings.baseline)
        content = content or survey(target.config)
        with ProgressLine(quiet=self.quiet) as progress:
            intake, site, found = read(target.config, progress, content=content)
        if only is None:
            if old is not None or site.moved.entries:
                found = (*found, *of_addresses(target, site, content.files.keys() - intake.refused, old))
            found = (*found, *remembered_in_git(target.folder, target.config.content), *without_address(target))
        else:
            # Where old addresses lead is seen where all inputs are read.
            of_all = frozenset(misfits_of_moved(site))
            found = tuple(item for item in found if item.file in only and item not in of_all)
        found = settings.chosen(found)
        if self.new_baseline is not None:
            return self._write(self.new_baseline, found)
        sifted = sift(found, known, only, settings.rules())
        items = tuple(map(_stricter, sifted.left)) if self.strict else sifted.left
        shown, others = (items, []) if self.every or self.form != "text" else first_of_each_rule(items)
        shown = located(shown, intake.library, target.config.content)
        self._show(shown, others, target)
        if not self.quiet:
            sys.stdout.flush()
            if self.form in ("text", "github"):
                print(tally(len(site.papers), len(site.reports), items), file=sys.stderr)
            if settings.baseline is not None:
                self._tell_of_baseline(settings.baseline, sifted)
            if self.form == "text" and items:
                print(_about_rules(items), file=sys.stderr)
        return 1 if any(item.severity.is_problem for item in items) else 0

    def _settings(self, given: CheckSettings) -> CheckSettings:
        """The settings of the project; what the command line says of the same takes their place."""
        return CheckSettings(
            tuple(name for names in self.select for name in names) or given.select,
            tuple(name for names in self.ignore for name in names) or given.ignore,
            None if self.new_baseline is not None else self.baseline or given.baseline,
        )

    def _show(self, items: Iterable[Diagnostic], others: list[Diagnostic], target: Target) -> None:
        content = target.config.content
        if self.form == "text":
            paint = coloured if has_colour(sys.stdout) else uncoloured
            sys.stdout.write(as_text(items, paint, content) + summary_of_rules(others, paint))
        elif self.form == "json":
            sys.stdout.write(as_json(items))
        else:
            # Those who read these know the repository, and not the content folder.
            write = as_github if self.form == "github" else as_sarif
            sys.stdout.write(write(items, way_to(content.resolve(), repository(target.folder))))

    def _write(self, file: Path, found: Iterable[Diagnostic]) -> int:
        count = write_baseline(file, found)
        if not self.quiet:
            print(f"{log_line(str(file))}: {counted(count, 'finding')} written", file=sys.stderr)
        return 0

    def _tell_of_baseline(self, file: Path, sifted: Sifted) -> None:
        name = log_line(str(file))
        print(f"{name} hides {counted(sifted.hidden, 'finding')}", file=sys.stderr)
        shown = sifted.stale if self.every else sifted.stale[:SHOWN]
        for path, rule, pointer, _ in shown:
            place = f"{log_line(path)} {log_line(pointer)}".rstrip()
            print(f"{name}: {place}: nothing answers to this any more; write it anew [{rule}]", file=sys.stderr)
        if len(shown) < len(sifted.stale):
            more = len(sifted.stale) - len(shown)
            print(f"{name}: and {more:,} more of these (show them with --all)", file=sys.stderr)


def _stricter(item: Diagnostic) -> Diagnostic:
    return replace(item, severity=Severity.ERROR) if item.severity is Severity.WARNING else item


def _about_rules(items: Iterable[Diagnostic]) -> str:
    """Where to find what a rule asks for; the worst one is the example."""
    worst = min(items, key=lambda item: (list(Severity).index(item.severity), item.sort_key))
    return f"about a rule: {help_on(RULES[worst.rule])}"


def _chosen(target: Target) -> tuple[Content | None, Collection[str] | None]:
    """The inputs to read and the paths of which something is to be said; ``None`` for all."""
    if not target.only:
        return None, None
    content = survey(target.config)
    paths: set[str] = set()
    known = {(entry.path, os.path.normpath(entry.place)) for entry in content.entries}
    known |= {(item.file, "") for item in content.diagnostics}
    for given in target.only:
        paths |= _inputs_at(given, target.config, known)
    kept = Content(
        {path: place for path, place in content.files.items() if path in paths},
        tuple(entry for entry in content.entries if entry.path in paths),
        content.refused & paths,
        tuple(item for item in content.diagnostics if item.file in paths),
        content.elsewhere,
    )
    homes = {home.path for home in target.config.homes}
    # What is said of the folder of a paper, such as its name, is said of its scans.
    return kept, paths | ({path.rpartition("/")[0] for path in paths} - homes)


def _inputs_at(given: Path, config: Config, known: Iterable[tuple[str, str]]) -> set[str]:
    """The paths below the content folder of what a path of the user's leads to.

    ``known`` are such paths, each with the place of the file, which is another one where a link leads there.
    """
    base = config.content.resolve()
    place = given.parent.resolve() / given.name if given.name not in ("", "..") else given.resolve()
    wanted = {
        os.path.relpath(place, base).replace(os.sep, "/"),
        # As it was written, through links.
        os.path.relpath(given.absolute(), config.content.absolute()).replace(os.sep, "/"),
    }
    real = os.path.realpath(given)
    found = {
        path
        for path, file in known
        if file == real
        or file.startswith(f"{real}{os.sep}")
        or any(path == other or path.startswith(f"{other}/") for other in wanted)
    }
    if not found:
        homes = dict.fromkeys(os.path.relpath(base / home.path) for home in config.homes)
        raise ConfigError(f"{given}: there is no input; inputs lie in {' and '.join(homes)}")
    return found
