"""What stands in MkDocs' list of files: what of it counts, and what gives way to a generated file."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import Files, InclusionLevel

from generator.adapters.mkdocs.page import AssetFile
from generator.adapters.served_scripts import left_apart, scripts_in_others, served_scripts
from generator.adapters.served_styles import served_styles
from generator.build import SiteAsset
from generator.resources import theme

log = get_plugin_logger("scanpress")


def every_level(level: InclusionLevel) -> bool:
    """Drafts and excluded pages are pages that the publisher wrote, too."""
    return True


def is_published(files: Files, asset: SiteAsset, config: MkDocsConfig) -> bool:
    """Whether a file is published: the publisher can leave an input out (``exclude_docs``)."""
    if asset.is_from_outside:
        return config.exclude_docs is None or not config.exclude_docs.match_file(asset.path)
    original = files.get_file_from_path(asset.source) if asset.source else None
    return not asset.source or (original is not None and original.inclusion is not InclusionLevel.EXCLUDED)


def make_room(files: Files, asset: SiteAsset) -> None:
    """Take away the input that a file is made of, and what would stand at its place."""
    original = files.get_file_from_path(asset.source) if asset.source else None
    # An input may stand at several addresses: at those that its page once had as well.
    if original is not None and not isinstance(original, AssetFile):
        files.remove(original)
    # Not by ``get_file_from_path``, which makes an object of each of a hundred thousand paths.
    other = files.src_uris.get(asset.path)
    if other is not None:
        log.warning(f"{asset.path}: a generated file has this address, so this one is left out; rename it")
        files.remove(other)


def slim_files(files: Files) -> None:
    """Publish the theme's scripts and style sheets as they are served; what stands in their place stays."""
    served = served_scripts() | served_styles()
    found = {path: files.get_file_from_path(path) for path in (*served, *scripts_in_others())}
    own = {
        path: file
        for path, file in found.items()
        if file and file.abs_src_path and Path(file.abs_src_path).is_relative_to(theme())
    }
    apart = left_apart({path for path, file in found.items() if file and path not in own})
    own = {path: file for path, file in own.items() if path not in apart}
    for path, whole in scripts_in_others().items():
        if path in own and whole in own:
            files.remove(own[path])
    for path, made in served.items():
        if path in own:
            own[path].content_bytes = made
