"""What generated pages need of MkDocs' configuration, and what it says about them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger

from generator.adapters.site_settings import KNOWN_EXTENSIONS, REQUIRED_EXTENSIONS, SCRIPTS, STYLESHEETS, TOC_OPTIONS
from generator.resources import theme

log = get_plugin_logger("scanpress")


def lay_theme(config: MkDocsConfig) -> None:
    """Put our theme between the publisher's own and Material."""
    if config.theme.name != "material":
        log.warning(
            f"theme: {config.theme.name} shows the pages plainly, without badges and colours; "
            "use material, which they are made for"
        )
        return
    custom = config.theme.custom_dir
    config.theme.dirs.insert(0 if custom is None else 1, str(theme()))
    if custom is not None and Path(custom, "main.html").is_file():
        log.info(
            f"{custom}/main.html replaces ours, which has the Content-Security-Policy; "
            "copy its block site_meta to keep it"
        )


def switch_on(config: MkDocsConfig) -> None:
    """Switch on what the pages are written for."""
    for name in REQUIRED_EXTENSIONS:
        if name not in config.markdown_extensions:
            config.markdown_extensions.append(name)
    toc = config.mdx_configs.setdefault("toc", {})
    for name, value in TOC_OPTIONS.items():
        toc.setdefault(name, value)
    # The publisher's own style sheets come last, so that they win.
    config.extra_css[:0] = [path for path in STYLESHEETS if path not in config.extra_css]
    listed = {str(script) for script in config.extra_javascript}
    config.extra_javascript[:0] = [path for path in SCRIPTS if path not in listed]


def addresses(config: MkDocsConfig) -> tuple[object, ...]:
    """The settings that the addresses on pages depend on."""
    return (
        config.use_directory_urls,
        config.site_url,
        config.repo_url,
        config.edit_uri,
        str(config.edit_uri_template),
    )


def is_known(config: MkDocsConfig) -> bool:
    """Whether the Markdown of generated pages becomes the HTML that is written directly.

    It does with every extension that leaves escaped text alone; what an unknown one does, nobody knows.
    """
    names = set(config.markdown_extensions)
    toc = {key: value for key, value in config.mdx_configs.get("toc", {}).items() if key != "slugify"}
    return names <= KNOWN_EXTENSIONS and toc == TOC_OPTIONS


def nav_titles(nav: object) -> Iterator[tuple[str, str | None]]:
    """The pages in the publisher's navigation, each by its path, with the title that it has there, if any."""
    if isinstance(nav, str):
        yield nav, None
    elif isinstance(nav, Mapping):
        for title, entry in nav.items():
            if isinstance(entry, str):
                yield entry, str(title)
            else:
                yield from nav_titles(entry)
    elif isinstance(nav, list):
        for entry in nav:
            yield from nav_titles(entry)
