"""``scanpress export``."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from generator.adapters.committed import with_dates
from generator.adapters.database_export import export_database
from generator.adapters.export import export
from generator.adapters.messages import as_text, tally
from generator.adapters.progress import ProgressLine
from generator.adapters.project import DEFAULT_FILE, Project, find_file, load_project
from generator.render.escape import log_line


def _loaded(config_file: Path | None) -> Project:
    project = load_project(config_file or find_file() or DEFAULT_FILE)
    return replace(project, config=with_dates(project.config))


def run(folder: Path, config_file: Path | None, *, quiet: bool, force: bool, strict: bool) -> int:
    """Write the export; gives back the exit code."""
    project = _loaded(config_file)
    with ProgressLine(quiet=quiet) as progress:
        done = export(project, folder, force=force, progress=progress)
    left_out = [item for item in done.diagnostics if item.leaves_out]
    sys.stderr.write(as_text(done.build.located(left_out), content=project.config.content))
    if not quiet:
        changes = done.changes
        print(
            f"{tally(done.build.papers, done.build.syntheses, done.diagnostics)}; {log_line(str(folder))}: "
            f"{changes.written} files written, {changes.unchanged} unchanged, {changes.removed} removed",
            file=sys.stderr,
        )
    return 1 if strict and left_out else 0


def run_database(file: Path, config_file: Path | None, *, quiet: bool, force: bool, strict: bool) -> int:
    """Write the database; gives back the exit code."""
    project = _loaded(config_file)
    with ProgressLine(quiet=quiet) as progress:
        corpus, diagnostics = export_database(project.config, file, force=force, progress=progress)
    left_out = [item for item in diagnostics if item.leaves_out]
    sys.stderr.write(as_text(left_out, content=project.config.content))
    if not quiet:
        what = tally(len(corpus.papers), len(corpus.reports), diagnostics)
        print(f"{what}; {log_line(str(file))}: {file.stat().st_size:,} bytes written", file=sys.stderr)
    return 1 if strict and left_out else 0
