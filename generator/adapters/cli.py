"""The command ``scanpress``.

Exit codes: 0 fine, 1 problems found, 2 wrong use (with one line that says what to do).
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from io import TextIOWrapper
from pathlib import Path
from typing import NoReturn

from generator import __version__
from generator.adapters.export import export
from generator.adapters.messages import as_github, as_json, as_text, tally
from generator.adapters.progress import ProgressLine
from generator.adapters.project import DEFAULT_FILE, find_config, load_project, without_address
from generator.adapters.site_address import address_on_github
from generator.adapters.starter import create_project
from generator.adapters.version_control import remembered_in_git
from generator.build import read
from generator.diagnostics import Diagnostic, Severity
from generator.errors import InputChangedError, ScanpressError
from generator.readers import SCHEMAS
from generator.render.escape import log_line
from generator.store.files import FileError

FINE, PROBLEMS, WRONG_USE = 0, 1, 2
_INTERRUPTED, _PIPE_CLOSED = 130, 141  # as shells report the signals

_EXAMPLES = """\
examples:
  scanpress new survey                 make a project, ready to preview and to publish
  scanpress check                      say what is wrong with the inputs of this project
  scanpress check --format github      the same, as annotations of a pull request
  scanpress export build/plain         write the site as Markdown for plain MkDocs
  scanpress schema scan > scan.schema.json

