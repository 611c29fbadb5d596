"""The commands with their arguments and options."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from generator import __version__

_EXAMPLES = """\b
examples:
  scanpress new survey                 make a project, ready to preview and to publish
  scanpress check                      say what is wrong with the inputs of this project
  scanpress check --format github      the same, as annotations of a pull request
  scanpress check --published addresses.json
                                       name the published addresses that would lead nowhere
  scanpress explain unknown-field      say what a rule asks for
  scanpress rules                      list all rules
  scanpress export build/plain         write the site as Markdown for plain MkDocs
  scanpress export --sqlite scans.db   write all scans and syntheses into a database
  scanpress schema scan > scan.schema.json
  scanpress completion bash >> ~/.bashrc

\b
exit codes: 0 fine, 1 problems found, 2 wrong use
"""

FORMS = ("scan", "synthesis", "addresses")
"""What has a schema: the input forms, and the ledger of addresses."""

_SHELLS = ("bash", "zsh", "fish")
_NAMES = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class _Usage:
    """One line of usage, as other commands of this kind print it."""

    def format_usage(self: Any, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="usage: ")


class _Command(_Usage, click.Command):
    pass


class _Group(_Usage, click.Group):
    command_class = _Command


class _RuleNames(click.ParamType[tuple[str, ...]]):
    """Names of rules, several with commas."""

    name = "rules"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        from generator.adapters.selection import rule_names
        from generator.errors import ConfigError

        try:
            return rule_names([value])
        except ConfigError as error:
            self.fail(str(error), param, ctx)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from generator.rules import RULES

        before, comma, start = incomplete.rpartition(",")
        return [
            CompletionItem(f"{before}{comma}{name}", help=rule.summary)
            for name, rule in RULES.items()
            if name.startswith(start)
        ]


_config_file = click.option(
    "-f", "--config-file", type=click.Path(path_type=Path), metavar="FILE",
    help="The project's configuration (default: mkdocs.yml here or further up).",
)  # fmt: skip
_quiet = click.option("-q", "--quiet", is_flag=True, help="No progress and no summary.")


@click.group(cls=_Group, name="scanpress", context_settings=_NAMES, epilog=_EXAMPLES, no_args_is_help=False)
@click.version_option(__version__, message="scanpress %(version)s")
def scanpress() -> None:
    """Turns a folder of paper scans and literature syntheses into the pages of a MkDocs site.

    Preview and build the site itself with mkdocs serve and mkdocs build.
    """


@scanpress.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATH]...")
@_config_file
@_quiet
@click.option(
    "--format", "form", type=click.Choice(("text", "json", "github", "sarif")), default="text",
    help="text: one line each; json: an array; github: workflow commands, which become annotations; sarif: SARIF "
    "2.1.0.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Report every warning as an error.")
@click.option("--all", "every", is_flag=True, help="Show every line, not only the first five of each rule.")
@click.option("--select", type=_RuleNames(), multiple=True, metavar="RULE,...", help="Only findings of these rules.")
@click.option("--ignore", type=_RuleNames(), multiple=True, metavar="RULE,...", help="No findings of these rules.")
@click.option(
    "--baseline", type=click.Path(path_type=Path), metavar="FILE", help="Leave out the findings that FILE lists."
)
@click.option(
    "--write-baseline", "new_baseline", type=click.Path(path_type=Path), metavar="FILE",
    help="Write all findings into FILE, so that only new ones are named from then on.",
)  # fmt: skip
@click.option(
    "--published", type=click.Path(path_type=Path), metavar="FILE",
    help="Name the addresses in FILE (addresses.json of the published site) that this build would not have.",
)  # fmt: skip
def check(**arguments: Any) -> int:
    """Say what is wrong with the inputs.

    Reads and checks all inputs and prints one line for each finding. Exit code 1 where there are errors or
    warnings; notes are fine. PATH is the content folder (default: docs_dir of mkdocs.yml, or ./content), or single
    inputs and folders of them, of which alone something is said then.
    """
    from generator.adapters.cli.checking import Check

    return Check(**arguments).run()


@scanpress.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="[DIR]", required=False)
@click.option(
    "--sqlite", "database", type=click.Path(path_type=Path), metavar="FILE",
    help="Write all scans and syntheses into a SQLite database, with indexes and full-text tables.",
)  # fmt: skip
@_config_file
@_quiet
@click.option("--force", is_flag=True, help="Write into a folder that holds other files too, or over another FILE.")
@click.option("--strict", is_flag=True, help="Exit code 1 where a file was left out.")
def export(
    folder: Path | None, database: Path | None, config_file: Path | None, quiet: bool, force: bool, strict: bool
) -> int:
    """Write the site as Markdown for plain MkDocs, or its data as a database.

    Writes the pages, the content folder and the theme into DIR (a new folder, or that of an earlier export), with
    a mkdocs.yml that needs no scanpress. A later export to the same folder writes what changed and removes what is
    gone; files that no export wrote stay as they are. With --sqlite, DIR may be left out.
    """
    from generator.adapters.cli.exporting import run, run_database

    if folder is None and database is None:
        raise click.UsageError("Missing argument 'DIR'; or name a database with --sqlite FILE.")
    code = 0
    if folder is not None:
        code = run(folder, config_file, quiet=quiet, force=force, strict=strict)
    if database is not None:
        code = run_database(database, config_file, quiet=quiet, force=force, strict=strict) or code
    return code


@scanpress.command()
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--name", default="Paper scans", show_default=True, help="The name of the site.")
@click.option(
    "--site-url", metavar="URL", default="",
    help="The address at which it will be published (default: the repository's on GitHub Pages, else asked).",
)  # fmt: skip
@_quiet
def new(folder: Path, name: str, site_url: str, quiet: bool) -> None:
    """Make a project.

    Makes a project in DIR (a new folder, or an empty one) with an example scan and an example synthesis, ready for
    mkdocs serve.
    """
    from generator.adapters.site_address import address_on_github
    from generator.adapters.starter import create_project
    from generator.render.escape import log_line

    address = site_url or address_on_github(folder) or _asked_address(quiet=quiet)
    files = create_project(folder, name, address)
    if not quiet:
        place = log_line(str(folder))
        said = f"the site's address is {log_line(address)}" if address else "set site_url there before you publish"
        click.echo(f"{place}/mkdocs.yml: {said}", err=True)
        click.echo(f"{place}: {len(files)} files written; next: cd {place}, and follow README.md there", err=True)


def _asked_address(*, quiet: bool) -> str:
    """What somebody at a terminal says, where somebody is there."""
    if quiet or not (sys.stdin.isatty() and sys.stderr.isatty()):
        return ""
    click.echo("Address at which the site will be published (Enter if you do not know yet): ", nl=False, err=True)
    return sys.stdin.readline().strip()


def json_schema(form: str) -> dict[str, object]:
    """The JSON Schema (2020-12) of an input form, by its name in ``SCHEMAS``, or of the ledger of addresses."""
    if form == "addresses":
        from generator.analysis.ledger import json_schema as of_ledger

        return of_ledger()
    from generator.readers import SCHEMAS

    schema = SCHEMAS[form].model_json_schema()
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema, "title": f"scanpress {form}"}


@scanpress.command()
@click.argument("form", type=click.Choice(FORMS))
def schema(form: str) -> None:
    """Print the JSON Schema of an input form.

    Prints the JSON Schema (2020-12) of scan files, of syntheses in JSON or YAML, or of the ledger of addresses.
    """
    import json

    click.echo(json.dumps(json_schema(form), indent=2))


@scanpress.command()
def rules() -> None:
    """List all rules.

    Prints the name of each rule, what a finding of it weighs, and what breaks it.
    """
    from generator.rules import RULES

    widest = max(map(len, RULES))
    for rule in RULES.values():
        click.echo(f"{rule.name:<{widest}}  {rule.severity:<7}  {rule.summary}")


@scanpress.command()
@click.argument("names", type=_RuleNames(), nargs=-1, required=True, metavar="RULE...")
def explain(names: tuple[tuple[str, ...], ...]) -> None:
    """Say what a rule asks for.

    Prints what breaks the rule, what happens then, and what to do, as the guide has it.
    """
    from generator.adapters.documentation import address_of
    from generator.rules import RULES
    from generator.rules.guide import explained

    for name in (name for several in names for name in several):
        address = address_of(RULES[name])
        click.echo(explained(RULES[name]) + (f"\n{address}\n" if address else ""))


@scanpress.command()
@click.argument("shell", type=click.Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print what makes a shell complete this command.

    Add it to ~/.bashrc or ~/.zshrc; for fish, to ~/.config/fish/completions/scanpress.fish.
    """
    from click.shell_completion import get_completion_class

    found = get_completion_class(shell)
    if found is not None:
        click.echo(found(scanpress, {}, "scanpress", "_SCANPRESS_COMPLETE").source())
