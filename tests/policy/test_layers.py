"""The layers hold, and checks and options are described."""

from __future__ import annotations

import sys

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
