"""The ledger of what was published, held against what a project would publish now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from pathlib import Path

from generator import limits
from generator.adapters.derived_config import draft_docs, excluded_docs
from generator.adapters.project import Target
from generator.adapters.site_settings import hand_written_pages
from generator.analysis.ledger import FETCH_IT, LEDGER, Document, Ledger, addresses_in
from generator.analysis.site import Site
from generator.build import published
from generator.checks.published import dead_addresses
from generator.diagnostics import Diagnostic
from generator.errors import ConfigError
from generator.readers.documents import read_document
from generator.readers.entries import PAGE_ENDINGS

_FRAGMENTS_OF_BYTE = 3
"""With its file, a scan takes 230 bytes or more of a ledger and has some sixty fragments: there is room for ten times
as many."""


def load_ledger(file: Path) -> Ledger:
    """The ledger in a file; raises ``ConfigError`` where there is none."""
    try:
        with file.open("rb") as stream:
            data = stream.read(limits.LEDGER + 1)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ConfigError(f"{file}: {reason}; give the {LEDGER} of the published site") from None
    if len(data) > limits.LEDGER:
        raise ConfigError(f"{file}: this has more than {limits.LEDGER:,} bytes; give the {LEDGER} of a site")
    return read_ledger(data, str(file))


def read_ledger(data: bytes, name: str) -> Ledger:
    """The ledger in a file called ``name``; raises ``ConfigError`` where it holds none."""
    document = read_document(data, name, Document, "ledger", FETCH_IT)
    return addresses_in(document, name, _FRAGMENTS_OF_BYTE * len(data))


def of_addresses(target: Target, site: Site, files: Collection[str], old: Ledger | None) -> tuple[Diagnostic, ...]:
    """What is to be said of addresses that the site once had; ``files`` are those below the content folder."""
    settings = target.project.settings if target.project else {}
    withheld = (excluded_docs(settings), draft_docs(settings))
    shown = frozenset(path for path in files if not any(spec.match_file(path) for spec in withheld))
    by_hand = (path for path in shown if path.endswith(PAGE_ENDINGS))
    written = hand_written_pages(by_hand, directory_urls=site.config.directory_urls)
    whole = replace(site, config=replace(site.config, hand_written=written))
    new, found = published(whole, shown)
    # A build says of its pages what it finds about them; here is asked about addresses.
    said = tuple(item for item in found if item.rule == "moved-entry")
    return said if old is None else (*said, *dead_addresses(whole, old, new, shown))
