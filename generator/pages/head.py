"""What the head of an input's page takes from the site."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from generator.addresses import absolute, has
from generator.config import Config, Part
from generator.identify import distinct, identifier_url
from generator.model import Identifier
from generator.pages.cards import card_url
from generator.pages.exports_places import BIBTEX, CSL_JSON, JSON, api_document, citations
from generator.render.href import page_url, to_file
from generator.views.head import Head, HeadLink
from generator.views.parts import RawRecord, page_path

_TYPES = {".json": "application/json", ".yaml": "application/yaml", ".yml": "application/yaml", ".txt": "text/plain",
          ".gz": "application/gzip"}  # fmt: skip
"""The media types of inputs by the ends of their addresses (RFC 9512 for YAML, RFC 6713 for gzip)."""


def page_head(
    config: Config,
    location: str,
    raw: RawRecord,
    identifiers: Iterable[Identifier] = (),
    *,
    is_newest: bool = True,
) -> Head:
    """The head of the page at ``location``, which shows ``raw``; ``identifiers`` are those of its paper.

    Only the newest scan of a paper has a card and exports.
    """
    has_data = has(config, Part.METADATA)
    links = (*_descriptions(config, location, raw, is_newest=is_newest), *_related(identifiers)) if has_data else ()
    return Head(
        url=absolute(config, page_url(page_path(location), config.directory_urls)),
        image=card_url(config, location) if is_newest else "",
        raw=absolute(config, raw.published),
        site=config.site_name,
        home=config.site_url,
        links=links,
        previews=has(config, Part.PREVIEWS),
        data=has_data,
    )


def _descriptions(config: Config, location: str, raw: RawRecord, *, is_newest: bool) -> Iterator[HeadLink]:
    """What describes the page for programs: each file that the site has of it."""
    files = [(raw.published, _TYPES.get(posixpath.splitext(raw.published)[1], ""))]
    if is_newest and (found := citations(config, location)):
        files += [(found.bibtex, BIBTEX), (found.csl_json, CSL_JSON)]
    if is_newest and (document := api_document(config, location)):
        files.append((document, JSON))
    for path, media_type in files:
        href = to_file(page_path(location), path).in_html(config.directory_urls)
        yield HeadLink("describedby", href, media_type)


def _related(identifiers: Iterable[Identifier]) -> Iterator[HeadLink]:
    """The paper at its registries. It is what the page is about, and not the page: so never ``cite-as``."""
    for item in distinct(identifiers):
        yield HeadLink("related", identifier_url(item))
