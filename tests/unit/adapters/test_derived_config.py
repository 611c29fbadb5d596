"""The derived mkdocs.yml is the publisher's own with the plugin taken out, and runs nothing when it is read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from pathspec import GitIgnoreSpec

from generator.adapters.derived_config import Pages, derived_config
from generator.adapters.export import export
from generator.adapters.mkdocs.scheme import ScanpressOptions
from generator.adapters.options import OPTIONS
from generator.adapters.project import load_project
from generator.adapters.yaml_tags import dump, load
from generator.build import SiteFile
from generator.config import Config
from generator.errors import ConfigError
from generator.model import Source
from generator.pages import PAGES, PlannedPage
from generator.render.environment import Pages as Pages_

ADDRESSES = tuple(pattern for kind in PAGES for pattern in kind.addresses(Config(content=Path(__file__).parent)))


def page(path: str, source: str = "", *, listed: bool = False) -> SiteFile:
    """A page that is never written."""
    made_of = Source(source, "0" * 64, 1) if source else None
    return SiteFile(PlannedPage(path, "x.md.j2", "", made_of, listed, None), Pages_([]), None)


GENERATED = (
    page("index.md", listed=True),
    page("methodology.md", listed=True),
    page("scans/index.md", listed=True),
    page("scans/page-2/index.md"),
    page("scans/a/b/index.md", "scans/a/b/scan.json"),
    page("syntheses/index.md", listed=True),
    page("syntheses/x/index.md", "syntheses/x.txt"),
)


def derive(settings: dict[str, Any], by_hand: tuple[str, ...] = ()) -> dict[str, Any]:
    pages = Pages(GENERATED, by_hand, ADDRESSES)
    text = derived_config(settings, "content", pages, lambda path, needed: path if needed else None)
    return yaml.safe_load(text)


def load_text(tmp_path: Path, text: str) -> Any:
    path = tmp_path / "mkdocs.yml"
    path.write_text(text, "utf-8")
    return load(path)


@pytest.mark.parametrize(
    ("plugins", "expected"),
    [
        (["search", "scanpress"], ["search"]),
        (["scanpress"], []),
        ([{"scanpress": {"scans": "papers"}}, {"search": {"lang": "en"}}], [{"search": {"lang": "en"}}]),
        ({"scanpress": None, "search": {}}, {"search": {}}),
    ],
)
def test_the_plugin_is_taken_out_and_the_others_stay(plugins: Any, expected: Any) -> None:
    assert derive({"plugins": plugins})["plugins"] == expected


def test_absent_plugins_stay_absent() -> None:
    assert "plugins" not in derive({"site_name": "x"})


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, ["tables", "attr_list", "md_in_html", {"toc": {"permalink": True}}]),
        (["toc", "attr_list"], [{"toc": {"permalink": True}}, "attr_list", "tables", "md_in_html"]),
        (
            ["tables", "attr_list", "md_in_html", {"toc": {"permalink": "#", "toc_depth": 3}}],
            ["tables", "attr_list", "md_in_html", {"toc": {"permalink": "#", "toc_depth": 3}}],
        ),
        (
            {"toc": {"permalink": False}, "footnotes": {}},
            {"toc": {"permalink": False}, "footnotes": {}, "tables": {}, "attr_list": {}, "md_in_html": {}},
        ),
    ],
)
def test_the_extensions_that_pages_need_are_there_and_options_are_kept(given: Any, expected: Any) -> None:
    assert derive({"markdown_extensions": given})["markdown_extensions"] == expected


def test_the_publishers_style_sheets_come_last() -> None:
    assert derive({"extra_css": ["my.css"]})["extra_css"] == ["assets/scanpress/scanpress.css", "my.css"]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, {"name": "mkdocs", "custom_dir": "theme"}),
        ("material", {"name": "material", "custom_dir": "theme"}),
        ({"name": "material", "custom_dir": "own", "font": False},
         {"name": "material", "custom_dir": "theme", "font": False}),
    ],
)  # fmt: skip
def test_the_theme_is_the_exported_folder(given: Any, expected: Any) -> None:
    assert derive({} if given is None else {"theme": given})["theme"] == expected


@pytest.mark.parametrize("nav", [None, ["index.md", "scans/index.md"]])
def test_papers_stay_out_of_the_navigation_and_hand_written_pages_do_not(nav: Any) -> None:
    by_hand = ("about.md", "scans/notes.md", "scans/a/own/index.md", "scans/100% [odd] #1/index.md")
    result = derive({"nav": nav, "not_in_nav": "/about.md\n"}, by_hand)
    hidden = GitIgnoreSpec.from_lines(result["not_in_nav"].splitlines())
    assert [path for path in by_hand if hidden.match_file(path)] == ["about.md"]
    assert hidden.match_file("scans/a/b/index.md")
    assert hidden.match_file("scans/page-2/index.md")
    assert hidden.match_file("syntheses/x/index.md")
    # Without nav, MkDocs makes one of what is not hidden: the pages that a reader starts from.
    assert hidden.match_file("index.md") is (nav is not None)
    assert hidden.match_file("scans/index.md") is (nav is not None)


def test_the_configuration_does_not_grow_with_the_number_of_papers() -> None:
    def derived(papers: int) -> str:
        pages = tuple(page(f"scans/p{number}/index.md", "x") for number in range(papers))
        return derived_config({}, "content", Pages(pages, (), ADDRESSES), lambda path, needed: None)

    assert derived(1_000) == derived(1)


def test_excluded_patterns_do_not_take_generated_pages_away() -> None:
    spec = GitIgnoreSpec.from_lines(derive({"exclude_docs": "methodology.md\n*.tmp\n"})["exclude_docs"].splitlines())
    assert not spec.match_file("methodology.md")
    assert spec.match_file("a.tmp")


@pytest.mark.parametrize(
    ("given", "expected"), [("public", "public"), ("../public", "site"), ("/srv/www", "site"), ("content/x", "site")]
)
def test_the_built_site_stays_inside_the_tree(given: str, expected: str) -> None:
    assert derive({"site_dir": given})["site_dir"] == expected


def test_links_to_edit_generated_pages_are_switched_off() -> None:
    result = derive({"repo_url": "https://example.org/repo", "edit_uri_template": "x/{path}"})
    assert result["edit_uri"] == ""
    assert "edit_uri_template" not in result
    assert result["repo_url"] == "https://example.org/repo"


TAGS = """\
site_name: !ENV [SITE_NAME, Fallback]
extra:
  icon: !!python/name:material.extensions.emoji.twemoji
  run: !!python/object/apply:os.system ["touch TARGET"]
  map: !own {a: 1, b: [x, y]}
  base: !relative $config_dir
