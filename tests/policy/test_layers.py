"""The layers hold, and checks and options are described."""

from __future__ import annotations

import dataclasses
import re
import sys
import tomllib

from generator.adapters.cli.commands import scanpress
from generator.adapters.mkdocs.scheme import ScanpressOptions
from generator.adapters.selection import CheckSettings
from generator.checks import CHECKS
from tests.conftest import ROOT, run


def test_layers_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]
    result = run(command, ROOT)
    assert result.returncode == 0, result.stdout


def test_views_are_kept_from_the_site() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    (contract,) = [item for item in settings["contracts"] if item.get("source_modules") == ["generator.views"]]
    assert contract["type"] == "forbidden"
    assert {"generator.analysis.site", "generator.linking", "generator.intake"} <= set(contract["forbidden_modules"])
    assert "allow_indirect_imports" not in contract
    assert "ignore_imports" not in contract


def test_every_check_states_its_rule() -> None:
    for check in CHECKS:
        assert check.__doc__, check.__name__
        assert check.__doc__.strip().endswith(".")


def test_every_option_and_command_is_documented() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for name, _ in ScanpressOptions._schema:
        assert f"`{name}`" in readme, name
    for command in scanpress.commands:
        assert f"`scanpress {command}" in readme, command


def test_every_option_of_check_is_documented() -> None:
    guide = (ROOT / "content/guide/checking.md").read_text("utf-8")
    for parameter in scanpress.commands["check"].params:
        names = [name for name in parameter.opts if name.startswith("--")]
        assert all(f"`{name}" in guide for name in names), names
    for field in dataclasses.fields(CheckSettings):
        assert re.search(rf"^ +{field.name}: ", guide, re.M), field.name
