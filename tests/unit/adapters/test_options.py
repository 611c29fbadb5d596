"""An option is written down once, as a field, and everything else is made from it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from pathlib import Path

import pytest

from generator import Config
from generator.adapters import options
from generator.adapters.mkdocs.plugin import ScanpressPlugin
from generator.adapters.mkdocs.scheme import ScanpressOptions
from generator.adapters.options import OPTIONS, BuildOptions, config_values, that_matter
from generator.adapters.project import load_project
from generator.errors import ConfigError
from generator.options import Affects, Kind, check_ranges, option, options_of
from tests.conftest import ROOT
from tests.reference import PARTS, renewed


@pytest.mark.parametrize("part", PARTS)
def test_the_documentation_has_what_the_code_says(part: str) -> None:
    assert renewed(part) == PARTS[part][0].read_text("utf-8"), "run make reference"


def test_the_plugin_takes_the_fields_with_their_defaults() -> None:
    scheme = dict(ScanpressOptions._schema)
    assert list(scheme) == list(OPTIONS)
    assert ScanpressPlugin.config_class is ScanpressOptions
    plugin = ScanpressPlugin()
    assert plugin.load_config({}, None) == ([], [])
    assert {name: plugin.config[name] for name in OPTIONS} == {
        name: item.yaml_default for name, item in OPTIONS.items()
    }
    assert Config(ROOT / "content", **config_values(plugin.config, ROOT)) == Config(ROOT / "content")


def test_what_is_remembered_depends_on_the_options_that_say_so() -> None:
    given = {name: item.yaml_default for name, item in OPTIONS.items()}
    reading = {name for name, _ in that_matter(given, Affects.READING)}
    pages = {name for name, _ in that_matter(given, Affects.READING, Affects.PAGES)}
    assert {"scans", "syntheses", "max_file_bytes"} <= reading
    assert pages == set(OPTIONS) - {"processes"}


@dataclass(frozen=True)
class Toy:
    depth: int = option(3, "how deep", low=1, high=5)
    least: int = option(3, "how few", low=2)
    words: tuple[str, ...] = option((), "some words")
    places: tuple[Path, ...] = option((), "a folder")
    is_on: bool = option(False, "on or off")
    no_option: int = 7


def test_a_field_is_all_that_an_option_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    found = {item.name: (item.kind, item.yaml_default) for item in options_of(Toy)}
    assert found == {
        "depth": (Kind.NUMBER, 3),
        "least": (Kind.NUMBER, 3),
        "words": (Kind.LIST, []),
        "places": (Kind.FOLDER, None),
        "is_on": (Kind.SWITCH, False),
    }
    monkeypatch.setattr(options, "OPTIONS", {item.name: item for item in options_of(Toy)})
    assert "| `depth` | 3 | how deep |\n" in options.table()
    assert "| `words` | none | some words |\n| `places` | none | a folder |\n" in options.table()
    assert "| `is_on` | false | on or off |\n" in options.table()


@pytest.mark.parametrize(
    ("field", "value", "complaint"),
    [
        ("depth", 0, "depth: 0 is out of range; use a number from 1 to 5"),
        ("depth", 6, "depth: 6 is out of range; use a number from 1 to 5"),
        ("least", 1, "least: 1 is too small; use at least 2"),
    ],
)
def test_ranges_are_those_of_the_field(field: str, value: int, complaint: str) -> None:
    check_ranges(Toy())
    with pytest.raises(ConfigError) as caught:
        check_ranges(dataclasses.replace(Toy(), **{field: value}))
    assert str(caught.value) == complaint


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("rows_per_page: true", "rows_per_page: True is not a whole number; write one, or leave it out"),
        ("fast: 1", "fast: 1 is not true or false; write one, or leave it out"),
        ("processes: -1", "processes: -1 is too small; use at least 0"),
        ("publish: svg", "publish: 'svg' is not a list; write one, or leave it out"),
        ("publish: [1]", "publish: [1] is not a list of texts; write one per line"),
        ("templates: none", "templates: there is no folder 'none'; make it, or leave it out"),
    ],
)
def test_the_command_says_which_option_is_wrong_and_what_to_write(tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"docs_dir: content\nplugins:\n- scanpress:\n    {line}\n")
    with pytest.raises(ConfigError) as caught:
        load_project(file)
    assert str(caught.value) == f"{file}: scanpress: {complaint}"


@pytest.mark.parametrize("name", OPTIONS)
def test_an_option_without_a_value_is_left_out_as_mkdocs_takes_it(tmp_path: Path, name: str) -> None:
    (tmp_path / "content").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(f"docs_dir: content\nplugins:\n- scanpress:\n    {name}:\n")
    with_null = load_project(file)
    file.write_text("docs_dir: content\nplugins:\n- scanpress\n")
    assert with_null.config == load_project(file).config
    # MkDocs itself takes it so.
    options = ScanpressOptions()
    options.load_dict({name: None})
    assert options.validate() == ([], [])
    left_out = ScanpressOptions()
    left_out.load_dict({})
    assert left_out.validate() == ([], [])
    assert options[name] == left_out[name]


def test_a_plugin_only_option_is_no_field_of_the_pages() -> None:
    assert not {item.name for item in options_of(BuildOptions)} & {item.name for item in dataclasses.fields(Config)}


def test_rules_that_are_ignored_are_not_told_on_pages_however_the_settings_are_read(tmp_path: Path) -> None:
    check = {"ignore": ["figures-in-no-claim, unknown-field"], "select": ["empty-text"]}
    ignored = frozenset({"figures-in-no-claim", "unknown-field"})
    assert config_values({"check": check}, tmp_path)["unsaid"] == ignored
    assert config_values({"check": None}, tmp_path)["unsaid"] == frozenset()
    (tmp_path / "docs").mkdir()
    file = tmp_path / "mkdocs.yml"
    file.write_text(
        "site_name: x\nplugins:\n  - scanpress:\n      check:\n        ignore: [unknown-field]\n", "utf-8"
    )
    project = load_project(file)
    assert (project.config.unsaid, project.check.ignore) == (frozenset({"unknown-field"}), ("unknown-field",))