"""


def test_tags_are_kept_and_never_obeyed(tmp_path: Path) -> None:
    target = tmp_path / "ran"
    value = load_text(tmp_path, TAGS.replace("TARGET", str(target)))
    written = dump(value)
    assert not target.exists()
    for kept in (
        "!ENV [SITE_NAME, Fallback]",
        "!!python/name:material.extensions.emoji.twemoji",
        "!!python/object/apply:os.system",
        "!own {a: 1, b: [x, y]}",
        "!relative $config_dir",
    ):
        assert kept in written.replace("'", "")
    (tmp_path / "again.yml").write_text(written, "utf-8")
    assert dump(load(tmp_path / "again.yml")) == written
    assert not target.exists()


def project(tmp_path: Path, text: str, **files: str) -> Path:
    (tmp_path / "content").mkdir(exist_ok=True)
    (tmp_path / "mkdocs.yml").write_text(text, "utf-8")
    for name, content in files.items():
        (tmp_path / f"{name}.yml").write_text(content, "utf-8")
    return tmp_path / "mkdocs.yml"


def test_inherited_settings_are_merged_as_mkdocs_does_it(tmp_path: Path) -> None:
    file = project(
        tmp_path,
        "INHERIT: base.yml\nsite_name: Mine\ntheme:\n  font: false\nnav: [index.md]\n",
        base="site_name: Base\ndocs_dir: content\ntheme:\n  name: material\n  language: de\nnav: [a.md, b.md]\n",
    )
    assert load_project(file).settings == {
        "site_name": "Mine",
        "docs_dir": "content",
        "theme": {"name": "material", "language": "de", "font": False},
        "nav": ["index.md"],
    }


def test_values_from_the_environment_are_read_where_they_are_needed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = project(
        tmp_path,
        "docs_dir: !ENV [CONTENT_DIR, content]\n"
        "plugins:\n- scanpress:\n    rows_per_page: !ENV ROWS\n    scans: !ENV [NO_SUCH, papers]\n",
    )
    monkeypatch.setenv("ROWS", "7")
    config = load_project(file).config
    assert (config.content.name, config.rows_per_page, config.scans) == ("content", 7, ("papers",))


def test_every_option_of_the_plugin_is_known_to_the_command() -> None:
    assert set(OPTIONS) == {name for name, _ in ScanpressOptions._schema}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("a: [b", "line 1, column 6: expected"),
        ("- just\n- a list\n", "holds no settings"),
        ("docs_dir: missing\n", "no folder 'missing'"),
        ("docs_dir: .\n", "folder of mkdocs.yml itself"),
        ("docs_dir: !odd x\n", "tag !odd"),
        ("docs_dir: content\nINHERIT: mkdocs.yml\n", "leads back"),
        ("docs_dir: content\nINHERIT: none.yml\n", "there is no file"),
        ("docs_dir: content\nplugins:\n- scanpress:\n    rows_per_page: many\n", "rows_per_page: 'many'"),
        ("docs_dir: content\nplugins:\n- scanpress:\n    rows_per_page: 0\n", "rows_per_page: 0 is out of range"),
        ("docs_dir: content\nplugins:\n- scanpress:\n    templates: none\n", "no folder 'none'"),
        ("docs_dir: content\nplugins:\n- scanpress: yes please\n", "its options"),
        ("docs_dir: content\nwhen: 2025-13-45\n", "mend the YAML"),
        ("\0", "mend the YAML"),
        ("[" * 5000, "mend the YAML"),
    ],
)
def test_what_is_wrong_with_a_configuration_is_said_in_one_line(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ConfigError) as caught:
        load_project(project(tmp_path, text))
    assert re.search(complaint, str(caught.value))
    assert "mkdocs.yml" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_export_knows_that_previews_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    config = "site_name: Shore\ndocs_dir: content\nextra: {notice: Draft}\nplugins: [{scanpress: {leave_out: [previews]}}]\n"
    (tmp_path / "mkdocs.yml").write_text(config)
    export(load_project(tmp_path / "mkdocs.yml"), tmp_path / "plain", force=False, progress=lambda *_: None)
    assert yaml.safe_load((tmp_path / "plain/mkdocs.yml").read_text())["extra"] == {
        "notice": "Draft",
        "previews": False,
    }
    (tmp_path / "mkdocs.yml").write_text(config.replace("previews", "cards"))
    export(load_project(tmp_path / "mkdocs.yml"), tmp_path / "plain", force=False, progress=lambda *_: None)
    assert yaml.safe_load((tmp_path / "plain/mkdocs.yml").read_text())["extra"] == {"notice": "Draft"}
