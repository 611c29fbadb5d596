"""A page in both its dialects, as MkDocs holds them in the memory once it has read all pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from mkdocs.commands.build import _populate_page
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.toc import AnchorLink

from benchmarks.dom import events
from generator import Config, generate
from generator.adapters.mkdocs.page import GeneratedFile, GeneratedPage

EVERY_EXTENSION = [
    "tables", "attr_list", "md_in_html", {"toc": {"permalink": True}}, "abbr", "admonition", "def_list", "footnotes",
    "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.critic", "pymdownx.details",
    "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys",
    {"pymdownx.magiclink": {"repo_url_shorthand": True, "repo_url_shortener": True, "social_url_shorthand": True,
                            "social_url_shortener": True, "normalize_issue_symbols": True, "provider": "github",
                            "user": "someone", "repo": "survey"}},
    "pymdownx.mark",
    "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
]  # fmt: skip


@dataclass
class Rendering:
    """What MkDocs puts into a page's frame, and what it knows of the page."""

    html: str
    contents: list[object]
    meta: dict[str, object]
    title: str | None
    anchors: set[str] | None


def project(folder: Path, extensions: list[object]) -> MkDocsConfig:
    """The configuration of a project with the plugin, as it is when a build begins."""
    (folder / "content").mkdir(parents=True)
    settings = {
        "site_name": "x",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
        "plugins": ["scanpress"],
        "markdown_extensions": extensions,
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    config = load_config(str(folder / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    return config.plugins.on_config(config)


def renderings(content: Config, config: MkDocsConfig) -> Iterator[tuple[str, Rendering, Rendering]]:
    """Every page of ``content``: its path, it written directly, and it converted by Python-Markdown."""
    build = generate(content)
    files = Files([File.generated(config, asset.path, content="") for asset in build.assets])
    for page in build.files:
        files.append(GeneratedFile.of(config, page, InclusionLevel.NOT_IN_NAV))
    for file in files.documentation_pages():
        direct, converted = (_rendering(file, files, config, fast=fast) for fast in (True, False))
        yield file.src_uri, direct, converted


def _rendering(file: GeneratedFile, files: Files, config: MkDocsConfig, *, fast: bool) -> Rendering:
    page = GeneratedPage(None, file, config, fast=fast)
    _populate_page(page, config, files)
    assert page.is_own is fast
    assert page.content
    return Rendering(
        page.content, [_entry(link) for link in page.toc], dict(page.meta), page.title, page.present_anchor_ids
    )


def _entry(link: AnchorLink) -> tuple[object, ...]:
    # Titles are HTML, in which one text can be written in several ways.
    return link.level, link.id, events(link.title), [_entry(child) for child in link.children]
