"""The inputs as MkDocs publishes them: each is what was read, whatever has become of the file since."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from mkdocs import utils
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from generator.readers.corpus import RawFile
from generator.store import files as plain_files

log = logging.getLogger(f"mkdocs.plugins.{__name__}")


Ask = Callable[[str, bytes | None], None]
"""Called with the absolute path of a published input that belongs to the site, and what is to be there instead."""


class PublishedFile(File):
    """An input that lies on the site already."""

    published: str
    """The absolute path at which it lies."""
    replaced: str | bytes | None = None
    """What another plugin put in the content's place."""
    ask: Ask

    @property
    def _content(self) -> str | bytes | None:
        if self.replaced is not None:
            return self.replaced
        with plain_files.opened(self.published) as stream:
            return stream.read()

    @_content.setter
    def _content(self, value: str | bytes | None) -> None:
        self.replaced = value

    @classmethod
    def of(cls, config: MkDocsConfig, raw: RawFile, original: File | None, ask: Ask) -> PublishedFile:
        """The file at its address, in the place of the ``original`` that MkDocs found, if it did."""
        file = cls(
            raw.published,
            src_dir=None,
            dest_dir=config.site_dir,
            use_directory_urls=config.use_directory_urls,
        )
        if original is not None:
            file.inclusion = original.inclusion
        if not raw.is_compressed:
            file.abs_src_path = str(Path(config.docs_dir, raw.path))
        # Not asked of the file, which would remember it: another plugin may still give it another place.
        file.published = os.path.normpath(os.path.join(config.site_dir, *raw.published.split("/")))
        file.ask = ask
        return file

    def copy_file(self, dirty: bool = False) -> None:
        """Nothing is left to do, unless another plugin gave it another content or place."""
        content = self.content_bytes if self.replaced is not None or self.abs_dest_path != self.published else None
        if self.abs_dest_path == self.published:
            self.ask(self.published, content)
        elif content is not None:
            utils.write_file(content, self.abs_dest_path)


def hand_over(files: Files, raw_files: Iterable[RawFile], config: MkDocsConfig, ask: Ask) -> None:
    """Put what was published in the place of the inputs that MkDocs found, also where it has another name."""
    for raw in raw_files:
        original = files.get_file_from_path(raw.path)
        if original is not None:
            files.remove(original)
        other = files.get_file_from_path(raw.published)
        if other is not None:
            log.warning(f"{raw.published}: {raw.path} is published under this name, so this file is not; rename it")
            files.remove(other)
        files.append(PublishedFile.of(config, raw, original, ask))
