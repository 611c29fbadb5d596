"""The layers hold, and checks and options are described."""

from __future__ import annotations

import sys

from generator.adapters.mkdocs.plugin import ScanpressOptions
from generator.checks import CHECKS
from tests.conftest import ROOT, run


def test_layers_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    result = run(command, ROOT)
    assert result.returncode == 0, result.stdout


def test_every_check_states_its_rule() -> None:
    for check in CHECKS:
        assert check.__doc__, check.__name__
        assert check.__doc__.strip().endswith(".")


def test_every_option_and_command_is_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, _ in ScanpressOptions._schema:
        assert f"`{name}`" in readme, name
    for command in ("check", "export", "schema", "new"):
        assert f"`scanpress {command}" in readme, command