exit codes: 0 fine, 1 problems found, 2 wrong use
"""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command with ``argv`` (the process's own arguments by default); gives back the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A terminal that cannot show a character shows its number.
            stream.reconfigure(errors="backslashreplace")
    try:
        arguments = _parser().parse_args(argv)
        code: int = arguments.run(arguments)
        sys.stdout.flush()
        return code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else WRONG_USE
    except (FileError, InputChangedError) as error:
        _say(str(error))
        return PROBLEMS
    except ScanpressError as error:
        return _wrong_use(str(error))
    except BrokenPipeError:
        # Whoever read the output has seen enough. Python must not try to flush the rest at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return _PIPE_CLOSED
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        return _wrong_use(f"{place}{(error.strerror or str(error)).lower()}")
    except KeyboardInterrupt:
        return _INTERRUPTED


def _wrong_use(message: str) -> int:
    _say(message)
    return WRONG_USE


def _say(message: str) -> None:
    print(f"scanpress: {log_line(message)}", file=sys.stderr)


# ---------------------------------------------------------------------------------------- commands


def _check(arguments: argparse.Namespace) -> int:
    config, folder = find_config(arguments.config_file, arguments.content)
    with ProgressLine(quiet=arguments.quiet) as progress:
        _, site, found = read(config, progress)
    found = (*found, *remembered_in_git(folder, config.content), *without_address(arguments.config_file, config))
    items = tuple(_stricter(found)) if arguments.strict else found
    if arguments.format == "json":
        sys.stdout.write(as_json(items))
    elif arguments.format == "github":
        root = os.path.relpath(config.content.resolve(), folder.resolve()).replace(os.sep, "/")
        sys.stdout.write(as_github(items, "" if root == "." else root))
    else:
        sys.stdout.write(as_text(items))
    if arguments.format != "json" and not arguments.quiet:
        sys.stdout.flush()
        print(tally(len(site.papers), len(site.reports), items), file=sys.stderr)
    return PROBLEMS if any(item.severity.is_problem for item in items) else FINE


def _stricter(items: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    for item in items:
        yield replace(item, severity=Severity.ERROR) if item.severity is Severity.WARNING else item


def _export(arguments: argparse.Namespace) -> int:
    project = load_project(arguments.config_file or DEFAULT_FILE)
    with ProgressLine(quiet=arguments.quiet) as progress:
        done = export(project, arguments.folder, force=arguments.force, progress=progress)
    left_out = [item for item in done.diagnostics if item.leaves_out]
    sys.stderr.write(as_text(left_out))
    if not arguments.quiet:
        changes = done.changes
        print(
            f"{tally(done.build.papers, done.build.syntheses, done.diagnostics)}; {log_line(str(arguments.folder))}: "
            f"{changes.written} files written, {changes.unchanged} unchanged, {changes.removed} removed",
            file=sys.stderr,
        )
    return PROBLEMS if arguments.strict and left_out else FINE


def _new(arguments: argparse.Namespace) -> int:
    address = arguments.site_url or address_on_github(arguments.folder) or _asked_address(arguments)
    files = create_project(arguments.folder, arguments.name, address)
    if not arguments.quiet:
        place = log_line(str(arguments.folder))
        said = f"the site's address is {log_line(address)}" if address else "set site_url there before you publish"
        print(f"{place}/mkdocs.yml: {said}", file=sys.stderr)
        print(f"{place}: {len(files)} files written; next: cd {place} && mkdocs serve", file=sys.stderr)
    return FINE


def _asked_address(arguments: argparse.Namespace) -> str:
    """What somebody at a terminal says, where somebody is there."""
    if arguments.quiet or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    print("Address at which the site will be published (Enter if you do not know yet): ", end="", file=sys.stderr)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def json_schema(kind: str) -> dict[str, object]:
    """The JSON Schema (2020-12) of an input form, by its name in ``SCHEMAS``."""
    schema = SCHEMAS[kind].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": f"scanpress {kind}"}


def _schema(arguments: argparse.Namespace) -> int:
    sys.stdout.write(json.dumps(json_schema(arguments.form), indent=2) + "\n")
    return FINE


# --------------------------------------------------------------------------------------- arguments


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One line, as for everything else that is wrong."""
        self.exit(WRONG_USE, f"{self.prog}: {log_line(message)}; see {self.prog} --help\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="scanpress",
        description="Turns a folder of paper scans and literature syntheses into the pages of a MkDocs site. "
        "Preview and build the site itself with mkdocs serve and mkdocs build.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"scanpress {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True, parser_class=_Parser)

    quiet = _Parser(add_help=False)
    quiet.add_argument("-q", "--quiet", action="store_true", help="no progress and no summary")
    project = _Parser(add_help=False)
    project.add_argument(
        "-f", "--config-file", type=Path, metavar="FILE", help="the project's configuration (default: ./mkdocs.yml)"
    )

    check = commands.add_parser(
        "check", parents=[project, quiet], help="say what is wrong with the inputs",
        description="Reads and checks all inputs and prints one line for each finding. Exit code 1 where there are "
        "errors or warnings; notes are fine.",
    )  # fmt: skip
    check.add_argument(
        "content", nargs="?", type=Path, metavar="CONTENT",
        help="the content folder (default: docs_dir of mkdocs.yml, or ./content)",
    )  # fmt: skip
    check.add_argument(
        "--format", choices=("text", "json", "github"), default="text",
        help="text: one line each; json: an array; github: workflow commands, which become annotations",
    )  # fmt: skip
    check.add_argument("--strict", action="store_true", help="report every warning as an error")
    check.set_defaults(run=_check)

    export_ = commands.add_parser(
        "export", parents=[project, quiet], help="write the site as Markdown for plain MkDocs",
        description="Writes the pages, the content folder and the theme into DIR, with a mkdocs.yml that needs no "
        "scanpress. A later export to the same folder writes what changed and removes what is gone; files that no "
        "export wrote stay as they are.",
    )  # fmt: skip
    export_.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or that of an earlier export")
    export_.add_argument("--force", action="store_true", help="write into a folder that holds other files too")
    export_.add_argument("--strict", action="store_true", help="exit code 1 where a file was left out")
    export_.set_defaults(run=_export)

    new = commands.add_parser(
        "new", parents=[quiet], help="make a project",
        description="Makes a project with an example scan and an example synthesis, ready for mkdocs serve.",
    )  # fmt: skip
    new.add_argument("folder", type=Path, metavar="DIR", help="a new folder, or an empty one")
    new.add_argument("--name", default="Paper scans", help="the name of the site (default: %(default)s)")
    new.add_argument(
        "--site-url", metavar="URL", default="",
        help="the address at which it will be published (default: the repository's on GitHub Pages, else asked)",
    )  # fmt: skip
    new.set_defaults(run=_new)

    schema = commands.add_parser(
        "schema", help="print the JSON Schema of an input form",
        description="Prints the JSON Schema (2020-12) of scan files, or of syntheses in JSON or YAML.",
    )  # fmt: skip
    schema.add_argument("form", choices=tuple(SCHEMAS), help="which form")
    schema.set_defaults(run=_schema)
    return parser
