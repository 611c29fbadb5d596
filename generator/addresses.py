"""Where the pages about the corpus stand, and which of them there are.

An address is made from what the page is about, so that it lasts. Keys and names from inputs go through
``identify.slug``: two that differ have different addresses.
"""

from __future__ import annotations

from generator.config import Config, Corpus
from generator.identify import is_slug, slug


def has(config: Config, kind: Corpus) -> bool:
    """Whether the site has the pages of this kind."""
    return kind.value not in config.leave_out


def address(kind: Corpus, *keys: str) -> str:
    """The address of a page: ``criteria``, ``criteria/artifacts``, ``criteria/artifacts/code_released``."""
    return "/".join([kind.value, *map(_part, keys)])


def where(config: Config, kind: Corpus, *keys: str) -> str:
    """The address of a page to link to, empty where the site does not have its kind."""
    return address(kind, *keys) if has(config, kind) else ""


def _part(key: str) -> str:
    """A key in an address. Keys of criteria keep their underscores, so that the address says the key."""
    return key if is_slug(key.replace("_", "-")) else slug(key)
